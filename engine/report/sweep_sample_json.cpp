#include "engine/report/internal/sweep_json_parts.h"

namespace dragoman::internal {
namespace {

void AddRows(const RowCount& rows, Json* json) {
  (*json)["points"] = rows.used;
  (*json)["left_out"] = rows.dropped;
}

Json GivenDataJson(const SweepReport& report, const GivenDataIndices& found) {
  Json json;
  AddRows(found.rows, &json);
  json["S1"] = PerParameter(report, found.s1);
  json["classes"] = Json::object();
  for (std::size_t k = 0; k < found.classes.size(); ++k) {
    Json classes = Json::array();
    for (const GivenDataClass& of : found.classes[k]) {
      Json entry;
      entry["low"] = NumberOrNull(of.low);
      entry["high"] = NumberOrNull(of.high);
      entry["points"] = of.rows;
      entry["mean"] = NumberOrNull(of.mean);
      classes.push_back(std::move(entry));
    }
    json["classes"][report.sweep->parameters()[k].id] = std::move(classes);
  }
  return json;
}

Json PawnJson(const SweepReport& report, const PawnIndices& pawn) {
  Json json;
  AddRows(pawn.rows, &json);
  json["median"] = PerParameter(report, pawn.median);
  json["mean"] = PerParameter(report, pawn.mean);
  json["minimum"] = PerParameter(report, pawn.minimum);
  json["maximum"] = PerParameter(report, pawn.maximum);
  json["cv"] = PerParameter(report, pawn.cv);
  return json;
}

Json FeaturesJson(const SweepReport& report, const FeatureScores& features) {
  Json json;
  AddRows(features.rows, &json);
  for (std::size_t k = 0; k < features.scores.size(); ++k) {
    const FeatureScore& score = features.scores[k];
    Json& entry = json["scores"][report.sweep->parameters()[k].id];
    entry["f_line"] = NumberOrNull(score.f_line);
    entry["f_line_p"] = NumberOrNull(score.f_line_p);
    entry["f_bins"] = NumberOrNull(score.f_bins);
    entry["f_bins_p"] = NumberOrNull(score.f_bins_p);
    entry["information"] = NumberOrNull(score.information);
    entry["information_bias"] = NumberOrNull(score.information_bias);
  }
  return json;
}

Json RegionalJson(const SweepReport& report, const RegionalAnalysis& regional) {
  Json json;
  AddRows(regional.contrast.rows, &json);
  json["threshold"] = JsonNumber(regional.threshold);
  json["points_above"] = regional.contrast.inside;
  json["distance"] = PerParameter(report, regional.contrast.distance);
  json["bins"] = Json::object();
  for (std::size_t k = 0; k < report.table->parameters; ++k) {
    Json bins = Json::array();
    for (std::size_t b = 0; b < regional.bins.bins; ++b) {
      bins.push_back(NumberOrNull(regional.bins.Statistic(k, b)));
    }
    json["bins"][report.sweep->parameters()[k].id] = std::move(bins);
  }
  return json;
}

}  // namespace

void AddSampleJson(const SweepReport& report, const OutcomeAnalysis& analysis, Json* json) {
  if (analysis.given_data) (*json)["given_data"] = GivenDataJson(report, *analysis.given_data);
  if (analysis.rbd_fast) {
    Json& of = (*json)["rbd_fast"];
    AddRows(analysis.rbd_fast->rows, &of);
    of["S1"] = PerParameter(report, analysis.rbd_fast->s1);
  }
  if (analysis.pawn) (*json)["pawn"] = PawnJson(report, *analysis.pawn);
  if (analysis.delta) {
    Json& of = (*json)["delta"];
    AddRows(analysis.delta->rows, &of);
    of["delta"] = PerParameter(report, analysis.delta->delta);
  }
  if (analysis.features) (*json)["features"] = FeaturesJson(report, *analysis.features);
  if (analysis.regional) (*json)["regional"] = RegionalJson(report, *analysis.regional);
}

}  // namespace dragoman::internal
