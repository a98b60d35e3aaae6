#include <cmath>

#include "engine/report/backtest_text.h"

namespace dragoman {
namespace {

std::string BaselineKey(std::size_t b) { return "B" + std::to_string(b); }

Json ProbabilitiesJson(const HeadlineForecast& forecast) {
  Json json = Json::array();
  for (const double p : forecast) json.push_back(JsonNumber(p));
  return json;
}

Json ConstantsJson(const BacktestConstants& constants) {
  return {{"delay_cost", JsonNumber(constants.delay_cost)},
          {"red_lines", JsonNumber(constants.red_lines)},
          {"base_share", JsonNumber(constants.base_share)}};
}

Json RpsJson(double engine, const std::array<double, kNumBaselines>& baselines) {
  Json json;
  json["engine"] = JsonNumber(engine);
  for (std::size_t b = 0; b < kNumBaselines; ++b) json[BaselineKey(b)] = JsonNumber(baselines[b]);
  return json;
}

Json CaseJson(const CaseReport& one) {
  Json json;
  json["id"] = one.id;
  json["title"] = one.title;
  json["set"] = one.set;
  json["sides"] = one.sides;
  json["headline"] = ProbabilitiesJson(one.headline);
  json["flags"] = Json::object();
  json["not_applicable"] = Json::array();
  json["actual"]["headline"] = one.actual;
  for (std::size_t f = 0; f < kFlagNames.size(); ++f) {
    const std::string name(kFlagNames[f]);
    if (one.applies[f]) {
      json["flags"][name] = JsonNumber(one.flags[f]);
    } else {
      json["not_applicable"].push_back(name);
    }
    json["actual"]["flags"][name] = one.happened[f];
  }
  json["rps"] = RpsJson(one.rps, one.baseline_rps);
  for (std::size_t b = 0; b < kNumBaselines; ++b) {
    json["baselines"][BaselineKey(b)] = ProbabilitiesJson(one.baselines[b]);
  }
  json["has_predecessor"] = one.has_predecessor;
  json["constants"] = ConstantsJson(one.constants);
  return json;
}

Json SummaryJson(const BacktestSummary& summary) {
  Json json;
  json["cases"] = summary.cases;
  json["rps"] = RpsJson(summary.rps, summary.baseline_rps);
  for (std::size_t b = 0; b < kNumBaselines; ++b) {
    const std::string key = BaselineKey(b);
    json["skill"][key] =
        std::isfinite(summary.skill[b]) ? JsonNumber(summary.skill[b]) : Json(nullptr);
    const BootstrapInterval& interval = summary.difference[b];
    json["difference"][key] = {{"mean", JsonNumber(interval.mean)},
                               {"low", JsonNumber(interval.low)},
                               {"high", JsonNumber(interval.high)}};
  }
  return json;
}

Json FlagScoresJson(const FlagScores& scores) {
  return {{"cases", scores.cases},
          {"happened", scores.happened},
          {"brier", JsonNumber(scores.brier)},
          {"log", JsonNumber(scores.log)}};
}

Json ReliabilityJson(const Reliability& reliability) {
  Json json;
  json["n"] = reliability.n;
  json["bins"] = Json::array();
  for (const ReliabilityBin& bin : reliability.bins) {
    json["bins"].push_back({{"from", JsonNumber(bin.from)},
                            {"to", JsonNumber(bin.to)},
                            {"n", bin.n},
                            {"mean_forecast", JsonNumber(bin.mean_forecast)},
                            {"frequency", JsonNumber(bin.frequency)}});
  }
  json["brier"] = JsonNumber(reliability.brier);
  json["reliability"] = JsonNumber(reliability.reliability);
  json["resolution"] = JsonNumber(reliability.resolution);
  json["uncertainty"] = JsonNumber(reliability.uncertainty);
  json["within_bins"] = JsonNumber(reliability.within_bins);
  return json;
}

}  // namespace

Json BacktestJson(const BacktestReport& report, const std::string& command) {
  Json json;
  json["runs"] = report.settings.runs;
  json["seed"] = report.settings.seed;
  json["drop_mandate"] = report.settings.drop_mandate;
  json["leave_one_out"] = report.settings.leave_one_out;
  json["cases"] = Json::array();
  for (const CaseReport& one : report.cases) json["cases"].push_back(CaseJson(one));
  json["summary"]["all"] = SummaryJson(report.all);
  json["summary"]["fitted"] = SummaryJson(report.fitted);
  json["summary"]["home"] = SummaryJson(report.home);
  for (std::size_t f = 0; f < kFlagNames.size(); ++f) {
    if (report.flags[f].cases == 0) continue;
    json["flags"][std::string(kFlagNames[f])] = FlagScoresJson(report.flags[f]);
  }
  json["flags"]["all"] = FlagScoresJson(report.all_flags);
  json["reliability"] = ReliabilityJson(report.reliability);
  json["constants"]["fitted"] = report.constants_fitted;
  json["constants"]["overall"] = ConstantsJson(report.overall);
  for (std::size_t b = 0; b < kNumBaselines; ++b) {
    json["baselines"][BaselineKey(b)] = kBaselineNames[b];
  }
  json["conditional"] = "conditional on this coding; not a forecast";
  json["command"] = command;
  return json;
}

}  // namespace dragoman
