#pragma once

#include <string_view>

#include "engine/scenario/scenario.h"
#include "engine/wire/json_writer.h"

namespace dragoman {

/// How every preference follows from the coded claims, as data (`dragoman derive --json`; the same
/// as text: engine/report/audit.h): `scenario`, `asof`, `tier`, `without_reported_outcomes`, and
/// `parties`, each with its manner, `trust`, `no_deal` (principals) and `issues`, each with its
/// `evidence`. `party` is the id of the only party wanted; empty: all. @pre a party's id, or empty.
Json AuditJson(const CompiledScenario& scenario, std::string_view party = {});

}  // namespace dragoman
