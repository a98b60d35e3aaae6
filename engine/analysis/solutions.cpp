#include "engine/analysis/solutions.h"

#include <algorithm>
#include <limits>

#include "engine/core/assert.h"
#include "engine/core/function_ref.h"
#include "engine/core/portable_math.h"
#include "engine/core/sort.h"

namespace dragoman {
namespace {

constexpr double kSolutionInfinity = std::numeric_limits<double>::infinity();

/// The smallest value that still ties with `best`.
double TieFloor(double best, double tolerance) {
  if (!portable::IsFinite(best)) return best;
  return best - tolerance * portable::Abs(best);
}

/// Of `points` those whose objective is largest.
SolutionPoints Maximise(const std::vector<std::uint32_t>& points,
                        FunctionRef<double(std::uint32_t)> objective) {
  SolutionPoints result;
  std::vector<double> values;
  values.reserve(points.size());
  double best = -kSolutionInfinity;
  for (const std::uint32_t k : points) {
    values.push_back(objective(k));
    best = std::max(best, values.back());
  }
  const double floor = TieFloor(best, kTieTolerance);
  for (std::size_t j = 0; j < points.size(); ++j) {
    if (values[j] >= floor) result.points.push_back(points[j]);
  }
  result.value = points.empty() ? 0 : best;
  return result;
}

/// Gains and shares of the ideal gain at the points of a frontier.
class Gains {
 public:
  Gains(const PointSet& frontier, std::span<const double> disagreement)
      : frontier_(frontier), disagreement_(disagreement) {}

  void SetIdeal(const UtilityVector& ideal) {
    for (std::size_t i = 0; i < ideal.size(); ++i) {
      ideal_gains_.push_back(ideal[i] - disagreement_[i]);
    }
  }
  std::size_t parties() const { return disagreement_.size(); }
  bool CanGain(std::size_t party) const { return ideal_gains_[party] > 0; }
  double Of(std::uint32_t k, std::size_t party) const {
    return frontier_.utility(k, party) - disagreement_[party];
  }
  double Share(std::uint32_t k, std::size_t party) const {
    return CanGain(party) ? Of(k, party) / ideal_gains_[party] : 1;
  }

 private:
  const PointSet& frontier_;
  std::span<const double> disagreement_;
  UtilityVector ideal_gains_;
};

double NashProduct(const Gains& gains, std::uint32_t k) {
  double product = 1;
  for (std::size_t i = 0; i < gains.parties(); ++i) {
    if (gains.CanGain(i)) product *= gains.Of(k, i);
  }
  return product;
}

double LogNashProduct(const Gains& gains, std::uint32_t k, std::span<const double> weights) {
  double sum = 0;
  for (std::size_t i = 0; i < gains.parties(); ++i) {
    const double weight = weights.empty() ? 1 : weights[i];
    if (weight > 0 && gains.CanGain(i)) sum += weight * portable::Log(gains.Of(k, i));
  }
  return sum;
}

/// The `rank`-th smallest share at a point.
double RankedShare(const Gains& gains, std::uint32_t k, std::size_t rank) {
  UtilityVector shares;
  for (std::size_t i = 0; i < gains.parties(); ++i) shares.push_back(gains.Share(k, i));
  SortItems(shares.begin(), shares.end());
  return shares[rank];
}

SolutionPoints KalaiSmorodinsky(const Gains& gains, const std::vector<std::uint32_t>& rational) {
  SolutionPoints result;
  result.points = rational;
  for (std::size_t rank = 0; rank < gains.parties(); ++rank) {
    SolutionPoints finer =
        Maximise(result.points, [&](std::uint32_t k) { return RankedShare(gains, k, rank); });
    if (rank == 0) result.value = finer.value;
    result.points = std::move(finer.points);
  }
  return result;
}

SolutionPoints AsymmetricNash(const Gains& gains, const std::vector<std::uint32_t>& rational,
                              std::span<const double> weights) {
  const auto objective = [&](std::uint32_t k) { return LogNashProduct(gains, k, weights); };
  SolutionPoints result;
  double best = -kSolutionInfinity;
  for (const std::uint32_t k : rational) best = std::max(best, objective(k));
  // A relative difference of the product is an absolute one of its logarithm.
  for (const std::uint32_t k : rational) {
    if (objective(k) >= best - kTieTolerance) result.points.push_back(k);
  }
  result.value = rational.empty() ? 0 : best;
  return result;
}

/// The points that leave nobody below its disagreement point, and the best each party has there.
void FindRational(const PointSet& frontier, std::span<const double> disagreement,
                  Solutions* result) {
  const std::size_t parties = disagreement.size();
  for (std::uint32_t k = 0; k < frontier.size(); ++k) {
    bool rational = true;
    for (std::size_t i = 0; i < parties; ++i) {
      rational = rational && frontier.utility(k, i) >= disagreement[i];
    }
    if (!rational) continue;
    if (result->rational.empty()) result->ideal.assign(parties, -kSolutionInfinity);
    for (std::size_t i = 0; i < parties; ++i) {
      result->ideal[i] = std::max(result->ideal[i], frontier.utility(k, i));
    }
    result->rational.push_back(k);
  }
}

}  // namespace

Solutions FindSolutions(const PointSet& frontier, std::span<const double> disagreement,
                        std::span<const double> weights) {
  Solutions result;
  const std::size_t parties = disagreement.size();
  DRAGOMAN_ASSERT(frontier.empty() || frontier.num_parties() == parties);
  DRAGOMAN_ASSERT(weights.empty() || weights.size() == parties);
  FindRational(frontier, disagreement, &result);
  if (result.rational.empty()) return result;

  Gains gains(frontier, disagreement);
  gains.SetIdeal(result.ideal);
  const std::vector<std::uint32_t>& points = result.rational;
  result.nash = Maximise(points, [&](std::uint32_t k) { return NashProduct(gains, k); });
  result.asymmetric_nash = AsymmetricNash(gains, points, weights);
  result.kalai_smorodinsky = KalaiSmorodinsky(gains, points);
  result.egalitarian = Maximise(points, [&](std::uint32_t k) {
    double least = kSolutionInfinity;
    for (std::size_t i = 0; i < parties; ++i) least = std::min(least, gains.Of(k, i));
    return least;
  });
  result.utilitarian = Maximise(points, [&](std::uint32_t k) {
    double sum = 0;
    for (std::size_t i = 0; i < parties; ++i) sum += frontier.utility(k, i);
    return sum;
  });
  result.relative_utilitarian = Maximise(points, [&](std::uint32_t k) {
    double sum = 0;
    for (std::size_t i = 0; i < parties; ++i) sum += gains.Share(k, i);
    return sum;
  });
  return result;
}

namespace {

double SquaredDistance(std::span<const double> a, std::span<const double> b,
                       std::span<const double> units) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const double difference = (a[i] - b[i]) / units[i];
    sum += difference * difference;
  }
  return sum;
}

}  // namespace

double DistanceTo(const PointSet& frontier, std::span<const std::uint32_t> points,
                  std::span<const double> utilities, std::span<const double> units) {
  double best = kSolutionInfinity;
  for (const std::uint32_t k : points) {
    best = std::min(best, SquaredDistance(frontier.utilities(k), utilities, units));
  }
  return portable::Sqrt(best);
}

double DistanceToFrontier(const PointSet& frontier, std::span<const double> utilities,
                          std::span<const double> units) {
  double best = kSolutionInfinity;
  for (std::size_t k = 0; k < frontier.size(); ++k) {
    best = std::min(best, SquaredDistance(frontier.utilities(k), utilities, units));
  }
  return portable::Sqrt(best);
}

}  // namespace dragoman
