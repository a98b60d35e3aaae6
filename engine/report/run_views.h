#pragma once

#include <string>

#include "engine/report/run_settings.h"
#include "engine/report/shown_run.h"
#include "engine/report/text_layout.h"
#include "engine/worth/space_view.h"

namespace dragoman {

/// One run as pictures of characters: the principals' packages with what was tabled, how far either
/// side came down, and the command that tells the run in words.
std::string RunViewsText(const CompiledScenario& scenario, const SpaceView& space,
                         const ShownRun& shown, const RunSettings& settings,
                         const TextStyle& style);

/// The letters of the two sides: the first of each name, as a small letter or a digit where it
/// would be read as another mark.
std::array<char, kSides> SideLetters(const std::array<std::string, kSides>& names);

/// "0.44 -> 0.23" with a bar for each package before it: what one side's packages gave itself.
std::string ConcessionText(const ShownRun& shown, int side, const TextStyle& style);

}  // namespace dragoman
