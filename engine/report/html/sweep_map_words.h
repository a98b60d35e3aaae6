#pragma once

#include <string>
#include <vector>

#include "engine/report/html/sweep_page_data.h"

/// @file
/// What the report of a sweep says about its maps.

namespace dragoman {

/// Contours run between numbers only, not between choices.
bool HasContours(const SweepPageData& data);

/// The lines of an outcome's map in the units of the axes, whichever way they were found.
/// @pre MapOf(of) != nullptr
std::vector<ContourLine> ContourLinesOf(const SweepPageData& data, const OutcomeAnalysis& of);

/// "The 50% line runs through rain 0.1 to 0.8 ...; the 90% line is not crossed."
std::string ContourWords(const SweepPageData& data, const OutcomeAnalysis& of,
                         const std::vector<ContourLine>& lines);

/// How well the values and the lines are known.
std::string MapErrorWords(const SweepPageData& data, const OutcomeAnalysis& of);

/// Of a map that an adaptive design did not follow: what it is drawn from.
/// @param coarse  some squares have points inside that were not computed.
std::string UnfollowedWords(const SweepPageData& data, bool coarse);

/// How to read the maps of a page.
std::string MapIntro(const SweepPageData& data);

/// Of an adaptive map: what it took, and how far it came.
std::string AdaptiveWords(const SweepPageData& data, const ContourAnalysis& contours);

}  // namespace dragoman
