#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/diagnostic.h"
#include "engine/sensitivity/prim.h"

namespace dragoman::internal {

/// The rows PRIM works on: complete ones, columns sorted once.
struct PrimData {
  struct Column {
    PrimColumnKind kind = PrimColumnKind::kReal;
    std::vector<double> values;        ///< Of the rows that take part.
    std::vector<std::uint32_t> order;  ///< Rows by value, then number; empty for categories.
    double lowest = 0;                 ///< Over all rows; reals and integers.
    double highest = 0;
    std::vector<std::uint8_t> occurs;  ///< Categories: 1 for those of any row.
  };

  std::vector<Column> columns;
  std::vector<std::size_t> by_kind;  ///< Column numbers: reals, integers, categories.
  std::vector<double> outcome;
  double interest = 0;  ///< Sum of outcome.
  bool binary = true;
  std::size_t dropped = 0;

  std::size_t rows() const { return outcome.size(); }
};

/// Checks the input and options of FindPrimBoxes and sorts the columns.
Checked<PrimData> MakePrimData(std::span<const PrimColumn> columns, std::span<const double> outcome,
                               const PrimOptions& options);

}  // namespace dragoman::internal
