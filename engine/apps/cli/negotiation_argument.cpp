#include "engine/apps/cli/negotiation_argument.h"

#include "engine/apps/cli/scenario_argument.h"
#include "engine/core/text.h"
#include "engine/experiments/tournament_config.h"
#include "engine/io/error_text.h"

namespace dragoman {
namespace {

UtilityScale ScaleOfArguments(const Arguments& arguments) {
  const std::string name = arguments.Text("scale", "raw");
  const std::vector<std::string> names(kUtilityScaleNames.begin(), kUtilityScaleNames.end());
  for (std::size_t k = 0; k < names.size(); ++k) {
    if (names[k] == name) return static_cast<UtilityScale>(k);
  }
  throw UsageError("option '--scale': unknown value '" + name + "'; " + ExpectedOneOf(name, names));
}

bool IsDomainFile(const std::string& name) {
  return name.ends_with(".xml") || name.ends_with(".XML");
}

}  // namespace

std::vector<CliOption> NegotiationOptions() {
  return {
      {"scale", "raw|genius",
       "raw (default): evaluations as written; genius: each issue's divided by their maximum, so "
       "that utilities lie in [0, 1], where reservation values of GENIUS files mean something"},
      {"preset", "negmas", "the semantics and names of that library, for comparison"},
  };
}

bool NegmasPreset(const Arguments& arguments) {
  if (!arguments.Has("preset")) return false;
  const std::string name = arguments.Text("preset");
  if (name == "negmas") return true;
  throw UsageError("option '--preset': unknown value '" + name + "'; one of: negmas");
}

void FailOnProblems(const std::vector<Problem>& problems) {
  if (!problems.empty()) throw InputError(FormatProblems(problems));
}

PreparedDomain LoadNegotiationArgument(const Arguments& arguments) {
  const std::vector<std::string>& words = arguments.positional();
  ProfileOptions options;
  options.scale = ScaleOfArguments(arguments);
  options.integers_as_negmas = NegmasPreset(arguments);
  if (words.size() == 1 && !IsDomainFile(words[0])) {
    const ScenarioFile scenario = LoadScenario(FindScenario(words[0]));
    FailOnProblems(scenario.problems);
    PreparedDomain prepared = PrepareScenario(*scenario.scenario, options.scale);
    FailOnProblems(prepared.problems);
    return prepared;
  }
  if (words.size() < 3) {
    throw UsageError(
        "a domain needs a profile for each party, two at least: DOMAIN PROFILE "
        "PROFILE...");
  }
  if (words.size() - 1 > kMaxParties) {
    throw UsageError("at most " + std::to_string(kMaxParties) + " profiles");
  }
  const std::vector<std::string> profiles(words.begin() + 1, words.end());
  PreparedDomain prepared = PrepareFiles(words[0], profiles, options);
  FailOnProblems(prepared.problems);
  return prepared;
}

}  // namespace dragoman
