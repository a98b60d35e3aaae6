#include "engine/backtest/convert.h"

namespace dragoman {
namespace {

const std::optional<FlagWhen>& RuleOf(const FlagRules& rules, Flag flag) {
  return rules.flags[static_cast<std::size_t>(flag)];
}

/// Whether agreeing on this option of this issue, and on nothing else, makes `rule` hold.
bool HoldsAlone(const FlagWhen& rule, std::size_t issues, std::size_t issue, double position) {
  AgreedPositions agreed(issues);
  agreed[issue] = position;
  return Holds(rule, agreed);
}

// Every option but one means another meeting. Whether the status quo is the exception does not
// matter: a further meeting may already have been agreed when the talks begin.
bool IsProcedureIssue(const BacktestInputs& inputs, std::size_t i) {
  const std::optional<FlagWhen>& meeting = RuleOf(inputs.flags_when, Flag::kNextRound);
  if (!meeting) return false;
  const std::vector<BacktestOption>& options = inputs.issues[i].options;
  std::size_t holding = 0;
  for (const BacktestOption& option : options) {
    holding += HoldsAlone(*meeting, inputs.issues.size(), i, option.position) ? 1 : 0;
  }
  return holding + 1 >= options.size() && holding > 0;
}

bool IsTruceIssue(const FlagRules& rules, std::size_t i) {
  const std::optional<FlagWhen>* const pauses[] = {&RuleOf(rules, Flag::kCeasefireFull),
                                                   &RuleOf(rules, Flag::kCeasefirePartial),
                                                   &rules.local_pause};
  for (const std::optional<FlagWhen>* rule : pauses) {
    if (*rule && IssuesOf(**rule) == std::vector<std::size_t>{i}) return true;
  }
  return false;
}

}  // namespace

std::vector<IssueClass> ClassifyIssues(const BacktestInputs& inputs) {
  const FlagRules& rules = inputs.flags_when;
  std::vector<IssueClass> classes(inputs.issues.size());
  // The highest outcome that the case knows; a full ceasefire also ends the fighting.
  const Flag ladder[] = {Flag::kSettlement, Flag::kCeasefireFull, Flag::kCeasefirePartial,
                         Flag::kPrisonerExchange};
  const FlagWhen* highest = nullptr;
  for (const Flag flag : ladder) {
    if (highest == nullptr && RuleOf(rules, flag)) highest = &*RuleOf(rules, flag);
  }
  const std::optional<FlagWhen>& full = RuleOf(rules, Flag::kCeasefireFull);
  for (std::size_t i = 0; i < classes.size(); ++i) {
    classes[i].procedure = IsProcedureIssue(inputs, i);
    classes[i].main = !classes[i].procedure &&
                      ((highest != nullptr && Names(*highest, i)) || (full && Names(*full, i)));
    classes[i].truce = IsTruceIssue(rules, i);
  }
  return classes;
}

}  // namespace dragoman
