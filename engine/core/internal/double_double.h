#pragma once

/// @file
/// Sums and products with their rounding errors (Dekker 1971; Knuth): about 106 bits from IEEE
/// doubles, without a fused multiply-add. Right only when the compiler may not contract
/// expressions.

namespace dragoman::portable::internal {

/// The unevaluated sum hi + lo, |lo| at most half a unit in the last place of hi.
struct DoubleDouble {
  double hi = 0;
  double lo = 0;
};

/// a + b exactly. @pre |a| >= |b| or a == 0.
constexpr DoubleDouble FastTwoSum(double a, double b) {
  const double sum = a + b;
  return {sum, b - (sum - a)};
}

/// a + b exactly.
constexpr DoubleDouble TwoSum(double a, double b) {
  const double sum = a + b;
  const double b_seen = sum - a;
  const double a_seen = sum - b_seen;
  return {sum, (a - a_seen) + (b - b_seen)};
}

/// x as two halves of at most 26 bits each. @pre |x| < 2^996.
constexpr DoubleDouble SplitHalves(double x) {
  const double scaled = x * 134217729.0;  // 2^27 + 1
  const double high = scaled - (scaled - x);
  return {high, x - high};
}

/// a * b exactly, barring underflow. @pre |a|, |b| < 2^996.
constexpr DoubleDouble TwoProduct(double a, double b) {
  const double product = a * b;
  const DoubleDouble x = SplitHalves(a);
  const DoubleDouble y = SplitHalves(b);
  const double error = ((x.hi * y.hi - product) + x.hi * y.lo + x.lo * y.hi) + x.lo * y.lo;
  return {product, error};
}

constexpr DoubleDouble operator+(DoubleDouble a, DoubleDouble b) {
  const DoubleDouble sum = TwoSum(a.hi, b.hi);
  return FastTwoSum(sum.hi, sum.lo + (a.lo + b.lo));
}

constexpr DoubleDouble operator*(DoubleDouble a, DoubleDouble b) {
  const DoubleDouble product = TwoProduct(a.hi, b.hi);
  return FastTwoSum(product.hi, product.lo + (a.hi * b.lo + a.lo * b.hi));
}

constexpr DoubleDouble operator/(DoubleDouble a, DoubleDouble b) {
  const double first = a.hi / b.hi;
  const DoubleDouble rest = a + b * DoubleDouble{-first, 0};
  return FastTwoSum(first, (rest.hi + rest.lo) / b.hi);
}

}  // namespace dragoman::portable::internal
