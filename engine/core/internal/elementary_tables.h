#pragma once

#include <array>
#include <cstddef>

#include "engine/core/internal/double_double.h"

/// @file
/// Tables for Exp, Log and Pow, worked out by the compiler in about 100 bits from their series.

namespace dragoman::portable::internal {

/// ln 2 as a sum of two doubles.
inline constexpr DoubleDouble kLn2{0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56};

/// e^x by its Taylor series. @pre 0 <= x <= 1.
constexpr DoubleDouble ExpSeries(DoubleDouble x) {
  DoubleDouble term{1, 0};
  DoubleDouble sum{1, 0};
  for (int n = 1; n <= 30; ++n) {
    term = term * x / DoubleDouble{static_cast<double>(n), 0};
    sum = sum + term;
  }
  return sum;
}

/// log v = 2 artanh((v - 1) / (v + 1)), by its series. @pre 0.6 <= v <= 1.6.
constexpr DoubleDouble LogSeries(double v) {
  const DoubleDouble s = DoubleDouble{v - 1, 0} / TwoSum(v, 1);
  const DoubleDouble square = s * s;
  DoubleDouble power = s;
  DoubleDouble sum = s;
  for (int n = 3; n <= 51; n += 2) {
    power = power * square;
    sum = sum + power / DoubleDouble{static_cast<double>(n), 0};
  }
  return {2 * sum.hi, 2 * sum.lo};
}

inline constexpr std::size_t kExpSteps = 32;

/// 2^(j / 32).
constexpr std::array<DoubleDouble, kExpSteps> MakeExpTable() {
  std::array<DoubleDouble, kExpSteps> table{};
  table[0] = {1, 0};
  for (std::size_t j = 1; j < kExpSteps; ++j) {
    const double fraction = static_cast<double>(j) / kExpSteps;
    table[j] = ExpSeries(kLn2 * DoubleDouble{fraction, 0});
  }
  return table;
}
inline constexpr std::array<DoubleDouble, kExpSteps> kExpTable = MakeExpTable();

inline constexpr std::size_t kLogSteps = 128;

/// One step of [0.6875, 1.375): `inverse` is close to 1 / z for the z of the step and short enough
/// (10 bits) that products with half of z are exact; log_hi + log_lo = -log(inverse), where log_hi
/// is a multiple of 2^-42, so that adding k log(2) to it is exact too.
struct LogStep {
  double inverse = 1;
  double log_hi = 0;
  double log_lo = 0;
};

/// A value rounded to a multiple of 2^-42, and the rest.
constexpr DoubleDouble RoundTo42Bits(DoubleDouble value) {
  const double half = value.hi < 0 ? -0.5 : 0.5;
  const double rounded =
      static_cast<double>(static_cast<long long>(value.hi * 0x1p42 + half)) * 0x1p-42;
  return {rounded, (value.hi - rounded) + value.lo};
}

constexpr std::array<LogStep, kLogSteps> MakeLogTable() {
  std::array<LogStep, kLogSteps> table{};
  for (std::size_t j = 0; j < kLogSteps; ++j) {
    // Steps are 1/256 wide below 1 (80 of them) and 1/128 from 1 up.
    const double step = static_cast<double>(j);
    const double middle = j < 80 ? 0.6875 + (step + 0.5) / 256 : 1 + (step - 80 + 0.5) / 128;
    // The two steps that meet at 1 keep z itself, so that log z is right relative to z - 1.
    if (j == 79 || j == 80) continue;
    const double inverse = static_cast<double>(static_cast<int>(512 / middle + 0.5)) / 512;
    const DoubleDouble log = RoundTo42Bits(LogSeries(inverse));
    table[j] = {inverse, -log.hi, -log.lo};
  }
  return table;
}
inline constexpr std::array<LogStep, kLogSteps> kLogTable = MakeLogTable();

}  // namespace dragoman::portable::internal
