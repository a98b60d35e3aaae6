#include "engine/wire/audit_numbers.h"

#include <algorithm>
#include <cmath>

#include "engine/wire/json_writer.h"

namespace dragoman {

AuditNumbers::AuditNumbers(const CompiledScenario& scenario)
    : coding(scenario.derivation.MakeCoding()) {
  scenario.derivation.DeriveCore(&coding);
  const Json mechanisms = JsonOf(scenario.source.mechanisms);
  const Json& red_lines = mechanisms["M8"];
  red_line_scale = red_lines["enabled"].get<bool>() ? red_lines["scale"].get<double>() : 0;
}

std::vector<std::size_t> EvidenceOn(const Coding& coding, PartyIndex party, IssueIndex issue) {
  std::vector<std::size_t> found;
  for (std::size_t k = 0; k < coding.evidence.size(); ++k) {
    if (coding.evidence[k].actor == party && coding.evidence[k].issue == issue) found.push_back(k);
  }
  return found;
}

const Claim& ClaimOf(const CompiledScenario& scenario, const Evidence& evidence) {
  return scenario.source.claims[At(evidence.claim)];
}

double ForceOf(const Evidence& evidence) {
  return std::min(1.0, std::abs(evidence.goldstein) / kLargestVerbalWeight);
}

double RedLineProbability(const CompiledScenario& scenario, const AuditNumbers& numbers,
                          PartyIndex party, IssueIndex issue, OptionIndex option) {
  if (scenario.talks->SideOf(party) < 0) return 0;
  return std::min(1.0,
                  numbers.red_line_scale * RejectionAt(scenario.space, numbers.coding, party, issue,
                                                       option, scenario.talks->carried));
}

}  // namespace dragoman
