#include <algorithm>

#include "engine/core/portable_math.h"
#include "engine/core/text.h"
#include "engine/preferences/derivation.h"

/// @file
/// Positions coded directly, in place of claims.

namespace dragoman {
namespace {

double ClipPosition(double x, double high) { return x < 0 ? 0 : (x > high ? high : x); }

}  // namespace

// The position, or the option that an adjustment puts in its place; sampled, the draw around it.
double Derivation::CodedIdeal(const CompiledPosition& coded, const Random* random,
                              const Coding& coding) const {
  const int by_hand = tuning(coded.party, coded.issue).ideal;
  const double ideal =
      by_hand < 0
          ? coded.position
          : coding.positions[space_->offset(coded.issue) + static_cast<std::size_t>(by_hand)];
  if (random == nullptr) return ideal;
  const StreamKey stream = ideal_streams_[At(coded.party) * space_->num_issues() + At(coded.issue)];
  return ClipPosition(ideal + coded.position_sd * random->Normal(stream, 0), kAxisLength);
}

double Derivation::CodedFirmness(const CompiledPosition& coded, const Random* random) const {
  const double noise =
      random == nullptr ? 0 : coded.firmness_sd * random->Normal(coded.firmness_stream);
  return ClipPosition(coded.firmness + noise, 1) * tuning(coded.party, coded.issue).firmness;
}

// A party that wants x would sooner keep the status quo than move farther from x than that is: all
// options beyond the status quo, seen from x, and those that overshoot x by more than the status
// quo falls short of it. It rejects such an option the more, the firmer it is, the more it cares,
// and the farther off the option lies: e = phi s |x_o - x| / 100.
void Derivation::RejectByPosition(const Random* random, Coding* coding) const {
  for (std::size_t k = 0; k < positions_.size(); ++k) {
    const CompiledPosition& coded = positions_[k];
    const double salience =
        std::min(1.0, coded.salience * tuning(coded.party, coded.issue).salience);
    const double ideal = CodedIdeal(coded, random, *coding);
    const double strength = CodedFirmness(coded, random) * salience;
    const Issue& issue = space_->issue(coded.issue);
    const double* positions = &coding->positions[space_->offset(coded.issue)];
    const double kept = portable::Abs(positions[issue.status_quo] - ideal);
    for (std::size_t o = 0; o < issue.num_options(); ++o) {
      const double distance = portable::Abs(positions[o] - ideal);
      const double mass = std::min(options_.evidence_cap, strength * distance / kAxisLength);
      if (!(distance > kept) || !(mass > 0)) continue;
      Evidence rejection;
      rejection.inferred = true;
      rejection.actor = coded.party;
      rejection.act = Act::kReject;
      rejection.issue = coded.issue;
      rejection.rejects = static_cast<int>(o);
      rejection.mass = mass;
      rejection.coded = static_cast<int>(k);
      coding->evidence.push_back(rejection);
    }
  }
}

}  // namespace dragoman
