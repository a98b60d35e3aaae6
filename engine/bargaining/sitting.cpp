#include "engine/bargaining/sitting.h"

namespace dragoman {

std::string_view RefusalName(Refusal refusal) {
  switch (refusal) {
    case Refusal::kNone:
      return "accepted";
    case Refusal::kRedLine:
      return "red line";
    case Refusal::kPrecondition:
      return "precondition";
    case Refusal::kInsincere:
      return "insincere";
    case Refusal::kBelowNoDeal:
      return "below no deal";
    case Refusal::kDelegate:
      return "delegate's margin";
    case Refusal::kAspiration:
      return "aspiration";
  }
  return "";
}

std::string_view SittingEndName(SittingEnd end) {
  switch (end) {
    case SittingEnd::kAgreement:
      return "agreement";
    case SittingEnd::kTimedOut:
      return "timedout";
    case SittingEnd::kBroken:
      return "broken";
    case SittingEnd::kCancelled:
      return "cancelled";
  }
  return "";
}

// Most strategies listen to nothing but the offers they answer, and have no parameters.
void Strategy::Hear(int, const Offer&, const Clock&) {}
void Strategy::HearReply(int, bool, const Clock&) {}
const PoolOffer* Strategy::Next(const Clock&) { return nullptr; }
void Strategy::Serialize(FieldVisitor*) {}
Diagnostics Strategy::Check(const OutcomeSpace&, std::string_view) const { return {}; }
void SittingObserver::OnBreak(const Clock&, int) {}
void SittingObserver::OnOverlap(const Clock&, std::uint32_t, const Outcome&) {}
void Protocol::Serialize(FieldVisitor*) {}

}  // namespace dragoman
