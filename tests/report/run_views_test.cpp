#include "engine/report/run_views.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/experiments/thread_executor.h"
#include "tests/support/scenarios.h"

namespace dragoman {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(SideLetters, AreTheFirstOnesUnlessTheyMeanSomethingElse) {
  using Letters = std::array<char, kSides>;
  EXPECT_EQ(SideLetters({"East", "west"}), (Letters{'E', 'W'}));
  EXPECT_EQ(SideLetters({"North", "Keep"}), (Letters{'n', 'k'}));
  EXPECT_EQ(SideLetters({"East", "Esk"}), (Letters{'1', '2'}));
  EXPECT_EQ(SideLetters({"", "\xC3\x84land"}), (Letters{'1', '2'}));
}

TabledPackage Tabled(int side, double own) {
  TabledPackage package;
  package.side = side;
  package.own = own;
  return package;
}

// From 0 to 1 in ten steps: 1 is 9, 0.65 is 6, 0.3 is 3.
TEST(ConcessionText, HasABarForEachPackageOnOneScale) {
  ShownRun shown;
  shown.packages = {Tabled(0, 1), Tabled(1, 0.5), Tabled(0, 0.65), Tabled(0, 0.3)};
  TextStyle style;
  EXPECT_EQ(ConcessionText(shown, 0, style), "963  1.00 -> 0.30");
  EXPECT_EQ(ConcessionText(shown, 1, style), "5  0.50 -> 0.50");
  style.unicode = true;
  EXPECT_EQ(ConcessionText(shown, 1, style), "\u2585  0.50 -> 0.50");
  shown.packages = {Tabled(0, 1)};
  EXPECT_EQ(ConcessionText(shown, 1, style), "");
}

TEST(ConcessionText, IsNeverLongerThanFortyBars) {
  ShownRun shown;
  for (int k = 0; k <= 100; ++k) shown.packages.push_back(Tabled(0, 1 - 0.01 * k));
  const std::string text = ConcessionText(shown, 0, TextStyle());
  EXPECT_EQ(text.find(' '), 40U);
  EXPECT_THAT(text, testing::EndsWith("  1.00 -> 0.00"));
}

TEST(RunViews, TellTheRunAndHowToReadItInWords) {
  const auto scenario =
      testing_support::CompileScenario(testing_support::ReadScenario("two-towns"));
  ThreadExecutor executor(1);
  const SpaceView space = MakeSpaceView(*scenario, &executor);
  RunSettings settings;
  settings.scenario = "two-towns";
  settings.seed = 3;
  TextStyle style;
  style.width = 80;
  const std::string text =
      RunViewsText(*scenario, space, MakeShownRun(*scenario, 3, 5), settings, style);
  EXPECT_THAT(text, HasSubstr("One run: number 5, which ended at headline "));
  EXPECT_THAT(text, HasSubstr("  worth to Lowford\n"));
  EXPECT_THAT(text, HasSubstr("worth to Highmoor"));
  EXPECT_THAT(text, HasSubstr("* the"));
  EXPECT_THAT(text, HasSubstr("  In words: dragoman replay two-towns --run 5 --seed 3\n"));
  for (const char byte : text) EXPECT_LT(static_cast<unsigned char>(byte), 0x80) << "plain ASCII";
  style.unicode = true;
  EXPECT_THAT(RunViewsText(*scenario, space, MakeShownRun(*scenario, 3, 5), settings, style),
              HasSubstr("\xE2\xA0"));
}

}  // namespace
}  // namespace dragoman
