// M12, M24, M29 and the course of the talks: tempo, agenda, texts, what is on the table.

#include <cmath>

#include "tests/talks/small_table.h"

namespace dragoman::testing_support {
namespace {

using Agenda = SmallTable;
using Tempo = SmallTable;
using Course = SmallTable;

TEST_F(Tempo, TheConcessionExponentIsDerivedUnlessNamed) {
  Keep({"M12"}, {"mechanisms.M12.beta.South=0.4"});
  Prepare();
  // Phi = 25/48 x .8 + 13/48 x .6.
  const double firmness = 25.0 / 48 * 0.8 + 13.0 / 48 * 0.6;
  EXPECT_NEAR(Side(0).beta, std::exp(2.5 * (0.5 - firmness)), 1e-14);
  EXPECT_EQ(Side(1).beta, 0.4);
  Keep({});
  Prepare();
  EXPECT_EQ(Side(0).beta, 1);
}

TEST_F(Tempo, ABeliefThatOthersDecideKeepsAShareFromBeingConceded) {
  Keep({"M24"}, {"mechanisms.M24.q=0.3"});
  EXPECT_EQ(Prepare().sides[1].kept_share, 0.3);
  Keep({});
  EXPECT_EQ(Prepare().sides[1].kept_share, 0);
}

// Four exchanges, three meetings: exchange k of meeting t is at ((t - 1) + k/4) / 3 of the clock.
// beta 1, q .5: A = G (1 - .5 tau).
TEST_F(Tempo, AspirationsFallWithTheClockOverAllMeetings) {
  Keep({"M1", "M22", "M24", "M29"}, {"mechanisms.M22.exploit.South=1"});
  Play();
  int seen = 0;
  bool package = false;
  for (const TalkEvent& event : log().all()) {
    if (event.kind == TalkEventKind::kSitting) package = event.issue == kNoIssue;
    if (!package || event.side != 0) continue;
    const bool offer = event.kind == TalkEventKind::kOffer;
    if (!offer && event.kind != TalkEventKind::kSilence) continue;
    const double tau = (event.meeting - 1 + event.tick / 4.0) / 3;
    const double best = log().Of(TalkEventKind::kSeat, event.meeting)[0].a;
    EXPECT_NEAR(offer ? event.e : event.a, best * (1 - 0.5 * tau), 1e-14);
    ++seen;
  }
  EXPECT_EQ(seen, 12);
}

std::vector<std::string> SittingsOf(const CompiledScenario& scenario, const EventLog& log) {
  std::vector<std::string> sittings;
  for (const TalkEvent& event : log.Of(TalkEventKind::kSitting)) {
    sittings.push_back(event.issue == kNoIssue ? "package" : scenario.space.issue(event.issue).id);
  }
  return sittings;
}

// No package is ever agreed here: the clock hardly runs, and no lambda meets both best packages.
const Settings kNoPackage = {"talks.clock=1000000", "talks.meetings=1",
                             "mechanisms.M29.order=[next, visits]"};

TEST_F(Agenda, ModesDifferInWhatIsTalkedAboutAndWhen) {
  const auto sittings = [&](const std::string& mode) {
    Settings settings = kNoPackage;
    settings.push_back("mechanisms.M29.mode=" + mode);
    Keep({"M1", "M4", "M29"}, settings);
    Play();
    return SittingsOf(*scenario_, log());
  };
  using Names = std::vector<std::string>;
  EXPECT_EQ(sittings("package_early_harvest"), (Names{"package", "next", "visits", "dam"}));
  EXPECT_EQ(sittings("easy_first"), (Names{"next", "visits", "dam", "package"}));
  EXPECT_EQ(sittings("issue_by_issue"), (Names{"next", "visits", "dam"}));
  // Nothing until everything: only meeting again stays outside.
  EXPECT_EQ(sittings("package"), (Names{"package", "next"}));
}

// 4.19: under "package" another meeting may be agreed alone, texts may not.
TEST_F(Agenda, NothingUntilEverythingLeavesTextsInThePackage) {
  Settings settings = kNoPackage;
  settings.emplace_back("mechanisms.M29.mode=package");
  Keep({"M1", "M4", "M29"}, settings);
  const TalkResult& result = Play();
  EXPECT_EQ(Name(result.final_standing), "next=X1");
  Keep({"M1", "M4", "M29"}, kNoPackage);
  EXPECT_EQ(Name(Play().final_standing), "visits=V1 next=X2");
}

TEST_F(Agenda, OffNothingIsAgreedUntilEverythingIs) {
  Keep({"M1", "M4"}, kNoPackage);
  EXPECT_EQ(Name(Play().final_standing), "next=X1");
}

// D2 is not separable: alone only D1 comes up.
TEST_F(Agenda, OnlySeparableOptionsAreSignedAlone) {
  Keep({"M29"}, {"mechanisms.M29.mode=issue_by_issue", "claims.s2.act=demand",
                 "claims.s2.rejects=\"\"", "claims.s2.option=D2"});
  EXPECT_EQ(Play().final_standing[table_->issue("dam")], 1);
  for (const TalkEvent& event : log().Of(TalkEventKind::kOffer)) {
    EXPECT_NE(event.offer[table_->issue("dam")], 2);
  }
}

TEST_F(Course, RenewableIssuesComeBackAtEveryMeeting) {
  Keep({"M22", "M29"}, {"mechanisms.M22.exploit.North=1"});
  const TalkResult& result = Play();
  EXPECT_EQ(result.meetings, 3);
  for (int meeting = 2; meeting <= 3; ++meeting) {
    const auto renewed = log().Of(TalkEventKind::kRenewed, meeting);
    ASSERT_EQ(renewed.size(), 2U);
    EXPECT_EQ(renewed[0].issue, table_->issue("visits"));
    EXPECT_EQ(renewed[1].issue, table_->issue("next"));
  }
  EXPECT_EQ(log().Of(TalkEventKind::kSigned, 3).size(), 2U);
}

// 4.2: a mentioned issue without a stated position waits for the texts; then the drawn ideal
// counts.
TEST_F(Course, TextsPutUnstatedPositionsOnTheTable) {
  // North mentions the dam without a position; in a sampled coding it has a drawn ideal.
  Scenario scenario = SmallScenario(
      {"claims.n1.act=concession", "claims.n1.option=\"\"", "mechanisms.M22.exploit.South=1"});
  KeepMechanisms({"M22", "M29"}, &scenario);
  const CompiledPointer compiled = CompileScenario(scenario);
  Table table(*compiled, 3, 0);
  table.Play();
  ASSERT_EQ(table.log().Of(TalkEventKind::kTexts).size(), 1U);
  const std::size_t dam = static_cast<std::size_t>(table.issue("dam"));
  const auto meetings = table.log().Of(TalkEventKind::kMeeting);
  ASSERT_EQ(meetings.size(), 3U);
  EXPECT_EQ((meetings[0].options >> dam) & 1U, 0U);
  EXPECT_EQ((meetings[1].options >> dam) & 1U, 1U);
  for (const TalkEvent& event : table.log().Of(TalkEventKind::kOffer, 1)) {
    EXPECT_EQ(event.offer[table.issue("dam")], 0);
  }
}

TEST_F(Course, WhatAPartyNeverMentionedIsNeverOpen) {
  Keep({"M29"}, {"claims.n3.issue=next", "claims.n3.option=X2"});
  EXPECT_EQ(Play().final_standing[table_->issue("visits")], 0);
  EXPECT_EQ(table_->talks().negotiable(), 0b1011U);
}

TEST_F(Course, WhatAThirdPartyOwnsNeedsItsStatedConsent) {
  // The Crown owns visits, and has said nothing: no position, no consent (4.6).
  Keep({"M29"}, {"issues.visits.owners=[North, South, Crown]"});
  EXPECT_EQ(Play().final_standing[table_->issue("visits")], 0);
  // It consents to what it rates no worse than the status quo: V1, which it demands.
  Scenario scenario = SmallScenario({"issues.visits.owners=[North, South, Crown]"});
  KeepMechanisms({"M29"}, &scenario);
  Claim claim = scenario.claims[2];
  claim.id = "k1";
  claim.actor = "Crown";
  claim.targets = {"North"};
  claim.act = Act::kDemand;
  scenario.claims.push_back(claim);
  const CompiledPointer compiled = CompileScenario(scenario);
  Table table(*compiled);
  EXPECT_EQ(table.Play().final_standing[table.issue("visits")], 1);
}

TEST_F(Course, DaysRunBetweenMeetingsOnlyAndFasterTowardsADate) {
  // X2 is a dated meeting: two intervals of 17 days; with X1 only, of 30.
  Keep({"M22", "M29"}, {"mechanisms.M22.exploit.North=1"});
  EXPECT_EQ(Play().days, 34);
  Keep({"M22", "M29"}, {"mechanisms.M22.exploit.North=1", "roles.dated_meeting=visits == V0"});
  EXPECT_EQ(Play().days, 60);
}

TEST_F(Course, TheGainsOfAResultAreThoseOfWhatStandsAgainstTheStart) {
  Keep({"M1", "M4", "M29"}, kNoPackage);
  const TalkResult& result = Play();
  EXPECT_NEAR(result.gain[0], 7.0 / 48 + 3.0 / 48, 1e-14);
  EXPECT_NEAR(result.gain[1], 7.0 / 48 + 3.0 / 48, 1e-14);
}

TEST(MechanismRegistry, EveryMechanismIsListedInOrderAndDescribed) {
  const std::vector<const MechanismEntry*>& entries = RegisteredMechanisms();
  std::vector<std::string> ids;
  for (const MechanismEntry* entry : entries) {
    const MechanismInfo& info = entry->info;
    ids.emplace_back(info.id);
    EXPECT_EQ(FindMechanism(info.id), entry);
    EXPECT_EQ(FindMechanism(info.name), entry);
    EXPECT_FALSE(info.title.empty() || info.formula.empty() || info.source.empty() ||
                 info.sign.empty() || info.when_off.empty() || info.steps.empty())
        << info.id;
  }
  std::vector<std::string> catalogue;
  for (int number = 1; number <= 38; ++number) catalogue.push_back("M" + std::to_string(number));
  EXPECT_EQ(ids, catalogue);
  EXPECT_EQ(FindMechanism("M99"), nullptr);
}

}  // namespace
}  // namespace dragoman::testing_support
