#include "engine/experiments/statistics.h"

#include <algorithm>
#include <bit>
#include <numeric>

#include "engine/core/portable_math.h"

namespace dragoman {
namespace {

constexpr double kConfidence = 0.95;
/// Sums that differ by less than this share of their size are taken as equal: flips of the same
/// differences added up in another order.
constexpr double kFlipTolerance = 1e-12;

/// P(|T| <= t) with y = t^2 / (degrees + t^2): I_y(1/2, degrees / 2). A small y keeps its digits.
double StudentCentre(double y, double degrees) {
  const double a = 0.5;
  const double b = 0.5 * degrees;
  const double log_beta = portable::LogGamma(a) + portable::LogGamma(b) - portable::LogGamma(a + b);
  return portable::IncompleteBeta(y, a, b, log_beta);
}

double SumOf(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

std::vector<double> WithoutZeros(std::span<const double> values) {
  std::vector<double> kept;
  for (const double value : values) {
    if (value != 0) kept.push_back(value);
  }
  return kept;
}

double SizeOf(std::span<const double> values) {
  double size = 0;
  for (const double value : values) size += portable::Abs(value);
  return size;
}

/// Walks all signs in Gray code order, one flip a step. By symmetry the first sign may stay.
double ExactFlipShare(const std::vector<double>& differences) {
  const double least = portable::Abs(SumOf(differences)) - kFlipTolerance * SizeOf(differences);
  const std::uint64_t count = std::uint64_t{1} << (differences.size() - 1);
  std::vector<double> signed_differences = differences;
  double sum = SumOf(differences);
  std::uint64_t hits = 0;
  for (std::uint64_t k = 1;; ++k) {
    if (portable::Abs(sum) >= least) ++hits;
    if (k == count) break;
    double& flipped = signed_differences[1 + static_cast<std::size_t>(std::countr_zero(k))];
    flipped = -flipped;
    sum += 2 * flipped;
  }
  return static_cast<double>(hits) / static_cast<double>(count);
}

double SampledFlipShare(const std::vector<double>& differences, const Random& random,
                        StreamKey stream) {
  const double least = portable::Abs(SumOf(differences)) - kFlipTolerance * SizeOf(differences);
  std::uint64_t hits = 0;
  std::uint64_t draw = 0;
  for (std::uint64_t flip = 0; flip < kSignFlips; ++flip) {
    double sum = 0;
    std::uint64_t bits = 0;
    for (std::size_t k = 0; k < differences.size(); ++k) {
      if (k % 64 == 0) bits = random.Bits(stream, draw++);
      sum += (bits & 1U) != 0 ? differences[k] : -differences[k];
      bits >>= 1U;
    }
    if (portable::Abs(sum) >= least) ++hits;
  }
  return static_cast<double>(1 + hits) / static_cast<double>(1 + kSignFlips);
}

/// Standard deviation of the mean; 0 below two values.
double ErrorOfMean(std::span<const double> values, double mean) {
  if (values.size() < 2) return 0;
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  const auto n = static_cast<double>(values.size());
  return portable::Sqrt(squares / (n - 1) / n);
}

}  // namespace

double StudentQuantile(double level, double degrees) {
  double low = 0;
  double high = 1;
  // Halving finds all 53 digits of y, however small it is, well before the last step.
  for (int step = 0; step < 120; ++step) {
    const double middle = 0.5 * (low + high);
    (StudentCentre(middle, degrees) < level ? low : high) = middle;
  }
  return portable::Sqrt(degrees * high / (1 - high));
}

double StudentTail(double t, double degrees) {
  const double log_beta = portable::LogGamma(0.5) + portable::LogGamma(0.5 * degrees) -
                          portable::LogGamma(0.5 + 0.5 * degrees);
  // The tail itself rather than 1 - centre: small p values keep their digits.
  return portable::IncompleteBeta(degrees / (degrees + t * t), 0.5 * degrees, 0.5, log_beta);
}

Estimate EstimateMean(std::span<const double> values) {
  Estimate estimate;
  estimate.n = values.size();
  if (values.empty()) return estimate;
  const auto n = static_cast<double>(values.size());
  estimate.mean = SumOf(values) / n;
  estimate.low = estimate.high = estimate.mean;
  const double error = ErrorOfMean(values, estimate.mean);
  if (error > 0) {
    const double half = StudentQuantile(kConfidence, n - 1) * error;
    estimate.low -= half;
    estimate.high += half;
  }
  return estimate;
}

PairedTest TestPaired(std::span<const double> differences, const Random& random, StreamKey stream) {
  PairedTest test;
  test.difference = EstimateMean(differences);
  const std::vector<double> nonzero = WithoutZeros(differences);
  if (nonzero.empty()) return test;
  if (nonzero.size() <= kMaxExactFlips) {
    test.p = ExactFlipShare(nonzero);
  } else if (nonzero.size() <= kMaxSampledFlips) {
    test.method = PairedMethod::kSampled;
    test.p = SampledFlipShare(nonzero, random, stream);
  } else {
    test.method = PairedMethod::kStudent;
    const double error = ErrorOfMean(differences, test.difference.mean);
    const auto degrees = static_cast<double>(differences.size() - 1);
    test.p = error > 0 ? StudentTail(test.difference.mean / error, degrees) : 0;
  }
  return test;
}

std::vector<double> HolmAdjusted(std::span<const double> p) {
  std::vector<std::size_t> order(p.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&p](std::size_t a, std::size_t b) { return p[a] != p[b] ? p[a] < p[b] : a < b; });
  std::vector<double> adjusted(p.size());
  double largest = 0;
  for (std::size_t k = 0; k < order.size(); ++k) {
    largest = std::max(largest, static_cast<double>(p.size() - k) * p[order[k]]);
    adjusted[order[k]] = std::min(1.0, largest);
  }
  return adjusted;
}

}  // namespace dragoman
