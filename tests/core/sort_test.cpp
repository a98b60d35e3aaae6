#include "engine/core/sort.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "engine/core/random.h"

namespace dragoman {
namespace {

TEST(SortTest, FewItemsKeepTheOrderOfEqualOnes) {
  std::vector<std::pair<int, char>> items = {{2, 'a'}, {1, 'b'}, {2, 'c'}, {1, 'd'}, {0, 'e'}};
  SortFew(items.begin(), items.end(),
          [](const auto& x, const auto& y) { return x.first < y.first; });
  EXPECT_EQ(items,
            (std::vector<std::pair<int, char>>{{0, 'e'}, {1, 'b'}, {1, 'd'}, {2, 'a'}, {2, 'c'}}));
}

TEST(SortTest, SortingByGapsSortsAsTheLibraryDoes) {
  for (const std::size_t size : {0, 1, 2, 3, 4, 5, 11, 100, 1000, 4321}) {
    std::vector<std::uint64_t> items;
    for (std::size_t k = 0; k < size; ++k) items.push_back(MixBits(k) % (size + 1));
    std::vector<std::uint64_t> expected = items;
    std::sort(expected.begin(), expected.end(), std::greater<>());
    auto larger = [](std::uint64_t a, std::uint64_t b) { return a > b; };
    internal::SortByGaps(items.begin(), items.end(), larger);
    EXPECT_EQ(items, expected) << size;
    SortItems(items.begin(), items.end());
    EXPECT_TRUE(std::is_sorted(items.begin(), items.end())) << size;
  }
}

}  // namespace
}  // namespace dragoman
