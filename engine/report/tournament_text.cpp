#include "engine/report/tournament_text.h"

#include <algorithm>
#include <utility>

#include "engine/experiments/progress_meter.h"
#include "engine/report/text_page.h"

namespace dragoman {
namespace {

constexpr double kSignificance = 0.05;
constexpr std::size_t kLongestLabel = 28;

/// "0.752 +-0.027": half the width of the interval (the longer half where it was cut).
std::string EstimateText(const Estimate& estimate, const TextStyle& style) {
  if (estimate.n == 0) return "-";
  std::string text = Fixed(estimate.mean, 3);
  if (!estimate.has_interval()) return text;
  text += style.unicode ? " \u00b1" : " +-";
  return text + Fixed(std::max(estimate.high - estimate.mean, estimate.mean - estimate.low), 3);
}

/// A strategy's text, cut so that tables stay narrow.
std::string StrategyLabel(const Tournament& tournament, std::size_t strategy) {
  return Clip(tournament.plan.strategies()[strategy], kLongestLabel);
}

std::string Counted(std::uint64_t count, const std::string& what, const std::string& plural) {
  return WithThousands(count) + " " + (count == 1 ? what : plural);
}

std::string ProbabilityText(double p) { return p < 0.0005 ? "<0.001" : Fixed(p, 3); }

std::vector<StrategyScore> BestFirst(std::vector<StrategyScore> scores) {
  std::sort(scores.begin(), scores.end(), [](const StrategyScore& a, const StrategyScore& b) {
    const double left = a.measures[0].mean;
    const double right = b.measures[0].mean;
    return left != right ? left > right : a.strategy < b.strategy;
  });
  return scores;
}

void PutScores(const Tournament& tournament, const std::vector<StrategyScore>& scores,
               const TextStyle& style, TextPage* page) {
  TextTable table({false, true, false, false, false, false});
  table.AddRow({"strategy", "places", "utility", "agreement", "to Nash", "to Pareto"});
  for (const StrategyScore& score : BestFirst(scores)) {
    std::vector<std::string> row = {StrategyLabel(tournament, score.strategy),
                                    std::to_string(score.measures[0].n)};
    for (const Estimate& estimate : score.measures) row.push_back(EstimateText(estimate, style));
    table.AddRow(std::move(row));
  }
  page->Verbatim(table.Text());
}

/// Pairs in utility, each with the better one first, the surest difference first.
std::vector<StrategyPair> UtilityPairs(const TournamentSummary& summary) {
  std::vector<StrategyPair> pairs;
  for (StrategyPair pair : summary.pairs) {
    if (pair.measure != TournamentMeasure::kUtility || pair.test.difference.n == 0) continue;
    if (pair.test.difference.mean < 0) {
      Estimate& difference = pair.test.difference;
      std::swap(pair.first, pair.second);
      difference = {difference.n, -difference.mean, -difference.high, -difference.low};
    }
    pairs.push_back(pair);
  }
  std::sort(pairs.begin(), pairs.end(), [](const StrategyPair& a, const StrategyPair& b) {
    if (a.test.p != b.test.p) return a.test.p < b.test.p;
    return a.first != b.first ? a.first < b.first : a.second < b.second;
  });
  return pairs;
}

void PutPairs(const Tournament& tournament, const TournamentSummary& summary,
              const TextStyle& style, TextPage* page) {
  const std::vector<StrategyPair> pairs = UtilityPairs(summary);
  TextTable table({false, false, false, true, true, false});
  table.AddRow({"strategy", "against", "more utility", "p", "p (Holm)", ""});
  for (std::size_t k = 0; k < std::min(pairs.size(), kMaxComparedPairs); ++k) {
    const StrategyPair& pair = pairs[k];
    table.AddRow({StrategyLabel(tournament, pair.first), StrategyLabel(tournament, pair.second),
                  EstimateText(pair.test.difference, style), ProbabilityText(pair.test.p),
                  ProbabilityText(pair.p_holm),
                  pair.p_holm < kSignificance ? "better" : "not clear"});
  }
  page->Verbatim(table.Text());
  if (pairs.size() > kMaxComparedPairs) {
    page->Put(2, "... and " + Counted(pairs.size() - kMaxComparedPairs, "pair", "pairs") +
                     " more; see pairs.csv (--out) or --json");
  }
}

std::string MissingFrontiers(const Tournament& tournament) {
  std::vector<std::string> ids;
  for (std::size_t d = 0; d < tournament.fields.size(); ++d) {
    if (tournament.fields[d].analysis.frontier.guarantee != Guarantee::kExact) {
      ids.push_back(tournament.config.domains[d].id);
    }
  }
  if (ids.empty()) return {};
  return "The frontier is not exact on " + JoinWords(ids, "and") + ": see dragoman analyze.";
}

Json EstimateJson(const Estimate& estimate) {
  Json json = Json::object();
  json["n"] = estimate.n;
  json["mean"] = estimate.n > 0 ? JsonNumber(estimate.mean) : Json();
  json["low"] = estimate.has_interval() ? JsonNumber(estimate.low) : Json();
  json["high"] = estimate.has_interval() ? JsonNumber(estimate.high) : Json();
  return json;
}

Json StrategyScoresJson(const Tournament& tournament, const std::vector<StrategyScore>& scores) {
  Json list = Json::array();
  for (const StrategyScore& score : scores) {
    Json entry = Json::object();
    entry["strategy"] = tournament.plan.strategies()[score.strategy];
    for (std::size_t m = 0; m < kNumTournamentMeasures; ++m) {
      entry[std::string(kTournamentMeasureNames[m])] = EstimateJson(score.measures[m]);
    }
    list.push_back(std::move(entry));
  }
  return list;
}

Json PairJson(const Tournament& tournament, const StrategyPair& pair) {
  Json json = Json::object();
  json["measure"] = std::string(kTournamentMeasureNames[static_cast<std::size_t>(pair.measure)]);
  json["first"] = tournament.plan.strategies()[pair.first];
  json["second"] = tournament.plan.strategies()[pair.second];
  const Estimate& difference = pair.test.difference;
  json["n"] = difference.n;
  json["difference"] = difference.n > 0 ? JsonNumber(difference.mean) : Json();
  json["low"] = difference.has_interval() ? JsonNumber(difference.low) : Json();
  json["high"] = difference.has_interval() ? JsonNumber(difference.high) : Json();
  json["p"] = JsonNumber(pair.test.p);
  json["p_holm"] = JsonNumber(pair.p_holm);
  json["method"] = std::string(PairedMethodName(pair.test.method));
  return json;
}

}  // namespace

std::string TournamentText(const Tournament& tournament, const TournamentSummary& summary,
                           const TextStyle& style) {
  const TournamentConfig& config = tournament.config;
  TextPage page(style.width);
  page.Verbatim(Heading(config.title.empty() ? "Tournament" : config.title, style));
  page.Put(0, Counted(tournament.plan.size(), "negotiation", "negotiations") + ": " +
                  Counted(config.strategies.size(), "strategy", "strategies") +
                  " in all seats of " + Counted(config.domains.size(), "domain", "domains") + ", " +
                  Counted(static_cast<std::uint64_t>(config.repetitions), "time", "times") +
                  " each; " + config.protocol + ", at most " +
                  Counted(static_cast<std::uint64_t>(config.rounds), "round", "rounds") +
                  ", scale " +
                  std::string(kUtilityScaleNames[static_cast<std::size_t>(config.scale)]) +
                  ", seed " + std::to_string(config.seed) + ".");
  page.Gap();
  PutScores(tournament, summary.overall, style, &page);
  page.Gap();
  page.Put(
      0,
      "A place is a domain, a seat and the opponents in the other seats, repetitions "
      "averaged. After " +
          std::string(style.unicode ? "\u00b1" : "+-") +
          " half of the 95 % interval of Student's t over places. Without agreement a "
          "party gets what no agreement is worth to it. Distances are Euclidean, from the "
          "result to the nearest Nash point and to the frontier, each party's range of utility "
          "counting 1.");
  if (const std::string missing = MissingFrontiers(tournament); !missing.empty()) {
    page.Put(0, missing);
  }
  if (config.scale == 0 && config.domains.size() > 1) {
    page.Put(0, "Scale raw: means over domains mix different scales.");
  }
  if (config.strategies.size() < 2) return page.text();
  page.Gap();
  page.Verbatim(Heading("Who does better in the same places", style));
  PutPairs(tournament, summary, style, &page);
  page.Gap();
  page.Put(0, "p: two-sided sign-flip test of the mean difference in utility (Student's t beyond " +
                  std::to_string(kMaxSampledFlips) +
                  " places that differ); Holm: adjusted for all pairs. \"better\" where that is "
                  "below 0.05. Both take places as independent draws: they speak of domains and "
                  "opponents like these.");
  return page.text();
}

Json TournamentJson(const Tournament& tournament, const TournamentSummary& summary) {
  Json json = Json::object();
  json["title"] = tournament.config.title;
  json["design"] = tournament.design;
  json["negotiations"] = tournament.plan.size();
  json["strategies"] = StrategyScoresJson(tournament, summary.overall);
  Json by_domain = Json::object();
  for (std::size_t d = 0; d < tournament.config.domains.size(); ++d) {
    by_domain[tournament.config.domains[d].id] =
        StrategyScoresJson(tournament, summary.by_domain[d]);
  }
  json["by_domain"] = std::move(by_domain);
  json["pairs"] = Json::array();
  for (const StrategyPair& pair : summary.pairs) {
    json["pairs"].push_back(PairJson(tournament, pair));
  }
  return json;
}

}  // namespace dragoman
