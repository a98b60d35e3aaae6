#pragma once

#include <vector>

#include "engine/talks/model.h"
#include "engine/talks/state.h"

/// @file
/// What no deal is worth before anything is drawn: the formulas of M1 and M26 over the priors.

namespace dragoman {

/// The option that the other side (`rival`) says it wants, which it would impose if it won; the one
/// in force where it has no position.
OptionIndex RivalsBest(const TalksModel& model, const TalkState& state, std::size_t rival,
                       IssueIndex issue);

/// Standard deviation of what no deal is worth to `side` over the priors of M1, in closed form, on
/// the issues that fighting can decide:
///   L = E[p] U(own best) + (1 - E[p]) U(rival's best),
///   sd^2 = var(om) (L - U(sq))^2 + E[om^2] var(p) (U(own best) - U(rival's best))^2 + var(cost),
/// U the weighted sum of `utility` (by flat option). Source: talks model S6, 4.11.
double NoDealSpread(const TalksModel& model, const TalkState& state, std::size_t side,
                    const double* utility);

/// One imposable issue at the means of the priors: value = (1 - E[om]) u(sq) + E[om] lottery,
/// lottery = E[p] u(own best) + (1 - E[p]) u(rival's best).
struct NoDealTerm {
  IssueIndex issue = kNoIssue;
  OptionIndex own_best = 0;
  OptionIndex rivals_best = 0;
  double at_status_quo = 0;
  double at_own_best = 0;
  double at_rivals_best = 0;
  double value = 0;
};

/// No deal as a side sees it on average, by its stated preferences.
struct NoDealOutlook {
  NoDealPrior prior;
  std::vector<NoDealTerm> terms;  ///< Imposable issues in order.
  double spread = 0;              ///< NoDealSpread.
  double rank = 1;                ///< Of its delegation.
  double mandate = 1;
  double premium = 0;      ///< .25 (1 - rank).
  double margin_rate = 0;  ///< premium x spread, per unit of weight at stake.
  double total = 0;        ///< Weighted sum over all issues, before the cost.
};

/// The outlook of `side` under `coding`. Allocates.
NoDealOutlook OutlookOf(const TalksModel& model, const Coding& coding, int side);

}  // namespace dragoman
