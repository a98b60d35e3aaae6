#include "engine/bargaining/pool_source.h"

#include <algorithm>

#include "engine/core/sort.h"

namespace dragoman {

double PoolSource::best_worth() const {
  double best = pool_.empty() ? 0 : pool_[0].worth;
  for (const PoolOffer& offer : pool_) best = std::max(best, offer.worth);
  return best;
}

double PoolSource::worst_worth() const {
  double worst = pool_.empty() ? 0 : pool_[0].worth;
  for (const PoolOffer& offer : pool_) worst = std::min(worst, offer.worth);
  return worst;
}

void PoolSource::Sort() {
  if (sorted_) return;
  sorted_ = true;
  order_.resize(pool_.size());
  for (std::size_t k = 0; k < order_.size(); ++k) order_[k] = static_cast<std::uint32_t>(k);
  SortItems(order_.begin(), order_.end(), [this](std::uint32_t a, std::uint32_t b) {
    const PoolOffer& x = pool_[a];
    const PoolOffer& y = pool_[b];
    if (x.worth != y.worth) return x.worth < y.worth;
    if (x.offer != y.offer) return x.offer < y.offer;
    return a < b;
  });
}

std::size_t PoolSource::FirstFrom(double low) {
  Sort();
  const auto first = std::partition_point(order_.begin(), order_.end(),
                                          [&](std::uint32_t k) { return pool_[k].worth < low; });
  return static_cast<std::size_t>(first - order_.begin());
}

bool PoolSource::CheapestWithin(double low, double high, PoolOffer* found) {
  const std::size_t k = FirstFrom(low);
  if (k == order_.size() || pool_[order_[k]].worth > high) return false;
  *found = pool_[order_[k]];
  return true;
}

bool PoolSource::Ranked(std::uint64_t rank, PoolOffer* found) {
  Sort();
  if (rank >= order_.size()) return false;
  *found = pool_[order_[order_.size() - 1 - rank]];
  return true;
}

bool PoolSource::BestScoredWithin(double low, double high, std::span<const double> score,
                                  PoolOffer* found) {
  const PoolOffer* best = nullptr;
  double best_score = 0;
  for (std::size_t k = FirstFrom(low); k < order_.size(); ++k) {
    const PoolOffer& offer = pool_[order_[k]];
    if (offer.worth > high) break;
    double sum = 0;
    for (std::size_t i = 0; i < space_->num_issues(); ++i) {
      sum += score[space_->offset(i) + offer.offer.options[i]];
    }
    if (best != nullptr && !(sum > best_score)) continue;
    best = &offer;
    best_score = sum;
  }
  if (best == nullptr) return false;
  *found = *best;
  return true;
}

void PoolSource::ForEachWithin(double low, double high, FunctionRef<bool(const PoolOffer&)> visit) {
  const std::size_t first = FirstFrom(low);
  for (std::size_t k = order_.size(); k-- > first;) {
    const PoolOffer& offer = pool_[order_[k]];
    if (offer.worth <= high && !visit(offer)) return;
  }
}

}  // namespace dragoman
