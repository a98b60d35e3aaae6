#include "engine/backtest/flag_rules.h"

#include <algorithm>

namespace dragoman {
namespace {

void CollectIssues(const FlagWhen& rule, std::vector<std::size_t>* issues) {
  if (rule.kind == FlagWhen::Kind::kTest) issues->push_back(rule.issue);
  for (const FlagWhen& part : rule.parts) CollectIssues(part, issues);
}

}  // namespace

bool Holds(const FlagWhen& rule, const AgreedPositions& agreed) {
  if (rule.kind == FlagWhen::Kind::kTest) {
    const std::optional<double>& position = agreed[rule.issue];
    return position && *position >= rule.low && *position <= rule.high;
  }
  const bool decisive = rule.kind == FlagWhen::Kind::kAny;  // One part that is this settles it.
  for (const FlagWhen& part : rule.parts) {
    if (Holds(part, agreed) == decisive) return decisive;
  }
  return !decisive;
}

bool FlagRules::Applies(Flag flag) const {
  if (flag == Flag::kWalkout) return walkout;
  if (flag == Flag::kEscalation30d) return escalation;
  return flags[static_cast<std::size_t>(flag)].has_value();
}

Verdict VerdictOf(const FlagRules& rules, const AgreedPositions& agreed) {
  Verdict verdict;
  for (std::size_t f = 0; f < rules.flags.size(); ++f) {
    if (rules.flags[f] && Holds(*rules.flags[f], agreed)) {
      verdict.flags = static_cast<std::uint16_t>(verdict.flags | (1U << f));
    }
  }
  const bool pause = rules.local_pause && Holds(*rules.local_pause, agreed);
  verdict.headline = HeadlineOf(verdict.flags, pause);
  return verdict;
}

std::vector<std::size_t> IssuesOf(const FlagWhen& rule) {
  std::vector<std::size_t> issues;
  CollectIssues(rule, &issues);
  std::sort(issues.begin(), issues.end());
  issues.erase(std::unique(issues.begin(), issues.end()), issues.end());
  return issues;
}

bool Names(const FlagWhen& rule, std::size_t issue) {
  const std::vector<std::size_t> issues = IssuesOf(rule);
  return std::binary_search(issues.begin(), issues.end(), issue);
}

}  // namespace dragoman
