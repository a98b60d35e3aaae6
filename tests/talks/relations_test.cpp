// M15, M16, M17 and M32: trust, insults, confidence building, and leaving the table.

#include <cmath>

#include "tests/talks/small_table.h"

namespace dragoman::testing_support {
namespace {

using Relations = SmallTable;

double Logistic(double x) { return 1 / (1 + std::exp(-x)); }

TEST_F(Relations, InsultsComeAtTheirRateFromEachSideBeforeEachMeeting) {
  Keep({"M16"}, {"talks.meetings=20", "talks.resume=1"});
  for (std::uint64_t run = 0; run < 30; ++run) {
    const int meetings = Play(run).meetings;
    for (int meeting = 1; meeting <= meetings; ++meeting) {
      for (int side = 0; side < 2; ++side) {
        const bool expected = Uniform("insult", side == 0 ? "North" : "South", {},
                                      static_cast<std::uint64_t>(meeting), run) < 0.3;
        int found = 0;
        for (const TalkEvent& event : log().Of(TalkEventKind::kInsult, meeting)) {
          found += event.side == side ? 1 : 0;
        }
        ASSERT_EQ(found, expected ? 1 : 0);
      }
    }
  }
}

// An insult costs .2 x .2 of the target's trust; a signed step adds .1 x .7 of what is missing.
TEST_F(Relations, TrustIsLostByInsultsAndWonBySignedSteps) {
  Keep({"M15", "M16", "M29"}, {"mechanisms.M16.rate=1", "talks.meetings=1"});
  Prepare();
  const double start = Side(0).trust;
  Play();
  const auto changes = log().Of(TalkEventKind::kTrust);
  ASSERT_EQ(changes.size(), 4U);
  EXPECT_EQ(changes[0].a, start);
  EXPECT_NEAR(changes[0].b, start * (1 - 0.04), 1e-15);
  EXPECT_EQ(changes[2].a, changes[0].b);
  EXPECT_NEAR(changes[2].b, changes[0].b + 0.07 * (1 - changes[0].b), 1e-15);
  EXPECT_EQ(Side(0).trust, changes[2].b);
}

TEST_F(Relations, WithoutInsultsAndStepsTrustStays) {
  // No side may sign visits alone, and no package is agreed under insincerity.
  Keep({"M15", "M22", "M29"},
       {"mechanisms.M22.exploit.North=1", "issues.visits.separable=[]", "issues.next.separable=[]",
        "issues.visits.cheap=[]", "issues.next.cheap=[]", "talks.resume=1"});
  const TalkResult& result = Play();
  EXPECT_TRUE(log().Of(TalkEventKind::kTrust).empty());
  EXPECT_EQ(result.trust_start, result.trust_end);
}

// T += sigma (1 - T), once per meeting in which the step was signed; visits are renewed each time.
TEST_F(Relations, AConfidenceBuildingStepSpillsOverOncePerMeeting) {
  Keep({"M17", "M22", "M29"}, {"mechanisms.M17.sigma=0.1", "mechanisms.M22.exploit.North=1"});
  Prepare();
  double trust = Side(0).trust;
  const int meetings = Play().meetings;
  EXPECT_EQ(meetings, 3);
  const auto changes = log().Of(TalkEventKind::kTrust);
  ASSERT_EQ(changes.size(), 6U);
  for (std::size_t k = 0; k < 6; k += 2) {
    EXPECT_NEAR(changes[k].a, trust, 1e-15);
    trust += 0.1 * (1 - trust);
    EXPECT_NEAR(changes[k].b, trust, 1e-15);
    EXPECT_EQ(changes[k].meeting, k / 2 + 1);
  }
}

// Easy first, the step spills over before the package is talked about.
TEST_F(Relations, EasyFirstTheStepIsCreditedBeforeThePackage) {
  for (const auto& [mode, first] :
       {std::pair{"easy_first", true}, {"package_early_harvest", false}}) {
    Keep({"M17", "M22", "M29"}, {std::string("mechanisms.M29.mode=") + mode,
                                 "mechanisms.M22.exploit.North=1", "talks.meetings=1"});
    Play();
    std::size_t trust_at = 0;
    std::size_t package_at = 0;
    for (std::size_t k = 0; k < log().all().size(); ++k) {
      const TalkEvent& event = log().all()[k];
      if (event.kind == TalkEventKind::kTrust && trust_at == 0) trust_at = k;
      if (event.kind == TalkEventKind::kSitting && event.issue == kNoIssue) package_at = k;
    }
    ASSERT_GT(trust_at, 0U);
    EXPECT_EQ(trust_at < package_at, first) << mode;
  }
}

// h = (1 - delta) logistic(b0 + b1 (insulted + slight) + b2 gap - b3 present). Nothing can be
// agreed here: both sides insincere, nothing cheap; so the gap is 0 for want of any gain.
TEST_F(Relations, TheHazardOfWalkingOutIsTheFormulas) {
  const Settings nothing = {"mechanisms.M22.exploit.North=1",
                            "mechanisms.M22.exploit.South=1",
                            "issues.visits.cheap=[]",
                            "issues.next.cheap=[]",
                            "talks.meetings=1",
                            "mechanisms.M16.rate=1"};
  Keep({"M22", "M29", "M32"}, nothing);
  Play();
  auto hazards = log().Of(TalkEventKind::kHazard);
  ASSERT_EQ(hazards.size(), 2U);
  EXPECT_EQ(hazards[0].b, 0);
  EXPECT_NEAR(hazards[0].a, 0.1 * Logistic(-2 - 0.6), 1e-15);

  Keep({"M16", "M22", "M29", "M32"}, nothing);
  Play();
  hazards = log().Of(TalkEventKind::kHazard);
  EXPECT_NEAR(hazards[0].a, 0.1 * Logistic(-2 + 1 - 0.6), 1e-15);

  // North sends rank 1, South .4: North is slighted by .6.
  Settings ranked = nothing;
  ranked.emplace_back("mechanisms.M26.rank.South=0.4");
  Keep({"M22", "M26", "M29", "M32"}, ranked);
  Play();
  hazards = log().Of(TalkEventKind::kHazard);
  EXPECT_NEAR(hazards[0].a, 0.1 * Logistic(-2 + 0.6 - 0.6), 1e-15);
  EXPECT_NEAR(hazards[1].a, 0.1 * Logistic(-2 - 0.6), 1e-15);
  EXPECT_EQ(hazards[0].c, Uniform("walk-out", "North", {}, 1));
}

// The part of the best gain still hoped for and neither offered nor given. No package is possible
// for North alone: South is insincere, so its offers and what it signs are cheap.
TEST_F(Relations, TheGapIsWhatWasHopedForAndNeitherOfferedNorGiven) {
  Keep({"M1", "M22", "M24", "M29", "M32"},
       {"mechanisms.M22.exploit.South=1", "talks.meetings=1", "mechanisms.M24.q=0.5"});
  Play();
  const SideState& north = Side(0);
  ASSERT_GT(north.best_gain, 0);
  // All of the clock has run: it still hopes for half of its best gain.
  EXPECT_NEAR(north.aspiration, 0.5 * north.best_gain, 1e-15);
  const double gap = (north.aspiration - north.best_offered - north.signed_gain) / north.best_gain;
  const auto hazards = log().Of(TalkEventKind::kHazard);
  EXPECT_NEAR(hazards[0].b, std::fmax(0, gap), 1e-15);
  EXPECT_NEAR(hazards[0].a, 0.1 * Logistic(-2 + std::fmax(0, gap) - 0.6), 1e-15);
}

TEST_F(Relations, AWalkOutEndsTheProcessAndTakesTheNextMeetingBackButNotTheVisits) {
  // Delta .9 leaves at most a chance of .1 a side and meeting.
  Keep({"M22", "M29", "M32"}, {"mechanisms.M22.exploit.North=1", "mechanisms.M32.base=10"});
  int walkouts = 0;
  for (std::uint64_t run = 0; run < 60; ++run) {
    const TalkResult& result = Play(run);
    const auto left = log().Of(TalkEventKind::kWalkOut);
    if (left.empty()) continue;
    ++walkouts;
    EXPECT_EQ(result.ended_in, left[0].meeting);
    EXPECT_EQ(result.meetings, left[0].meeting);
    EXPECT_EQ(result.final_standing[table_->issue("next")], 0);
    EXPECT_EQ(result.final_standing[table_->issue("visits")], 1);
    EXPECT_LT(left[0].c, left[0].a);
  }
  EXPECT_GT(walkouts, 10);
}

TEST_F(Relations, NobodyWalksOutWithoutM32) {
  Keep({"M16", "M22", "M29"}, {"mechanisms.M16.rate=1", "mechanisms.M22.exploit.North=1"});
  for (std::uint64_t run = 0; run < 30; ++run) EXPECT_EQ(Play(run).ended_in, 0);
}

// No further meeting agreed: contact resumes with probability q = P(max(u, v) <= sqrt(q)).
TEST_F(Relations, ContactMayResumeWithoutAnAgreedMeeting) {
  Keep({"M29"}, {"talks.resume=0.49", "claims.n4.issue=visits", "claims.n4.option=V1",
                 "issues.dam.separable=[]", "talks.meetings=2"});
  double resumed = 0;
  constexpr int kRuns = 400;
  for (std::uint64_t run = 0; run < kRuns; ++run) {
    const TalkResult& result = Play(run);
    const auto lapses = log().Of(TalkEventKind::kLapse, 1);
    if (result.deal_in == 1) continue;
    ASSERT_EQ(lapses.size(), 1U);
    const bool expected = std::fmax(Uniform("resume", "North", {}, 1, run),
                                    Uniform("resume", "South", {}, 1, run)) <= 0.7;
    EXPECT_EQ(lapses[0].a, expected ? 1 : 0);
    EXPECT_EQ(result.ended_in == 1, !expected);
    resumed += expected ? 1 : 0;
  }
  EXPECT_NEAR(resumed / kRuns, 0.49, 0.1);
}

}  // namespace
}  // namespace dragoman::testing_support
