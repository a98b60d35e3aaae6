#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "engine/core/condition.h"
#include "engine/core/fields.h"
#include "engine/talks/talks.h"

/// @file
/// What came of the talks: flags, and one ordinal headline (domain brief, e.1). What counts as what
/// is data: the scenario maps each flag to a condition on agreed options.

namespace dragoman {

/// Flags, in the order of the documented JSON output.
enum class Flag : std::uint8_t {
  kSettlement,
  kCeasefireFull,
  kCeasefirePartial,
  kSummitAgreed,
  kPrisonerExchange,
  kNextRound,
  kWrittenTerms,
  kWalkout,
  kEscalation30d,
};
inline constexpr int kNumFlags = 9;
inline constexpr std::array<std::string_view, kNumFlags> kFlagNames = {
    "settlement", "ceasefire_full", "ceasefire_partial", "summit_agreed", "prisoner_exchange",
    "next_round", "written_terms",  "walkout",           "escalation_30d"};

inline constexpr int kNumHeadlines = 8;
/// Names of the headlines 0 to 7.
inline constexpr std::array<std::string_view, kNumHeadlines> kHeadlineNames = {
    "escalation",   "collapse",          "stalemate_continue", "procedure",
    "humanitarian", "ceasefire_partial", "ceasefire_full",     "framework"};

/// The scenario's `outcomes:` block as written. A flag without a condition never comes up.
struct OutcomeSpec {
  Rule settlement;
  Rule ceasefire_full;
  Rule ceasefire_partial;
  Rule local_pause;
  Rule summit_agreed;
  Rule prisoner_exchange;
  Rule next_round;
  Rule written_terms;

  void Serialize(FieldVisitor* v);
};

/// The condition that raises `flag`, as written; null for conduct (walk-out, escalation), which
/// nobody agrees on.
const Rule* RuleOf(const OutcomeSpec& spec, Flag flag);

/// The block compiled.
struct OutcomeRules {
  /// By flag; walkout and escalation are conduct, not options, and stay empty.
  std::array<Condition, kNumFlags> flags;
  Condition local_pause;

  static Checked<OutcomeRules> Compile(const OutcomeSpec& spec, std::span<const Issue> issues);
};

/// Flags (bits) and headline of one run, seen after `meetings` of it.
struct Verdict {
  std::uint16_t flags = 0;
  std::uint8_t headline = 2;

  bool has(Flag flag) const { return ((flags >> static_cast<int>(flag)) & 1U) != 0; }
  friend bool operator==(const Verdict&, const Verdict&) = default;
};

/// For Judge: the end of the run, with the capitals' last answer.
inline constexpr int kAtTheEnd = kMaxMeetings + 1;
/// The same, but next_round and written_terms count as they stand after that answer, which may end
/// the conflict before the meeting that was agreed on is held.
inline constexpr int kAsAWhole = kMaxMeetings + 2;

/// Scores the run as it stood after its first `meetings` meetings, or kAtTheEnd, or kAsAWhole. What
/// the capitals sign after the last of these meetings is not part of it: a deal left to them at the
/// first meeting is none "after the first meeting", even if no second one was needed.
///
/// Agreements on substance count once reached, even if they lapse at the next meeting; next_round
/// and written_terms count if they stood after the last meeting held. A walk-out is a flag at any
/// headline.
Verdict Judge(const OutcomeRules& rules, const TalkResult& result, int meetings);

/// The headline for a set of flags: the highest satisfied one; 0 and 1 only if nothing at 3 or
/// above.
std::uint8_t HeadlineOf(std::uint16_t flags, bool local_pause);

}  // namespace dragoman
