#include "engine/experiments/explanation.h"

#include "engine/analysis/target_blockers.h"
#include "engine/experiments/explanation_blockers.h"

namespace dragoman {
namespace {

/// Constraints that are part of some explanation, for pairs of changes.
std::vector<Constraint> PartnersOf(const RunExplanation& explanation) {
  std::vector<Constraint> partners;
  for (const RunBlocker& blocker : explanation.blockers) {
    Constraint constraint;
    constraint.side = blocker.side;
    constraint.issue = blocker.issue;
    constraint.link = blocker.link;
    if (blocker.kind == BlockerKind::kVeto) {
      constraint.kind = Constraint::Kind::kRedLine;
    } else if (blocker.kind == BlockerKind::kPrecondition) {
      constraint.kind = Constraint::Kind::kPrecondition;
    } else if (blocker.kind == BlockerKind::kInsincerity) {
      constraint.kind = Constraint::Kind::kInsincerity;
    } else {
      continue;
    }
    partners.push_back(constraint);
  }
  return partners;
}

}  // namespace

SwitchOffs::SwitchOffs(const CompiledScenario& scenario) {
  ScenarioChoices choices;
  choices.tier = scenario.tier;
  choices.without_reported_outcomes = scenario.without_reported_outcomes;
  const auto add = [&](const Scenario& source, const RunProbe& probe) {
    auto compiled = Compile(source, choices);
    if (compiled.ok()) entries_.push_back({probe, std::move(*compiled)});
  };
  for (const MechanismSetting& setting : scenario.source.mechanisms.items()) {
    if (!setting.enabled) continue;
    const std::string id(setting.entry->info.id);
    Scenario without = scenario.source;
    without.mechanisms.Enable(id, false);
    add(without, {id, KindOfMechanism(id), true});
    if (id != "M3") continue;
    // What M3 does to judgement, apart from what it does to demands.
    Lever noise;
    noise.path = "mechanisms.M3.belief_noise";
    Scenario clear = scenario.source;
    PullLever(noise, 0, scenario.space, &clear);
    add(clear, {id, BlockerKind::kBelief, false});
  }
}

/// What is made once and used for every run.
class RunExplainer::Parts {
 public:
  /// Keeps the events of a run.
  class Log final : public TalkObserver {
   public:
    void OnEvent(const TalkEvent& event) override { events_.push_back(event); }
    const std::vector<TalkEvent>& events() const { return events_; }
    void Clear() { events_.clear(); }

   private:
    std::vector<TalkEvent> events_;
  };

  Parts(const CompiledScenario& scenario, const SwitchOffs& switch_offs, std::uint64_t seed)
      : runner(scenario, seed),
        coding(scenario.derivation.MakeCoding()),
        talks(*scenario.talks),
        packages(*scenario.talks) {
    for (const SwitchOffs::Entry& entry : switch_offs.entries()) {
      without.push_back(std::make_unique<Runner>(*entry.scenario, seed));
    }
  }

  Runner runner;
  Log log;
  std::vector<std::unique_ptr<Runner>> without;
  Coding coding;
  Talks talks;  ///< Prepared, not played: the run as it began.
  PackageFrontier packages;
};

RunExplainer::RunExplainer(const CompiledScenario& scenario, const SwitchOffs& switch_offs,
                           const ExplanationTarget& target, std::uint64_t seed)
    : scenario_(scenario),
      switch_offs_(switch_offs),
      target_(target),
      seed_(seed),
      parts_(std::make_unique<Parts>(scenario, switch_offs, seed)) {}

RunExplainer::~RunExplainer() = default;

const ConstraintList& RunExplainer::constraints() const { return parts_->runner.constraints(); }

RunExplanation RunExplainer::Explain(std::uint64_t run, const ExplainOptions& options,
                                     Executor* executor) {
  RunExplanation explanation;
  explanation.seed = seed_;
  explanation.run = run;
  parts_->log.Clear();
  const BlockerFinding* finding = nullptr;
  explanation.record = parts_->runner.Run(run, &parts_->log, &finding);
  explanation.reached = target_.ReachedBy(explanation.record);
  explanation.story = ReadBindingStory(parts_->log.events(), *scenario_.talks, target_.condition());
  // The run as it began; the runner's own state is that of its end.
  parts_->coding = parts_->runner.coding();
  parts_->talks.StartCoding(parts_->coding);
  parts_->talks.Prepare(Random(seed_, run), nullptr);
  parts_->packages.Load(parts_->talks.state(), parts_->talks.negotiable());
  if (target_.ends_conflict()) {
    explanation.finding = *finding;
  } else if (!explanation.reached) {
    explanation.finding = FindTargetBlockers(&parts_->packages, target_.condition());
  }
  if (!explanation.reached) {
    FindBlockers(&explanation);
    if (options.changes) {
      UnblockSearch search(scenario_, target_, seed_, run);
      explanation.unblock = search.Search(options.unblock, PartnersOf(explanation), executor);
    }
  }
  explanation.left =
      MeasureLeftOnTable(&parts_->packages, *scenario_.talks, explanation.record.standing);
  if (options.packages) {
    explanation.twins = FindTwinPackages(&parts_->packages, *scenario_.talks, target_.condition());
  }
  return explanation;
}

void RunExplainer::FindBlockers(RunExplanation* explanation) {
  std::vector<RunProbe> decisive;
  for (std::size_t k = 0; k < parts_->without.size(); ++k) {
    if (!target_.ReachedBy(parts_->without[k]->Run(explanation->run))) continue;
    const RunProbe& probe = switch_offs_.entries()[k].probe;
    decisive.push_back(probe);
    if (probe.whole) explanation->decisive_switches.push_back(probe.mechanism);
  }
  const BlockerFinding& finding = explanation->finding;
  std::vector<std::uint16_t> joint;
  if (finding.ever_possible && !finding.possible && finding.alone.empty() &&
      finding.pairs.empty()) {
    joint =
        JointConstraints(constraints(), *scenario_.talks, target_.condition(), &parts_->packages);
  }
  explanation->blockers =
      ListBlockers(scenario_, explanation->story, finding, constraints(), joint, decisive);
  for (RunBlocker& blocker : explanation->blockers) FillFromState(&blocker);
}

// What the events do not say: what a red line ruled out, and who kept an issue off the table.
void RunExplainer::FillFromState(RunBlocker* blocker) const {
  const TalkState& end = parts_->runner.talks().state();
  if (blocker->kind == BlockerKind::kVeto && blocker->side != kNobody) {
    blocker->options =
        end.sides[static_cast<std::size_t>(blocker->side)].vetoed[At(blocker->issue)];
  }
  if (blocker->kind != BlockerKind::kAgenda) return;
  for (const IssueIndex issue : target_.condition().issues()) {
    for (int side = 0; side < kSides; ++side) {
      const std::uint32_t tabled = end.sides[static_cast<std::size_t>(side)].tabled;
      if (blocker->issue != kNoIssue || ((tabled >> At(issue)) & 1U) != 0) continue;
      blocker->issue = issue;
      blocker->side = side;
    }
  }
}

}  // namespace dragoman
