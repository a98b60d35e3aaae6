#include "engine/experiments/backtest.h"

#include <algorithm>
#include <limits>
#include <memory>
#include <optional>

namespace dragoman {
namespace {

constexpr std::array<double, 3> kDelayCosts = {1, 0.5, 2};
constexpr std::array<double, 4> kRedLineScales = {1, 0.75, 0.5, 0.25};
constexpr std::array<double, 7> kBaseShares = {0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6};
constexpr std::size_t kLeastFitted = 3;
constexpr std::uint64_t kRunsPerTask = 500;

/// A point of the grid that needs runs of its own; the share of base rates does not.
struct EnginePoint {
  double delay_cost = 1;
  double red_lines = 1;
};

std::vector<EnginePoint> EnginePoints(bool leave_one_out) {
  std::vector<EnginePoint> points;
  for (const double delay : kDelayCosts) {
    for (const double lines : kRedLineScales) {
      points.push_back({delay, lines});
      if (!leave_one_out) return points;  // The priors.
    }
  }
  return points;
}

/// Counts of every case at every point of the grid.
class BacktestJob {
 public:
  BacktestJob(std::span<const BacktestCase> cases, const BacktestSettings& settings)
      : cases_(cases), settings_(settings), points_(EnginePoints(settings.leave_one_out)) {
    counts_.assign(cases.size(), std::vector<VerdictCounts>(points_.size()));
    report_.settings = settings;
  }

  BacktestReport Run(Executor* executor, const CancelToken* cancel,
                     const FunctionRef<void(std::uint64_t)>* progress) {
    if (!CompileAll()) return std::move(report_);
    CountAll(executor, cancel, progress);
    if (cancel != nullptr && cancel->cancelled()) {
      report_.complete = false;
      return std::move(report_);
    }
    Fit();
    for (std::size_t k = 0; k < cases_.size(); ++k) ReportCase(k);
    Summarize();
    return std::move(report_);
  }

 private:
  bool CompileAll() {
    for (const BacktestCase& one : cases_) {
      for (const EnginePoint& point : points_) {
        ConvertOptions options;
        options.drop_mandate = settings_.drop_mandate;
        options.constants = {point.delay_cost, point.red_lines, 0};
        auto compiled = Compile(ScenarioOf(one.inputs, options), {});
        if (compiled.ok()) {
          scenarios_.push_back(std::move(*compiled));
          continue;
        }
        for (const Diagnostic& problem : compiled.problems()) {
          report_.problems.push_back("case '" + one.id + "' cannot be converted: " + problem.path +
                                     ": " + problem.message);
        }
        break;
      }
    }
    return report_.problems.empty();
  }

  void CountAll(Executor* executor, const CancelToken* cancel,
                const FunctionRef<void(std::uint64_t)>* progress) {
    const std::uint64_t parts = (settings_.runs + kRunsPerTask - 1) / kRunsPerTask;
    const std::size_t tasks = scenarios_.size() * static_cast<std::size_t>(parts);
    std::vector<VerdictCounts> found(tasks);
    executor->ParallelFor(tasks, [&](std::size_t task) {
      const std::uint64_t first = task % parts * kRunsPerTask;
      const std::uint64_t count = std::min(kRunsPerTask, settings_.runs - first);
      found[task] = CountRuns(*scenarios_[task / parts], settings_.seed, first, count, cancel);
      if (progress != nullptr) (*progress)(count);
    });
    for (std::size_t task = 0; task < tasks; ++task) {
      const std::size_t scenario = task / parts;
      counts_[scenario / points_.size()][scenario % points_.size()].Add(found[task]);
    }
  }

  HeadlineForecast Forecast(std::size_t k, std::size_t point, double base_share) const {
    return ForecastOf(counts_[k][point], base_share);
  }

  /// Mean score at a point over the cases outside the home set, case `left_out` excepted.
  double MeanScore(std::size_t point, double base_share, std::size_t left_out) const {
    double sum = 0;
    double n = 0;
    for (std::size_t k = 0; k < cases_.size(); ++k) {
      if (k == left_out || cases_[k].set == kHomeSet) continue;
      sum += RankedProbabilityScore(Forecast(k, point, base_share), cases_[k].outcome.headline);
      n += 1;
    }
    return sum / n;
  }

  struct Fitted {
    std::size_t point = 0;
    double base_share = 0;
  };

  Fitted FitWithout(std::size_t left_out) const {
    Fitted best;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t point = 0; point < points_.size(); ++point) {
      for (const double share : kBaseShares) {
        const double score = MeanScore(point, share, left_out);
        if (!(score < least)) continue;
        least = score;
        best = {point, share};
      }
    }
    return best;
  }

  void Fit() {
    fitted_.assign(cases_.size(), {});
    const auto others = static_cast<std::size_t>(std::count_if(
        cases_.begin(), cases_.end(), [](const BacktestCase& one) { return one.set != kHomeSet; }));
    if (!settings_.leave_one_out || others < kLeastFitted) return;
    report_.constants_fitted = true;
    const Fitted overall = FitWithout(cases_.size());
    report_.overall = ConstantsOf(overall);
    for (std::size_t k = 0; k < cases_.size(); ++k) {
      fitted_[k] = cases_[k].set == kHomeSet ? overall : FitWithout(k);
    }
  }

  BacktestConstants ConstantsOf(const Fitted& fitted) const {
    const EnginePoint& point = points_[fitted.point];
    return {point.delay_cost, point.red_lines, fitted.base_share};
  }

  std::optional<int> PredecessorHeadline(const BacktestCase& one) const {
    if (one.predecessor.empty()) return std::nullopt;
    for (const BacktestCase& other : cases_) {
      if (other.id == one.predecessor) return other.outcome.headline;
    }
    return std::nullopt;
  }

  void ReportCase(std::size_t k) {
    const BacktestCase& one = cases_[k];
    CaseReport report;
    report.id = one.id;
    report.title = one.title;
    report.set = one.set;
    for (const BacktestSide& side : SidesOf(one.inputs)) report.sides.push_back(side.party.id);
    report.constants = ConstantsOf(fitted_[k]);
    report.headline = Forecast(k, fitted_[k].point, fitted_[k].base_share);
    const VerdictCounts& counts = counts_[k][fitted_[k].point];
    for (std::size_t f = 0; f < kFlagNames.size(); ++f) {
      report.applies[f] = one.inputs.flags_when.Applies(static_cast<Flag>(f));
      report.happened[f] = one.outcome.has(static_cast<Flag>(f));
      report.flags[f] = static_cast<double>(counts.flags[f]) / static_cast<double>(counts.runs);
    }
    const std::optional<int> predecessor = PredecessorHeadline(one);
    report.has_predecessor = predecessor.has_value();
    report.baselines = MakeBaselines(one.inputs, predecessor);
    report.actual = one.outcome.headline;
    report.rps = RankedProbabilityScore(report.headline, report.actual);
    for (std::size_t b = 0; b < kNumBaselines; ++b) {
      report.baseline_rps[b] = RankedProbabilityScore(report.baselines[b], report.actual);
    }
    report_.cases.push_back(std::move(report));
  }

  template <class Wanted>
  BacktestSummary SummarizeSet(const Wanted& wanted) const {
    BacktestSummary summary;
    std::array<std::vector<double>, kNumBaselines> differences;
    for (const CaseReport& one : report_.cases) {
      if (!wanted(one)) continue;
      ++summary.cases;
      summary.rps += one.rps;
      for (std::size_t b = 0; b < kNumBaselines; ++b) {
        summary.baseline_rps[b] += one.baseline_rps[b];
        differences[b].push_back(one.rps - one.baseline_rps[b]);
      }
    }
    if (summary.cases == 0) return summary;
    const auto n = static_cast<double>(summary.cases);
    summary.rps /= n;
    for (std::size_t b = 0; b < kNumBaselines; ++b) {
      summary.baseline_rps[b] /= n;
      summary.skill[b] = SkillScore(summary.rps, summary.baseline_rps[b]);
      summary.difference[b] = BootstrapMean(differences[b], settings_.seed);
    }
    return summary;
  }

  void Summarize() {
    report_.all = SummarizeSet([](const CaseReport&) { return true; });
    report_.home = SummarizeSet([](const CaseReport& one) { return one.set == kHomeSet; });
    report_.fitted = SummarizeSet([](const CaseReport& one) { return one.set != kHomeSet; });
    std::vector<FlagForecast> forecasts;
    for (const CaseReport& one : report_.cases) {
      for (std::size_t f = 0; f < kFlagNames.size(); ++f) {
        if (!one.applies[f]) continue;
        forecasts.push_back({one.flags[f], one.happened[f]});
        for (FlagScores* scores : {&report_.flags[f], &report_.all_flags}) {
          ++scores->cases;
          scores->happened += one.happened[f] ? 1 : 0;
          scores->brier += BrierScore(one.flags[f], one.happened[f]);
          scores->log += LogScore(one.flags[f], one.happened[f]);
        }
      }
    }
    for (FlagScores& scores : report_.flags) TakeMeans(&scores);
    TakeMeans(&report_.all_flags);
    report_.reliability = MeasureReliability(forecasts);
  }

  static void TakeMeans(FlagScores* scores) {
    if (scores->cases == 0) return;
    scores->brier /= static_cast<double>(scores->cases);
    scores->log /= static_cast<double>(scores->cases);
  }

  std::span<const BacktestCase> cases_;
  BacktestSettings settings_;
  std::vector<EnginePoint> points_;
  std::vector<std::unique_ptr<const CompiledScenario>> scenarios_;  ///< [case][point].
  std::vector<std::vector<VerdictCounts>> counts_;                  ///< [case][point].
  std::vector<Fitted> fitted_;                                      ///< By case.
  BacktestReport report_;
};

}  // namespace

std::span<const double> DelayCostGrid() { return kDelayCosts; }
std::span<const double> RedLinesGrid() { return kRedLineScales; }
std::span<const double> BaseShareGrid() { return kBaseShares; }

BacktestReport RunBacktests(std::span<const BacktestCase> cases, const BacktestSettings& settings,
                            Executor* executor, const CancelToken* cancel,
                            const FunctionRef<void(std::uint64_t)>* progress) {
  return BacktestJob(cases, settings).Run(executor, cancel, progress);
}

std::uint64_t BacktestRuns(std::size_t cases, const BacktestSettings& settings) {
  return cases * EnginePoints(settings.leave_one_out).size() * settings.runs;
}

}  // namespace dragoman
