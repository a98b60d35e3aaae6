#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/core/issue.h"
#include "engine/core/outcome.h"

namespace dragoman {

/// The issues of a negotiation with a flat numbering of all their options, so that a table with one
/// number per option is one contiguous array.
class IssueSpace {
 public:
  IssueSpace() = default;
  explicit IssueSpace(std::vector<Issue> issues) : issues_(std::move(issues)) {
    for (const Issue& issue : issues_) {
      offsets_.push_back(num_options_);
      num_options_ += issue.num_options();
    }
  }

  std::size_t num_issues() const { return issues_.size(); }
  /// Options of all issues together.
  std::size_t num_options() const { return num_options_; }
  std::span<const Issue> issues() const { return issues_; }
  const Issue& issue(IssueIndex i) const { return issues_[At(i)]; }

  /// Place of (issue, option) in a flat table.
  std::size_t flat(IssueIndex i, OptionIndex option) const { return offsets_[At(i)] + option; }
  std::size_t offset(IssueIndex i) const { return offsets_[At(i)]; }

  /// Every issue at its status quo.
  Outcome StatusQuo() const {
    Outcome outcome;
    for (const Issue& issue : issues_) outcome.options.push_back(issue.status_quo);
    return outcome;
  }

 private:
  std::vector<Issue> issues_;
  std::vector<std::size_t> offsets_;
  std::size_t num_options_ = 0;
};

}  // namespace dragoman
