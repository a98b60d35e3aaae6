#pragma once

#include <cstdint>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "engine/designs/design.h"
#include "engine/designs/discrepancy.h"

namespace dragoman::testing_support {

using Rows = std::vector<std::vector<double>>;

/// One file of the shared reference vectors; nothing where they are absent.
inline std::optional<nlohmann::json> ReadSamplingVectors(const std::string& name) {
  std::ifstream file(std::string(DRAGOMAN_SHARED_DIR) + "/vectors/sampling/" + name);
  if (!file) return std::nullopt;
  return nlohmann::json::parse(file);
}

/// All points of a design.
inline Rows RowsOf(const Design& design) {
  Rows rows(design.size(), std::vector<double>(design.dimensions()));
  for (std::uint64_t k = 0; k < design.size(); ++k) design.Point(k, rows[k]);
  return rows;
}

inline std::vector<double> RowOf(const Design& design, std::uint64_t k) {
  std::vector<double> row(design.dimensions());
  design.Point(k, row);
  return row;
}

/// That the smaller design's points are the first ones of the larger.
inline void ExpectPrefix(const Design& smaller, const Design& larger) {
  ASSERT_LT(smaller.size(), larger.size());
  for (std::uint64_t k = 0; k < smaller.size(); ++k) {
    ASSERT_EQ(RowOf(smaller, k), RowOf(larger, k)) << k;
  }
}

}  // namespace dragoman::testing_support

/// The vectors of file `name` as `variable`, or the test ends as skipped.
#define DRAGOMAN_READ_VECTORS(variable, name)                                               \
  const auto variable##_file = ::dragoman::testing_support::ReadSamplingVectors(name);      \
  if (!variable##_file) GTEST_SKIP() << "no reference vectors (vectors/sampling/" name ")"; \
  const nlohmann::json& variable = *variable##_file
