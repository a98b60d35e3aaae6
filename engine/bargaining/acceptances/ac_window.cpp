#include "engine/bargaining/acceptance.h"
#include "engine/bargaining/worth_window.h"
#include "engine/core/fields.h"

namespace dragoman {
namespace {

/// Accepts what is as good as the best (or the average) of the offers judged of late; before there
/// was one, anything. A part for `all`.
class AcWindow final : public Acceptance {
 public:
  void Begin(const Seat&) override { judged_.Clear(); }

  double Needed(const AcceptanceQuestion& question) override {
    const double needed = judged_.Over(question.clock.time - length_, window_);
    judged_.Add(question.clock.time, question.worth);
    return needed;
  }

  void Serialize(FieldVisitor* v) override {
    v->Visit({.name = "length",
              .doc = "how far it looks back",
              .range = kUnitInterval,
              .unit = "share of the deadline"},
             &length_);
    v->Visit({.name = "window", .doc = "what it compares with: the best or the average offer"},
             &window_, WorthWindow::kStatistics);
  }

 private:
  double length_ = 1;
  WorthWindow::Statistic window_ = WorthWindow::Statistic::kBest;
  WorthWindow judged_;
};

const RegisterAcceptance<AcWindow> kRegisteredAcWindow{{
    .name = "ac_window",
    .summary = "Accepts what is as good as the best (or average) offer of late.",
    .formula = "u(offer) >= max (or mean) of the offers judged in the last `length` of the time",
    .source = "after Baarslag, Hindriks & Jonker (2013), MAX^W and AVG^W",
}};

}  // namespace
}  // namespace dragoman
