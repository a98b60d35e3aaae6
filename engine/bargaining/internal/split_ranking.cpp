#include "engine/bargaining/internal/split_ranking.h"

#include <algorithm>
#include <bit>
#include <functional>

namespace dragoman {
namespace {

constexpr std::size_t kRankingBlock = 256;
// After so many counts without success a plateau is likely: then every other step looks at the next
// worth there is.
constexpr int kPatience = 20;

// The next double above a finite x.
double NextAbove(double x) {
  constexpr std::uint64_t kSign = std::uint64_t{1} << 63;
  const auto bits = std::bit_cast<std::uint64_t>(x == 0 ? 0.0 : x);  // One zero, not two.
  return std::bit_cast<double>((bits & kSign) == 0 ? bits + 1 : bits - 1);
}

}  // namespace

SplitRanking::SplitRanking(const SplitIndex& index) : index_(index) {
  items_.reserve(kRankingBlock);
  counts_.reserve(index.num_fronts() + 1);
  codes_.reserve(index.num_backs());
}

void SplitRanking::Load(std::uint64_t rank) {
  DRAGOMAN_DEBUG_ASSERT(rank < index_.count());
  if (!items_.empty() && rank >= band_.above && rank < band_.below) {
    ListPlateau(rank);  // Only of a plateau does a block hold a part.
    return;
  }
  Band band;
  band.high = NextAbove(index_.best());
  if (!items_.empty() && rank >= band_.below) {
    band.high = band_.low;
    band.above = band_.below;
  }
  band.low = index_.worst();
  band.below = index_.count();
  Narrow(rank, &band);
  band_ = band;
  if (band_.size() <= kRankingBlock) {
    width_ = band_.high - band_.low;
    ListBand();
  } else {
    ListPlateau(rank);
  }
}

void SplitRanking::Narrow(std::uint64_t rank, Band* band) const {
  // Ranks are asked for from the top, as a rule: try close below first, as far as last time.
  double step = width_ > 0 ? width_ : (band->high - band->low) / 1024;
  for (int round = 1; band->size() > kRankingBlock; ++round) {
    double middle = band->high - step;
    if (!(middle > band->low && middle < band->high)) {
      middle = band->low + (band->high - band->low) / 2;
    }
    const bool between = middle > band->low && middle < band->high;
    if (!between || (round > kPatience && round % 2 == 0)) {
      if (StepDown(rank, !between, band)) return;
      continue;
    }
    const std::uint64_t count = CountFrom(index_, Threshold{middle, false});
    if (count > rank) {
      band->low = middle;
      band->below = count;
      // Halve, and every other time guess that worths lie evenly.
      const std::uint64_t middle_of_block = rank - band->above + kRankingBlock / 2;
      const auto wanted = static_cast<double>(middle_of_block);
      const double share = wanted / static_cast<double>(band->size());
      step = (band->high - band->low) * (round % 2 == 0 || share > 0.5 ? 0.5 : share);
    } else {
      band->high = middle;
      band->above = count;
      step *= 2;
    }
  }
}

bool SplitRanking::StepDown(std::uint64_t rank, bool at_any_rate, Band* band) const {
  SplitPair next;
  const bool found = FindDearest(index_, band->low, Threshold{band->high, false}, &next);
  DRAGOMAN_ASSERT(found);
  const std::uint64_t count = CountFrom(index_, Threshold{next.worth, false});
  if (count > rank) {
    if (!at_any_rate && count - band->above <= kRankingBlock) return false;
    band->low = next.worth;
    band->below = count;
    return true;
  }
  band->high = next.worth;
  band->above = count;
  return false;
}

void SplitRanking::ListBand() {
  items_.clear();
  begin_ = band_.above;
  SplitBoundary low(index_, Threshold{band_.low, false});
  SplitBoundary high(index_, Threshold{band_.high, false});
  for (std::size_t back = index_.num_backs(); back-- > 0;) {
    if (!low.MaybeMet(back)) break;
    const std::size_t end = high.MoveTo(back);
    for (std::size_t front = low.MoveTo(back); front < end; ++front) {
      items_.push_back({index_.Exact(front, back), index_.Order(front, back)});
    }
  }
  std::sort(items_.begin(), items_.end(), [](const SplitPair& a, const SplitPair& b) {
    return a.worth != b.worth ? a.worth > b.worth : a.order > b.order;
  });
}

void SplitRanking::ListPlateau(std::uint64_t rank) {
  items_.clear();
  begin_ = rank;
  counts_.assign(index_.num_fronts() + 1, 0);
  SplitBoundary low(index_, Threshold{band_.low, false});
  SplitBoundary high(index_, Threshold{band_.low, true});
  for (std::size_t back = index_.num_backs(); back-- > 0;) {
    if (!low.MaybeMet(back)) break;
    ++counts_[low.MoveTo(back)];
    --counts_[high.MoveTo(back)];
  }
  for (std::size_t k = 1; k < counts_.size(); ++k) counts_[k] += counts_[k - 1];
  std::uint64_t skip = rank - band_.above;
  for (std::size_t code = index_.num_fronts(); code-- > 0 && items_.size() < kRankingBlock;) {
    const std::size_t front = index_.PlaceOfFront(static_cast<std::uint32_t>(code));
    if (counts_[front] <= skip) {
      skip -= counts_[front];
      continue;
    }
    ListFront(front, skip);
    skip = 0;
  }
}

void SplitRanking::ListFront(std::size_t front, std::uint64_t skip) {
  const double worth = band_.low;
  codes_.clear();
  std::size_t back = 0;
  std::size_t end = index_.num_backs();
  while (back < end) {
    const std::size_t middle = back + (end - back) / 2;
    if (index_.About(front, middle) < worth - index_.slack()) {
      back = middle + 1;
    } else {
      end = middle;
    }
  }
  for (; back < index_.num_backs() && index_.About(front, back) <= worth + index_.slack(); ++back) {
    if (index_.Exact(front, back) == worth) codes_.push_back(index_.back_code(back));
  }
  std::sort(codes_.begin(), codes_.end(), std::greater<>());
  const std::uint64_t high = std::uint64_t{index_.front_code(front)} << 32;
  for (std::size_t k = static_cast<std::size_t>(skip);
       k < codes_.size() && items_.size() < kRankingBlock; ++k) {
    items_.push_back({worth, high | codes_[k]});
  }
}

}  // namespace dragoman
