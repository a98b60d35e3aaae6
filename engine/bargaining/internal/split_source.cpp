#include <algorithm>

#include "engine/bargaining/internal/split_ranking.h"
#include "engine/bargaining/internal/split_scorer.h"
#include "engine/bargaining/internal/split_search.h"

namespace dragoman {
namespace {

class SplitSource final : public OfferSource {
 public:
  explicit SplitSource(const SplitIndex& index) : index_(index), ranking_(index), scorer_(index) {}

  double size() const override { return static_cast<double>(index_.count()); }
  double best_worth() const override { return index_.best(); }
  double worst_worth() const override { return index_.worst(); }

  bool CheapestWithin(double low, double high, PoolOffer* found) override {
    SplitPair pair;
    low = std::max(low, index_.floor());
    if (!(low <= high) || !FindCheapest(index_, low, high, &pair)) return false;
    Fill(pair, found);
    return true;
  }

  bool Ranked(std::uint64_t rank, PoolOffer* found) override {
    if (rank >= index_.count()) return false;
    Fill(ranking_.At(rank), found);
    return true;
  }

  bool BestScoredWithin(double low, double high, std::span<const double> score,
                        PoolOffer* found) override {
    SplitPair pair;
    if (!scorer_.Find(std::max(low, index_.floor()), high, score, &pair)) return false;
    Fill(pair, found);
    return true;
  }

  void ForEachWithin(double low, double high, FunctionRef<bool(const PoolOffer&)> visit) override {
    SplitPair pair;
    low = std::max(low, index_.floor());
    // The first one needs no ranking, and often nobody asks for a second.
    if (!(low <= high) || !FindDearest(index_, low, Threshold{high, true}, &pair)) return;
    PoolOffer offer;
    Fill(pair, &offer);
    if (!visit(offer)) return;
    std::uint64_t rank = CountFrom(index_, Threshold{high, true});
    while (Ranked(++rank, &offer) && offer.worth >= low) {
      if (!visit(offer)) return;
    }
  }

 private:
  void Fill(const SplitPair& pair, PoolOffer* found) const {
    found->offer = index_.range().Decode(static_cast<std::uint32_t>(pair.order >> 32),
                                         static_cast<std::uint32_t>(pair.order));
    found->worth = pair.worth;
    found->seen_worth = 0;
    found->margin = index_.reservation();
  }

  const SplitIndex& index_;
  SplitRanking ranking_;
  SplitScorer scorer_;
};

}  // namespace

std::unique_ptr<OfferSource> SplitIndex::MakeSource() const {
  return std::make_unique<SplitSource>(*this);
}

}  // namespace dragoman
