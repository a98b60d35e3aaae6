#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/diagnostic.h"
#include "engine/sweep/sweep.h"

namespace dragoman {

/// Ways to analyse a sweep (engine/sensitivity).
enum class SweepMethod : unsigned char {
  kSobol,      ///< Sobol' indices of a Saltelli design.
  kMorris,     ///< Elementary effects.
  kEfast,      ///< Extended FAST.
  kMap,        ///< Response map of two parameters, with contours.
  kEffects,    ///< Mean per level of each parameter, and whether it only rises or falls.
  kContours,   ///< What an adaptive map found.
  kGivenData,  ///< First-order indices of any sample.
  kRbdFast,    ///< The same by the spectrum.
  kPawn,       ///< Distances of distributions.
  kDelta,      ///< Distances of densities.
  kFeatures,   ///< F statistics and mutual information.
  kRegional,   ///< Which parameters tell the points of interest from the others.
  kPrim,       ///< Boxes in which an outcome is frequent.
};
inline constexpr std::array<std::string_view, 13> kSweepMethodNames = {
    "sobol",    "morris", "efast", "map",      "effects",  "contours", "given_data",
    "rbd_fast", "pawn",   "delta", "features", "regional", "prim"};

std::string_view MethodName(SweepMethod method);

/// Why a method does not fit the design, and which ones do; nothing if it fits.
std::optional<Diagnostic> RefuseMethod(const Sweep& sweep, SweepMethod method);

/// What is done unless one asks for something.
std::vector<SweepMethod> UsualMethods(const Sweep& sweep);

/// Everything the design allows.
std::vector<SweepMethod> FittingMethods(const Sweep& sweep);

}  // namespace dragoman
