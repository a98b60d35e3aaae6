#pragma once

#include <span>
#include <vector>

#include "engine/core/inline_vector.h"
#include "engine/core/outcome.h"
#include "engine/preferences/utility_function.h"

namespace dragoman {

/// One number for each party, in order.
using UtilityVector = InlineVector<double, kMaxParties>;

/// The utilities of all parties of one analysis, over one outcome space. Borrows them.
class UtilityProfile {
 public:
  /// @pre 1 .. kMaxParties utilities over equal spaces, all of them compiled.
  UtilityProfile(std::span<const UtilityFunction> utilities);
  UtilityProfile(std::span<const UtilityFunction* const> utilities);
  UtilityProfile(const std::vector<UtilityFunction>& utilities)
      : UtilityProfile(std::span<const UtilityFunction>(utilities)) {}

  std::size_t size() const { return utilities_.size(); }
  const UtilityFunction& operator[](std::size_t party) const { return *utilities_[party]; }
  const OutcomeSpace& space() const { return utilities_[0]->space(); }
  /// True if every party's utility is a plain sum over issues.
  bool additive() const;

  UtilityVector reservation_values() const;

  /// Writes u_i(outcome) for each party. False if a party's hard constraint is broken: such an
  /// outcome is no agreement of anybody's.
  bool Evaluate(const Outcome& outcome, double* utilities) const;

 private:
  InlineVector<const UtilityFunction*, kMaxParties> utilities_;
};

}  // namespace dragoman
