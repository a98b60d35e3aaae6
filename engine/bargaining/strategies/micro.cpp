#include <cstdint>
#include <limits>
#include <vector>

#include "engine/bargaining/offer_choice.h"
#include "engine/bargaining/offer_set.h"
#include "engine/bargaining/offering.h"
#include "engine/bargaining/registry.h"
#include "engine/core/fields.h"

namespace dragoman {
namespace {

/// Minimal concession in response to offers: gives a new offer for every new offer it heard.
///
/// Ranks its offers from the best down. With m different offers tabled and n different offers
/// heard (from anyone), it tables its next best while m <= n, and else one of its old offers drawn
/// at random. Accepts what is worth at least the next new offer while m <= n, and else at least the
/// cheapest it has tabled. Knows no clock: the deadline does not move it.
///
/// Source: de Jonge, "An analysis of the linear bilateral ANAC domains using the MiCRO benchmark
/// strategy", IJCAI 2022, section 4.
class Micro final : public OfferingStrategy {
 public:
  void Hear(int, const Offer& offer, const Clock&) override {
    if (heard_.Insert(offer)) Replan();
  }

 protected:
  void DoBegin() override {
    heard_.Clear();
    tabled_ = 0;
    rank_ = 0;
    exhausted_ = false;
    fetched_ = false;
    draws_ = 0;
  }

  double Target(const Clock&) override {
    const PoolOffer* next = Fresh();
    return next == nullptr ? Lowest() : next->worth;
  }

  const PoolOffer* Plan(const Clock&) override {
    new_ = Fresh();
    if (new_ != nullptr) return new_;
    if (tabled_ == 0) return nullptr;
    const double share = seat().random.Uniform(Stream(), seat().first_draw + draws_);
    return &offers_[static_cast<std::size_t>(share * static_cast<double>(tabled_))];
  }

  void DoTabled(const PoolOffer&, const Clock&) override {
    ++draws_;
    if (new_ != nullptr) {
      ++tabled_;
      fetched_ = false;
    }
    Replan();
  }

  double Needed(const Clock&) override {
    const PoolOffer* next = Fresh();
    return next == nullptr ? Lowest() : next->worth;
  }

 private:
  StreamKey Stream() const {
    static const auto kStream = static_cast<std::uint64_t>(MakeStream("micro"));
    return StreamKey{kStream + static_cast<std::uint64_t>(seat().self)};
  }

  double Lowest() const {
    return tabled_ == 0 ? std::numeric_limits<double>::infinity() : lowest_tabled();
  }

  // The next new offer, if it is due and there is one worth having.
  const PoolOffer* Fresh() {
    if (tabled_ > heard_.size()) return nullptr;
    if (!fetched_ && !exhausted_) Fetch();
    return fetched_ ? &offers_[tabled_] : nullptr;
  }

  void Fetch() {
    if (tabled_ == offers_.size()) offers_.resize(offers_.empty() ? 64 : 2 * offers_.size());
    PoolOffer* slot = &offers_[tabled_];
    while (!exhausted_ && !fetched_) {
      exhausted_ = !seat().offers->Ranked(rank_++, slot) || slot->worth < seat().reservation;
      fetched_ = !exhausted_ && Signable(*slot);
    }
  }

  OfferSet heard_;
  std::vector<PoolOffer> offers_;  ///< What it tabled, and in place tabled_ the next new offer.
  std::size_t tabled_ = 0;
  std::uint64_t rank_ = 0;  ///< First rank not yet looked at.
  bool exhausted_ = false;  ///< No further offer is worth having.
  bool fetched_ = false;
  const PoolOffer* new_ = nullptr;  ///< What the last plan would table for the first time.
  std::uint64_t draws_ = 0;
};

const RegisterStrategy<Micro> kRegisteredMicro{{
    .name = "micro",
    .summary = "Gives one new offer, its next best, for every new offer it hears.",
    .formula = "m offers tabled, n heard (different ones): m <= n: the next best, accepts what is "
               "worth that; else an old one at random, accepts what is worth its cheapest",
    .source = "de Jonge (2022), section 4",
}};

}  // namespace
}  // namespace dragoman
