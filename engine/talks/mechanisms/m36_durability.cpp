#include <algorithm>

#include "engine/core/portable_math.h"
#include "engine/talks/mechanism.h"
#include "engine/talks/state.h"

namespace dragoman::m36 {

/// How long an agreement that ends the conflict may last, given that it is signed:
///   S(t) = exp(-h t), h = h0 exp(-a DMZ - b guarantee - c commission + d pressure + e
///   inconsistency
///                             + f shift),
/// with DMZ, guarantee, commission and shift 1 where the agreement has them, else 0 (friends who
/// stand behind it count as half a guarantee), pressure the cost of no deal that outsiders put on
/// either side, and inconsistency the picture of the war the sides still do not share: their mutual
/// optimism and how much beliefs swung. Source: Fortna (2003); Werner & Yuen (2005); Powell (2006)
/// on shifts of power; domain brief d.3. h0 and the coefficients are judgements: the sources give
/// signs.
struct Options {
  double hazard = 0.004;
  Rule demilitarized;
  Rule guaranteed;
  Rule commission;
  Rule power_shift;
  double a = 0.6;
  double b = 0.8;
  double c = 0.4;
  double d = 2;
  double e = 1;
  double f = 0.5;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "hazard",
              .doc = "h0: daily hazard of a bare agreement",
              .range = {.min = 0, .max = 1},
              .unit = "1/day",
              .alias = "hazard.h0",
              .source = "judgement"},
             &hazard);
    v->Visit({.name = "demilitarized", .doc = "agreements with a demilitarized zone"},
             &demilitarized);
    v->Visit({.name = "guaranteed", .doc = "agreements with a third-party guarantee"}, &guaranteed);
    v->Visit({.name = "commission", .doc = "agreements with a joint commission"}, &commission);
    v->Visit({.name = "power_shift", .doc = "agreements that shift power and invite a second look"},
             &power_shift);
    VisitCoefficient({.name = "a", .doc = "of a demilitarized zone"}, v, &a);
    VisitCoefficient({.name = "b", .doc = "of a guarantee"}, v, &b);
    VisitCoefficient({.name = "c", .doc = "of a joint commission"}, v, &c);
    VisitCoefficient({.name = "d", .doc = "of pressure from outside, per unit of utility"}, v, &d);
    VisitCoefficient({.name = "e", .doc = "of an inconsistent picture of the war"}, v, &e);
    VisitCoefficient({.name = "f", .doc = "of a shift of power"}, v, &f);
  }

 private:
  static void VisitCoefficient(Field field, FieldVisitor* v, double* value) {
    field.range = {.min = 0, .max = 20};
    field.unit = "log hazard";
    field.source = "judgement; sign from the brief d.3";
    v->Visit(field, value);
  }
};

class Durability final : public Mechanism {
 public:
  Durability(const Options& options, const TalksModel& model, Diagnostics* problems)
      : options_(options),
        demilitarized_(ConditionAt(model, options.demilitarized, "demilitarized", problems)),
        guaranteed_(ConditionAt(model, options.guaranteed, "guaranteed", problems)),
        commission_(ConditionAt(model, options.commission, "commission", problems)),
        power_shift_(ConditionAt(model, options.power_shift, "power_shift", problems)) {}

  void Act(Step /*step*/, const TalksModel& /*model*/, const Random& /*random*/,
           TalkState* state) const override {
    const double hazard = options_.hazard * portable::Exp(LogFactor(*state));
    state->survival_30 = portable::Exp(-30 * hazard);
    state->survival_180 = portable::Exp(-180 * hazard);
    state->Tell(TalkEventKind::kSurvival, kNobody,
                {.a = state->survival_30, .b = state->survival_180, .c = hazard});
  }

 private:
  double LogFactor(const TalkState& state) const {
    const auto has = [&state](const Condition& condition) {
      return condition.Holds(state.standing) ? 1.0 : 0.0;
    };
    double pressure = 0;
    for (const SideState& side : state.sides) {
      pressure += side.pressure + side.leverage + side.blame;
    }
    const double optimism =
        std::max(0.0, state.sides[0].win_belief + state.sides[1].win_belief - 1);
    const double meetings = std::max(1, state.meeting);
    const double inconsistency = optimism + state.turbulence / meetings;
    return -options_.a * has(demilitarized_) -
           options_.b * std::max(has(guaranteed_), 0.5 * state.guarantors) -
           options_.c * has(commission_) + options_.d * pressure + options_.e * inconsistency +
           options_.f * has(power_shift_);
  }

  Options options_;
  Condition demilitarized_;
  Condition guaranteed_;
  Condition commission_;
  Condition power_shift_;
};

const RegisterMechanism<Durability, Options> kRegistered{{
    .id = "M36",
    .name = "durability",
    .title = "Whether an agreement lasts",
    .formula = "S(t) = exp(-h t), h = h0 exp(-a DMZ - b guarantee - c commission + d pressure + e "
               "inconsistency + f shift)",
    .source = "Fortna (2003); Werner & Yuen (2005); domain brief d.3",
    .sign = "guarantees and zones up: durability up; pressure and inconsistent battles: down",
    .when_off = "how long an agreement lasts is not asked",
    .steps = {{Step::kSettled, 10}},
}};

}  // namespace dragoman::m36
