#pragma once

#include <cstdint>
#include <vector>

#include "engine/bargaining/internal/split_search.h"

namespace dragoman {

/// The outcomes of a split space from the best down, a block at a time. A block is found by
/// narrowing down, with counts alone, a range of worths that holds a few hundred outcomes; outcomes
/// of equal worth in larger numbers are listed in the order of enumeration without listing all.
class SplitRanking {
 public:
  explicit SplitRanking(const SplitIndex& index);

  /// Outcome number `rank` from the best; equals in reverse order of enumeration.
  /// @pre rank < index.count()
  SplitPair At(std::uint64_t rank) {
    if (rank < begin_ || rank - begin_ >= items_.size()) Load(rank);
    return items_[static_cast<std::size_t>(rank - begin_)];
  }

 private:
  /// Worths [low, high): the outcomes numbered [above, below).
  struct Band {
    double low = 0;
    double high = 0;
    std::uint64_t above = 0;
    std::uint64_t below = 0;

    std::uint64_t size() const { return below - above; }
  };

  void Load(std::uint64_t rank);
  /// Makes the band one of at most a block, or of equals, that holds `rank`.
  void Narrow(std::uint64_t rank, Band* band) const;
  /// Looks at the next worth below band->high. Is it above the rank's, cuts it off. Is it the
  /// rank's and has more outcomes than a block (or `at_any_rate`), leaves it alone in the band:
  /// true.
  bool StepDown(std::uint64_t rank, bool at_any_rate, Band* band) const;
  void ListBand();
  void ListPlateau(std::uint64_t rank);
  /// Appends the outcomes of worth band_.low with this front, last first, but for the first `skip`.
  void ListFront(std::size_t front, std::uint64_t skip);

  const SplitIndex& index_;
  Band band_;         ///< Holds the block.
  double width_ = 0;  ///< Of the last band that was no plateau.
  std::uint64_t begin_ = 0;
  std::vector<SplitPair> items_;
  std::vector<std::uint32_t> counts_;  ///< By front: backs that make the plateau's worth with it.
  std::vector<std::uint32_t> codes_;   ///< Of backs.
};

}  // namespace dragoman
