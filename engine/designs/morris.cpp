#include "engine/designs/morris.h"

#include <limits>
#include <utility>

#include "engine/core/assert.h"
#include "engine/designs/factorial.h"
#include "engine/designs/internal/groups.h"
#include "engine/designs/internal/morris_trajectory.h"
#include "engine/designs/internal/spread_subset.h"

namespace dragoman {
namespace {

using internal::MorrisTrajectory;

// Squared distances of all pairs of the first `candidates` trajectories.
std::vector<double> SquaredTrajectoryDistances(const std::vector<MorrisTrajectory>& walks,
                                               const std::vector<std::size_t>& groups,
                                               std::size_t num_groups) {
  std::vector<std::vector<std::size_t>> members(num_groups);
  for (std::size_t j = 0; j < groups.size(); ++j) members[groups[j]].push_back(j);
  const std::size_t count = walks.size();
  std::vector<double> squared(count * count);
  for (std::size_t a = 1; a < count; ++a) {
    for (std::size_t b = 0; b < a; ++b) {
      const double distance = internal::TrajectoryDistance(walks[a], walks[b], members);
      squared[a * count + b] = distance * distance;
      squared[b * count + a] = distance * distance;
    }
  }
  return squared;
}

}  // namespace

MorrisDesign::MorrisDesign(std::size_t dimensions, std::uint64_t trajectories, std::uint32_t levels,
                           std::uint64_t seed, std::uint64_t candidates,
                           std::vector<std::size_t> groups)
    : trajectories_(trajectories),
      levels_(levels),
      seed_(seed),
      num_groups_(0),
      groups_(internal::GroupsOrOneEach(dimensions, std::move(groups))) {
  DRAGOMAN_ASSERT(dimensions >= 1 && trajectories >= 1);
  DRAGOMAN_ASSERT(levels >= 2 && levels <= kMaxMorrisLevels && levels % 2 == 0);
  num_groups_ = internal::CountGroups(groups_);
  DRAGOMAN_ASSERT(trajectories <=
                  std::numeric_limits<std::uint64_t>::max() / rows_per_trajectory());
  if (candidates == 0) return;
  DRAGOMAN_ASSERT(candidates >= trajectories && candidates <= kMaxMorrisCandidates);
  std::vector<MorrisTrajectory> walks;
  for (std::uint64_t t = 0; t < candidates; ++t) {
    walks.push_back(internal::DrawMorrisTrajectory(seed_, t, levels_, groups_, num_groups_));
  }
  const std::vector<std::size_t> chosen = internal::ChooseSpreadSubset(
      walks.size(), trajectories, SquaredTrajectoryDistances(walks, groups_, num_groups_));
  chosen_.assign(chosen.begin(), chosen.end());
}

void MorrisDesign::Point(std::uint64_t k, std::span<double> point) const {
  DRAGOMAN_ASSERT(k < size() && point.size() == dimensions());
  const std::uint64_t trajectory = k / rows_per_trajectory();
  const std::uint64_t row = k % rows_per_trajectory();
  const std::uint64_t number = chosen_.empty() ? trajectory : chosen_[trajectory];
  const MorrisTrajectory walk =
      internal::DrawMorrisTrajectory(seed_, number, levels_, groups_, num_groups_);
  std::vector<bool> moved(num_groups_);
  for (std::uint64_t step = 0; step < row; ++step) moved[walk.order[step]] = true;
  for (std::size_t j = 0; j < point.size(); ++j) {
    const std::uint32_t level = moved[groups_[j]] ? walk.end[j] : walk.start[j];
    point[j] = LevelPosition(level, levels_);
  }
}

double MorrisDesign::delta() const {
  return static_cast<double>(levels_) / (2 * static_cast<double>(levels_ - 1));
}

}  // namespace dragoman
