#include "engine/designs/normal_cdf.h"

#include "engine/core/portable_math.h"

namespace dragoman {
namespace {

constexpr double kInverseSqrtTwoPi = 0.39894228040143267794;

// e^(-x^2 / 2): x is split into a head of few bits, whose square is exact, and the rest; else the
// rounding of x^2 would be magnified by x^2 / 2. @pre 0 <= x <= 40.
double NormalKernel(double x) {
  const double head = static_cast<double>(static_cast<int>(x * 16)) / 16;
  return portable::Exp(-0.5 * head * head) * portable::Exp(-0.5 * (x - head) * (x + head));
}

// Between 0 and x: kernel / sqrt(2 pi) * (x + x^3 / 3 + x^5 / (3 * 5) + ...), all terms of one sign
// (Abramowitz & Stegun 26.2.11). @pre 0 <= x <= 1.
double NormalCentre(double x) {
  double term = x;
  double sum = x;
  for (double n = 3; term > sum * 0x1p-56; n += 2) {
    term *= x * x / n;
    sum += term;
  }
  return kInverseSqrtTwoPi * NormalKernel(x) * sum;
}

// Beyond x: kernel / sqrt(2 pi) / (x + 1 / (x + 2 / (x + 3 / ...))), Laplace's continued fraction
// from the inside out (Abramowitz & Stegun 26.2.14). Full accuracy takes about 450 / x^2 steps.
double NormalTail(double x) {
  double denominator = x;
  for (auto step = static_cast<double>(static_cast<int>(500 / (x * x)) + 20); step >= 1;
       step -= 1) {
    denominator = x + step / denominator;
  }
  return kInverseSqrtTwoPi * NormalKernel(x) / denominator;
}

}  // namespace

double NormalCdf(double x) {
  if (x != x) return x;
  constexpr double kBeyondAll = 39;  // the tail is below the smallest subnormal
  const double size = portable::Abs(x);
  if (size <= 1) return x < 0 ? 0.5 - NormalCentre(size) : 0.5 + NormalCentre(size);
  const double tail = size < kBeyondAll ? NormalTail(size) : 0;
  return x < 0 ? tail : 1 - tail;
}

}  // namespace dragoman
