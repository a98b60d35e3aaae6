#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/experiments/multiverse.h"
#include "engine/report/text_layout.h"
#include "engine/wire/json_writer.h"

namespace dragoman {

/// Everything `dragoman multiverse` found.
struct MultiverseReport {
  std::string scenario;
  std::string command;  ///< Line that prints the same again.
  std::uint64_t seed = 0;
  std::uint64_t runs = 0;  ///< Of each universe.
  int talks_per_coding = 1;
  MultiversePlan plan;
  MultiverseRuns counts;
};

/// Name of an outcome in JSON and CSV: "headline_4", "headline_5_or_above", "summit_agreed".
std::string MultiverseOutcomeName(std::size_t outcome);

/// Which conclusions hold in every universe, one sentence each.
std::vector<std::string> MultiverseConclusions(const MultiverseReport& report);

/// Ranges, main effects, the universes at the ends, and the conclusions, in under 100 columns
/// unless a tier has a long name.
std::string MultiverseText(const MultiverseReport& report, const TextStyle& style);

/// {scenario, seed, runs, talks_per_coding, choices: [{name, levels, reference}], universes:
/// [{choices, headline: [8], flags}], outcomes: [{name, title, reference, min, max,
/// lowest_universe, highest_universe, effects: {choice: range}, variance_shares: {choice: share},
/// most_influential}], reference_universe, conclusions, conditional, command}. Universes are
/// referred to by their place in the list.
Json MultiverseJson(const MultiverseReport& report);

/// One line per universe under a header: universe, the choices, every outcome.
std::string MultiverseCsv(const MultiverseReport& report);

}  // namespace dragoman
