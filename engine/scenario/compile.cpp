#include <algorithm>
#include <string_view>

#include "engine/core/name_index.h"
#include "engine/core/text.h"
#include "engine/scenario/scenario.h"

namespace dragoman {
namespace {

class ScenarioCompiler {
 public:
  ScenarioCompiler(Scenario scenario, const ScenarioChoices& choices)
      : choices_(choices), compiled_(std::make_unique<CompiledScenario>()) {
    compiled_->source = std::move(scenario);
    compiled_->without_reported_outcomes = choices.without_reported_outcomes;
  }

  Checked<std::unique_ptr<const CompiledScenario>> Compile() {
    CheckDates();
    CheckParties();
    ChooseTier();
    SwitchMechanisms();
    BuildIssues();
    // Later steps look names up; without issues and parties they would only repeat what was said.
    if (has_parties_ && has_issues_) {
      Derive();
      Take(OutcomeRules::Compile(compiled_->source.outcomes, compiled_->space.issues()),
           &compiled_->outcomes);
      if (has_order_) BuildTalks();
    }
    if (!problems_.empty()) return problems_;
    return std::unique_ptr<const CompiledScenario>(std::move(compiled_));
  }

 private:
  void Report(std::string path, std::string message, std::string expected = {}) {
    problems_.push_back({std::move(path), std::move(message), std::move(expected)});
  }

  template <class T>
  bool Take(Checked<T> checked, T* target) {
    if (checked.ok()) {
      *target = std::move(*checked);
      return true;
    }
    problems_.insert(problems_.end(), checked.problems().begin(), checked.problems().end());
    return false;
  }

  /// Enough for anybody; looking for near names costs time.
  bool TooMany() const { return problems_.size() >= kMaxDiagnostics; }

  static std::string Item(const char* list, std::size_t k) { return Concat({list, "[", k, "]"}); }

  // Dates are ISO texts, so their order is the order of the texts.
  void CheckDate(const std::string& known_by, const std::string& path) {
    if (known_by > compiled_->source.asof) {
      Report(path + ".known_by",
             Concat({"known only by ", known_by, ", after the scenario's asof"}),
             "a day up to " + compiled_->source.asof);
    }
  }

  void CheckDates() {
    const Scenario& scenario = compiled_->source;
    for (std::size_t k = 0; k < scenario.claims.size(); ++k) {
      CheckDate(scenario.claims[k].known_by, Item("claims", k));
    }
    for (std::size_t k = 0; k < scenario.positions.size(); ++k) {
      CheckDate(scenario.positions[k].known_by, Item("positions", k));
    }
    for (std::size_t k = 0; k < scenario.preconditions.size(); ++k) {
      CheckDate(scenario.preconditions[k].known_by, Item("preconditions", k));
    }
    for (std::size_t i = 0; i < scenario.issues.size(); ++i) {
      for (std::size_t o = 0; o < scenario.issues[i].options.size(); ++o) {
        CheckDate(scenario.issues[i].options[o].known_by,
                  Concat({Item("issues", i), ".options[", o, "]"}));
      }
    }
  }

  void CheckParties() {
    const std::vector<PartySpec>& parties = compiled_->source.parties;
    if (parties.size() > kMaxParties) {
      Report("parties", Concat({parties.size(), " parties"}),
             Concat({"at most ", kMaxParties, " parties"}));
      has_parties_ = false;
      return;
    }
    for (std::size_t k = 0; k < parties.size(); ++k) {
      for (std::size_t j = 0; j < k; ++j) {
        if (StreamOf(parties[j]) == StreamOf(parties[k])) {
          Report(Item("parties", k) + ".stream",
                 Concat({"stream '", StreamOf(parties[k]), "' is already that of party '",
                         parties[j].id, "'"}),
                 "a stream of its own");
        }
      }
    }
  }

  static const std::string& StreamOf(const PartySpec& party) {
    return party.stream.empty() ? party.id : party.stream;
  }

  void ChooseTier() {
    const Scenario& scenario = compiled_->source;
    if (scenario.tiers.empty()) return Report("tiers", "the list is empty", "at least one tier");
    const bool chosen = !choices_.tier.empty();
    compiled_->tier = chosen ? choices_.tier : scenario.tier;
    std::vector<std::string> ids;
    for (const TierSpec& tier : scenario.tiers) {
      ids.push_back(tier.id);
      if (tier.id == compiled_->tier) tiers_ = tier.claims;
    }
    if (std::find(ids.begin(), ids.end(), compiled_->tier) == ids.end()) {
      Report(chosen ? "--tier " + choices_.tier : "tier",
             Concat({"unknown tier '", compiled_->tier, "'"}), ExpectedOneOf(compiled_->tier, ids));
    }
    CheckTiersOfClaims();
  }

  void CheckTiersOfClaims() {
    const Scenario& scenario = compiled_->source;
    std::vector<std::string> known;
    NameIndex is_known;
    for (std::size_t t = 0; t < scenario.tiers.size(); ++t) {
      if (scenario.tiers[t].claims.empty()) {
        Report(Item("tiers", t) + ".claims", "the list is empty",
               "values of `tier` of the claims it uses");
      }
      for (const std::string& tier : scenario.tiers[t].claims) {
        if (is_known.Add(tier, 0) == NameIndex::kNone) known.push_back(tier);
      }
    }
    for (std::size_t k = 0; k < scenario.claims.size() && !TooMany(); ++k) {
      const std::string& tier = scenario.claims[k].tier;
      if (is_known.Find(tier) == NameIndex::kNone) {
        Report(Item("claims", k) + ".tier",
               Concat({"no entry of 'tiers' uses claims of tier '", tier, "'"}),
               ExpectedOneOf(tier, known));
      }
    }
  }

  void SwitchMechanisms() {
    for (const std::string& name : choices_.without) {
      if (compiled_->source.mechanisms.Enable(name, false)) continue;
      std::vector<std::string> names;
      for (const MechanismEntry* entry : RegisteredMechanisms()) {
        names.emplace_back(entry->info.id);
      }
      for (const MechanismEntry* entry : RegisteredMechanisms()) {
        names.emplace_back(entry->info.name);
      }
      Report("--without " + name, Concat({"unknown mechanism '", name, "'"}),
             ExpectedOneOf(name, names));
    }
  }

  void BuildIssues() {
    const std::vector<IssueSpec>& specs = compiled_->source.issues;
    if (specs.empty() || specs.size() > kMaxIssues) {
      Report("issues", Concat({specs.size(), " issues"}), Concat({"1 to ", kMaxIssues, " issues"}));
      has_issues_ = false;
      return;
    }
    std::vector<Issue> issues;
    issues.reserve(specs.size());
    for (std::size_t i = 0; i < specs.size(); ++i) {
      issues.push_back(BuildIssue(specs[i], Item("issues", i)));
    }
    compiled_->space = IssueSpace(std::move(issues));
  }

  Issue BuildIssue(const IssueSpec& spec, const std::string& path) {
    Issue issue;
    issue.id = spec.id;
    issue.name = spec.name;
    const std::size_t count = spec.options.size();
    if (count < 2 || count > kMaxOptionsPerSet) {
      Report(path + ".options", std::to_string(count) + (count == 1 ? " option" : " options"),
             "2 to 64 options");
      has_issues_ = false;
      return issue;
    }
    std::vector<std::string> ids;
    for (std::size_t o = 0; o < count; ++o) {
      const OptionSpec& option = spec.options[o];
      const double even = kAxisLength * static_cast<double>(o) / static_cast<double>(count - 1);
      issue.options.push_back({option.id, option.name, option.position.value_or(even)});
      ids.push_back(option.id);
      if (option.id == kEveryOption) {
        Report(OptionPath(path, o) + ".id", "'all' stands for every option", "another id");
      }
    }
    CheckPositions(spec, issue, path);
    if (const auto status_quo = issue.FindOption(spec.status_quo)) {
      issue.status_quo = *status_quo;
    } else {
      has_order_ = false;
      Report(path + ".status_quo",
             Concat({"issue '", spec.id, "' has no option '", spec.status_quo, "'"}),
             ExpectedOneOf(spec.status_quo, ids));
    }
    return issue;
  }

  static std::string OptionPath(const std::string& issue_path, std::size_t o) {
    return Concat({issue_path, ".options[", o, "]"});
  }

  void CheckPositions(const IssueSpec& spec, const Issue& issue, const std::string& path) {
    std::size_t placed = 0;
    for (const OptionSpec& option : spec.options) placed += option.position.has_value() ? 1 : 0;
    if (placed != 0 && placed != spec.options.size()) {
      has_order_ = false;
      Report(path + ".options", "some options have a position and some have none",
             "positions for all, or for none (then evenly spaced)");
      return;
    }
    // The direction is that of most steps, so that one option out of place is found where it is.
    int rising = 0;
    for (std::size_t o = 1; o < issue.options.size(); ++o) {
      rising += issue.options[o].position > issue.options[o - 1].position ? 1 : -1;
    }
    for (std::size_t o = 1; o < issue.options.size(); ++o) {
      const double step = issue.options[o].position - issue.options[o - 1].position;
      if (rising >= 0 ? step > 0 : step < 0) continue;
      has_order_ = false;
      Report(OptionPath(path, o) + ".position",
             Concat({"position ", issue.options[o].position, " is out of order after ",
                     issue.options[o - 1].position, " of option '", issue.options[o - 1].id, "'"}),
             "positions that rise, or fall, from option to option");
      return;
    }
  }

  void Derive() {
    const Scenario& scenario = compiled_->source;
    DerivationInput input;
    input.space = &compiled_->space;
    for (const PartySpec& party : scenario.parties) {
      input.parties.push_back({party.id, StreamOf(party), party.role == PartyRole::kPrincipal});
    }
    for (const IssueSpec& issue : scenario.issues) input.vital.push_back(issue.vital);
    input.claims = scenario.claims;
    input.positions = scenario.positions;
    input.tiers = tiers_;
    input.without_reported_outcomes = choices_.without_reported_outcomes;
    input.goldstein = &scenario.goldstein;
    input.adjustments = scenario.adjustments;
    input.options = scenario.derivation;
    if (Take(Derivation::Compile(input), &compiled_->derivation)) return;
    // The talks are checked all the same, so that everything wrong is reported in one go.
    input.claims = {};
    input.positions = {};
    input.adjustments = {};
    compiled_->derivation = *Derivation::Compile(input);
  }

  void BuildTalks() {
    const Scenario& scenario = compiled_->source;
    TalksInput input;
    input.derivation = &compiled_->derivation;
    input.parties = scenario.parties;
    input.issues = scenario.issues;
    input.preconditions = scenario.preconditions;
    input.dependencies = scenario.dependencies;
    input.claims = scenario.claims;
    input.roles = &scenario.roles;
    input.talks = &scenario.talks;
    input.mechanisms = scenario.mechanisms.items();
    Take(CompileTalks(input), &compiled_->talks);
  }

  const ScenarioChoices& choices_;
  std::unique_ptr<CompiledScenario> compiled_;
  std::vector<std::string> tiers_;
  bool has_parties_ = true;
  bool has_issues_ = true;
  bool has_order_ = true;  ///< Positions and status quo of all issues are known.
  Diagnostics problems_;
};

}  // namespace

Checked<std::unique_ptr<const CompiledScenario>> Compile(Scenario scenario,
                                                         const ScenarioChoices& choices) {
  return ScenarioCompiler(std::move(scenario), choices).Compile();
}

Scenario TakeSource(std::unique_ptr<const CompiledScenario> compiled) {
  // Nobody else has it, and only the pointer to it is const.
  return std::move(const_cast<CompiledScenario&>(*compiled).source);
}

}  // namespace dragoman
