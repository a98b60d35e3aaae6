#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/outcome_space.h"

namespace dragoman {

/// The preset's picture of the other side: how often each value was in its offers.
///
/// An issue weighs 1 - H / ln(values seen), H being the entropy of the counts (nats), 1 if one
/// value was seen; an outcome scores sum w c / c_max over sum w, the mean of c / c_max where no
/// issue weighs anything, and .5 before the first offer. After Hindriks & Tykhonov (2008) and
/// Tunali, Aydogan & Sanchez-Anguix (2017), frequency models.
class NegmasOpponentModel {
 public:
  void Reset(const OutcomeSpace& space);
  /// Counts an offer twice, as the reference does (nothing but rounding depends on it).
  void Count(const Outcome& offer);
  /// Brings the tables up to date; call before Score.
  void Prepare();
  double Score(const Outcome& outcome) const;

 private:
  std::span<const std::uint32_t> CountsOf(std::size_t issue) const {
    return {counts_.data() + space_->offset(issue), space_->size(issue)};
  }
  /// Weight of an issue from its counts.
  static double WeightOf(std::span<const std::uint32_t> counts, double total);

  const OutcomeSpace* space_ = nullptr;
  std::vector<std::uint32_t> counts_;  ///< By flat value.
  std::vector<double> tables_;         ///< Weight times c / c_max, by flat value.
  double total_ = 0;                   ///< Counted offers.
  double divisor_ = 1;
};

}  // namespace dragoman
