#pragma once

#include <cstdint>

#include "engine/bargaining/split_index.h"

namespace dragoman {

/// "Worth at least this", or, if strict, "more than this".
struct Threshold {
  double worth = 0;
  bool strict = false;
};

/// The first front, back by back, whose sum with it meets a threshold. Walking the backs from the
/// last to the first moves it up all the way but for rounding, so a walk takes O(fronts + backs).
class SplitBoundary {
 public:
  SplitBoundary(const SplitIndex& index, Threshold threshold)
      : index_(index), threshold_(threshold) {}

  /// False: no front meets the threshold with this back or any before it.
  bool MaybeMet(std::size_t back) const {
    return index_.About(index_.num_fronts() - 1, back) >= threshold_.worth - index_.slack();
  }
  /// num_fronts() if there is none.
  std::size_t MoveTo(std::size_t back) {
    if (!placed_) Place(back);
    while (front_ > 0 && Met(front_ - 1, back)) --front_;
    while (front_ < index_.num_fronts() && !Met(front_, back)) ++front_;
    return front_;
  }

 private:
  bool Met(std::size_t front, std::size_t back) const {
    const double about = index_.About(front, back);
    if (about > threshold_.worth + index_.slack()) return true;
    if (about < threshold_.worth - index_.slack()) return false;
    const double exact = index_.Exact(front, back);
    return threshold_.strict ? exact > threshold_.worth : exact >= threshold_.worth;
  }
  void Place(std::size_t back);

  const SplitIndex& index_;
  Threshold threshold_;
  std::size_t front_ = 0;
  bool placed_ = false;
};

/// An outcome of a split space.
struct SplitPair {
  double worth = 0;
  std::uint64_t order = 0;  ///< SplitIndex::Order.
};

/// The cheapest outcome worth low .. high, of equals the first. False if there is none.
bool FindCheapest(const SplitIndex& index, double low, double high, SplitPair* found);

/// The dearest outcome worth at least `low` that does not meet `above`, of equals the last.
bool FindDearest(const SplitIndex& index, double low, Threshold above, SplitPair* found);

/// How many outcomes meet the threshold. Walks only the backs that can.
std::uint64_t CountFrom(const SplitIndex& index, Threshold threshold);

}  // namespace dragoman
