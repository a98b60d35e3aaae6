#include <memory>

#include "tests/bargaining/sitting_fixture.h"

namespace dragoman::testing_support {
namespace {

class SimultaneousProposalsTest : public testing::Test {
 protected:
  SimultaneousProposalsTest() : protocol_(FindProtocol("simultaneous_proposals")->make()) {
    for (ScriptedStrategy& side : sides_) side.gains = {0.1, 0.2, 0.3, 0.4};
  }

  SittingResult Run(int ticks) {
    std::vector<double> times;
    for (int k = 1; k <= ticks; ++k) times.push_back(static_cast<double>(k) / ticks);
    script_.text.clear();
    return RunSitting(*protocol_, &sides_[0], &sides_[1], times, &script_);
  }
  static bool Always(OptionIndex, int) { return true; }

  std::unique_ptr<Protocol> protocol_;
  ScriptedStrategy sides_[2];
  SittingScript script_;
  // own gain; option
  PoolOffer low_{OfferOf(0), 0.3, 0, 0};
  PoolOffer high_{OfferOf(3), 0.2, 0, 0};
};

TEST_F(SimultaneousProposalsTest, BothSpeakAtEveryExchangeUntilTheTimeIsUp) {
  sides_[0].proposals = {&low_};
  sides_[1].proposals = {nullptr, &high_};
  const SittingResult result = Run(2);
  EXPECT_EQ(script_.text, "1:0>0- 1:1. 2:0>0- 2:1>3- ");
  EXPECT_FALSE(result.agreed());
  EXPECT_EQ(result.end, SittingEnd::kTimedOut);
  EXPECT_EQ(result.tick, 2);
  EXPECT_EQ(result.proposer, -1);
}

TEST_F(SimultaneousProposalsTest, TwoSilentSidesAgreeOnNothing) {
  EXPECT_FALSE(Run(3).agreed());
  EXPECT_EQ(script_.text, "1:0. 1:1. 2:0. 2:1. 3:0. 3:1. ");
}

TEST_F(SimultaneousProposalsTest, OneAcceptedOfferEndsTheSitting) {
  sides_[0].proposals = {&low_};
  sides_[1].proposals = {&high_};
  sides_[1].accepts = [](OptionIndex, int tick) { return tick == 2; };
  const SittingResult result = Run(5);
  EXPECT_TRUE(result.agreed());
  EXPECT_EQ(result.agreement, OfferOf(0));
  EXPECT_EQ(result.proposer, 0);
  EXPECT_EQ(result.tick, 2);
  EXPECT_EQ(script_.text, "1:0>0- 1:1>3- 2:0>0+ 2:1>3- ");
}

// low: .3 x gain(0) = .3 x .1 = .03; high: .2 x gain(3) = .2 x .4 = .08.
TEST_F(SimultaneousProposalsTest, OfTwoAcceptedOffersTheLargerProductWinsWhoeverMadeIt) {
  for (ScriptedStrategy& side : sides_) side.accepts = Always;
  sides_[0].proposals = {&low_};
  sides_[1].proposals = {&high_};
  SittingResult result = Run(1);
  EXPECT_EQ(result.agreement, OfferOf(3));
  EXPECT_EQ(result.proposer, 1);
  std::swap(sides_[0].proposals, sides_[1].proposals);
  result = Run(1);
  EXPECT_EQ(result.agreement, OfferOf(3));
  EXPECT_EQ(result.proposer, 0);
}

TEST_F(SimultaneousProposalsTest, EqualProductsAreSettledByTheOffersNeverByWhoMadeThem) {
  for (ScriptedStrategy& side : sides_) {
    side.accepts = Always;
    side.gains = {0.25, 0.25, 0.25, 0.25};
  }
  const PoolOffer one{OfferOf(1), 0.5, 0, 0};
  const PoolOffer two{OfferOf(2), 0.5, 0, 0};
  sides_[0].proposals = {&one};
  sides_[1].proposals = {&two};
  EXPECT_EQ(Run(1).agreement, OfferOf(1));
  std::swap(sides_[0].proposals, sides_[1].proposals);
  EXPECT_EQ(Run(1).agreement, OfferOf(1));
}

// A product of zero is still an agreement: a side may gain nothing.
TEST_F(SimultaneousProposalsTest, AnAcceptedOfferWithoutGainCounts) {
  sides_[0].proposals = {&low_};
  sides_[1].gains = {0, 0, 0, 0};
  sides_[1].accepts = Always;
  EXPECT_TRUE(Run(1).agreed());
}

TEST_F(SimultaneousProposalsTest, RemembersTheBestOfferMadeToEachAndTheLastAspirations) {
  sides_[0].proposals = {&low_, &high_, &low_};
  sides_[0].aspiration = 0.7;
  sides_[1].aspiration = 0.6;
  const SittingResult result = Run(3);
  EXPECT_EQ(result.best_offered[1], 0.4);  // option 3, at the second exchange
  EXPECT_EQ(result.best_offered[0], 0);    // side 1 was silent
  EXPECT_EQ(result.aspiration[0], 0.7);
  EXPECT_EQ(result.aspiration[1], 0.6);
}

TEST_F(SimultaneousProposalsTest, AnOfferBelowNoDealIsNoBestOffer) {
  sides_[0].proposals = {&low_};
  sides_[1].gains = {-0.2, 0, 0, 0};
  EXPECT_EQ(Run(2).best_offered[1], 0);
}

TEST_F(SimultaneousProposalsTest, NobodyNeedsToWatch) {
  sides_[0].proposals = {&low_};
  sides_[1].accepts = Always;
  const double times[] = {1.0};
  EXPECT_TRUE(RunSitting(*protocol_, &sides_[0], &sides_[1], times, nullptr).agreed());
}

TEST(TacticRegistryTest, EveryTacticIsListedByNameAndDescribed) {
  ASSERT_FALSE(RegisteredStrategies().empty());
  ASSERT_FALSE(RegisteredProtocols().empty());
  std::string_view before;
  for (const StrategyEntry& entry : RegisteredStrategies()) {
    EXPECT_LT(before, entry.info.name);
    before = entry.info.name;
    EXPECT_EQ(FindStrategy(entry.info.name)->info.name, entry.info.name);
    EXPECT_FALSE(entry.info.summary.empty() || entry.info.formula.empty() ||
                 entry.info.source.empty());
    EXPECT_NE(entry.make(), nullptr);
  }
  before = {};
  for (const ProtocolEntry& entry : RegisteredProtocols()) {
    EXPECT_LT(before, entry.info.name);
    before = entry.info.name;
    EXPECT_EQ(FindProtocol(entry.info.name)->info.name, entry.info.name);
    EXPECT_FALSE(entry.info.summary.empty() || entry.info.formula.empty() ||
                 entry.info.source.empty());
    EXPECT_NE(entry.make(), nullptr);
  }
  EXPECT_EQ(FindStrategy("no such strategy"), nullptr);
  EXPECT_EQ(FindProtocol("no such protocol"), nullptr);
}

TEST(TacticRegistryTest, EveryRefusalHasAName) {
  std::vector<std::string_view> names;
  for (int k = 0; k < kNumRefusals; ++k) {
    const std::string_view name = RefusalName(static_cast<Refusal>(k));
    EXPECT_FALSE(name.empty()) << k;
    EXPECT_EQ(std::find(names.begin(), names.end(), name), names.end()) << name;
    names.push_back(name);
  }
}

}  // namespace
}  // namespace dragoman::testing_support
