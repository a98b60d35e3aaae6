#pragma once

#include <string>
#include <string_view>

#include "engine/scenario/runner.h"
#include "engine/talks/event.h"

namespace dragoman {

/// Words for the events of a run, with the names of one scenario. The same verbs for every party.
class EventText {
 public:
  explicit EventText(const CompiledScenario& scenario) : scenario_(scenario) {}

  std::string Side(int side) const;
  /// "North's".
  std::string Owner(int side) const;
  std::string IssueName(IssueIndex issue) const;
  /// "deep well [W2]".
  std::string OptionName(IssueIndex issue, OptionIndex option) const;
  /// "Water: deep well [W2]".
  std::string Choice(IssueIndex issue, OptionIndex option) const;
  /// The choices of `offer` that differ from `base`: "Water: deep well [W2]; Fees: none [F0]".
  std::string Changes(const Outcome& offer, const Outcome& base) const;
  std::size_t NumChanges(const Outcome& offer, const Outcome& base) const;
  /// Names of the issues of a set (bits): "Water; Fees; Ports".
  std::string IssueNames(std::uint64_t issues) const;
  /// The first option of a set that is not empty.
  static OptionIndex FirstOption(OptionSet options);

  /// What an event of each kind says.
  std::string Ratified(const TalkEvent& event) const;
  std::string Pressure(const TalkEvent& event) const;
  std::string Gesture(const TalkEvent& event) const;
  std::string Conduct(const TalkEvent& event) const;
  std::string Readiness(const TalkEvent& event) const;
  /// `what` was refused: "South's last package", or its terms.
  std::string Blame(const TalkEvent& event, const std::string& what) const;
  std::string TextShown(const TalkEvent& event) const;
  std::string Spoiler(const TalkEvent& event) const;
  static std::string Survival(const TalkEvent& event);
  /// How a side answered a package of the mediator's: "North refuses: ...", "both accept: ...".
  std::string MediationReply(const TalkEvent& event) const;
  static std::string Deadline(const TalkEvent& event);
  std::string Sincerity(const TalkEvent& event) const;
  std::string RedLine(const TalkEvent& event) const;
  std::string Precondition(const TalkEvent& event) const;
  /// The other side's reply to the offer of the kOffer event `first`, the same until `last`:
  /// "South refuses: ...".
  std::string Reply(const TalkEvent& first, const TalkEvent& last) const;
  /// Why the capital of event.side says no, of a kCapitals event.
  std::string CapitalRefusal(const TalkEvent& event) const;

 private:
  std::string Reason(const TalkEvent& first, const TalkEvent& last) const;
  static std::string Short(const TalkEvent& first, const TalkEvent& last, double asked,
                           double asked_last, std::string_view what);
  /// "water at W2 (deep well) or beyond only with fees signed".
  std::string LinkText(int rule) const;

  const CompiledScenario& scenario_;
};

}  // namespace dragoman
