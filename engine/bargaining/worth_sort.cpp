#include "engine/bargaining/worth_sort.h"

#include <algorithm>
#include <limits>

#include "engine/core/portable_math.h"

namespace dragoman {
namespace {

constexpr std::size_t kPerBucket = 2;        // A bucket's mean size: two fit a cache line's half.
constexpr std::size_t kInsertionLimit = 48;  // Larger buckets are rare and sorted by std::sort.

bool ComesBefore(const WorthEntry& a, const WorthEntry& b) {
  return a.worth != b.worth ? a.worth < b.worth : a.code < b.code;
}

// Entries come in ascending order of code, so runs of equal worth are sorted already.
void SortBucket(WorthEntry* first, WorthEntry* last) {
  if (last - first > static_cast<std::ptrdiff_t>(kInsertionLimit)) {
    if (!std::is_sorted(first, last, ComesBefore)) std::sort(first, last, ComesBefore);
    return;
  }
  for (WorthEntry* k = first + 1; k < last; ++k) {
    const WorthEntry moved = *k;
    WorthEntry* to = k;
    for (; to > first && moved.worth < to[-1].worth; --to) *to = to[-1];
    *to = moved;
  }
}

}  // namespace

void WorthSorter::ChooseBuckets(std::span<const double> worths, double floor) {
  lowest_ = std::numeric_limits<double>::infinity();
  highest_ = -lowest_;
  for (const double worth : worths) {
    if (!(worth >= floor)) continue;
    lowest_ = worth < lowest_ ? worth : lowest_;
    highest_ = worth > highest_ ? worth : highest_;
  }
  num_buckets_ = std::max<std::size_t>(1, worths.size() / kPerBucket);
  scale_ = static_cast<double>(num_buckets_) / (highest_ - lowest_);
  // No width, no entry, or numbers at the end of the range of a double.
  const bool spread =
      highest_ > lowest_ && portable::IsFinite(highest_ - lowest_) && portable::IsFinite(scale_);
  if (!spread) {
    scale_ = 0;
    num_buckets_ = 1;
  }
}

void WorthSorter::Sort(std::span<const double> worths, std::size_t row, int row_bits, double floor,
                       std::vector<WorthEntry>* sorted) {
  ChooseBuckets(worths, floor);
  starts_.assign(num_buckets_ + 1, 0);
  for (const double worth : worths) {
    if (worth >= floor) ++starts_[Bucket(worth) + 1];
  }
  for (std::size_t k = 1; k <= num_buckets_; ++k) starts_[k] += starts_[k - 1];
  sorted->resize(starts_[num_buckets_]);
  std::uint32_t code = 0;
  const std::uint32_t gap = (1U << row_bits) - static_cast<std::uint32_t>(row);
  for (std::size_t begin = 0; begin < worths.size(); begin += row, code += gap) {
    for (std::size_t k = begin; k < begin + row; ++k, ++code) {
      if (worths[k] >= floor) (*sorted)[starts_[Bucket(worths[k])]++] = {worths[k], code};
    }
  }
  // Filling moved every start to its bucket's end.
  for (std::size_t k = num_buckets_; k > 0; --k) starts_[k] = starts_[k - 1];
  starts_[0] = 0;
  WorthEntry* const data = sorted->data();
  for (std::size_t k = 0; k < num_buckets_; ++k) {
    if (starts_[k + 1] - starts_[k] > 1) SortBucket(data + starts_[k], data + starts_[k + 1]);
  }
}

std::size_t WorthSorter::LowerBound(const std::vector<WorthEntry>& sorted, double low) const {
  if (sorted.empty() || low > highest_) return sorted.size();
  if (!(low > lowest_)) return 0;
  const std::size_t bucket = Bucket(low);
  std::size_t k = starts_[bucket];
  const std::size_t end = starts_[bucket + 1];
  if (end - k > kInsertionLimit) {
    const auto from = sorted.begin() + static_cast<std::ptrdiff_t>(k);
    const auto to = sorted.begin() + static_cast<std::ptrdiff_t>(end);
    return static_cast<std::size_t>(
        std::partition_point(from, to, [&](const WorthEntry& e) { return e.worth < low; }) -
        sorted.begin());
  }
  while (k < end && sorted[k].worth < low) ++k;
  return k;
}

}  // namespace dragoman
