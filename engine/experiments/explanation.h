#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/analysis/binding.h"
#include "engine/analysis/blockers.h"
#include "engine/analysis/left_on_table.h"
#include "engine/core/executor.h"
#include "engine/experiments/explanation_target.h"
#include "engine/experiments/unblock.h"

/// @file
/// Why one run ended as it did: who blocked, on which issue, by which mechanism; the smallest
/// change that would have unblocked it; what was left on the table.

namespace dragoman {

/// Ways in which a side, or the process, stands in the way.
enum class BlockerKind : std::uint8_t {
  kVeto,          ///< A red line (M8).
  kPrecondition,  ///< "First that, then this" (M9).
  kInsincerity,   ///< It signs cheap options only (M22).
  kMandate,       ///< Beyond what the delegates may sign, or an unsure delegate's margin (M26).
  kCapitals,      ///< The capitals said no to what was left to them.
  kRatification,  ///< Voted down at home (M10).
  kPatience,      ///< It held out for more than it was offered until the end.
  kBelief,        ///< A side tabled nothing the other could take, although something existed.
  kWalkOut,       ///< A side left (M32).
  kDeadline,      ///< A deadline was kept (M28).
  kLapse,         ///< No further meeting was agreed.
  kAgenda,        ///< The issue was never on the table.
  kTerms,         ///< With nothing ruled out, some side would still lose by every package.
  kTime,          ///< The meetings were over.
  kMechanism,     ///< Another mechanism: switched off, the run reaches the target.
};
inline constexpr std::array<std::string_view, 15> kBlockerKindNames = {
    "veto",         "precondition", "insincerity", "mandate",  "capitals",
    "ratification", "patience",     "belief",      "walk_out", "deadline",
    "lapse",        "agenda",       "terms",       "time",     "mechanism"};

/// How sure it is that a blocker was decisive, surest first.
enum class BlockerWeight : std::uint8_t {
  kDecisive,  ///< Run again without it (its mechanism off), the very run reaches the target.
  kAlone,     ///< Without it alone, terms that neither side loses by would have existed.
  kTogether,  ///< The same only together with another one that is listed, or with all of them.
  kSeen,      ///< It bound in the run; others did as well.
};
inline constexpr std::array<std::string_view, 4> kBlockerWeightNames = {"decisive", "alone",
                                                                        "together", "seen"};

/// One thing that stood in the way in one run.
struct RunBlocker {
  BlockerKind kind = BlockerKind::kTime;
  BlockerWeight weight = BlockerWeight::kSeen;
  int side = kNobody;           ///< kNobody: not one side's doing.
  IssueIndex issue = kNoIssue;  ///< kNoIssue: not one issue's.
  int link = -1;                ///< Of a precondition.
  std::string mechanism;        ///< "M9"; empty where none stands behind it.
  OptionSet options = 0;        ///< Of a veto: what it ruled out.
  std::optional<Moment> first;  ///< When it first turned down a package, ended the talks, ...
  int times = 0;                ///< Packages it turned down.
  int partner = -1;  ///< kTogether: place in the list of one it works with; -1: with all of them.
  TargetRefusal refusal;  ///< Of times > 0.
};

struct ExplainOptions {
  bool changes = true;   ///< Search what would unblock it.
  bool packages = true;  ///< Twin packages.
  UnblockOptions unblock;
};

/// Everything about one run.
struct RunExplanation {
  std::uint64_t seed = 1;
  std::uint64_t run = 0;
  RunRecord record;
  bool reached = false;
  BindingStory story;
  BlockerFinding finding;  ///< Of the target; where it was reached and is another agreement, empty.
  std::vector<RunBlocker> blockers;            ///< What bound most, then what came first, first.
  std::vector<std::string> decisive_switches;  ///< Mechanisms off with which the run reaches it.
  UnblockResult unblock;
  std::optional<TwinPackages> twins;
  LeftOnTable left;
};

/// A way to run a scenario again without one thing, and what it stands for.
struct RunProbe {
  std::string mechanism;  ///< "M26".
  BlockerKind kind = BlockerKind::kMechanism;
  bool whole = true;  ///< The mechanism is off; else only the errors of judgement it makes.
};

/// The scenario with one mechanism off, for each mechanism that is on, and with nobody mistaken
/// about the other side. Compiled once, for any number of runs.
class SwitchOffs {
 public:
  explicit SwitchOffs(const CompiledScenario& scenario);

  struct Entry {
    RunProbe probe;
    std::unique_ptr<const CompiledScenario> scenario;
  };
  const std::vector<Entry>& entries() const { return entries_; }

 private:
  std::vector<Entry> entries_;
};

/// Explains single runs of a scenario: run I of seed S is the run that `run` and `replay` number
/// so. One object per thread.
class RunExplainer {
 public:
  /// Borrows; everything must outlive this.
  RunExplainer(const CompiledScenario& scenario, const SwitchOffs& switch_offs,
               const ExplanationTarget& target, std::uint64_t seed);
  ~RunExplainer();

  RunExplanation Explain(std::uint64_t run, const ExplainOptions& options, Executor* executor);

  const ConstraintList& constraints() const;

 private:
  class Parts;

  void FindBlockers(RunExplanation* explanation);
  void FillFromState(RunBlocker* blocker) const;

  const CompiledScenario& scenario_;
  const SwitchOffs& switch_offs_;
  const ExplanationTarget& target_;
  std::uint64_t seed_;
  std::unique_ptr<Parts> parts_;
};

}  // namespace dragoman
