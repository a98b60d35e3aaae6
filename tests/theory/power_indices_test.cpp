// Power indices of weighted voting: a proposal passes if the weights for it reach the quota.

#include "engine/analysis/theory/power_indices.h"

#include <algorithm>
#include <bit>

#include <gtest/gtest.h>

#include "engine/core/random.h"
#include "tests/support/theory_vectors.h"

namespace dragoman::testing_support {
namespace {

PowerIndices SolvedBody(const VotingBody& body) {
  const auto indices = ComputePowerIndices(body);
  EXPECT_TRUE(indices.ok());
  return indices.ok() ? *indices : PowerIndices{};
}

// [3; 2, 1, 1]: the first is pivotal unless it comes first: 2/3 of the orders. Winning coalitions
// are {1,2}, {1,3}, {1,2,3}: swings 3, 1, 1.
TEST(PowerIndices, AVetoOfThreeByHand) {
  const PowerIndices it = SolvedBody({{2, 1, 1}, 3});
  EXPECT_NEAR(it.members[0].shapley_shubik, 2.0 / 3, 1e-15);
  EXPECT_NEAR(it.members[1].shapley_shubik, 1.0 / 6, 1e-15);
  EXPECT_EQ(it.members[0].banzhaf_swings, 3U);
  EXPECT_EQ(it.members[2].banzhaf_swings, 1U);
  EXPECT_EQ(it.winning_coalitions, 3U);
  EXPECT_NEAR(it.members[0].banzhaf_absolute, 0.75, 1e-15);
  EXPECT_EQ(it.members[0].swings_by_size, (std::vector<std::uint64_t>{0, 2, 1}));
}

/// Counts swings and winning coalitions by listing all 2^n.
PowerIndices Listed(const VotingBody& body) {
  const std::size_t n = body.weights.size();
  PowerIndices listed;
  listed.members.resize(n);
  for (VotingPower& power : listed.members) power.swings_by_size.assign(n, 0);
  for (std::uint64_t set = 0; set < std::uint64_t{1} << n; ++set) {
    std::int64_t weight = 0;
    for (std::size_t i = 0; i < n; ++i) weight += ((set >> i) & 1U) != 0 ? body.weights[i] : 0;
    if (weight < body.quota) continue;
    ++listed.winning_coalitions;
    for (std::size_t i = 0; i < n; ++i) {
      if (((set >> i) & 1U) == 0 || weight - body.weights[i] >= body.quota) continue;
      ++listed.members[i].swings_by_size[static_cast<std::size_t>(std::popcount(set)) - 1];
      ++listed.members[i].banzhaf_swings;
    }
  }
  return listed;
}

VotingBody RandomBody(std::uint64_t run) {
  const Random random(9, run);
  const StreamKey stream = MakeStream("weights");
  VotingBody body;
  std::int64_t sum = 0;
  const std::uint64_t members = 2 + random.Bits(stream) % 9;
  for (std::uint64_t k = 1; k <= members; ++k) {
    body.weights.push_back(static_cast<std::int64_t>(random.Bits(stream, k) % 12) * 3);
    sum += body.weights.back();
  }
  body.quota =
      1 + static_cast<std::int64_t>(random.Bits(stream, 99) %
                                    static_cast<std::uint64_t>(std::max<std::int64_t>(sum, 1)));
  return body;
}

TEST(PowerIndices, GeneratingFunctionsCountWhatListingAllCoalitionsDoes) {
  for (std::uint64_t run = 0; run < 300; ++run) {
    const VotingBody body = RandomBody(run);
    const auto counted = ComputePowerIndices(body);
    if (!counted.ok()) continue;  // All weights are 0.
    const PowerIndices listed = Listed(body);
    EXPECT_EQ(counted->winning_coalitions, listed.winning_coalitions) << run;
    double sum = 0;
    for (std::size_t i = 0; i < body.weights.size(); ++i) {
      EXPECT_EQ(counted->members[i].swings_by_size, listed.members[i].swings_by_size) << run;
      EXPECT_EQ(counted->members[i].banzhaf_swings, listed.members[i].banzhaf_swings) << run;
      sum += counted->members[i].shapley_shubik;
    }
    EXPECT_NEAR(sum, 1, 1e-14) << "all power is shared out";
  }
}

// Two of three decide, whatever the weights say; and the scale of weights does not matter.
TEST(PowerIndices, WeightIsNotPower) {
  const PowerIndices it = SolvedBody({{49'000'000, 49'000'000, 2'000'000}, 51'000'000});
  for (const VotingPower& power : it.members) EXPECT_NEAR(power.shapley_shubik, 1.0 / 3, 1e-15);
}

// Five of fifteen must agree and nine in all: the same as weights 7 and 1 with quota 39.
TEST(PowerIndices, VetoesAreWeights) {
  const VotingBody plain = {std::vector<std::int64_t>(15, 1), 9};
  const std::size_t vetoes[] = {0, 1, 2, 3, 4};
  const PowerIndices it = SolvedBody(WithVetoes(plain, vetoes));
  EXPECT_EQ(it.members[0].banzhaf_swings, 848U);
  EXPECT_EQ(it.members[14].banzhaf_swings, 84U);
  EXPECT_NEAR(it.members[0].shapley_shubik, 421.0 / 2145, 1e-15);
}

// Two of four equal members who vote as one: [3; 2, 1, 1].
TEST(PowerIndices, ABlocIsOneMember) {
  const std::size_t bloc[] = {0, 0, 1, 2};
  const VotingBody body = WithBlocs({{1, 1, 1, 1}, 3}, bloc);
  EXPECT_EQ(body.weights, (std::vector<std::int64_t>{2, 1, 1}));
  EXPECT_NEAR(SolvedBody(body).members[0].shapley_shubik, 2.0 / 3, 1e-15);
}

// 60 equal members, simple majority: 1/60 each.
TEST(PowerIndices, SixtyMembersAreCountedInWholeNumbers) {
  const PowerIndices it = SolvedBody({std::vector<std::int64_t>(60, 1), 31});
  EXPECT_NEAR(it.members[0].shapley_shubik, 1.0 / 60, 1e-16);
  // C(59, 30).
  EXPECT_EQ(it.members[0].banzhaf_swings, 59'132'290'782'430'712U);
}

TEST(PowerIndices, WrongBodiesAreNamed) {
  EXPECT_EQ(ComputePowerIndices({{1, 1}, 3}).problems()[0].path, "quota");
  EXPECT_EQ(ComputePowerIndices({{1, 1}, 0}).problems()[0].path, "quota");
  EXPECT_EQ(ComputePowerIndices({{1, -1}, 1}).problems()[0].path, "weights[1]");
  EXPECT_EQ(ComputePowerIndices({{}, 1}).problems()[0].path, "weights");
  EXPECT_EQ(ComputePowerIndices({{1'000'000'007, 999'999'937}, 1'500'000'000}).problems()[0].path,
            "quota");
}

TEST(TheoryVectors, WeightedQuotaShapleyShubikAndBanzhafNormalisedAndAbsolute) {
  DRAGOMAN_NEEDS_THEORY_VECTORS();
  ForEachTheoryCase("power_indices", 11, [](TheoryCase& it) {
    VotingBody body;
    body.weights = it.inputs()["weights"].get<std::vector<std::int64_t>>();
    body.quota = it.inputs()["quota"].get<std::int64_t>();
    const PowerIndices indices = SolvedBody(body);
    it.Check("n", body.weights.size());
    // Counts are compared exactly, whatever the file's tolerance.
    EXPECT_EQ(indices.winning_coalitions, it.expected()["winning_coalitions"].get<std::uint64_t>());
    EXPECT_EQ(indices.total_swings, it.expected()["total_swings"].get<std::uint64_t>());
    it.Check("winning_coalitions", indices.winning_coalitions);
    it.Check("total_swings", indices.total_swings);
    nlohmann::json classes = nlohmann::json::array();
    for (const nlohmann::json& theirs : it.expected()["per_weight"]) {
      const auto weight = theirs["weight"].get<std::int64_t>();
      const auto place = std::find(body.weights.begin(), body.weights.end(), weight);
      ASSERT_NE(place, body.weights.end());
      const VotingPower& power =
          indices.members[static_cast<std::size_t>(place - body.weights.begin())];
      EXPECT_EQ(power.banzhaf_swings, theirs["banzhaf_swings"].get<std::uint64_t>());
      classes.push_back({{"label", theirs["label"]},
                         {"weight", weight},
                         {"shapley_shubik", power.shapley_shubik},
                         {"banzhaf_swings", power.banzhaf_swings},
                         {"banzhaf_normalised", power.banzhaf_normalised},
                         {"banzhaf_absolute", power.banzhaf_absolute}});
    }
    it.Check("per_weight", classes);
  });
}

}  // namespace
}  // namespace dragoman::testing_support
