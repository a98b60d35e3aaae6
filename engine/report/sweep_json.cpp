#include "engine/report/sweep_json.h"

#include <cmath>

#include "engine/report/internal/sweep_json_parts.h"

namespace dragoman {
namespace {

Json ParametersJson(const Sweep& sweep) {
  Json list = Json::array();
  for (const SweptParameter& parameter : sweep.parameters()) {
    Json entry = Json::object();
    entry["name"] = parameter.id;
    entry["paths"] = parameter.paths;
    if (!parameter.labels.empty()) {
      entry["labels"] = parameter.labels;
    } else {
      entry["low"] =
          NumberOrNull(parameter.range ? parameter.range->lowest() : parameter.listed_low);
      entry["high"] =
          NumberOrNull(parameter.range ? parameter.range->highest() : parameter.listed_high);
    }
    list.push_back(std::move(entry));
  }
  return list;
}

Json CellJson(const SweepReport& report, const OutcomeColumn& column, std::size_t row) {
  Json json;
  json["cell"] = report.table->cells[row];
  json["value"] = NumberOrNull(column.mean[row]);
  json["standard_error"] = NumberOrNull(column.standard_error[row]);
  json["point"] = PointJson(*report.sweep, *report.table, row);
  return json;
}

Json OutcomeJson(const SweepReport& report, const OutcomeAnalysis& analysis) {
  const OutcomeColumn& column = report.table->outcomes[analysis.outcome];
  Json json;
  json["doc"] = column.outcome->doc;
  json["mean"] = NumberOrNull(analysis.summary.mean);
  json["variance"] = NumberOrNull(analysis.summary.variance);
  json["noise_share"] = NumberOrNull(analysis.summary.noise_share);
  json["lowest"] = CellJson(report, column, analysis.summary.lowest);
  json["highest"] = CellJson(report, column, analysis.summary.highest);
  internal::AddIndexJson(report, analysis, &json);
  internal::AddSampleJson(report, analysis, &json);
  internal::AddMapJson(report, analysis, &json);
  internal::AddPrimJson(report, analysis, &json);
  if (!analysis.notes.empty()) json["left_out"] = analysis.notes;
  return json;
}

}  // namespace

Json NumberOrNull(double value) { return std::isfinite(value) ? JsonNumber(value) : Json(nullptr); }

Json PointJson(const Sweep& sweep, const SweepTable& table, std::size_t row) {
  Json point = Json::object();
  for (std::size_t k = 0; k < table.parameters; ++k) {
    const SweptParameter& parameter = sweep.parameters()[k];
    const double number = table.X(row, k);
    point[parameter.id] = parameter.numeric
                              ? JsonNumber(number)
                              : Json(parameter.labels[static_cast<std::size_t>(number)]);
  }
  return point;
}

Json SweepJson(const SweepReport& report) {
  const Sweep& sweep = *report.sweep;
  const SweepTable& table = *report.table;
  Json json;
  json["title"] = sweep.config().title;
  json["question"] = sweep.config().question;
  json["scenario"] = sweep.config().scenario;
  json["tier"] = sweep.config().tier;
  json["design"] = JsonOf(sweep.config().design);
  json["cells"] = table.all_cells;
  json["cells_visited"] = table.rows() - table.gaps;
  json["replicates"] = sweep.replicates();
  json["common_random_numbers"] = sweep.config().common_random_numbers;
  json["complete"] = table.complete;
  json["runs"] = table.total_runs;
  json["failed"] = table.total_failed;
  json["gaps"] = table.gaps;
  json["spec_hash"] = sweep.spec_hash();
  json["hash"] = table.hash;
  json["parameters"] = ParametersJson(sweep);
  json["outcomes"] = Json::object();
  for (const OutcomeAnalysis& analysis : report.analysis) {
    const std::string name(table.outcomes[analysis.outcome].outcome->name);
    json["outcomes"][name] = OutcomeJson(report, analysis);
  }
  json["notes"] = SweepNotes(report);
  json["conditional"] =
      "the model's share of runs over these ranges, conditional on this coding; no forecast, and "
      "no "
      "cause beyond the model";
  json["command"] = report.command;
  return json;
}

}  // namespace dragoman
