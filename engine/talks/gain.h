#pragma once

#include "engine/bargaining/sitting.h"
#include "engine/talks/state.h"

/// @file
/// What a bundle of options is worth to a side, relative to no deal, and whether it may accept it.

namespace dragoman {

/// Worth of a bundle to the subject of a view.
struct Worth {
  double gain = 0;    ///< Relative to no deal.
  double weight = 0;  ///< Sum of the weights of the issues it settles.
};

/// G(x) of the talks model, section 2: over the issues S that x changes (and, if x ends the
/// conflict, every imposable issue)
///   sum w (u(x) - r) + [ends] cost - chi (1 - T) (1 - kM m) sum over core issues w |x - sq| / 100,
/// with cost counting pressure from outside and the backing of friends, less the price of
/// retreating from public demands (M11), plus the side terms that come with x (M5, M7). Issues
/// outside S stay at no deal and add nothing. O(issues).
Worth WorthOf(const TalksModel& model, const TalkState& state, const PreferenceView& view,
              const Outcome& offer);

/// Whether `side` may accept `offer` at all, and what it is worth to it.
Appraisal AppraiseFor(const TalksModel& model, const TalkState& state, int side,
                      const Outcome& offer);

/// Only the admissibility part: the first reason against, in the order red line, precondition,
/// insincerity.
Appraisal AdmissibilityFor(const TalksModel& model, const TalkState& state, int side,
                           const Outcome& offer);

/// Whose link rules to look at.
enum class LinkScope : unsigned char { kOwn, kOwnAndStructural };
/// The first binding link rule that `offer` breaks, of those `side` insists on; -1: none.
int BrokenLink(const TalksModel& model, const TalkState& state, int side, const Outcome& offer,
               LinkScope scope);

/// The parts of a worth that add up over issues.
struct WorthSum {
  double gain = 0;
  double exposure = 0;
  double weight = 0;

  /// Adds what settling `issue` at `option` contributes; an issue left as it stands contributes
  /// only if it is imposable and the bundle ends the conflict.
  void Add(const TalksModel& model, const TalkState& state, const PreferenceView& view,
           std::size_t issue, OptionIndex option, bool ends) {
    const IssueIndex index{static_cast<int>(issue)};
    if (option == state.standing[index] && !(ends && model.traits[issue].imposable)) return;
    const std::size_t flat = model.space->flat(index, option);
    gain += view.gain[flat];
    exposure += view.exposure[flat];
    weight += state.weight[static_cast<std::size_t>(view.subject)][issue];
  }
};

/// Share of the fear of non-compliance that monitoring and guarantees in `offer` remove (M4).
double ReliefOf(const TalkState& state, const SideState& side, const Outcome& offer);

/// Turns the sum over all issues of `offer` into a worth: cost saved, fear of non-compliance.
Worth FinishWorth(const TalkState& state, const PreferenceView& view, const Outcome& offer,
                  bool ends, const WorthSum& sum);

/// Recomputes gain and exposure tables of all views for the issues (bits) whose no-deal value or
/// standing option moved.
void RefreshGains(const TalksModel& model, std::uint32_t issues, TalkState* state);

/// Appraiser of one side over the live state.
class SideAppraiser final : public Appraiser {
 public:
  SideAppraiser(const TalksModel* model, const TalkState* state, int side)
      : model_(model), state_(state), side_(side) {}
  Appraisal Appraise(const Offer& offer) const override {
    return AppraiseFor(*model_, *state_, side_, offer);
  }

 private:
  const TalksModel* model_;
  const TalkState* state_;
  int side_;
};

}  // namespace dragoman
