#include "engine/report/html/report_page.h"

#include <algorithm>
#include <map>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/experiments/prepared_domain.h"
#include "engine/report/html/label_places.h"
#include "engine/report/verdict.h"
#include "tests/html/harmless_page.h"
#include "tests/html/report_fixture.h"
#include "tests/html/xml_outline.h"

namespace dragoman {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing_support::CompileScenario;
using testing_support::ExpectHarmless;
using testing_support::kHostile;
using testing_support::MadeReport;
using testing_support::MakeReport;
using testing_support::OutlineElement;
using testing_support::ParseXml;
using testing_support::ReadScenario;
using testing_support::ReportOf;
using testing_support::ScenarioNames;
using testing_support::XmlOutline;

/// Every free text of a scenario replaced.
Scenario Hostile(Scenario scenario) {
  scenario.title = kHostile;
  scenario.about = kHostile;
  for (TierSpec& tier : scenario.tiers) tier.note = kHostile;
  for (PartySpec& party : scenario.parties) party.name = party.note = kHostile;
  for (IssueSpec& issue : scenario.issues) {
    issue.name = kHostile;
    for (OptionSpec& option : issue.options) option.name = option.source = kHostile;
  }
  for (Claim& claim : scenario.claims) {
    claim.note = kHostile;
    claim.source = std::string("https://example.org/") + kHostile;
  }
  for (PreconditionSpec& spec : scenario.preconditions) spec.note = spec.source = kHostile;
  for (DependencySpec& spec : scenario.dependencies) spec.note = kHostile;
  for (WhatIfSpec& what_if : scenario.what_ifs) what_if.question = what_if.why = kHostile;
  return scenario;
}

class EveryReport : public testing::TestWithParam<std::string> {
 protected:
  const MadeReport& report() const { return ReportOf(GetParam()); }
};
INSTANTIATE_TEST_SUITE_P(Scenarios, EveryReport, testing::ValuesIn(ScenarioNames()),
                         [](const auto& scenario) {
                           std::string name = scenario.param;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

TEST_P(EveryReport, IsWellFormedSmallAndHarmless) {
  const XmlOutline page = ParseXml(report().page.html);
  EXPECT_EQ(page.error, "");
  EXPECT_LT(report().page.html.size(), 300U * 1024);
  EXPECT_THAT(report().page.html, testing::StartsWith("<!DOCTYPE html>\n<html lang=\"en\">"));
  ExpectHarmless(page);
}

TEST_P(EveryReport, IsTheSameTwice) {
  EXPECT_EQ(MakeReportPage(report().data).html, report().page.html);
  EXPECT_EQ(MakeReport(CompileScenario(ReadScenario(GetParam())))->page.html, report().page.html);
}

TEST_P(EveryReport, GoesNowhereButToItsSources) {
  const XmlOutline page = ParseXml(report().page.html);
  std::set<std::string> sources;
  for (const Claim& claim : report().scenario->source.claims) sources.insert(claim.source);
  for (const PreconditionSpec& spec : report().scenario->source.preconditions) {
    sources.insert(spec.source);
  }
  std::size_t links = 0;
  for (const std::size_t k : page.Places("a")) {
    const std::string& to = page.elements[k].attributes.at("href");
    if (to.find("://") == std::string::npos || to.starts_with("data:")) continue;
    EXPECT_TRUE(sources.contains(to)) << to;
    EXPECT_EQ(page.elements[k].attributes.at("rel"), "noopener noreferrer");
    ++links;
  }
  // Once as the target and once as the text of its link, and encoded in the CSV links.
  std::size_t mentions = 0;
  const std::string& html = report().page.html;
  for (std::size_t at = html.find("://"); at != std::string::npos; at = html.find("://", at + 1)) {
    ++mentions;
  }
  std::size_t encoded = 0;
  for (const DataTable& table : report().page.tables) {
    const std::string csv = CsvText(table);
    for (std::size_t at = csv.find("://"); at != std::string::npos; at = csv.find("://", at + 1)) {
      ++encoded;
    }
  }
  EXPECT_EQ(mentions, 2 * links + encoded);
}

TEST_P(EveryReport, NamesOfPointsInTheSpacesDoNotOverlap) {
  const XmlOutline page = ParseXml(report().page.html);
  std::map<std::size_t, std::vector<LabelBox>> drawings;
  for (const std::size_t k : page.Places("text")) {
    const OutlineElement& text = page.elements[k];
    if (text.attributes.at("class") != "b halo") continue;
    const std::size_t section = page.Around(k, "section");
    if (page.elements[section].attributes.at("id") != "space") continue;
    const double x = std::stod(text.attributes.at("x"));
    const double y = std::stod(text.attributes.at("y"));
    // Capitals of 12 px, bold: at most 9 wide, 9 high.
    const LabelBox box = {x, y - 9, x + 9 * static_cast<double>((text.text.size() + 1) / 2), y};
    std::vector<LabelBox>& others = drawings[page.Around(k, "svg")];
    for (const LabelBox& other : others) EXPECT_EQ(SharedArea(box, other), 0) << text.text;
    others.push_back(box);
  }
  EXPECT_EQ(drawings.size(), report().data.space.pairs.size());
}

TEST_P(EveryReport, EveryPairIsNamedAndWhoIsInNoneIsSaid) {
  const SpaceView& space = report().data.space;
  const std::string& html = report().page.html;
  for (const PairSpace& pair : space.pairs) {
    const PartyWorth& a = space.parties[pair.first];
    const PartyWorth& b = space.parties[pair.second];
    EXPECT_THAT(html, HasSubstr("<figcaption>" + EscapeHtml(a.name) + " (" + a.id + ") and " +
                                EscapeHtml(b.name) + " (" + b.id + "): "));
  }
  const bool all = space.pairs.size() * 2 == space.parties.size() * (space.parties.size() - 1);
  EXPECT_EQ(html.find("In no drawing: ") == std::string::npos, all);
}

TEST_P(EveryReport, MechanismsHaveNames) {
  for (const MechanismSetting& item : report().scenario->source.mechanisms.items()) {
    const std::string id(item.entry->info.id);
    const auto& used = report().scenario->talks->mechanism_ids;
    if (std::find(used.begin(), used.end(), id) == used.end()) continue;
    EXPECT_THAT(report().page.html,
                HasSubstr(EscapeHtml(id + " " + std::string(item.entry->info.name))));
  }
}

TEST_P(EveryReport, EveryChartSaysWhatItShowsAndHasATable) {
  const XmlOutline page = ParseXml(report().page.html);
  const std::vector<std::size_t> charts = page.Places("svg");
  EXPECT_GE(charts.size(), 4U);
  std::set<std::string> ids;
  for (const OutlineElement& element : page.elements) {
    const auto id = element.attributes.find("id");
    if (id == element.attributes.end()) continue;
    EXPECT_TRUE(ids.insert(id->second).second) << id->second;
  }
  for (const std::size_t k : charts) {
    const OutlineElement& chart = page.elements[k];
    EXPECT_EQ(chart.attributes.at("role"), "img");
    const std::string labels = chart.attributes.at("aria-labelledby");
    const std::size_t space = labels.find(' ');
    EXPECT_TRUE(ids.contains(labels.substr(0, space))) << labels;
    EXPECT_TRUE(ids.contains(labels.substr(space + 1))) << labels;
    EXPECT_EQ(page.elements[k + 1].tag, "title");
    EXPECT_GT(page.elements[k + 1].text.size(), 10U);
    EXPECT_EQ(page.elements[k + 2].tag, "desc");
    EXPECT_GT(page.elements[k + 2].text.size(), 20U);
    const std::size_t section = page.Around(k, "section");
    bool table = false;
    for (const std::size_t t : page.Places("table")) {
      table = table || (t > k && page.Around(t, "section") == section);
    }
    EXPECT_TRUE(table) << page.elements[k + 1].text;
  }
}

TEST_P(EveryReport, SectionsStandInOrderAndAreInTheContents) {
  const XmlOutline page = ParseXml(report().page.html);
  std::vector<std::string> sections;
  for (const std::size_t k : page.Places("section")) {
    sections.push_back(page.elements[k].attributes.at("id"));
  }
  EXPECT_THAT(sections,
              testing::ElementsAre("verdict", "headline", "parties", "space", "timeline",
                                   "concessions", "blockers", "assumptions", "limits", "again"));
  std::vector<std::string> contents;
  for (const std::size_t k : page.Places("a")) {
    const std::string& to = page.elements[k].attributes.at("href");
    if (to[0] == '#') contents.push_back(to.substr(1));
  }
  EXPECT_EQ(contents, sections);
}

TEST_P(EveryReport, BeginsWithTheVerdictInWords) {
  const XmlOutline page = ParseXml(report().page.html);
  const OutlineElement& verdict = page.elements[page.Places("section")[0]];
  for (const std::string& sentence : VerdictSentences(*report().scenario, report().data.summary)) {
    EXPECT_THAT(verdict.text, HasSubstr(sentence));
  }
}

TEST_P(EveryReport, EveryTableCanBeSavedFromThePage) {
  std::set<std::string> names;
  for (const DataTable& table : report().page.tables) {
    EXPECT_TRUE(names.insert(table.name).second) << table.name;
    EXPECT_THAT(report().page.html, HasSubstr(EscapeHtml(DataAddress(CsvText(table)))));
    for (const auto& row : table.rows) EXPECT_EQ(row.size(), table.columns.size()) << table.name;
  }
}

TEST_P(EveryReport, ShowsTheSpaceThatAnalyzeShows) {
  const PreparedDomain prepared = PrepareScenario(*report().scenario, UtilityScale::kRaw);
  std::vector<const UtilityFunction*> utilities;
  for (const auto& utility : prepared.utilities) utilities.push_back(utility.get());
  ThreadExecutor executor(1);
  const SpaceAnalysis analysis =
      Analyze(UtilityProfile{std::span<const UtilityFunction* const>(utilities)}, {}, &executor);
  const SpaceAnalysis& shown = report().data.space.pairs[0].analysis;
  EXPECT_EQ(shown.frontier.points, analysis.frontier.points);
  EXPECT_EQ(shown.solutions.nash.points, analysis.solutions.nash.points);
  EXPECT_EQ(shown.solutions.kalai_smorodinsky.points, analysis.solutions.kalai_smorodinsky.points);
  EXPECT_EQ(shown.zone.low, analysis.zone.low);
}

TEST_P(EveryReport, HostileTextsAreShownAsText) {
  const auto made = MakeReport(CompileScenario(Hostile(ReadScenario(GetParam()))), 200);
  const XmlOutline page = ParseXml(made->page.html);
  ASSERT_EQ(page.error, "");
  ExpectHarmless(page);
  EXPECT_THAT(made->page.html, Not(HasSubstr("<script")));
  EXPECT_THAT(made->page.html, Not(HasSubstr("<img")));
  // As text it is all there: the heading, and a claim's note.
  EXPECT_EQ(page.elements[page.Places("h1")[0]].text, kHostile);
  bool noted = false;
  for (const std::size_t k : page.Places("td")) noted = noted || page.elements[k].text == kHostile;
  EXPECT_TRUE(noted);
}

TEST(ReportPage, FourPartiesWithPositionsAreDrawnInSixPairs) {
  EXPECT_EQ(ReportOf("istanbul-2025-05-16").data.space.pairs.size(), 6U);
  EXPECT_EQ(ParseXml(ReportOf("istanbul-2025-05-16").page.html).Places("svg").size(), 12U);
}

TEST(ReportPage, WhatIfsAreASectionOfTheirOwn) {
  ReportData data = ReportOf("two-towns").data;
  ComparisonReport& report = data.what_ifs.emplace();
  report.runs = 4000;
  VariantReport& variant = report.variants.emplace_back();
  variant.label = "T1";
  variant.question = "What if?";
  variant.changes[0].expected = Direction::kUp;
  variant.changes[0].base = 0.25;
  variant.changes[0].variant = 0.2;
  variant.changes[0].delta = -0.05;
  variant.changes[0].verdict = SignVerdict::kFails;
  const ReportPage page = MakeReportPage(data);
  EXPECT_EQ(ParseXml(page.html).error, "");
  EXPECT_THAT(page.html, HasSubstr("Expected directions: 0 hold, 1 fail,"));
  const auto table = std::find_if(page.tables.begin(), page.tables.end(),
                                  [](const DataTable& t) { return t.name == "what-ifs"; });
  ASSERT_NE(table, page.tables.end());
  ASSERT_EQ(table->rows.size(), 1U) << "only what something was expected of";
  EXPECT_EQ(table->rows[0][7].text, "\xE2\x96\xB2 up");
  EXPECT_EQ(table->rows[0][8].text, "\xE2\x96\xBC down");
  EXPECT_EQ(table->rows[0][4].text, "-5.0");
  EXPECT_EQ(table->rows[0][9].text, "\xE2\x9C\x97 fails");
}

}  // namespace
}  // namespace dragoman
