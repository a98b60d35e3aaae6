#include "engine/analysis/solutions.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "engine/analysis/frontier.h"
#include "engine/core/portable_math.h"
#include "tests/analysis/random_profile.h"

namespace dragoman {
namespace {

using testing_support::AddTerms;
using testing_support::AllVectors;
using testing_support::CaseRandom;
using testing_support::DrawAdditive;
using testing_support::Numbers;
using testing_support::RandomSpace;
using testing_support::Vectors;

/// The frontier of a list of vectors, each an outcome of one issue.
PointSet FrontierOf(const Vectors& vectors) {
  PointSet points(vectors[0].size(), 1);
  for (std::size_t k = 0; k < vectors.size(); ++k) {
    const auto option = static_cast<OptionIndex>(k);
    points.Add(vectors[k].data(), &option);
  }
  NondominatedFilter filter;
  points.KeepNondominated(&filter);
  return points;
}

Vectors At(const PointSet& points, const SolutionPoints& solution) {
  Vectors result;
  for (const std::uint32_t k : solution.points) {
    result.emplace_back(points.utilities(k).begin(), points.utilities(k).end());
  }
  return result;
}

Vectors DrawVectors(std::uint64_t number, int parties, bool integers) {
  CaseRandom random(number);
  Vectors vectors(static_cast<std::size_t>(random.Whole(2, 40)));
  for (auto& u : vectors) {
    for (int i = 0; i < parties; ++i) {
      u.push_back(integers ? random.Whole(0, 12) : random.Real(0, 1));
    }
  }
  return vectors;
}

TEST(SolutionsTest, FivePointsWorkedByHand) {
  // Over d = (1, 0) the gains are (9,1) (6,4) (4,6) (2,8) (1,8.5), the ideal ones (9, 8.5):
  // products 9 24 24 16 8.5; smallest gains 1 4 4 2 1; sums of u 11 11 11 11 10.5; shares
  // (1,.118) (.667,.471) (.444,.706) (.222,.941) (.111,1): sums 1.118 1.137 1.150 1.163 1.111.
  const PointSet points = FrontierOf({{10, 1}, {7, 4}, {5, 6}, {3, 8}, {2, 8.5}});
  const std::vector<double> d{1, 0};
  const Solutions solutions = FindSolutions(points, d);
  EXPECT_EQ(At(points, solutions.nash), (Vectors{{7, 4}, {5, 6}}));
  EXPECT_DOUBLE_EQ(solutions.nash.value, 24);
  EXPECT_EQ(At(points, solutions.egalitarian), (Vectors{{7, 4}, {5, 6}}));
  EXPECT_EQ(At(points, solutions.kalai_smorodinsky), (Vectors{{7, 4}}));
  EXPECT_DOUBLE_EQ(solutions.kalai_smorodinsky.value, 4 / 8.5);
  EXPECT_EQ(At(points, solutions.utilitarian), (Vectors{{10, 1}, {7, 4}, {5, 6}, {3, 8}}));
  EXPECT_EQ(At(points, solutions.relative_utilitarian), (Vectors{{3, 8}}));
  // Weights (3, 1): 729, 864, 384, 64, 8.5; weights (1, 3): 9, 384, 864, 1024, 614.
  const std::vector<double> for_first{3, 1};
  const std::vector<double> for_second{1, 3};
  EXPECT_EQ(At(points, FindSolutions(points, d, for_first).asymmetric_nash), (Vectors{{7, 4}}));
  EXPECT_EQ(At(points, FindSolutions(points, d, for_second).asymmetric_nash), (Vectors{{3, 8}}));
}

TEST(SolutionsTest, KalaiSmorodinskyBreaksTiesByTheNextSmallestShare) {
  // Ideal gains 1 each. The smallest share is 0.4 at the first two; the next one decides.
  const PointSet points =
      FrontierOf({{0.4, 0.5, 0.9}, {0.4, 0.6, 0.5}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}});
  const std::vector<double> d{0, 0, 0};
  const Solutions solutions = FindSolutions(points, d);
  EXPECT_EQ(At(points, solutions.kalai_smorodinsky), (Vectors{{0.4, 0.5, 0.9}}));
  EXPECT_EQ(At(points, solutions.egalitarian), (Vectors{{0.4, 0.6, 0.5}, {0.4, 0.5, 0.9}}));
}

TEST(SolutionsTest, NothingRationalGivesNoPoints) {
  const PointSet points = FrontierOf({{1, 0}, {0, 1}});
  const std::vector<double> d{0.5, 0.5};
  const Solutions solutions = FindSolutions(points, d);
  EXPECT_TRUE(solutions.rational.empty());
  EXPECT_TRUE(solutions.nash.points.empty());
  EXPECT_TRUE(solutions.kalai_smorodinsky.points.empty());
  EXPECT_TRUE(solutions.utilitarian.points.empty());
  EXPECT_EQ(solutions.ideal.size(), 0U);
}

TEST(SolutionsTest, APartyThatCannotGainIsLeftOutOfTheProduct) {
  const PointSet points = FrontierOf({{3, 1, 2}, {2, 2, 2}, {1, 1, 3}});
  const std::vector<double> d{0, 0, 2};
  // The third point gains (1, 1, 1), the first (3, 1, 0), the second (2, 2, 0).
  EXPECT_EQ(At(points, FindSolutions(points, d).nash), (Vectors{{1, 1, 3}}));
  const std::vector<double> high{0, 0, 3};
  EXPECT_EQ(At(points, FindSolutions(points, high).nash), (Vectors{{1, 1, 3}}));
  const PointSet pair = FrontierOf({{3, 1, 2}, {2, 2, 2}});
  EXPECT_EQ(At(pair, FindSolutions(pair, d).nash), (Vectors{{2, 2, 2}}));
}

TEST(SolutionsTest, NashAndKalaiSmorodinskyAreIndependentOfScale) {
  for (std::uint64_t number = 0; number < 500; ++number) {
    const Vectors vectors = DrawVectors(number, 2 + static_cast<int>(number % 3), true);
    const std::size_t parties = vectors[0].size();
    Vectors scaled = vectors;
    std::vector<double> d(parties, 2);
    std::vector<double> scaled_d = d;
    // Powers of two: rescaling rounds nothing.
    for (auto& u : scaled) {
      for (std::size_t i = 0; i < parties; ++i) u[i] = u[i] * (i == 0 ? 8 : 0.25) + 16;
    }
    for (std::size_t i = 0; i < parties; ++i) scaled_d[i] = d[i] * (i == 0 ? 8 : 0.25) + 16;
    const PointSet points = FrontierOf(vectors);
    const PointSet other = FrontierOf(scaled);
    const Solutions a = FindSolutions(points, d);
    const Solutions b = FindSolutions(other, scaled_d);
    ASSERT_EQ(a.nash.points, b.nash.points) << number;
    ASSERT_EQ(a.asymmetric_nash.points, b.asymmetric_nash.points) << number;
    ASSERT_EQ(a.kalai_smorodinsky.points, b.kalai_smorodinsky.points) << number;
    ASSERT_EQ(a.relative_utilitarian.points, b.relative_utilitarian.points) << number;
  }
}

TEST(SolutionsTest, EqualWeightsGiveTheSymmetricNashSolution) {
  for (std::uint64_t number = 0; number < 500; ++number) {
    const PointSet points = FrontierOf(DrawVectors(number, 3, true));
    const std::vector<double> d{0, 1, 0};
    const std::vector<double> weights{2, 2, 2};
    const Solutions solutions = FindSolutions(points, d, weights);
    if (solutions.nash.value > 0) {
      ASSERT_EQ(solutions.nash.points, solutions.asymmetric_nash.points) << number;
    }
  }
}

TEST(SolutionsTest, ASymmetricSpaceHasSymmetricSolutions) {
  for (std::uint64_t number = 0; number < 300; ++number) {
    Vectors vectors = DrawVectors(number, 2, true);
    const std::size_t size = vectors.size();
    for (std::size_t k = 0; k < size; ++k) vectors.push_back({vectors[k][1], vectors[k][0]});
    const PointSet points = FrontierOf(vectors);
    const std::vector<double> d{1, 1};
    const Solutions solutions = FindSolutions(points, d);
    for (const SolutionPoints* solution :
         {&solutions.nash, &solutions.asymmetric_nash, &solutions.kalai_smorodinsky,
          &solutions.egalitarian, &solutions.utilitarian, &solutions.relative_utilitarian}) {
      const Vectors found = At(points, *solution);
      for (const auto& u : found) {
        const std::vector<double> mirrored{u[1], u[0]};
        ASSERT_TRUE(std::count(found.begin(), found.end(), mirrored)) << number;
      }
    }
  }
}

TEST(SolutionsTest, MoreOutcomesNeverLowerTheEgalitarianGain) {
  for (std::uint64_t number = 0; number < 500; ++number) {
    const Vectors more = DrawVectors(number, 3, false);
    const Vectors fewer(more.begin(), more.begin() + static_cast<long>(more.size() / 2 + 1));
    const std::vector<double> d{0, 0, 0};
    const double before = FindSolutions(FrontierOf(fewer), d).egalitarian.value;
    ASSERT_GE(FindSolutions(FrontierOf(more), d).egalitarian.value, before) << number;
  }
}

TEST(SolutionsTest, NashIsIndependentOfIrrelevantAlternatives) {
  for (std::uint64_t number = 0; number < 500; ++number) {
    const Vectors vectors = DrawVectors(number, 2, false);
    const std::vector<double> d{0, 0};
    const PointSet points = FrontierOf(vectors);
    const Vectors best = At(points, FindSolutions(points, d).nash);
    ASSERT_EQ(best.size(), 1U);
    Vectors fewer = best;
    for (std::size_t k = 0; k < vectors.size(); k += 2) fewer.push_back(vectors[k]);
    const PointSet rest = FrontierOf(fewer);
    ASSERT_EQ(At(rest, FindSolutions(rest, d).nash), best) << number;
  }
}

TEST(SolutionsTest, NoOutcomeOfTheSpaceBeatsWhatTheFrontierGives) {
  SerialExecutor executor;
  for (std::uint64_t number = 0; number < 800; ++number) {
    CaseRandom random(number);
    RandomSpace space = DrawAdditive(&random, Numbers::kReals, random.Whole(2, 4), 5, 4);
    if (number % 3 == 0) AddTerms(&random, Numbers::kReals, &space);
    const UtilityProfile profile(space.utilities);
    const UtilityVector d = profile.reservation_values();
    const PointSet points = FindFrontier(profile, {}, &executor).points;
    const Solutions solutions = FindSolutions(points, {d.begin(), d.size()});
    bool any = false;
    for (const auto& u : AllVectors(profile)) {
      double product = 1;
      double least = std::numeric_limits<double>::infinity();
      double sum = 0;
      for (std::size_t i = 0; i < u.size(); ++i) {
        if (!solutions.ideal.empty() && solutions.ideal[i] > d[i]) product *= u[i] - d[i];
        least = std::min(least, u[i] - d[i]);
        sum += u[i];
      }
      if (least < 0) continue;
      any = true;
      ASSERT_LE(product, solutions.nash.value + 1e-15) << number;
      ASSERT_LE(least, solutions.egalitarian.value) << number;
      ASSERT_LE(sum, solutions.utilitarian.value) << number;
    }
    ASSERT_EQ(any, !solutions.rational.empty()) << number;
  }
}

TEST(SolutionsTest, DistancesAreEuclideanInTheUnitsGiven) {
  // (7, 4) is 3 and 4 away from (4, 0); in units of (3, 2) 1 and 2.
  const PointSet points = FrontierOf({{10, 1}, {7, 4}, {3, 8}});
  const std::vector<double> u{4, 0};
  const std::vector<double> raw{1, 1};
  const std::vector<double> units{3, 2};
  const std::vector<std::uint32_t> middle{1};
  EXPECT_DOUBLE_EQ(DistanceTo(points, middle, u, raw), 5);
  EXPECT_DOUBLE_EQ(DistanceTo(points, middle, u, units), std::sqrt(5.0));
  EXPECT_DOUBLE_EQ(DistanceToFrontier(points, u, raw), 5);
  EXPECT_EQ(DistanceTo(points, {}, u, raw), std::numeric_limits<double>::infinity());
}

}  // namespace
}  // namespace dragoman
