#pragma once

#include <string>
#include <string_view>

#include "engine/experiments/ablation.h"
#include "engine/report/run_settings.h"
#include "engine/report/text_layout.h"
#include "engine/scenario/batch.h"

namespace dragoman {

/// What `dragoman run` prints: verdict, headline and flags after the first meeting and at the
/// horizon, parties, blockers, scores, warnings, and the command that reproduces it. Pure text, at
/// most style.width columns. `views` (RunViewsText) follow the verdict.
std::string RunText(const CompiledScenario& scenario, const BatchSummary& summary,
                    const RunSettings& settings, const TextStyle& style,
                    std::string_view views = {});

/// The verdict alone (`--quiet`).
std::string VerdictText(const CompiledScenario& scenario, const BatchSummary& summary,
                        const TextStyle& style);

/// The table of `--ablate`.
std::string AblationText(const Ablation& ablation, const TextStyle& style);

}  // namespace dragoman
