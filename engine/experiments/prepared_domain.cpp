#include "engine/experiments/prepared_domain.h"

#include <algorithm>
#include <utility>

#include "engine/bargaining/negmas/preset.h"
#include "engine/core/text.h"
#include "engine/wire/tactic_text.h"
#include "engine/worth/scenario_sitting.h"

namespace dragoman {
namespace {

/// A party's name with its seat where another has the same.
std::vector<std::string> DistinctNames(std::span<const UtilitySpec> profiles) {
  std::vector<std::string> names;
  for (std::size_t k = 0; k < profiles.size(); ++k) {
    std::string name = profiles[k].name.empty() ? "party" : profiles[k].name;
    const auto same = [&](const UtilitySpec& other) { return other.name == profiles[k].name; };
    if (std::count_if(profiles.begin(), profiles.end(), same) > 1) {
      name += " (seat " + std::to_string(k + 1) + ")";
    }
    names.push_back(std::move(name));
  }
  return names;
}

void CompileProfiles(std::span<const UtilitySpec> profiles, PreparedDomain* prepared) {
  prepared->space = prepared->domain.Space();
  prepared->names = DistinctNames(profiles);
  for (std::size_t k = 0; k < profiles.size(); ++k) {
    auto utility = UtilityFunction::Compile(prepared->space, profiles[k], {});
    if (!utility.ok()) {
      for (Problem& problem : TacticProblems(prepared->names[k], utility.problems())) {
        prepared->problems.push_back(std::move(problem));
      }
      continue;
    }
    prepared->utilities.push_back(std::make_unique<UtilityFunction>(std::move(*utility)));
  }
}

}  // namespace

std::vector<SessionParty> PreparedDomain::Parties(
    std::span<const std::unique_ptr<Strategy>> strategies) const {
  std::vector<SessionParty> parties(seats());
  for (std::size_t k = 0; k < parties.size(); ++k) {
    parties[k].utility = utilities[k].get();
    parties[k].index = indexes[k].get();
    parties[k].strategy = strategies[k].get();
  }
  return parties;
}

PreparedDomain PrepareFiles(const std::string& domain, std::span<const std::string> profiles,
                            const ProfileOptions& options) {
  NegotiationFiles files = LoadNegotiation(domain, profiles, options);
  PreparedDomain prepared;
  prepared.domain = std::move(files.domain);
  prepared.problems = std::move(files.problems);
  if (prepared.ok()) CompileProfiles(files.profiles, &prepared);
  return prepared;
}

PreparedDomain PrepareScenario(const CompiledScenario& scenario, UtilityScale scale) {
  ScenarioSitting sitting = SittingOf(scenario);
  PreparedDomain prepared;
  prepared.domain = std::move(sitting.domain);
  prepared.notes = std::move(sitting.lost);
  if (scale == UtilityScale::kGenius) {
    for (UtilitySpec& utility : sitting.utilities) ScaleAsGenius(&utility);
  }
  CompileProfiles(sitting.utilities, &prepared);
  return prepared;
}

void BuildIndexes(PreparedDomain* prepared) {
  for (std::size_t k = 0; k < prepared->seats(); ++k) {
    auto index = MakeOfferIndex(*prepared->utilities[k], {}, {});
    if (!index.ok()) {
      for (Problem& problem : TacticProblems(prepared->names[k], index.problems())) {
        prepared->problems.push_back(std::move(problem));
      }
      return;
    }
    prepared->indexes.push_back(std::move(*index));
  }
}

std::vector<Problem> TacticProblems(const std::string& place, const Diagnostics& diagnostics) {
  std::vector<Problem> problems;
  for (const Diagnostic& diagnostic : diagnostics) {
    Problem problem;
    problem.file = place;
    problem.path = diagnostic.path;
    problem.message = diagnostic.message;
    problem.expected = diagnostic.expected;
    problems.push_back(std::move(problem));
  }
  return problems;
}

std::vector<std::unique_ptr<Strategy>> MakeStrategies(std::span<const std::string> texts,
                                                      const OutcomeSpace& space,
                                                      std::vector<Problem>* problems) {
  std::vector<std::unique_ptr<Strategy>> strategies;
  for (const std::string& text : texts) {
    auto strategy = MakeStrategy(text);
    const Diagnostics wrong = strategy.ok() ? (*strategy)->Check(space, {}) : strategy.problems();
    const std::vector<Problem> placed = TacticProblems(text, wrong);
    problems->insert(problems->end(), placed.begin(), placed.end());
    strategies.push_back(strategy.ok() ? std::move(*strategy) : nullptr);
  }
  return strategies;
}

std::unique_ptr<Protocol> MakeProtocolFor(const std::string& text, std::size_t seats,
                                          std::vector<Problem>* problems) {
  auto protocol = MakeProtocol(text);
  if (!protocol.ok()) {
    const std::vector<Problem> placed = TacticProblems(text, protocol.problems());
    problems->insert(problems->end(), placed.begin(), placed.end());
    return nullptr;
  }
  const ProtocolEntry* entry = FindProtocol(ParseTactic(text)->name);
  const int most = entry->needs.max_parties;
  if (seats > static_cast<std::size_t>(most)) {
    problems->push_back(
        {text,
         0,
         0,
         {},
         "seats at most " + std::to_string(most) + " parties; there are " + std::to_string(seats),
         "another protocol, such as alternating_offers"});
  }
  return std::move(*protocol);
}

std::string TranslateNegmas(const std::string& text) {
  const Checked<TacticCall> call = ParseTactic(text);
  if (!call.ok()) return text;
  std::vector<NegmasParameter> parameters;
  for (const DocumentEntry& entry : call->parameters.map) {
    parameters.push_back({entry.key, entry.value.text});
  }
  const std::string translated = NegmasTactic(call->name, parameters);
  return translated.empty() ? text : translated;
}

}  // namespace dragoman
