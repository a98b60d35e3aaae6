#pragma once

#include <cstdint>

namespace dragoman {

/// What a computed set of outcomes or a count promises, from the strongest to the weakest.
enum class Guarantee : std::uint8_t {
  kExact,      ///< What looking at every outcome would give, to the last bit.
  kEpsilon,    ///< Whatever an outcome gives, a reported one gives as much within epsilon each.
  kSupported,  ///< Each point maximises a weighted sum of utilities; others may be missing.
  kSampled,    ///< The best of a sample; a share of outcomes that it leaves uncovered is stated.
};

}  // namespace dragoman
