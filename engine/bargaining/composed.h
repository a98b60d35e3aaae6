#pragma once

#include <limits>
#include <memory>

#include "engine/bargaining/acceptance.h"

namespace dragoman {

/// A strategy's offers with another acceptance condition: everything is as the strategy does it,
/// but when it accepts. The condition is bounded below by the reservation and the delegate's
/// margin, and cannot overrule a refusal on principle.
class ComposedStrategy final : public Strategy {
 public:
  /// @pre Neither is null.
  ComposedStrategy(std::unique_ptr<Strategy> offering, std::unique_ptr<Acceptance> acceptance);

  void Begin(const Seat& seat) override;
  const PoolOffer* Propose(const Clock& clock) override;
  const PoolOffer* Next(const Clock& clock) override { return offering_->Next(clock); }
  Judgement Judge(const Offer& offer, const Clock& clock) override;
  double Aspiration(const Clock& clock) override { return offering_->Aspiration(clock); }
  void Hear(int proposer, const Offer& offer, const Clock& clock) override {
    offering_->Hear(proposer, offer, clock);
  }
  void HearReply(int responder, bool accepted, const Clock& clock) override {
    offering_->HearReply(responder, accepted, clock);
  }
  /// The strategy's parameters; the condition has its own list.
  void Serialize(FieldVisitor* v) override { offering_->Serialize(v); }
  Diagnostics Check(const OutcomeSpace& space, std::string_view path) const override;

  Acceptance& acceptance() { return *acceptance_; }

 private:
  std::unique_ptr<Strategy> offering_;
  std::unique_ptr<Acceptance> acceptance_;
  WorthScale scale_;
  double reservation_ = 0;
  double last_tabled_ = std::numeric_limits<double>::infinity();
  double lowest_tabled_ = std::numeric_limits<double>::infinity();
};

}  // namespace dragoman
