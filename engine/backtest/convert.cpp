#include "engine/backtest/convert.h"

#include <algorithm>

#include "engine/backtest/mapping.h"
#include "engine/core/text.h"

namespace dragoman {
namespace {

constexpr std::string_view kCodedTier = "coded";
constexpr std::string_view kCodedSource = "the coded case";
// A package combines this many settlements of the main issues at most; further issues are settled
// by the weights of the two sides.
constexpr std::size_t kMostCombined = 400;

std::string OptionId(double position) { return "o" + FormatNumber(position); }

std::vector<double> OptionPositions(const BacktestIssue& issue) {
  std::vector<double> positions;
  for (const BacktestOption& option : issue.options) positions.push_back(option.position);
  if (std::find(positions.begin(), positions.end(), issue.status_quo) == positions.end()) {
    positions.push_back(issue.status_quo);
  }
  std::sort(positions.begin(), positions.end());
  return positions;
}

std::string AtomText(const BacktestIssue& issue, double position) {
  return issue.id + " == " + OptionId(position);
}

/// A rule that no agreement meets.
Rule NeverRule(const BacktestIssue& issue) {
  return {Rule::Kind::kAll,
          {},
          {Rule::Text(issue.id + " signed"), Rule::Text(AtomText(issue, issue.status_quo))}};
}

/// A rule over the options for which `wanted` holds; one that never holds if there are none.
template <class Wanted>
Rule OptionsRule(const BacktestIssue& issue, const Wanted& wanted) {
  Rule rule{Rule::Kind::kAny, {}, {}};
  for (const double position : OptionPositions(issue)) {
    if (wanted(position)) rule.parts.push_back(Rule::Text(AtomText(issue, position)));
  }
  if (rule.parts.empty()) return NeverRule(issue);
  return rule.parts.size() == 1 ? rule.parts[0] : rule;
}

/// A test as a rule in few words: options between two limits, the status quo excepted.
Rule TestRule(const BacktestIssue& issue, const FlagWhen& test) {
  const std::vector<double> all = OptionPositions(issue);
  std::vector<double> wanted;
  for (const double position : all) {
    const bool inside = position >= test.low && position <= test.high;
    if (inside && position != issue.status_quo) wanted.push_back(position);
  }
  if (wanted.empty()) return NeverRule(issue);
  if (wanted.size() == 1) return Rule::Text(AtomText(issue, wanted[0]));
  Rule rule{Rule::Kind::kAll, {}, {}};
  if (wanted.front() != all.front()) {
    rule.parts.push_back(Rule::Text(issue.id + " >= " + OptionId(wanted.front())));
  }
  if (wanted.back() != all.back()) {
    rule.parts.push_back(Rule::Text(issue.id + " <= " + OptionId(wanted.back())));
  }
  const bool spans = wanted.front() < issue.status_quo && issue.status_quo < wanted.back();
  if (spans || rule.parts.empty()) rule.parts.push_back(Rule::Text(issue.id + " signed"));
  return rule.parts.size() == 1 ? rule.parts[0] : rule;
}

/// The options that a flag names, moved off the status quo.
Rule ScenarioRule(const BacktestInputs& inputs, const FlagWhen& rule) {
  if (rule.kind == FlagWhen::Kind::kTest) return TestRule(inputs.issues[rule.issue], rule);
  Rule list{rule.kind == FlagWhen::Kind::kAll ? Rule::Kind::kAll : Rule::Kind::kAny, {}, {}};
  for (const FlagWhen& part : rule.parts) list.parts.push_back(ScenarioRule(inputs, part));
  return list;
}

const std::optional<FlagWhen>& FlagRuleOf(const BacktestInputs& inputs, Flag flag) {
  return inputs.flags_when.flags[static_cast<std::size_t>(flag)];
}

/// Whether the flags that may be signed ahead of a package hold with this option alone.
bool CountsAlone(const BacktestInputs& inputs, std::size_t issue, double position) {
  AgreedPositions agreed(inputs.issues.size());
  agreed[issue] = position;
  const auto holds = [&](const std::optional<FlagWhen>& rule) {
    return rule && Holds(*rule, agreed);
  };
  return position != inputs.issues[issue].status_quo &&
         (holds(FlagRuleOf(inputs, Flag::kCeasefirePartial)) ||
          holds(FlagRuleOf(inputs, Flag::kPrisonerExchange)) ||
          holds(FlagRuleOf(inputs, Flag::kSummitAgreed)) || holds(inputs.flags_when.local_pause));
}

/// Humanitarian steps: what an insincere side signs, too, and what builds confidence.
bool IsGoodwill(const BacktestInputs& inputs, std::size_t issue, double position) {
  AgreedPositions agreed(inputs.issues.size());
  agreed[issue] = position;
  const std::optional<FlagWhen>& exchange = FlagRuleOf(inputs, Flag::kPrisonerExchange);
  const std::optional<FlagWhen>& pause = inputs.flags_when.local_pause;
  return position != inputs.issues[issue].status_quo &&
         ((exchange && Holds(*exchange, agreed)) || (pause && Holds(*pause, agreed)));
}

void AddParties(Conversion* c) {
  for (const BacktestSide& side : c->sides) {
    c->scenario.parties.push_back({side.party.id, side.party.id, PartyRole::kPrincipal, {}, {}});
  }
  for (const BacktestParty& party : c->inputs->parties) {
    if (party.role == PartyRole::kPrincipal) continue;
    c->scenario.parties.push_back({party.id, party.id, party.role, {}, {}});
  }
}

IssueSpec MakeIssue(const Conversion& c, std::size_t i) {
  const BacktestInputs& inputs = *c.inputs;
  const BacktestIssue& issue = inputs.issues[i];
  const IssueClass& is = c.classes[i];
  IssueSpec spec;
  spec.id = issue.id;
  spec.name = issue.id;
  spec.status_quo = OptionId(issue.status_quo);
  spec.owners = {c.sides[0].party.id, c.sides[1].party.id};
  spec.core = is.main;
  spec.imposable = inputs.war_ongoing && is.main && !is.truce;
  spec.renewable = is.procedure;
  if (is.procedure) {
    spec.separable = {std::string(kEveryOption)};
    spec.cheap = {std::string(kEveryOption)};
  }
  for (const double position : OptionPositions(issue)) {
    OptionSpec option;
    option.id = OptionId(position);
    option.name = "as it stands";
    option.position = position;
    option.source = kCodedSource;
    option.known_by = inputs.info_cutoff;
    for (const BacktestOption& coded : issue.options) {
      if (coded.position == position) option.name = coded.label;
    }
    if (!is.procedure && CountsAlone(inputs, i, position)) spec.separable.push_back(option.id);
    if (!is.procedure && IsGoodwill(inputs, i, position)) spec.cheap.push_back(option.id);
    spec.options.push_back(std::move(option));
  }
  return spec;
}

void AddPositions(Conversion* c) {
  const auto add = [c](const std::string& party, const BacktestPosition& coded) {
    CodedPosition position;
    position.party = party;
    position.issue = c->inputs->issues[coded.issue].id;
    position.position = coded.position;
    position.salience = coded.salience;
    position.firmness = coded.firmness;
    position.confidence = static_cast<Confidence>(coded.confidence);
    c->scenario.positions.push_back(std::move(position));
  };
  for (const BacktestSide& side : c->sides) {
    for (const BacktestPosition& position : side.positions) add(side.party.id, position);
  }
  for (const BacktestPosition& position : c->inputs->positions) {
    const BacktestParty& party = c->inputs->parties[position.party];
    if (party.role != PartyRole::kPrincipal) add(party.id, position);
  }
}

void AddOutcomes(Conversion* c) {
  const BacktestInputs& inputs = *c->inputs;
  OutcomeSpec& outcomes = c->scenario.outcomes;
  Rule* const rules[] = {&outcomes.settlement,        &outcomes.ceasefire_full,
                         &outcomes.ceasefire_partial, &outcomes.summit_agreed,
                         &outcomes.prisoner_exchange, &outcomes.next_round,
                         &outcomes.written_terms};
  for (std::size_t f = 0; f < std::size(rules); ++f) {
    if (inputs.flags_when.flags[f]) *rules[f] = ScenarioRule(inputs, *inputs.flags_when.flags[f]);
  }
  if (inputs.flags_when.local_pause) {
    outcomes.local_pause = ScenarioRule(inputs, *inputs.flags_when.local_pause);
  }
}

/// What ends the conflict: a settlement or a full ceasefire; where the case knows neither, the
/// highest flag it knows; where it knows none, an agreement on every issue.
Rule EndRule(const BacktestInputs& inputs) {
  Rule rule{Rule::Kind::kAny, {}, {}};
  for (const Flag flag : {Flag::kSettlement, Flag::kCeasefireFull}) {
    if (const auto& found = FlagRuleOf(inputs, flag)) {
      rule.parts.push_back(ScenarioRule(inputs, *found));
    }
  }
  for (const Flag flag : {Flag::kCeasefirePartial, Flag::kPrisonerExchange}) {
    const auto& found = FlagRuleOf(inputs, flag);
    if (rule.parts.empty() && found) rule.parts.push_back(ScenarioRule(inputs, *found));
  }
  if (rule.parts.size() == 1) return rule.parts[0];
  if (!rule.parts.empty()) return rule;
  rule.kind = Rule::Kind::kAll;
  for (const BacktestIssue& issue : inputs.issues) {
    rule.parts.push_back(Rule::Text(issue.id + " signed"));
  }
  return rule;
}

void AddRoles(Conversion* c) {
  const BacktestInputs& inputs = *c->inputs;
  RolesSpec& roles = c->scenario.roles;
  roles.ends_conflict = EndRule(inputs);
  Rule meeting{Rule::Kind::kAny, {}, {}};
  Rule texts{Rule::Kind::kAny, {}, {}};
  for (std::size_t i = 0; i < inputs.issues.size(); ++i) {
    if (!c->classes[i].procedure) continue;
    const auto holds = [&](Flag flag) {
      return [&, flag](double position) {
        AgreedPositions agreed(inputs.issues.size());
        agreed[i] = position;
        const auto& rule = FlagRuleOf(inputs, flag);
        return rule && Holds(*rule, agreed);
      };
    };
    meeting.parts.push_back(OptionsRule(inputs.issues[i], holds(Flag::kNextRound)));
    if (FlagRuleOf(inputs, Flag::kWrittenTerms)) {
      texts.parts.push_back(OptionsRule(inputs.issues[i], holds(Flag::kWrittenTerms)));
    }
  }
  if (!meeting.parts.empty()) roles.another_meeting = meeting;
  if (!texts.parts.empty()) roles.texts = texts;
  if (const auto& exchange = FlagRuleOf(inputs, Flag::kPrisonerExchange)) {
    roles.goodwill = ScenarioRule(inputs, *exchange);
  }
}

void AddTalks(Conversion* c) {
  TalksSpec& talks = c->scenario.talks;
  const bool series = std::any_of(c->classes.begin(), c->classes.end(),
                                  [](const IssueClass& is) { return is.procedure; });
  talks.meetings = series ? 1 : kConferenceMeetings;
  // Between the sessions of one conference contact does not break off by itself.
  if (!series) talks.resume = 1;
  talks.talks_per_coding = 10;
  std::size_t combined = 1;
  for (std::size_t i = 0; i < c->classes.size(); ++i) {
    if (!c->classes[i].main) continue;
    const std::size_t options = OptionPositions(c->inputs->issues[i]).size();
    if (combined * options > kMostCombined || talks.grid.size() >= kMaxGridIssues) continue;
    combined *= options;
    talks.grid.push_back({c->inputs->issues[i].id, {std::string(kEveryOption)}, false});
  }
}

Conversion Convert(const BacktestInputs& inputs, const ConvertOptions& options) {
  Conversion c;
  c.inputs = &inputs;
  c.options = options;
  c.sides = SidesOf(inputs);
  c.classes = ClassifyIssues(inputs);
  Scenario& scenario = c.scenario;
  scenario.id = options.id;
  scenario.title = options.title;
  scenario.about =
      "Converted from a coded case by the mapping of `dragoman backtest mapping`; conditional on "
      "that coding, not a forecast.";
  scenario.asof = inputs.info_cutoff;
  scenario.tier = kCodedTier;
  scenario.tiers = {{std::string(kCodedTier), {std::string(kCodedTier)}, "the coded case"}};
  AddParties(&c);
  for (std::size_t i = 0; i < inputs.issues.size(); ++i) {
    scenario.issues.push_back(MakeIssue(c, i));
  }
  AddPositions(&c);
  AddOutcomes(&c);
  AddRoles(&c);
  AddTalks(&c);
  // Acts toward each other say something about trust; risk attitudes stay at the brief's neutral 2.
  scenario.derivation.rho = 2;
  for (const MappingRule& rule : MappingRules()) rule.apply(&c);
  return c;
}

}  // namespace

Scenario ScenarioOf(const BacktestInputs& inputs, const ConvertOptions& options) {
  return Convert(inputs, options).scenario;
}

std::vector<std::string> UnmappedOptions(const BacktestInputs& inputs) {
  return Convert(inputs, {}).unmapped;
}

}  // namespace dragoman
