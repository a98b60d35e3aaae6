#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace dragoman {

/// Picks from a list of vectors those that no other one dominates (at least as large in every
/// coordinate and larger in one), one for each distinct vector.
///
/// One and two coordinates: sort and sweep. Three and more: divide and conquer over the
/// coordinates, O(N log^(d-2) N) for d > 2 (Kung, Luccio & Preparata, "On finding the maxima of a
/// set of vectors", J. ACM 22, 1975; Bentley 1980). Comparisons are exact. Reusable: allocates only
/// while its buffers grow.
class NondominatedFilter {
 public:
  /// Replaces `*kept` by the places of the vectors kept, the vectors in lexicographically
  /// descending order; of equal vectors the first.
  /// @param vectors  One after the other, `width` coordinates each; no NaN.
  /// @pre width >= 1, fewer than 2^32 vectors
  void Select(std::span<const double> vectors, std::size_t width, std::vector<std::uint32_t>* kept);

 private:
  struct Key {
    double first;
    std::uint32_t place;
  };
  /// A range of stack_.
  struct Part {
    std::size_t begin = 0;
    std::size_t size = 0;
  };

  void Sort(std::span<const double> vectors);
  void SweepPairs(std::vector<std::uint32_t>* kept);
  void DivideAndConquer(std::vector<std::uint32_t>* kept);
  std::size_t Filter(std::uint32_t begin, std::uint32_t end);
  std::size_t FilterSmall(std::uint32_t begin, std::uint32_t end);
  void Mark(Part high, Part low, std::size_t coordinate);
  void MarkEachPair(Part high, Part low, std::size_t coordinate);
  void MarkBySweep(Part high, Part low);
  double Pivot(Part high, Part low, std::size_t coordinate, double least) const;
  Part Push(Part part, std::size_t coordinate, double pivot, bool upper);
  double Coordinate(std::uint32_t point, std::size_t coordinate) const {
    return points_[point * width_ + coordinate];
  }

  std::size_t width_ = 0;
  std::vector<Key> keys_;
  std::vector<double> points_;  ///< Distinct vectors, lexicographically descending.
  std::vector<std::uint32_t> places_;
  std::vector<std::uint32_t> order_;  ///< Survivors of a range, by the last but one coordinate.
  std::vector<std::uint32_t> merged_;
  std::vector<std::uint32_t> stack_;
  std::vector<unsigned char> dominated_;
};

}  // namespace dragoman
