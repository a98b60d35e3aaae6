#pragma once

#include <array>

#include "engine/core/function_ref.h"

/// @file
/// Cooperative solutions where the efficient utilities form a smooth curve.

namespace dragoman {

/// u2 = height(u1) on [low, high], falling and concave, with its derivative. Borrowed: for calls
/// only. slope may be -infinity at `high`.
struct SmoothFrontier {
  FunctionRef<double(double)> height;
  FunctionRef<double(double)> slope;
  double low = 0;
  double high = 1;
};

/// A point (u1, u2) of the curve.
using CurvePoint = std::array<double, 2>;

// Each bisects a falling function of u1 down to neighbouring doubles (the *derivative* of what is
// maximised: comparing the maximised values themselves would lose half the digits). At most 1100
// evaluations, about 60 usually.
// @pre disagreement gains are possible: height(max(low, d1)) > d2 and high > d1.

/// Largest (u1 - d1)^weight (u2 - d2)^(1 - weight), weight in (0, 1). Nash (1950); Kalai (1977).
CurvePoint NashOnCurve(const SmoothFrontier& curve, CurvePoint disagreement, double weight = 0.5);

/// Gains in proportion to the ideal gains over the individually rational part. The end of that part
/// that party 1 likes best is found by bisection, too. Kalai & Smorodinsky (1975).
CurvePoint KalaiSmorodinskyOnCurve(const SmoothFrontier& curve, CurvePoint disagreement);

/// Equal gains. Kalai (1977).
CurvePoint EgalitarianOnCurve(const SmoothFrontier& curve, CurvePoint disagreement);

/// Largest weight u1 + (1 - weight) u2 over the individually rational part. Harsanyi (1955).
CurvePoint UtilitarianOnCurve(const SmoothFrontier& curve, CurvePoint disagreement,
                              double weight = 0.5);

}  // namespace dragoman
