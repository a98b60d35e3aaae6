#pragma once

#include <cstdint>

#include "engine/bargaining/protocol_terms.h"

namespace dragoman {

/// What all protocols do alike at the table: keep the clock, call on parties, carry offers and
/// replies to whoever may hear them, keep the result. Lives on the stack of one Run; no heap.
///
/// The order of calls is part of the interface. An offer: Propose of its maker, OnOffer, Hear of
/// all others. An answer: Judge, OnReply, HearReply of all others.
class Floor {
 public:
  enum class Answer : std::uint8_t { kYes, kNo, kLeft };
  static constexpr int kMediator = -1;

  /// All are borrowed.
  Floor(const SittingTable& table, const ProtocolTerms& terms, SittingResult* result)
      : table_(table), terms_(terms), result_(*result) {
    clock_.ticks = static_cast<int>(table.times.size());
    DRAGOMAN_DEBUG_ASSERT(clock_.ticks >= 1);
  }

  int num_parties() const { return static_cast<int>(table_.seats.size()); }
  int num_ticks() const { return clock_.ticks; }
  const Clock& clock() const { return clock_; }
  int Next(int party) const { return party + 1 == num_parties() ? 0 : party + 1; }

  /// Moves the clock to `tick`, whose time is that of tick `time_tick`. False if the caller asked
  /// to stop: the result says so.
  bool StartTick(int tick, int time_tick);
  bool StartTick(int tick) { return StartTick(tick, tick); }

  /// Who opens this tick. See Opener.
  int OpenerNow() const;

  /// Calls on a party; null: it is silent, and the observer was told.
  const PoolOffer* CallOn(int party) {
    const PoolOffer* offer = Seat(party).Propose(clock_);
    if (offer == nullptr) TellSilence(party);
    return offer;
  }

  void TellSilence(int party);

  /// Shows an offer to the observer only: a mediator's text, which parties see when they are asked,
  /// or a party's words to the mediator alone.
  void Show(int proposer, const PoolOffer& offer) {
    if (table_.observer != nullptr) TellOffer(proposer, offer);
  }
  /// Tables an offer openly.
  void Announce(int proposer, const PoolOffer& offer) {
    Show(proposer, offer);
    for (int party = 0; party < num_parties(); ++party) {
      if (party != proposer) Seat(party).Hear(proposer, offer.offer, clock_);
    }
  }

  /// Asks a party to answer; `reply` is what it said. kLeft: the sitting has ended as broken.
  /// @param quiet Others are not told (a secret ballot, or words to a mediator).
  Answer Ask(int party, int proposer, const PoolOffer& offer, Judgement* reply,
             bool quiet = false) {
    *reply = Seat(party).Judge(offer.offer, clock_);
    return Take(party, proposer, offer, *reply, quiet);
  }
  Answer Ask(int party, int proposer, const PoolOffer& offer) {
    return Take(party, proposer, offer, Seat(party).Judge(offer.offer, clock_), /*quiet=*/false);
  }
  /// Tells all others how a party answered.
  void TellReply(int responder, bool accepted) {
    for (int party = 0; party < num_parties(); ++party) {
      if (party != responder) Seat(party).HearReply(responder, accepted, clock_);
    }
  }

  /// Ends the sitting; `party` left (-1: chance).
  void Break(int party);
  /// Lets chance decide whether the sitting ends here; true: it has ended as broken.
  bool BreaksDown(BreakdownAt when) {
    return terms_.breakdown > 0 && terms_.breakdown_at == when && DrawBreakdown();
  }
  /// What a silent party does to the sitting; true: it has ended as broken.
  bool SilenceBreaks(int party) {
    if (terms_.silence != Silence::kBreaks) return false;
    Break(party);
    return true;
  }
  void Agree(int proposer, const Offer& offer);
  /// Makes what has been settled so far the agreement, however the sitting ended (unless the caller
  /// stopped it).
  void KeepSettled(std::uint32_t settled, const Outcome& text);

  /// Completes the result with what the parties hold out for. Call once, last.
  void Close();

  /// A draw from this sitting's own stretch of a stream, uniform in (0, 1).
  double Draw(StreamKey stream, std::uint64_t k) const {
    return table_.random.Uniform(stream, table_.first_draw + k);
  }
  /// One of 0 .. count - 1, each equally likely.
  int DrawOneOf(StreamKey stream, std::uint64_t k, int count) const;

  Strategy& Seat(int party) const { return *table_.seats[static_cast<std::size_t>(party)]; }
  const SittingTable& table() const { return table_; }
  const ProtocolTerms& terms() const { return terms_; }
  SittingResult& result() { return result_; }
  /// What a party holds out for now.
  double AspirationOf(int party) const { return Seat(party).Aspiration(clock_); }

 private:
  // Notes a reply and passes it on.
  Answer Take(int party, int proposer, const PoolOffer& offer, const Judgement& reply, bool quiet) {
    const auto p = static_cast<std::size_t>(party);
    if (proposer != kMediator && reply.appraisal.worth > result_.best_offered[p]) {
      result_.best_offered[p] = reply.appraisal.worth;
    }
    if (table_.observer != nullptr) table_.observer->OnReply(clock_, party, proposer, offer, reply);
    if (!quiet) TellReply(party, reply.accepts());
    if (reply.accepts()) return Answer::kYes;
    if (!reply.leaves || !terms_.leaving) return Answer::kNo;
    Break(party);
    return Answer::kLeft;
  }
  void TellOffer(int proposer, const PoolOffer& offer);
  bool DrawBreakdown();

  const SittingTable& table_;
  const ProtocolTerms& terms_;
  SittingResult& result_;
  Clock clock_;
  std::uint64_t breakdown_draws_ = 0;
};

}  // namespace dragoman
