#include <algorithm>
#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/analysis/space_analysis.h"
#include "tests/support/negmas_vectors.h"

namespace dragoman {
namespace {

using testing_support::NegmasDomains;
using testing_support::NegmasPoint;
using testing_support::NegmasScale;
using testing_support::NegmasStats;
using testing_support::NegmasVectors;
using testing_support::ReadNegmasVectors;

constexpr double kTolerance = 1e-9;

using Vectors = std::vector<std::vector<double>>;

Vectors Sorted(Vectors vectors) {
  std::sort(vectors.rbegin(), vectors.rend());
  return vectors;
}

Vectors UtilitiesOf(const std::vector<NegmasPoint>& points) {
  Vectors result;
  for (const NegmasPoint& point : points) result.push_back(point.utils);
  return Sorted(result);
}

Vectors UtilitiesAt(const PointSet& frontier, const std::vector<std::uint32_t>& places) {
  Vectors result;
  for (const std::uint32_t k : places) {
    result.emplace_back(frontier.utilities(k).begin(), frontier.utilities(k).end());
  }
  return Sorted(result);
}

void ExpectSame(const Vectors& found, const Vectors& expected, const std::string& title) {
  ASSERT_EQ(found.size(), expected.size()) << title;
  for (std::size_t k = 0; k < found.size(); ++k) {
    ASSERT_EQ(found[k].size(), expected[k].size()) << title;
    for (std::size_t i = 0; i < found[k].size(); ++i) {
      EXPECT_NEAR(found[k][i], expected[k][i], kTolerance) << title;
    }
  }
}

void ExpectReference(const NegmasScale& scale, FrontierMethod method, const std::string& title) {
  AnalysisOptions options;
  options.frontier.method = method;
  SerialExecutor executor;
  const NegmasAnalysis analysis = AnalyzeAsNegmas(scale.utilities, options, &executor);
  const NegmasPoints& points = analysis.points;
  const NegmasStats& stats = scale.stats;

  EXPECT_EQ(points.frontier.size(), stats.pareto_n) << title;
  Vectors frontier;
  for (std::size_t k = 0; k < points.frontier.size(); ++k) {
    frontier.emplace_back(points.frontier.utilities(k).begin(), points.frontier.utilities(k).end());
  }
  if (stats.pareto_truncated) frontier.resize(stats.pareto_utils.size());
  // To the last bit: what merging issue by issue finds is what comparing all outcomes finds.
  EXPECT_EQ(frontier, stats.pareto_utils) << title;
  for (std::size_t i = 0; i < scale.facts.size(); ++i) {
    EXPECT_NEAR(analysis.ranges.least[i], scale.facts[i].min, kTolerance) << title;
    EXPECT_NEAR(analysis.ranges.most[i], scale.facts[i].max, kTolerance) << title;
  }
  const auto expect = [&](const std::vector<std::uint32_t>& found,
                          const std::vector<NegmasPoint>& expected, const char* name) {
    ExpectSame(UtilitiesAt(points.frontier, found), UtilitiesOf(expected), title + " " + name);
  };
  expect(points.nash, stats.nash, "nash");
  expect(points.kalai, stats.kalai, "kalai");
  expect(points.modified_kalai, stats.modified_kalai, "modified_kalai");
  expect(points.ks, stats.ks, "ks");
  expect(points.modified_ks, stats.modified_ks, "modified_ks");
  expect(points.max_welfare, stats.max_welfare, "max_welfare");
  expect(points.max_relative_welfare, stats.max_relative_welfare, "max_relative_welfare");
  EXPECT_NEAR(analysis.rational_fraction, stats.rational_fraction, kTolerance) << title;
  if (stats.opposition) {
    EXPECT_NEAR(points.opposition, *stats.opposition, kTolerance) << title;
  } else {
    EXPECT_EQ(points.opposition, std::numeric_limits<double>::infinity()) << title;
  }
}

TEST(NegmasPointsTest, EveryDomainAndScaleEqualsTheReference) {
  const std::vector<std::string> domains = NegmasDomains();
  if (domains.empty()) GTEST_SKIP() << "the reference vectors are not here";
  EXPECT_GE(domains.size(), 11U);
  for (const std::string& domain : domains) {
    const NegmasVectors vectors = ReadNegmasVectors(domain);
    for (const char* scale : {"raw", "genius"}) {
      ExpectReference(vectors.scale(scale), FrontierMethod::kAuto, domain + " " + scale);
    }
  }
}

TEST(NegmasPointsTest, EnumeratedFrontiersEqualTheReferenceToo) {
  const std::vector<std::string> domains = NegmasDomains();
  if (domains.empty()) GTEST_SKIP() << "the reference vectors are not here";
  for (const std::string& domain : domains) {
    const NegmasVectors vectors = ReadNegmasVectors(domain);
    ExpectReference(vectors.genius, FrontierMethod::kEnumeration, domain + " enumerated");
  }
}

std::vector<UtilityFunction> TwoParties(const std::vector<double>& first,
                                        const std::vector<double>& second,
                                        double reservation_value) {
  const std::vector<std::size_t> sizes{first.size()};
  std::vector<UtilityFunction> result;
  for (const std::vector<double>& table : {first, second}) {
    UtilitySpec spec;
    spec.weights = {1};
    spec.evaluations = {table};
    spec.reservation_value = reservation_value;
    result.push_back(*UtilityFunction::Compile(OutcomeSpace(sizes), spec, "u"));
  }
  return result;
}

TEST(NegmasPointsTest, NothingRationalGivesNoPointsAndInfiniteOpposition) {
  SerialExecutor executor;
  const auto utilities = TwoParties({1, 0.5, 0}, {0, 0.5, 1}, 0.6);
  const NegmasAnalysis analysis = AnalyzeAsNegmas(utilities, {}, &executor);
  EXPECT_EQ(analysis.points.frontier.size(), 0U);
  EXPECT_TRUE(analysis.points.nash.empty());
  EXPECT_TRUE(analysis.points.max_welfare.empty());
  EXPECT_EQ(analysis.points.opposition, std::numeric_limits<double>::infinity());
  EXPECT_EQ(analysis.rational_fraction, 0);
}

TEST(NegmasPointsTest, KsIsTheMostEqualPointNotTheBestOfTheWorstOff) {
  // Shares of the range: (0.2, 0.2), (0.9, 0.6), (1, 0), (0, 1). The first is the most equal one,
  // but covered; of the rest (0.9, 0.6) is.
  SerialExecutor executor;
  const auto utilities = TwoParties({0.2, 0.9, 1, 0}, {0.2, 0.6, 0, 1}, 0);
  const NegmasAnalysis analysis = AnalyzeAsNegmas(utilities, {}, &executor);
  EXPECT_EQ(UtilitiesAt(analysis.points.frontier, analysis.points.ks), (Vectors{{0.9, 0.6}}));
  // Worth exactly the reservation value is rational, but not counted by the fraction.
  EXPECT_EQ(analysis.points.frontier.size(), 3U);
  EXPECT_EQ(analysis.rational_fraction, 0.5);
}

TEST(NegmasPointsTest, AConstantPartyMakesEveryFrontierPointAnAnswer) {
  SerialExecutor executor;
  const auto utilities = TwoParties({1, 2, 3}, {5, 5, 5}, 0);
  const NegmasAnalysis analysis = AnalyzeAsNegmas(utilities, {}, &executor);
  EXPECT_EQ(analysis.points.frontier.size(), 1U);
  EXPECT_EQ(analysis.points.nash.size(), 1U);
}

}  // namespace
}  // namespace dragoman
