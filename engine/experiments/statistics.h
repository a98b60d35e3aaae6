#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/random.h"

/// @file
/// Means with intervals and paired comparisons. All of it gives the same bits on every machine.

namespace dragoman {

/// A mean with its confidence interval.
struct Estimate {
  std::size_t n = 0;  ///< Observations.
  double mean = 0;
  double low = 0;  ///< Equal to the mean below two observations: nothing is known of the spread.
  double high = 0;

  bool has_interval() const { return n >= 2; }
};

/// Mean with the 95 % interval of Student's t: mean -+ t(n - 1, 0.975) s / sqrt(n). Observations
/// are taken as independent. O(n).
Estimate EstimateMean(std::span<const double> values);

/// The t with P(|T| <= t) = `level` at `degrees` of freedom. Error below 1e-10 t up to 10^6.
/// @param level In (0, 1). @param degrees At least 1.
double StudentQuantile(double level, double degrees);

/// P(|T| >= |t|) at `degrees` of freedom.
double StudentTail(double t, double degrees);

/// How the p value of a paired comparison was found.
enum class PairedMethod : unsigned char {
  kExact,    ///< All 2^n ways to flip the signs.
  kSampled,  ///< kSignFlips ways drawn at random.
  kStudent,  ///< Paired t test.
};

/// "Do these differences centre on 0?"
struct PairedTest {
  Estimate difference;
  double p = 1;  ///< Two-sided.
  PairedMethod method = PairedMethod::kExact;
};

inline constexpr std::size_t kMaxExactFlips = 18;      ///< Differences that are not 0.
inline constexpr std::size_t kMaxSampledFlips = 2000;  ///< Beyond, the t test.
inline constexpr std::uint64_t kSignFlips = 19'999;

/// Sign-flip test on the mean difference (Fisher 1935; Pesarin & Salmaso 2010): if neither of the
/// two is better, every difference might as well have had the other sign; p is the share of flips
/// whose mean is as far from 0. Exact up to kMaxExactFlips differences; sampled with (1 + hits) /
/// (1 + kSignFlips) up to kMaxSampledFlips; Student's t beyond. Differences of 0 change nothing.
/// Draws from `stream` of `random`.
PairedTest TestPaired(std::span<const double> differences, const Random& random, StreamKey stream);

/// p values adjusted for as many comparisons as there are, so that the chance of any false alarm
/// among them stays below the level (Holm 1979). Order kept. O(n log n).
std::vector<double> HolmAdjusted(std::span<const double> p);

}  // namespace dragoman
