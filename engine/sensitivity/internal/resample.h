#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/core/assert.h"
#include "engine/core/portable_math.h"
#include "engine/core/random.h"

namespace dragoman::internal {

/// The `draw`-th of a resample's places, uniform in [0, size) up to size / 2^64.
/// @pre 0 < size < 2^32.
inline std::uint32_t DrawPlace(const Random& resample, StreamKey stream, std::uint64_t draw,
                               std::uint64_t size) {
  // The upper half of the 128-bit product bits * size.
  const std::uint64_t bits = resample.Bits(stream, draw);
  const std::uint64_t low = (bits & 0xffffffffULL) * size;
  return static_cast<std::uint32_t>(((bits >> 32) * size + (low >> 32)) >> 32);
}

/// z with P(|Z| <= z) = `confidence` for a standard normal Z.
inline double IntervalFactor(double confidence) {
  DRAGOMAN_ASSERT(confidence > 0 && confidence < 1);
  return portable::NormalQuantile(0.5 + confidence / 2);
}

}  // namespace dragoman::internal
