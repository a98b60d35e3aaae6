#include "engine/designs/discrepancy.h"

#include <algorithm>

#include "engine/core/assert.h"
#include "engine/core/portable_math.h"

namespace dragoman {
namespace {

// All four have one shape: sign * volume^d - weight / N * sum of products over points + 1 / N^2 *
// sum of products over pairs, where the products are over the axes.
struct DiscrepancyTerms {
  double sign;
  double volume;
  double point_weight;
  double (*point)(double x);
  double (*pair)(double x, double y);
};

double FromCentre(double x) { return portable::Abs(x - 0.5); }

double CentredPoint(double x) {
  const double z = FromCentre(x);
  return 1 + 0.5 * z - 0.5 * z * z;
}

double CentredPair(double x, double y) {
  return 1 + 0.5 * FromCentre(x) + 0.5 * FromCentre(y) - 0.5 * portable::Abs(x - y);
}

double NoPointTerm(double /*x*/) { return 0; }

double WrapAroundPair(double x, double y) {
  const double gap = portable::Abs(x - y);
  return 1.5 - gap * (1 - gap);
}

double MixturePoint(double x) {
  const double z = FromCentre(x);
  return 5.0 / 3 - 0.25 * z - 0.25 * z * z;
}

double MixturePair(double x, double y) {
  const double gap = portable::Abs(x - y);
  return 1.875 - 0.25 * FromCentre(x) - 0.25 * FromCentre(y) - 0.75 * gap + 0.5 * gap * gap;
}

double StarPoint(double x) { return 0.5 * (1 - x * x); }

double StarPair(double x, double y) { return 1 - std::max(x, y); }

DiscrepancyTerms TermsOf(DiscrepancyKind kind) {
  switch (kind) {
    case DiscrepancyKind::kCentred:
      return {1, 13.0 / 12, 2, CentredPoint, CentredPair};
    case DiscrepancyKind::kWrapAround:
      return {-1, 4.0 / 3, 0, NoPointTerm, WrapAroundPair};
    case DiscrepancyKind::kMixture:
      return {1, 19.0 / 12, 2, MixturePoint, MixturePair};
    case DiscrepancyKind::kL2Star:
      break;
  }
  return {1, 1.0 / 3, 2, StarPoint, StarPair};
}

double PairProduct(const DiscrepancyTerms& terms, const double* x, const double* y,
                   std::size_t dimensions) {
  double product = 1;
  for (std::size_t j = 0; j < dimensions; ++j) product *= terms.pair(x[j], y[j]);
  return product;
}

}  // namespace

double Discrepancy(DiscrepancyKind kind, std::size_t dimensions,
                   std::span<const double> row_major) {
  DRAGOMAN_ASSERT(dimensions >= 1 && !row_major.empty() && row_major.size() % dimensions == 0);
  const DiscrepancyTerms terms = TermsOf(kind);
  const std::size_t points = row_major.size() / dimensions;
  double over_points = 0;
  double over_pairs = 0;  // each pair of different points once
  double over_same = 0;
  for (std::size_t a = 0; a < points; ++a) {
    const double* x = &row_major[a * dimensions];
    double product = 1;
    for (std::size_t j = 0; j < dimensions; ++j) product *= terms.point(x[j]);
    over_points += product;
    double row = 0;  // added up by itself: what remains of the three sums is small beside them
    for (std::size_t b = 0; b < a; ++b)
      row += PairProduct(terms, x, &row_major[b * dimensions], dimensions);
    over_pairs += row;
    over_same += PairProduct(terms, x, x, dimensions);
  }
  const auto n = static_cast<double>(points);
  const double volume = portable::Pow(terms.volume, static_cast<double>(dimensions));
  const double sum = terms.sign * volume - terms.point_weight * over_points / n +
                     (over_same + 2 * over_pairs) / (n * n);
  return kind == DiscrepancyKind::kL2Star ? portable::Sqrt(std::max(sum, 0.0)) : sum;
}

std::vector<double> PointsOf(const Design& design) {
  const std::size_t dimensions = design.dimensions();
  std::vector<double> points(design.size() * dimensions);
  for (std::uint64_t k = 0; k < design.size(); ++k) {
    design.Point(k, std::span(points).subspan(k * dimensions, dimensions));
  }
  return points;
}

}  // namespace dragoman
