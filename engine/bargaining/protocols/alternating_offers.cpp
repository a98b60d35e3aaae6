#include "engine/bargaining/protocols/alternating_offers.h"

#include "engine/bargaining/registry.h"

namespace dragoman {
namespace {

/// The state between two turns: the offer that stands and who has accepted it.
class StackedOffers {
 public:
  StackedOffers(const AssentRule& assent, Floor* floor) : assent_(assent), floor_(*floor) {}

  /// One party's turn. True once the sitting is over.
  bool Turn(int party) {
    if (stands_) {
      // A rotating or drawn opener may come round before everybody has answered.
      if (HasAccepted(party)) return false;
      if (AnswerOf(party)) return true;
      if (stands_) return false;
      if (floor_.BreaksDown(BreakdownAt::kRefusal)) return true;
    }
    const PoolOffer* offer = floor_.CallOn(party);
    if (offer == nullptr) return floor_.SilenceBreaks(party);
    Stand(party, *offer);
    floor_.Announce(party, standing_);
    return AgreesIfEnough();
  }

  /// The others answer what stands, and nobody makes another offer. True once it is over.
  bool LastAnswers() {
    if (!stands_) return false;
    for (int party = floor_.Next(proposer_); stands_ && party != proposer_;
         party = floor_.Next(party)) {
      if (!HasAccepted(party) && AnswerOf(party)) return true;
    }
    return false;
  }

 private:
  bool HasAccepted(int party) const { return ((accepted_ >> party) & 1U) != 0; }

  void Stand(int party, const PoolOffer& offer) {
    standing_ = offer;
    stands_ = true;
    proposer_ = party;
    accepted_ = std::uint32_t{1} << party;
  }

  // A refused offer is off the table.
  bool AnswerOf(int party) {
    switch (floor_.Ask(party, proposer_, standing_)) {
      case Floor::Answer::kYes:
        accepted_ |= std::uint32_t{1} << party;
        return AgreesIfEnough();
      case Floor::Answer::kNo:
        stands_ = false;
        return false;
      case Floor::Answer::kLeft:
        break;
    }
    return true;
  }

  bool AgreesIfEnough() {
    if (!assent_.MetBy(accepted_)) return false;
    floor_.Agree(proposer_, standing_.offer);
    return true;
  }

  const AssentRule& assent_;
  Floor& floor_;
  PoolOffer standing_;  // A copy: its maker may forget it at the next call.
  bool stands_ = false;
  int proposer_ = 0;
  std::uint32_t accepted_ = 0;
};

/// Stacked alternating offers (SAO): at every tick each party acts once, in order from the opener.
/// If no offer stands it tables one; else it answers the one that stands, and tables another if it
/// refuses. Tabling is accepting. Once those have accepted whom the rule of assent asks for, it is
/// agreed, within the tick.
///
/// Time: all acts of a tick happen at its time. At most n offers a tick. With two parties, the
/// first opening, the last tick's second offer is not answered unless `last_offer_answered`. Ties
/// cannot occur: one offer stands at a time.
///
/// Source: Rubinstein (1982); for n parties Aydogan, Festen, Hindriks & Jonker (2017).
class AlternatingOffers final : public Protocol {
 public:
  SittingResult Run(const SittingTable& table) const override {
    SittingResult result;
    Floor floor(table, terms_, &result);
    const AssentRule assent(terms_, floor.num_parties());
    const TickWindow window{.first = 1, .last = floor.num_ticks()};
    RunAlternatingOffers(window, assent, &floor);
    floor.Close();
    return result;
  }

  void Serialize(FieldVisitor* v) override {
    terms_.Serialize(v, kTermOpener | kTermLastAnswer | kTermAssent | kTermSilence |
                            kTermBreakdown | kTermBreakdownAt | kTermLeaving);
  }

 private:
  ProtocolTerms terms_;
};

const RegisterProtocol<AlternatingOffers> kRegisteredAlternatingOffers{{
    .name = "alternating_offers",
    .summary = "Each in turn accepts the offer that stands, or refuses it and tables another.",
    .formula = "agreed as soon as those have accepted the standing offer whose assent is asked for "
               "(tabling it is accepting it); n parties act once per tick, in order",
    .source = "Rubinstein (1982); Aydogan, Festen, Hindriks & Jonker (2017)",
}};

}  // namespace

bool RunAlternatingOffers(const TickWindow& window, const AssentRule& assent, Floor* floor) {
  StackedOffers offers(assent, floor);
  for (int tick = window.first; tick <= window.last; ++tick) {
    if (!floor->StartTick(tick, window.TimeTick(tick, floor->num_ticks()))) return true;
    int party = floor->OpenerNow();
    for (int turn = 0; turn < floor->num_parties(); ++turn, party = floor->Next(party)) {
      if (offers.Turn(party)) return true;
    }
    if (tick < window.last && floor->BreaksDown(BreakdownAt::kTick)) return true;
  }
  return floor->terms().last_offer_answered && offers.LastAnswers();
}

}  // namespace dragoman
