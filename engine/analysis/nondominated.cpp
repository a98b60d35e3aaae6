#include "engine/analysis/nondominated.h"

#include <algorithm>
#include <array>

#include "engine/core/assert.h"
#include "engine/core/sort.h"

namespace dragoman {
namespace {

/// Below these sizes comparing each with each is faster than dividing.
constexpr std::uint32_t kSmallFilter = 24;
constexpr std::size_t kSmallMark = 512;

/// a >= b in the coordinates from `first` on.
bool CoversFrom(const double* a, const double* b, std::size_t first, std::size_t width) {
  for (std::size_t c = first; c < width; ++c) {
    if (!(a[c] >= b[c])) return false;
  }
  return true;
}

}  // namespace

void NondominatedFilter::Select(std::span<const double> vectors, std::size_t width,
                                std::vector<std::uint32_t>* kept) {
  DRAGOMAN_ASSERT(width >= 1 && vectors.size() % width == 0);
  kept->clear();
  if (vectors.empty()) return;
  width_ = width;
  Sort(vectors);
  if (width == 1) {
    kept->push_back(places_[0]);
  } else if (width == 2) {
    SweepPairs(kept);
  } else {
    DivideAndConquer(kept);
  }
}

void NondominatedFilter::Sort(std::span<const double> vectors) {
  const std::size_t count = vectors.size() / width_;
  DRAGOMAN_ASSERT(count < 0xffffffffU);
  keys_.resize(count);
  for (std::size_t k = 0; k < count; ++k) {
    keys_[k] = {vectors[k * width_], static_cast<std::uint32_t>(k)};
  }
  const double* data = vectors.data();
  const std::size_t width = width_;
  SortItems(keys_.begin(), keys_.end(), [data, width](const Key& a, const Key& b) {
    if (a.first != b.first) return a.first > b.first;
    const double* x = data + a.place * width;
    const double* y = data + b.place * width;
    for (std::size_t c = 1; c < width; ++c) {
      if (x[c] != y[c]) return x[c] > y[c];
    }
    return a.place < b.place;
  });
  points_.clear();
  places_.clear();
  for (const Key& key : keys_) {
    const double* point = data + key.place * width;
    if (!places_.empty() &&
        std::equal(point, point + width, points_.end() - static_cast<std::ptrdiff_t>(width)))
      continue;
    points_.insert(points_.end(), point, point + width);
    places_.push_back(key.place);
  }
}

void NondominatedFilter::SweepPairs(std::vector<std::uint32_t>* kept) {
  double best = 0;
  for (std::size_t k = 0; k < places_.size(); ++k) {
    if (k > 0 && !(points_[2 * k + 1] > best)) continue;
    best = points_[2 * k + 1];
    kept->push_back(places_[k]);
  }
}

void NondominatedFilter::DivideAndConquer(std::vector<std::uint32_t>* kept) {
  const auto count = static_cast<std::uint32_t>(places_.size());
  order_.resize(count);
  merged_.resize(count);
  dominated_.assign(count, 0);
  stack_.clear();
  Filter(0, count);
  for (std::uint32_t k = 0; k < count; ++k) {
    if (dominated_[k] == 0) kept->push_back(places_[k]);
  }
}

// Points are numbered in lexicographically descending order, so only a lower number dominates a
// higher one, and the first coordinate need never be looked at again.

std::size_t NondominatedFilter::Filter(std::uint32_t begin, std::uint32_t end) {
  if (end - begin <= kSmallFilter) return FilterSmall(begin, end);
  const std::uint32_t middle = begin + (end - begin) / 2;
  const std::size_t high = Filter(begin, middle);
  std::size_t low = Filter(middle, end);

  const std::size_t base = stack_.size();
  const auto first_high = order_.begin() + begin;
  const auto first_low = order_.begin() + middle;
  const auto last_high = first_high + static_cast<std::ptrdiff_t>(high);
  stack_.insert(stack_.end(), first_high, last_high);
  stack_.insert(stack_.end(), first_low, first_low + static_cast<std::ptrdiff_t>(low));
  Mark({base, high}, {base + high, low}, 1);
  stack_.resize(base);

  low = static_cast<std::size_t>(
      std::remove_if(first_low, first_low + static_cast<std::ptrdiff_t>(low),
                     [this](std::uint32_t k) { return dominated_[k] != 0; }) -
      first_low);
  const std::size_t by = width_ - 2;
  std::merge(first_high, last_high, first_low, first_low + static_cast<std::ptrdiff_t>(low),
             merged_.begin() + begin, [this, by](std::uint32_t a, std::uint32_t b) {
               return Coordinate(a, by) > Coordinate(b, by);
             });
  std::copy_n(merged_.begin() + begin, high + low, first_high);
  return high + low;
}

std::size_t NondominatedFilter::FilterSmall(std::uint32_t begin, std::uint32_t end) {
  std::size_t kept = 0;
  std::uint32_t* const order = order_.data() + begin;
  for (std::uint32_t k = begin; k < end; ++k) {
    const double* const point = points_.data() + k * width_;
    bool covered = false;
    for (std::size_t j = 0; j < kept && !covered; ++j) {
      covered = CoversFrom(points_.data() + order[j] * width_, point, 1, width_);
    }
    if (covered) {
      dominated_[k] = 1;
    } else {
      order[kept++] = k;
    }
  }
  const std::size_t by = width_ - 2;
  SortItems(order, order + kept, [this, by](std::uint32_t a, std::uint32_t b) {
    if (Coordinate(a, by) != Coordinate(b, by)) return Coordinate(a, by) > Coordinate(b, by);
    return a < b;
  });
  return kept;
}

/// Marks every point of `low` that some point of `high` covers, given that all of `high` cover all
/// of `low` in the coordinates before `coordinate`. Both are sorted by the last but one.
void NondominatedFilter::Mark(Part high, Part low, std::size_t coordinate) {
  if (high.size == 0 || low.size == 0) return;
  if (coordinate == width_ - 2) return MarkBySweep(high, low);
  if (high.size * low.size <= kSmallMark) return MarkEachPair(high, low, coordinate);

  double high_least = Coordinate(stack_[high.begin], coordinate);
  double high_most = high_least;
  double low_least = Coordinate(stack_[low.begin], coordinate);
  double low_most = low_least;
  for (std::size_t k = 0; k < high.size; ++k) {
    const double x = Coordinate(stack_[high.begin + k], coordinate);
    high_least = std::min(high_least, x);
    high_most = std::max(high_most, x);
  }
  for (std::size_t k = 0; k < low.size; ++k) {
    const double x = Coordinate(stack_[low.begin + k], coordinate);
    low_least = std::min(low_least, x);
    low_most = std::max(low_most, x);
  }
  if (high_most < low_least) return;
  if (high_least >= low_most) return Mark(high, low, coordinate + 1);

  // At least the pivot, or below it: both kinds occur.
  const double pivot = Pivot(high, low, coordinate, std::min(high_least, low_least));
  const std::size_t base = stack_.size();
  const Part high_upper = Push(high, coordinate, pivot, true);
  Part low_lower = Push(low, coordinate, pivot, false);
  Mark(high_upper, low_lower, coordinate + 1);
  low_lower = Push(low_lower, coordinate, pivot, false);  // without those just marked
  const Part low_upper = Push(low, coordinate, pivot, true);
  Mark(high_upper, low_upper, coordinate);
  const Part high_lower = Push(high, coordinate, pivot, false);
  Mark(high_lower, low_lower, coordinate);
  stack_.resize(base);
}

/// A value above `least`, the smallest one, near the median of the coordinate.
double NondominatedFilter::Pivot(Part high, Part low, std::size_t coordinate, double least) const {
  constexpr std::size_t kSamples = 31;
  std::array<double, kSamples> sample;
  const std::size_t count = high.size + low.size;
  for (std::size_t s = 0; s < kSamples; ++s) {
    const std::size_t k = (2 * s + 1) * count / (2 * kSamples);
    const std::size_t at = k < high.size ? high.begin + k : low.begin + (k - high.size);
    sample[s] = Coordinate(stack_[at], coordinate);
  }
  SortItems(sample.begin(), sample.end());
  for (std::size_t s = kSamples / 2; s < kSamples; ++s) {
    if (sample[s] > least) return sample[s];
  }
  double pivot = least;
  for (const Part& part : {high, low}) {
    for (std::size_t k = 0; k < part.size; ++k) {
      const double x = Coordinate(stack_[part.begin + k], coordinate);
      if (x > least && (pivot == least || x < pivot)) pivot = x;
    }
  }
  return pivot;
}

/// Copies to the end of the stack what is not marked yet and lies on one side of the pivot.
NondominatedFilter::Part NondominatedFilter::Push(Part part, std::size_t coordinate, double pivot,
                                                  bool upper) {
  Part result{stack_.size(), 0};
  stack_.resize(stack_.size() + part.size);
  const std::uint32_t* const from = stack_.data() + part.begin;
  std::uint32_t* const to = stack_.data() + result.begin;
  for (std::size_t k = 0; k < part.size; ++k) {
    const std::uint32_t point = from[k];
    const bool take = (Coordinate(point, coordinate) >= pivot) == upper && dominated_[point] == 0;
    to[result.size] = point;
    result.size += take ? 1 : 0;
  }
  stack_.resize(result.begin + result.size);
  return result;
}

void NondominatedFilter::MarkEachPair(Part high, Part low, std::size_t coordinate) {
  for (std::size_t k = 0; k < low.size; ++k) {
    const std::uint32_t point = stack_[low.begin + k];
    for (std::size_t j = 0; j < high.size && dominated_[point] == 0; ++j) {
      const double* const other = points_.data() + stack_[high.begin + j] * width_;
      if (CoversFrom(other, points_.data() + point * width_, coordinate, width_)) {
        dominated_[point] = 1;
      }
    }
  }
}

/// Two coordinates are left: go down the one both are sorted by, with the best of the other.
void NondominatedFilter::MarkBySweep(Part high, Part low) {
  const std::size_t by = width_ - 2;
  std::size_t next = 0;
  bool any = false;
  double best = 0;
  for (std::size_t k = 0; k < low.size; ++k) {
    const std::uint32_t point = stack_[low.begin + k];
    const double at = Coordinate(point, by);
    while (next < high.size && Coordinate(stack_[high.begin + next], by) >= at) {
      const double last = Coordinate(stack_[high.begin + next], by + 1);
      if (!any || last > best) best = last;
      any = true;
      ++next;
    }
    if (any && best >= Coordinate(point, by + 1)) dominated_[point] = 1;
  }
}

}  // namespace dragoman
