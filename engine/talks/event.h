#pragma once

#include <cstdint>

#include "engine/bargaining/sitting.h"
#include "engine/core/ids.h"
#include "engine/core/outcome.h"

namespace dragoman {

/// What happened, in the order it happened. A transcript is a rendering of these and nothing else.
enum class TalkEventKind : std::uint8_t {
  kSincerity,       ///< side; a = 1 if it negotiates in earnest.
  kRedLine,         ///< side, issue, options: would not accept these in this run; a = evidence.
  kBinding,         ///< rule: this precondition binds in this run (a = 1) or not (a = 0).
  kMeeting,         ///< A meeting begins.
  kInsult,          ///< side insults the other.
  kDelegation,      ///< side; a = rank, b = mandate, c = slight felt.
  kRenewed,         ///< issue is back at its status quo.
  kCapitals,        ///< The capitals answered on `offer`: refusal of `side`, or kNone: signed.
  kSitting,         ///< A sitting begins: issue, or kNoIssue for a package.
  kOffer,           ///< side tabled `offer`: a = own gain, b = gain the other finds in it,
                    ///< c = gain the other needed; refusal and issue are the other's reply.
  kSilence,         ///< side tabled nothing; a = its aspiration.
  kAgreed,          ///< `offer` was agreed; side proposed it.
  kSigned,          ///< issue, options = new option: in force.
  kPending,         ///< issue, options: beyond the mandate of `side`; left to the capitals.
  kTexts,           ///< Written terms will be exchanged; every position is tabled from now on.
  kTrust,           ///< side's trust in the other: a = before, b = after.
  kBattle,          ///< side; a = belief in winning before, b = after.
  kThreatExecuted,  ///< side carried out its threat; a = probability.
  kHazard,          ///< side; a = probability of walking out, b = gap, c = drawn number.
  kWalkOut,         ///< side left.
  kLapse,           ///< No further meeting was agreed; a = 1 if contact resumed all the same.
  kClosed,          ///< The run is over. a = headline, b = days.
};

struct TalkEvent {
  TalkEventKind kind{};
  std::uint8_t meeting = 0;
  std::uint8_t tick = 0;
  std::int8_t side = -1;
  std::int8_t rule = -1;
  Refusal refusal = Refusal::kNone;
  IssueIndex issue = kNoIssue;
  OptionSet options = 0;
  Outcome offer{};
  double a = 0;
  double b = 0;
  double c = 0;
};

/// Receives the events of one run.
class TalkObserver {
 public:
  virtual ~TalkObserver() = default;
  virtual void OnEvent(const TalkEvent& event) = 0;
};

}  // namespace dragoman
