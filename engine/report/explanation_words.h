#pragma once

#include <string>
#include <vector>

#include "engine/experiments/explanation.h"
#include "engine/report/event_text.h"

namespace dragoman {

/// Words for why a run ended as it did. All names come from the scenario.
class ExplanationWords {
 public:
  ExplanationWords(const CompiledScenario& scenario, const ExplanationTarget& target)
      : scenario_(scenario), target_(target), words_(scenario) {}

  /// "an agreement with fees at F2 (paid) or beyond".
  std::string Target() const;

  /// What stood in the way, as a clause: "North would agree to ... only with ...".
  std::string Clause(const RunBlocker& blocker, const BindingStory& story) const;
  /// The same as one sentence.
  std::string Sentence(const RunBlocker& blocker, const BindingStory& story) const;
  /// How often and when it bound, and how much it counted.
  std::string Evidence(const RunBlocker& blocker, const std::vector<RunBlocker>& all,
                       const BindingStory& story) const;
  /// A blocker in a few words: "North's red line on fees (M8)".
  std::string Label(const RunBlocker& blocker) const;

  /// The answer in one sentence.
  std::string Summary(const RunExplanation& explanation) const;
  /// Which concession made it; for a run that reached the target.
  std::string Concession(const Breakthrough& reached) const;

  /// "third party (the River Board, the county)"; a party by its name.
  std::string Owner(const LeverOwner& owner) const;
  /// "precond.pi from 0.9 to 0.62"; of a position "North's ideal on fees from ... to ...".
  std::string Change(const LeverStep& step) const;
  /// What a parameter is; empty for positions, which speak for themselves.
  std::string Meaning(const Lever& lever) const;
  /// The value in force, for the reader: a number, an option, a name.
  std::string From(const LeverStep& step) const;
  std::string To(const LeverStep& step) const;

  /// "headline 4 of 7, humanitarian; flags: next round".
  static std::string Outcome(const Verdict& verdict);
  static std::string Flags(const Verdict& verdict);

  /// The options of a package that differ from the status quo.
  std::string Package(const ValuedPackage& package) const;
  /// "North 0.30, South 0.06, together 0.36".
  std::string Gains(const ValuedPackage& package) const;

  const EventText& words() const { return words_; }

 private:
  std::string VetoClause(const RunBlocker& blocker) const;
  std::string LinkClause(const RunBlocker& blocker) const;
  std::string PatienceClause(const RunBlocker& blocker) const;
  std::string MandateClause(const RunBlocker& blocker) const;
  std::string AgendaClause(const RunBlocker& blocker, const BindingStory& story) const;
  std::string WeightText(const RunBlocker& blocker, const std::vector<RunBlocker>& all) const;
  OptionIndex NearestOption(const Lever& lever) const;

  const CompiledScenario& scenario_;
  const ExplanationTarget& target_;
  EventText words_;
};

}  // namespace dragoman
