#pragma once

/// @file
/// Elementary functions that give the same bits on every machine and compiler: additions,
/// multiplications, divisions and square roots of IEEE doubles in a fixed order, no libm. Compile
/// with -ffp-contract=off. Nanoseconds a call (one core, -O3): Exp 4, Log 6, Pow 21, Sin 7,
/// NormalQuantile 8, LogGamma 13, IncompleteBeta 110.

namespace dragoman::portable {

// "ulp" below: units in the last place of the true value; the largest error over sweeps of millions
// of arguments, kept by tests/core/portable_math_test.cpp.

/// e^x, within 0.56 ulp. Overflows to infinity, underflows to 0 (subnormals kept, within 1 ulp).
double Exp(double x);

/// Natural logarithm, x >= 0, within 0.52 ulp. Log(0) = -infinity; NaN for x < 0.
double Log(double x);

/// x^y for x >= 0, within 0.57 ulp, so exact where the true value is a double (2^10, 9^1.5),
/// barring underflow. y = 0, 1, 2 and 0.5 give 1, x, x*x and sqrt(x). Pow(0, y) is 0 for y > 0 and
/// infinity for y < 0; NaN for x < 0 unless y is 0, 1 or 2.
double Pow(double x, double y);

/// Sine and cosine of x radians, within 0.86 ulp, near their zeros too. |x| <= 1e5; NaN beyond.
double Sin(double x);
double Cos(double x);

double Sqrt(double x);
double Abs(double x);
bool IsFinite(double x);

/// 1 / (1 + e^-x), within 2.5 ulp; the lower tail keeps its relative accuracy.
double Logistic(double x);

/// Inverse of the standard normal distribution function, p in (0, 1); relative error below 1e-15.
/// NormalQuantile(1 - p) is -NormalQuantile(p) to the bit wherever 1 - p is exact. Infinite at 0
/// and 1, NaN outside. Wichura, "Algorithm AS 241", Applied Statistics 37 (1988).
double NormalQuantile(double p);

/// log Gamma(x), x > 0, by Stirling's series; error below 1e-14 times max(1, |log Gamma(x)|).
double LogGamma(double x);

/// Regularized incomplete beta function I_x(a, b), x in [0, 1], a, b > 0, given
/// log_beta = LogGamma(a) + LogGamma(b) - LogGamma(a + b). Error below 1e-14 for a + b <= 20; it
/// grows like 2e-15 (a + b), the rounding of log_beta. About sqrt(max(a, b)) steps.
double IncompleteBeta(double x, double a, double b, double log_beta);

}  // namespace dragoman::portable
