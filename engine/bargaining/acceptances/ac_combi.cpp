#include <algorithm>

#include "engine/bargaining/acceptances/window_acceptance.h"

namespace dragoman {
namespace {

/// Accepts what is as good as its own next offer; and once it is late, also what is as good as the
/// best (or the average) of the offers judged within the last stretch as long as the time that is
/// left, since no better one is to be hoped for.
///
/// Source: Baarslag, Hindriks & Jonker (2013), AC_combi(T, MAX^W) and AC_combi(T, AVG^W), with the
/// window r = 1 - t.
class AcCombi final : public WindowAcceptance {
 public:
  double Needed(const AcceptanceQuestion& question) override {
    double needed = question.next != nullptr ? question.next->worth : question.aspiration;
    const double time = question.clock.time;
    if (time >= t_) {
      const double hoped = Since(time - (1 - time));
      needed = std::min(needed, std::max(hoped, question.scale.floor));
    }
    Remember(question);
    return needed;
  }

  void Serialize(FieldVisitor* v) override {
    v->Visit({.name = "t",
              .doc = "time from which it looks back as far as there is time ahead",
              .range = kUnitInterval,
              .unit = "share of the deadline",
              .source = "Baarslag, Hindriks & Jonker (2013): 0.99"},
             &t_);
    WindowAcceptance::Serialize(v);
  }

 private:
  double t_ = 0.99;
};

const RegisterAcceptance<AcCombi> kRegisteredAcCombi{{
    .name = "ac_combi",
    .summary = "As ac_next; once it is late, also what is as good as the best offer of late.",
    .formula =
        "u(offer) >= u(next), or time >= t and u(offer) >= max (or mean) of the offers judged "
        "in the last 1 - time",
    .source = "Baarslag, Hindriks & Jonker (2013)",
}};

}  // namespace
}  // namespace dragoman
