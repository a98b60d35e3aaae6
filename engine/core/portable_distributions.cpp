#include <limits>

#include "engine/core/internal/incomplete_beta.h"
#include "engine/core/portable_math.h"

namespace dragoman::portable {
namespace {

constexpr double kUnbounded = std::numeric_limits<double>::infinity();
constexpr double kHalfLogTwoPi = 0.91893853320467274178;
constexpr double kStirlingFrom = 10;

/// log Gamma(x) - ((x - 1/2) log x - x + log(2 pi) / 2): Stirling's series, B(2k) / (2k (2k-1)
/// x^(2k-1)) for k = 1..8. @pre x >= kStirlingFrom, where the next term is below 2e-18.
double StirlingCorrection(double x) {
  const double w = 1 / (x * x);
  const double series =
      1.0 / 12 +
      w * (-1.0 / 360 +
           w * (1.0 / 1260 +
                w * (-1.0 / 1680 +
                     w * (1.0 / 1188 +
                          w * (-691.0 / 360360 + w * (1.0 / 156 + w * (-3617.0 / 122400)))))));
  return series / x;
}

// A polynomial of degree 7, constant first, by Horner's rule.
double Horner7(const double (&c)[8], double x) {
  double sum = c[7];
  for (int k = 6; k >= 0; --k) sum = sum * x + c[k];
  return sum;
}

/// The continued fraction of I_x(a, b) a B(a, b) / (x^a (1 - x)^b) (Abramowitz & Stegun 26.5.8) by
/// the modified Lentz method. Fast for x < (a + 1) / (a + b + 2); about sqrt(max(a, b)) steps.
double BetaFraction(double x, double a, double b) {
  constexpr int kMaxSteps = 20000;
  constexpr double kTiny = 1e-300;
  constexpr double kEpsilon = 0x1p-52;
  const auto guarded = [](double y) { return Abs(y) < kTiny ? kTiny : y; };
  double c = 1;
  double d = 1 / guarded(1 - (a + b) * x / (a + 1));
  double fraction = d;
  for (int m = 1; m <= kMaxSteps; ++m) {
    const double a2m = a + 2.0 * m;
    const double even = m * (b - m) * x / ((a2m - 1) * a2m);
    d = 1 / guarded(1 + even * d);
    c = guarded(1 + even / c);
    fraction *= d * c;
    const double odd = -(a + m) * (a + b + m) * x / (a2m * (a2m + 1));
    d = 1 / guarded(1 + odd * d);
    c = guarded(1 + odd / c);
    const double factor = d * c;
    fraction *= factor;
    if (Abs(factor - 1) <= kEpsilon) break;
  }
  return fraction;
}

}  // namespace

double NormalQuantile(double p) {
  // Algorithm AS 241, PPND16: three rational approximations with the paper's coefficients.
  static constexpr double kCentreTop[] = {3.3871328727963666080e0, 1.3314166789178437745e2,
                                          1.9715909503065514427e3, 1.3731693765509461125e4,
                                          4.5921953931549871457e4, 6.7265770927008700853e4,
                                          3.3430575583588128105e4, 2.5090809287301226727e3};
  static constexpr double kCentreBottom[] = {1.0,
                                             4.2313330701600911252e1,
                                             6.8718700749205790830e2,
                                             5.3941960214247511077e3,
                                             2.1213794301586595867e4,
                                             3.9307895800092710610e4,
                                             2.8729085735721942674e4,
                                             5.2264952788528545610e3};
  static constexpr double kMiddleTop[] = {1.42343711074968357734e0,  4.63033784615654529590e0,
                                          5.76949722146069140550e0,  3.64784832476320460504e0,
                                          1.27045825245236838258e0,  2.41780725177450611770e-1,
                                          2.27238449892691845833e-2, 7.74545014278341407640e-4};
  static constexpr double kMiddleBottom[] = {1.0,
                                             2.05319162663775882187e0,
                                             1.67638483018380384940e0,
                                             6.89767334985100004550e-1,
                                             1.48103976427480074590e-1,
                                             1.51986665636164571966e-2,
                                             5.47593808499534494600e-4,
                                             1.05075007164441684324e-9};
  static constexpr double kFarTop[] = {6.65790464350110377720e0,  5.46378491116411436990e0,
                                       1.78482653991729133580e0,  2.96560571828504891230e-1,
                                       2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                       2.71155556874348757815e-5, 2.01033439929228813265e-7};
  static constexpr double kFarBottom[] = {1.0,
                                          5.99832206555887937690e-1,
                                          1.36929880922735805310e-1,
                                          1.48753612908506148525e-2,
                                          7.86869131145613259100e-4,
                                          1.84631831751005468180e-5,
                                          1.42151175831644588870e-7,
                                          2.04426310338993978564e-15};

  if (!(p > 0 && p < 1)) {
    if (p == 0) return -kUnbounded;
    return p == 1 ? kUnbounded : std::numeric_limits<double>::quiet_NaN();
  }
  const double q = p - 0.5;
  if (Abs(q) <= 0.425) {
    const double r = 0.180625 - q * q;
    return q * Horner7(kCentreTop, r) / Horner7(kCentreBottom, r);
  }
  // The same tail probability for p and 1 - p makes the function odd to the last bit.
  const double tail = q < 0 ? p : 1 - p;
  const double r = Sqrt(-Log(tail));
  const double size = r <= 5 ? Horner7(kMiddleTop, r - 1.6) / Horner7(kMiddleBottom, r - 1.6)
                             : Horner7(kFarTop, r - 5) / Horner7(kFarBottom, r - 5);
  return q < 0 ? -size : size;
}

double LogGamma(double x) {
  if (!(x > 0 && x < kUnbounded)) {
    if (x == 0) return kUnbounded;
    return x > 0 ? x : std::numeric_limits<double>::quiet_NaN();
  }
  if (x == 1 || x == 2) return 0;
  double product = 1;  // Gamma(x) = Gamma(x + n) / (x (x + 1) ... (x + n - 1)); at most ten factors
  while (x < kStirlingFrom) {
    product *= x;
    x += 1;
  }
  const double stirling = (x - 0.5) * Log(x) - x + kHalfLogTwoPi + StirlingCorrection(x);
  return product == 1 ? stirling : stirling - Log(product);
}

double IncompleteBeta(double x, double a, double b, double log_beta) {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  return internal::EvaluateBeta(x, a, b, log_beta).probability;
}

namespace internal {

BetaPoint EvaluateBeta(double x, double a, double b, double log_beta) {
  const double y = 1 - x;
  const double mass = Exp(a * Log(x) + b * Log(y) - log_beta);  // x^a (1 - x)^b / B(a, b)
  const double density = mass / (x * y);
  // The fraction converges fast on the smaller side; the other one follows by symmetry.
  if (x * (a + b + 2) < a + 1) return {mass * BetaFraction(x, a, b) / a, density};
  return {1 - mass * BetaFraction(y, b, a) / b, density};
}

}  // namespace internal
}  // namespace dragoman::portable
