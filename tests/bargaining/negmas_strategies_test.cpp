#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/bargaining/negmas/terms.h"
#include "engine/bargaining/pool_source.h"
#include "engine/bargaining/registry.h"
#include "tests/bargaining/sitting_fixture.h"
#include "tests/support/negmas_sittings.h"

namespace dragoman::testing_support {
namespace {

/// A seat over one issue whose options are worth what the list says.
class OneIssueSeat {
 public:
  explicit OneIssueSeat(const std::vector<double>& worths, double reservation = 0)
      : space_(std::vector<std::size_t>{worths.size()}), appraiser_(Appraisals(worths)) {
    for (std::size_t k = 0; k < worths.size(); ++k) {
      pool_.push_back({.offer = OfferOf(static_cast<OptionIndex>(k)), .worth = worths[k]});
    }
    source_.Reset(space_, pool_);
    seat_.offers = &source_;
    seat_.best_worth = source_.best_worth();
    seat_.reservation = reservation;
    seat_.appraiser = &appraiser_;
    seat_.space = &space_;
  }

  const Seat& seat() const { return seat_; }
  OfferSource* source() { return &source_; }

  /// A strategy by its text, seated.
  std::unique_ptr<Strategy> Seated(const std::string& tactic) {
    std::unique_ptr<Strategy> strategy = StrategyOf(tactic);
    strategy->Begin(seat_);
    return strategy;
  }

 private:
  static std::vector<Appraisal> Appraisals(const std::vector<double>& worths) {
    std::vector<Appraisal> appraisals;
    for (const double worth : worths) appraisals.push_back(Gain(worth));
    return appraisals;
  }

  OutcomeSpace space_;
  TableAppraiser appraiser_;
  std::vector<PoolOffer> pool_;
  PoolSource source_;
  Seat seat_;
};

constexpr double kNoFloor = -1e9;

// Six options: 0 .. 5 are worth this. Best 1, worst 0.
const std::vector<double> kSix = {0, .3, .4, .6, .8, 1};

int WorstIn(const std::vector<double>& worths, double low, double floor) {
  OneIssueSeat seat(worths);
  PoolOffer found;
  if (!NegmasWorstIn(low, floor, seat.source(), &found)) return -1;
  return found.offer.options[0];
}

/// The option it tables at this tick and time; -1: silence.
int Tables(Strategy* strategy, int tick, double time) {
  const PoolOffer* offer = strategy->Propose({.tick = tick, .ticks = 100, .time = time});
  return offer == nullptr ? -1 : offer->offer.options[0];
}
bool Accepts(Strategy* strategy, OptionIndex option, int tick, double time) {
  return strategy->Judge(OfferOf(option), {.tick = tick, .ticks = 100, .time = time}).accepts();
}
void Hears(Strategy* strategy, OptionIndex option, int tick, double time) {
  strategy->Hear(1, OfferOf(option), {.tick = tick, .ticks = 100, .time = time});
}

TEST(NegmasWorstInTest, IsTheCheapestOfferWorthAsMuch) {
  EXPECT_EQ(WorstIn(kSix, .5, kNoFloor), 3);
  EXPECT_EQ(WorstIn(kSix, .4, kNoFloor), 2);
}

TEST(NegmasWorstInTest, IsTheBestOfferIfNoneIsWorthAsMuch) {
  EXPECT_EQ(WorstIn(kSix, 1.5, kNoFloor), 5);
}

TEST(NegmasWorstInTest, KeepsToTheFloor) {
  EXPECT_EQ(WorstIn(kSix, .1, .35), 2);
  EXPECT_EQ(WorstIn(kSix, .1, 1.1), -1);
}

TEST(NegmasWorstInTest, TakesWhatIsNearerFromBelowWithinAMillionth) {
  EXPECT_EQ(WorstIn({0, .5 - 4e-7, .5 + 6e-7}, .5, kNoFloor), 1);
  EXPECT_EQ(WorstIn({0, .5 - 6e-7, .5 + 4e-7}, .5, kNoFloor), 2);
  EXPECT_EQ(WorstIn({0, .5 - 4e-7, .5}, .5, kNoFloor), 2);
  EXPECT_EQ(WorstIn({0, .5 - 2e-6, .5 + 1e-5}, .5, kNoFloor), 2);
  EXPECT_EQ(WorstIn({0, .5 - 4e-7, .5 + 6e-7}, .5, .5), 2);
}

TEST(NegmasWorstInTest, TakesTheFirstOfEquals) {
  EXPECT_EQ(WorstIn({0, .7, .7}, .5, kNoFloor), 1);
  EXPECT_EQ(WorstIn({.5 - 4e-7, .5 - 4e-7, .9}, .5, kNoFloor), 0);
}

// Linear at 1/2: lo = .5 - .0001. Boulware: 1 - 1/16 = .9375. Conceder at 1/16: 1 - 1/2.
TEST(NegmasTimeBasedTest, OffersTheCheapestAndAcceptsAllThatIsWorthTheAspiration) {
  OneIssueSeat seat(kSix);
  const auto linear = seat.Seated("negmas_linear");
  EXPECT_EQ(Tables(linear.get(), 1, .5), 3);
  EXPECT_TRUE(Accepts(linear.get(), 3, 1, .5));
  EXPECT_FALSE(Accepts(linear.get(), 2, 1, .5));
  EXPECT_EQ(Tables(seat.Seated("negmas_boulware").get(), 1, .5), 5);
  EXPECT_EQ(Tables(seat.Seated("negmas_conceder").get(), 1, 1. / 16), 3);
}

// Exponent 1: (exp(.5) - 1)/(e - 1) = .3775 at 1/2. Exponent 2 of a polynomial: .75.
TEST(NegmasTimeBasedTest, FollowsTheCurveItIsGiven) {
  OneIssueSeat seat(kSix);
  const auto exponential = seat.Seated("negmas_time_based(curve=exponential)");
  EXPECT_NEAR(exponential->Aspiration({.tick = 1, .ticks = 2, .time = .5}), .37744, 1e-5);
  EXPECT_EQ(Tables(exponential.get(), 1, .5), 2);
  EXPECT_EQ(Tables(seat.Seated("negmas_time_based(exponent=2)").get(), 1, .5), 4);
  EXPECT_EQ(Tables(seat.Seated("negmas_time_based(exponent=2,max_aspiration=0.5)").get(), 1, .5),
            2);
}

// r = .35, linear at .9: .65 x .1 + .35 - .0001 = .4149.
TEST(NegmasTimeBasedTest, ConcedesToTheReservationValue) {
  OneIssueSeat seat(kSix, .35);
  const auto linear = seat.Seated("negmas_linear");
  EXPECT_EQ(Tables(linear.get(), 1, .9), 3);
  EXPECT_FALSE(Accepts(linear.get(), 1, 2, 1));
  EXPECT_TRUE(Accepts(linear.get(), 2, 2, 1));
}

TEST(NegmasTimeBasedTest, TablesItsBestWhereNothingIsRationalAndAcceptsNothing) {
  OneIssueSeat seat(kSix, 2);
  const auto linear = seat.Seated("negmas_linear");
  EXPECT_EQ(Tables(linear.get(), 1, .9), 5);
  EXPECT_FALSE(Accepts(linear.get(), 5, 1, .9));
}

// lo = .8 x 1 - .001 at 0: the tolerance is coarse enough to take .7995.
TEST(NegmasAspirationTest, HasACoarserTolerance) {
  OneIssueSeat seat({0, .7995, 1});
  const auto aspiration =
      seat.Seated("negmas_aspiration(aspiration_type=linear,max_aspiration=0.8)");
  EXPECT_EQ(Tables(aspiration.get(), 1, 0), 1);
  EXPECT_EQ(Tables(seat.Seated("negmas_time_based(max_aspiration=0.8)").get(), 1, 0), 2);
}

TEST(NegmasMicroTest, MakesANewOfferOnlyForANewOffer) {
  OneIssueSeat seat(kSix);
  const auto micro = seat.Seated("negmas_micro");
  EXPECT_EQ(Tables(micro.get(), 1, .1), 5);
  EXPECT_EQ(Tables(micro.get(), 2, .2), 5) << "one sent, none heard: repeats what it sent";
  Hears(micro.get(), 0, 2, .2);
  EXPECT_FALSE(Accepts(micro.get(), 3, 3, .3)) << "its next offer is worth .8";
  EXPECT_TRUE(Accepts(micro.get(), 4, 3, .3));
  EXPECT_EQ(Tables(micro.get(), 3, .3), 4);
  Hears(micro.get(), 0, 3, .3);
  EXPECT_FALSE(Accepts(micro.get(), 3, 4, .4)) << "an offer heard before is none";
}

TEST(NegmasMicroTest, IsSilentWithoutARationalOffer) {
  OneIssueSeat seat(kSix, 2);
  EXPECT_EQ(Tables(seat.Seated("negmas_micro").get(), 1, .1), -1);
}

TEST(NegmasMicroTest, RepeatsOneOfItsOwnOnceTheRationalOnesAreSpent) {
  OneIssueSeat seat(kSix, .7);
  const auto micro = seat.Seated("negmas_micro");
  for (OptionIndex k = 0; k < 3; ++k) Hears(micro.get(), k, 1, .1);
  EXPECT_EQ(Tables(micro.get(), 1, .1), 5);
  EXPECT_EQ(Tables(micro.get(), 2, .1), 4);
  for (int tick = 3; tick < 20; ++tick) EXPECT_GE(Tables(micro.get(), tick, .1), 4);
}

// Steps 2 and 3 concede the gap between the next two ranks: 1 - .8, then .6 - .4.
TEST(NegmasNaiveTitForTatTest, FirstConcedesByTheGapsInItsOwnList) {
  OneIssueSeat seat(kSix);
  const auto naive = seat.Seated("negmas_naive_tit_for_tat");
  EXPECT_EQ(Tables(naive.get(), 1, .1), 5);
  EXPECT_TRUE(Accepts(naive.get(), 4, 2, .2));
  EXPECT_EQ(Tables(naive.get(), 2, .2), 4);
}

// c = .3 from an offer worth .3: offers what is worth .7 or more. Accepts from n >= 1 - n up.
TEST(NegmasNaiveTitForTatTest, ThenConcedesByTheWorthOfTheLastOffer) {
  OneIssueSeat seat(kSix);
  const auto naive = seat.Seated("negmas_naive_tit_for_tat");
  Hears(naive.get(), 1, 4, .4);
  EXPECT_EQ(Tables(naive.get(), 5, .5), 4);
  EXPECT_TRUE(Accepts(naive.get(), 3, 5, .5));
  EXPECT_FALSE(Accepts(naive.get(), 2, 5, .5));
  const auto kind = seat.Seated("negmas_naive_tit_for_tat(kindness=0.25)");
  EXPECT_TRUE(Accepts(kind.get(), 2, 5, .5)) << ".4 >= 1 - .4 - .25";
}

// Nothing heard: the model likes all alike, so its frontier is its best outcome, and the target 1.
TEST(NegmasNiceTitForTatTest, OpensWithItsBest) {
  OneIssueSeat seat(kSix);
  const auto nice = seat.Seated("negmas_nice_tit_for_tat");
  EXPECT_EQ(Tables(nice.get(), 1, .01), 5);
  EXPECT_FALSE(Accepts(nice.get(), 4, 1, .01));
}

// It hears .3, then .6. Two values equally often: the issue weighs 0, so both score 1. Frontier
// (.6, 1), (1, 0); no product exceeds 0, so p = .6; N = .6 (1.4 - .6 x .7) = .588; the other has
// come (.6 - .3)/(.588 - .3) > 1 of the way, so the target is N.
TEST(NegmasNiceTitForTatTest, RepaysAConcession) {
  OneIssueSeat seat(kSix);
  const auto nice = seat.Seated("negmas_nice_tit_for_tat");
  Hears(nice.get(), 1, 1, .01);
  Hears(nice.get(), 3, 2, .02);
  EXPECT_FALSE(Accepts(nice.get(), 2, 2, .02));
  EXPECT_TRUE(Accepts(nice.get(), 3, 2, .02));
  EXPECT_EQ(Tables(nice.get(), 2, .02), 3);
}

TEST(NegmasNiceTitForTatTest, AcceptsAnythingRationalInTheEnd) {
  OneIssueSeat seat(kSix, .35);
  const auto nice = seat.Seated("negmas_nice_tit_for_tat");
  EXPECT_FALSE(Accepts(nice.get(), 2, 1, .97));
  EXPECT_TRUE(Accepts(nice.get(), 2, 2, .98));
  EXPECT_FALSE(Accepts(nice.get(), 1, 2, .98));
}

}  // namespace
}  // namespace dragoman::testing_support
