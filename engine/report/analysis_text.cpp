#include "engine/report/analysis_text.h"

#include <cmath>
#include <span>
#include <utility>

#include "engine/report/bargain_text.h"
#include "engine/report/text_page.h"

namespace dragoman {
namespace {

/// The most points of one solution, and issues of one outcome, a text shows.
constexpr std::size_t kMaxTies = 5;

/// A solution as both sets of definitions have it.
struct NamedPoints {
  std::string_view name;
  std::string_view meaning;
  std::span<const std::uint32_t> points;
};

std::string PointText(const PreparedDomain& prepared, const PointSet& points, std::size_t k) {
  std::vector<std::string> worths;
  for (std::size_t p = 0; p < prepared.seats(); ++p) {
    worths.push_back(Number(points.utility(k, p)) + " to " + prepared.names[p]);
  }
  return JoinWords(worths, "and") + ": " + OutcomeText(prepared.domain, points.outcome(k));
}

void PutParties(const PreparedDomain& prepared, const UtilityRanges& ranges, TextPage* page) {
  TextTable table({false, true, true, true});
  table.AddRow({"party", "least", "most", "no agreement"});
  for (std::size_t p = 0; p < prepared.seats(); ++p) {
    table.AddRow({prepared.names[p], ranges.any ? Number(ranges.least[p]) : "-",
                  ranges.any ? Number(ranges.most[p]) : "-",
                  Number(prepared.utilities[p]->reservation_value())});
  }
  page->Verbatim(table.Text());
}

void PutHead(const PreparedDomain& prepared, const TextStyle& style, TextPage* page) {
  const std::string name = prepared.domain.name.empty() ? "Negotiation" : prepared.domain.name;
  page->Verbatim(Heading(name, style));
  std::string outcomes = "more outcomes than 64 bits count";
  if (prepared.space.countable()) {
    outcomes = std::to_string(prepared.space.num_outcomes()) + " outcomes";
  }
  page->Put(0, std::to_string(prepared.seats()) + " parties, " +
                   std::to_string(prepared.space.num_issues()) + " issues, " + outcomes + ".");
  for (const std::string& note : prepared.notes) page->Put(0, "Left out: " + note + ".");
}

void PutSolutions(const PreparedDomain& prepared, const PointSet& points,
                  std::span<const NamedPoints> solutions, TextPage* page) {
  for (const NamedPoints& solution : solutions) {
    page->Put(0, std::string(solution.name) + " (" + std::string(solution.meaning) + ")");
    if (solution.points.empty()) page->Put(2, "none: no outcome is good enough for everybody");
    for (std::size_t k = 0; k < solution.points.size(); ++k) {
      if (k == kMaxTies) {
        page->Put(2, "... and " + std::to_string(solution.points.size() - k) + " more as good");
        break;
      }
      page->Put(2, PointText(prepared, points, solution.points[k]));
    }
  }
}

void PutFrontier(const PreparedDomain& prepared, const PointSet& points, const TextStyle& style,
                 TextPage* page) {
  page->Gap();
  page->Verbatim(Heading("Pareto frontier: " + std::to_string(points.size()) + " points", style));
  for (std::size_t k = 0; k < points.size(); ++k) {
    if (k == kMaxListedPoints) {
      page->Put(2, "... and " + std::to_string(points.size() - k) + " more; --json lists all");
      break;
    }
    page->Put(2, PointText(prepared, points, k));
  }
}

std::string ZoneText(const AgreementZone& zone) {
  if (zone.low == zone.high) {
    return "Zone of possible agreements: " + std::to_string(zone.low) +
           " outcomes are worth at least no agreement to everybody (" + Percent(zone.share_low) +
           ").";
  }
  return "Zone of possible agreements: between " + Percent(zone.share_low) + " and " +
         Percent(zone.share_high) + " of all outcomes (from a sample; 99.9 % sure).";
}

/// Null for infinity, which JSON does not have.
Json FiniteJson(double value) { return std::isfinite(value) ? JsonNumber(value) : Json(); }

Json UtilitiesJson(std::span<const double> utilities) {
  Json list = Json::array();
  for (const double utility : utilities) list.push_back(FiniteJson(utility));
  return list;
}

template <class Vector>
Json ValuesJson(const Vector& values) {
  return UtilitiesJson({values.begin(), values.size()});
}

Json PointsJson(const PointSet& points, std::span<const std::uint32_t> places) {
  Json list = Json::array();
  for (const std::uint32_t k : places) {
    Json point = Json::object();
    point["utils"] = UtilitiesJson(points.utilities(k));
    point["outcome"] = OutcomeJson(points.outcome(k));
    list.push_back(std::move(point));
  }
  return list;
}

void PutFrontierJson(const PointSet& points, Json* json) {
  (*json)["pareto_n"] = points.size();
  Json utilities = Json::array();
  Json outcomes = Json::array();
  for (std::size_t k = 0; k < points.size(); ++k) {
    utilities.push_back(UtilitiesJson(points.utilities(k)));
    outcomes.push_back(OutcomeJson(points.outcome(k)));
  }
  (*json)["pareto_utils"] = std::move(utilities);
  (*json)["pareto_outcomes"] = std::move(outcomes);
}

void PutHeadJson(const PreparedDomain& prepared, const UtilityRanges& ranges,
                 const Frontier& frontier, Json* json) {
  (*json)["domain"] = prepared.domain.name;
  (*json)["parties"] = prepared.names;
  (*json)["n_outcomes"] = prepared.space.countable() ? Json(prepared.space.num_outcomes()) : Json();
  (*json)["left_out"] = prepared.notes;
  (*json)["guarantee"] = std::string(GuaranteeName(frontier.guarantee));
  (*json)["epsilon"] = ValuesJson(frontier.epsilon);
  (*json)["utility_ranges"] = Json::array();
  for (std::size_t p = 0; p < ranges.least.size() && ranges.any; ++p) {
    (*json)["utility_ranges"].push_back(
        Json::array({JsonNumber(ranges.least[p]), JsonNumber(ranges.most[p])}));
  }
}

}  // namespace

std::string_view GuaranteeName(Guarantee guarantee) {
  switch (guarantee) {
    case Guarantee::kExact:
      return "exact";
    case Guarantee::kEpsilon:
      return "epsilon";
    case Guarantee::kSupported:
      return "supported";
    case Guarantee::kSampled:
      return "sampled";
  }
  return {};
}

std::string GuaranteeText(const Frontier& frontier) {
  std::vector<std::string> epsilons;
  for (const double epsilon : frontier.epsilon) epsilons.push_back(Number(epsilon));
  switch (frontier.guarantee) {
    case Guarantee::kExact:
      return "Exact: what looking at every outcome would give.";
    case Guarantee::kEpsilon:
      return "Not exact: whatever an outcome gives, a listed one gives as much within " +
             JoinWords(epsilons, "and") + ".";
    case Guarantee::kSupported:
      return "Not exact: only points that maximise a weighted sum of utilities.";
    case Guarantee::kSampled:
      return "Not exact: the best of a sample; at most " + Percent(frontier.uncovered_share) +
             " of all outcomes are better than every point (95 % sure).";
  }
  return {};
}

std::string AnalysisText(const PreparedDomain& prepared, const SpaceAnalysis& analysis,
                         const TextStyle& style) {
  TextPage page(style.width);
  PutHead(prepared, style, &page);
  page.Gap();
  PutParties(prepared, analysis.ranges, &page);
  page.Gap();
  page.Put(0, ZoneText(analysis.zone));
  page.Put(0, "Opposition " +
                  (std::isfinite(analysis.opposition) ? Number(analysis.opposition)
                                                      : std::string("not defined")) +
                  ": how far the best compromise is from everybody's best, each party's range "
                  "counting 1.");
  page.Put(0, GuaranteeText(analysis.frontier));
  page.Gap();
  page.Verbatim(Heading("Solutions", style));
  const Solutions& solutions = analysis.solutions;
  const NamedPoints named[] = {
      {"Nash", "largest product of gains over no agreement", solutions.nash.points},
      {"Kalai-Smorodinsky", "largest smallest share of one's largest gain",
       solutions.kalai_smorodinsky.points},
      {"egalitarian (Kalai)", "largest smallest gain", solutions.egalitarian.points},
      {"utilitarian", "largest sum of utilities", solutions.utilitarian.points},
      {"relative utilitarian", "largest sum of shares of one's largest gain",
       solutions.relative_utilitarian.points},
  };
  PutSolutions(prepared, analysis.frontier.points, named, &page);
  PutFrontier(prepared, analysis.frontier.points, style, &page);
  return page.text();
}

std::string NegmasAnalysisText(const PreparedDomain& prepared, const NegmasAnalysis& analysis,
                               const TextStyle& style) {
  const NegmasPoints& points = analysis.points;
  TextPage page(style.width);
  PutHead(prepared, style, &page);
  page.Put(0, "Definitions of the preset negmas: see the help of this command.");
  page.Gap();
  PutParties(prepared, analysis.ranges, &page);
  page.Gap();
  page.Put(0, GuaranteeText(analysis.frontier));
  page.Gap();
  page.Verbatim(Heading("Solutions", style));
  const NamedPoints named[] = {
      {"nash", "largest product of gains", points.nash},
      {"kalai", "largest smallest gain", points.kalai},
      {"modified kalai", "largest smallest utility", points.modified_kalai},
      {"ks", "most equal shares of the largest gain", points.ks},
      {"modified ks", "the same of utilities", points.modified_ks},
      {"max welfare", "largest sum of utilities", points.max_welfare},
      {"max relative welfare", "largest sum of shares", points.max_relative_welfare},
  };
  PutSolutions(prepared, points.frontier, named, &page);
  PutFrontier(prepared, points.frontier, style, &page);
  return page.text();
}

Json AnalysisJson(const PreparedDomain& prepared, const SpaceAnalysis& analysis) {
  const PointSet& points = analysis.frontier.points;
  const Solutions& solutions = analysis.solutions;
  Json json = Json::object();
  json["definitions"] = "textbook";
  PutHeadJson(prepared, analysis.ranges, analysis.frontier, &json);
  json["reservation_values"] = ValuesJson(analysis.disagreement);
  json["rational_low"] = analysis.zone.low;
  json["rational_high"] = analysis.zone.high;
  json["opposition"] = FiniteJson(analysis.opposition);
  json["nash"] = PointsJson(points, solutions.nash.points);
  json["kalai"] = PointsJson(points, solutions.egalitarian.points);
  json["ks"] = PointsJson(points, solutions.kalai_smorodinsky.points);
  json["max_welfare"] = PointsJson(points, solutions.utilitarian.points);
  json["max_relative_welfare"] = PointsJson(points, solutions.relative_utilitarian.points);
  PutFrontierJson(points, &json);
  return json;
}

Json NegmasAnalysisJson(const PreparedDomain& prepared, const NegmasAnalysis& analysis) {
  const NegmasPoints& points = analysis.points;
  Json json = Json::object();
  json["definitions"] = "negmas";
  PutHeadJson(prepared, analysis.ranges, analysis.frontier, &json);
  json["rational_fraction"] = JsonNumber(analysis.rational_fraction);
  json["opposition"] = FiniteJson(points.opposition);
  json["nash"] = PointsJson(points.frontier, points.nash);
  json["kalai"] = PointsJson(points.frontier, points.kalai);
  json["modified_kalai"] = PointsJson(points.frontier, points.modified_kalai);
  json["ks"] = PointsJson(points.frontier, points.ks);
  json["modified_ks"] = PointsJson(points.frontier, points.modified_ks);
  json["max_welfare"] = PointsJson(points.frontier, points.max_welfare);
  json["max_relative_welfare"] = PointsJson(points.frontier, points.max_relative_welfare);
  PutFrontierJson(points.frontier, &json);
  return json;
}

}  // namespace dragoman
