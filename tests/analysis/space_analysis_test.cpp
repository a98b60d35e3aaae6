#include "engine/analysis/space_analysis.h"

#include <filesystem>
#include <fstream>
#include <limits>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "engine/experiments/thread_executor.h"
#include "tests/analysis/random_profile.h"

namespace dragoman {
namespace {

using testing_support::AddTerms;
using testing_support::CaseRandom;
using testing_support::DrawAdditive;
using testing_support::Numbers;
using testing_support::RandomSpace;

/// Two parties over three issues of 5, 4 and 3 levels: what the first wants of an issue the second
/// does not, with different weights.
RandomSpace ThreeIssues(const std::vector<double>& first, const std::vector<double>& second,
                        const std::vector<double>& disagreement) {
  const std::vector<std::size_t> sizes{5, 4, 3};
  RandomSpace result;
  result.space = OutcomeSpace(sizes);
  // The second issue rises for the first party, the others fall.
  const std::vector<std::vector<double>> up{
      {4 / 4.0, 3 / 4.0, 2 / 4.0, 1 / 4.0, 0}, {0, 1 / 3.0, 2 / 3.0, 1}, {1, 0.5, 0}};
  const std::vector<std::vector<double>> down{
      {0, 1 / 4.0, 2 / 4.0, 3 / 4.0, 1}, {1, 2 / 3.0, 1 / 3.0, 0}, {0, 0.5, 1}};
  UtilitySpec a;
  a.weights = first;
  a.evaluations = up;
  a.reservation_value = disagreement[0];
  UtilitySpec b;
  b.weights = second;
  b.evaluations = down;
  b.reservation_value = disagreement[1];
  result.specs = {a, b};
  result.Compile();
  return result;
}

/// Ten units to share out: outcome k is worth (k, 10 - k).
RandomSpace TenUnits() {
  RandomSpace result;
  result.space = OutcomeSpace(std::vector<std::size_t>{11});
  UtilitySpec first;
  first.weights = {1};
  first.evaluations = {{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10}};
  UtilitySpec second = first;
  second.evaluations = {{10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0}};
  result.specs = {first, second};
  result.Compile();
  return result;
}

/// All outcomes worth what one of the points is, as lists of values.
std::vector<std::vector<int>> PackagesAt(const RandomSpace& space, const SpaceAnalysis& analysis,
                                         const SolutionPoints& solution) {
  std::vector<std::vector<int>> result;
  for (std::uint64_t k = 0; k < space.space.num_outcomes(); ++k) {
    const Outcome outcome = space.space.OutcomeAt(k);
    for (const std::uint32_t point : solution.points) {
      bool equal = true;
      for (std::size_t i = 0; i < 2; ++i) {
        const double difference =
            space.utilities[i].Evaluate(outcome) - analysis.frontier.points.utility(point, i);
        equal = equal && difference < 1e-9 && difference > -1e-9;
      }
      if (equal) result.push_back({outcome.options[0], outcome.options[1], outcome.options[2]});
    }
  }
  return result;
}

TEST(SpaceAnalysisTest, DiscretePackagesHaveTheReferencesSetsOfMaximisers) {
  const std::string path =
      std::string(DRAGOMAN_SHARED_DIR) + "/vectors/theory/cooperative_discrete_packages.json";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "the reference vectors are not here";
  const nlohmann::json reference = nlohmann::json::parse(std::ifstream(path));
  SerialExecutor executor;
  ASSERT_EQ(reference["cases"].size(), 3U);
  for (const nlohmann::json& one : reference["cases"]) {
    const std::vector<double> d = one["inputs"]["disagreement"];
    const RandomSpace space = ThreeIssues({50, 20, 30}, {30, 50, 20}, d);
    const SpaceAnalysis analysis = Analyze(space.utilities, {}, &executor);
    const nlohmann::json& expected = one["expected"];
    const auto packages = [&](const SolutionPoints& solution) {
      return PackagesAt(space, analysis, solution);
    };
    using Packages = std::vector<std::vector<int>>;
    const Solutions& solutions = analysis.solutions;
    EXPECT_EQ(analysis.frontier.size(), expected["n_pareto"].get<std::size_t>());
    EXPECT_EQ(solutions.rational.size(), expected["n_ir_pareto"].get<std::size_t>());
    EXPECT_EQ(analysis.zone.low, expected["n_individually_rational"].get<std::uint64_t>());
    EXPECT_EQ(packages(solutions.nash), expected["nash_argmax"].get<Packages>());
    EXPECT_NEAR(solutions.nash.value, expected["nash_product_max"].get<double>(), 1e-9);
    EXPECT_EQ(packages(solutions.utilitarian), expected["utilitarian_argmax"].get<Packages>());
    EXPECT_NEAR(solutions.utilitarian.value, expected["utilitarian_max"].get<double>(), 1e-9);
    EXPECT_EQ(packages(solutions.egalitarian), expected["egalitarian_argmax"].get<Packages>());
    EXPECT_NEAR(solutions.egalitarian.value, expected["maxmin_gain"].get<double>(), 1e-9);
    EXPECT_EQ(packages(solutions.kalai_smorodinsky), expected["ks_argmax"].get<Packages>());
    EXPECT_NEAR(solutions.kalai_smorodinsky.value, expected["ks_maxmin_normalised"].get<double>(),
                1e-12);
  }
}

TEST(SpaceAnalysisTest, DistancesOfASolutionFromItselfAreZero) {
  const RandomSpace space = ThreeIssues({50, 20, 30}, {30, 50, 20}, {30, 45});
  SerialExecutor executor;
  const SpaceAnalysis analysis = Analyze(space.utilities, {}, &executor);
  // Nash is (65, 60) here, Kalai-Smorodinsky another point.
  const std::vector<double> nash{65, 60};
  const AgreementDistances at_nash = DistancesOf(analysis, nash);
  EXPECT_NEAR(at_nash.nash, 0, 1e-12);
  EXPECT_NEAR(at_nash.frontier, 0, 1e-12);
  EXPECT_GT(at_nash.kalai_smorodinsky, 0.01);
  // The range of both is 100: (45, 60) is a fifth of a range away from (65, 60), and no point of
  // the frontier is farther than Nash is.
  const std::vector<double> below{45, 60};
  EXPECT_NEAR(DistancesOf(analysis, below).nash, 0.2, 1e-12);
  EXPECT_LE(DistancesOf(analysis, below).frontier, 0.2);
  EXPECT_GT(DistancesOf(analysis, below).frontier, 0);
}

TEST(SpaceAnalysisTest, OppositionIsZeroWhereAllWantTheSame) {
  SerialExecutor executor;
  RandomSpace space = ThreeIssues({50, 20, 30}, {30, 50, 20}, {0, 0});
  EXPECT_GT(Analyze(space.utilities, {}, &executor).opposition, 0.1);
  space.specs[1].evaluations = space.specs[0].evaluations;
  space.Compile();
  const SpaceAnalysis analysis = Analyze(space.utilities, {}, &executor);
  EXPECT_EQ(analysis.frontier.size(), 1U);
  EXPECT_NEAR(analysis.opposition, 0, 1e-12);
}

TEST(SpaceAnalysisTest, APartyAverseToRiskGetsLessAtTheNashPoint) {
  // With g = 1/2 the second party's 10 - k counts
  // 10 sqrt((10 - k)/10), so Nash maximises k sqrt(10 - k): 6 * 2 = 12, 7 * 1.732 = 12.12,
  // 8 * 1.414 = 11.31. Neutral, it is 5 * 5. Where nothing is multiplied nothing changes.
  RandomSpace space = TenUnits();
  SerialExecutor executor;
  const Solutions neutral = Analyze(space.utilities, {}, &executor).solutions;
  space.specs[1].risk_exponent = 0.5;
  space.Compile();
  const SpaceAnalysis averse = Analyze(space.utilities, {}, &executor);
  const Solutions& solutions = averse.solutions;
  const PointSet& points = averse.frontier.points;
  ASSERT_EQ(neutral.nash.points.size(), 1U);
  EXPECT_EQ(points.utility(neutral.nash.points[0], 0), 5);
  ASSERT_EQ(solutions.nash.points.size(), 1U);
  EXPECT_EQ(points.utility(solutions.nash.points[0], 0), 7);
  EXPECT_EQ(points.utility(solutions.nash.points[0], 1), 3);
  // 7 times 10 sqrt(3/10).
  EXPECT_NEAR(solutions.nash.value, 38.340579, 1e-6);
  EXPECT_EQ(solutions.asymmetric_nash.points, solutions.nash.points);
  EXPECT_EQ(solutions.egalitarian.points, neutral.egalitarian.points);
  EXPECT_EQ(solutions.kalai_smorodinsky.points, neutral.kalai_smorodinsky.points);
  EXPECT_EQ(solutions.utilitarian.points, neutral.utilitarian.points);
}

TEST(SpaceAnalysisTest, RiskIsCountedOverTheReservationValueToo) {
  // As above, but the second party has 2 without an agreement, which counts 10 sqrt(.2) = 4.472:
  // k (10 sqrt((10 - k)/10) - 4.472) is 5 * 2.599 = 13.00, 6 * 1.852 = 11.11, 4 * 3.274 = 13.10,
  // 3 * 3.894 = 11.68. Were the 2 left as they are, the largest would be 6 * (6.325 - 2).
  RandomSpace space = TenUnits();
  space.specs[1].reservation_value = 2;
  space.specs[1].risk_exponent = 0.5;
  space.Compile();
  SerialExecutor executor;
  const SpaceAnalysis analysis = Analyze(space.utilities, {}, &executor);
  ASSERT_EQ(analysis.solutions.nash.points.size(), 1U);
  EXPECT_EQ(analysis.frontier.points.utility(analysis.solutions.nash.points[0], 0), 4);
  EXPECT_NEAR(analysis.solutions.nash.value, 13.095323, 1e-6);
  EXPECT_EQ(analysis.disagreement[1], 2);  // As it was written.
}

TEST(SpaceAnalysisTest, TenToTheTenthOutcomesAreAnalysedExactly) {
  // Integers, so that the frontier is known: both parties' worths of each issue add up to 9, every
  // outcome is on the line u1 + u2 = 90, and each of its 91 points is reached.
  const std::vector<std::size_t> sizes(10, 10);
  RandomSpace space;
  space.space = OutcomeSpace(sizes);
  UtilitySpec up;
  up.weights.assign(10, 1);
  up.evaluations.assign(10, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
  up.reservation_value = 30;
  UtilitySpec down = up;
  down.evaluations.assign(10, {9, 8, 7, 6, 5, 4, 3, 2, 1, 0});
  space.specs = {up, down};
  space.Compile();
  SerialExecutor executor;
  const SpaceAnalysis analysis = Analyze(space.utilities, {}, &executor);
  EXPECT_EQ(analysis.frontier.guarantee, Guarantee::kExact);
  EXPECT_EQ(analysis.frontier.size(), 91U);
  EXPECT_EQ(analysis.solutions.rational.size(), 31U);
  ASSERT_EQ(analysis.solutions.nash.points.size(), 1U);
  EXPECT_EQ(analysis.frontier.points.utility(analysis.solutions.nash.points[0], 0), 45);
  EXPECT_EQ(analysis.zone.guarantee, Guarantee::kExact);
}

TEST(SpaceAnalysisTest, NumberOfThreadsDoesNotChangeTheAnalysis) {
  CaseRandom random(11);
  RandomSpace space = DrawAdditive(&random, Numbers::kTenths, 3, 7, 5);
  AddTerms(&random, Numbers::kTenths, &space);
  SerialExecutor serial;
  ThreadExecutor threads(4);
  const SpaceAnalysis a = Analyze(space.utilities, {}, &serial);
  const SpaceAnalysis b = Analyze(space.utilities, {}, &threads);
  EXPECT_TRUE(a.frontier.points == b.frontier.points);
  EXPECT_EQ(a.zone.low, b.zone.low);
  EXPECT_EQ(a.solutions.nash.points, b.solutions.nash.points);
  EXPECT_EQ(a.opposition, b.opposition);
}

}  // namespace
}  // namespace dragoman
