#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/core/condition.h"
#include "engine/talks/event.h"
#include "engine/talks/model.h"

/// @file
/// What the events of one run say about a target that was or was not reached: who refused what, on
/// which grounds, and where an agreement was lost. Reads the log and nothing else; whether a thing
/// was decisive is for counterfactuals (analysis/blockers.h, experiments/explanation.h).

namespace dragoman {

/// A place in a run.
struct Moment {
  int meeting = 0;
  int tick = 0;  ///< Exchange within the sitting; 0: outside of one.

  friend auto operator<=>(const Moment&, const Moment&) = default;
};

/// One ground on which a side turned down packages that met the target.
struct TargetRefusal {
  Refusal ground = Refusal::kNone;
  int side = 0;                 ///< Who refused.
  IssueIndex issue = kNoIssue;  ///< For red lines, preconditions and insincerity.
  int rule = -1;                ///< For preconditions.
  Moment first;
  int times = 0;
  Offer offer;              ///< The first one refused on this ground.
  double first_worth = 0;   ///< What it was worth to the refuser ...
  double first_needed = 0;  ///< ... and what it asked for.
  double last_worth = 0;    ///< The same at the last refusal.
  double last_needed = 0;
  double best_worth = 0;   ///< The most it was offered and refused on this ground ...
  double best_needed = 0;  ///< ... and what it asked for then.
};

/// An option beyond the mandate of a delegation.
struct BeyondMandate {
  int side = 0;
  IssueIndex issue = kNoIssue;
  OptionIndex option = 0;
  double worth = 0;  ///< Its utility to the side, in [0, 1].
  double least = 0;  ///< The least its mandate covers.
};

/// The capitals' answer on an agreement left to them.
struct CapitalAnswer {
  Moment when;
  int side = kNobody;  ///< Who said no.
  Refusal ground = Refusal::kNone;
  IssueIndex issue = kNoIssue;
  int rule = -1;
  double worth = 0;
};

/// A vote at home that failed.
struct LostVote {
  Moment when;
  int side = 0;
  double chance = 0;
  double drawn = 0;
};

/// How the process came to its end.
enum class RunEnding : std::uint8_t {
  kTargetReached,
  kDeal,      ///< An agreement that ends the conflict, where the target is another one.
  kWalkOut,   ///< A side left.
  kDeadline,  ///< A deadline was kept.
  kLapse,     ///< No further meeting was agreed, and contact did not resume.
  kHorizon,   ///< The last meeting was over.
};
inline constexpr std::array<std::string_view, 6> kRunEndingNames = {
    "target_reached", "deal", "walk_out", "deadline", "lapse", "horizon"};

/// How the target was reached.
struct Breakthrough {
  Moment when;
  int proposer = kNobody;  ///< kNobody: the mediator.
  bool by_capitals = false;
  Offer agreement;
  double worth = 0;   ///< To the side that accepted.
  double needed = 0;  ///< What that side asked for at that time.
  /// The same side's last package before that met the target and was refused; its terms differ.
  std::optional<TargetRefusal> before;
  /// The largest worth the accepting side had asked for before in reply to this very package.
  std::optional<double> had_needed;
};

/// Everything of note, in the order of time within each list.
struct BindingStory {
  std::vector<TargetRefusal> refusals;    ///< By first occurrence.
  std::array<int, kSides> tabled{};       ///< Packages that meet the target, by who tabled them.
  std::array<int, kSides> taken_up{};     ///< Of those, not refused for red line, precondition or
                                          ///< insincerity, or as worse than no deal.
  int mediated = 0;                       ///< Packages that meet it, tabled by the mediator.
  std::array<double, kSides> held_out{};  ///< Aspiration at the last word in a package sitting.
  std::array<double, kSides> largest{};   ///< Largest own gain among what it could propose then.
  std::optional<Moment>
      agreed;  ///< The target was agreed at the table, if it was not signed there.
  std::vector<BeyondMandate> beyond;  ///< Of that agreement.
  std::optional<CapitalAnswer> capital_refusal;
  std::optional<LostVote> lost_vote;
  std::optional<Moment> on_table;  ///< When all issues of the target were first on the table.
  RunEnding ending = RunEnding::kHorizon;
  int leaver = kNobody;       ///< kWalkOut.
  double leaving_chance = 0;  ///< kWalkOut; kDeadline and kLapse: probability of that end.
  double leaving_drawn = 0;   ///< kWalkOut.
  int meetings = 0;           ///< Held.
  std::optional<Breakthrough> reached;
};

/// Reads the events of one run, all of them in order.
BindingStory ReadBindingStory(std::span<const TalkEvent> events, const TalksModel& model,
                              const Condition& target);

}  // namespace dragoman
