// Zeuthen by hand and against the published paths: two such parties with known preferences end at
// the largest product of gains. Least sufficient step; at equal risks the first party concedes.

#include "tests/bargaining/strategy_fixture.h"
#include "tests/support/theory_vectors.h"

namespace dragoman::testing_support {
namespace {

/// Two Zeuthen parties over the points of a frontier, one issue whose values are the points.
class ZeuthenPair {
 public:
  ZeuthenPair(const std::vector<double>& first, const std::vector<double>& second, double d1,
              double d2, const TestSettings& settings = {})
      : parties_{TestParty(TestSpace({first.size()}), first, d1),
                 TestParty(TestSpace({second.size()}), second, d2)},
        known_{parties_[0].Known(), parties_[1].Known()} {
    for (int side = 0; side < 2; ++side) {
      strategies_[side] = MakeTestStrategy("zeuthen", settings);
      Seat seat = parties_[side].SeatFor(side);
      seat.others = known_;
      strategies_[side]->Begin(seat);
    }
  }

  /// Lets both table an offer in turn and hear each other's, until both table the same; the value
  /// indices of each pair of standing offers, whenever one moved.
  std::vector<std::pair<int, int>> Path(int most_ticks) {
    std::vector<std::pair<int, int>> path;
    int standing[2] = {-1, -1};
    for (int tick = 1; tick <= most_ticks; ++tick) {
      for (int side = 0; side < 2; ++side) {
        const Clock clock{tick, most_ticks, static_cast<double>(tick) / most_ticks};
        const PoolOffer* offer = strategies_[side]->Propose(clock);
        if (offer == nullptr) return path;
        const int value = offer->offer.options[0];
        strategies_[1 - side]->Hear(side, offer->offer, clock);
        const bool moved = value != standing[side];
        standing[side] = value;
        if (moved && standing[0] >= 0 && standing[1] >= 0) {
          path.emplace_back(standing[0], standing[1]);
        }
        if (standing[0] == standing[1]) return path;
      }
    }
    return path;
  }
  Strategy& strategy(int side) { return *strategies_[side]; }

 private:
  TestParty parties_[2];
  KnownParty known_[2];
  std::unique_ptr<Strategy> strategies_[2];
};

std::vector<double> ZeroToTen() { return {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10}; }
std::vector<double> TenToZero() { return {10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0}; }

// u = (v, 10 - v). At (10, 0) both products are 0: equal risks, the first concedes to 9 (product
// 9). The second needs more than 9: not 1 (9), but 2 (16). The first: not 8 (16), but 7 (21). And
// so on to 5, which nothing exceeds; there the second gives the first what it asks for.
TEST(ZeuthenTest, ConcedesByTheLeastSufficientStep) {
  ZeuthenPair pair(ZeroToTen(), TenToZero(), 0, 0);
  const std::vector<std::pair<int, int>> expected = {{10, 0}, {9, 0}, {9, 2}, {7, 2},
                                                     {7, 4},  {5, 4}, {5, 5}};
  EXPECT_EQ(pair.Path(100), expected);
}

// Against d = (4, 0) the product (v - 4)(10 - v) is largest at 7.
TEST(ZeuthenTest, EndsAtTheLargestProductOfGainsOverTheDisagreementPoint) {
  ZeuthenPair pair(ZeroToTen(), TenToZero(), 4, 0);
  const auto path = pair.Path(100);
  ASSERT_FALSE(path.empty());
  EXPECT_EQ(path.back(), std::make_pair(7, 7));
}

TEST(ZeuthenTest, HoldsAtEqualRisksIfToldTo) {
  ZeuthenPair pair(ZeroToTen(), TenToZero(), 0, 0, TestSettings().Choice("tie", "hold"));
  EXPECT_EQ(pair.Path(50), (std::vector<std::pair<int, int>>{{10, 0}}));
}

TEST(ZeuthenTest, AcceptsWhatItWouldConcedeTo) {
  ZeuthenPair pair(ZeroToTen(), TenToZero(), 0, 0);
  const Clock clock{1, 10, 0.1};
  pair.strategy(0).Propose(clock);                  // 10
  pair.strategy(0).Hear(1, OfferFrom({8}), clock);  // product 16 against 0
  const Clock next{2, 10, 0.2};
  EXPECT_TRUE(pair.strategy(0).Judge(OfferFrom({8}), next).accepts());
  EXPECT_FALSE(pair.strategy(0).Judge(OfferFrom({7}), next).accepts());
}

TEST(ZeuthenTest, LearnsWhereItIsNotTold) {
  TestParty party(TestSpace({11}), ZeroToTen());
  const auto strategy = MakeTestStrategy("zeuthen");
  strategy->Begin(party.SeatFor(1));
  std::string last;
  for (int tick = 1; tick <= 60; ++tick) {
    const Clock clock{tick, 60, tick / 60.0};
    last = TextOfOffer(strategy->Propose(clock));
    ASSERT_NE(last, "-");
    strategy->Hear(0, OfferFrom({tick / 20}), clock);  // 0, then 1, 2, 3
  }
  EXPECT_NE(last, "10") << "it never conceded";
}

TEST(ZeuthenTest, PublishedPathsOnFiniteFrontiers) {
  DRAGOMAN_NEEDS_THEORY_VECTORS();
  ForEachTheoryCase("zeuthen", 5, [](TheoryCase& test) {
    std::vector<double> first, second;
    for (const auto& point : test.inputs()["pareto_points"]) {
      first.push_back(point[0].get<double>());
      second.push_back(point[1].get<double>());
    }
    const auto d = test.inputs()["disagreement"];
    ZeuthenPair pair(first, second, d[0].get<double>(), d[1].get<double>());
    const auto path = pair.Path(1000);
    ASSERT_FALSE(path.empty()) << test.label();
    const auto at = static_cast<std::size_t>(path.back().first);
    test.Check("agreement_index", path.back().first);
    test.Check("agreement", {first[at], second[at]});
    test.Check("nash_product",
               (first[at] - d[0].get<double>()) * (second[at] - d[1].get<double>()));
    nlohmann::json ten = nlohmann::json::array();
    for (std::size_t k = 0; k < path.size() && k < 10; ++k) {
      ten.push_back({path[k].first, path[k].second});
    }
    test.Check("offer_path_first10", ten);
    test.Skip("initial_risks");
    test.Skip("nash_argmax_indices");
    test.Skip("rounds");
  });
}

}  // namespace
}  // namespace dragoman::testing_support
