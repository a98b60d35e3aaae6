#include "engine/sensitivity/internal/weighted_sums.h"

namespace dragoman::internal {

void WeightedSums::Add(const Column& first, const Column& second, const Weights& weights,
                       std::size_t count, Sums* first_sums, Sums* second_sums) {
  Pair a0{}, a1{}, a2{}, a3{};
  Pair b0{}, b1{}, b2{}, b3{};
  for (std::size_t t = 0; t < count; ++t) {
    const Pair a = {first[t], first[t]};
    const Pair b = {second[t], second[t]};
    const std::array<Pair, kSets / 2>& w = weights[t];
    a0 += a * w[0];
    a1 += a * w[1];
    a2 += a * w[2];
    a3 += a * w[3];
    b0 += b * w[0];
    b1 += b * w[1];
    b2 += b * w[2];
    b3 += b * w[3];
  }
  const std::array<Pair, kSets / 2> a = {a0, a1, a2, a3};
  const std::array<Pair, kSets / 2> b = {b0, b1, b2, b3};
  for (std::size_t s = 0; s < kSets; ++s) {
    (*first_sums)[s] += a[s / 2][s % 2];
    (*second_sums)[s] += b[s / 2][s % 2];
  }
}

}  // namespace dragoman::internal
