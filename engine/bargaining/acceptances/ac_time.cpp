#include <limits>

#include "engine/bargaining/acceptance.h"
#include "engine/core/fields.h"

namespace dragoman {
namespace {

/// Accepts anything once enough time has passed, nothing before.
class AcTime final : public Acceptance {
 public:
  double Needed(const AcceptanceQuestion& question) override {
    constexpr double kInfinite = std::numeric_limits<double>::infinity();
    return question.clock.time >= t_ ? -kInfinite : kInfinite;
  }

  void Serialize(FieldVisitor* v) override {
    v->Visit({.name = "t",
              .doc = "time from which anything will do",
              .range = kUnitInterval,
              .unit = "share of the deadline",
              .source = "Baarslag, Hindriks & Jonker (2013): 0.99"},
             &t_);
  }

 private:
  double t_ = 0.99;
};

const RegisterAcceptance<AcTime> kRegisteredAcTime{{
    .name = "ac_time",
    .summary = "Accepts anything worth having once it is late, nothing before.",
    .formula = "time >= t",
    .source = "Baarslag, Hindriks & Jonker (2013)",
}};

}  // namespace
}  // namespace dragoman
