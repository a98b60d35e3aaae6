#include "engine/report/shown_run.h"

#include <gtest/gtest.h>

#include "engine/report/html/refusal_tally.h"
#include "tests/html/report_fixture.h"

namespace dragoman {
namespace {

using testing_support::ReportOf;
using testing_support::ScenarioNames;

class EveryShownRun : public testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(Scenarios, EveryShownRun, testing::ValuesIn(ScenarioNames()),
                         [](const auto& scenario) {
                           std::string name = scenario.param;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

TEST_P(EveryShownRun, HasTheLikeliestHeadlineAndNoEarlierRunHas) {
  const auto& report = ReportOf(GetParam());
  const auto& shares = report.data.summary.at_horizon.headline;
  const auto likeliest =
      std::max_element(shares.begin(), shares.end(),
                       [](const Share& a, const Share& b) { return a.p < b.p; }) -
      shares.begin();
  EXPECT_EQ(report.data.shown.record.end.headline, likeliest);
  Runner runner(*report.scenario, 1);
  for (std::uint64_t run = 0; run < report.data.shown.run; ++run) {
    EXPECT_NE(runner.Run(run).end.headline, likeliest);
  }
}

// An issue that is not renewed and was signed once stays signed: the last signature is in force.
TEST_P(EveryShownRun, WhatWasSignedLastIsInForceUnlessAWalkOutTookItBack) {
  const auto& report = ReportOf(GetParam());
  for (std::uint64_t run = 0; run < 50; ++run) {
    const ShownRun shown = MakeShownRun(*report.scenario, 1, run);
    if (shown.record.ended_in != 0) continue;
    for (std::size_t i = 0; i < report.scenario->space.num_issues(); ++i) {
      if (report.scenario->talks->traits[i].renewable) continue;
      OptionIndex expected = report.scenario->space.issues()[i].status_quo;
      for (const TimelineMeeting& meeting : shown.meetings) {
        if (meeting.cells[i].signed_option) expected = *meeting.cells[i].signed_option;
      }
      EXPECT_EQ(shown.record.standing.options[i], expected) << "run " << run << " issue " << i;
    }
  }
}

TEST_P(EveryShownRun, MovedMeansAnotherOptionThanInTheMeetingBefore) {
  const auto& report = ReportOf(GetParam());
  int moves = 0;
  for (std::uint64_t run = 0; run < 20; ++run) {
    const ShownRun shown = MakeShownRun(*report.scenario, 1, run);
    for (std::size_t i = 0; i < report.scenario->space.num_issues(); ++i) {
      for (std::size_t side = 0; side < kSides; ++side) {
        std::optional<OptionIndex> before;
        for (const TimelineMeeting& meeting : shown.meetings) {
          const TimelineCell& cell = meeting.cells[i];
          if (before && cell.tabled[side]) {
            EXPECT_EQ(cell.moved[side], *cell.tabled[side] != *before) << run << " " << i;
            moves += cell.moved[side] ? 1 : 0;
          }
          if (cell.tabled[side]) before = cell.tabled[side];
        }
      }
    }
  }
  EXPECT_GT(moves, 0);
}

TEST_P(EveryShownRun, RefusalsAndAcceptancesAreSharesOfTheSameRuns) {
  const auto& report = ReportOf(GetParam());
  const RefusalTally tally = TallyRefusals(*report.scenario, 1, 200);
  EXPECT_EQ(tally.runs, 200U);
  EXPECT_FALSE(tally.shares.empty());
  for (int side = 0; side < kSides; ++side) {
    double sum = tally.none[static_cast<std::size_t>(side)];
    for (const RefusalShare& share : tally.shares) {
      if (share.side == side) sum += share.share;
      EXPECT_GE(share.most_short, share.median_short);
      EXPECT_NE(share.refusal, Refusal::kNone);
    }
    EXPECT_LE(sum, 1 + 1e-9);
  }
}

}  // namespace
}  // namespace dragoman
