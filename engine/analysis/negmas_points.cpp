#include "engine/analysis/negmas_points.h"

#include <algorithm>
#include <limits>

#include "engine/core/function_ref.h"
#include "engine/core/portable_math.h"

namespace dragoman {
namespace {

/// Absolute; see NegmasPoints.
constexpr double kNegmasTie = 1e-12;
constexpr double kNegmasInfinity = std::numeric_limits<double>::infinity();

/// Picks points of the rational frontier by one objective after another.
class NegmasChoice {
 public:
  /// @param everything  Some party's range is empty: then every point is the answer.
  NegmasChoice(const PointSet& frontier, bool everything)
      : frontier_(frontier), everything_(everything) {}

  std::vector<std::uint32_t> Largest(FunctionRef<double(std::span<const double>)> objective) const {
    double best = -kNegmasInfinity;
    for (std::size_t k = 0; k < frontier_.size(); ++k) {
      best = std::max(best, objective(frontier_.utilities(k)));
    }
    std::vector<std::uint32_t> result;
    for (std::uint32_t k = 0; k < frontier_.size(); ++k) {
      if (everything_ || objective(frontier_.utilities(k)) >= best - kNegmasTie) {
        result.push_back(k);
      }
    }
    return result;
  }

 private:
  const PointSet& frontier_;
  bool everything_;
};

/// Largest and smallest of (u_i - from_i) / range_i, apart.
double NegmasSpread(std::span<const double> u, std::span<const double> from,
                    std::span<const double> range) {
  double low = kNegmasInfinity;
  double high = -kNegmasInfinity;
  for (std::size_t i = 0; i < u.size(); ++i) {
    const double share = (u[i] - from[i]) / range[i];
    low = std::min(low, share);
    high = std::max(high, share);
  }
  return high - low;
}

double NegmasLeastGain(std::span<const double> u, std::span<const double> from) {
  double low = kNegmasInfinity;
  for (std::size_t i = 0; i < u.size(); ++i) low = std::min(low, u[i] - from[i]);
  return low;
}

PointSet RationalPart(const PointSet& frontier, std::span<const double> reservation_values) {
  PointSet result(frontier.num_parties(), frontier.num_issues());
  for (std::size_t k = 0; k < frontier.size(); ++k) {
    if (NegmasLeastGain(frontier.utilities(k), reservation_values) >= 0) {
      result.Add(frontier.utilities(k).data(), frontier.options(k).data());
    }
  }
  return result;
}

double NegmasOpposition(const PointSet& frontier, std::span<const double> most) {
  // The distance falls as any party's utility rises, so the least is on the frontier.
  double least = kNegmasInfinity;
  for (std::size_t k = 0; k < frontier.size(); ++k) {
    double sum = 0;
    for (std::size_t i = 0; i < most.size(); ++i) {
      const double missing = 1 - frontier.utility(k, i) / most[i];
      sum += missing * missing;
    }
    least = std::min(least, portable::Sqrt(sum));
  }
  return least;
}

}  // namespace

NegmasPoints FindNegmasPoints(const PointSet& frontier, std::span<const double> least,
                              std::span<const double> most,
                              std::span<const double> reservation_values) {
  NegmasPoints result;
  result.frontier = RationalPart(frontier, reservation_values);
  result.opposition = NegmasOpposition(result.frontier, most);
  std::vector<double> from;
  std::vector<double> range;
  bool no_range = false;
  for (std::size_t i = 0; i < most.size(); ++i) {
    from.push_back(std::max(reservation_values[i], least[i]));
    range.push_back(most[i] - from[i]);
    no_range = no_range || range[i] <= kNegmasTie;
  }
  const std::vector<double> zeros(most.size(), 0);
  const NegmasChoice choice(result.frontier, no_range);
  using Utilities = std::span<const double>;
  result.nash = choice.Largest([&](Utilities u) {
    double product = 1;
    for (std::size_t i = 0; i < u.size(); ++i) product *= u[i] - from[i];
    return product;
  });
  result.kalai = choice.Largest([&](Utilities u) { return NegmasLeastGain(u, from); });
  result.modified_kalai = choice.Largest([&](Utilities u) { return NegmasLeastGain(u, zeros); });
  result.ks = choice.Largest([&](Utilities u) { return -NegmasSpread(u, from, range); });
  result.modified_ks = choice.Largest([&](Utilities u) { return -NegmasSpread(u, zeros, most); });
  result.max_welfare = choice.Largest([&](Utilities u) {
    double sum = 0;
    for (const double x : u) sum += x;
    return sum;
  });
  result.max_relative_welfare = choice.Largest([&](Utilities u) {
    double sum = 0;
    for (std::size_t i = 0; i < u.size(); ++i) sum += (u[i] - least[i]) / range[i];
    return sum;
  });
  return result;
}

}  // namespace dragoman
