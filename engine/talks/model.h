#pragma once

#include <array>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/bargaining/registry.h"
#include "engine/core/condition.h"
#include "engine/core/random.h"
#include "engine/preferences/derivation.h"
#include "engine/talks/mechanism.h"
#include "engine/talks/spec.h"

namespace dragoman {

inline constexpr int kSides = 2;
constexpr int Other(int side) { return 1 - side; }
/// Side of an event that concerns neither.
inline constexpr int kNobody = -1;

/// What the talks must know of an issue beyond its options.
struct IssueTraits {
  bool core = false;
  bool imposable = false;
  bool renewable = false;
  OptionSet separable = 0;                     ///< Options that may be signed alone.
  OptionSet cheap = 0;                         ///< Options an insincere party signs too.
  std::vector<PartyIndex> third_party_owners;  ///< Whose consent is needed beside the principals'.
};

/// "An offer of which `when` holds must also satisfy `requires_rule`."
struct LinkRule {
  std::string id;
  int owner = -1;  ///< Side that insists; -1: in the nature of things, always binds.
  Condition when;
  Condition requires_rule;
  std::optional<double> probability;  ///< That it binds; none: mechanism M9's default.
  IssueIndex issue = kNoIssue;        ///< What it holds up: the first issue of `when`.
  StreamKey stream{};
};

/// An issue combined in full when packages are made.
struct GridIssue {
  IssueIndex issue = kNoIssue;
  OptionSet options = 0;
  bool only_with_end = false;
};

/// A scenario's talks, compiled: names resolved, streams made, mechanisms built. Immutable; threads
/// may share it.
struct TalksModel {
  const Derivation* derivation = nullptr;
  const IssueSpace* space = nullptr;
  std::array<PartyIndex, kSides> principals{};
  std::array<std::string, kSides> side_ids;      ///< Party ids of the sides.
  std::array<std::string, kSides> side_streams;  ///< Their stream keys.

  std::vector<IssueTraits> traits;
  std::vector<LinkRule> links;
  std::vector<bool> carried;  ///< By claim: its rejection is expressed by a precondition.
  std::vector<GridIssue> grid;
  std::vector<double> lambdas;

  Condition ends_conflict;
  Condition another_meeting;
  Condition dated_meeting;
  Condition texts;
  Condition goodwill;
  OptionSet procedure = 0;  ///< Issues (bits) of `another_meeting`: confirmed at the table.

  int meetings = 3;
  int exchanges = 6;
  double clock = 3;
  double resume = 0.5;
  int talks_per_coding = 100;
  int days_between = 30;
  int days_between_dated = 17;

  OutcomeSpace outcomes;  ///< Of `space`, as the sittings see it.
  std::unique_ptr<Protocol> protocol;
  std::unique_ptr<Protocol> single_text;  ///< Of a package sitting whose text the mediator holds.
  const StrategyEntry* strategy = nullptr;

  /// Mechanisms in use, and who acts at each step, in order.
  std::vector<std::unique_ptr<const Mechanism>> mechanisms;
  std::array<std::vector<const Mechanism*>, kNumSteps> steps;
  std::vector<std::string> mechanism_ids;
  bool keeps_refusals = false;  ///< One of them reads TalkState::refused.

  std::array<StreamKey, kSides> resume_streams{};

  IssueIndex FindIssue(std::string_view id) const;
  /// 0 or 1, or -1 if `party` is no principal.
  int SideOf(PartyIndex party) const;
  int SideOf(std::string_view party_id) const;
  std::string_view side_name(int side) const { return side_ids[static_cast<std::size_t>(side)]; }
  bool IsProcedure(std::size_t issue) const { return ((procedure >> issue) & 1U) != 0; }
};

/// Options of one mechanism, as read.
struct MechanismSetting {
  const MechanismEntry* entry = nullptr;
  std::unique_ptr<MechanismOptions> options;
  bool enabled = true;
};

/// What CompileTalks is made from; borrowed.
struct TalksInput {
  const Derivation* derivation = nullptr;
  std::span<const PartySpec> parties;
  std::span<const IssueSpec> issues;
  std::span<const PreconditionSpec> preconditions;
  std::span<const DependencySpec> dependencies;
  std::span<const Claim> claims;
  const RolesSpec* roles = nullptr;
  const TalksSpec* talks = nullptr;
  std::span<const MechanismSetting> mechanisms;
};

/// Resolves and checks everything the talks need; reports all mistakes at once.
Checked<std::unique_ptr<const TalksModel>> CompileTalks(const TalksInput& input);

/// For mechanisms: the value written for each side in `named`; sides not named keep `fallback`.
/// Names that are no principal are reported under `field`.
std::array<double, kSides> BySide(const TalksModel& model, const Named<double>& named,
                                  double fallback, const std::string& field, Diagnostics* problems);
std::array<Distribution, kSides> BySide(const TalksModel& model, const Named<Distribution>& named,
                                        const Distribution& fallback, const std::string& field,
                                        Diagnostics* problems);

/// For mechanisms: names in their options, resolved. Unknown ones are reported at `path`.
int PrincipalAt(const TalksModel& model, const std::string& id, const std::string& path,
                Diagnostics* problems);  ///< Its side, or kNobody.
IssueIndex IssueAt(const TalksModel& model, const std::string& id, const std::string& path,
                   Diagnostics* problems);
void CheckParty(const TalksModel& model, const std::string& id, const std::string& path,
                Diagnostics* problems);
Condition ConditionAt(const TalksModel& model, const Rule& rule, const std::string& path,
                      Diagnostics* problems);

/// True with probability 1 - q. Two draws, one per side, so that swapping the sides changes
/// nothing: the larger of two uniform numbers exceeds sqrt(q) with probability 1 - q.
bool PairExceeds(const Random& random, const std::array<StreamKey, kSides>& streams,
                 std::uint64_t index, double q);

/// One stream per side.
std::array<StreamKey, kSides> SideStreams(const TalksModel& model, std::string_view purpose);
/// One stream per side and issue, [side * num_issues + issue].
std::vector<StreamKey> SideIssueStreams(const TalksModel& model, std::string_view purpose);

}  // namespace dragoman
