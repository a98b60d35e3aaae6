// The deterministic core, one rule at a time, worked by hand (domain brief, c.1 and c.3).

#include "engine/preferences/derivation.h"

#include <cmath>

#include "tests/preferences/derivation_fixture.h"

namespace dragoman::testing_support {
namespace {

using DerivationTest = DerivationFixture;

// min(.98, min(1, |g| / 7) q m d): 5/7 x .9 x 1.25 = .803571; 1 x 1 x 1.25 is capped;
// 4/7 x .5 x .7 = .2.
TEST_F(DerivationTest, EvidenceIsForceTimesAttributionProminenceAndSoftenerCapped) {
  Add("North", Act::kDemand, "w5", "water", "w0", 0.9).m = 1.25;
  Add("North", Act::kDemand, "d", "fees", "f2").m = 1.25;
  Add("North", Act::kDemand, "w4", "ports", "p2", 0.5).d = 0.7;
  Add("North", Act::kDemand, "190", "dam", "d1", 0.5);  // |g| = 10 counts as 7
  const Coding coding = Core();
  EXPECT_NEAR(coding.evidence[0].mass, 5.0 / 7 * 0.9 * 1.25, 1e-15);
  EXPECT_EQ(coding.evidence[1].mass, 0.98);
  EXPECT_NEAR(coding.evidence[2].mass, 0.2, 1e-15);
  EXPECT_EQ(coding.evidence[3].mass, 0.5);
}

// Demands, rejections, threats, mediation and pressure count fully, concessions, accords and
// signals half, events a quarter, the rest not at all.
TEST_F(DerivationTest, SalienceWeighsKindsOfActs) {
  const std::pair<Act, double> shares[] = {
      {Act::kDemand, 1},   {Act::kReject, 1},   {Act::kThreat, 1},   {Act::kMediate, 1},
      {Act::kPressure, 1}, {Act::kAccord, 0.5}, {Act::kSignal, 0.5}, {Act::kConcession, 0.5},
      {Act::kEvent, 0.25}, {Act::kAccuse, 0},   {Act::kInsult, 0},   {Act::kOutcome, 0}};
  for (const auto& [act, share] : shares) {
    claims_.clear();
    Add("North", act, "d", "water", {}, 0.5);
    const Coding coding = Core();
    EXPECT_EQ(On(coding, kNorth, kWater).salience_mass, 0.5 * share) << static_cast<int>(act);
    EXPECT_EQ(On(coding, kNorth, kWater).mentioned, share > 0);
  }
}

// Of three mentioned issues: (1 + 1/2 + 1/3)/3 = 11/18, (1/2 + 1/3)/3 = 5/18, 1/9 = 2/18, times
// .95; the silent one gets .05.
TEST_F(DerivationTest, WeightsAreRankOrderCentroidsOfTheMentionedIssues) {
  Add("North", Act::kDemand, "d", "water", {}, 0.4);
  Add("North", Act::kDemand, "d", "fees", {}, 0.8);
  Add("North", Act::kDemand, "d", "dam", {}, 0.2);
  const Coding coding = Core();
  EXPECT_NEAR(On(coding, kNorth, kFees).weight, 0.95 * 11 / 18, 1e-15);
  EXPECT_NEAR(On(coding, kNorth, kWater).weight, 0.95 * 5 / 18, 1e-15);
  EXPECT_NEAR(On(coding, kNorth, kDam).weight, 0.95 * 2 / 18, 1e-15);
  EXPECT_NEAR(On(coding, kNorth, kPorts).weight, 0.05, 1e-15);
}

TEST_F(DerivationTest, WhoeverMentionsEverythingLeavesNothingToTheSilentIssues) {
  for (const char* issue : {"water", "fees", "ports", "dam"}) {
    Add("North", Act::kDemand, "d", issue, {}, 0.1 * static_cast<double>(claims_.size() + 1));
  }
  const Coding coding = Core();
  // n = 4: 25/48, 13/48, 7/48, 3/48.
  EXPECT_NEAR(On(coding, kNorth, kDam).weight, 25.0 / 48, 1e-15);
  EXPECT_NEAR(On(coding, kNorth, kPorts).weight, 13.0 / 48, 1e-15);
  EXPECT_NEAR(On(coding, kNorth, kFees).weight, 7.0 / 48, 1e-15);
  EXPECT_NEAR(On(coding, kNorth, kWater).weight, 3.0 / 48, 1e-15);
}

TEST_F(DerivationTest, TiedIssuesShareTheirRanks) {
  Add("North", Act::kDemand, "d", "water", {}, 0.5);
  Add("North", Act::kDemand, "d", "fees", {}, 0.8);
  Add("North", Act::kDemand, "d", "dam", {}, 0.5);
  const Coding coding = Core();
  EXPECT_NEAR(On(coding, kNorth, kFees).weight, 0.95 * 11 / 18, 1e-15);
  // Ranks 2 and 3 together: (5/18 + 2/18) / 2.
  EXPECT_NEAR(On(coding, kNorth, kWater).weight, 0.95 * 7 / 36, 1e-15);
  EXPECT_EQ(On(coding, kNorth, kDam).weight, On(coding, kNorth, kWater).weight);
}

TEST_F(DerivationTest, APartyThatSaidNothingWeighsAllIssuesAlike) {
  Add("North", Act::kDemand, "d", "water");
  const Coding coding = Core();
  for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(On(coding, kChair, i).weight, 0.25);
  EXPECT_EQ(coding.parties[kChair].tau, 0);
  EXPECT_EQ(coding.parties[kChair].rho, 2);
  EXPECT_EQ(coding.parties[kChair].patience, 0.9);
}

// Votes: 100 with .6, 50 with .2, and a bare rejection for the status quo (50) with .2: the mean is
// (60 + 10 + 10) / 1 = 80; mass 1, so sd = 4 + 21 exp(-2) = 6.842...
TEST_F(DerivationTest, IdealsAreMassWeightedMeansAndRejectionsVoteForTheStatusQuo) {
  Add("North", Act::kDemand, "d", "water", "w4", 0.6);
  Add("North", Act::kAccord, "d", "water", "w2", 0.2);
  Add("North", Act::kReject, "d", "water", {}, 0.2).rejects = "w0";
  Add("North", Act::kEvent, "d", "water", "w0", 1);  // events take no side
  const Coding coding = Core();
  const IssuePreference& water = On(coding, kNorth, kWater);
  EXPECT_NEAR(water.ideal, 80, 1e-12);
  EXPECT_NEAR(water.positional_mass, 1, 1e-15);
  EXPECT_NEAR(water.ideal_sd, 4 + 21 * std::exp(-2.0), 1e-12);
  EXPECT_EQ(water.rejected_at, -1);  // more is known than rejections
  EXPECT_TRUE(water.stated);
}

TEST_F(DerivationTest, WhereOnlyRejectionsAreKnownTheIdealIsTheStatusQuo) {
  Add("North", Act::kReject, "d", "water", {}, 0.5).rejects = "w4";
  const Coding coding = Core();
  EXPECT_EQ(On(coding, kNorth, kWater).ideal, 50);
  EXPECT_EQ(On(coding, kNorth, kWater).rejected_at, 100);
}

TEST_F(DerivationTest, AMentionWithoutAPositionLeavesTheIdealUnknown) {
  Add("North", Act::kConcession, "d", "water", {}, 0.5);
  const Coding coding = Core();
  const IssuePreference& water = On(coding, kNorth, kWater);
  EXPECT_TRUE(water.mentioned);
  EXPECT_FALSE(water.stated);
  EXPECT_FALSE(water.has_ideal);
  for (std::size_t o = 0; o < 5; ++o) EXPECT_EQ(coding.parties[kNorth].utility[o], 0.5);
}

// c.3: rho 2, ideal 100 on options at 0, 25, ..., 100: u = 1 - (d / 100)^2. South rejects w1 with
// e = .5: its utility there is halved.
TEST_F(DerivationTest, UtilityFallsWithTheDistanceAndRejectedOptionsCountLess) {
  Add("North", Act::kDemand, "d", "water", "w4");
  Add("South", Act::kDemand, "d", "water", "w0");
  Add("South", Act::kReject, "d", "water", "w0", 0.5).rejects = "w1";
  const Coding coding = Core();
  const double north[] = {0, 0.4375, 0.75, 0.9375, 1};
  const double south[] = {1, 0.46875, 0.75, 0.4375, 0};
  for (std::size_t o = 0; o < 5; ++o) {
    EXPECT_NEAR(coding.parties[kNorth].utility[o], north[o], 1e-15) << o;
    EXPECT_NEAR(coding.parties[kSouth].utility[o], south[o], 1e-15) << o;
  }
  EXPECT_EQ(coding.parties[kSouth].rejected[1], 0.5);
  EXPECT_EQ(coding.parties[kSouth].kept[1], 0.5);
}

TEST_F(DerivationTest, DistanceIsRelativeToTheFurthestOption) {
  // |60 - 50| / 50 = .2, squared .04.
  EXPECT_NEAR(Derivation::DistanceUtility(60, 50, 50, 2), 0.96, 1e-15);
  EXPECT_EQ(Derivation::DistanceUtility(50, 50, 50, 2), 1);
  EXPECT_EQ(Derivation::DistanceUtility(0, 50, 50, 1), 0);
  EXPECT_EQ(Derivation::DistanceUtility(7, 7, 0, 2), 1);
}

// tau = .8 / (.8 + .6 + .6) = .4, rho = 2 - .48 = 1.52. Events and accords count in the total.
TEST_F(DerivationTest, CoercersAreNearerRiskNeutral) {
  Add("North", Act::kThreat, "d", "water", "w4", 0.8);
  Add("North", Act::kDemand, "d", "fees", "f2", 0.6);
  Add("North", Act::kEvent, "d", "fees", {}, 0.6);
  const Coding coding = Core();
  EXPECT_NEAR(coding.parties[kNorth].tau, 0.4, 1e-15);
  EXPECT_NEAR(coding.parties[kNorth].rho, 1.52, 1e-15);
  EXPECT_NEAR(coding.parties[kNorth].evidence_mass, 2, 1e-15);
}

// phi = [1 - (1 - .8)(1 - .5)] (1 - .5 [1 - (1 - .4)]) = .9 x .8 = .72 on water alone, whose weight
// is .95: Phi = .684, beta = exp(2.5 (.5 - .684)).
TEST_F(DerivationTest, FirmnessGrowsWithDemandsAndShrinksWithConcessions) {
  Add("North", Act::kDemand, "d", "water", "w4", 0.8);
  Add("North", Act::kReject, "d", "water", "w4", 0.5).rejects = "w0";
  Add("North", Act::kConcession, "d", "water", "w3", 0.4);
  Add("North", Act::kEvent, "d", "water", "w3", 0.9);
  const Coding coding = Core();
  EXPECT_NEAR(On(coding, kNorth, kWater).firmness, 0.72, 1e-15);
  EXPECT_NEAR(coding.parties[kNorth].firmness, 0.684, 1e-15);
  EXPECT_NEAR(coding.parties[kNorth].beta, std::exp(2.5 * (0.5 - 0.684)), 1e-14);
}

// delta = .9 + .08 (D - U) / (D + U + 1): D = 4/7 + 5/7 (124, 125), U = 4/7 (036);
// (5/7) / (13/7 + 1) = .25, so .92.
TEST_F(DerivationTest, PatienceWeighsDelayAgainstUrgency) {
  Add("North", Act::kReject, "124", "water", "w0").rejects = "w4";
  Add("North", Act::kReject, "125", "fees", "f0").rejects = "f2";
  Add("North", Act::kAccord, "036", "ports", "p1");
  Add("North", Act::kDemand, "101", "dam", "d1");
  EXPECT_NEAR(Core().parties[kNorth].patience, 0.92, 1e-15);
}

TEST_F(DerivationTest, CodesAreClassifiedByWhatTheyDo) {
  for (const char* code : {"124", "1246", "125"}) EXPECT_NE(ClassifyCode(code) & kCodeDelay, 0);
  for (const char* code : {"027", "036", "107", "108"}) {
    EXPECT_NE(ClassifyCode(code) & kCodeUrgency, 0) << code;
  }
  for (const char* code : {"127", "111", "0353", "1056"}) {
    EXPECT_EQ(ClassifyCode(code) & (kCodeDelay | kCodeUrgency), 0) << code;
  }
  // Positions are not conduct; refusing to meet (125), threats and insults are.
  for (const char* code : {"101", "1042", "124", "1246", "127"}) {
    EXPECT_EQ(ClassifyCode(code) & kCodeConduct, 0) << code;
  }
  for (const char* code : {"125", "111", "139", "036", "190"}) {
    EXPECT_NE(ClassifyCode(code) & kCodeConduct, 0) << code;
  }
}

// Toward North South insulted (g -2, q .5) and agreed (g 7, q 1); its demand is a position. Tone =
// logistic((-1 + 7) / 1.5 / 3) = logistic(4/3); T = (8 x .15 + 2 tone) / 10. Without any act: .15.
TEST_F(DerivationTest, TrustIsTheTextsToneShrunkTowardThePrior) {
  Add("South", Act::kInsult, "111", {}, {}, 0.5);
  Add("South", Act::kAccord, "0353", "dam", "d1", 1);
  Add("South", Act::kDemand, "101", "water", "w4", 1);
  const Coding coding = Core();
  const double tone = 1 / (1 + std::exp(-4.0 / 3));
  EXPECT_NEAR(coding.raw_trust[kNorth * 3 + kSouth], tone, 1e-14);
  EXPECT_NEAR(coding.trust[kNorth * 3 + kSouth], (1.2 + 2 * tone) / 10, 1e-14);
  EXPECT_NEAR(coding.trust[kSouth * 3 + kNorth], 0.15, 1e-15);
  EXPECT_NEAR(coding.trust[kChair * 3 + kSouth], 0.15, 1e-15);
}

// c.1(6): North's demands on water (.8 and .6) are unanswered: South is taken to reject the
// stronger one's option with .5 x .8. On fees South answered.
TEST_F(DerivationTest, AnUnansweredDemandImpliesARejection) {
  Add("North", Act::kDemand, "d", "water", "w4", 0.8);
  Add("North", Act::kThreat, "d", "water", "w3", 0.6);
  Add("North", Act::kDemand, "d", "fees", "f2", 0.8);
  Add("South", Act::kConcession, "d", "fees", "f1", 0.1);
  const Coding coding = Core();
  ASSERT_EQ(coding.evidence.size(), 5U);
  const Evidence& inferred = coding.evidence[4];
  EXPECT_TRUE(inferred.inferred);
  EXPECT_EQ(inferred.actor, PartyIndex{1});
  EXPECT_EQ(inferred.issue, IssueIndex{0});
  EXPECT_EQ(inferred.rejects, 4);
  EXPECT_EQ(inferred.claim, ClaimIndex{0});
  EXPECT_NEAR(inferred.mass, 0.4, 1e-15);
  EXPECT_NEAR(On(coding, kSouth, kWater).salience_mass, 0.4, 1e-15);
  EXPECT_NEAR(On(coding, kSouth, kWater).firmness, 0.4, 1e-15);
  EXPECT_NEAR(coding.parties[kSouth].kept[4], 0.6, 1e-15);
}

TEST_F(DerivationTest, AMentionWithoutAPositionIsNoAnswer) {
  Add("North", Act::kDemand, "d", "water", "w4", 0.8);
  Add("South", Act::kConcession, "d", "water", {}, 0.5);
  EXPECT_EQ(Core().evidence.size(), 3U);
}

TEST_F(DerivationTest, OnlyPrincipalsAreTakenToRejectAndOnlyOneAnothersDemands) {
  Add("North", Act::kDemand, "d", "water", "w4").targets = {"Chair"};
  Add("Chair", Act::kDemand, "d", "fees", "f2").targets = {"North"};
  Add("North", Act::kAccord, "d", "ports", "p1");  // not a demand
  EXPECT_EQ(Core().evidence.size(), 3U);
}

// Weights .95 x (11, 5, 2)/18 and .05 become max(w, .08) on water (.1056 stays) and ports (.05 to
// .08), and are divided by 1.03.
TEST_F(DerivationTest, VitalIssuesOfPrincipalsGetAFloor) {
  input_.vital = {true, false, true, false};
  for (const char* party : {"North", "Chair"}) {
    Add(party, Act::kDemand, "d", "fees", "f2", 0.8);
    Add(party, Act::kDemand, "d", "dam", "d1", 0.6);
    Add(party, Act::kDemand, "d", "water", "w4", 0.2);
  }
  const Coding coding = Core();
  EXPECT_NEAR(On(coding, kNorth, kFees).floored_weight, 0.95 * 11 / 18 / 1.03, 1e-15);
  EXPECT_NEAR(On(coding, kNorth, kWater).floored_weight, 0.95 * 2 / 18 / 1.03, 1e-15);
  EXPECT_NEAR(On(coding, kNorth, kPorts).floored_weight, 0.08 / 1.03, 1e-15);
  EXPECT_NEAR(On(coding, kNorth, kPorts).weight, 0.05, 1e-15);  // Phi and beta use this one
  EXPECT_NEAR(On(coding, kChair, kPorts).floored_weight, 0.05, 1e-15);
}

TEST_F(DerivationTest, AnIssueOfNoSalienceIsOffTheTableAndBelowTheFloor) {
  input_.vital = {true, false, false, false};
  Add("North", Act::kDemand, "d", "water", "w4", 0.8);
  Add("North", Act::kDemand, "d", "fees", "f2", 0.6);
  adjustments_ = {{"North", "water", 0, 1, "", "what if"}};
  const Coding coding = Core();
  const IssuePreference& water = On(coding, kNorth, kWater);
  EXPECT_TRUE(water.dropped);
  EXPECT_FALSE(water.mentioned);
  EXPECT_EQ(water.weight, 0);
  EXPECT_EQ(water.floored_weight, 0);
  EXPECT_NEAR(On(coding, kNorth, kFees).weight, 0.95, 1e-15);
  EXPECT_NEAR(On(coding, kNorth, kPorts).weight, 0.025, 1e-15);  // two silent issues, not three
}

TEST_F(DerivationTest, NoRejectionIsInferredOnAnIssueOffTheTable) {
  Add("North", Act::kDemand, "d", "water", "w4", 0.8);
  adjustments_ = {{"South", "water", 0, 1, "", "what if"}};
  EXPECT_EQ(Core().evidence.size(), 1U);
}

TEST_F(DerivationTest, AdjustmentsScaleSalienceAndFirmnessAndReplaceIdeals) {
  Add("North", Act::kDemand, "d", "water", "w4", 0.8);
  Add("North", Act::kDemand, "d", "fees", "f2", 0.6);
  adjustments_ = {{"North", "water", 0.5, 0.25, "", ""},
                  {"North", "fees", 1, 1, "f1", ""},
                  {"North", "water", 0.5, 1, "", ""}};
  const Coding coding = Core();
  EXPECT_NEAR(On(coding, kNorth, kWater).salience_mass, 0.2, 1e-15);  // .8 x .5 x .5
  EXPECT_NEAR(On(coding, kNorth, kWater).firmness, 0.2, 1e-15);
  EXPECT_NEAR(On(coding, kNorth, kFees).weight, 0.95 * 0.75, 1e-15);  // now first of two
  EXPECT_EQ(On(coding, kNorth, kFees).ideal, 50);
  EXPECT_EQ(coding.parties[kNorth].utility[space_.flat(IssueIndex{1}, 1)], 1);
}

TEST_F(DerivationTest, AnAdjustedIdealIsAPositionWhereNoneWasStated) {
  Add("North", Act::kConcession, "d", "water", {}, 0.5);
  adjustments_ = {{"North", "water", 1, 1, "w1", ""}};
  const Coding coding = Core();
  EXPECT_TRUE(On(coding, kNorth, kWater).has_ideal);
  EXPECT_EQ(On(coding, kNorth, kWater).ideal, 25);
}

TEST_F(DerivationTest, OnlyClaimsOfTheTiersInUseCount) {
  Add("North", Act::kDemand, "d", "water", "w4");
  Add("North", Act::kDemand, "d", "fees", "f2").tier = "b";
  EXPECT_EQ(Compile()->num_claims(), 1U);
  input_.tiers = {"a", "b"};
  EXPECT_EQ(Compile()->num_claims(), 2U);
  EXPECT_TRUE(On(Core(), kNorth, kFees).mentioned);
}

TEST_F(DerivationTest, ReportedOutcomesCanBeLeftOut) {
  Add("North", Act::kDemand, "d", "water", "w4");
  Add("North", Act::kAccord, "d", "fees", "f2").reported_outcome = true;
  EXPECT_TRUE(On(Core(), kNorth, kFees).mentioned);
  input_.without_reported_outcomes = true;
  EXPECT_FALSE(On(Core(), kNorth, kFees).mentioned);
  EXPECT_TRUE(On(Core(), kNorth, kWater).mentioned);
}

TEST_F(DerivationTest, ClaimsCanBeLookedUpByActAndIssue) {
  Add("North", Act::kThreat, "d", "water", "w4");
  Add("South", Act::kThreat, "d", {});
  Add("South", Act::kThreat, "d", "water", "w0").tier = "unused";
  const Checked<Derivation> derivation = Compile();
  const std::vector<bool> water = {true, false, false, false};
  EXPECT_TRUE(derivation->HasClaim(PartyIndex{0}, Act::kThreat, water));
  EXPECT_FALSE(derivation->HasClaim(PartyIndex{0}, Act::kDemand, water));
  EXPECT_FALSE(derivation->HasClaim(PartyIndex{0}, Act::kThreat, {false, true, true, true}));
  EXPECT_FALSE(derivation->HasClaim(PartyIndex{1}, Act::kThreat, water));
}

// The core takes the main reading.
TEST_F(DerivationTest, TheCoreIgnoresOtherReadings) {
  Add("North", Act::kDemand, "d", "water", "w4").alternatives = {{0.9, "", "w0", ""}};
  EXPECT_EQ(On(Core(), kNorth, kWater).ideal, 100);
}

// c.3 of the brief, as printed there: "rank 1 of 9, times .95 = .299; x* = 100 +- 5, phi = .94,
// u = 0, .19, .64, .84, 1", from two demands with e = .80 and .71.
TEST(DerivationExample, TheBriefsExampleComesOut) {
  const CompiledPointer scenario = CompileScenario(ReadScenario("istanbul-2025-05-16"));
  Coding coding = scenario->derivation.MakeCoding();
  scenario->derivation.DeriveCore(&coding);
  const IssueIndex summit = scenario->talks->FindIssue("summit");
  const IssuePreference& mine = coding.parties[0].issues[static_cast<std::size_t>(summit)];
  EXPECT_NEAR(mine.salience_mass, 1.52, 0.005);
  EXPECT_NEAR(mine.weight, 0.299, 0.0005);
  EXPECT_EQ(mine.ideal, 100);
  EXPECT_NEAR(mine.ideal_sd, 5, 0.05);
  EXPECT_NEAR(mine.firmness, 0.94, 0.005);
  const double utilities[] = {0, 0.19, 0.64, 0.84, 1};
  for (OptionIndex o = 0; o < 5; ++o) {
    EXPECT_NEAR(coding.parties[0].utility[scenario->space.flat(summit, o)], utilities[o], 1e-12);
  }
}

}  // namespace
}  // namespace dragoman::testing_support
