#pragma once

namespace dragoman::portable::internal {

/// I_x(a, b) and its derivative with respect to x.
struct BetaPoint {
  double probability;
  double density;
};

/// @param log_beta log B(a, b).
/// @pre 0 < x < 1; a, b > 0.
BetaPoint EvaluateBeta(double x, double a, double b, double log_beta);

}  // namespace dragoman::portable::internal
