#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/scenario/batch.h"
#include "engine/scenario/runner.h"

namespace dragoman {

/// What happened to one issue in one meeting.
struct TimelineCell {
  bool on_table = false;
  std::array<std::optional<OptionIndex>, kSides> tabled;  ///< What each side tabled last in it.
  std::array<bool, kSides> moved{};                       ///< Another than before this meeting.
  std::optional<OptionIndex> signed_option;               ///< In force since then.
  bool left_to_capitals = false;
};

/// One meeting of a run.
struct TimelineMeeting {
  std::vector<TimelineCell> cells;  ///< By issue.
  std::vector<std::string> notes;   ///< What else happened, in short sentences.
};

/// A package tabled, and what it was worth.
struct TabledPackage {
  int meeting = 0;
  int tick = 0;
  int side = 0;  ///< Who tabled it.
  Outcome offer;
  double own = 0;         ///< Gain of its owner over no deal.
  double other = 0;       ///< Gain of the other side.
  double aspiration = 0;  ///< What its owner held out for.
};

/// One run, told for charts.
struct ShownRun {
  std::uint64_t run = 0;
  RunRecord record;
  std::vector<TimelineMeeting> meetings;
  std::vector<TabledPackage> packages;  ///< In order.
  int ticks = 1;                        ///< Exchanges in the longest sitting.
};

/// The likeliest headline at the end; the worst of equally likely ones.
std::size_t LikeliestHeadline(const BatchSummary& summary);

/// The first run with the likeliest headline at the end; what `dragoman run --transcript` tells.
std::uint64_t TypicalRun(const CompiledScenario& scenario, const BatchSummary& summary);

/// Plays run `run` of `seed` again.
ShownRun MakeShownRun(const CompiledScenario& scenario, std::uint64_t seed, std::uint64_t run);

}  // namespace dragoman
