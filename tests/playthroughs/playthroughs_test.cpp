#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
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
    } else if (option == "--without") {
      choices.without.push_back(value);
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

bool Tells(const std::string& name, const std::string& words) {
  // Lines are broken anywhere.
  std::string text = ReadPlaythrough(name);
  std::replace(text.begin(), text.end(), '\n', ' ');
  std::string flat;
  std::unique_copy(text.begin(), text.end(), std::back_inserter(flat),
                   [](char a, char b) { return a == ' ' && b == ' '; });
  return flat.find(words) != std::string::npos;
}

/// The command without the options that only one of two playthroughs has.
std::string SharedCommand(const std::string& name) {
  const std::string text = ReadPlaythrough(name);
  std::istringstream words(text.substr(0, text.find('\n')));
  std::string shared;
  for (std::string word; words >> word;) {
    if (word == "--set" || word == "--without") {
      words >> word;
    } else {
      shared += word + " ";
    }
  }
  return shared;
}

TEST(PlaythroughsTest, ShowTheArticlesPatternAWalkOutAndAPartialCeasefire) {
  EXPECT_EQ(FlagsLine("article_like"), "prisoner exchange; next round; written terms");
  EXPECT_EQ(FlagsLine("partial_ceasefire"),
            "partial ceasefire; prisoner exchange; next round; written terms");
  EXPECT_NE(FlagsLine("walk_out").find("walk-out"), std::string::npos);
}

// Each lesson comes with the same run without what it is about.
TEST(PlaythroughsTest, LessonsAreToldBesideTheSameRunWithoutThem) {
  for (const char* lesson : {"single_text", "ultimatum", "spoiler"}) {
    EXPECT_EQ(SharedCommand(lesson), SharedCommand(std::string(lesson) + "_without"));
  }
}

TEST(PlaythroughsTest, ASingleTextFindsThePackageThatProposalsMiss) {
  EXPECT_TRUE(Tells("single_text", "This one passes: "));
  EXPECT_NE(FlagsLine("single_text").find("full ceasefire"), std::string::npos);
  EXPECT_TRUE(Tells("single_text_without", "No package is agreed."));
  EXPECT_EQ(FlagsLine("single_text_without").find("ceasefire"), std::string::npos);
}

TEST(PlaythroughsTest, AnUltimatumDrivesAwayTheSideThatWouldHaveAgreed) {
  EXPECT_TRUE(Tells("ultimatum",
                    "A threat from outside: as long as the conflict lasts, no deal is "
                    "worth 0.02 less to Lowford"));
  EXPECT_TRUE(Tells("ultimatum", "Lowford walks out: "));
  EXPECT_EQ(FlagsLine("ultimatum").find("ceasefire"), std::string::npos);
  EXPECT_FALSE(Tells("ultimatum_without", "threat from outside"));
  EXPECT_FALSE(Tells("ultimatum_without", "walks out"));
  EXPECT_NE(FlagsLine("ultimatum_without").find("full ceasefire"), std::string::npos);
}

TEST(PlaythroughsTest, ASpoilerStrikesBetweenTheAgreementAndTheCapitalsAnswer) {
  EXPECT_TRUE(Tells("spoiler", "Spoilers strike, since a deal is near"));
  EXPECT_TRUE(Tells("spoiler", "What was left to the capitals falls with the talks."));
  EXPECT_EQ(FlagsLine("spoiler"), "walk-out");
  EXPECT_FALSE(Tells("spoiler_without", "Spoilers strike"));
  EXPECT_TRUE(Tells("spoiler_without", "The capitals approve what was left to them"));
  EXPECT_NE(FlagsLine("spoiler_without").find("full ceasefire"), std::string::npos);
}

}  // namespace
}  // namespace dragoman
