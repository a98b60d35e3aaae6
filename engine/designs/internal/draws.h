#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <utility>

#include "engine/core/assert.h"
#include "engine/core/random.h"

namespace dragoman::internal {

/// A whole number from 0 ... n-1, all but equally likely (to within n / 2^64).
/// @pre 1 <= n <= 2^32.
inline std::uint64_t DrawBelow(const Random& random, StreamKey stream, std::uint64_t index,
                               std::uint64_t n) {
  DRAGOMAN_DEBUG_ASSERT(n >= 1 && n <= std::uint64_t{1} << 32);
  // The high half of the product of 64 random bits and n, without 128-bit integers.
  const std::uint64_t bits = random.Bits(stream, index);
  const std::uint64_t low = (bits & 0xffffffffU) * n;
  const std::uint64_t high = (bits >> 32) * n;
  return (high + (low >> 32)) >> 32;
}

/// Puts `items` into random order (Fisher & Yates); draws number `first_index` ... + size - 2.
template <class T>
void Shuffle(const Random& random, StreamKey stream, std::uint64_t first_index,
             std::span<T> items) {
  for (std::size_t left = items.size(); left > 1; --left) {
    const std::uint64_t index = first_index + (items.size() - left);
    std::swap(items[left - 1], items[DrawBelow(random, stream, index, left)]);
  }
}

}  // namespace dragoman::internal
