#include <algorithm>
#include <cstdint>

#include "engine/bargaining/offer_choice.h"
#include "engine/bargaining/offering.h"
#include "engine/bargaining/registry.h"
#include "engine/core/fields.h"

namespace dragoman {
namespace {

/// Tables any offer it would sign, each as likely as the others: a yardstick.
///
/// Accepts what is worth at least the offer it happens to have drawn. Draws once per tick.
class RandomOffers final : public OfferingStrategy {
 public:
  void Serialize(FieldVisitor* v) override {
    v->Visit({.name = "kept",
              .doc = "share of the range below which it offers nothing",
              .range = kUnitInterval},
             &kept_);
  }

 protected:
  void DoBegin() override {
    counted_ = false;
    draws_ = 0;
  }

  double Target(const Clock&) override { return scale().Worth(kept_); }

  const PoolOffer* Plan(const Clock&) override {
    if (!counted_) Count();
    // Margins may rule offers out, and how many is not known beforehand: a few draws, then the
    // best.
    constexpr int kTries = 16;
    for (int k = 0; count_ > 0 && k < kTries; ++k) {
      if (seat().offers->Ranked(Draw(), room()) && Signable(*room())) return room();
    }
    for (std::uint64_t rank = 0; rank < count_; ++rank) {
      if (seat().offers->Ranked(rank, room()) && Signable(*room())) return room();
    }
    return nullptr;
  }

 private:
  std::uint64_t Draw() {
    static const auto kStream = static_cast<std::uint64_t>(MakeStream("random offers"));
    const StreamKey stream{kStream + static_cast<std::uint64_t>(seat().self)};
    const double u = seat().random.Uniform(stream, seat().first_draw + draws_++);
    const auto rank = static_cast<std::uint64_t>(u * static_cast<double>(count_));
    return std::min(rank, count_ - 1);
  }

  // How many offers are worth having, by halving: the ranking falls.
  void Count() {
    counted_ = true;
    constexpr double kMost = 9e15;  // Beyond, doubles skip integers.
    std::uint64_t low = 0;
    auto high = static_cast<std::uint64_t>(std::min(kMost, seat().offers->size()));
    while (low < high) {
      const std::uint64_t middle = low + (high - low) / 2;
      const bool good =
          seat().offers->Ranked(middle, room()) && room()->worth >= scale().Worth(kept_);
      (good ? low : high) = good ? middle + 1 : middle;
    }
    count_ = low;
  }

  double kept_ = 0;
  bool counted_ = false;
  std::uint64_t count_ = 0;
  std::uint64_t draws_ = 0;
};

const RegisterStrategy<RandomOffers> kRegisteredRandomOffers{{
    .name = "random",
    .summary = "Tables any offer worth having, each as likely as the others.",
    .formula = "uniform over {x: u(x) >= r}; accepts what is worth at least its next draw",
    .source = "yardstick",
}};

}  // namespace
}  // namespace dragoman
