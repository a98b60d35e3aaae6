#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

#include "tests/sensitivity/sampling_vectors.h"

namespace dragoman::testing_support {

using Model = std::function<double(std::span<const double>)>;

/// Outcomes of a model at the Saltelli design of base points (a row, b row), in the order A,
/// AB_1.., [BA_1..], B.
inline std::vector<double> SaltelliOutcomes(std::span<const double> a, std::span<const double> b,
                                            std::size_t factors, bool second_order,
                                            const Model& model) {
  std::vector<double> y;
  for (std::size_t first = 0; first < a.size(); first += factors) {
    const std::span<const double> own_a = a.subspan(first, factors);
    const std::span<const double> own_b = b.subspan(first, factors);
    const auto crossed = [&](std::span<const double> base, std::span<const double> other) {
      for (std::size_t j = 0; j < factors; ++j) {
        std::vector<double> point(base.begin(), base.end());
        point[j] = other[j];
        y.push_back(model(point));
      }
    };
    y.push_back(model(own_a));
    crossed(own_a, own_b);
    if (second_order) crossed(own_b, own_a);
    y.push_back(model(own_b));
  }
  return y;
}

/// The same at `base_points` random base points of the unit cube.
inline std::vector<double> RandomSaltelli(std::size_t base_points, std::size_t factors,
                                          bool second_order, const Model& model) {
  const std::vector<double> a = RandomPoints(base_points, factors, 11);
  const std::vector<double> b = RandomPoints(base_points, factors, 12);
  return SaltelliOutcomes(a, b, factors, second_order, model);
}

}  // namespace dragoman::testing_support
