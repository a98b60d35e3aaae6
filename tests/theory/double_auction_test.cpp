// k double auction, linear Bayesian equilibrium (one of many; the best of all at k = 1/2).

#include "engine/analysis/theory/double_auction.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "engine/core/portable_math.h"
#include "engine/core/random.h"
#include "tests/support/theory_vectors.h"

namespace dragoman::testing_support {
namespace {

DoubleAuction SolvedAuction(double k) {
  const auto auction = SolveDoubleAuction(k);
  EXPECT_TRUE(auction.ok());
  return *auction;
}

// k = 1/2: bid 2/3 v + 1/12, ask 2/3 c + 1/4: trade iff v - c >= 1/4, a triangle of side 3/4, so
// 9/32; gains 1/2 on average.
TEST(DoubleAuction, SplitTheDifferenceLinearEquilibriumByHand) {
  const DoubleAuction it = SolvedAuction(0.5);
  EXPECT_NEAR(it.bid.At(1), 0.75, 1e-15);
  EXPECT_NEAR(it.ask.At(0), 0.25, 1e-15);
  EXPECT_NEAR(it.trade_probability, 9.0 / 32, 1e-15);
  EXPECT_NEAR(it.efficiency, 27.0 / 32, 1e-15);
}

TEST(DoubleAuction, AWrongKIsNamed) {
  EXPECT_EQ(SolveDoubleAuction(1.1).problems()[0].path, "k");
  EXPECT_FALSE(SolveDoubleAuction(-0.1).ok());
}

// The buyer's expected gain from a bid against sellers who ask along the line: the integral of v -
// price over costs c with ask(c) <= bid, exactly, since the price is linear in c.
double BuyersGain(const DoubleAuction& it, double k, double value, double bid) {
  const double most = std::clamp((bid - it.ask.intercept) / it.ask.slope, 0.0, 1.0);
  const double mean_ask = it.ask.At(most / 2);
  return most * (value - k * bid - (1 - k) * mean_ask);
}

double SellersGain(const DoubleAuction& it, double k, double cost, double ask) {
  const double least = std::clamp((ask - it.bid.intercept) / it.bid.slope, 0.0, 1.0);
  const double mean_bid = it.bid.At((1 + least) / 2);
  return (1 - least) * (k * mean_bid + (1 - k) * ask - cost);
}

TEST(DoubleAuction, NeitherSideGainsByAnotherBid) {
  for (const double k : {0.0, 0.25, 0.5, 0.75, 1.0}) {
    const DoubleAuction it = SolvedAuction(k);
    for (int v = 0; v <= 20; ++v) {
      const double type = v / 20.0;
      const double buyer = BuyersGain(it, k, type, it.bid.At(type));
      const double seller = SellersGain(it, k, type, it.ask.At(type));
      for (int other = 0; other <= 200; ++other) {
        EXPECT_LE(BuyersGain(it, k, type, other / 200.0), std::max(buyer, 0.0) + 1e-12);
        EXPECT_LE(SellersGain(it, k, type, other / 200.0), std::max(seller, 0.0) + 1e-12);
      }
    }
  }
}

/// Mean and standard error of what is added.
struct Sample {
  double sum = 0;
  double squares = 0;
  int count = 0;
  void Add(double x) {
    sum += x;
    squares += x * x;
    ++count;
  }
  double mean() const { return sum / count; }
  double standard_error() const {
    return portable::Sqrt((squares / count - mean() * mean()) / count);
  }
};

TEST(DoubleAuction, SimulatedTradesAreWithinFourStandardErrors) {
  constexpr int kRuns = 200'000;
  const StreamKey values = MakeStream("double auction value");
  const StreamKey costs = MakeStream("double auction cost");
  for (const double k : {0.0, 0.25, 0.5}) {
    const DoubleAuction it = SolvedAuction(k);
    Sample traded;
    Sample gains;
    Sample best;
    for (int run = 0; run < kRuns; ++run) {
      const Random random(5, static_cast<std::uint64_t>(run));
      const double value = random.Uniform(values);
      const double cost = random.Uniform(costs);
      const bool trade = it.bid.At(value) >= it.ask.At(cost);
      traded.Add(trade ? 1 : 0);
      gains.Add(trade ? value - cost : 0);
      best.Add(std::max(0.0, value - cost));
    }
    EXPECT_NEAR(traded.mean(), it.trade_probability, 4 * traded.standard_error());
    EXPECT_NEAR(gains.mean(), it.expected_gains, 4 * gains.standard_error());
    EXPECT_NEAR(best.mean(), it.first_best_gains, 4 * best.standard_error());
  }
}

TEST(TheoryVectors, DoubleAuctionSealedBidsPriceByKLinearBayesianEquilibrium) {
  DRAGOMAN_NEEDS_THEORY_VECTORS();
  ForEachTheoryCase("double_auction", 5, [](TheoryCase& it) {
    ASSERT_EQ(it.inputs()["price"], "k*bid+(1-k)*ask");
    const DoubleAuction auction = SolvedAuction(it.Number("k"));
    it.Check("bid_slope", auction.bid.slope);
    it.Check("bid_intercept", auction.bid.intercept);
    it.Check("ask_slope", auction.ask.slope);
    it.Check("ask_intercept", auction.ask.intercept);
    it.Check("trade_probability", auction.trade_probability);
    it.Check("expected_gains", auction.expected_gains);
    it.Check("first_best_gains", auction.first_best_gains);
    it.Check("efficiency", auction.efficiency);
  });
}

}  // namespace
}  // namespace dragoman::testing_support
