#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/outcome_space.h"

namespace dragoman {

/// What the values of an issue mean to each other.
enum class IssueKind : unsigned char {
  kCategorical,  ///< Names without an order.
  kOrdered,      ///< Names in an order that matters (similarity, single peaks).
  kInteger,      ///< The integers lower .. upper.
};

/// One issue of a domain: values by name, or a range of integers.
struct DomainIssue {
  std::string name;
  IssueKind kind = IssueKind::kCategorical;
  std::vector<std::string> values;  ///< Names; empty for kInteger.
  long long lower = 0;              ///< kInteger: value 0 is this number.
  std::size_t num_integers = 0;     ///< kInteger: how many values.

  std::size_t size() const { return kind == IssueKind::kInteger ? num_integers : values.size(); }
  /// @pre value < size()
  std::string ValueName(OptionIndex value) const;
  std::optional<OptionIndex> FindValue(std::string_view value_name) const;
};

/// What is negotiated, without anybody's preferences.
struct Domain {
  std::string name;
  std::vector<DomainIssue> issues;

  /// @pre At most kMaxIssues issues of 1 .. kMaxValues values.
  OutcomeSpace Space() const;
};

}  // namespace dragoman
