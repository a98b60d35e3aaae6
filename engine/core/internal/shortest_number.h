#pragma once

#include <cstdint>
#include <cstdlib>
#include <string>

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

inline long double PowerOfTen(int exponent) {
  long double power = 1;
  long double square = 10;
  for (int left = exponent; left > 0; left >>= 1, square *= square) {
    if ((left & 1) != 0) power *= square;
  }
  return power;
}

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

/// `value` to `count` digits, if some such number reads back as it. The last digit may be one off
/// after rounding in long double. @pre value > 0 and finite; `exponent` is that of its first digit.
inline bool RoundsTo(double value, int count, int exponent, Decimal* decimal) {
  const int shift = count - 1 - exponent;
  const long double scaled = shift >= 0 ? static_cast<long double>(value) * PowerOfTen(shift)
                                        : static_cast<long double>(value) / PowerOfTen(-shift);
  const auto nearest = static_cast<std::uint64_t>(scaled + 0.5L);
  for (const std::uint64_t digits : {nearest, nearest - 1, nearest + 1}) {
    *decimal = {digits, count, exponent};
    // 9.99 rounds to 10.0: one digit, and the next exponent.
    const std::string written = std::to_string(digits);
    if (static_cast<int>(written.size()) > count) *decimal = {1, 1, exponent + 1};
    if (static_cast<int>(written.size()) < count) continue;
    if (std::strtod(Scientific(*decimal).c_str(), nullptr) == value) return true;
  }
  return false;
}

/// @pre `value` is finite.
inline std::string ShortestNumber(double value) {
  if (value == 0) return 1 / value < 0 ? "-0" : "0";
  if (value < 0) return "-" + ShortestNumber(-value);
  int exponent = 0;
  long double first = value;
  for (; first >= 10; first /= 10) ++exponent;
  for (; first < 1; first *= 10) --exponent;
  Decimal decimal;
  for (int count = 1; count <= 17; ++count) {
    if (RoundsTo(value, count, exponent, &decimal)) break;
  }
  const std::string fixed = Fixed(decimal);
  const std::string scientific = Scientific(decimal);
  return fixed.size() <= scientific.size() ? fixed : scientific;
}

}  // namespace dragoman::internal
