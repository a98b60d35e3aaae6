#include "engine/sweep/sweep_table.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>

#include "engine/sweep/adaptive_sweep.h"
#include "engine/sweep/run_rows.h"
#include "engine/sweep/sweep_runner.h"

namespace dragoman {
namespace {

constexpr double kNoNumber = std::numeric_limits<double>::quiet_NaN();

/// Of a flag seen in `ones` of `runs` runs.
double FlagQuantile(double ones, std::uint64_t runs, double q) {
  const double zeros = static_cast<double>(runs) - ones;
  return std::floor(q * static_cast<double>(runs - 1) + 0.5) < zeros ? 0 : 1;
}

void FillColumn(const CellPart& part, std::size_t outcome, std::size_t row, OutcomeColumn* column) {
  const OutcomeStats& stats = part.outcomes[outcome];
  const auto n = static_cast<double>(part.runs);
  column->mean[row] = stats.mean;
  column->standard_error[row] =
      part.runs > 1 ? std::sqrt(std::max(0.0, stats.m2) / (n - 1) / n) : kNoNumber;
  column->min[row] = stats.min;
  column->max[row] = stats.max;
  const auto quantile = [&](double q) {
    if (column->flag()) return FlagQuantile(stats.ones, part.runs, q);
    // A bin is wider than what lies in it.
    return std::clamp(SketchQuantile(*column->outcome, stats.sketch, q), stats.min, stats.max);
  };
  column->q05[row] = quantile(0.05);
  column->q50[row] = quantile(0.5);
  column->q95[row] = quantile(0.95);
}

void AddRows(const Sweep& sweep, std::size_t rows, SweepTable* table) {
  table->parameters = sweep.parameters().size();
  table->cells.resize(rows);
  table->runs.assign(rows, 0);
  table->failed.assign(rows, 0);
  for (const RunOutcome* outcome : sweep.outcomes()) {
    OutcomeColumn& column = table->outcomes.emplace_back();
    column.outcome = outcome;
    for (std::vector<double>* values : {&column.mean, &column.standard_error, &column.min,
                                        &column.max, &column.q05, &column.q50, &column.q95}) {
      values->assign(rows, kNoNumber);
    }
  }
}

void FillPoints(const Sweep& sweep, SweepTable* table) {
  table->x.reserve(table->rows() * table->parameters);
  std::vector<double> point;
  for (const std::uint64_t cell : table->cells) {
    if (sweep.design() == nullptr) {
      for (const CellValue& value : sweep.ValuesAt(cell)) table->x.push_back(value.number);
      continue;
    }
    sweep.UnitPoint(cell, &point);
    for (std::size_t k = 0; k < point.size(); ++k) {
      table->x.push_back(ParameterNumber(sweep, k, point[k]));
    }
  }
}

void CountCells(const Sweep& sweep, SweepTable* table) {
  for (std::size_t row = 0; row < table->rows(); ++row) {
    table->total_runs += table->runs[row];
    table->total_failed += table->failed[row];
    if (table->runs[row] == 0) {
      ++table->gaps;
      if (table->failed[row] > 0) ++table->failed_cells;
    } else if (!sweep.adaptive() && table->runs[row] + table->failed[row] < sweep.replicates()) {
      ++table->short_cells;
    }
  }
}

/// The runs of one cell: quantiles without a sketch, and standard errors that allow for codings.
class CellRuns {
 public:
  CellRuns(std::uint64_t per_coding, SweepTable* table)
      : per_coding_(per_coding), table_(*table), values_(table->outcomes.size()) {}

  void Add(std::uint64_t replicate, std::span<const double> values) {
    if (std::isnan(values[0])) return;
    codings_.push_back(replicate / per_coding_);
    for (std::size_t k = 0; k < values_.size(); ++k) values_[k].push_back(values[k]);
  }

  /// Enters what was added as that row, and forgets it.
  void Finish(std::size_t row) {
    for (std::size_t k = 0; k < values_.size(); ++k) {
      if (values_[k].empty()) continue;
      OutcomeColumn& column = table_.outcomes[k];
      if (per_coding_ > 1) column.standard_error[row] = CodingError(values_[k]);
      std::sort(values_[k].begin(), values_[k].end());
      column.q05[row] = Quantile(values_[k], 0.05);
      column.q50[row] = Quantile(values_[k], 0.5);
      column.q95[row] = Quantile(values_[k], 0.95);
      values_[k].clear();
    }
    codings_.clear();
  }

 private:
  /// The nearest rank, as SketchQuantile.
  static double Quantile(const std::vector<double>& sorted, double q) {
    return sorted[static_cast<std::size_t>(q * static_cast<double>(sorted.size() - 1) + 0.5)];
  }

  /// The root of the variance of a ratio of sums over clusters, codings / (codings - 1) sum (s_c -
  /// n_c mean)^2 / n^2 (Cochran 1977, 6.4).
  double CodingError(const std::vector<double>& values) const {
    const auto n = static_cast<double>(values.size());
    double mean = 0;
    for (const double value : values) mean += value / n;
    double spread = 0;
    double codings = 0;
    for (std::size_t k = 0; k < values.size();) {
      double deviation = 0;
      for (const std::uint64_t coding = codings_[k]; k < values.size() && codings_[k] == coding;) {
        deviation += values[k++] - mean;
      }
      spread += deviation * deviation;
      ++codings;
    }
    return codings > 1 ? std::sqrt(spread * codings / (codings - 1)) / n : kNoNumber;
  }

  std::uint64_t per_coding_;
  SweepTable& table_;
  std::vector<std::uint64_t> codings_;
  std::vector<std::vector<double>> values_;
};

void UseRuns(const Sweep& sweep, const std::string& store, SweepTable* table) {
  if (!sweep.keeps_rows()) return;
  const auto per_coding = static_cast<std::uint64_t>(sweep.inputs().talks_per_coding);
  table->clustered = per_coding > 1;
  CellRuns runs(per_coding, table);
  std::size_t row = 0;
  ForEachRun(store, sweep, [&](std::uint64_t run, std::span<const double> values) {
    const std::uint64_t cell = run / sweep.replicates();
    if (cell != table->cells[row]) runs.Finish(row);
    while (table->cells[row] < cell) ++row;
    runs.Add(run % sweep.replicates(), values);
  });
  if (table->rows() > 0) runs.Finish(row);
}

}  // namespace

double ParameterNumber(const Sweep& sweep, std::size_t parameter, double unit) {
  const SweptParameter& p = sweep.parameters()[parameter];
  const double number = p.range->Value(unit);
  if (p.labels.empty() || !p.numeric) return number;
  return sweep.config().parameters[parameter].at[static_cast<std::size_t>(number)];
}

std::string ParameterText(const Sweep& sweep, std::size_t parameter, double number, int digits) {
  const SweptParameter& p = sweep.parameters()[parameter];
  if (!p.numeric) return p.labels[static_cast<std::size_t>(number)];
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, "%.*g", digits, number);
  return buffer;
}

std::vector<double> UnitPoints(const Sweep& sweep, const SweepTable& table) {
  std::vector<double> points;
  points.reserve(table.rows() * table.parameters);
  std::vector<double> point;
  for (const std::uint64_t cell : table.cells) {
    sweep.UnitPoint(cell, &point);
    points.insert(points.end(), point.begin(), point.end());
  }
  return points;
}

SweepTable ReadSweepTable(const Sweep& sweep, const std::string& store) {
  ResultStore results(store, sweep, DatabaseMode::kRead);
  SweepTable table;
  table.all_cells = sweep.cells();
  table.hash = results.Hash();
  if (sweep.adaptive()) {
    std::vector<std::uint64_t> visited;
    results.ForEachCell([&](const CellPart& part) { visited.push_back(part.cell); });
    AddRows(sweep, visited.size(), &table);
    table.cells = std::move(visited);
    table.complete = ReadAdaptive(sweep, &results).complete;
  } else {
    AddRows(sweep, sweep.cells(), &table);
    for (std::size_t row = 0; row < table.rows(); ++row) table.cells[row] = row;
    table.complete = IsComplete(sweep, results);
  }
  std::size_t row = 0;
  results.ForEachCell([&](const CellPart& part) {
    while (table.cells[row] < part.cell) ++row;
    table.runs[row] = part.runs;
    table.failed[row] = part.failed;
    if (part.runs == 0) return;
    for (std::size_t k = 0; k < table.outcomes.size(); ++k) {
      FillColumn(part, k, row, &table.outcomes[k]);
    }
  });
  FillPoints(sweep, &table);
  CountCells(sweep, &table);
  UseRuns(sweep, store, &table);
  return table;
}

}  // namespace dragoman
