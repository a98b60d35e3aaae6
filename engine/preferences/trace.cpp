#include "engine/preferences/trace.h"

#include <algorithm>

namespace dragoman {
namespace {

// Issues this near in salience share their ranks, as in the derivation.
constexpr double kTraceTie = 1e-12;

}  // namespace

WeightTrace TraceWeight(const Derivation& derivation, const Coding& coding, PartyIndex party,
                        IssueIndex issue) {
  const PartyPreference& me = coding.parties[At(party)];
  WeightTrace trace;
  double floor_sum = 0;
  const double mass = me.issues[At(issue)].salience_mass;
  int above = 0;
  int level = 0;
  for (std::size_t i = 0; i < me.issues.size(); ++i) {
    const IssuePreference& other = me.issues[i];
    const bool lifted = derivation.IsVital(IssueIndex{static_cast<int>(i)}) && !other.dropped &&
                        derivation.parties()[At(party)].principal;
    floor_sum += lifted ? std::max(other.weight, derivation.options().floor) : other.weight;
    if (other.dropped) continue;
    if (!other.mentioned) {
      ++trace.silent;
      continue;
    }
    ++trace.mentioned;
    if (other.salience_mass - mass >= kTraceTie) {
      ++above;
    } else if (mass - other.salience_mass < kTraceTie) {
      ++level;
    }
  }
  trace.floor_sum = floor_sum;
  const double silent_share =
      trace.silent == 0 ? 0 : (trace.mentioned == 0 ? 1 : derivation.options().unmentioned_share);
  const bool mentioned = me.issues[At(issue)].mentioned;
  trace.share = mentioned ? 1 - silent_share : silent_share;
  if (mentioned) {
    trace.first_rank = above + 1;
    trace.last_rank = above + level;
  }
  return trace;
}

StyleTrace TraceStyle(const Coding& coding, PartyIndex party) {
  StyleTrace trace;
  for (const Evidence& evidence : coding.evidence) {
    if (evidence.actor != party || evidence.coded >= 0) continue;
    trace.all += evidence.mass;
    if (evidence.act == Act::kThreat) trace.threats += evidence.mass;
    if ((evidence.code_class & kCodeDelay) != 0) trace.delay += evidence.mass;
    if ((evidence.code_class & kCodeUrgency) != 0) trace.urgency += evidence.mass;
  }
  return trace;
}

FirmnessTrace TraceFirmness(const Coding& coding, PartyIndex party, IssueIndex issue) {
  FirmnessTrace trace;
  for (const Evidence& evidence : coding.evidence) {
    if (evidence.actor != party || evidence.issue != issue) continue;
    if (HardensPosition(evidence.act)) trace.hard *= 1 - evidence.mass;
    if (SoftensPosition(evidence.act)) trace.soft *= 1 - evidence.mass;
  }
  return trace;
}

TrustTrace TraceTrust(const Coding& coding, PartyIndex from, PartyIndex to) {
  TrustTrace trace;
  for (std::size_t k = 0; k < coding.evidence.size(); ++k) {
    const Evidence& evidence = coding.evidence[k];
    const bool counts = !evidence.inferred && evidence.actor == to &&
                        ((evidence.targets >> At(from)) & 1U) != 0 &&
                        (evidence.code_class & kCodeConduct) != 0;
    if (!counts) continue;
    trace.acts.push_back(k);
    trace.sum_gq += evidence.goldstein * evidence.q;
    trace.sum_q += evidence.q;
  }
  return trace;
}

double VoteOf(const IssueSpace& space, const Coding& coding, const Evidence& evidence) {
  if (evidence.issue == kNoIssue || evidence.act == Act::kEvent || evidence.coded >= 0) return -1;
  const std::size_t base = space.offset(evidence.issue);
  if (evidence.option >= 0) {
    return coding.positions[base + static_cast<std::size_t>(evidence.option)];
  }
  if (evidence.rejects >= 0) return coding.positions[base + space.issue(evidence.issue).status_quo];
  return -1;
}

double RejectionAt(const IssueSpace& space, const Coding& coding, PartyIndex party,
                   IssueIndex issue, OptionIndex option, const std::vector<bool>& carried) {
  const Issue& spec = space.issue(issue);
  const double here = spec.position(spec.status_quo);
  const double step = spec.position(option) - here;
  double strongest = 0;
  for (const Evidence& evidence : coding.evidence) {
    if (evidence.actor != party || evidence.issue != issue || evidence.act != Act::kReject ||
        evidence.rejects < 0 || (!evidence.inferred && carried[At(evidence.claim)])) {
      continue;
    }
    const double limit = spec.position(static_cast<OptionIndex>(evidence.rejects)) - here;
    const bool reached = limit > 0 ? step >= limit : (limit < 0 && step <= limit);
    if (reached) strongest = std::max(strongest, evidence.mass);
  }
  return strongest;
}

}  // namespace dragoman
