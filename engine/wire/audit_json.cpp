#include "engine/wire/audit_json.h"

#include "engine/talks/no_deal.h"
#include "engine/wire/audit_numbers.h"

namespace dragoman {
namespace {

Json EvidenceJson(const CompiledScenario& scenario, const AuditNumbers& numbers,
                  const Evidence& evidence) {
  const Claim& claim = ClaimOf(scenario, evidence);
  Json json;
  Put(&json, "claim", claim.id);
  Put(&json, "inferred", evidence.inferred);
  Put(&json, "source", claim.source);
  Put(&json, "act", kActNames[static_cast<std::size_t>(evidence.act)]);
  Put(&json, "note", claim.note);
  if (evidence.issue != kNoIssue) {
    const Issue& issue = scenario.space.issue(evidence.issue);
    const auto id = [&issue](int option) -> Json {
      if (option < 0) return nullptr;
      return issue.options[static_cast<std::size_t>(option)].id;
    };
    Put(&json, "option", id(evidence.option));
    Put(&json, "rejects", id(evidence.rejects));
  }
  if (!evidence.inferred) {
    Put(&json, "cameo", claim.cameo);
    Put(&json, "goldstein", evidence.goldstein);
    Put(&json, "q", claim.q);
    Put(&json, "m", claim.m);
    Put(&json, "d", claim.d);
    Put(&json, "force", ForceOf(evidence));
  }
  Put(&json, "mass", evidence.mass);
  Put(&json, "kappa", SalienceShare(evidence.act));
  Put(&json, "salience", evidence.salience);
  const double vote = VoteOf(scenario.space, numbers.coding, evidence);
  Put(&json, "votes_for", vote < 0 ? Json(nullptr) : JsonNumber(vote));
  return json;
}

Json CodedJson(const CodedPosition& coded) {
  Json json;
  Put(&json, "position", coded.position);
  Put(&json, "salience", coded.salience);
  Put(&json, "firmness", coded.firmness);
  Put(&json, "confidence", kConfidenceNames[static_cast<std::size_t>(coded.confidence)]);
  Put(&json, "source", coded.source);
  Put(&json, "note", coded.note);
  return json;
}

// What a coded position implies; shaped like other evidence, without a claim.
Json ImpliedJson(const CompiledScenario& scenario, const Evidence& evidence) {
  const Issue& issue = scenario.space.issue(evidence.issue);
  Json json;
  Put(&json, "claim", Json());
  Put(&json, "inferred", true);
  Put(&json, "source", scenario.source.positions[static_cast<std::size_t>(evidence.coded)].source);
  Put(&json, "act", kActNames[static_cast<std::size_t>(evidence.act)]);
  Put(&json, "note", "farther from the coded position than the status quo");
  Put(&json, "option", Json());
  Put(&json, "rejects", issue.options[static_cast<std::size_t>(evidence.rejects)].id);
  Put(&json, "mass", evidence.mass);
  Put(&json, "kappa", 0.0);
  Put(&json, "salience", 0.0);
  Put(&json, "votes_for", Json());
  return json;
}

Json IssueJson(const CompiledScenario& scenario, const AuditNumbers& numbers, PartyIndex party,
               IssueIndex index) {
  const PartyPreference& me = numbers.coding.parties[At(party)];
  const IssuePreference& view = me.issues[At(index)];
  const Issue& issue = scenario.space.issue(index);
  const WeightTrace trace = TraceWeight(scenario.derivation, numbers.coding, party, index);
  Json json;
  Put(&json, "id", issue.id);
  Put(&json, "mentioned", view.mentioned);
  Put(&json, "stated", view.stated);
  Put(&json, "dropped", view.dropped);
  Put(&json, "salience_mass", view.salience_mass);
  Put(&json, "rank",
      trace.first_rank == 0 ? Json(nullptr)
                            : JsonNumber(0.5 * (trace.first_rank + trace.last_rank)));
  Put(&json, "issues_mentioned", trace.mentioned);
  Put(&json, "weight_before_floor", view.weight);
  Put(&json, "weight", view.floored_weight);
  Put(&json, "ideal", view.has_ideal ? JsonNumber(view.ideal) : Json(nullptr));
  Put(&json, "ideal_sd", view.has_ideal ? JsonNumber(view.ideal_sd) : Json(nullptr));
  Put(&json, "firmness", view.firmness);
  Json options = Json::array();
  for (std::size_t o = 0; o < issue.num_options(); ++o) {
    const auto option = static_cast<OptionIndex>(o);
    Json entry;
    Put(&entry, "id", issue.options[o].id);
    Put(&entry, "position", issue.options[o].position);
    Put(&entry, "utility", me.utility[scenario.space.flat(index, option)]);
    Put(&entry, "red_line", RedLineProbability(scenario, numbers, party, index, option));
    options.push_back(std::move(entry));
  }
  Put(&json, "options", std::move(options));
  if (view.coded >= 0) {
    Put(&json, "coded", CodedJson(scenario.source.positions[static_cast<std::size_t>(view.coded)]));
  }
  Json list = Json::array();
  for (const std::size_t k : EvidenceOn(numbers.coding, party, index)) {
    const Evidence& evidence = numbers.coding.evidence[k];
    list.push_back(evidence.coded >= 0 ? ImpliedJson(scenario, evidence)
                                       : EvidenceJson(scenario, numbers, evidence));
  }
  Put(&json, "evidence", std::move(list));
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
    Put(&entry, "in", parties[p].id);
    Put(&entry, "trust", numbers.coding.trust[at]);
    Put(&entry, "text_value",
        trace.acts.empty() ? Json(nullptr) : JsonNumber(numbers.coding.raw_trust[at]));
    Put(&entry, "sum_gq", trace.sum_gq);
    Put(&entry, "sum_q", trace.sum_q);
    Json acts = Json::array();
    for (const std::size_t k : trace.acts) {
      acts.push_back(ClaimOf(scenario, numbers.coding.evidence[k]).id);
    }
    Put(&entry, "acts", std::move(acts));
    list.push_back(std::move(entry));
  }
  return list;
}

Json NoDealJson(const CompiledScenario& scenario, const AuditNumbers& numbers, int side) {
  const NoDealOutlook outlook = OutlookOf(*scenario.talks, numbers.coding, side);
  Json json;
  Put(&json, "lottery_share_mean", outlook.prior.share_mean);
  Put(&json, "belief_in_winning_mean", outlook.prior.win_mean);
  Put(&json, "cost_mean", outlook.prior.cost_mean);
  Json issues = Json::array();
  for (const NoDealTerm& term : outlook.terms) {
    const Issue& issue = scenario.space.issue(term.issue);
    Json entry;
    Put(&entry, "id", issue.id);
    Put(&entry, "value", term.value);
    Put(&entry, "at_status_quo", term.at_status_quo);
    Put(&entry, "own_best", issue.options[term.own_best].id);
    Put(&entry, "at_own_best", term.at_own_best);
    Put(&entry, "rivals_best", issue.options[term.rivals_best].id);
    Put(&entry, "at_rivals_best", term.at_rivals_best);
    issues.push_back(std::move(entry));
  }
  Put(&json, "issues", std::move(issues));
  Put(&json, "value", outlook.total);
  Put(&json, "sd", outlook.spread);
  Put(&json, "rank", outlook.rank);
  Put(&json, "mandate", outlook.mandate);
  Put(&json, "margin_per_weight", outlook.margin_rate);
  return json;
}

Json PartyJson(const CompiledScenario& scenario, const AuditNumbers& numbers, PartyIndex party) {
  const PartyPreference& me = numbers.coding.parties[At(party)];
  const PartySpec& spec = scenario.source.parties[At(party)];
  const StyleTrace style = TraceStyle(numbers.coding, party);
  Json json;
  Put(&json, "id", spec.id);
  Put(&json, "name", spec.name);
  Put(&json, "role", kPartyRoleNames[static_cast<std::size_t>(spec.role)]);
  Put(&json, "evidence_mass", me.evidence_mass);
  Put(&json, "threat_mass", style.threats);
  Put(&json, "delay_mass", style.delay);
  Put(&json, "urgency_mass", style.urgency);
  Put(&json, "tau", me.tau);
  Put(&json, "rho", me.rho);
  Put(&json, "patience", me.patience);
  Put(&json, "firmness", me.firmness);
  Put(&json, "beta", me.beta);
  Put(&json, "trust", TrustJson(scenario, numbers, party));
  const int side = scenario.talks->SideOf(party);
  if (side >= 0) Put(&json, "no_deal", NoDealJson(scenario, numbers, side));
  Json issues = Json::array();
  for (std::size_t i = 0; i < scenario.space.num_issues(); ++i) {
    issues.push_back(IssueJson(scenario, numbers, party, IssueIndex{static_cast<int>(i)}));
  }
  Put(&json, "issues", std::move(issues));
  return json;
}

}  // namespace

Json AuditJson(const CompiledScenario& scenario, std::string_view party) {
  const AuditNumbers numbers(scenario);
  Json json;
  Put(&json, "scenario", scenario.source.id);
  Put(&json, "asof", scenario.source.asof);
  Put(&json, "tier", scenario.tier);
  Put(&json, "without_reported_outcomes", scenario.without_reported_outcomes);
  Json parties = Json::array();
  for (std::size_t p = 0; p < scenario.source.parties.size(); ++p) {
    if (!party.empty() && scenario.source.parties[p].id != party) continue;
    parties.push_back(PartyJson(scenario, numbers, PartyIndex{static_cast<int>(p)}));
  }
  Put(&json, "parties", std::move(parties));
  return json;
}

}  // namespace dragoman
