#include <algorithm>
#include <cstdint>
#include <limits>

#include "engine/bargaining/offer_choice.h"
#include "engine/bargaining/offering.h"
#include "engine/bargaining/other_parties.h"
#include "engine/bargaining/registry.h"
#include "engine/bargaining/worth_window.h"
#include "engine/core/fields.h"

namespace dragoman {
namespace {

/// Starts nice, gives as much of the way to the estimated Nash point as the other side gave, and of
/// the offers good enough tables the one the other side likes best.
///
/// In shares of its own range: f1 is its share of the first offer heard, fm the best so far, N the
/// share it would get at the Nash point, times 1.4 - 0.6 (1 - f1), within [1/2, 1]. The other side
/// has come c = (fm - f1)/(N - f1) of the way, so it asks for 1 - c (1 - N), less a bonus of at
/// least a tenth of what lies above N, rising to all of it within the last twentieth after `hurry`.
/// An offer heard that is as good as the one found is tabled instead. Accepts what is worth its
/// next offer; from `late` on also what is as good as the best offer of late (AC_combi).
///
/// Source: Baarslag, Hindriks & Jonker (2013), "A tit for tat negotiation strategy for real-time
/// bilateral negotiations"; the constants are those of its GENIUS version. It models the other side
/// by Bayesian learning; with several parties, the product runs over all of them.
class NiceTitForTat final : public OfferingStrategy {
 public:
  void Hear(int proposer, const Offer& offer, const Clock& clock) override {
    others_.Hear(proposer, offer, clock);
    const Appraisal seen = seat().appraiser->Appraise(offer);
    const double share =
        seen.refusal == Refusal::kNone ? std::max(0.0, scale().Share(seen.worth)) : 0;
    first_share_ = heard_ ? first_share_ : share;
    best_share_ = heard_ ? std::max(best_share_, share) : share;
    heard_ = true;
    if (seen.refusal != Refusal::kNone || seen.worth < seen.margin) return;
    lately_.Add(clock.time, seen.worth);
    if (has_best_ && seen.worth <= best_heard_.worth) return;
    if (!MayTable(seat(), offer)) return;
    best_heard_ = {offer, seen.worth, 0, seen.margin};
    has_best_ = true;
  }

  void Serialize(FieldVisitor* v) override {
    v->Visit({.name = "model",
              .doc = "of a party whose preferences are not known",
              .source = "Baarslag, Hindriks & Jonker (2013): Bayesian"},
             &model_, kOpponentModels);
    v->Visit({.name = "hurry",
              .doc = "time from which the bonus rises; unset: 0.91, in spaces of more than 3000 "
                     "outcomes 0.85",
              .range = kUnitInterval,
              .unit = "share of the deadline"},
             &hurry_);
    v->Visit({.name = "late",
              .doc = "time from which an offer as good as the best of late is accepted",
              .range = kUnitInterval,
              .unit = "share of the deadline"},
             &late_);
  }

 protected:
  void DoBegin() override {
    others_.Begin(seat(), model_);
    lately_.Clear();
    heard_ = false;
    has_best_ = false;
    next_estimate_ = 0;
    nash_share_ = kGuess;
    const bool large = seat().offers->size() > 3000;
    hurry_from_ = hurry_.has_value() ? *hurry_ : (large ? 0.85 : 0.91);
  }

  double Target(const Clock& clock) override {
    if (heard_ && others_.num_heard() >= next_estimate_) {
      nash_share_ = scale().Share(others_.NashWorth(scale()));
      next_estimate_ = others_.num_heard() + 1 + others_.num_heard() / 8;
    }
    const double first = heard_ ? first_share_ : 1;
    const double multiplier = std::max(0.0, 1.4 - 0.6 * (1 - first));
    const double goal = std::clamp(nash_share_ * multiplier, 0.5, 1.0);
    double come = 0;
    if (heard_ && goal - first > 1e-9) {
      come = std::clamp((best_share_ - first) / (goal - first), 0.0, 1.0);
    }
    double target = 1 - come * (1 - goal);
    double bonus = 0.1;
    if (clock.time > hurry_from_) {
      bonus = std::max(bonus, std::min(1.0, 20 * (clock.time - hurry_from_)));
    }
    target -= bonus * std::max(0.0, target - goal);
    return scale().Worth(std::clamp(target, 0.0, 1.0));
  }

  const PoolOffer* Plan(const Clock& clock) override {
    constexpr double kNoLimit = std::numeric_limits<double>::infinity();
    const bool found = others_.PickLiked(Aspiration(clock), kNoLimit, room());
    if (has_best_ && best_heard_.worth >= (found ? room()->worth : Aspiration(clock))) {
      return &best_heard_;
    }
    return found ? room() : nullptr;
  }

  double Needed(const Clock& clock) override {
    const double next = OfferingStrategy::Needed(clock);
    if (clock.time < late_) return next;
    const double hoped = lately_.Over(clock.time - (1 - clock.time), WorthWindow::Statistic::kBest);
    return std::min(next, std::max(hoped, scale().floor));
  }

 private:
  static constexpr double kGuess = 0.7;  ///< Share at the Nash point before any offer was heard.

  OpponentModelKind model_ = OpponentModelKind::kBayesian;
  std::optional<double> hurry_;
  double late_ = 0.98;
  double hurry_from_ = 0;
  OtherParties others_;
  WorthWindow lately_;
  PoolOffer best_heard_;
  bool has_best_ = false;
  bool heard_ = false;
  double first_share_ = 1;
  double best_share_ = 0;
  double nash_share_ = kGuess;
  std::uint64_t next_estimate_ = 0;  ///< Once so many offers were heard.
};

const RegisterStrategy<NiceTitForTat> kRegisteredNiceTitForTat{{
    .name = "nice_tit_for_tat",
    .summary = "Goes as much of the way to the estimated Nash point as the other side did.",
    .formula = "c = (fm - f1)/(N - f1); A = 1 - c (1 - N) less the bonus; offers argmax of the "
               "others' worth subject to u >= A; AC_combi(0.98, best of late)",
    .source = "Baarslag, Hindriks & Jonker (2013)",
}};

}  // namespace
}  // namespace dragoman
