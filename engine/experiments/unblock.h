#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/core/executor.h"
#include "engine/experiments/explanation_target.h"
#include "engine/experiments/unblock_levers.h"

namespace dragoman {

/// One lever at a new value.
struct LeverStep {
  Lever lever;
  double to = 0;
  double size = 0;      ///< LeverSize().
  std::string setting;  ///< "path=value", for --set.
};

/// A change that was run and reached the target.
struct VerifiedChange {
  std::vector<LeverStep> steps;  ///< One, or several that only work together.
  double size = 0;               ///< Sum over the steps.
  Verdict verdict;               ///< Of the very run that verified it.
};

struct UnblockOptions {
  /// Points of the first, coarse look along a parameter's whole range. A window narrower than a
  /// step between them can be missed: what is reported is the smallest change found.
  int coarse_points = 9;
  double tolerance = 0.002;  ///< Where bisection stops: share of the range.
  bool pairs = true;         ///< Try two levers where no single one does, then several.
};

/// What came of a search.
struct UnblockResult {
  std::vector<VerifiedChange> changes;  ///< Smallest first; one per lever, or per pair.
  std::size_t together = 1;  ///< How many changes it takes at once; 2 or more: fewer did not do.
  std::size_t levers = 0;    ///< That were looked at.
  std::size_t runs = 0;      ///< Compiled and run.
};

/// Searches, for one run of one scenario, the smallest change of a single parameter or position
/// with which that very run - same seed, same random numbers - reaches the target. Every candidate
/// value is compiled and run; what is returned has been run.
///
/// Per lever: a coarse look outward from the value in force, then bisection between the last
/// failure and the first success, then the shortest decimal number beyond it that works too. If no
/// lever does it alone, pairs: each of `partners` pulled all the way, a second lever beside it, and
/// then the first one let back as far as it goes. If no pair does, all partners at once, if need be
/// with one more lever, each let back as far as it goes.
class UnblockSearch {
 public:
  /// @param scenario  With everything as in the run to be explained; must outlive this.
  UnblockSearch(const CompiledScenario& scenario, const ExplanationTarget& target,
                std::uint64_t seed, std::uint64_t run);

  /// @param partners  Constraints known to stand in the way, for pairs.
  UnblockResult Search(const UnblockOptions& options, const std::vector<Constraint>& partners,
                       Executor* executor);

  const std::vector<Lever>& levers() const { return levers_; }

 private:
  struct Try {
    bool reached = false;
    Verdict verdict;
  };
  using Pull = std::pair<const Lever*, double>;

  Try Run(const std::vector<Pull>& pulls) const;
  void ResolveUnwritten(Lever* lever) const;
  std::uint64_t Digest(const Lever* lever, double value) const;
  std::optional<VerifiedChange> SearchLever(const Lever& lever, const UnblockOptions& options,
                                            const std::vector<Pull>& beside) const;
  std::optional<double> SmallestNumber(const Lever& lever, const UnblockOptions& options,
                                       const std::vector<Pull>& beside) const;
  std::optional<double> SmallestUp(const Lever& lever, int direction, const UnblockOptions& options,
                                   const std::vector<Pull>& beside) const;
  double Rounded(const Lever& lever, double failed, double reached,
                 const std::vector<Pull>& beside) const;
  VerifiedChange Describe(const std::vector<Pull>& pulls, const Verdict& verdict) const;
  std::vector<VerifiedChange> SearchPairs(const UnblockOptions& options,
                                          const std::vector<Constraint>& partners,
                                          Executor* executor) const;
  std::vector<VerifiedChange> SearchAllAtOnce(const UnblockOptions& options,
                                              const std::vector<Constraint>& partners,
                                              Executor* executor) const;
  std::optional<VerifiedChange> LetBack(std::vector<Pull> pulls,
                                        const UnblockOptions& options) const;
  std::vector<Pull> PartnerPulls(const std::vector<Constraint>& partners) const;

  const CompiledScenario& scenario_;
  const ExplanationTarget& target_;
  std::uint64_t seed_;
  std::uint64_t run_;
  Coding coding_;
  std::vector<Lever> levers_;
  mutable std::atomic<std::size_t> runs_{0};
};

}  // namespace dragoman
