#pragma once

#include <string>

#include "engine/experiments/backtest.h"
#include "engine/report/text_layout.h"
#include "engine/wire/json_writer.h"

namespace dragoman {

/// Forecasts, scores against the baselines, flags, reliability and constants, as tables.
/// `command` gives the same numbers again.
std::string BacktestText(const BacktestReport& report, const std::string& command,
                         const TextStyle& style);

/// {runs, seed, drop_mandate, leave_one_out, cases: [{id, title, set, sides, headline: [8
/// probabilities], flags: {name: probability of those that apply}, not_applicable, actual:
/// {headline, flags}, rps: {engine, B0 .. B7}, baselines: {B0 .. B7: [8 probabilities]},
/// constants}], summary: {all, fitted, home: {cases, rps, skill, difference}}, flags: {name:
/// {cases, happened, brier, log}}, reliability, constants, baselines: {B0 .. B7: name}}.
Json BacktestJson(const BacktestReport& report, const std::string& command);

/// The mapping from a coded case to a scenario, line by line.
std::string BacktestMappingText(const TextStyle& style);

}  // namespace dragoman
