#include "engine/bargaining/acceptances/window_acceptance.h"

namespace dragoman {
namespace {

/// Accepts what is as good as the best (or the average) of the offers judged of late; before there
/// was one, anything. A part for `all`.
class AcWindow final : public WindowAcceptance {
 public:
  double Needed(const AcceptanceQuestion& question) override {
    const double needed = Since(question.clock.time - length_);
    Remember(question);
    return needed;
  }

  void Serialize(FieldVisitor* v) override {
    v->Visit({.name = "length",
              .doc = "how far it looks back",
              .range = kUnitInterval,
              .unit = "share of the deadline"},
             &length_);
    WindowAcceptance::Serialize(v);
  }

 private:
  double length_ = 1;
};

const RegisterAcceptance<AcWindow> kRegisteredAcWindow{{
    .name = "ac_window",
    .summary = "Accepts what is as good as the best (or average) offer of late.",
    .formula = "u(offer) >= max (or mean) of the offers judged in the last `length` of the time",
    .source = "after Baarslag, Hindriks & Jonker (2013), MAX^W and AVG^W",
}};

}  // namespace
}  // namespace dragoman
