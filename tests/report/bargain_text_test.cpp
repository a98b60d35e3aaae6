#include "engine/report/bargain_text.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/io/error_text.h"

namespace dragoman {
namespace {

using testing::EndsWith;
using testing::HasSubstr;

/// A negotiation over tests/cli/toll, worked by hand in tests/cli/bargain_test.cpp.
class TollTest : public testing::Test {
 protected:
  void SetUp() override {
    const std::string folder = std::string(DRAGOMAN_SOURCE_DIR) + "/tests/cli/toll/";
    const std::vector<std::string> profiles = {folder + "east.xml", folder + "west.xml"};
    prepared_ = PrepareFiles(folder + "domain.xml", profiles, {});
    ASSERT_TRUE(prepared_.ok()) << FormatProblems(prepared_.problems);
    settings_.strategies = {"linear", "linear"};
    settings_.rounds = 4;
  }

  std::string Told() {
    std::vector<Problem> problems;
    trace_ = RunBargain(settings_, &prepared_, &problems);
    EXPECT_EQ(FormatProblems(problems), "");
    return BargainText(prepared_, settings_, trace_, {});
  }

  PreparedDomain prepared_;
  BargainSettings settings_;
  BargainTrace trace_;
};

TEST_F(TollTest, AnOfferIsToldByWhatIsNewInIt) {
  const std::string text = Told();
  EXPECT_THAT(text, HasSubstr("  east offers: toll = none, keeper = east.\n"
                              "      Worth 1.00 to east and 0.00 to west.\n"
                              "      west refuses: worse than no agreement.\n"));
  EXPECT_THAT(text, HasSubstr("  east offers: as before, but toll = low.\n"));
  EXPECT_THAT(text, HasSubstr("  west offers: the same again.\n"));
}

TEST_F(TollTest, AnAnswerInTheNextRoundNamesTheOffer) {
  EXPECT_THAT(Told(), HasSubstr("Round 4 of 4 (time 1.00)\n  east accepts the offer of west.\n"));
}

TEST_F(TollTest, TheEndNamesTheAgreementAndWhatEverybodyGets) {
  EXPECT_THAT(Told(), EndsWith("\nAgreement in round 4, on the offer of west: toll = low and "
                               "keeper = west.\n  east gets 0.25 (no agreement: 0.20).\n"
                               "  west gets 0.62 (no agreement: 0.20).\n"));
}

TEST_F(TollTest, TimeRunsOutWithoutAgreement) {
  settings_.strategies = {"linear(kept=1)", "linear(kept=1)"};
  EXPECT_THAT(Told(), HasSubstr("\nNo agreement: all 4 rounds passed.\n"));
  const Json json = BargainJson(prepared_, settings_, trace_);
  EXPECT_EQ(json["agreement"], nullptr);
  EXPECT_EQ(json["final_step"], 4);
}

TEST_F(TollTest, ChanceEndsTheTalksAfterTheFirstRound) {
  settings_.protocol = "alternating_offers(breakdown=1)";
  EXPECT_THAT(Told(), HasSubstr("  Chance ends the talks.\n\nNo agreement: the talks broke off in "
                                "round 1.\n"));
  EXPECT_EQ(BargainJson(prepared_, settings_, trace_)["end"], "broken");
}

TEST_F(TollTest, AnswersToTextsWrittenAtOnceNameTheText) {
  settings_.protocol = "written_proposals";
  const std::string text = Told();
  EXPECT_THAT(text, HasSubstr("west refuses the offer of east: "));
  EXPECT_THAT(text, HasSubstr("  The mediator announces what all texts agree on: "));
}

TEST_F(TollTest, TheMediatorsTextsHaveThePartyMinusOne) {
  settings_.protocol = "single_text";
  EXPECT_THAT(Told(), HasSubstr("  the mediator offers: "));
  const Json json = BargainJson(prepared_, settings_, trace_);
  bool mediated = false;
  for (const Json& offer : json["offers"]) mediated = mediated || offer[1] == -1;
  EXPECT_TRUE(mediated);
}

TEST_F(TollTest, LinesKeepToTheWidth) {
  std::vector<Problem> problems;
  trace_ = RunBargain(settings_, &prepared_, &problems);
  TextStyle narrow;
  narrow.width = 60;
  const std::string text = BargainText(prepared_, settings_, trace_, narrow);
  std::size_t from = 0;
  for (std::size_t end; (end = text.find('\n', from)) != std::string::npos; from = end + 1) {
    EXPECT_LE(TextWidth(std::string_view(text).substr(from, end - from)), 60U);
  }
}

}  // namespace
}  // namespace dragoman
