#include <algorithm>

#include "engine/bargaining/protocols/tie_rule.h"
#include "engine/bargaining/registry.h"

namespace dragoman {
namespace {

/// Both sides table an offer at every exchange, and each answers the other's. If at least one is
/// accepted the sitting ends; if both are, the one with the larger product of gains is agreed, so
/// that no side has a first word. An offer leaves the table when the exchange is over.
///
/// Time: both offers and both answers of a tick happen at its time; every offer is answered. Gains
/// are the worths the parties report, which the talks measure from no deal. For more parties, or an
/// announced overlap, see written_proposals.
///
/// Source: talks model, section 3, steps 4 and 5; the product rule is Nash (1950).
class SimultaneousProposals final : public Protocol {
 public:
  SittingResult Run(const SittingTable& table) const override {
    DRAGOMAN_ASSERT(table.seats.size() == 2);
    SittingResult result;
    result.settled = ~std::uint32_t{0};
    Floor floor(table, terms_, &result);
    for (int tick = 1; tick <= floor.num_ticks(); ++tick) {
      if (!floor.StartTick(tick)) break;
      if (Exchange(&floor)) break;
      if (tick < floor.num_ticks() && floor.BreaksDown(BreakdownAt::kTick)) break;
    }
    return result;
  }

  void Serialize(FieldVisitor* v) override {
    terms_.Serialize(v, kTermTie | kTermSilence | kTermBreakdown | kTermLeaving);
  }

 private:
  // True once the sitting is over.
  static bool Exchange(Floor* floor) {
    PoolOffer offers[2];  // Copies: a strategy may forget its offer when it judges the other's.
    bool tabled[2];
    for (int side = 0; side < 2; ++side) {
      const PoolOffer* offer = floor->Seat(side).Propose(floor->clock());
      tabled[side] = offer != nullptr;
      if (offer != nullptr) offers[side] = *offer;
      floor->result().aspiration[side] = floor->AspirationOf(side);
    }
    AcceptedOffer accepted[2];
    for (int side = 0; side < 2; ++side) {
      if (!tabled[side]) {
        floor->TellSilence(side);
        if (floor->SilenceBreaks(side)) return true;
      } else if (Answered(side, offers[side], floor, &accepted[side])) {
        return true;
      }
    }
    const int winner = WinningSeat(accepted, *floor);
    if (winner < 0) return false;
    floor->Agree(winner, *accepted[winner].offer);
    return true;
  }

  // True if the other side left instead of answering.
  static bool Answered(int side, const PoolOffer& offer, Floor* floor, AcceptedOffer* accepted) {
    floor->Announce(side, offer);
    Judgement reply;
    const Floor::Answer answer = floor->Ask(1 - side, side, offer, &reply);
    if (answer == Floor::Answer::kYes) {
      const double worth = reply.appraisal.worth;
      *accepted = {&offer.offer, offer.worth * worth, std::min(offer.worth, worth)};
    }
    return answer == Floor::Answer::kLeft;
  }

  ProtocolTerms terms_;
};

const RegisterProtocol<SimultaneousProposals> kRegisteredSimultaneousProposals{
    {
        .name = "simultaneous_proposals",
        .summary = "Both sides table an offer at once at every exchange; each answers the other's.",
        .formula =
            "agreed when at least one offer is accepted; of two accepted offers the one with the "
            "larger product of gains",
        .source = "talks model, section 3; product rule after Nash (1950)",
    },
    {.max_parties = 2}};

}  // namespace
}  // namespace dragoman
