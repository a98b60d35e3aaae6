#include "engine/analysis/utility_profile.h"

#include "engine/core/assert.h"

namespace dragoman {

UtilityProfile::UtilityProfile(std::span<const UtilityFunction> utilities) {
  DRAGOMAN_ASSERT(!utilities.empty() && utilities.size() <= kMaxParties);
  for (const UtilityFunction& utility : utilities) {
    DRAGOMAN_ASSERT(utility.space() == utilities[0].space());
    utilities_.push_back(&utility);
  }
}

UtilityProfile::UtilityProfile(std::span<const UtilityFunction* const> utilities) {
  DRAGOMAN_ASSERT(!utilities.empty() && utilities.size() <= kMaxParties);
  for (const UtilityFunction* utility : utilities) {
    DRAGOMAN_ASSERT(utility->space() == utilities[0]->space());
    utilities_.push_back(utility);
  }
}

bool UtilityProfile::additive() const {
  for (const UtilityFunction* utility : utilities_) {
    if (!utility->additive()) return false;
  }
  return true;
}

UtilityVector UtilityProfile::reservation_values() const {
  UtilityVector values;
  for (const UtilityFunction* utility : utilities_) values.push_back(utility->reservation_value());
  return values;
}

bool UtilityProfile::Evaluate(const Outcome& outcome, double* utilities) const {
  for (std::size_t party = 0; party < size(); ++party) {
    utilities[party] = utilities_[party]->Evaluate(outcome);
    if (utilities[party] == UtilityFunction::kForbidden) return false;
  }
  return true;
}

}  // namespace dragoman
