#include "engine/analysis/theory/legislative_bargaining.h"

namespace dragoman {

Checked<ClosedRuleShares> SolveClosedRule(int members, int quota, double discount) {
  if (members < 2) return Diagnostic{"members", "too few", "2 or more"};
  if (quota < 1 || quota > members) return Diagnostic{"quota", "out of range", "1 .. members"};
  if (!(discount >= 0 && discount <= 1)) {
    return Diagnostic{"discount", "number out of range", "0 .. 1"};
  }
  ClosedRuleShares shares;
  shares.partners = quota - 1;
  shares.ex_ante_value = 1.0 / members;
  // A refusal leaves everybody with the value of the next lot.
  shares.partner = discount * shares.ex_ante_value;
  shares.proposer = 1 - discount * shares.partners / members;
  return shares;
}

}  // namespace dragoman
