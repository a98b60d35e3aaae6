// What the boundary says packages are worth, and why: dragoman_space and dragoman_audit.

#include "engine/wire/space_json.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/wire/audit_json.h"
#include "engine/wire/boundary.h"
#include "tests/support/scenarios.h"

namespace dragoman {
namespace {

using testing_support::CompileScenario;
using testing_support::ReadScenario;
using testing_support::SmallScenario;

constexpr double kNear = 1e-6;

/// A session that is asked.
class Asked {
 public:
  explicit Asked(const Scenario& scenario) {
    const std::string json = JsonText(JsonOf(scenario));
    session_ = dragoman_open(json.data(), json.size());
  }
  ~Asked() { dragoman_close(session_); }
  Asked(const Asked&) = delete;
  Asked& operator=(const Asked&) = delete;

  Json Space() { return Answer(dragoman_space(session_)); }
  Json Audit() { return Answer(dragoman_audit(session_)); }
  Json Set(const std::string& path, double value) {
    const std::string json = R"({"set": {")" + path + R"(": )" + JsonText(Json(value)) + "}}";
    return Answer(dragoman_change(session_, json.data(), json.size()));
  }

 private:
  Json Answer(int done) {
    const Json json =
        Json::parse(std::string(dragoman_text(session_), dragoman_text_size(session_)));
    EXPECT_EQ(done, json["ok"].get<bool>() ? 1 : 0);
    return json;
  }

  DragomanSession* session_;
};

double WorthOf(const Json& party, const Json& offer) {
  double sum = 0;
  for (const auto& [issue, option] : offer.items()) {
    sum += party["weights"][issue].get<double>() *
           party["utility"][issue][option.get<std::string>()].get<double>();
  }
  return sum;
}

const Json& PartyIn(const Json& space, const std::string& id) {
  for (const Json& party : space["parties"]) {
    if (party["id"] == id) return party;
  }
  ADD_FAILURE() << "no party " << id;
  return space["parties"][0];
}

/// Every package, as the worth of each to two parties.
std::vector<std::pair<double, double>> AllWorths(const Json& first, const Json& second) {
  std::vector<std::pair<double, double>> worths = {{0, 0}};
  for (const auto& [issue, options] : first["utility"].items()) {
    std::vector<std::pair<double, double>> longer;
    for (const auto& [a, b] : worths) {
      for (const auto& [option, utility] : options.items()) {
        longer.push_back({a + first["weights"][issue].get<double>() * utility.get<double>(),
                          b + second["weights"][issue].get<double>() *
                                  second["utility"][issue][option].get<double>()});
      }
    }
    worths = std::move(longer);
  }
  return worths;
}

// The numbers are worked out in tests/worth/space_view_test.cpp. Floors .176042 and .609375:
//
//                 worth           gains           product   shares of the ideal gain
//   D1 W1 V1 X2   .8021, .8021    .6260, .1927    .1206     1, .4933
//   D1 W2 V1 X2   .5990, .9323    .4229, .3229    .1366     .6755, .8267
//   D0 W2 V1 X2   .2083, 1        .0323, .3906    .0126     .0516, 1
TEST(SpaceJsonTest, TellsTheSolutionsWorkedByHand) {
  Asked asked(SmallScenario());
  const Json space = asked.Space();
  const Json& pair = space["pairs"][0];
  EXPECT_EQ(pair["first"], "North");
  EXPECT_EQ(pair["second"], "South");
  EXPECT_EQ(pair["outcomes"], 54);
  const Json west = {{"dam", "D1"}, {"water", "W2"}, {"visits", "V1"}, {"next", "X2"}};
  const Json middle = {{"dam", "D1"}, {"water", "W1"}, {"visits", "V1"}, {"next", "X2"}};
  EXPECT_EQ(pair["nash"]["offer"], west);
  EXPECT_NEAR(pair["nash"]["worth"][0].get<double>(), 0.598958, kNear);
  EXPECT_NEAR(pair["nash"]["worth"][1].get<double>(), 0.932292, kNear);
  EXPECT_EQ(pair["kalai_smorodinsky"]["offer"], west);
  EXPECT_EQ(pair["kalai"]["offer"], west);
  EXPECT_EQ(pair["welfare"]["offer"], middle);  // 1.6042 in all; D1 W2: 1.5313.
  ASSERT_EQ(pair["frontier"].size(), 5U);
  EXPECT_EQ(pair["frontier"][2]["offer"], middle);
  EXPECT_NEAR(pair["frontier"][4]["worth"][1].get<double>(), 1, kNear);
  EXPECT_EQ(space["status_quo"],
            (Json{{"dam", "D0"}, {"water", "W1"}, {"visits", "V0"}, {"next", "X0"}}));
  EXPECT_NEAR(PartyIn(space, "South")["status_quo"].get<double>(), 0.661458, kNear);
  EXPECT_NEAR(PartyIn(space, "South")["floor"].get<double>(), 0.609375, kNear);
  EXPECT_NEAR(PartyIn(space, "North")["weights"]["dam"].get<double>(), 0.520833, kNear);
  EXPECT_NEAR(PartyIn(space, "North")["utility"]["dam"]["D1"].get<double>(), 0.75, kNear);
}

TEST(SpaceJsonTest, SolutionsAreNullWhereNoPackageIsWorthItsFloorToBoth) {
  const auto scenario = CompileScenario(SmallScenario());
  SerialExecutor executor;
  SpaceView view = MakeSpaceView(*scenario, &executor);
  SpaceAnalysis& analysis = view.pairs[0].analysis;
  const double beyond[] = {2.0, 2.0};
  analysis.solutions = FindSolutions(analysis.frontier.points, beyond);
  const Json pair = SpaceJson(*scenario, view)["pairs"][0];
  for (const char* solution : {"nash", "kalai_smorodinsky", "kalai", "welfare"}) {
    EXPECT_TRUE(pair[solution].is_null()) << solution;
  }
  EXPECT_EQ(pair["frontier"].size(), 5U);
}

// Against every one of the 172,800 packages.
TEST(SpaceJsonTest, NoPackageBeatsTheFrontierOrTheSolutions) {
  Asked asked(ReadScenario("two-towns"));
  const Json space = asked.Space();
  ASSERT_EQ(space["pairs"].size(), 1U);
  const Json& pair = space["pairs"][0];
  const Json& a = PartyIn(space, pair["first"]);
  const Json& b = PartyIn(space, pair["second"]);
  const double floor_a = a["floor"];
  const double floor_b = b["floor"];
  const auto worths = AllWorths(a, b);
  EXPECT_EQ(pair["outcomes"], worths.size());

  double least_a = 1;
  double most_b = 0;
  double nash = 0;
  double kalai = 0;
  double welfare = 0;
  std::size_t dominated = 0;
  const Json& frontier = pair["frontier"];
  for (const auto& [u, v] : worths) {
    least_a = std::min(least_a, u);
    most_b = std::max(most_b, v);
    for (const Json& point : frontier) {
      const double x = point["worth"][0];
      const double y = point["worth"][1];
      if (u > x + 1e-12 && v > y + 1e-12) ++dominated;
    }
    if (u < floor_a || v < floor_b) continue;
    nash = std::max(nash, (u - floor_a) * (v - floor_b));
    kalai = std::max(kalai, std::min(u - floor_a, v - floor_b));
    welfare = std::max(welfare, u + v);
  }
  EXPECT_EQ(dominated, 0U);
  EXPECT_NEAR(a["least"].get<double>(), least_a, 1e-12);
  EXPECT_NEAR(b["most"].get<double>(), most_b, 1e-12);
  const auto gain = [&](const char* solution, int k) {
    return pair[solution]["worth"][k].get<double>() - (k == 0 ? floor_a : floor_b);
  };
  EXPECT_NEAR(gain("nash", 0) * gain("nash", 1), nash, 1e-12);
  EXPECT_NEAR(std::min(gain("kalai", 0), gain("kalai", 1)), kalai, 1e-12);
  EXPECT_NEAR(gain("welfare", 0) + gain("welfare", 1) + floor_a + floor_b, welfare, 1e-12);
}

TEST(SpaceJsonTest, ALongFrontierIsThinnedAndKeepsItsEnds) {
  const auto scenario = CompileScenario(ReadScenario("two-towns"));
  SerialExecutor executor;
  const SpaceView view = MakeSpaceView(*scenario, &executor);
  const PointSet& points = view.pairs[0].analysis.frontier.points;
  ASSERT_GT(points.size(), kToldFrontier);
  const Json told = SpaceJson(*scenario, view)["pairs"][0]["frontier"];
  ASSERT_EQ(told.size(), kToldFrontier);
  for (const std::size_t k : {std::size_t{0}, std::size_t{1}}) {
    EXPECT_EQ(told.front()["worth"][k].get<double>(), points.utility(0, k));
    EXPECT_EQ(told.back()["worth"][k].get<double>(), points.utility(points.size() - 1, k));
  }
  for (std::size_t k = 1; k < told.size(); ++k) {
    EXPECT_LT(told[k]["worth"][0].get<double>(), told[k - 1]["worth"][0].get<double>());
  }
}

TEST(SpaceJsonTest, PackagesAreWorthTheSumOfTheirOptionsToEverybody) {
  for (const char* name : {"two-towns", "istanbul-2025-05-16"}) {
    Asked asked(ReadScenario(name));
    const Json space = asked.Space();
    for (const Json& pair : space["pairs"]) {
      for (const Json& point : pair["frontier"]) {
        EXPECT_NEAR(WorthOf(PartyIn(space, pair["first"]), point["offer"]),
                    point["worth"][0].get<double>(), 1e-12);
        EXPECT_NEAR(WorthOf(PartyIn(space, pair["second"]), point["offer"]),
                    point["worth"][1].get<double>(), 1e-12);
      }
    }
    for (const Json& party : space["parties"]) {
      EXPECT_NEAR(WorthOf(party, space["status_quo"]), party["status_quo"].get<double>(), 1e-12);
    }
  }
}

TEST(SpaceJsonTest, FollowsTheChangesOfTheSession) {
  Asked asked(SmallScenario());
  const Json before = asked.Space();
  // Water, which fighting decides, is worth .6 x .75 + .4 (.75 x 1 + .25 x 0) = .75 of its weight
  // with three chances in four.
  ASSERT_EQ(asked.Set("mechanisms.M1.p.North", 0.75)["ok"], true);
  const Json after = asked.Space();
  EXPECT_NEAR(PartyIn(after, "North")["floor"].get<double>(), 0.270833 * 0.75, kNear);
  EXPECT_NE(before, after);
  EXPECT_EQ(asked.Space(), after);
}

TEST(AuditAnswerTest, IsTheOneOfTheCommand) {
  for (const char* name : {"two-towns", "istanbul-2025-05-16"}) {
    const Scenario scenario = ReadScenario(name);
    Asked asked(scenario);
    EXPECT_EQ(JsonText(asked.Audit()["audit"]), JsonText(AuditJson(*CompileScenario(scenario))));
  }
}

TEST(AuditAnswerTest, FollowsTheChangesOfTheSession) {
  Asked asked(SmallScenario());
  const auto mass_of_first = [&asked] {
    const Json audit = asked.Audit()["audit"];
    EXPECT_EQ(audit["parties"][0]["id"], "North");
    const Json& evidence = audit["parties"][0]["issues"][0]["evidence"][0];
    EXPECT_EQ(evidence["claim"], "n1");
    return evidence["mass"].get<double>();
  };
  EXPECT_NEAR(mass_of_first(), 0.8, kNear);  // q .8, force 1.
  ASSERT_EQ(asked.Set("claims[n1].q", 0.3)["ok"], true);
  EXPECT_NEAR(mass_of_first(), 0.3, kNear);
}

TEST(AuditAnswerTest, WithoutAScenarioThereIsNothingToTell) {
  DragomanSession* const session = dragoman_open("{", 1);
  EXPECT_EQ(dragoman_audit(session), 0);
  EXPECT_EQ(dragoman_space(session), 0);
  const Json answer = Json::parse(std::string(dragoman_text(session), dragoman_text_size(session)));
  EXPECT_EQ(answer["problems"][0]["message"], "there is no scenario");
  dragoman_close(session);
}

// A page shows who said what, and applies what-ifs, from this.
TEST(ScenarioAnswerTest, CarriesClaimsAndWhatIfsInFull) {
  const Scenario scenario = ReadScenario("istanbul-2025-05-16");
  const std::string json = JsonText(JsonOf(scenario));
  DragomanSession* const session = dragoman_open(json.data(), json.size());
  ASSERT_EQ(dragoman_scenario(session), 1);
  const Json told =
      Json::parse(std::string(dragoman_text(session), dragoman_text_size(session)))["scenario"];
  dragoman_close(session);
  ASSERT_EQ(told["claims"].size(), scenario.claims.size());
  for (std::size_t k = 0; k < scenario.claims.size(); ++k) {
    const Json& claim = told["claims"][k];
    for (const char* key : {"id", "source", "known_by", "act", "note", "q"}) {
      EXPECT_TRUE(claim.contains(key)) << claim["id"] << " " << key;
    }
    EXPECT_EQ(claim["note"], scenario.claims[k].note);
  }
  ASSERT_EQ(told["what_ifs"].size(), scenario.what_ifs.size());
  for (std::size_t k = 0; k < scenario.what_ifs.size(); ++k) {
    const Json& what_if = told["what_ifs"][k];
    EXPECT_EQ(what_if["changes"].size(), scenario.what_ifs[k].changes.size());
    EXPECT_EQ(what_if["adjustments"].size(), scenario.what_ifs[k].adjustments.size());
    EXPECT_TRUE(what_if.contains("question") && what_if.contains("without"));
  }
}

}  // namespace
}  // namespace dragoman
