#include "engine/core/distribution.h"

#include <algorithm>
#include <utility>

#include "engine/core/assert.h"
#include "engine/core/internal/incomplete_beta.h"
#include "engine/core/portable_math.h"
#include "engine/core/text.h"

namespace dragoman {
namespace {

using portable::internal::BetaPoint;
using portable::internal::EvaluateBeta;

// The smallest x that a root search brackets: a quantile below it is returned as 0.
constexpr double kSmallestQuantile = 1e-300;

Diagnostic BadParameter(const std::string& path, std::string_view what, double value,
                        std::string_view expected) {
  std::string message(what);
  message += " is ";
  message += FormatNumber(value);
  return {path, std::move(message), std::string(expected)};
}

void RequireFinite(const std::string& path, std::string_view what, double value,
                   Diagnostics* problems) {
  if (portable::IsFinite(value)) return;
  problems->push_back(BadParameter(path, what, value, "a finite number"));
}

void RequirePositive(const std::string& path, std::string_view what, double value,
                     Diagnostics* problems) {
  if (value > 0 && portable::IsFinite(value)) return;
  problems->push_back(BadParameter(path, what, value, "a finite number above 0"));
}

void RequireShape(const std::string& path, std::string_view what, double value,
                  Diagnostics* problems) {
  if (value > 0 && value <= Distribution::kMaxBetaShape) return;
  problems->push_back(BadParameter(path, what, value, "a number above 0, at most 1e6"));
}

void CheckUniform(const Distribution& uniform, const std::string& path, Diagnostics* problems) {
  RequireFinite(path, "the lower end", uniform.a, problems);
  RequireFinite(path, "the upper end", uniform.b, problems);
  if (!problems->empty()) return;
  if (uniform.a > uniform.b) {
    problems->push_back(
        {path, Concat({"the lower end ", uniform.a, " is above the upper end ", uniform.b}),
         "lower end first"});
  } else if (!portable::IsFinite(uniform.b - uniform.a)) {
    problems->push_back({path, "the ends are too far apart", "a finite width"});
  }
}

}  // namespace

double Distribution::mean() const {
  switch (kind) {
    case Kind::kPoint:
    case Kind::kNormal:
      return a;
    case Kind::kUniform:
      return a + 0.5 * (b - a);
    case Kind::kBeta:
      return a / (a + b);
  }
  return a;
}

double Distribution::variance() const {
  switch (kind) {
    case Kind::kPoint:
      return 0;
    case Kind::kNormal:
      return b * b;
    case Kind::kUniform:
      return (b - a) * (b - a) / 12;
    case Kind::kBeta:
      return (a / (a + b)) * (b / (a + b)) / (a + b + 1);
  }
  return 0;
}

Diagnostics CheckDistribution(const Distribution& distribution, const std::string& path) {
  Diagnostics problems;
  switch (distribution.kind) {
    case Distribution::Kind::kPoint:
      RequireFinite(path, "the number", distribution.a, &problems);
      break;
    case Distribution::Kind::kUniform:
      CheckUniform(distribution, path, &problems);
      break;
    case Distribution::Kind::kBeta:
      RequireShape(path, "alpha", distribution.a, &problems);
      RequireShape(path, "beta", distribution.b, &problems);
      break;
    case Distribution::Kind::kNormal:
      RequireFinite(path, "the mean", distribution.a, &problems);
      RequirePositive(path, "the standard deviation", distribution.b, &problems);
      break;
  }
  return problems;
}

Sampler::Sampler(const Distribution& distribution) : distribution_(distribution) {
  if (distribution.kind != Distribution::Kind::kBeta) return;
  const double a = distribution.a;
  const double b = distribution.b;
  DRAGOMAN_ASSERT(a > 0 && b > 0);
  const double log_beta = portable::LogGamma(a) + portable::LogGamma(b) - portable::LogGamma(a + b);
  halves_ = {BetaHalf(a, b, log_beta), BetaHalf(b, a, log_beta)};
}

double Sampler::Quantile(double u) const {
  const double a = distribution_.a;
  const double b = distribution_.b;
  switch (distribution_.kind) {
    case Distribution::Kind::kPoint:
      return a;
    case Distribution::Kind::kUniform:
      return std::min(a + u * (b - a), b);
    case Distribution::Kind::kBeta:
      return u <= 0.5 ? halves_[0].Quantile(u) : 1 - halves_[1].Quantile(1 - u);
    case Distribution::Kind::kNormal:
      return a + b * portable::NormalQuantile(u);
  }
  return a;
}

Sampler::BetaHalf::BetaHalf(double alpha_in, double beta_in, double log_beta_in)
    : alpha(alpha_in), beta(beta_in), log_beta(log_beta_in), knots(kCells + 1) {
  constexpr double kDistance = 0.5 / kCells;
  for (std::size_t k = 1; k <= kCells; ++k) {
    const double u = static_cast<double>(k) * kDistance;
    // From the knot before, along its tangent; the first knot from the power law at 0.
    const Knot& before = knots[k - 1];
    const double guess = k == 1 ? Start(u, 0) : before.x + before.slope;
    const double x = Solve(u, guess, before.x, 1);
    knots[k].x = x;
    if (x > 0 && x < 1) {
      knots[k].slope = kDistance / EvaluateBeta(x, alpha, beta, log_beta).density;
    }
  }
}

double Sampler::BetaHalf::Quantile(double u) const {
  if (!(u > 0)) return 0;
  const auto cell = std::min(static_cast<std::size_t>(u * (2 * kCells)), kCells - 1);
  return Solve(u, Start(u, cell), knots[cell].x, knots[cell + 1].x);
}

double Sampler::BetaHalf::Start(double u, std::size_t cell) const {
  if (knots[cell].x <= kSmallestQuantile) {
    // I_x(a, b) = x^a / (a B) (1 + O(x)) near 0.
    return portable::Exp((portable::Log(u) + portable::Log(alpha) + log_beta) / alpha);
  }
  // Cubic Hermite between the two knots.
  const Knot& left = knots[cell];
  const Knot& right = knots[cell + 1];
  const double t = u * (2 * kCells) - static_cast<double>(cell);
  const double step = right.x - left.x;
  return left.x + t * (left.slope + t * ((3 * step - 2 * left.slope - right.slope) +
                                         t * (left.slope + right.slope - 2 * step)));
}

double Sampler::BetaHalf::Solve(double u, double x, double low, double high) const {
  // Each pass costs one evaluation. From the table one is enough; the rest is for tails and odd
  // shapes, where the bracket [low, high] takes over when a step leaves it.
  constexpr int kMaxPasses = 200;
  constexpr double kCubicEnough = 1e-5;  // relative error whose cube no longer counts
  if (high <= kSmallestQuantile) return 0;
  low = std::max(low, kSmallestQuantile);
  for (int pass = 0; pass < kMaxPasses; ++pass) {
    if (!(x > low && x < high)) {
      // Halves the exponent range while that is wide, then the interval.
      x = high > 4 * low ? portable::Sqrt(low) * portable::Sqrt(high) : 0.5 * (low + high);
      if (!(x > low && x < high)) return x;
    }
    const BetaPoint point = EvaluateBeta(x, alpha, beta, log_beta);
    const double error = point.probability - u;
    (error > 0 ? high : low) = x;
    const double newton = error / point.density;
    const double curvature = (alpha - 1) / x - (beta - 1) / (1 - x);
    const double damping = std::clamp(1 - 0.5 * newton * curvature, 0.5, 2.0);
    const double next = x - newton / damping;
    const bool near = portable::Abs(error) <= kCubicEnough * u &&
                      portable::Abs(newton) <= kCubicEnough * x * (1 - x);
    if (near) return std::clamp(next, low, high);
    x = next;
  }
  return x;
}

}  // namespace dragoman
