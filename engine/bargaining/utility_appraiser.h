#pragma once

#include "engine/bargaining/sitting.h"
#include "engine/preferences/utility_function.h"

namespace dragoman {

/// Values offers by a party's own utility function. Offers that break a hard constraint are refused
/// as red lines; nobody signs below the reservation value.
class UtilityAppraiser final : public Appraiser {
 public:
  UtilityAppraiser() = default;
  /// `utility` is borrowed.
  explicit UtilityAppraiser(const UtilityFunction* utility) : utility_(utility) {}

  Appraisal Appraise(const Offer& offer) const override {
    Appraisal appraisal;
    appraisal.worth = utility_->Evaluate(offer);
    appraisal.margin = utility_->reservation_value();
    if (appraisal.worth == UtilityFunction::kForbidden) appraisal.refusal = Refusal::kRedLine;
    return appraisal;
  }

 private:
  const UtilityFunction* utility_ = nullptr;
};

}  // namespace dragoman
