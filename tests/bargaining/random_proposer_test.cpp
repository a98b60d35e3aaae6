#include "tests/bargaining/protocol_fixture.h"

namespace dragoman::testing_support {
namespace {

class RandomProposerTest : public SittingStage {
 protected:
  RandomProposerTest() {
    parties_.resize(3);
    for (std::size_t p = 0; p < 3; ++p) parties_[p].tables = {std::to_string(p)};
  }
  SittingResult Play(int ticks, FieldValues values = {}) {
    return Run(*MakeProtocol("random_proposer", std::move(values)), ticks);
  }
  /// Recognition that names one seat for certain.
  static FieldValue Only(std::size_t seat) {
    std::vector<double> recognition(3, 0.0);
    recognition[seat] = 1;
    return recognition;
  }
};

TEST_F(RandomProposerTest, AMajorityIsEnoughUnderTheClosedRule) {
  parties_[0].accepts_from = {{"1", 1}};
  const SittingResult result = Play(3, {{"recognition", Only(1)}});
  EXPECT_EQ(script_.text, "1: 1>1 2- 0+");
  EXPECT_EQ(result.agreement, OfferOfDigits("1"));
  EXPECT_EQ(result.proposer, 1);
}

TEST_F(RandomProposerTest, ALostProposalIsGoneAndTheNextTickDrawsAnew) {
  EXPECT_EQ(Play(2, {{"recognition", Only(2)}}).end, SittingEnd::kTimedOut);
  EXPECT_EQ(script_.text, "1: 2>2 0- 1- 2: 2>2 0- 1-");
}

TEST_F(RandomProposerTest, UnanimityAsksAll) {
  parties_[0].accepts_from = {{"1", 1}};
  const FieldValues all = {{"recognition", Only(1)}, {"assent", std::string("unanimity")}};
  EXPECT_FALSE(Play(1, all).agreed());
  parties_[2].accepts_from = {{"1", 1}};
  EXPECT_TRUE(Play(1, all).agreed());
}

// Shares 1 : 2 : 5 of 8000 draws: 1000, 2000, 5000, standard deviations 30, 39 and 43.
TEST_F(RandomProposerTest, PartiesAreRecognisedInProportionToTheirShares) {
  const auto protocol =
      MakeProtocol("random_proposer", {{"recognition", std::vector<double>{1, 2, 5}}});
  int drawn[3] = {};
  for (int k = 0; k < 1000; ++k) {
    table_.random = Random(3, static_cast<std::uint64_t>(k));
    Run(*protocol, 8);
    for (std::size_t at = script_.text.find('>'); at != std::string::npos;
         at = script_.text.find('>', at + 1)) {
      ++drawn[script_.text[at - 1] - '0'];
    }
  }
  EXPECT_EQ(drawn[0] + drawn[1] + drawn[2], 8000);
  EXPECT_NEAR(drawn[0], 1000, 120);
  EXPECT_NEAR(drawn[1], 2000, 156);
  EXPECT_NEAR(drawn[2], 5000, 172);
}

TEST_F(RandomProposerTest, WithoutSharesEachIsEquallyLikely) {
  int first = 0;
  for (int k = 0; k < 3000; ++k) {
    table_.random = Random(4, static_cast<std::uint64_t>(k));
    Play(1);
    first += script_.text[3] == '0' ? 1 : 0;
  }
  EXPECT_NEAR(first, 1000, 104);  // 4 standard deviations
}

// Seat 0 moves 0. The second is drawn from 1 and 2; whoever it is calls for the vote.
TEST_F(RandomProposerTest, UnderTheOpenRuleASecondPartyMayCallForTheVote) {
  parties_[1].accepts_from = parties_[2].accepts_from = {{"0", 1}};
  const FieldValues open = {{"recognition", Only(0)}, {"rule", std::string("open")}};
  EXPECT_TRUE(Play(1, open).agreed());
  EXPECT_TRUE(script_.text == "1: 0>0 1+ 2+" || script_.text == "1: 0>0 2+ 1+") << script_.text;
}

// Shares (1, 1, 0): seat 1 always seconds seat 0's motion and the other way round. Seat 0 moves 0,
// seat 1 amends to 1; seat 2 says 1 is worth more, so with seat 1 a majority prefers it: at tick 2
// it is the motion, seat 0 accepts it, and seats 0 and 1 carry it.
TEST_F(RandomProposerTest, AnAmendmentThatMorePreferReplacesTheMotion) {
  parties_[0].accepts_from = {{"1", 1}};
  parties_[1].accepts_from = {{"0", 5}};
  parties_[2].worth = {{"0", 0.1}, {"1", 0.2}};
  const FieldValues open = {{"recognition", std::vector<double>{1e12, 1e-12, 0}},
                            {"rule", std::string("open")}};
  const SittingResult result = Play(2, open);
  EXPECT_EQ(script_.text, "1: 0>0 1- 1>1 2- 2: 0+ 2-");
  EXPECT_EQ(result.agreement, OfferOfDigits("1"));
  EXPECT_EQ(result.proposer, 1);
}

TEST_F(RandomProposerTest, AnAmendmentThatFewPreferLeavesTheMotionStanding) {
  parties_[2].worth = {{"0", 0.2}, {"1", 0.2}};
  parties_[1].accepts_from = {{"0", 2}};
  const FieldValues open = {{"recognition", std::vector<double>{1e12, 1e-12, 0}},
                            {"rule", std::string("open")}};
  const SittingResult result = Play(2, open);
  EXPECT_EQ(script_.text, "1: 0>0 1- 1>1 2- 2: 1+ 2-");
  EXPECT_EQ(result.agreement, OfferOfDigits("0"));
}

TEST_F(RandomProposerTest, ASilentPartyPassesOrBreaks) {
  parties_[1].tables = {""};
  Play(1, {{"recognition", Only(1)}});
  EXPECT_EQ(script_.text, "1: 1.");
  EXPECT_EQ(Play(1, {{"recognition", Only(1)}, {"silence", std::string("breaks")}}).leaver, 1);
}

}  // namespace
}  // namespace dragoman::testing_support
