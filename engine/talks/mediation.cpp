#include <algorithm>

#include "engine/talks/talks.h"

/// @file
/// The mediator as formulator: packages of its own after a sitting that ended without agreement
/// (M19).

namespace dragoman {

namespace {

void SettleForFocalPoint(double focal, Judgement* reply) {
  if (reply->refusal != Refusal::kAspiration) return;
  reply->needed = std::max(reply->appraisal.margin, (1 - focal) * reply->needed);
  if (!(reply->appraisal.worth < reply->needed)) reply->refusal = Refusal::kNone;
}

}  // namespace

// As the mediator sees it, by what the sides say they want: the gains, with an eye on the less
// satisfied side, or on the one it favours.
double Talks::MediatorsScore(const PoolOffer& package) const {
  const MediatorState& mediator = state_.mediator;
  std::array<double, kSides> gain{};
  for (std::size_t s = 0; s < kSides; ++s) {
    // What the other side sees of `s` is what is publicly known of it.
    gain[s] = WorthOf(model_, state_, state_.seen[1 - s], package.offer).gain;
  }
  const double mean = 0.5 * ((1 + mediator.favour[0] - mediator.favour[1]) * gain[0] +
                             (1 + mediator.favour[1] - mediator.favour[0]) * gain[1]);
  return mediator.least * std::min(gain[0], gain[1]) + (1 - mediator.least) * mean;
}

// The best few of the packages that either side could propose, best first. A package both pools
// hold counts once.
std::size_t Talks::FindDrafts(std::size_t most, std::array<Draft, kMostDrafts>* drafts) const {
  std::array<Draft, kMostDrafts>& best = *drafts;
  std::size_t count = 0;
  for (const auto& pool : pools_) {
    for (const PoolOffer& package : pool) {
      const Draft draft = {MediatorsScore(package), &package};
      std::size_t place = count;
      bool known = false;
      while (place > 0 && !(best[place - 1].score > draft.score)) --place;
      for (std::size_t k = 0; k < count; ++k) {
        known = known || best[k].package->offer == package.offer;
      }
      if (known || place >= most) continue;
      count = std::min(count + 1, most);
      for (std::size_t k = count - 1; k > place; --k) best[k] = best[k - 1];
      best[place] = draft;
    }
  }
  return count;
}

Clock Talks::LastTick() const {
  Clock clock;
  clock.ticks = static_cast<int>(times_.size());
  clock.tick = clock.ticks;
  clock.time = times_.back();
  return clock;
}

void Talks::Mediate(SittingResult* result) {
  std::array<Draft, kMostDrafts> drafts;
  const auto most = std::min(kMostDrafts, static_cast<std::size_t>(state_.mediator.proposals));
  const std::size_t count = FindDrafts(most, &drafts);
  const Clock clock = LastTick();
  for (std::size_t k = 0; k < count; ++k) {
    if (PutToBoth(drafts[k].package->offer, clock, result)) return;
  }
}

bool Talks::PutToBoth(const Outcome& offer, const Clock& clock, SittingResult* result) {
  std::array<Judgement, kSides> replies;
  int against = kNobody;
  for (int side = 0; side < kSides; ++side) {
    const auto s = static_cast<std::size_t>(side);
    replies[s] = strategies_[s]->Judge(offer, clock);
    SettleForFocalPoint(state_.mediator.focal, &replies[s]);
    if (state_.seated == side) guest_->Answer(offer, clock, state_, &replies[s]);
    if (!replies[s].accepts() && against == kNobody) against = side;
  }
  // As in a single text, what the other side would sign is as good as an offer of its own.
  for (std::size_t s = 0; s < kSides; ++s) {
    double& best = state_.sides[s].best_offered;
    if (replies[1 - s].accepts()) best = std::max(best, replies[s].appraisal.worth);
  }
  TellMediation(state_, clock, offer, replies, against);
  if (against != kNobody) return false;
  result->end = SittingEnd::kAgreement;
  result->agreement = offer;
  result->proposer = kNobody;
  result->tick = clock.tick;
  return true;
}

}  // namespace dragoman
