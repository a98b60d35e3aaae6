#include "engine/core/name_index.h"
#include "engine/core/text.h"
#include "engine/preferences/derivation.h"

namespace dragoman {
namespace {

std::vector<std::string> OptionIds(const Issue& issue) {
  std::vector<std::string> ids;
  ids.reserve(issue.options.size());
  for (const Option& option : issue.options) ids.push_back(option.id);
  return ids;
}

// Factors of several adjustments multiply; without a limit they could pass the largest double.
constexpr double kMaxSalienceFactor = 1e6;

int FindOptionOrReport(const Issue& issue, const std::string& id, const std::string& path,
                       Diagnostics* problems) {
  if (const auto found = issue.FindOption(id)) return *found;
  problems->push_back({path, Concat({"issue '", issue.id, "' has no option '", id, "'"}),
                       ExpectedOneOf(id, OptionIds(issue))});
  return -1;
}

int FindPartyOrReport(const std::vector<DerivationParty>& parties, const std::string& id,
                      const std::string& path, Diagnostics* problems) {
  std::vector<std::string> ids;
  for (std::size_t k = 0; k < parties.size(); ++k) {
    if (parties[k].id == id) return static_cast<int>(k);
    ids.push_back(parties[k].id);
  }
  problems->push_back({path, Concat({"unknown party '", id, "'"}), ExpectedOneOf(id, ids)});
  return -1;
}

int FindIssueOrReport(const IssueSpace& space, const std::string& id, const std::string& path,
                      Diagnostics* problems) {
  std::vector<std::string> ids;
  for (std::size_t k = 0; k < space.num_issues(); ++k) {
    const Issue& issue = space.issues()[k];
    if (issue.id == id) return static_cast<int>(k);
    ids.push_back(issue.id);
  }
  problems->push_back({path, Concat({"unknown issue '", id, "'"}), ExpectedOneOf(id, ids)});
  return -1;
}

/// Options belong to an issue. Said once per claim, at the first option named.
void CheckOptionsHaveAnIssue(const Claim& claim, const std::string& path, Diagnostics* problems) {
  if (!claim.issue.empty()) return;
  const auto named = [&](const std::string& place, const std::string& option,
                         const std::string& rejects) {
    if (option.empty() && rejects.empty()) return false;
    problems->push_back({place + (option.empty() ? ".rejects" : ".option"),
                         "names an option, but the claim names no issue",
                         "the key 'issue' in the claim"});
    return true;
  };
  if (named(path, claim.option, claim.rejects)) return;
  for (std::size_t a = 0; a < claim.alternatives.size(); ++a) {
    const ClaimReading& other = claim.alternatives[a];
    const std::string place = Concat({path, ".alternatives[", a, "]"});
    if (named(place, other.option, other.rejects)) return;
  }
}

bool StartsWith(std::string_view text, std::string_view prefix) {
  return Slice(text, 0, prefix.size()) == prefix;
}

}  // namespace

unsigned char ClassifyCode(std::string_view cameo) {
  unsigned char code_class = 0;
  if (cameo == "124" || cameo == "1246" || cameo == "125") code_class |= kCodeDelay;
  if (cameo == "027" || cameo == "036" || cameo == "107" || cameo == "108") {
    code_class |= kCodeUrgency;
  }
  const bool is_position =
      StartsWith(cameo, "10") || StartsWith(cameo, "124") || StartsWith(cameo, "127");
  if (!is_position) code_class |= kCodeConduct;
  return code_class;
}

void DerivationOptions::Serialize(FieldVisitor* v) {
  v->Visit({.name = "unmentioned_share",
            .doc = "weight shared by the issues a party never mentioned",
            .range = {.min = 0, .max = 0.5},
            .unit = "share",
            .source = "domain brief c.1(4)"},
           &unmentioned_share);
  v->Visit({.name = "evidence_cap",
            .doc = "largest evidence mass of one claim",
            .range = {.min = 0, .max = 1, .min_open = true, .max_open = true},
            .source = "domain brief c.1(2)"},
           &evidence_cap);
  v->Visit(
      {.name = "inferred_share",
       .doc = "mass of the rejection implied by a demand nobody answered, relative to the demand",
       .range = kUnitInterval,
       .unit = "share",
       .source = "domain brief c.1(6)"},
      &inferred_share);
  v->Visit({.name = "force_noise",
            .doc = "sd of log force for a direct quote",
            .range = {.min = 0, .max = 2},
            .source = "domain brief c.2"},
           &force_noise);
  v->Visit({.name = "force_noise_doubt",
            .doc = "added to that sd per unit of 1 - q",
            .range = {.min = 0, .max = 2},
            .source = "domain brief c.2"},
           &force_noise_doubt);
  v->Visit({.name = "salience_noise",
            .doc = "sd of log salience",
            .range = {.min = 0, .max = 2},
            .source = "domain brief c.2"},
           &salience_noise);
  v->Visit({.name = "jitter",
            .doc = "inner options move on their axis by up to this (never past half the gap to a "
                   "neighbour)",
            .range = {.min = 0, .max = 25},
            .unit = "points of 0..100",
            .source = "domain brief c.2"},
           &jitter);
  v->Visit({.name = "floor",
            .doc = "least weight of a vital issue for a principal",
            .range = {.min = 0, .max = 0.1},
            .unit = "weight",
            .alias = "floor",
            .source = "domain brief c.1(13)"},
           &floor);
  v->Visit({.name = "weighting",
            .doc = "how ranks of salience become weights",
            .source = "domain brief c.1(4), e.5(7)"},
           &weighting, kWeightingNames);
  v->Visit({.name = "rho",
            .doc = "risk exponent of every party; none: by its share of threats",
            .range = {.min = 0.1, .max = 10},
            .source = "domain brief c.1(8), e.5(7)"},
           &rho);
  v->Visit({.name = "position_noise",
            .doc = "sd of a coded position, by the coder's confidence",
            .unit = "points of 0..100",
            .source = "our judgement"},
           &position_noise);
  v->Visit({.name = "firmness_noise",
            .doc = "sd of a coded firmness, by the coder's confidence",
            .unit = "share",
            .source = "our judgement"},
           &firmness_noise);
}

void Adjustment::Serialize(FieldVisitor* v) {
  v->Visit({.name = "party", .doc = "whose view is changed", .required = true}, &party);
  v->Visit({.name = "issue", .doc = "on which issue", .required = true}, &issue);
  v->Visit({.name = "salience",
            .doc = "factor on its salience; 0 takes the issue off the table",
            .range = {.min = 0, .max = 10},
            .unit = "factor"},
           &salience);
  v->Visit({.name = "firmness",
            .doc = "factor on its firmness",
            .range = {.min = 0, .max = 1},
            .unit = "factor"},
           &firmness);
  v->Visit({.name = "ideal", .doc = "option that replaces the derived ideal"}, &ideal);
  v->Visit({.name = "reason", .doc = "why"}, &reason);
}

Checked<Derivation> Derivation::Compile(const DerivationInput& input) {
  Derivation derivation;
  derivation.space_ = input.space;
  derivation.parties_ = input.parties;
  derivation.vital_ = input.vital;
  derivation.options_ = input.options;

  Diagnostics problems;
  derivation.ResolveClaims(input, &problems);
  derivation.ResolvePositions(input, &problems);
  derivation.ResolveAdjustments(input, &problems);
  if (!problems.empty()) return problems;

  derivation.MakeStreams();
  derivation.MakeRankWeights();
  return derivation;
}

void Derivation::MakeRankWeights() {
  for (std::size_t count = 1; count <= space_->num_issues(); ++count) {
    const auto n = static_cast<double>(count);
    std::vector<double> row(count);
    double sum = 0;
    for (std::size_t k = count; k-- > 0;) {
      switch (options_.weighting) {
        case Weighting::kCentroid:  // w_k = (1/n) sum_{j=k..n} 1/j, from the last rank upwards.
          sum += 1.0 / static_cast<double>(k + 1);
          row[k] = sum / n;
          break;
        case Weighting::kEqual:
          row[k] = 1 / n;
          break;
        case Weighting::kRankSum:
          row[k] = 2 * static_cast<double>(count - k) / (n * (n + 1));
          break;
      }
    }
    for (const double weight : row) rank_weights_.push_back(weight);
  }
}

/// The weights of the event codes by code, and as written.
struct Derivation::CodeWeights {
  explicit CodeWeights(const Named<double>& goldstein) : written(goldstein) {
    for (std::size_t k = 0; k < goldstein.size(); ++k) places.Add(goldstein[k].first, k);
  }

  const Named<double>& written;
  NameIndex places;
};

void Derivation::ResolveReading(const Claim& claim, const CodeWeights& codes,
                                const std::string& path, const std::string& cameo,
                                const std::string& option, const std::string& rejects,
                                Reading* reading, Diagnostics* problems) const {
  if (!cameo.empty() || claim.cameo.empty()) {
    const std::size_t place = codes.places.Find(cameo);
    if (place != NameIndex::kNone) {
      reading->goldstein = codes.written[place].second;
    } else {
      std::vector<std::string> names;
      for (const auto& entry : codes.written) names.push_back(entry.first);
      problems->push_back({path + ".cameo",
                           Concat({"event code '", cameo, "' has no weight in 'goldstein'"}),
                           ExpectedOneOf(cameo, names)});
    }
    reading->code_class = ClassifyCode(cameo);
  }
  for (const Issue& issue : space_->issues()) {
    if (issue.id != claim.issue) continue;
    if (!option.empty()) {
      reading->option = FindOptionOrReport(issue, option, path + ".option", problems);
    }
    if (!rejects.empty()) {
      reading->rejects = FindOptionOrReport(issue, rejects, path + ".rejects", problems);
    }
  }
}

void Derivation::ResolveClaims(const DerivationInput& input, Diagnostics* problems) {
  const CodeWeights codes(*input.goldstein);
  NameIndex tiers;
  for (const std::string& tier : input.tiers) tiers.Add(tier, 0);
  for (std::size_t k = 0; k < input.claims.size() && problems->size() < kMaxDiagnostics; ++k) {
    const Claim& claim = input.claims[k];
    const std::string path = Concat({"claims[", k, "]"});
    CompiledClaim compiled;
    compiled.index = ClaimIndex{static_cast<int>(k)};
    const int actor = FindPartyOrReport(parties_, claim.actor, path + ".actor", problems);
    compiled.actor = PartyIndex{actor};
    for (std::size_t t = 0; t < claim.targets.size(); ++t) {
      const int target = FindPartyOrReport(parties_, claim.targets[t],
                                           Concat({path, ".targets[", t, "]"}), problems);
      if (target >= 0) compiled.targets |= 1U << target;
      if (target >= 0 && target == actor) {
        problems->push_back({Concat({path, ".targets[", t, "]"}),
                             "a claim cannot address its own actor", "another party"});
      }
    }
    compiled.act = claim.act;
    if (!claim.issue.empty()) {
      compiled.issue =
          IssueIndex{FindIssueOrReport(*space_, claim.issue, path + ".issue", problems)};
    }
    CheckOptionsHaveAnIssue(claim, path, problems);
    compiled.q = claim.q;
    compiled.weight = claim.q * claim.m * claim.d;
    ResolveReading(claim, codes, path, claim.cameo, claim.option, claim.rejects, &compiled.first,
                   problems);
    double total = 0;
    for (std::size_t a = 0; a < claim.alternatives.size(); ++a) {
      const ClaimReading& other = claim.alternatives[a];
      // What another reading does not name stays as in the main one.
      Reading reading = compiled.first;
      reading.p = other.p;
      total += other.p;
      ResolveReading(claim, codes, Concat({path, ".alternatives[", a, "]"}), other.cameo,
                     other.option, other.rejects, &reading, problems);
      compiled.others.push_back(reading);
    }
    if (total > 1 + 1e-9) {
      problems->push_back(
          {path + ".alternatives",
           "the probabilities of the other readings add up to " + FormatNumber(total),
           "a sum of at most 1; the rest is that of the main reading"});
    }
    compiled.first.p = 1 - total;
    compiled.reading_stream = MakeStream("code alternative", claim.id);
    compiled.force_stream = MakeStream("force noise", claim.id);

    const bool left_out = input.without_reported_outcomes && claim.reported_outcome;
    if (tiers.Find(claim.tier) != NameIndex::kNone && !left_out)
      claims_.push_back(std::move(compiled));
  }
}

void Derivation::ResolvePositions(const DerivationInput& input, Diagnostics* problems) {
  if (input.positions.empty()) return;
  const std::size_t n = space_->num_issues();
  coded_.assign(parties_.size() * n, -1);
  for (std::size_t k = 0; k < input.positions.size() && problems->size() < kMaxDiagnostics; ++k) {
    const CodedPosition& position = input.positions[k];
    const std::string path = Concat({"positions[", k, "]"});
    CompiledPosition& coded = positions_.emplace_back();
    const int party = FindPartyOrReport(parties_, position.party, path + ".party", problems);
    const int issue = FindIssueOrReport(*space_, position.issue, path + ".issue", problems);
    if (party < 0 || issue < 0) continue;
    int& place = coded_[static_cast<std::size_t>(party) * n + static_cast<std::size_t>(issue)];
    if (place >= 0) {
      problems->push_back({path,
                           Concat({"positions[", place, "] already codes '", position.party,
                                   "' on '", position.issue, "'"}),
                           "one position per party and issue"});
      continue;
    }
    place = static_cast<int>(k);
    // Which of the two should count? In every tier, so that choosing one makes no file invalid.
    for (std::size_t c = 0; c < input.claims.size(); ++c) {
      const Claim& claim = input.claims[c];
      if (claim.issue != position.issue || claim.actor != position.party) continue;
      problems->push_back({path,
                           Concat({"claim '", input.claims[c].id, "' speaks for '", position.party,
                                   "' on '", position.issue, "', too"}),
                           "claims or a position for one party and issue, not both"});
      break;
    }
    coded.party = PartyIndex{party};
    coded.issue = IssueIndex{issue};
    coded.position = position.position;
    coded.salience = position.salience / 100;
    coded.firmness = position.firmness / 100;
    coded.position_sd = options_.position_noise.Of(position.confidence);
    coded.firmness_sd = options_.firmness_noise.Of(position.confidence);
    coded.firmness_stream =
        MakeStream("firmness noise", parties_[At(coded.party)].stream, position.issue);
  }
}

void Derivation::ResolveAdjustments(const DerivationInput& input, Diagnostics* problems) {
  const std::size_t n = space_->num_issues();
  tunings_.assign(parties_.size() * n, Tuning{});
  for (std::size_t k = 0; k < input.adjustments.size() && problems->size() < kMaxDiagnostics; ++k) {
    const Adjustment& adjustment = input.adjustments[k];
    const std::string path = Concat({"adjustments[", k, "]"});
    const int party = FindPartyOrReport(parties_, adjustment.party, path + ".party", problems);
    const int issue = FindIssueOrReport(*space_, adjustment.issue, path + ".issue", problems);
    if (party < 0 || issue < 0) continue;
    Tuning& tuning =
        tunings_[static_cast<std::size_t>(party) * n + static_cast<std::size_t>(issue)];
    tuning.salience *= adjustment.salience;
    tuning.firmness *= adjustment.firmness;
    if (tuning.salience > kMaxSalienceFactor) {
      problems->push_back(
          {path + ".salience",
           "with the adjustments before it the factor is " + FormatNumber(tuning.salience),
           Concat({"at most ", kMaxSalienceFactor, " for one party and issue"})});
      tuning.salience = kMaxSalienceFactor;
    }
    if (adjustment.ideal.empty()) continue;
    const int ideal = FindOptionOrReport(space_->issue(IssueIndex{issue}), adjustment.ideal,
                                         path + ".ideal", problems);
    if (ideal >= 0) tuning.ideal = ideal;
  }
}

void Derivation::MakeStreams() {
  for (const DerivationParty& party : parties_) {
    for (const Issue& issue : space_->issues()) {
      salience_streams_.push_back(MakeStream("salience noise", party.stream, issue.id));
      ideal_streams_.push_back(MakeStream("ideal noise", party.stream, issue.id));
    }
  }
  for (const Issue& issue : space_->issues()) {
    for (const Option& option : issue.options) {
      jitter_streams_.push_back(MakeStream("position jitter", issue.id, option.id));
    }
  }
}

Coding Derivation::MakeCoding() const {
  const std::size_t n = space_->num_issues();
  const std::size_t options = space_->num_options();
  Coding coding;
  coding.positions.resize(options);
  // Every claim, at most one rejection inferred per party and issue, and of a coded position at
  // most one per option.
  std::size_t pieces = claims_.size() + parties_.size() * n;
  for (const CompiledPosition& coded : positions_)
    pieces += space_->issue(coded.issue).num_options();
  coding.evidence.reserve(pieces);
  coding.parties.resize(parties_.size());
  for (PartyPreference& party : coding.parties) {
    party.issues.resize(n);
    party.utility.resize(options);
    party.rejected.resize(options);
    party.kept.resize(options);
  }
  coding.trust.resize(parties_.size() * parties_.size());
  coding.raw_trust.resize(coding.trust.size());
  return coding;
}

bool Derivation::HasClaim(PartyIndex party, Act act, const std::vector<bool>& on_issue) const {
  for (const CompiledClaim& claim : claims_) {
    if (claim.actor == party && claim.act == act && claim.issue != kNoIssue &&
        on_issue[At(claim.issue)] && tuning(party, claim.issue).salience != 0) {
      return true;
    }
  }
  return false;
}

}  // namespace dragoman
