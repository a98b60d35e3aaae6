#include "engine/designs/factorial.h"

#include <limits>
#include <utility>

#include "engine/core/assert.h"

namespace dragoman {

double LevelPosition(std::uint64_t k, std::uint64_t n) {
  DRAGOMAN_DEBUG_ASSERT(k < n);
  return n == 1 ? 0 : static_cast<double>(k) / static_cast<double>(n - 1);
}

FactorialDesign::FactorialDesign(std::vector<std::uint32_t> levels)
    : levels_(std::move(levels)), size_(0) {
  DRAGOMAN_ASSERT(!levels_.empty());
  for (const std::uint32_t count : levels_) DRAGOMAN_ASSERT(count >= 1);
  const std::optional<std::uint64_t> count = CountOf(levels_);
  DRAGOMAN_ASSERT(count.has_value());
  size_ = *count;
}

std::optional<std::uint64_t> FactorialDesign::CountOf(std::span<const std::uint32_t> levels) {
  std::uint64_t product = 1;
  bool too_many = false;
  for (const std::uint32_t count : levels) {
    if (count == 0) return 0;
    too_many = too_many || product > std::numeric_limits<std::uint64_t>::max() / count;
    if (!too_many) product *= count;
  }
  if (too_many) return std::nullopt;
  return product;
}

void FactorialDesign::Point(std::uint64_t k, std::span<double> point) const {
  DRAGOMAN_ASSERT(k < size_ && point.size() == levels_.size());
  for (std::size_t j = levels_.size(); j-- > 0;) {
    point[j] = LevelPosition(k % levels_[j], levels_[j]);
    k /= levels_[j];
  }
}

void FactorialDesign::Levels(std::uint64_t k, std::span<std::uint32_t> level) const {
  DRAGOMAN_ASSERT(k < size_ && level.size() == levels_.size());
  for (std::size_t j = levels_.size(); j-- > 0;) {
    level[j] = static_cast<std::uint32_t>(k % levels_[j]);
    k /= levels_[j];
  }
}

}  // namespace dragoman
