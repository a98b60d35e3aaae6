#include "tests/support/negmas_vectors.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include <nlohmann/json.hpp>

namespace dragoman::testing_support {
namespace {

using Json = nlohmann::json;

Outcome NegmasOutcome(const Json& values) {
  Outcome outcome;
  for (const Json& value : values) outcome.options.push_back(value.get<OptionIndex>());
  return outcome;
}

std::vector<NegmasPoint> NegmasPoints(const Json& json) {
  std::vector<NegmasPoint> points;
  for (const Json& point : json) {
    points.push_back(
        {point.at("utils").get<std::vector<double>>(), NegmasOutcome(point.at("outcome"))});
  }
  return points;
}

NegmasStats NegmasStatsOf(const Json& json) {
  NegmasStats stats;
  if (json.at("opposition").is_number()) stats.opposition = json.at("opposition").get<double>();
  stats.rational_fraction = json.at("rational_fraction").get<double>();
  for (const Json& range : json.at("utility_ranges")) {
    stats.utility_ranges.emplace_back(range.at(0).get<double>(), range.at(1).get<double>());
  }
  stats.pareto_n = json.at("pareto_n").get<std::size_t>();
  stats.pareto_utils = json.at("pareto_utils").get<std::vector<std::vector<double>>>();
  stats.pareto_truncated = json.value("pareto_truncated", false);
  stats.nash = NegmasPoints(json.at("nash"));
  stats.kalai = NegmasPoints(json.at("kalai"));
  stats.modified_kalai = NegmasPoints(json.at("modified_kalai"));
  stats.ks = NegmasPoints(json.at("ks"));
  stats.modified_ks = NegmasPoints(json.at("modified_ks"));
  stats.max_welfare = NegmasPoints(json.at("max_welfare"));
  stats.max_relative_welfare = NegmasPoints(json.at("max_relative_welfare"));
  return stats;
}

NegmasUtilityFacts NegmasFactsOf(const Json& json) {
  NegmasUtilityFacts facts;
  facts.reserved_value = json.at("reserved_value").get<double>();
  facts.sum = json.at("sum").get<double>();
  facts.min = json.at("min").get<double>();
  facts.max = json.at("max").get<double>();
  facts.n_rational = json.at("n_rational").get<double>();
  facts.n_distinct = json.at("n_distinct").get<double>();
  facts.extreme_worst = NegmasOutcome(json.at("extreme_worst"));
  facts.extreme_best = NegmasOutcome(json.at("extreme_best"));
  facts.first5 = json.at("first5").get<std::vector<double>>();
  facts.last5 = json.at("last5").get<std::vector<double>>();
  return facts;
}

NegmasNegotiator NegmasNegotiatorOf(const Json& json) {
  NegmasNegotiator negotiator{
      json.at("key").get<std::string>(), json.at("type").get<std::string>(), {}, {}};
  for (const auto& [name, value] : json.at("params").items()) {
    if (value.is_boolean()) {
      negotiator.numbers.emplace_back(name, value.get<bool>() ? 1 : 0);
    } else if (value.is_number()) {
      negotiator.numbers.emplace_back(name, value.get<double>());
    } else {
      negotiator.texts.emplace_back(name, value.get<std::string>());
    }
  }
  return negotiator;
}

NegmasTrace NegmasTraceOf(const Json& json) {
  NegmasTrace trace;
  for (const Json& one : json.at("negotiators")) {
    trace.negotiators.push_back(NegmasNegotiatorOf(one));
  }
  trace.n_steps = json.at("n_steps").get<int>();
  trace.tie_order = json.at("tie_order").get<std::string>();
  for (const Json& offer : json.at("offers")) {
    trace.offers.push_back(
        {offer.at(0).get<int>(), offer.at(1).get<int>(), NegmasOutcome(offer.at(2))});
  }
  trace.end = json.at("end").get<std::string>();
  if (!json.at("agreement").is_null()) {
    trace.agreement = NegmasOutcome(json.at("agreement"));
    trace.agreement_utils = json.at("agreement_utils").get<std::vector<double>>();
    trace.agreement_proposer = json.at("agreement_proposer").get<int>();
  }
  trace.final_step = json.at("final_step").get<int>();
  trace.final_relative_time = json.at("final_relative_time").get<double>();
  const Json& random = json.at("first_random_offer");
  if (!random.is_null()) trace.first_random_offer = random.get<std::size_t>();
  return trace;
}

Domain NegmasDomainOf(const Json& json) {
  Domain domain;
  domain.name = json.at("name").get<std::string>();
  for (const Json& one : json.at("issues")) {
    DomainIssue& issue = domain.issues.emplace_back();
    issue.name = one.at("name").get<std::string>();
    const Json& values = one.at("values");
    if (values.at(0).is_number_integer()) {
      issue.kind = IssueKind::kInteger;
      issue.lower = values.at(0).get<long long>();
      issue.num_integers = values.size();
    } else {
      issue.values = values.get<std::vector<std::string>>();
    }
  }
  return domain;
}

UtilitySpec NegmasSpecOf(const Json& profile) {
  UtilitySpec spec;
  spec.name = profile.at("file").get<std::string>();
  spec.bias = profile.at("bias").get<double>();
  spec.weights = profile.at("weights").get<std::vector<double>>();
  spec.evaluations = profile.at("evaluations").get<std::vector<std::vector<double>>>();
  const Json& reservation = profile.at("xml_reservation");
  if (reservation.is_number()) spec.reservation_value = reservation.get<double>();
  return spec;
}

// Each issue's evaluations divided by their maximum; an issue worth nothing stays as it is.
void NegmasDivideByMaxima(UtilitySpec* spec) {
  for (std::vector<double>& table : spec->evaluations) {
    const double largest = *std::max_element(table.begin(), table.end());
    if (largest == 0) continue;
    for (double& value : table) value /= largest;
  }
}

NegmasScale NegmasScaleOf(const Json& json, const Json& profiles, const OutcomeSpace& space,
                          bool genius) {
  NegmasScale scale;
  for (const Json& profile : profiles) {
    UtilitySpec spec = NegmasSpecOf(profile);
    if (genius) NegmasDivideByMaxima(&spec);
    const auto utility = UtilityFunction::Compile(space, spec, spec.name);
    if (!utility.ok()) throw std::runtime_error(utility.problems().front().message);
    scale.utilities.push_back(*utility);
    scale.specs.push_back(std::move(spec));
  }
  for (const Json& one : json.at("ufuns")) scale.facts.push_back(NegmasFactsOf(one));
  scale.stats = NegmasStatsOf(json.at("stats"));
  for (const Json& one : json.at("traces")) scale.traces.push_back(NegmasTraceOf(one));
  return scale;
}

}  // namespace

std::string NegmasTrace::Title() const {
  std::string title;
  for (const NegmasNegotiator& one : negotiators) title += (title.empty() ? "" : " vs ") + one.key;
  return title + ", " + std::to_string(n_steps) + " steps";
}

std::string NegmasFolder() {
#ifdef DRAGOMAN_SHARED_DIR
  const std::filesystem::path folder =
      std::filesystem::path(DRAGOMAN_SHARED_DIR) / "vectors" / "negmas";
  if (std::filesystem::is_directory(folder)) return folder.string();
#endif
  return {};
}

std::vector<std::string> NegmasDomains() {
  std::vector<std::string> names;
  const std::string folder = NegmasFolder();
  if (folder.empty()) return names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".json") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

NegmasVectors ReadNegmasVectors(const std::string& name) {
  const std::filesystem::path folder = NegmasFolder();
  std::ifstream file(folder / (name + ".json"));
  const Json json = Json::parse(file);
  NegmasVectors vectors;
  vectors.name = json.at("name").get<std::string>();
  vectors.domain = NegmasDomainOf(json);
  const std::filesystem::path xml = folder / "domains" / name;
  vectors.domain_file = (xml / json.at("domain_file").get<std::string>()).string();
  for (const Json& profile : json.at("profile_files")) {
    vectors.profile_files.push_back((xml / profile.get<std::string>()).string());
  }
  vectors.n_outcomes = json.at("n_outcomes").get<std::size_t>();
  const OutcomeSpace space = vectors.domain.Space();
  const Json& scales = json.at("scales");
  vectors.raw = NegmasScaleOf(scales.at("raw"), json.at("profiles"), space, false);
  vectors.genius = NegmasScaleOf(scales.at("genius"), json.at("profiles"), space, true);
  return vectors;
}

}  // namespace dragoman::testing_support
