#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/experiments/tournament_plan.h"

/// @file
/// One row per negotiation, in their order: what a tournament writes, and reads again to go on.
/// Columns: negotiation, domain, repetition, run, end, rounds, offers, agreement (value indices,
/// spaces between), nash_distance, pareto_distance, welfare, then strategy_K and utility_K by seat.
/// Cells of seats a domain does not have, and distances that are not defined, are empty. Numbers
/// are as short as they read back.

namespace dragoman {

/// What came of one negotiation.
struct TournamentRow {
  std::string end;  ///< agreement, timedout or broken.
  int rounds = 0;   ///< When it ended.
  std::uint64_t offers = 0;
  std::string agreement;          ///< "0 2 1"; empty: none.
  std::vector<double> utilities;  ///< By seat, discounted; of the agreement, or of no agreement.
  /// Distance of the undiscounted result to the nearest Nash point and to the Pareto frontier, in
  /// units of each party's range (DistancesOf); none where no outcome is rational for everybody.
  std::optional<double> nash_distance;
  std::optional<double> pareto_distance;

  bool agreed() const { return end == "agreement"; }
  friend bool operator==(const TournamentRow&, const TournamentRow&) = default;
};

/// The head line and the line of one negotiation, with their line feeds.
std::string TournamentCsvHead(const TournamentPlan& plan);
void AppendTournamentRow(const TournamentPlan& plan, std::uint64_t negotiation,
                         const TournamentRow& row, std::string* text);

/// A cell, in quotes where it needs them (RFC 4180).
std::string CsvCell(std::string_view text);
/// Cells of one line without its line feed; nothing if the quotes do not match.
std::optional<std::vector<std::string>> SplitCsvLine(std::string_view line);

/// A result file as far as it goes.
struct TournamentRows {
  std::vector<TournamentRow> rows;  ///< Negotiations 0, 1, ...
  std::size_t bytes = 0;            ///< Of `text`, up to the end of the last whole line.
  std::string error;  ///< "line 12 is not a row of this tournament": nothing can be taken.
};

/// Reads what a tournament of this plan wrote; a last line without a line feed is left out, as it
/// was cut while being written. Every other line must be, byte for byte, one that this plan writes.
TournamentRows ReadTournamentCsv(const TournamentPlan& plan, std::string_view text);

}  // namespace dragoman
