#include "engine/report/html/refusal_tally.h"

#include <algorithm>
#include <optional>

namespace dragoman {
namespace {

/// Keeps the last package tabled to each side.
class LastPackages final : public TalkObserver {
 public:
  void OnEvent(const TalkEvent& event) override {
    if (event.kind == TalkEventKind::kSitting) package_ = event.issue == kNoIssue;
    if (event.kind != TalkEventKind::kOffer || !package_) return;
    last_[static_cast<std::size_t>(Other(event.side))] = event;
  }
  void Clear() { last_ = {}; }
  const std::optional<TalkEvent>& to(std::size_t side) const { return last_[side]; }

 private:
  bool package_ = false;
  std::array<std::optional<TalkEvent>, kSides> last_;
};

bool IsMeasured(Refusal refusal) {
  return refusal == Refusal::kBelowNoDeal || refusal == Refusal::kDelegate ||
         refusal == Refusal::kAspiration;
}

/// What the package missed: of no deal, of what a delegate may sign, or of what it held out for.
double MissingGain(const TalkEvent& offer) {
  const double needed = offer.refusal == Refusal::kBelowNoDeal ? 0
                        : offer.refusal == Refusal::kDelegate  ? offer.d
                                                               : offer.c;
  return std::max(0.0, needed - offer.b);
}

double Quantile(const std::vector<double>& sorted, double share) {
  const auto place = static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1) + 0.5);
  return sorted[place];
}

}  // namespace

RefusalTally TallyRefusals(const CompiledScenario& scenario, std::uint64_t seed,
                           std::uint64_t runs) {
  RefusalTally tally;
  tally.runs = runs;
  std::array<std::array<std::vector<double>, kNumRefusals>, kSides> missing;
  Runner runner(scenario, seed);
  LastPackages packages;
  const double one = 1 / static_cast<double>(runs);
  for (std::uint64_t run = 0; run < runs; ++run) {
    packages.Clear();
    runner.Run(run, &packages);
    for (std::size_t side = 0; side < kSides; ++side) {
      const std::optional<TalkEvent>& last = packages.to(side);
      if (!last) tally.none[side] += one;
      if (!last || last->refusal == Refusal::kNone) continue;
      missing[side][static_cast<std::size_t>(last->refusal)].push_back(MissingGain(*last));
    }
  }
  for (std::size_t side = 0; side < kSides; ++side) {
    for (std::size_t r = 0; r < kNumRefusals; ++r) {
      std::vector<double>& values = missing[side][r];
      if (values.empty()) continue;
      std::sort(values.begin(), values.end());
      RefusalShare share;
      share.side = static_cast<int>(side);
      share.refusal = static_cast<Refusal>(r);
      share.share = static_cast<double>(values.size()) / static_cast<double>(runs);
      share.measured = IsMeasured(share.refusal);
      share.median_short = Quantile(values, 0.5);
      share.most_short = Quantile(values, 0.9);
      tally.shares.push_back(share);
    }
  }
  std::stable_sort(tally.shares.begin(), tally.shares.end(),
                   [](const RefusalShare& a, const RefusalShare& b) { return a.share > b.share; });
  return tally;
}

}  // namespace dragoman
