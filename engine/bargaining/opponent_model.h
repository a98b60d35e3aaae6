#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/core/outcome.h"
#include "engine/core/outcome_space.h"

/// @file
/// Pictures of another party's preferences, learned from the offers it makes. Additive: a score by
/// flat value, so that OfferSource::BestScoredWithin can look for what the other likes.

namespace dragoman {

/// Which model; the order is that of kOpponentModels.
enum class OpponentModelKind : unsigned char { kFrequency, kBayesian };
inline constexpr std::array<std::string_view, 2> kOpponentModels = {"frequency", "bayesian"};

/// Counts: a value that is offered often is liked, an issue whose value stays put matters.
///
///   V_i(v) = (1 + times v was offered) / max over v;   w_i starts at 1/n and grows by 0.2/n with
///   every offer that repeats the issue's value of the offer before; weights sum to 1.
///
/// Source: van Krimpen, Looije & Hajizadeh (2013), "HardHeaded", section 4; coefficient 0.2 as in
/// its GENIUS version.
class FrequencyModel {
 public:
  void Begin(const OutcomeSpace& space);
  void Hear(const Offer& offer);
  /// w_i V_i(v) of every flat value. O(values).
  void Fill(std::span<double> score) const;

 private:
  OutcomeSpace space_;
  std::vector<double> counts_;  ///< 1 + times offered, by flat value.
  std::array<double, kMaxIssues> most_{};
  std::array<double, kMaxIssues> weights_{};
  Offer last_;
  bool heard_ = false;
};

/// Bayes: for each issue a distribution over shapes of its evaluation (falling, rising, or with one
/// peak, over the values in their order) and over its weight (0, .1 .. 1). An offer is as likely as
/// the utility it would have under the hypothesis is near to what a party would demand that
/// concedes linearly, 1 - c t; normal, sigma 0.25. Each issue is updated with the expected values
/// of all others, so the cost is linear in the issues.
///
/// Source: Hindriks & Tykhonov (2008), "Opponent modelling in automated multi-issue negotiation
/// using Bayesian learning", AAMAS, the scalable variant. At most 16 shapes an issue: peaks are
/// spread evenly where there are more values. At first rising, falling and all peaks together are
/// equally likely (ours; the source has equal hypotheses, where many peaks crowd out the rest). An
/// offer equal to the one before teaches nothing.
class BayesianModel {
 public:
  static constexpr double kConceded = 0.5;  ///< c: conceded at the deadline.
  static constexpr double kSigma = 0.25;
  static constexpr std::size_t kMaxShapes = 16;
  static constexpr std::size_t kWeightLevels = 11;

  void Begin(const OutcomeSpace& space);
  void Hear(const Offer& offer, double time);
  /// E[w_i] E[V_i(v)] of every flat value. O(values * shapes).
  void Fill(std::span<double> score) const;

  double ExpectedWeight(std::size_t issue) const { return weight_[issue]; }
  double ExpectedValue(std::size_t issue, OptionIndex value) const;

 private:
  struct IssueBelief {
    std::size_t size = 1;
    std::size_t num_shapes = 1;
    std::array<double, kMaxShapes> shapes{};
    std::array<double, kWeightLevels> levels{};
  };
  static double ShapeValue(const IssueBelief& belief, std::size_t shape, std::size_t value);
  void UpdateShapes(const Offer& offer, double demanded);
  void UpdateWeights(const Offer& offer, double demanded);
  void RefreshWeights();

  OutcomeSpace space_;
  std::vector<IssueBelief> beliefs_;
  std::array<double, kMaxIssues> weight_{};
  Offer last_;
  bool heard_ = false;
};

/// One of the two, with its table of scores.
class OpponentModel {
 public:
  /// Forgets everything; allocates only for a larger space than before. O(values).
  void Begin(const OutcomeSpace& space, OpponentModelKind kind);
  /// @param time Of the offer, in [0, 1].
  void Hear(const Offer& offer, double time);

  /// Score by flat value; sums over the issues of an outcome to its estimated utility in [0, 1].
  std::span<const double> score();
  /// Estimated utility of an outcome.
  double Estimate(const Offer& offer);
  std::uint64_t num_heard() const { return num_heard_; }

 private:
  OpponentModelKind kind_ = OpponentModelKind::kFrequency;
  OutcomeSpace space_;
  FrequencyModel frequency_;
  BayesianModel bayesian_;
  std::vector<double> score_;
  bool stale_ = true;
  std::uint64_t num_heard_ = 0;
};

}  // namespace dragoman
