#pragma once

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <vector>

#include "engine/core/assert.h"

namespace dragoman::internal {

/// The group of each parameter: as given, or one group each where none are.
/// @pre `groups` is empty or has one entry for each parameter.
inline std::vector<std::size_t> GroupsOrOneEach(std::size_t parameters,
                                                std::vector<std::size_t> groups) {
  if (groups.empty()) {
    groups.resize(parameters);
    std::iota(groups.begin(), groups.end(), std::size_t{0});
  }
  DRAGOMAN_ASSERT(groups.size() == parameters);
  return groups;
}

/// Number of groups. @pre `groups` is not empty and uses each of the numbers 0 ... G-1.
inline std::size_t CountGroups(const std::vector<std::size_t>& groups) {
  DRAGOMAN_ASSERT(!groups.empty());
  const std::size_t count = *std::max_element(groups.begin(), groups.end()) + 1;
  DRAGOMAN_ASSERT(count <= groups.size());
  std::vector<bool> used(count);
  for (const std::size_t group : groups) used[group] = true;
  DRAGOMAN_ASSERT(std::find(used.begin(), used.end(), false) == used.end());
  return count;
}

}  // namespace dragoman::internal
