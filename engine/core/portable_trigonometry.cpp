#include <bit>
#include <cstdint>
#include <limits>

#include "engine/core/internal/double_double.h"
#include "engine/core/portable_math.h"

namespace dragoman::portable {
namespace {

constexpr double kLargestAngle = 1e5;

/// x = quarter_turns pi/2 + hi + lo, |hi| <= pi/4.
struct ReducedAngle {
  std::uint64_t quarter_turns;  ///< Modulo 4 is what counts.
  double hi;
  double lo;
};

/// @pre |x| <= kLargestAngle.
ReducedAngle ReduceAngle(double x) {
  // pi/2 in three parts (Cody & Waite); the first two have 33 bits, so that their products with a
  // count below 2^17 are exact.
  constexpr double kPart1 = 0x1.921fb544p+0;
  constexpr double kPart2 = 0x1.0b4611a6p-34;
  constexpr double kPart3 = 0x1.3198a2e037073p-69;
  constexpr double kTwoOverPi = 0x1.45f306dc9c883p-1;
  constexpr double kShifter = 0x1.8p52;  // adding it rounds to an integer
  const double shifted = x * kTwoOverPi + kShifter;
  const double count = shifted - kShifter;
  const internal::DoubleDouble rest = internal::TwoSum(x - count * kPart1, -(count * kPart2));
  const double last = count * kPart3;
  const double hi = rest.hi - last;
  const double lo = ((rest.hi - hi) - last) + rest.lo;
  return {std::bit_cast<std::uint64_t>(shifted), hi, lo};
}

/// sin(hi + lo), |hi| <= pi/4: Taylor to hi^17; the next term is below 2^-63 of the sum.
double SinSeries(double hi, double lo) {
  const double z = hi * hi;
  const double z2 = z * z;
  const double low = (-1.0 / 6 + z * (1.0 / 120)) + z2 * (-1.0 / 5040 + z * (1.0 / 362880));
  const double high = (-1.0 / 39916800 + z * (1.0 / 6227020800)) +
                      z2 * (-1.0 / 1307674368000 + z * (1.0 / 355687428096000));
  return hi + (hi * z * (low + z2 * z2 * high) + lo * (1 - 0.5 * z));
}

/// cos(hi + lo), |hi| <= pi/4: Taylor to hi^18.
double CosSeries(double hi, double lo) {
  const double z = hi * hi;
  const double z2 = z * z;
  const double low = (1.0 / 24 + z * (-1.0 / 720)) + z2 * (1.0 / 40320 + z * (-1.0 / 3628800));
  const double high = (1.0 / 479001600 + z * (-1.0 / 87178291200)) +
                      z2 * (1.0 / 20922789888000 + z * (-1.0 / 6402373705728000));
  const double half = 0.5 * z;
  const double head = 1 - half;
  return head + (((1 - head) - half) + (z2 * (low + z2 * z2 * high) - hi * lo));
}

/// sin(x + shift pi/2).
double SinShifted(double x, std::uint64_t shift) {
  if (!(Abs(x) <= kLargestAngle)) return std::numeric_limits<double>::quiet_NaN();
  const ReducedAngle angle = ReduceAngle(x);
  const std::uint64_t quadrant = angle.quarter_turns + shift;
  const double value =
      (quadrant & 1U) == 0 ? SinSeries(angle.hi, angle.lo) : CosSeries(angle.hi, angle.lo);
  return (quadrant & 2U) == 0 ? value : -value;
}

}  // namespace

double Sin(double x) { return SinShifted(x, 0); }
double Cos(double x) { return SinShifted(x, 1); }

}  // namespace dragoman::portable
