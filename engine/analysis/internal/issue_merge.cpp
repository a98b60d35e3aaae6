#include "engine/analysis/internal/issue_merge.h"

#include <algorithm>

#include "engine/core/portable_math.h"

namespace dragoman::internal {
namespace {

/// Candidates beyond which a group is merged in several steps, to bound memory.
constexpr std::size_t kCandidatesAtOnce = std::size_t{1} << 22;
/// A group with very many choices gets fewer prefixes to combine them with: work stays bounded.
constexpr std::size_t kMostCandidates = std::size_t{1} << 27;
constexpr std::size_t kLeastPrefixes = 1024;
/// A coarse grid to learn from how many cells hold a point, and how a grid that is still too fine
/// grows; steps as a share of a party's range.
constexpr double kTrialGrid = 1.0 / 64;
constexpr double kGridGrowth = 1.125;

/// x rounded down to a whole number. @pre |x| < 2^51
double WholePart(double x) {
  const double nearest = static_cast<double>(static_cast<std::int64_t>(x));
  return nearest > x ? nearest - 1 : nearest;
}

}  // namespace

bool IssueMerge::Run(const AdditiveProblem& problem, PointSet* points, std::span<double> epsilon) {
  Begin(problem);
  for (std::size_t g = 0; g < problem.groups.size(); ++g) {
    const ChoiceGroup& group = problem.groups[g];
    if (group.size() == 0) return true;
    if (group.size() == 1) {
      Shift(group);
      clean_ = false;
      continue;
    }
    if (num_layers_ == layers_.size()) layers_.emplace_back();
    Layer& layer = layers_[num_layers_++];
    layer.group = g;
    layer.links.clear();
    if (parties_ == 2) {
      MergePairs(group, &layer);
    } else {
      MergeVectors(group, &layer);
    }
    clean_ = true;
    limit_ = LimitAfter(problem, g);
    if (grid_ > 0 || layer.links.size() > limit_) {
      CollectRanges(problem);
      Thin(&layer, epsilon);
    }
  }
  Finish(problem, points);
  return clean_ && grid_ == 0;
}

/// How many prefixes may go on to the next group.
std::size_t IssueMerge::LimitAfter(const AdditiveProblem& problem, std::size_t group) const {
  if (max_points_ == 0) return ~std::size_t{0};
  if (group + 1 == problem.groups.size()) return max_points_;
  const std::size_t choices = std::max<std::size_t>(1, problem.groups[group + 1].size());
  return std::min(max_points_, std::max(kLeastPrefixes, kMostCandidates / choices));
}

void IssueMerge::Begin(const AdditiveProblem& problem) {
  parties_ = problem.parties;
  values_ = problem.start;
  num_layers_ = 0;
  peak_ = 1;
  grid_ = 0;
  clean_ = true;
  range_.clear();
}

void IssueMerge::Shift(const ChoiceGroup& group) {
  for (std::size_t k = 0; k < values_.size(); k += parties_) {
    for (std::size_t p = 0; p < parties_; ++p) values_[k + p] += group.worth[p];
  }
}

// ---- Two parties: sorted lists, one per choice, merged pairwise ----

void IssueMerge::MergePairs(const ChoiceGroup& group, Layer* layer) {
  const std::size_t count = values_.size() / 2;
  runs_.clear();
  run_ends_.clear();
  for (std::size_t c = 0; c < group.size(); ++c) {
    const double a = group.worth[2 * c];
    const double b = group.worth[2 * c + 1];
    for (std::size_t k = 0; k < count; ++k) {
      runs_.push_back({values_[2 * k] + a,
                       values_[2 * k + 1] + b,
                       {static_cast<std::uint32_t>(k), static_cast<std::uint32_t>(c)}});
    }
    run_ends_.push_back(runs_.size());
    peak_ = std::max(peak_, runs_.size());
    if (runs_.size() > kCandidatesAtOnce + 4 * count) MergeAllRuns();
  }
  MergeAllRuns();
  values_.clear();
  for (const Pair& pair : runs_) {
    values_.push_back(pair.a);
    values_.push_back(pair.b);
    layer->links.push_back(pair.link);
  }
}

/// A single list goes through a merge, too: rounding may have made neighbours equal.
void IssueMerge::MergeAllRuns() {
  do {
    MergeRuns();
  } while (run_ends_.size() > 1);
}

/// Merges each two neighbouring lists into one, dropping what is covered.
void IssueMerge::MergeRuns() {
  merged_.resize(runs_.size());
  std::size_t out = 0;
  std::size_t begin = 0;
  std::size_t ends = 0;
  for (std::size_t r = 0; r < run_ends_.size(); r += 2) {
    const Pair* x = runs_.data() + begin;
    const Pair* const x_end = runs_.data() + run_ends_[r];
    const bool alone = r + 1 == run_ends_.size();
    const Pair* y = x_end;
    const Pair* const y_end = runs_.data() + (alone ? run_ends_[r] : run_ends_[r + 1]);
    begin = alone ? run_ends_[r] : run_ends_[r + 1];
    Pair* const first = merged_.data() + out;
    Pair* last = first;  // one past the last one kept
    while (x != x_end || y != y_end) {
      const bool take_x =
          y == y_end || (x != x_end && (x->a > y->a || (x->a == y->a && x->b >= y->b)));
      const Pair& next = take_x ? *x++ : *y++;
      if (last != first) {
        if (!(next.b > last[-1].b)) continue;
        if (next.a == last[-1].a) --last;
      }
      *last++ = next;
    }
    out += static_cast<std::size_t>(last - first);
    run_ends_[ends++] = out;
  }
  merged_.resize(out);
  run_ends_.resize(ends);
  runs_.swap(merged_);
}

// ---- Three parties and more: all sums, filtered ----

void IssueMerge::MergeVectors(const ChoiceGroup& group, Layer* layer) {
  const std::size_t count = values_.size() / parties_;
  const std::size_t at_once = std::max(kCandidatesAtOnce, 4 * count);
  candidates_.clear();
  candidate_links_.clear();
  for (std::uint32_t c = 0; c < group.size(); ++c) {
    const double* const worth = group.worth.data() + c * parties_;
    candidates_.reserve(candidates_.size() + values_.size());
    for (std::size_t k = 0; k < values_.size(); k += parties_) {
      for (std::size_t p = 0; p < parties_; ++p) candidates_.push_back(values_[k + p] + worth[p]);
    }
    for (std::uint32_t k = 0; k < count; ++k) candidate_links_.push_back({k, c});
    peak_ = std::max(peak_, candidate_links_.size());
    if (candidate_links_.size() > at_once && c + 1 < group.size()) FilterCandidates();
  }
  // Once thinned, rounded vectors are all that is looked at: the exact filter would not make the
  // bound better, and cost most of the time.
  if (grid_ == 0) FilterCandidates();
  values_.swap(candidates_);
  layer->links.swap(candidate_links_);
}

void IssueMerge::FilterCandidates() {
  filter_.Select(candidates_, parties_, &kept_);
  rounded_.clear();
  std::vector<Link> links;
  links.reserve(kept_.size());
  for (const std::uint32_t k : kept_) {
    rounded_.insert(rounded_.end(), candidates_.begin() + static_cast<std::ptrdiff_t>(k * parties_),
                    candidates_.begin() + static_cast<std::ptrdiff_t>((k + 1) * parties_));
    links.push_back(candidate_links_[k]);
  }
  candidates_.swap(rounded_);
  candidate_links_.swap(links);
}

// ---- Thinning ----

/// What each party's sums range over in the whole problem.
void IssueMerge::CollectRanges(const AdditiveProblem& problem) {
  if (!range_.empty()) return;
  range_.assign(parties_, 0);
  for (const ChoiceGroup& group : problem.groups) {
    if (group.size() == 0) continue;
    for (std::size_t p = 0; p < parties_; ++p) {
      double low = group.worth[p];
      double high = low;
      for (std::size_t k = p; k < group.worth.size(); k += parties_) {
        low = std::min(low, group.worth[k]);
        high = std::max(high, group.worth[k]);
      }
      range_[p] += high - low;
    }
  }
}

void IssueMerge::SelectOnGrid(std::span<const double> vectors) {
  low_.assign(vectors.begin(), vectors.begin() + static_cast<std::ptrdiff_t>(parties_));
  for (std::size_t k = 0; k < vectors.size(); ++k) {
    low_[k % parties_] = std::min(low_[k % parties_], vectors[k]);
  }
  rounded_.resize(vectors.size());
  for (std::size_t k = 0; k < vectors.size(); k += parties_) {
    for (std::size_t p = 0; p < parties_; ++p) {
      const double step = grid_ * range_[p];
      rounded_[k + p] = step > 0 ? WholePart((vectors[k + p] - low_[p]) / step) : 0;
    }
  }
  filter_.Select(rounded_, parties_, &kept_);
}

/// The first grid to try: a frontier is a surface, so that the cells on it grow in number with the
/// step's inverse to the power of one dimension less than there are parties.
double IssueMerge::FirstGrid() {
  grid_ = kTrialGrid;
  SelectOnGrid(values_);
  const double excess = static_cast<double>(kept_.size()) / static_cast<double>(limit_);
  const double dimensions = static_cast<double>(std::max<std::size_t>(1, parties_ - 1));
  return std::min(1.0, kTrialGrid * portable::Pow(excess, 1 / dimensions));
}

void IssueMerge::Thin(Layer* layer, std::span<double> epsilon) {
  if (grid_ == 0) grid_ = FirstGrid();
  SelectOnGrid(values_);
  while (kept_.size() > limit_ && grid_ < 1) {
    grid_ *= kGridGrowth;
    SelectOnGrid(values_);
  }
  // Points that share a grid cell, or lie in a covered one, are worse by less than one step.
  for (std::size_t p = 0; p < parties_; ++p) epsilon[p] += grid_ * range_[p];
  std::vector<double> values;
  std::vector<Link> links;
  values.reserve(kept_.size() * parties_);
  for (const std::uint32_t k : kept_) {
    const auto first = values_.begin() + static_cast<std::ptrdiff_t>(k * parties_);
    values.insert(values.end(), first, first + static_cast<std::ptrdiff_t>(parties_));
    links.push_back(layer->links[k]);
  }
  values_.swap(values);
  layer->links.swap(links);
}

// ---- Outcomes, from the links back ----

void IssueMerge::Finish(const AdditiveProblem& problem, PointSet* points) {
  const std::size_t count = values_.size() / parties_;
  for (std::size_t p = 0; p < parties_; ++p) {
    for (const double tail : problem.tails[p]) {
      clean_ = false;
      for (std::size_t k = p; k < values_.size(); k += parties_) values_[k] += tail;
    }
  }
  std::vector<OptionIndex> options(problem.issues, 0);
  const auto choose = [&options](const ChoiceGroup& group, std::size_t choice) {
    for (std::size_t i = 0; i < group.issues.size(); ++i) {
      options[group.issues[i]] = group.options[choice * group.issues.size() + i];
    }
  };
  for (const ChoiceGroup& group : problem.groups) choose(group, 0);
  for (std::size_t k = 0; k < count; ++k) {
    std::size_t at = k;
    for (std::size_t l = num_layers_; l-- > 0;) {
      const Link& link = layers_[l].links[at];
      choose(problem.groups[layers_[l].group], link.choice);
      at = link.parent;
    }
    points->Add(values_.data() + k * parties_, options.data());
  }
}

}  // namespace dragoman::internal
