#include "engine/analysis/frontier.h"

#include <limits>

#include <gtest/gtest.h>

#include "engine/experiments/thread_executor.h"
#include "tests/analysis/random_profile.h"

namespace dragoman {
namespace {

using testing_support::AddTerms;
using testing_support::AllVectors;
using testing_support::BruteForceFrontier;
using testing_support::CaseRandom;
using testing_support::Covers;
using testing_support::DrawAdditive;
using testing_support::DrawTable;
using testing_support::Numbers;
using testing_support::RandomSpace;
using testing_support::Vectors;
using testing_support::VectorsOf;

constexpr Numbers kAllNumbers[] = {Numbers::kIntegers, Numbers::kTenths, Numbers::kReals};

Frontier Find(const RandomSpace& space, FrontierMethod method = FrontierMethod::kAuto) {
  SerialExecutor executor;
  FrontierOptions options;
  options.method = method;
  return FindFrontier(space.utilities, options, &executor);
}

/// Each point's outcome is worth what the point says, to the last bit.
void ExpectOutcomesEvaluateToThePoints(const RandomSpace& space, const Frontier& frontier) {
  const UtilityProfile profile(space.utilities);
  for (std::size_t k = 0; k < frontier.size(); ++k) {
    std::vector<double> u(profile.size());
    ASSERT_TRUE(profile.Evaluate(frontier.points.outcome(k), u.data()));
    ASSERT_EQ(u, VectorsOf(frontier.points)[k]);
  }
}

TEST(FrontierTest, TwoIssuesWorkedByHand) {
  // u1 = (0, 2, 3) + (0, 4); u2 = (5, 4, 0) + (3, 0).
  // Vectors: (0,8) (4,5) (2,7) (6,4) (3,3) (7,0); (3,3) is covered by (4,5) and by (6,4).
  RandomSpace space;
  const std::vector<std::size_t> sizes{3, 2};
  space.space = OutcomeSpace(sizes);
  UtilitySpec first;
  first.weights = {1, 1};
  first.evaluations = {{0, 2, 3}, {0, 4}};
  UtilitySpec second = first;
  second.evaluations = {{5, 4, 0}, {3, 0}};
  space.specs = {first, second};
  space.Compile();
  const Frontier frontier = Find(space);
  EXPECT_EQ(VectorsOf(frontier.points), (Vectors{{7, 0}, {6, 4}, {4, 5}, {2, 7}, {0, 8}}));
  EXPECT_EQ(frontier.points.outcome(1).options[0], 1);
  EXPECT_EQ(frontier.points.outcome(1).options[1], 1);
  EXPECT_EQ(frontier.guarantee, Guarantee::kExact);
  EXPECT_EQ(frontier.method, FrontierMethod::kMerge);
}

TEST(FrontierTest, AdditiveMergeIsBruteForceToTheLastBit) {
  for (std::uint64_t number = 0; number < 4000; ++number) {
    CaseRandom random(number);
    const Numbers numbers = kAllNumbers[number % 3];
    const RandomSpace space = DrawAdditive(&random, numbers, random.Whole(1, 5), 5, 4);
    const Frontier frontier = Find(space);
    ASSERT_EQ(frontier.guarantee, Guarantee::kExact);
    ASSERT_EQ(VectorsOf(frontier.points), BruteForceFrontier(AllVectors(space.utilities)))
        << "case " << number;
    if (number % 16 == 0) ExpectOutcomesEvaluateToThePoints(space, frontier);
  }
}

TEST(FrontierTest, SumsThatDifferInTheirLastBitsAreTreatedAsTheirDoublesSay) {
  // 0.1 + 0.2 + 0.3 > 0.3 + 0.2 + 0.1 in doubles: the first dominates the second, by one bit.
  RandomSpace space;
  const std::vector<std::size_t> sizes{2, 1, 2};
  space.space = OutcomeSpace(sizes);
  UtilitySpec spec;
  spec.weights = {1, 1, 1};
  spec.evaluations = {{0.1, 0.3}, {0.2}, {0.3, 0.1}};
  space.specs = {spec, spec};
  space.specs[1].evaluations = {{0, 0}, {0}, {0, 0}};
  space.Compile();
  ASSERT_GT(0.1 + 0.2 + 0.3, 0.3 + 0.2 + 0.1);
  EXPECT_EQ(VectorsOf(Find(space).points), (Vectors{{0.3 + 0.2 + 0.3, 0}}));
}

TEST(FrontierTest, ACommonLastNumberThatRoundsPointsTogetherLeavesOneOfThem) {
  RandomSpace space;
  const std::vector<std::size_t> sizes{3, 1};
  space.space = OutcomeSpace(sizes);
  UtilitySpec spec;
  spec.weights = {1, 1};
  spec.evaluations = {{1, 2, 3}, {1e17}};
  space.specs = {spec, spec};
  space.specs[1].evaluations = {{3, 2, 1}, {1e17}};
  space.Compile();
  EXPECT_EQ(VectorsOf(Find(space).points), BruteForceFrontier(AllVectors(space.utilities)));
  EXPECT_EQ(Find(space).size(), 1U);
}

TEST(FrontierTest, InteractionsAndConstraintsEqualBruteForceToTheLastBit) {
  for (std::uint64_t number = 0; number < 2000; ++number) {
    CaseRandom random(number);
    const Numbers numbers = kAllNumbers[number % 3];
    RandomSpace space = DrawAdditive(&random, numbers, random.Whole(1, 4), 5, 3);
    AddTerms(&random, numbers, &space);
    const Vectors expected = BruteForceFrontier(AllVectors(space.utilities));
    for (const FrontierMethod method :
         {FrontierMethod::kAuto, FrontierMethod::kMerge, FrontierMethod::kEnumeration}) {
      const Frontier frontier = Find(space, method);
      ASSERT_EQ(frontier.guarantee, Guarantee::kExact);
      ASSERT_EQ(VectorsOf(frontier.points), expected) << "case " << number;
      if (number % 16 == 0) ExpectOutcomesEvaluateToThePoints(space, frontier);
    }
  }
}

/// Every vector is covered to within epsilon by one of the points.
void ExpectCovered(const Vectors& all, const Frontier& frontier, const std::string& title) {
  const Vectors points = VectorsOf(frontier.points);
  for (std::vector<double> u : all) {
    for (std::size_t i = 0; i < u.size(); ++i) u[i] -= frontier.epsilon[i];
    ASSERT_TRUE(std::any_of(points.begin(), points.end(), [&](const auto& point) {
      return Covers(point, u);
    })) << title;
  }
}

TEST(FrontierTest, ComponentsCoverEverythingButForRounding) {
  for (std::uint64_t number = 0; number < 600; ++number) {
    CaseRandom random(number);
    const Numbers numbers = kAllNumbers[number % 3];
    RandomSpace space = DrawAdditive(&random, numbers, random.Whole(1, 4), 6, 3);
    AddTerms(&random, numbers, &space);
    const Vectors all = AllVectors(space.utilities);
    const Frontier frontier = Find(space, FrontierMethod::kComponents);
    const std::string title = "case " + std::to_string(number);
    for (const double e : frontier.epsilon) ASSERT_LT(e, 1e-12) << title;
    ExpectCovered(all, frontier, title);
    ExpectOutcomesEvaluateToThePoints(space, frontier);
    // Integers are summed without rounding in any order.
    if (numbers == Numbers::kIntegers) {
      ASSERT_EQ(VectorsOf(frontier.points), BruteForceFrontier(all)) << title;
    }
  }
}

TEST(FrontierTest, AThinnedFrontierKeepsItsEpsilon) {
  SerialExecutor executor;
  int thinned = 0;
  for (std::uint64_t number = 0; number < 300; ++number) {
    CaseRandom random(number);
    const RandomSpace space =
        DrawAdditive(&random, kAllNumbers[number % 3], random.Whole(2, 4), 6, 4);
    FrontierOptions options;
    options.max_points = 8;
    const Frontier frontier = FindFrontier(space.utilities, options, &executor);
    ASSERT_LE(frontier.size(), 8U);
    const std::string title = "case " + std::to_string(number);
    ExpectCovered(AllVectors(space.utilities), frontier, title);
    if (frontier.guarantee == Guarantee::kEpsilon) {
      ++thinned;
    } else {
      ASSERT_EQ(VectorsOf(frontier.points), BruteForceFrontier(AllVectors(space.utilities)));
    }
  }
  EXPECT_GT(thinned, 50);
}

TEST(FrontierTest, SupportedPointsOfTwoPartiesAreAllCornersOfTheHull) {
  for (std::uint64_t number = 0; number < 500; ++number) {
    CaseRandom random(number);
    const RandomSpace space = DrawAdditive(&random, Numbers::kIntegers, 2, 5, 4);
    const Vectors all = AllVectors(space.utilities);
    const Frontier frontier = Find(space, FrontierMethod::kSupported);
    ASSERT_EQ(frontier.guarantee, Guarantee::kSupported);
    const Vectors exact = BruteForceFrontier(all);
    const Vectors points = VectorsOf(frontier.points);
    for (const auto& point : points) ASSERT_TRUE(std::count(exact.begin(), exact.end(), point));
    // A corner is above the chord between any point left and any point right of it.
    for (std::size_t k = 0; k < exact.size(); ++k) {
      bool corner = true;
      for (std::size_t i = 0; i < k; ++i) {
        for (std::size_t j = k + 1; j < exact.size(); ++j) {
          const double height = exact[j][1] - exact[i][1];
          const double width = exact[i][0] - exact[j][0];
          corner = corner &&
                   height * (exact[k][0] - exact[j][0]) + width * (exact[k][1] - exact[j][1]) > 0;
        }
      }
      if (!corner) continue;
      ASSERT_TRUE(std::count(points.begin(), points.end(), exact[k])) << number;
    }
    ExpectCovered(all, frontier, "case " + std::to_string(number));
  }
}

TEST(FrontierTest, SupportedPointsOfManyPartiesAreOnTheFrontier) {
  for (std::uint64_t number = 0; number < 100; ++number) {
    CaseRandom random(number);
    const RandomSpace space = DrawAdditive(&random, Numbers::kIntegers, random.Whole(3, 4), 4, 4);
    const Vectors exact = BruteForceFrontier(AllVectors(space.utilities));
    const Frontier frontier = Find(space, FrontierMethod::kSupported);
    for (const auto& point : VectorsOf(frontier.points)) {
      ASSERT_TRUE(std::count(exact.begin(), exact.end(), point)) << number;
    }
    EXPECT_EQ(frontier.epsilon[0], std::numeric_limits<double>::infinity());
  }
}

TEST(FrontierTest, ASampleStatesTheShareItLeavesUncovered) {
  for (std::uint64_t number = 0; number < 20; ++number) {
    CaseRandom random(number);
    RandomSpace space = DrawAdditive(&random, Numbers::kReals, random.Whole(2, 3), 8, 4);
    AddTerms(&random, Numbers::kReals, &space);
    const Vectors all = AllVectors(space.utilities);
    if (all.empty()) continue;
    SerialExecutor executor;
    FrontierOptions options;
    options.method = FrontierMethod::kSampling;
    options.samples = 2000;
    const Frontier frontier = FindFrontier(space.utilities, options, &executor);
    EXPECT_EQ(frontier.guarantee, Guarantee::kSampled);
    const Vectors points = VectorsOf(frontier.points);
    double uncovered = 0;
    for (const auto& u : all) {
      if (std::none_of(points.begin(), points.end(), [&](const auto& p) { return Covers(p, u); })) {
        ++uncovered;
      }
    }
    const double size = static_cast<double>(space.space.num_outcomes());
    EXPECT_LE(uncovered / size, frontier.uncovered_share);
    EXPECT_LT(frontier.uncovered_share, 0.2);
  }
}

TEST(FrontierTest, NumberOfThreadsDoesNotChangeTheResult) {
  for (const std::uint64_t number : {3, 5, 8}) {
    CaseRandom random(number);
    RandomSpace space = DrawAdditive(&random, Numbers::kTenths, 3, 1, 1);
    const std::vector<std::size_t> sizes{6, 6, 6, 6, 6, 6};
    space.space = OutcomeSpace(sizes);
    for (UtilitySpec& spec : space.specs) {
      spec.weights.assign(6, 1);
      spec.evaluations.clear();
      for (int i = 0; i < 6; ++i) {
        spec.evaluations.push_back(DrawTable(&random, Numbers::kTenths, 6));
      }
    }
    AddTerms(&random, Numbers::kTenths, &space);
    for (const FrontierMethod method :
         {FrontierMethod::kMerge, FrontierMethod::kEnumeration, FrontierMethod::kSampling}) {
      FrontierOptions options;
      options.method = method;
      options.samples = 20000;
      SerialExecutor serial;
      const Frontier expected = FindFrontier(space.utilities, options, &serial);
      for (const int threads : {2, 3, 8}) {
        ThreadExecutor executor(threads);
        const Frontier found = FindFrontier(space.utilities, options, &executor);
        EXPECT_TRUE(found.points == expected.points) << threads;
        EXPECT_EQ(found.uncovered_share, expected.uncovered_share);
      }
    }
  }
}

TEST(FrontierTest, NothingAllowedIsAnEmptyFrontier) {
  CaseRandom random(1);
  RandomSpace space = DrawAdditive(&random, Numbers::kIntegers, 2, 3, 3);
  ValueTest any{IssueIndex{0}, {}};
  for (std::size_t v = 0; v < space.space.size(0); ++v) {
    any.values.push_back(static_cast<OptionIndex>(v));
  }
  space.specs[0].forbidden.push_back({{any}});
  space.Compile();
  for (const FrontierMethod method :
       {FrontierMethod::kMerge, FrontierMethod::kComponents, FrontierMethod::kEnumeration,
        FrontierMethod::kSupported, FrontierMethod::kSampling}) {
    EXPECT_EQ(Find(space, method).size(), 0U);
  }
}

TEST(FrontierTest, ACancelledEnumerationSaysSo) {
  CaseRandom random(1);
  const RandomSpace space = DrawAdditive(&random, Numbers::kIntegers, 2, 3, 3);
  CancelToken cancel;
  cancel.Cancel();
  SerialExecutor executor;
  FrontierOptions options;
  options.method = FrontierMethod::kEnumeration;
  options.cancel = &cancel;
  EXPECT_TRUE(FindFrontier(space.utilities, options, &executor).cancelled);
}

}  // namespace
}  // namespace dragoman
