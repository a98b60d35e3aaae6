#include "engine/sensitivity/feature_scores.h"

#include <cmath>
#include <limits>

#include "engine/core/assert.h"
#include "engine/core/portable_math.h"
#include "engine/sensitivity/internal/columns.h"
#include "engine/sensitivity/internal/moments.h"
#include "engine/sensitivity/internal/order.h"
#include "engine/sensitivity/internal/parallel.h"

namespace dragoman {
namespace {

// P(F(upper, lower) >= f) for Fisher's distribution.
double ScoreTail(double f, double upper, double lower) {
  if (!(f > 0)) return 1;
  if (std::isinf(f)) return 0;
  const double a = lower / 2;
  const double b = upper / 2;
  const double log_beta = portable::LogGamma(a) + portable::LogGamma(b) - portable::LogGamma(a + b);
  return portable::IncompleteBeta(lower / (lower + upper * f), a, b, log_beta);
}

double ScoreRatio(double above, double below) {
  if (!(above > 0)) return 0;
  return below > 0 ? above / below : std::numeric_limits<double>::infinity();
}

void ScoreLine(std::span<const double> x, std::span<const double> y, FeatureScore* score) {
  const double x_mean = internal::Mean(x);
  const double y_mean = internal::Mean(y);
  internal::LongSum xx;
  internal::LongSum xy;
  internal::LongSum yy;
  for (std::size_t i = 0; i < x.size(); ++i) {
    xx.Add((x[i] - x_mean) * (x[i] - x_mean));
    xy.Add((x[i] - x_mean) * (y[i] - y_mean));
    yy.Add((y[i] - y_mean) * (y[i] - y_mean));
  }
  if (!(xx.value() > 0 && yy.value() > 0)) return;  // squares below the smallest double
  const double r2 = xy.value() * xy.value() / (xx.value() * yy.value());
  const double freedom = static_cast<double>(x.size()) - 2;
  score->f_line = ScoreRatio(r2 * freedom, 1 - r2);
  score->f_line_p = ScoreTail(score->f_line, 1, freedom);
}

void ScoreBins(const internal::RankClasses& classes, std::span<const double> y,
               FeatureScore* score) {
  std::vector<std::vector<double>> members(classes.count);
  for (std::size_t i = 0; i < y.size(); ++i) members[classes.of_row[i]].push_back(y[i]);
  const double freedom_between = static_cast<double>(classes.count) - 1;
  const double freedom_within = static_cast<double>(y.size() - classes.count);
  if (freedom_between == 0 || freedom_within == 0) return;
  const double mean = internal::Mean(y);
  internal::LongSum between;
  internal::LongSum within;
  for (const std::vector<double>& own : members) {
    const double gap = internal::Mean(own) - mean;
    between.Add(static_cast<double>(own.size()) * gap * gap);
    // Rounding of a mean must not make spread where there is none.
    if (!internal::AllEqual(own)) within.Add(internal::SquaredDeviations(own));
  }
  score->f_bins = ScoreRatio(between.value() / freedom_between, within.value() / freedom_within);
  score->f_bins_p = ScoreTail(score->f_bins, freedom_between, freedom_within);
}

void ScoreInformation(const internal::RankClasses& x, const internal::RankClasses& y,
                      FeatureScore* score) {
  const double n = static_cast<double>(x.of_row.size());
  std::vector<double> cells(x.count * y.count, 0);
  std::vector<double> rows(x.count, 0);
  std::vector<double> columns(y.count, 0);
  for (std::size_t i = 0; i < x.of_row.size(); ++i) {
    cells[x.of_row[i] * y.count + y.of_row[i]] += 1;
    rows[x.of_row[i]] += 1;
    columns[y.of_row[i]] += 1;
  }
  internal::LongSum sum;
  for (std::size_t c = 0; c < x.count; ++c) {
    for (std::size_t d = 0; d < y.count; ++d) {
      const double cell = cells[c * y.count + d];
      if (cell > 0) sum.Add(cell / n * std::log(cell * n / (rows[c] * columns[d])));
    }
  }
  score->information = sum.value();
  score->information_bias =
      (static_cast<double>(x.count) - 1) * (static_cast<double>(y.count) - 1) / (2 * n);
}

}  // namespace

Checked<FeatureScores> ScoreFeatures(const Samples& samples, const FeatureScoreOptions& options,
                                     Executor* executor) {
  DRAGOMAN_ASSERT(options.bins >= 2);
  const internal::Columns columns = internal::CompleteRows(samples);
  if (auto refusal = internal::RefuseFewRows(columns, 3, "feature scoring")) {
    return *std::move(refusal);
  }
  FeatureScores result;
  result.rows = columns.rows;
  result.constant = columns.constant;
  result.scores.resize(columns.factors);
  if (columns.constant) return result;
  const internal::RankClasses y_classes = internal::ClassesByRank(
      columns.y, internal::AscendingOrder(columns.y), options.bins, internal::Ties::kTogether);
  internal::ForEach(executor, columns.factors, [&](std::size_t k) {
    const std::span<const double> x = columns.Factor(k);
    if (internal::AllEqual(x)) return;
    const internal::RankClasses x_classes = internal::ClassesByRank(
        x, internal::AscendingOrder(x), options.bins, internal::Ties::kTogether);
    ScoreLine(x, columns.y, &result.scores[k]);
    ScoreBins(x_classes, columns.y, &result.scores[k]);
    ScoreInformation(x_classes, y_classes, &result.scores[k]);
  });
  return result;
}

}  // namespace dragoman
