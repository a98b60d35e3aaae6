#include "engine/sensitivity/internal/prim_search.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace dragoman::internal {

bool PrimLimits::Contains(const PrimData& data, std::size_t column, std::uint32_t row) const {
  const Range& range = ranges[column];
  const double value = data.columns[column].values[row];
  if (data.columns[column].kind == PrimColumnKind::kCategory) {
    return range.inside[static_cast<std::size_t>(value)] != 0;
  }
  return value >= range.lower && value <= range.upper;
}

PrimLimits WidestLimits(const PrimData& data) {
  PrimLimits widest;
  for (const PrimData::Column& column : data.columns) {
    widest.ranges.push_back({column.lowest, column.highest, column.occurs});
  }
  return widest;
}

bool Restricted(const PrimLimits& limits, const PrimLimits& widest, std::size_t column) {
  return !(limits.ranges[column] == widest.ranges[column]);
}

/// Keeps the best candidate: by objective, then by columns left unrestricted, then the first.
class PrimSearch::Best {
 public:
  void Take(Candidate candidate) {
    if (!found_ || candidate.objective > found_->objective ||
        (candidate.objective == found_->objective &&
         candidate.unrestricted > found_->unrestricted)) {
      found_ = std::move(candidate);
    }
  }
  const std::optional<Candidate>& found() const { return found_; }

 private:
  std::optional<Candidate> found_;
};

PrimSearch::PrimSearch(const PrimData& data, const PrimOptions& options,
                       const std::vector<std::uint8_t>& remaining)
    : data_(data),
      options_(options),
      remaining_(remaining),
      widest_(WidestLimits(data)),
      limits_(widest_),
      inside_(remaining),
      order_(data.columns.size()) {
  for (std::size_t c = 0; c < data.columns.size(); ++c) {
    order_[c].reserve(data.columns[c].order.size());
    for (std::uint32_t row : data.columns[c].order) {
      if (inside_[row] != 0) order_[c].push_back(row);
    }
  }
  Recount();
}

void PrimSearch::Recount() {
  // The sum is taken anew in row order: differences of sums would drift with shares of replicates.
  members_.clear();
  interest_ = 0;
  for (std::uint32_t row = 0; row < inside_.size(); ++row) {
    if (inside_[row] == 0) continue;
    members_.push_back(row);
    interest_ += data_.outcome[row];
  }
  rows_ = members_.size();
}

double PrimSearch::Objective(std::size_t rows, double interest) const {
  const double before = interest_ / static_cast<double>(rows_);
  const double after = rows > 0 ? interest / static_cast<double>(rows) : 0;
  if (options_.objective == PrimObjective::kOriginal) return rows > 0 ? after : -1;
  if (rows == rows_) return 0;
  const auto change = static_cast<double>(rows > rows_ ? rows - rows_ : rows_ - rows);
  if (options_.objective == PrimObjective::kLenient1) return (after - before) / change;
  return static_cast<double>(rows) * (after - before) / change;
}

void PrimSearch::Offer(Candidate candidate, Best* best) const {
  candidate.objective = Objective(candidate.rows, candidate.interest);
  for (std::size_t c = 0; c < data_.columns.size(); ++c) {
    const bool restricted = c == candidate.column ? !(candidate.range == widest_.ranges[c])
                                                  : Restricted(limits_, widest_, c);
    if (!restricted) ++candidate.unrestricted;
  }
  best->Take(std::move(candidate));
}

PrimSearch::Cut PrimSearch::NumberCut(std::size_t column, bool upper) const {
  const std::vector<double>& values = data_.columns[column].values;
  const std::vector<std::uint32_t>& order = order_[column];
  const double alpha = upper ? 1 - options_.peel_alpha : options_.peel_alpha;
  const double quantile =
      PrimQuantile(order.size(), alpha, [&](std::size_t k) { return values[order[k]]; });
  if (data_.columns[column].kind == PrimColumnKind::kReal) return {quantile, false};

  const double whole = std::floor(quantile);
  double limit = upper ? values[order.back()] : values[order.front()];
  if (options_.paste_like_reference) {
    limit = upper ? limits_.ranges[column].upper : limits_.ranges[column].lower;
  }
  return {whole, whole == limit};
}

void PrimSearch::PeelNumbers(std::size_t column, bool upper, Best* best) const {
  const std::vector<double>& values = data_.columns[column].values;
  const std::vector<std::uint32_t>& order = order_[column];
  const Cut cut = NumberCut(column, upper);
  std::size_t gone = 0;
  double interest = interest_;
  for (; gone < order.size(); ++gone) {
    const std::uint32_t row = upper ? order[order.size() - 1 - gone] : order[gone];
    const double value = values[row];
    const bool kept = upper ? (cut.strict ? value < cut.limit : value <= cut.limit)
                            : (cut.strict ? value > cut.limit : value >= cut.limit);
    if (kept) break;
    interest -= data_.outcome[row];
  }
  Candidate candidate{column, limits_.ranges[column], order.size() - gone, interest};
  double limit = cut.limit;
  if (data_.columns[column].kind == PrimColumnKind::kInteger) {
    // The outermost value that is left; the whole range if none is, which no one will take.
    const std::size_t kept = gone < order.size() ? gone : 0;
    limit = values[upper ? order[order.size() - 1 - kept] : order[kept]];
  }
  (upper ? candidate.range.upper : candidate.range.lower) = limit;
  Offer(std::move(candidate), best);
}

void PrimSearch::PeelCategories(std::size_t column, Best* best) const {
  const PrimLimits::Range& range = limits_.ranges[column];
  if (std::count(range.inside.begin(), range.inside.end(), 1) < 2) return;
  std::vector<std::size_t> rows(range.inside.size(), 0);
  std::vector<double> interest(range.inside.size(), 0);
  for (std::uint32_t row : members_) {
    const auto category = static_cast<std::size_t>(data_.columns[column].values[row]);
    ++rows[category];
    interest[category] += data_.outcome[row];
  }
  for (std::size_t k = 0; k < range.inside.size(); ++k) {
    if (range.inside[k] == 0) continue;
    Candidate candidate{column, range, rows_ - rows[k], interest_ - interest[k]};
    candidate.range.inside[k] = 0;
    Offer(std::move(candidate), best);
  }
}

bool PrimSearch::Peel() {
  if (rows_ == 0) return false;
  Best best;
  for (std::size_t column : data_.by_kind) {
    if (data_.columns[column].kind == PrimColumnKind::kCategory) {
      PeelCategories(column, &best);
    } else {
      PeelNumbers(column, true, &best);
      PeelNumbers(column, false, &best);
    }
  }
  if (!best.found()) return false;
  const Candidate& candidate = *best.found();
  const double mass = static_cast<double>(candidate.rows) / static_cast<double>(data_.rows());
  if (mass < options_.mass_min || candidate.rows >= rows_ || candidate.objective <= 0) return false;

  Accept(candidate);
  for (std::vector<std::uint32_t>& order : order_) {
    std::erase_if(order, [&](std::uint32_t row) { return inside_[row] == 0; });
  }
  return true;
}

void PrimSearch::FindNeighbours() {
  neighbours_.assign(data_.columns.size(), {});
  std::vector<std::size_t> restricted;
  for (std::size_t c = 0; c < data_.columns.size(); ++c) {
    if (Restricted(limits_, widest_, c)) restricted.push_back(c);
  }
  for (std::uint32_t row = 0; row < remaining_.size(); ++row) {
    if (remaining_[row] == 0 || inside_[row] != 0) continue;
    std::size_t outside = 0;
    std::size_t only = 0;
    for (std::size_t c : restricted) {
      if (limits_.Contains(data_, c, row)) continue;
      only = c;
      if (++outside == 2) break;
    }
    if (outside == 1) neighbours_[only].push_back(row);
  }
}

double PrimSearch::PasteLimit(std::size_t column, bool upper,
                              const std::vector<double>& slab) const {
  const bool integer = data_.columns[column].kind == PrimColumnKind::kInteger;
  if (integer && !options_.paste_like_reference) return upper ? slab.front() : slab.back();
  const double alpha = upper ? options_.paste_alpha : 1 - options_.paste_alpha;
  const double limit = PrimQuantile(slab.size(), alpha, [&](std::size_t k) { return slab[k]; });
  return integer ? std::floor(limit) : limit;
}

void PrimSearch::PasteNumbers(std::size_t column, bool upper, Best* best) const {
  const std::vector<double>& values = data_.columns[column].values;
  const PrimLimits::Range& range = limits_.ranges[column];
  if (upper ? range.upper == widest_.ranges[column].upper
            : range.lower == widest_.ranges[column].lower) {
    return;
  }
  const bool integer = data_.columns[column].kind == PrimColumnKind::kInteger;
  std::vector<double> slab;
  for (std::uint32_t row : neighbours_[column]) {
    if (upper ? values[row] > range.upper : values[row] < range.lower) slab.push_back(values[row]);
  }
  if (slab.empty()) return;
  if (!integer || options_.paste_like_reference) {
    // The published rule counts rows on the limit with the slab beyond it.
    const double limit = upper ? range.upper : range.lower;
    for (std::uint32_t row : members_) {
      if (values[row] == limit) slab.push_back(limit);
    }
  }
  std::sort(slab.begin(), slab.end());

  Candidate candidate{column, range, rows_, interest_};
  const double limit = PasteLimit(column, upper, slab);
  (upper ? candidate.range.upper : candidate.range.lower) = limit;
  for (std::uint32_t row : neighbours_[column]) {
    const double value = values[row];
    if (upper ? (value > range.upper && value <= limit) : (value < range.lower && value >= limit)) {
      ++candidate.rows;
      candidate.interest += data_.outcome[row];
    }
  }
  Offer(std::move(candidate), best);
}

void PrimSearch::PasteCategories(std::size_t column, Best* best) const {
  const PrimLimits::Range& range = limits_.ranges[column];
  for (std::size_t k = 0; k < range.inside.size(); ++k) {
    if (range.inside[k] != 0 || widest_.ranges[column].inside[k] == 0) continue;
    Candidate candidate{column, range, rows_, interest_};
    candidate.range.inside[k] = 1;
    for (std::uint32_t row : neighbours_[column]) {
      if (static_cast<std::size_t>(data_.columns[column].values[row]) != k) continue;
      ++candidate.rows;
      candidate.interest += data_.outcome[row];
    }
    Offer(std::move(candidate), best);
  }
}

bool PrimSearch::Paste() {
  if (rows_ == 0) return false;
  const bool real_restricted =
      std::any_of(data_.by_kind.begin(), data_.by_kind.end(), [&](std::size_t c) {
        return data_.columns[c].kind == PrimColumnKind::kReal && Restricted(limits_, widest_, c);
      });
  if (options_.paste_like_reference && !real_restricted) return false;
  FindNeighbours();
  Best best;
  for (std::size_t column : data_.by_kind) {
    if (!Restricted(limits_, widest_, column)) continue;
    if (data_.columns[column].kind == PrimColumnKind::kCategory) {
      PasteCategories(column, &best);
    } else {
      PasteNumbers(column, false, &best);
      PasteNumbers(column, true, &best);
    }
  }
  if (!best.found()) return false;
  const Candidate& candidate = *best.found();
  const double before = interest_ / static_cast<double>(rows_);
  const double after = candidate.interest / static_cast<double>(candidate.rows);
  if (candidate.rows <= rows_ || candidate.objective <= 0 || after <= before) return false;
  Accept(candidate);
  return true;
}

void PrimSearch::Accept(const Candidate& candidate) {
  const bool smaller = candidate.rows < rows_;
  const std::size_t column = candidate.column;
  limits_.ranges[column] = candidate.range;
  if (smaller) {
    for (std::uint32_t row : members_) inside_[row] = limits_.Contains(data_, column, row) ? 1 : 0;
  } else {
    for (std::uint32_t row : neighbours_[column]) {
      if (limits_.Contains(data_, column, row)) inside_[row] = 1;
    }
  }
  Recount();
}

}  // namespace dragoman::internal
