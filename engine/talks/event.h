#pragma once

#include <cstdint>

#include "engine/bargaining/sitting.h"
#include "engine/core/ids.h"
#include "engine/core/outcome.h"

namespace dragoman {

/// What happened, in the order it happened. A transcript is a rendering of these and nothing else.
enum class TalkEventKind : std::uint8_t {
  kSincerity,   ///< side; a = 1 if it negotiates in earnest, b = probability that it does not.
  kRedLine,     ///< side, issue, options: would not accept these in this run; a = probability
                ///< that the nearest of them is refused, b = drawn number.
  kBinding,     ///< side, rule: this precondition binds in this run (a = 1) or not (a = 0);
                ///< b = probability that it does.
  kDrawn,       ///< side, once all is drawn: a = belief in winning, b = share of no deal that
                ///< fighting decides, c = cost saved by an end of the conflict, d = demand
                ///< inflation, e = trust in the other.
  kMeeting,     ///< A meeting begins; options = issues (bits) on its table.
  kInsult,      ///< side insults the other.
  kDelegation,  ///< side; a = rank, b = mandate, c = slight felt.
  kRenewed,     ///< issue is back at its status quo.
  kCapitals,    ///< The capitals answered on `offer`: refusal of `side`, or kNone: signed.
  kSitting,     ///< A sitting begins: issue, or kNoIssue for a package.
  kSeat,        ///< In it, side: a = largest gain among its own offers, b = concession
                ///< exponent, c = share of the way to no deal it never concedes.
  kOffer,       ///< side tabled `offer`: a = own gain, b = gain the other finds in it,
                ///< c = gain the other needed, d = least gain its delegate signs, e = side's
                ///< own aspiration; refusal, issue and rule are the other's reply.
  kSilence,     ///< side tabled nothing; a = its aspiration.
  kAgreed,      ///< `offer` was agreed; side proposed it.
  kSigned,      ///< issue, options = new option: in force.
  kRatified,    ///< side: a vote at home on what its capital accepted; a = probability of a
                ///< yes, b = drawn number, c = gain to the side; refusal kBelowNoDeal: voted
                ///< down.
  kPending,     ///< issue, options: beyond the mandate of `side`, left to the capitals; a = its
                ///< utility, b = the least its mandate covers.
  kTexts,       ///< Written terms will be exchanged; every position is tabled from now on;
                ///< options = issues (bits) this puts on the table.
  kTrust,       ///< side's trust in the other: a = before, b = after.
  kGesture,     ///< side announces a step toward the other; a = its size, b = steps so far
                ///< without an answer.
  kConduct,     ///< side; a = its net cooperation toward the other before, b = now.
  kBelief,      ///< side's belief in the other's p: a = before, b = after.
  kReadiness,   ///< side; a = its readiness, b = joint readiness, c = share held back.
  kBlame,       ///< side is blamed for refusing `offer`; a = how much it pleased those who
                ///< watch, b = blame in all.
  kTextShown,   ///< The mediator showed its text to `side` first and changed it for it.
  kMediation,   ///< The mediator tabled `offer`: side is the first that refuses, -1: both accept;
                ///< a, b = gain of side 0 and 1, c = gain the refuser needed, d = least its
                ///< delegate signs; refusal, issue and rule are its reply.
  kSpoiler,     ///< Spoilers of `side` struck at the other; a = probability, b = how near a deal
                ///< was, c = trust the other lost.
  kSurvival,    ///< How long the agreement may last; a = S(30), b = S(180), c = hazard per day.
  kBattle,      ///< side; a = belief in winning before, b = after.
  kThreatExecuted,  ///< side carried out its threat; a = probability, b = 1 if after the end of
                    ///< talks.
  kPressure,        ///< side is threatened: a = cost of no deal threatened, b = credibility.
  kDeadline,  ///< A deadline passed: a = 1 if it was kept and the process ends, b = probability
              ///< that it is.
  kHazard,    ///< side; a = probability of walking out, b = gap, c = drawn number,
              ///< d = patience, e = what other mechanisms add to the logit.
  kWalkOut,   ///< side left.
  kLapse,     ///< No further meeting was agreed; a = 1 if contact resumed all the same,
              ///< b = probability of that.
  kClosed,    ///< The run is over. b = days.
};

struct TalkEvent {
  TalkEventKind kind{};
  std::uint8_t meeting = 0;
  std::uint8_t tick = 0;
  std::int16_t side = -1;
  std::int16_t rule = -1;
  Refusal refusal = Refusal::kNone;
  IssueIndex issue = kNoIssue;
  OptionSet options = 0;
  Outcome offer{};
  double a = 0;
  double b = 0;
  double c = 0;
  double d = 0;
  double e = 0;
};

/// Receives the events of one run.
class TalkObserver {
 public:
  virtual ~TalkObserver() = default;
  virtual void OnEvent(const TalkEvent& event) = 0;
};

}  // namespace dragoman
