#include "engine/bargaining/protocols/ballot.h"
#include "engine/bargaining/registry.h"
#include "engine/core/fields.h"

namespace dragoman {
namespace {

/// One party proposes, the others accept or refuse, and nobody answers with an offer: the ultimatum
/// game, over one or several rounds.
///
/// `opener` says who proposes: always the same seat, or another one each round (`rotating` with
/// unanimity is the rotating-proposer game of n players). `rounds` = 0 uses every tick.
///
/// Time: round k of m reads the time of the clock's tick ceil(k T / m), so a single round is at the
/// end of the clock (`pace` spread), or that of tick k (`pace` ticks). Every offer is answered. One
/// offer a tick, so no ties.
///
/// Source: Guth, Schmittberger & Schwarze (1982); rotating proposers: Shaked's game in
/// Sutton (1986).
class TakeItOrLeaveIt final : public Protocol {
 public:
  SittingResult Run(const SittingTable& table) const override {
    SittingResult result;
    Floor floor(table, terms_, &result);
    const AssentRule assent(terms_, floor.num_parties());
    TickWindow window{.first = 1, .last = floor.num_ticks(), .pace = terms_.pace};
    if (rounds_ > 0 && rounds_ < window.last) window.last = rounds_;
    for (int tick = 1; tick <= window.last; ++tick) {
      if (!floor.StartTick(tick, window.TimeTick(tick, floor.num_ticks()))) break;
      if (Round(assent, &floor)) break;
      if (tick < window.last && floor.BreaksDown(BreakdownAt::kTick)) break;
    }
    floor.Close();
    return result;
  }

  void Serialize(FieldVisitor* v) override {
    v->Visit({.name = "rounds",
              .doc = "offers at most; 0: one at every tick of the clock",
              .range = {.min = 0, .max = 1e6},
              .unit = "rounds"},
             &rounds_);
    terms_.Serialize(v, kTermOpener | kTermAssent | kTermBallot | kTermSilence | kTermBreakdown |
                            kTermLeaving | kTermPace);
  }

 private:
  // True once the sitting is over.
  static bool Round(const AssentRule& assent, Floor* floor) {
    const int proposer = floor->OpenerNow();
    const PoolOffer* proposal = floor->CallOn(proposer);
    if (proposal == nullptr) return floor->SilenceBreaks(proposer);
    const PoolOffer offer = *proposal;
    floor->Announce(proposer, offer);
    const VoteEnd vote = PutToVote(proposer, offer, std::uint32_t{1} << proposer, assent, floor);
    if (vote == VoteEnd::kCarried) floor->Agree(proposer, offer.offer);
    return vote != VoteEnd::kLost;
  }

  int rounds_ = 1;
  ProtocolTerms terms_;
};

const RegisterProtocol<TakeItOrLeaveIt> kRegisteredTakeItOrLeaveIt{{
    .name = "take_it_or_leave_it",
    .summary = "One party proposes, the others accept or refuse; no counter-offers.",
    .formula = "each round the proposer tables one offer; agreed if those accept whom the rule of "
               "assent asks for; after `rounds` refusals no agreement",
    .source = "Guth, Schmittberger & Schwarze (1982)",
}};

}  // namespace
}  // namespace dragoman
