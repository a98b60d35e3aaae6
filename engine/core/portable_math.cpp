#include "engine/core/portable_math.h"

#include <bit>
#include <cstdint>
#include <limits>

#include "engine/core/internal/double_double.h"
#include "engine/core/internal/elementary_tables.h"

namespace dragoman::portable {
namespace {

using internal::DoubleDouble;

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr std::uint64_t kSignBit = std::uint64_t{1} << 63;

constexpr std::uint64_t BitsOf(double x) { return std::bit_cast<std::uint64_t>(x); }
constexpr double FromBits(std::uint64_t bits) { return std::bit_cast<double>(bits); }

/// 2^k. @pre -1022 <= k <= 1023.
constexpr double PowerOfTwo(std::int64_t k) {
  return FromBits(static_cast<std::uint64_t>(k + 1023) << 52);
}

/// e^(hi + lo). @pre |hi| <= 1000, |lo| much below 1.
double ExpOfSum(double hi, double lo) {
  // hi + lo = (32 k + j) log(2) / 32 + r, |r| <= log(2) / 64. kLn2Head has 37 bits, so that its
  // product with the integer is exact; adding kShifter rounds to an integer.
  constexpr double kShifter = 0x1.8p52;
  constexpr double kStepsPerUnit = 0x1.71547652b82fep+5;  // 32 / log(2)
  constexpr double kLn2Head = 0x1.62e42fefap-1 / 32;
  constexpr double kLn2Tail = 0x1.cf79abc9e3b3ap-40 / 32;
  const double shifted = hi * kStepsPerUnit + kShifter;
  const double steps = shifted - kShifter;
  const auto count = static_cast<std::int64_t>(BitsOf(shifted) - BitsOf(kShifter));
  const double r = ((hi - steps * kLn2Head) - steps * kLn2Tail) + lo;

  // e^r - 1 by Taylor to r^6; the next term is below 4e-18.
  const double r2 = r * r;
  const double p =
      r + r2 * ((1.0 / 2 + r * (1.0 / 6)) + r2 * ((1.0 / 24 + r * (1.0 / 120)) + r2 * (1.0 / 720)));
  const DoubleDouble& step = internal::kExpTable[static_cast<std::size_t>(count & 31)];
  const double value = step.hi + (step.hi * p + step.lo);

  // Two factors, as one of them need not be representable; only the last product can round.
  const std::int64_t k = count >> 5;
  if (k > -1022 && k < 1023) return value * PowerOfTwo(k);
  const std::int64_t half = k / 2;
  return value * PowerOfTwo(half) * PowerOfTwo(k - half);
}

/// x = 2^k z with z in [0.6875, 1.375) and log x = k log(2) + log_hi + log_lo + log1p(r), where
/// r = part0 + part1 exactly, |r| < 2^-7.
struct ReducedLog {
  double k;
  double part0;
  double part1;
  const internal::LogStep* step;
};

/// @pre x is positive and finite.
ReducedLog ReduceForLog(double x) {
  constexpr std::uint64_t kLowest = std::uint64_t{0x3fe6} << 48;  // the bits of 0.6875
  std::uint64_t bits = BitsOf(x);
  double k = 0;
  if (bits < (std::uint64_t{1} << 52)) {  // subnormal
    bits = BitsOf(x * 0x1p52);
    k = -52;
  }
  const std::uint64_t above = bits - kLowest;
  const std::int64_t exponent = static_cast<std::int64_t>(above) >> 52;
  const std::uint64_t z = bits - (static_cast<std::uint64_t>(exponent) << 52);
  const internal::LogStep& step = internal::kLogTable[(above >> 45) & 127U];

  // 32 and 21 bits times the step's 10 bits: both products are exact, and so is the subtraction.
  const double z_head = FromBits(z & ~((std::uint64_t{1} << 21) - 1));
  const double z_tail = FromBits(z) - z_head;
  return {k + static_cast<double>(exponent), z_head * step.inverse - 1, z_tail * step.inverse,
          &step};
}

// log(2) in two parts; the first is a multiple of 2^-42, so that k times it is exact.
constexpr double kLn2Multiple42 = 0x1.62e42fefa38p-1;
constexpr double kLn2Rest42 = 0x1.ef35793c7673p-45;

/// (log1p(r) - r + r^2/2) / r^3 by Taylor to r^8; |r| < 2^-7, so the rest is below 2^-59 of the
/// log.
double LogTail(double r, double r2) {
  return (1.0 / 3 - r * (1.0 / 4)) +
         r2 * ((1.0 / 5 - r * (1.0 / 6)) + r2 * (1.0 / 7 - r * (1.0 / 8)));
}

/// log x to about 2^-66 of itself. @pre x is positive and finite.
DoubleDouble LogAsSum(double x) {
  const ReducedLog reduced = ReduceForLog(x);
  const DoubleDouble r = internal::TwoSum(reduced.part0, reduced.part1);
  const DoubleDouble square = internal::TwoProduct(r.hi, r.hi);
  const double base = reduced.k * kLn2Multiple42 + reduced.step->log_hi;
  const DoubleDouble first = internal::FastTwoSum(base, r.hi);
  const DoubleDouble second = internal::FastTwoSum(first.hi, -0.5 * square.hi);
  const double table_lo = reduced.k * kLn2Rest42 + reduced.step->log_lo;
  const double tail = r.hi * square.hi * LogTail(r.hi, square.hi) - 0.5 * square.lo;
  const double lo = first.lo + second.lo + (r.lo * (1 - r.hi) + table_lo + tail);
  return internal::FastTwoSum(second.hi, lo);
}

/// x^y where x or y is 0, infinite or NaN, or x is negative.
double PowSpecial(double x, double y) {
  if (x != x || y != y || x < 0) return kNaN;
  if (y == kInfinity || y == -kInfinity) {
    if (x == 1) return 1;
    return (x > 1) == (y > 0) ? kInfinity : 0;
  }
  return (x == 0) == (y > 0) ? 0 : kInfinity;
}

}  // namespace

double Exp(double x) {
  if (!(Abs(x) < 1000)) {
    if (x != x) return x;
    return x > 0 ? kInfinity : 0;
  }
  return ExpOfSum(x, 0);
}

double Log(double x) {
  if (!(x > 0 && x < kInfinity)) {
    if (x == 0) return -kInfinity;
    return x > 0 ? x : kNaN;
  }
  const ReducedLog reduced = ReduceForLog(x);
  const double r = reduced.part0 + reduced.part1;
  const double r_lo = reduced.part1 - (r - reduced.part0);
  const double r2 = r * r;
  const double base = reduced.k * kLn2Multiple42 + reduced.step->log_hi;
  const double high = base + r;
  const double low = (r - (high - base)) + r_lo + (reduced.k * kLn2Rest42 + reduced.step->log_lo);
  return high + (low + (r * r2 * LogTail(r, r2) - 0.5 * r2));
}

double Pow(double x, double y) {
  if (y == 0 || x == 1) return 1;
  if (y == 1) return x;
  if (y == 2) return x * x;
  if (!(x > 0 && x < kInfinity && Abs(y) < kInfinity)) return PowSpecial(x, y);
  if (y == 0.5) return Sqrt(x);
  // |log x| is at least 2^-54, so that such a power is out of range anyway.
  if (Abs(y) > 0x1p70) return (x > 1) == (y > 0) ? kInfinity : 0;
  const DoubleDouble log = LogAsSum(x);
  const DoubleDouble product = internal::TwoProduct(y, log.hi);
  if (Abs(product.hi) >= 1000) return product.hi > 0 ? kInfinity : 0;
  return ExpOfSum(product.hi, product.lo + y * log.lo);
}

double Sqrt(double x) { return __builtin_sqrt(x); }

double Abs(double x) { return FromBits(BitsOf(x) & ~kSignBit); }

bool IsFinite(double x) { return Abs(x) < kInfinity; }

double Logistic(double x) {
  if (x >= 0) return 1 / (1 + Exp(-x));
  const double e = Exp(x);  // keeps the relative accuracy of the lower tail
  return e / (1 + e);
}

}  // namespace dragoman::portable
