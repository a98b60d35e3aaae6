#pragma once

#include "engine/designs/design.h"

namespace dragoman {

/// Two-level fractional factorial design, folded over: the rows of a Hadamard matrix of Sylvester's
/// kind, then the same rows with the levels exchanged. Main effects are clear of two-way
/// interactions (resolution IV).
///
/// The matrix has C columns, the least power of two that is at least the number of parameters; a
/// design has 2C points. Columns beyond the parameters are dummies, whose apparent effects show the
/// noise. Saltelli et al., "Global Sensitivity Analysis: The Primer" (2008), section 2.7.
class FractionalFactorialDesign final : public Design {
 public:
  static constexpr std::size_t kMaxParameters = std::size_t{1} << 20;

  /// @param parameters 1 ... kMaxParameters.
  explicit FractionalFactorialDesign(std::size_t parameters);

  std::size_t dimensions() const override { return parameters_; }
  std::uint64_t size() const override { return 2 * std::uint64_t{columns_}; }
  /// Coordinates are 0 or 1.
  void Point(std::uint64_t k, std::span<double> point) const override;

  /// C: parameters and dummies.
  std::size_t columns() const { return columns_; }
  /// +1 where column `column` (a parameter or a dummy) is at its high level in point `k`, else -1.
  int Sign(std::uint64_t k, std::size_t column) const;

 private:
  std::size_t parameters_;
  std::size_t columns_;
};

}  // namespace dragoman
