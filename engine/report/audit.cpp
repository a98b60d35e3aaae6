#include "engine/report/audit.h"

#include <algorithm>
#include <cmath>

#include "engine/core/text.h"
#include "engine/report/audit_position.h"
#include "engine/report/text_page.h"
#include "engine/talks/no_deal.h"
#include "engine/wire/audit_numbers.h"

namespace dragoman {
namespace {

/// Three decimals: enough to check the next number by hand to two.
std::string F(double x) { return Fixed(x, 3); }

/// "a + b + c", "0" for none.
std::string Sum(const std::vector<std::string>& terms, std::string_view sign = " + ") {
  std::string text;
  for (const std::string& term : terms) {
    if (!text.empty()) text += sign;
    text += term;
  }
  return text.empty() ? "0" : text;
}

class AuditWriter {
 public:
  AuditWriter(const CompiledScenario& scenario, const AuditOptions& options)
      : scenario_(scenario), options_(options), numbers_(scenario), page_(options.width) {}

  std::string Write() {
    page_.Put(0, scenario_.source.title + ": preferences derived from coded claims");
    page_.Put(0, "Evidence " + scenario_.tier +
                     (scenario_.without_reported_outcomes ? " without the reported outcomes" : "") +
                     ", " + std::to_string(scenario_.derivation.num_claims()) + " claims" +
                     Positions() + ", known by " + scenario_.source.asof +
                     ". Most likely readings, no noise; `run` samples others around them. "
                     "Positions run from 0 to 100, masses, weights and utilities from 0 to 1.");
    for (std::size_t p = 0; p < scenario_.source.parties.size(); ++p) {
      const bool wanted =
          options_.party.empty() || scenario_.source.parties[p].id == options_.party;
      if (wanted) WriteParty(PartyIndex{static_cast<int>(p)});
    }
    return page_.text();
  }

 private:
  std::string Positions() const {
    const std::size_t count = scenario_.derivation.num_positions();
    if (count == 0) return {};
    return " and " + std::to_string(count) + (count == 1 ? " coded position" : " coded positions");
  }

  const PartyPreference& Me(PartyIndex party) const { return numbers_.coding.parties[At(party)]; }
  const PartySpec& Spec(PartyIndex party) const { return scenario_.source.parties[At(party)]; }
  const std::string& Id(IssueIndex issue) const { return scenario_.space.issue(issue).id; }

  std::vector<IssueIndex> ByWeight(PartyIndex party) const {
    std::vector<IssueIndex> issues;
    issues.reserve(scenario_.space.num_issues());
    for (std::size_t i = 0; i < scenario_.space.num_issues(); ++i) {
      issues.push_back(IssueIndex{static_cast<int>(i)});
    }
    std::sort(issues.begin(), issues.end(), [&](IssueIndex a, IssueIndex b) {
      const double weight_a = Me(party).issues[At(a)].floored_weight;
      const double weight_b = Me(party).issues[At(b)].floored_weight;
      return weight_a != weight_b ? weight_a > weight_b : a < b;
    });
    return issues;
  }

  void WriteParty(PartyIndex party) {
    std::string role(kPartyRoleNames[static_cast<std::size_t>(Spec(party).role)]);
    std::replace(role.begin(), role.end(), '_', ' ');
    page_.Gap();
    page_.Put(0, Spec(party).name + " (" + Spec(party).id + "), " + role);
    page_.Gap();
    WriteTable(party);
    page_.Gap();
    WriteManner(party);
    WriteTrust(party);
    const int side = scenario_.talks->SideOf(party);
    if (side >= 0) WriteNoDeal(side);
    WriteAdjustments(party);
    if (!options_.chains) return;
    for (const IssueIndex issue : ByWeight(party)) {
      const bool coded = Me(party).issues[At(issue)].coded >= 0;
      if (coded || !EvidenceOn(numbers_.coding, party, issue).empty()) WriteChain(party, issue);
    }
    WriteSilent(party);
  }

  // ---- The table

  std::string IdealText(const IssuePreference& view, IssueIndex index) const {
    if (!view.has_ideal) return view.mentioned ? "unknown" : "-";
    const Issue& issue = scenario_.space.issue(index);
    std::size_t nearest = 0;
    for (std::size_t o = 1; o < issue.num_options(); ++o) {
      const double here = std::abs(issue.options[o].position - view.ideal);
      if (here < std::abs(issue.options[nearest].position - view.ideal)) nearest = o;
    }
    const bool exact = std::abs(issue.options[nearest].position - view.ideal) < 0.05;
    return Fixed(view.ideal, 1) + (exact ? " = " : " ~ ") + issue.options[nearest].id;
  }

  std::string RedLines(PartyIndex party, IssueIndex index) const {
    const Issue& issue = scenario_.space.issue(index);
    std::vector<std::string> lines;
    for (std::size_t o = 0; o < issue.num_options(); ++o) {
      const double p =
          RedLineProbability(scenario_, numbers_, party, index, static_cast<OptionIndex>(o));
      if (p > 0) lines.push_back(issue.options[o].id + " " + Fixed(p, 2));
    }
    return lines.empty() ? "-" : Sum(lines, ", ");
  }

  void WriteTable(PartyIndex party) {
    TextTable table({false, true, true, true, true, false, true, true, false});
    table.AddRow({"issue", "weight", "unfloored", "rank", "E", "ideal", "sd", "firmness",
                  "red lines (probability)"});
    for (const IssueIndex issue : ByWeight(party)) {
      const IssuePreference& view = Me(party).issues[At(issue)];
      const WeightTrace trace = TraceWeight(scenario_.derivation, numbers_.coding, party, issue);
      table.AddRow({Id(issue), F(view.floored_weight), F(view.weight),
                    trace.first_rank > 0 ? RankText(trace) : "-", F(view.salience_mass),
                    IdealText(view, issue), view.has_ideal ? Fixed(view.ideal_sd, 1) : "-",
                    F(view.firmness), RedLines(party, issue)});
    }
    page_.Verbatim(table.Text("  "));
  }

  static std::string RankText(const WeightTrace& trace) {
    std::string text = std::to_string(trace.first_rank);
    if (trace.last_rank > trace.first_rank) text += "-" + std::to_string(trace.last_rank);
    return text;
  }

  // ---- Manner, trust, no deal

  void WriteManner(PartyIndex party) {
    const PartyPreference& me = Me(party);
    const StyleTrace style = TraceStyle(numbers_.coding, party);
    page_.Put(2, "Risk: rho " + F(me.rho) +
                     (scenario_.derivation.options().rho
                          ? std::string(", the same for everybody; by its own acts 2 - 1.2 tau")
                          : std::string(" = 2 - 1.2 tau")) +
                     ", tau " + F(me.tau) + " = threats " + F(style.threats) + " / all evidence " +
                     F(style.all) + ".");
    page_.Put(2, "Patience: delta " + F(me.patience) +
                     " = .90 + .08 (D - U) / (D + U + 1), delay D " + F(style.delay) +
                     ", urgency U " + F(style.urgency) + ".");
    std::vector<std::string> terms;
    for (const IssueIndex issue : ByWeight(party)) {
      const IssuePreference& view = me.issues[At(issue)];
      if (view.firmness > 0) terms.push_back(F(view.weight) + " x " + F(view.firmness));
    }
    page_.Put(2, "Firmness: Phi " + F(me.firmness) +
                     " = sum of unfloored weight x firmness = " + Sum(terms) +
                     "; concession exponent beta " + F(me.beta) + " = exp(2.5 (.5 - Phi)).");
  }

  void WriteTrust(PartyIndex from) {
    const std::size_t n = scenario_.source.parties.size();
    for (std::size_t p = 0; p < n; ++p) {
      const PartyIndex to{static_cast<int>(p)};
      const TrustTrace trace = TraceTrust(numbers_.coding, from, to);
      if (to == from || trace.acts.empty()) continue;
      const double trust = numbers_.coding.trust[At(from) * n + p];
      const double tone = numbers_.coding.raw_trust[At(from) * n + p];
      std::vector<std::string> acts;
      for (const std::size_t k : trace.acts) {
        const Evidence& evidence = numbers_.coding.evidence[k];
        acts.push_back(ClaimOf(scenario_, evidence).id + " " + FormatNumber(evidence.goldstein) +
                       " x " + FormatNumber(evidence.q));
      }
      const std::string count = std::to_string(trace.acts.size());
      page_.Put(2, "Trust in " + Spec(to).name + ": " + F(trust) + " = (8 x .15 + " + count +
                       " x " + F(tone) + ") / (8 + " + count + "), " + F(tone) +
                       " = logistic(sum g q / sum q / 3) = logistic(" + F(trace.sum_gq) + " / " +
                       F(trace.sum_q) + " / 3); acts g x q: " + Sum(acts, ", ") + ".");
    }
  }

  void WriteNoDeal(int side) {
    const NoDealOutlook outlook = OutlookOf(*scenario_.talks, numbers_.coding, side);
    const std::string share = F(outlook.prior.share_mean);
    const std::string win = F(outlook.prior.win_mean);
    page_.Put(2, "No deal, at the means of its priors: fighting decides " + share +
                     " of what it can decide, is won with probability " + win + ", and costs " +
                     F(outlook.prior.cost_mean) + ".");
    for (const NoDealTerm& term : outlook.terms) {
      const Issue& issue = scenario_.space.issue(term.issue);
      page_.Put(4, issue.id + " " + F(term.value) + " = (1 - " + share + ") x " +
                       F(term.at_status_quo) + " [" + issue.options[issue.status_quo].id + "] + " +
                       share + " x (" + win + " x " + F(term.at_own_best) + " [own best " +
                       issue.options[term.own_best].id + "] + (1 - " + win + ") x " +
                       F(term.at_rivals_best) + " [rival's best " +
                       issue.options[term.rivals_best].id + "]).");
    }
    page_.Put(4, "All other issues stay at the status quo. Weighted sum over all issues " +
                     F(outlook.total) + ", less the cost " +
                     F(outlook.total - outlook.prior.cost_mean) + ". Its delegate (rank " +
                     Number(outlook.rank) + ", mandate " + Number(outlook.mandate) + ") asks for " +
                     Fixed(outlook.margin_rate, 4) + " more per unit of weight at stake = " +
                     F(outlook.premium) + " x sd of no deal " + F(outlook.spread) + ".");
  }

  void WriteAdjustments(PartyIndex party) {
    for (const Adjustment& change : scenario_.source.adjustments) {
      if (change.party != Spec(party).id) continue;
      page_.Put(2, "Changed by hand on " + change.issue + ": salience x " +
                       FormatNumber(change.salience) + ", firmness x " +
                       FormatNumber(change.firmness) +
                       (change.ideal.empty() ? "" : ", ideal " + change.ideal) +
                       (change.reason.empty() ? "" : " (" + change.reason + ")") + ".");
    }
  }

  // ---- One issue

  void WriteChain(PartyIndex party, IssueIndex index) {
    page_.Gap();
    page_.Put(
        2, Spec(party).name + " on " + scenario_.space.issue(index).name + " (" + Id(index) + ")");
    const std::vector<std::size_t> evidence = EvidenceOn(numbers_.coding, party, index);
    if (Me(party).issues[At(index)].coded >= 0) {
      WriteCoded(party, index);
    } else {
      for (const std::size_t k : evidence) WriteEvidence(numbers_.coding.evidence[k]);
      WriteSalience(party, index, evidence);
      WriteIdeal(party, index, evidence);
      WriteFirmness(party, index, evidence);
    }
    WriteUtilities(party, index);
  }

  void WriteCoded(PartyIndex party, IssueIndex index) {
    const IssuePreference& view = Me(party).issues[At(index)];
    const PositionTrace trace = TracePosition(scenario_, numbers_, party, index);
    for (const std::string& line : trace.salience) page_.Put(4, line);
    WriteOffTheTableOrWeight(party, index, view);
    for (const std::string& line : trace.stance) page_.Put(4, line);
  }

  void WriteEvidence(const Evidence& evidence) {
    const Claim& claim = ClaimOf(scenario_, evidence);
    const Issue& issue = scenario_.space.issue(evidence.issue);
    if (evidence.inferred) {
      page_.Put(4, claim.id + " unanswered: a demand by " + claim.actor +
                       " that this party does not answer implies that it rejects " +
                       issue.options[static_cast<std::size_t>(evidence.rejects)].id + "; e " +
                       F(evidence.mass) + " = " +
                       FormatNumber(scenario_.derivation.options().inferred_share) +
                       " x its own e.");
      return;
    }
    std::string text = claim.id + " [" + claim.source + "] " + claim.note;
    page_.Put(4, text);
    text = std::string(kActNames[static_cast<std::size_t>(evidence.act)]);
    if (evidence.option >= 0) {
      text += " for " + issue.options[static_cast<std::size_t>(evidence.option)].id;
    }
    if (evidence.rejects >= 0) {
      text += " against " + issue.options[static_cast<std::size_t>(evidence.rejects)].id;
    }
    const double force = ForceOf(evidence);
    const double kappa = SalienceShare(evidence.act);
    const double cap = scenario_.derivation.options().evidence_cap;
    text += ", CAMEO " + claim.cameo + ", g " + FormatNumber(evidence.goldstein) + ": f " +
            F(force) + (force < 1 ? " = |g| / 7" : " (at most 1)") + "; e " + F(evidence.mass) +
            " = " + F(force) + " x q " + FormatNumber(claim.q) + " x m " + FormatNumber(claim.m) +
            " x d " + FormatNumber(claim.d) +
            (evidence.mass == cap ? " (at most " + FormatNumber(cap) + ")" : "") + "; adds " +
            FormatNumber(kappa) + " x e = " + F(evidence.salience) + " to E";
    const double vote = VoteOf(scenario_.space, numbers_.coding, evidence);
    if (vote >= 0) text += "; votes for " + Fixed(vote, 1);
    if (evidence.act == Act::kReject && scenario_.talks->carried[At(evidence.claim)]) {
      text += "; no red line, because a precondition expresses it";
    }
    page_.Put(6, text + ".");
  }

  void WriteSalience(PartyIndex party, IssueIndex index, const std::vector<std::size_t>& evidence) {
    const IssuePreference& view = Me(party).issues[At(index)];
    std::vector<std::string> terms;
    for (const std::size_t k : evidence) {
      const Evidence& item = numbers_.coding.evidence[k];
      if (item.salience > 0) terms.push_back(F(item.salience));
    }
    double factor = 1;
    for (const Adjustment& change : scenario_.source.adjustments) {
      if (change.party == Spec(party).id && change.issue == Id(index)) factor *= change.salience;
    }
    page_.Put(4, "E " + F(view.salience_mass) + " = " +
                     (factor == 1 ? Sum(terms)
                                  : "(" + Sum(terms) + ") x " + FormatNumber(factor) + " by hand") +
                     ".");
    WriteOffTheTableOrWeight(party, index, view);
  }

  void WriteOffTheTableOrWeight(PartyIndex party, IssueIndex index, const IssuePreference& view) {
    if (view.dropped) {
      page_.Put(4, "weight 0: taken off the table by hand.");
      return;
    }
    if (view.mentioned) WriteWeight(party, index);
  }

  void WriteWeight(PartyIndex party, IssueIndex index) {
    const IssuePreference& view = Me(party).issues[At(index)];
    const WeightTrace trace = TraceWeight(scenario_.derivation, numbers_.coding, party, index);
    const std::string n = std::to_string(trace.mentioned);
    std::string text =
        "unfloored weight " + F(view.weight) + " = rank " + RankText(trace) + " of " + n + ": ";
    const Weighting weighting = scenario_.derivation.options().weighting;
    if (weighting == Weighting::kEqual) {
      text += "1/" + n;
    } else if (weighting == Weighting::kRankSum) {
      text += (trace.last_rank > trace.first_rank ? "mean over these ranks k of 2 (" : "2 (") + n +
              " + 1 - k) / (" + n + " (" + n + " + 1))";
    } else if (trace.last_rank > trace.first_rank) {
      text += "mean over these ranks k of (1/" + n + ")(1/k + ... + 1/" + n + ")";
    } else if (trace.first_rank == trace.mentioned) {
      text += "(1/" + n + ")(1/" + n + ")";
    } else {
      const std::string first =
          trace.first_rank == 1 ? "1" : "1/" + std::to_string(trace.first_rank);
      text += "(1/" + n + ")(" + first + " + ... + 1/" + n + ")";
    }
    if (trace.share < 1) {
      text += " x " + FormatNumber(trace.share) + " (the rest is for the issues never mentioned)";
    }
    page_.Put(4, text + ".");
    WriteFloor(party, index, trace);
  }

  void WriteFloor(PartyIndex party, IssueIndex index, const WeightTrace& trace) {
    const IssuePreference& view = Me(party).issues[At(index)];
    const bool floored =
        scenario_.derivation.IsVital(index) && scenario_.derivation.parties()[At(party)].principal;
    const double floor = scenario_.derivation.options().floor;
    page_.Put(4, "weight " + F(view.floored_weight) + " = " +
                     (floored ? "max(" + F(view.weight) + ", floor " + FormatNumber(floor) + ")"
                              : F(view.weight)) +
                     " / " + F(trace.floor_sum) + ", the sum over all issues after the floor.");
  }

  void WriteIdeal(PartyIndex party, IssueIndex index, const std::vector<std::size_t>& evidence) {
    const IssuePreference& view = Me(party).issues[At(index)];
    if (!view.has_ideal) {
      page_.Put(4,
                "ideal unknown: no claim takes a side; every option has utility .5 here, and "
                "`run` draws the ideal uniformly.");
      return;
    }
    std::vector<std::string> votes;
    std::vector<std::string> masses;
    for (const std::size_t k : evidence) {
      const Evidence& item = numbers_.coding.evidence[k];
      const double vote = VoteOf(scenario_.space, numbers_.coding, item);
      if (vote < 0) continue;
      votes.push_back(F(item.mass) + " x " + Fixed(vote, 1));
      masses.push_back(F(item.mass));
    }
    std::string text = "ideal " + Fixed(view.ideal, 1) + " = ";
    text += votes.empty() ? "set by hand" : "(" + Sum(votes) + ") / (" + Sum(masses) + ")";
    page_.Put(4, text + "; sd " + Fixed(view.ideal_sd, 1) + " = 4 + 21 exp(-2 x " +
                     F(view.positional_mass) + "), the mass of all its claims but events.");
  }

  void WriteFirmness(PartyIndex party, IssueIndex index, const std::vector<std::size_t>& evidence) {
    const IssuePreference& view = Me(party).issues[At(index)];
    std::vector<std::string> hard;
    std::vector<std::string> soft;
    for (const std::size_t k : evidence) {
      const Evidence& item = numbers_.coding.evidence[k];
      if (HardensPosition(item.act)) hard.push_back("(1 - " + F(item.mass) + ")");
      if (SoftensPosition(item.act)) soft.push_back("(1 - " + F(item.mass) + ")");
    }
    if (hard.empty()) {
      page_.Put(4, "firmness 0: no demand, rejection or threat.");
      return;
    }
    std::string text = "firmness " + F(view.firmness) + " = ";
    text += soft.empty() ? "1 - " + Sum(hard, "")
                         : "[1 - " + Sum(hard, "") + "] x [1 - .5 (1 - " + Sum(soft, "") + ")]";
    page_.Put(4, text + ".");
  }

  void WriteUtilities(PartyIndex party, IssueIndex index) {
    const PartyPreference& me = Me(party);
    const IssuePreference& view = me.issues[At(index)];
    if (!view.has_ideal) return;
    const Issue& issue = scenario_.space.issue(index);
    const std::size_t base = scenario_.space.offset(index);
    double furthest = 0;
    std::vector<std::string> values;
    std::vector<std::string> cut;
    for (std::size_t o = 0; o < issue.num_options(); ++o) {
      furthest = std::max(furthest, std::abs(issue.options[o].position - view.ideal));
      values.push_back(issue.options[o].id + " " + F(me.utility[base + o]));
      if (me.kept[base + o] < 1) {
        cut.push_back(issue.options[o].id + " x " + F(me.kept[base + o]));
      }
    }
    std::string text = "utility " + Sum(values, ", ") + " = 1 - (|x - " + Fixed(view.ideal, 1) +
                       "| / " + Fixed(furthest, 1) + ")^" + F(me.rho);
    if (!cut.empty()) text += ", rejected options times 1 - e: " + Sum(cut, ", ");
    page_.Put(4, text + ".");
    const std::string lines = RedLines(party, index);
    if (lines != "-") {
      page_.Put(4, "red lines " + lines +
                       ": the largest e among its rejections there or nearer the "
                       "status quo" +
                       (numbers_.red_line_scale == 1
                            ? std::string()
                            : ", times " + FormatNumber(numbers_.red_line_scale)) +
                       ".");
    }
  }

  void WriteSilent(PartyIndex party) {
    std::vector<std::string> names;
    double weight = 0;
    int count = 0;
    for (std::size_t i = 0; i < scenario_.space.num_issues(); ++i) {
      const IssueIndex issue{static_cast<int>(i)};
      const IssuePreference& view = Me(party).issues[i];
      if (view.mentioned || view.dropped) continue;
      names.push_back(Id(issue) + " " + F(view.floored_weight));
      weight = view.weight;
      ++count;
    }
    if (names.empty()) return;
    page_.Gap();
    page_.Put(2, Spec(party).name + " never mentions " + JoinWords(names, "and") +
                     " (weights after the floor); unfloored each has " + F(weight) + " = " +
                     F(weight * count) + " / " + std::to_string(count) + ".");
  }

  const CompiledScenario& scenario_;
  const AuditOptions& options_;
  AuditNumbers numbers_;
  TextPage page_;
};

}  // namespace

std::string RenderAudit(const CompiledScenario& scenario, const AuditOptions& options) {
  return AuditWriter(scenario, options).Write();
}

}  // namespace dragoman
