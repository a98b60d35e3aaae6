#include "engine/bargaining/split_index.h"

#include <limits>
#include <memory>
#include <vector>

#include "tests/bargaining/utility_fixture.h"

namespace dragoman::testing_support {
namespace {

Outcome Digits(std::uint64_t number) {
  Outcome outcome;
  outcome.options.assign(10, 0);
  for (std::size_t i = 10; i-- > 0; number /= 10) {
    outcome.options[i] = static_cast<OptionIndex>(number % 10);
  }
  return outcome;
}

/// Ten issues of ten values each, 10^10 outcomes: the options are the digits of a number.
class TenDigitsTest : public testing::Test {
 protected:
  // worth[i][v]
  template <class Worth>
  void Index(Worth worth) {
    std::vector<std::vector<double>> tables(10, std::vector<double>(10));
    for (std::size_t i = 0; i < 10; ++i) {
      for (std::size_t v = 0; v < 10; ++v) tables[i][v] = worth(i, static_cast<double>(v));
    }
    utility_ = AdditiveUtility(std::move(tables));
    auto index = MakeOfferIndex(utility_, {}, "");
    ASSERT_TRUE(index.ok());
    index_ = std::move(*index);
    ASSERT_EQ(index_->method(), IndexMethod::kSplit);
    source_ = index_->MakeSource();
  }
  // The number itself.
  void IndexNumbers() {
    static constexpr double kPowers[] = {1e9, 1e8, 1e7, 1e6, 1e5, 1e4, 1e3, 100, 10, 1};
    Index([](std::size_t i, double v) { return kPowers[i] * v; });
  }

  UtilityFunction utility_;
  std::unique_ptr<OfferIndex> index_;
  std::unique_ptr<OfferSource> source_;
  PoolOffer found_;
};

TEST_F(TenDigitsTest, FindsAnyNumber) {
  IndexNumbers();
  EXPECT_EQ(source_->size(), 1e10);
  EXPECT_EQ(source_->best_worth(), 9999999999.0);
  for (const std::uint64_t number : {0ULL, 7ULL, 4999999999ULL, 1234567890ULL, 9999999999ULL}) {
    ASSERT_TRUE(source_->CheapestWithin(static_cast<double>(number) - 0.5, kAll, &found_));
    EXPECT_EQ(found_.offer, Digits(number));
    ASSERT_TRUE(source_->Ranked(9999999999ULL - number, &found_));
    EXPECT_EQ(found_.offer, Digits(number));
  }
  EXPECT_FALSE(source_->CheapestWithin(17.1, 17.9, &found_));
  EXPECT_FALSE(source_->Ranked(10000000000ULL, &found_));
}

TEST_F(TenDigitsTest, RanksOneAfterTheOther) {
  IndexNumbers();
  for (std::uint64_t rank = 0; rank < 3000; ++rank) {
    ASSERT_TRUE(source_->Ranked(rank, &found_));
    ASSERT_EQ(found_.offer, Digits(9999999999ULL - rank));
  }
}

// Score: the digit sum. From 9,999,999,990 to 9,999,999,995 it is largest at the upper end; below
// 1,000 at 999.
TEST_F(TenDigitsTest, FindsTheBestScoreInABand) {
  IndexNumbers();
  std::vector<double> score;
  for (int i = 0; i < 10; ++i) {
    for (int v = 0; v < 10; ++v) score.push_back(v);
  }
  ASSERT_TRUE(source_->BestScoredWithin(9999999990.0, 9999999995.0, score, &found_));
  EXPECT_EQ(found_.offer, Digits(9999999995ULL));
  ASSERT_TRUE(source_->BestScoredWithin(0, 1000, score, &found_));
  EXPECT_EQ(found_.offer, Digits(999));
  // 45 = 5 nines is the largest digit sum up to 100,000; no score at all finds the cheapest.
  ASSERT_TRUE(source_->BestScoredWithin(0, 100000, score, &found_));
  EXPECT_EQ(found_.offer, Digits(99999));
  ASSERT_TRUE(source_->BestScoredWithin(123456.5, kAll, std::vector<double>(100, 0), &found_));
  EXPECT_EQ(found_.offer, Digits(123457));
}

// u is the digit sum, 0 .. 90: 432,457,640 outcomes are worth 45 alone. Above sum 88 there are
// 1 + 10 outcomes and 55 of 88: ranks 0, 1 .. 10, 11 .. 65.
TEST_F(TenDigitsTest, OrdersPlateausOfMillionsByEnumeration) {
  Index([](std::size_t, double v) { return v; });
  ASSERT_TRUE(source_->Ranked(0, &found_));
  EXPECT_EQ(found_.offer, Digits(9999999999ULL));
  ASSERT_TRUE(source_->Ranked(1, &found_));
  EXPECT_EQ(found_.offer, Digits(9999999998ULL));
  ASSERT_TRUE(source_->Ranked(10, &found_));
  EXPECT_EQ(found_.offer, Digits(8999999999ULL));
  ASSERT_TRUE(source_->Ranked(65, &found_));
  EXPECT_EQ(found_.offer, Digits(7999999999ULL));
  // The plateau of 45 begins after the (10^10 - 432,457,640) / 2 outcomes above it.
  const std::uint64_t above = (10000000000ULL - 432457640ULL) / 2;
  ASSERT_TRUE(source_->Ranked(above, &found_));
  EXPECT_EQ(found_.offer, Digits(9999900000ULL));
  ASSERT_TRUE(source_->Ranked(above + 1, &found_));
  EXPECT_EQ(found_.offer, Digits(9999810000ULL));
  ASSERT_TRUE(source_->Ranked(above + 432457639ULL, &found_));
  EXPECT_EQ(found_.offer, Digits(99999));
  ASSERT_TRUE(source_->Ranked(above - 1, &found_));
  EXPECT_EQ(found_.worth, 46);
  ASSERT_TRUE(source_->CheapestWithin(44.5, 45.5, &found_));
  EXPECT_EQ(found_.offer, Digits(99999));
}

// Tenths do not add up exactly, and in what order matters for the last bit: 0.1 + 0.2 + ...
TEST_F(TenDigitsTest, OrdersByTheSumAsEvaluateRoundsIt) {
  Index([](std::size_t, double v) { return v / 10; });
  PoolOffer last;
  ASSERT_TRUE(source_->Ranked(0, &last));
  for (std::uint64_t rank = 1; rank < 20000; ++rank) {
    ASSERT_TRUE(source_->Ranked(rank, &found_));
    ASSERT_EQ(found_.worth, utility_.Evaluate(found_.offer));
    ASSERT_TRUE(found_.worth < last.worth ||
                (found_.worth == last.worth && found_.offer < last.offer))
        << rank;
    last = found_;
  }
}

TEST_F(TenDigitsTest, AWorthlessDomainIsOnePlateau) {
  Index([](std::size_t, double) { return 0.1; });
  for (const std::uint64_t number : {0ULL, 255ULL, 256ULL, 31415926ULL, 9999999999ULL}) {
    ASSERT_TRUE(source_->Ranked(9999999999ULL - number, &found_));
    EXPECT_EQ(found_.offer, Digits(number));
  }
  ASSERT_TRUE(source_->CheapestWithin(0, kAll, &found_));
  EXPECT_EQ(found_.offer, Digits(0));
}

}  // namespace
}  // namespace dragoman::testing_support
