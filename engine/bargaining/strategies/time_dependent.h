#pragma once

#include <array>
#include <limits>
#include <optional>
#include <string_view>

#include "engine/bargaining/offer_choice.h"
#include "engine/bargaining/offering.h"
#include "engine/core/fields.h"

namespace dragoman {

/// Base of the tactics that concede with time alone:
///
///   A(t) = r + (G - r) (1 - (1 - m) alpha(t)),
///
/// with r what it falls back on (ScaleOf), G its best offer, m the share it keeps to the end and
/// alpha the share conceded (ConcessionShape). Tables the cheapest offer worth at least A(t).
/// Accepts what is worth at least that offer.
///
/// Source: Faratin, Sierra & Jennings (1998), sections 3 and 4.1.
class TimeDependentStrategy : public OfferingStrategy {
 public:
  void Serialize(FieldVisitor* v) override {
    SerializePace(v);
    v->Visit({.name = "choice",
              .doc = "which of the offers good enough: the cheapest, or, where offers are listed, "
                     "the one believed best for the other side"},
             &choice_, kChoices);
  }

 protected:
  enum class Choice : unsigned char { kCheapest, kBestForOther };
  static constexpr std::array<std::string_view, 2> kChoices = {"cheapest", "best_for_other"};

  /// The parameters of the aspiration alone.
  void SerializePace(FieldVisitor* v) {
    v->Visit({.name = "initial",
              .doc = "share of the range conceded at time 0 (kappa)",
              .range = {.min = 0, .max = 1},
              .source = "Faratin, Sierra & Jennings (1998): 0 opens with the best offer"},
             &initial_);
    v->Visit({.name = "kept",
              .doc = "share of the range never conceded; unset: the run's, or 0",
              .range = kUnitInterval},
             &kept_);
  }

  /// beta and family; `initial` is set by the base.
  virtual ConcessionShape Shape() const = 0;

  void set_initial(double initial) { initial_ = initial; }

  void DoBegin() override {
    ConcessionShape shape = Shape();
    shape.initial = initial_;
    curve_.SetShape(shape);
    conceded_at_most_ = 1 - (kept_.has_value() ? *kept_ : seat().kept_share);
  }

  double Target(const Clock& clock) override {
    return scale().Worth(1 - conceded_at_most_ * curve_.Conceded(clock));
  }

  const PoolOffer* Plan(const Clock& clock) override {
    const double target = Aspiration(clock);
    if (choice_ == Choice::kBestForOther && !seat().pool.empty()) {
      return BestSeenSignable(seat().pool, target);
    }
    constexpr double kNoLimit = std::numeric_limits<double>::infinity();
    return CheapestSignable(seat().offers, target, kNoLimit, room()) ? room() : nullptr;
  }

 private:
  double initial_ = 0;
  std::optional<double> kept_;
  Choice choice_ = Choice::kCheapest;
  ConcessionCurve curve_;
  double conceded_at_most_ = 1;
};

/// The polynomial family with a beta of its own.
class PolynomialStrategy : public TimeDependentStrategy {
 public:
  explicit PolynomialStrategy(double beta) : beta_(beta) {}

 protected:
  ConcessionShape Shape() const override {
    return {ConcessionShape::Family::kPolynomial, beta_, 0};
  }
  double beta_;
};

}  // namespace dragoman
