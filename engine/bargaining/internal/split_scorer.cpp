#include "engine/bargaining/internal/split_scorer.h"

#include <algorithm>
#include <bit>
#include <limits>

#include "engine/bargaining/utility_table.h"

namespace dragoman {

SplitScorer::SplitScorer(const SplitIndex& index)
    : index_(index), leaves_(std::bit_ceil(index.num_fronts())) {
  tree_.assign(2 * leaves_, -std::numeric_limits<double>::infinity());
  by_code_.resize(std::max(index.num_fronts(), index.num_backs()));
  back_scores_.resize(index.num_backs());
}

void SplitScorer::Tabulate(std::span<const double> score) {
  const HalvedSpace& range = index_.range();
  score_ = score;
  slack_ = ReorderingError(range, score, 0);
  TabulateSums(range, score, 0, range.cut(), range.num_issues(), by_code_);
  for (std::size_t k = 0; k < index_.num_backs(); ++k) {
    back_scores_[k] = by_code_[index_.back_code(k)];
  }
  TabulateSums(range, score, 0, 0, range.cut(), by_code_);
  for (std::size_t k = 0; k < index_.num_fronts(); ++k) {
    tree_[leaves_ + k] = by_code_[index_.front_code(k)];
  }
  for (std::size_t k = leaves_; k-- > 1;) tree_[k] = std::max(tree_[2 * k], tree_[2 * k + 1]);
}

double SplitScorer::Largest(Run run) const {
  double largest = -std::numeric_limits<double>::infinity();
  std::size_t from = run.begin + leaves_;
  std::size_t to = run.end + leaves_;
  for (; from < to; from /= 2, to /= 2) {
    if (from % 2 == 1) largest = std::max(largest, tree_[from++]);
    if (to % 2 == 1) largest = std::max(largest, tree_[--to]);
  }
  return largest;
}

std::size_t SplitScorer::FirstFrom(Run run, double least) const {
  if (run.begin >= run.end) return run.end;
  // Up from the left until a subtree holds one, then down to its first.
  std::size_t node = run.begin + leaves_;
  while (tree_[node] < least) {
    while (node % 2 == 1) {
      if (node == 1 || std::has_single_bit(node + 1)) return run.end;  // The right edge.
      node /= 2;
    }
    ++node;
  }
  while (node < leaves_) node = tree_[2 * node] < least ? 2 * node + 1 : 2 * node;
  return std::min(node - leaves_, run.end);
}

void SplitScorer::KeepCheapest(std::size_t back, Run run, double largest, double best, bool* any,
                               SplitPair* found) const {
  while (true) {
    const std::size_t front = FirstFrom(run, largest - slack_);
    if (front >= run.end) return;
    run.begin = front + 1;
    if (index_.Continue(score_, FrontScore(front), back) != best) continue;
    const SplitPair here{index_.Exact(front, back), index_.Order(front, back)};
    if (*any && here.worth > found->worth) return;
    if (!*any || here.worth < found->worth || here.order < found->order) *found = here;
    *any = true;
    // A later front of another sum may still round to the same worth and come first.
    run.begin = index_.GroupEnd(front);
  }
}

bool SplitScorer::Find(double low, double high, std::span<const double> score, SplitPair* found) {
  if (!(low <= high)) return false;
  Tabulate(score);
  SplitBoundary from(index_, Threshold{low, false});
  SplitBoundary behind(index_, Threshold{high, true});
  bool any = false;
  double best = -std::numeric_limits<double>::infinity();
  for (std::size_t back = index_.num_backs(); back-- > 0;) {
    if (!from.MaybeMet(back)) break;
    if (tree_[1] + back_scores_[back] < best - slack_) continue;
    const Run run{from.MoveTo(back), behind.MoveTo(back)};
    if (run.begin >= run.end) continue;
    const double largest = Largest(run);
    if (largest + back_scores_[back] < best - slack_) continue;
    const double here = index_.Continue(score_, largest, back);
    if (here < best) continue;
    if (here > best) any = false;
    best = here;
    KeepCheapest(back, run, largest, best, &any, found);
  }
  return any;
}

}  // namespace dragoman
