#pragma once

#include <cstddef>
#include <vector>

#include "engine/core/diagnostic.h"
#include "engine/sensitivity/samples.h"

namespace dragoman {

/// An effect of two factors together.
struct InteractionEffect {
  std::size_t first = 0;  ///< first < second.
  std::size_t second = 0;
  double effect = 0;
};

struct FractionalEffects {
  /// Of each factor: half the mean of y at its high level less that at its low level.
  std::vector<double> main;
  /// The same for the product of the signs of two factors. Order: (0, 1), (0, 2), (1, 2), (0, 3)...
  std::vector<InteractionEffect> interactions;
};

/// Main and two-way effects of a two-level fractional factorial design: mean(sign y), sign = -1 or
/// 1 as the factor is low or high. In a saturated design effects are aliased: a main effect may
/// stand for interactions it cannot be told from.
///
/// Errors: gaps; a factor with other than two levels. Saltelli et al., Global Sensitivity Analysis:
/// The Primer (2008), ch. 2. O(rows factors^2).
/// @pre samples.x.size() == factors * rows.
Checked<FractionalEffects> AnalyzeFractional(const Samples& samples);

}  // namespace dragoman
