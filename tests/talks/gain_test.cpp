// The gain formula, admissibility and no deal, worked by hand on the small scenario.

#include "engine/talks/gain.h"

#include <cmath>

#include <gtest/gtest.h>

#include "tests/support/runs.h"
#include "tests/support/scenarios.h"

namespace dragoman::testing_support {
namespace {

// Rank-order-centroid weights of four issues, and the trust of the small scenario.
constexpr double kFirst = 25.0 / 48;
constexpr double kSecond = 13.0 / 48;
constexpr double kThird = 7.0 / 48;
constexpr double kFourth = 3.0 / 48;
const double kTrust = (1.2 + 2 / (1 + std::exp(-7.0 / 3))) / 10;

class GainTest : public testing::Test {
 protected:
  void Use(const Settings& settings) {
    scenario_ = CompileScenario(SmallScenario(settings));
    table_.emplace(*scenario_);
    table_->Prepare();
  }
  double Gain(int side, std::string_view offer) {
    return WorthOf(table_->model(), table_->state(),
                   table_->state().own[static_cast<std::size_t>(side)], table_->offer(offer))
        .gain;
  }
  double Weight(int side, std::string_view offer) {
    return WorthOf(table_->model(), table_->state(),
                   table_->state().own[static_cast<std::size_t>(side)], table_->offer(offer))
        .weight;
  }

  CompiledPointer scenario_;
  std::optional<Table> table_;
};

TEST_F(GainTest, TheSmallScenarioIsWhatItsCommentSays) {
  Use({});
  const TalkState& state = table_->state();
  const double north[] = {0, 0.75, 1, 1, 0.75, 0, 0, 1, 0, 0.75, 1};
  const double south[] = {1, 0.75, 0, 0, 0.75, 1, 0, 1, 0, 0.75, 1};
  for (std::size_t f = 0; f < 11; ++f) {
    EXPECT_NEAR(state.own[0].utility[f], north[f], 1e-14) << f;
    EXPECT_NEAR(state.own[1].utility[f], south[f], 1e-14) << f;
  }
  const double weights[2][4] = {{kFirst, kSecond, kThird, kFourth},
                                {kSecond, kFirst, kThird, kFourth}};
  for (std::size_t s = 0; s < 2; ++s) {
    for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(state.weight[s][i], weights[s][i], 1e-14);
    EXPECT_NEAR(state.sides[s].trust, kTrust, 1e-14);
    EXPECT_EQ(table_->coding().parties[s].patience, 0.9);
    EXPECT_EQ(table_->coding().parties[s].rho, 2);
  }
}

// No deal on water: .6 x .75 + .4 (.5 x 1 + .5 x 0) = .65 for both; elsewhere the status quo.
TEST_F(GainTest, NoDealIsALotteryWhereFightingCanDecide) {
  Use({});
  for (std::size_t s = 0; s < 2; ++s) {
    const std::vector<double>& r = table_->state().own[s].no_deal;
    EXPECT_NEAR(r[1], 0.65, 1e-14);
    EXPECT_NEAR(r[0], s == 0 ? 0 : 1, 1e-14);
    EXPECT_NEAR(r[2], 0, 1e-14);
    EXPECT_NEAR(r[3], 0, 1e-14);
  }
}

// A sure winner: .6 x .75 + .4 x 1 = .85; a sure loser: .45. Beliefs are kept within .01 .. .99.
TEST_F(GainTest, WhoeverExpectsToWinWantsMore) {
  Use({"mechanisms.M1.p.North=1", "mechanisms.M1.p.South=0"});
  EXPECT_NEAR(table_->state().own[0].no_deal[1], 0.45 + 0.4 * 0.99, 1e-14);
  EXPECT_NEAR(table_->state().own[1].no_deal[1], 0.45 + 0.4 * 0.01, 1e-14);
}

// Issues outside the bundle add nothing: visits alone are worth their weight to both.
TEST_F(GainTest, ASingleIssueIsWorthItsWeightedStep) {
  Use({});
  EXPECT_NEAR(Gain(0, "visits=V1"), kThird, 1e-14);
  EXPECT_NEAR(Gain(1, "visits=V1"), kThird, 1e-14);
  EXPECT_NEAR(Gain(0, "next=X1"), 0.75 * kFourth, 1e-14);
  EXPECT_NEAR(Gain(0, "next=X2 visits=V1"), kThird + kFourth, 1e-14);
  EXPECT_EQ(Gain(0, ""), 0);
}

// dam = D1 is core: North gains .75 w less the fear .5 (1 - T) w x 50/100.
TEST_F(GainTest, OnCoreIssuesFearGrowsWithTheDepthOfTheChange) {
  Use({});
  EXPECT_NEAR(Gain(0, "dam=D1"), kFirst * (0.75 - 0.5 * (1 - kTrust) * 0.5), 1e-14);
  EXPECT_NEAR(Gain(1, "dam=D1"), kSecond * (-0.25 - 0.5 * (1 - kTrust) * 0.5), 1e-14);
}

// dam = D2 ends the dispute: it saves the cost .1 and settles water where it stands, which is worth
// .75 - .65 = .1 of water's weight more than the lottery.
TEST_F(GainTest, AnEndSavesTheCostAndEndsTheLottery) {
  Use({});
  EXPECT_NEAR(Gain(0, "dam=D2"), kFirst * (1 - 0.5 * (1 - kTrust)) + kSecond * 0.1 + 0.1, 1e-14);
  EXPECT_NEAR(Gain(1, "dam=D2"), kSecond * (-1 - 0.5 * (1 - kTrust)) + kFirst * 0.1 + 0.1, 1e-14);
  // With water signed, too: South gains 1 - .65 on it, and fears for its half of the axis.
  EXPECT_NEAR(Gain(1, "dam=D2 water=W2"),
              -kSecond + kFirst * 0.35 + 0.1 - 0.5 * (1 - kTrust) * (kSecond + 0.5 * kFirst),
              1e-14);
}

TEST_F(GainTest, TheWeightAtStakeCountsWhatABundleSettles) {
  Use({});
  EXPECT_NEAR(Weight(0, "visits=V1"), kThird, 1e-14);
  EXPECT_NEAR(Weight(0, "dam=D1 next=X1"), kFirst + kFourth, 1e-14);
  EXPECT_NEAR(Weight(0, "dam=D2"), kFirst + kSecond, 1e-14);  // ends: water is settled, too
}

// Monitoring strength .5, relief .6: fear falls by .3.
TEST_F(GainTest, MonitoringInThePackageRelievesFear) {
  Use({"mechanisms.M4.monitoring_issue=visits", "mechanisms.M4.monitoring_strength=[0, 0.5]"});
  EXPECT_NEAR(Gain(0, "dam=D1"), kFirst * (0.75 - 0.25 * (1 - kTrust)), 1e-14);
  EXPECT_NEAR(Gain(0, "dam=D1 visits=V1"), kThird + kFirst * (0.75 - 0.7 * 0.25 * (1 - kTrust)),
              1e-14);
}

TEST_F(GainTest, WithoutM1AndM4OnlyUtilitiesCount) {
  Use({"mechanisms.M1.enabled=false", "mechanisms.M4.enabled=false"});
  EXPECT_NEAR(Gain(0, "dam=D2"), kFirst, 1e-14);
  EXPECT_NEAR(Gain(1, "dam=D2 water=W2"), -kSecond + kFirst * 0.25, 1e-14);
}

TEST_F(GainTest, TheEnginesGainIsTheDefinitionsOnEveryPackage) {
  Use({});
  for (OptionIndex dam = 0; dam < 3; ++dam) {
    for (OptionIndex water = 0; water < 3; ++water) {
      for (OptionIndex rest = 0; rest < 6; ++rest) {
        Outcome offer;
        for (const OptionIndex option :
             {dam, water, static_cast<OptionIndex>(rest / 3), static_cast<OptionIndex>(rest % 3)}) {
          offer.options.push_back(option);
        }
        for (std::size_t s = 0; s < 2; ++s) {
          const PreferenceView& view = table_->state().own[s];
          EXPECT_NEAR(WorthOf(table_->model(), table_->state(), view, offer).gain,
                      GainByDefinition(table_->model(), table_->state(), view, offer), 1e-14);
        }
      }
    }
  }
}

// South's precondition, its red line at D2 and its insincerity, in this order.
TEST_F(GainTest, TheFirstReasonAgainstAnOfferIsGiven) {
  const auto reason = [&](int side, std::string_view offer) {
    return AdmissibilityFor(table_->model(), table_->state(), side, table_->offer(offer));
  };
  // e = .5 and scale 1.5: v < .75; so run 0 of some seed draws it. Certain with q = 1.
  Use({"mechanisms.M8.scale=1.5", "claims.s2.q=1", "preconditions.water-first.probability=1",
       "mechanisms.M22.exploit.South=1"});
  EXPECT_EQ(reason(1, "dam=D2").refusal, Refusal::kRedLine);
  EXPECT_EQ(reason(1, "dam=D2").issue, table_->issue("dam"));
  EXPECT_EQ(reason(1, "dam=D1").refusal, Refusal::kInsincere);
  EXPECT_EQ(reason(1, "dam=D1").issue, table_->issue("dam"));
  EXPECT_EQ(reason(1, "visits=V1 next=X2").refusal, Refusal::kNone);
  EXPECT_EQ(reason(0, "dam=D2").refusal, Refusal::kNone);

  Use({"mechanisms.M8.scale=0", "preconditions.water-first.probability=1",
       "mechanisms.M22.exploit.South=1"});
  EXPECT_EQ(reason(1, "dam=D2").refusal, Refusal::kPrecondition);
  EXPECT_EQ(reason(1, "dam=D2").rule, 0);
  EXPECT_EQ(reason(1, "dam=D2 water=W2").refusal, Refusal::kInsincere);
  EXPECT_EQ(reason(0, "dam=D2").refusal, Refusal::kNone);  // it is South's precondition
}

}  // namespace
}  // namespace dragoman::testing_support
