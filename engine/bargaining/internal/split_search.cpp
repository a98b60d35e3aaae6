#include "engine/bargaining/internal/split_search.h"

namespace dragoman {

void SplitBoundary::Place(std::size_t back) {
  placed_ = true;
  std::size_t end = index_.num_fronts();
  while (front_ < end) {
    const std::size_t middle = front_ + (end - front_) / 2;
    if (Met(middle, back)) {
      end = middle;
    } else {
      front_ = middle + 1;
    }
  }
}

bool FindCheapest(const SplitIndex& index, double low, double high, SplitPair* found) {
  SplitBoundary from(index, Threshold{low, false});
  SplitPair best;
  bool any = false;
  double limit = high;
  for (std::size_t back = index.num_backs(); back-- > 0;) {
    if (!from.MaybeMet(back)) break;
    std::size_t front = from.MoveTo(back);
    // Fronts with one sum have one worth: only the first of them can be the first of equals.
    while (front < index.num_fronts() && index.About(front, back) <= limit + index.slack()) {
      const double worth = index.Exact(front, back);
      if (worth > limit) break;
      const std::uint64_t order = index.Order(front, back);
      if (!any || worth < best.worth || order < best.order) best = {worth, order};
      any = true;
      limit = worth;
      front = index.GroupEnd(front);
    }
  }
  if (any) *found = best;
  return any;
}

bool FindDearest(const SplitIndex& index, double low, Threshold above, SplitPair* found) {
  SplitBoundary behind(index, above);
  const std::size_t last = index.num_fronts() - 1;
  SplitPair best;
  bool any = false;
  double limit = low;
  for (std::size_t back = index.num_backs(); back-- > 0;) {
    if (index.About(last, back) < limit - index.slack()) break;
    std::size_t end = behind.MoveTo(back);
    while (end > 0 && index.About(end - 1, back) >= limit - index.slack()) {
      const double worth = index.Exact(end - 1, back);
      if (worth < limit) break;
      const std::uint64_t order = index.Order(end - 1, back);
      if (!any || worth > best.worth || order > best.order) best = {worth, order};
      any = true;
      limit = worth;
      end = index.GroupBegin(end - 1);
    }
  }
  if (any) *found = best;
  return any;
}

std::uint64_t CountFrom(const SplitIndex& index, Threshold threshold) {
  SplitBoundary from(index, threshold);
  std::uint64_t count = 0;
  for (std::size_t back = index.num_backs(); back-- > 0;) {
    if (!from.MaybeMet(back)) break;
    count += index.num_fronts() - from.MoveTo(back);
  }
  return count;
}

}  // namespace dragoman
