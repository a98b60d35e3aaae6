#include "engine/report/seat_news.h"

#include <utility>

#include "engine/report/names.h"
#include "engine/report/text_page.h"

namespace dragoman {
namespace {

using Kind = TalkEventKind;

}  // namespace

std::string LinkWords(const CompiledScenario& scenario, const LinkRule& link) {
  for (const PreconditionSpec& spec : scenario.source.preconditions) {
    if (link.owner < 0 || spec.id != link.id) continue;
    return RuleText(scenario, spec.when) + " only with " + RuleText(scenario, spec.requires_rule);
  }
  return link.when.text() + " only with " + link.requires_rule.text();
}

std::string SeatNews::Tell(const TalkEvent& event) {
  const auto known = filter_.Pass(event);
  std::string text = known ? Text(*known) : std::string();
  if (event.kind == Kind::kSigned || event.kind == Kind::kRenewed) {
    standing_[event.issue] = EventText::FirstOption(event.options);
  }
  return Folded(event, std::move(text));
}

// Who says the same again and hears the same is told in short.
std::string SeatNews::Folded(const TalkEvent& event, std::string text) {
  if (event.kind == Kind::kSitting) said_ = {};
  if (event.kind != Kind::kOffer && event.kind != Kind::kSilence) return text;
  std::string& last = said_[static_cast<std::size_t>(event.side)];
  if (last == text)
    return (IsMe(event.side) ? "You" : words_.Side(event.side)) + ": the same again.";
  last = text;
  return text;
}

std::string SeatNews::Doing(int side, const std::string& verb) const {
  return IsMe(side) ? "You " + verb : words_.Side(side) + " " + verb + "s";
}

std::string SeatNews::Whose(int side) const { return IsMe(side) ? "your" : words_.Owner(side); }

std::string SeatNews::What(const Outcome& offer) const {
  const std::string changes = words_.Changes(offer, standing_);
  return changes.empty() ? "that all stays as it is" : changes;
}

std::string SeatNews::Text(const KnownEvent& known) {
  const TalkEvent& event = known.event;
  std::string text = OfTheTable(known);
  if (text.empty()) text = OfOutside(known);
  if (text.empty() && IsMe(event.side)) text = OfItself(event);
  return text;
}

/// "says: not enough", "says: not acceptable, because of Water", ...
std::string SeatNews::Spoken(const KnownEvent& known) const {
  switch (known.said) {
    case Said::kYes:
      return "accepts";
    case Said::kNotEnough:
      return "says: not enough";
    case Said::kUnacceptable:
      return "says: not acceptable on " + words_.IssueName(known.event.issue);
    case Said::kPrecondition: {
      const LinkRule& link = scenario_.talks->links[static_cast<std::size_t>(known.event.rule)];
      return "says: " + LinkWords(scenario_, link);
    }
    case Said::kNo:
    case Said::kNothing:
      break;
  }
  return "refuses";
}

std::string SeatNews::Offer(const KnownEvent& known) const {
  const TalkEvent& event = known.event;
  const int other = Other(event.side);
  std::string text = Doing(event.side, "table") + ": " + What(event.offer) + ". ";
  if (IsMe(other)) return text + (known.said == Said::kYes ? "You accept." : "You refuse.");
  return text + words_.Side(other) + " " + Spoken(known) + ".";
}

std::string SeatNews::Mediation(const KnownEvent& known) const {
  const TalkEvent& event = known.event;
  std::string text = (seat_.side < 0 && seat_.mediates ? std::string("You put")
                                                       : std::string("A third party puts")) +
                     " to both sides: " + What(event.offer) + ". ";
  if (event.side < 0) return text + "Both accept.";
  if (IsMe(event.side)) return text + "You refuse.";
  return text + words_.Side(event.side) + " " + Spoken(known) + ".";
}

std::string SeatNews::Capitals(const KnownEvent& known) const {
  const TalkEvent& event = known.event;
  const std::string what = What(event.offer);
  if (known.said == Said::kYes) return "The capitals approve what was left to them: " + what + ".";
  std::string text = "The capitals were asked about " + what + ". ";
  // It knows its own capital's reasons in full.
  if (IsMe(event.side)) return text + words_.CapitalRefusal(event);
  return text + words_.Owner(event.side) + " capital " + Spoken(known) + ".";
}

std::string SeatNews::OfTheTable(const KnownEvent& known) {
  const TalkEvent& event = known.event;
  switch (event.kind) {
    case Kind::kMeeting: {
      const std::uint64_t fresh = event.options & ~table_;
      const bool same = fresh == 0 && table_ != 0;
      table_ = event.options;
      return "MEETING " + std::to_string(event.meeting) + " begins. On the table: " +
             (same ? std::string("as before") : words_.IssueNames(event.options)) + ".";
    }
    case Kind::kSitting:
      return event.issue == kNoIssue
                 ? std::string("A sitting on a package begins.")
                 : "A sitting on one issue begins: " + words_.IssueName(event.issue) + ".";
    case Kind::kOffer:
      return Offer(known);
    case Kind::kSilence:
      return Doing(event.side, "table") + " nothing.";
    case Kind::kMediation:
      return Mediation(known);
    case Kind::kAgreed:
      return "Agreed at the table: " + What(event.offer) + ".";
    case Kind::kSigned:
      return "In force from now on: " +
             words_.Choice(event.issue, EventText::FirstOption(event.options)) + ".";
    case Kind::kPending:
      return words_.Choice(event.issue, EventText::FirstOption(event.options)) +
             " is beyond the mandate of " + (IsMe(event.side) ? "your" : words_.Owner(event.side)) +
             " delegation: it is left to the capitals.";
    case Kind::kCapitals:
      return Capitals(known);
    case Kind::kRatified:
      return IsMe(event.side)
                 ? words_.Ratified(event)
                 : "At home " + words_.Side(event.side) +
                       (known.said == Said::kYes ? " approves." : " votes it down, and it falls.");
    case Kind::kRenewed:
      return "Carried out and open again: " + words_.IssueName(event.issue) + ".";
    case Kind::kTexts:
      return "Written terms will be exchanged: from now on every position is on the table.";
    default:
      return "";
  }
}

std::string SeatNews::OfOutside(const KnownEvent& known) const {
  const TalkEvent& event = known.event;
  switch (event.kind) {
    case Kind::kInsult:
      return IsMe(event.side)
                 ? "Your side insults " + words_.Side(Other(event.side)) + " in public."
                 : words_.Side(event.side) + " insults " +
                       (IsMe(Other(event.side)) ? "you" : words_.Side(Other(event.side))) +
                       " in public.";
    case Kind::kGesture:
      return words_.Gesture(event);
    case Kind::kTextShown:
      return words_.TextShown(event);
    case Kind::kBlame:
      return (IsMe(event.side) ? "You are" : words_.Side(event.side) + " is") +
             " blamed by those who watch, for refusing " + What(event.offer) + ".";
    case Kind::kSpoiler:
      return "Spoilers on " + Whose(event.side) + " side strike, since a deal is near.";
    case Kind::kThreatExecuted:
      return Doing(event.side, "carry").starts_with("You")
                 ? std::string("Your side carries out its threat.")
                 : words_.Side(event.side) + " carries out its threat.";
    case Kind::kPressure:
      return (IsMe(event.side) ? std::string("You are") : words_.Side(event.side) + " is") +
             " threatened from outside, as long as the conflict lasts.";
    case Kind::kDeadline:
      return event.a > 0 ? "The deadline passes and is kept: the talks end."
                         : "The deadline passes without consequence.";
    case Kind::kWalkOut:
      return IsMe(event.side) ? "You walk out of the talks."
                              : words_.Side(event.side) + " walks out of the talks.";
    case Kind::kLapse:
      return std::string("No further meeting was agreed. Contact ") +
             (event.a > 0 ? "resumes all the same." : "does not resume.");
    case Kind::kClosed:
      return "The talks are over.";
    default:
      return "";
  }
}

std::string SeatNews::OfItself(const TalkEvent& event) const {
  const bool moved = Number(event.a) != Number(event.b);
  switch (event.kind) {
    case Kind::kTrust:
      return moved ? "Your trust in the other side goes from " + Number(event.a) + " to " +
                         Number(event.b) + "."
                   : "";
    case Kind::kBattle:
      return moved ? "Outside the talks your belief in winning goes from " + Number(event.a) +
                         " to " + Number(event.b) + "."
                   : "";
    default:
      return "";
  }
}

}  // namespace dragoman
