#pragma once

#include <string>

#include "engine/experiments/tournament.h"
#include "engine/experiments/tournament_summary.h"
#include "engine/report/text_layout.h"
#include "engine/wire/json_writer.h"

/// @file
/// What `dragoman tournament` prints.

namespace dragoman {

/// The most pairs a text compares; the CSV holds all.
inline constexpr std::size_t kMaxComparedPairs = 20;

/// A table of strategies, best utility first, who is better than whom, and how to read it.
std::string TournamentText(const Tournament& tournament, const TournamentSummary& summary,
                           const TextStyle& style);

/// {title, design, negotiations, strategies: [{strategy, utility: {n, mean, low, high}, ...}],
/// by_domain: {ID: [...]}, pairs: [{measure, first, second, n, difference, low, high, p, p_holm,
/// method}]}.
Json TournamentJson(const Tournament& tournament, const TournamentSummary& summary);

}  // namespace dragoman
