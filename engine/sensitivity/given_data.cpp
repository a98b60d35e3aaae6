#include "engine/sensitivity/given_data.h"

#include <algorithm>
#include <cmath>

#include "engine/sensitivity/internal/columns.h"
#include "engine/sensitivity/internal/moments.h"
#include "engine/sensitivity/internal/order.h"
#include "engine/sensitivity/internal/parallel.h"

namespace dragoman {
namespace {

std::vector<GivenDataClass> ClassesOfFactor(std::span<const double> x, std::span<const double> y) {
  const std::vector<std::uint32_t> order = internal::AscendingOrder(x);
  const internal::RankClasses split =
      internal::ClassesByRank(x, order, GivenDataClassCount(x.size()), internal::Ties::kByRow);
  std::vector<GivenDataClass> classes(split.count);
  std::vector<internal::LongSum> sums(split.count);
  for (const std::uint32_t row : order) {
    GivenDataClass& own = classes[split.of_row[row]];
    if (own.rows == 0) own.low = x[row];
    own.high = x[row];
    ++own.rows;
    sums[split.of_row[row]].Add(y[row]);
  }
  for (std::size_t c = 0; c < classes.size(); ++c) {
    classes[c].mean = sums[c].value() / static_cast<double>(classes[c].rows);
  }
  return classes;
}

double VarianceOfClassMeans(std::span<const GivenDataClass> classes, double mean, double rows) {
  double sum = 0;
  for (const GivenDataClass& own : classes) {
    const double share = static_cast<double>(own.rows) / rows;
    sum += share * (own.mean - mean) * (own.mean - mean);
  }
  return sum;
}

}  // namespace

std::size_t GivenDataClassCount(std::size_t rows) {
  const double n = static_cast<double>(rows);
  const double exponent = 2 / (7 + std::tanh((1500 - n) / 500));
  return static_cast<std::size_t>(std::min(std::ceil(std::pow(n, exponent)), 48.0));
}

Checked<GivenDataIndices> AnalyzeGivenData(const Samples& samples, Executor* executor) {
  const internal::Columns columns = internal::CompleteRows(samples);
  if (auto refusal = internal::RefuseFewRows(columns, 1, "the given-data method")) {
    return *std::move(refusal);
  }
  GivenDataIndices indices;
  indices.rows = columns.rows;
  indices.constant = columns.constant;
  indices.s1.resize(columns.factors);
  indices.classes.resize(columns.factors);
  const double n = static_cast<double>(columns.rows.used);
  const double mean = internal::Mean(columns.y);
  const double variance = internal::SquaredDeviations(columns.y) / n;
  internal::ForEach(executor, columns.factors, [&](std::size_t k) {
    indices.classes[k] = ClassesOfFactor(columns.Factor(k), columns.y);
    if (columns.constant) return;
    indices.s1[k] = VarianceOfClassMeans(indices.classes[k], mean, n) / variance;
  });
  return indices;
}

}  // namespace dragoman
