#include "engine/designs/one_at_a_time.h"

#include <algorithm>
#include <utility>

#include "engine/core/assert.h"
#include "engine/designs/factorial.h"

namespace dragoman {

OneAtATimeDesign::OneAtATimeDesign(std::vector<double> reference_unit,
                                   std::vector<std::uint32_t> levels)
    : reference_(std::move(reference_unit)), levels_(std::move(levels)) {
  DRAGOMAN_ASSERT(!reference_.empty() && levels_.size() == reference_.size());
  for (const double unit : reference_) DRAGOMAN_ASSERT(unit >= 0 && unit <= 1);
  starts_.reserve(levels_.size() + 1);
  starts_.push_back(1);
  for (const std::uint32_t count : levels_) starts_.push_back(starts_.back() + count);
}

void OneAtATimeDesign::Point(std::uint64_t k, std::span<double> point) const {
  DRAGOMAN_ASSERT(k < size() && point.size() == dimensions());
  std::copy(reference_.begin(), reference_.end(), point.begin());
  if (k == 0) return;
  // The last parameter that starts at or before k; it has levels, as the next one starts after k.
  const auto next = std::upper_bound(starts_.begin(), starts_.end(), k);
  const auto j = static_cast<std::size_t>(next - starts_.begin()) - 1;
  point[j] = LevelPosition(k - starts_[j], levels_[j]);
}

}  // namespace dragoman
