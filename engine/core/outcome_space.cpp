#include "engine/core/outcome_space.h"

#include "engine/core/assert.h"

namespace dragoman {

OutcomeSpace::OutcomeSpace(std::span<const std::size_t> sizes) : num_issues_(sizes.size()) {
  DRAGOMAN_ASSERT(sizes.size() <= kMaxIssues);
  for (std::size_t i = 0; i < num_issues_; ++i) {
    DRAGOMAN_ASSERT(sizes[i] >= 1 && sizes[i] <= kMaxValues);
    sizes_[i] = static_cast<std::uint32_t>(sizes[i]);
    offsets_[i + 1] = offsets_[i] + sizes_[i];
  }
  for (std::size_t i = num_issues_; i-- > 0;) {
    strides_[i] = num_outcomes_;
    if (num_outcomes_ > kUncountable / sizes_[i]) {
      num_outcomes_ = kUncountable;
      strides_.fill(0);
      return;
    }
    num_outcomes_ *= sizes_[i];
  }
}

Outcome OutcomeSpace::OutcomeAt(std::uint64_t rank) const {
  DRAGOMAN_DEBUG_ASSERT(countable() && rank < num_outcomes_);
  Outcome outcome;
  if (num_outcomes_ <= 0xffffffffU) {
    // A 32-bit division costs a third of a 64-bit one.
    auto rest = static_cast<std::uint32_t>(rank);
    for (std::size_t i = 0; i < num_issues_; ++i) {
      const auto stride = static_cast<std::uint32_t>(strides_[i]);
      const std::uint32_t value = rest / stride;
      rest -= value * stride;
      outcome.options.push_back(static_cast<OptionIndex>(value));
    }
    return outcome;
  }
  for (std::size_t i = 0; i < num_issues_; ++i) {
    const std::uint64_t value = rank / strides_[i];
    rank -= value * strides_[i];
    outcome.options.push_back(static_cast<OptionIndex>(value));
  }
  return outcome;
}

std::uint64_t OutcomeSpace::RankOf(const Outcome& outcome) const {
  DRAGOMAN_DEBUG_ASSERT(countable() && Contains(outcome));
  std::uint64_t rank = 0;
  for (std::size_t i = 0; i < num_issues_; ++i) rank += strides_[i] * outcome.options[i];
  return rank;
}

bool OutcomeSpace::Contains(const Outcome& outcome) const {
  if (outcome.options.size() != num_issues_) return false;
  for (std::size_t i = 0; i < num_issues_; ++i) {
    if (outcome.options[i] >= sizes_[i]) return false;
  }
  return true;
}

}  // namespace dragoman
