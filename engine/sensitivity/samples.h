#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "engine/core/diagnostic.h"

namespace dragoman {

/// The rows of an experiment: points, and what came out at each.
struct Samples {
  std::span<const double> x;  ///< Row-major: `factors` coordinates a row.
  std::size_t factors = 0;    ///< At least 1.
  std::span<const double> y;  ///< One a row; NaN where a row has no result (a gap).

  std::size_t rows() const { return y.size(); }
};

/// What a method that takes gaps made of them.
struct RowCount {
  std::size_t used = 0;     ///< Rows the indices rest on.
  std::size_t dropped = 0;  ///< Rows left out: no result, or a coordinate that is not finite.

  friend bool operator==(const RowCount&, const RowCount&) = default;
};

/// Values that are NaN or infinite.
std::size_t CountGaps(std::span<const double> values);

/// What to tell a user whose results have gaps, for a method that needs the whole design: how many
/// rows lack a result, and which methods do without them. Empty when there are none.
/// @param method  the subject of the sentence, in the plural: "Sobol' indices".
std::optional<Diagnostic> RefuseGaps(std::span<const double> y, std::string_view method);

}  // namespace dragoman
