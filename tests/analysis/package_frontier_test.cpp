// Best packages and frontiers of a prepared run against looking at every package.

#include "engine/analysis/package_frontier.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "engine/analysis/left_on_table.h"
#include "engine/analysis/target_blockers.h"
#include "engine/talks/gain.h"
#include "tests/support/runs.h"
#include "tests/support/scenarios.h"

namespace dragoman::testing_support {
namespace {

/// Every package of the space, one after the other.
template <class Visit>
void ForEveryPackage(const IssueSpace& space, Visit visit) {
  Outcome offer = space.StatusQuo();
  for (OptionIndex& option : offer.options) option = 0;
  for (bool more = true; more;) {
    visit(offer);
    more = false;
    for (std::size_t i = 0; i < space.num_issues() && !more; ++i) {
      const IssueIndex issue{static_cast<int>(i)};
      more = ++offer[issue] < space.issue(issue).num_options();
      if (!more) offer[issue] = 0;
    }
  }
}

/// On the table, with the consent of third parties, and what the limits ask; constraints unless
/// they are left out of account.
bool Counts(Table* table, const Outcome& offer, const Condition* target, bool constrained) {
  const TalkState& state = table->state();
  const TalksModel& model = table->model();
  for (std::size_t i = 0; i < offer.options.size(); ++i) {
    if (offer.options[i] == state.standing.options[i]) continue;
    const bool negotiable = ((table->talks().negotiable() >> i) & 1U) != 0;
    if (!negotiable || !Contains(state.consented[i], offer.options[i])) return false;
  }
  if (target != nullptr && !target->Holds(offer)) return false;
  for (const LinkRule& link : model.links) {
    const bool structural = link.owner < 0;
    if (structural && link.when.Holds(offer) && !link.requires_rule.Holds(offer)) return false;
  }
  for (int side = 0; side < kSides && constrained; ++side) {
    if (!AdmissibleByDefinition(model, state, side, offer)) return false;
  }
  return true;
}

struct Enumerated {
  std::vector<ValuedPackage> rational;
  double best = -1;
};

Enumerated Enumerate(Table* table, const PackageFrontier& packages, const Condition* target,
                     bool constrained) {
  Enumerated all;
  ForEveryPackage(*table->model().space, [&](const Outcome& offer) {
    if (!Counts(table, offer, target, constrained)) return;
    const ValuedPackage valued = packages.Value(offer);
    if (valued.gain[0] < -1e-12 || valued.gain[1] < -1e-12) return;
    all.best = std::max(all.best, valued.joint());
    all.rational.push_back(valued);
  });
  return all;
}

/// No package beats another one for both by more than rounding.
bool Dominated(const ValuedPackage& package, const std::vector<ValuedPackage>& others) {
  return std::any_of(others.begin(), others.end(), [&](const ValuedPackage& other) {
    return other.gain[0] > package.gain[0] + 1e-9 && other.gain[1] > package.gain[1] + 1e-9;
  });
}

void ExpectTheTruth(const CompiledScenario& scenario, std::uint64_t runs) {
  int found = 0;
  for (std::uint64_t run = 0; run < runs; ++run) {
    Table table(scenario, 7, run);
    table.Prepare(run);
    PackageFrontier packages(*scenario.talks);
    packages.Load(table.state(), table.talks().negotiable());
    const Condition* const targets[] = {nullptr, &scenario.talks->ends_conflict,
                                        &scenario.talks->goodwill};
    for (const Condition* target : targets) {
      for (const bool constrained : {true, false}) {
        PackageLimits limits{{}, target};
        if (!constrained) limits.relaxation = EverythingRelaxed(*scenario.talks);
        const Enumerated all = Enumerate(&table, packages, target, constrained);
        const auto best = packages.BestJoint(limits);
        ASSERT_EQ(best.has_value(), !all.rational.empty());
        ASSERT_EQ(packages.Exists(limits), !all.rational.empty());
        if (!best) continue;
        ++found;
        EXPECT_NEAR(best->joint(), all.best, 1e-12);
        EXPECT_TRUE(Counts(&table, best->offer, target, constrained));
        const std::vector<ValuedPackage> frontier = packages.Rational(limits);
        ASSERT_FALSE(frontier.empty());
        for (const ValuedPackage& package : frontier) {
          EXPECT_TRUE(Counts(&table, package.offer, target, constrained));
          EXPECT_FALSE(Dominated(package, all.rational));
        }
        for (const ValuedPackage& package : all.rational) {
          const bool covered =
              std::any_of(frontier.begin(), frontier.end(), [&](const ValuedPackage& point) {
                return point.gain[0] >= package.gain[0] - 1e-9 &&
                       point.gain[1] >= package.gain[1] - 1e-9;
              });
          ASSERT_TRUE(covered);
        }
      }
    }
  }
  EXPECT_GT(found, 0);
}

TEST(PackageFrontierTest, IsWhatLookingAtEveryPackageOfASmallTalkFinds) {
  ExpectTheTruth(*CompileScenario(SmallScenario()), 40);
  ExpectTheTruth(*CompileScenario(SmallScenario({"preconditions.water-first.probability=0.7",
                                                 "mechanisms.M22.exploit.South=0.4"})),
                 40);
}

TEST(PackageFrontierTest, IsWhatLookingAtEveryPackageOfTwoTownsFinds) {
  ExpectTheTruth(*CompileScenario(ReadScenario("two-towns")), 2);
}

TEST(PackageFrontierTest, ARelaxedConstraintIsTheOneNamed) {
  Relaxation relaxation;
  RelaxConstraint({Constraint::Kind::kRedLine, 1, IssueIndex{2}, -1}, true, &relaxation);
  EXPECT_EQ(relaxation.red_lines[1], 4U);
  EXPECT_EQ(relaxation.red_lines[0], 0U);
  RelaxConstraint({Constraint::Kind::kPrecondition, 0, IssueIndex{0}, 3}, true, &relaxation);
  EXPECT_EQ(relaxation.links, 8U);
  RelaxConstraint({Constraint::Kind::kInsincerity, 0, kNoIssue, -1}, true, &relaxation);
  EXPECT_TRUE(relaxation.sincerity[0]);
  RelaxConstraint({Constraint::Kind::kPrecondition, 0, IssueIndex{0}, 3}, false, &relaxation);
  EXPECT_EQ(relaxation.links, 0U);
}

// For the target that BlockerFinder knows, both definitions must agree.
TEST(TargetBlockersTest, AgreeWithTheBlockersOfAnAgreementThatEndsTheConflict) {
  int blocked = 0;
  const CompiledPointer scenario = CompileScenario(ReadScenario("two-towns"));
  for (std::uint64_t run = 0; run < 60; ++run) {
    Table table(*scenario, 4, run);
    table.Prepare(run);
    BlockerFinder finder(*scenario->talks);
    BlockerFinding expected = finder.Find(table.talks());
    PackageFrontier packages(*scenario->talks);
    packages.Load(table.state(), table.talks().negotiable());
    BlockerFinding found = FindTargetBlockers(&packages, scenario->talks->ends_conflict);
    EXPECT_EQ(found.possible, expected.possible);
    EXPECT_EQ(found.ever_possible, expected.ever_possible);
    for (BlockerFinding* finding : {&found, &expected}) {
      std::sort(finding->alone.begin(), finding->alone.end());
      for (auto& [x, y] : finding->pairs) {
        if (x > y) std::swap(x, y);
      }
      std::sort(finding->pairs.begin(), finding->pairs.end());
    }
    EXPECT_EQ(found.alone, expected.alone) << run;
    EXPECT_EQ(found.pairs, expected.pairs) << run;
    blocked += found.possible ? 0 : 1;
  }
  EXPECT_GT(blocked, 10);
}

TEST(LeftOnTableTest, IsTheDifferenceToTheBestPackageOfBoth) {
  const CompiledPointer scenario = CompileScenario(SmallScenario());
  Table table(*scenario);
  table.Prepare();
  PackageFrontier packages(*scenario->talks);
  packages.Load(table.state(), table.talks().negotiable());
  const Outcome nothing = scenario->space.StatusQuo();
  const LeftOnTable left = MeasureLeftOnTable(&packages, *scenario->talks, nothing);
  EXPECT_EQ(left.achieved.joint(), 0);
  ASSERT_TRUE(left.best.has_value());
  EXPECT_GT(left.best->joint(), 0);
  EXPECT_DOUBLE_EQ(left.left(), left.best->joint());
  EXPECT_GE(left.best_unconstrained->joint(), left.best->joint() - 1e-12);
  const LeftOnTable none = MeasureLeftOnTable(&packages, *scenario->talks, left.best->offer);
  EXPECT_EQ(none.left(), 0);
}

TEST(TwinPackagesTest, HaveTheSameJointGainAndDifferentWinners) {
  const CompiledPointer scenario = CompileScenario(ReadScenario("two-towns"));
  int admissible = 0;
  int differ = 0;
  for (std::uint64_t run = 0; run < 40; ++run) {
    Table table(*scenario, 3, run);
    table.Prepare(run);
    PackageFrontier packages(*scenario->talks);
    packages.Load(table.state(), table.talks().negotiable());
    const auto twins =
        FindTwinPackages(&packages, *scenario->talks, scenario->talks->ends_conflict);
    if (!twins) continue;
    const double larger = std::max(twins->first.joint(), twins->second.joint());
    EXPECT_NEAR(twins->first.joint(), twins->second.joint(),
                std::max(kTwinFloor, kTwinTolerance * larger));
    EXPECT_GT(twins->first.gain[0] - twins->first.gain[1],
              twins->second.gain[0] - twins->second.gain[1]);
    for (const ValuedPackage* package : {&twins->first, &twins->second}) {
      EXPECT_GT(package->gain[0], 0);
      EXPECT_GT(package->gain[1], 0);
      EXPECT_TRUE(Counts(&table, package->offer,
                         twins->admissible ? &scenario->talks->ends_conflict : nullptr,
                         twins->admissible));
    }
    if (twins->winners_differ) {
      EXPECT_GT(twins->first.gain[0], twins->first.gain[1]);
      EXPECT_LT(twins->second.gain[0], twins->second.gain[1]);
    }
    admissible += twins->admissible ? 1 : 0;
    differ += twins->winners_differ ? 1 : 0;
  }
  EXPECT_GT(admissible, 0);
  EXPECT_GT(differ, 0);
}

}  // namespace
}  // namespace dragoman::testing_support
