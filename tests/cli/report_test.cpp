#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/report/text_layout.h"
#include "engine/wire/json_writer.h"
#include "tests/io/temporary_folder.h"
#include "tests/support/process.h"

namespace dragoman {
namespace {

using testing::HasSubstr;
using testing_support::ProcessResult;
using testing_support::RunDragoman;
using testing_support::TemporaryFolder;

constexpr const char* kReportIstanbul = "scenarios/istanbul-2025-05-16.yaml";
constexpr const char* kReportTowns = "scenarios/two-towns.yaml";

std::string FileContents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// Rows of a CSV file without quotes.
std::vector<std::vector<std::string>> CsvRows(const std::string& path) {
  std::vector<std::vector<std::string>> rows;
  std::istringstream text(FileContents(path));
  for (std::string line; std::getline(text, line);) {
    if (line.ends_with('\r')) line.pop_back();
    std::vector<std::string>& row = rows.emplace_back();
    std::istringstream cells(line);
    for (std::string cell; std::getline(cells, cell, ',');) row.push_back(cell);
  }
  return rows;
}

/// "<0.1%" as the page has it.
std::string ShownShare(double share) {
  std::string text = Percent(share);
  if (text[0] == '<') text.replace(0, 1, "&lt;");
  if (text[0] == '>') text.replace(0, 1, "&gt;");
  return text;
}

void ExpectShareOf(const std::vector<std::string>& row, std::size_t from, const Json& share) {
  EXPECT_EQ(std::stod(row[from]), share["p"].get<double>());
  EXPECT_EQ(std::stod(row[from + 1]), share["se"].get<double>());
  EXPECT_EQ(std::stod(row[from + 2]), share["low"].get<double>());
  EXPECT_EQ(std::stod(row[from + 3]), share["high"].get<double>());
}

TEST(ReportCommand, NumbersAreThoseOfRunJson) {
  const TemporaryFolder folder;
  const std::vector<std::string> choices = {"--runs", "1000", "--seed",    "7",
                                            "--tier", "A+B",  "--without", "M24"};
  std::vector<std::string> report = {"report", kReportIstanbul,    "-o", folder.Path("r.html"),
                                     "--data", folder.Path("data")};
  std::vector<std::string> run = {"run", kReportIstanbul, "--json"};
  report.insert(report.end(), choices.begin(), choices.end());
  run.insert(run.end(), choices.begin(), choices.end());
  const ProcessResult made = RunDragoman(report);
  ASSERT_EQ(made.exit_code, 0) << made.err;
  EXPECT_EQ(made.err, "");
  EXPECT_THAT(made.out, HasSubstr("r.html: "));
  const Json json = Json::parse(RunDragoman(run).out);
  const std::string html = FileContents(folder.Path("r.html"));
  EXPECT_THAT(html, HasSubstr(json["result_hash"].get<std::string>()));
  EXPECT_THAT(html, HasSubstr(json["command"].get<std::string>()));

  const auto headline = CsvRows(folder.Path("data/headline.csv"));
  ASSERT_EQ(headline.size(), 9U);
  for (std::size_t k = 1; k < headline.size(); ++k) {
    const auto h = static_cast<std::size_t>(std::stoi(headline[k][0]));
    ExpectShareOf(headline[k], 1, json["headline_detail"][h]);
    ExpectShareOf(headline[k], 5, json["after_first_meeting"]["headline_detail"][h]);
    EXPECT_THAT(html, HasSubstr(">" + ShownShare(json["headline"][h].get<double>()) + "<"));
  }
  for (const auto& row : CsvRows(folder.Path("data/flags.csv"))) {
    if (row[0] == "event") continue;
    ExpectShareOf(row, 1, json["flags"][row[0]]);
    ExpectShareOf(row, 5, json["after_first_meeting"]["flags"][row[0]]);
  }
  const auto blockers = CsvRows(folder.Path("data/blockers.csv"));
  std::vector<double> expected;
  for (const char* list : {"blockers", "blocker_pairs"}) {
    for (const Json& item : json[list]) expected.push_back(item["share"].get<double>());
  }
  std::sort(expected.begin(), expected.end(), std::greater<>());
  ASSERT_EQ(blockers.size(), expected.size() + 1);
  for (std::size_t k = 0; k < expected.size(); ++k) {
    EXPECT_EQ(std::stod(blockers[k + 1].back()), expected[k]);
  }
}

TEST(ReportCommand, ThreadsChangeNothingAndNeitherDoesAnotherTime) {
  const TemporaryFolder folder;
  for (const char* threads : {"1", "3"}) {
    const ProcessResult made =
        RunDragoman({"report", kReportIstanbul, "-o", folder.Path(threads), "--runs", "600",
                     "--threads", threads, "--what-ifs", "--what-if-runs", "400", "--quiet"});
    ASSERT_EQ(made.exit_code, 0) << made.err;
    EXPECT_EQ(made.out, "");
  }
  const std::string one = FileContents(folder.Path("1"));
  EXPECT_GT(one.size(), 10'000U);
  EXPECT_EQ(one, FileContents(folder.Path("3")));
}

TEST(ReportCommand, WithAllWhatIfsItStaysSmall) {
  const TemporaryFolder folder;
  const ProcessResult made =
      RunDragoman({"report", kReportIstanbul, "--output", folder.Path("r.html"), "--runs", "400",
                   "--tier", "A+B", "--what-ifs", "--what-if-runs", "400"});
  ASSERT_EQ(made.exit_code, 0) << made.err;
  EXPECT_LT(std::filesystem::file_size(folder.Path("r.html")), 300U * 1024);
  EXPECT_THAT(FileContents(folder.Path("r.html")), HasSubstr("<section id=\"what-ifs\""));
}

TEST(ReportCommand, TheShownRunCanBeChosen) {
  const TemporaryFolder folder;
  const ProcessResult made = RunDragoman(
      {"report", kReportTowns, "-o", folder.Path("r.html"), "--runs", "200", "--run", "17"});
  ASSERT_EQ(made.exit_code, 0) << made.err;
  const std::string html = FileContents(folder.Path("r.html"));
  EXPECT_THAT(html, HasSubstr("number 17 of seed 1"));
  EXPECT_THAT(html, HasSubstr("dragoman replay scenarios/two-towns.yaml --run 17 --seed 1"));
}

TEST(ReportCommand, SaysWhatIsWrong) {
  const ProcessResult without = RunDragoman({"report", kReportTowns});
  EXPECT_EQ(without.exit_code, 2);
  EXPECT_THAT(without.err, HasSubstr("say where to write the report: -o report.html"));
  const ProcessResult nowhere =
      RunDragoman({"report", kReportTowns, "-o", "no/such/folder/r.html", "--runs", "10"});
  EXPECT_EQ(nowhere.exit_code, 1);
  EXPECT_THAT(nowhere.err, HasSubstr("cannot write no/such/folder/r.html"));
  const ProcessResult none =
      RunDragoman({"report", kReportTowns, "-o", "no/such/folder/r.html", "--what-ifs"});
  EXPECT_EQ(none.exit_code, 2);
  EXPECT_THAT(none.err, HasSubstr("--what-ifs: the scenario has no what-ifs"));
  const ProcessResult letter = RunDragoman({"report", kReportTowns, "-o"});
  EXPECT_EQ(letter.exit_code, 2);
  const ProcessResult help = RunDragoman({"report", "--help"});
  EXPECT_THAT(help.out, HasSubstr("-o, --output FILE"));
}

}  // namespace
}  // namespace dragoman
