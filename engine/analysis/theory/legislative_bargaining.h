#pragma once

#include "engine/core/diagnostic.h"

/// @file
/// A body of equal members divides a pie by vote, proposers drawn by lot.

namespace dragoman {

/// Symmetric stationary subgame-perfect equilibrium under the closed rule: the first proposal
/// passes. Shares of a pie of 1.
struct ClosedRuleShares {
  int partners = 0;          ///< Members who are paid: quota - 1.
  double proposer = 0;       ///< 1 - delta (q - 1) / n.
  double partner = 0;        ///< delta / n, what waiting is worth.
  double ex_ante_value = 0;  ///< Of a member before the lot: 1 / n.
};

/// The votes of a simple majority of `members`.
constexpr int SimpleMajority(int members) { return members / 2 + 1; }

/// Closed rule (no amendments), equal recognition in every session, `quota` votes pass a proposal
/// (the proposer's own counts), common discount per session. Quota = members is unanimity with a
/// random proposer. Tie rule: an indifferent member votes yes.
///
/// Wrong are: members < 2, a quota outside 1 .. members, a discount outside [0, 1].
/// Source: Baron & Ferejohn, "Bargaining in legislatures", APSR 83 (1989), proposition 2.
Checked<ClosedRuleShares> SolveClosedRule(int members, int quota, double discount);

}  // namespace dragoman
