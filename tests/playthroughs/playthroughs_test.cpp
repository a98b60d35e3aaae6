#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "engine/report/transcript.h"
#include "tests/support/scenarios.h"

// The committed transcripts are what a reader sees; scripts/regenerate_playthroughs rewrites them.

namespace dragoman {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> PlaythroughNames() {
  std::vector<std::string> names;
  for (const auto& entry :
       fs::directory_iterator(fs::path(DRAGOMAN_SOURCE_DIR) / "tests/playthroughs")) {
    if (entry.path().extension() == ".txt") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string ReadPlaythrough(const std::string& name) {
  std::ifstream file(fs::path(DRAGOMAN_SOURCE_DIR) / "tests/playthroughs" / (name + ".txt"));
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// Renders what the command on the first line of a playthrough prints.
std::string Render(const std::string& command) {
  std::istringstream words(command);
  std::string prompt;
  std::string program;
  std::string verb;
  fs::path file;
  words >> prompt >> program >> verb >> file;
  EXPECT_EQ(prompt + program + verb, "$dragomanreplay") << command;
  ScenarioChoices choices;
  std::uint64_t seed = 1;
  std::uint64_t run = 0;
  std::vector<std::string> settings;
  for (std::string option, value; words >> option >> value;) {
    if (option == "--seed") {
      seed = std::stoull(value);
    } else if (option == "--run") {
      run = std::stoull(value);
    } else if (option == "--tier") {
      choices.tier = value;
    } else if (option == "--set") {
      settings.push_back(value);
    } else {
      ADD_FAILURE() << "option '" << option << "' in: " << command;
    }
  }
  const auto scenario = testing_support::CompileScenario(
      testing_support::ReadScenario(file.stem().string(), settings), choices);
  return RenderTranscript(*scenario, seed, run, 100);
}

/// The first line in which the texts differ; empty if they do not.
std::string FirstDifference(const std::string& committed, const std::string& now) {
  std::istringstream old_lines(committed);
  std::istringstream new_lines(now);
  std::string old_line;
  std::string new_line;
  for (int number = 1;; ++number) {
    const bool has_old = static_cast<bool>(std::getline(old_lines, old_line));
    const bool has_new = static_cast<bool>(std::getline(new_lines, new_line));
    if (!has_old && !has_new) return committed == now ? "" : "the end of the last line";
    if (has_old != has_new || old_line != new_line) {
      return "line " + std::to_string(number) + ":\n- " + (has_old ? old_line : "(end)") + "\n+ " +
             (has_new ? new_line : "(end)");
    }
  }
}

class EveryPlaythrough : public testing::TestWithParam<std::string> {};

TEST_P(EveryPlaythrough, IsWhatItsCommandPrints) {
  const std::string text = ReadPlaythrough(GetParam());
  const std::string command = text.substr(0, text.find('\n'));
  EXPECT_EQ(FirstDifference(text, command + "\n\n" + Render(command)), "")
      << "if the change is meant, run scripts/regenerate_playthroughs";
}

TEST_P(EveryPlaythrough, IsShortEnoughToRead) {
  const std::string text = ReadPlaythrough(GetParam());
  EXPECT_LE(std::count(text.begin(), text.end(), '\n'), 130);
}

INSTANTIATE_TEST_SUITE_P(Committed, EveryPlaythrough, testing::ValuesIn(PlaythroughNames()),
                         [](const auto& test) { return test.param; });

std::string FlagsLine(const std::string& name) {
  const std::string text = ReadPlaythrough(name);
  const std::size_t from = text.find("  Flags: ");
  return from == std::string::npos ? "" : text.substr(from + 9, text.find(".\n", from) - from - 9);
}

TEST(PlaythroughsTest, ShowTheArticlesPatternAWalkOutAndAPartialCeasefire) {
  EXPECT_EQ(FlagsLine("article_like"), "prisoner exchange; next round; written terms");
  EXPECT_EQ(FlagsLine("partial_ceasefire"),
            "partial ceasefire; prisoner exchange; next round; written terms");
  EXPECT_NE(FlagsLine("walk_out").find("walk-out"), std::string::npos);
}

}  // namespace
}  // namespace dragoman
