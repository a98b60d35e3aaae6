#include "engine/io/genius_xml.h"

#include <fstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/io/error_text.h"
#include "engine/io/xml_reader.h"
#include "tests/io/temporary_folder.h"

namespace dragoman {
namespace {

using testing::DoubleEq;
using testing::ElementsAre;
using testing::HasSubstr;
using testing_support::TemporaryFolder;

std::string DomainText(const std::string& issues) {
  return "<negotiation_template><utility_space><objective index='0' name='root'>" + issues +
         "</objective></utility_space></negotiation_template>";
}

std::string ProfileText(const std::string& issues, const std::string& rest = {}) {
  return "<utility_space><objective index='0' name='root'>" + issues + "</objective>" + rest +
         "</utility_space>";
}

constexpr const char* kWater =
    "<issue index='1' name='water' type='discrete'><item index='1' value='W0'/>"
    "<item index='2' value='W1'/></issue>";
constexpr const char* kPrice =
    "<issue index='2' name='price' type='integer' lowerbound='3' upperbound='6'/>";

Domain DomainFrom(const std::string& text) {
  DomainFile file = ReadGeniusDomain(text, "d.xml");
  EXPECT_EQ(FormatProblems(file.problems), "");
  return file.domain;
}

UtilitySpec ProfileFrom(const std::string& text, const Domain& domain,
                        const ProfileOptions& options = {}) {
  ProfileFile file = ReadGeniusProfile(text, "p.xml", domain, options);
  EXPECT_EQ(FormatProblems(file.problems), "");
  return file.utility;
}

TEST(GeniusDomainTest, HasIssuesByIndexAndValuesInTheOrderOfTheirItems) {
  const Domain domain = DomainFrom(
      DomainText("<issue index='2' name='b'><item value='z'/><item value='a'/></issue>"
                 "<issue index='1' name='a' lowerbound='-1' upperbound='1' type='integer'/>"));
  EXPECT_EQ(domain.name, "d");  // Of the file, since the objective is called "root".
  ASSERT_EQ(domain.issues.size(), 2U);
  EXPECT_EQ(domain.issues[0].name, "a");
  EXPECT_EQ(domain.issues[0].kind, IssueKind::kInteger);
  EXPECT_EQ(domain.issues[0].ValueName(0), "-1");
  EXPECT_EQ(domain.issues[0].size(), 3U);
  EXPECT_THAT(domain.issues[1].values, ElementsAre("z", "a"));
}

TEST(GeniusDomainTest, TakesAValueThatComesTwiceOnce) {
  const Domain domain = DomainFrom(
      DomainText("<issue index='1' name='a'><item index='1' value='x'/><item index='2' value='y'/>"
                 "<item index='3' value='x'/></issue>"));
  EXPECT_THAT(domain.issues[0].values, ElementsAre("x", "y"));
}

TEST(GeniusDomainTest, FlattensObjectivesWhichMayUseUpIndices) {
  const Domain domain =
      DomainFrom(DomainText("<objective index='1' name='outer'><objective index='3' name='inner'>"
                            "<issue index='4' name='b'><item value='x'/></issue></objective>"
                            "<issue index='2' name='a'><item value='x'/></issue></objective>"));
  ASSERT_EQ(domain.issues.size(), 2U);
  EXPECT_EQ(domain.issues[0].name, "a");
  EXPECT_EQ(domain.issues[1].name, "b");
}

TEST(GeniusDomainTest, TakesBoundsFromARangeElementAsOldFilesHaveThem) {
  const Domain domain = DomainFrom(DomainText(
      "<issue index='1' name='a' vtype='integer'><range lowerbound='2' upperbound='3'/></issue>"));
  EXPECT_EQ(domain.issues[0].lower, 2);
  EXPECT_EQ(domain.issues[0].num_integers, 2U);
}

TEST(GeniusDomainTest, ReadsAByteOrderMarkEntitiesOfXmlAndNonAsciiNames) {
  const Domain domain = DomainFrom(
      "\xEF\xBB\xBF" +
      DomainText(
          "<issue index='1' name='caf\xC3\xA9 &amp; bar'><item value='&lt;&#65;'/></issue>"));
  EXPECT_EQ(domain.issues[0].name, "caf\xC3\xA9 & bar");
  EXPECT_THAT(domain.issues[0].values, ElementsAre("<A"));
}

TEST(GeniusDomainTest, TakesAnotherEncodingsNameWhereAllBytesAreAscii) {
  DomainFrom("<?xml version='1.0' encoding='ISO-8859-1'?>" + DomainText(kWater));
}

TEST(GeniusProfileTest, ReadsWeightsByIndexAndTablesByName) {
  const Domain domain = DomainFrom(DomainText(std::string(kWater) + kPrice));
  const UtilitySpec u = ProfileFrom(
      ProfileText("<issue index='2' name='price' type='integer' lowerbound='3' upperbound='6'>"
                  "<evaluator ftype='linear' slope='0.25' offset='0.1'/></issue>"
                  "<issue index='1' name='water'><item value='W1' evaluation='-2'/>"
                  "<item value='W0' evaluation='8'/></issue>"
                  "<weight index='2' value='0.3'/>",
                  "<discount_factor value='0.8'/><reservation value='0.2'/>"),
      domain);
  EXPECT_EQ(u.name, "p");
  EXPECT_THAT(u.weights, ElementsAre(1.0, 0.3));  // The first has none.
  EXPECT_THAT(u.evaluations[0], ElementsAre(8.0, -2.0));
  EXPECT_EQ(u.discount, 0.8);
  EXPECT_EQ(u.reservation_value, 0.2);
}

TEST(GeniusProfileTest, WithoutThemHasNoDiscountAndNoReservation) {
  const Domain domain = DomainFrom(DomainText(kWater));
  const std::string issue =
      "<issue index='1' name='water'><item value='W0' evaluation='1'/>"
      "<item value='W1' evaluation='2'/></issue>";
  EXPECT_EQ(ProfileFrom(ProfileText(issue), domain).discount, 1);
  EXPECT_EQ(ProfileFrom(ProfileText(issue), domain).reservation_value, 0);
  // GENIUS writes 0 for "no discount".
  EXPECT_EQ(ProfileFrom(ProfileText(issue, "<discount_factor value='0'/>"), domain).discount, 1);
}

TEST(GeniusProfileTest, EvaluatesIntegersFromTheLowerEndAsGeniusOrFromZeroAsNegmas) {
  const Domain domain = DomainFrom(
      DomainText("<issue index='1' name='price' type='integer' lowerbound='3' upperbound='6'/>"));
  const std::string text = ProfileText(
      "<issue index='1' name='price' type='integer'>"
      "<evaluator ftype='linear' slope='0.5' offset='0.25'/></issue>");
  // GENIUS: .25 + .5 (x - 3) = .25, .75, 1.25, 1.75, held at 1.
  EXPECT_THAT(ProfileFrom(text, domain).evaluations[0], ElementsAre(0.25, 0.75, 1.0, 1.0));
  // NegMAS: .25 + .5 x, not held.
  EXPECT_THAT(ProfileFrom(text, domain, {.integers_as_negmas = true}).evaluations[0],
              ElementsAre(1.75, 2.25, 2.75, 3.25));
}

TEST(GeniusProfileTest, ReadsConstantAndOldEvaluatorsAndItemsOfIntegers) {
  const Domain domain = DomainFrom(
      DomainText("<issue index='1' name='price' type='integer' lowerbound='0' upperbound='1'/>"));
  const auto table = [&](const std::string& inside) {
    return ProfileFrom(
               ProfileText("<issue index='1' name='price' type='integer'>" + inside + "</issue>"),
               domain)
        .evaluations[0];
  };
  EXPECT_THAT(table("<evaluator ftype='constant' parameter0='0.5'/>"), ElementsAre(0.5, 0.5));
  EXPECT_THAT(table("<evaluator ftype='linear' parameter0='0.5' parameter1='0.25'/>"),
              ElementsAre(0.5, 0.75));
  EXPECT_THAT(table("<item value='1' evaluation='7'/><item value='0' evaluation='9'/>"),
              ElementsAre(9.0, 7.0));
}

TEST(GeniusProfileTest, TakesTheLastEvaluationOfAValueThatComesTwice) {
  const Domain domain = DomainFrom(DomainText(kWater));
  const UtilitySpec u = ProfileFrom(
      ProfileText("<issue index='1' name='water'><item value='W0' evaluation='1'/>"
                  "<item value='W1' evaluation='2'/><item value='W0' evaluation='3'/></issue>"),
      domain);
  EXPECT_THAT(u.evaluations[0], ElementsAre(3.0, 2.0));
}

TEST(GeniusProfileTest, IgnoresWeightsOfInnerObjectivesAsGeniusDoes) {
  const Domain domain =
      DomainFrom(DomainText("<objective index='1' name='inner'>"
                            "<issue index='2' name='a'><item value='x'/></issue>"
                            "</objective>"));
  const UtilitySpec u = ProfileFrom(
      ProfileText("<objective index='1' name='inner'><issue index='2' name='a'>"
                  "<item value='x' evaluation='1'/></issue><weight index='2' value='0.5'/>"
                  "</objective><weight index='1' value='0.25'/>"),
      domain);
  EXPECT_THAT(u.weights, ElementsAre(0.5));
}

TEST(GeniusScaleTest, DividesEachIssueByItsLargestEvaluation) {
  UtilitySpec u;
  u.weights = {0.5, 0.25, 0.25};
  u.evaluations = {{-2, 4, 1}, {0, 0}, {-3, -1}};
  u.reservation_value = 0.4;
  ScaleAsGenius(&u);
  EXPECT_THAT(u.evaluations[0], ElementsAre(-0.5, 1.0, 0.25));
  EXPECT_THAT(u.evaluations[1], ElementsAre(0.0, 0.0));    // Nothing to divide by.
  EXPECT_THAT(u.evaluations[2], ElementsAre(-3.0, -1.0));  // Would turn its order round.
  EXPECT_EQ(u.reservation_value, 0.4);
}

TEST(NegotiationFilesTest, AreReadTogetherAndPartiesAreNamedByTheirFiles) {
  const TemporaryFolder folder;
  std::ofstream(folder.Path("d.xml")) << DomainText(kWater);
  std::ofstream(folder.Path("ann.util.xml")) << ProfileText(
      "<issue index='1' name='water'><item value='W0' evaluation='1'/>"
      "<item value='W1' evaluation='4'/></issue>");
  const std::vector<std::string> profiles = {folder.Path("ann.util.xml")};
  const NegotiationFiles files =
      LoadNegotiation(folder.Path("d.xml"), profiles, {.scale = UtilityScale::kGenius});
  EXPECT_EQ(FormatProblems(files.problems), "");
  ASSERT_EQ(files.profiles.size(), 1U);
  EXPECT_EQ(files.profiles[0].name, "ann.util");
  EXPECT_THAT(files.profiles[0].evaluations[0], ElementsAre(0.25, 1.0));
}

TEST(NegotiationFilesTest, ReportEveryFileThatIsMissingAndThatThereAreNoProfiles) {
  const TemporaryFolder folder;
  const std::vector<std::string> profiles = {folder.Path("a.xml"), folder.Path("b.xml")};
  const NegotiationFiles files = LoadNegotiation(folder.Path("d.xml"), profiles);
  EXPECT_EQ(FormatProblems(files.problems), folder.Path("d.xml") + ": error: no such file\n" +
                                                folder.Path("a.xml") + ": error: no such file\n" +
                                                folder.Path("b.xml") + ": error: no such file\n");
  std::ofstream(folder.Path("d.xml")) << DomainText(kWater);
  EXPECT_EQ(FormatProblems(LoadNegotiation(folder.Path("d.xml"), {}).problems),
            folder.Path("d.xml") +
                ": error: the domain comes without profiles; expected a profile per party, after "
                "it\n");
}

TEST(NegotiationFilesTest, RefuseAFileOfAGigabyteWithoutReadingIt) {
  const TemporaryFolder folder;
  const std::string path = folder.Path("huge.xml");
  std::ofstream(path) << DomainText(kWater);
  std::filesystem::resize_file(path, std::uintmax_t{1} << 30);  // Sparse: takes no space.
  EXPECT_EQ(FormatProblems(LoadDomain(path).problems),
            path + ": error: the file is larger than 64 MiB\n");
}

TEST(NegotiationFilesTest, RefuseAPipeThatNeverEnds) {
  EXPECT_EQ(FormatProblems(LoadDomain("/dev/zero").problems),
            "/dev/zero: error: the file is larger than 64 MiB\n");
}

TEST(XmlReaderTest, MarksElementsAndAttributeValues) {
  const XmlReadResult xml = ReadXml("<a\n  x = '1>2'\n  y=\"\">\n <b z='&lt;'/></a>", "f");
  ASSERT_TRUE(xml.ok());
  EXPECT_EQ(xml.root.mark, (Mark{1, 1, 0}));
  EXPECT_EQ(xml.root.attributes[0].value, "1>2");
  EXPECT_EQ(xml.root.attributes[0].mark, (Mark{2, 8, 0}));
  EXPECT_EQ(xml.root.attributes[1].mark, (Mark{3, 6, 0}));
  ASSERT_EQ(xml.root.children.size(), 1U);
  EXPECT_EQ(xml.root.children[0].mark, (Mark{4, 2, 0}));
  EXPECT_EQ(xml.root.children[0].Find("z")->value, "<");
  EXPECT_EQ(xml.root.children[0].Find("q"), nullptr);
}

TEST(XmlReaderTest, RefusesMoreElementsThanItsLimit) {
  std::string text = "<a>";
  for (std::size_t k = 0; k <= kMaxXmlNodes; ++k) text += "<b/>";
  const XmlReadResult xml = ReadXml(text + "</a>", "f");
  ASSERT_EQ(xml.problems.size(), 1U);
  EXPECT_THAT(FormatProblem(xml.problems[0]), HasSubstr("too many elements"));
}

TEST(XmlReaderTest, RefusesATextBeyondItsLimit) {
  const XmlReadResult xml = ReadXml(std::string(kMaxXmlBytes + 1, ' '), "f");
  ASSERT_EQ(xml.problems.size(), 1U);
  EXPECT_EQ(FormatProblem(xml.problems[0]), "f:1:1: error: the document is larger than 64 MiB");
}

TEST(XmlReaderTest, ReadsOneLongTokenInLinearTime) {
  // Of old versions of Expat it is known that many small pieces of a long token cost quadratic
  // time; a piece of 32 MiB at once does not.
  const std::string text = "<a x='" + std::string(std::size_t{32} << 20, 'y') + "'/>";
  EXPECT_TRUE(ReadXml(text, "f").ok());
}

}  // namespace
}  // namespace dragoman
