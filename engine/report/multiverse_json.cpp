#include "engine/core/text.h"
#include "engine/report/multiverse_text.h"

namespace dragoman {

std::string MultiverseOutcomeName(std::size_t outcome) {
  if (outcome < kNumHeadlines) return "headline_" + std::to_string(outcome);
  if (outcome == kMultiverseSome) return "headline_5_or_above";
  if (outcome == kMultiverseFull) return "headline_6_or_above";
  return std::string(kFlagNames[outcome - kMultiverseFlag]);
}

namespace {

std::string OutcomeTitle(std::size_t outcome) {
  if (outcome < kNumHeadlines) return std::string(kHeadlineNames[outcome]);
  if (outcome == kMultiverseSome) return std::string(kHeadlineNames[5]) + " or better";
  if (outcome == kMultiverseFull) return std::string(kHeadlineNames[6]) + " or better";
  return "flag " + std::string(kFlagNames[outcome - kMultiverseFlag]);
}

Json ChoicesJson(const MultiversePlan& plan) {
  Json list = Json::array();
  for (const MultiverseChoice& choice : plan.choices) {
    Json entry;
    entry["name"] = choice.name();
    entry["levels"] = choice.levels;
    entry["reference"] = choice.levels[choice.reference];
    list.push_back(std::move(entry));
  }
  return list;
}

Json UniverseJson(const MultiversePlan& plan, std::size_t universe, const VerdictCounts& count) {
  Json json;
  json["choices"] = Json::object();
  const std::vector<std::size_t> levels = plan.LevelsOf(universe);
  for (std::size_t c = 0; c < levels.size(); ++c) {
    json["choices"][std::string(plan.choices[c].name())] = plan.choices[c].levels[levels[c]];
  }
  json["headline"] = Json::array();
  for (std::size_t k = 0; k < kNumHeadlines; ++k) {
    json["headline"].push_back(JsonNumber(ProbabilityOf(count, k)));
  }
  for (std::size_t f = 0; f < kNumFlags; ++f) {
    json["flags"][std::string(kFlagNames[f])] =
        JsonNumber(ProbabilityOf(count, kMultiverseFlag + f));
  }
  return json;
}

Json SpreadJson(const MultiverseReport& report, std::size_t outcome) {
  const OutcomeSpread spread = SpreadOf(report.plan, report.counts, outcome);
  Json json;
  json["name"] = MultiverseOutcomeName(outcome);
  json["title"] = OutcomeTitle(outcome);
  json["reference"] = JsonNumber(spread.reference);
  json["min"] = JsonNumber(spread.min);
  json["max"] = JsonNumber(spread.max);
  json["lowest_universe"] = spread.lowest;
  json["highest_universe"] = spread.highest;
  json["effects"] = Json::object();
  json["variance_shares"] = Json::object();
  for (std::size_t c = 0; c < spread.effects.size(); ++c) {
    const std::string name(report.plan.choices[c].name());
    json["effects"][name] = JsonNumber(spread.effects[c].range);
    json["variance_shares"][name] = JsonNumber(spread.effects[c].share);
  }
  json["most_influential"] = nullptr;
  if (spread.most_influential >= 0) {
    const auto most = static_cast<std::size_t>(spread.most_influential);
    json["most_influential"] = report.plan.choices[most].name();
  }
  return json;
}

}  // namespace

Json MultiverseJson(const MultiverseReport& report) {
  Json json;
  json["scenario"] = report.scenario;
  json["seed"] = report.seed;
  json["runs"] = report.runs;
  json["talks_per_coding"] = report.talks_per_coding;
  json["choices"] = ChoicesJson(report.plan);
  json["reference_universe"] = report.plan.reference();
  json["universes"] = Json::array();
  for (std::size_t u = 0; u < report.counts.universes.size(); ++u) {
    json["universes"].push_back(UniverseJson(report.plan, u, report.counts.universes[u]));
  }
  json["outcomes"] = Json::array();
  for (std::size_t k = 0; k < kMultiverseOutcomes; ++k) {
    json["outcomes"].push_back(SpreadJson(report, k));
  }
  json["conclusions"] = MultiverseConclusions(report);
  json["conditional"] = "conditional on this coding; not a forecast";
  json["command"] = report.command;
  return json;
}

std::string MultiverseCsv(const MultiverseReport& report) {
  std::vector<std::string> cells = {"universe"};
  for (const MultiverseChoice& choice : report.plan.choices) cells.emplace_back(choice.name());
  for (std::size_t k = 0; k < kMultiverseOutcomes; ++k) cells.push_back(MultiverseOutcomeName(k));
  std::string text = Join(cells, ",") + "\n";
  for (std::size_t u = 0; u < report.counts.universes.size(); ++u) {
    cells = {std::to_string(u)};
    const std::vector<std::size_t> levels = report.plan.LevelsOf(u);
    for (std::size_t c = 0; c < levels.size(); ++c) {
      cells.push_back(report.plan.choices[c].levels[levels[c]]);
    }
    for (std::size_t k = 0; k < kMultiverseOutcomes; ++k) {
      cells.push_back(FormatNumber(ProbabilityOf(report.counts.universes[u], k)));
    }
    text += Join(cells, ",") + "\n";
  }
  return text;
}

}  // namespace dragoman
