#include "engine/wire/space_json.h"

#include <algorithm>
#include <utility>

#include "engine/wire/replay_json.h"

namespace dragoman {
namespace {

Json WorthJson(const CompiledScenario& scenario, const SpaceView& view, const PartyWorth& party) {
  const UtilityFunction& utility = party.utility;
  Json json = Json::object();
  json["id"] = party.id;
  json["name"] = party.name;
  json["principal"] = party.principal;
  json["floor"] = JsonNumber(party.floor);
  json["least"] = JsonNumber(party.least);
  json["most"] = JsonNumber(party.most);
  json["status_quo"] = JsonNumber(utility.Evaluate(view.status_quo));
  Json weights = Json::object();
  Json by_issue = Json::object();
  for (std::size_t i = 0; i < scenario.space.num_issues(); ++i) {
    const Issue& issue = scenario.space.issue(static_cast<IssueIndex>(i));
    weights[issue.id] = JsonNumber(utility.weights()[i]);
    Json by_option = Json::object();
    for (std::size_t o = 0; o < issue.num_options(); ++o) {
      by_option[issue.options[o].id] =
          JsonNumber(utility.evaluations()[utility.space().offset(i) + o]);
    }
    by_issue[issue.id] = std::move(by_option);
  }
  json["weights"] = std::move(weights);
  json["utility"] = std::move(by_issue);
  return json;
}

Json PointJson(const CompiledScenario& scenario, const PointSet& points, std::size_t k) {
  Json json = Json::object();
  json["offer"] = OutcomeJson(scenario, points.outcome(k));
  Json worth = Json::array();
  for (const double u : points.utilities(k)) worth.push_back(JsonNumber(u));
  json["worth"] = std::move(worth);
  return json;
}

Json FrontierJson(const CompiledScenario& scenario, const PointSet& points) {
  Json json = Json::array();
  const std::size_t told = std::min(points.size(), kToldFrontier);
  for (std::size_t k = 0; k < told; ++k) {
    const std::size_t place = told < 2 ? 0 : k * (points.size() - 1) / (told - 1);
    json.push_back(PointJson(scenario, points, place));
  }
  return json;
}

Json SolutionJson(const CompiledScenario& scenario, const PointSet& points,
                  const SolutionPoints& solution) {
  if (solution.points.empty()) return nullptr;
  return PointJson(scenario, points, solution.points[0]);
}

Json PairJson(const CompiledScenario& scenario, const SpaceView& view, const PairSpace& pair) {
  const PartyWorth& first = view.parties[pair.first];
  const PointSet& points = pair.analysis.frontier.points;
  const Solutions& solutions = pair.analysis.solutions;
  Json json = Json::object();
  json["first"] = first.id;
  json["second"] = view.parties[pair.second].id;
  const OutcomeSpace& space = first.utility.space();
  json["outcomes"] = space.countable() ? Json(space.num_outcomes()) : Json();
  json["frontier"] = FrontierJson(scenario, points);
  json["nash"] = SolutionJson(scenario, points, solutions.nash);
  json["kalai_smorodinsky"] = SolutionJson(scenario, points, solutions.kalai_smorodinsky);
  json["kalai"] = SolutionJson(scenario, points, solutions.egalitarian);
  json["welfare"] = SolutionJson(scenario, points, solutions.utilitarian);
  return json;
}

}  // namespace

Json SpaceJson(const CompiledScenario& scenario, const SpaceView& view) {
  Json json = Json::object();
  json["left_out"] = view.left_out;
  json["status_quo"] = OutcomeJson(scenario, view.status_quo);
  json["parties"] = Json::array();
  for (const PartyWorth& party : view.parties) {
    json["parties"].push_back(WorthJson(scenario, view, party));
  }
  json["pairs"] = Json::array();
  for (const PairSpace& pair : view.pairs) {
    json["pairs"].push_back(PairJson(scenario, view, pair));
  }
  return json;
}

}  // namespace dragoman
