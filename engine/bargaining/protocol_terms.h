#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/bargaining/sitting.h"

/// @file
/// Terms that several protocols share: who opens, whose assent is needed, what silence, leaving and
/// chance do, and what time means. Each protocol lists those it heeds as its own parameters.

namespace dragoman {

/// Who speaks first (or, where one party proposes, who proposes).
enum class Opener : unsigned char {
  kFirst,     ///< Seat 0, at every tick.
  kLast,      ///< The last seat, at every tick.
  kRotating,  ///< Seat (tick - 1) mod n.
  kLot,       ///< A seat drawn once per sitting, each equally likely.
  kRedrawn,   ///< A seat drawn anew at every tick.
};
inline constexpr std::array<std::string_view, 5> kOpenerNames = {"first", "last", "rotating", "lot",
                                                                 "redrawn"};

/// Whose acceptance makes an offer an agreement. Whoever tables an offer has accepted it.
enum class Assent : unsigned char {
  kUnanimity,  ///< Everybody's.
  kMajority,   ///< More than half of all weight.
  kQuota,      ///< At least `quota` of weight.
};
inline constexpr std::array<std::string_view, 3> kAssentNames = {"unanimity", "majority", "quota"};

/// What it means that a party has nothing to table.
enum class Silence : unsigned char {
  kPasses,  ///< Its turn is over; an offer it has just refused is off the table.
  kBreaks,  ///< It has left the table (the rule of NegMAS).
};
inline constexpr std::array<std::string_view, 2> kSilenceNames = {"passes", "breaks"};

/// When chance may end the sitting.
enum class BreakdownAt : unsigned char {
  kTick,     ///< After every tick without agreement but the last.
  kRefusal,  ///< After every refused offer, before the next one (Binmore, Rubinstein & Wolinsky).
};
inline constexpr std::array<std::string_view, 2> kBreakdownAtNames = {"tick", "refusal"};

/// Which of several offers accepted at the same tick is agreed.
enum class TieRule : unsigned char {
  kProduct,  ///< The largest product of the worths the parties report; then the first in order of
             ///< enumeration, so that it never matters who made it.
  kLeast,    ///< The largest worth reported by whoever reports least; then as above.
  kSeat,     ///< That of the lowest seat.
  kLot,      ///< Drawn, each equally likely.
};
inline constexpr std::array<std::string_view, 4> kTieRuleNames = {"product", "least", "seat",
                                                                  "lot"};

/// Whether all see each answer before they give their own.
enum class Ballot : unsigned char {
  kRollCall,  ///< One after another, in order from the proposer; each answer is heard.
  kSecret,    ///< All at once; the answers are heard when all have been given.
};
inline constexpr std::array<std::string_view, 2> kBallotNames = {"roll_call", "secret"};

/// Where a part of the clock (a stage, or fewer rounds than there are ticks) takes its time from.
enum class Pace : unsigned char {
  kTicks,   ///< From its own ticks.
  kSpread,  ///< Its ticks are spread over the whole clock, the last one at the clock's last time.
};
inline constexpr std::array<std::string_view, 2> kPaceNames = {"ticks", "spread"};

/// A stretch of the clock: all of it, or a stage.
struct TickWindow {
  int first = 1;
  int last = 1;
  Pace pace = Pace::kTicks;

  /// Which of the table's `ticks` times tick `tick` reads. Worked: ticks 5 .. 7 of 10, spread, read
  /// the times of ticks 4, 7 and 10.
  int TimeTick(int tick, int ticks) const {
    if (pace == Pace::kTicks) return tick;
    const std::int64_t length = last - first + 1;
    return static_cast<int>((std::int64_t{tick - first + 1} * ticks + length - 1) / length);
  }
};

/// Names of the terms, for ProtocolTerms::Serialize.
enum Term : unsigned {
  kTermOpener = 1U << 0U,
  kTermLastAnswer = 1U << 1U,
  kTermAssent = 1U << 2U,
  kTermSilence = 1U << 3U,
  kTermBreakdown = 1U << 4U,
  kTermBreakdownAt = 1U << 5U,
  kTermLeaving = 1U << 6U,
  kTermTie = 1U << 7U,
  kTermBallot = 1U << 8U,
  kTermPace = 1U << 9U,
};

/// The terms of a sitting.
///
/// Outside options: a party that leaves (Judgement::leaves) ends the sitting as broken and names
/// itself in SittingResult::leaver; what no agreement is then worth to each is the business of
/// whoever values the result, as is what a breakdown by chance is worth.
struct ProtocolTerms {
  Opener opener = Opener::kFirst;
  bool last_offer_answered = false;  ///< After the last tick the others answer what still stands.
  Assent assent = Assent::kUnanimity;
  double quota = 1;             ///< In the units of `weights`.
  std::vector<double> weights;  ///< By seat; 1 where there is none.
  Silence silence = Silence::kPasses;
  double breakdown = 0;  ///< Probability, [0, 1].
  BreakdownAt breakdown_at = BreakdownAt::kTick;
  bool leaving = true;  ///< False: a party that would leave merely refuses.
  TieRule tie = TieRule::kProduct;
  Ballot ballot = Ballot::kRollCall;
  Pace pace = Pace::kSpread;

  /// Visits the terms in `heeded` (bits of Term), each as a field of the protocol itself.
  void Serialize(FieldVisitor* v, unsigned heeded);
};

/// Whether the parties that have accepted are enough. Built once per sitting.
class AssentRule {
 public:
  /// A quota above the total weight asks for everybody; a set of all parties is always enough.
  AssentRule(const ProtocolTerms& terms, int num_parties);

  /// @param accepted Bits of the seats that have accepted.
  bool MetBy(std::uint32_t accepted) const {
    if (accepted == everybody_) return true;
    return !unanimous_ && Enough(accepted);
  }
  std::uint32_t everybody() const { return everybody_; }

 private:
  bool Enough(std::uint32_t accepted) const;

  std::uint32_t everybody_;
  bool unanimous_;
  double needed_ = 0;
  double weights_[kMaxParties];
};

/// How the time of a tick is read off the number of ticks, for callers that fill
/// SittingTable::times. Every act of one tick happens at the same time.
enum class TickTime : unsigned char {
  kEnd,     ///< k / n: the last tick is at 1.
  kWithin,  ///< k / (n + 1): after 0, never 1 (NegMAS).
  kStart,   ///< (k - 1) / n: the first tick is at 0.
  kSpan,    ///< (k - 1) / (n - 1): from 0 to 1; a single tick is at 1.
};
inline constexpr std::array<std::string_view, 4> kTickTimeNames = {"end", "within", "start",
                                                                   "span"};

/// Time of tick `tick` (1 .. ticks), in [0, 1].
double TimeOfTick(TickTime reading, int tick, int ticks);
/// All of them, in place of what was in `times`.
void FillTickTimes(TickTime reading, int ticks, std::vector<double>* times);

}  // namespace dragoman
