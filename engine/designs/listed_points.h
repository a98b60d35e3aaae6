#pragma once

#include <vector>

#include "engine/designs/design.h"

namespace dragoman {

/// Points given one by one.
class ListedDesign final : public Design {
 public:
  /// @param row_major coordinates in [0, 1], point by point.
  /// @pre dimensions >= 1 divides row_major.size().
  ListedDesign(std::size_t dimensions, std::vector<double> row_major);

  std::size_t dimensions() const override { return dimensions_; }
  std::uint64_t size() const override { return coordinates_.size() / dimensions_; }
  void Point(std::uint64_t k, std::span<double> point) const override;

 private:
  std::size_t dimensions_;
  std::vector<double> coordinates_;
};

}  // namespace dragoman
