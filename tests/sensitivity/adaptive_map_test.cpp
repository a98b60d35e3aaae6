#include "engine/sensitivity/adaptive_map.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

#include <gtest/gtest.h>

#include "engine/core/random.h"

namespace dragoman {
namespace {

using MapTestSurface = std::function<double(double, double)>;

double MapTestLogistic(double x) { return 1 / (1 + std::exp(-x)); }

/// The outcome of replicate r at a cell: an event with the surface's probability.
bool MapTestEvent(const MapTestSurface& surface, const MapRequest& request,
                  std::uint64_t replicate) {
  const Random random(7, request.cell);
  return random.Uniform(StreamKey{1}, replicate) < surface(request.x, request.y);
}

MapTally MapTestRun(const MapTestSurface& surface, const MapRequest& request, std::uint64_t first,
                    std::uint64_t runs) {
  MapTally tally;
  for (std::uint64_t r = first; r < first + runs; ++r) {
    ++tally.finished;
    if (MapTestEvent(surface, request, r)) ++tally.sum;
  }
  return tally;
}

AdaptiveMap StartedMap(const AdaptiveMapOptions& options) {
  Checked<AdaptiveMap> map = AdaptiveMap::Make(options);
  EXPECT_TRUE(map.ok());
  return *map;
}

AdaptiveMapResult ExploreMap(const MapTestSurface& surface, const AdaptiveMapOptions& options) {
  AdaptiveMap map = StartedMap(options);
  while (!map.done()) {
    for (const MapRequest& request : map.NextBatch()) {
      map.Add(request, MapTestRun(surface, request, request.first_replicate, request.runs));
    }
  }
  return map.Result();
}

/// Distances of contour points from the true contour, across it: root mean square and largest.
struct ContourMiss {
  double typical = 0;
  double largest = 0;
};

ContourMiss ContourMissOf(const AdaptiveMapResult& result, const MapTestSurface& surface) {
  constexpr double kDelta = 1e-5;
  double squares = 0;
  double count = 0;
  ContourMiss miss;
  for (const ContourLine& line : result.contours) {
    for (const MapPosition& p : line.points) {
      const double dx = (surface(p.x + kDelta, p.y) - surface(p.x - kDelta, p.y)) / (2 * kDelta);
      const double dy = (surface(p.x, p.y + kDelta) - surface(p.x, p.y - kDelta)) / (2 * kDelta);
      const double off = std::abs(surface(p.x, p.y) - line.level) / std::hypot(dx, dy);
      squares += off * off;
      ++count;
      miss.largest = std::max(miss.largest, off);
    }
  }
  miss.typical = count > 0 ? std::sqrt(squares / count) : 0;
  return miss;
}

/// Contours of the true surface on the whole finest grid.
std::vector<ContourLine> BruteForceContours(const MapTestSurface& surface,
                                            const AdaptiveMapOptions& options) {
  std::vector<double> axis;
  const int steps = 1 << options.max_depth;
  for (int k = 0; k <= steps; ++k) axis.push_back(static_cast<double>(k) / steps);
  std::vector<double> values;
  for (double y : axis) {
    for (double x : axis) values.push_back(surface(x, y));
  }
  return TraceContours({axis, axis, values}, options.levels);
}

/// The largest distance from a point of some lines to other lines of the same level.
double LargestContourGap(const std::vector<ContourLine>& from, const std::vector<ContourLine>& to) {
  double largest = 0;
  for (const ContourLine& line : from) {
    std::vector<ContourLine> same;
    for (const ContourLine& other : to) {
      if (other.level == line.level) same.push_back(other);
    }
    for (const MapPosition& point : line.points) {
      largest = std::max(largest, DistanceToContour(point, same));
    }
  }
  return largest;
}

const MapTestSurface kMapTestSlope = [](double x, double y) {
  return MapTestLogistic(20 * (x - 0.3 - 0.3 * y));
};
const MapTestSurface kMapTestHill = [](double x, double y) {
  return MapTestLogistic(30 * (0.3 - std::hypot(x - 0.5, y - 0.5)));
};
const MapTestSurface kMapTestStep = [](double x, double y) { return x + y < 0.83 ? 0.03 : 0.97; };

TEST(AdaptiveMap, FindsAllContoursOfASlopeWithinTheStatedErrorForAFractionOfTheGrid) {
  AdaptiveMapOptions options;
  options.max_depth = 7;
  options.base_replicates = 20;
  const AdaptiveMapResult result = ExploreMap(kMapTestSlope, options);
  EXPECT_TRUE(result.error_met);
  EXPECT_FALSE(result.budget_exhausted);
  EXPECT_LT(result.fraction, 0.25);
  for (double error : result.position_errors) EXPECT_LE(error, options.position_error);
  const ContourMiss miss = ContourMissOf(result, kMapTestSlope);
  EXPECT_LT(miss.typical, options.position_error);
  EXPECT_LT(miss.largest, 4 * options.position_error);
  // Both ways: nothing invented, nothing missed.
  const std::vector<ContourLine> truth = BruteForceContours(kMapTestSlope, options);
  EXPECT_LT(LargestContourGap(result.contours, truth), 4 * options.position_error);
  EXPECT_LT(LargestContourGap(truth, result.contours), 4 * options.position_error);
}

TEST(AdaptiveMap, FindsAClosedContourOnACoarseBaseGrid) {
  AdaptiveMapOptions options;
  options.base_depth = 2;
  options.levels = {0.5};
  options.position_error = 0.01;
  const AdaptiveMapResult result = ExploreMap(kMapTestHill, options);
  EXPECT_TRUE(result.error_met);
  EXPECT_LT(result.fraction, 0.25);
  EXPECT_LT(ContourMissOf(result, kMapTestHill).typical, options.position_error);
  const std::vector<ContourLine> truth = BruteForceContours(kMapTestHill, options);
  EXPECT_LT(LargestContourGap(truth, result.contours), 4 * options.position_error);
  EXPECT_LT(LargestContourGap(result.contours, truth), 4 * options.position_error);
}

TEST(AdaptiveMap, KeepsAStepInItsPlace) {
  AdaptiveMapOptions options;
  options.base_replicates = 30;
  const AdaptiveMapResult result = ExploreMap(kMapTestStep, options);
  EXPECT_LT(result.fraction, 0.25);
  ASSERT_FALSE(result.contours.empty());
  // All three levels run along x + y = 0.83; smoothing must not move them by more than about two
  // finest squares (3 / sqrt(2) across).
  const double square = 1.0 / 64;
  for (const ContourLine& line : result.contours) {
    for (const MapPosition& p : line.points) EXPECT_NEAR(p.x + p.y, 0.83, 3 * square);
  }
}

TEST(AdaptiveMap, OfAFlatMapEndsAfterTheBaseGridAndItsConfirmation) {
  AdaptiveMapOptions options;
  const AdaptiveMapResult result = ExploreMap([](double, double) { return 0.3; }, options);
  EXPECT_EQ(result.points.size(), 81U);
  EXPECT_TRUE(result.contours.empty());
  EXPECT_TRUE(result.error_met);
  EXPECT_LT(result.runs_used, 81 * 3 * options.base_replicates);
  EXPECT_LE(result.batches, 8U);
}

TEST(AdaptiveMap, OfAMapThatIsLevelAtALevelEndsUndecided) {
  AdaptiveMapOptions options;
  options.max_replicates = 500;
  const AdaptiveMapResult result = ExploreMap([](double, double) { return 0.5; }, options);
  EXPECT_FALSE(result.error_met);
  const auto undecided = std::count_if(result.cells.begin(), result.cells.end(),
                                       [](const MapCell& cell) { return cell.undecided; });
  EXPECT_GT(undecided, 30);
  EXPECT_LT(result.fraction, 0.25);
  for (const MapValue& point : result.points) EXPECT_LE(point.finished, options.max_replicates);
}

TEST(AdaptiveMap, OfAnExactOutcomeIsTheContourOfTheFullGrid) {
  AdaptiveMapOptions options;
  options.outcome = MapOutcome::kMean;
  options.levels = {0.25};
  options.base_replicates = 1;
  options.max_replicates = 1;
  const MapTestSurface distance = [](double x, double y) { return std::hypot(x - 0.45, y - 0.55); };
  AdaptiveMap map = StartedMap(options);
  while (!map.done()) {
    for (const MapRequest& request : map.NextBatch()) {
      EXPECT_EQ(request.runs, 1U);
      map.Add(request, {1, 0, distance(request.x, request.y), 0});
    }
  }
  const AdaptiveMapResult result = map.Result();
  const std::vector<ContourLine> truth = BruteForceContours(distance, options);
  ASSERT_EQ(result.contours.size(), 1U);
  ASSERT_EQ(truth.size(), 1U);
  EXPECT_TRUE(result.contours[0].closed);
  EXPECT_EQ(result.contours[0].points, truth[0].points);
  EXPECT_LT(result.runs_used, 65U * 65U / 4);
}

TEST(AdaptiveMap, OfAMeanUsesTheSpreadOfTheRuns) {
  AdaptiveMapOptions options;
  options.outcome = MapOutcome::kMean;
  options.levels = {100};
  options.position_error = 0.02;
  options.max_depth = 5;
  const MapTestSurface cost = [](double x, double y) { return 60 + 70 * x + 20 * y; };
  AdaptiveMap map = StartedMap(options);
  while (!map.done()) {
    for (const MapRequest& request : map.NextBatch()) {
      MapTally tally;
      for (std::uint64_t r = 0; r < request.runs; ++r) {
        const Random random(3, request.cell);
        const double value = cost(request.x, request.y) +
                             15 * random.Normal(StreamKey{1}, request.first_replicate + r);
        ++tally.finished;
        tally.sum += value;
        tally.sum_squares += value * value;
      }
      map.Add(request, tally);
    }
  }
  const AdaptiveMapResult result = map.Result();
  EXPECT_TRUE(result.error_met);
  EXPECT_LT(ContourMissOf(result, cost).typical, options.position_error);
  EXPECT_LT(LargestContourGap(BruteForceContours(cost, options), result.contours),
            3 * options.position_error);
}

TEST(AdaptiveMap, DoesNotDependOnTheOrderOrThePartsOfAnswers) {
  AdaptiveMapOptions options;
  options.max_depth = 5;
  const AdaptiveMapResult expected = ExploreMap(kMapTestHill, options);

  AdaptiveMap map = StartedMap(options);
  std::uint64_t turn = 0;
  while (!map.done()) {
    // In parts of 7 runs, in an order of their own, each batch another.
    struct Part {
      MapRequest request;
      std::uint64_t first = 0;
      std::uint64_t runs = 0;
      std::uint64_t place = 0;
    };
    std::vector<Part> parts;
    for (const MapRequest& request : map.NextBatch()) {
      for (std::uint64_t k = 0; k < request.runs; k += 7) {
        parts.push_back({request, request.first_replicate + k,
                         std::min<std::uint64_t>(7, request.runs - k), MixBits(++turn)});
      }
    }
    std::sort(parts.begin(), parts.end(),
              [](const Part& a, const Part& b) { return a.place < b.place; });
    for (const Part& part : parts) {
      map.Add(part.request.point, part.first,
              MapTestRun(kMapTestHill, part.request, part.first, part.runs));
    }
  }
  const AdaptiveMapResult result = map.Result();
  EXPECT_EQ(result.runs_used, expected.runs_used);
  EXPECT_EQ(result.batches, expected.batches);
  EXPECT_EQ(result.fraction, expected.fraction);
  ASSERT_EQ(result.points.size(), expected.points.size());
  for (std::size_t k = 0; k < result.points.size(); ++k) {
    EXPECT_EQ(result.points[k].point, expected.points[k].point);
    EXPECT_EQ(result.points[k].value, expected.points[k].value);
    EXPECT_EQ(result.points[k].estimate, expected.points[k].estimate);
  }
  ASSERT_EQ(result.contours.size(), expected.contours.size());
  for (std::size_t k = 0; k < result.contours.size(); ++k) {
    EXPECT_EQ(result.contours[k].points, expected.contours[k].points);
  }
}

TEST(AdaptiveMap, AsksForEachReplicateOnceAndInOrder) {
  AdaptiveMapOptions options;
  options.max_depth = 5;
  AdaptiveMap map = StartedMap(options);
  std::map<std::uint64_t, std::uint64_t> issued;
  while (!map.done()) {
    std::uint64_t last_cell = 0;
    for (const MapRequest& request : map.NextBatch()) {
      EXPECT_GE(request.cell, last_cell);
      last_cell = request.cell;
      EXPECT_EQ(request.first_replicate, issued[request.cell]);
      issued[request.cell] += request.runs;
      EXPECT_LE(issued[request.cell], options.max_replicates);
      EXPECT_EQ(request.cell, static_cast<std::uint64_t>(request.point.row * 33) +
                                  static_cast<std::uint64_t>(request.point.column));
      EXPECT_EQ(request.x, request.point.column / 32.0);
      map.Add(request, MapTestRun(kMapTestSlope, request, request.first_replicate, request.runs));
    }
  }
  std::uint64_t sum = 0;
  for (const auto& [cell, runs] : issued) sum += runs;
  EXPECT_EQ(map.Result().runs_used, sum);
}

TEST(AdaptiveMap, NamesAgainWhatHasNotBeenAnswered) {
  AdaptiveMap map = StartedMap({});
  const std::vector<MapRequest> batch = map.NextBatch();
  ASSERT_EQ(batch.size(), 81U);
  map.Add(batch[0], {50, 0, 10, 0});
  map.Add(batch[1].point, 0, {20, 0, 5, 0});
  const std::vector<MapRequest> open = map.NextBatch();
  ASSERT_EQ(open.size(), 80U);
  EXPECT_EQ(open[0].point, batch[1].point);
  EXPECT_FALSE(map.done());
}

TEST(AdaptiveMap, BearsFailedRunsAndCornersWhereAllFail) {
  AdaptiveMapOptions options;
  options.max_depth = 5;
  AdaptiveMap map = StartedMap(options);
  const MapTestSurface slope = kMapTestSlope;
  while (!map.done()) {
    for (const MapRequest& request : map.NextBatch()) {
      MapTally tally;
      for (std::uint64_t r = 0; r < request.runs; ++r) {
        const std::uint64_t replicate = request.first_replicate + r;
        const Random random(11, request.cell);
        // One run in ten fails; where both parameters are large all do.
        if (request.x + request.y > 1.7 || random.Uniform(StreamKey{2}, replicate) < 0.1) {
          ++tally.failed;
        } else {
          ++tally.finished;
          if (MapTestEvent(slope, request, replicate)) ++tally.sum;
        }
      }
      map.Add(request, tally);
    }
  }
  const AdaptiveMapResult result = map.Result();
  EXPECT_TRUE(result.error_met);
  std::uint64_t failed = 0;
  for (const MapValue& point : result.points) {
    failed += point.failed;
    EXPECT_EQ(std::isnan(point.value), point.x + point.y > 1.7);
  }
  EXPECT_GT(failed, result.runs_used / 20);
  EXPECT_LT(ContourMissOf(result, kMapTestSlope).typical, options.position_error);
}

TEST(AdaptiveMap, WhereEveryRunFailsEnds) {
  AdaptiveMap map = StartedMap({});
  while (!map.done()) {
    for (const MapRequest& request : map.NextBatch()) map.Add(request, {0, request.runs, 0, 0});
  }
  const AdaptiveMapResult result = map.Result();
  EXPECT_EQ(result.runs_used, 81U * 50U);
  EXPECT_TRUE(result.contours.empty());
  EXPECT_TRUE(std::isnan(result.points[0].value));
}

TEST(AdaptiveMap, StaysWithinItsBudget) {
  AdaptiveMapOptions options;
  options.max_runs = 10'000;
  const AdaptiveMapResult result = ExploreMap(kMapTestHill, options);
  EXPECT_TRUE(result.budget_exhausted);
  EXPECT_FALSE(result.error_met);
  EXPECT_LE(result.runs_used, 10'000U);
  EXPECT_GT(result.runs_used, 4'000U);
  EXPECT_FALSE(result.contours.empty());
}

TEST(AdaptiveMap, SquaresTileTheMap) {
  AdaptiveMapOptions options;
  options.max_depth = 5;
  const AdaptiveMapResult result = ExploreMap(kMapTestHill, options);
  int area = 0;
  for (const MapCell& cell : result.cells) area += cell.size * cell.size;
  EXPECT_EQ(area, 32 * 32);
  EXPECT_EQ(result.surface.size(), 33U * 33U);
  for (double value : result.surface) EXPECT_FALSE(std::isnan(value));
}

TEST(AdaptiveMap, RefusesOptionsOutOfRange) {
  const auto refused = [](auto change) {
    AdaptiveMapOptions options;
    change(&options);
    const Checked<AdaptiveMap> map = AdaptiveMap::Make(options);
    return map.ok() ? "" : map.problems()[0].path;
  };
  EXPECT_EQ(refused([](AdaptiveMapOptions*) {}), "");
  EXPECT_EQ(refused([](AdaptiveMapOptions* o) { o->max_depth = 11; }), "max_depth");
  EXPECT_EQ(refused([](AdaptiveMapOptions* o) { o->base_depth = 7; }), "base_depth");
  EXPECT_EQ(refused([](AdaptiveMapOptions* o) { o->levels = {1}; }), "levels");
  EXPECT_EQ(refused([](AdaptiveMapOptions* o) { o->levels = {}; }), "levels");
  EXPECT_EQ(refused([](AdaptiveMapOptions* o) { o->position_error = 0; }), "position_error");
  EXPECT_EQ(refused([](AdaptiveMapOptions* o) { o->growth = 1; }), "growth");
  EXPECT_EQ(refused([](AdaptiveMapOptions* o) { o->base_replicates = 0; }), "base_replicates");
  EXPECT_EQ(refused([](AdaptiveMapOptions* o) { o->max_replicates = 10; }), "max_replicates");
  // 81 points of 50 runs.
  EXPECT_EQ(refused([](AdaptiveMapOptions* o) { o->max_runs = 4049; }), "max_runs");
  EXPECT_EQ(refused([](AdaptiveMapOptions* o) { o->max_runs = 4050; }), "");
}

}  // namespace
}  // namespace dragoman
