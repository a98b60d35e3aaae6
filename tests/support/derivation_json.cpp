#include "tests/support/derivation_json.h"

#include "engine/wire/json_writer.h"
#include "tests/support/scenarios.h"

namespace dragoman::testing_support {
namespace {

constexpr int kOneLine = -1;

Json IssueJson(const CompiledScenario& scenario, const PartyPreference& party, std::size_t i) {
  const IssuePreference& issue = party.issues[i];
  Json json;
  json["E"] = JsonNumber(issue.salience_mass);
  json["weight"] = JsonNumber(issue.weight);
  json["floored"] = JsonNumber(issue.floored_weight);
  json["ideal"] = issue.has_ideal ? JsonNumber(issue.ideal) : Json(nullptr);
  json["ideal_sd"] = JsonNumber(issue.ideal_sd);
  json["firmness"] = JsonNumber(issue.firmness);
  Json utility = Json::array();
  const std::size_t base = scenario.space.offset(IssueIndex{static_cast<int>(i)});
  for (std::size_t o = 0; o < scenario.space.issues()[i].num_options(); ++o) {
    utility.push_back(JsonNumber(party.utility[base + o]));
  }
  json["utility"] = utility;
  return json;
}

Json StyleJson(const PartyPreference& party) {
  Json json;
  json["evidence_mass"] = JsonNumber(party.evidence_mass);
  json["tau"] = JsonNumber(party.tau);
  json["rho"] = JsonNumber(party.rho);
  json["delta"] = JsonNumber(party.patience);
  json["Phi"] = JsonNumber(party.firmness);
  json["beta"] = JsonNumber(party.beta);
  return json;
}

std::string PartyText(const CompiledScenario& scenario, const Coding& coding, std::size_t p) {
  const std::size_t n = coding.parties.size();
  std::string text = "      \"" + scenario.source.parties[p].id + "\": {\n";
  text += "        \"style\": " + JsonText(StyleJson(coding.parties[p]), kOneLine) + ",\n";
  Json trust;
  for (std::size_t other = 0; other < n; ++other) {
    if (other != p) {
      trust[scenario.source.parties[other].id] = JsonNumber(coding.trust[p * n + other]);
    }
  }
  text += "        \"trust_in\": " + JsonText(trust, kOneLine) + ",\n        \"issues\": {\n";
  for (std::size_t i = 0; i < scenario.space.num_issues(); ++i) {
    text += "          \"" + scenario.space.issues()[i].id +
            "\": " + JsonText(IssueJson(scenario, coding.parties[p], i), kOneLine) +
            (i + 1 < scenario.space.num_issues() ? ",\n" : "\n");
  }
  return text + "        }\n      }";
}

}  // namespace

std::string GoldenText(const Scenario& scenario) {
  std::string text = "{\n  \"scenario\": \"" + scenario.id + "\",\n  \"tiers\": {\n";
  for (std::size_t t = 0; t < scenario.tiers.size(); ++t) {
    ScenarioChoices choices;
    choices.tier = scenario.tiers[t].id;
    const CompiledPointer compiled = CompileScenario(scenario, choices);
    Coding coding = compiled->derivation.MakeCoding();
    compiled->derivation.DeriveCore(&coding);
    text += "    \"" + choices.tier + "\": {\n";
    for (std::size_t p = 0; p < coding.parties.size(); ++p) {
      text += PartyText(*compiled, coding, p) + (p + 1 < coding.parties.size() ? ",\n" : "\n");
    }
    text += t + 1 < scenario.tiers.size() ? "    },\n" : "    }\n";
  }
  return text + "  }\n}\n";
}

}  // namespace dragoman::testing_support
