#include "engine/designs/saltelli.h"

#include <limits>
#include <utility>

#include "engine/core/assert.h"
#include "engine/designs/internal/groups.h"

namespace dragoman {

SaltelliDesign::SaltelliDesign(std::size_t parameters, std::uint64_t base_points, bool second_order,
                               std::vector<std::size_t> groups, std::uint64_t first)
    : parameters_(parameters),
      second_order_(second_order),
      num_groups_(0),
      rows_per_base_(0),
      groups_(internal::GroupsOrOneEach(parameters, std::move(groups))),
      base_(2 * parameters, base_points, first) {
  num_groups_ = internal::CountGroups(groups_);
  rows_per_base_ = RowsPerBase(num_groups_, second_order);
  DRAGOMAN_ASSERT(base_points <= std::numeric_limits<std::uint64_t>::max() / rows_per_base_);
}

void SaltelliDesign::Point(std::uint64_t k, std::span<double> point) const {
  DRAGOMAN_ASSERT(k < size() && point.size() == parameters_);
  const std::uint64_t base = k / rows_per_base_;
  const std::uint64_t row = k % rows_per_base_;
  // Row 0 is A, the last is B; in between group (row - 1) mod G comes from the other half.
  const bool last = row + 1 == rows_per_base_;
  const bool mostly_b = last || row > num_groups_;
  const bool mixed = row != 0 && !last;
  const std::uint64_t exchanged = mixed ? (row - 1) % num_groups_ : 0;
  for (std::size_t j = 0; j < parameters_; ++j) {
    const bool from_b = mostly_b != (mixed && groups_[j] == exchanged);
    point[j] = base_.Coordinate(base, from_b ? parameters_ + j : j);
  }
}

}  // namespace dragoman
