#include "engine/report/names.h"

#include "engine/core/text.h"

namespace dragoman {
namespace {

std::string AtomText(const CompiledScenario& scenario, const std::string& atom) {
  const std::vector<std::string_view> words = SplitWords(atom);
  if (words.size() != 3) return atom;  // "ISSUE signed"
  const IssueIndex issue = scenario.talks->FindIssue(words[0]);
  if (issue == kNoIssue) return atom;
  const Issue& spec = scenario.space.issue(issue);
  const auto option = spec.FindOption(words[2]);
  if (!option) return atom;
  std::string text(words[0]);
  text += words[1] == "!=" ? " other than " : " at ";
  text += std::string(words[2]) + " (" + spec.options[*option].name + ")";
  if (words[1] == ">=") text += " or beyond";
  if (words[1] == "<=") text += " or below";
  return text;
}

std::string JoinRules(const CompiledScenario& scenario, const std::vector<Rule>& parts,
                      std::string_view word) {
  std::string text;
  for (const Rule& part : parts) {
    if (!text.empty()) text += word;
    const bool nested = part.kind != Rule::Kind::kText && parts.size() > 1;
    text += nested ? "(" + RuleText(scenario, part) + ")" : RuleText(scenario, part);
  }
  return text;
}

/// "a_b_c" as "a b c"; a last word "full" or "partial" goes first.
std::string Spoken(std::string_view name) {
  std::string text(name);
  for (char& c : text) c = c == '_' ? ' ' : c;
  for (const std::string_view quality : {" full", " partial"}) {
    if (!text.ends_with(quality)) continue;
    text.resize(text.size() - quality.size());
    text.insert(0, std::string(quality.substr(1)) + " ");
  }
  return text;
}

}  // namespace

std::string PartyName(const CompiledScenario& scenario, std::string_view id) {
  for (const PartySpec& party : scenario.source.parties) {
    if (party.id == id) return party.name.empty() ? party.id : party.name;
  }
  return std::string(id);
}

std::string SideName(const CompiledScenario& scenario, int side) {
  if (side < 0) return "the mediator";
  return PartyName(scenario, scenario.talks->side_name(side));
}

std::string Possessive(const std::string& name) {
  return name.ends_with('s') ? name + "'" : name + "'s";
}

std::string OptionText(const Issue& issue, OptionIndex option) {
  return issue.options[option].name + " (" + issue.options[option].id + ")";
}

std::string Listed(const std::vector<std::string>& items) {
  std::string text;
  for (std::size_t k = 0; k < items.size(); ++k) {
    if (k > 0) text += k + 1 == items.size() ? " and " : ", ";
    text += items[k];
  }
  return text;
}

std::string RuleText(const CompiledScenario& scenario, const Rule& rule) {
  switch (rule.kind) {
    case Rule::Kind::kNone:
      return {};
    case Rule::Kind::kText:
      return AtomText(scenario, rule.text);
    case Rule::Kind::kAll:
      return JoinRules(scenario, rule.parts, " and ");
    case Rule::Kind::kAny:
      return JoinRules(scenario, rule.parts, " or ");
  }
  return {};
}

std::string ConstraintRule(const CompiledScenario& scenario, const Constraint& constraint) {
  if (constraint.link < 0) return {};
  return scenario.talks->links[static_cast<std::size_t>(constraint.link)].id;
}

std::string ConstraintText(const CompiledScenario& scenario, const Constraint& constraint) {
  std::string side = SideName(scenario, constraint.side);
  switch (constraint.kind) {
    case Constraint::Kind::kRedLine:
      return Possessive(side) + " red line on " + scenario.space.issue(constraint.issue).id;
    case Constraint::Kind::kPrecondition:
      return Possessive(side) + " precondition '" + ConstraintRule(scenario, constraint) + "'";
    case Constraint::Kind::kInsincerity:
      return Possessive(side) + " insincerity";
  }
  return side;
}

std::string FlagPhrase(Flag flag) {
  if (flag == Flag::kWalkout) return "walk-out";
  if (flag == Flag::kEscalation30d) return "escalation within 30 days";
  return Spoken(kFlagNames[static_cast<std::size_t>(flag)]);
}

std::string HeadlinePhrase(int headline) {
  if (headline == 2) return "stalemate, talks go on";
  return Spoken(kHeadlineNames[static_cast<std::size_t>(headline)]);
}

std::string FlagMeaning(const CompiledScenario& scenario, Flag flag) {
  const Rule* rule = RuleOf(scenario.source.outcomes, flag);
  return rule == nullptr ? std::string() : RuleText(scenario, *rule);
}

bool FlagIsUsed(const CompiledScenario& scenario, Flag flag) {
  const Rule* rule = RuleOf(scenario.source.outcomes, flag);
  return rule == nullptr || rule->kind != Rule::Kind::kNone;
}

}  // namespace dragoman
