#pragma once

#include <cstdint>

#include "engine/core/diagnostic.h"

namespace dragoman {

/// Which values a parameter takes, and how a coordinate of a design becomes one of them.
///
/// A coordinate u in [0, 1] is a probability: Value(u) is the u-quantile of the parameter's
/// distribution, so it never falls as u rises (but for
/// the last bit of functions such as the logarithm) and points spread evenly over the cube are
/// spread by the distribution. Portable: the same bits on every machine. The factories report what
/// a user can get wrong; the paths of their diagnostics are empty.
class ParameterRange {
 public:
  enum class Kind : std::uint8_t {
    kLinear,
    kLog,
    kInteger,
    kChoice,
    kTriangular,
    kNormal,
    kTruncatedNormal,
    kLogNormal,
    kWeibull,
  };

  /// Coordinates are moved to at least this far from an end at which a distribution is unbounded.
  static constexpr double kMargin = 0x1p-33;
  /// Integers and choices of a range.
  static constexpr std::uint64_t kMaxChoices = std::uint64_t{1} << 32;
  /// Bounds of integers: beyond, neighbours are not told apart.
  static constexpr double kMaxInteger = 0x1p53;

  /// Uniform on [low, high]: low + u (high - low). low < high.
  static Checked<ParameterRange> Linear(double low, double high);
  static Checked<ParameterRange> Uniform(double low, double high) { return Linear(low, high); }
  /// Uniform in the logarithm: low (high / low)^u. 0 < low < high.
  static Checked<ParameterRange> Log(double low, double high);
  static Checked<ParameterRange> LogUniform(double low, double high) { return Log(low, high); }
  /// The whole numbers low ... high, each with the same share of [0, 1]. low <= high.
  static Checked<ParameterRange> Integer(double low, double high);
  /// The indices 0 ... n-1: min(floor(u n), n - 1). n >= 1.
  static Checked<ParameterRange> Choice(std::uint64_t n);
  /// Triangular on [low, high] with its peak at low + peak (high - low); peak in [0, 1].
  static Checked<ParameterRange> Triangular(double low, double high, double peak);
  /// Unbounded: coordinates are clamped to [kMargin, 1 - kMargin].
  static Checked<ParameterRange> Normal(double mean, double sd);
  /// Normal(mean, sd) given that it lies in [low, high], which must not be further than 30 standard
  /// deviations away from the mean.
  static Checked<ParameterRange> TruncatedNormal(double low, double high, double mean, double sd);
  /// e^Normal(log_mean, log_sd); coordinates are clamped to [kMargin, 1 - kMargin].
  static Checked<ParameterRange> LogNormal(double log_mean, double log_sd);
  /// scale (-log(1 - u))^(1 / shape); coordinates are clamped to at most 1 - kMargin.
  static Checked<ParameterRange> Weibull(double shape, double scale);

  Kind kind() const { return kind_; }
  /// Whether values are whole numbers (integers, or indices of choices).
  bool discrete() const { return kind_ == Kind::kInteger || kind_ == Kind::kChoice; }
  /// Whether the values have a lowest and a highest one by definition.
  bool bounded() const {
    return kind_ != Kind::kNormal && kind_ != Kind::kLogNormal && kind_ != Kind::kWeibull;
  }
  /// Different values of a discrete kind; 0 for a continuous one.
  std::uint64_t count() const { return count_; }

  /// The value at coordinate `u`. @pre 0 <= u <= 1.
  double Value(double u) const;

  /// A coordinate whose value is as near to `value` as can be: an end of [0, 1] for a value outside
  /// the range, the middle of its share for a whole number.
  double UnitOf(double value) const;

  /// Lowest and highest value: Value(0) and Value(1).
  double lowest() const { return Value(0); }
  double highest() const { return Value(1); }

 private:
  ParameterRange(Kind kind, double a, double b) : kind_(kind), a_(a), b_(b) {}

  double Continuous(double u) const;
  double Probability(double value) const;
  double TruncatedQuantile(double u) const;
  double TriangularQuantile(double u) const;

  Kind kind_;
  double a_;         // low; mean; shape
  double b_;         // high; sd; scale
  double c_ = 0;     // peak; mean of the truncated normal
  double d_ = 0;     // sd of the truncated normal
  double low_ = 0;   // truncated normal: probability below the interval (above it, where mirrored)
  double mass_ = 0;  // and within
  bool mirrored_ = false;  // worked out for minus the variable
  std::uint64_t count_ = 0;
};

}  // namespace dragoman
