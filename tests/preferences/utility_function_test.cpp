#include "engine/preferences/utility_function.h"

#include <functional>
#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace dragoman {
namespace {

constexpr double kUtilityInfinity = std::numeric_limits<double>::infinity();
constexpr IssueIndex kWater{0};
constexpr IssueIndex kSite{1};

Outcome WaterAndSite(int water, int site) {
  Outcome outcome;
  outcome.options.push_back(static_cast<OptionIndex>(water));
  outcome.options.push_back(static_cast<OptionIndex>(site));
  return outcome;
}

/// Two issues, `water` of three values and `site` of two:
/// u = 1 + 2 {0, 5, 10}[water] + 4 {1, 0}[site].
class UtilityFunctionTest : public testing::Test {
 protected:
  UtilityFunctionTest() {
    spec_.bias = 1;
    spec_.weights = {2, 4};
    spec_.evaluations = {{0, 5, 10}, {1, 0}};
  }

  UtilityFunction Compiled() const {
    const Checked<UtilityFunction> u = UtilityFunction::Compile(space_, spec_, "profiles[0]");
    EXPECT_TRUE(u.ok()) << (u.ok() ? "" : u.problems()[0].path + ": " + u.problems()[0].message);
    return *u;
  }
  double Worth(int water, int site) const { return Compiled().Evaluate(WaterAndSite(water, site)); }

  /// The only problem, as "path: message; expected".
  std::string Problem() const {
    const Checked<UtilityFunction> u = UtilityFunction::Compile(space_, spec_, "profiles[0]");
    if (u.ok()) return "none";
    EXPECT_EQ(u.problems().size(), 1U);
    const Diagnostic& problem = u.problems()[0];
    return problem.path + ": " + problem.message + "; " + problem.expected;
  }

  OutcomeSpace space_ = OutcomeSpace(std::vector<std::size_t>{3, 2});
  UtilitySpec spec_;
};

TEST_F(UtilityFunctionTest, IsTheWeightedSumOfEvaluations) {
  EXPECT_EQ(Worth(0, 0), 5);   // 1 + 0 + 4
  EXPECT_EQ(Worth(1, 1), 11);  // 1 + 10 + 0
  EXPECT_EQ(Worth(2, 0), 25);  // 1 + 20 + 4
  EXPECT_TRUE(Compiled().additive());
  EXPECT_EQ(Compiled().worth()[2], 20);  // flat value 2: water 2
  EXPECT_EQ(Compiled().worth()[3], 4);   // flat value 3: site 0
}

// (0.1 + 0.2) + 0.3 = 0.6000000000000001, 0.1 + (0.2 + 0.3) = 0.6.
TEST_F(UtilityFunctionTest, AddsFromLeftToRightTheBiasFirst) {
  spec_.bias = 0.1;
  spec_.weights = {1, 1};
  spec_.evaluations = {{0.2, 0, 0}, {0.3, 0}};
  EXPECT_EQ(Worth(0, 0), 0.6000000000000001);
  EXPECT_NE(Worth(0, 0), 0.6);
}

TEST_F(UtilityFunctionTest, APairIsWorthMoreThanItsParts) {
  spec_.pairs.push_back(
      {kSite, kWater, {0, 0, 100, 7, 0, 0}});  // site 0 & water 2; site 1 & water 0
  EXPECT_EQ(Worth(2, 0), 125);
  EXPECT_EQ(Worth(0, 1), 8);
  EXPECT_EQ(Worth(1, 0), 15);
  EXPECT_FALSE(Compiled().additive());
}

TEST_F(UtilityFunctionTest, AConditionalTermCountsOnlyIfAllItsTestsHold) {
  spec_.conditionals.push_back({{{kWater, {1, 2}}}, kSite, {30, 40}});
  EXPECT_EQ(Worth(0, 0), 5);
  EXPECT_EQ(Worth(1, 0), 45);  // 15 + 30
  EXPECT_EQ(Worth(2, 1), 61);  // 21 + 40
  spec_.conditionals[0].when.push_back({kSite, {1}});
  EXPECT_EQ(Worth(1, 0), 15);
  EXPECT_EQ(Worth(2, 1), 61);
}

TEST_F(UtilityFunctionTest, ATermWithoutConditionsAlwaysCounts) {
  spec_.conditionals.push_back({{}, kWater, {1, 2, 3}});
  EXPECT_EQ(Worth(0, 0), 6);
  EXPECT_EQ(Worth(2, 1), 24);
}

TEST_F(UtilityFunctionTest, ATestOfNoValuesNeverHolds) {
  spec_.conditionals.push_back({{{kWater, {}}}, kSite, {30, 40}});
  EXPECT_EQ(Worth(1, 0), 15);
}

TEST_F(UtilityFunctionTest, ABrokenConstraintIsWorseThanAnything) {
  spec_.forbidden.push_back({{{kWater, {2}}, {kSite, {0}}}});
  spec_.pairs.push_back({kWater, kSite, {0, 0, 0, 0, 1e300, 0}});
  EXPECT_EQ(Worth(2, 0), UtilityFunction::kForbidden);
  EXPECT_EQ(Worth(2, 1), 21);
  EXPECT_EQ(Worth(1, 0), 15);
}

TEST_F(UtilityFunctionTest, AReservedOutcomeSetsTheReservationValue) {
  spec_.reservation_value = 3;
  EXPECT_EQ(Compiled().reservation_value(), 3);
  spec_.reserved_outcome = WaterAndSite(1, 0);
  EXPECT_EQ(Compiled().reservation_value(), 15);
}

// 10 * 0.25^0.5 - 3 * 0.5 = 3.5.
TEST_F(UtilityFunctionTest, TimeAndRoundsTakeTheirShare) {
  spec_.discount = 0.25;
  spec_.cost_per_round = 0.5;
  const UtilityFunction u = Compiled();
  EXPECT_EQ(u.Discounted(10, 0.5, 3), 3.5);
  EXPECT_EQ(u.Discounted(10, 0, 0), 10);
  spec_.discount = 1;
  spec_.cost_per_round = 0;
  EXPECT_EQ(Compiled().Discounted(10, 0.5, 3), 10);
}

// On [0, 10]: 10 * (2.5 / 10)^0.5 = 5; on [2, 10]: 2 + 8 * (2 / 8)^0.5 = 6.
TEST_F(UtilityFunctionTest, RiskAversionLiftsWhatLiesBetweenTheEnds) {
  spec_.risk_exponent = 0.5;
  const UtilityFunction u = Compiled();
  EXPECT_EQ(u.RiskAdjusted(2.5, 0, 10), 5);
  EXPECT_EQ(u.RiskAdjusted(4, 2, 10), 6);
  EXPECT_EQ(u.RiskAdjusted(10, 2, 10), 10);
  EXPECT_EQ(u.RiskAdjusted(2, 2, 10), 2);
  EXPECT_EQ(u.RiskAdjusted(1, 2, 10), 1);  // Below the range: as it is.
  EXPECT_EQ(u.RiskAdjusted(4, 4, 4), 4);   // No range.
  spec_.risk_exponent = 1;
  EXPECT_EQ(Compiled().RiskAdjusted(2.5, 0, 10), 2.5);
}

TEST_F(UtilityFunctionTest, NegativeWeightsAndEvaluationsAreWelcome) {
  spec_.weights = {-2, 4};
  spec_.evaluations = {{0, -5, 10}, {-1, 0}};
  EXPECT_EQ(Worth(1, 0), 7);    // 1 + 10 - 4
  EXPECT_EQ(Worth(2, 0), -23);  // 1 - 20 - 4
}

TEST_F(UtilityFunctionTest, SaysWhatIsWrongAndWhere) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  struct Mistake {
    std::function<void(UtilitySpec*)> make;
    std::string text;
  };
  const std::vector<Mistake> mistakes = {
      {[](UtilitySpec* s) { s->weights.pop_back(); }, "profiles[0].weights: has 1 numbers; 2"},
      {[](UtilitySpec* s) { s->evaluations.pop_back(); },
       "profiles[0].evaluations: for 1 issues; 2"},
      {[](UtilitySpec* s) { s->evaluations[0].pop_back(); },
       "profiles[0].evaluations[0]: has 2 numbers; 3"},
      {[=](UtilitySpec* s) { s->weights[1] = nan; },
       "profiles[0].weights[1]: is not a number; a finite number"},
      {[](UtilitySpec* s) { s->evaluations[0][2] = kUtilityInfinity; },
       "profiles[0].evaluations[0][2]: is not a number; a finite number"},
      {[](UtilitySpec* s) { s->evaluations[0][2] = 1e308; },
       "profiles[0].evaluations[0]: times the issue's weight is too large; a smaller number"},
      {[=](UtilitySpec* s) { s->bias = nan; },
       "profiles[0].bias: is not a number; a finite number"},
      {[](UtilitySpec* s) { s->reservation_value = -kUtilityInfinity; },
       "profiles[0].reservation_value: is not a number; a finite number"},
      {[](UtilitySpec* s) { s->discount = 0; },
       "profiles[0].discount: out of range; a number in (0, 1]"},
      {[=](UtilitySpec* s) { s->discount = nan; },
       "profiles[0].discount: out of range; a number in (0, 1]"},
      {[](UtilitySpec* s) { s->cost_per_round = -1; },
       "profiles[0].cost_per_round: out of range; a number of at least 0"},
      {[](UtilitySpec* s) { s->risk_exponent = 0; },
       "profiles[0].risk_exponent: out of range; a number above 0"},
      {[](UtilitySpec* s) { s->pairs.push_back({kWater, IssueIndex{2}, {}}); },
       "profiles[0].pairs[0].second: names no issue; one of the domain's issues"},
      {[](UtilitySpec* s) { s->pairs.push_back({kWater, kWater, {}}); },
       "profiles[0].pairs[0]: pairs an issue with itself; two different issues"},
      {[](UtilitySpec* s) { s->pairs.push_back({kWater, kSite, {1, 2}}); },
       "profiles[0].pairs[0].worth: has 2 numbers; 6"},
      {[](UtilitySpec* s) { s->conditionals.push_back({{{kSite, {2}}}, kWater, {1, 2, 3}}); },
       "profiles[0].conditionals[0].when[0]: names no value of its issue; 0 .. 1"},
      {[](UtilitySpec* s) { s->conditionals.push_back({{}, IssueIndex{-1}, {1}}); },
       "profiles[0].conditionals[0].issue: names no issue; one of the domain's issues"},
      {[](UtilitySpec* s) { s->forbidden.push_back({}); },
       "profiles[0].forbidden[0]: forbids everything; at least one test"},
      {[](UtilitySpec* s) { s->reserved_outcome = WaterAndSite(0, 5); },
       "profiles[0].reserved_outcome: is no outcome of the domain; one value per issue"},
      {[](UtilitySpec* s) {
         s->reserved_outcome = WaterAndSite(0, 0);
         s->forbidden.push_back({{{kWater, {0}}}});
       },
       "profiles[0].reserved_outcome: breaks a hard constraint of its own party; an outcome that "
       "is not forbidden"},
  };
  const UtilitySpec right = spec_;
  EXPECT_EQ(Problem(), "none");
  for (const Mistake& mistake : mistakes) {
    spec_ = right;
    mistake.make(&spec_);
    EXPECT_EQ(Problem(), mistake.text);
  }
}

TEST_F(UtilityFunctionTest, FindsAllMistakesAtOnce) {
  spec_.weights.pop_back();
  spec_.discount = 2;
  spec_.forbidden.push_back({});
  EXPECT_EQ(UtilityFunction::Compile(space_, spec_, "").problems().size(), 3U);
}

TEST_F(UtilityFunctionTest, TakesTheLargestSpace) {
  const OutcomeSpace largest(std::vector<std::size_t>(kMaxIssues, kMaxValues));
  UtilitySpec spec;
  spec.weights.assign(kMaxIssues, 1);
  spec.evaluations.assign(kMaxIssues, std::vector<double>(kMaxValues, 0.5));
  const Checked<UtilityFunction> u = UtilityFunction::Compile(largest, spec, "");
  ASSERT_TRUE(u.ok());
  Outcome outcome;
  outcome.options.assign(kMaxIssues, 65534);
  EXPECT_EQ(u->Evaluate(outcome), 16);  // 32 * 0.5
}

TEST(AllHoldTest, NoTestsHoldAndEachTestMust) {
  const Outcome outcome = WaterAndSite(2, 1);
  EXPECT_TRUE(AllHold({}, outcome));
  const ValueTest water{kWater, {0, 2}};
  const ValueTest site{kSite, {0}};
  EXPECT_TRUE(AllHold(std::vector<ValueTest>{water}, outcome));
  EXPECT_FALSE(AllHold(std::vector<ValueTest>{water, site}, outcome));
}

}  // namespace
}  // namespace dragoman
