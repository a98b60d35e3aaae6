#pragma once

#include <cstddef>
#include <vector>

namespace dragoman::internal {

/// Chooses `count` of `candidates` things such that the sum of `weights` over pairs of the chosen
/// is as large as a search finds it: a set grown greedily from each candidate (from fewer, where
/// that would take more than a second), the best of them improved by exchanging members one by one.
/// Exact in most small cases, never worse than greedy.
/// @param weights symmetric, candidates x candidates, 0 on the diagonal, none negative.
/// @return the chosen, ascending. @pre 1 <= count <= candidates.
std::vector<std::size_t> ChooseSpreadSubset(std::size_t candidates, std::size_t count,
                                            const std::vector<double>& weights);

}  // namespace dragoman::internal
