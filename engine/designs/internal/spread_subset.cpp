#include "engine/designs/internal/spread_subset.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <utility>

#include "engine/core/assert.h"

namespace dragoman::internal {
namespace {

constexpr std::uint64_t kGreedyWork = 500'000'000;
constexpr std::size_t kSetsToImprove = 16;

/// A set under construction, and how much each candidate weighs with its members.
class Subset {
 public:
  Subset(std::size_t candidates, const std::vector<double>* weights)
      : weights_(weights), chosen_(candidates), sums_(candidates) {}

  void GrowTo(std::size_t count) {
    while (members_.size() < count) {
      std::size_t best = chosen_.size();
      for (std::size_t c = 0; c < chosen_.size(); ++c) {
        if (!chosen_[c] && (best == chosen_.size() || sums_[c] > sums_[best])) best = c;
      }
      Add(best);
    }
  }

  void Add(std::size_t c) {
    chosen_[c] = 1;
    members_.push_back(c);
    for (std::size_t other = 0; other < sums_.size(); ++other) sums_[other] += Weight(c, other);
  }

  // Makes exchanges that pay until none does. Each raises the total by more than rounding could, so
  // this ends.
  void Improve() {
    constexpr double kWorthIt = 1e-9;
    bool improved = true;
    while (improved) {
      improved = false;
      for (std::size_t& member : members_) {
        const std::size_t best = BestInsteadOf(member);
        if (best == member) continue;
        const double with = sums_[best] - Weight(best, member);
        if (with <= sums_[member] + kWorthIt * with) continue;
        Exchange(&member, best);
        improved = true;
      }
    }
  }

  // Sum over pairs.
  double Total() const {
    double total = 0;
    for (const std::size_t member : members_) total += sums_[member];
    return total / 2;
  }

  const std::vector<std::size_t>& members() const { return members_; }

 private:
  double Weight(std::size_t a, std::size_t b) const { return (*weights_)[a * chosen_.size() + b]; }

  std::size_t BestInsteadOf(std::size_t member) const {
    std::size_t best = member;
    double best_sum = sums_[member];
    for (std::size_t c = 0; c < chosen_.size(); ++c) {
      if (chosen_[c]) continue;
      const double sum = sums_[c] - Weight(c, member);
      if (sum <= best_sum) continue;
      best = c;
      best_sum = sum;
    }
    return best;
  }

  void Exchange(std::size_t* member, std::size_t other) {
    for (std::size_t c = 0; c < sums_.size(); ++c)
      sums_[c] += Weight(other, c) - Weight(*member, c);
    chosen_[*member] = 0;
    chosen_[other] = 1;
    *member = other;
  }

  const std::vector<double>* weights_;
  std::vector<char> chosen_;
  std::vector<double> sums_;
  std::vector<std::size_t> members_;
};

}  // namespace

std::vector<std::size_t> ChooseSpreadSubset(std::size_t candidates, std::size_t count,
                                            const std::vector<double>& weights) {
  DRAGOMAN_ASSERT(count >= 1 && count <= candidates && weights.size() == candidates * candidates);
  const auto affordable = static_cast<std::size_t>(kGreedyWork / count / candidates);
  const std::size_t starts = std::clamp<std::size_t>(affordable, 1, candidates);
  std::vector<Subset> kept;  // the best so far, best first
  std::vector<double> totals;
  for (std::size_t start = 0; start < starts; ++start) {
    Subset subset(candidates, &weights);
    subset.Add(start);
    subset.GrowTo(count);
    const double total = subset.Total();
    const auto place = std::upper_bound(totals.begin(), totals.end(), total, std::greater<>());
    if (static_cast<std::size_t>(place - totals.begin()) >= kSetsToImprove) continue;
    kept.insert(kept.begin() + (place - totals.begin()), std::move(subset));
    totals.insert(place, total);
    if (kept.size() <= kSetsToImprove) continue;
    kept.pop_back();
    totals.pop_back();
  }
  const Subset* best = nullptr;
  for (Subset& subset : kept) {
    subset.Improve();
    if (best == nullptr || subset.Total() > best->Total()) best = &subset;
  }
  std::vector<std::size_t> members = best->members();
  std::sort(members.begin(), members.end());
  return members;
}

}  // namespace dragoman::internal
