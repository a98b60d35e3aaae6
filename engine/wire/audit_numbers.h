#pragma once

#include <string_view>
#include <vector>

#include "engine/preferences/trace.h"
#include "engine/scenario/scenario.h"

namespace dragoman {

/// The core coding of a scenario with what both forms of the audit trail need beside it.
struct AuditNumbers {
  Coding coding;
  double red_line_scale = 1;  ///< Parameter of M8; 0 if it is switched off.

  explicit AuditNumbers(const CompiledScenario& scenario);
};

/// Evidence (indices into Coding::evidence) of a party on an issue, in order.
std::vector<std::size_t> EvidenceOn(const Coding& coding, PartyIndex party, IssueIndex issue);

/// The claim behind a piece of evidence.
const Claim& ClaimOf(const CompiledScenario& scenario, const Evidence& evidence);

/// Force f = min(1, |g| / 7) of a claim's main reading.
double ForceOf(const Evidence& evidence);

/// Probability that an option is a red line of a party; 0 for parties that are no principals.
double RedLineProbability(const CompiledScenario& scenario, const AuditNumbers& numbers,
                          PartyIndex party, IssueIndex issue, OptionIndex option);

}  // namespace dragoman
