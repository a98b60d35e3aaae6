#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "engine/bargaining/sitting.h"

namespace dragoman {

/// Shape of the aspiration a(t) of the preset's time-based strategies, t in [0, 1].
enum class NegmasCurve : std::uint8_t {
  kPolynomial,   ///< m (1 - t^e)
  kExponential,  ///< m (exp((1 - t)^e) - 1) / (exp(1) - 1)
};
inline constexpr std::array<std::string_view, 2> kNegmasCurveNames = {"polynomial", "exponential"};

/// The parameters of a time-based strategy of the preset.
struct NegmasConcession {
  NegmasCurve curve = NegmasCurve::kPolynomial;
  double exponent = 1;        ///< e > 0.
  double max_aspiration = 1;  ///< m in [0, 1].
  double tolerance = 1e-4;  ///< eps, on the scale of u whatever that is: the preset's peculiarity.
  bool rational_only = true;  ///< Never offers what is worth less than no deal.

  double Aspiration(double time) const;
};

/// Holds out for lo(t) = clip((H - L) a(t) + L - eps), with H the largest own worth, L the larger
/// of the least own worth and the reservation value r, and clip into [L, H]. Accepts what is worth
/// at least lo(t) and offers the cheapest thing worth that (NegmasWorstIn); its best offer if
/// nothing is rational.
///
/// Worked: H 1, L 0, e 1, t 1/2 gives lo = .4999; of offers worth .3, .4, .6, .8 it makes .6.
class NegmasTimeBased : public Strategy {
 public:
  NegmasTimeBased() = default;
  explicit NegmasTimeBased(const NegmasConcession& rule) : rule_(rule) {}

  void Begin(const Seat& seat) override;
  double Aspiration(const Clock& clock) override;
  const PoolOffer* Propose(const Clock& clock) override;
  const PoolOffer* Next(const Clock& clock) override { return Propose(clock); }
  Judgement Judge(const Offer& offer, const Clock& clock) override;

 protected:
  NegmasConcession rule_;

 private:
  double Clip(double worth) const;

  Seat seat_;
  PoolOffer found_;
  double least_ = 0;      // L
  double most_ = 0;       // H
  double threshold_ = 0;  // lo
  double ceiling_ = 0;    // The largest worth accepted: clip(H + eps).
  int tick_ = 0;
};

}  // namespace dragoman
