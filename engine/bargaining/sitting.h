#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "engine/bargaining/offer_source.h"
#include "engine/core/cancel.h"
#include "engine/core/diagnostic.h"
#include "engine/core/ids.h"
#include "engine/core/outcome.h"
#include "engine/core/outcome_space.h"
#include "engine/core/random.h"

/// @file
/// The vocabulary of one sitting at the table: who may say what, and what a reply consists of.

namespace dragoman {

class FieldVisitor;
class UtilityFunction;

/// Why an offer was refused; the first reason that applies, in this order.
enum class Refusal : std::uint8_t {
  kNone,          ///< Accepted.
  kRedLine,       ///< It contains an option the party will not accept at any price.
  kPrecondition,  ///< A condition the party put first is not met.
  kInsincere,     ///< The party is not negotiating this in earnest.
  kBelowNoDeal,   ///< Worth less to it than no deal.
  kDelegate,      ///< Above no deal, but within the margin an unsure delegate adds.
  kAspiration,    ///< Worth having, but the party still hopes for more.
};
inline constexpr int kNumRefusals = 7;
std::string_view RefusalName(Refusal refusal);

/// Time within one sitting.
struct Clock {
  int tick = 1;     ///< 1 .. ticks.
  int ticks = 1;    ///< Exchanges (rounds) in this sitting.
  double time = 1;  ///< Share of the concession clock that has run, in [0, 1].
};

/// What an offer is worth to the party judging it, before any tactic.
struct Appraisal {
  Refusal refusal = Refusal::kNone;  ///< kNone, kRedLine, kPrecondition or kInsincere.
  IssueIndex issue = kNoIssue;       ///< Which issue the refusal is about.
  int rule = -1;                     ///< Which precondition, if that is the reason.
  double worth = 0;                  ///< On the party's own scale, the one of Seat::reservation.
  double margin = 0;                 ///< Least worth at which a delegate signs.
};

/// A reply to one offer.
struct Judgement {
  Appraisal appraisal;
  Refusal refusal = Refusal::kNone;
  double needed = 0;    ///< The worth it would have taken.
  bool leaves = false;  ///< Ends the sitting instead of answering.

  bool accepts() const { return refusal == Refusal::kNone && !leaves; }
};

/// Values offers for one party. Implemented by whoever knows the party's preferences.
class Appraiser {
 public:
  virtual ~Appraiser() = default;
  virtual Appraisal Appraise(const Offer& offer) const = 0;
};

/// Another party's preferences, where they are common knowledge.
struct KnownParty {
  const Appraiser* appraiser = nullptr;  ///< Null: private.
  double reservation = 0;                ///< Its worth of no agreement.
  double best_worth = 0;                 ///< Its largest worth over the space.
};

/// What a strategy is given when a sitting begins. Borrowed; must outlive the sitting.
///
/// Worth is on the party's own scale; only differences and the order mean something. The talks
/// measure it from no deal, so their reservation is 0.
struct Seat {
  OfferSource* offers = nullptr;    ///< What it may propose. Never null in a sitting.
  std::span<const PoolOffer> pool;  ///< The same offers where they are few and listed; else empty.
  double best_worth = 0;            ///< Largest own worth over the offers; 0 if there is none.
  double reservation = 0;           ///< Worth of no agreement.
  double concession_exponent = 1;   ///< beta: 1 linear, below 1 late, above 1 early.
  double kept_share = 0;            ///< Share of the way to no deal that is never conceded.
  const Appraiser* appraiser = nullptr;
  const OutcomeSpace* space = nullptr;
  const UtilityFunction* utility = nullptr;  ///< Its preferences, where they are one such; or null.
  int self = 0;                              ///< Whose seat.
  int num_parties = 2;
  /// By party (its own entry is not read); empty: everybody's preferences are private, and a
  /// strategy that wants them learns what it can from the offers it hears.
  std::span<const KnownParty> others;
  Random random{0, 0};           ///< Draw from a stream named by the strategy and `self`, and from
  std::uint64_t first_draw = 0;  ///< this index on, at most 2^32 times: sittings share a stream.
};

/// How one party acts in a sitting. A protocol calls Begin once, then Propose, Hear and Judge as
/// its rules say; within one tick Aspiration does not change.
class Strategy {
 public:
  virtual ~Strategy() = default;

  /// Starts a sitting; forgets the one before.
  virtual void Begin(const Seat& seat) = 0;
  /// The offer it tables now, or null: it stays silent. Valid until the next call.
  virtual const PoolOffer* Propose(const Clock& clock) = 0;
  /// Its reply to another party's offer.
  virtual Judgement Judge(const Offer& offer, const Clock& clock) = 0;
  /// The worth it holds out for at this time.
  virtual double Aspiration(const Clock& clock) = 0;

  /// The offer it would table if it had the word now, without tabling it; null: nothing, or it does
  /// not plan ahead. Valid until the next call.
  virtual const PoolOffer* Next(const Clock& clock);

  /// Told of every offer that another party tables openly, before anybody answers it.
  virtual void Hear(int proposer, const Offer& offer, const Clock& clock);
  /// Told how another party answered the offer last heard.
  virtual void HearReply(int responder, bool accepted, const Clock& clock);

  /// Its own parameters, one list for files, `describe` and the command line.
  virtual void Serialize(FieldVisitor* v);
  /// What is wrong with the parameters beyond their ranges, `path` being where they stand. A
  /// sitting runs all the same: what cannot be used is left out.
  virtual Diagnostics Check(const OutcomeSpace& space, std::string_view path) const;
};

/// Told of everything that happens in a sitting, for transcripts and explanations.
class SittingObserver {
 public:
  virtual ~SittingObserver() = default;
  /// `proposer` tabled `offer` while holding out for `aspiration`.
  virtual void OnOffer(const Clock& clock, int proposer, const PoolOffer& offer,
                       double aspiration) = 0;
  /// `responder` answered the offer that `proposer` tabled.
  virtual void OnReply(const Clock& clock, int responder, int proposer, const PoolOffer& offer,
                       const Judgement& reply) = 0;
  virtual void OnSilence(const Clock& clock, int proposer, double aspiration) = 0;
  /// `party` left (-1: chance ended the sitting).
  virtual void OnBreak(const Clock& clock, int party);
  /// The mediator announced that all texts on the table agree on `issues` (bits), as in `text`.
  virtual void OnOverlap(const Clock& clock, std::uint32_t issues, const Outcome& text);
};

/// How a sitting ended.
enum class SittingEnd : std::uint8_t {
  kAgreement,  ///< An offer was accepted as the protocol asks.
  kTimedOut,   ///< The last exchange passed.
  kBroken,     ///< A party left, or chance ended the talks (breakdown).
  kCancelled,  ///< The caller asked to stop.
};
std::string_view SittingEndName(SittingEnd end);

struct SittingResult {
  SittingEnd end = SittingEnd::kTimedOut;
  Agreement agreement;                 ///< If agreed().
  std::uint32_t settled = 0;           ///< Bits of the issues that `agreement` settles.
  int proposer = -1;                   ///< Whose offer it was; -1: the mediator's.
  int leaver = -1;                     ///< Who broke off; -1: chance, or nobody.
  int tick = 0;                        ///< When it ended.
  double best_offered[kMaxParties]{};  ///< Best worth that others' offers held for each.
  double aspiration[kMaxParties]{};    ///< At the last tick.

  bool agreed() const { return end == SittingEnd::kAgreement; }
};

/// Lets a protocol that settles the issues in parts seat the parties anew for each part.
class SeatMaker {
 public:
  virtual ~SeatMaker() = default;
  /// Begins every strategy again, on offers in which the issues of `open` (bits) vary and all
  /// others are as in `settled`.
  virtual void Focus(std::uint32_t open, const Outcome& settled) = 0;
};

/// What a protocol runs on. Borrowed; must outlive the sitting.
struct SittingTable {
  std::span<Strategy* const> seats;  ///< 2 .. kMaxParties; Begin has been called on each.
  std::span<const double> times;     ///< The clock's time at tick k + 1; at least one.
  const OutcomeSpace* space = nullptr;
  const Outcome* status_quo = nullptr;  ///< What holds where nothing is agreed; null: nothing does.
  SeatMaker* seat_maker = nullptr;      ///< Only for protocols that say they need one.
  Random random{0, 0};                  ///< For openers drawn by lot, breakdown and mediators,
  std::uint64_t first_draw = 0;         ///< from this index on, as for a Seat.
  const CancelToken* cancel = nullptr;
  SittingObserver* observer = nullptr;
};

/// The rules of a sitting. A protocol never sees preferences: it learns what parties say.
class Protocol {
 public:
  virtual ~Protocol() = default;
  /// Runs a sitting of at most times.size() exchanges. No heap once warm.
  virtual SittingResult Run(const SittingTable& table) const = 0;
  /// Its own parameters, one list for files, `describe` and the command line.
  virtual void Serialize(FieldVisitor* v);
};

}  // namespace dragoman
