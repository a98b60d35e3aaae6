#include "engine/bargaining/offer_set.h"

#include "tests/bargaining/strategy_fixture.h"

namespace dragoman::testing_support {
namespace {

TEST(OfferSetTest, HoldsWhatASetHolds) {
  const Random random(3, 0);
  OfferSet offers;
  for (std::uint64_t round = 0; round < 5; ++round) {
    offers.Clear();
    std::set<Offer> expected;
    for (std::uint64_t k = 0; k < 3000; ++k) {
      const std::uint64_t bits = random.Bits(MakeStream("offers"), 3000 * round + k);
      const Offer offer = OfferFrom({static_cast<int>(bits % 40), static_cast<int>(bits >> 8U) % 7,
                                     static_cast<int>(bits >> 20U) % 5});
      EXPECT_EQ(offers.Contains(offer), expected.count(offer) == 1);
      EXPECT_EQ(offers.Insert(offer), expected.insert(offer).second);
    }
    EXPECT_EQ(offers.size(), expected.size());
    for (const Offer& offer : expected) EXPECT_TRUE(offers.Contains(offer));
  }
}

TEST(OfferSetTest, IsEmptyOnceCleared) {
  OfferSet offers;
  EXPECT_FALSE(offers.Contains(OfferFrom({1})));
  EXPECT_TRUE(offers.Insert(OfferFrom({1})));
  offers.Clear();
  EXPECT_TRUE(offers.empty());
  EXPECT_FALSE(offers.Contains(OfferFrom({1})));
  EXPECT_TRUE(offers.Insert(OfferFrom({1})));
  EXPECT_FALSE(offers.Insert(OfferFrom({1})));
}

TEST(OfferSetTest, KeepsTheOrderOfArrival) {
  OfferSet offers;
  for (int k = 99; k >= 0; --k) offers.Insert(OfferFrom({k, 0}));
  EXPECT_EQ(offers[0], OfferFrom({99, 0}));
  EXPECT_EQ(offers[99], OfferFrom({0, 0}));
}

}  // namespace
}  // namespace dragoman::testing_support
