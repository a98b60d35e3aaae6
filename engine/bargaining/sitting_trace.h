#pragma once

#include <vector>

#include "engine/bargaining/sitting.h"

namespace dragoman {

/// One offer that was tabled.
struct TracedOffer {
  int round = 0;  ///< Clock::tick, from 1.
  int party = 0;
  Offer offer;

  friend bool operator==(const TracedOffer&, const TracedOffer&) = default;
};

/// Writes down every offer of a sitting, in order. Reusable; no heap once its longest sitting was
/// seen.
class SittingTrace final : public SittingObserver {
 public:
  void Clear() { offers_.clear(); }
  const std::vector<TracedOffer>& offers() const { return offers_; }

  void OnOffer(const Clock& clock, int proposer, const PoolOffer& offer, double) override {
    offers_.push_back({clock.tick, proposer, offer.offer});
  }
  void OnReply(const Clock&, int, int, const PoolOffer&, const Judgement&) override {}
  void OnSilence(const Clock&, int, double) override {}

 private:
  std::vector<TracedOffer> offers_;
};

}  // namespace dragoman
