#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/scenario/runner.h"

namespace dragoman {

/// A probability with its two kinds of doubt kept apart.
struct Share {
  double p = 0;
  double se = 0;          ///< Monte Carlo error, given the codings drawn.
  bool has_band = false;  ///< At least two full codings of at least two runs.
  double low = 0;         ///< 5 % over codings, within-coding variance taken out.
  double high = 0;        ///< 95 %.
};

/// Mean and standard deviation over runs.
struct Moments {
  double mean = 0;
  double sd = 0;
};

/// How often a constraint stood in the way.
struct BlockerShare {
  Constraint constraint;
  double share = 0;  ///< Of all runs.
};
struct BlockerPairShare {
  Constraint first;
  Constraint second;
  double share = 0;
};

/// What is known at one moment of the process.
struct CheckpointSummary {
  std::array<Share, kNumHeadlines> headline;
  std::array<Share, kNumFlags> flags;
};

/// The result of a batch of runs.
struct BatchSummary {
  std::uint64_t seed = 0;
  std::uint64_t first_run = 0;
  std::uint64_t runs = 0;
  std::uint64_t codings = 0;
  std::uint64_t result_hash = 0;  ///< Over all records; independent of threads and order.
  CheckpointSummary after_first_meeting;
  CheckpointSummary at_horizon;
  std::array<Moments, kNumScores> scores;
  std::vector<BlockerShare> blockers;           ///< Most frequent first.
  std::vector<BlockerPairShare> blocker_pairs;  ///< Most frequent first.
  double no_zone = 0;    ///< Share of runs in which no package exists even if nothing binds.
  double zone = 0;       ///< Share in which one exists as things are.
  bool complete = true;  ///< False if cancelled.
};

/// Counts over runs, in integers, so that adding up in any order gives the same bits. Memory does
/// not depend on the number of runs: codings are kept as a histogram of "how many of this coding's
/// runs".
class Tally {
 public:
  Tally(const ConstraintList& constraints, int talks_per_coding);

  void Add(const RunRecord& record, const BlockerFinding* blockers);
  /// Call after the last run of each coding, with the number of its runs that were added.
  void CloseCoding(int runs);
  void Merge(const Tally& other);

  /// @pre every coding is closed.
  BatchSummary Summarize() const;

  std::uint64_t runs() const { return runs_; }

 private:
  static constexpr std::size_t kOutcomes = kNumHeadlines + kNumFlags;
  static constexpr std::size_t kCheckpoints = 2;
  __extension__ using Wide = __int128;

  void Count(std::size_t checkpoint, const Verdict& verdict);
  Share ShareOf(std::size_t checkpoint, std::size_t outcome) const;
  void SummarizeBlockers(BatchSummary* summary) const;

  const ConstraintList* constraints_;
  int talks_per_coding_;
  std::uint64_t runs_ = 0;
  std::uint64_t codings_ = 0;
  std::uint64_t full_codings_ = 0;
  std::uint64_t hash_ = 0;
  std::uint64_t possible_ = 0;
  std::uint64_t impossible_ = 0;
  std::array<std::array<std::uint64_t, kOutcomes>, kCheckpoints> counts_{};
  std::array<std::array<int, kOutcomes>, kCheckpoints> in_coding_{};
  /// [checkpoint][outcome][k]: full codings in which k runs had the outcome.
  std::array<std::array<std::vector<std::uint32_t>, kOutcomes>, kCheckpoints> histograms_;
  std::array<Wide, kNumScores> score_sums_{};
  std::array<Wide, kNumScores> score_squares_{};
  std::vector<std::uint64_t> alone_;
  std::vector<std::uint64_t> pairs_;  ///< [first * constraints + second].
};

}  // namespace dragoman
