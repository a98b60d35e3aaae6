#include <algorithm>
#include <cmath>

#include "engine/report/sweep_csv.h"
#include "engine/report/sweep_export.h"
#include "engine/report/sweep_json.h"

namespace dragoman {
namespace {

/// SALib's names of the distributions.
const char* SalibName(RangeScale scale) {
  switch (scale) {
    case RangeScale::kLog:
      return "logunif";
    case RangeScale::kTriangular:
      return "triang";
    case RangeScale::kNormal:
      return "norm";
    case RangeScale::kTruncatedNormal:
      return "truncnorm";
    case RangeScale::kLognormal:
      return "lognorm";
    case RangeScale::kWeibull:
      return "weibull";
    default:
      return "unif";
  }
}

/// The distribution's own numbers, as SALib takes them; of listed values the first and last index.
Json BoundsOf(const Sweep& sweep, std::size_t k) {
  const SweptParameter& parameter = sweep.parameters()[k];
  const SweepParameter& written = sweep.config().parameters[k];
  Json bounds = Json::array();
  if (!written.range.empty()) {
    for (const double number : written.range) bounds.push_back(JsonNumber(number));
    return bounds;
  }
  double low = parameter.listed_low;
  double high = parameter.listed_high;
  if (parameter.range) {
    low = 0;
    high = static_cast<double>(parameter.labels.size() - 1);
    if (parameter.numeric) {
      low = *std::min_element(written.at.begin(), written.at.end());
      high = *std::max_element(written.at.begin(), written.at.end());
    }
  }
  bounds.push_back(JsonNumber(low));
  bounds.push_back(JsonNumber(high));
  return bounds;
}

Json SalibProblem(const Sweep& sweep) {
  Json json;
  json["num_vars"] = sweep.parameters().size();
  for (const char* list : {"names", "bounds", "dists"}) json[list] = Json::array();
  for (std::size_t k = 0; k < sweep.parameters().size(); ++k) {
    const SweptParameter& parameter = sweep.parameters()[k];
    json["names"].push_back(parameter.id);
    json["bounds"].push_back(BoundsOf(sweep, k));
    json["dists"].push_back(SalibName(sweep.config().parameters[k].scale));
    if (!parameter.numeric) json["labels"][parameter.id] = parameter.labels;
  }
  const SweepDesign& design = sweep.config().design;
  json["design"] = kDesignKindNames[static_cast<std::size_t>(design.kind)];
  if (design.kind == DesignKind::kSaltelli) json["calc_second_order"] = design.second_order;
  if (design.kind == DesignKind::kMorris) json["num_levels"] = design.levels;
  if (design.kind == DesignKind::kEfast) json["M"] = design.harmonics;
  for (const RunOutcome* outcome : sweep.outcomes()) {
    json["outcomes"][std::string(outcome->name)] = "Y." + std::string(outcome->name) + ".csv";
  }
  return json;
}

std::string NumberOrNan(double value) { return std::isnan(value) ? "nan" : CsvNumber(value); }

void WriteMeans(const OutcomeColumn& column, TextSink sink) {
  for (const double mean : column.mean) sink(NumberOrNan(mean) + "\n");
}

void WriteNumbers(const SweepTable& table, TextSink sink) {
  std::string line;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    line.clear();
    for (std::size_t k = 0; k < table.parameters; ++k) {
      line += (k > 0 ? "," : "") + CsvNumber(table.X(row, k));
    }
    sink(line + "\n");
  }
}

void WriteExperiments(const Sweep& sweep, const SweepTable& table, TextSink sink) {
  std::string line;
  for (const SweptParameter& parameter : sweep.parameters()) line += CsvField(parameter.id) + ",";
  sink(line + "scenario,policy,model\n");
  const std::string end = ",None," + CsvField(sweep.config().scenario) + "\n";
  for (const std::uint64_t cell : table.cells) {
    line.clear();
    for (const CellValue& value : sweep.ValuesAt(cell)) line += CsvField(value.text) + ",";
    sink(line + std::to_string(cell) + end);
  }
}

/// Classes of outcomes and types of columns, by which load_results goes.
Json EmaMetadata(const Sweep& sweep) {
  Json json;
  json["version"] = "2.5.0";
  json["outcomes"] = Json::array();
  for (const RunOutcome* outcome : sweep.outcomes()) {
    const std::string name(outcome->name);
    json["outcomes"].push_back({"ScalarOutcome", name, name + ".csv"});
  }
  for (const SweptParameter& parameter : sweep.parameters()) {
    json["experiments"][parameter.id] = parameter.numeric ? "float64" : "object";
  }
  json["experiments"]["scenario"] = "int64";
  json["experiments"]["policy"] = "object";
  json["experiments"]["model"] = "object";
  return json;
}

}  // namespace

std::vector<ExportFile> SalibFiles(const Sweep& sweep, const SweepTable& table) {
  std::vector<ExportFile> files;
  files.push_back(
      {"problem.json", [&sweep](TextSink sink) { sink(JsonText(SalibProblem(sweep)) + "\n"); }});
  files.push_back({"X.csv", [&table](TextSink sink) { WriteNumbers(table, sink); }});
  for (const OutcomeColumn& column : table.outcomes) {
    files.push_back({"Y." + std::string(column.outcome->name) + ".csv",
                     [&column](TextSink sink) { WriteMeans(column, sink); }});
  }
  return files;
}

std::vector<ExportFile> EmaFiles(const Sweep& sweep, const SweepTable& table) {
  std::vector<ExportFile> files;
  files.push_back({"experiments.csv",
                   [&sweep, &table](TextSink sink) { WriteExperiments(sweep, table, sink); }});
  for (const OutcomeColumn& column : table.outcomes) {
    files.push_back({std::string(column.outcome->name) + ".csv",
                     [&column](TextSink sink) { WriteMeans(column, sink); }});
  }
  files.push_back(
      {"metadata.json", [&sweep](TextSink sink) { sink(JsonText(EmaMetadata(sweep)) + "\n"); }});
  return files;
}

}  // namespace dragoman
