#pragma once

#include "engine/bargaining/acceptance.h"
#include "engine/bargaining/worth_window.h"
#include "engine/core/fields.h"

namespace dragoman {

/// Base of the conditions that look back at the offers judged of late.
class WindowAcceptance : public Acceptance {
 public:
  void Begin(const Seat&) override { judged_.Clear(); }

  void Serialize(FieldVisitor* v) override {
    v->Visit({.name = "window", .doc = "what it compares with: the best or the average offer"},
             &window_, WorthWindow::kStatistics);
  }

 protected:
  /// The best (or the average) of the offers judged at `from` or later; minus infinity if there is
  /// none.
  double Since(double from) const { return judged_.Over(from, window_); }
  void Remember(const AcceptanceQuestion& question) {
    judged_.Add(question.clock.time, question.worth);
  }

 private:
  WorthWindow::Statistic window_ = WorthWindow::Statistic::kBest;
  WorthWindow judged_;
};

}  // namespace dragoman
