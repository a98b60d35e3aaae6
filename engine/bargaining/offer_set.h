#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/core/outcome.h"

namespace dragoman {

/// A set of offers that is emptied in no time: open addressing over slots that carry the generation
/// they were filled in, so nothing is cleared and nothing is allocated once it has been as full as
/// it gets. Membership is exact. Insert is O(issues), amortised.
class OfferSet {
 public:
  /// Forgets all offers. O(1).
  void Clear() {
    offers_ = 0;
    ++generation_;
  }
  std::size_t size() const { return offers_; }
  bool empty() const { return offers_ == 0; }

  /// True if the offer is new.
  bool Insert(const Offer& offer);
  bool Contains(const Offer& offer) const;

  /// The offers in the order they came; index below size().
  const Offer& operator[](std::size_t k) const { return order_[k]; }

 private:
  struct Slot {
    std::uint64_t generation = 0;
    std::uint64_t hash = 0;
    std::uint32_t index = 0;
  };
  static std::uint64_t HashOf(const Offer& offer);
  /// The slot that holds the offer, or the free one where it belongs.
  std::size_t Find(const Offer& offer, std::uint64_t hash) const;
  void Grow();

  std::vector<Slot> slots_;   ///< A power of two of them, at most half in use.
  std::vector<Offer> order_;  ///< The first offers_ are in use.
  std::size_t offers_ = 0;
  std::uint64_t generation_ = 1;
};

}  // namespace dragoman
