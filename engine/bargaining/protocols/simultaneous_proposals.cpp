#include "engine/bargaining/registry.h"

namespace dragoman {
namespace {

/// Both sides table an offer at every exchange, and each answers the other's. If at least one is
/// accepted the sitting ends; if both are, the one with the larger product of gains is agreed, so
/// that no side has a first word. An offer leaves the table when the exchange is over.
///
/// Source: talks model, section 3, steps 4 and 5; the product rule is Nash (1950).
class SimultaneousProposals final : public Protocol {
 public:
  SittingResult Run(const SittingTable& table) const override {
    DRAGOMAN_ASSERT(table.seats.size() == 2);
    SittingResult result;
    result.settled = ~std::uint32_t{0};
    Clock clock;
    clock.ticks = static_cast<int>(table.times.size());
    for (clock.tick = 1; clock.tick <= clock.ticks && !result.agreed(); ++clock.tick) {
      if (table.cancel != nullptr && table.cancel->cancelled()) {
        result.end = SittingEnd::kCancelled;
        break;
      }
      clock.time = table.times[static_cast<std::size_t>(clock.tick - 1)];
      result.tick = clock.tick;
      if (Exchange(table, clock, &result)) break;
    }
    return result;
  }

 private:
  // True once the sitting is over.
  static bool Exchange(const SittingTable& table, const Clock& clock, SittingResult* result) {
    double accepted_product[2] = {-1, -1};
    const PoolOffer* offers[2];
    for (int side = 0; side < 2; ++side) {
      Strategy& strategy = *table.seats[static_cast<std::size_t>(side)];
      offers[side] = strategy.Propose(clock);
      result->aspiration[side] = strategy.Aspiration(clock);
    }
    for (int side = 0; side < 2; ++side) {
      if (offers[side] == nullptr) {
        if (table.observer != nullptr) {
          table.observer->OnSilence(clock, side, result->aspiration[side]);
        }
        continue;
      }
      const int other = 1 - side;
      Strategy& judge = *table.seats[static_cast<std::size_t>(other)];
      judge.Hear(side, offers[side]->offer, clock);
      const Judgement reply = judge.Judge(offers[side]->offer, clock);
      if (reply.appraisal.worth > result->best_offered[other]) {
        result->best_offered[other] = reply.appraisal.worth;
      }
      if (reply.accepts()) accepted_product[side] = offers[side]->worth * reply.appraisal.worth;
      if (table.observer != nullptr) {
        table.observer->OnOffer(clock, side, *offers[side], result->aspiration[side]);
        table.observer->OnReply(clock, other, side, *offers[side], reply);
      }
    }
    const int winner = Winner(accepted_product, offers);
    if (winner < 0) return false;
    result->end = SittingEnd::kAgreement;
    result->agreement = offers[winner]->offer;
    result->proposer = winner;
    return true;
  }

  // Equal products are settled by the offers themselves, never by who made them.
  static int Winner(const double (&product)[2], const PoolOffer* const (&offers)[2]) {
    if (product[0] < 0 && product[1] < 0) return -1;
    if (product[0] != product[1]) return product[0] > product[1] ? 0 : 1;
    return offers[0]->offer <= offers[1]->offer ? 0 : 1;
  }
};

const RegisterProtocol<SimultaneousProposals> kRegisteredSimultaneousProposals{{
    .name = "simultaneous_proposals",
    .summary = "Both sides table an offer at once at every exchange; each answers the other's.",
    .formula =
        "agreed when at least one offer is accepted; of two accepted offers the one with the "
        "larger product of gains",
    .source = "talks model, section 3; product rule after Nash (1950)",
}};

}  // namespace
}  // namespace dragoman
