#include "engine/sensitivity/internal/prim_data.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

namespace dragoman::internal {
namespace {

constexpr double kPrimMaxCategories = 1e6;

void PrimCheckShare(double value, double limit, const char* name, Diagnostics* problems) {
  if (value > 0 && value < limit) return;
  problems->push_back({name, std::string(name) + " is out of range",
                       limit == 1 ? "a number between 0 and 1" : "a number between 0 and 0.5"});
}

Diagnostics PrimCheckOptions(const PrimOptions& options) {
  Diagnostics problems;
  PrimCheckShare(options.peel_alpha, 0.5, "peel_alpha", &problems);
  PrimCheckShare(options.paste_alpha, 0.5, "paste_alpha", &problems);
  PrimCheckShare(options.mass_min, 1, "mass_min", &problems);
  if (options.max_boxes == 0) {
    problems.push_back({"max_boxes", "max_boxes is 0", "a whole number from 1"});
  }
  return problems;
}

/// What is wrong with a value of a column; null if nothing.
const char* PrimValueProblem(PrimColumnKind kind, double value) {
  if (std::isnan(value)) return nullptr;
  if (std::isinf(value)) return "an infinite value";
  if (kind == PrimColumnKind::kReal) return nullptr;
  if (value != std::floor(value)) return "a value that is not a whole number";
  if (kind == PrimColumnKind::kInteger) return nullptr;
  return value >= 0 && value < kPrimMaxCategories ? nullptr : "a category out of range";
}

Diagnostics PrimCheckColumns(std::span<const PrimColumn> columns, std::size_t rows) {
  Diagnostics problems;
  if (columns.empty()) problems.push_back({"columns", "there is no column", "at least one"});
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const std::string path = "columns[" + std::to_string(c) + "]";
    if (columns[c].values.size() != rows) {
      problems.push_back(
          {path,
           "'" + columns[c].name + "' has " + std::to_string(columns[c].values.size()) + " values",
           std::to_string(rows) + ", one per outcome"});
      continue;
    }
    for (std::size_t r = 0; r < rows; ++r) {
      const char* problem = PrimValueProblem(columns[c].kind, columns[c].values[r]);
      if (problem == nullptr) continue;
      problems.push_back(
          {path, "'" + columns[c].name + "' has " + problem + " in row " + std::to_string(r), ""});
      break;
    }
  }
  return problems;
}

Diagnostics PrimCheckOutcome(std::span<const double> outcome) {
  for (std::size_t r = 0; r < outcome.size(); ++r) {
    if (std::isnan(outcome[r]) || (outcome[r] >= 0 && outcome[r] <= 1)) continue;
    return {{"outcome", "the outcome of row " + std::to_string(r) + " is not in [0, 1]",
             "1 for a row of interest, 0 for another, or a share"}};
  }
  return {};
}

std::vector<std::size_t> PrimCompleteRows(std::span<const PrimColumn> columns,
                                          std::span<const double> outcome) {
  std::vector<std::size_t> rows;
  for (std::size_t r = 0; r < outcome.size(); ++r) {
    const bool complete =
        !std::isnan(outcome[r]) &&
        std::none_of(columns.begin(), columns.end(),
                     [r](const PrimColumn& column) { return std::isnan(column.values[r]); });
    if (complete) rows.push_back(r);
  }
  return rows;
}

PrimData::Column PrimSortedColumn(const PrimColumn& column, const std::vector<std::size_t>& rows) {
  PrimData::Column sorted;
  sorted.kind = column.kind;
  sorted.values.reserve(rows.size());
  for (std::size_t r : rows) sorted.values.push_back(column.values[r]);
  const auto [low, high] = std::minmax_element(sorted.values.begin(), sorted.values.end());
  sorted.lowest = *low;
  sorted.highest = *high;
  if (column.kind == PrimColumnKind::kCategory) {
    sorted.occurs.assign(static_cast<std::size_t>(*high) + 1, 0);
    for (double value : sorted.values) sorted.occurs[static_cast<std::size_t>(value)] = 1;
    return sorted;
  }
  sorted.order.resize(rows.size());
  std::iota(sorted.order.begin(), sorted.order.end(), 0U);
  const std::vector<double>& values = sorted.values;
  std::sort(sorted.order.begin(), sorted.order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return values[a] != values[b] ? values[a] < values[b] : a < b;
  });
  return sorted;
}

std::vector<std::size_t> PrimColumnsByKind(const std::vector<PrimData::Column>& columns) {
  std::vector<std::size_t> numbers(columns.size());
  std::iota(numbers.begin(), numbers.end(), std::size_t{0});
  // The enumerators are in the wanted order.
  std::stable_sort(numbers.begin(), numbers.end(),
                   [&](std::size_t a, std::size_t b) { return columns[a].kind < columns[b].kind; });
  return numbers;
}

}  // namespace

Checked<PrimData> MakePrimData(std::span<const PrimColumn> columns, std::span<const double> outcome,
                               const PrimOptions& options) {
  Diagnostics problems = PrimCheckOptions(options);
  for (Diagnostic& problem : PrimCheckColumns(columns, outcome.size())) {
    problems.push_back(std::move(problem));
  }
  for (Diagnostic& problem : PrimCheckOutcome(outcome)) problems.push_back(std::move(problem));
  if (outcome.size() > UINT32_MAX) {
    problems.push_back({"outcome", "there are too many rows", "fewer than 2^32"});
  }
  if (!problems.empty()) return problems;

  const std::vector<std::size_t> rows = PrimCompleteRows(columns, outcome);
  if (rows.empty()) {
    return Diagnostic{"outcome", "no row has an outcome and all inputs", "at least one"};
  }
  PrimData data;
  data.dropped = outcome.size() - rows.size();
  for (std::size_t r : rows) {
    data.outcome.push_back(outcome[r]);
    data.interest += outcome[r];
    data.binary = data.binary && (outcome[r] == 0 || outcome[r] == 1);
  }
  if (data.interest == 0) {
    return Diagnostic{"outcome", "no row is of interest", "at least one outcome above 0"};
  }
  for (const PrimColumn& column : columns) data.columns.push_back(PrimSortedColumn(column, rows));
  data.by_kind = PrimColumnsByKind(data.columns);
  return data;
}

}  // namespace dragoman::internal
