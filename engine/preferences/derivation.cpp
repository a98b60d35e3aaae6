#include "engine/preferences/derivation.h"

#include <algorithm>

#include "engine/core/portable_math.h"

namespace dragoman {

// Without kappa, talk about procedure swamps substance.
double SalienceShare(Act act) {
  switch (act) {
    case Act::kDemand:
    case Act::kReject:
    case Act::kThreat:
    case Act::kMediate:
    case Act::kPressure:
      return 1;
    case Act::kConcession:
    case Act::kAccord:
    case Act::kSignal:
      return 0.5;
    case Act::kEvent:
      return 0.25;
    case Act::kAccuse:
    case Act::kInsult:
    case Act::kOutcome:
      return 0;
  }
  return 0;
}

bool HardensPosition(Act act) {
  return act == Act::kDemand || act == Act::kReject || act == Act::kThreat;
}

bool SoftensPosition(Act act) { return act == Act::kConcession || act == Act::kAccord; }

namespace {

constexpr double kTie = 1e-12;

double Clip(double x, double low, double high) { return x < low ? low : (x > high ? high : x); }

}  // namespace

void Derivation::DeriveCore(Coding* coding) const {
  JitterPositions(nullptr, coding);
  CollectEvidence(nullptr, coding);
  InferRejections(coding);
  RejectByPosition(nullptr, coding);
  for (std::size_t k = 0; k < parties_.size(); ++k) {
    DeriveParty(PartyIndex{static_cast<int>(k)}, nullptr, coding);
  }
  DeriveTrust(coding);
}

void Derivation::DeriveSample(const Random& random, Coding* coding) const {
  JitterPositions(&random, coding);
  CollectEvidence(&random, coding);
  InferRejections(coding);
  RejectByPosition(&random, coding);
  for (std::size_t k = 0; k < parties_.size(); ++k) {
    DeriveParty(PartyIndex{static_cast<int>(k)}, &random, coding);
  }
  DeriveTrust(coding);
}

void Derivation::JitterPositions(const Random* random, Coding* coding) const {
  for (std::size_t i = 0; i < space_->num_issues(); ++i) {
    const Issue& issue = space_->issues()[i];
    const std::size_t base = space_->offset(IssueIndex{static_cast<int>(i)});
    for (std::size_t o = 0; o < issue.num_options(); ++o) {
      const double here = issue.options[o].position;
      coding->positions[base + o] = here;
      if (random == nullptr) continue;
      const double u = random->Uniform(jitter_streams_[base + o]);
      // The ends fix the scale. An inner option stays within half the gap to each neighbour, so
      // that the order of the options survives.
      if (o == 0 || o + 1 == issue.num_options()) continue;
      const double gap = std::min(portable::Abs(here - issue.options[o - 1].position),
                                  portable::Abs(issue.options[o + 1].position - here));
      const double reach = std::min(options_.jitter, 0.5 * gap);
      coding->positions[base + o] = here + reach * (2 * u - 1);
    }
  }
}

const Derivation::Reading& Derivation::PickReading(const CompiledClaim& claim,
                                                   const Random* random) const {
  if (random == nullptr) return claim.first;
  double u = random->Uniform(claim.reading_stream);
  for (const Reading& other : claim.others) {
    if (u < other.p) return other;
    u -= other.p;
  }
  return claim.first;
}

void Derivation::CollectEvidence(const Random* random, Coding* coding) const {
  coding->evidence.clear();
  for (const CompiledClaim& claim : claims_) {
    const Reading& reading = PickReading(claim, random);
    double force = std::min(1.0, portable::Abs(reading.goldstein) / kLargestVerbalWeight);
    if (random != nullptr) {
      const double sd = options_.force_noise + options_.force_noise_doubt * (1 - claim.q);
      force = std::min(1.0, force * portable::Exp(sd * random->Normal(claim.force_stream)));
    }
    Evidence evidence;
    evidence.claim = claim.index;
    evidence.actor = claim.actor;
    evidence.act = claim.act;
    evidence.issue = claim.issue;
    evidence.option = reading.option;
    evidence.rejects = reading.rejects;
    evidence.goldstein = reading.goldstein;
    evidence.q = claim.q;
    evidence.targets = claim.targets;
    evidence.code_class = reading.code_class;
    evidence.mass = std::min(options_.evidence_cap, force * claim.weight);
    evidence.salience = SalienceShare(claim.act) * evidence.mass;
    coding->evidence.push_back(evidence);
  }
}

bool Derivation::Answers(const Coding& coding, PartyIndex party, IssueIndex issue) const {
  if (coded(party, issue) >= 0) return true;
  for (const Evidence& evidence : coding.evidence) {
    if (!evidence.inferred && evidence.actor == party && evidence.issue == issue &&
        (evidence.option >= 0 || evidence.rejects >= 0)) {
      return true;
    }
  }
  return false;
}

// c.1(6): a demand or threat on a rival's assets that the rival leaves unanswered implies that the
// rival rejects it; the strongest such demand counts once.
void Derivation::InferRejections(Coding* coding) const {
  const std::size_t num_claims = coding->evidence.size();
  for (std::size_t b = 0; b < parties_.size(); ++b) {
    if (!parties_[b].principal) continue;
    const PartyIndex rival{static_cast<int>(b)};
    for (std::size_t i = 0; i < space_->num_issues(); ++i) {
      const IssueIndex issue{static_cast<int>(i)};
      if (tuning(rival, issue).salience == 0) continue;
      const Evidence* strongest = nullptr;
      for (std::size_t k = 0; k < num_claims; ++k) {
        const Evidence& demand = coding->evidence[k];
        const bool asks = (demand.act == Act::kDemand || demand.act == Act::kThreat) &&
                          demand.issue == issue && demand.option >= 0 &&
                          ((demand.targets >> b) & 1U) != 0 && parties_[At(demand.actor)].principal;
        if (asks && (strongest == nullptr || demand.mass > strongest->mass)) strongest = &demand;
      }
      if (strongest == nullptr || Answers(*coding, rival, issue)) continue;
      Evidence inferred;
      inferred.claim = strongest->claim;
      inferred.inferred = true;
      inferred.actor = rival;
      inferred.act = Act::kReject;
      inferred.issue = issue;
      inferred.rejects = strongest->option;
      inferred.q = strongest->q;
      inferred.mass = options_.inferred_share * strongest->mass;
      inferred.salience = inferred.mass;
      coding->evidence.push_back(inferred);
    }
  }
}

void Derivation::DeriveParty(PartyIndex party, const Random* random, Coding* coding) const {
  AccumulateIssues(party, random, coding);
  AssignWeights(party, coding);
  AssignIdeals(party, random, coding);
  DeriveStyle(party, coding);
  ApplyFloor(party, coding);
  FillUtilities(party, coding);
}

// Sums over the evidence on one party, by issue.
struct Derivation::EvidenceSums {
  double vote_mass[kMaxIssues] = {};
  double vote_sum[kMaxIssues] = {};
  double not_firm[kMaxIssues];
  double not_soft[kMaxIssues];
  bool names_option[kMaxIssues] = {};

  EvidenceSums() {
    std::fill(std::begin(not_firm), std::end(not_firm), 1.0);
    std::fill(std::begin(not_soft), std::end(not_soft), 1.0);
  }
};

// One pass over the evidence: salience, position, firmness and rejections of every issue.
void Derivation::AccumulateIssues(PartyIndex party, const Random* random, Coding* coding) const {
  PartyPreference& me = coding->parties[At(party)];
  for (IssuePreference& issue : me.issues) issue = IssuePreference{};
  std::fill(me.rejected.begin(), me.rejected.end(), 0.0);
  std::fill(me.kept.begin(), me.kept.end(), 1.0);

  EvidenceSums sums;
  for (const Evidence& evidence : coding->evidence) {
    if (evidence.actor == party && evidence.issue != kNoIssue) {
      AddEvidence(evidence, coding->positions, &me, &sums);
    }
  }
  FinishIssues(party, sums, random, coding);
}

void Derivation::AddEvidence(const Evidence& evidence, const std::vector<double>& positions,
                             PartyPreference* me, EvidenceSums* sums) const {
  const std::size_t i = At(evidence.issue);
  const std::size_t base = space_->offset(evidence.issue);
  IssuePreference& issue = me->issues[i];
  issue.salience_mass += evidence.salience;
  if (evidence.act != Act::kEvent && evidence.coded < 0) {
    // Events show that an issue is alive; they take no side (c.1(5)). What follows from a coded
    // position says nothing new about it.
    issue.positional_mass += evidence.mass;
    if (evidence.option >= 0) {
      sums->vote_mass[i] += evidence.mass;
      sums->vote_sum[i] +=
          evidence.mass * positions[base + static_cast<std::size_t>(evidence.option)];
      sums->names_option[i] = true;
    } else if (evidence.rejects >= 0) {
      sums->vote_mass[i] += evidence.mass;
      sums->vote_sum[i] += evidence.mass * positions[base + space_->issues()[i].status_quo];
      issue.rejected_at = positions[base + static_cast<std::size_t>(evidence.rejects)];
    }
  }
  if (HardensPosition(evidence.act)) sums->not_firm[i] *= 1 - evidence.mass;
  if (SoftensPosition(evidence.act)) sums->not_soft[i] *= 1 - evidence.mass;
  if (evidence.act == Act::kReject && evidence.rejects >= 0) {
    const std::size_t o = base + static_cast<std::size_t>(evidence.rejects);
    me->rejected[o] = std::max(me->rejected[o], evidence.mass);
    me->kept[o] *= 1 - evidence.mass;
  }
}

void Derivation::FinishIssues(PartyIndex party, const EvidenceSums& sums, const Random* random,
                              Coding* coding) const {
  std::vector<IssuePreference>& issues = coding->parties[At(party)].issues;
  for (std::size_t i = 0; i < issues.size(); ++i) {
    const IssueIndex index{static_cast<int>(i)};
    IssuePreference& issue = issues[i];
    const Tuning& change = tuning(party, index);
    issue.coded = coded(party, index);
    if (issue.coded >= 0) {
      const CompiledPosition& position = positions_[static_cast<std::size_t>(issue.coded)];
      issue.salience_mass = position.salience;
      issue.stated = true;
      issue.firmness = CodedFirmness(position, random);
    } else {
      issue.stated = sums.vote_mass[i] > 0;
      if (issue.stated) issue.ideal = sums.vote_sum[i] / sums.vote_mass[i];
      if (sums.names_option[i]) issue.rejected_at = -1;
      issue.firmness =
          (1 - sums.not_firm[i]) * (1 - 0.5 * (1 - sums.not_soft[i])) * change.firmness;
    }
    issue.mentioned = issue.salience_mass > 0;
    if (random != nullptr) {
      const double z = random->Normal(salience_streams_[At(party) * issues.size() + i]);
      issue.salience_mass *= portable::Exp(options_.salience_noise * z);
    }
    issue.salience_mass *= change.salience;
    if (change.salience == 0) {
      issue.dropped = true;
      issue.mentioned = false;
    }
  }
}

// c.1(4): weights by rank over the mentioned issues, ties averaged.
void Derivation::AssignWeights(PartyIndex party, Coding* coding) const {
  PartyPreference& me = coding->parties[At(party)];
  std::size_t order[kMaxIssues];
  std::size_t mentioned = 0;
  std::size_t silent = 0;
  for (std::size_t i = 0; i < me.issues.size(); ++i) {
    if (me.issues[i].dropped) continue;
    if (!me.issues[i].mentioned) {
      ++silent;
      continue;
    }
    std::size_t k = mentioned++;
    for (; k > 0 && me.issues[order[k - 1]].salience_mass < me.issues[i].salience_mass; --k) {
      order[k] = order[k - 1];
    }
    order[k] = i;
  }
  const double silent_share = silent == 0 ? 0 : (mentioned == 0 ? 1 : options_.unmentioned_share);
  for (IssuePreference& issue : me.issues) {
    if (!issue.mentioned && !issue.dropped) {
      issue.weight = silent_share / static_cast<double>(silent);
    }
  }
  if (mentioned == 0) return;
  const double* by_rank = &rank_weights_[mentioned * (mentioned - 1) / 2];
  for (std::size_t first = 0; first < mentioned;) {
    std::size_t last = first + 1;
    double sum = by_rank[first];
    const double mass = me.issues[order[first]].salience_mass;
    while (last < mentioned && mass - me.issues[order[last]].salience_mass < kTie) {
      sum += by_rank[last++];
    }
    const double weight = (1 - silent_share) * (sum / static_cast<double>(last - first));
    for (; first < last; ++first) me.issues[order[first]].weight = weight;
  }
}

// c.1(5) and c.2: positions, their spread, and in a sampled coding the draw around them.
void Derivation::AssignIdeals(PartyIndex party, const Random* random, Coding* coding) const {
  PartyPreference& me = coding->parties[At(party)];
  for (std::size_t i = 0; i < me.issues.size(); ++i) {
    IssuePreference& issue = me.issues[i];
    const IssueIndex index{static_cast<int>(i)};
    const Tuning& change = tuning(party, index);
    issue.ideal_sd = 4 + 21 * portable::Exp(-2 * issue.positional_mass);
    if (change.ideal >= 0) {
      issue.stated = true;
      issue.rejected_at = -1;
      issue.ideal =
          coding->positions[space_->offset(index) + static_cast<std::size_t>(change.ideal)];
    }
    issue.has_ideal = issue.stated;
    if (issue.coded >= 0) {
      const CompiledPosition& position = positions_[static_cast<std::size_t>(issue.coded)];
      issue.ideal_sd = position.position_sd;
      issue.ideal = CodedIdeal(position, random, *coding);
      continue;
    }
    if (random == nullptr) continue;
    const StreamKey stream = ideal_streams_[At(party) * me.issues.size() + i];
    const double z = random->Normal(stream, 0);
    const double u = random->Uniform(stream, 1);
    if (issue.stated) {
      double shift = issue.ideal_sd * z;
      if (issue.rejected_at >= 0) {
        // Only a rejection is known: the ideal lies on the far side of the status quo from it.
        shift = portable::Abs(shift);
        if (issue.rejected_at > issue.ideal) shift = -shift;
      }
      issue.ideal = Clip(issue.ideal + shift, 0, kAxisLength);
    } else if (issue.mentioned) {
      issue.ideal = kAxisLength * u;
      issue.has_ideal = true;
    }
  }
}

// c.1(8)-(10): risk exponent, firmness, concession exponent, patience.
void Derivation::DeriveStyle(PartyIndex party, Coding* coding) const {
  PartyPreference& me = coding->parties[At(party)];
  double mass = 0;
  double coercive = 0;
  double delay = 0;
  double urgency = 0;
  for (const Evidence& evidence : coding->evidence) {
    if (evidence.actor != party || evidence.coded >= 0) continue;
    mass += evidence.mass;
    if (evidence.act == Act::kThreat) coercive += evidence.mass;
    if ((evidence.code_class & kCodeDelay) != 0) delay += evidence.mass;
    if ((evidence.code_class & kCodeUrgency) != 0) urgency += evidence.mass;
  }
  me.evidence_mass = mass;
  me.tau = mass > 0 ? coercive / mass : 0;
  me.rho = options_.rho.value_or(2 - 1.2 * me.tau);
  me.patience = 0.9 + 0.08 * (delay - urgency) / (delay + urgency + 1);
  me.firmness = 0;
  for (const IssuePreference& issue : me.issues) me.firmness += issue.weight * issue.firmness;
  me.beta = portable::Exp(2.5 * (0.5 - me.firmness));
}

// c.1(13): what is taken for granted is seldom said.
void Derivation::ApplyFloor(PartyIndex party, Coding* coding) const {
  PartyPreference& me = coding->parties[At(party)];
  const bool principal = parties_[At(party)].principal;
  double total = 0;
  for (std::size_t i = 0; i < me.issues.size(); ++i) {
    IssuePreference& issue = me.issues[i];
    issue.floored_weight = issue.weight;
    if (principal && vital_[i] && !issue.dropped) {
      issue.floored_weight = std::max(issue.weight, options_.floor);
    }
    total += issue.floored_weight;
  }
  if (!(total > 0)) return;
  for (IssuePreference& issue : me.issues) issue.floored_weight /= total;
}

double Derivation::DistanceUtility(double position, double ideal, double furthest, double rho) {
  if (!(furthest > 0)) return 1;
  return 1 - portable::Pow(portable::Abs(position - ideal) / furthest, rho);
}

void Derivation::FillIssueUtility(const Coding& coding, PartyIndex party, IssueIndex issue,
                                  double ideal, double* utility) const {
  const PartyPreference& me = coding.parties[At(party)];
  const std::size_t base = space_->offset(issue);
  const std::size_t count = space_->issue(issue).num_options();
  double furthest = 0;
  for (std::size_t o = 0; o < count; ++o) {
    furthest = std::max(furthest, portable::Abs(coding.positions[base + o] - ideal));
  }
  for (std::size_t o = 0; o < count; ++o) {
    utility[base + o] =
        DistanceUtility(coding.positions[base + o], ideal, furthest, me.rho) * me.kept[base + o];
  }
}

void Derivation::FillUtilities(PartyIndex party, Coding* coding) const {
  PartyPreference& me = coding->parties[At(party)];
  for (std::size_t i = 0; i < me.issues.size(); ++i) {
    const IssueIndex index{static_cast<int>(i)};
    if (me.issues[i].has_ideal) {
      FillIssueUtility(*coding, party, index, me.issues[i].ideal, me.utility.data());
    } else {
      const std::size_t base = space_->offset(index);
      for (std::size_t o = 0; o < space_->issue(index).num_options(); ++o) {
        me.utility[base + o] = 0.5;
      }
    }
  }
}

// c.1(12): the text's own tone, shrunk toward the prior for states at war.
void Derivation::DeriveTrust(Coding* coding) const {
  const std::size_t n = parties_.size();
  for (std::size_t from = 0; from < n; ++from) {
    for (std::size_t to = 0; to < n; ++to) {
      double acts = 0;
      double sum = 0;
      double reliability = 0;
      for (const Evidence& evidence : coding->evidence) {
        const bool counts = !evidence.inferred && At(evidence.actor) == to &&
                            ((evidence.targets >> from) & 1U) != 0 &&
                            (evidence.code_class & kCodeConduct) != 0;
        if (!counts) continue;
        acts += 1;
        sum += evidence.goldstein * evidence.q;
        reliability += evidence.q;
      }
      const double tone =
          reliability > 0 ? portable::Logistic(sum / reliability / kTrustScale) : kTrustPrior;
      coding->raw_trust[from * n + to] = tone;
      coding->trust[from * n + to] =
          (kTrustPriorActs * kTrustPrior + acts * tone) / (kTrustPriorActs + acts);
    }
  }
}

}  // namespace dragoman
