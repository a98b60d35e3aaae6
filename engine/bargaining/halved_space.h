#pragma once

#include <array>
#include <cstdint>

#include "engine/core/outcome_space.h"

namespace dragoman {

/// Which outcomes of a space an index covers: some issues vary, the others stay as they are.
struct OpenIssues {
  std::uint32_t open = ~std::uint32_t{0};  ///< Bits of the issues that vary.
  Outcome fixed;                           ///< Read for the issues whose bit is 0.
};

/// The outcomes that OpenIssues leaves, cut into a front and a back run of issues.
///
/// Fronts and backs are numbered in the order of enumeration (last issue fastest), so the pair
/// (front, back), read as one number, orders outcomes as the space does. The cut makes fronts plus
/// backs fewest; of equal cuts the first. Copyable, no heap.
class HalvedSpace {
 public:
  HalvedSpace() = default;
  /// @pre space.Contains(open.fixed), unless every issue is open.
  HalvedSpace(const OutcomeSpace& space, const OpenIssues& open);

  std::size_t num_issues() const { return num_issues_; }
  /// The back's first issue.
  std::size_t cut() const { return cut_; }
  /// Values that vary in the issue: 1 if it is fixed.
  std::uint32_t size(std::size_t issue) const { return sizes_[issue]; }
  /// Its value number 0, as the space counts.
  OptionIndex first(std::size_t issue) const { return first_[issue]; }
  /// Place of its value number 0 in a flat table (OutcomeSpace::offset).
  std::size_t flat(std::size_t issue) const { return flat_[issue]; }

  /// Outcomes, fronts and backs, or OutcomeSpace::kUncountable.
  std::uint64_t num_outcomes() const { return num_outcomes_; }
  std::uint64_t num_fronts() const { return num_fronts_; }
  std::uint64_t num_backs() const { return num_backs_; }

  /// Which of its varying values the issue has in that half. 32-bit division: halves are small.
  /// @pre issue < cut() for a front, >= cut() for a back.
  std::uint32_t Digit(std::size_t issue, std::uint32_t half) const {
    return half / strides_[issue] % sizes_[issue];
  }
  /// Outcomes of its own half between two values of the issue.
  std::uint32_t stride(std::size_t issue) const { return strides_[issue]; }

  Outcome Decode(std::uint32_t front, std::uint32_t back) const;

 private:
  std::size_t num_issues_ = 0;
  std::size_t cut_ = 0;
  std::array<std::uint32_t, kMaxIssues> sizes_{};
  std::array<std::uint32_t, kMaxIssues> strides_{};
  std::array<std::uint32_t, kMaxIssues> flat_{};
  std::array<OptionIndex, kMaxIssues> first_{};
  std::uint64_t num_outcomes_ = 1;
  std::uint64_t num_fronts_ = 1;
  std::uint64_t num_backs_ = 1;
};

}  // namespace dragoman
