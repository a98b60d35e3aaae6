#include "engine/bargaining/negmas/normal_utility.h"

#include "engine/preferences/utility_function.h"

namespace dragoman {
namespace {

constexpr double kNegmasNoRange = 1e-6;

}  // namespace

void NegmasNormalUtility::Reset(const Seat& seat) {
  space_ = seat.space;
  tables_.clear();
  const bool additive = seat.utility != nullptr && seat.utility->additive();
  if (additive && space_ != nullptr && seat.utility->space() == *space_) {
    StretchTables(seat);
  } else {
    StretchRange(seat);
  }
}

void NegmasNormalUtility::StretchTables(const Seat& seat) {
  const UtilityFunction& utility = *seat.utility;
  const std::span<const double> written = utility.evaluations();
  tables_.assign(written.begin(), written.end());
  weights_.assign(utility.weights().begin(), utility.weights().end());
  double bias = utility.bias();
  double sum = 0;
  for (std::size_t i = 0; i < space_->num_issues(); ++i) {
    const std::span<double> table(tables_.data() + space_->offset(i), space_->size(i));
    if (weights_[i] < 0) {
      weights_[i] = -weights_[i];
      for (double& value : table) value = -value;
    }
    double least = table[0];
    double most = table[0];
    for (const double value : table) {
      if (value < least) least = value;
      if (value > most) most = value;
    }
    bias += weights_[i] * least;
    if (most - least < kNegmasNoRange) {
      for (double& value : table) value = 1;
    } else {
      const double stretch = 1 / (most - least);
      for (double& value : table) value = (value - least) * stretch;
      weights_[i] /= stretch;
    }
    sum += weights_[i];
  }
  // A party to whom everything is worth the same.
  if (!(sum > 0)) {
    tables_.clear();
    return StretchRange(seat);
  }
  for (std::size_t i = 0; i < space_->num_issues(); ++i) {
    const double weight = weights_[i] / sum;
    for (std::size_t v = 0; v < space_->size(i); ++v) tables_[space_->offset(i) + v] *= weight;
  }
  reservation_ = (seat.reservation - bias) / sum;
}

void NegmasNormalUtility::StretchRange(const Seat& seat) {
  low_ = seat.offers->worst_worth();
  const double range = seat.offers->best_worth() - low_;
  scale_ = range > 0 ? 1 / range : 1;
  reservation_ = (seat.reservation - low_) * scale_;
}

}  // namespace dragoman
