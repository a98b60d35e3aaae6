#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <limits>
#include <string>

#include "engine/core/decimal.h"

/// @file
/// The shortest decimal text that reads back as a double, where the library's own way would bring
/// in 100 KB of tables (libc++ in WebAssembly). Slow and short; the same texts as std::to_chars,
/// but for zeros instead of exact digits beyond 2^53.

namespace dragoman::internal {

/// digits * 10^(exponent - count + 1): `exponent` is that of the first digit.
struct Decimal {
  std::uint64_t digits = 0;
  int count = 1;
  int exponent = 0;
};

/// "1.25e-07": at least two digits of exponent.
inline std::string Scientific(const Decimal& decimal) {
  std::string text = std::to_string(decimal.digits);
  if (text.size() > 1) text.insert(1, ".");
  const int magnitude = decimal.exponent < 0 ? -decimal.exponent : decimal.exponent;
  text += decimal.exponent < 0 ? "e-" : "e+";
  if (magnitude < 10) text += '0';
  return text + std::to_string(magnitude);
}

inline std::string Fixed(const Decimal& decimal) {
  std::string text = std::to_string(decimal.digits);
  if (decimal.exponent < 0) {
    return "0." + std::string(static_cast<std::size_t>(-decimal.exponent - 1), '0') + text;
  }
  const auto whole = static_cast<std::size_t>(decimal.exponent) + 1;
  if (text.size() <= whole) return text + std::string(whole - text.size(), '0');
  return text.insert(whole, ".");
}

/// The first 18 digits of a number, rounded down: one more than any double needs.
struct FirstDigits {
  static constexpr int kCount = 18;
  std::uint64_t digits = 0;
  int exponent = 0;  ///< Of the first one.
};

/// @pre value > 0 and finite.
inline FirstDigits DigitsOf(double value) {
  constexpr std::uint64_t kTooMany = 1'000'000'000'000'000'000;
  const auto bits = std::bit_cast<std::uint64_t>(value);
  const auto biased = static_cast<int>(bits >> 52);
  const std::uint64_t fraction = bits & ((std::uint64_t{1} << 52) - 1);
  const std::uint64_t mantissa = biased == 0 ? fraction : fraction | (std::uint64_t{1} << 52);
  const int power = std::max(biased, 1) - 1075;
  // log10(2) = 0.30103: of the first digit or one below it.
  const int binary = power + 63 - std::countl_zero(mantissa);
  FirstDigits first;
  first.exponent = (binary * 30103 - (binary < 0 ? 99999 : 0)) / 100000;
  BigNumber number(mantissa);
  number.MultiplyByPowerOfTen(FirstDigits::kCount - 1 - first.exponent);
  number.ShiftUp(power);
  number.DivideByPowerOfTen(first.exponent - (FirstDigits::kCount - 1));
  number.ShiftDown(-power);
  if (number.low() >= kTooMany) {
    number.DivideByPowerOfTen(1);
    ++first.exponent;
  }
  first.digits = number.low();
  return first;
}

/// Whether digits * 10^k may be the double whose first digits are `first`, without working it out.
inline bool MayBe(double value, std::uint64_t number, std::uint64_t first) {
  if (value < std::numeric_limits<double>::min()) return true;
  const std::uint64_t distance = number > first ? number - first : first - number;
  return distance <= (first >> 52) + 1;
}

/// `value` to `count` digits, if some such number reads back as it.
inline bool RoundsTo(double value, int count, const FirstDigits& first, Decimal* decimal) {
  std::uint64_t unit = 1;
  for (int k = count; k < FirstDigits::kCount; ++k) unit *= 10;
  const std::uint64_t nearest = first.digits / unit + (first.digits % unit >= unit / 2 ? 1 : 0);
  for (const std::uint64_t digits : {nearest, nearest - 1, nearest + 1}) {
    const int written = static_cast<int>(std::to_string(digits).size());
    if (written < count || !MayBe(value, digits * unit, first.digits)) continue;
    if (NearestDouble(digits, first.exponent - count + 1) != value) continue;
    *decimal = {digits, count, first.exponent};
    // 9.99 rounds to 10.0: one digit, and the next exponent.
    if (written > count) *decimal = {1, 1, first.exponent + 1};
    return true;
  }
  return false;
}

/// @pre `value` is finite.
inline std::string ShortestNumber(double value) {
  if (value == 0) return 1 / value < 0 ? "-0" : "0";
  if (value < 0) return "-" + ShortestNumber(-value);
  const FirstDigits first = DigitsOf(value);
  Decimal decimal;
  for (int count = 1; count < FirstDigits::kCount; ++count) {
    if (RoundsTo(value, count, first, &decimal)) break;
  }
  const std::string fixed = Fixed(decimal);
  const std::string scientific = Scientific(decimal);
  return fixed.size() <= scientific.size() ? fixed : scientific;
}

}  // namespace dragoman::internal
