#include "engine/sweep/sweep_table.h"

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
    return column->flag() ? FlagQuantile(stats.ones, part.runs, q)
                          : SketchQuantile(*column->outcome, stats.sketch, q);
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
    for (std::vector<double>* values :
         {&column.mean, &column.standard_error, &column.min, &column.max, &column.q05, &column.q50,
          &column.q95}) {
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

/// Standard errors of one cell from the sums of its codings.
class CodingErrors {
 public:
  explicit CodingErrors(SweepTable* table)
      : table_(*table), sums_(table->outcomes.size()), squares_(sums_), products_(sums_) {}

  void Add(std::span<const double> sums, double count) {
    ++codings_;
    runs_ += count;
    count_squares_ += count * count;
    for (std::size_t k = 0; k < sums.size(); ++k) {
      sums_[k] += sums[k];
      squares_[k] += sums[k] * sums[k];
      products_[k] += sums[k] * count;
    }
  }

  /// The variance of a ratio of sums over clusters, codings / (codings - 1) sum (s_c - n_c mean)^2
  /// / n^2 (Cochran 1977, 6.4).
  void Finish(std::size_t row) {
    for (std::size_t k = 0; k < sums_.size() && runs_ > 0; ++k) {
      const double mean = sums_[k] / runs_;
      const double spread = squares_[k] - 2 * mean * products_[k] + mean * mean * count_squares_;
      table_.outcomes[k].standard_error[row] =
          codings_ > 1 ? std::sqrt(std::max(0.0, spread) * codings_ / (codings_ - 1)) / runs_
                       : kNoNumber;
      sums_[k] = squares_[k] = products_[k] = 0;
    }
    codings_ = runs_ = count_squares_ = 0;
  }

 private:
  SweepTable& table_;
  std::vector<double> sums_;
  std::vector<double> squares_;
  std::vector<double> products_;
  double codings_ = 0;
  double runs_ = 0;
  double count_squares_ = 0;
};

void UseCodings(const Sweep& sweep, const std::string& store, SweepTable* table) {
  const auto per_coding = static_cast<std::uint64_t>(sweep.inputs().talks_per_coding);
  if (!sweep.keeps_rows() || per_coding <= 1) return;
  table->clustered = true;
  CodingErrors errors(table);
  std::vector<double> sums(table->outcomes.size());
  double count = 0;
  std::size_t row = 0;
  std::uint64_t coding = 0;
  bool begun = false;
  const auto close_coding = [&] {
    if (count > 0) errors.Add(sums, count);
    std::fill(sums.begin(), sums.end(), 0.0);
    count = 0;
  };
  ForEachRun(store, sweep, [&](std::uint64_t run, std::span<const double> values) {
    const std::uint64_t cell = run / sweep.replicates();
    const std::uint64_t of = run % sweep.replicates() / per_coding;
    if (!begun || cell != table->cells[row] || of != coding) close_coding();
    if (begun && cell != table->cells[row]) errors.Finish(row);
    begun = true;
    while (table->cells[row] < cell) ++row;
    coding = of;
    if (std::isnan(values[0])) return;
    ++count;
    for (std::size_t k = 0; k < sums.size(); ++k) sums[k] += values[k];
  });
  close_coding();
  if (begun) errors.Finish(row);
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
  UseCodings(sweep, store, &table);
  return table;
}

}  // namespace dragoman
