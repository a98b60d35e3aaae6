// M8, M9 and M22: what a side does not accept at any price.

#include <cmath>

#include "tests/talks/small_table.h"

namespace dragoman::testing_support {
namespace {

using RedLines = SmallTable;
using Preconditions = SmallTable;
using InsincereTalks = SmallTable;

// South rejected D2 with e = .5; one uniform number per side, issue and run decides.
TEST_F(RedLines, AnOptionIsVetoedWithTheEvidenceForItsRejection) {
  Keep({"M8"});
  double vetoes = 0;
  constexpr int kRuns = 1000;
  for (std::uint64_t run = 0; run < kRuns; ++run) {
    Prepare(run);
    const bool expected = Uniform("red line", "South", "dam", 0, run) < 0.5;
    ASSERT_EQ(Side(1).vetoed[0], expected ? OptionBit(2) : OptionSet{0});
    ASSERT_EQ(Side(0).vetoed[0], 0U);
    const auto events = log().Of(TalkEventKind::kRedLine);
    ASSERT_EQ(events.size(), expected ? 1U : 0U);
    if (expected) {
      EXPECT_EQ(events[0].side, 1);
      EXPECT_EQ(events[0].issue, table_->issue("dam"));
      EXPECT_NEAR(events[0].a, 0.5, 1e-15);
      vetoes += 1;
    }
  }
  EXPECT_NEAR(vetoes / kRuns, 0.5, 4 * std::sqrt(0.25 / kRuns));
}

TEST_F(RedLines, TheScaleMultipliesTheEvidence) {
  for (const auto& [scale, share] : {std::pair{"0", 0.0}, {"0.6", 0.3}, {"1.5", 0.75}}) {
    Keep({"M8"}, {std::string("mechanisms.M8.scale=") + scale});
    for (std::uint64_t run = 0; run < 100; ++run) {
      Prepare(run);
      EXPECT_EQ(Side(1).vetoed[0] != 0, Uniform("red line", "South", "dam", 0, run) < share);
    }
  }
}

// 4.7: everything at or beyond what was rejected, seen from the status quo.
TEST_F(RedLines, ReachBeyondTheOptionNamed) {
  Keep({"M8"}, {"claims.s2.rejects=D1", "claims.s2.q=1", "mechanisms.M8.scale=1.5"});
  Prepare();
  EXPECT_EQ(Side(1).vetoed[0], OptionBit(1) | OptionBit(2));
}

TEST_F(RedLines, ReachOnlyTheSideTheyLieOn) {
  Keep({"M8"}, {"claims.s2.issue=water", "claims.s2.rejects=W0", "claims.s2.q=1",
                "mechanisms.M8.scale=1.5"});
  Prepare();
  EXPECT_EQ(Side(1).vetoed[1], OptionBit(0));  // W1 is the status quo, W2 on its other side
}

// S4: a rejection that a precondition expresses is not counted twice.
TEST_F(RedLines, ARejectionThatAPreconditionExpressesMakesNone) {
  Keep({"M8"},
       {"claims.s2.q=1", "mechanisms.M8.scale=1.5", "preconditions.water-first.carries=[s2]"});
  Prepare();
  EXPECT_EQ(Side(1).vetoed[0], 0U);
}

TEST_F(RedLines, ADisabledPreconditionExpressesNothing) {
  Keep({"M8"},
       {"claims.s2.q=1", "mechanisms.M8.scale=1.5", "preconditions.water-first.carries=[s2]",
        "preconditions.water-first.enabled=false"});
  Prepare();
  EXPECT_EQ(Side(1).vetoed[0], OptionBit(2));
}

// South says nothing on the dam itself: North's demand (.8) implies a rejection with .4.
TEST_F(RedLines, InferredRejectionsCount) {
  Keep({"M8"}, {"claims.s2.issue=visits", "claims.s2.rejects=\"\"", "mechanisms.M8.scale=1.5"});
  for (std::uint64_t run = 0; run < 50; ++run) {
    Prepare(run);
    EXPECT_EQ(Side(1).vetoed[0] != 0, Uniform("red line", "South", "dam", 0, run) < 0.6);
  }
}

TEST_F(RedLines, NobodyProposesOrAcceptsWhatIsVetoed) {
  Keep({"M1", "M8", "M29"}, {"claims.s2.q=1", "mechanisms.M8.scale=1.5"});
  for (std::uint64_t run = 0; run < 20; ++run) {
    EXPECT_EQ(Play(run).deal_in, 0);
    for (const TalkEvent& event : log().Of(TalkEventKind::kOffer)) {
      if (event.offer[table_->issue("dam")] != 2) continue;
      EXPECT_EQ(event.side, 0);
      EXPECT_EQ(event.refusal, Refusal::kRedLine);
      EXPECT_EQ(event.issue, table_->issue("dam"));
    }
  }
}

TEST_F(Preconditions, BindWithTheirOwnProbabilityOrPi) {
  Keep({"M9"}, {"preconditions.water-first.probability=0.3"});
  for (std::uint64_t run = 0; run < 200; ++run) {
    const bool binds = Uniform("precondition", "South", "water-first", 0, run) < 0.3;
    EXPECT_EQ(Prepare(run).binding, binds ? 1U : 0U);
    const auto events = log().Of(TalkEventKind::kBinding);
    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(events[0].a, binds ? 1 : 0);
    EXPECT_EQ(events[0].side, 1);
  }
  Scenario scenario = SmallScenario({"mechanisms.M9.pi=0.8"});
  scenario.preconditions[0].probability.reset();
  const CompiledPointer compiled = CompileScenario(scenario);
  Table table(*compiled);
  for (std::uint64_t run = 0; run < 200; ++run) {
    const bool binds = Uniform("precondition", "South", "water-first", 0, run) < 0.8;
    EXPECT_EQ(table.Prepare(run).binding, binds ? 1U : 0U);
  }
}

TEST_F(Preconditions, ASideRefusesWhatDoesNotMeetItsOwn) {
  Keep({"M9"}, {"preconditions.water-first.probability=1"});
  const TalkState& state = Prepare();
  const auto answer = [&](int side, std::string_view offer) {
    return AdmissibilityFor(table_->model(), state, side, table_->offer(offer));
  };
  EXPECT_EQ(answer(1, "dam=D2").refusal, Refusal::kPrecondition);
  EXPECT_EQ(answer(1, "dam=D2").rule, 0);
  EXPECT_EQ(answer(1, "dam=D2").issue, table_->issue("dam"));
  EXPECT_EQ(answer(1, "dam=D2 water=W2").refusal, Refusal::kNone);
  EXPECT_EQ(answer(1, "dam=D1").refusal, Refusal::kNone);
  EXPECT_EQ(answer(0, "dam=D2").refusal, Refusal::kNone);
}

TEST_F(Preconditions, OffNothingBindsButTheNatureOfThings) {
  Scenario scenario = SmallScenario({"preconditions.water-first.probability=1"});
  DependencySpec dependency;
  dependency.when = Rule::Text("visits signed");
  dependency.requires_rule = Rule::Text("next >= X1");
  scenario.dependencies.push_back(dependency);
  KeepMechanisms({"M29"}, &scenario);
  const CompiledPointer compiled = CompileScenario(scenario);
  Table table(*compiled);
  EXPECT_EQ(table.Prepare().binding, 0b10U);  // the dependency, after the precondition
  for (int side = 0; side < 2; ++side) {
    EXPECT_EQ(
        AdmissibilityFor(table.model(), table.state(), side, table.offer("visits=V1")).refusal,
        Refusal::kPrecondition);
  }
  table.Play();
  for (const TalkEvent& event : table.log().Of(TalkEventKind::kOffer)) {
    if (event.offer[table.issue("visits")] == 1) {
      EXPECT_NE(event.offer[table.issue("next")], 0);
    }
  }
}

TEST_F(InsincereTalks, IsDrawnOncePerSideAndRun) {
  Keep({"M22"}, {"mechanisms.M22.exploit.North=0.5", "mechanisms.M22.exploit.South=0.2"});
  for (std::uint64_t run = 0; run < 200; ++run) {
    Prepare(run);
    EXPECT_EQ(Side(0).insincere, Uniform("sincerity", "North", {}, 0, run) < 0.5);
    EXPECT_EQ(Side(1).insincere, Uniform("sincerity", "South", {}, 0, run) < 0.2);
  }
}

TEST_F(InsincereTalks, AnInsincereSideSignsCheapOptionsOnly) {
  Keep({"M22", "M29"}, {"mechanisms.M22.exploit.North=1"});
  const TalkResult& result = Play();
  EXPECT_EQ(result.final_standing[table_->issue("dam")], 0);
  EXPECT_EQ(result.final_standing[table_->issue("visits")], 1);
  for (const TalkEvent& event : log().Of(TalkEventKind::kOffer)) {
    const bool dear =
        event.offer[table_->issue("dam")] != 0 || event.offer[table_->issue("water")] != 1;
    if (!dear) continue;
    EXPECT_EQ(event.side, 1);  // North tables nothing of the kind
    EXPECT_EQ(event.refusal, Refusal::kInsincere);
  }
}

}  // namespace
}  // namespace dragoman::testing_support
