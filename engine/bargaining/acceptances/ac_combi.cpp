#include <algorithm>
#include <limits>

#include "engine/bargaining/acceptance.h"
#include "engine/bargaining/worth_window.h"
#include "engine/core/fields.h"

namespace dragoman {
namespace {

/// Accepts what is as good as its own next offer; and once it is late, also what is as good as the
/// best (or the average) of the offers judged within the last stretch as long as the time that is
/// left, since no better one is to be hoped for.
///
/// Source: Baarslag, Hindriks & Jonker (2013), AC_combi(T, MAX^W) and AC_combi(T, AVG^W), with the
/// window r = 1 - t.
class AcCombi final : public Acceptance {
 public:
  void Begin(const Seat&) override { judged_.Clear(); }

  double Needed(const AcceptanceQuestion& question) override {
    double needed = question.next != nullptr ? question.next->worth : question.aspiration;
    const double time = question.clock.time;
    if (time >= t_) {
      const double hoped = judged_.Over(time - (1 - time), window_);
      needed = std::min(needed, std::max(hoped, question.scale.floor));
    }
    judged_.Add(time, question.worth);
    return needed;
  }

  void Serialize(FieldVisitor* v) override {
    v->Visit({.name = "t",
              .doc = "time from which it looks back as far as there is time ahead",
              .range = kUnitInterval,
              .unit = "share of the deadline",
              .source = "Baarslag, Hindriks & Jonker (2013): 0.99"},
             &t_);
    v->Visit({.name = "window", .doc = "what it compares with: the best or the average offer"},
             &window_, WorthWindow::kStatistics);
  }

 private:
  double t_ = 0.99;
  WorthWindow::Statistic window_ = WorthWindow::Statistic::kBest;
  WorthWindow judged_;
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
