#include "engine/worth/scenario_sitting.h"

#include <utility>

#include "engine/core/text.h"
#include "engine/talks/no_deal.h"

namespace dragoman {
namespace {

Domain DomainOf(const CompiledScenario& scenario) {
  Domain domain;
  domain.name = scenario.source.id;
  for (const Issue& issue : scenario.space.issues()) {
    DomainIssue& to = domain.issues.emplace_back();
    to.name = issue.id;
    to.kind = IssueKind::kOrdered;
    for (const Option& option : issue.options) to.values.push_back(option.id);
  }
  return domain;
}

UtilitySpec UtilityOf(const CompiledScenario& scenario, const Coding& coding, int side) {
  const TalksModel& talks = *scenario.talks;
  UtilitySpec utility =
      PlainUtility(scenario, coding.parties[At(talks.principals[static_cast<std::size_t>(side)])]);
  utility.name = std::string(talks.side_name(side));
  utility.reservation_value = OutlookOf(talks, coding, side).total;
  return utility;
}

/// What the talks add to plain utilities, with numbers where there are any.
std::vector<std::string> LossesOf(const CompiledScenario& scenario, const Coding& coding) {
  const TalksModel& talks = *scenario.talks;
  std::vector<std::string> lost;
  for (int side = 0; side < kSides; ++side) {
    const NoDealPrior& prior = OutlookOf(talks, coding, side).prior;
    if (prior.cost_mean == 0) continue;
    lost.push_back(Concat({"the cost ", prior.cost_mean, " of no deal to ", talks.side_name(side),
                           ", saved by agreements that end the conflict"}));
  }
  lost.emplace_back("red lines: options that a party accepts at no price");
  if (!talks.links.empty()) {
    lost.push_back(Concat({talks.links.size(), " preconditions and dependencies between options"}));
  }
  lost.emplace_back(
      "the consent of third parties, partial agreements, further meetings and all "
      "that happens between them");
  lost.emplace_back("the doubt in the coding: these are the likeliest readings, without noise");
  return lost;
}

}  // namespace

UtilitySpec PlainUtility(const CompiledScenario& scenario, const PartyPreference& preference) {
  UtilitySpec utility;
  for (std::size_t i = 0; i < scenario.space.num_issues(); ++i) {
    const IssueIndex issue{static_cast<int>(i)};
    utility.weights.push_back(preference.issues[i].floored_weight);
    const double* first = preference.utility.data() + scenario.space.offset(issue);
    utility.evaluations.emplace_back(first, first + scenario.space.issue(issue).num_options());
  }
  return utility;
}

ScenarioSitting SittingOf(const CompiledScenario& scenario) {
  Coding coding = scenario.derivation.MakeCoding();
  scenario.derivation.DeriveCore(&coding);
  ScenarioSitting sitting;
  sitting.domain = DomainOf(scenario);
  for (int side = 0; side < kSides; ++side) {
    sitting.utilities.push_back(UtilityOf(scenario, coding, side));
  }
  sitting.lost = LossesOf(scenario, coding);
  for (const Issue& issue : scenario.space.issues()) {
    sitting.legend.push_back(Concat({"Issue ", issue.id, ": ", issue.name,
                                     "; in force: ", issue.options[issue.status_quo].id, "."}));
    for (const Option& option : issue.options) {
      sitting.legend.push_back(Concat({"  ", option.id, ": ", option.name}));
    }
  }
  return sitting;
}

}  // namespace dragoman
