#include "engine/designs/listed_points.h"

#include <algorithm>
#include <utility>

#include "engine/core/assert.h"

namespace dragoman {

ListedDesign::ListedDesign(std::size_t dimensions, std::vector<double> row_major)
    : dimensions_(dimensions), coordinates_(std::move(row_major)) {
  DRAGOMAN_ASSERT(dimensions >= 1 && coordinates_.size() % dimensions == 0);
  for (const double unit : coordinates_) DRAGOMAN_ASSERT(unit >= 0 && unit <= 1);
}

void ListedDesign::Point(std::uint64_t k, std::span<double> point) const {
  DRAGOMAN_ASSERT(k < size() && point.size() == dimensions_);
  std::copy_n(&coordinates_[k * dimensions_], dimensions_, point.begin());
}

}  // namespace dragoman
