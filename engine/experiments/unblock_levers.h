#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/scenario/runner.h"

/// @file
/// What could have been otherwise: every single parameter of a mechanism that has a short name or
/// belongs to a party, every precondition, and every ideal of a principal. Listed from the field
/// lists, so a new mechanism's parameters appear by themselves.

namespace dragoman {

/// Who could bring a change about.
enum class OwnerKind : std::uint8_t {
  kParty,         ///< One party, by its own decision.
  kBothSides,     ///< The principals together, or a habit of both.
  kThirdParty,    ///< Whoever mediates, chairs, watches or threatens.
  kCircumstance,  ///< Nobody: luck, history, the nature of things.
};

struct LeverOwner {
  OwnerKind kind = OwnerKind::kCircumstance;
  std::string party;  ///< Id, of kParty.

  friend auto operator<=>(const LeverOwner&, const LeverOwner&) = default;
};

/// Who owns a parameter: the party it is named for; else by a map from mechanisms (and a few of
/// their fields) to who controls them, kept in unblock_owners.cpp with its reasons.
LeverOwner OwnerOfParameter(const Scenario& scenario, const std::string& path);

/// One thing that could have been otherwise.
struct Lever {
  enum class Kind : std::uint8_t {
    kNumber,    ///< Any number of a range.
    kChoice,    ///< One of a list of names.
    kSwitch,    ///< A precondition that is not put.
    kPosition,  ///< A principal's ideal on one issue, moved toward the other side's.
  };
  Kind kind = Kind::kNumber;
  std::string path;   ///< For --set: "mechanisms.M9.pi"; of a position "adjustments".
  std::string name;   ///< The short form where there is one: "precond.pi", "mandate.North".
  std::string group;  ///< Levers of one group do the same thing; usually the name.
  std::string doc;
  std::string unit;
  LeverOwner owner;

  // kNumber
  Range range;
  bool integer = false;
  bool known = true;  ///< False: not written in the scenario, and `from` must be found out.
  double from = 0;    ///< In force in the run; drawn, if it is a distribution.
  /// In force for either side, where it differs by side (a distribution for both).
  std::array<double, kSides> from_by_side{};
  std::string distribution;  ///< As written, if `from` was drawn: "beta(6, 4)".

  // kChoice: `from` and the values are indices.
  std::vector<std::string> choices;

  // kPosition: the values are options, nearest first.
  int side = 0;
  IssueIndex issue = kNoIssue;
  double ideal = 0;  ///< Of this run's coding, 0..100.
  std::vector<OptionIndex> options;
};

/// A run before anything is changed.
struct LeverFacts {
  std::array<double, kSides> win_belief{};     ///< Drawn (M1).
  std::array<double, kSides> lottery_share{};  ///< Drawn (M1).
  std::array<double, kSides> cost{};           ///< Drawn (M1).
  std::array<double, kSides> inflation{};      ///< Drawn (M3).
  const Coding* coding = nullptr;              ///< Borrowed.
};

/// Reads the draws of a run from its events.
class LeverFactsObserver final : public TalkObserver {
 public:
  void OnEvent(const TalkEvent& event) override;
  LeverFacts facts;
};

/// All levers of a scenario, as they stand in the run of `facts`, in the order of the field lists.
std::vector<Lever> ListLevers(const CompiledScenario& scenario, const LeverFacts& facts);

/// Sets the lever to `value`: a number, the index of a choice, an option; unused by a switch.
void PullLever(const Lever& lever, double value, const IssueSpace& space, Scenario* scenario);

/// The same for the command line: "path=value".
std::string LeverSetting(const Lever& lever, double value, const CompiledScenario& scenario);

/// How large a change is, in [0, 1]: share of the parameter's range (wide ranges on a logarithmic
/// scale, kWideRange), of the axis for a position; a choice or a switch counts as the whole.
double LeverSize(const Lever& lever, double value, const Coding& coding, const IssueSpace& space);

/// Ranges wider than this that do not reach below 0 are measured by log(1 + x), or a step from 1 to
/// 3 on a range of 100 would look small.
inline constexpr double kWideRange = 20;

/// The scale on which the range of a number is searched and its changes are measured.
double LeverScale(const Range& range, double value);
double LeverUnscale(const Range& range, double scaled);

}  // namespace dragoman
