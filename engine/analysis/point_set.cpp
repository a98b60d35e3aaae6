#include "engine/analysis/point_set.h"

namespace dragoman {

Outcome PointSet::outcome(std::size_t k) const {
  Outcome outcome;
  for (const OptionIndex option : options(k)) outcome.options.push_back(option);
  return outcome;
}

void PointSet::Clear() {
  utilities_.clear();
  options_.clear();
}

void PointSet::Reserve(std::size_t points) {
  utilities_.reserve(points * num_parties_);
  options_.reserve(points * num_issues_);
}

void PointSet::Add(const double* utilities, const OptionIndex* options) {
  utilities_.insert(utilities_.end(), utilities, utilities + num_parties_);
  options_.insert(options_.end(), options, options + num_issues_);
}

void PointSet::Append(const PointSet& other) {
  utilities_.insert(utilities_.end(), other.utilities_.begin(), other.utilities_.end());
  options_.insert(options_.end(), other.options_.begin(), other.options_.end());
}

void PointSet::KeepNondominated(NondominatedFilter* filter) {
  if (empty()) return;
  std::vector<std::uint32_t> kept;
  filter->Select(utilities_, num_parties_, &kept);
  PointSet result(num_parties_, num_issues_);
  result.Reserve(kept.size());
  for (const std::uint32_t k : kept) result.Add(utilities(k).data(), options(k).data());
  *this = std::move(result);
}

}  // namespace dragoman
