#include "engine/analysis/nondominated.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/analysis/random_profile.h"

namespace dragoman {
namespace {

using testing_support::CaseRandom;

std::vector<std::uint32_t> OneByOne(const std::vector<double>& vectors, std::size_t width) {
  const std::size_t count = vectors.size() / width;
  std::vector<std::uint32_t> kept;
  for (std::uint32_t k = 0; k < count; ++k) {
    bool dropped = false;
    for (std::uint32_t j = 0; j < count && !dropped; ++j) {
      bool covers = true;
      bool equal = true;
      for (std::size_t c = 0; c < width; ++c) {
        covers = covers && vectors[j * width + c] >= vectors[k * width + c];
        equal = equal && vectors[j * width + c] == vectors[k * width + c];
      }
      dropped = covers && (!equal || j < k);
    }
    if (!dropped) kept.push_back(k);
  }
  return kept;
}

TEST(NondominatedFilterTest, KeepsTheFirstOfEachVectorThatNoOtherCovers) {
  // (1,2) covers (1,1) and (0,2); of the two (2,0) the first stays.
  const std::vector<double> vectors{0, 2, 2, 0, 1, 1, 1, 2, 2, 0};
  std::vector<std::uint32_t> kept;
  NondominatedFilter().Select(vectors, 2, &kept);
  EXPECT_EQ(kept, (std::vector<std::uint32_t>{1, 3}));  // lexicographically descending
}

TEST(NondominatedFilterTest, EqualsComparingEachWithEach) {
  NondominatedFilter filter;
  std::vector<std::uint32_t> kept;
  for (std::uint64_t number = 0; number < 3000; ++number) {
    CaseRandom random(number);
    const auto width = static_cast<std::size_t>(random.Whole(1, 6));
    const int size = random.Whole(1, 150);
    const int high = random.Whole(1, 12);
    std::vector<double> vectors(width * static_cast<std::size_t>(size));
    for (double& x : vectors) x = random.Whole(-high, high);
    filter.Select(vectors, width, &kept);
    std::sort(kept.begin(), kept.end());
    ASSERT_EQ(kept, OneByOne(vectors, width)) << "case " << number;
  }
}

TEST(NondominatedFilterTest, LargeSetsNearASurfaceEqualComparingEachWithEach) {
  NondominatedFilter filter;
  std::vector<std::uint32_t> kept;
  for (std::size_t width = 3; width <= 5; ++width) {
    CaseRandom random(width);
    std::vector<double> vectors;
    for (int k = 0; k < 3000; ++k) {
      double rest = 1 + random.Real(0, 0.05);
      for (std::size_t c = 0; c + 1 < width; ++c) {
        vectors.push_back(random.Whole(0, 100) * 0.01 * rest);
        rest -= vectors.back();
      }
      vectors.push_back(rest);
    }
    filter.Select(vectors, width, &kept);
    std::sort(kept.begin(), kept.end());
    EXPECT_EQ(kept, OneByOne(vectors, width));
    EXPECT_GT(kept.size(), 300U);
  }
}

}  // namespace
}  // namespace dragoman
