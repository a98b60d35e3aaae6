#include "engine/sweep/sweep_config.h"

#include <limits>

namespace dragoman {
namespace {

constexpr double kMostSweepInt = std::numeric_limits<int>::max();

}  // namespace

void SweepParameter::Serialize(FieldVisitor* v) {
  v->Visit({.name = "id",
            .doc = "name of the parameter in tables and results",
            .text = TextKind::kIdentifier,
            .required = true},
           &id);
  v->Visit({.name = "set", .doc = "what it sets: a path as for --set"}, &set);
  v->Visit({.name = "also_set", .doc = "further paths that get the same value"}, &also_set);
  v->Visit({.name = "range",
            .doc = "[low, high]; triangular: [low, high, peak as a share of the way]; normal: "
                   "[mean, standard deviation]; lognormal: the same of the logarithm; "
                   "truncated_normal: [low, high, mean, standard deviation]; weibull: [shape, "
                   "scale]"},
           &range);
  v->Visit({.name = "scale", .doc = "how the range is covered"}, &scale, kRangeScaleNames);
  v->Visit({.name = "at", .doc = "instead of a range: these numbers"}, &at);
  v->Visit({.name = "options", .doc = "instead of a range: these values, as written for --set"},
           &options);
  v->Visit({.name = "what_ifs",
            .doc = "instead of a path and a range: these what-ifs of the scenario, none for the "
                   "scenario as it is"},
           &what_ifs);
  v->Visit({.name = "levels",
            .doc = "values of a range in factorial and one_at_a_time designs, ends included",
            .range = {.min = 0, .max = 1e6}},
           &levels);
  v->Visit({.name = "reference",
            .doc = "where the parameter stands while others are moved (one_at_a_time); default "
                   "the middle of its range"},
           &reference);
}

void SweepDesign::Serialize(FieldVisitor* v) {
  v->Visit({.name = "kind", .doc = "which points are visited", .required = true}, &kind,
           kDesignKindNames);
  v->Visit({.name = "points",
            .doc = "points (sobol, latin_hypercube, monte_carlo), base points (saltelli), points "
                   "per parameter (efast)",
            .range = {.min = 0, .max = 1e8}},
           &points);
  v->Visit({.name = "file",
            .doc = "list: a CSV file, relative to this one, whose head names the parameters"},
           &file);
  v->Visit({.name = "second_order", .doc = "saltelli: rows for S2, too"}, &second_order);
  int criterion = maximin ? 1 : 0;
  v->VisitChoice({.name = "criterion", .doc = "latin_hypercube: how strata are combined"},
                 kCriterionNames, &criterion);
  maximin = criterion == 1;
  v->Visit({.name = "trajectories", .doc = "morris: paths", .range = {.min = 2, .max = 1e6}},
           &trajectories);
  v->Visit({.name = "candidates",
            .doc = "morris: random paths the best spread ones are chosen from; 0: no choice",
            .range = {.min = 0, .max = 1e4}},
           &candidates);
  v->Visit({.name = "levels",
            .doc = "morris: levels of the grid, even",
            .range = {.min = 2, .max = 1000}},
           &levels);
  v->Visit(
      {.name = "harmonics", .doc = "efast: harmonics summed (M)", .range = {.min = 1, .max = 100}},
      &harmonics);
  v->Visit({.name = "seed",
            .doc = "of what the design itself draws",
            .range = {.min = 0, .max = kMostSweepInt}},
           &seed);
  v->Visit({.name = "outcome", .doc = "adaptive_map: the outcome whose contours are followed"},
           &outcome);
  v->Visit({.name = "error",
            .doc = "adaptive_map: standard error of a contour's place, as a share of the axis",
            .range = {.min = 0, .max = 0.5, .min_open = true}},
           &error);
  v->Visit({.name = "depth",
            .doc = "adaptive_map: how often a cell of the first 9 x 9 grid may be halved",
            .range = {.min = 0, .max = 8}},
           &depth);
}

void SweepConfig::Serialize(FieldVisitor* v) {
  v->Visit({.name = "title", .doc = "shown above results"}, &title);
  v->Visit({.name = "question", .doc = "what the experiment is to answer"}, &question);
  v->Visit({.name = "scenario",
            .doc = "a scenario file, relative to this one, or the name of a shipped one",
            .required = true},
           &scenario);
  v->Visit({.name = "tier", .doc = "tier of evidence; default the scenario's own"}, &tier);
  v->Visit({.name = "set", .doc = "settings path=value for all runs, as for --set"}, &set);
  v->Visit({.name = "without", .doc = "mechanisms switched off for all runs"}, &without);
  v->Visit({.name = "what_ifs", .doc = "what-ifs of the scenario that all runs start from"},
           &what_ifs);
  v->Visit({.name = "parameters", .doc = "what is varied", .required = true}, &parameters);
  v->Visit({.name = "design", .doc = "which points are visited", .required = true}, &design);
  v->Visit({.name = "replicates",
            .doc = "runs per point",
            .range = {.min = 1, .max = kMostSweepInt},
            .unit = "runs"},
           &replicates);
  v->Visit({.name = "seed",
            .doc = "of the random numbers of the runs",
            .range = {.min = 0, .max = kMostSweepInt}},
           &seed);
  v->Visit({.name = "common_random_numbers",
            .doc = "whether replicate r draws the same numbers at every point"},
           &common_random_numbers);
  v->Visit({.name = "outcomes",
            .doc = "what is kept of every run (dragoman list outcomes)",
            .required = true},
           &outcomes);
  v->Visit({.name = "order",
            .doc = "interleaved: a part of the sweep covers all points; by_cell: point by point"},
           &order, kRunOrderNames);
  v->Visit({.name = "keep",
            .doc = "a row per run, or aggregates per point; auto: rows up to a million runs"},
           &keep, kKeptRunsNames);
  v->Visit({.name = "on_failure",
            .doc = "when a point makes no valid scenario: abort, or record it and go on"},
           &on_failure, kOnFailureNames);
  v->Visit({.name = "chunk_runs",
            .doc = "runs that are committed together; 0: chosen by the size of the sweep",
            .range = {.min = 0, .max = 1e8},
            .unit = "runs"},
           &chunk_runs);
}

}  // namespace dragoman
