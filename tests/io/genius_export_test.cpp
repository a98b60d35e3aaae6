#include "engine/io/genius_export.h"

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/core/random.h"
#include "engine/io/error_text.h"
#include "engine/io/genius_xml.h"
#include "engine/io/scenario_file.h"
#include "engine/talks/no_deal.h"

namespace dragoman {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

struct Readback {
  Domain domain;
  std::vector<UtilitySpec> utilities;
};

Readback ReadBack(const GeniusFiles& files) {
  Readback back;
  DomainFile domain = ReadGeniusDomain(files.domain.text, files.domain.name);
  EXPECT_EQ(FormatProblems(domain.problems), "");
  back.domain = std::move(domain.domain);
  for (const GeniusFile& file : files.profiles) {
    ProfileFile profile = ReadGeniusProfile(file.text, file.name, back.domain);
    EXPECT_EQ(FormatProblems(profile.problems), "");
    back.utilities.push_back(std::move(profile.utility));
  }
  return back;
}

void ExpectSameUtility(const UtilitySpec& a, const UtilitySpec& b) {
  EXPECT_EQ(a.weights, b.weights);
  EXPECT_EQ(a.evaluations, b.evaluations);
  EXPECT_EQ(a.reservation_value, b.reservation_value);
  EXPECT_EQ(a.discount, b.discount);
}

Domain Orchard() {
  Domain domain;
  domain.name = "orchard";
  domain.issues.push_back({"water & \"more\" <\xC3\xA9>", IssueKind::kCategorical, {"a>b", "'c'"}});
  domain.issues.push_back({"price", IssueKind::kInteger, {}, -2, 5});
  return domain;
}

UtilitySpec Ann() {
  UtilitySpec u;
  u.name = "ann";
  u.weights = {1.0 / 3, 2.0 / 3};
  u.evaluations = {{-0.1, 1}, {0, 0.25, 0.5, 0.75, 1}};
  u.reservation_value = 0.1 + 0.2;
  u.discount = 0.7;
  return u;
}

TEST(GeniusExportTest, ReadsBackAsItWas) {
  const Domain domain = Orchard();
  const std::vector<UtilitySpec> utilities = {Ann()};
  const GeniusFiles files = ExportGenius(domain, utilities);
  EXPECT_EQ(files.domain.name, "orchard-domain.xml");
  EXPECT_EQ(files.profiles[0].name, "orchard-ann.xml");
  EXPECT_THAT(files.domain.lost, IsEmpty());
  EXPECT_THAT(files.profiles[0].lost, IsEmpty());
  const Readback back = ReadBack(files);
  EXPECT_EQ(back.domain.name, "orchard");
  ASSERT_EQ(back.domain.issues.size(), 2U);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(back.domain.issues[i].name, domain.issues[i].name);
    EXPECT_EQ(back.domain.issues[i].kind, domain.issues[i].kind);
    EXPECT_EQ(back.domain.issues[i].values, domain.issues[i].values);
    EXPECT_EQ(back.domain.issues[i].lower, domain.issues[i].lower);
    EXPECT_EQ(back.domain.issues[i].size(), domain.issues[i].size());
  }
  ExpectSameUtility(back.utilities[0], utilities[0]);
}

TEST(GeniusExportTest, AnyDoubleReadsBackWithTheSameBits) {
  const Random random(7, 0);
  const StreamKey stream = MakeStream("genius_export_test");
  std::uint64_t draw = 0;
  for (int round = 0; round < 50; ++round) {
    Domain domain;
    domain.name = "d";
    UtilitySpec u;
    u.name = "p";
    for (int i = 0; i < 4; ++i) {
      domain.issues.push_back({"i" + std::to_string(i), IssueKind::kCategorical, {"x", "y", "z"}});
      u.weights.push_back(random.Uniform(stream, draw++));
      std::vector<double>& table = u.evaluations.emplace_back();
      for (int v = 0; v < 3; ++v) {
        const double share = random.Uniform(stream, draw++);
        table.push_back(std::ldexp(share - 0.5, (round - 25) * 10));
      }
    }
    u.reservation_value = -std::numeric_limits<double>::denorm_min();
    const std::vector<UtilitySpec> utilities = {u};
    ExpectSameUtility(ReadBack(ExportGenius(domain, utilities)).utilities[0], u);
  }
}

TEST(GeniusExportTest, AnIntegerIssueThatIsNotLinearIsWrittenWithItsValues) {
  const Domain domain = Orchard();
  UtilitySpec bob = Ann();
  bob.name = "bob";
  bob.evaluations[1] = {0, 1, 0, 1, 0};
  const std::vector<UtilitySpec> utilities = {Ann(), bob};
  const GeniusFiles files = ExportGenius(domain, utilities);
  EXPECT_THAT(files.domain.lost,
              ElementsAre("that issue 'price' is of integers: not every party is linear in it"));
  const Readback back = ReadBack(files);
  EXPECT_THAT(back.domain.issues[1].values, ElementsAre("-2", "-1", "0", "1", "2"));
  ExpectSameUtility(back.utilities[0], Ann());
  ExpectSameUtility(back.utilities[1], bob);
}

TEST(GeniusExportTest, SaysWhatGeniusHasNoWordsFor) {
  Domain domain = Orchard();
  domain.issues[0].kind = IssueKind::kOrdered;
  UtilitySpec u = Ann();
  u.bias = 0.5;
  u.cost_per_round = 0.01;
  u.risk_exponent = 0.5;
  u.forbidden.push_back({{{IssueIndex{0}, {1}}}});
  u.evaluations[0] = {2, 1};
  Outcome reserved;
  reserved.options = InlineVector<OptionIndex, kMaxIssues>(2, 0);
  u.reserved_outcome = reserved;
  const std::vector<UtilitySpec> utilities = {u};
  const std::vector<std::string> notes = {"a note -- with dashes --->", "-"};
  const GeniusFiles files = ExportGenius(domain, utilities, notes);
  EXPECT_THAT(files.domain.lost,
              ElementsAre("that the values of issue 'water & \"more\" <\xC3\xA9>' have an order"));
  EXPECT_THAT(files.profiles[0].lost,
              ElementsAre("the bias 0.5", "1 hard constraints",
                          "the scale of issues whose largest evaluation is not 1: GENIUS divides "
                          "by that",
                          "which outcome the reservation value is that of",
                          "the cost per round 0.01", "the risk exponent 0.5"));
  for (const std::string& lost : files.profiles[0].lost) {
    EXPECT_THAT(files.profiles[0].text, HasSubstr("Not in this file: " + lost + "."));
  }
  // u(reserved) = .5 + 1/3 x 2 + 2/3 x 0.
  EXPECT_DOUBLE_EQ(ReadBack(files).utilities[0].reservation_value, 0.5 + 2.0 / 3);
}

TEST(GeniusExportTest, FileNamesAreSafeAndDistinct) {
  Domain domain = Orchard();
  domain.name = "../a b";
  std::vector<UtilitySpec> utilities = {Ann(), Ann(), Ann()};
  utilities[2].name = "domain";
  const GeniusFiles files = ExportGenius(domain, utilities);
  EXPECT_EQ(files.domain.name, "_.._a_b-domain.xml");
  EXPECT_EQ(files.profiles[0].name, "_.._a_b-ann.xml");
  EXPECT_EQ(files.profiles[1].name, "_.._a_b-party2.xml");
  EXPECT_EQ(files.profiles[2].name, "_.._a_b-party3.xml");
}

TEST(ScenarioSittingTest, IsTheDerivedPreferencesOfThePrincipals) {
  const ScenarioFile file =
      LoadScenario(std::string(DRAGOMAN_SOURCE_DIR) + "/scenarios/two-towns.yaml");
  ASSERT_TRUE(file.ok());
  const CompiledScenario& scenario = *file.scenario;
  Coding coding = scenario.derivation.MakeCoding();
  scenario.derivation.DeriveCore(&coding);

  const Readback back = ReadBack(ExportScenario(scenario));
  ASSERT_EQ(back.domain.issues.size(), scenario.space.num_issues());
  ASSERT_EQ(back.utilities.size(), 2U);
  for (int side = 0; side < kSides; ++side) {
    const UtilitySpec& utility = back.utilities[static_cast<std::size_t>(side)];
    const PartyPreference& party =
        coding.parties[At(scenario.talks->principals[static_cast<std::size_t>(side)])];
    EXPECT_EQ(utility.reservation_value, OutlookOf(*scenario.talks, coding, side).total);
    for (std::size_t i = 0; i < scenario.space.num_issues(); ++i) {
      const IssueIndex issue{static_cast<int>(i)};
      EXPECT_EQ(back.domain.issues[i].name, scenario.space.issue(issue).id);
      EXPECT_EQ(utility.weights[i], party.issues[i].floored_weight);
      for (std::size_t v = 0; v < utility.evaluations[i].size(); ++v) {
        const auto option = static_cast<OptionIndex>(v);
        EXPECT_EQ(back.domain.issues[i].values[v], scenario.space.issue(issue).options[v].id);
        EXPECT_EQ(utility.evaluations[i][v], party.utility[scenario.space.flat(issue, option)]);
      }
    }
  }
}

TEST(ScenarioSittingTest, EveryFileSaysThatRedLinesAreLeftOut) {
  const ScenarioFile file =
      LoadScenario(std::string(DRAGOMAN_SOURCE_DIR) + "/scenarios/two-towns.yaml");
  ASSERT_TRUE(file.ok());
  const GeniusFiles files = ExportScenario(*file.scenario);
  EXPECT_THAT(files.domain.lost, Not(IsEmpty()));
  EXPECT_THAT(files.domain.text, HasSubstr("Not in this file: red lines"));
  EXPECT_THAT(files.profiles[1].text, HasSubstr("Not in this file: red lines"));
}

}  // namespace
}  // namespace dragoman
