#include "engine/report/sweep_export.h"

#include <array>

#include "engine/report/sweep_csv.h"
#include "engine/report/sweep_json.h"
#include "engine/sweep/run_rows.h"

namespace dragoman {
namespace {

constexpr std::array<std::string_view, 7> kStatNames = {"mean", "se",  "min", "max",
                                                        "q05",  "q50", "q95"};

std::array<double, 7> StatsOf(const OutcomeColumn& column, std::size_t row) {
  return {column.mean[row], column.standard_error[row],
          column.min[row],  column.max[row],
          column.q05[row],  column.q50[row],
          column.q95[row]};
}

/// ",0.25,none" of the parameters at a cell, as --set takes them.
std::string PointFields(const Sweep& sweep, std::uint64_t cell) {
  std::string text;
  for (const CellValue& value : sweep.ValuesAt(cell)) text += "," + CsvField(value.text);
  return text;
}

std::string ParameterHeads(const Sweep& sweep) {
  std::string text;
  for (const SweptParameter& parameter : sweep.parameters()) text += "," + CsvField(parameter.id);
  return text;
}

}  // namespace

void ExportCellsCsv(const Sweep& sweep, const SweepTable& table, TextSink sink) {
  std::string line = "cell" + ParameterHeads(sweep) + ",runs,failed";
  for (const OutcomeColumn& column : table.outcomes) {
    for (const std::string_view stat : kStatNames) {
      line += "," + std::string(column.outcome->name) + "_" + std::string(stat);
    }
  }
  sink(line + "\n");
  for (std::size_t row = 0; row < table.rows(); ++row) {
    line = std::to_string(table.cells[row]) + PointFields(sweep, table.cells[row]) + "," +
           std::to_string(table.runs[row]) + "," + std::to_string(table.failed[row]);
    for (const OutcomeColumn& column : table.outcomes) {
      for (const double value : StatsOf(column, row)) line += "," + CsvNumber(value);
    }
    sink(line + "\n");
  }
}

void ExportRunsCsv(const Sweep& sweep, const std::string& store, TextSink sink) {
  std::string line = "run,cell,replicate" + ParameterHeads(sweep);
  for (const RunOutcome* outcome : sweep.outcomes()) line += "," + std::string(outcome->name);
  sink(line + "\n");
  std::uint64_t cell = ~std::uint64_t{0};
  std::string point;
  ForEachRun(store, sweep, [&](std::uint64_t run, std::span<const double> values) {
    if (run / sweep.replicates() != cell) {
      cell = run / sweep.replicates();
      point = PointFields(sweep, cell);
    }
    line = std::to_string(run) + "," + std::to_string(cell) + "," +
           std::to_string(run % sweep.replicates()) + point;
    for (const double value : values) line += "," + CsvNumber(value);
    sink(line + "\n");
  });
}

void ExportCellsJson(const Sweep& sweep, const SweepTable& table, TextSink sink) {
  std::string spec = sweep.spec_text();
  while (spec.ends_with('\n')) spec.pop_back();
  sink("{\"spec\": " + spec + ",\n\"spec_hash\": \"" + sweep.spec_hash() + "\",\n\"hash\": \"" +
       table.hash + "\",\n\"complete\": " + (table.complete ? "true" : "false") +
       ",\n\"cells\": [");
  for (std::size_t row = 0; row < table.rows(); ++row) {
    Json cell;
    cell["cell"] = table.cells[row];
    cell["point"] = PointJson(sweep, table, row);
    cell["runs"] = table.runs[row];
    cell["failed"] = table.failed[row];
    for (const OutcomeColumn& column : table.outcomes) {
      Json& stats = cell["outcomes"][std::string(column.outcome->name)];
      const auto values = StatsOf(column, row);
      for (std::size_t k = 0; k < values.size(); ++k) {
        stats[std::string(kStatNames[k])] = NumberOrNull(values[k]);
      }
    }
    sink((row == 0 ? "\n" : ",\n") + JsonText(cell, -1));
  }
  sink("\n]}\n");
}

}  // namespace dragoman
