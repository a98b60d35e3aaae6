#pragma once

#include <string>

#include "engine/scenario/scenario.h"

namespace dragoman {

struct AuditOptions {
  std::string party;   ///< Id of the only party to show; empty: all.
  bool chains = true;  ///< The evidence behind each issue too, not the tables alone.
  int width = 100;     ///< Columns of the text.
};

/// How every preference follows from the coded claims, in the deterministic core of the derivation
/// (most likely readings, no noise): per party a table of issues, the lines behind its manner,
/// trust and no-deal value, and per issue the chain of claims with the formulas filled in, so that
/// each number can be worked out by hand. As data: engine/wire/audit_json.h. @pre options.party is
/// empty or a party's id.
std::string RenderAudit(const CompiledScenario& scenario, const AuditOptions& options = {});

}  // namespace dragoman
