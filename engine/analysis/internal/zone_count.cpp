#include "engine/analysis/internal/zone_count.h"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>

#include "engine/core/portable_math.h"
#include "engine/core/sort.h"

namespace dragoman::internal {
namespace {

/// Doubles as integers in the same order; both zeros are 0.
std::int64_t OrderOf(double x) {
  const auto bits = std::bit_cast<std::int64_t>(x);
  return bits < 0 ? std::numeric_limits<std::int64_t>::min() - bits : bits;
}
double FromOrder(std::int64_t order) {
  return std::bit_cast<double>(order < 0 ? std::numeric_limits<std::int64_t>::min() - order
                                         : order);
}

/// Left sums per bit table: 16 words of 64, and tables for four parties stay in the cache.
constexpr std::size_t kBlock = 1024;
constexpr std::size_t kWords = kBlock / 64;

}  // namespace

double LeastAddend(double worth, double target) {
  const double guess = target - worth;
  // All that rounding can do, and a little more.
  double reach =
      std::max({portable::Abs(guess), portable::Abs(worth), portable::Abs(target)}) * 0x1p-51 +
      0x1p-1074;
  while (guess - reach + worth >= target) reach *= 2;
  double high = guess + reach;
  while (!(high + worth >= target)) {
    reach *= 2;
    high = guess + reach;
  }
  std::int64_t below = OrderOf(guess - reach);
  std::int64_t enough = OrderOf(high);
  while (enough - below > 1) {
    const std::int64_t middle = below + (enough - below) / 2;
    (FromOrder(middle) + worth >= target ? enough : below) = middle;
  }
  return FromOrder(enough);
}

ZoneCount::Halves ZoneCount::HalvesOf(const AdditiveProblem& problem) {
  Halves halves;
  for (const ChoiceGroup& group : problem.groups) {
    halves.right *= static_cast<double>(group.size());
  }
  // The split where the larger half is smallest.
  Halves best = halves;
  for (const ChoiceGroup& group : problem.groups) {
    halves.left *= static_cast<double>(group.size());
    halves.right /= static_cast<double>(group.size());
    ++halves.split;
    if (std::max(halves.left, halves.right) < std::max(best.left, best.right)) best = halves;
  }
  return best;
}

std::uint64_t ZoneCount::Count(const AdditiveProblem& problem, std::span<const double> targets,
                               Executor* executor) {
  parties_ = problem.parties;
  std::uint64_t count = 0;
  if (Decided(problem, targets, &count)) return count;
  const std::size_t split = HalvesOf(problem).split;
  SumLeft(problem, split);
  ThresholdsRight(problem, split, targets);
  if (parties_ == 1) return CountOne();
  if (parties_ == 2) return CountTwo();
  return CountMany(executor);
}

/// True if all choices reach the targets, or none does.
bool ZoneCount::Decided(const AdditiveProblem& problem, std::span<const double> targets,
                        std::uint64_t* count) const {
  bool all = true;
  for (std::size_t p = 0; p < parties_; ++p) {
    const SumRange sums = RangeOfSums(problem, p);
    *count = 0;
    if (!(sums.most >= targets[p])) return true;
    all = all && sums.least >= targets[p];
  }
  if (!all) return false;
  *count = 1;
  for (const ChoiceGroup& group : problem.groups) *count *= group.size();
  return true;
}

void ZoneCount::SumLeft(const AdditiveProblem& problem, std::size_t split) {
  left_ = problem.start;
  for (std::size_t g = 0; g < split; ++g) {
    const ChoiceGroup& group = problem.groups[g];
    scratch_.clear();
    for (std::size_t k = 0; k < left_.size(); k += parties_) {
      for (std::size_t c = 0; c < group.worth.size(); c += parties_) {
        for (std::size_t p = 0; p < parties_; ++p) {
          scratch_.push_back(left_[k + p] + group.worth[c + p]);
        }
      }
    }
    left_.swap(scratch_);
  }
}

void ZoneCount::ThresholdsRight(const AdditiveProblem& problem, std::size_t split,
                                std::span<const double> targets) {
  right_.assign(targets.begin(), targets.end());
  for (std::size_t p = 0; p < parties_; ++p) {
    for (std::size_t t = problem.tails[p].size(); t-- > 0;) {
      right_[p] = LeastAddend(problem.tails[p][t], right_[p]);
    }
  }
  for (std::size_t g = problem.groups.size(); g-- > split;) {
    const ChoiceGroup& group = problem.groups[g];
    scratch_.clear();
    for (std::size_t k = 0; k < right_.size(); k += parties_) {
      for (std::size_t c = 0; c < group.worth.size(); c += parties_) {
        for (std::size_t p = 0; p < parties_; ++p) {
          scratch_.push_back(LeastAddend(group.worth[c + p], right_[k + p]));
        }
      }
    }
    right_.swap(scratch_);
  }
}

std::uint64_t ZoneCount::CountOne() {
  SortItems(left_.begin(), left_.end());
  std::uint64_t count = 0;
  for (const double threshold : right_) {
    count += static_cast<std::uint64_t>(left_.end() -
                                        std::lower_bound(left_.begin(), left_.end(), threshold));
  }
  return count;
}

/// Down the first party's sums, with a Fenwick tree over the second's.
std::uint64_t ZoneCount::CountTwo() {
  struct Entry {
    double a;
    double b;
  };
  const auto entries = [](const std::vector<double>& values) {
    std::vector<Entry> result(values.size() / 2);
    for (std::size_t k = 0; k < result.size(); ++k) result[k] = {values[2 * k], values[2 * k + 1]};
    SortItems(result.begin(), result.end(),
              [](const Entry& x, const Entry& y) { return x.a != y.a ? x.a > y.a : x.b > y.b; });
    return result;
  };
  const std::vector<Entry> sums = entries(left_);
  const std::vector<Entry> thresholds = entries(right_);
  // Places of the second party's sums, the largest first.
  scratch_.clear();
  for (const Entry& sum : sums) scratch_.push_back(-sum.b);
  SortItems(scratch_.begin(), scratch_.end());
  const std::size_t size = scratch_.size();
  tree_.assign(size + 1, 0);
  std::size_t next = 0;
  std::uint64_t count = 0;
  for (const Entry& threshold : thresholds) {
    for (; next < sums.size() && sums[next].a >= threshold.a; ++next) {
      const auto at = std::lower_bound(scratch_.begin(), scratch_.end(), -sums[next].b);
      for (auto k = static_cast<std::size_t>(at - scratch_.begin()) + 1; k <= size; k += k & -k) {
        ++tree_[k];
      }
    }
    const auto end = std::upper_bound(scratch_.begin(), scratch_.end(), -threshold.b);
    for (auto k = static_cast<std::size_t>(end - scratch_.begin()); k > 0; k &= k - 1) {
      count += tree_[k];
    }
  }
  return count;
}

std::uint64_t ZoneCount::CountMany(Executor* executor) const {
  const std::size_t count = left_.size() / parties_;
  const std::size_t blocks = (count + kBlock - 1) / kBlock;
  std::vector<std::uint64_t> counts(blocks, 0);
  executor->ParallelFor(blocks, [&](std::size_t block) {
    counts[block] = CountBlock(block * kBlock, std::min(count, (block + 1) * kBlock));
  });
  std::uint64_t total = 0;
  for (const std::uint64_t part : counts) total += part;
  return total;
}

/// For each party a table of bit sets: row k marks the left sums among the k largest. A threshold
/// picks a row for each party; what all rows share is counted.
std::uint64_t ZoneCount::CountBlock(std::size_t begin, std::size_t end) const {
  using Row = std::array<std::uint64_t, kWords>;
  const std::size_t size = end - begin;
  std::vector<Row> rows(parties_ * (size + 1), Row{});
  std::vector<double> sorted(parties_ * size);  // negated, so ascending
  std::vector<std::uint32_t> order(size);
  for (std::size_t p = 0; p < parties_; ++p) {
    const auto sum = [&](std::size_t k) { return left_[(begin + k) * parties_ + p]; };
    for (std::uint32_t k = 0; k < size; ++k) order[k] = k;
    SortItems(order.begin(), order.end(),
              [&](std::uint32_t x, std::uint32_t y) { return sum(x) > sum(y); });
    for (std::size_t k = 0; k < size; ++k) {
      Row& row = rows[p * (size + 1) + k + 1];
      row = rows[p * (size + 1) + k];
      row[order[k] / 64] |= std::uint64_t{1} << (order[k] % 64);
      sorted[p * size + k] = -sum(order[k]);
    }
  }
  std::uint64_t count = 0;
  for (std::size_t k = 0; k < right_.size(); k += parties_) {
    Row common = rows[size];
    bool none = false;
    for (std::size_t p = 0; p < parties_ && !none; ++p) {
      const double* const first = sorted.data() + p * size;
      const auto row =
          static_cast<std::size_t>(std::upper_bound(first, first + size, -right_[k + p]) - first);
      none = row == 0;
      const Row& reached = rows[p * (size + 1) + row];
      for (std::size_t w = 0; w < kWords; ++w) common[w] &= reached[w];
    }
    if (none) continue;
    for (const std::uint64_t word : common)
      count += static_cast<std::uint64_t>(std::popcount(word));
  }
  return count;
}

}  // namespace dragoman::internal
