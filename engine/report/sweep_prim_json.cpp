#include "engine/report/internal/sweep_json_parts.h"

namespace dragoman::internal {
namespace {

Json LimitJson(const SweepReport& report, const PrimLimit& limit) {
  const SweptParameter& parameter = report.sweep->parameters()[limit.column];
  Json json;
  json["parameter"] = parameter.id;
  if (!limit.categories.empty()) {
    json["labels"] = Json::array();
    for (const int category : limit.categories) {
      json["labels"].push_back(parameter.labels[static_cast<std::size_t>(category)]);
    }
    json["quasi_p"] = NumberOrNull(limit.lower_quasi_p);
    return json;
  }
  json["at_least"] = limit.lower_restricted ? JsonNumber(limit.lower) : Json(nullptr);
  json["at_most"] = limit.upper_restricted ? JsonNumber(limit.upper) : Json(nullptr);
  json["at_least_quasi_p"] = NumberOrNull(limit.lower_quasi_p);
  json["at_most_quasi_p"] = NumberOrNull(limit.upper_quasi_p);
  return json;
}

Json StepJson(const SweepReport& report, const PrimStep& step) {
  Json json;
  json["coverage"] = JsonNumber(step.coverage);
  json["density"] = JsonNumber(step.density);
  json["mass"] = JsonNumber(step.mass);
  json["cases"] = step.rows;
  json["interest"] = JsonNumber(step.interest);
  json["limits"] = Json::array();
  for (const PrimLimit& limit : step.limits) json["limits"].push_back(LimitJson(report, limit));
  return json;
}

}  // namespace

void AddPrimJson(const SweepReport& report, const OutcomeAnalysis& analysis, Json* json) {
  if (!analysis.prim) return;
  Json& prim = (*json)["prim"];
  prim["threshold"] = JsonNumber(analysis.prim->threshold);
  prim["per_run"] = analysis.prim->per_run;
  prim["cases"] = analysis.prim->result.rows;
  prim["left_out"] = analysis.prim->result.dropped;
  prim["interest"] = JsonNumber(analysis.prim->result.interest);
  prim["boxes"] = Json::array();
  for (const PrimBox& box : analysis.prim->result.boxes) {
    Json entry;
    entry["peels"] = box.peels;
    entry["suggested"] = box.suggested;
    entry["trajectory"] = Json::array();
    for (const PrimStep& step : box.trajectory) {
      entry["trajectory"].push_back(StepJson(report, step));
    }
    prim["boxes"].push_back(std::move(entry));
  }
}

}  // namespace dragoman::internal
