#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/io/temporary_folder.h"
#include "tests/support/process.h"

namespace dragoman {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using testing_support::Process;
using testing_support::ProcessOptions;
using testing_support::ProcessResult;
using testing_support::RunDragoman;
using testing_support::TemporaryFolder;

/// `dragoman play` with these lines on standard input.
ProcessResult PlayLines(const std::string& arguments, const std::string& lines,
                        const ProcessOptions& options = {}) {
  const std::string command =
      "printf '%s' \"$0\" | " DRAGOMAN_PROGRAM " play scenarios/two-towns.yaml " + arguments;
  return Process({"/bin/sh", "-c", command, lines}, options).Wait();
}

std::string TextOfFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST(PlayCommand, SaysWhoseSeatsThereAre) {
  const ProcessResult none = RunDragoman({"play", "scenarios/two-towns.yaml"});
  EXPECT_EQ(none.exit_code, 2);
  EXPECT_THAT(none.err, HasSubstr("play needs '--as PARTY'; one of: HMR, LFD, RBD\n"));
  const ProcessResult unknown =
      RunDragoman({"play", "scenarios/two-towns.yaml", "--as", "highmore"});
  EXPECT_EQ(unknown.exit_code, 2);
  EXPECT_THAT(unknown.err,
              HasSubstr("option '--as': unknown party 'highmore'; did you mean 'Highmoor'?"));
  const ProcessResult silent = RunDragoman({"play", "scenarios/two-towns.yaml", "--as", "CTY"});
  EXPECT_EQ(silent.exit_code, 2);
  EXPECT_THAT(silent.err, HasSubstr("'CTY' has said nothing of its own on any issue"));
}

TEST(PlayCommand, TheEndOfTheInputSaysHowToGoOn) {
  const TemporaryFolder folder;
  const std::string moves = folder.Path("game.json");
  const ProcessResult begun =
      PlayLines("--as Lowford --seed 3 --no-intro --save " + moves, "pass\nrefuse\n");
  EXPECT_EQ(begun.exit_code, 0);
  EXPECT_EQ(begun.err, "");
  EXPECT_THAT(begun.out, HasSubstr("Confidential brief: you sit for Lowford"));
  EXPECT_THAT(begun.out, EndsWith("Your moves are saved in " + moves +
                                  ".\nTo go on: dragoman play scenarios/two-towns.yaml --moves " +
                                  moves + "\n"));
  EXPECT_EQ(TextOfFile(moves),
            "{\"seat\":\"LFD\",\"seed\":3,\"run\":0,\"moves\":[{\"pass\":true},{\"accept\":false}]}"
            "\n");
  // The same game, told again and gone on with.
  const ProcessResult resumed = PlayLines("--moves " + moves, "undo\nquit\n");
  EXPECT_EQ(resumed.exit_code, 0);
  EXPECT_THAT(resumed.out, HasSubstr("Taken back: 1 move."));
  EXPECT_EQ(TextOfFile(moves),
            "{\"seat\":\"LFD\",\"seed\":3,\"run\":0,\"moves\":[{\"pass\":true}]}\n");
}

TEST(PlayCommand, WithoutAFileTheMovesAreSaid) {
  const ProcessResult result = PlayLines("--as HMR --no-intro", "pass\nquit\n");
  EXPECT_THAT(result.out,
              HasSubstr("{\"seat\":\"HMR\",\"seed\":1,\"run\":0,\"moves\":[{\"pass\":true}]}"));
  EXPECT_THAT(result.out, EndsWith("--moves FILE\n"));
}

TEST(PlayCommand, AWholeGameEndsBesideTheModel) {
  std::string lines = "\n";
  for (int k = 0; k < 40; ++k) lines += "auto\n";
  const ProcessResult result = PlayLines("--as Highmoor --run 3", lines);
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.out, HasSubstr("Before you sit down."));
  EXPECT_THAT(result.out, HasSubstr("What came of it"));
  EXPECT_THAT(result.out, HasSubstr("Highmoor (you)"));
  EXPECT_THAT(result.out, HasSubstr("  worth to "));
  EXPECT_THAT(result.out, Not(HasSubstr("win the")));
  EXPECT_THAT(result.out, Not(HasSubstr("\033[")));
}

// A short game in full, as it was when it was looked at.
TEST(PlayCommand, AShortGameReadsAsBefore) {
  ProcessOptions options;
  options.environment = {"COLUMNS=90"};
  const ProcessResult result =
      PlayLines("--as Lowford --run 3 --set talks.meetings=1 --set talks.exchanges=1",
                "\nclearing CL2\ntable\nsuggest\naccept\nauto all\n", options);
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_EQ(result.out, TextOfFile(DRAGOMAN_SOURCE_DIR "/tests/cli/play_two_towns.txt"));
}

TEST(PlayCommand, ADraftShowsItsWorthAsItGrows) {
  const ProcessResult result =
      PlayLines("--as HMR --no-intro", "clearing CL2\nnope 3\nclearing\nclearing CL9\nclear\n");
  EXPECT_THAT(result.out,
              HasSubstr("Your draft: Clearing the channel together: one joint week [CL2]."));
  EXPECT_THAT(result.out, HasSubstr("no issue and no command 'nope'"));
  EXPECT_THAT(result.out, HasSubstr("which option of clearing?"));
  EXPECT_THAT(result.out, HasSubstr("no option 'CL9' of clearing; did you mean"));
  EXPECT_THAT(result.out, HasSubstr("Your draft: nothing is changed yet."));
}

TEST(PlayCommand, ColumnsSayHowWideLinesAre) {
  ProcessOptions narrow;
  narrow.environment = {"COLUMNS=60"};
  const ProcessResult result = PlayLines("--as HMR", "\n", narrow);
  std::istringstream text(result.out);
  for (std::string line; std::getline(text, line);) {
    if (line.find('{') != std::string::npos || line.starts_with("To go on")) continue;
    EXPECT_LE(line.size(), 60U) << line;
  }
}

TEST(PlayCommand, MovesThatDoNotFitAreNamed) {
  const TemporaryFolder folder;
  const std::string path = folder.Path("game.json");
  std::ofstream(path) << R"({"seat": "HMR", "moves": [{"pass": true}, {"stay": true}]})";
  const ProcessResult result = PlayLines("--moves " + path, "");
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, StartsWith(path + ": error: moves[1]: {\"stay\":true} does not answer "
                                            "the question; "));
  const ProcessResult other = PlayLines("--as LFD --moves " + path, "");
  EXPECT_EQ(other.exit_code, 2);
  EXPECT_THAT(other.err, HasSubstr("are those of HMR"));
}

}  // namespace
}  // namespace dragoman
