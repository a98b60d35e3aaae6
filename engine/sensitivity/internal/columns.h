#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/core/diagnostic.h"
#include "engine/sensitivity/samples.h"

namespace dragoman::internal {

/// The rows of a sample that have everything, column by column.
struct Columns {
  std::size_t factors = 0;
  std::vector<double> x;  ///< Column-major: rows.used values a factor.
  std::vector<double> y;
  RowCount rows;
  bool constant = false;  ///< All y are equal.

  std::span<const double> Factor(std::size_t k) const {
    return std::span<const double>(x).subspan(k * rows.used, rows.used);
  }
};

/// Leaves out rows with a gap or a coordinate that is not finite. O(rows factors).
/// @pre samples.factors >= 1 and samples.x.size() == factors * rows.
Columns CompleteRows(const Samples& samples);

/// What to tell a user with fewer than `least` complete rows; empty when there are enough.
/// @param method  the subject of the sentence, in the singular: "PAWN".
std::optional<Diagnostic> RefuseFewRows(const Columns& columns, std::size_t least,
                                        std::string_view method);

/// Are all values equal? True for none.
bool AllEqual(std::span<const double> values);

}  // namespace dragoman::internal
