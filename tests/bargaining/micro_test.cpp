// MiCRO by hand: de Jonge (2022), section 4. Five values worth 1 .. 5, reservation 2: it may come
// down to value 1 (worth 2).

#include "tests/bargaining/strategy_fixture.h"

namespace dragoman::testing_support {
namespace {

class MicroTest : public testing::Test {
 protected:
  MicroTest() : strategy_(MakeTestStrategy("micro")) { strategy_->Begin(party_.SeatFor(0)); }

  std::string Propose() { return TextOfOffer(strategy_->Propose(NextTick())); }
  void Hear(int value, int from = 1) { strategy_->Hear(from, OfferFrom({value}), clock_); }
  bool Accepts(int value) { return strategy_->Judge(OfferFrom({value}), NextTick()).accepts(); }
  Clock NextTick() {
    ++clock_.tick;
    return clock_;
  }

  TestParty party_{TestSpace({5}), {1, 2, 3, 4, 5}, /*reservation=*/2};
  std::unique_ptr<Strategy> strategy_;
  Clock clock_{0, 1000, 0.5};
};

TEST_F(MicroTest, OpensWithItsBestOfferAndRepeatsItWhileItHearsNothing) {
  EXPECT_EQ(Propose(), "4");
  EXPECT_EQ(Propose(), "4");
  EXPECT_EQ(Propose(), "4");
}

TEST_F(MicroTest, GivesOneNewOfferForEachNewOneHeard) {
  EXPECT_EQ(Propose(), "4");
  Hear(0);
  EXPECT_EQ(Propose(), "3");
  Hear(0);  // not new
  const std::string repeated = Propose();
  EXPECT_TRUE(repeated == "4" || repeated == "3") << repeated;
  Hear(1);
  EXPECT_EQ(Propose(), "2");
}

TEST_F(MicroTest, CountsNewOffersOfAllOthers) {
  EXPECT_EQ(Propose(), "4");
  Hear(0, 1);
  Hear(1, 2);
  EXPECT_EQ(Propose(), "3");
  EXPECT_EQ(Propose(), "2");
}

TEST_F(MicroTest, OffersNothingBelowItsReservation) {
  for (const int value : {0, 1, 2, 3, 4}) Hear(value);
  std::set<std::string> offered;
  for (int k = 0; k < 200; ++k) offered.insert(Propose());
  EXPECT_EQ(offered, (std::set<std::string>{"1", "2", "3", "4"}));
}

// While an offer is due it takes what is worth that one; else no less than its cheapest so far.
TEST_F(MicroTest, AcceptsWhatItWouldOfferNext) {
  EXPECT_FALSE(Accepts(3));
  EXPECT_TRUE(Accepts(4));
  EXPECT_EQ(Propose(), "4");
  EXPECT_FALSE(Accepts(3));  // nothing new heard: its cheapest offer is 4
  Hear(3);
  EXPECT_TRUE(Accepts(3));  // now 3 is its next
  EXPECT_EQ(Propose(), "3");
  EXPECT_TRUE(Accepts(3));
  EXPECT_FALSE(Accepts(2));
}

TEST_F(MicroTest, AcceptsNothingBelowItsReservation) {
  for (const int value : {0, 1, 2, 3, 4}) Hear(value);
  for (int k = 0; k < 10; ++k) Propose();
  EXPECT_TRUE(Accepts(1));
  EXPECT_EQ(strategy_->Judge(OfferFrom({0}), NextTick()).refusal, Refusal::kBelowNoDeal);
}

TEST_F(MicroTest, RepeatsAreDrawnFromAllItsOffers) {
  for (const int value : {0, 1, 2}) Hear(value);
  for (const char* expected : {"4", "3", "2", "1"}) EXPECT_EQ(Propose(), expected);
  std::map<std::string, int> counts;
  for (int k = 0; k < 4000; ++k) ++counts[Propose()];
  for (const char* offer : {"4", "3", "2", "1"}) EXPECT_NEAR(counts[offer], 1000, 120) << offer;
}

TEST_F(MicroTest, PassesOverWhatItsDelegateWouldNotSign) {
  party_.pool()[3].margin = 4.5;  // value 3 is worth 4
  strategy_->Begin(party_.SeatFor(0));
  for (const int value : {0, 1}) Hear(value);
  EXPECT_EQ(Propose(), "4");
  EXPECT_EQ(Propose(), "2");
}

TEST_F(MicroTest, IsSilentOnlyWithNothingToOffer) {
  TestParty party(TestSpace({2}), {1, 2}, /*reservation=*/3);
  strategy_->Begin(party.SeatFor(0));
  EXPECT_EQ(Propose(), "-");
}

}  // namespace
}  // namespace dragoman::testing_support
