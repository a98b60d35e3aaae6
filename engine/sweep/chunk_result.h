#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/scenario/run_outcome.h"
#include "engine/sweep/sweep_plan.h"

namespace dragoman {

/// Bins of a quantile sketch: equal parts of [low, high] of a RunOutcome. Quantiles are therefore
/// off by less than (high - low) / 64; those of whole numbers of at most 64 values are exact.
inline constexpr std::size_t kSketchBins = 64;

/// One outcome over some runs: mean, sum of squared deviations, extremes, and for outcomes that are
/// no flags a sketch. Flags by counting; others after Welford (1962), merged after Chan, Golub &
/// LeVeque (1979). In one order of adding and merging the same bits everywhere.
struct OutcomeStats {
  double ones = 0;  ///< Of a flag: runs in which it is 1. Else 0.
  double mean = 0;
  double m2 = 0;
  double min = 0;
  double max = 0;
  std::vector<std::uint64_t> sketch;  ///< Empty for flags and before the first value.

  /// A flag from its count.
  static OutcomeStats OfFlag(double ones, std::uint64_t runs);
};

/// Some runs of one cell, aggregated.
struct CellPart {
  std::uint64_t cell = 0;
  std::uint64_t first_replicate = 0;
  std::uint64_t runs = 0;    ///< That have results.
  std::uint64_t failed = 0;  ///< That have none: the point makes no valid scenario.
  std::vector<OutcomeStats> outcomes;

  void Add(std::span<const RunOutcome* const> kept, std::span<const double> values);
  void Merge(const CellPart& later);
};

/// The bin of a value, and the value that stands for a bin.
std::size_t SketchBinOf(const RunOutcome& outcome, double value);
/// The q-quantile of a sketch, the middle of its bin (the whole number itself); NaN if it is empty.
double SketchQuantile(const RunOutcome& outcome, std::span<const std::uint64_t> sketch, double q);

/// A sketch as bytes: runs of zeros and counts, seven bits a byte. Empty if nothing was counted.
std::string PackSketch(std::span<const std::uint64_t> sketch);
/// Back; false if the bytes are none of PackSketch.
bool UnpackSketch(std::string_view bytes, std::vector<std::uint64_t>* sketch);

/// A point that makes no valid scenario.
struct CellFailure {
  std::uint64_t cell = 0;
  std::string message;
};

/// Everything that one chunk adds to a store.
struct ChunkResult {
  std::uint64_t chunk = 0;
  std::vector<CellPart> parts;  ///< In the order of the plan.
  std::vector<double> rows;     ///< If runs are kept: runs x outcomes in the same order.
  std::vector<CellFailure> failures;

  std::uint64_t runs() const;
  std::uint64_t failed() const;
};

/// A number that changes with any bit of the result; but -0 counts as 0, and all NaN as one, as in
/// SQLite.
std::uint64_t HashOf(const ChunkResult& result);

}  // namespace dragoman
