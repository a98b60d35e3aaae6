#include "engine/seat/seat_game.h"

#include <bit>

#include "engine/bargaining/registry.h"
#include "tests/seat/seat_fixture.h"

namespace dragoman {
namespace {

using testing_support::CompiledPointer;
using testing_support::CompileScenario;
using testing_support::HashOfModel;
using testing_support::ReadScenario;
using testing_support::ScenarioNames;
using testing_support::SeatTable;
using testing_support::SmallScenario;

CompiledPointer TwoTowns(const testing_support::Settings& settings = {},
                         const std::string& tier = "all") {
  ScenarioChoices choices;
  choices.tier = tier;
  return CompileScenario(ReadScenario("two-towns", settings), choices);
}

SeatMove Suggested(const SeatDecision& decision) { return decision.suggestion; }
SeatMove Passing(const SeatDecision&) { return SeatMove::Pass(); }

TEST(SeatGameTest, WhoeverFollowsTheModelPlaysTheModelsRun) {
  for (const std::string& name : ScenarioNames()) {
    const CompiledPointer scenario = CompileScenario(ReadScenario(name));
    const std::size_t seats = SeatsOf(*scenario).size();
    for (std::size_t seat = 0; seat < seats; ++seat) {
      SeatTable table(*scenario, seat);
      for (std::uint64_t run = 0; run < 20; ++run) {
        const std::vector<SeatMove> moves = table.PlayOut(run, Suggested);
        const SeatPosition end = table.Play(run, moves);
        ASSERT_TRUE(end.done());
        EXPECT_EQ(HashOf(end.record), HashOfModel(&table.runner(), run))
            << name << ", seat " << seat << ", run " << run;
      }
    }
  }
}

TEST(SeatGameTest, TheModelsRunIsFollowedUnderEveryProtocolThatAsksOnceAnOffer) {
  for (const char* protocol : {"simultaneous_proposals", "alternating_offers", "written_proposals",
                               "take_it_or_leave_it", "single_text"}) {
    const CompiledPointer scenario = TwoTowns({std::string("talks.protocol=") + protocol});
    SeatTable table(*scenario, 1);
    for (std::uint64_t run = 0; run < 10; ++run) {
      const std::vector<SeatMove> moves = table.PlayOut(run, Suggested);
      EXPECT_EQ(HashOf(table.Play(run, moves).record), HashOfModel(&table.runner(), run))
          << protocol << ", run " << run;
    }
  }
}

TEST(SeatGameTest, AFormulatorsSeatFollowedIsTheModelsFormulator) {
  const CompiledPointer scenario =
      TwoTowns({"mechanisms.M19.role=formulator", "mechanisms.M9.pi=0.2"});
  SeatTable table(*scenario, 2);
  ASSERT_TRUE(table.seat().mediates);
  std::size_t offers = 0;
  for (std::uint64_t run = 0; run < 40; ++run) {
    const std::vector<SeatMove> moves = table.PlayOut(run, Suggested);
    for (const SeatMove& move : moves) offers += move.kind == SeatMove::Kind::kOffer ? 1 : 0;
    EXPECT_EQ(HashOf(table.Play(run, moves).record), HashOfModel(&table.runner(), run)) << run;
  }
  EXPECT_GT(offers, 20U);
}

TEST(SeatGameTest, AMediatorWhoPassesIsTheModelsCommunicator) {
  const CompiledPointer scenario = TwoTowns();
  SeatTable table(*scenario, 2);
  for (std::uint64_t run = 0; run < 20; ++run) {
    const std::vector<SeatMove> moves = table.PlayOut(run, Passing);
    EXPECT_EQ(HashOf(table.Play(run, moves).record), HashOfModel(&table.runner(), run)) << run;
  }
}

TEST(SeatGameTest, PassingEverywhereIsAValidGameInWhichNothingIsSigned) {
  const CompiledPointer scenario = TwoTowns();
  SeatTable table(*scenario, 0);
  for (std::uint64_t run = 0; run < 20; ++run) {
    const std::vector<SeatMove> moves = table.PlayOut(run, Passing);
    const SeatPosition end = table.Play(run, moves);
    ASSERT_TRUE(end.done());
    EXPECT_EQ(end.record.standing, scenario->space.StatusQuo());
    EXPECT_TRUE(SignedItems(*scenario->talks, end).empty());
  }
}

TEST(SeatGameTest, AGuestLeavesNoTraceInTheRunsThatFollow) {
  const CompiledPointer scenario = TwoTowns();
  SeatTable table(*scenario, 0);
  const std::uint64_t before = HashOfModel(&table.runner(), 7);
  table.PlayOut(7, Passing);
  EXPECT_EQ(HashOfModel(&table.runner(), 7), before);
}

TEST(SeatGameTest, TheFirstMovesOfAGameAreTheGameAsItStood) {
  const CompiledPointer scenario = TwoTowns();
  SeatTable table(*scenario, 1);
  const std::vector<SeatMove> moves = table.PlayOut(3, Suggested);
  const SeatPosition end = table.Play(3, moves);
  ASSERT_GT(moves.size(), 4U);
  for (std::size_t count = 0; count < moves.size(); ++count) {
    SeatTable fresh(*scenario, 1);
    const SeatPosition then =
        fresh.Play(3, {moves.begin(), moves.begin() + static_cast<int>(count)});
    const SeatPosition again =
        table.Play(3, {moves.begin(), moves.begin() + static_cast<int>(count)});
    ASSERT_TRUE(then.decision);
    ASSERT_TRUE(again.decision);
    EXPECT_EQ(then.decision->kind, again.decision->kind);
    EXPECT_EQ(then.decision->offer, again.decision->offer);
    EXPECT_EQ(then.events.size(), again.events.size());
    // What had happened then has happened at the end.
    ASSERT_LE(then.events.size(), end.events.size());
    for (std::size_t k = 0; k < then.events.size(); ++k) {
      EXPECT_EQ(then.events[k].kind, end.events[k].kind);
      EXPECT_EQ(then.events[k].a, end.events[k].a);
    }
  }
}

TEST(SeatGameTest, TheWorldOfARunIsTheModelsWhoeverSits) {
  const CompiledPointer scenario = TwoTowns();
  for (std::size_t seat = 0; seat < 3; ++seat) {
    SeatTable table(*scenario, seat);
    testing_support::EventLog model;
    table.runner().Run(5, &model);
    const SeatPosition position = table.Play(5, {});
    for (std::size_t k = 0; k < position.events.size(); ++k) {
      if (position.events[k].kind == TalkEventKind::kMeeting) break;
      EXPECT_EQ(position.events[k].kind, model.all()[k].kind);
      EXPECT_EQ(position.events[k].a, model.all()[k].a);
      EXPECT_EQ(position.events[k].b, model.all()[k].b);
      EXPECT_EQ(position.events[k].options, model.all()[k].options);
    }
  }
}

// ---- What a seat may do

IssueIndex IssueOf(const CompiledScenario& scenario, std::string_view id) {
  return scenario.talks->FindIssue(id);
}

SeatMove Naming(const CompiledScenario& scenario, std::string_view issue_id,
                std::string_view option_id) {
  const IssueIndex issue = IssueOf(scenario, issue_id);
  SeatMove move = SeatMove::Offer(scenario.space.StatusQuo());
  move.named = 1U << At(issue);
  move.offer[issue] = *scenario.space.issue(issue).FindOption(option_id);
  return move;
}

TEST(SeatGameTest, WhatIsNotOpenCannotBeNamed) {
  // In the small scenario North owns `dam` beside South; nothing of it is closed to a third party.
  const CompiledPointer scenario = TwoTowns({}, "minutes");
  SeatTable table(*scenario, 0);
  // The county has said nothing in the minutes, so the grant, which it owns, is not open.
  const SeatPosition position = table.Play(0, {Naming(*scenario, "grant", "GR2")});
  ASSERT_TRUE(position.fault);
  EXPECT_EQ(position.fault->move, 0U);
  EXPECT_EQ(position.fault->fault.kind, MoveFault::Kind::kClosedIssue);
  EXPECT_EQ(position.fault->fault.issue, IssueOf(*scenario, "grant"));
  ASSERT_TRUE(position.fault->decision);
  EXPECT_EQ(position.fault->decision->kind, SeatDecision::Kind::kPropose);
}

TEST(SeatGameTest, AMoveThatAnswersAnotherQuestionIsAFault) {
  const CompiledPointer scenario = TwoTowns();
  SeatTable table(*scenario, 0);
  const SeatPosition position = table.Play(0, {SeatMove::Pass(), SeatMove::Stay(true)});
  ASSERT_TRUE(position.fault);
  EXPECT_EQ(position.fault->move, 1U);
  EXPECT_EQ(position.fault->fault.kind, MoveFault::Kind::kWrongKind);
}

TEST(SeatGameTest, AnOfferThatChangesNothingIsAFault) {
  const CompiledPointer scenario = TwoTowns();
  SeatTable table(*scenario, 0);
  const SeatPosition position = table.Play(0, {SeatMove::Offer(scenario->space.StatusQuo())});
  ASSERT_TRUE(position.fault);
  EXPECT_EQ(position.fault->fault.kind, MoveFault::Kind::kChangesNothing);
}

TEST(SeatGameTest, MovesAfterTheTalksAreOverAreAFault) {
  const CompiledPointer scenario = TwoTowns();
  SeatTable table(*scenario, 0);
  std::vector<SeatMove> moves = table.PlayOut(0, Passing);
  const std::size_t count = moves.size();
  moves.push_back(SeatMove::Pass());
  const SeatPosition position = table.Play(0, moves);
  ASSERT_TRUE(position.fault);
  EXPECT_EQ(position.fault->move, count);
  EXPECT_FALSE(position.fault->decision);
}

TEST(SeatGameTest, LeavingEndsTheTalks) {
  const CompiledPointer scenario = TwoTowns();
  SeatTable table(*scenario, 0);
  const std::vector<SeatMove> moves = table.PlayOut(0, [](const SeatDecision& decision) {
    return decision.kind == SeatDecision::Kind::kStay ? SeatMove::Stay(false) : SeatMove::Pass();
  });
  const SeatPosition end = table.Play(0, moves);
  EXPECT_EQ(end.record.ended_in, 1);
  EXPECT_TRUE(end.record.end.has(Flag::kWalkout));
  EXPECT_EQ(end.events.back().kind, TalkEventKind::kClosed);
}

// A side that says yes to everything within the meeting, and a capital that says no.
TEST(SeatGameTest, ARedLineMayBeTabledAndTheCapitalRefusesIt) {
  const CompiledPointer scenario = TwoTowns({"mechanisms.M26.mandate={HMR: 0, LFD: 0}"});
  std::size_t crossed = 0;
  for (std::uint64_t run = 0; run < 60; ++run) {
    SeatTable table(*scenario, 0);
    const SeatPosition first = table.Play(run, {});
    ASSERT_TRUE(first.decision);
    for (std::size_t i = 0; i < scenario->space.num_issues(); ++i) {
      const OptionSet over = first.self.vetoed[i] & first.decision->open[i];
      if (over == 0) continue;
      SeatMove move = SeatMove::Offer(scenario->space.StatusQuo());
      move.offer.options[i] = static_cast<OptionIndex>(std::countr_zero(over));
      ++crossed;
      const SeatPosition probed = table.Play(run, {}, &move);
      ASSERT_TRUE(probed.decision->probe);
      EXPECT_EQ(probed.decision->probe->refusal, Refusal::kRedLine);
      EXPECT_EQ(probed.decision->probe->issue, IssueIndex{static_cast<int>(i)});
      EXPECT_FALSE(table.Play(run, {move}).fault);
    }
  }
  EXPECT_GT(crossed, 10U);
}

TEST(SeatGameTest, OnlyThoseWhoSpokeOrMediateHaveASeat) {
  // In the minutes the county says nothing, and the River Board mediates.
  EXPECT_EQ(SeatsOf(*TwoTowns({}, "minutes")).size(), 3U);
  EXPECT_EQ(SeatsOf(*TwoTowns({}, "all")).size(), 4U);
}

TEST(SeatGameTest, AThirdPartysPackageIsInForceWhenBothAccept) {
  const CompiledPointer scenario = TwoTowns({"mechanisms.M19.role=formulator"});
  std::size_t agreed = 0;
  for (std::uint64_t run = 0; run < 100; ++run) {
    SeatTable table(*scenario, 2);
    const SeatPosition end = table.Play(run, table.PlayOut(run, Suggested));
    for (const TalkEvent& event : end.events) {
      if (event.kind == TalkEventKind::kMediation && event.side == kNobody) ++agreed;
    }
  }
  EXPECT_GT(agreed, 0U);
}

}  // namespace
}  // namespace dragoman
