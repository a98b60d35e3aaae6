#pragma once

#include <vector>

#include "engine/designs/design.h"
#include "engine/designs/sobol_sequence.h"

namespace dragoman {

/// Parameters a Saltelli design can have: it takes two Sobol' dimensions for each.
inline constexpr std::size_t kMaxSaltelliParameters = kMaxSobolDimensions / 2;

/// The design from which Sobol' indices S1, ST (and S2) are estimated.
///
/// Base point i is a Sobol' point of 2D coordinates: A its first half, B its second. Its rows are,
/// in SALib's order, A; AB_1 ... AB_G, A with group g taken from B; with second order also BA_1 ...
/// BA_G, B with group g taken from A; B. Without groups each parameter is one (G = D). Doubling the
/// base points keeps the old rows where they are. Use a power of two.
///
/// Saltelli, Annoni, Azzini, Campolongo, Ratto & Tarantola, Computer Physics Communications 181
/// (2010); second order: Saltelli, same journal 145 (2002).
class SaltelliDesign final : public Design {
 public:
  /// @param parameters 1 ... kMaxSaltelliParameters.
  /// @param groups group of each parameter, 0 ... G-1, each number in use; empty: one group each.
  /// @param first number of the Sobol' point that is base point 0.
  /// @pre the rows can be counted in 64 bits; first + base_points <= kMaxSobolPoints.
  SaltelliDesign(std::size_t parameters, std::uint64_t base_points, bool second_order,
                 std::vector<std::size_t> groups = {}, std::uint64_t first = 0);

  std::size_t dimensions() const override { return parameters_; }
  std::uint64_t size() const override { return base_.size() * rows_per_base(); }
  void Point(std::uint64_t k, std::span<double> point) const override;

  /// G + 2, or 2G + 2 with second order.
  std::uint64_t rows_per_base() const { return rows_per_base_; }
  std::uint64_t base_points() const { return base_.size(); }
  bool second_order() const { return second_order_; }
  std::size_t num_groups() const { return num_groups_; }

  /// Rows for one base point of `groups` groups.
  static constexpr std::uint64_t RowsPerBase(std::size_t groups, bool second_order) {
    return (second_order ? 2 : 1) * std::uint64_t{groups} + 2;
  }

 private:
  std::size_t parameters_;
  bool second_order_;
  std::size_t num_groups_;
  std::uint64_t rows_per_base_;
  std::vector<std::size_t> groups_;
  SobolDesign base_;
};

}  // namespace dragoman
