#include "engine/designs/parameter_range.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/core/assert.h"
#include "engine/core/portable_math.h"
#include "engine/designs/normal_cdf.h"

namespace dragoman {
namespace {

// log(1 - u) with all its digits near u = 0: what 1 - u rounds away is put back in proportion.
double LogOneMinus(double u) {
  const double rest = 1 - u;
  return rest == 1 ? -u : portable::Log(rest) * (u / (1 - rest));
}

// 1 - e^-t, in the same way.
double OneMinusExp(double t) {
  const double e = portable::Exp(-t);
  if (e == 1) return t;
  return e == 0 ? 1 : (1 - e) * (t / -portable::Log(e));
}

}  // namespace

double ParameterRange::TriangularQuantile(double u) const {
  const double width = b_ - a_;
  if (u < c_) return a_ + width * portable::Sqrt(u * c_);
  return b_ - width * portable::Sqrt((1 - u) * (1 - c_));
}

double ParameterRange::TruncatedQuantile(double u) const {
  const double from_below = mirrored_ ? 1 - u : u;
  const double z = portable::NormalQuantile(low_ + from_below * mass_);
  return c_ + d_ * (mirrored_ ? -z : z);
}

double ParameterRange::Continuous(double u) const {
  const double inside = std::clamp(u, kMargin, 1 - kMargin);
  switch (kind_) {
    case Kind::kLinear:
      return a_ + u * (b_ - a_);
    case Kind::kLog:
      return a_ * portable::Pow(b_ / a_, u);
    case Kind::kTriangular:
      return TriangularQuantile(u);
    case Kind::kTruncatedNormal:
      return TruncatedQuantile(u);
    case Kind::kNormal:
      return a_ + b_ * portable::NormalQuantile(inside);
    case Kind::kLogNormal:
      return portable::Exp(a_ + b_ * portable::NormalQuantile(inside));
    case Kind::kWeibull:
      return b_ * portable::Pow(-LogOneMinus(std::min(u, 1 - kMargin)), 1 / a_);
    case Kind::kInteger:
    case Kind::kChoice:
      break;
  }
  const auto n = static_cast<double>(count_);
  return a_ + std::min(std::floor(u * n), n - 1);
}

double ParameterRange::Value(double u) const {
  DRAGOMAN_ASSERT(u >= 0 && u <= 1);
  const double value = Continuous(u);
  if (!bounded()) return value;
  // The ends are met exactly, and rounding leads nowhere beyond them.
  if (u == 0 || value < a_) return a_;
  return u == 1 || value > b_ ? b_ : value;
}

double ParameterRange::Probability(double value) const {
  switch (kind_) {
    case Kind::kLinear:
      return (value - a_) / (b_ - a_);
    case Kind::kLog:
      return portable::Log(value / a_) / portable::Log(b_ / a_);
    case Kind::kTriangular: {
      const double x = (value - a_) / (b_ - a_);
      return x < c_ ? x * x / c_ : 1 - (1 - x) * (1 - x) / (1 - c_);
    }
    case Kind::kTruncatedNormal: {
      const double z = (value - c_) / d_;
      const double part = (NormalCdf(mirrored_ ? -z : z) - low_) / mass_;
      return mirrored_ ? 1 - part : part;
    }
    case Kind::kNormal:
      return NormalCdf((value - a_) / b_);
    case Kind::kLogNormal:
      return value > 0 ? NormalCdf((portable::Log(value) - a_) / b_) : 0;
    case Kind::kWeibull:
      return value > 0 ? OneMinusExp(portable::Pow(value / b_, a_)) : 0;
    case Kind::kInteger:
    case Kind::kChoice:
      break;
  }
  return (std::floor(value - a_ + 0.5) + 0.5) / static_cast<double>(count_);
}

double ParameterRange::UnitOf(double value) const {
  DRAGOMAN_ASSERT(value == value);
  if (bounded()) {
    if (value <= a_) return discrete() ? 0.5 / static_cast<double>(count_) : 0;
    if (value >= b_) return discrete() ? 1 - 0.5 / static_cast<double>(count_) : 1;
  }
  const double start = std::clamp(Probability(value), 0.0, 1.0);
  if (discrete()) return start;
  // Rounding can lead a few steps past the coordinate that gives exactly `value`: look around.
  constexpr int kSteps = 4;
  double best = start;
  double around = start;
  for (int step = 0; step < kSteps; ++step) around = std::nextafter(around, 0.0);
  for (int step = 0; step <= 2 * kSteps; ++step) {
    if (portable::Abs(Value(around) - value) < portable::Abs(Value(best) - value)) best = around;
    around = std::nextafter(around, 1.0);
  }
  return best;
}

}  // namespace dragoman
