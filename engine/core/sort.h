#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>

/// @file
/// Sorting where the code's size counts: std::sort is 2 to 5 KB of instructions for every type and
/// order it sorts by, and a page downloads them (engine/apps/wasm, DRAGOMAN_SMALL_CODE).

namespace dragoman {

namespace internal {

/// Insertion sort of the items `gap` apart.
template <class Iterator, class Less>
void SortApart(Iterator items, std::size_t size, std::size_t gap, Less& less) {
  for (std::size_t next = gap; next < size; ++next) {
    auto item = std::move(items[next]);
    std::size_t hole = next;
    for (; hole >= gap && less(item, items[hole - gap]); hole -= gap) {
      items[hole] = std::move(items[hole - gap]);
    }
    items[hole] = std::move(item);
  }
}

/// Shell's sort with the gaps of Gonnet & Baeza-Yates, "Handbook of Algorithms and Data Structures"
/// (1991), 4.1.5: each 5/11 of the one before.
template <class Iterator, class Less>
void SortByGaps(Iterator begin, Iterator end, Less& less) {
  const auto size = static_cast<std::size_t>(end - begin);
  for (std::size_t gap = size; gap > 1;) {
    gap = gap == 2 ? 1 : gap * 5 / 11;
    SortApart(begin, size, gap, less);
  }
}

}  // namespace internal

/// Sorts some dozens of items and keeps the order of equal ones. O(n^2), little code everywhere.
template <class Iterator, class Less>
void SortFew(Iterator begin, Iterator end, Less less) {
  internal::SortApart(begin, static_cast<std::size_t>(end - begin), 1, less);
}

/// As std::sort; where code is to be small, by internal::SortByGaps.
template <class Iterator, class Less>
void SortItems(Iterator begin, Iterator end, Less less) {
#ifdef DRAGOMAN_SMALL_CODE
  internal::SortByGaps(begin, end, less);
#else
  std::sort(begin, end, less);
#endif
}

template <class Iterator>
void SortItems(Iterator begin, Iterator end) {
  SortItems(begin, end, [](const auto& a, const auto& b) { return a < b; });
}

}  // namespace dragoman
