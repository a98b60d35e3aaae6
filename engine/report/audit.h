#pragma once

#include <string>

#include "engine/scenario/scenario.h"
#include "engine/wire/json_writer.h"

namespace dragoman {

struct AuditOptions {
  std::string party;   ///< Id of the only party to show; empty: all.
  bool chains = true;  ///< The evidence behind each issue too, not the tables alone.
  int width = 100;     ///< Columns of the text.
};

/// How every preference follows from the coded claims, in the deterministic core of the derivation
/// (most likely readings, no noise): per party a table of issues, the lines behind its manner,
/// trust and no-deal value, and per issue the chain of claims with the formulas filled in, so that
/// each number can be worked out by hand. @pre options.party is empty or a party's id.
std::string RenderAudit(const CompiledScenario& scenario, const AuditOptions& options = {});

/// The same as data: `scenario`, `asof`, `tier`, `without_reported_outcomes`, and `parties`, each
/// with its manner, `trust`, `no_deal` (principals) and `issues`, each with its `evidence`.
Json AuditJson(const CompiledScenario& scenario, const AuditOptions& options = {});

}  // namespace dragoman
