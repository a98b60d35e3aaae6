#include "engine/io/error_text.h"

#include <gtest/gtest.h>

namespace dragoman {
namespace {

TEST(ErrorTextTest, HasThePartsThatAreKnown) {
  EXPECT_EQ(FormatProblem({"f.yaml", 3, 7, "a.b", "unknown option 'C9'", "one of: C0, C1"}),
            "f.yaml:3:7: error: a.b: unknown option 'C9'; expected one of: C0, C1");
  EXPECT_EQ(FormatProblem({"f.yaml", 0, 0, "", "no such file", ""}), "f.yaml: error: no such file");
  EXPECT_EQ(FormatProblem({"f.yaml", 3, 0, "", "x", ""}), "f.yaml:3: error: x");
  EXPECT_EQ(FormatProblem({"", 0, 0, "a", "x", ""}), "error: a: x");
}

TEST(ErrorTextTest, PutsTheNearestNameBeforeWhatIsExpected) {
  EXPECT_EQ(
      FormatProblem({"f", 1, 2, "", "unknown key 'bta'", "did you mean 'beta'? one of: beta"}),
      "f:1:2: error: unknown key 'bta'; did you mean 'beta'? expected one of: beta");
}

TEST(ErrorTextTest, ShowsControlCharactersAsTheirCodes) {
  EXPECT_EQ(FormatProblem({"f", 1, 2, "a\x1b[2J", "b\nc\x7f", "\xC2\x9B"}),
            "f:1:2: error: a\\x1b[2J: b\\nc\\x7f; expected \\xc2\\x9b");
  EXPECT_EQ(FormatProblem({"f", 1, 2, "", "\xC3\xA9", ""}), "f:1:2: error: \xC3\xA9");
}

TEST(ErrorTextTest, CountsTheProblemsItLeavesOut) {
  const std::vector<Problem> three(3, {"f", 1, 2, "", "x", ""});
  EXPECT_EQ(FormatProblems(three, 2), "f:1:2: error: x\nf:1:2: error: x\n... and 1 more problem\n");
  EXPECT_EQ(FormatProblems(three, 1), "f:1:2: error: x\n... and 2 more problems\n");
}

TEST(ErrorTextTest, SortsByPlaceTheFileFirstAndDropsRepetitions) {
  const Problem first{"f", 1, 9, "", "x", ""};
  const Problem second{"f", 2, 1, "", "y", ""};
  const Problem pseudo_a{"--set b=1", 0, 0, "", "z", ""};
  const Problem pseudo_b{"--set a=1", 0, 0, "", "z", ""};
  std::vector<Problem> problems = {pseudo_a, second, first, pseudo_b, second};
  SortProblems("f", &problems);
  EXPECT_EQ(problems, (std::vector<Problem>{first, second, pseudo_a, pseudo_b}));
}

}  // namespace
}  // namespace dragoman
