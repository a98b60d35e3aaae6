#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "engine/designs/one_at_a_time.h"
#include "engine/sweep/internal/analysis_parts.h"
#include "engine/sweep/run_rows.h"

namespace dragoman::internal {
namespace {

constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();
/// Paired checks take errors as normal, which wants so many independent draws.
constexpr std::uint64_t kLeastPairs = 30;

/// Rows of the table at one level of a parameter.
using LevelRows = std::map<double, std::vector<std::size_t>>;

/// Of one parameter: all rows, or, one at a time, those in which it moves.
LevelRows RowsByLevel(const AnalysisInput& input, std::size_t parameter) {
  std::size_t first = 0;
  std::size_t end = input.table.rows();
  if (input.sweep.config().design.kind == DesignKind::kOneAtATime) {
    const auto& design = static_cast<const OneAtATimeDesign&>(*input.sweep.design());
    first = design.FirstPointOf(parameter);
    end = design.FirstPointOf(parameter + 1);
  }
  LevelRows levels;
  for (std::size_t row = first; row < end; ++row) {
    levels[input.table.X(row, parameter)].push_back(row);
  }
  return levels;
}

LevelMean MeanOf(const AnalysisInput& input, double number, const std::vector<std::size_t>& rows) {
  LevelMean level;
  level.number = number;
  double squares = 0;
  double errors = 0;
  for (const std::size_t row : rows) {
    if (std::isnan(input.column().mean[row])) continue;
    ++level.cells;
    level.mean += input.column().mean[row];
    const double error = input.column().standard_error[row];
    squares += error * error;
    errors += error;
  }
  const auto cells = static_cast<double>(level.cells);
  if (level.cells == 0) {
    level.mean = level.standard_error = kNoValue;
    return level;
  }
  level.mean /= cells;
  // What the points have in common does not average out.
  const bool common = input.sweep.config().common_random_numbers;
  level.standard_error = (common ? errors : std::sqrt(squares)) / cells;
  return level;
}

/// The share of the variance over the points that the levels' means explain.
double ShareOf(const std::vector<LevelMean>& levels, const OutcomeSummary& all) {
  if (all.variance == 0) return 0;
  double squares = 0;
  double cells = 0;
  for (const LevelMean& level : levels) {
    if (level.cells == 0) continue;
    const auto count = static_cast<double>(level.cells);
    squares += count * (level.mean - all.mean) * (level.mean - all.mean);
    cells += count;
  }
  return std::min(1.0, squares / cells / all.variance);
}

/// Means at each level, per independent draw of the random numbers that all points share.
class PairedMeans {
 public:
  /// Where the runs of a result can be paired at all.
  static bool Possible(const AnalysisInput& input) {
    const auto per_coding = static_cast<std::uint64_t>(input.sweep.inputs().talks_per_coding);
    return input.sweep.keeps_rows() && input.sweep.config().common_random_numbers &&
           input.sweep.replicates() / per_coding >= kLeastPairs;
  }

  PairedMeans(const AnalysisInput& input, const std::vector<LevelRows>& levels)
      : per_draw_(static_cast<std::uint64_t>(input.sweep.inputs().talks_per_coding)),
        draws_(input.sweep.replicates() / per_draw_) {
    places_.resize(input.table.rows());
    for (const LevelRows& of : levels) {
      sums_.emplace_back(of.size() * draws_);
      counts_.emplace_back(of.size() * draws_);
      std::size_t level = 0;
      for (const auto& [number, rows] : of) {
        for (const std::size_t row : rows) places_[row].push_back({sums_.size() - 1, level});
        ++level;
      }
    }
    for (const LevelRows& of : levels) {
      expected_.emplace_back();
      for (const auto& [number, rows] : of) {
        expected_.back().push_back(static_cast<double>(rows.size() * per_draw_));
      }
    }
    const std::uint64_t replicates = input.sweep.replicates();
    ForEachRun(input.store, input.sweep, [&](std::uint64_t run, std::span<const double> values) {
      const std::uint64_t draw = run % replicates / per_draw_;
      const double value = values[input.outcome];
      if (draw >= draws_ || std::isnan(value)) return;
      for (const auto& [parameter, level] : places_[run / replicates]) {
        sums_[parameter][level * draws_ + draw] += value;
        counts_[parameter][level * draws_ + draw] += 1;
      }
    });
  }

  /// values[level * draws() + draw]; NaN where a run of the draw is missing.
  std::vector<double> Of(std::size_t parameter) const {
    std::vector<double> means(sums_[parameter].size());
    for (std::size_t k = 0; k < means.size(); ++k) {
      const double expected = expected_[parameter][k / draws_];
      means[k] = counts_[parameter][k] == expected ? sums_[parameter][k] / expected : kNoValue;
    }
    return means;
  }
  std::size_t draws() const { return draws_; }

 private:
  std::uint64_t per_draw_;
  std::size_t draws_;
  std::vector<std::vector<std::pair<std::size_t, std::size_t>>> places_;  ///< Of each row.
  std::vector<std::vector<double>> sums_;
  std::vector<std::vector<double>> counts_;
  std::vector<std::vector<double>> expected_;  ///< Runs of a draw at a level.
};

void CheckPath(const PairedMeans* paired, std::size_t parameter, ParameterEffect* effect) {
  if (effect->levels.size() < 2) return;
  if (paired != nullptr) {
    const std::vector<double> means = paired->Of(parameter);
    if (auto path = CheckMonotonePathPaired(means, paired->draws()); path.ok()) {
      effect->path = *path;
      effect->paired = true;
    }
    return;
  }
  std::vector<double> means;
  std::vector<double> errors;
  for (const LevelMean& level : effect->levels) {
    means.push_back(std::isnan(level.standard_error) ? kNoValue : level.mean);
    errors.push_back(std::isnan(level.standard_error) ? 0 : level.standard_error);
  }
  if (auto path = CheckMonotonePath(means, errors); path.ok()) effect->path = *path;
}

}  // namespace

std::vector<ParameterEffect> MainEffects(const AnalysisInput& input) {
  const OutcomeSummary all = SummarizeOutcome(input.column());
  const bool grid = input.sweep.config().design.kind == DesignKind::kFactorial;
  std::vector<LevelRows> levels;
  for (std::size_t k = 0; k < input.table.parameters; ++k) levels.push_back(RowsByLevel(input, k));
  std::optional<PairedMeans> paired;
  if (PairedMeans::Possible(input)) paired.emplace(input, levels);
  std::vector<ParameterEffect> effects;
  for (std::size_t k = 0; k < levels.size(); ++k) {
    ParameterEffect& effect = effects.emplace_back();
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    for (const auto& [number, rows] : levels[k]) {
      effect.levels.push_back(MeanOf(input, number, rows));
      if (effect.levels.back().cells == 0) continue;
      low = std::min(low, effect.levels.back().mean);
      high = std::max(high, effect.levels.back().mean);
    }
    effect.range = std::max(0.0, high - low);
    effect.share = grid && input.table.gaps == 0 ? ShareOf(effect.levels, all) : kNoValue;
    if (input.sweep.parameters()[k].numeric) CheckPath(paired ? &*paired : nullptr, k, &effect);
  }
  return effects;
}

}  // namespace dragoman::internal
