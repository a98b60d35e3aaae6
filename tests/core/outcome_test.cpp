#include "engine/core/outcome.h"

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

namespace dragoman {
namespace {

Outcome OutcomeOf(std::initializer_list<OptionIndex> options) {
  Outcome outcome;
  for (const OptionIndex option : options) outcome.options.push_back(option);
  return outcome;
}

TEST(OutcomeTest, IsIndexedByIssue) {
  Outcome outcome = OutcomeOf({4, 0, 2});
  EXPECT_EQ(outcome[IssueIndex{2}], 2);
  outcome[IssueIndex{1}] = 7;
  EXPECT_EQ(outcome, OutcomeOf({4, 7, 2}));
}

TEST(OutcomeTest, SortsByTheFirstIssueThatDiffers) {
  std::vector<Outcome> outcomes = {OutcomeOf({1, 0, 0}), OutcomeOf({0, 2, 0}),
                                   OutcomeOf({0, 1, 9})};
  std::sort(outcomes.begin(), outcomes.end());
  EXPECT_EQ(outcomes[0], OutcomeOf({0, 1, 9}));
  EXPECT_EQ(outcomes[1], OutcomeOf({0, 2, 0}));
  EXPECT_EQ(outcomes[2], OutcomeOf({1, 0, 0}));
}

TEST(OutcomeTest, HoldsThirtyTwoIssuesWithoutAHeap) {
  static_assert(std::is_trivially_copyable_v<Outcome>);
  Outcome outcome;
  outcome.options.assign(kMaxIssues, 65535);
  EXPECT_EQ(outcome[IssueIndex{31}], 65535);
}

}  // namespace
}  // namespace dragoman
