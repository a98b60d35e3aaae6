#include "engine/sensitivity/prim.h"

#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

#include "engine/sensitivity/internal/prim_data.h"
#include "engine/sensitivity/internal/prim_search.h"

namespace dragoman {
namespace {

using internal::PrimData;
using internal::PrimLimits;
using internal::PrimSearch;

constexpr double kPrimNone = std::numeric_limits<double>::quiet_NaN();

/// Rows and cases of interest that a single restriction keeps out of a box.
struct PrimKeptOut {
  std::size_t rows = 0;
  double interest = 0;
};

/// Per column, what its lower limit (or its set of categories) and its upper limit alone keep out.
struct PrimSides {
  std::vector<PrimKeptOut> lower;
  std::vector<PrimKeptOut> upper;
};

PrimSides PrimCountSides(const PrimData& data, const PrimLimits& limits,
                         const std::vector<std::size_t>& restricted,
                         const std::vector<std::uint8_t>& remaining) {
  PrimSides sides{std::vector<PrimKeptOut>(data.columns.size()),
                  std::vector<PrimKeptOut>(data.columns.size())};
  for (std::uint32_t row = 0; row < remaining.size(); ++row) {
    if (remaining[row] == 0) continue;
    std::size_t outside = 0;
    std::size_t only = 0;
    for (std::size_t c : restricted) {
      if (limits.Contains(data, c, row)) continue;
      only = c;
      if (++outside == 2) break;
    }
    if (outside != 1) continue;
    const bool above = data.columns[only].kind != PrimColumnKind::kCategory &&
                       data.columns[only].values[row] > limits.ranges[only].upper;
    PrimKeptOut& side = above ? sides.upper[only] : sides.lower[only];
    ++side.rows;
    side.interest += data.outcome[row];
  }
  return sides;
}

double PrimQuasiP(const PrimStep& step, const PrimKeptOut& side) {
  const double rows = static_cast<double>(step.rows) + static_cast<double>(side.rows);
  if (rows == 0) return kPrimNone;
  return BinomialUpperTail(static_cast<std::size_t>(step.interest), step.rows,
                           (step.interest + side.interest) / rows);
}

PrimLimit PrimMakeLimit(const PrimData& data, const PrimLimits& limits, const PrimLimits& widest,
                        std::size_t column) {
  const PrimLimits::Range& range = limits.ranges[column];
  PrimLimit limit;
  limit.column = column;
  limit.lower_quasi_p = kPrimNone;
  limit.upper_quasi_p = kPrimNone;
  if (data.columns[column].kind == PrimColumnKind::kCategory) {
    for (std::size_t k = 0; k < range.inside.size(); ++k) {
      if (range.inside[k] != 0) limit.categories.push_back(static_cast<int>(k));
    }
    return limit;
  }
  limit.lower = range.lower;
  limit.upper = range.upper;
  limit.lower_restricted = range.lower != widest.ranges[column].lower;
  limit.upper_restricted = range.upper != widest.ranges[column].upper;
  return limit;
}

PrimStep PrimMakeStep(const PrimData& data, const PrimSearch& search,
                      const std::vector<std::uint8_t>& remaining) {
  PrimStep step;
  step.rows = search.rows();
  step.interest = search.interest();
  step.coverage = step.interest / data.interest;
  step.density = step.rows > 0 ? step.interest / static_cast<double>(step.rows) : 0;
  step.mass = static_cast<double>(step.rows) / static_cast<double>(data.rows());

  const PrimLimits widest = internal::WidestLimits(data);
  std::vector<std::size_t> restricted;
  for (std::size_t c = 0; c < data.columns.size(); ++c) {
    if (internal::Restricted(search.limits(), widest, c)) restricted.push_back(c);
  }
  for (std::size_t c : restricted) {
    step.limits.push_back(PrimMakeLimit(data, search.limits(), widest, c));
  }
  if (!data.binary) return step;
  const PrimSides sides = PrimCountSides(data, search.limits(), restricted, remaining);
  for (PrimLimit& limit : step.limits) {
    const bool categories = data.columns[limit.column].kind == PrimColumnKind::kCategory;
    if (categories || limit.lower_restricted) {
      limit.lower_quasi_p = PrimQuasiP(step, sides.lower[limit.column]);
    }
    if (limit.upper_restricted) limit.upper_quasi_p = PrimQuasiP(step, sides.upper[limit.column]);
  }
  return step;
}

std::size_t PrimSuggest(const std::vector<PrimStep>& trajectory) {
  const auto quality = [](const PrimStep& step) {
    const double sum = step.coverage + step.density;
    return sum > 0 ? 2 * step.coverage * step.density / sum : 0;
  };
  std::size_t best = 0;
  for (std::size_t k = 1; k < trajectory.size(); ++k) {
    const double gain = quality(trajectory[k]) - quality(trajectory[best]);
    if (gain > 0 || (gain == 0 && trajectory[k].restricted() < trajectory[best].restricted())) {
      best = k;
    }
  }
  return best;
}

/// Does the box of this step hold the row?
bool PrimHolds(const PrimData& data, const PrimLimits& limits, std::uint32_t row) {
  for (std::size_t c = 0; c < data.columns.size(); ++c) {
    if (!limits.Contains(data, c, row)) return false;
  }
  return true;
}

/// Finds one box among the remaining rows and takes its rows out of them.
PrimBox PrimFindBox(const PrimData& data, const PrimOptions& options,
                    std::vector<std::uint8_t>* remaining) {
  PrimSearch search(data, options, *remaining);
  PrimBox box;
  std::vector<PrimLimits> limits;
  const auto record = [&] {
    box.trajectory.push_back(PrimMakeStep(data, search, *remaining));
    limits.push_back(search.limits());
  };
  record();
  while (search.Peel()) record();
  box.peels = box.trajectory.size() - 1;
  while (search.Paste()) record();
  box.suggested = PrimSuggest(box.trajectory);

  const PrimLimits& cover = options.cover_last_step ? limits.back() : limits[box.suggested];
  for (std::uint32_t row = 0; row < remaining->size(); ++row) {
    if ((*remaining)[row] != 0 && PrimHolds(data, cover, row)) (*remaining)[row] = 0;
  }
  return box;
}

bool PrimInterestLeft(const PrimData& data, const std::vector<std::uint8_t>& remaining) {
  for (std::size_t row = 0; row < remaining.size(); ++row) {
    if (remaining[row] != 0 && data.outcome[row] > 0) return true;
  }
  return false;
}

}  // namespace

Checked<PrimResult> FindPrimBoxes(std::span<const PrimColumn> columns,
                                  std::span<const double> outcome, const PrimOptions& options) {
  Checked<PrimData> data = internal::MakePrimData(columns, outcome, options);
  if (!data) return data.problems();
  PrimResult result;
  result.rows = data->rows();
  result.dropped = data->dropped;
  result.interest = data->interest;
  result.binary = data->binary;
  std::vector<std::uint8_t> remaining(data->rows(), 1);
  while (result.boxes.size() < options.max_boxes && PrimInterestLeft(*data, remaining)) {
    result.boxes.push_back(PrimFindBox(*data, options, &remaining));
  }
  return result;
}

}  // namespace dragoman
