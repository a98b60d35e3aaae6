#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/bargaining/offer_source.h"
#include "engine/core/outcome_space.h"

namespace dragoman {

/// Offers that somebody else listed: the pools of the talks, a mediator's packages, a test's
/// script. Sorts them on the first question that needs an order, O(n log n); no heap once its
/// largest pool was seen. Reusable.
class PoolSource final : public OfferSource {
 public:
  /// Serves `pool` from now on. Both are borrowed.
  void Reset(const OutcomeSpace& space, std::span<const PoolOffer> pool) {
    space_ = &space;
    pool_ = pool;
    sorted_ = false;
  }

  double size() const override { return static_cast<double>(pool_.size()); }
  double best_worth() const override;
  double worst_worth() const override;
  bool CheapestWithin(double low, double high, PoolOffer* found) override;
  bool Ranked(std::uint64_t rank, PoolOffer* found) override;
  bool BestScoredWithin(double low, double high, std::span<const double> score,
                        PoolOffer* found) override;
  void ForEachWithin(double low, double high, FunctionRef<bool(const PoolOffer&)> visit) override;

 private:
  void Sort();
  /// Place in the order of the first offer worth at least `low`.
  std::size_t FirstFrom(double low);

  const OutcomeSpace* space_ = nullptr;
  std::span<const PoolOffer> pool_;
  std::vector<std::uint32_t> order_;  ///< Ascending worth, then order of enumeration.
  bool sorted_ = false;
};

}  // namespace dragoman
