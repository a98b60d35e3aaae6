#include "engine/wire/space_json.h"

#include <algorithm>
#include <utility>

#include "engine/wire/replay_json.h"

namespace dragoman {
namespace {

Json WorthJson(const CompiledScenario& scenario, const SpaceView& view, const PartyWorth& party) {
  const UtilityFunction& utility = party.utility;
  Json json = Json::object();
  Put(&json, "id", party.id);
  Put(&json, "name", party.name);
  Put(&json, "principal", party.principal);
  Put(&json, "floor", party.floor);
  Put(&json, "least", party.least);
  Put(&json, "most", party.most);
  Put(&json, "status_quo", utility.Evaluate(view.status_quo));
  Json weights = Json::object();
  Json by_issue = Json::object();
  for (std::size_t i = 0; i < scenario.space.num_issues(); ++i) {
    const Issue& issue = scenario.space.issue(static_cast<IssueIndex>(i));
    Put(&weights, issue.id.c_str(), utility.weights()[i]);
    Json by_option = Json::object();
    for (std::size_t o = 0; o < issue.num_options(); ++o) {
      Put(&by_option, issue.options[o].id.c_str(),
          utility.evaluations()[utility.space().offset(i) + o]);
    }
    Put(&by_issue, issue.id.c_str(), std::move(by_option));
  }
  Put(&json, "weights", std::move(weights));
  Put(&json, "utility", std::move(by_issue));
  return json;
}

Json PointJson(const CompiledScenario& scenario, const PointSet& points, std::size_t k) {
  Json json = Json::object();
  Put(&json, "offer", OutcomeJson(scenario, points.outcome(k)));
  Json worth = Json::array();
  for (const double u : points.utilities(k)) worth.push_back(JsonNumber(u));
  Put(&json, "worth", std::move(worth));
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
  Put(&json, "first", first.id);
  Put(&json, "second", view.parties[pair.second].id);
  const OutcomeSpace& space = first.utility.space();
  Put(&json, "outcomes", space.countable() ? Json(space.num_outcomes()) : Json());
  Put(&json, "frontier", FrontierJson(scenario, points));
  Put(&json, "nash", SolutionJson(scenario, points, solutions.nash));
  Put(&json, "kalai_smorodinsky", SolutionJson(scenario, points, solutions.kalai_smorodinsky));
  Put(&json, "kalai", SolutionJson(scenario, points, solutions.egalitarian));
  Put(&json, "welfare", SolutionJson(scenario, points, solutions.utilitarian));
  return json;
}

}  // namespace

Json SpaceJson(const CompiledScenario& scenario, const SpaceView& view) {
  Json json = Json::object();
  Put(&json, "left_out", view.left_out);
  Put(&json, "status_quo", OutcomeJson(scenario, view.status_quo));
  Json parties = Json::array();
  for (const PartyWorth& party : view.parties) {
    parties.push_back(WorthJson(scenario, view, party));
  }
  Put(&json, "parties", std::move(parties));
  Json pairs = Json::array();
  for (const PairSpace& pair : view.pairs) pairs.push_back(PairJson(scenario, view, pair));
  Put(&json, "pairs", std::move(pairs));
  return json;
}

}  // namespace dragoman
