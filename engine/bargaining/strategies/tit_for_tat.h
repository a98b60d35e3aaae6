#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>

#include "engine/bargaining/offer_choice.h"
#include "engine/bargaining/offering.h"
#include "engine/core/fields.h"

namespace dragoman {

/// Base of the behaviour-dependent tactics: gives as the other side gave.
///
/// Faratin, Sierra & Jennings (1998, section 4.3) write them for the value x of one quantity, say a
/// price. Here x is a demand: its own is the share of its range that it holds out for, the other
/// side's is the share it withholds, 1 - o with o the share its offer is worth to this party. Both
/// demands fall when their owner concedes, and neither depends on where a scale has its zero.
///
/// Its own demand starts at 1 and stays within [kept, 1]. It moves in steps, one for each offer
/// heard; of several parties the one that gave least is answered. Its own last demand is the one it
/// held out for, not the worth of the offer found for it, so that small steps add up. Offers the
/// cheapest worth its demand; accepts what is worth at least that offer.
class TitForTatStrategy : public OfferingStrategy {
 public:
  void Hear(int proposer, const Offer& offer, const Clock&) override {
    if (proposer < 0 || proposer >= static_cast<int>(kMaxParties)) return;
    Thread& thread = threads_[static_cast<std::size_t>(proposer)];
    const Appraisal seen = seat().appraiser->Appraise(offer);
    // An outcome that is out of the question is as far away as one can look.
    const double share = std::max(-1.0, scale().Share(seen.worth));
    thread.withheld[thread.heard++ % kMemory] = 1 - share;
    thread.fresh = true;
  }

  void Serialize(FieldVisitor* v) override {
    v->Visit({.name = "kindness",
              .doc = "share of the range conceded on top with every answer",
              .range = kUnitInterval,
              .source = "0: Faratin, Sierra & Jennings (1998)"},
             &kindness_);
    v->Visit({.name = "kept",
              .doc = "share of the range never conceded",
              .range = kUnitInterval,
              .source = "min of the source"},
             &kept_);
  }

 protected:
  static constexpr std::size_t kMemory = 64;
  static constexpr Range kLagRange{.min = 1, .max = kMemory - 1};

  /// Its next demand, before kindness and bounds.
  /// @param own Its last demand. @param earlier, later The other's, from Lags().
  virtual double Answer(double own, double earlier, double later) = 0;
  /// How many offers back from the last the two demands are compared; first > second.
  struct LagPair {
    std::uint64_t earlier = 1;
    std::uint64_t later = 0;
  };
  virtual LagPair Lags() const = 0;
  /// The answer that gives in the proportion in which the other did; nothing where it had nothing
  /// left to give.
  static double InProportion(double own, double earlier, double later) {
    return earlier > 0 ? own * (later / earlier) : own;
  }

  void DoBegin() override {
    for (Thread& thread : threads_) {
      thread.heard = 0;
      thread.fresh = false;
    }
    demand_ = 1;
  }

  double Target(const Clock&) override {
    double highest = -1;
    for (Thread& thread : threads_) {
      if (!thread.fresh) continue;
      thread.fresh = false;
      highest = std::max(highest, AnswerTo(thread));
    }
    if (highest >= 0) demand_ = highest;
    return scale().Worth(demand_);
  }

  const PoolOffer* Plan(const Clock& clock) override {
    constexpr double kNoLimit = std::numeric_limits<double>::infinity();
    return CheapestSignable(seat().offers, Aspiration(clock), kNoLimit, room()) ? room() : nullptr;
  }

 private:
  /// What one party withheld, offer by offer.
  struct Thread {
    std::array<double, kMemory> withheld{};
    std::uint64_t heard = 0;
    bool fresh = false;

    double Back(std::uint64_t lag) const { return withheld[(heard - 1 - lag) % kMemory]; }
  };

  double AnswerTo(const Thread& thread) {
    const LagPair lags = Lags();
    if (thread.heard <= lags.earlier) return demand_;
    const double answer = Answer(demand_, thread.Back(lags.earlier), thread.Back(lags.later));
    return std::clamp(answer - kindness_, kept_, 1.0);
  }

  std::array<Thread, kMaxParties> threads_{};
  double demand_ = 1;
  double kindness_ = 0;
  double kept_ = 0;
};

/// Base of the tactics that answer a single concession, the one made `delta` offers ago.
class DelayedTitForTatStrategy : public TitForTatStrategy {
 public:
  void Serialize(FieldVisitor* v) override {
    v->Visit({.name = "delta",
              .doc = "how many offers ago the answered concession was made",
              .range = kLagRange,
              .unit = "offers",
              .source = "Faratin, Sierra & Jennings (1998), section 4.3: delta >= 1"},
             &delta_);
    TitForTatStrategy::Serialize(v);
  }

 protected:
  LagPair Lags() const override {
    const auto delta = static_cast<std::uint64_t>(delta_);
    return {delta, delta - 1};
  }

 private:
  int delta_ = 1;
};

}  // namespace dragoman
