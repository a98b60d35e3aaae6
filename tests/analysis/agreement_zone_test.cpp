#include "engine/analysis/agreement_zone.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "engine/analysis/internal/zone_count.h"
#include "engine/experiments/thread_executor.h"
#include "tests/analysis/random_profile.h"

namespace dragoman {
namespace {

using testing_support::AddTerms;
using testing_support::AllVectors;
using testing_support::CaseRandom;
using testing_support::DrawAdditive;
using testing_support::DrawTable;
using testing_support::Numbers;
using testing_support::RandomSpace;
using testing_support::Vectors;

constexpr Numbers kZoneNumbers[] = {Numbers::kIntegers, Numbers::kTenths, Numbers::kReals};

std::uint64_t CountByHand(const Vectors& all, const std::vector<double>& targets, bool strictly) {
  return static_cast<std::uint64_t>(std::count_if(all.begin(), all.end(), [&](const auto& u) {
    for (std::size_t i = 0; i < u.size(); ++i) {
      if (strictly ? !(u[i] > targets[i]) : !(u[i] >= targets[i])) return false;
    }
    return true;
  }));
}

void ExpectCounts(const RandomSpace& space, CaseRandom* random, std::uint64_t number) {
  SerialExecutor executor;
  const Vectors all = AllVectors(space.utilities);
  // Targets that some outcome meets to the last bit: where a count goes wrong if sums do.
  std::vector<double> targets(space.utilities.size());
  for (std::size_t i = 0; i < targets.size(); ++i) {
    targets[i] = space.utilities[i].reservation_value();
    if (all.empty()) continue;
    const int pick = random->Whole(0, static_cast<int>(all.size()) - 1);
    targets[i] = all[static_cast<std::size_t>(pick)][i];
  }
  for (const bool strictly : {false, true}) {
    AgreementZoneOptions options;
    options.strictly = strictly;
    const AgreementZone zone = CountAgreementZone(space.utilities, targets, options, &executor);
    ASSERT_EQ(zone.guarantee, Guarantee::kExact);
    ASSERT_EQ(zone.low, CountByHand(all, targets, strictly)) << "case " << number;
    ASSERT_EQ(zone.high, zone.low);
  }
}

TEST(AgreementZoneTest, AdditiveCountsEqualLookingAtEveryOutcome) {
  for (std::uint64_t number = 0; number < 2000; ++number) {
    CaseRandom random(number);
    const RandomSpace space =
        DrawAdditive(&random, kZoneNumbers[number % 3], random.Whole(1, 4), 6, 4);
    ExpectCounts(space, &random, number);
  }
}

TEST(AgreementZoneTest, CountsWithInteractionsEqualLookingAtEveryOutcome) {
  for (std::uint64_t number = 0; number < 800; ++number) {
    CaseRandom random(number);
    const Numbers numbers = kZoneNumbers[number % 3];
    RandomSpace space = DrawAdditive(&random, numbers, random.Whole(1, 4), 5, 4);
    AddTerms(&random, numbers, &space);
    ExpectCounts(space, &random, number);
  }
}

TEST(AgreementZoneTest, LeastAddendIsTheFirstDoubleThatReaches) {
  const double kInfinity = std::numeric_limits<double>::infinity();
  CaseRandom random(7);
  for (int k = 0; k < 20000; ++k) {
    const double worth = random.Real(-1, 1) * (k % 3 == 0 ? 1e-9 : 1);
    double target = random.Real(-1, 1);
    if (k % 5 == 0) target = worth;
    if (k % 7 == 0) target = 0.1 * random.Whole(-9, 9);
    const double x = internal::LeastAddend(worth, target);
    ASSERT_GE(x + worth, target);
    ASSERT_LT(std::nextafter(x, -kInfinity) + worth, target);
  }
}

TEST(AgreementZoneTest, TenToTheTenthOutcomesAreCountedExactly) {
  // Ten issues of ten values worth 0 .. 9 to the first and 9 .. 0 to the second: the sum s of ten
  // digits is at least 40 and 90 - s at least 40 for s = 40 .. 50. Ways to get the sum s: by the
  // table of ten dice of ten faces, built up here.
  std::vector<std::uint64_t> ways{1};
  for (int die = 0; die < 10; ++die) {
    std::vector<std::uint64_t> next(ways.size() + 9, 0);
    for (std::size_t s = 0; s < ways.size(); ++s) {
      for (std::size_t face = 0; face < 10; ++face) next[s + face] += ways[s];
    }
    ways = next;
  }
  std::uint64_t expected = 0;
  for (std::size_t s = 40; s <= 50; ++s) expected += ways[s];

  const std::vector<std::size_t> sizes(10, 10);
  RandomSpace space;
  space.space = OutcomeSpace(sizes);
  UtilitySpec up;
  up.weights.assign(10, 1);
  up.evaluations.assign(10, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
  UtilitySpec down = up;
  down.evaluations.assign(10, {9, 8, 7, 6, 5, 4, 3, 2, 1, 0});
  space.specs = {up, down};
  space.Compile();
  SerialExecutor executor;
  const std::vector<double> targets{40, 40};
  const AgreementZone zone = CountAgreementZone(space.utilities, targets, {}, &executor);
  EXPECT_EQ(zone.guarantee, Guarantee::kExact);
  EXPECT_EQ(zone.low, expected);
  EXPECT_DOUBLE_EQ(zone.share_low, static_cast<double>(expected) / 1e10);
}

TEST(AgreementZoneTest, ASampledCountBracketsTheTrueOne) {
  for (std::uint64_t number = 0; number < 30; ++number) {
    CaseRandom random(number);
    const RandomSpace space = DrawAdditive(&random, Numbers::kReals, 2, 6, 4);
    const std::vector<double> targets{space.utilities[0].reservation_value(),
                                      space.utilities[1].reservation_value()};
    AgreementZoneOptions options;
    options.max_work = 0;
    options.samples = 4096;
    SerialExecutor executor;
    const AgreementZone zone = CountAgreementZone(space.utilities, targets, options, &executor);
    EXPECT_EQ(zone.guarantee, Guarantee::kSampled);
    const std::uint64_t count = CountByHand(AllVectors(space.utilities), targets, false);
    EXPECT_LE(zone.low, count);
    EXPECT_GE(zone.high, count);
  }
}

TEST(AgreementZoneTest, NumberOfThreadsDoesNotChangeTheCount) {
  CaseRandom random(5);
  RandomSpace space = DrawAdditive(&random, Numbers::kReals, 3, 1, 1);
  const std::vector<std::size_t> sizes(7, 6);
  space.space = OutcomeSpace(sizes);
  for (UtilitySpec& spec : space.specs) {
    spec.weights.assign(7, 1);
    spec.evaluations.clear();
    for (int i = 0; i < 7; ++i) spec.evaluations.push_back(DrawTable(&random, Numbers::kReals, 6));
  }
  space.Compile();
  const std::vector<double> targets{0.5, -0.5, 0};
  SerialExecutor serial;
  const AgreementZone expected = CountAgreementZone(space.utilities, targets, {}, &serial);
  EXPECT_EQ(expected.low, CountByHand(AllVectors(space.utilities), targets, false));
  for (const int threads : {2, 8}) {
    ThreadExecutor executor(threads);
    EXPECT_EQ(CountAgreementZone(space.utilities, targets, {}, &executor).low, expected.low);
  }
}

TEST(UtilityRangesTest, EqualLookingAtEveryOutcome) {
  for (std::uint64_t number = 0; number < 800; ++number) {
    CaseRandom random(number);
    const Numbers numbers = kZoneNumbers[number % 3];
    RandomSpace space = DrawAdditive(&random, numbers, random.Whole(1, 3), 5, 4);
    if (number % 2 == 0) AddTerms(&random, numbers, &space);
    SerialExecutor executor;
    const UtilityRanges ranges = FindUtilityRanges(space.utilities, {}, &executor);
    const Vectors all = AllVectors(space.utilities);
    ASSERT_EQ(ranges.any, !all.empty());
    if (all.empty()) continue;
    for (std::size_t i = 0; i < space.utilities.size(); ++i) {
      const auto [least, most] = std::minmax_element(
          all.begin(), all.end(), [i](const auto& a, const auto& b) { return a[i] < b[i]; });
      ASSERT_EQ(ranges.least[i], (*least)[i]) << "case " << number;
      ASSERT_EQ(ranges.most[i], (*most)[i]) << "case " << number;
    }
  }
}

}  // namespace
}  // namespace dragoman
