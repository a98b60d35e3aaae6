#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/wire/json_writer.h"
#include "tests/support/negmas_vectors.h"
#include "tests/support/process.h"

namespace dragoman {
namespace {

using testing::HasSubstr;
using testing_support::ProcessResult;
using testing_support::RunDragoman;

const std::string kBargainToll = std::string(DRAGOMAN_SOURCE_DIR) + "/tests/cli/toll/";

ProcessResult BargainToll(std::vector<std::string> more) {
  std::vector<std::string> words = {"bargain", kBargainToll + "domain.xml",
                                    kBargainToll + "east.xml", kBargainToll + "west.xml"};
  words.insert(words.end(), more.begin(), more.end());
  return RunDragoman(words);
}

Json TollJson(std::vector<std::string> more) {
  more.emplace_back("--json");
  const ProcessResult result = BargainToll(std::move(more));
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_EQ(result.err, "");
  return Json::parse(result.out);
}

// tests/cli/toll: (none, low, high) x keeper (east, west) are worth 1 .5, .75 .25, .5 0 to East and
// 0 .25, .375 .625, .75 1 to West; no agreement .2 each. Both hold out for .2 + .8 (1 - k/4) =
// .8, .6, .4, .2. East offers 1, .75, .5 (none, west: the first worth .5); West 1, .625 (low,
// west), .625. In round 4 East would offer .25 itself, so it accepts.
TEST(Bargain, LinearAgainstLinear) {
  const Json json = TollJson({"--strategies", "linear", "--rounds", "4"});
  EXPECT_EQ(json["offers"], Json::parse("[[0,0,[0,0]],[0,1,[2,1]],[1,0,[1,0]],[1,1,[1,1]],"
                                        "[2,0,[0,1]],[2,1,[1,1]]]"));
  EXPECT_EQ(json["agreement"], Json::parse("[1,1]"));
  EXPECT_EQ(json["agreement_utils"], Json::parse("[0.25,0.625]"));
  EXPECT_EQ(json["agreement_proposer"], 1);
  EXPECT_EQ(json["end"], "agreement");
  EXPECT_EQ(json["final_step"], 4);
}

TEST(Bargain, WithoutAgreementThereAreNoUtilitiesOfOne) {
  const Json json = TollJson({"--strategies", "linear(kept=1)", "--rounds", "3"});
  EXPECT_EQ(json["offers"].size(), 6U);
  EXPECT_EQ(json["agreement"], nullptr);
  EXPECT_EQ(json["agreement_utils"], nullptr);
  EXPECT_EQ(json["utilities"], Json::parse("[0.2,0.2]"));
  EXPECT_EQ(json["end"], "timedout");
  EXPECT_EQ(json["final_step"], 3);
}

TEST(Bargain, TheTextTellsEveryOfferAndTheEnd) {
  const ProcessResult result = BargainToll({"--strategies", "linear", "--rounds", "4"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_EQ(result.err, "");
  EXPECT_EQ(result.out, R"text(toll
2 issues, 6 outcomes. Protocol alternating_offers, at most 4 rounds. A party accepts nothing worth
  less to it than no agreement.

  party  strategy  at best  no agreement
  east   linear       1.00          0.20
  west   linear       1.00          0.20

Round 1 of 4 (time 0.25)
  east offers: toll = none, keeper = east.
      Worth 1.00 to east and 0.00 to west.
      west refuses: worse than no agreement.
  west offers: toll = high, keeper = west.
      Worth 0.00 to east and 1.00 to west.

Round 2 of 4 (time 0.50)
  east refuses the offer of west: worse than no agreement.
  east offers: as before, but toll = low.
      Worth 0.75 to east and 0.38 to west.
      west refuses: it wants 0.62.
  west offers: as before, but toll = low.
      Worth 0.25 to east and 0.62 to west.

Round 3 of 4 (time 0.75)
  east refuses the offer of west: it wants 0.50.
  east offers: as before, but toll = none and keeper = west.
      Worth 0.50 to east and 0.25 to west.
      west refuses: it wants 0.62.
  west offers: the same again.
      Worth 0.25 to east and 0.62 to west.

Round 4 of 4 (time 1.00)
  east accepts the offer of west.

Agreement in round 4, on the offer of west: toll = low and keeper = west.
  east gets 0.25 (no agreement: 0.20).
  west gets 0.62 (no agreement: 0.20).
)text");
}

TEST(Bargain, AnAcceptanceChangesWhenItAccepts) {
  // West takes anything worth half its range, .2 + .4 = .6: (high, east) in East's fourth... East
  // tables 1, .75, .5, .25; of these only the last, (low, west), is worth .6 to West.
  const Json json = TollJson(
      {"--strategies", "scripted(offers=[\"2,0\"]),boulware + ac_const(c=0.5)", "--rounds", "9"});
  EXPECT_EQ(json["agreement"], Json::parse("[2,0]"));
  EXPECT_EQ(json["final_step"], 1);
}

TEST(Bargain, AScenarioSitsItsPrincipalsDown) {
  const ProcessResult result =
      RunDragoman({"bargain", "two-towns", "--strategies", "conceder", "--rounds", "5"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("Left out: red lines: options that a party accepts at no "
                                    "price."));
  EXPECT_THAT(result.out, HasSubstr("\nAgreement in round "));
}

struct BargainMistake {
  std::vector<std::string> words;
  std::string error;
};

TEST(Bargain, MistakesAreNamed) {
  const std::vector<BargainMistake> mistakes = {
      {{}, "--strategies is missing, e.g. --strategies boulware,conceder"},
      {{"--strategies", "linear,linear,linear"},
       "option '--strategies' names 3 strategies for 2 parties; one for each, or one for all"},
      {{"--strategies", "linear(initial=2)"},
       "--strategies linear(initial=2): error: initial: 2 is out of range; expected a number in "
       "[0, 1]\n"},
      {{"--strategies", "boulwar"},
       "--strategies boulwar: error: no strategy 'boulwar'; did you mean 'boulware'?"},
      {{"--strategies", "linear,linear(intial=1)"},
       "--strategies linear(intial=1): error: unknown key 'intial'; did you mean "
       "'initial'?"},
      {{"--strategies", "linear", "--protocol", "alternating"},
       "--protocol alternating: error: no protocol 'alternating'"},
      {{"--strategies", "linear", "--scale", "Genius"},
       "option '--scale': unknown value 'Genius'; did you mean 'genius'? one of: raw, genius"},
      {{"--strategies", "linear", "--time", "late"},
       "option '--time': unknown value 'late'; one of: end, within, start, span"},
      {{"--strategies", "linear", "--preset", "genius"},
       "option '--preset': unknown value 'genius'; one of: negmas"},
      {{"--strategies", "scripted(offers=[\"9,9\"])"}, "offer '9,9' is no outcome of the domain"},
  };
  for (const BargainMistake& mistake : mistakes) {
    const ProcessResult result = BargainToll(mistake.words);
    EXPECT_EQ(result.exit_code, 2) << mistake.error;
    EXPECT_EQ(result.out, "");
    EXPECT_THAT(result.err, HasSubstr(mistake.error));
  }
  const ProcessResult alone =
      RunDragoman({"bargain", kBargainToll + "domain.xml", kBargainToll + "east.xml"});
  EXPECT_EQ(alone.exit_code, 2);
  EXPECT_THAT(alone.err, HasSubstr("a domain needs a profile for each party, two at least"));
}

TEST(Bargain, ThePresetReplaysRecordedSessions) {
  if (testing_support::NegmasFolder().empty()) GTEST_SKIP() << "no ../shared/vectors/negmas";
  const testing_support::NegmasVectors vectors = testing_support::ReadNegmasVectors("Laptop");
  int replayed = 0;
  for (const std::string scale : {"raw", "genius"}) {
    for (const testing_support::NegmasTrace& trace : vectors.scale(scale).traces) {
      const bool simple = trace.normative() && !trace.first_random_offer && trace.n_steps == 50;
      if (!simple || trace.negotiators[0].key.starts_with("NaiveTFT") ||
          trace.negotiators[1].key.starts_with("NaiveTFT")) {
        continue;
      }
      std::vector<std::string> words = {"bargain", vectors.domain_file};
      for (const std::string& profile : vectors.profile_files) words.push_back(profile);
      const std::vector<std::string> rest = {
          "--preset", "negmas",       "--json",
          "--scale",  scale,          "--rounds",
          "50",       "--strategies", trace.negotiators[0].key + "," + trace.negotiators[1].key};
      words.insert(words.end(), rest.begin(), rest.end());
      const ProcessResult result = RunDragoman(words);
      ASSERT_EQ(result.exit_code, 0) << result.err;
      const Json json = Json::parse(result.out);
      Json expected = Json::array();
      for (const testing_support::NegmasOffer& offer : trace.offers) {
        Json values = Json::array();
        for (const OptionIndex option : offer.outcome.options) values.push_back(option);
        expected.push_back(Json::array({offer.step, offer.party, values}));
      }
      EXPECT_EQ(json["offers"], expected) << trace.Title();
      EXPECT_EQ(json["end"], trace.end) << trace.Title();
      EXPECT_EQ(json["final_step"], trace.final_step) << trace.Title();
      if (trace.agreement) {
        EXPECT_EQ(json["agreement_utils"], Json(trace.agreement_utils)) << trace.Title();
      }
      ++replayed;
    }
  }
  EXPECT_GE(replayed, 10);
}

}  // namespace
}  // namespace dragoman
