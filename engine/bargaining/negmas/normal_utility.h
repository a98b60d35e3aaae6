#pragma once

#include <vector>

#include "engine/bargaining/sitting.h"

namespace dragoman {

/// A seat's utility stretched to [0, 1], as the preset's nice tit-for-tat measures it.
///
/// Where the seat's utility is additive: per issue evaluations less their minimum, divided by their
/// range (an issue whose range is below 1e-6 counts 1 throughout), weights times the range and then
/// divided by their sum; the reservation value likewise. Elsewhere (u - worst) / (best - worst)
/// over the offers. Both agree but for rounding and issues without a range.
class NegmasNormalUtility {
 public:
  void Reset(const Seat& seat);

  /// @param worth The offer's worth on the seat's own scale.
  double Of(const Offer& offer, double worth) const {
    if (tables_.empty()) return (worth - low_) * scale_;
    double sum = 0;
    for (std::size_t i = 0; i < space_->num_issues(); ++i) {
      sum += tables_[space_->offset(i) + offer.options[i]];
    }
    return sum;
  }
  double reservation() const { return reservation_; }

 private:
  void StretchTables(const Seat& seat);
  void StretchRange(const Seat& seat);

  const OutcomeSpace* space_ = nullptr;
  std::vector<double> tables_;   ///< Weight times evaluation, by flat value; empty: the range.
  std::vector<double> weights_;  ///< Scratch.
  double low_ = 0;
  double scale_ = 1;
  double reservation_ = 0;
};

}  // namespace dragoman
