#include "engine/wire/audit_json.h"

#include "engine/talks/no_deal.h"
#include "engine/wire/audit_numbers.h"

namespace dragoman {
namespace {

Json EvidenceJson(const CompiledScenario& scenario, const AuditNumbers& numbers,
                  const Evidence& evidence) {
  const Claim& claim = ClaimOf(scenario, evidence);
  Json json;
  json["claim"] = claim.id;
  json["inferred"] = evidence.inferred;
  json["source"] = claim.source;
  json["act"] = kActNames[static_cast<std::size_t>(evidence.act)];
  json["note"] = claim.note;
  if (evidence.issue != kNoIssue) {
    const Issue& issue = scenario.space.issue(evidence.issue);
    const auto id = [&issue](int option) -> Json {
      if (option < 0) return nullptr;
      return issue.options[static_cast<std::size_t>(option)].id;
    };
    json["option"] = id(evidence.option);
    json["rejects"] = id(evidence.rejects);
  }
  if (!evidence.inferred) {
    json["cameo"] = claim.cameo;
    json["goldstein"] = JsonNumber(evidence.goldstein);
    json["q"] = JsonNumber(claim.q);
    json["m"] = JsonNumber(claim.m);
    json["d"] = JsonNumber(claim.d);
    json["force"] = JsonNumber(ForceOf(evidence));
  }
  json["mass"] = JsonNumber(evidence.mass);
  json["kappa"] = JsonNumber(SalienceShare(evidence.act));
  json["salience"] = JsonNumber(evidence.salience);
  const double vote = VoteOf(scenario.space, numbers.coding, evidence);
  json["votes_for"] = vote < 0 ? Json(nullptr) : JsonNumber(vote);
  return json;
}

Json CodedJson(const CodedPosition& coded) {
  Json json;
  json["position"] = JsonNumber(coded.position);
  json["salience"] = JsonNumber(coded.salience);
  json["firmness"] = JsonNumber(coded.firmness);
  json["confidence"] = kConfidenceNames[static_cast<std::size_t>(coded.confidence)];
  json["source"] = coded.source;
  json["note"] = coded.note;
  return json;
}

// What a coded position implies; shaped like other evidence, without a claim.
Json ImpliedJson(const CompiledScenario& scenario, const Evidence& evidence) {
  const Issue& issue = scenario.space.issue(evidence.issue);
  Json json;
  json["claim"] = nullptr;
  json["inferred"] = true;
  json["source"] = scenario.source.positions[static_cast<std::size_t>(evidence.coded)].source;
  json["act"] = kActNames[static_cast<std::size_t>(evidence.act)];
  json["note"] = "farther from the coded position than the status quo";
  json["option"] = nullptr;
  json["rejects"] = issue.options[static_cast<std::size_t>(evidence.rejects)].id;
  json["mass"] = JsonNumber(evidence.mass);
  json["kappa"] = JsonNumber(0);
  json["salience"] = JsonNumber(0);
  json["votes_for"] = nullptr;
  return json;
}

Json IssueJson(const CompiledScenario& scenario, const AuditNumbers& numbers, PartyIndex party,
               IssueIndex index) {
  const PartyPreference& me = numbers.coding.parties[At(party)];
  const IssuePreference& view = me.issues[At(index)];
  const Issue& issue = scenario.space.issue(index);
  const WeightTrace trace = TraceWeight(scenario.derivation, numbers.coding, party, index);
  Json json;
  json["id"] = issue.id;
  json["mentioned"] = view.mentioned;
  json["stated"] = view.stated;
  json["dropped"] = view.dropped;
  json["salience_mass"] = JsonNumber(view.salience_mass);
  json["rank"] = trace.first_rank == 0 ? Json(nullptr)
                                       : JsonNumber(0.5 * (trace.first_rank + trace.last_rank));
  json["issues_mentioned"] = trace.mentioned;
  json["weight_before_floor"] = JsonNumber(view.weight);
  json["weight"] = JsonNumber(view.floored_weight);
  json["ideal"] = view.has_ideal ? JsonNumber(view.ideal) : Json(nullptr);
  json["ideal_sd"] = view.has_ideal ? JsonNumber(view.ideal_sd) : Json(nullptr);
  json["firmness"] = JsonNumber(view.firmness);
  json["options"] = Json::array();
  for (std::size_t o = 0; o < issue.num_options(); ++o) {
    const auto option = static_cast<OptionIndex>(o);
    Json entry;
    entry["id"] = issue.options[o].id;
    entry["position"] = JsonNumber(issue.options[o].position);
    entry["utility"] = JsonNumber(me.utility[scenario.space.flat(index, option)]);
    entry["red_line"] = JsonNumber(RedLineProbability(scenario, numbers, party, index, option));
    json["options"].push_back(std::move(entry));
  }
  if (view.coded >= 0) {
    json["coded"] = CodedJson(scenario.source.positions[static_cast<std::size_t>(view.coded)]);
  }
  json["evidence"] = Json::array();
  for (const std::size_t k : EvidenceOn(numbers.coding, party, index)) {
    const Evidence& evidence = numbers.coding.evidence[k];
    json["evidence"].push_back(evidence.coded >= 0 ? ImpliedJson(scenario, evidence)
                                                   : EvidenceJson(scenario, numbers, evidence));
  }
  return json;
}

Json TrustJson(const CompiledScenario& scenario, const AuditNumbers& numbers, PartyIndex from) {
  const std::vector<PartySpec>& parties = scenario.source.parties;
  Json list = Json::array();
  for (std::size_t p = 0; p < parties.size(); ++p) {
    const PartyIndex to{static_cast<int>(p)};
    if (to == from) continue;
    const TrustTrace trace = TraceTrust(numbers.coding, from, to);
    const std::size_t at = At(from) * parties.size() + p;
    Json entry;
    entry["in"] = parties[p].id;
    entry["trust"] = JsonNumber(numbers.coding.trust[at]);
    entry["text_value"] =
        trace.acts.empty() ? Json(nullptr) : JsonNumber(numbers.coding.raw_trust[at]);
    entry["sum_gq"] = JsonNumber(trace.sum_gq);
    entry["sum_q"] = JsonNumber(trace.sum_q);
    entry["acts"] = Json::array();
    for (const std::size_t k : trace.acts) {
      entry["acts"].push_back(ClaimOf(scenario, numbers.coding.evidence[k]).id);
    }
    list.push_back(std::move(entry));
  }
  return list;
}

Json NoDealJson(const CompiledScenario& scenario, const AuditNumbers& numbers, int side) {
  const NoDealOutlook outlook = OutlookOf(*scenario.talks, numbers.coding, side);
  Json json;
  json["lottery_share_mean"] = JsonNumber(outlook.prior.share_mean);
  json["belief_in_winning_mean"] = JsonNumber(outlook.prior.win_mean);
  json["cost_mean"] = JsonNumber(outlook.prior.cost_mean);
  json["issues"] = Json::array();
  for (const NoDealTerm& term : outlook.terms) {
    const Issue& issue = scenario.space.issue(term.issue);
    Json entry;
    entry["id"] = issue.id;
    entry["value"] = JsonNumber(term.value);
    entry["at_status_quo"] = JsonNumber(term.at_status_quo);
    entry["own_best"] = issue.options[term.own_best].id;
    entry["at_own_best"] = JsonNumber(term.at_own_best);
    entry["rivals_best"] = issue.options[term.rivals_best].id;
    entry["at_rivals_best"] = JsonNumber(term.at_rivals_best);
    json["issues"].push_back(std::move(entry));
  }
  json["value"] = JsonNumber(outlook.total);
  json["sd"] = JsonNumber(outlook.spread);
  json["rank"] = JsonNumber(outlook.rank);
  json["mandate"] = JsonNumber(outlook.mandate);
  json["margin_per_weight"] = JsonNumber(outlook.margin_rate);
  return json;
}

Json PartyJson(const CompiledScenario& scenario, const AuditNumbers& numbers, PartyIndex party) {
  const PartyPreference& me = numbers.coding.parties[At(party)];
  const PartySpec& spec = scenario.source.parties[At(party)];
  const StyleTrace style = TraceStyle(numbers.coding, party);
  Json json;
  json["id"] = spec.id;
  json["name"] = spec.name;
  json["role"] = kPartyRoleNames[static_cast<std::size_t>(spec.role)];
  json["evidence_mass"] = JsonNumber(me.evidence_mass);
  json["threat_mass"] = JsonNumber(style.threats);
  json["delay_mass"] = JsonNumber(style.delay);
  json["urgency_mass"] = JsonNumber(style.urgency);
  json["tau"] = JsonNumber(me.tau);
  json["rho"] = JsonNumber(me.rho);
  json["patience"] = JsonNumber(me.patience);
  json["firmness"] = JsonNumber(me.firmness);
  json["beta"] = JsonNumber(me.beta);
  json["trust"] = TrustJson(scenario, numbers, party);
  const int side = scenario.talks->SideOf(party);
  if (side >= 0) json["no_deal"] = NoDealJson(scenario, numbers, side);
  json["issues"] = Json::array();
  for (std::size_t i = 0; i < scenario.space.num_issues(); ++i) {
    json["issues"].push_back(IssueJson(scenario, numbers, party, IssueIndex{static_cast<int>(i)}));
  }
  return json;
}

}  // namespace

Json AuditJson(const CompiledScenario& scenario, std::string_view party) {
  const AuditNumbers numbers(scenario);
  Json json;
  json["scenario"] = scenario.source.id;
  json["asof"] = scenario.source.asof;
  json["tier"] = scenario.tier;
  json["without_reported_outcomes"] = scenario.without_reported_outcomes;
  json["parties"] = Json::array();
  for (std::size_t p = 0; p < scenario.source.parties.size(); ++p) {
    if (!party.empty() && scenario.source.parties[p].id != party) continue;
    json["parties"].push_back(PartyJson(scenario, numbers, PartyIndex{static_cast<int>(p)}));
  }
  return json;
}

}  // namespace dragoman
