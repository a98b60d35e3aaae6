#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/fields.h"

/// @file
/// What an experiment file says (configs/*.yaml): a scenario, parameters with their ranges, a
/// design that picks points among them, and how many runs each point gets.

namespace dragoman {

/// How a unit coordinate becomes a number (designs/parameter_range.h).
enum class RangeScale : unsigned char {
  kLinear,
  kLog,
  kInteger,
  kTriangular,
  kNormal,
  kTruncatedNormal,
  kLognormal,
  kWeibull,
};
inline constexpr std::array<std::string_view, 8> kRangeScaleNames = {
    "linear", "log", "integer", "triangular", "normal", "truncated_normal", "lognormal", "weibull"};

/// One thing that is varied. Exactly one of range, at, options and what_ifs is written.
struct SweepParameter {
  std::string id;
  std::string set;                    ///< A path as for --set.
  std::vector<std::string> also_set;  ///< Paths that get the same value.
  RangeScale scale = RangeScale::kLinear;
  std::vector<double> range;          ///< [low, high]; the distribution's own numbers otherwise.
  std::vector<double> at;             ///< These numbers.
  std::vector<std::string> options;   ///< These values, as written after `=` in --set.
  std::vector<std::string> what_ifs;  ///< These what-ifs of the scenario; `none` for the base.
  int levels = 0;                     ///< Of a range, in designs on a grid.
  std::optional<double> reference;    ///< Where it stands while others move, by one_at_a_time.

  void Serialize(FieldVisitor* v);
};

enum class DesignKind : unsigned char {
  kFactorial,
  kList,
  kOneAtATime,
  kMonteCarlo,
  kLatinHypercube,
  kSobol,
  kSaltelli,
  kMorris,
  kEfast,
  kAdaptiveMap,
};
inline constexpr std::array<std::string_view, 10> kDesignKindNames = {
    "factorial", "list",     "one_at_a_time", "monte_carlo", "latin_hypercube",
    "sobol",     "saltelli", "morris",        "efast",       "adaptive_map"};
inline constexpr std::array<std::string_view, 2> kCriterionNames = {"plain", "maximin"};

/// Which points are visited.
struct SweepDesign {
  DesignKind kind = DesignKind::kFactorial;
  int points = 0;
  std::string file;
  bool second_order = false;
  bool maximin = false;
  int trajectories = 10;
  int candidates = 0;
  int levels = 4;
  int harmonics = 4;
  int seed = 1;
  std::string outcome;
  double error = 0.02;
  int depth = 3;

  void Serialize(FieldVisitor* v);
};

enum class RunOrder : unsigned char { kInterleaved, kByCell };
inline constexpr std::array<std::string_view, 2> kRunOrderNames = {"interleaved", "by_cell"};
enum class KeptRuns : unsigned char { kAuto, kAggregates, kRuns };
inline constexpr std::array<std::string_view, 3> kKeptRunsNames = {"auto", "aggregates", "runs"};
enum class OnFailure : unsigned char { kAbort, kRecord };
inline constexpr std::array<std::string_view, 2> kOnFailureNames = {"abort", "record"};

/// Above this many runs `keep: auto` stores aggregates only.
inline constexpr std::uint64_t kMostKeptRuns = 1'000'000;
/// Limits, so that a slip of the pen does not run for a year.
inline constexpr std::uint64_t kMostCells = 100'000'000;
inline constexpr std::uint64_t kMostSweepRuns = 1'000'000'000'000;

struct SweepConfig {
  std::string title;
  std::string question;
  std::string scenario;
  std::string tier;
  std::vector<std::string> set;
  std::vector<std::string> without;
  std::vector<std::string> what_ifs;
  std::vector<SweepParameter> parameters;
  SweepDesign design;
  int replicates = 100;
  int seed = 1;
  bool common_random_numbers = true;
  std::vector<std::string> outcomes;
  RunOrder order = RunOrder::kInterleaved;
  KeptRuns keep = KeptRuns::kAuto;
  OnFailure on_failure = OnFailure::kAbort;
  int chunk_runs = 0;

  void Serialize(FieldVisitor* v);
};

}  // namespace dragoman
