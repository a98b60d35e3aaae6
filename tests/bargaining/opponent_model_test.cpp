// Models of the other side by hand, and what they learn of a party that concedes.

#include "engine/bargaining/opponent_model.h"

#include <algorithm>
#include <cmath>

#include "engine/bargaining/other_parties.h"
#include "tests/bargaining/strategy_fixture.h"

namespace dragoman::testing_support {
namespace {

std::vector<double> ScoresOf(OpponentModel* model) {
  const std::span<const double> score = model->score();
  return {score.begin(), score.end()};
}

// Two issues of 2 and 3 values; heard (0, 0), then (0, 1). Counts 3, 1 | 2, 2, 1. Issue 0 stayed:
// weights .5 + .2/2 and .5, over 1.1.
TEST(FrequencyModelTest, CountsValuesAndWeighsIssuesThatStayPut) {
  OpponentModel model;
  model.Begin(TestSpace({2, 3}), OpponentModelKind::kFrequency);
  model.Hear(OfferFrom({0, 0}), 0.1);
  model.Hear(OfferFrom({0, 1}), 0.2);
  const double w0 = 0.6 / 1.1;
  const double w1 = 0.5 / 1.1;
  const std::vector<double> expected = {w0, w0 / 3, w1, w1, w1 / 2};
  const std::vector<double> scores = ScoresOf(&model);
  for (std::size_t f = 0; f < expected.size(); ++f) EXPECT_NEAR(scores[f], expected[f], 1e-15) << f;
  EXPECT_NEAR(model.Estimate(OfferFrom({1, 2})), w0 / 3 + w1 / 2, 1e-15);
}

TEST(FrequencyModelTest, KnowsNoDifferenceBeforeTheFirstOffer) {
  OpponentModel model;
  model.Begin(TestSpace({2, 3}), OpponentModelKind::kFrequency);
  EXPECT_DOUBLE_EQ(model.Estimate(OfferFrom({0, 0})), 1);
  EXPECT_DOUBLE_EQ(model.Estimate(OfferFrom({1, 2})), 1);
}

// One issue of two values: it rises or falls. Value 1 demanded at t = 0, where 1 is asked for: the
// likelihoods are 1 and exp(-(1/.25)^2/2) = e^-8, so P(rises) = 1/(1 + e^-8).
TEST(BayesianModelTest, UpdatesByTheNormalLikelihood) {
  BayesianModel model;
  model.Begin(TestSpace({2}));
  EXPECT_DOUBLE_EQ(model.ExpectedValue(0, 1), 0.5);
  model.Hear(OfferFrom({1}), 0);
  EXPECT_NEAR(model.ExpectedValue(0, 1), 1 / (1 + std::exp(-8)), 1e-12);
  EXPECT_DOUBLE_EQ(model.ExpectedWeight(0), 1);
}

// Three values: rising, falling, or a peak in the middle.
TEST(BayesianModelTest, ConsidersAPeakInside) {
  BayesianModel model;
  model.Begin(TestSpace({3}));
  EXPECT_NEAR(model.ExpectedValue(0, 0), 1.0 / 3, 1e-12);  // 0, 1, 0
  EXPECT_NEAR(model.ExpectedValue(0, 1), 2.0 / 3, 1e-12);  // .5, .5, 1
  model.Hear(OfferFrom({1}), 0);
  EXPECT_GT(model.ExpectedValue(0, 1), 0.8);
  EXPECT_LT(model.ExpectedValue(0, 2), 0.4);
}

TEST(BayesianModelTest, AnOfferRepeatedTeachesNothing) {
  BayesianModel model;
  model.Begin(TestSpace({4, 4}));
  model.Hear(OfferFrom({3, 0}), 0.1);
  const double before = model.ExpectedValue(0, 3);
  model.Hear(OfferFrom({3, 0}), 0.1);
  EXPECT_EQ(model.ExpectedValue(0, 3), before);
}

TEST(BayesianModelTest, CopesWithMoreValuesThanShapes) {
  BayesianModel model;
  model.Begin(TestSpace({1000, 1, 2}));
  for (int k = 0; k < 20; ++k) model.Hear(OfferFrom({999 - k, 0, 1}), 0.01 * k);
  EXPECT_GT(model.ExpectedValue(0, 990), model.ExpectedValue(0, 100));
  double sum = 0;
  for (const std::size_t issue : {0, 1, 2}) sum += model.ExpectedWeight(issue);
  EXPECT_NEAR(sum, 1, 1e-12);
}

/// A party with evaluations that rise over the values or fall, and weights of its own.
struct ModelCase {
  OpponentModelKind kind;
  const char* name;
};
class EveryModel : public testing::TestWithParam<ModelCase> {};

// The other side tables its 30 best offers, best first: whatever the model, it should then rank
// outcomes much as that party does.
TEST_P(EveryModel, RanksOutcomesMuchLikeThePartyItHeard) {
  const Random random(11, 0);
  const OutcomeSpace space = TestSpace({4, 4, 4, 4});
  double correlation_sum = 0;
  for (std::uint64_t run = 0; run < 20; ++run) {
    std::vector<double> worth;
    for (std::size_t i = 0; i < 4; ++i) {
      const double weight = random.Uniform(MakeStream("weight"), 4 * run + i);
      const bool rises = random.Uniform(MakeStream("rises"), 4 * run + i) < 0.5;
      for (int v = 0; v < 4; ++v) worth.push_back(weight * (rises ? v : 3 - v) / 3);
    }
    TestParty party(space, worth);
    const Seat seat = party.SeatFor(1);
    OpponentModel model;
    model.Begin(space, GetParam().kind);
    PoolOffer offer;
    for (std::uint64_t rank = 0; rank < 30; ++rank) {
      ASSERT_TRUE(seat.offers->Ranked(rank, &offer));
      model.Hear(offer.offer, static_cast<double>(rank) / 100);
    }
    double sx = 0, sy = 0, sxx = 0, syy = 0, sxy = 0;
    const auto n = static_cast<double>(space.num_outcomes());
    for (std::uint64_t rank = 0; rank < space.num_outcomes(); ++rank) {
      const Outcome outcome = space.OutcomeAt(rank);
      const double x = party.Worth(outcome);
      const double y = model.Estimate(outcome);
      EXPECT_GE(y, 0);
      EXPECT_LE(y, 1 + 1e-12);
      sx += x, sy += y, sxx += x * x, syy += y * y, sxy += x * y;
    }
    correlation_sum += (sxy - sx * sy / n) / std::sqrt((sxx - sx * sx / n) * (syy - sy * sy / n));
  }
  EXPECT_GT(correlation_sum / 20, 0.8);
}

TEST_P(EveryModel, BeginForgets) {
  OpponentModel model;
  model.Begin(TestSpace({4, 2}), GetParam().kind);
  const std::vector<double> fresh = ScoresOf(&model);
  model.Hear(OfferFrom({3, 1}), 0.1);
  EXPECT_NE(ScoresOf(&model), fresh);
  model.Begin(TestSpace({4, 2}), GetParam().kind);
  EXPECT_EQ(ScoresOf(&model), fresh);
  EXPECT_EQ(model.num_heard(), 0U);
}

INSTANTIATE_TEST_SUITE_P(Kinds, EveryModel,
                         testing::Values(ModelCase{OpponentModelKind::kFrequency, "frequency"},
                                         ModelCase{OpponentModelKind::kBayesian, "bayesian"}),
                         [](const auto& tested) { return std::string(tested.param.name); });

// u1 = v, u2 = 10 - v over eleven values: the product v (10 - v) is largest at 5.
TEST(OtherPartiesTest, FindsTheNashOfferOfKnownPreferences) {
  std::vector<double> rising, falling;
  for (int v = 0; v <= 10; ++v) {
    rising.push_back(v);
    falling.push_back(10 - v);
  }
  TestParty own(TestSpace({11}), rising);
  TestParty other(TestSpace({11}), falling);
  const KnownParty known[] = {{}, other.Known()};
  Seat seat = own.SeatFor(0);
  seat.others = known;
  OtherParties others;
  others.Begin(seat, OpponentModelKind::kFrequency);
  EXPECT_FALSE(others.learns());
  EXPECT_EQ(others.NashWorth(ScaleOf(seat)), 5);
  EXPECT_DOUBLE_EQ(others.Share(1, OfferFrom({3})), 0.7);
  EXPECT_DOUBLE_EQ(others.Product(OfferFrom({3})), 7);
  PoolOffer found;
  ASSERT_TRUE(others.PickLiked(4, 8, &found));
  EXPECT_EQ(found.worth, 4);
}

// Many offers: a grid of own worths in place of all offers. The estimate may miss the best product,
// but not by more than one step of the grid allows.
TEST(OtherPartiesTest, EstimatesTheNashOfferOfManyByAGrid) {
  const OutcomeSpace space = TestSpace({20, 20, 20});
  std::vector<double> worth;
  for (int i = 0; i < 3; ++i) {
    for (int v = 0; v < 20; ++v) worth.push_back((i + 1) * v);
  }
  TestParty own(space, worth);
  const Seat seat = own.SeatFor(0);
  ASSERT_GT(seat.offers->size(), OtherParties::kFewOffers);
  OtherParties others;
  others.Begin(seat, OpponentModelKind::kFrequency);
  for (int k = 0; k < 30; ++k) others.Hear(1, OfferFrom({k % 4, k % 3, k % 2}), ClockAt(k / 100.0));
  const double estimate = others.NashWorth(ScaleOf(seat));
  double best = 0;
  for (const PoolOffer& offer : own.pool()) {
    best = std::max(best, offer.worth * others.Product(offer.offer));
  }
  PoolOffer found;
  ASSERT_TRUE(others.PickLiked(estimate, estimate, &found));
  EXPECT_GT(found.worth * others.Product(found.offer), 0.95 * best);
}

}  // namespace
}  // namespace dragoman::testing_support
