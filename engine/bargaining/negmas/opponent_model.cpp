#include "engine/bargaining/negmas/opponent_model.h"

#include <algorithm>

#include "engine/core/portable_math.h"

namespace dragoman {

void NegmasOpponentModel::Reset(const OutcomeSpace& space) {
  space_ = &space;
  counts_.assign(space.num_values(), 0);
  tables_.assign(space.num_values(), 0);
  total_ = 0;
}

void NegmasOpponentModel::Count(const Outcome& offer) {
  for (std::size_t i = 0; i < space_->num_issues(); ++i) {
    counts_[space_->offset(i) + offer.options[i]] += 2;
  }
  total_ += 2;
}

double NegmasOpponentModel::WeightOf(std::span<const std::uint32_t> counts, double total) {
  double entropy = 0;
  int seen = 0;
  for (const std::uint32_t count : counts) {
    if (count == 0) continue;
    const double share = count / total;
    entropy -= share * portable::Log(share);
    ++seen;
  }
  return seen <= 1 ? 1 : 1 - entropy / portable::Log(seen);
}

void NegmasOpponentModel::Prepare() {
  if (total_ == 0) return;
  const std::size_t issues = space_->num_issues();
  double weights[kMaxIssues];
  divisor_ = 0;
  for (std::size_t i = 0; i < issues; ++i) {
    weights[i] = WeightOf(CountsOf(i), total_);
    divisor_ += weights[i];
  }
  // No issue tells anything: count all alike.
  if (!(divisor_ > 0)) {
    std::fill_n(weights, issues, 1.0);
    divisor_ = static_cast<double>(issues);
  }
  for (std::size_t i = 0; i < issues; ++i) {
    const std::span<const std::uint32_t> counts = CountsOf(i);
    const std::uint32_t most = *std::max_element(counts.begin(), counts.end());
    for (std::size_t v = 0; v < counts.size(); ++v) {
      tables_[space_->offset(i) + v] = weights[i] * (static_cast<double>(counts[v]) / most);
    }
  }
}

double NegmasOpponentModel::Score(const Outcome& outcome) const {
  if (total_ == 0) return 0.5;
  double sum = 0;
  for (std::size_t i = 0; i < space_->num_issues(); ++i) {
    sum += tables_[space_->offset(i) + outcome.options[i]];
  }
  return sum / divisor_;
}

}  // namespace dragoman
