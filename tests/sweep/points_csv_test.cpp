#include "engine/sweep/points_csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/io/error_text.h"

namespace dragoman {
namespace {

using testing::ElementsAre;

PointsCsv Read(const std::string& text) {
  return ReadPointsCsv(text, "points.csv", {"depth", "rule"});
}

std::string ProblemsOf(const std::string& text) { return FormatProblems(Read(text).problems); }

TEST(PointsCsvTest, ColumnsAreFoundByNameAndOrderedAsTheParameters) {
  const PointsCsv csv = Read("rule,depth\nfair,1.5\nfree,2e-3\n");
  EXPECT_TRUE(csv.problems.empty());
  EXPECT_THAT(csv.points, ElementsAre(ElementsAre("1.5", "fair"), ElementsAre("2e-3", "free")));
}

TEST(PointsCsvTest, QuotesBlanksCommentsAndLineEndsOfWindowsAreTaken) {
  const PointsCsv csv =
      Read("# drawn by hand\r\ndepth, rule\r\n\r\n 1 ,\"a, \"\"b\"\"\"\r\n#2,x\r\n");
  EXPECT_TRUE(csv.problems.empty()) << FormatProblems(csv.problems);
  EXPECT_THAT(csv.points, ElementsAre(ElementsAre("1", "a, \"b\"")));
}

TEST(PointsCsvTest, ALastLineWithoutLineFeedCounts) {
  EXPECT_THAT(Read("depth,rule\n1,x").points, ElementsAre(ElementsAre("1", "x")));
}

TEST(PointsCsvTest, TheProblemsSayWhereAndWhat) {
  EXPECT_EQ(ProblemsOf(""), "points.csv:1:1: error: the file is empty\n");
  EXPECT_EQ(ProblemsOf("# nothing\n\n"), "points.csv:1:1: error: the file is empty\n");
  EXPECT_EQ(ProblemsOf("depth\n1\n"), "points.csv:1:1: error: no column 'rule'\n");
  EXPECT_EQ(ProblemsOf("depth,rule\n1,x\n1\n2,y,z\n"),
            "points.csv:3:1: error: has 1 values; the head names 2\n"
            "points.csv:4:1: error: has 3 values; the head names 2\n");
  EXPECT_EQ(ProblemsOf("depth,rule\n1,\"x\n"),
            "points.csv:2:1: error: a quote is left open, or a value holds a tab\n");
  EXPECT_EQ(ProblemsOf("depth,rule\n1,x\ty\n"),
            "points.csv:2:1: error: a quote is left open, or a value holds a tab\n");
  EXPECT_EQ(ProblemsOf("depth,rule,dept\n1,x,2\n"),
            "points.csv:1:1: error: 'dept' is no parameter; did you mean 'depth'? expected one "
            "of: depth, rule\n");
}

TEST(PointsCsvTest, AColumnNamedTwiceIsAProblem) {
  EXPECT_EQ(ProblemsOf("depth,rule,depth\n1,x,2\n"),
            "points.csv:1:1: error: the column 'depth' is there twice\n");
}

}  // namespace
}  // namespace dragoman
