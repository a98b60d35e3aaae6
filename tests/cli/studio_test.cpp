#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/apps/cli/arguments.h"
#include "engine/apps/cli/console.h"
#include "engine/apps/cli/embedded.h"
#include "engine/apps/cli/studio_page.h"
#include "tests/io/temporary_folder.h"
#include "tests/support/process.h"

namespace dragoman {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using testing_support::Process;
using testing_support::ProcessOptions;
using testing_support::ProcessResult;
using testing_support::RunDragoman;
using testing_support::TemporaryFolder;

constexpr std::string_view kPage =
    "<p>before</p><script type=\"application/json\" id=\"dragoman-scenarios\">[]</script>after";

std::string StudioFileText(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

/// The scenarios that a page carries.
Json ScenariosOf(const std::string& page) {
  const std::string mark = "id=\"dragoman-scenarios\">";
  const std::size_t from = page.find(mark) + mark.size();
  return Json::parse(page.substr(from, page.find("</script", from) - from));
}

std::string HostileScenario() {
  std::string text = StudioFileText(std::string(DRAGOMAN_SOURCE_DIR) + "/scenarios/two-towns.yaml");
  const std::size_t at = text.find("\ntitle:");
  const std::size_t end = text.find('\n', at + 1);
  text.replace(at, end - at, "\ntitle: '</script><img src=x onerror=alert(1)><!--<script>'");
  return text;
}

TEST(StudioPage, CarriesScenariosInPlaceOfItsEmptyList) {
  Json list = Json::array();
  list.push_back({{"id", "a"}, {"title", "A"}, {"json", {{"x", 0.1}}}});
  EXPECT_EQ(PageWithScenarios(kPage, list),
            "<p>before</p><script type=\"application/json\" id=\"dragoman-scenarios\">"
            "[{\"id\":\"a\",\"title\":\"A\",\"json\":{\"x\":0.1}}]</script>after");
}

TEST(StudioPage, NoStringOfAScenarioEndsTheScript) {
  const std::string hostile = "</script><img src=x onerror=alert(1)><!--<script>";
  Json list = Json::array();
  list.push_back({{"id", hostile}, {"title", hostile}, {"json", {{hostile, hostile}}}});
  const std::optional<std::string> page = PageWithScenarios(kPage, list);
  ASSERT_TRUE(page);
  EXPECT_EQ(std::count(page->begin(), page->end(), '<'),
            std::count(kPage.begin(), kPage.end(), '<'));
  EXPECT_EQ(ScenariosOf(*page), list);
}

TEST(StudioPage, APageWithoutTheElementIsRefused) {
  EXPECT_EQ(PageWithScenarios("<p>other</p>", Json::array()), std::nullopt);
}

TEST(StudioArguments, TheNumberOfServeMayBeLeftOut) {
  const std::vector<CliOption> options = {{"serve", "[PORT]", "", false, 0, "8642"},
                                          {"open", "", ""}};
  const auto parse = [&options](const std::vector<std::string>& words) {
    return Arguments::Parse(words, options);
  };
  EXPECT_EQ(parse({"--serve", "8000"}).Text("serve"), "8000");
  EXPECT_EQ(parse({"--serve=8000"}).Text("serve"), "8000");
  const Arguments bare = parse({"--serve", "two-towns", "--open"});
  EXPECT_EQ(bare.Text("serve"), "8642");
  EXPECT_EQ(bare.positional(), std::vector<std::string>{"two-towns"});
  EXPECT_THROW(parse({"--serve", "--serve", "1"}), UsageError);
}

class StudioCommandTest : public testing::Test {
 protected:
  void SetUp() override {
    if (StudioPages().empty()) GTEST_SKIP() << "built without the studio (DRAGOMAN_STUDIO)";
  }
  const TemporaryFolder folder_;
};

TEST(StudioCommand, SaysHowToBuildTheStudioWhereItIsMissing) {
  if (!StudioPages().empty()) return;  // The other tests are about this program.
  const ProcessResult result = RunDragoman({"studio"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.err, HasSubstr("built without the studio; scripts/run --studio builds it"));
}

TEST_F(StudioCommandTest, WritesThePageWithTheScenariosNamed) {
  const std::string path = folder_.Path("towns.html");
  const ProcessResult result = RunDragoman({"studio", "two-towns", "-o", path});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, StartsWith(path + ": "));
  EXPECT_THAT(result.out, HasSubstr(" KB, two-towns; open it in a browser\n"));
  const Json scenarios = ScenariosOf(StudioFileText(path));
  ASSERT_EQ(scenarios.size(), 1U);
  EXPECT_EQ(scenarios[0]["id"], "two-towns");
  EXPECT_EQ(scenarios[0]["json"]["id"], "two-towns");
}

TEST_F(StudioCommandTest, CarriesEveryKnownScenarioUnlessToldOtherwise) {
  const std::string path = folder_.Path("all.html");
  const ProcessResult result = RunDragoman({"studio", "-o", path});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  const Json scenarios = ScenariosOf(StudioFileText(path));
  ASSERT_EQ(scenarios.size(), 2U);
  EXPECT_EQ(scenarios[0]["id"], "istanbul-2025-05-16");
  EXPECT_EQ(scenarios[1]["id"], "two-towns");
}

TEST_F(StudioCommandTest, KeepsAFileThatExistsUnlessForcedOrTheSame) {
  const std::string path = folder_.Path("page.html");
  std::ofstream(path) << "mine";
  const ProcessResult kept = RunDragoman({"studio", "-o", path});
  EXPECT_EQ(kept.exit_code, 1);
  EXPECT_EQ(kept.err, "dragoman studio: error: " + path +
                          " exists already; nothing was written (--force overwrites)\n");
  EXPECT_EQ(StudioFileText(path), "mine");
  EXPECT_EQ(RunDragoman({"studio", "-o", path, "--force"}).exit_code, 0);
  EXPECT_THAT(StudioFileText(path), StartsWith("<!doctype html>"));
  EXPECT_EQ(RunDragoman({"studio", "-o", path}).exit_code, 0);
}

TEST_F(StudioCommandTest, HostileStringsStayData) {
  std::ofstream(folder_.Path("hostile.yaml")) << HostileScenario();
  const std::string path = folder_.Path("page.html");
  const ProcessResult result = RunDragoman({"studio", folder_.Path("hostile.yaml"), "-o", path});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  const std::string page = StudioFileText(path);
  EXPECT_THAT(page, Not(HasSubstr("<img src=x")));
  EXPECT_EQ(ScenariosOf(page)[0]["title"], "</script><img src=x onerror=alert(1)><!--<script>");
}

TEST_F(StudioCommandTest, ErrorsOfScenariosAreThoseOfEveryCommand) {
  const std::string path = folder_.Path("bad.yaml");
  std::ofstream(path) << "dragoman: 1\nnonsense: 2\n";
  const ProcessResult bad = RunDragoman({"studio", path, "-o", folder_.Path("page.html")});
  EXPECT_EQ(bad.exit_code, 2);
  EXPECT_THAT(bad.err, HasSubstr(path + ":2:"));
  EXPECT_FALSE(std::filesystem::exists(folder_.Path("page.html")));
  EXPECT_EQ(RunDragoman({"studio", "no-such-scenario"}).exit_code, 2);
  const ProcessResult twice = RunDragoman({"studio", "two-towns", "two-towns"});
  EXPECT_EQ(twice.exit_code, 2);
  EXPECT_THAT(twice.err, HasSubstr("is that of another scenario of the page"));
}

TEST_F(StudioCommandTest, OpenSaysWhereThereIsNothingToOpenItWith) {
  const std::string path = folder_.Path("page.html");
  Process program({"/usr/bin/env", "-i", "PATH=/nonexistent", DRAGOMAN_PROGRAM, "studio", "-o",
                   path, "--open"});
  const ProcessResult result = program.Wait();
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.err, HasSubstr("there is no xdg-open here; open " + path + " in a browser"));
}

TEST_F(StudioCommandTest, ServesUntilInterrupted) {
  const std::string out = folder_.Path("out");
  ProcessOptions options;
  options.out_path = out;
  std::ofstream(out).flush();  // It must exist.
  Process server({DRAGOMAN_PROGRAM, "studio", "two-towns", "--serve", "0", "--verbose"}, options);
  ASSERT_TRUE(server.WaitForError("serving"));
  server.Signal(SIGINT);
  const ProcessResult result = server.Wait();
  EXPECT_EQ(result.exit_code, 0) << result.err;
  const std::string text = StudioFileText(out);
  EXPECT_THAT(text, StartsWith("http://127.0.0.1:"));
  EXPECT_THAT(text, HasSubstr("/: two-towns; for this machine only, until Ctrl-C\n"));
}

TEST_F(StudioCommandTest, ServeWritesNoFile) {
  const ProcessResult result = RunDragoman({"studio", "--serve", "-o", folder_.Path("x")});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, HasSubstr("--serve writes no file: leave out --output"));
}

}  // namespace
}  // namespace dragoman
