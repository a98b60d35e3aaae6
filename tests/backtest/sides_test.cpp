#include "engine/backtest/sides.h"

#include <gtest/gtest.h>

#include "tests/backtest/tiny_case.h"

namespace dragoman {
namespace {

using testing_support::TinyInputs;

TEST(SidesTest, TwoPrincipalsAreTheSides) {
  const auto sides = SidesOf(TinyInputs());
  EXPECT_EQ(sides[0].party.id, "North");
  EXPECT_EQ(sides[1].party.id, "South");
  EXPECT_EQ(sides[1].positions.size(), 2U);
}

// A third principal, East: water 40 (salience 50), no word on fees. Distances on water:
// North - South 80 (and 100 on fees), North - East 60, South - East 20. South and East are joined:
// water (40 x 50 x 20 + 60 x 50 x 40) / 5000 = 32; fees as South's.
TEST(SidesTest, TheNearestTwoOfThreeAreJoined) {
  BacktestInputs inputs = TinyInputs();
  BacktestParty east = inputs.parties[1];
  east.id = "East";
  east.capability = 60;
  east.rank = DelegationRank::kDeputy;
  east.mandate = 30;
  east.outside_option = 80;
  east.audience_cost = 90;
  inputs.parties.push_back(east);
  inputs.positions.push_back({3, 0, 40, 50, 70, CodingGrade::kLow});
  const auto sides = SidesOf(inputs);
  EXPECT_EQ(sides[0].party.id, "North");
  const BacktestSide& joint = sides[1];
  EXPECT_EQ(joint.party.id, "South+East");
  EXPECT_EQ(joint.members, (std::vector<std::size_t>{1, 3}));
  EXPECT_EQ(joint.party.rank, DelegationRank::kDeputy);
  EXPECT_EQ(joint.party.mandate, 30);
  EXPECT_EQ(joint.party.capability, 100);
  EXPECT_EQ(joint.party.audience_cost, 90);
  EXPECT_DOUBLE_EQ(joint.party.outside_option, (40 * 50 + 60 * 80) / 100.0);
  ASSERT_EQ(joint.positions.size(), 2U);
  EXPECT_DOUBLE_EQ(joint.positions[0].position, 32);
  EXPECT_EQ(joint.positions[0].firmness, 70);
  EXPECT_EQ(joint.positions[0].confidence, CodingGrade::kLow);
  EXPECT_EQ(joint.positions[1].position, 100);
}

TEST(SidesTest, FourPrincipalsBecomeTwoEvenIfTheyShareNoIssue) {
  BacktestInputs inputs = TinyInputs();
  for (const char* id : {"East", "West"}) {
    inputs.parties.push_back(inputs.parties[0]);
    inputs.parties.back().id = id;
  }
  const auto sides = SidesOf(inputs);
  EXPECT_EQ(sides[0].members.size() + sides[1].members.size(), 4U);
}

}  // namespace
}  // namespace dragoman
