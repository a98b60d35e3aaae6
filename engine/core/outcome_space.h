#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "engine/core/outcome.h"

namespace dragoman {

/// The most values one issue may have: what an OptionIndex can tell apart.
inline constexpr std::size_t kMaxValues = 65535;

/// How many values each issue has, with a flat numbering of all values and, where the space is
/// small enough, a numbering of all outcomes. Knows no names; copyable, no heap.
class OutcomeSpace {
 public:
  /// More outcomes than a 64-bit number can count.
  static constexpr std::uint64_t kUncountable = ~std::uint64_t{0};

  OutcomeSpace() = default;
  /// @pre At most kMaxIssues issues of 1 .. kMaxValues values each.
  explicit OutcomeSpace(std::span<const std::size_t> sizes);

  std::size_t num_issues() const { return num_issues_; }
  std::size_t size(std::size_t issue) const { return sizes_[issue]; }
  /// Values of all issues together: the length of a flat table.
  std::size_t num_values() const { return offsets_[num_issues_]; }
  /// Place of the issue's first value in a flat table.
  std::size_t offset(std::size_t issue) const { return offsets_[issue]; }
  /// Outcomes, or kUncountable.
  std::uint64_t num_outcomes() const { return num_outcomes_; }
  bool countable() const { return num_outcomes_ != kUncountable; }

  /// The outcome number `rank`: issues in order, the last issue fastest.
  /// @pre countable() and rank < num_outcomes()
  Outcome OutcomeAt(std::uint64_t rank) const;
  /// Inverse of OutcomeAt. @pre countable() and Contains(outcome)
  std::uint64_t RankOf(const Outcome& outcome) const;

  bool Contains(const Outcome& outcome) const;

  friend bool operator==(const OutcomeSpace&, const OutcomeSpace&) = default;

 private:
  std::size_t num_issues_ = 0;
  std::array<std::uint32_t, kMaxIssues> sizes_{};
  std::array<std::uint32_t, kMaxIssues + 1> offsets_{};
  std::array<std::uint64_t, kMaxIssues> strides_{};  ///< Of the rank; 0 where uncountable.
  std::uint64_t num_outcomes_ = 1;
};

}  // namespace dragoman
