// What a user may get wrong in claims and adjustments, text by text.

#include "tests/preferences/derivation_fixture.h"

namespace dragoman::testing_support {
namespace {

using DerivationDiagnostics = DerivationFixture;

TEST_F(DerivationDiagnostics, AnUnknownActor) {
  Add("Norht", Act::kDemand, "d", "water", "w4").targets = {"South"};
  EXPECT_EQ(Problems(),
            "claims[0].actor: unknown party 'Norht'; did you mean 'North'? one of: North, South, "
            "Chair\n");
}

TEST_F(DerivationDiagnostics, AnUnknownTarget) {
  Add("North", Act::kDemand, "d", "water", "w4").targets = {"South", "West"};
  EXPECT_EQ(Problems(),
            "claims[0].targets[1]: unknown party 'West'; one of: North, South, Chair\n");
}

TEST_F(DerivationDiagnostics, AnActorThatAddressesItself) {
  Add("North", Act::kDemand, "d", "water", "w4").targets = {"North"};
  EXPECT_EQ(Problems(),
            "claims[0].targets[0]: a claim cannot address its own actor; another party\n");
}

TEST_F(DerivationDiagnostics, AnUnknownIssue) {
  Add("North", Act::kDemand, "d", "watr");
  EXPECT_EQ(Problems(),
            "claims[0].issue: unknown issue 'watr'; did you mean 'water'? one of: water, fees, "
            "ports, dam\n");
}

TEST_F(DerivationDiagnostics, AnUnknownOption) {
  Add("North", Act::kDemand, "d", "fees", "f3");
  EXPECT_EQ(Problems(),
            "claims[0].option: issue 'fees' has no option 'f3'; did you mean 'f0'? one of: f0, f1, "
            "f2\n");
}

TEST_F(DerivationDiagnostics, AnUnknownRejectedOption) {
  Add("North", Act::kReject, "d", "fees").rejects = "w1";
  EXPECT_EQ(Problems(),
            "claims[0].rejects: issue 'fees' has no option 'w1'; did you mean 'f1'? one of: f0, "
            "f1, f2\n");
}

TEST_F(DerivationDiagnostics, AnOptionWithoutAnIssue) {
  Add("North", Act::kDemand, "d", {}, "w1");
  EXPECT_EQ(
      Problems(),
      "claims[0].option: names an option, but the claim names no issue; the key 'issue' in the "
      "claim\n");
}

TEST_F(DerivationDiagnostics, ACodeWithoutAWeight) {
  goldstein_ = {{"111", -2}, {"112", -2}};
  Add("North", Act::kInsult, "113", {});
  EXPECT_EQ(Problems(),
            "claims[0].cameo: event code '113' has no weight in 'goldstein'; did you mean '111'? "
            "one of: 111, 112\n");
}

TEST_F(DerivationDiagnostics, MistakesInOtherReadings) {
  Add("North", Act::kDemand, "d", "fees", "f2").alternatives = {
      {0.5, "", "f9", ""}, {0.5, "zz", "", ""}, {0.25, "", "", "f1"}};
  const std::string problems = Problems();
  EXPECT_NE(problems.find("claims[0].alternatives[0].option: issue 'fees' has no option 'f9'"),
            std::string::npos);
  EXPECT_NE(problems.find(
                "claims[0].alternatives[1].cameo: event code 'zz' has no weight in 'goldstein'"),
            std::string::npos);
  EXPECT_NE(problems.find("claims[0].alternatives: the probabilities of the other readings add up "
                          "to 1.25; "),
            std::string::npos)
      << problems;
}

TEST_F(DerivationDiagnostics, MistakesInAdjustments) {
  adjustments_ = {{"Nort", "water", 1, 1, "", ""},
                  {"North", "dams", 1, 1, "", ""},
                  {"North", "dam", 1, 1, "d7", ""}};
  EXPECT_EQ(Problems(),
            "adjustments[0].party: unknown party 'Nort'; did you mean 'North'? one of: North, "
            "South, Chair\n"
            "adjustments[1].issue: unknown issue 'dams'; did you mean 'dam'? one of: water, fees, "
            "ports, dam\n"
            "adjustments[2].ideal: issue 'dam' has no option 'd7'; did you mean 'd0'? one of: d0, "
            "d1\n");
}

// Claims of tiers that are not in use are checked, too: a file is right or wrong as a whole.
TEST_F(DerivationDiagnostics, EveryMistakeIsReportedAtOnce) {
  Add("West", Act::kDemand, "d", "water", "w9").targets = {"South"};
  Add("North", Act::kDemand, "d", "fees", "f9").tier = "unused";
  adjustments_ = {{"East", "water", 1, 1, "", ""}};
  EXPECT_EQ(Compile().problems().size(), 4U) << Problems();
}

}  // namespace
}  // namespace dragoman::testing_support
