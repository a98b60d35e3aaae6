#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/diagnostic.h"
#include "engine/core/ids.h"
#include "engine/core/random.h"
#include "engine/preferences/claim.h"
#include "engine/preferences/coded_position.h"
#include "engine/preferences/issue_space.h"

/// @file
/// From coded demands to preferences: the algorithm of the domain brief, section c.1 (deterministic
/// core) and c.2 (one sampled coding). Every number can be traced to the claims that produced it.

namespace dragoman {

/// How the order of a party's issues by salience becomes weights; k = 1..n is the rank among the n
/// issues it mentioned, and ranks that tie share their mean. The brief's e.5(7) asks whether
/// conclusions survive the choice.
enum class Weighting : unsigned char {
  kCentroid,  ///< Rank-order centroid: (1/n) sum_{j=k..n} 1/j (Barron & Barrett 1996).
  kEqual,     ///< 1/n.
  kRankSum,   ///< 2 (n + 1 - k) / (n (n + 1)).
};
inline constexpr std::array<std::string_view, 3> kWeightingNames = {"centroid", "equal",
                                                                    "rank_sum"};

/// Constants of the derivation; the defaults are the brief's.
struct DerivationOptions {
  double unmentioned_share = 0.05;  ///< Weight shared by issues a party never mentioned; c.1(4).
  double evidence_cap = 0.98;       ///< Largest evidence mass of one claim; c.1(2).
  double inferred_share = 0.5;      ///< Mass of an inferred rejection, relative; c.1(6).
  double force_noise = 0.15;        ///< Standard deviation of log force at q = 1; c.2.
  double force_noise_doubt = 0.4;   ///< Added per unit of 1 - q; c.2.
  double salience_noise = 0.25;     ///< Standard deviation of log salience; c.2.
  double jitter = 5;                ///< Option positions move by up to this; c.2.
  double floor = 0.08;              ///< Least weight of a vital issue for a principal; c.1(13).
  Weighting weighting = Weighting::kCentroid;  ///< From ranks to weights; c.1(4).
  std::optional<double> rho;                   ///< Risk exponent of everybody; if absent by c.1(8).
  /// Standard deviations of directly coded positions, in points of the axis, and of their firmness
  /// (0..1), by the coder's confidence; our judgement.
  ByConfidence position_noise{.high = 5, .medium = 10, .low = 20};
  ByConfidence firmness_noise{.high = 0.05, .medium = 0.1, .low = 0.2};

  void Serialize(FieldVisitor* v);
};

/// A change made by hand to what the claims say, for what-if questions; shown in the audit trail.
struct Adjustment {
  std::string party;
  std::string issue;
  double salience = 1;  ///< Factor; 0 takes the issue off the table.
  double firmness = 1;  ///< Factor.
  std::string ideal;    ///< Option that replaces the derived ideal.
  std::string reason;

  void Serialize(FieldVisitor* v);
};

/// Who derives: what the derivation must know of a party.
struct DerivationParty {
  std::string id;
  std::string stream;      ///< Key of its random numbers; the id unless told otherwise.
  bool principal = false;  ///< Inferred rejections and the vital floor are for principals only.
};

/// What `Derivation` is built from. Names are resolved and every mistake is reported at once.
struct DerivationInput {
  const IssueSpace* space = nullptr;
  std::vector<DerivationParty> parties;
  std::vector<bool> vital;  ///< By issue.
  std::span<const Claim> claims;
  std::span<const CodedPosition> positions;  ///< Of every tier.
  std::vector<std::string> tiers;            ///< Claims of other tiers are left out.
  bool without_reported_outcomes = false;
  const Named<double>* goldstein = nullptr;  ///< CAMEO code -> weight.
  std::span<const Adjustment> adjustments;
  DerivationOptions options;
};

/// What a CAMEO code says beyond its weight (bits).
enum CodeClass : unsigned char {
  kCodeDelay = 1,    ///< 124, 1246, 125: refusing and stalling; c.1(10).
  kCodeUrgency = 2,  ///< 027, 036, 107, 108: asking that something happen now; c.1(10).
  kCodeConduct = 4,  ///< Conduct toward the other, not a position: all but demands (10x) and
                     ///< refusals of terms (124x, 127); c.1(12).
};

/// The classes of one code.
unsigned char ClassifyCode(std::string_view cameo);

/// kappa of c.1(3): how much an act of this kind counts toward salience.
double SalienceShare(Act act);
/// Demands, rejections and threats make a position firm; concessions and accords soften it; c.1(9).
bool HardensPosition(Act act);
bool SoftensPosition(Act act);

/// Largest verbal weight of the Goldstein scale (threat, ultimatum): force 1; c.1(2).
inline constexpr double kLargestVerbalWeight = 7;
/// Prior trust between states at war, the number of acts it is worth, and the scale of the tone;
/// c.1(12).
inline constexpr double kTrustPrior = 0.15;
inline constexpr double kTrustPriorActs = 8;
inline constexpr double kTrustScale = 3;

/// What one claim, or one inferred rejection, weighs in one coding.
struct Evidence {
  ClaimIndex claim{-1};  ///< The claim; for an inferred rejection, the demand that implies it; -1
                         ///< if a coded position implies it.
  bool inferred = false;
  PartyIndex actor = kNoParty;
  Act act = Act::kEvent;
  IssueIndex issue = kNoIssue;
  int option = -1;               ///< Option demanded, -1 if none.
  int rejects = -1;              ///< Option rejected, -1 if none.
  double goldstein = 0;          ///< CAMEO weight g.
  double q = 1;                  ///< Attribution reliability, as coded.
  std::uint32_t targets = 0;     ///< Bit per party addressed.
  unsigned char code_class = 0;  ///< Bits of CodeClass.
  double mass = 0;               ///< e in [0, .98]; c.1(2).
  double salience = 0;           ///< kappa(act) e; c.1(3).
  int coded = -1;                ///< The coded position that implies a rejection, else -1.
};

/// One party's derived view of one issue.
struct IssuePreference {
  double salience_mass = 0;    ///< E; c.1(3).
  double weight = 0;           ///< Rank-order-centroid weight before the vital floor; c.1(4).
  double floored_weight = 0;   ///< After the floor, renormalized to sum 1; c.1(13).
  double ideal = 0;            ///< x* on 0..100; meaningless unless `stated` or drawn.
  double ideal_sd = 0;         ///< sx; c.1(5).
  double positional_mass = 0;  ///< Evidence mass of its claims other than events; sets ideal_sd.
  double rejected_at = -1;     ///< Where it rejects, if rejections are all that is known; else -1.
  double firmness = 0;         ///< phi in [0, 1]; c.1(9).
  bool mentioned = false;      ///< The party said something on the issue.
  bool stated = false;         ///< Some claim gives a position (a demand, or a rejection).
  bool has_ideal =
      false;             ///< `ideal` may be used: stated, or drawn uniformly for a mentioned issue.
  bool dropped = false;  ///< Salience set to zero: off the table, weight 0.
  int coded = -1;        ///< The coded position that stands in place of claims, else -1.
};

/// One party's derived preferences.
struct PartyPreference {
  double evidence_mass = 0;
  double tau = 0;         ///< Share of its mass in threats and ultimatums; c.1(8).
  double rho = 2;         ///< Risk exponent of its option utilities; c.1(8).
  double patience = 0.9;  ///< delta; c.1(10).
  double firmness = 0;    ///< Phi; c.1(9).
  double beta = 1;        ///< Concession exponent; c.1(9).
  std::vector<IssuePreference> issues;
  std::vector<double> utility;   ///< Stated utility by flat option, c.1(7); .5 where no ideal.
  std::vector<double> rejected;  ///< By flat option: largest e of a rejection of just that option.
  std::vector<double> kept;      ///< By flat option: product of 1 - e over those rejections.
};

/// One coding: the preferences of all parties under one reading of the evidence.
struct Coding {
  std::vector<double> positions;   ///< By flat option, jittered if sampled.
  std::vector<Evidence> evidence;  ///< Claims in order, then inferred rejections, those of claims
                                   ///< before those of coded positions.
  std::vector<PartyPreference> parties;
  std::vector<double> trust;      ///< [from * num_parties + to] in [0, 1]; c.1(12).
  std::vector<double> raw_trust;  ///< The text's own value, before the prior.
};

/// The compiled algorithm. Immutable; threads may share it.
class Derivation {
 public:
  static Checked<Derivation> Compile(const DerivationInput& input);

  /// Storage of the right sizes, so that deriving allocates nothing afterwards.
  Coding MakeCoding() const;

  /// The deterministic core: most likely readings, no noise, no jitter. An issue mentioned without
  /// a position has no ideal (utilities .5).
  void DeriveCore(Coding* coding) const;

  /// One sampled coding; a function of (random, claims and issues by name) only.
  void DeriveSample(const Random& random, Coding* coding) const;

  /// Utility of an option at `position` for an ideal, by c.1(7) before rejections:
  /// 1 - (|x - ideal| / furthest)^rho.
  static double DistanceUtility(double position, double ideal, double furthest, double rho);

  /// Fills `utility` (by flat option) with a party's utilities for the ideal `ideal_of(issue)`;
  /// shared by stated, private and perceived utilities. Rejected options count less.
  void FillIssueUtility(const Coding& coding, PartyIndex party, IssueIndex issue, double ideal,
                        double* utility) const;

  const IssueSpace& space() const { return *space_; }
  std::size_t num_parties() const { return parties_.size(); }
  const DerivationOptions& options() const { return options_; }
  std::span<const DerivationParty> parties() const { return parties_; }
  bool IsVital(IssueIndex issue) const { return vital_[At(issue)]; }

  /// True if a claim of `party` in use has this act and an issue for which `on_issue` is set.
  bool HasClaim(PartyIndex party, Act act, const std::vector<bool>& on_issue) const;

  /// Number of claims in use.
  std::size_t num_claims() const { return claims_.size(); }
  /// Number of coded positions.
  std::size_t num_positions() const { return positions_.size(); }

 private:
  struct Reading {
    double p = 0;
    double goldstein = 0;
    unsigned char code_class = 0;
    int option = -1;
    int rejects = -1;
  };
  struct CompiledClaim {
    ClaimIndex index{-1};
    PartyIndex actor = kNoParty;
    std::uint32_t targets = 0;
    Act act = Act::kEvent;
    IssueIndex issue = kNoIssue;
    double q = 1;
    double weight = 1;  ///< q m d.
    Reading first;
    std::vector<Reading> others;
    StreamKey reading_stream{};
    StreamKey force_stream{};
  };
  struct CompiledPosition {
    PartyIndex party = kNoParty;
    IssueIndex issue = kNoIssue;
    double position = 0;
    double salience = 0;  ///< 0..1.
    double firmness = 0;  ///< 0..1.
    double position_sd = 0;
    double firmness_sd = 0;
    StreamKey firmness_stream{};
  };
  struct Tuning {
    double salience = 1;
    double firmness = 1;
    int ideal = -1;
  };

  void ResolveClaims(const DerivationInput& input, Diagnostics* problems);
  void ResolvePositions(const DerivationInput& input, Diagnostics* problems);
  void ResolveAdjustments(const DerivationInput& input, Diagnostics* problems);
  struct CodeWeights;
  void ResolveReading(const Claim& claim, const CodeWeights& codes, const std::string& path,
                      const std::string& cameo, const std::string& option,
                      const std::string& rejects, Reading* reading, Diagnostics* problems) const;
  void MakeStreams();
  void MakeRankWeights();

  const Reading& PickReading(const CompiledClaim& claim, const Random* random) const;
  void CollectEvidence(const Random* random, Coding* coding) const;
  void InferRejections(Coding* coding) const;
  void RejectByPosition(const Random* random, Coding* coding) const;
  double CodedIdeal(const CompiledPosition& coded, const Random* random,
                    const Coding& coding) const;
  double CodedFirmness(const CompiledPosition& coded, const Random* random) const;
  bool Answers(const Coding& coding, PartyIndex party, IssueIndex issue) const;
  void JitterPositions(const Random* random, Coding* coding) const;
  void DeriveParty(PartyIndex party, const Random* random, Coding* coding) const;
  void AccumulateIssues(PartyIndex party, const Random* random, Coding* coding) const;
  struct EvidenceSums;
  void AddEvidence(const Evidence& evidence, const std::vector<double>& positions,
                   PartyPreference* me, EvidenceSums* sums) const;
  void FinishIssues(PartyIndex party, const EvidenceSums& sums, const Random* random,
                    Coding* coding) const;
  void AssignWeights(PartyIndex party, Coding* coding) const;
  void AssignIdeals(PartyIndex party, const Random* random, Coding* coding) const;
  void DeriveStyle(PartyIndex party, Coding* coding) const;
  void ApplyFloor(PartyIndex party, Coding* coding) const;
  void FillUtilities(PartyIndex party, Coding* coding) const;
  void DeriveTrust(Coding* coding) const;
  const Tuning& tuning(PartyIndex party, IssueIndex issue) const {
    return tunings_[At(party) * space_->num_issues() + At(issue)];
  }

  /// The coded position of a party on an issue, -1 if there is none.
  int coded(PartyIndex party, IssueIndex issue) const {
    return coded_.empty() ? -1 : coded_[At(party) * space_->num_issues() + At(issue)];
  }

  const IssueSpace* space_ = nullptr;
  std::vector<DerivationParty> parties_;
  std::vector<bool> vital_;
  DerivationOptions options_;
  std::vector<CompiledClaim> claims_;
  std::vector<CompiledPosition> positions_;
  std::vector<int> coded_;                   ///< [party][issue] -> position; empty without any.
  std::vector<Tuning> tunings_;              ///< [party][issue].
  std::vector<StreamKey> salience_streams_;  ///< [party][issue].
  std::vector<StreamKey> ideal_streams_;     ///< [party][issue].
  std::vector<StreamKey> jitter_streams_;    ///< By flat option.
  std::vector<double> rank_weights_;         ///< Weights by rank, row n at n(n-1)/2.
};

}  // namespace dragoman
