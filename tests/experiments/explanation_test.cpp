// Explanations of runs whose blocker is known by construction, and changes known by hand.

#include "engine/experiments/explanation.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "engine/core/random.h"
#include "engine/experiments/explanation_batch.h"
#include "engine/experiments/thread_executor.h"
#include "engine/report/explanation_text.h"
#include "tests/support/scenarios.h"

namespace dragoman::testing_support {
namespace {

/// Both sides would rather settle: the dispute is dear, and little is claimed on water.
const Settings kEager = {"claims.s1.q=0.1", "claims.n2.q=0.1", "mechanisms.M1.cost.South=1",
                         "mechanisms.M1.cost.North=1", "mechanisms.M32.base=-10"};

Settings With(const Settings& more) {
  Settings all = kEager;
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

class ExplanationTest : public testing::Test {
 protected:
  void Use(const Settings& settings) {
    scenario_ = CompileScenario(SmallScenario(settings));
    switch_offs_.emplace(*scenario_);
    target_.emplace(*scenario_);
    explainer_.emplace(*scenario_, *switch_offs_, *target_, 1);
  }

  RunExplanation Explain(std::uint64_t run, const ExplainOptions& options = {}) {
    return explainer_->Explain(run, options, &serial_);
  }

  /// The first run for which it is true.
  template <class Predicate>
  RunExplanation First(Predicate holds) {
    ExplainOptions quick;
    quick.changes = false;
    for (std::uint64_t run = 0; run < 500; ++run) {
      if (holds(Explain(run, quick))) return Explain(run);
    }
    ADD_FAILURE() << "no such run";
    return {};
  }

  static double Uniform(std::string_view purpose, std::string_view first, std::string_view second,
                        std::uint64_t run) {
    return Random(1, run).Uniform(MakeStream(purpose, first, second));
  }

  /// The change of this lever; fails the test if there is none.
  static VerifiedChange ChangeOf(const RunExplanation& explanation, const std::string& name) {
    for (const VerifiedChange& change : explanation.unblock.changes) {
      if (change.steps.size() == 1 && change.steps[0].lever.name == name) return change;
    }
    ADD_FAILURE() << "no change of " << name;
    VerifiedChange none;
    none.steps.emplace_back();
    return none;
  }

  CompiledPointer scenario_;
  std::optional<SwitchOffs> switch_offs_;
  std::optional<ExplanationTarget> target_;
  std::optional<RunExplainer> explainer_;
  SerialExecutor serial_;
};

TEST_F(ExplanationTest, WithoutAnythingInTheWayTheTargetIsReached) {
  Use(With({"mechanisms.M8.enabled=false"}));
  const RunExplanation explanation = Explain(0);
  EXPECT_TRUE(explanation.reached);
  EXPECT_TRUE(explanation.blockers.empty());
  EXPECT_TRUE(explanation.unblock.changes.empty());
  ASSERT_TRUE(explanation.story.reached.has_value());
  EXPECT_EQ(explanation.story.ending, RunEnding::kTargetReached);
}

/// Keeps the red lines of a run.
class RedLineLog final : public TalkObserver {
 public:
  void OnEvent(const TalkEvent& event) override {
    if (event.kind == TalkEventKind::kRedLine) lines.push_back(event);
  }
  std::vector<TalkEvent> lines;
};

// With evidence e for a rejection of D2 South has a red line iff u < e scale, so the largest scale
// that makes none is u / e. The event of the red line has e at scale 1, and u.
TEST_F(ExplanationTest, AVetoIsTheBlockerAndItsScaleTheSmallestChange) {
  Use(With({"claims.s2.q=0.7"}));
  const RunExplanation explanation =
      First([](const RunExplanation& e) { return !e.reached && e.run > 0; });
  ASSERT_FALSE(explanation.blockers.empty());
  EXPECT_EQ(explanation.blockers[0].kind, BlockerKind::kVeto);
  EXPECT_EQ(explanation.blockers[0].side, 1);
  EXPECT_EQ(explanation.blockers[0].issue, IssueIndex{0});
  EXPECT_EQ(explanation.blockers[0].mechanism, "M8");
  EXPECT_EQ(explanation.blockers[0].weight, BlockerWeight::kDecisive);
  EXPECT_EQ(explanation.blockers[0].options, OptionBit(2));
  EXPECT_GT(explanation.blockers[0].times, 0);
  Runner runner(*scenario_, 1);
  RedLineLog log;
  runner.Run(explanation.run, &log);
  ASSERT_EQ(log.lines.size(), 1U);
  const double limit = log.lines[0].b / log.lines[0].a;
  ASSERT_LT(limit, 1);
  const VerifiedChange change = ChangeOf(explanation, "redline.scale");
  EXPECT_LE(change.steps[0].to, limit);
  EXPECT_GT(change.steps[0].to, limit - 0.05 * (1 - limit) - 0.004);
  EXPECT_EQ(change.steps[0].lever.from, 1);
  EXPECT_DOUBLE_EQ(change.size, (1 - change.steps[0].to) / 1.5);
  EXPECT_EQ(change.steps[0].lever.owner.kind, OwnerKind::kBothSides);
}

// It binds iff u < p: the smallest change takes p down to u.
TEST_F(ExplanationTest, APreconditionIsTheBlockerAndItsProbabilityTheSmallestChange) {
  Use({"claims.s1.q=0.1", "claims.n2.q=0.9", "claims.n2.option=W0", "mechanisms.M1.cost.South=0.4",
       "mechanisms.M1.cost.North=0", "mechanisms.M1.lottery_share=0", "mechanisms.M8.enabled=false",
       "mechanisms.M32.base=-10", "preconditions.water-first.probability=0.95"});
  const RunExplanation explanation = First([](const RunExplanation& e) {
    return !e.reached && !e.finding.possible && e.finding.alone.size() == 1;
  });
  ASSERT_FALSE(explanation.blockers.empty());
  EXPECT_EQ(explanation.blockers[0].kind, BlockerKind::kPrecondition);
  EXPECT_EQ(explanation.blockers[0].side, 1);
  EXPECT_EQ(explanation.blockers[0].link, 0);
  const double u = Uniform("precondition", "South", "water-first", explanation.run);
  const VerifiedChange change = ChangeOf(explanation, "preconditions.water-first.probability");
  EXPECT_LE(change.steps[0].to, u);
  EXPECT_GT(change.steps[0].to, u - 0.05 * (0.95 - u) - 0.003);
  EXPECT_EQ(change.steps[0].lever.owner, (LeverOwner{OwnerKind::kParty, "South"}));
  EXPECT_NE(change.verdict.flags & (1U << static_cast<int>(Flag::kCeasefireFull)), 0);
  // Leaving it out does the same with more.
  for (const VerifiedChange& other : explanation.unblock.changes) {
    EXPECT_NE(other.steps[0].lever.kind, Lever::Kind::kSwitch);
  }
}

TEST_F(ExplanationTest, AnInsincereSideIsTheBlockerAndItsOddsTheSmallestChange) {
  Use(With({"mechanisms.M8.enabled=false", "mechanisms.M22.exploit.South=0.8"}));
  const RunExplanation explanation = First([](const RunExplanation& e) { return !e.reached; });
  ASSERT_FALSE(explanation.blockers.empty());
  EXPECT_EQ(explanation.blockers[0].kind, BlockerKind::kInsincerity);
  EXPECT_EQ(explanation.blockers[0].side, 1);
  EXPECT_EQ(explanation.blockers[0].weight, BlockerWeight::kDecisive);
  const double u = Uniform("sincerity", "South", {}, explanation.run);
  const VerifiedChange change = ChangeOf(explanation, "exploit.South");
  EXPECT_LE(change.steps[0].to, u);
  EXPECT_GT(change.steps[0].to, u - 0.05 * (0.8 - u) - 0.003);
  EXPECT_EQ(change.steps[0].lever.owner, (LeverOwner{OwnerKind::kParty, "South"}));
}

// Two sides that do not mean it bind only together; with one the other still does not sign.
TEST_F(ExplanationTest, TwoInsincereSidesTakeTwoChanges) {
  Use(With({"mechanisms.M8.enabled=false", "mechanisms.M22.exploit.South=0.8",
            "mechanisms.M22.exploit.North=0.8"}));
  const RunExplanation explanation =
      First([](const RunExplanation& e) { return e.finding.pairs.size() == 1; });
  ASSERT_EQ(explanation.blockers[0].weight, BlockerWeight::kTogether);
  ASSERT_EQ(explanation.blockers[1].weight, BlockerWeight::kTogether);
  EXPECT_EQ(explanation.blockers[0].partner, 1);
  EXPECT_EQ(explanation.blockers[1].partner, 0);
  EXPECT_EQ(explanation.unblock.together, 2U);
  ASSERT_FALSE(explanation.unblock.changes.empty());
  const VerifiedChange& change = explanation.unblock.changes[0];
  ASSERT_EQ(change.steps.size(), 2U);
  for (const LeverStep& step : change.steps) {
    const double u = Uniform("sincerity", step.lever.owner.party, {}, explanation.run);
    EXPECT_LE(step.to, u);
    EXPECT_GT(step.to, u - 0.05 * (0.8 - u) - 0.003);
  }
}

// The delegates may sign nothing, the answer of the capitals comes after the meeting, and a side
// that leaves prevents it.
TEST_F(ExplanationTest, ATooSmallMandateAndAWalkOutLoseWhatWasAgreed) {
  Use({"claims.s1.q=0.1", "claims.n2.q=0.1", "mechanisms.M1.cost.South=1",
       "mechanisms.M1.cost.North=1", "mechanisms.M8.enabled=false", "talks.meetings=1",
       "mechanisms.M26.mandate.South=0", "mechanisms.M26.rank.South=0.5",
       "mechanisms.M32.base=10"});
  const RunExplanation explanation = First([](const RunExplanation& e) { return !e.reached; });
  EXPECT_EQ(explanation.story.ending, RunEnding::kWalkOut);
  ASSERT_TRUE(explanation.story.agreed.has_value());
  const auto kind = [&](BlockerKind wanted) {
    return std::find_if(explanation.blockers.begin(), explanation.blockers.end(),
                        [&](const RunBlocker& blocker) { return blocker.kind == wanted; });
  };
  const auto mandate = kind(BlockerKind::kMandate);
  ASSERT_NE(mandate, explanation.blockers.end());
  EXPECT_EQ(mandate->side, 1);
  EXPECT_EQ(mandate->weight, BlockerWeight::kDecisive);
  const auto walk_out = kind(BlockerKind::kWalkOut);
  ASSERT_NE(walk_out, explanation.blockers.end());
  EXPECT_EQ(walk_out->weight, BlockerWeight::kDecisive);
  const auto& off = explanation.decisive_switches;
  EXPECT_NE(std::find(off.begin(), off.end(), "M26"), off.end());
  EXPECT_NE(std::find(off.begin(), off.end(), "M32"), off.end());
}

// A vote at home asks for a gain of 1 on top, so it mostly fails; what would pass follows by hand
// from the chance logistic((G - premium) / spread) and the number drawn.
TEST_F(ExplanationTest, AVoteThatFailsAtHomeIsTheBlocker) {
  Use({"claims.s1.q=0.1", "claims.n2.q=0.1", "mechanisms.M1.cost.South=0.6",
       "mechanisms.M1.cost.North=1", "mechanisms.M8.enabled=false", "talks.meetings=1",
       "mechanisms.M26.mandate.South=0", "mechanisms.M26.rank.South=0.5", "mechanisms.M32.base=-10",
       "mechanisms.M10.vetoes.South=1", "mechanisms.M10.premium.South=1",
       "mechanisms.M10.spread=0.1"});
  const RunExplanation explanation =
      First([](const RunExplanation& e) { return e.story.lost_vote.has_value(); });
  EXPECT_EQ(explanation.blockers[0].kind, BlockerKind::kRatification);
  EXPECT_EQ(explanation.blockers[0].side, 1);
  EXPECT_EQ(explanation.blockers[0].weight, BlockerWeight::kDecisive);
  const LostVote& vote = *explanation.story.lost_vote;
  const auto logit = [](double p) { return std::log(p / (1 - p)); };
  const double needed = 1 - 0.1 * (logit(vote.drawn) - logit(vote.chance));
  const VerifiedChange change = ChangeOf(explanation, "mechanisms.M10.premium.South");
  EXPECT_LE(change.steps[0].to, needed);
  EXPECT_GT(change.steps[0].to, needed - 0.05 * (1 - needed) - 0.005);
}

// With the decision left to another table nobody concedes anything at this one.
TEST_F(ExplanationTest, HoldingOutIsTheBlockerWhereTermsExist) {
  Use({"claims.s1.q=0.8", "claims.n2.q=0.8", "mechanisms.M1.cost.South=0.5",
       "mechanisms.M1.cost.North=0.5", "mechanisms.M8.enabled=false", "mechanisms.M32.base=-10",
       "mechanisms.M24.q=1"});
  const RunExplanation explanation =
      First([](const RunExplanation& e) { return !e.reached && e.finding.possible; });
  EXPECT_EQ(explanation.blockers[0].kind, BlockerKind::kPatience);
  EXPECT_EQ(explanation.blockers[0].weight, BlockerWeight::kDecisive);
  EXPECT_EQ(explanation.blockers[0].mechanism, "M24");
  EXPECT_LT(ChangeOf(explanation, "wait.q").steps[0].to, 1);
}

TEST_F(ExplanationTest, TermsThatCostASideMoreThanNoDealAreTheBlocker) {
  Use({"mechanisms.M1.cost.South=0", "mechanisms.M1.cost.North=0", "mechanisms.M1.lottery_share=0",
       "claims.s2.q=1", "mechanisms.M8.enabled=false", "claims.n2.q=0.01", "claims.s1.q=0.01"});
  const RunExplanation explanation = Explain(0);
  ASSERT_FALSE(explanation.reached);
  ASSERT_FALSE(explanation.finding.ever_possible);
  EXPECT_EQ(explanation.blockers[0].kind, BlockerKind::kTerms);
}

// What is printed as verified must be so from the file on: setting, compiling, running.
TEST(UnblockTest, EveryChangeReproducesItsVerdictAsASetting) {
  constexpr std::size_t kMostChecked = 8;  // Of a run; each reads the file again.
  int checked = 0;
  for (const char* name : {"two-towns", "istanbul-2025-05-16"}) {
    const CompiledPointer scenario = CompileScenario(ReadScenario(name));
    const SwitchOffs switch_offs(*scenario);
    const ExplanationTarget target(*scenario);
    RunExplainer explainer(*scenario, switch_offs, target, 1);
    SerialExecutor serial;
    for (const std::uint64_t run : {2U, 4U}) {
      const RunExplanation explanation = explainer.Explain(run, {}, &serial);
      double size = 0;
      std::size_t seen = 0;
      for (const VerifiedChange& change : explanation.unblock.changes) {
        if (++seen > kMostChecked) break;
        Settings settings;
        for (const LeverStep& step : change.steps) settings.push_back(step.setting);
        const CompiledPointer changed = CompileScenario(ReadScenario(name, settings));
        Runner runner(*changed, 1);
        const RunRecord& record = runner.Run(run);
        EXPECT_EQ(record.end, change.verdict) << name << " " << run << " " << settings[0];
        EXPECT_TRUE(target.ReachedBy(record));
        EXPECT_GE(change.size, size);
        size = change.size;
        ++checked;
      }
    }
  }
  EXPECT_GT(checked, 3);
}

TEST(UnblockTest, ThreadsChangeNothing) {
  const CompiledPointer scenario = CompileScenario(ReadScenario("two-towns"));
  const ExplanationTarget target(*scenario);
  SerialExecutor serial;
  ThreadExecutor three(3);
  const auto settings_of = [&](Executor* executor) {
    UnblockSearch search(*scenario, target, 1, 0);
    const std::vector<Constraint> partners = {{Constraint::Kind::kInsincerity, 1, kNoIssue, -1},
                                              {Constraint::Kind::kRedLine, 1, IssueIndex{2}, -1}};
    std::string text;
    for (const VerifiedChange& change : search.Search({}, partners, executor).changes) {
      for (const LeverStep& step : change.steps) text += step.setting + " ";
    }
    return text;
  };
  const std::string expected = settings_of(&serial);
  EXPECT_FALSE(expected.empty());
  EXPECT_EQ(settings_of(&three), expected);
}

TEST(LeversTest, AreTheParametersOfWhatIsOnByNameAndByParty) {
  const CompiledPointer scenario = CompileScenario(SmallScenario({"mechanisms.M24.enabled=false"}));
  Runner runner(*scenario, 1);
  LeverFactsObserver observer;
  runner.Run(0, &observer);
  observer.facts.coding = &runner.coding();
  std::vector<std::string> names;
  for (const Lever& lever : ListLevers(*scenario, observer.facts)) {
    names.push_back(lever.name);
    if (lever.kind == Lever::Kind::kNumber && lever.known) {
      EXPECT_TRUE(lever.range.Contains(lever.from)) << lever.name;
    }
  }
  const auto has = [&](const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  for (const char* name : {"precond.pi", "redline.scale", "mandate.North", "rank.South",
                           "chi.South", "meetings", "preconditions.water-first.probability",
                           "ideal of North on water", "ideal of South on dam"}) {
    EXPECT_TRUE(has(name)) << name;
  }
  EXPECT_FALSE(has("wait.q"));                  // Its mechanism is off.
  EXPECT_FALSE(has("mechanisms.M26.premium"));  // No short name, nobody's own.
}

TEST(LeversTest, SizesAreSharesOfTheRange) {
  const CompiledPointer scenario = CompileScenario(SmallScenario());
  Runner runner(*scenario, 1);
  runner.Run(0);
  Lever lever;
  lever.range = {.min = 0, .max = 2};
  lever.from_by_side = {0.5, 0.5};
  EXPECT_DOUBLE_EQ(LeverSize(lever, 1, runner.coding(), scenario->space), 0.25);
  lever.from_by_side = {0.5, 1.5};  // Drawn for either side: the larger of the two moves.
  EXPECT_DOUBLE_EQ(LeverSize(lever, 1.25, runner.coding(), scenario->space), 0.375);
  lever.range = {.min = 0, .max = 100};
  lever.from_by_side = {1, 1};
  EXPECT_DOUBLE_EQ(LeverSize(lever, 3, runner.coding(), scenario->space),
                   (std::log(4.0) - std::log(2.0)) / std::log(101.0));
  lever.kind = Lever::Kind::kSwitch;
  EXPECT_EQ(LeverSize(lever, 0, runner.coding(), scenario->space), 1);
}

TEST(LeversTest, OwnersFollowPartiesThenMechanisms) {
  const Scenario scenario = SmallScenario();
  const auto owner = [&](const std::string& path) { return OwnerOfParameter(scenario, path); };
  EXPECT_EQ(owner("mechanisms.M1.cost.North"), (LeverOwner{OwnerKind::kParty, "North"}));
  EXPECT_EQ(owner("mechanisms.M19.communication").kind, OwnerKind::kThirdParty);
  EXPECT_EQ(owner("mechanisms.M32.present").kind, OwnerKind::kThirdParty);
  EXPECT_EQ(owner("mechanisms.M32.base").kind, OwnerKind::kCircumstance);
  EXPECT_EQ(owner("mechanisms.M25.sd").kind, OwnerKind::kCircumstance);
  EXPECT_EQ(owner("mechanisms.M16.rate").kind, OwnerKind::kBothSides);
}

TEST(ExplanationTargetTest, IsAnAgreementTheScenarioKnows) {
  const CompiledPointer scenario = CompileScenario(SmallScenario());
  EXPECT_TRUE(ExplanationTarget::OfFlag(*scenario, "ceasefire_full").ok());
  EXPECT_TRUE(ExplanationTarget::OfFlag(*scenario, "ceasefire_full")->ends_conflict());
  EXPECT_FALSE(ExplanationTarget::OfFlag(*scenario, "prisoner_exchange")->ends_conflict());
  EXPECT_FALSE(ExplanationTarget::OfFlag(*scenario, "summit_agreed").ok());  // No condition here.
  EXPECT_FALSE(ExplanationTarget::OfFlag(*scenario, "walkout").ok());
  EXPECT_FALSE(ExplanationTarget::OfFlag(*scenario, "peace").ok());
}

TEST(ExplainBatchTest, CountsEveryRunOnceForAnyNumberOfThreads) {
  const CompiledPointer scenario = CompileScenario(ReadScenario("two-towns"));
  const ExplanationTarget target(*scenario);
  ExplainBatchOptions options;
  options.runs = 120;
  options.sample = 3;
  SerialExecutor serial;
  ThreadExecutor three(3);
  const BatchExplanation batch = ExplainBatch(*scenario, target, options, &serial);
  const BatchExplanation other = ExplainBatch(*scenario, target, options, &three);
  const ExplanationRequest request;
  EXPECT_EQ(JsonText(BatchExplanationJson(*scenario, target, batch, request)),
            JsonText(BatchExplanationJson(*scenario, target, other, request)));
  double reasons = batch.reached;
  for (const ReasonShare& reason : batch.reasons) reasons += reason.share;
  EXPECT_NEAR(reasons, 1, 1e-9);
  double endings = 0;
  for (const EndingShare& ending : batch.endings) endings += ending.share;
  EXPECT_NEAR(endings, 1, 1e-9);
  EXPECT_EQ(batch.sampled, 3U);
  EXPECT_GE(batch.best_unconstrained, batch.best - 1e-12);
  EXPECT_GE(batch.left, 0);

  // The example of a reason is explained by it.
  const SwitchOffs switch_offs(*scenario);
  RunExplainer explainer(*scenario, switch_offs, target, options.seed);
  ASSERT_FALSE(batch.reasons.empty());
  ExplainOptions quick;
  quick.changes = false;
  const RunExplanation example = explainer.Explain(batch.reasons[0].example, quick, &serial);
  ASSERT_FALSE(example.reached);
  EXPECT_EQ(example.blockers[0].kind, batch.reasons[0].blocker.kind);
  EXPECT_EQ(example.blockers[0].side, batch.reasons[0].blocker.side);
}

}  // namespace
}  // namespace dragoman::testing_support
