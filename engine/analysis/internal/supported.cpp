#include <algorithm>
#include <array>
#include <limits>

#include "engine/analysis/internal/fallbacks.h"
#include "engine/core/portable_math.h"
#include "engine/core/random.h"

namespace dragoman::internal {
namespace {

/// Solves weighted sums over an additive problem.
class WeightedSums {
 public:
  WeightedSums(const UtilityProfile& profile, const AdditiveProblem& problem)
      : profile_(profile), problem_(problem), points_(profile.size(), problem.issues) {}

  /// Adds a point that maximises the weighted sum and, among those, the sum of all utilities.
  /// False if every outcome is forbidden.
  bool Solve(std::span<const double> weights) {
    Outcome outcome;
    outcome.options.assign(problem_.issues, 0);
    for (const ChoiceGroup& group : problem_.groups) {
      if (group.size() == 0) return false;
      const std::size_t best = BestOf(group, weights);
      for (std::size_t i = 0; i < group.issues.size(); ++i) {
        outcome.options[group.issues[i]] = group.options[best * group.issues.size() + i];
      }
    }
    std::array<double, kMaxParties> utilities{};
    if (!profile_.Evaluate(outcome, utilities.data())) return false;
    points_.Add(utilities.data(), outcome.options.begin());
    return true;
  }

  PointSet& points() { return points_; }

 private:
  std::size_t BestOf(const ChoiceGroup& group, std::span<const double> weights) const {
    std::size_t best = 0;
    double best_value = 0;
    double best_sum = 0;
    for (std::size_t c = 0; c < group.size(); ++c) {
      double value = 0;
      double sum = 0;
      for (std::size_t p = 0; p < problem_.parties; ++p) {
        value += weights[p] * group.worth[c * problem_.parties + p];
        sum += group.worth[c * problem_.parties + p];
      }
      if (c > 0 && (value < best_value || (value == best_value && sum <= best_sum))) continue;
      best = c;
      best_value = value;
      best_sum = sum;
    }
    return best;
  }

  const UtilityProfile& profile_;
  const AdditiveProblem& problem_;
  PointSet points_;
};

/// All corners of the hull between points a (better for party 0) and b.
void SearchBetween(WeightedSums* sums, std::size_t first_a, std::size_t first_b) {
  struct Chord {
    std::size_t a;
    std::size_t b;
  };
  std::vector<Chord> open{{first_a, first_b}};
  while (!open.empty()) {
    const Chord chord = open.back();
    open.pop_back();
    const PointSet& points = sums->points();
    const double width = points.utility(chord.a, 0) - points.utility(chord.b, 0);
    const double height = points.utility(chord.b, 1) - points.utility(chord.a, 1);
    if (!(width > 0 && height > 0)) continue;
    const std::array<double, 2> weights{height, width};
    sums->Solve(weights);
    const std::size_t c = points.size() - 1;
    // Above the chord by more than rounding?
    const double above = height * (points.utility(c, 0) - points.utility(chord.b, 0)) +
                         width * (points.utility(c, 1) - points.utility(chord.b, 1));
    if (!(above > 1e-12 * height * width)) continue;
    open.push_back({chord.a, c});
    open.push_back({c, chord.b});
  }
}

double RangeOf(const AdditiveProblem& problem, std::size_t party) {
  double range = 0;
  for (const ChoiceGroup& group : problem.groups) {
    if (group.size() == 0) continue;
    double low = group.worth[party];
    double high = low;
    for (std::size_t k = party; k < group.worth.size(); k += problem.parties) {
      low = std::min(low, group.worth[k]);
      high = std::max(high, group.worth[k]);
    }
    range += high - low;
  }
  return range > 0 ? range : 1;
}

void SolveRandomWeightings(const AdditiveProblem& problem, const FrontierOptions& options,
                           WeightedSums* sums) {
  const StreamKey stream = MakeStream("weighting");
  std::vector<double> unit(problem.parties);
  std::vector<double> weights(problem.parties);
  for (std::size_t p = 0; p < problem.parties; ++p) unit[p] = 1 / RangeOf(problem, p);
  sums->Solve(unit);
  for (std::size_t p = 0; p < problem.parties; ++p) {
    weights.assign(problem.parties, 0);
    weights[p] = 1;
    sums->Solve(weights);
  }
  for (std::size_t w = 0; w < options.weightings; ++w) {
    const Random random(options.seed, w);
    for (std::size_t p = 0; p < problem.parties; ++p) {
      weights[p] = -portable::Log(random.Uniform(stream, p)) * unit[p];
    }
    sums->Solve(weights);
  }
}

}  // namespace

Frontier SupportedFrontier(const UtilityProfile& profile, const AdditiveProblem& problem,
                           const FrontierOptions& options) {
  Frontier frontier;
  frontier.method = FrontierMethod::kSupported;
  frontier.guarantee = Guarantee::kSupported;
  frontier.epsilon.assign(profile.size(), std::numeric_limits<double>::infinity());
  WeightedSums sums(profile, problem);
  if (profile.size() == 2) {
    const std::array<double, 2> first{1, 0};
    const std::array<double, 2> second{0, 1};
    if (sums.Solve(first) && sums.Solve(second)) SearchBetween(&sums, 0, 1);
  } else {
    SolveRandomWeightings(problem, options, &sums);
  }
  NondominatedFilter filter;
  sums.points().KeepNondominated(&filter);
  frontier.points = std::move(sums.points());
  if (profile.size() != 2) return frontier;
  frontier.epsilon.assign(2, 0);
  for (std::size_t k = 1; k < frontier.size(); ++k) {
    for (std::size_t p = 0; p < 2; ++p) {
      const double step = frontier.points.utility(k, p) - frontier.points.utility(k - 1, p);
      frontier.epsilon[p] = std::max(frontier.epsilon[p], portable::Abs(step) / 2);
    }
  }
  return frontier;
}

}  // namespace dragoman::internal
