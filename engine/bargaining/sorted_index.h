#pragma once

#include <cstring>
#include <vector>

#include "engine/bargaining/offer_index.h"
#include "engine/bargaining/worth_sort.h"

namespace dragoman {

/// Every outcome, in ascending order of worth (equals in the order of enumeration).
///
/// 16 bytes an outcome. Built in O(n) where worths spread. CheapestWithin and Ranked take O(1)
/// expected, some ten nanoseconds; BestScoredWithin about 2 ns per offer in the band.
class SortedIndex final : public OfferIndex {
 public:
  /// Indexes the outcomes of `range` worth at least `floor` (forbidden ones never). Building again
  /// reuses the memory; sources made before then serve the new offers.
  /// @pre range.num_outcomes() <= kMaxSortedOutcomes
  void Build(const UtilityFunction& utility, const HalvedSpace& range, double floor);

  std::unique_ptr<OfferSource> MakeSource() const override;
  double size() const override { return static_cast<double>(entries_.size()); }
  double floor() const override { return floor_; }
  IndexMethod method() const override { return IndexMethod::kSorted; }

  const std::vector<WorthEntry>& entries() const { return entries_; }
  /// Place of the first entry worth at least `low`.
  std::size_t LowerBound(double low) const { return sorter_.LowerBound(entries_, low); }
  /// Place behind the last entry worth at most `high`.
  std::size_t UpperBound(double high) const;
  const HalvedSpace& range() const { return range_; }
  double reservation() const { return reservation_; }

  std::uint32_t FrontOf(std::uint32_t code) const { return code >> back_bits_; }
  std::uint32_t BackOf(std::uint32_t code) const { return code & ((1U << back_bits_) - 1); }
  void Decode(std::uint32_t code, Outcome* outcome) const {
    if (outcome->options.size() != range_.num_issues()) {
      outcome->options.assign(range_.num_issues(), 0);
    }
    const std::uint64_t* const front = front_words_.data() + FrontOf(code) * words_;
    const std::uint64_t* const back = back_words_.data() + BackOf(code) * words_;
    OptionIndex* to = outcome->options.begin();
    for (std::size_t k = 0; k < words_; k += 2, to += 8) {
      // Two words at once: later copies of the outcome read what was written in one piece.
      const std::uint64_t pair[2] = {front[k] | back[k], front[k + 1] | back[k + 1]};
      std::memcpy(to, pair, sizeof pair);
    }
  }

 private:
  void FillWords(bool front, std::vector<std::uint64_t>* words) const;

  HalvedSpace range_;
  WorthSorter sorter_;
  std::vector<WorthEntry> entries_;  ///< code: front, then back_bits_ bits of back.
  std::vector<double> table_;        ///< Worths in order of enumeration, while building.
  /// Outcomes in words of four options: those of a front with zeros for the back's, and the other
  /// way round, so that a front's or a back's word makes the outcome's. A division would take
  /// longer.
  std::vector<std::uint64_t> front_words_;
  std::vector<std::uint64_t> back_words_;
  std::size_t words_ = 0;  ///< Per outcome.
  int back_bits_ = 0;
  double floor_ = 0;
  double reservation_ = 0;
};

}  // namespace dragoman
