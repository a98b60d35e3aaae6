#pragma once

#include <string>
#include <vector>

#include "engine/sweep/sweep_analysis.h"

/// @file
/// Phrases about sweeps that the terminal and the HTML report have in common.

namespace dragoman {

/// "saltelli, 128 base points, second order".
std::string DesignWords(const Sweep& sweep);

/// What a parameter does along its levels: "only rises", "rises by 3.1 points from 0 to 0.4 and
/// falls by ...", "no change beyond chance".
std::string PathWords(const Sweep& sweep, const OutcomeColumn& column, std::size_t parameter,
                      const ParameterEffect& effect);

/// "rank at least 0.63 (quasi-p <0.001)".
std::string LimitWords(const Sweep& sweep, const PrimLimit& limit);

/// The kind of effect by sigma over mu*: "almost linear", "monotone", "almost monotone", "curved or
/// interacting"; "nothing" without effect. Garcia Sanchez et al., Energy and Buildings 68 (2014).
std::string MorrisWords(double mu_star, double sigma);

/// Numbers of parameters, the largest value first; NaN last.
std::vector<std::size_t> LargestFirst(const std::vector<double>& values);

}  // namespace dragoman
