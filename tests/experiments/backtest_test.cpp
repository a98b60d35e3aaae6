#include "engine/experiments/backtest.h"

#include <gtest/gtest.h>

#include "engine/experiments/thread_executor.h"
#include "engine/io/backtest_file.h"
#include "engine/io/files.h"
#include "engine/report/backtest_text.h"

namespace dragoman {
namespace {

std::vector<BacktestCase> ShippedCases() {
  return LoadBacktests(std::string(DRAGOMAN_SOURCE_DIR) + "/scenarios/backtests").cases;
}

BacktestReport Report(const std::vector<BacktestCase>& cases, BacktestSettings settings,
                      int threads = 2) {
  ThreadExecutor executor(threads);
  return RunBacktests(cases, settings, &executor);
}

std::string JsonOf(const BacktestReport& report) { return JsonText(BacktestJson(report, "x")); }

// Everything that is known only afterwards is changed; forecasts must not move by a bit.
TEST(BacktestTest, NothingKnownAfterwardsReachesAForecast) {
  const std::vector<BacktestCase> cases = ShippedCases();
  std::vector<BacktestCase> changed = cases;
  for (BacktestCase& one : changed) {
    one.outcome.headline = 7 - one.outcome.headline;
    one.outcome.flags = static_cast<std::uint16_t>(~one.outcome.flags & 0x1FFU);
    for (std::size_t i = 0; i < one.outcome.agreed.size(); ++i) {
      one.outcome.agreed[i] = one.outcome.agreed[i] ? std::nullopt : std::optional<double>(100);
    }
    one.outcome.end = "2099-01-01";
    one.id += "_renamed";
    one.title = "another title";
  }
  const BacktestSettings settings{.runs = 60};
  const BacktestReport before = Report(cases, settings);
  const BacktestReport after = Report(changed, settings);
  ASSERT_EQ(before.cases.size(), after.cases.size());
  for (std::size_t k = 0; k < before.cases.size(); ++k) {
    EXPECT_EQ(before.cases[k].headline, after.cases[k].headline) << before.cases[k].id;
    EXPECT_EQ(before.cases[k].flags, after.cases[k].flags) << before.cases[k].id;
    for (std::size_t b = 0; b + 1 < kNumBaselines; ++b) {
      EXPECT_EQ(before.cases[k].baselines[b], after.cases[k].baselines[b]) << b;
    }
  }
}

// The same through the reader: every after-the-fact key of the file.
TEST(BacktestTest, NoKeyOfTheOutcomeReachesTheInputs) {
  const std::string path =
      std::string(DRAGOMAN_SOURCE_DIR) + "/scenarios/backtests/12_falklands_haig_1982.yaml";
  const FileText file = ReadFile(path);
  ASSERT_TRUE(file.ok());
  std::string text = file.text;
  const auto replace = [&text](const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), to);
  };
  replace("single_text: true", "single_text: false");
  replace("rounds: 5, days: 22", "rounds: 50, days: 220");
  replace("spoiler_events: 0", "spoiler_events: 9");
  replace("end: 1982-04-30", "end: 1983-04-30");
  replace("headline: 0", "headline: 1");
  replace("escalation_30d: true", "escalation_30d: false");
  replace("title: ", "title: not ");
  replace("outcome: null", "outcome: 50");
  replace("durability: none", "durability: held");
  const BacktestFile changed = ReadBacktest(text, "c.yaml");
  ASSERT_TRUE(changed.ok()) << changed.problems[0].message;
  const BacktestFile given = ReadBacktest(file.text, "c.yaml");
  EXPECT_EQ(changed.value.outcome.headline, 1);
  const auto scenario = [](const BacktestFile& one) {
    return JsonText(dragoman::JsonOf(ScenarioOf(one.value.inputs, {})));
  };
  EXPECT_EQ(scenario(changed), scenario(given));
}

TEST(BacktestTest, ThreadsChangeNothing) {
  const std::vector<BacktestCase> cases = ShippedCases();
  const BacktestSettings settings{.runs = 30, .leave_one_out = true};
  const std::string one = JsonOf(Report(cases, settings, 1));
  for (const int threads : {2, 3}) EXPECT_EQ(JsonOf(Report(cases, settings, threads)), one);
}

TEST(BacktestTest, EveryShippedCaseConverts) {
  for (const BacktestCase& one : ShippedCases()) {
    for (const bool drop : {false, true}) {
      ConvertOptions options;
      options.drop_mandate = drop;
      const auto compiled = Compile(ScenarioOf(one.inputs, options), {});
      EXPECT_TRUE(compiled.ok()) << one.id;
    }
    EXPECT_EQ(UnmappedOptions(one.inputs), std::vector<std::string>{}) << one.id;
  }
}

TEST(BacktestTest, NothingIsFittedOnTheHomeSet) {
  std::vector<BacktestCase> cases = ShippedCases();
  const BacktestSettings settings{.runs = 30, .leave_one_out = true};
  const BacktestReport given = Report(cases, settings);
  EXPECT_TRUE(given.constants_fitted);
  for (BacktestCase& one : cases) {
    if (one.set == kHomeSet) one.outcome.headline = 0;
  }
  const BacktestReport changed = Report(cases, settings);
  EXPECT_EQ(given.overall, changed.overall);
  for (std::size_t k = 0; k < cases.size(); ++k) {
    EXPECT_EQ(given.cases[k].constants, changed.cases[k].constants);
    EXPECT_EQ(given.cases[k].headline, changed.cases[k].headline);
    if (cases[k].set == kHomeSet) {
      EXPECT_EQ(given.cases[k].constants, given.overall);
    }
  }
}

// The constants used for a case must not depend on how that case ended.
TEST(BacktestTest, ACaseIsLeftOutOfItsOwnFit) {
  std::vector<BacktestCase> cases = ShippedCases();
  const BacktestSettings settings{.runs = 30, .leave_one_out = true};
  const BacktestReport given = Report(cases, settings);
  for (std::size_t k = 0; k < cases.size(); ++k) {
    if (cases[k].set == kHomeSet) continue;
    std::vector<BacktestCase> changed = cases;
    changed[k].outcome.headline = 7 - changed[k].outcome.headline;
    const BacktestReport report = Report(changed, settings);
    EXPECT_EQ(report.cases[k].constants, given.cases[k].constants) << cases[k].id;
    EXPECT_EQ(report.cases[k].headline, given.cases[k].headline) << cases[k].id;
  }
}

TEST(BacktestTest, PersistenceNeedsANamedPredecessorInTheFolder) {
  std::vector<BacktestCase> cases = ShippedCases();
  const auto seven = static_cast<std::size_t>(Baseline::kPersistence);
  const BacktestReport report = Report(cases, {.runs = 10});
  for (const CaseReport& one : report.cases) {
    const HeadlineForecast expected = one.has_predecessor ? PointForecast(4) : PointForecast(2);
    EXPECT_EQ(one.baselines[seven], expected) << one.id;
  }
  EXPECT_TRUE(report.cases[1].has_predecessor);
  EXPECT_TRUE(report.cases[2].has_predecessor);
  // The folder without the first round: the second has no predecessor any more.
  cases.erase(cases.begin());
  EXPECT_FALSE(Report(cases, {.runs = 10}).cases[0].has_predecessor);
}

TEST(BacktestTest, MeansAndSkillAreThoseOfTheCases) {
  const BacktestReport report = Report(ShippedCases(), {.runs = 40});
  double sum = 0;
  for (const CaseReport& one : report.cases) {
    EXPECT_NEAR(one.rps, RankedProbabilityScore(one.headline, one.actual), 1e-15);
    double total = 0;
    for (const double p : one.headline) total += p;
    EXPECT_NEAR(total, 1, 1e-12);
    sum += one.rps;
  }
  EXPECT_NEAR(report.all.rps, sum / 8, 1e-12);
  EXPECT_NEAR(report.all.skill[0], 1 - report.all.rps / report.all.baseline_rps[0], 1e-12);
  EXPECT_EQ(report.home.cases, 3U);
  EXPECT_EQ(report.fitted.cases, 5U);
}

TEST(BacktestTest, AFlagThatDoesNotApplyIsNotScored) {
  const BacktestReport report = Report(ShippedCases(), {.runs = 10});
  // Seven cases name a summit, an exchange or a partial ceasefire nowhere but in the home set.
  EXPECT_EQ(report.flags[static_cast<std::size_t>(Flag::kSummitAgreed)].cases, 3U);
  EXPECT_EQ(report.flags[static_cast<std::size_t>(Flag::kPrisonerExchange)].cases, 3U);
  EXPECT_EQ(report.flags[static_cast<std::size_t>(Flag::kWrittenTerms)].cases, 8U);
  EXPECT_EQ(report.flags[static_cast<std::size_t>(Flag::kNextRound)].cases, 4U);
}

}  // namespace
}  // namespace dragoman
