#pragma once

#include <vector>

#include "engine/designs/design.h"

namespace dragoman {

/// One parameter at a time: point 0 is the reference, then each parameter in turn goes through its
/// levels (LevelPosition) while the others stay at the reference. A level that equals the reference
/// is visited all the same, so each parameter's points lie together and are complete.
class OneAtATimeDesign final : public Design {
 public:
  /// @param reference_unit the reference point, in [0, 1]; not empty.
  /// @param levels number of levels of each parameter, 0 for one that never moves; as many.
  OneAtATimeDesign(std::vector<double> reference_unit, std::vector<std::uint32_t> levels);

  std::size_t dimensions() const override { return reference_.size(); }
  std::uint64_t size() const override { return starts_.back(); }
  void Point(std::uint64_t k, std::span<double> point) const override;

  /// Number of the point where parameter `j` is at its first level; j == dimensions(): size().
  std::uint64_t FirstPointOf(std::size_t j) const { return starts_[j]; }

 private:
  std::vector<double> reference_;
  std::vector<std::uint32_t> levels_;
  std::vector<std::uint64_t> starts_;  // dimensions() + 1 entries
};

}  // namespace dragoman
