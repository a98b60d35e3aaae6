#include "engine/experiments/tournament.h"

#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/experiments/thread_executor.h"
#include "engine/experiments/tournament_summary.h"
#include "engine/io/error_text.h"
#include "tests/io/temporary_folder.h"

namespace dragoman {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;
using testing_support::TemporaryFolder;

const std::string kToll = std::string(DRAGOMAN_SOURCE_DIR) + "/tests/cli/toll/";

/// A configuration over tests/cli/toll, with these lines added.
std::string TollConfig(const std::string& more) {
  return "domains:\n  - id: toll\n    domain: " + kToll + "domain.xml\n    profiles: [" + kToll +
         "east.xml, " + kToll + "west.xml]\n" + more;
}

std::string WriteConfig(const TemporaryFolder& folder, const std::string& text) {
  const std::string path = folder.Path("config.yaml");
  std::ofstream(path) << text;
  return path;
}

Tournament LoadToll(const std::string& more) {
  const TemporaryFolder folder;
  SerialExecutor executor;
  return LoadTournament(WriteConfig(folder, TollConfig(more)), &executor);
}

/// Problems without the name of the file.
std::string ProblemsOf(const std::string& text) {
  const TemporaryFolder folder;
  const std::string path = WriteConfig(folder, text);
  std::string problems = FormatProblems(CheckTournament(path));
  for (std::size_t at; (at = problems.find(path)) != std::string::npos;) {
    problems.replace(at, path.size(), "config");
  }
  return problems;
}

class TextSink final : public TournamentSink {
 public:
  std::optional<std::string> Write(std::string_view lines) override {
    text += lines;
    return std::nullopt;
  }
  std::string text;
};

/// The whole result file when `rows` are there already.
std::string PlayOn(const Tournament& tournament, Executor* executor,
                   std::vector<TournamentRow> rows = {}) {
  TextSink sink;
  const auto error = PlayTournament(tournament, executor, {}, &sink, &rows);
  EXPECT_FALSE(error.has_value());
  EXPECT_EQ(rows.size(), tournament.plan.size());
  return sink.text;
}

TEST(TournamentPlanTest, EveryTupleInOrderWithItsRepetitions) {
  const TournamentPlan plan({{"x", 2}, {"y", 3}}, {"a", "b"}, 2, true);
  EXPECT_EQ(plan.size(), 2U * (4 + 8));
  EXPECT_THAT(plan.At(0).seated, ElementsAre(0, 0));
  EXPECT_THAT(plan.At(3).seated, ElementsAre(0, 1));
  EXPECT_EQ(plan.At(3).repetition, 1);
  EXPECT_THAT(plan.At(4).seated, ElementsAre(1, 0));
  EXPECT_EQ(plan.At(8).domain, 1U);
  EXPECT_THAT(plan.At(10).seated, ElementsAre(0, 0, 1));
}

TEST(TournamentPlanTest, WithoutSelfPlayNobodyMeetsItself) {
  const TournamentPlan plan({{"x", 2}, {"y", 3}}, {"a", "b"}, 1, false);
  EXPECT_EQ(plan.size(), 2U);  // Three seats have no line-up of two strategies.
  EXPECT_THAT(plan.At(0).seated, ElementsAre(0, 1));
  EXPECT_THAT(plan.At(1).seated, ElementsAre(1, 0));
}

TEST(TournamentPlanTest, AnotherStrategyKeepsTheRandomNumbersOfTheRest) {
  const TournamentPlan small({{"x", 2}}, {"a", "b"}, 1, true);
  const TournamentPlan large({{"x", 2}}, {"c", "a", "b"}, 1, true);
  EXPECT_EQ(small.RunOf(small.At(1)), large.RunOf(large.At(5)));  // a against b
  EXPECT_NE(small.RunOf(small.At(1)), small.RunOf(small.At(2)));
}

TEST(TournamentPlanTest, TooManyLineUpsAreCountedNotListed) {
  const TournamentPlan plan({{"x", 16}}, std::vector<std::string>(100, "a"), 1, true);
  EXPECT_GT(plan.size(), kMaxNegotiations);
}

// Worked by hand: see tests/cli/bargain_test.cpp, LinearAgainstLinear. East gets 1/4, West 5/8; the
// Nash point (high, east) is (1/2, 3/4), on the frontier. Ranges are 1 and 1. The distance to it is
// sqrt(1/16 + 1/64) = 0.27950849718747373, to the frontier the same.
TEST(TournamentTest, ARowSaysWhatANegotiationCameTo) {
  const Tournament tournament = LoadToll("strategies: [linear]\nrounds: 4\nscale: raw\n");
  ASSERT_TRUE(tournament.ok()) << FormatProblems(tournament.problems);
  SerialExecutor executor;
  const std::string run = std::to_string(tournament.plan.RunOf(tournament.plan.At(0)));
  EXPECT_EQ(TournamentCsvHead(tournament.plan) + PlayOn(tournament, &executor),
            "negotiation,domain,repetition,run,end,rounds,offers,agreement,nash_distance,"
            "pareto_distance,welfare,strategy_1,utility_1,strategy_2,utility_2\n"
            "0,toll,0," +
                run +
                ",agreement,4,6,1 1,0.2795084971874737,0.2795084971874737,0.875,linear,0.25,"
                "linear,0.625\n");
}

constexpr const char* kFourStrategies =
    "strategies: [boulware, \"conceder(beta=3) + ac_next(a=1.1,b=0)\", micro, random]\n"
    "rounds: 6\nrepetitions: 3\nscale: raw\n";

TEST(TournamentTest, ThreadsDoNotChangeAByte) {
  const Tournament tournament = LoadToll(kFourStrategies);
  ASSERT_TRUE(tournament.ok()) << FormatProblems(tournament.problems);
  SerialExecutor one;
  const std::string expected = PlayOn(tournament, &one);
  for (const int threads : {2, 3, 8}) {
    ThreadExecutor executor(threads);
    EXPECT_EQ(PlayOn(tournament, &executor), expected) << threads;
  }
}

TEST(TournamentTest, AFileCutAnywhereIsCompletedToTheSameBytes) {
  const Tournament tournament = LoadToll(kFourStrategies);
  ASSERT_TRUE(tournament.ok()) << FormatProblems(tournament.problems);
  SerialExecutor executor;
  const std::string head = TournamentCsvHead(tournament.plan);
  const std::string whole = head + PlayOn(tournament, &executor);
  for (std::size_t cut = 0; cut <= whole.size(); cut += 97) {
    const TournamentRows kept = ReadTournamentCsv(tournament.plan, whole.substr(0, cut));
    ASSERT_EQ(kept.error, "") << cut;
    EXPECT_LE(kept.bytes, cut);
    std::string resumed = whole.substr(0, kept.bytes);
    if (kept.bytes == 0) resumed = head;
    EXPECT_EQ(resumed + PlayOn(tournament, &executor, kept.rows), whole) << cut;
  }
}

TEST(TournamentCsvTest, RowsReadBackToTheBit) {
  const TournamentPlan plan({{"x", 2}, {"y", 3}}, {"a", "b(c=1,d=\"q\")"}, 1, true);
  const TournamentRow row{"agreement", 7,           13, "0 2 1", {0.1 + 0.2, 1e-17, -3},
                          1.0 / 3,     std::nullopt};
  std::string text = TournamentCsvHead(plan);
  for (std::uint64_t k = 0; k < 5; ++k) {
    TournamentRow here = row;
    here.utilities.resize(k < 4 ? 2 : 3);
    AppendTournamentRow(plan, k, here, &text);
  }
  const TournamentRows read = ReadTournamentCsv(plan, text);
  EXPECT_EQ(read.error, "");
  ASSERT_EQ(read.rows.size(), 5U);
  EXPECT_EQ(read.rows[4], row);
  EXPECT_EQ(read.bytes, text.size());
  EXPECT_THAT(text, HasSubstr(",\"b(c=1,d=\"\"q\"\")\","));
}

TEST(TournamentCsvTest, LinesOfAnotherTournamentAreRefused) {
  const TournamentPlan plan({{"x", 2}}, {"a"}, 3, true);
  std::string text = TournamentCsvHead(plan);
  const TournamentRow row{"timedout", 7, 14, "", {0, 0.5}, std::nullopt, std::nullopt};
  AppendTournamentRow(plan, 0, row, &text);
  const std::string good = text;
  AppendTournamentRow(plan, 2, row, &text);  // Number 1 is missing.
  EXPECT_EQ(ReadTournamentCsv(plan, text).error, "line 3 is not a row of this tournament");
  EXPECT_EQ(ReadTournamentCsv(plan, "a,b,c\n" + good).error,
            "line 1 is not the head line of this tournament");
  const TournamentPlan other({{"x", 2}}, {"c"}, 3, true);
  EXPECT_EQ(ReadTournamentCsv(other, good).error, "line 2 is not a row of this tournament");
  std::string changed = good;
  changed.replace(changed.find("0.5"), 3, "0.50");  // The same number in another writing.
  EXPECT_EQ(ReadTournamentCsv(plan, changed).error, "line 2 is not a row of this tournament");
}

/// Two strategies, one domain of two seats: rows 0 .. 3 are aa, ab, ba, bb.
TournamentSummary SummaryOf(const TournamentPlan& plan,
                            const std::vector<std::vector<double>>& utilities) {
  std::vector<TournamentRow> rows;
  for (const std::vector<double>& pair : utilities) {
    rows.push_back({"agreement", 1, 1, "0", pair, std::nullopt, 0.5});
  }
  SerialExecutor executor;
  return SummarizeTournament(plan, rows, 1, &executor);
}

// a sits in seat 1 against a (0.2) and b (0.4), in seat 2 against a (0.6) and b (0.8): mean 0.5. b
// in the same places: 0.3, 0.5, 0.7 and 1: mean 0.625. Differences a - b: -0.1, -0.1, -0.1, -0.2;
// all of one sign, so p = 2/16.
TEST(TournamentSummaryTest, CountsPlacesAndPairsThemWithinOpponents) {
  const TournamentPlan plan({{"x", 2}}, {"a", "b"}, 1, true);
  //                        aa           ab           ba           bb
  const auto summary = SummaryOf(plan, {{0.2, 0.6}, {0.4, 0.7}, {0.3, 0.8}, {0.5, 1}});
  const Estimate& a = summary.overall[0].measures[0];
  EXPECT_EQ(a.n, 4U);
  EXPECT_NEAR(a.mean, 0.5, 1e-15);
  EXPECT_NEAR(summary.overall[1].measures[0].mean, 0.625, 1e-15);
  // s^2 = (0.09 + 0.01 + 0.01 + 0.09) / 3, error sqrt(s^2 / 4) = 0.1290994, t(3) = 3.1824463.
  EXPECT_NEAR(a.low, 0.5 - 3.1824463 * 0.1290994, 1e-6);
  ASSERT_EQ(summary.pairs.size(), kNumTournamentMeasures);
  const StrategyPair& pair = summary.pairs[0];
  EXPECT_NEAR(pair.test.difference.mean, -0.125, 1e-15);
  EXPECT_EQ(pair.test.p, 2.0 / 16);
  EXPECT_EQ(pair.p_holm, 2.0 / 16);                   // One pair only.
  EXPECT_EQ(summary.overall[0].measures[1].mean, 1);  // All agreed.
  EXPECT_EQ(summary.overall[0].measures[2].n, 0U);    // No Nash point anywhere.
}

TEST(TournamentSummaryTest, RepetitionsAreAveragedNotCounted) {
  const TournamentPlan once({{"x", 2}}, {"a", "b"}, 1, true);
  const TournamentPlan twice({{"x", 2}}, {"a", "b"}, 2, true);
  const auto first = SummaryOf(once, {{0.2, 0.6}, {0.4, 0.7}, {0.3, 0.8}, {0.5, 1}});
  const auto second = SummaryOf(
      twice,
      {{0.2, 0.6}, {0.2, 0.6}, {0.4, 0.7}, {0.4, 0.7}, {0.3, 0.8}, {0.3, 0.8}, {0.5, 1}, {0.5, 1}});
  EXPECT_EQ(TournamentSummaryCsv(twice, second), TournamentSummaryCsv(once, first));
  EXPECT_EQ(TournamentPairsCsv(twice, second), TournamentPairsCsv(once, first));
}

TEST(TournamentSummaryTest, CsvLeavesEmptyWhatIsNotKnown) {
  const TournamentPlan plan({{"x", 2}}, {"a"}, 1, true);
  const auto summary = SummaryOf(plan, {{0.25, 0.75}});
  EXPECT_THAT(TournamentSummaryCsv(plan, summary),
              HasSubstr("domain,strategy,measure,n,mean,low,high\n*,a,utility,2,0.5,"));
  EXPECT_THAT(TournamentSummaryCsv(plan, summary), HasSubstr("\nx,a,nash_distance,0,,,\n"));
  EXPECT_EQ(TournamentPairsCsv(plan, summary),
            "measure,first,second,n,difference,low,high,p,p_holm,method\n");
}

TEST(LoadTournamentTest, MistakesHaveAPlace) {
  EXPECT_THAT(ProblemsOf(TollConfig("strategies: [boulware, boulwar]\n")),
              StartsWith("config:5:24: error: strategies[1]: boulwar: no strategy 'boulwar'; did "
                         "you mean 'boulware'?"));
  EXPECT_EQ(ProblemsOf(TollConfig("strategies: [boulware, boulware]\n")),
            "config:5:24: error: strategies[1]: 'boulware' is listed twice; expected each strategy "
            "once\n");
  EXPECT_EQ(ProblemsOf(TollConfig("strategies: [\"boulware(beta=7)\"]\n")),
            "config:5:14: error: strategies[0]: boulware(beta=7): beta: 7 is out of range; "
            "expected a number in (0, 1]\n");
  EXPECT_EQ(ProblemsOf(TollConfig("strategies: [boulware]\nself_play: false\n")),
            "config:5:13: error: strategies: no negotiation: without self_play every seat needs "
            "another strategy; expected self_play: true, or as many strategies as a domain has "
            "seats\n");
  EXPECT_EQ(ProblemsOf("strategies: [boulware]\ndomains: []\n"),
            "config:2:10: error: domains: the list is empty; expected at least one domain\n");
  EXPECT_THAT(ProblemsOf(TollConfig("strategies: [boulware]\nround: 7\n")),
              HasSubstr("unknown key 'round'; did you mean 'rounds'?"));
}

TEST(LoadTournamentTest, AMissingProfileIsNamed) {
  EXPECT_EQ(ProblemsOf("domains:\n  - id: toll\n    domain: " + kToll +
                       "domain.xml\n    profiles: [nobody.xml, " + kToll +
                       "west.xml]\nstrategies: [boulware]\n")
                    .find("nobody.xml: error: no such file") != std::string::npos,
            true);
  EXPECT_THAT(ProblemsOf("domains:\n  - id: toll\nstrategies: [boulware]\n"),
              HasSubstr("config:2:5: error: domains[0]: needs a domain with a profile for each "
                        "seat, or a scenario"));
}

TEST(LoadTournamentTest, TheDesignChangesWithWhatResultsDependOn) {
  const Tournament first = LoadToll("strategies: [boulware]\nrounds: 4\n");
  const Tournament again = LoadToll("strategies: [boulware]\nrounds: 4\n");
  const Tournament other = LoadToll("strategies: [boulware]\nrounds: 5\n");
  EXPECT_EQ(first.design, again.design);
  EXPECT_NE(first.design, other.design);
  EXPECT_THAT(first.manifest, HasSubstr("\"boulware(beta=0.2"));
}

TEST(LoadTournamentTest, TheExampleInConfigsIsReadyToPlay) {
  EXPECT_EQ(FormatProblems(CheckTournament(std::string(DRAGOMAN_SOURCE_DIR) +
                                           "/configs/tournament-example.yaml")),
            "");
}

}  // namespace
}  // namespace dragoman
