#pragma once

#include <optional>
#include <vector>

#include "engine/designs/design.h"

namespace dragoman {

/// Position of level `k` of `n` levels that span the range: k / (n - 1); 0 for a single level.
double LevelPosition(std::uint64_t k, std::uint64_t n);

/// Full factorial design: every combination of levels, the last parameter changing fastest.
class FactorialDesign final : public Design {
 public:
  /// @param levels number of levels of each parameter, at least 1 each; not empty.
  /// @pre CountOf(levels) has a value.
  explicit FactorialDesign(std::vector<std::uint32_t> levels);

  /// Combinations in all; nothing where they cannot be counted in 64 bits.
  static std::optional<std::uint64_t> CountOf(std::span<const std::uint32_t> levels);

  std::size_t dimensions() const override { return levels_.size(); }
  std::uint64_t size() const override { return size_; }
  void Point(std::uint64_t k, std::span<double> point) const override;

  /// The number of each parameter's level at point `k`; level.size() == dimensions().
  void Levels(std::uint64_t k, std::span<std::uint32_t> level) const;

 private:
  std::vector<std::uint32_t> levels_;
  std::uint64_t size_;
};

}  // namespace dragoman
