#include <algorithm>
#include <limits>
#include <vector>

#include "engine/bargaining/negmas/normal_utility.h"
#include "engine/bargaining/negmas/opponent_model.h"
#include "engine/bargaining/negmas/terms.h"
#include "engine/bargaining/registry.h"
#include "engine/core/portable_math.h"

namespace dragoman {
namespace {

constexpr double kNegmasNiceTie = 1e-12;
/// Beyond that it reckons with its best outcomes only; the reference does something else there.
constexpr std::size_t kNegmasMostOutcomes = 10'000;

/// Answers the other's concessions in kind, measured against the point of an estimated frontier
/// where the product of both utilities is largest, and picks among equally good offers what its
/// model of the other likes best.
///
/// Once a tick: frontier of (own utility n, model), both in [0, 1]; p = n at the largest product;
/// N = clip(p max(0, 1.4 - .6 (1 - f1)), [max(.5, r), 1]) with f1 the first and fm the best offer
/// heard; concedes f = clip((fm - f1)/(N - f1)); target 1 - f (1 - N), less a bonus of .1 of what
/// is left to N, up to all of it after t = .91 (.85 if it has more than 3000 outcomes). Bids the
/// frontier's point worth the target that the model likes best, or the best offer heard if that is
/// worth as much; accepts what is worth its bid, and anything rational from t = .98 on.
///
/// Source: Baarslag, Hindriks & Jonker (2013), "A tit for tat negotiation strategy for real-time
/// bilateral negotiations"; details as in the vectors of NegMAS.
class NegmasNiceTitForTat final : public Strategy {
 public:
  void Begin(const Seat& seat) override {
    seat_ = seat;
    DRAGOMAN_ASSERT(seat.space != nullptr);
    normal_.Reset(seat);
    model_.Reset(*seat.space);
    ListOutcomes();
    heard_any_ = false;
    bid_tick_ = 0;
    bid_.worth = seat.offers->best_worth();
  }

  double Aspiration(const Clock&) override { return bid_.worth; }

  const PoolOffer* Propose(const Clock& clock) override {
    if (options_.empty()) return nullptr;
    PlanBid(clock);
    return &bid_;
  }
  const PoolOffer* Next(const Clock& clock) override { return Propose(clock); }

  Judgement Judge(const Offer& offer, const Clock& clock) override {
    const Appraisal seen = seat_.appraiser->Appraise(offer);
    if (options_.empty()) return NegmasReply(seat_, seen, false, seat_.best_worth);
    if (clock.time >= 0.98) {
      return NegmasReply(seat_, seen, seen.worth >= seat_.reservation, seat_.reservation);
    }
    PlanBid(clock);
    return NegmasReply(seat_, seen, normal_.Of(offer, seen.worth) >= bid_normal_, bid_.worth);
  }

  void Hear(int, const Offer& offer, const Clock&) override {
    model_.Count(offer);
    const double worth = seat_.appraiser->Appraise(offer).worth;
    const double normal = normal_.Of(offer, worth);
    if (!heard_any_) first_heard_ = normal;
    if (heard_any_ && normal <= best_heard_) return;
    heard_any_ = true;
    best_heard_ = normal;
    best_offer_ = {.offer = offer, .worth = worth};
  }

 private:
  struct Option {
    PoolOffer offer;
    double normal = 0;
    double seen = 0;  ///< By the model.
    double sum = 0;
  };

  // In the order of enumeration.
  void ListOutcomes() {
    options_.clear();
    const double all = std::numeric_limits<double>::infinity();
    seat_.offers->ForEachWithin(-all, all, [this](const PoolOffer& offer) {
      options_.push_back({offer, normal_.Of(offer.offer, offer.worth)});
      return options_.size() < kNegmasMostOutcomes;
    });
    std::sort(options_.begin(), options_.end(),
              [](const Option& a, const Option& b) { return a.offer.offer < b.offer.offer; });
    order_.resize(options_.size());
    least_ = most_ = options_.empty() ? 0 : options_[0].normal;
    for (const Option& option : options_) {
      least_ = std::min(least_, option.normal);
      most_ = std::max(most_, option.normal);
    }
    if (seat_.offers->size() > static_cast<double>(options_.size())) least_ = 0;
  }

  // What is not dominated, and rational; by falling sum, equal sums in reverse of enumeration. Of
  // outcomes with equal utilities the first in that order stays.
  void FindFrontier() {
    model_.Prepare();
    for (std::size_t k = 0; k < options_.size(); ++k) {
      Option& option = options_[k];
      option.seen = model_.Score(option.offer.offer);
      option.sum = option.normal + option.seen;
      order_[k] = static_cast<std::uint32_t>(k);
    }
    std::sort(order_.begin(), order_.end(), [this](std::uint32_t a, std::uint32_t b) {
      return options_[a].sum != options_[b].sum ? options_[a].sum > options_[b].sum : a > b;
    });
    frontier_.clear();
    for (const std::uint32_t k : order_) {
      const Option& option = options_[k];
      const bool dominated =
          std::any_of(frontier_.begin(), frontier_.end(), [&](std::uint32_t other) {
            return options_[other].normal >= option.normal && options_[other].seen >= option.seen;
          });
      if (!dominated) frontier_.push_back(k);
    }
    std::erase_if(frontier_, [this](std::uint32_t k) {
      const Option& option = options_[k];
      return !(option.normal >= 0 && option.normal >= normal_.reservation() && option.seen >= 0);
    });
  }

  // Own utility where the product of gains over the frontier's least is largest.
  double NashUtility() const {
    if (frontier_.empty()) return 0.7;
    double least[2] = {options_[frontier_[0]].normal, options_[frontier_[0]].seen};
    double most[2] = {least[0], least[1]};
    for (const std::uint32_t k : frontier_) {
      const double here[2] = {options_[k].normal, options_[k].seen};
      for (int side = 0; side < 2; ++side) {
        least[side] = std::min(least[side], here[side]);
        most[side] = std::max(most[side], here[side]);
      }
    }
    if (most[0] - least[0] <= kNegmasNiceTie || most[1] - least[1] <= kNegmasNiceTie) {
      return options_[frontier_[0]].normal;
    }
    double best = 0;
    for (const std::uint32_t k : frontier_) best = std::max(best, Product(k, least));
    for (const std::uint32_t k : frontier_) {
      if (Product(k, least) >= best - kNegmasNiceTie) return options_[k].normal;
    }
    return 0.7;
  }
  double Product(std::uint32_t k, const double (&least)[2]) const {
    return (options_[k].normal - least[0]) * (options_[k].seen - least[1]);
  }

  double Target(double time) const {
    const double reservation = normal_.reservation();
    const double first = heard_any_ ? first_heard_ : 1;
    const double heard = heard_any_ ? best_heard_ : first;
    const double share = std::max(0.0, 1.4 - 0.6 * (1 - first));
    const double goal = std::min(std::max(NashUtility() * share, std::max(0.5, reservation)), 1.0);
    double conceded = 0;
    if (goal - first > 1e-9) {
      conceded = std::min(std::max((heard - first) / (goal - first), 0.0), 1.0);
    }
    double target = 1 - conceded * (1 - goal);
    const double late = options_.size() > 3000 ? 0.85 : 0.91;
    const double hurry = time > late ? std::min(1.0, 20 * (time - late)) : 0.0;
    target -= std::max(0.5 - 0.4, hurry) * std::max(0.0, target - goal);
    return std::min(std::max(target, reservation), 1.0);
  }

  // Its bid of this tick; planned once, when first asked for.
  void PlanBid(const Clock& clock) {
    if (bid_tick_ == clock.tick) return;
    bid_tick_ = clock.tick;
    FindFrontier();
    const double needed = least_ + Target(clock.time) * (most_ - least_);
    const Option* best = nullptr;
    for (const std::uint32_t k : frontier_) {
      const Option& option = options_[k];
      if (option.normal >= needed && (best == nullptr || option.seen > best->seen)) best = &option;
    }
    if (best == nullptr) best = BestOwn();
    bid_ = best->offer;
    bid_normal_ = best->normal;
    if (heard_any_ && best_heard_ >= bid_normal_) {
      bid_ = best_offer_;
      bid_normal_ = best_heard_;
    }
  }

  // The last of equals: the top of an ascending list.
  const Option* BestOwn() const {
    const Option* best = &options_[0];
    for (const Option& option : options_) {
      if (option.normal >= best->normal) best = &option;
    }
    return best;
  }

  Seat seat_;
  NegmasNormalUtility normal_;
  NegmasOpponentModel model_;
  std::vector<Option> options_;
  std::vector<std::uint32_t> order_;
  std::vector<std::uint32_t> frontier_;  ///< Places in options_.
  double least_ = 0;                     ///< Of normal, over all options.
  double most_ = 0;
  bool heard_any_ = false;
  double first_heard_ = 0;
  double best_heard_ = 0;
  PoolOffer best_offer_;
  PoolOffer bid_;
  double bid_normal_ = 0;
  int bid_tick_ = 0;
};

const RegisterStrategy<NegmasNiceTitForTat> kRegisteredNegmasNiceTitForTat{{
    .name = "negmas_nice_tit_for_tat",
    .summary = "Repays concessions, measured against the estimated Nash point (preset).",
    .formula =
        "target = 1 - f (1 - N), f the share of the way to N that the other has come; offers "
        "what the other seems to like best of what is worth the target",
    .source = "Baarslag, Hindriks & Jonker (2013); vectors of NegMAS",
}};

}  // namespace
}  // namespace dragoman
