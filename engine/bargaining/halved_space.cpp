#include "engine/bargaining/halved_space.h"

#include "engine/core/assert.h"

namespace dragoman {
namespace {

std::uint64_t CappedProduct(std::uint64_t a, std::uint64_t b) {
  if (a == OutcomeSpace::kUncountable || a > OutcomeSpace::kUncountable / b) {
    return OutcomeSpace::kUncountable;
  }
  return a * b;
}

std::uint64_t CappedSum(std::uint64_t a, std::uint64_t b) {
  return a > OutcomeSpace::kUncountable - b ? OutcomeSpace::kUncountable : a + b;
}

}  // namespace

HalvedSpace::HalvedSpace(const OutcomeSpace& space, const OpenIssues& open)
    : num_issues_(space.num_issues()) {
  std::array<std::uint64_t, kMaxIssues + 1> fronts{1};
  std::array<std::uint64_t, kMaxIssues + 1> backs{};
  for (std::size_t i = 0; i < num_issues_; ++i) {
    const bool varies = ((open.open >> i) & 1U) != 0;
    first_[i] = varies ? OptionIndex{0} : open.fixed.options[i];
    sizes_[i] = varies ? static_cast<std::uint32_t>(space.size(i)) : 1;
    flat_[i] = static_cast<std::uint32_t>(space.offset(i)) + first_[i];
    fronts[i + 1] = CappedProduct(fronts[i], sizes_[i]);
  }
  num_outcomes_ = fronts[num_issues_];
  backs[num_issues_] = 1;
  for (std::size_t i = num_issues_; i-- > 0;) backs[i] = CappedProduct(backs[i + 1], sizes_[i]);
  for (std::size_t i = 1; i <= num_issues_; ++i) {
    if (CappedSum(fronts[i], backs[i]) < CappedSum(fronts[cut_], backs[cut_])) cut_ = i;
  }
  num_fronts_ = fronts[cut_];
  num_backs_ = backs[cut_];
  for (std::size_t i = 0; i < num_issues_; ++i) {
    const std::uint64_t below = i < cut_ ? num_fronts_ / fronts[i + 1] : backs[i + 1];
    strides_[i] = static_cast<std::uint32_t>(below);
  }
}

Outcome HalvedSpace::Decode(std::uint32_t front, std::uint32_t back) const {
  Outcome outcome;
  for (std::size_t i = 0; i < num_issues_; ++i) {
    const std::uint32_t digit = Digit(i, i < cut_ ? front : back);
    outcome.options.push_back(static_cast<OptionIndex>(first_[i] + digit));
  }
  return outcome;
}

}  // namespace dragoman
