#include "engine/bargaining/opponent_model.h"

#include <algorithm>

#include "engine/bargaining/offer_choice.h"
#include "engine/core/portable_math.h"

namespace dragoman {

void FrequencyModel::Begin(const OutcomeSpace& space) {
  space_ = space;
  counts_.assign(space.num_values(), 1);
  most_.fill(1);
  weights_.fill(1 / static_cast<double>(std::max<std::size_t>(1, space.num_issues())));
  heard_ = false;
}

void FrequencyModel::Hear(const Offer& offer) {
  constexpr double kLearning = 0.2;
  const std::size_t n = space_.num_issues();
  if (heard_) {
    const double step = kLearning / static_cast<double>(n);
    double sum = 0;
    for (std::size_t i = 0; i < n; ++i) {
      if (offer.options[i] == last_.options[i]) weights_[i] += step;
      sum += weights_[i];
    }
    for (std::size_t i = 0; i < n; ++i) weights_[i] /= sum;
  }
  for (std::size_t i = 0; i < n; ++i) {
    double& count = counts_[space_.offset(i) + offer.options[i]];
    count += 1;
    most_[i] = std::max(most_[i], count);
  }
  last_ = offer;
  heard_ = true;
}

void FrequencyModel::Fill(std::span<double> score) const {
  for (std::size_t i = 0; i < space_.num_issues(); ++i) {
    const double scale = weights_[i] / most_[i];
    for (std::size_t f = space_.offset(i); f < space_.offset(i + 1); ++f) {
      score[f] = scale * counts_[f];
    }
  }
}

// Shape 0 rises, 1 falls, the others have their peak inside.
double BayesianModel::ShapeValue(const IssueBelief& belief, std::size_t shape, std::size_t value) {
  if (belief.size == 1) return 1;
  const std::size_t last = belief.size - 1;
  const auto x = static_cast<double>(value);
  const auto end = static_cast<double>(last);
  if (shape == 0) return x / end;
  if (shape == 1) return 1 - x / end;
  const std::size_t peaks = belief.num_shapes - 2;
  const std::size_t peak_value = (shape - 1) * last / (peaks + 1);
  const auto peak = static_cast<double>(peak_value);
  return x <= peak ? x / peak : (end - x) / (end - peak);
}

void BayesianModel::Begin(const OutcomeSpace& space) {
  space_ = space;
  heard_ = false;
  beliefs_.assign(space.num_issues(), IssueBelief{});
  for (std::size_t i = 0; i < beliefs_.size(); ++i) {
    IssueBelief& belief = beliefs_[i];
    belief.size = space.size(i);
    belief.num_shapes = std::min(belief.size, kMaxShapes);
    // Rising, falling and peaked are equally likely at first, however many peaks there are.
    const std::size_t peaks = belief.num_shapes > 2 ? belief.num_shapes - 2 : 0;
    const double each = 1.0 / (peaks > 0 ? 3 : static_cast<double>(belief.num_shapes));
    belief.shapes.fill(peaks > 0 ? each / static_cast<double>(peaks) : 0);
    for (std::size_t k = 0; k < std::min<std::size_t>(2, belief.num_shapes); ++k) {
      belief.shapes[k] = each;
    }
    belief.levels.fill(1 / static_cast<double>(kWeightLevels));
  }
  RefreshWeights();
}

double BayesianModel::ExpectedValue(std::size_t issue, OptionIndex value) const {
  const IssueBelief& belief = beliefs_[issue];
  double sum = 0;
  for (std::size_t k = 0; k < belief.num_shapes; ++k) {
    sum += belief.shapes[k] * ShapeValue(belief, k, value);
  }
  return sum;
}

// An issue of one value explains nothing: it would pass for what the other side cares about most.
void BayesianModel::RefreshWeights() {
  double sum = 0;
  for (std::size_t i = 0; i < beliefs_.size(); ++i) {
    double mean = 0;
    for (std::size_t k = 0; beliefs_[i].size > 1 && k < kWeightLevels; ++k) {
      mean += beliefs_[i].levels[k] * static_cast<double>(k);
    }
    weight_[i] = mean;
    sum += mean;
  }
  for (std::size_t i = 0; sum > 0 && i < beliefs_.size(); ++i) weight_[i] /= sum;
}

namespace {

/// Multiplies beliefs with the likelihood of `demanded` where hypothesis k predicts `predict(k)`.
template <class Predict>
void UpdateBeliefs(std::span<double> beliefs, double demanded, Predict predict) {
  constexpr double kNeverQuiteRuledOut = 1e-9;
  double sum = 0;
  for (std::size_t k = 0; k < beliefs.size(); ++k) {
    const double miss = (predict(k) - demanded) / BayesianModel::kSigma;
    beliefs[k] = std::max(beliefs[k] * portable::Exp(-miss * miss / 2), kNeverQuiteRuledOut);
    sum += beliefs[k];
  }
  for (double& belief : beliefs) belief /= sum;
}

}  // namespace

void BayesianModel::UpdateShapes(const Offer& offer, double demanded) {
  double expected = 0;
  std::array<double, kMaxIssues> part{};
  for (std::size_t i = 0; i < beliefs_.size(); ++i) {
    part[i] = weight_[i] * ExpectedValue(i, offer.options[i]);
    expected += part[i];
  }
  for (std::size_t i = 0; i < beliefs_.size(); ++i) {
    IssueBelief& belief = beliefs_[i];
    const double others = expected - part[i];
    UpdateBeliefs(std::span(belief.shapes).first(belief.num_shapes), demanded, [&](std::size_t k) {
      return others + weight_[i] * ShapeValue(belief, k, offer.options[i]);
    });
  }
}

void BayesianModel::UpdateWeights(const Offer& offer, double demanded) {
  if (beliefs_.size() < 2) return;
  double expected = 0;
  std::array<double, kMaxIssues> value{};
  for (std::size_t i = 0; i < beliefs_.size(); ++i) {
    value[i] = ExpectedValue(i, offer.options[i]);
    expected += weight_[i] * value[i];
  }
  for (std::size_t i = 0; i < beliefs_.size(); ++i) {
    const double rest = 1 - weight_[i];
    const double others = rest > 0 ? (expected - weight_[i] * value[i]) / rest : 0;
    UpdateBeliefs(beliefs_[i].levels, demanded, [&](std::size_t k) {
      const double level = static_cast<double>(k) / (kWeightLevels - 1);
      return level * value[i] + (1 - level) * others;
    });
  }
}

void BayesianModel::Hear(const Offer& offer, double time) {
  if (heard_ && offer == last_) return;
  last_ = offer;
  heard_ = true;
  const double demanded = 1 - kConceded * time;
  UpdateWeights(offer, demanded);
  RefreshWeights();
  UpdateShapes(offer, demanded);
}

void BayesianModel::Fill(std::span<double> score) const {
  for (std::size_t i = 0; i < space_.num_issues(); ++i) {
    for (std::size_t v = 0; v < space_.size(i); ++v) {
      score[space_.offset(i) + v] = weight_[i] * ExpectedValue(i, static_cast<OptionIndex>(v));
    }
  }
}

void OpponentModel::Begin(const OutcomeSpace& space, OpponentModelKind kind) {
  kind_ = kind;
  space_ = space;
  num_heard_ = 0;
  stale_ = true;
  score_.assign(space.num_values(), 0);
  if (kind == OpponentModelKind::kFrequency) {
    frequency_.Begin(space);
  } else {
    bayesian_.Begin(space);
  }
}

void OpponentModel::Hear(const Offer& offer, double time) {
  ++num_heard_;
  stale_ = true;
  if (kind_ == OpponentModelKind::kFrequency) {
    frequency_.Hear(offer);
  } else {
    bayesian_.Hear(offer, time);
  }
}

std::span<const double> OpponentModel::score() {
  if (stale_) {
    stale_ = false;
    if (kind_ == OpponentModelKind::kFrequency) {
      frequency_.Fill(score_);
    } else {
      bayesian_.Fill(score_);
    }
  }
  return score_;
}

double OpponentModel::Estimate(const Offer& offer) { return ScoreOf(space_, score(), offer); }

}  // namespace dragoman
