#pragma once

#include <cmath>
#include <cstddef>
#include <fstream>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "engine/core/random.h"

namespace dragoman::testing_support {

/// A file of the reference numbers for designs and indices; empty where they are missing.
inline std::optional<nlohmann::json> SamplingVectors(const std::string& name) {
  std::ifstream in(std::string(DRAGOMAN_SHARED_DIR) + "/vectors/sampling/" + name + ".json");
  if (!in) return std::nullopt;
  return nlohmann::json::parse(in);
}

/// A row without a result; an entry of a matrix that has none.
inline constexpr double kGap = std::numeric_limits<double>::quiet_NaN();

inline constexpr const char* kNoSamplingVectors = "no reference numbers: shared/vectors/sampling";

/// The numbers of a (nested) list, row by row; null is NaN.
inline void AppendNumbers(const nlohmann::json& list, std::vector<double>* numbers) {
  if (list.is_array()) {
    for (const nlohmann::json& item : list) AppendNumbers(item, numbers);
  } else {
    numbers->push_back(list.is_null() ? std::numeric_limits<double>::quiet_NaN()
                                      : list.get<double>());
  }
}

inline std::vector<double> Numbers(const nlohmann::json& list) {
  std::vector<double> numbers;
  AppendNumbers(list, &numbers);
  return numbers;
}

/// Equal within `relative` of the expected size, or of 1e-3 for what is smaller: indices are
/// differences of numbers of the order of 1. NaN equals NaN.
inline void ExpectClose(std::span<const double> actual, std::span<const double> expected,
                        const std::string& what, double relative = 1e-12) {
  ASSERT_EQ(actual.size(), expected.size()) << what;
  for (std::size_t k = 0; k < actual.size(); ++k) {
    if (std::isnan(expected[k])) {
      EXPECT_TRUE(std::isnan(actual[k])) << what << " " << k;
      continue;
    }
    const double allowed = relative * std::fmax(std::fabs(expected[k]), 1e-3);
    EXPECT_NEAR(actual[k], expected[k], allowed) << what << " " << k;
  }
}

/// Bits, so that NaN compares.
inline bool SameBits(std::span<const double> a, std::span<const double> b) {
  if (a.size() != b.size()) return false;
  for (std::size_t k = 0; k < a.size(); ++k) {
    if (!(a[k] == b[k] || (std::isnan(a[k]) && std::isnan(b[k])))) return false;
  }
  return true;
}

/// Uniform points of the unit cube, row-major.
inline std::vector<double> RandomPoints(std::size_t rows, std::size_t factors, std::uint64_t seed) {
  std::vector<double> points(rows * factors);
  const Random random(seed, 0);
  const StreamKey stream = MakeStream("test points");
  for (std::size_t k = 0; k < points.size(); ++k) points[k] = random.Uniform(stream, k);
  return points;
}

/// Ishigami and Homma's function of three numbers in (0, 1): sin a + 7 sin^2 b + 0.1 c^4 sin a over
/// (-pi, pi). S1 = 0.3139, 0.4424, 0; ST = 0.5576, 0.4424, 0.2437; S2 of the first and third is
/// 0.2437.
inline double Ishigami(std::span<const double> u) {
  constexpr double kPi = 3.14159265358979323846;
  const double a = (2 * u[0] - 1) * kPi;
  const double b = (2 * u[1] - 1) * kPi;
  const double c = (2 * u[2] - 1) * kPi;
  return std::sin(a) + 7 * std::sin(b) * std::sin(b) + 0.1 * c * c * c * c * std::sin(a);
}

inline const std::vector<double> kIshigamiS1 = {0.31390519114781146, 0.4424111447900409, 0};
inline const std::vector<double> kIshigamiSt = {0.5575888552099592, 0.4424111447900409,
                                                0.2436836640621477};

}  // namespace dragoman::testing_support
