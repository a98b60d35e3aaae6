#include "engine/designs/internal/maximin.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "engine/designs/internal/draws.h"

namespace dragoman::internal {
namespace {

std::uint64_t SquaredGap(std::uint32_t a, std::uint32_t b) {
  const std::uint64_t gap = a < b ? b - a : a - b;
  return gap * gap;
}

std::uint64_t SquaredDistance(std::size_t dimensions, const std::uint32_t* a,
                              const std::uint32_t* b) {
  std::uint64_t sum = 0;
  for (std::size_t j = 0; j < dimensions; ++j) sum += SquaredGap(a[j], b[j]);
  return sum;
}

// distance^-20. Points of a hypercube are at least 1 apart on every axis, so never 0.
double Closeness(std::uint64_t squared_distance) {
  const double inverse = 1 / static_cast<double>(squared_distance);
  const double power2 = inverse * inverse;
  const double power4 = power2 * power2;
  return power4 * power4 * power2;
}

/// The points, all their squared distances and each point's sum of closeness to the others.
class Spreader {
 public:
  Spreader(std::size_t dimensions, std::vector<std::uint32_t>* cells)
      : dimensions_(dimensions),
        points_(cells->size() / dimensions),
        cells_(cells->data()),
        distances_(points_ * points_),
        crowding_(points_) {
    for (std::size_t a = 0; a < points_; ++a) {
      for (std::size_t b = 0; b < a; ++b) {
        const std::uint64_t squared =
            SquaredDistance(dimensions_, cells_ + a * dimensions_, cells_ + b * dimensions_);
        Distance(a, b) = squared;
        Distance(b, a) = squared;
        crowding_[a] += Closeness(squared);
        crowding_[b] += Closeness(squared);
      }
    }
  }

  std::uint64_t Closest() {
    std::uint64_t closest = std::numeric_limits<std::uint64_t>::max();
    for (std::size_t a = 1; a < points_; ++a) {
      for (std::size_t b = 0; b < a; ++b) closest = std::min(closest, Distance(a, b));
    }
    return closest;
  }

  std::size_t MostCrowded() const {
    return static_cast<std::size_t>(std::max_element(crowding_.begin(), crowding_.end()) -
                                    crowding_.begin());
  }

  // Exchanges coordinate `axis` of points a and b if that lowers the sum. The distance of a and b
  // themselves does not change.
  void TryExchange(std::size_t a, std::size_t b, std::size_t axis) {
    const std::uint32_t at_a = cells_[a * dimensions_ + axis];
    const std::uint32_t at_b = cells_[b * dimensions_ + axis];
    double change = 0;
    for (std::size_t k = 0; k < points_; ++k) {
      if (k == a || k == b) continue;
      const std::uint32_t at_k = cells_[k * dimensions_ + axis];
      const std::uint64_t to_a = SquaredGap(at_a, at_k);
      const std::uint64_t to_b = SquaredGap(at_b, at_k);
      const std::uint64_t from_a = Distance(a, k);
      const std::uint64_t from_b = Distance(b, k);
      change += (Closeness(from_a - to_a + to_b) - Closeness(from_a)) +
                (Closeness(from_b - to_b + to_a) - Closeness(from_b));
    }
    if (change < 0) Exchange(a, b, axis);
  }

  std::size_t points() const { return points_; }

 private:
  std::uint64_t& Distance(std::size_t a, std::size_t b) { return distances_[a * points_ + b]; }

  void Exchange(std::size_t a, std::size_t b, std::size_t axis) {
    std::uint32_t& at_a = cells_[a * dimensions_ + axis];
    std::uint32_t& at_b = cells_[b * dimensions_ + axis];
    for (std::size_t k = 0; k < points_; ++k) {
      if (k == a || k == b) continue;
      const std::uint64_t to_a = SquaredGap(at_a, cells_[k * dimensions_ + axis]);
      const std::uint64_t to_b = SquaredGap(at_b, cells_[k * dimensions_ + axis]);
      SetDistance(a, k, Distance(a, k) - to_a + to_b);
      SetDistance(b, k, Distance(b, k) - to_b + to_a);
    }
    std::swap(at_a, at_b);
  }

  void SetDistance(std::size_t a, std::size_t b, std::uint64_t squared) {
    const double change = Closeness(squared) - Closeness(Distance(a, b));
    crowding_[a] += change;
    crowding_[b] += change;
    Distance(a, b) = squared;
    Distance(b, a) = squared;
  }

  std::size_t dimensions_;
  std::size_t points_;
  std::uint32_t* cells_;
  std::vector<std::uint64_t> distances_;
  std::vector<double> crowding_;
};

// Exchanges to try: enough for small hypercubes to settle, few enough for large ones to end within
// about a second.
std::uint64_t ExchangeBudget(std::size_t dimensions, std::size_t points) {
  constexpr std::uint64_t kPairUpdates = 50'000'000;
  return std::min<std::uint64_t>(1000 * std::uint64_t{points} * dimensions, kPairUpdates / points);
}

}  // namespace

std::uint64_t ClosestSquaredDistance(std::size_t dimensions,
                                     const std::vector<std::uint32_t>& cells) {
  const std::size_t points = cells.size() / dimensions;
  if (points < 2) return 0;
  std::uint64_t closest = std::numeric_limits<std::uint64_t>::max();
  for (std::size_t a = 1; a < points; ++a) {
    for (std::size_t b = 0; b < a; ++b) {
      closest = std::min(
          closest, SquaredDistance(dimensions, &cells[a * dimensions], &cells[b * dimensions]));
    }
  }
  return closest;
}

void SpreadPoints(std::size_t dimensions, const Random& random, std::vector<std::uint32_t>* cells) {
  static const StreamKey stream = MakeStream("design", "latin hypercube", "exchange");
  if (dimensions < 2 || cells->size() < 3 * dimensions) return;  // nothing can change
  const std::vector<std::uint32_t> start = *cells;
  Spreader spreader(dimensions, cells);
  const std::uint64_t closest_before = spreader.Closest();
  const std::size_t points = spreader.points();
  const std::uint64_t budget = ExchangeBudget(dimensions, points);
  for (std::uint64_t attempt = 0; attempt < budget; ++attempt) {
    // Half of the attempts move the most crowded point, the others keep that from getting stuck.
    const std::uint64_t index = 3 * attempt;
    const std::size_t a =
        attempt % 2 == 0 ? spreader.MostCrowded() : DrawBelow(random, stream, index, points);
    std::size_t b = DrawBelow(random, stream, index + 1, points - 1);
    if (b >= a) ++b;
    spreader.TryExchange(a, b, DrawBelow(random, stream, index + 2, dimensions));
  }
  // The sum is not quite the smallest distance: it could fall while the latter does, too.
  if (spreader.Closest() < closest_before) *cells = start;
}

}  // namespace dragoman::internal
