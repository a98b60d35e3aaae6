#include "engine/analysis/theory/bargaining_curve.h"

#include <algorithm>

namespace dragoman {
namespace {

// Where a falling function passes 0; an end of the interval if it does not.
double CurveRoot(double low, double high, FunctionRef<double(double)> falling) {
  if (falling(low) <= 0) return low;
  if (falling(high) >= 0) return high;
  for (;;) {
    const double middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) return low;
    (falling(middle) > 0 ? low : high) = middle;
  }
}

CurvePoint PointOf(const SmoothFrontier& curve, double u1) { return {u1, curve.height(u1)}; }

// The individually rational part: from where party 2's gain is largest to where it is 0.
double RationalLow(const SmoothFrontier& curve, const CurvePoint& d) {
  return std::max(curve.low, d[0]);
}
double RationalHigh(const SmoothFrontier& curve, const CurvePoint& d) {
  return CurveRoot(RationalLow(curve, d), curve.high,
                   [&](double u1) { return curve.height(u1) - d[1]; });
}

CurvePoint ProportionalOnCurve(const SmoothFrontier& curve, const CurvePoint& d,
                               const CurvePoint& gains) {
  const double u1 = CurveRoot(RationalLow(curve, d), RationalHigh(curve, d), [&](double x) {
    return gains[0] * (curve.height(x) - d[1]) - gains[1] * (x - d[0]);
  });
  return PointOf(curve, u1);
}

}  // namespace

CurvePoint NashOnCurve(const SmoothFrontier& curve, CurvePoint disagreement, double weight) {
  const CurvePoint& d = disagreement;
  // The logarithm's derivative, times both gains.
  const double u1 = CurveRoot(RationalLow(curve, d), RationalHigh(curve, d), [&](double x) {
    return weight * (curve.height(x) - d[1]) + (1 - weight) * (x - d[0]) * curve.slope(x);
  });
  return PointOf(curve, u1);
}

CurvePoint KalaiSmorodinskyOnCurve(const SmoothFrontier& curve, CurvePoint disagreement) {
  const CurvePoint& d = disagreement;
  const CurvePoint gains = {RationalHigh(curve, d) - d[0],
                            curve.height(RationalLow(curve, d)) - d[1]};
  return ProportionalOnCurve(curve, d, gains);
}

CurvePoint EgalitarianOnCurve(const SmoothFrontier& curve, CurvePoint disagreement) {
  return ProportionalOnCurve(curve, disagreement, {1, 1});
}

CurvePoint UtilitarianOnCurve(const SmoothFrontier& curve, CurvePoint disagreement, double weight) {
  const double u1 = CurveRoot(RationalLow(curve, disagreement), RationalHigh(curve, disagreement),
                              [&](double x) { return weight + (1 - weight) * curve.slope(x); });
  return PointOf(curve, u1);
}

}  // namespace dragoman
