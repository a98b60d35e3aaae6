#include "engine/preferences/domain.h"

#include <gtest/gtest.h>

namespace dragoman {
namespace {

Domain Reservoir() {
  Domain domain;
  domain.name = "reservoir";
  domain.issues.push_back({"water", IssueKind::kOrdered, {"W0", "W1", "W2"}, 0, 0});
  domain.issues.push_back({"years", IssueKind::kInteger, {}, -2, 5});  // -2 .. 2
  domain.issues.push_back({"site", IssueKind::kCategorical, {"hill", "plain"}, 0, 0});
  return domain;
}

TEST(DomainTest, NamesBecomeASpaceInTheOrderOfTheFile) {
  const OutcomeSpace space = Reservoir().Space();
  ASSERT_EQ(space.num_issues(), 3U);
  EXPECT_EQ(space.size(0), 3U);
  EXPECT_EQ(space.size(1), 5U);
  EXPECT_EQ(space.size(2), 2U);
  EXPECT_EQ(space.num_outcomes(), 30U);
}

TEST(DomainTest, ValuesAreFoundByTheirNames) {
  const Domain domain = Reservoir();
  for (const DomainIssue& issue : domain.issues) {
    for (std::size_t v = 0; v < issue.size(); ++v) {
      const auto value = static_cast<OptionIndex>(v);
      EXPECT_EQ(issue.FindValue(issue.ValueName(value)), value) << issue.name << " " << v;
    }
  }
  EXPECT_EQ(domain.issues[0].FindValue("W2"), 2);
  EXPECT_EQ(domain.issues[0].FindValue("w2"), std::nullopt);
  EXPECT_EQ(domain.issues[2].FindValue(""), std::nullopt);
}

TEST(DomainTest, IntegersAreNamedByTheirNumber) {
  const DomainIssue years = Reservoir().issues[1];
  EXPECT_EQ(years.ValueName(0), "-2");
  EXPECT_EQ(years.ValueName(4), "2");
  EXPECT_EQ(years.FindValue("0"), 2);
  EXPECT_EQ(years.FindValue("3"), std::nullopt);
  EXPECT_EQ(years.FindValue("-3"), std::nullopt);
  EXPECT_EQ(years.FindValue("1.0"), std::nullopt);
}

TEST(DomainTest, IntegersMayLieFarFromZero) {
  const DomainIssue price{"price", IssueKind::kInteger, {}, 4000000000LL, 3};
  EXPECT_EQ(price.ValueName(2), "4000000002");
  EXPECT_EQ(price.FindValue("4000000001"), 1);
}

}  // namespace
}  // namespace dragoman
