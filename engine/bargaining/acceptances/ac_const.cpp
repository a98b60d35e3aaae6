#include "engine/bargaining/acceptance.h"
#include "engine/core/fields.h"

namespace dragoman {
namespace {

/// Accepts from a fixed share of its range up.
class AcConst final : public Acceptance {
 public:
  double Needed(const AcceptanceQuestion& question) override { return question.scale.Worth(c_); }

  void Serialize(FieldVisitor* v) override {
    v->Visit({.name = "c",
              .doc = "share of the range from which it accepts",
              .range = kUnitInterval,
              .source = "Baarslag, Hindriks & Jonker (2013) try 0.8 and 0.9"},
             &c_);
  }

 private:
  double c_ = 0.9;
};

const RegisterAcceptance<AcConst> kRegisteredAcConst{{
    .name = "ac_const",
    .summary = "Accepts from a fixed share of its range up.",
    .formula = "s(offer) >= c",
    .source = "Baarslag, Hindriks & Jonker (2013)",
}};

}  // namespace
}  // namespace dragoman
