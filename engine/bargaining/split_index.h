#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/bargaining/offer_index.h"
#include "engine/bargaining/worth_sort.h"

namespace dragoman {

/// The sums of the first and of the last issues of an additive utility, each sorted: offers near a
/// worth are found by walking the one up and the other down (meet in the middle; Horowitz & Sahni,
/// "Computing partitions with applications to the knapsack problem", J. ACM 21, 1974).
///
/// With h = fronts + backs (about 2 sqrt(n) for n outcomes): 28 h bytes; CheapestWithin O(h),
/// BestScoredWithin O(h log h), Ranked O(1) when asked in order but for O(h) every few hundred
/// ranks, O(50 h) when asked out of order. Exact whatever the worths: sums of halves only narrow
/// down, within a rounding bound, which outcomes are summed left to right as Evaluate does. Equal
/// worths in any number (plateaus) cost no memory.
class SplitIndex final : public OfferIndex {
 public:
  /// True for additive utilities whose sums stay finite.
  static bool CanServe(const UtilityFunction& utility);

  /// @pre CanServe(utility); halves of at most kMaxHalf. `utility` must outlive the index.
  SplitIndex(const UtilityFunction& utility, const HalvedSpace& range, double floor);

  std::unique_ptr<OfferSource> MakeSource() const override;
  double size() const override { return static_cast<double>(count_); }
  double floor() const override { return floor_; }
  IndexMethod method() const override { return IndexMethod::kSplit; }

  std::size_t num_fronts() const { return fronts_.size(); }
  std::size_t num_backs() const { return backs_.size(); }
  std::uint32_t front_code(std::size_t front) const { return fronts_[front].code; }
  std::uint32_t back_code(std::size_t back) const { return backs_[back].code; }
  /// First front with the same sum, and the first behind it with another.
  std::size_t GroupBegin(std::size_t front) const { return group_begin_[front]; }
  std::size_t GroupEnd(std::size_t front) const { return group_end_[front]; }
  /// Where the front with that number in the order of enumeration is sorted to.
  std::size_t PlaceOfFront(std::uint32_t code) const { return front_place_[code]; }

  /// u of the pair within slack(); never falls with either argument.
  double About(std::size_t front, std::size_t back) const {
    return fronts_[front].worth + backs_[back].worth;
  }
  double slack() const { return slack_; }
  /// u of the pair, to the bit; never falls with `front`.
  double Exact(std::size_t front, std::size_t back) const {
    return slack_ == 0 ? About(front, back) : Continue(worth_, fronts_[front].worth, back);
  }
  /// Adds to `sum` the numbers that `table` (by flat value) holds for the back's values.
  double Continue(std::span<const double> table, double sum, std::size_t back) const {
    const std::uint32_t code = backs_[back].code;
    for (std::size_t i = range_.cut(); i < range_.num_issues(); ++i) {
      sum += table[range_.flat(i) + range_.Digit(i, code)];
    }
    return sum;
  }
  /// Place of the pair in the order of enumeration, among those of the range.
  std::uint64_t Order(std::size_t front, std::size_t back) const {
    return (std::uint64_t{fronts_[front].code} << 32) | backs_[back].code;
  }

  const HalvedSpace& range() const { return range_; }
  double reservation() const { return reservation_; }
  std::uint64_t count() const { return count_; }
  double best() const { return best_; }
  double worst() const { return worst_; }

 private:
  void FillGroups();

  HalvedSpace range_;
  std::span<const double> worth_;  ///< The utility's.
  double reservation_ = 0;
  double floor_ = 0;
  double slack_ = 0;
  std::vector<WorthEntry> fronts_;  ///< Ascending; left-to-right sums, the bias first.
  std::vector<WorthEntry> backs_;   ///< Ascending; left-to-right sums of the back's worths.
  std::vector<std::uint32_t> group_begin_;
  std::vector<std::uint32_t> group_end_;
  std::vector<std::uint32_t> front_place_;
  std::uint64_t count_ = 0;
  double best_ = 0;
  double worst_ = 0;
};

}  // namespace dragoman
