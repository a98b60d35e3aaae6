#include "engine/bargaining/split_index.h"

#include <algorithm>
#include <limits>

#include "engine/bargaining/internal/split_search.h"
#include "engine/bargaining/utility_table.h"
#include "engine/core/portable_math.h"

namespace dragoman {
namespace {

// Halves are small beside the space, so a passing sorter is affordable.
void SortSums(const HalvedSpace& range, std::span<const double> worth, double start,
              std::size_t first_issue, std::size_t last_issue, std::size_t count,
              std::vector<WorthEntry>* sorted) {
  std::vector<double> sums(count);
  TabulateSums(range, worth, start, first_issue, last_issue, sums);
  WorthSorter sorter;
  sorter.Sort(sums, count, 31, std::numeric_limits<double>::lowest(), sorted);
}

}  // namespace

bool SplitIndex::CanServe(const UtilityFunction& utility) {
  if (!utility.additive()) return false;
  const OutcomeSpace& space = utility.space();
  double magnitude = portable::Abs(utility.bias());
  for (std::size_t i = 0; i < space.num_issues(); ++i) {
    double largest = 0;
    for (std::size_t v = 0; v < space.size(i); ++v) {
      largest = std::max(largest, portable::Abs(utility.worth()[space.offset(i) + v]));
    }
    magnitude += largest;
  }
  return portable::IsFinite(4 * magnitude);
}

SplitIndex::SplitIndex(const UtilityFunction& utility, const HalvedSpace& range, double floor)
    : range_(range),
      worth_(utility.worth()),
      reservation_(utility.reservation_value()),
      floor_(floor),
      slack_(ReorderingError(range, utility.worth(), utility.bias())) {
  DRAGOMAN_ASSERT(range.num_fronts() <= kMaxHalf && range.num_backs() <= kMaxHalf);
  SortSums(range, worth_, utility.bias(), 0, range.cut(),
           static_cast<std::size_t>(range.num_fronts()), &fronts_);
  SortSums(range, worth_, 0, range.cut(), range.num_issues(),
           static_cast<std::size_t>(range.num_backs()), &backs_);
  FillGroups();
  const double all = std::numeric_limits<double>::infinity();
  SplitPair end;
  if (!FindDearest(*this, floor, Threshold{all, true}, &end)) return;
  best_ = end.worth;
  FindCheapest(*this, floor, all, &end);
  worst_ = end.worth;
  count_ = CountFrom(*this, Threshold{worst_, false});
}

void SplitIndex::FillGroups() {
  const std::size_t count = fronts_.size();
  group_begin_.resize(count);
  group_end_.resize(count);
  front_place_.resize(count);
  for (std::size_t begin = 0; begin < count;) {
    std::size_t end = begin;
    while (end < count && fronts_[end].worth == fronts_[begin].worth) ++end;
    for (std::size_t k = begin; k < end; ++k) {
      group_begin_[k] = static_cast<std::uint32_t>(begin);
      group_end_[k] = static_cast<std::uint32_t>(end);
      front_place_[fronts_[k].code] = static_cast<std::uint32_t>(k);
    }
    begin = end;
  }
}

}  // namespace dragoman
