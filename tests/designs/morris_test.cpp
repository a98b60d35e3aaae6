#include "engine/designs/morris.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/designs/internal/spread_subset.h"
#include "tests/designs/sampling_vectors.h"

namespace dragoman {
namespace {

using testing_support::ExpectPrefix;
using testing_support::Rows;
using testing_support::RowsOf;

// Group numbers in order of first use.
std::vector<std::size_t> GroupNumbers(const std::vector<std::string>& names) {
  std::map<std::string, std::size_t> numbers;
  std::vector<std::size_t> groups;
  for (const std::string& name : names) {
    groups.push_back(numbers.try_emplace(name, numbers.size()).first->second);
  }
  return groups;
}

std::vector<std::size_t> OneEach(std::size_t parameters) {
  std::vector<std::size_t> groups(parameters);
  for (std::size_t j = 0; j < parameters; ++j) groups[j] = j;
  return groups;
}

// The laws of trajectories, for rows in unit coordinates: all on the grid; each step moves exactly
// the members of one group, by delta; each group moves exactly once a trajectory.
void ExpectTrajectories(const Rows& rows, int levels, const std::vector<std::size_t>& groups) {
  const std::size_t num_groups = *std::max_element(groups.begin(), groups.end()) + 1;
  const double delta = levels / (2.0 * (levels - 1));
  ASSERT_EQ(rows.size() % (num_groups + 1), 0U);
  for (std::size_t k = 0; k < rows.size(); ++k) {
    for (const double x : rows[k]) {
      ASSERT_GE(x, 0);
      ASSERT_LE(x, 1);
      ASSERT_NEAR(x * (levels - 1), std::round(x * (levels - 1)), 1e-12);
    }
  }
  for (std::size_t begin = 0; begin < rows.size(); begin += num_groups + 1) {
    std::set<std::size_t> moved;
    for (std::size_t step = 1; step <= num_groups; ++step) {
      std::set<std::size_t> now;
      for (std::size_t j = 0; j < groups.size(); ++j) {
        const double change = rows[begin + step][j] - rows[begin + step - 1][j];
        if (change == 0) continue;
        ASSERT_NEAR(std::abs(change), delta, 1e-12);
        now.insert(groups[j]);
      }
      ASSERT_EQ(now.size(), 1U) << "one group a step";
      const std::size_t group = *now.begin();
      for (std::size_t j = 0; j < groups.size(); ++j) {
        if (groups[j] != group) continue;
        EXPECT_NE(rows[begin + step][j], rows[begin + step - 1][j]);
      }
      ASSERT_TRUE(moved.insert(group).second) << "each group once";
    }
  }
}

// Sum over pairs of trajectories of the squared sum of the distances of their points.
double Spread(const Rows& rows, std::size_t per_trajectory) {
  double total = 0;
  for (std::size_t a = 0; a < rows.size(); a += per_trajectory) {
    for (std::size_t b = 0; b < a; b += per_trajectory) {
      double distance = 0;
      for (std::size_t i = a; i < a + per_trajectory; ++i) {
        for (std::size_t l = b; l < b + per_trajectory; ++l) {
          double squared = 0;
          for (std::size_t j = 0; j < rows[i].size(); ++j) {
            squared += (rows[i][j] - rows[l][j]) * (rows[i][j] - rows[l][j]);
          }
          distance += std::sqrt(squared);
        }
      }
      total += distance * distance;
    }
  }
  return total;
}

TEST(MorrisTest, TheReferenceTrajectoriesObeyTheSameLaws) {
  DRAGOMAN_READ_VECTORS(vectors, "morris.json");
  int cases = 0;
  for (const auto& [name, one] : vectors.items()) {
    if (!one.is_object() || !one.contains("X")) continue;
    Rows rows = one["X"].get<Rows>();
    for (std::vector<double>& row : rows) {
      for (std::size_t j = 0; j < row.size(); ++j) {
        const double low = one["bounds"][j][0];
        const double high = one["bounds"][j][1];
        row[j] = std::clamp((row[j] - low) / (high - low), 0.0, 1.0);
      }
    }
    const auto groups = one.contains("groups")
                            ? GroupNumbers(one["groups"].get<std::vector<std::string>>())
                            : OneEach(rows[0].size());
    SCOPED_TRACE(name);
    ExpectTrajectories(rows, one["num_levels"], groups);
    const MorrisDesign ours(rows[0].size(), one["trajectories"], one["num_levels"], 1, 0, groups);
    EXPECT_EQ(ours.size(), rows.size());
    EXPECT_DOUBLE_EQ(ours.delta(), one["delta"].get<double>());
    ++cases;
  }
  EXPECT_EQ(cases, 5);
}

TEST(MorrisTest, EveryStepMovesOneParameterByDeltaAndEachOnce) {
  for (const std::uint32_t levels : {2, 4, 6, 100}) {
    const MorrisDesign design(7, 30, levels, levels);
    EXPECT_EQ(design.size(), 240U);
    ExpectTrajectories(RowsOf(design), static_cast<int>(levels), OneEach(7));
  }
  ExpectTrajectories(RowsOf(MorrisDesign(1, 5, 4, 3)), 4, {0});
}

TEST(MorrisTest, GroupsMoveTogether) {
  const std::vector<std::size_t> groups = {0, 1, 0, 2, 2};
  const MorrisDesign design(5, 40, 4, 9, 0, groups);
  EXPECT_EQ(design.rows_per_trajectory(), 4U);
  ExpectTrajectories(RowsOf(design), 4, groups);
  ExpectTrajectories(RowsOf(MorrisDesign(5, 6, 4, 9, 30, groups)), 4, groups);
}

TEST(MorrisTest, ALongerDesignBeginsWithTheShorterOne) {
  ExpectPrefix(MorrisDesign(6, 10, 4, 3), MorrisDesign(6, 20, 4, 3));
}

// Each parameter: half of the moves go up, every level starts a quarter of them, and each is moved
// first in one of four trajectories. 4000 trajectories: sd of a count of 1000 is 27.
TEST(MorrisTest, StartsDirectionsAndOrderAreUniform) {
  const Rows rows = RowsOf(MorrisDesign(4, 4000, 4, 17));
  for (std::size_t j = 0; j < 4; ++j) {
    std::map<double, int> starts;
    int first = 0;
    int up = 0;
    for (std::size_t k = 0; k < rows.size(); k += 5) {
      ++starts[rows[k][j]];
      first += rows[k + 1][j] != rows[k][j] ? 1 : 0;
      up += rows[k + 4][j] > rows[k][j] ? 1 : 0;
    }
    ASSERT_EQ(starts.size(), 4U);
    for (const auto& [level, count] : starts) EXPECT_NEAR(count, 1000, 120) << level;
    EXPECT_NEAR(first, 1000, 120);
    EXPECT_NEAR(up, 2000, 140);
  }
}

TEST(MorrisTest, OptimisedTrajectoriesAreAmongTheCandidatesAndSpreadTheMost) {
  // All 4-subsets of 10 candidates, 210 in number, against the choice.
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const Rows all = RowsOf(MorrisDesign(3, 10, 4, seed));
    const MorrisDesign best(3, 4, 4, seed, 10);
    double highest = 0;
    for (unsigned mask = 0; mask < 1U << 10; ++mask) {
      if (std::popcount(mask) != 4) continue;
      Rows rows;
      for (unsigned t = 0; t < 10; ++t) {
        if ((mask >> t & 1U) == 0) continue;
        rows.insert(rows.end(), all.begin() + 4 * t, all.begin() + 4 * t + 4);
      }
      highest = std::max(highest, Spread(rows, 4));
    }
    EXPECT_NEAR(Spread(RowsOf(best), 4), highest, 1e-9 * highest) << seed;
    for (std::size_t t = 0; t < 4; ++t) {
      EXPECT_EQ(testing_support::RowOf(best, 4 * t), all[4 * best.chosen()[t]]);
    }
  }
}

TEST(MorrisTest, OptimisedTrajectoriesSpreadMoreThanRandomOnesOfTheSameNumber) {
  const double optimised = Spread(RowsOf(MorrisDesign(5, 6, 4, 1, 50)), 6);
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    EXPECT_GT(optimised, Spread(RowsOf(MorrisDesign(5, 6, 4, seed)), 6)) << seed;
  }
}

// The reference search chose 6 of 50 random trajectories that we do not have; ours of as many
// reaches a similar spread.
TEST(MorrisTest, TheReferenceOptimisationSpreadsAboutAsMuch) {
  DRAGOMAN_READ_VECTORS(vectors, "morris.json");
  const Rows reference = vectors["linear5_r6_of_50_optimal_local"]["X"].get<Rows>();
  const double theirs = Spread(reference, 6);
  double ours = 0;
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    ours += Spread(RowsOf(MorrisDesign(5, 6, 4, seed, 50)), 6) / 10;
  }
  EXPECT_NEAR(ours / theirs, 1, 0.1);
}

// Weights 0-1: 10, 2-3: 9, 0-2 and 1-3: 1, others 0. The best three are {0, 1, 2} (10 + 1 = 11)
// and {0, 1, 3} (11): the first is found first. The best two are {0, 1}.
TEST(SpreadSubsetTest, ChoosesTheHeaviestSet) {
  const std::vector<double> weights = {0, 10, 1, 0, 10, 0, 0, 1, 1, 0, 0, 9, 0, 1, 9, 0};
  EXPECT_EQ(internal::ChooseSpreadSubset(4, 2, weights), (std::vector<std::size_t>{0, 1}));
  EXPECT_EQ(internal::ChooseSpreadSubset(4, 3, weights), (std::vector<std::size_t>{0, 1, 2}));
  EXPECT_EQ(internal::ChooseSpreadSubset(4, 4, weights), (std::vector<std::size_t>{0, 1, 2, 3}));
  EXPECT_EQ(internal::ChooseSpreadSubset(4, 1, weights).size(), 1U);
}

}  // namespace
}  // namespace dragoman
