#include "engine/sensitivity/morris_effects.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>
#include <utility>

#include "engine/core/assert.h"
#include "engine/core/random.h"
#include "engine/sensitivity/internal/columns.h"
#include "engine/sensitivity/internal/moments.h"
#include "engine/sensitivity/internal/resample.h"

namespace dragoman {
namespace {

Diagnostic MorrisMistake(std::string message, std::string expected) {
  return {.path = {}, .message = std::move(message), .expected = std::move(expected)};
}

// The elementary effects of every trajectory, read off the design.
class MorrisReader {
 public:
  MorrisReader(const Samples& samples, const MorrisOptions& options)
      : samples_(samples), options_(options), groups_(options.groups) {
    if (groups_.empty()) {
      groups_.resize(samples.factors);
      std::iota(groups_.begin(), groups_.end(), std::size_t{0});
    }
    DRAGOMAN_ASSERT(groups_.size() == samples.factors);
    group_count_ = *std::max_element(groups_.begin(), groups_.end()) + 1;
  }

  std::size_t group_count() const { return group_count_; }
  std::size_t group_of(std::size_t factor) const { return groups_[factor]; }
  std::size_t trajectories() const { return samples_.rows() / (group_count_ + 1); }
  /// Effects of one factor, a trajectory each.
  std::span<const double> Effects(std::size_t factor) const {
    return std::span(effects_).subspan(factor * trajectories(), trajectories());
  }

  /// What is wrong with the design, if anything; else Effects() are there.
  std::optional<Diagnostic> Read() {
    const std::size_t length = group_count_ + 1;
    if (samples_.rows() % length != 0 || trajectories() < 2) {
      return MorrisMistake(std::to_string(samples_.rows()) +
                               " rows are no Morris design of trajectories of " +
                               std::to_string(length) + " rows",
                           "two trajectories or more, each complete");
    }
    if (auto refusal = RefuseGaps(samples_.y, "Morris's effects")) return refusal;
    if (CountGaps(samples_.x) > 0) {
      return MorrisMistake("a coordinate of the design is not a finite number", {});
    }
    effects_.assign(samples_.factors * trajectories(), 0);
    for (std::size_t t = 0; t < trajectories(); ++t) {
      if (auto mistake = ReadTrajectory(t)) return mistake;
    }
    return std::nullopt;
  }

 private:
  double X(std::size_t row, std::size_t factor) const {
    return samples_.x[row * samples_.factors + factor];
  }

  std::optional<Diagnostic> ReadTrajectory(std::size_t t) {
    const std::size_t first = t * (group_count_ + 1);
    std::vector<char> moved(group_count_, 0);
    for (std::size_t row = first; row < first + group_count_; ++row) {
      const std::size_t group = MovedGroup(row);
      if (group == group_count_ || moved[group]) {
        return MorrisMistake(
            "between rows " + std::to_string(row + 1) + " and " + std::to_string(row + 2) +
                " (trajectory " + std::to_string(t + 1) + ") " +
                (group == group_count_ ? "not exactly one factor or group moves"
                                       : "a factor or group moves a second time"),
            "in each trajectory every factor or group moves once; use points of the unit cube, "
            "where rounding to whole numbers or choices hides no move");
      }
      moved[group] = 1;
      ReadMove(t, row, group);
    }
    return std::nullopt;
  }

  // The group all of whose factors, and no others, change after `row`; group_count_ if none.
  std::size_t MovedGroup(std::size_t row) const {
    std::size_t group = group_count_;
    for (std::size_t k = 0; k < samples_.factors && group == group_count_; ++k) {
      if (X(row, k) != X(row + 1, k)) group = groups_[k];
    }
    for (std::size_t k = 0; k < samples_.factors; ++k) {
      if ((X(row, k) != X(row + 1, k)) != (groups_[k] == group)) return group_count_;
    }
    return group;
  }

  void ReadMove(std::size_t t, std::size_t row, std::size_t group) {
    const double change = samples_.y[row + 1] - samples_.y[row];
    for (std::size_t k = 0; k < samples_.factors; ++k) {
      if (groups_[k] != group) continue;
      const double step = X(row + 1, k) - X(row, k);
      const bool own_step = options_.scaled || options_.delta == 0;
      const double upwards = step > 0 ? change : -change;
      effects_[k * trajectories() + t] = upwards / (own_step ? std::fabs(step) : options_.delta) *
                                         (options_.scaled ? Scale(t, k) : 1);
    }
  }

  // Standard deviation of the factor over that of the outcome, along a trajectory.
  double Scale(std::size_t t, std::size_t factor) const {
    const std::size_t length = group_count_ + 1;
    const std::span<const double> y = samples_.y.subspan(t * length, length);
    if (internal::AllEqual(y)) return 0;
    std::vector<double> x(length);
    for (std::size_t s = 0; s < length; ++s) x[s] = X(t * length + s, factor);
    return internal::StandardDeviation(x, 0) / internal::StandardDeviation(y, 0);
  }

  const Samples& samples_;
  const MorrisOptions& options_;
  std::vector<std::size_t> groups_;
  std::size_t group_count_ = 0;
  std::vector<double> effects_;  // factor by factor
};

// Means of each group's numbers over its factors.
std::vector<double> MorrisGroupMeans(const MorrisReader& reader,
                                     std::span<const double> of_factors) {
  std::vector<double> sums(reader.group_count(), 0);
  std::vector<double> sizes(reader.group_count(), 0);
  for (std::size_t k = 0; k < of_factors.size(); ++k) {
    sums[reader.group_of(k)] += of_factors[k];
    sizes[reader.group_of(k)] += 1;
  }
  for (std::size_t g = 0; g < sums.size(); ++g) {
    DRAGOMAN_ASSERT(sizes[g] > 0);
    sums[g] = sums[g] / sizes[g];
  }
  return sums;
}

// Size of the effect of each group in each trajectory, group by group.
std::vector<std::vector<double>> MorrisSizes(const MorrisReader& reader, std::size_t factors) {
  std::vector<std::vector<double>> sizes(reader.group_count());
  for (std::size_t t = 0; t < reader.trajectories(); ++t) {
    std::vector<double> of_factors(factors);
    for (std::size_t k = 0; k < factors; ++k) of_factors[k] = std::fabs(reader.Effects(k)[t]);
    const std::vector<double> of_groups = MorrisGroupMeans(reader, of_factors);
    for (std::size_t g = 0; g < of_groups.size(); ++g) sizes[g].push_back(of_groups[g]);
  }
  return sizes;
}

std::vector<double> MorrisHalfWidths(const std::vector<std::vector<double>>& sizes,
                                     const MorrisOptions& options) {
  DRAGOMAN_ASSERT(options.resamples != 1);
  const std::size_t trajectories = sizes.front().size();
  const StreamKey stream = MakeStream("morris bootstrap");
  std::vector<std::vector<double>> means(sizes.size(), std::vector<double>(options.resamples, 0));
  for (std::size_t r = 0; r < options.resamples; ++r) {
    const Random random(options.seed, r);
    for (std::size_t t = 0; t < trajectories; ++t) {
      const std::size_t drawn = internal::DrawPlace(random, stream, t, trajectories);
      for (std::size_t g = 0; g < sizes.size(); ++g) means[g][r] += sizes[g][drawn];
    }
    for (auto& mean : means) mean[r] /= static_cast<double>(trajectories);
  }
  std::vector<double> half;
  const double z = internal::IntervalFactor(options.confidence);
  for (const auto& mean : means) half.push_back(z * internal::StandardDeviation(mean, 1));
  return half;
}

}  // namespace

Checked<MorrisEffects> AnalyzeMorris(const Samples& samples, const MorrisOptions& options) {
  DRAGOMAN_ASSERT(samples.factors >= 1 && samples.x.size() == samples.factors * samples.rows());
  MorrisReader reader(samples, options);
  if (auto mistake = reader.Read()) return *std::move(mistake);
  std::vector<double> mu;
  std::vector<double> sigma;
  std::vector<std::size_t> members(reader.group_count(), 0);
  for (std::size_t k = 0; k < samples.factors; ++k) {
    mu.push_back(internal::Mean(reader.Effects(k)));
    sigma.push_back(internal::StandardDeviation(reader.Effects(k), 1));
    ++members[reader.group_of(k)];
  }
  const std::vector<std::vector<double>> sizes = MorrisSizes(reader, samples.factors);
  MorrisEffects effects;
  effects.trajectories = reader.trajectories();
  effects.constant = internal::AllEqual(samples.y);
  effects.mu = MorrisGroupMeans(reader, mu);
  effects.sigma = MorrisGroupMeans(reader, sigma);
  for (std::size_t g = 0; g < sizes.size(); ++g) {
    effects.mu_star.push_back(internal::Mean(sizes[g]));
    if (members[g] > 1) effects.sigma[g] = std::numeric_limits<double>::quiet_NaN();
  }
  if (options.resamples > 0) effects.mu_star_conf = MorrisHalfWidths(sizes, options);
  return effects;
}

}  // namespace dragoman
