#include "engine/io/geniusweb_json.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/io/error_text.h"

namespace dragoman {
namespace {

using testing::ElementsAre;

constexpr const char* kOrchard =
    R"({"name": "orchard", "issuesValues": {"water": {"values": ["W1", "W0"]},
        "price": {"range": {"low": 3, "high": 6, "step": 1}}}})";

Domain WebDomain(const std::string& text) {
  DomainFile file = ReadDomainText(text, "d.json");
  EXPECT_EQ(FormatProblems(file.problems), "");
  return file.domain;
}

/// A profile over the orchard, with `rest` after its tables.
std::string WebProfile(const std::string& rest) {
  return R"({"LinearAdditiveUtilitySpace": {"name": "ann", "issueUtilities": {
    "price": {"numberutils": {"lowValue": 3, "lowUtility": 1, "highValue": 6, "highUtility": 0.25}},
    "water": {"discreteutils": {"valueUtilities": {"W0": 0.5, "W1": 0.75}}}},
    "issueWeights": {"water": 0.4, "price": 0.6})" +
         rest + "}}";
}

UtilitySpec WebUtility(const std::string& text, const Domain& domain) {
  ProfileFile file = ReadProfileText(text, "ann.json", domain);
  EXPECT_EQ(FormatProblems(file.problems), "");
  return file.utility;
}

TEST(GeniusWebDomainTest, HasIssuesAndValuesInTheOrderOfTheText) {
  const Domain domain = WebDomain(kOrchard);
  EXPECT_EQ(domain.name, "orchard");
  ASSERT_EQ(domain.issues.size(), 2U);
  EXPECT_EQ(domain.issues[0].name, "water");
  EXPECT_THAT(domain.issues[0].values, ElementsAre("W1", "W0"));
  EXPECT_EQ(domain.issues[1].kind, IssueKind::kInteger);
  EXPECT_EQ(domain.issues[1].lower, 3);
  EXPECT_EQ(domain.issues[1].size(), 4U);
}

TEST(GeniusWebDomainTest, NamesTheValuesOfARangeWithoutTheNoiseOfBinaryFractions) {
  // 12.2 + 2 x 0.3 is 12.799999999999999 in doubles; 13 is passed by 13.1.
  const Domain domain = WebDomain(
      R"({"issuesValues": {"a": {"range": {"low": 12.2, "high": 13, "step": 0.3}},
          "b": {"range": [0, 1, 5e-1]}}})");
  EXPECT_EQ(domain.name, "d");
  EXPECT_EQ(domain.issues[0].kind, IssueKind::kOrdered);
  EXPECT_THAT(domain.issues[0].values, ElementsAre("12.2", "12.5", "12.8"));
  EXPECT_THAT(domain.issues[1].values, ElementsAre("0", "0.5", "1"));
}

TEST(GeniusWebDomainTest, CanBeTakenFromAProfile) {
  const Domain domain =
      WebDomain(R"({"LinearAdditiveUtilitySpace": {"domain": )" + std::string(kOrchard) + "}}");
  EXPECT_EQ(domain.issues.size(), 2U);
}

TEST(GeniusWebProfileTest, ReadsTablesByNameAndInterpolatesNumbers) {
  const UtilitySpec u = WebUtility(WebProfile(""), WebDomain(kOrchard));
  EXPECT_THAT(u.weights, ElementsAre(0.4, 0.6));
  EXPECT_THAT(u.evaluations[0], ElementsAre(0.75, 0.5));
  // 1 - .75 (x - 3) / 3 for x = 3, 4, 5, 6.
  EXPECT_THAT(u.evaluations[1], ElementsAre(1.0, 0.75, 0.5, 0.25));
  EXPECT_FALSE(u.reserved_outcome);
  EXPECT_EQ(u.reservation_value, 0);
}

TEST(GeniusWebProfileTest, TheReservationBidIsTheReservedOutcome) {
  const Domain domain = WebDomain(kOrchard);
  const UtilitySpec u = WebUtility(
      WebProfile(R"(, "reservationBid": {"issuevalues": {"price": 4, "water": "W0"}})"), domain);
  ASSERT_TRUE(u.reserved_outcome);
  EXPECT_EQ(u.reserved_outcome->options[0], 1);
  EXPECT_EQ(u.reserved_outcome->options[1], 1);
  const auto compiled = UtilityFunction::Compile(domain.Space(), u, "u");
  ASSERT_TRUE(compiled.ok());
  EXPECT_DOUBLE_EQ(compiled->reservation_value(), 0.4 * 0.5 + 0.6 * 0.75);
  for (const char* none : {R"(, "reservationBid": null)", R"(, "reservationBid": {})",
                           R"(, "reservationBid": {"issuevalues": {}})"}) {
    EXPECT_FALSE(WebUtility(WebProfile(none), domain).reserved_outcome) << none;
  }
}

TEST(GeniusWebProfileTest, TakesADomainInItWhoseValuesStandInAnotherOrder) {
  const Domain domain = WebDomain(kOrchard);
  WebUtility(WebProfile(R"(, "domain": {"name": "x", "issuesValues": {
      "price": {"range": {"low": 3, "high": 6, "step": 1}}, "water": {"values": ["W0", "W1"]}}})"),
             domain);
}

TEST(GeniusWebProfileTest, KeepsItsScale) {
  const ProfileFile file = ReadProfileText(WebProfile(""), "ann.json", WebDomain(kOrchard),
                                           {.scale = UtilityScale::kGenius});
  EXPECT_THAT(file.utility.evaluations[0], ElementsAre(0.75, 0.5));
}

}  // namespace
}  // namespace dragoman
