#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "engine/core/ids.h"
#include "engine/core/outcome.h"

/// @file
/// The vocabulary of one sitting at the table: who may say what, and what a reply consists of.

namespace dragoman {

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
  int ticks = 1;    ///< Exchanges in this sitting.
  double time = 1;  ///< Share of the concession clock that has run, in (0, 1].
};

/// What an offer is worth to the party judging it, before any tactic.
struct Appraisal {
  Refusal refusal = Refusal::kNone;  ///< kNone, kRedLine, kPrecondition or kInsincere.
  IssueIndex issue = kNoIssue;       ///< Which issue the refusal is about.
  int rule = -1;                     ///< Which precondition, if that is the reason.
  double gain = 0;                   ///< Relative to no deal.
  double margin = 0;                 ///< Least gain at which a delegate signs; at least 0.
};

/// A reply to one offer.
struct Judgement {
  Appraisal appraisal;
  Refusal refusal = Refusal::kNone;
  double needed = 0;  ///< The gain it would have taken.

  bool accepts() const { return refusal == Refusal::kNone; }
};

/// Values offers for one party. Implemented by whoever knows the party's preferences.
class Appraiser {
 public:
  virtual ~Appraiser() = default;
  virtual Appraisal Appraise(const Offer& offer) const = 0;
};

/// One offer a party could make.
struct PoolOffer {
  Offer offer;
  double gain = 0;       ///< To the party itself.
  double seen_gain = 0;  ///< To the other side, as the party sees it.
  double margin = 0;     ///< Least own gain at which its delegate signs.
};

/// What a strategy is given when a sitting begins. Borrowed; must outlive the sitting.
struct Seat {
  std::span<const PoolOffer> pool;  ///< Offers it may make, all admissible to it.
  double best_gain = 0;             ///< Largest own gain over the pool; 0 if the pool is empty.
  double concession_exponent = 1;   ///< beta: 1 linear, below 1 late, above 1 early.
  double kept_share = 0;            ///< Share of the way to no deal that is never conceded.
  const Appraiser* appraiser = nullptr;
};

/// How one party acts in a sitting.
class Strategy {
 public:
  virtual ~Strategy() = default;

  /// Starts a sitting; forgets the one before.
  virtual void Begin(const Seat& seat) = 0;
  /// The offer it tables now, or null: it stays silent. Valid until the next call.
  virtual const PoolOffer* Propose(const Clock& clock) = 0;
  /// Its reply to the other side's offer.
  virtual Judgement Judge(const Offer& offer, const Clock& clock) = 0;
  /// The gain it holds out for at this time.
  virtual double Aspiration(const Clock& clock) = 0;
};

/// Told of everything that happens in a sitting, for transcripts and explanations.
class SittingObserver {
 public:
  virtual ~SittingObserver() = default;
  /// `proposer` tabled `offer`; the other side answered.
  virtual void OnOffer(const Clock& clock, int proposer, const PoolOffer& offer, double aspiration,
                       const Judgement& reply) = 0;
  virtual void OnSilence(const Clock& clock, int proposer, double aspiration) = 0;
};

/// How a sitting ended.
struct SittingResult {
  bool agreed = false;
  Agreement agreement;
  int proposer = -1;                ///< Whose offer it was.
  int tick = 0;                     ///< When.
  double best_offered[2] = {0, 0};  ///< Best gain that the other side's offers held for each.
  double aspiration[2] = {0, 0};    ///< At the last tick.
};

/// The rules of a sitting between two sides. A protocol never sees preferences.
class Protocol {
 public:
  virtual ~Protocol() = default;
  /// Runs a sitting of at most times.size() exchanges; times[k] is the clock's time at tick k + 1.
  virtual SittingResult Run(Strategy* const (&sides)[2], std::span<const double> times,
                            SittingObserver* observer) const = 0;
};

}  // namespace dragoman
