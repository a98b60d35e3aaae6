#include <cmath>

#include "engine/report/internal/sweep_json_parts.h"

namespace dragoman::internal {
namespace {

Json SobolJson(const SweepReport& report, const SobolIndices& sobol) {
  Json json;
  json["base_points"] = sobol.base_points;
  json["S1"] = PerParameter(report, sobol.s1);
  json["ST"] = PerParameter(report, sobol.st);
  if (!sobol.s1_conf.empty()) {
    json["S1_conf"] = PerParameter(report, sobol.s1_conf);
    json["ST_conf"] = PerParameter(report, sobol.st_conf);
  }
  if (sobol.s2.empty()) return json;
  json["S2"] = Json::array();
  for (std::size_t j = 0; j < sobol.factors; ++j) {
    for (std::size_t k = j + 1; k < sobol.factors; ++k) {
      Json pair;
      pair["pair"] = {report.sweep->parameters()[j].id, report.sweep->parameters()[k].id};
      pair["S2"] = NumberOrNull(sobol.SecondOrder(j, k));
      if (!sobol.s2_conf.empty()) {
        pair["S2_conf"] = NumberOrNull(sobol.s2_conf[j * sobol.factors + k]);
      }
      json["S2"].push_back(std::move(pair));
    }
  }
  return json;
}

Json MorrisJson(const SweepReport& report, const MorrisEffects& morris) {
  Json json;
  json["trajectories"] = morris.trajectories;
  json["mu"] = PerParameter(report, morris.mu);
  json["mu_star"] = PerParameter(report, morris.mu_star);
  json["sigma"] = PerParameter(report, morris.sigma);
  if (!morris.mu_star_conf.empty()) {
    json["mu_star_conf"] = PerParameter(report, morris.mu_star_conf);
  }
  return json;
}

constexpr const char* kTrendNames[] = {"flat", "rising", "falling", "mixed"};

Json EffectJson(const SweepReport& report, std::size_t parameter, const ParameterEffect& effect) {
  Json json;
  json["range"] = NumberOrNull(effect.range);
  json["share"] = NumberOrNull(effect.share);
  json["path"] =
      effect.path ? Json(kTrendNames[static_cast<std::size_t>(effect.path->trend)]) : Json(nullptr);
  json["paired"] = effect.paired;
  json["levels"] = Json::array();
  for (const LevelMean& level : effect.levels) {
    Json entry;
    const SweptParameter& of = report.sweep->parameters()[parameter];
    entry["at"] = of.numeric ? JsonNumber(level.number)
                             : Json(of.labels[static_cast<std::size_t>(level.number)]);
    entry["mean"] = NumberOrNull(level.mean);
    entry["standard_error"] = NumberOrNull(level.standard_error);
    entry["cells"] = level.cells;
    json["levels"].push_back(std::move(entry));
  }
  return json;
}

}  // namespace

Json PerParameter(const SweepReport& report, const std::vector<double>& values) {
  Json json = Json::object();
  for (std::size_t k = 0; k < values.size(); ++k) {
    json[report.sweep->parameters()[k].id] = NumberOrNull(values[k]);
  }
  return json;
}

void AddIndexJson(const SweepReport& report, const OutcomeAnalysis& analysis, Json* json) {
  if (analysis.sobol) (*json)["sobol"] = SobolJson(report, *analysis.sobol);
  if (analysis.morris) (*json)["morris"] = MorrisJson(report, *analysis.morris);
  if (analysis.efast) {
    Json& efast = (*json)["efast"];
    efast["points_per_parameter"] = analysis.efast->curve_points;
    efast["S1"] = PerParameter(report, analysis.efast->s1);
    efast["ST"] = PerParameter(report, analysis.efast->st);
  }
  if (!analysis.effects) return;
  Json& effects = (*json)["effects"];
  for (std::size_t k = 0; k < analysis.effects->size(); ++k) {
    effects[report.sweep->parameters()[k].id] = EffectJson(report, k, (*analysis.effects)[k]);
  }
}

}  // namespace dragoman::internal
