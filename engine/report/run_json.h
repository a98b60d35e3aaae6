#pragma once

#include <string>

#include "engine/experiments/ablation.h"
#include "engine/report/run_settings.h"
#include "engine/scenario/batch.h"
#include "engine/wire/json_writer.h"

namespace dragoman {

/// The sentence every result carries.
inline constexpr std::string_view kConditional = "conditional on this coding; not a forecast";

/// What `dragoman run --json` prints. Keys, all always there unless said:
///
///   scenario, title, tier   texts: the scenario's id, its title, the tier of evidence used
///   seed, runs, codings, talks_per_coding, version
///   headline                eight probabilities, index 0 (worst) to 7 (best), at the horizon
///   headline_detail         eight {p, se, low, high}: probability, Monte Carlo error given the
///                           codings, and the 5-95 % band over codings; low and high are null
///                           where there is no band (fewer than two full codings)
///   flags                   {settlement, ceasefire_full, ceasefire_partial, summit_agreed,
///                           prisoner_exchange, next_round, written_terms, walkout,
///                           escalation_30d}: each {p, se, low, high}
///   after_first_meeting     {headline, headline_detail, flags} after the first meeting
///   scores                  {NAME: {mean, sd}} over runs
///   blockers                [{party, issue, mechanism, rule, share}], most frequent first: the
///                           share of all runs in which switching this one constraint off would
///                           make an agreement that ends the conflict possible; issue and rule (the
///                           id of a precondition) are null where they do not apply
///   blocker_pairs           [{first, second, share}]: the same for two that bind only together
///   zone                    {exists, impossible}: shares of runs in which such an agreement
///                           exists as things are; in which none would if nothing bound
///   result_hash             16 hexadecimal digits over all runs' results; the same for any number
///                           of threads
///   settings, without       lists of texts: --set and --without as given
///   without_reported_outcomes
///   conditional             the sentence kConditional
///   command                 what reproduces it
///
/// Numbers are finite: NaN is never written.
Json RunJson(const CompiledScenario& scenario, const BatchSummary& summary,
             const RunSettings& settings);

/// {runs, base: {headline, flags}, off: [..], mechanisms: [{mechanism, title, headline, flags}]},
/// each share {p, difference, se}; at the horizon.
Json AblationJson(const Ablation& ablation);

}  // namespace dragoman
