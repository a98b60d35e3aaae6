#include "engine/worth/space_view.h"

#include <gtest/gtest.h>

#include "engine/worth/scenario_sitting.h"
#include "tests/support/scenarios.h"

namespace dragoman {
namespace {

using testing_support::CompiledPointer;
using testing_support::CompileScenario;
using testing_support::ReadScenario;
using testing_support::SmallScenario;

constexpr double kNear = 1e-6;

Outcome PackageOf(std::initializer_list<OptionIndex> options) {
  Outcome outcome;
  for (const OptionIndex option : options) outcome.options.push_back(option);
  return outcome;
}

SpaceView ViewOf(const CompiledScenario& scenario, const SpaceViewOptions& options = {}) {
  SerialExecutor executor;
  return MakeSpaceView(scenario, &executor, options);
}

// Weights and utilities: see SmallScenario.
TEST(SpaceViewTest, ValuesPackagesByTheLikeliestReading) {
  const CompiledPointer scenario = CompileScenario(SmallScenario());
  const SpaceView view = ViewOf(*scenario);
  ASSERT_GE(view.parties.size(), 2U);
  EXPECT_EQ(view.parties[0].id, "North");
  EXPECT_EQ(view.parties[1].id, "South");
  EXPECT_EQ(view.status_quo, scenario->space.StatusQuo());
  // D0 W1 V0 X0: .270833 x .75 to North, .270833 + .520833 x .75 to South.
  EXPECT_NEAR(view.Worth(0, view.status_quo), 0.203125, kNear);
  EXPECT_NEAR(view.Worth(1, view.status_quo), 0.661458, kNear);
  // D1 W1 V1 X2: .520833 x .75 + .270833 x .75 + .145833 + .0625 to both.
  EXPECT_NEAR(view.Worth(0, PackageOf({1, 1, 1, 2})), 0.802083, kNear);
  EXPECT_NEAR(view.Worth(1, PackageOf({1, 1, 1, 2})), 0.802083, kNear);
  for (const std::size_t side : {0U, 1U}) {
    EXPECT_TRUE(view.parties[side].principal);
    EXPECT_NEAR(view.parties[side].least, 0, kNear);
    EXPECT_NEAR(view.parties[side].most, 1, kNear);
  }
}

// Fighting decides water with share .4 and even chances: .6 x .75 + .4 x (.5 x 1 + .5 x 0) = .65 of
// its weight to either; the dam stays as it is.
TEST(SpaceViewTest, FloorsAreWhatNoDealIsWorth) {
  const SpaceView view = ViewOf(*CompileScenario(SmallScenario()));
  EXPECT_NEAR(view.parties[0].floor, 0.270833 * 0.65, kNear);
  EXPECT_NEAR(view.parties[1].floor, 0.520833 * 0.65 + 0.270833, kNear);
}

TEST(SpaceViewTest, TheFrontierOfThePrincipalsIsTheOneWorkedByHand) {
  const SpaceView view = ViewOf(*CompileScenario(SmallScenario()));
  ASSERT_GE(view.pairs.size(), 1U);
  const PairSpace& pair = view.pairs[0];
  EXPECT_EQ(pair.first, 0U);
  EXPECT_EQ(pair.second, 1U);
  // All with V1 X2, which both want: D2 W0, D2 W1, D1 W1, D1 W2, D0 W2.
  const double expected[][2] = {{1, 0.208333},
                                {0.932292, 0.598958},
                                {0.802083, 0.802083},
                                {0.598958, 0.932292},
                                {0.208333, 1}};
  const PointSet& points = pair.analysis.frontier.points;
  ASSERT_EQ(points.size(), 5U);
  for (std::size_t k = 0; k < 5; ++k) {
    EXPECT_NEAR(points.utility(k, 0), expected[k][0], kNear) << k;
    EXPECT_NEAR(points.utility(k, 1), expected[k][1], kNear) << k;
  }
  EXPECT_EQ(points.outcome(2), PackageOf({1, 1, 1, 2}));
  // Of 54 packages these are worth .176042 to North and .609375 to South: V1 X2 with D0 W1
  // (.411, .870), D0 W2 (.208, 1), D1 W1, D1 W2, D2 W2 (.729, .729); V1 X1 (.015625 less) and V1
  // X0 (.0625 less) with the same but D0 W2 with X0 (.146); V0 X2 (.145833 less than V1) with D0 W1
  // (.266, .724), D1 W1 (.656, .656), D1 W2; V0 X1 with the same three; V0 X0 with D0 W1 (.203,
  // .661) and D1 W2.
  EXPECT_EQ(pair.analysis.zone.low, 5U + 5U + 4U + 3U + 3U + 2U);
}

TEST(SpaceViewTest, WithoutZonesAllElseIsTheSame) {
  const CompiledPointer scenario = CompileScenario(ReadScenario("istanbul-2025-05-16"));
  const SpaceView full = ViewOf(*scenario);
  const SpaceView quick = ViewOf(*scenario, {.count_zones = false});
  ASSERT_EQ(full.pairs.size(), 6U);
  ASSERT_EQ(quick.pairs.size(), 6U);
  for (std::size_t k = 0; k < 6; ++k) {
    EXPECT_EQ(full.pairs[k].analysis.frontier.points, quick.pairs[k].analysis.frontier.points);
    EXPECT_EQ(full.pairs[k].analysis.solutions.nash.points,
              quick.pairs[k].analysis.solutions.nash.points);
    EXPECT_GT(full.pairs[k].analysis.zone.high, 0U);
    EXPECT_EQ(quick.pairs[k].analysis.zone.high, 0U);
  }
}

TEST(SpaceViewTest, ThirdPartiesHaveTheirFloorWhereThingsAreAndOnlyWithAPosition) {
  const CompiledPointer scenario = CompileScenario(ReadScenario("istanbul-2025-05-16"));
  const SpaceView view = ViewOf(*scenario);
  ASSERT_EQ(view.parties.size(), 5U);
  for (std::size_t k = 2; k < 5; ++k) {
    EXPECT_FALSE(view.parties[k].principal);
    EXPECT_EQ(view.parties[k].floor, view.Worth(k, view.status_quo));
  }
  // The county of two-towns said nothing on any issue; of the small talks nobody else did.
  EXPECT_EQ(ViewOf(*CompileScenario(ReadScenario("two-towns"))).parties.size(), 3U);
  EXPECT_EQ(ViewOf(*CompileScenario(SmallScenario())).parties.size(), 2U);
}

TEST(ScenarioSittingTest, NamesIssuesAndOptionsById) {
  const ScenarioSitting sitting = SittingOf(*CompileScenario(SmallScenario()));
  ASSERT_EQ(sitting.domain.issues.size(), 4U);
  EXPECT_EQ(sitting.domain.issues[0].name, "dam");
  EXPECT_EQ(sitting.domain.issues[0].values, (std::vector<std::string>{"D0", "D1", "D2"}));
  ASSERT_EQ(sitting.utilities.size(), 2U);
  EXPECT_EQ(sitting.utilities[1].name, "South");
  EXPECT_NEAR(sitting.utilities[1].weights[1], 0.520833, kNear);
  EXPECT_NEAR(sitting.utilities[1].reservation_value, 0.609375, kNear);
}

}  // namespace
}  // namespace dragoman
