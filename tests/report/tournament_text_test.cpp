#include "engine/report/tournament_text.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dragoman {
namespace {

using testing::HasSubstr;

/// Two strategies, one domain of two seats; rows aa, ab, ba, bb (worked by hand in
/// tests/experiments/tournament_test.cpp).
class TournamentTextTest : public testing::Test {
 protected:
  TournamentTextTest() {
    tournament_.config.strategies = {"a", "b"};
    tournament_.config.domains.resize(1);
    tournament_.config.domains[0].id = "x";
    tournament_.config.scale = 0;
    tournament_.plan = TournamentPlan({{"x", 2}}, {"a", "b"}, 1, true);
    tournament_.fields.resize(1);
    std::vector<TournamentRow> rows;
    for (const auto& pair :
         std::vector<std::vector<double>>{{0.2, 0.6}, {0.4, 0.7}, {0.3, 0.8}, {0.5, 1}}) {
      rows.push_back({"agreement", 1, 1, "0", pair, std::nullopt, 0.5});
    }
    SerialExecutor executor;
    summary_ = SummarizeTournament(tournament_.plan, rows, 1, &executor);
  }

  Tournament tournament_;
  TournamentSummary summary_;
};

TEST_F(TournamentTextTest, TheBestStrategyStandsFirst) {
  EXPECT_THAT(TournamentText(tournament_, summary_, {}),
              HasSubstr("4 negotiations: 2 strategies in all seats of 1 domain, 1 time each; "
                        "alternating_offers, at most 100\n  rounds, scale raw, seed 1.\n\n"
                        "  strategy  places  utility        agreement      to Nash  to Pareto\n"
                        "  b              4  0.625 +-0.475  1.000 +-0.000  -        0.500 +-0.000\n"
                        "  a              4  0.500 +-0.411  1.000 +-0.000  -        0.500 "
                        "+-0.000\n"));
}

TEST_F(TournamentTextTest, PairsNameTheBetterOneFirst) {
  EXPECT_THAT(TournamentText(tournament_, summary_, {}),
              HasSubstr("  strategy  against  more utility       p  p (Holm)\n"
                        "  b         a        0.125 +-0.080  0.125     0.125  not clear\n"));
}

TEST_F(TournamentTextTest, JsonHasNullForWhatIsNotKnown) {
  const Json json = TournamentJson(tournament_, summary_);
  EXPECT_EQ(json["strategies"][0]["nash_distance"],
            Json::parse(R"({"n": 0, "mean": null, "low": null, "high": null})"));
  EXPECT_EQ(json["pairs"][0]["first"], "a");
  EXPECT_EQ(json["pairs"][0]["method"], "exact sign flips");
}

}  // namespace
}  // namespace dragoman
