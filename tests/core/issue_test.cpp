#include "engine/core/issue.h"

#include <gtest/gtest.h>

namespace dragoman {
namespace {

TEST(IssueTest, FindsOptionsByTheirExactId) {
  const Issue issue{"water", "Water", {{"W0", "", 0}, {"W1", "", 40}, {"W2", "", 100}}, 0};
  EXPECT_EQ(issue.FindOption("W1"), OptionIndex{1});
  EXPECT_EQ(issue.FindOption("w1"), std::nullopt);
  EXPECT_EQ(issue.FindOption(""), std::nullopt);
  EXPECT_EQ(issue.num_options(), 3U);
  EXPECT_EQ(issue.position(1), 40);
}

}  // namespace
}  // namespace dragoman
