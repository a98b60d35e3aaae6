#include <cmath>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "engine/core/portable_math.h"
#include "engine/core/text.h"
#include "engine/designs/normal_cdf.h"
#include "engine/designs/parameter_range.h"

namespace dragoman {
namespace {

struct NamedNumber {
  std::string_view name;
  double value;
};

Diagnostic BadRange(std::string message, std::string expected) {
  return {{}, std::move(message), std::move(expected)};
}

std::string NameAndNumber(const NamedNumber& number) {
  return std::string(number.name) + " " + FormatNumber(number.value);
}

Diagnostics CheckFinite(std::initializer_list<NamedNumber> numbers) {
  Diagnostics problems;
  for (const NamedNumber& number : numbers) {
    if (portable::IsFinite(number.value)) continue;
    problems.push_back(BadRange(NameAndNumber(number) + " is not finite", "a finite number"));
  }
  return problems;
}

Diagnostics CheckPositive(std::initializer_list<NamedNumber> numbers) {
  Diagnostics problems;
  for (const NamedNumber& number : numbers) {
    if (number.value > 0 && portable::IsFinite(number.value)) continue;
    problems.push_back(BadRange(NameAndNumber(number) + " is not a finite number above 0",
                                "a finite number above 0"));
  }
  return problems;
}

// The ends of a range that must hold more than one value.
Diagnostics CheckEnds(double low, double high) {
  Diagnostics problems = CheckFinite({{"low", low}, {"high", high}});
  if (!problems.empty()) return problems;
  const std::string ends = NameAndNumber({"low", low}) + " and " + NameAndNumber({"high", high});
  if (low > high) {
    problems.push_back(BadRange("the range is the wrong way round: " + ends, "low below high"));
  } else if (low == high) {
    problems.push_back(
        BadRange("the range is empty: " + ends, "low below high; set a fixed value elsewhere"));
  } else if (!portable::IsFinite(high - low)) {
    problems.push_back(BadRange("the ends are too far apart: " + ends, "a finite width"));
  }
  return problems;
}

Diagnostics TooManyValues(double count) {
  return {BadRange("a range of " + FormatNumber(count) + " values is too large",
                   "at most 4294967296 values")};
}

}  // namespace

Checked<ParameterRange> ParameterRange::Linear(double low, double high) {
  if (Diagnostics problems = CheckEnds(low, high); !problems.empty()) return problems;
  return ParameterRange(Kind::kLinear, low, high);
}

Checked<ParameterRange> ParameterRange::Log(double low, double high) {
  if (Diagnostics problems = CheckEnds(low, high); !problems.empty()) return problems;
  if (!(low > 0)) {
    return BadRange("a logarithmic range starts at " + FormatNumber(low), "low above 0");
  }
  if (!portable::IsFinite(high / low)) {
    return BadRange("the ends of a logarithmic range are too far apart", "a finite high / low");
  }
  return ParameterRange(Kind::kLog, low, high);
}

Checked<ParameterRange> ParameterRange::Integer(double low, double high) {
  if (Diagnostics problems = CheckFinite({{"low", low}, {"high", high}}); !problems.empty()) {
    return problems;
  }
  for (const NamedNumber& end : {NamedNumber{"low", low}, NamedNumber{"high", high}}) {
    if (std::floor(end.value) == end.value && portable::Abs(end.value) <= kMaxInteger) continue;
    return BadRange(NameAndNumber(end) + " is not a whole number",
                    "a whole number between -2^53 and 2^53");
  }
  if (low > high) {
    return BadRange("the range is the wrong way round: " + NameAndNumber({"low", low}) + " and " +
                        NameAndNumber({"high", high}),
                    "low at most high");
  }
  if (high - low >= static_cast<double>(kMaxChoices)) return TooManyValues(high - low + 1);
  ParameterRange range(Kind::kInteger, low, high);
  range.count_ = static_cast<std::uint64_t>(high - low) + 1;
  return range;
}

Checked<ParameterRange> ParameterRange::Choice(std::uint64_t n) {
  if (n == 0) return BadRange("there is nothing to choose from", "at least one choice");
  if (n > kMaxChoices) return TooManyValues(static_cast<double>(n));
  ParameterRange range(Kind::kChoice, 0, static_cast<double>(n - 1));
  range.count_ = n;
  return range;
}

Checked<ParameterRange> ParameterRange::Triangular(double low, double high, double peak) {
  if (Diagnostics problems = CheckEnds(low, high); !problems.empty()) return problems;
  if (!(peak >= 0 && peak <= 1)) {
    return BadRange(NameAndNumber({"peak", peak}) + " is outside [0, 1]",
                    "the peak's place as a share of the range, 0 to 1");
  }
  ParameterRange range(Kind::kTriangular, low, high);
  range.c_ = peak;
  return range;
}

Checked<ParameterRange> ParameterRange::Normal(double mean, double sd) {
  Diagnostics problems = CheckFinite({{"mean", mean}});
  const Diagnostics spread = CheckPositive({{"sd", sd}});
  problems.insert(problems.end(), spread.begin(), spread.end());
  if (!problems.empty()) return problems;
  const ParameterRange range(Kind::kNormal, mean, sd);
  if (!portable::IsFinite(range.lowest()) || !portable::IsFinite(range.highest())) {
    return BadRange("the values of the normal distribution are too large", "a smaller mean or sd");
  }
  return range;
}

Checked<ParameterRange> ParameterRange::TruncatedNormal(double low, double high, double mean,
                                                        double sd) {
  Diagnostics problems = CheckEnds(low, high);
  for (const Diagnostics& more : {CheckFinite({{"mean", mean}}), CheckPositive({{"sd", sd}})}) {
    problems.insert(problems.end(), more.begin(), more.end());
  }
  if (!problems.empty()) return problems;
  constexpr double kFurthest = 30;
  double from = (low - mean) / sd;
  double to = (high - mean) / sd;
  if (!(from <= kFurthest && to >= -kFurthest)) {
    return BadRange("the interval lies more than 30 standard deviations away from the mean",
                    "an interval nearer to the mean");
  }
  ParameterRange range(Kind::kTruncatedNormal, low, high);
  range.c_ = mean;
  range.d_ = sd;
  // The lower tail has more digits than the upper one, so the interval is worked out as one that
  // lies mostly below the mean.
  range.mirrored_ = from + to > 0;
  if (range.mirrored_) {
    from = -from;
    to = -to;
    std::swap(from, to);
  }
  range.low_ = NormalCdf(from);
  range.mass_ = NormalCdf(to) - range.low_;
  if (!(range.mass_ > 0)) {
    return BadRange("the interval is too narrow for its standard deviation", "a wider interval");
  }
  return range;
}

Checked<ParameterRange> ParameterRange::LogNormal(double log_mean, double log_sd) {
  Diagnostics problems = CheckFinite({{"log_mean", log_mean}});
  const Diagnostics spread = CheckPositive({{"log_sd", log_sd}});
  problems.insert(problems.end(), spread.begin(), spread.end());
  if (!problems.empty()) return problems;
  const ParameterRange range(Kind::kLogNormal, log_mean, log_sd);
  if (!(range.lowest() > 0) || !portable::IsFinite(range.highest())) {
    return BadRange("the values of the lognormal distribution are too small or too large",
                    "log_mean and log_sd of the logarithm of the value");
  }
  return range;
}

Checked<ParameterRange> ParameterRange::Weibull(double shape, double scale) {
  if (Diagnostics problems = CheckPositive({{"shape", shape}, {"scale", scale}});
      !problems.empty()) {
    return problems;
  }
  const ParameterRange range(Kind::kWeibull, shape, scale);
  if (!portable::IsFinite(range.highest())) {
    return BadRange("the values of the Weibull distribution are too large", "a larger shape");
  }
  return range;
}

}  // namespace dragoman
