#pragma once

#include "engine/report/sweep_text.h"
#include "engine/wire/json_writer.h"

namespace dragoman {

/// {title, question, scenario, tier, design, cells, replicates, common_random_numbers, complete,
/// runs, failed, gaps, spec_hash, hash, parameters: [{name, paths, low, high} or {name, paths,
/// labels}], outcomes: {NAME: {doc, mean, variance, noise_share, lowest: {cell, value, point},
/// highest, METHOD: {...}}}, notes, conditional, command}. Of a method: objects by parameter, {S1:
/// {NAME: 0.1}}, under the names of the CSV; numbers that are not known are null.
Json SweepJson(const SweepReport& report);

/// A finite number, or null.
Json NumberOrNull(double value);

/// The parameters at a row of the table.
Json PointJson(const Sweep& sweep, const SweepTable& table, std::size_t row);

}  // namespace dragoman
