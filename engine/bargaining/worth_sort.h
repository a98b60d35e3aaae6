#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace dragoman {

/// What something is worth, and its place in the order of enumeration.
struct WorthEntry {
  double worth = 0;
  std::uint32_t code = 0;
};

/// Sorts by worth, equals by code, into buckets of equal width first: sums of a few tables spread
/// well, so that takes linear time, and the buckets then find a worth in constant time. Reusable.
class WorthSorter {
 public:
  /// Sorts the worths into *sorted; those below `floor` (and NaN) are left out. The worth in column
  /// c of row r, rows being `row` long, gets the code r << row_bits | c.
  /// O(n) where worths spread, O(n log n) at worst. No heap once the largest input was seen.
  /// @pre worths.size() is a multiple of row; row <= 1 << row_bits
  void Sort(std::span<const double> worths, std::size_t row, int row_bits, double floor,
            std::vector<WorthEntry>* sorted);

  /// Place of the first entry of `sorted` (the last result) worth at least `low`. O(1) expected.
  std::size_t LowerBound(const std::vector<WorthEntry>& sorted, double low) const;

 private:
  std::size_t Bucket(double worth) const {
    if (scale_ == 0) return 0;
    const auto bucket = static_cast<std::size_t>((worth - lowest_) * scale_);
    return bucket < num_buckets_ ? bucket : num_buckets_ - 1;
  }
  void ChooseBuckets(std::span<const double> worths, double floor);

  double lowest_ = 0;
  double highest_ = 0;
  double scale_ = 0;  ///< Buckets per unit of worth; 0: one bucket.
  std::size_t num_buckets_ = 1;
  std::vector<std::uint32_t> starts_;  ///< By bucket; the last one is the number of entries.
};

}  // namespace dragoman
