// Positions coded directly, in place of claims; worked by hand.

#include <cmath>

#include "engine/preferences/trace.h"
#include "tests/preferences/derivation_fixture.h"

namespace dragoman::testing_support {
namespace {

class PositionsTest : public DerivationFixture {
 protected:
  CodedPosition& Code(const std::string& party, const std::string& issue, double position,
                      double salience, double firmness,
                      Confidence confidence = Confidence::kMedium) {
    CodedPosition coded;
    coded.party = party;
    coded.issue = issue;
    coded.position = position;
    coded.salience = salience;
    coded.firmness = firmness;
    coded.confidence = confidence;
    positions_.push_back(coded);
    input_.positions = positions_;
    return positions_.back();
  }

  std::vector<double> RejectedBy(const Coding& coding, std::size_t party, int issue) const {
    const auto first = coding.parties[party].rejected.begin() +
                       static_cast<std::ptrdiff_t>(space_.offset(IssueIndex{issue}));
    return {first,
            first + static_cast<std::ptrdiff_t>(space_.issue(IssueIndex{issue}).num_options())};
  }

  Coding Sample(std::uint64_t run) {
    const Checked<Derivation> derivation = Compile();
    Coding coding = derivation->MakeCoding();
    derivation->DeriveSample(Random(7, run), &coding);
    return coding;
  }

  std::vector<CodedPosition> positions_;
};

// Saliences 90, 40, 40: weights .95 x 11/18, and .95 x (5/18 + 2/18)/2 twice; the silent issue .05.
TEST_F(PositionsTest, ArePreferencesAsCoded) {
  Code("North", "water", 85, 40, 60);
  Code("North", "fees", 100, 90, 95, Confidence::kHigh);
  Code("North", "dam", 30, 40, 0, Confidence::kLow);
  const Coding coding = Core();
  const IssuePreference& water = On(coding, kNorth, kWater);
  EXPECT_TRUE(water.mentioned && water.stated && water.has_ideal);
  EXPECT_EQ(water.coded, 0);
  EXPECT_EQ(water.ideal, 85);
  EXPECT_EQ(water.ideal_sd, 10);
  EXPECT_EQ(water.firmness, 0.6);
  EXPECT_EQ(water.salience_mass, 0.4);
  EXPECT_NEAR(water.weight, 0.95 * 7 / 36, 1e-15);
  EXPECT_NEAR(On(coding, kNorth, kFees).weight, 0.95 * 11 / 18, 1e-15);
  EXPECT_EQ(On(coding, kNorth, kFees).ideal_sd, 5);
  EXPECT_NEAR(On(coding, kNorth, kDam).weight, 0.95 * 7 / 36, 1e-15);
  EXPECT_EQ(On(coding, kNorth, kDam).ideal_sd, 20);
  EXPECT_EQ(On(coding, kNorth, kPorts).coded, -1);
  EXPECT_FALSE(On(coding, kNorth, kPorts).mentioned);
}

// Phi = .95 (11/18 x .9 + 7/36 x .6 + 7/36 x 0) = .633333; no threats, no delay, no acts.
TEST_F(PositionsTest, AloneGiveMannerFromFirmnessAndPriors) {
  Code("North", "fees", 100, 90, 90);
  Code("North", "water", 85, 40, 60);
  Code("North", "dam", 30, 40, 0);
  const Coding coding = Core();
  const PartyPreference& north = coding.parties[kNorth];
  const double phi = 0.95 * (11.0 / 18 * 0.9 + 7.0 / 36 * 0.6);
  EXPECT_NEAR(phi, 0.633333, 1e-6);
  EXPECT_NEAR(north.firmness, phi, 1e-15);
  EXPECT_NEAR(north.beta, std::exp(2.5 * (0.5 - phi)), 1e-12);
  EXPECT_EQ(north.rho, 2);
  EXPECT_EQ(north.patience, 0.9);
  EXPECT_EQ(north.evidence_mass, 0);
  EXPECT_EQ(coding.trust[kNorth * 3 + kSouth], 0.15);
}

// Water lies at 0, 25, 50 (status quo), 75, 100. From 90 the status quo is 40 away: 0 and 25 are
// farther, e = .8 x .5 x .9 = .36 and .8 x .5 x .65 = .26. Utility at 25: 1 - (65/90)^2 = .478395,
// times 1 - .26.
TEST_F(PositionsTest, RejectWhatLiesBeyondTheStatusQuo) {
  Code("North", "water", 90, 80, 50);
  const Coding coding = Core();
  const std::vector<double> rejected = RejectedBy(coding, kNorth, 0);
  EXPECT_NEAR(rejected[0], 0.36, 1e-15);
  EXPECT_NEAR(rejected[1], 0.26, 1e-15);
  EXPECT_EQ(std::vector<double>(rejected.begin() + 2, rejected.end()),
            (std::vector<double>{0, 0, 0}));
  EXPECT_NEAR(coding.parties[kNorth].utility[1], (1 - 65.0 * 65 / 8100) * 0.74, 1e-12);
  ASSERT_EQ(coding.evidence.size(), 2U);
  for (const Evidence& evidence : coding.evidence) {
    EXPECT_TRUE(evidence.inferred);
    EXPECT_EQ(evidence.act, Act::kReject);
    EXPECT_EQ(evidence.claim, ClaimIndex{-1});
    EXPECT_EQ(evidence.coded, 0);
    EXPECT_EQ(VoteOf(space_, coding, evidence), -1);
  }
}

// Fees: 0 (status quo), 50, 100; ports: 100 (status quo), 60, 0. From 20 on fees, 50 and 100 are
// farther than 0: e = .9 x .3 and .9 x .8. A position at the status quo rejects every move.
TEST_F(PositionsTest, RejectWhatOvershootsByMoreThanTheStatusQuoFallsShort) {
  Code("North", "fees", 20, 100, 90);
  Code("North", "ports", 100, 50, 100);
  const Coding coding = Core();
  const std::vector<double> fees = RejectedBy(coding, kNorth, 1);
  EXPECT_EQ(fees[0], 0);
  EXPECT_NEAR(fees[1], 0.27, 1e-15);
  EXPECT_NEAR(fees[2], 0.72, 1e-15);
  const std::vector<double> ports = RejectedBy(coding, kNorth, 2);
  EXPECT_EQ(ports[0], 0);
  EXPECT_NEAR(ports[1], 0.2, 1e-15);
  EXPECT_NEAR(ports[2], 0.5, 1e-15);
}

// The red line of M8: the strongest rejection at the option or nearer the status quo.
TEST_F(PositionsTest, RedLinesGrowWithDistance) {
  Code("North", "water", 100, 100, 100);
  const Coding coding = Core();
  const std::vector<bool> carried;
  const auto red_line = [&](OptionIndex option) {
    return RejectionAt(space_, coding, PartyIndex{0}, IssueIndex{0}, option, carried);
  };
  EXPECT_EQ(red_line(0), 0.98);  // .98 is the most any evidence weighs
  EXPECT_NEAR(red_line(1), 0.75, 1e-15);
  EXPECT_EQ(red_line(2), 0);
  EXPECT_EQ(red_line(4), 0);
}

TEST_F(PositionsTest, RejectNothingOnceTheIssueIsOffTheTable) {
  Code("North", "water", 100, 100, 100);
  adjustments_ = {{"North", "water", 0, 1, "", ""}};
  const Coding coding = Core();
  EXPECT_TRUE(coding.evidence.empty());
  EXPECT_TRUE(On(coding, kNorth, kWater).dropped);
  EXPECT_EQ(On(coding, kNorth, kWater).weight, 0);
}

// Ideal w1 = 25, as far from the status quo: 75 and 100 are farther, e = .4 x .25 x .5 = .05 and
// .4 x .25 x .75 = .075.
TEST_F(PositionsTest, AreChangedByAdjustmentsAsClaimsAre) {
  Code("North", "water", 100, 50, 80);
  adjustments_ = {{"North", "water", 0.5, 0.5, "w1", ""}};
  const Coding coding = Core();
  const IssuePreference& water = On(coding, kNorth, kWater);
  EXPECT_EQ(water.ideal, 25);
  EXPECT_EQ(water.firmness, 0.4);
  EXPECT_EQ(water.salience_mass, 0.25);
  EXPECT_EQ(coding.evidence.size(), 2U);
  EXPECT_NEAR(RejectedBy(coding, kNorth, 0)[3], 0.05, 1e-15);
  EXPECT_NEAR(RejectedBy(coding, kNorth, 0)[4], 0.075, 1e-15);
}

TEST_F(PositionsTest, AnIssueOfSalienceZeroCountsAsNeverMentioned) {
  Code("North", "water", 80, 0, 50);
  Code("North", "fees", 100, 10, 50);
  const Coding coding = Core();
  EXPECT_FALSE(On(coding, kNorth, kWater).mentioned);
  EXPECT_TRUE(On(coding, kNorth, kWater).has_ideal);
  EXPECT_NEAR(On(coding, kNorth, kWater).weight, 0.05 / 3, 1e-15);
}

// North's demand of the rival's water would imply a rejection by the silent South; South has said
// what it wants. North's threat is half of its evidence: the position takes no part in that.
TEST_F(PositionsTest, AnswerTheRivalsDemandsAndLeaveMannerToClaims) {
  Add("North", Act::kDemand, "d", "water", "w4", 0.8);
  Add("North", Act::kThreat, "d", "dam", "d1", 0.8);
  Code("South", "water", 0, 90, 90);
  Code("South", "dam", 0, 90, 90);
  Code("North", "ports", 100, 100, 100);
  const Coding coding = Core();
  for (const Evidence& evidence : coding.evidence) {
    EXPECT_TRUE(!evidence.inferred || evidence.coded >= 0);
  }
  EXPECT_EQ(coding.parties[kNorth].tau, 0.5);
  EXPECT_NEAR(coding.parties[kNorth].rho, 1.4, 1e-15);
  EXPECT_NEAR(coding.parties[kNorth].evidence_mass, 1.6, 1e-15);
  EXPECT_NEAR(TraceStyle(coding, PartyIndex{0}).all, 1.6, 1e-15);
}

// Means and spreads of 4,000 samples, within four standard errors (sd / 63 and sd / 89).
TEST_F(PositionsTest, AreSampledAroundTheCoding) {
  Code("North", "water", 50, 60, 50, Confidence::kMedium);
  Code("North", "fees", 50, 60, 50, Confidence::kHigh);
  const Checked<Derivation> derivation = Compile();
  Coding coding = derivation->MakeCoding();
  constexpr int kSamples = 4000;
  struct Moments {
    double sum = 0, squares = 0;
    void Add(double x) { sum += x, squares += x * x; }
    double mean() const { return sum / kSamples; }
    double sd() const { return std::sqrt(squares / kSamples - mean() * mean()); }
  } ideal, sure_ideal, firmness, log_salience;
  for (std::uint64_t run = 0; run < kSamples; ++run) {
    derivation->DeriveSample(Random(7, run), &coding);
    ideal.Add(On(coding, kNorth, kWater).ideal);
    sure_ideal.Add(On(coding, kNorth, kFees).ideal);
    firmness.Add(On(coding, kNorth, kWater).firmness);
    log_salience.Add(std::log(On(coding, kNorth, kWater).salience_mass / 0.6));
  }
  EXPECT_NEAR(ideal.mean(), 50, 4 * 10 / 63.0);
  EXPECT_NEAR(ideal.sd(), 10, 4 * 10 / 89.0);
  EXPECT_NEAR(sure_ideal.sd(), 5, 4 * 5 / 89.0);
  EXPECT_NEAR(firmness.mean(), 0.5, 4 * 0.1 / 63);
  EXPECT_NEAR(firmness.sd(), 0.1, 4 * 0.1 / 89);
  EXPECT_NEAR(log_salience.mean(), 0, 4 * 0.25 / 63);
  EXPECT_NEAR(log_salience.sd(), 0.25, 4 * 0.25 / 89);
}

TEST_F(PositionsTest, SamplesStayOnTheirScales) {
  Code("North", "water", 98, 100, 99, Confidence::kLow);
  Code("South", "water", 2, 100, 1, Confidence::kLow);
  bool at_the_end = false;
  for (std::uint64_t run = 0; run < 200; ++run) {
    const Coding coding = Sample(run);
    for (const std::size_t party : {kNorth, kSouth}) {
      const IssuePreference& water = On(coding, party, kWater);
      EXPECT_TRUE(water.ideal >= 0 && water.ideal <= 100) << water.ideal;
      EXPECT_TRUE(water.firmness >= 0 && water.firmness <= 1) << water.firmness;
      at_the_end = at_the_end || water.ideal == 100;
    }
    for (const Evidence& evidence : coding.evidence) {
      EXPECT_TRUE(evidence.mass > 0 && evidence.mass <= 0.98);
    }
  }
  EXPECT_TRUE(at_the_end);
}

// Numbers are drawn by the names of party and issue: others in the list, or another order, change
// nothing.
TEST_F(PositionsTest, SamplesDoNotDependOnTheOrderOfTheList) {
  Code("North", "water", 80, 60, 50);
  Code("South", "fees", 30, 40, 70);
  const Coding first = Sample(3);
  std::swap(positions_[0], positions_[1]);
  Code("North", "dam", 100, 10, 20);
  const Coding second = Sample(3);
  EXPECT_EQ(On(first, kNorth, kWater).ideal, On(second, kNorth, kWater).ideal);
  EXPECT_EQ(On(first, kNorth, kWater).firmness, On(second, kNorth, kWater).firmness);
  EXPECT_EQ(On(first, kSouth, kFees).salience_mass, On(second, kSouth, kFees).salience_mass);
  EXPECT_NE(On(first, kNorth, kWater).ideal, 80);
}

TEST_F(PositionsTest, UnknownNamesAndRepetitionsAreErrors) {
  Code("Nort", "water", 80, 60, 50);
  Code("North", "watr", 80, 60, 50);
  Code("North", "fees", 80, 60, 50);
  Code("North", "fees", 20, 60, 50);
  EXPECT_EQ(Problems(),
            "positions[0].party: unknown party 'Nort'; did you mean 'North'? one of: North, South, "
            "Chair\n"
            "positions[1].issue: unknown issue 'watr'; did you mean 'water'? one of: water, fees, "
            "ports, dam\n"
            "positions[3]: positions[2] already codes 'North' on 'fees'; one position per party "
            "and issue\n");
}

// Even of a tier that is not in use: choosing a tier makes no file invalid.
TEST_F(PositionsTest, ClaimsOfTheSamePartyOnTheSameIssueAreAmbiguous) {
  Add("North", Act::kDemand, "d", "fees", "f2");
  Add("South", Act::kDemand, "d", "water", "w0");
  Add("North", Act::kDemand, "d", "water", "w4").tier = "unused";
  Code("North", "water", 80, 60, 50);
  EXPECT_EQ(Problems(),
            "positions[0]: claim 'c3' speaks for 'North' on 'water', too; claims or a position for "
            "one party and issue, not both\n");
}

}  // namespace
}  // namespace dragoman::testing_support
