#include "engine/bargaining/offer_index.h"

#include <cmath>
#include <limits>
#include <memory>
#include <vector>

#include "engine/bargaining/utility_table.h"
#include "tests/bargaining/utility_fixture.h"

namespace dragoman::testing_support {
namespace {

/// An index and a source of it.
struct IndexedSource {
  IndexedSource(const UtilityFunction& utility, const IndexOptions& options) {
    Checked<std::unique_ptr<OfferIndex>> made = MakeOfferIndex(utility, options, "");
    EXPECT_TRUE(made.ok());
    index = std::move(*made);
    source = index->MakeSource();
  }
  OfferSource* operator->() const { return source.get(); }

  std::unique_ptr<OfferIndex> index;
  std::unique_ptr<OfferSource> source;
};

std::vector<PoolOffer> Visited(OfferSource* source, double low, double high, std::size_t most) {
  std::vector<PoolOffer> seen;
  source->ForEachWithin(low, high, [&](const PoolOffer& offer) {
    seen.push_back(offer);
    return seen.size() < most;
  });
  return seen;
}

/// Asks two sources the same and fails where an answer differs.
class SourceComparison {
 public:
  SourceComparison(OfferSource* expected, OfferSource* actual, const std::string& name)
      : expected_(*expected), actual_(*actual), name_(name) {}

  void CheckEnds() {
    EXPECT_EQ(actual_.size(), expected_.size()) << name_;
    EXPECT_EQ(actual_.best_worth(), expected_.best_worth()) << name_;
    EXPECT_EQ(actual_.worst_worth(), expected_.worst_worth()) << name_;
  }
  void CheckRank(std::uint64_t rank) {
    Compare([&](OfferSource& s, PoolOffer* o) { return s.Ranked(rank, o); }, "rank");
  }
  void CheckBand(double low, double high) {
    Compare([&](OfferSource& s, PoolOffer* o) { return s.CheapestWithin(low, high, o); },
            "cheapest");
  }
  void CheckScore(double low, double high, std::span<const double> score) {
    Compare([&](OfferSource& s, PoolOffer* o) { return s.BestScoredWithin(low, high, score, o); },
            "scored");
  }
  void CheckVisits(double low, double high, std::size_t most) {
    const std::vector<PoolOffer> want = Visited(&expected_, low, high, most);
    const std::vector<PoolOffer> got = Visited(&actual_, low, high, most);
    ASSERT_EQ(got.size(), want.size()) << name_ << " visits";
    for (std::size_t k = 0; k < want.size(); ++k) {
      ASSERT_EQ(got[k].offer, want[k].offer) << name_ << " visit " << k;
      ASSERT_EQ(got[k].worth, want[k].worth) << name_ << " visit " << k;
    }
  }

 private:
  template <class Ask>
  void Compare(Ask ask, const char* question) {
    PoolOffer want;
    PoolOffer got;
    got.worth = want.worth = 42;
    const bool found = ask(expected_, &want);
    EXPECT_EQ(ask(actual_, &got), found) << name_ << " " << question;
    EXPECT_EQ(got.offer, want.offer) << name_ << " " << question;
    EXPECT_EQ(got.worth, want.worth) << name_ << " " << question;
    EXPECT_EQ(got.margin, want.margin) << name_ << " " << question;
  }

  OfferSource& expected_;
  OfferSource& actual_;
  std::string name_;
};

// Bands around the worths there are, and a last bit or a little beside them.
double RandomBound(const std::vector<PoolOffer>& offers, TestNumbers* numbers) {
  if (offers.empty()) return numbers->Unit();
  const double worth = offers[numbers->Below(offers.size())].worth;
  switch (numbers->Below(5)) {
    case 0:
      return std::nextafter(worth, kAll);
    case 1:
      return std::nextafter(worth, -kAll);
    case 2:
      return worth + 0.01 * numbers->Unit();
    case 3:
      return numbers->Below(4) == 0 ? kAll : -kAll;
    default:
      return worth;
  }
}

std::vector<double> RandomScore(const OutcomeSpace& space, TestNumbers* numbers) {
  const WorthKind kind = kWorthKinds[numbers->Below(std::size(kWorthKinds))];
  std::vector<double> score;
  for (std::size_t k = 0; k < space.num_values(); ++k) score.push_back(RandomWorth(kind, numbers));
  return score;
}

void CompareWithBruteForce(const UtilityFunction& utility, const IndexOptions& options,
                           TestNumbers* numbers, const std::string& name) {
  const std::vector<PoolOffer> offers = AllOffers(utility, options);
  PoolSource brute_force;
  brute_force.Reset(utility.space(), offers);
  const IndexedSource indexed(utility, options);
  SourceComparison comparison(&brute_force, indexed.source.get(), name);
  comparison.CheckEnds();
  const auto ranks = static_cast<std::uint64_t>(offers.size()) + 2;
  for (std::uint64_t rank = 0; rank < ranks; ++rank) comparison.CheckRank(rank);
  for (int k = 0; k < 30; ++k) {
    comparison.CheckRank(numbers->Below(static_cast<std::size_t>(ranks)));
    const double low = RandomBound(offers, numbers);
    const double high = RandomBound(offers, numbers);
    comparison.CheckBand(low, high);
    comparison.CheckBand(low, kAll);
    comparison.CheckVisits(low, high, 1 + numbers->Below(40));
    const std::vector<double> score = RandomScore(utility.space(), numbers);
    comparison.CheckScore(low, high, score);
    comparison.CheckScore(low, kAll, score);
  }
  comparison.CheckVisits(-kAll, kAll, offers.size() + 1);
}

std::string CaseName(IndexMethod method, WorthKind kind, std::uint64_t round) {
  return std::string(IndexMethodName(method)) + ", kind " + std::to_string(static_cast<int>(kind)) +
         ", round " + std::to_string(round);
}

class EveryIndexMethod : public testing::TestWithParam<IndexMethod> {};

TEST_P(EveryIndexMethod, AnswersAsBruteForceDoesWhateverTheWorths) {
  for (const WorthKind kind : kWorthKinds) {
    for (std::uint64_t round = 0; round < 100; ++round) {
      TestNumbers numbers(100 * round + static_cast<std::uint64_t>(kind));
      const OutcomeSpace space = SpaceOf(RandomSizes(6, 5, &numbers));
      if (space.num_outcomes() > 1500) continue;
      const UtilityFunction utility = CompileUtility(space, RandomSpec(space, kind, &numbers));
      CompareWithBruteForce(utility, {.method = GetParam()}, &numbers,
                            CaseName(GetParam(), kind, round));
      if (HasFailure()) return;
    }
  }
}

TEST_P(EveryIndexMethod, KeepsToItsFloorAndToTheIssuesThatAreOpen) {
  for (const WorthKind kind : kWorthKinds) {
    for (std::uint64_t round = 0; round < 100; ++round) {
      TestNumbers numbers(7000 + 100 * round + static_cast<std::uint64_t>(kind));
      const OutcomeSpace space = SpaceOf(RandomSizes(5, 5, &numbers));
      UtilitySpec spec = RandomSpec(space, kind, &numbers);
      spec.reservation_value = -3;
      const UtilityFunction utility = CompileUtility(space, spec);
      IndexOptions options{.method = GetParam()};
      options.open.open = static_cast<std::uint32_t>(numbers.Below(32));
      options.open.fixed = space.OutcomeAt(numbers.Below(space.num_outcomes()));
      options.floor = RandomBound(AllOffers(utility, {}), &numbers);
      CompareWithBruteForce(utility, options, &numbers, CaseName(GetParam(), kind, round));
      if (HasFailure()) return;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Methods, EveryIndexMethod,
                         testing::Values(IndexMethod::kSorted, IndexMethod::kSplit),
                         [](const auto& method) {
                           return std::string(IndexMethodName(method.param));
                         });

TEST(SortedIndexTest, AnswersAsBruteForceDoesWithTermsAndConstraints) {
  for (const WorthKind kind : kWorthKinds) {
    for (std::uint64_t round = 0; round < 100; ++round) {
      TestNumbers numbers(90000 + 100 * round + static_cast<std::uint64_t>(kind));
      const OutcomeSpace space = SpaceOf(RandomSizes(5, 4, &numbers));
      UtilitySpec spec = RandomSpec(space, kind, &numbers);
      AddRandomTerms(space, kind, &numbers, &spec);
      const UtilityFunction utility = CompileUtility(space, spec);
      IndexOptions options;
      if (round % 2 == 1) {
        options.open.open = static_cast<std::uint32_t>(numbers.Below(32));
        options.open.fixed = space.OutcomeAt(numbers.Below(space.num_outcomes()));
      }
      CompareWithBruteForce(utility, options, &numbers,
                            CaseName(IndexMethod::kSorted, kind, round));
      if (HasFailure()) return;
    }
  }
}

TEST(UtilityTableTest, HoldsToTheBitWhatEvaluateReturns) {
  for (const WorthKind kind : kWorthKinds) {
    for (std::uint64_t round = 0; round < 30; ++round) {
      TestNumbers numbers(5 + 100 * round + static_cast<std::uint64_t>(kind));
      const OutcomeSpace space = SpaceOf(RandomSizes(6, 4, &numbers));
      UtilitySpec spec = RandomSpec(space, kind, &numbers);
      if (round % 2 == 1) AddRandomTerms(space, kind, &numbers, &spec);
      const UtilityFunction utility = CompileUtility(space, spec);
      std::vector<double> table;
      TabulateUtility(utility, HalvedSpace(space, {}), &table);
      ASSERT_EQ(table.size(), space.num_outcomes());
      for (std::uint64_t rank = 0; rank < table.size(); ++rank) {
        ASSERT_EQ(table[rank], utility.Evaluate(space.OutcomeAt(rank))) << rank;
      }
    }
  }
}

// u = {0, 1} + {0, .5, 1}: (0,0) 0, (0,1) .5, (0,2) 1, (1,0) 1, (1,1) 1.5, (1,2) 2.
TEST_P(EveryIndexMethod, FindsWhatCanBeWorkedByHand) {
  const UtilityFunction utility = AdditiveUtility({{0, 1}, {0, 0.5, 1}});
  const IndexedSource source(utility, {.method = GetParam()});
  EXPECT_EQ(source.index->method(), GetParam());
  PoolOffer found;
  ASSERT_TRUE(source->CheapestWithin(0.6, 2, &found));
  EXPECT_EQ(found.offer, OutcomeOf({0, 2}));  // The first of the two that are worth 1.
  ASSERT_TRUE(source->Ranked(2, &found));
  EXPECT_EQ(found.offer, OutcomeOf({1, 0}));  // The last of them comes first in the ranking.
  ASSERT_TRUE(source->Ranked(3, &found));
  EXPECT_EQ(found.offer, OutcomeOf({0, 2}));
  EXPECT_FALSE(source->CheapestWithin(1.6, 1.9, &found));
  EXPECT_EQ(source->size(), 6);
}

TEST_P(EveryIndexMethod, FindsNothingInABandThatIsNone) {
  const UtilityFunction utility = AdditiveUtility({{0, 1}, {0, 0.5, 1}});
  const IndexedSource source(utility, {.method = GetParam()});
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const std::vector<double> score(5, 1);
  PoolOffer found;
  for (const auto& [low, high] : {std::pair{1.0, 0.5}, {0.0, nan}, {kAll, kAll}, {-kAll, -kAll}}) {
    EXPECT_FALSE(source->CheapestWithin(low, high, &found)) << low << " " << high;
    EXPECT_FALSE(source->BestScoredWithin(low, high, score, &found)) << low << " " << high;
    EXPECT_TRUE(Visited(source.source.get(), low, high, 9).empty()) << low << " " << high;
  }
}

TEST_P(EveryIndexMethod, IsEmptyAboveTheBestOffer) {
  const UtilityFunction utility = AdditiveUtility({{0, 1}, {0, 0.5, 1}});
  const IndexedSource source(utility, {.floor = 2.5, .method = GetParam()});
  PoolOffer found;
  EXPECT_EQ(source->size(), 0);
  EXPECT_EQ(source->best_worth(), 0);
  EXPECT_EQ(source->worst_worth(), 0);
  EXPECT_FALSE(source->Ranked(0, &found));
  EXPECT_FALSE(source->CheapestWithin(-kAll, kAll, &found));
  EXPECT_FALSE(source->BestScoredWithin(-kAll, kAll, std::vector<double>(5, 0), &found));
}

TEST_P(EveryIndexMethod, ServesSeveralSeatsAtOnce) {
  const UtilityFunction utility = AdditiveUtility({{0, 1, 2}, {0, 0.5, 1}});
  const IndexedSource first(utility, {.method = GetParam()});
  const std::unique_ptr<OfferSource> second = first.index->MakeSource();
  PoolOffer a;
  PoolOffer b;
  for (std::uint64_t rank = 0; rank < 9; ++rank) {
    ASSERT_TRUE(first->Ranked(rank, &a));
    ASSERT_TRUE(second->Ranked(8 - rank, &b));
    EXPECT_EQ(a.worth + b.worth, 3);
  }
}

// A visitor may ask the source that visits it.
TEST_P(EveryIndexMethod, MayBeAskedWhileItVisits) {
  const UtilityFunction utility = AdditiveUtility({{0, 1, 2}, {0, 0.5, 1}, {0, 0.1, 0.2}});
  const IndexedSource source(utility, {.method = GetParam()});
  double last = kAll;
  int visits = 0;
  source->ForEachWithin(-kAll, kAll, [&](const PoolOffer& offer) {
    EXPECT_LE(offer.worth, last);
    last = offer.worth;
    PoolOffer other;
    return source->Ranked(26 - static_cast<std::uint64_t>(visits++), &other);
  });
  EXPECT_EQ(visits, 27);
}

TEST(OfferIndexTest, SortsWhatIsSmallAndSplitsWhatIsLarge) {
  const auto method = [](std::size_t issues, bool one_off) {
    const UtilityFunction utility =
        AdditiveUtility(std::vector<std::vector<double>>(issues, {0, 0.25, 0.5, 1}));
    return IndexedSource(utility, {.one_off = one_off}).index->method();
  };
  EXPECT_EQ(method(5, true), IndexMethod::kSorted);   // 1,024 outcomes
  EXPECT_EQ(method(6, true), IndexMethod::kSplit);    // 4,096
  EXPECT_EQ(method(6, false), IndexMethod::kSorted);  // 4,096
  EXPECT_EQ(method(11, false), IndexMethod::kSplit);  // 4,194,304
}

// One issue of 50,000 values and one of 50: the larger half is short enough.
TEST(OfferIndexTest, SplitsALopsidedSpace) {
  std::vector<double> many(50000);
  for (std::size_t k = 0; k < many.size(); ++k) many[k] = static_cast<double>(k);
  const UtilityFunction utility = AdditiveUtility({std::vector<double>(50, 0.25), std::move(many)});
  const IndexedSource source(utility, {});
  EXPECT_EQ(source.index->method(), IndexMethod::kSplit);
  PoolOffer found;
  ASSERT_TRUE(source->CheapestWithin(777.1, kAll, &found));
  EXPECT_EQ(found.offer, OutcomeOf({0, 777}));  // 777 + .25
}

TEST(OfferIndexTest, SaysWhyALargeSpaceWithTermsCannotBeIndexed) {
  const OutcomeSpace space = SpaceOf(std::vector<std::size_t>(25, 2));  // 2^25
  UtilitySpec spec = SpecOf(std::vector<std::vector<double>>(25, {0, 1}));
  spec.forbidden.push_back({{{IssueIndex{0}, {1}}}});
  const auto index = MakeOfferIndex(CompileUtility(space, spec), {}, "profiles[1]");
  ASSERT_FALSE(index.ok());
  EXPECT_EQ(index.problems()[0].path, "profiles[1]");
  EXPECT_EQ(index.problems()[0].message, "has 33554432 outcomes, too many to sort");
  EXPECT_EQ(index.problems()[0].expected,
            "at most 16777216 outcomes, or a utility without interaction terms and constraints, "
            "which is searched by halves");
}

TEST(OfferIndexTest, SaysWhenEvenTheHalvesAreTooLarge) {
  const UtilityFunction utility =
      AdditiveUtility(std::vector<std::vector<double>>(31, {0, 1, 2, 3, 4}));  // 5^31
  const auto index = MakeOfferIndex(utility, {}, "");
  ASSERT_FALSE(index.ok());
  EXPECT_EQ(index.problems()[0].message,
            "has more than 10^19 outcomes, and its larger half 152587890625: too many");
  EXPECT_EQ(index.problems()[0].expected, "halves of at most 2097152 outcomes each");
}

TEST(OfferIndexTest, DoesNotSplitAUtilityThatIsNoSum) {
  const OutcomeSpace space = SpaceOf({2, 2});
  UtilitySpec spec = SpecOf({{0, 1}, {0, 1}});
  spec.forbidden.push_back({{{IssueIndex{0}, {1}}}});
  const auto index =
      MakeOfferIndex(CompileUtility(space, spec), {.method = IndexMethod::kSplit}, "");
  ASSERT_FALSE(index.ok());
  EXPECT_EQ(index.problems()[0].message,
            "cannot be searched by halves: its utility is not a sum over issues");
}

}  // namespace
}  // namespace dragoman::testing_support
