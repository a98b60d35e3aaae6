#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/bargaining/internal/split_search.h"

namespace dragoman {

/// Finds the outcome with the best score in a band of worths of a split space: for every back the
/// fronts that fit are a run, whose best score a tree of maxima tells. O(h log h) with h = fronts +
/// backs, less where bounds cut; exact, since for a given back the score never falls with the
/// front's.
class SplitScorer {
 public:
  explicit SplitScorer(const SplitIndex& index);

  /// OfferSource::BestScoredWithin.
  bool Find(double low, double high, std::span<const double> score, SplitPair* found);

 private:
  struct Run {
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  void Tabulate(std::span<const double> score);
  double Largest(Run run) const;
  /// The first front of the run with a score of at least `least`, or run.end.
  std::size_t FirstFrom(Run run, double least) const;
  double FrontScore(std::size_t front) const { return tree_[leaves_ + front]; }
  /// Compares the outcomes with this back whose score is `best` with *found.
  void KeepCheapest(std::size_t back, Run run, double largest, double best, bool* any,
                    SplitPair* found) const;

  const SplitIndex& index_;
  std::span<const double> score_;
  double slack_ = 0;
  std::size_t leaves_ = 1;           ///< Fronts, rounded up to a power of two.
  std::vector<double> tree_;         ///< Node k is the larger of 2k and 2k + 1; leaves by front.
  std::vector<double> by_code_;      ///< Scores of one half in the order of enumeration.
  std::vector<double> back_scores_;  ///< By back, summed from 0.
};

}  // namespace dragoman
