#include "engine/designs/parameter_range.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include "engine/core/portable_math.h"
#include "engine/designs/normal_cdf.h"
#include "tests/designs/sampling_vectors.h"

namespace dragoman {
namespace {

using testing_support::Rows;
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

struct NamedRange {
  std::string name;
  Checked<ParameterRange> range;
};

std::vector<NamedRange> EveryKind() {
  return {
      {"linear", ParameterRange::Linear(-2, 5)},
      {"narrow linear", ParameterRange::Linear(0.1, 0.1000001)},
      {"log", ParameterRange::Log(0.001, 1000)},
      {"integer", ParameterRange::Integer(-3, 7)},
      {"one integer", ParameterRange::Integer(4, 4)},
      {"choice", ParameterRange::Choice(5)},
      {"triangular", ParameterRange::Triangular(1, 3, 0.25)},
      {"peak at the start", ParameterRange::Triangular(0, 1, 0)},
      {"peak at the end", ParameterRange::Triangular(0, 1, 1)},
      {"normal", ParameterRange::Normal(10, 2)},
      {"truncated", ParameterRange::TruncatedNormal(0, 10, 4, 2)},
      {"upper tail", ParameterRange::TruncatedNormal(20, 30, 0, 1)},
      {"lower tail", ParameterRange::TruncatedNormal(-30, -20, 0, 1)},
      {"lognormal", ParameterRange::LogNormal(0.5, 0.25)},
      {"weibull", ParameterRange::Weibull(1.5, 2)},
  };
}

Checked<ParameterRange> RangeOf(const std::string& name, const std::vector<double>& bounds) {
  if (name == "unif") return ParameterRange::Uniform(bounds[0], bounds[1]);
  if (name == "logunif") return ParameterRange::LogUniform(bounds[0], bounds[1]);
  if (name == "triang") return ParameterRange::Triangular(bounds[0], bounds[1], bounds[2]);
  if (name == "norm") return ParameterRange::Normal(bounds[0], bounds[1]);
  if (name == "truncnorm") {
    return ParameterRange::TruncatedNormal(bounds[0], bounds[1], bounds[2], bounds[3]);
  }
  if (name == "lognorm") return ParameterRange::LogNormal(bounds[0], bounds[1]);
  if (name == "weibull") return ParameterRange::Weibull(bounds[0], bounds[1]);
  return Diagnostic{name, "no such distribution", ""};
}

TEST(ParameterRangeTest, HasTheReferenceQuantiles) {
  DRAGOMAN_READ_VECTORS(vectors, "inverse_cdf.json");
  const Rows u = vectors["u"].get<Rows>();
  const Rows x = vectors["x"].get<Rows>();
  const Rows bounds = vectors["bounds"].get<Rows>();
  ASSERT_EQ(bounds.size(), 8U);
  for (std::size_t j = 0; j < bounds.size(); ++j) {
    const auto name = vectors["dists"][j].get<std::string>();
    const auto range = RangeOf(name, bounds[j]);
    ASSERT_TRUE(range) << name;
    for (std::size_t k = 0; k < u.size(); ++k) {
      EXPECT_NEAR(range->Value(u[k][j]), x[k][j], 1e-12 * std::max(1.0, std::abs(x[k][j]))) << name;
    }
  }
}

TEST(ParameterRangeTest, ValuesNeverFall) {
  for (const NamedRange& one : EveryKind()) {
    ASSERT_TRUE(one.range) << one.name;
    double before = one.range->lowest();
    for (int k = 0; k <= 20000; ++k) {
      const double value = one.range->Value(k / 20000.0);
      ASSERT_GE(value, before) << one.name << ' ' << k;
      before = value;
    }
    EXPECT_EQ(before, one.range->highest()) << one.name;
    EXPECT_TRUE(std::isfinite(one.range->lowest()) && std::isfinite(before)) << one.name;
  }
}

TEST(ParameterRangeTest, BoundedKindsMeetTheirEnds) {
  EXPECT_EQ(ParameterRange::Linear(0.1, 0.7)->lowest(), 0.1);
  EXPECT_EQ(ParameterRange::Linear(0.1, 0.7)->highest(), 0.7);
  EXPECT_EQ(ParameterRange::Log(0.1, 0.7)->lowest(), 0.1);
  EXPECT_EQ(ParameterRange::Log(0.1, 0.7)->highest(), 0.7);
  EXPECT_EQ(ParameterRange::Triangular(0.1, 0.7, 0.3)->highest(), 0.7);
  EXPECT_EQ(ParameterRange::TruncatedNormal(0.1, 0.7, 5, 1)->lowest(), 0.1);
  EXPECT_EQ(ParameterRange::TruncatedNormal(0.1, 0.7, 5, 1)->highest(), 0.7);
}

// Worked by hand: 2^-33 for 0 and 1 - 2^-33 for 1, the same distance on either side of the mean.
TEST(ParameterRangeTest, UnboundedEndsAreClamped) {
  const double z = portable::NormalQuantile(0x1p-33);
  EXPECT_EQ(ParameterRange::Normal(10, 2)->Value(0), 10 + 2 * z);
  EXPECT_EQ(ParameterRange::Normal(10, 2)->Value(1), 10 - 2 * z);
  EXPECT_EQ(ParameterRange::Normal(10, 2)->Value(1e-12), 10 + 2 * z);
  EXPECT_EQ(ParameterRange::LogNormal(0, 1)->Value(0), portable::Exp(z));
  // -log(2^-33) = 33 log 2.
  EXPECT_NEAR(ParameterRange::Weibull(1, 1)->Value(1), 33 * std::log(2.0), 1e-14);
  EXPECT_EQ(ParameterRange::Weibull(1, 1)->Value(0), 0);
  // Small values of an exponential distribution keep their digits: -log(1 - u) = u + u^2 / 2 + ...
  const double u = 1e-9;
  EXPECT_NEAR(ParameterRange::Weibull(1, 1)->Value(u) / u, 1 + u / 2, 3e-16);
}

TEST(ParameterRangeTest, WholeNumbersHaveEqualShares) {
  const auto range = ParameterRange::Integer(2, 6);
  std::map<double, int> counts;
  for (int k = 0; k < 1000; ++k) ++counts[range->Value((k + 0.5) / 1000)];
  ASSERT_EQ(counts.size(), 5U);
  for (const auto& [value, count] : counts) EXPECT_EQ(count, 200) << value;
  EXPECT_EQ(range->Value(0), 2);
  EXPECT_EQ(range->Value(1), 6);
  EXPECT_EQ(range->count(), 5U);
}

// Levels k / (n - 1) of a full factorial reach each of n choices once.
TEST(ParameterRangeTest, AsManyLevelsAsChoicesVisitEachOnce) {
  for (const std::uint64_t n : {2, 3, 7, 10, 49, 1000, 65537}) {
    const auto range = ParameterRange::Choice(n);
    for (std::uint64_t k = 0; k < n; ++k) {
      const double level = static_cast<double>(k) / static_cast<double>(n - 1);
      ASSERT_EQ(range->Value(level), static_cast<double>(k)) << n;
    }
  }
}

TEST(ParameterRangeTest, UnitOfLeadsBackToTheValue) {
  for (const NamedRange& one : EveryKind()) {
    for (int k = 1; k < 1000; ++k) {
      const double value = one.range->Value(k / 1000.0);
      const double again = one.range->Value(one.range->UnitOf(value));
      // The upper tail is 20 standard deviations out: its probabilities are far apart there.
      EXPECT_NEAR(again, value, 1e-14 * std::max(1.0, std::abs(value))) << one.name << ' ' << k;
    }
  }
  // A value written in a file comes back as it was.
  for (const double value : {0.1, 0.35, 0.7, 1.0 / 3}) {
    const auto range = ParameterRange::Linear(0, 1);
    EXPECT_EQ(range->Value(range->UnitOf(value)), value);
  }
  const auto rate = ParameterRange::Linear(0.05, 0.95);
  for (int k = 5; k <= 95; ++k) EXPECT_DOUBLE_EQ(rate->Value(rate->UnitOf(k / 100.0)), k / 100.0);
}

TEST(ParameterRangeTest, UnitOfIsNearestOutsideAndForWholeNumbers) {
  EXPECT_EQ(ParameterRange::Linear(0, 1)->UnitOf(-7), 0);
  EXPECT_EQ(ParameterRange::Linear(0, 1)->UnitOf(7), 1);
  EXPECT_EQ(ParameterRange::Integer(2, 6)->UnitOf(4), 0.5);
  EXPECT_EQ(ParameterRange::Integer(2, 6)->UnitOf(4.4), 0.5);
  EXPECT_EQ(ParameterRange::Integer(2, 6)->UnitOf(-9), 0.1);
  EXPECT_EQ(ParameterRange::Integer(2, 6)->UnitOf(9), 0.9);
  EXPECT_EQ(ParameterRange::Choice(4)->UnitOf(1), 0.375);
  EXPECT_EQ(ParameterRange::Weibull(2, 1)->UnitOf(-1), 0);
  EXPECT_EQ(ParameterRange::LogNormal(0, 1)->UnitOf(1), 0.5);
}

// The distribution function at the truncated quantile is low + u (high - low).
TEST(ParameterRangeTest, TruncationKeepsTheShapeInEitherTail) {
  for (const double sign : {-1.0, 1.0}) {
    const auto range = sign < 0 ? ParameterRange::TruncatedNormal(-12, -10, 0, 1)
                                : ParameterRange::TruncatedNormal(10, 12, 0, 1);
    const double below = NormalCdf(-12);
    const double above = NormalCdf(-10);
    for (const double u : {0.001, 0.25, 0.5, 0.75, 0.999}) {
      const double share = sign < 0 ? u : 1 - u;
      const double expected = sign * -portable::NormalQuantile(below + share * (above - below));
      EXPECT_NEAR(range->Value(u), expected, 1e-14 * 10);
    }
  }
  // Hand-worked: half of [0, infinity) of a standard normal is its 75% point, 0.6744897501960817.
  EXPECT_NEAR(ParameterRange::TruncatedNormal(0, 40, 0, 1)->Value(0.5), 0.6744897501960817, 1e-15);
}

struct BadRange {
  Checked<ParameterRange> range;
  std::string message;
};

TEST(ParameterRangeTest, SaysWhatIsWrong) {
  const BadRange bad[] = {
      {ParameterRange::Linear(2, 1), "the range is the wrong way round: low 2 and high 1"},
      {ParameterRange::Linear(2, 2), "the range is empty: low 2 and high 2"},
      {ParameterRange::Linear(kNaN, 2), "low nan is not finite"},
      {ParameterRange::Linear(0, kInfinity), "high inf is not finite"},
      {ParameterRange::Linear(-1e308, 1e308),
       "the ends are too far apart: low -1e+308 and high 1e+308"},
      {ParameterRange::Log(0, 1), "a logarithmic range starts at 0"},
      {ParameterRange::Log(-1, 1), "a logarithmic range starts at -1"},
      {ParameterRange::Log(1e-200, 1e200), "the ends of a logarithmic range are too far apart"},
      {ParameterRange::Integer(0.5, 3), "low 0.5 is not a whole number"},
      {ParameterRange::Integer(0, 1e17), "high 1e+17 is not a whole number"},
      {ParameterRange::Integer(3, 1), "the range is the wrong way round: low 3 and high 1"},
      {ParameterRange::Integer(0, 1e12), "a range of 1000000000001 values is too large"},
      {ParameterRange::Choice(0), "there is nothing to choose from"},
      {ParameterRange::Triangular(0, 1, 1.5), "peak 1.5 is outside [0, 1]"},
      {ParameterRange::Triangular(0, 1, kNaN), "peak nan is outside [0, 1]"},
      {ParameterRange::Normal(0, 0), "sd 0 is not a finite number above 0"},
      {ParameterRange::Normal(1e308, 1e308), "the values of the normal distribution are too large"},
      {ParameterRange::TruncatedNormal(1, 0, 0, 1),
       "the range is the wrong way round: low 1 and high 0"},
      {ParameterRange::TruncatedNormal(31, 32, 0, 1),
       "the interval lies more than 30 standard deviations away from the mean"},
      {ParameterRange::TruncatedNormal(0, 1e-20, 0, 1),
       "the interval is too narrow for its standard deviation"},
      {ParameterRange::LogNormal(0, 1000),
       "the values of the lognormal distribution are too small or too large"},
      {ParameterRange::Weibull(0, 1), "shape 0 is not a finite number above 0"},
      {ParameterRange::Weibull(1e-4, 1), "the values of the Weibull distribution are too large"},
  };
  for (const BadRange& one : bad) {
    ASSERT_FALSE(one.range.ok()) << one.message;
    EXPECT_EQ(one.range.problems()[0].message, one.message);
    EXPECT_FALSE(one.range.problems()[0].expected.empty());
  }
  EXPECT_EQ(ParameterRange::Normal(kNaN, -1).problems().size(), 2U);
}

}  // namespace
}  // namespace dragoman
