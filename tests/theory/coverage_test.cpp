// Which files of the vectors have a test of their own, and which have none and why.

#include <set>
#include <string>

#include <gtest/gtest.h>

#include "tests/support/theory_vectors.h"

namespace dragoman::testing_support {
namespace {

const std::set<std::string> kCompared = {"abreu_gul",
                                         "baron_ferejohn_closed",
                                         "breakdown_risk",
                                         "breakdown_risk_aversion",
                                         "commitment_shift",
                                         "cooperative_metamorphic",
                                         "cooperative_polygon",
                                         "cooperative_smooth",
                                         "crisis_two_types",
                                         "crisis_uniform_cost",
                                         "double_auction",
                                         "fearon_range",
                                         "inside_options",
                                         "nash_n_player_tu",
                                         "outside_options",
                                         "power_indices",
                                         "rubinstein_fixed_cost",
                                         "rubinstein_infinite",
                                         "rubinstein_limit",
                                         "stahl_finite",
                                         "stahl_grid",
                                         "unanimity_n_player",
                                         "zeuthen"};

// Packages are compared where package spaces are analysed (tests/analysis); games of two moves do
// not concern a sitting.
const std::set<std::string> kElsewhere = {"cooperative_discrete_packages", "games_2x2"};

TEST(TheoryVectors, NoFileIsPassedOver) {
  DRAGOMAN_NEEDS_THEORY_VECTORS();
  for (const std::string& name : TheoryFileNames()) {
    EXPECT_TRUE(kCompared.contains(name) != kElsewhere.contains(name)) << name;
  }
  EXPECT_EQ(TheoryFileNames().size(), kCompared.size() + kElsewhere.size());
}

}  // namespace
}  // namespace dragoman::testing_support
