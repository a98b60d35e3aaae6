// Monotonic concession on a finite frontier: the lower risk limit concedes by the least sufficient
// step; tie rule: side 1 (index 0) concedes. The end is the largest Nash product.

#include "engine/analysis/theory/zeuthen.h"

#include <algorithm>
#include <array>
#include <functional>
#include <vector>

#include <gtest/gtest.h>

#include "engine/core/random.h"
#include "tests/support/theory_vectors.h"

namespace dragoman::testing_support {
namespace {

double ProductOfGains(const UtilityPair& u, const UtilityPair& d) {
  return (u[0] - d[0]) * (u[1] - d[1]);
}

// Both risk all of it at first, so 1 concedes to B: its limit is (8 - 0)/8 = 1 still, 2's now
// (10 - 4)/10 = .6. 2 concedes to A: (9 - 4)/9 = .556 against (8 - 5)/8 = .375. So 1 concedes once
// more and meets it at A, 5 * 9 = 45, the largest product.
TEST(Zeuthen, PathByHand) {
  const std::vector<UtilityPair> frontier = {{0, 10}, {5, 9}, {8, 4}, {10, 0}};
  const auto path = ConcedeByRisk(frontier, {0, 0});
  ASSERT_TRUE(path.ok());
  EXPECT_EQ(path->agreement, 1);
  EXPECT_EQ(path->concessions, 3);
  const std::vector<std::array<int, 2>> offers = {{3, 0}, {2, 0}, {2, 1}, {1, 1}};
  EXPECT_EQ(path->offers, offers);
}

// Ten units: after (9, 0) a step of 2 to outcome 1 would leave both limits at 8/9, which is not
// enough: it goes on to outcome 2, 7/8 against 7/9.
TEST(Zeuthen, AStepThatOnlyTiesIsNotSufficient) {
  std::vector<UtilityPair> frontier;
  for (int k = 0; k <= 10; ++k) frontier.push_back({1.0 * k, 10.0 - k});
  const auto path = ConcedeByRisk(frontier, {0, 0});
  ASSERT_TRUE(path.ok());
  const std::vector<std::array<int, 2>> offers = {{10, 0}, {9, 0}, {9, 2}, {7, 2},
                                                  {7, 4},  {5, 4}, {5, 5}};
  EXPECT_EQ(path->offers, offers);
}

TEST(Zeuthen, ASingleOutcomeNeedsNoConcession) {
  const std::vector<UtilityPair> frontier = {{1, 1}};
  const auto path = ConcedeByRisk(frontier, {0, 0});
  ASSERT_TRUE(path.ok());
  EXPECT_EQ(path->agreement, 0);
  EXPECT_EQ(path->concessions, 0);
}

TEST(Zeuthen, AListThatIsNoFrontierIsNamed) {
  const std::vector<UtilityPair> frontier = {{0, 10}, {5, 9}, {6, 9}, {4, 1}};
  const auto path = ConcedeByRisk(frontier, {0, 0});
  ASSERT_EQ(path.problems().size(), 2U);
  EXPECT_EQ(path.problems()[0].path, "frontier[2]");
  EXPECT_EQ(path.problems()[1].path, "frontier[3]");
  EXPECT_FALSE(ConcedeByRisk({}, {0, 0}).ok());
}

// A frontier drawn at random: sorted coordinates, paired in opposite order.
std::vector<UtilityPair> RandomFrontier(std::uint64_t run) {
  const Random random(11, run);
  const StreamKey stream = MakeStream("frontier");
  const std::size_t size = 2 + random.Bits(stream) % 30;
  std::vector<double> first;
  std::vector<double> second;
  for (std::uint64_t k = 0; k < size; ++k) {
    first.push_back(random.Uniform(stream, 2 * k + 1));
    second.push_back(random.Uniform(stream, 2 * k + 2));
  }
  std::sort(first.begin(), first.end());
  std::sort(second.begin(), second.end(), std::greater<>());
  std::vector<UtilityPair> frontier(size);
  for (std::size_t k = 0; k < size; ++k) frontier[k] = {first[k], second[k]};
  return frontier;
}

TEST(Zeuthen, EndsAtTheLargestNashProductOfRandomFrontiers) {
  for (std::uint64_t run = 0; run < 1000; ++run) {
    const std::vector<UtilityPair> frontier = RandomFrontier(run);
    const UtilityPair d = {frontier.front()[0] / 2, frontier.back()[1] / 2};
    const auto path = ConcedeByRisk(frontier, d);
    ASSERT_TRUE(path.ok());
    double largest = 0;
    for (const UtilityPair& u : frontier) largest = std::max(largest, ProductOfGains(u, d));
    const UtilityPair& agreed = frontier[static_cast<std::size_t>(path->agreement)];
    EXPECT_NEAR(ProductOfGains(agreed, d), largest, 1e-12) << run;
  }
}

TEST(TheoryVectors, ZeuthenLowerRiskConcedesLeastSufficientStepTieFirstSideConcedesIsNash) {
  DRAGOMAN_NEEDS_THEORY_VECTORS();
  ForEachTheoryCase("zeuthen", 5, [](TheoryCase& it) {
    const auto frontier = it.inputs()["pareto_points"].get<std::vector<UtilityPair>>();
    const auto d = it.inputs()["disagreement"].get<UtilityPair>();
    const auto path = ConcedeByRisk(frontier, d);
    ASSERT_TRUE(path.ok());
    it.Check("initial_risks", path->initial_risks);
    it.Check("agreement_index", path->agreement);
    const UtilityPair& agreed = frontier[static_cast<std::size_t>(path->agreement)];
    it.Check("agreement", agreed);
    it.Check("nash_product", ProductOfGains(agreed, d));
    double largest = 0;
    for (const UtilityPair& u : frontier) largest = std::max(largest, ProductOfGains(u, d));
    std::vector<int> best;
    for (std::size_t k = 0; k < frontier.size(); ++k) {
      if (ProductOfGains(frontier[k], d) < largest - 1e-12) continue;
      best.push_back(static_cast<int>(k));
    }
    it.Check("nash_argmax_indices", best);
    it.Check("rounds", path->concessions);
    std::vector<std::array<int, 2>> first = path->offers;
    if (first.size() > 10) first.resize(10);
    it.Check("offer_path_first10", first);
  });
}

}  // namespace
}  // namespace dragoman::testing_support
