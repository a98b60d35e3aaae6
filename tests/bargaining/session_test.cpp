#include "engine/bargaining/session.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/bargaining/registry.h"
#include "engine/bargaining/sitting_trace.h"
#include "tests/bargaining/utility_fixture.h"

namespace dragoman::testing_support {
namespace {

/// A protocol that a test writes down.
class ProtocolOf final : public Protocol {
 public:
  explicit ProtocolOf(std::function<SittingResult(const SittingTable&)> rules)
      : rules_(std::move(rules)) {}
  SittingResult Run(const SittingTable& table) const override { return rules_(table); }

 private:
  std::function<SittingResult(const SittingTable&)> rules_;
};

/// Remembers its seats and offers the best there is.
class SeatKeeper final : public Strategy {
 public:
  std::vector<Seat> seats;

  void Begin(const Seat& seat) override { seats.push_back(seat); }
  const PoolOffer* Propose(const Clock&) override {
    return seats.back().offers->Ranked(0, &found_) ? &found_ : nullptr;
  }
  Judgement Judge(const Offer& offer, const Clock&) override {
    Judgement judgement;
    judgement.appraisal = seats.back().appraiser->Appraise(offer);
    judgement.refusal = judgement.appraisal.refusal;
    return judgement;
  }
  double Aspiration(const Clock&) override { return 0; }

 private:
  PoolOffer found_;
};

/// Two issues of three values: one party wants all of both, the other none.
/// u_0 = {0, 1, 2} + {0, 3, 6}, r_0 = 1; u_1 = {2, 1, 0} + {6, 3, 0}, r_1 = 2.
class SessionTest : public testing::Test {
 protected:
  SessionTest() {
    UtilitySpec first = SpecOf({{0, 1, 2}, {0, 3, 6}});
    first.reservation_value = 1;
    UtilitySpec second = SpecOf({{2, 1, 0}, {6, 3, 0}});
    second.reservation_value = 2;
    second.discount = 0.25;
    second.cost_per_round = 0.5;
    Use(first, second);
  }

  void Use(const UtilitySpec& first, const UtilitySpec& second) {
    utilities_ = {CompileUtility(SpaceOf({3, 3}), first), CompileUtility(SpaceOf({3, 3}), second)};
    indexes_.clear();
    for (const UtilityFunction& utility : utilities_) {
      indexes_.push_back(std::move(*MakeOfferIndex(utility, {}, "")));
    }
  }

  void Prepare(const Protocol& protocol, Strategy* first, Strategy* second) {
    rules_.protocol = &protocol;
    const SessionParty parties[] = {{&utilities_[0], indexes_[0].get(), first, 0.5, 0.25},
                                    {&utilities_[1], indexes_[1].get(), second, 1, 0}};
    session_.Prepare(rules_, parties);
  }

  // Runs a sitting that ends as `result` says.
  SessionResult End(const SittingResult& result) {
    const ProtocolOf protocol([&](const SittingTable&) { return result; });
    Prepare(protocol, &keepers_[0], &keepers_[1]);
    return session_.Run({});
  }
  static SittingResult Agreed(int tick, const Outcome& agreement, std::uint32_t settled) {
    SittingResult result;
    result.end = SittingEnd::kAgreement;
    result.tick = tick;
    result.agreement = agreement;
    result.settled = settled;
    return result;
  }

  std::vector<UtilityFunction> utilities_;
  std::vector<std::unique_ptr<OfferIndex>> indexes_;
  SeatKeeper keepers_[2];
  SessionRules rules_{.protocol = nullptr, .rounds = 4};
  Session session_;
};

TEST_F(SessionTest, SeatsEveryPartyWithWhatIsItsOwn) {
  std::vector<double> times;
  const ProtocolOf protocol([&](const SittingTable& table) {
    times.assign(table.times.begin(), table.times.end());
    EXPECT_EQ(table.seats.size(), 2U);
    EXPECT_EQ(*table.space, SpaceOf({3, 3}));
    EXPECT_EQ(table.random.seed(), 7U);
    EXPECT_EQ(table.random.run(), 9U);
    return SittingResult{};
  });
  Prepare(protocol, &keepers_[0], &keepers_[1]);
  session_.Run({.seed = 7, .run = 9});
  EXPECT_EQ(times, (std::vector<double>{0.25, 0.5, 0.75, 1}));
  ASSERT_EQ(keepers_[0].seats.size(), 1U);
  const Seat& first = keepers_[0].seats[0];
  const Seat& second = keepers_[1].seats[0];
  EXPECT_EQ(first.self, 0);
  EXPECT_EQ(second.self, 1);
  EXPECT_EQ(first.num_parties, 2);
  EXPECT_EQ(first.best_worth, 8);
  EXPECT_EQ(first.reservation, 1);
  EXPECT_EQ(second.reservation, 2);
  EXPECT_EQ(first.concession_exponent, 0.5);
  EXPECT_EQ(first.kept_share, 0.25);
  EXPECT_EQ(first.utility, &utilities_[0]);
  EXPECT_EQ(first.random.seed(), 7U);
  EXPECT_TRUE(first.others.empty());
  EXPECT_EQ(first.offers->size(), 9);
  EXPECT_EQ(second.appraiser->Appraise(OutcomeOf({0, 1})).worth, 5);  // 2 + 3
}

TEST_F(SessionTest, ShowsPreferencesThatAreCommonKnowledge) {
  const ProtocolOf protocol([](const SittingTable&) { return SittingResult{}; });
  rules_.common_knowledge = true;
  Prepare(protocol, &keepers_[0], &keepers_[1]);
  session_.Run({});
  const auto others = keepers_[0].seats[0].others;
  ASSERT_EQ(others.size(), 2U);
  EXPECT_EQ(others[1].reservation, 2);
  EXPECT_EQ(others[1].best_worth, 8);
  EXPECT_EQ(others[1].appraiser->Appraise(OutcomeOf({0, 0})).worth, 8);
}

// (1, 2): u_0 = 1 + 6 = 7, u_1 = 1 + 0 = 1. In round 2 of 4 one round has gone, at time .5:
// 1 * .25^.5 - .5 = 0.
TEST_F(SessionTest, AnAgreementIsWorthWhatItsUtilitySaysThenDiscounted) {
  const SessionResult result = End(Agreed(2, OutcomeOf({1, 2}), 3));
  EXPECT_EQ(result.time, 0.5);
  EXPECT_EQ(result.utilities[0], 7);
  EXPECT_EQ(result.utilities[1], 1);
  EXPECT_EQ(result.discounted[0], 7);
  EXPECT_EQ(result.discounted[1], 0);
}

// 2 * .25^1 - 4 * .5 = -1.5 when time runs out; chance in round 2: 2 * .25^.5 - 1 * .5 = .5.
TEST_F(SessionTest, NoAgreementIsWorthTheReservationDiscountedLikewise) {
  SessionResult result = End({});
  EXPECT_EQ(result.utilities[0], 1);
  EXPECT_EQ(result.utilities[1], 2);
  EXPECT_EQ(result.discounted[1], -1.5);
  EXPECT_EQ(result.time, 1);
  SittingResult broken;
  broken.end = SittingEnd::kBroken;
  broken.tick = 2;
  result = End(broken);
  EXPECT_EQ(result.utilities[1], 2);
  EXPECT_EQ(result.discounted[1], 0.5);
}

// Issue 0 is settled at 2, issue 1 stays at the status quo, 1: u_0 = 2 + 3, u_1 = 0 + 3.
TEST_F(SessionTest, WhatAnAgreementLeavesOpenStaysAtTheStatusQuo) {
  const Outcome status_quo = OutcomeOf({1, 1});
  rules_.status_quo = &status_quo;
  SessionResult result = End(Agreed(4, OutcomeOf({2, 0}), 1));
  EXPECT_EQ(result.utilities[0], 5);
  EXPECT_EQ(result.utilities[1], 3);
  rules_.status_quo = nullptr;  // Without one it is no agreement.
  result = End(Agreed(4, OutcomeOf({2, 0}), 1));
  EXPECT_EQ(result.utilities[0], 1);
}

TEST_F(SessionTest, FocusSeatsEverybodyOnTheOpenIssuesAlone) {
  const ProtocolOf protocol([&](const SittingTable& table) {
    table.seat_maker->Focus(0b01, OutcomeOf({0, 2}));  // Issue 0 varies, issue 1 is settled at 2.
    table.seat_maker->Focus(0b10, OutcomeOf({1, 0}));
    table.seat_maker->Focus(0b11, OutcomeOf({0, 0}));
    return SittingResult{};
  });
  Prepare(protocol, &keepers_[0], &keepers_[1]);
  for (int run = 0; run < 2; ++run) {  // The second run reuses the tables of the first.
    for (SeatKeeper& keeper : keepers_) keeper.seats.clear();
    session_.Run({});
    const std::vector<Seat>& seats = keepers_[0].seats;
    ASSERT_EQ(seats.size(), 4U);
    EXPECT_EQ(seats[1].best_worth, 8);  // {0, 1, 2} + 6
    EXPECT_EQ(seats[2].best_worth, 7);  // 1 + {0, 3, 6}
    EXPECT_EQ(seats[3].best_worth, 8);
    EXPECT_EQ(seats[3].offers, seats[0].offers);
    EXPECT_EQ(keepers_[1].seats[1].best_worth, 2);  // {2, 1, 0} + 0
    // Every seating draws from a stretch of its own.
    EXPECT_EQ(seats[0].first_draw, 0U);
    EXPECT_EQ(seats[2].first_draw, std::uint64_t{2} << 32);
  }
}

TEST_F(SessionTest, FocusedOffersVaryInTheOpenIssuesOnly) {
  std::vector<Outcome> seen;
  const ProtocolOf protocol([&](const SittingTable& table) {
    table.seat_maker->Focus(0b10, OutcomeOf({1, 0}));
    OfferSource& offers = *keepers_[0].seats.back().offers;
    EXPECT_EQ(offers.size(), 3);
    offers.ForEachWithin(-kAll, kAll, [&](const PoolOffer& offer) {
      seen.push_back(offer.offer);
      return true;
    });
    return SittingResult{};
  });
  Prepare(protocol, &keepers_[0], &keepers_[1]);
  session_.Run({});
  EXPECT_EQ(seen, (std::vector<Outcome>{OutcomeOf({1, 2}), OutcomeOf({1, 1}), OutcomeOf({1, 0})}));
}

// Twelve issues of four values; eleven open ones are 4,194,304 outcomes, too many to sort by
// default, ten are 1,048,576.
TEST(SessionOfALargeSpaceTest, FocusSplitsWhatIsTooLargeToSort) {
  const UtilityFunction utility =
      AdditiveUtility(std::vector<std::vector<double>>(12, {0, 0.25, 0.5, 1}));
  const auto index = std::move(*MakeOfferIndex(utility, {}, ""));
  SeatKeeper keepers[2];
  Outcome settled;
  settled.options.assign(12, 1);
  const ProtocolOf protocol([&](const SittingTable& table) {
    table.seat_maker->Focus(0x7ff, settled);
    EXPECT_EQ(keepers[0].seats.back().best_worth, 11.25);  // 11 * 1 + .25
    EXPECT_EQ(keepers[0].seats.back().offers->size(), 4194304);
    table.seat_maker->Focus(0x3ff, settled);
    EXPECT_EQ(keepers[0].seats.back().best_worth, 10.5);  // 10 * 1 + 2 * .25
    return SittingResult{};
  });
  const SessionParty parties[] = {{&utility, index.get(), &keepers[0], 1, 0},
                                  {&utility, index.get(), &keepers[1], 1, 0}};
  Session session;
  session.Prepare({.protocol = &protocol}, parties);
  session.Run({});
  EXPECT_EQ(keepers[0].seats.size(), 3U);
}

TEST_F(SessionTest, ARedLineIsRefusedWhateverElseItHolds) {
  UtilitySpec spec = SpecOf({{0, 1, 2}, {0, 3, 6}});
  spec.forbidden.push_back({{{IssueIndex{0}, {2}}}});
  spec.reservation_value = 1;
  const UtilityFunction utility = CompileUtility(SpaceOf({3, 3}), spec);
  const UtilityAppraiser appraiser(&utility);
  EXPECT_EQ(appraiser.Appraise(OutcomeOf({2, 2})).refusal, Refusal::kRedLine);
  EXPECT_EQ(appraiser.Appraise(OutcomeOf({1, 2})).refusal, Refusal::kNone);
  EXPECT_EQ(appraiser.Appraise(OutcomeOf({1, 2})).worth, 7);
  EXPECT_EQ(appraiser.Appraise(OutcomeOf({1, 2})).margin, 1);
}

// beta 1 from 8 down to the reservation values 1 and 2: at .25, A_0 = 8 - .25 * 7 = 6.25 and A_1 =
// 8 - .25 * 6 = 6.5; at .5, 4.5 and 5; at .75, 2.75 and 3.5. Each offers the cheapest that is worth
// as much: 7 = (1, 2) and 7 = (1, 0); then 5 = (2, 1) and 5 = (0, 1); then 3 = (0, 1) and 4 = (1,
// 1). In round 3 both are accepted, worth (3, 5) and (4, 4): the larger product, 16, is agreed.
TEST_F(SessionTest, RunsAWholeNegotiation) {
  const StrategyEntry* aspiration = FindStrategy("aspiration");
  const ProtocolEntry* simultaneous = FindProtocol("simultaneous_proposals");
  ASSERT_NE(aspiration, nullptr);
  ASSERT_NE(simultaneous, nullptr);
  const auto protocol = simultaneous->make();
  const auto first = aspiration->make();
  const auto second = aspiration->make();
  rules_.protocol = protocol.get();
  const SessionParty parties[] = {{&utilities_[0], indexes_[0].get(), first.get(), 1, 0},
                                  {&utilities_[1], indexes_[1].get(), second.get(), 1, 0}};
  session_.Prepare(rules_, parties);
  SittingTrace trace;
  for (std::uint64_t run = 0; run < 3; ++run) {
    trace.Clear();
    const SessionResult result = session_.Run({.run = run, .observer = &trace});
    EXPECT_EQ(trace.offers(), (std::vector<TracedOffer>{{1, 0, OutcomeOf({1, 2})},
                                                        {1, 1, OutcomeOf({1, 0})},
                                                        {2, 0, OutcomeOf({2, 1})},
                                                        {2, 1, OutcomeOf({0, 1})},
                                                        {3, 0, OutcomeOf({0, 1})},
                                                        {3, 1, OutcomeOf({1, 1})}}));
    ASSERT_TRUE(result.sitting.agreed());
    EXPECT_EQ(result.sitting.agreement, OutcomeOf({1, 1}));
    EXPECT_EQ(result.utilities[0], 4);
    EXPECT_EQ(result.utilities[1], 4);
  }
}

}  // namespace
}  // namespace dragoman::testing_support
