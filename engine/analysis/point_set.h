#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/analysis/nondominated.h"
#include "engine/core/outcome.h"

namespace dragoman {

/// Outcomes and what each is worth to each party, in two flat tables: a set of a million points
/// takes as little memory as it can.
class PointSet {
 public:
  PointSet() = default;
  PointSet(std::size_t num_parties, std::size_t num_issues)
      : num_parties_(num_parties), num_issues_(num_issues) {}

  std::size_t size() const { return num_parties_ == 0 ? 0 : utilities_.size() / num_parties_; }
  bool empty() const { return utilities_.empty(); }
  std::size_t num_parties() const { return num_parties_; }
  std::size_t num_issues() const { return num_issues_; }

  /// u_i of point k, by party.
  std::span<const double> utilities(std::size_t k) const {
    return {utilities_.data() + k * num_parties_, num_parties_};
  }
  double utility(std::size_t k, std::size_t party) const {
    return utilities_[k * num_parties_ + party];
  }
  /// The value of each issue at point k.
  std::span<const OptionIndex> options(std::size_t k) const {
    return {options_.data() + k * num_issues_, num_issues_};
  }
  Outcome outcome(std::size_t k) const;
  /// All utilities, point by point.
  std::span<const double> utilities() const { return utilities_; }
  std::span<double> mutable_utilities() { return utilities_; }

  void Clear();
  void Reserve(std::size_t points);
  void Add(const double* utilities, const OptionIndex* options);
  void Append(const PointSet& other);

  /// Leaves the points that no other dominates, one per distinct vector (the first), in
  /// lexicographically descending order of utilities.
  void KeepNondominated(NondominatedFilter* filter);

  friend bool operator==(const PointSet&, const PointSet&) = default;

 private:
  std::size_t num_parties_ = 0;
  std::size_t num_issues_ = 0;
  std::vector<double> utilities_;
  std::vector<OptionIndex> options_;
};

}  // namespace dragoman
