#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/executor.h"
#include "engine/core/function_ref.h"
#include "engine/sensitivity/internal/sobol_terms.h"

namespace dragoman::internal {

/// Writes how often each base point occurs in a resample.
using CountPoints = FunctionRef<void(std::size_t resample, std::span<std::uint32_t> counts)>;

/// The indices of a design and of each of its resamples: row 0 with every base point once, row r
/// with the counts of resample r - 1. Each row holds 2 d + pairs numbers (SobolTerms::Indices).
/// Equal to the bit for every executor. `count` is called from several threads.
std::vector<double> IndicesOfResamples(const SobolTerms& terms, std::size_t resamples,
                                       CountPoints count, Executor* executor);

}  // namespace dragoman::internal
