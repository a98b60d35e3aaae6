#include "engine/experiments/comparison.h"

#include <cmath>

#include <gtest/gtest.h>

#include "engine/core/fixed_point.h"
#include "engine/experiments/thread_executor.h"
#include "tests/support/scenarios.h"

namespace dragoman {
namespace {

using testing_support::CompiledPointer;
using testing_support::CompileScenario;
using testing_support::ReadScenario;

/// One variant over codings of 100 talks each, from what happened to one outcome: `up` runs gained
/// it, `down` runs lost it.
struct CodingChange {
  std::uint32_t base = 0;
  std::uint32_t up = 0;
  std::uint32_t down = 0;
};

PairedRuns MakePaired(Compared outcome, const std::vector<CodingChange>& changes) {
  PairedRuns paired;
  paired.codings.resize(2);
  for (const CodingChange& change : changes) {
    PairedCoding coding;
    coding.runs = 100;
    PairedCount& count = coding.outcomes[PairedIndexOf(outcome)];
    count.base = change.base;
    count.with = change.base + change.up - change.down;
    count.squares = change.up + change.down;
    paired.codings[0].emplace_back().runs = 100;
    paired.codings[1].push_back(coding);
    paired.runs += 100;
  }
  return paired;
}

// Two codings of 100: sums of d 10 and 20, d^2 likewise. Mean .15. Within a coding
// s^2 = (10 - 100/100) / 99 and (20 - 400/100) / 99 per run; variance of the sum 100 s^2:
// 9.0909 and 16.1616. se_runs = sqrt(25.2525) / 200. Between: residuals -5 and 5, spread 50,
// times 2 / 1: se_codings = 10 / 200.
TEST(PairedRuns, HasTheErrorsWorkedByHand) {
  const PairedRuns paired = MakePaired(Compared::kCeasefireFull, {{5, 10, 0}, {5, 20, 0}});
  const PairedDifference d = DifferenceOf(paired, 1, kPairedCeasefireFull);
  EXPECT_DOUBLE_EQ(d.base, 0.05);
  EXPECT_DOUBLE_EQ(d.variant, 0.2);
  EXPECT_DOUBLE_EQ(d.difference, 0.15);
  EXPECT_NEAR(d.se_runs, std::sqrt(900.0 / 99 + 1600.0 / 99) / 200, 1e-15);
  EXPECT_DOUBLE_EQ(d.se_codings, 0.05);
}

OutcomeChange Change(const std::vector<CodingChange>& changes, Direction expected) {
  return ChangeOf(MakePaired(Compared::kCeasefireFull, changes), 1, Compared::kCeasefireFull,
                  expected);
}

// A coding is decided when |d| > 2 sqrt(variance of d): 10 up alone is (10 > 6.0), 3 up alone is
// not (3 < 3.4), 6 up and 5 down is not.
TEST(ChangeOf, CountsOnlyDecidedCodings) {
  const OutcomeChange change =
      Change({{20, 10, 0}, {20, 3, 0}, {20, 6, 5}, {20, 0, 12}}, Direction::kUp);
  EXPECT_DOUBLE_EQ(change.undecided, 0.5);
  EXPECT_DOUBLE_EQ(change.share_of_codings, 0.5);
  EXPECT_EQ(change.verdict, SignVerdict::kFails);
}

TEST(ChangeOf, AFirmSignHoldsInNineOfTenDecidedCodings) {
  std::vector<CodingChange> changes(9, CodingChange{20, 10, 0});
  changes.push_back({20, 0, 10});
  EXPECT_EQ(Change(changes, Direction::kUp).verdict, SignVerdict::kHolds);
  EXPECT_EQ(Change(changes, Direction::kDown).verdict, SignVerdict::kFails);
  changes.push_back({20, 0, 10});
  EXPECT_EQ(Change(changes, Direction::kUp).verdict, SignVerdict::kFails);
}

TEST(ChangeOf, WithoutADecidedCodingNothingIsSaid) {
  EXPECT_EQ(Change({{20, 3, 1}, {20, 2, 2}}, Direction::kUp).verdict, SignVerdict::kUndecided);
}

// Under a point from the end there is no room for the sign.
TEST(ChangeOf, NearTheEndThereIsNoRoom) {
  EXPECT_EQ(Change({{0, 0, 0}, {1, 0, 1}}, Direction::kDown).verdict, SignVerdict::kNoRoom);
  EXPECT_EQ(Change({{100, 0, 10}, {100, 0, 10}}, Direction::kUp).verdict, SignVerdict::kNoRoom);
  EXPECT_EQ(Change({{0, 10, 0}, {0, 12, 0}}, Direction::kUp).verdict, SignVerdict::kHolds);
}

TEST(ChangeOf, FlatMeansUnderTwoPoints) {
  EXPECT_EQ(Change({{20, 1, 0}, {20, 2, 0}}, Direction::kFlat).verdict, SignVerdict::kHolds);
  EXPECT_EQ(Change({{20, 2, 0}, {20, 2, 0}}, Direction::kFlat).verdict, SignVerdict::kFails);
}

TEST(ChangeOf, AWeakSignFailsOnlyWhereTheIntervalIsOnTheWrongSide) {
  const std::vector<CodingChange> down(20, CodingChange{20, 0, 5});
  EXPECT_EQ(Change(down, Direction::kNotDown).verdict, SignVerdict::kFails);
  EXPECT_EQ(Change(down, Direction::kNotUp).verdict, SignVerdict::kHolds);
  EXPECT_EQ(Change({{20, 2, 3}, {20, 3, 2}}, Direction::kNotDown).verdict, SignVerdict::kHolds);
  EXPECT_EQ(Change(down, Direction::kOpen).verdict, SignVerdict::kNotTested);
}

class RealPairedRuns : public testing::Test {
 protected:
  RealPairedRuns()
      : base_(CompileScenario(ReadScenario("two-towns"))),
        variant_(CompileScenario(ReadScenario("two-towns", {"wait.q=0"}))) {
    options_.runs = 450;
    options_.seed = 3;
  }

  CompiledPointer base_;
  CompiledPointer variant_;
  BatchOptions options_;
};

TEST_F(RealPairedRuns, AScenarioDoesNotDifferFromItself) {
  const CompiledScenario* const scenarios[] = {base_.get(), base_.get()};
  SerialExecutor serial;
  const PairedRuns paired = RunPaired(scenarios, options_, &serial);
  for (std::size_t o = 0; o < kPairedOutcomes; ++o) {
    EXPECT_EQ(DifferenceOf(paired, 1, o).difference, 0);
    EXPECT_EQ(DifferenceOf(paired, 1, o).se_runs, 0);
  }
}

TEST_F(RealPairedRuns, CountWhatBatchesCountForAnyNumberOfThreads) {
  const CompiledScenario* const scenarios[] = {base_.get(), variant_.get()};
  ThreadExecutor three(3);
  SerialExecutor serial;
  const PairedRuns one = RunPaired(scenarios, options_, &serial);
  const PairedRuns many = RunPaired(scenarios, options_, &three);
  const BatchSummary base = RunBatch(*base_, options_, &serial);
  const BatchSummary variant = RunBatch(*variant_, options_, &serial);
  bool moved = false;
  for (std::size_t f = 0; f < kNumFlags; ++f) {
    const PairedDifference d = DifferenceOf(one, 1, kPairedFlag + f);
    EXPECT_DOUBLE_EQ(d.base, base.at_horizon.flags[f].p);
    EXPECT_DOUBLE_EQ(d.variant, variant.at_horizon.flags[f].p);
    EXPECT_EQ(d.difference, DifferenceOf(many, 1, kPairedFlag + f).difference);
    EXPECT_EQ(d.se_codings, DifferenceOf(many, 1, kPairedFlag + f).se_codings);
    moved = moved || d.difference != 0;
  }
  EXPECT_TRUE(moved);
}

TEST_F(RealPairedRuns, CancelledTheyAreNotComplete) {
  const CompiledScenario* const scenarios[] = {base_.get(), variant_.get()};
  CancelToken cancel;
  cancel.Cancel();
  SerialExecutor serial;
  EXPECT_FALSE(RunPaired(scenarios, options_, &serial, &cancel).complete);
}

// Two codings. Base: 10 deals of S .4 and 10 of .6; variant: 10 of .5 and 30 of .7. Means .5 and
// .65. Residuals of the ratio, variant less base: 10 (.5 - .65) / 40 - 10 (.4 - .5) / 20 = .0125,
// and 30
// (.7 - .65) / 40 - 10 (.6 - .5) / 20 = -.0125; se = sqrt(2 x .0125^2 x 2 / 1) = .025.
TEST(Survival, DurabilityIsTheMeanOverDeals) {
  const auto deals = [](std::uint32_t count, double s) {
    return SurvivalCount{count, static_cast<std::uint64_t>(ToFixed(count * s)),
                         static_cast<std::uint64_t>(ToFixed(count * s * s))};
  };
  PairedRuns paired;
  paired.runs = 200;
  paired.codings.resize(2);
  for (int c = 0; c < 2; ++c) {
    PairedCoding coding;
    coding.runs = 100;
    coding.survival = c == 0 ? deals(10, 0.4) : deals(10, 0.6);
    paired.codings[0].push_back(coding);
    coding.survival = c == 0 ? deals(10, 0.5) : deals(30, 0.7);
    paired.codings[1].push_back(coding);
  }
  const PairedDifference d = SurvivalDifferenceOf(paired, 1);
  EXPECT_NEAR(d.base, 0.5, 1e-8);
  EXPECT_NEAR(d.variant, 0.65, 1e-8);
  EXPECT_NEAR(d.difference, 0.15, 1e-8);
  EXPECT_NEAR(d.se_codings, 0.025, 1e-8);
  // All deals of a coding alike: no spread within, so both codings are decided, and both are up.
  const OutcomeChange change = ChangeOf(paired, 1, Compared::kDurability, Direction::kUp);
  EXPECT_EQ(change.share_of_codings, 1);
  EXPECT_EQ(change.verdict, SignVerdict::kHolds);
}

TEST(Survival, WithoutDealsThereIsNoDifference) {
  PairedRuns paired;
  paired.runs = 100;
  paired.codings.assign(2, std::vector<PairedCoding>(1));
  EXPECT_EQ(SurvivalDifferenceOf(paired, 1).difference, 0);
}

}  // namespace
}  // namespace dragoman
