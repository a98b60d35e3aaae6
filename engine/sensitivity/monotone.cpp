#include "engine/sensitivity/monotone.h"

#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/portable_math.h"

namespace dragoman {
namespace {

/// A change and its standard error, before it is judged.
struct MonotoneDifference {
  double change = 0;
  double standard_error = 0;
};

Diagnostics MonotoneCheckOptions(const MonotoneOptions& options) {
  Diagnostics problems;
  if (!(options.alpha > 0 && options.alpha < 1)) {
    problems.push_back({"alpha", "alpha is out of range", "a number between 0 and 1"});
  }
  if (!(options.tolerance >= 0 && std::isfinite(options.tolerance))) {
    problems.push_back({"tolerance", "the tolerance is out of range", "a number of at least 0"});
  }
  return problems;
}

/// Judges every pair of a path.
class MonotoneJudge {
 public:
  MonotoneJudge(const MonotoneOptions& options, std::size_t pairs) : options_(options) {
    result_.pairs = pairs;
    const auto count = static_cast<double>(pairs);
    result_.critical_z = -portable::NormalQuantile(options.alpha / count);
  }

  void Take(std::size_t from, std::size_t to, const MonotoneDifference& difference) {
    PathChange change = Judge(from, to, difference);
    if (change.significant) (change.change < 0 ? falls_ : rises_) = true;
    if (change.change < 0) Replace(change, &result_.largest_fall);
    if (change.change > 0) Replace(change, &result_.largest_rise);
  }

  void TakeWhole(std::size_t from, std::size_t to, const MonotoneDifference& difference) {
    result_.whole = Judge(from, to, difference);
  }

  MonotoneResult Result() const {
    MonotoneResult result = result_;
    if (falls_) result.trend = rises_ ? PathTrend::kMixed : PathTrend::kFalling;
    if (rises_ && !falls_) result.trend = PathTrend::kRising;
    return result;
  }

 private:
  PathChange Judge(std::size_t from, std::size_t to, const MonotoneDifference& difference) const {
    PathChange change;
    change.from = from;
    change.to = to;
    change.change = difference.change;
    change.standard_error = difference.standard_error;
    const double size = std::abs(difference.change);
    if (size > 0) change.z = size / difference.standard_error;  // Infinite without error.
    const double tail = std::erfc(change.z / std::sqrt(2.0)) / 2;
    change.p = std::fmin(1.0, tail * static_cast<double>(result_.pairs));
    change.significant = change.z > result_.critical_z && size > options_.tolerance;
    return change;
  }

  /// A significant change before one that is not (it may lie under the tolerance), then by z.
  static void Replace(const PathChange& change, PathChange* largest) {
    if (change.significant != largest->significant) {
      if (change.significant) *largest = change;
      return;
    }
    const bool larger = std::abs(change.change) > std::abs(largest->change);
    if (change.z > largest->z || (change.z == largest->z && larger)) *largest = change;
  }

  MonotoneOptions options_;
  MonotoneResult result_;
  bool falls_ = false;
  bool rises_ = false;
};

/// @param difference difference(i, j): from point i to point j, if the two can be compared.
template <class Difference>
Checked<MonotoneResult> MonotoneCompare(const std::vector<std::size_t>& points, std::size_t gaps,
                                        const MonotoneOptions& options, Difference difference) {
  std::size_t pairs = 0;
  for (std::size_t a = 0; a < points.size(); ++a) {
    for (std::size_t b = a + 1; b < points.size(); ++b) {
      if (difference(points[a], points[b])) ++pairs;
    }
  }
  if (pairs == 0) {
    return Diagnostic{"values", "the path has fewer than two points to compare",
                      "at least two points with a value"};
  }
  MonotoneJudge judge(options, pairs);
  for (std::size_t a = 0; a < points.size(); ++a) {
    for (std::size_t b = a + 1; b < points.size(); ++b) {
      const std::optional<MonotoneDifference> change = difference(points[a], points[b]);
      if (!change) continue;
      judge.Take(points[a], points[b], *change);
      if (a == 0 && b + 1 == points.size()) judge.TakeWhole(points[a], points[b], *change);
    }
  }
  MonotoneResult result = judge.Result();
  result.gaps = gaps;
  return result;
}

/// Mean and standard error of the changes from one row of replicates to another.
std::optional<MonotoneDifference> MonotonePairedChange(std::span<const double> from,
                                                       std::span<const double> to) {
  double mean = 0;
  double squares = 0;
  double count = 0;
  for (std::size_t r = 0; r < from.size(); ++r) {
    const double change = to[r] - from[r];
    if (std::isnan(change)) continue;
    ++count;
    const double off = change - mean;
    mean += off / count;
    squares += off * (change - mean);
  }
  if (count < 2) return std::nullopt;
  return MonotoneDifference{mean, std::sqrt(squares / (count - 1) / count)};
}

}  // namespace

Checked<MonotoneResult> CheckMonotonePath(std::span<const double> values,
                                          std::span<const double> standard_errors,
                                          const MonotoneOptions& options) {
  Diagnostics problems = MonotoneCheckOptions(options);
  if (standard_errors.size() != values.size()) {
    problems.push_back({"standard_errors", "there are not as many standard errors as values",
                        std::to_string(values.size())});
    return problems;
  }
  std::vector<std::size_t> points;
  for (std::size_t k = 0; k < values.size(); ++k) {
    if (std::isnan(values[k])) continue;
    points.push_back(k);
    if (std::isfinite(values[k]) && standard_errors[k] >= 0 && std::isfinite(standard_errors[k])) {
      continue;
    }
    problems.push_back({"values[" + std::to_string(k) + "]",
                        "a value or its standard error is not finite, or the error is negative",
                        "finite numbers, errors of at least 0"});
  }
  if (!problems.empty()) return problems;
  return MonotoneCompare(points, values.size() - points.size(), options,
                         [&](std::size_t a, std::size_t b) -> std::optional<MonotoneDifference> {
                           const double ea = standard_errors[a];
                           const double eb = standard_errors[b];
                           return MonotoneDifference{values[b] - values[a],
                                                     std::sqrt(ea * ea + eb * eb)};
                         });
}

Checked<MonotoneResult> CheckMonotonePathPaired(std::span<const double> outcomes,
                                                std::size_t replicates,
                                                const MonotoneOptions& options) {
  Diagnostics problems = MonotoneCheckOptions(options);
  if (replicates < 2 || outcomes.size() % replicates != 0) {
    problems.push_back({"outcomes", "the outcomes are not points times replicates",
                        "at least two replicates at every point"});
  }
  for (double outcome : outcomes) {
    if (!std::isinf(outcome)) continue;
    problems.push_back({"outcomes", "an outcome is infinite", "finite numbers, NaN for failures"});
    break;
  }
  if (!problems.empty()) return problems;
  const std::size_t count = outcomes.size() / replicates;
  const auto row = [&](std::size_t point) {
    return outcomes.subspan(point * replicates, replicates);
  };
  std::vector<std::size_t> points;
  for (std::size_t k = 0; k < count; ++k) {
    for (double outcome : row(k)) {
      if (std::isnan(outcome)) continue;
      points.push_back(k);
      break;
    }
  }
  return MonotoneCompare(points, count - points.size(), options, [&](std::size_t a, std::size_t b) {
    return MonotonePairedChange(row(a), row(b));
  });
}

}  // namespace dragoman
