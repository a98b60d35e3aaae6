#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/sensitivity/internal/prim_data.h"
#include "engine/sensitivity/prim.h"

namespace dragoman::internal {

/// The limits of one box in every column.
struct PrimLimits {
  struct Range {
    double lower = 0;
    double upper = 0;
    std::vector<std::uint8_t> inside;  ///< Categories only: 1 for those in the box.
    friend bool operator==(const Range&, const Range&) = default;
  };
  std::vector<Range> ranges;  ///< Per column.

  bool Contains(const PrimData& data, std::size_t column, std::uint32_t row) const;
};

/// Limits that hold every row.
PrimLimits WidestLimits(const PrimData& data);

/// Is the column restricted in `limits`, as against `widest`?
bool Restricted(const PrimLimits& limits, const PrimLimits& widest, std::size_t column);

/// The sdtoolkit quantile of ascending values: half-way between the two around alpha (n - 1), the
/// inner one moved inward past equal values. `alpha` above 0.5 means the upper side.
/// @param value_at value_at(k): the k-th smallest of `count` values; count >= 1.
template <class ValueAt>
double PrimQuantile(std::size_t count, double alpha, ValueAt value_at) {
  const double place = static_cast<double>(count - 1) * alpha;
  auto low = static_cast<std::size_t>(place);
  std::size_t high = static_cast<double>(low) < place ? low + 1 : low;
  if (alpha > 0.5) {
    while (value_at(low) == value_at(high) && low > 0) --low;
  } else {
    while (value_at(low) == value_at(high) && high < count - 1) ++high;
  }
  return (value_at(low) + value_at(high)) / 2;
}

/// One box on its way from the remaining rows through peels and pastes.
class PrimSearch {
 public:
  /// Starts with every row of `remaining` (1 = still there). Borrows everything.
  PrimSearch(const PrimData& data, const PrimOptions& options,
             const std::vector<std::uint8_t>& remaining);

  /// Makes the best peel; false if none is allowed or any good.
  bool Peel();
  /// Makes the best paste; false if none is any good. No peel may follow a paste.
  bool Paste();

  const PrimLimits& limits() const { return limits_; }
  std::size_t rows() const { return rows_; }
  double interest() const { return interest_; }

 private:
  /// A new range of one column, and the box it would make.
  struct Candidate {
    std::size_t column = 0;
    PrimLimits::Range range;
    std::size_t rows = 0;
    double interest = 0;
    double objective = 0;
    std::size_t unrestricted = 0;
  };
  class Best;

  double Objective(std::size_t rows, double interest) const;
  void Offer(Candidate candidate, Best* best) const;

  void PeelNumbers(std::size_t column, bool upper, Best* best) const;
  void PeelCategories(std::size_t column, Best* best) const;
  /// The limit after a peel on one side. With `strict` the limit itself is outside.
  struct Cut {
    double limit = 0;
    bool strict = false;
  };
  Cut NumberCut(std::size_t column, bool upper) const;

  void FindNeighbours();
  void PasteNumbers(std::size_t column, bool upper, Best* best) const;
  void PasteCategories(std::size_t column, Best* best) const;
  double PasteLimit(std::size_t column, bool upper, const std::vector<double>& slab) const;

  void Accept(const Candidate& candidate);
  void Recount();

  const PrimData& data_;
  const PrimOptions& options_;
  const std::vector<std::uint8_t>& remaining_;
  PrimLimits widest_;
  PrimLimits limits_;
  std::vector<std::uint8_t> inside_;               ///< 1 for rows in the box.
  std::vector<std::vector<std::uint32_t>> order_;  ///< Rows in the box, sorted, per column.
  std::vector<std::uint32_t> members_;             ///< Rows in the box, ascending.
  /// Of each column the remaining rows that only its limits keep out of the box.
  std::vector<std::vector<std::uint32_t>> neighbours_;
  std::size_t rows_ = 0;
  double interest_ = 0;
};

}  // namespace dragoman::internal
