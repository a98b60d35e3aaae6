#include "engine/seat/known_event.h"

namespace dragoman {
namespace {

using Kind = TalkEventKind;

constexpr unsigned kA = 1U << 0;
constexpr unsigned kB = 1U << 1;
constexpr unsigned kC = 1U << 2;
constexpr unsigned kD = 1U << 3;
constexpr unsigned kE = 1U << 4;
constexpr unsigned kAllNumbers = kA | kB | kC | kD | kE;

/// Who learns of an event, and which of its numbers.
struct Audience {
  bool others = false;     ///< Everybody learns that it happened.
  unsigned own = 0;        ///< Numbers that the side it is about knows.
  unsigned by_others = 0;  ///< Numbers that all others know.
};

// Answers (offers, packages of the mediator, capitals) are not decided here.
Audience AudienceOf(Kind kind) {
  switch (kind) {
    case Kind::kMeeting:
    case Kind::kInsult:
    case Kind::kRenewed:
    case Kind::kSitting:
    case Kind::kAgreed:
    case Kind::kSigned:
    case Kind::kTexts:
    case Kind::kTextShown:
    case Kind::kWalkOut:
      return {.others = true};
    case Kind::kGesture:
    case Kind::kSurvival:
      return {true, kA | kB, kA | kB};
    case Kind::kDelegation:
      return {true, kA | kB | kC, kA};
    case Kind::kLapse:
    case Kind::kDeadline:
      return {true, kA, kA};
    case Kind::kClosed:
    case Kind::kThreatExecuted:
      return {true, kB, kB};
    case Kind::kPending:
    case Kind::kPressure:
      return {true, kA | kB, 0};
    case Kind::kSilence:
      return {true, kA, 0};
    case Kind::kBlame:
      return {true, kB, 0};
    case Kind::kSpoiler:
      // Of whose side the spoilers are; the trust is the other's.
      return {true, 0, kC};
    case Kind::kSincerity:
    case Kind::kRedLine:
    case Kind::kBinding:
    case Kind::kDrawn:
    case Kind::kSeat:
    case Kind::kTrust:
    case Kind::kConduct:
    case Kind::kBelief:
    case Kind::kBattle:
      return {false, kAllNumbers, 0};
    case Kind::kReadiness:
      // b is joint: it would tell the other's.
      return {false, kA | kC, 0};
    case Kind::kHazard:
    case Kind::kCapitals:
    case Kind::kOffer:
    case Kind::kRatified:
    case Kind::kMediation:
      break;
  }
  return {};
}

Said Spoken(Refusal refusal) {
  switch (refusal) {
    case Refusal::kNone:
      return Said::kYes;
    case Refusal::kRedLine:
      return Said::kUnacceptable;
    case Refusal::kPrecondition:
      return Said::kPrecondition;
    default:
      return Said::kNotEnough;
  }
}

void KeepNumbers(unsigned numbers, KnownEvent* known) {
  known->numbers = numbers;
  TalkEvent& event = known->event;
  if ((numbers & kA) == 0) event.a = 0;
  if ((numbers & kB) == 0) event.b = 0;
  if ((numbers & kC) == 0) event.c = 0;
  if ((numbers & kD) == 0) event.d = 0;
  if ((numbers & kE) == 0) event.e = 0;
}

}  // namespace

// What the answering side says. A pretext must look like any other "not enough".
void EventFilter::PassAnswer(bool own_answer, KnownEvent* known) const {
  TalkEvent& event = known->event;
  known->said = Spoken(event.refusal);
  if (own_answer && known->said != Said::kYes) known->said = Said::kNo;
  event.refusal = Refusal::kNone;
  if (known->said != Said::kUnacceptable && known->said != Said::kPrecondition) {
    event.issue = event.kind == Kind::kOffer ? sitting_on_ : kNoIssue;
  }
  if (known->said != Said::kPrecondition) event.rule = -1;
}

bool EventFilter::PassOfSide(const TalkEvent& event, KnownEvent* known) const {
  const bool own = IsOwn(event);
  switch (event.kind) {
    case Kind::kOffer:
      // The other side answers.
      PassAnswer(side_ >= 0 && !own, known);
      KeepNumbers(own ? kA | kE : (side_ >= 0 ? kB | kC | kD : 0), known);
      return true;
    case Kind::kMediation:
      PassAnswer(own, known);
      KeepNumbers((side_ == 0 ? kA : 0) | (side_ == 1 ? kB : 0) | (own ? kC | kD : 0), known);
      return true;
    case Kind::kCapitals:
      PassAnswer(false, known);
      if (own) {
        *known = {.event = event, .said = Said::kNo};
      }
      KeepNumbers(own ? kA : 0, known);
      return true;
    case Kind::kRatified:
      PassAnswer(false, known);
      KeepNumbers(own ? kA | kB | kC : 0, known);
      return true;
    case Kind::kHazard:
      return false;
    default:
      break;
  }
  const Audience audience = AudienceOf(event.kind);
  if (!own && !audience.others) return false;
  KeepNumbers(own ? audience.own : audience.by_others, known);
  // Where nobody's side is concerned, everybody knows the same.
  if (event.side < 0) KeepNumbers(audience.by_others, known);
  return true;
}

std::optional<KnownEvent> EventFilter::Pass(const TalkEvent& event) {
  if (event.kind == Kind::kSitting) sitting_on_ = event.issue;
  KnownEvent known{.event = event};
  if (!PassOfSide(event, &known)) return {};
  return known;
}

}  // namespace dragoman
