#include "engine/report/event_text.h"

#include <algorithm>
#include <bit>

#include "engine/report/names.h"
#include "engine/report/text_page.h"

namespace dragoman {
namespace {

/// "0.15", or "0.15, later 0.09" when the number moved visibly.
std::string Moving(double first, double last, int decimals = 2) {
  const std::string from = decimals > 2 ? Fixed(first, decimals) : Number(first);
  const std::string to = decimals > 2 ? Fixed(last, decimals) : Number(last);
  return from == to ? from : from + ", later " + to;
}

std::string Whole(double x) { return Fixed(x, 0); }

/// How many decimals show that `worth` is less than `asked`.
int DecimalsToTell(double worth, double asked) {
  int decimals = 2;
  while (decimals < 4 && Fixed(worth, decimals) == Fixed(asked, decimals)) ++decimals;
  return decimals;
}

}  // namespace

std::string EventText::Side(int side) const { return SideName(scenario_, side); }

std::string EventText::Owner(int side) const { return Possessive(Side(side)); }

std::string EventText::IssueName(IssueIndex issue) const {
  return scenario_.space.issue(issue).name;
}

std::string EventText::OptionName(IssueIndex issue, OptionIndex option) const {
  const Option& chosen = scenario_.space.issue(issue).options[option];
  return chosen.name + " [" + chosen.id + "]";
}

std::string EventText::Choice(IssueIndex issue, OptionIndex option) const {
  return IssueName(issue) + ": " + OptionName(issue, option);
}

std::string EventText::Changes(const Outcome& offer, const Outcome& base) const {
  std::string text;
  for (std::size_t i = 0; i < scenario_.space.num_issues(); ++i) {
    const IssueIndex issue{static_cast<int>(i)};
    if (offer[issue] == base[issue]) continue;
    if (!text.empty()) text += "; ";
    text += Choice(issue, offer[issue]);
  }
  return text;
}

std::size_t EventText::NumChanges(const Outcome& offer, const Outcome& base) const {
  std::size_t changes = 0;
  for (std::size_t i = 0; i < scenario_.space.num_issues(); ++i) {
    const IssueIndex issue{static_cast<int>(i)};
    if (offer[issue] != base[issue]) ++changes;
  }
  return changes;
}

std::string EventText::IssueNames(std::uint64_t issues) const {
  std::string text;
  for (std::size_t i = 0; i < scenario_.space.num_issues(); ++i) {
    if (((issues >> i) & 1U) == 0) continue;
    if (!text.empty()) text += "; ";
    text += IssueName(IssueIndex{static_cast<int>(i)});
  }
  return text;
}

OptionIndex EventText::FirstOption(OptionSet options) {
  return static_cast<OptionIndex>(std::countr_zero(options));
}

std::string EventText::Ratified(const TalkEvent& event) const {
  const bool passes = event.refusal == Refusal::kNone;
  return "At home " + Side(event.side) + (passes ? " approves" : " votes it down, and it falls") +
         ": chance of a yes " + Number(event.a) + ", drawn " + Number(event.b) + " (worth to it " +
         Number(event.c) + ").";
}

std::string EventText::Pressure(const TalkEvent& event) const {
  return "A threat from outside: as long as the conflict lasts, no deal is worth " +
         Number(event.a) + " less to " + Side(event.side) + ", which believes the threat at " +
         Number(event.b) + ".";
}

std::string EventText::Gesture(const TalkEvent& event) const {
  if (event.a > 0) {
    return Side(event.side) + " announces a step toward " + Side(Other(event.side)) +
           " without conditions (size " + Number(event.a) +
           (event.b > 0 ? ", " + Whole(event.b) + " before it without an answer" : "") + ").";
  }
  if (event.a < 0) {
    return Side(event.side) + " takes its last step back: " + Side(Other(event.side)) +
           " took it for weakness.";
  }
  return Side(event.side) + " takes no further step: " + Whole(event.b) +
         " went without an answer.";
}

std::string EventText::Conduct(const TalkEvent& event) const {
  return Owner(event.side) + " conduct turns " +
         (event.b >= event.a ? "more cooperative" : "harder") + ", from " + Number(event.a) +
         " to " + Number(event.b) + ".";
}

std::string EventText::Readiness(const TalkEvent& event) const {
  return Owner(event.side) + " readiness is " + Number(event.a) + " (joint " + Number(event.b) +
         "); it holds back " + Number(event.c) + " of what it would concede.";
}

std::string EventText::Blame(const TalkEvent& event, const std::string& what) const {
  return Side(event.side) + " is blamed for refusing " + what +
         ". Those who watch would have liked it (by " + Number(event.a) +
         "); from now on no deal costs " + Side(event.side) + " " + Fixed(event.b, 3) + ".";
}

std::string EventText::TextShown(const TalkEvent& event) const {
  return "The mediator shows its text to " + Side(event.side) + " first and changes it; " +
         Side(Other(event.side)) + " distrusts it, and the sides table packages of their own.";
}

std::string EventText::Spoiler(const TalkEvent& event) const {
  return "Spoilers strike, since a deal is near (nearness " + Number(event.b) + "): some on " +
         Owner(event.side) + " side would lose by it (probability " + Number(event.a) + "). " +
         Owner(Other(event.side)) + " trust falls by " + Number(event.c) + ".";
}

std::string EventText::Survival(const TalkEvent& event) {
  return "Such a deal still stands after 30 days with probability " + Number(event.a) +
         ", after 180 days with " + Number(event.b) + ".";
}

std::string EventText::MediationReply(const TalkEvent& event) const {
  if (event.side < 0) {
    return "both accept (worth " + Number(event.a) + " to " + Side(0) + ", " + Number(event.b) +
           " to " + Side(1) + ")";
  }
  TalkEvent reply = event;
  reply.b = event.side == 0 ? event.a : event.b;
  return Side(event.side) + " refuses: " + Reason(reply, reply);
}

std::string EventText::Deadline(const TalkEvent& event) {
  return event.a > 0 ? "The deadline passes and is kept: the process ends (probability " +
                           Number(event.b) + ")."
                     : "The deadline passes without consequence (it would have been kept with "
                       "probability " +
                           Number(event.b) + ").";
}

std::string EventText::Sincerity(const TalkEvent& event) const {
  if (event.a > 0) {
    return Side(event.side) + " negotiates in earnest (probability " + Number(1 - event.b) + ").";
  }
  return Side(event.side) + " does not negotiate in earnest: it signs cheap items only " +
         "(probability " + Number(event.b) + ").";
}

// Red lines reach from an option to the end of the axis, so the option nearest the status quo names
// them.
std::string EventText::RedLine(const TalkEvent& event) const {
  const Issue& issue = scenario_.space.issue(event.issue);
  const OptionIndex first = FirstOption(event.options);
  const bool above = first > issue.status_quo;
  const auto nearest = above ? first : static_cast<OptionIndex>(std::bit_width(event.options) - 1);
  return "in this draw " + Side(event.side) + " would not accept " + Choice(event.issue, nearest) +
         (std::popcount(event.options) > 1 ? ", or anything beyond it" : "") + " (probability " +
         Number(event.a) + ", drawn " + Number(event.b) + ").";
}

std::string EventText::LinkText(int rule) const {
  const LinkRule& link = scenario_.talks->links[static_cast<std::size_t>(rule)];
  for (const PreconditionSpec& spec : scenario_.source.preconditions) {
    if (spec.id == link.id) {
      return RuleText(scenario_, spec.when) + " only with " +
             RuleText(scenario_, spec.requires_rule);
    }
  }
  return link.when.text() + " only with " + link.requires_rule.text();
}

std::string EventText::Precondition(const TalkEvent& event) const {
  const LinkRule& link = scenario_.talks->links[static_cast<std::size_t>(event.rule)];
  return Owner(event.side) + " '" + link.id + "': " + LinkText(event.rule) + "; it " +
         (event.a > 0 ? "binds" : "does not bind") + " in this draw (probability " +
         Number(event.b) + ").";
}

// What was offered against what it would have taken.
std::string EventText::Short(const TalkEvent& first, const TalkEvent& last, double asked,
                             double asked_last, std::string_view what) {
  const int decimals = std::max(DecimalsToTell(first.b, asked), DecimalsToTell(last.b, asked_last));
  return "worth " + Moving(first.b, last.b, decimals) + " to it, and " + std::string(what) +
         Moving(asked, asked_last, decimals);
}

std::string EventText::Reason(const TalkEvent& first, const TalkEvent& last) const {
  const std::string worth = "worth " + Moving(first.b, last.b) + " to it";
  switch (first.refusal) {
    case Refusal::kNone:
      return worth + "; it asked for " + Number(first.c);
    case Refusal::kRedLine:
      return OptionName(first.issue, first.offer[first.issue]) + " crosses its red line on " +
             IssueName(first.issue);
    case Refusal::kPrecondition: {
      const LinkRule& link = scenario_.talks->links[static_cast<std::size_t>(first.rule)];
      if (link.owner < 0) return "the terms do not hold together (" + LinkText(first.rule) + ")";
      return "its precondition '" + link.id + "' is not met";
    }
    case Refusal::kInsincere:
      return "it signs cheap items only, and " + OptionName(first.issue, first.offer[first.issue]) +
             " is none";
    case Refusal::kBelowNoDeal:
      return worth + ", less than no deal";
    case Refusal::kDelegate:
      return Short(first, last, first.d, last.d, "its unsure delegate asks for a margin of ");
    case Refusal::kAspiration:
      return Short(first, last, first.c, last.c, "it holds out for ");
  }
  return "";
}

std::string EventText::Reply(const TalkEvent& first, const TalkEvent& last) const {
  return Side(Other(first.side)) + (first.refusal == Refusal::kNone ? " accepts: " : " refuses: ") +
         Reason(first, last) + ".";
}

std::string EventText::CapitalRefusal(const TalkEvent& event) const {
  TalkEvent reply = event;
  reply.b = event.a;
  return Owner(event.side) + " capital refuses: " + Reason(reply, reply) + ".";
}

}  // namespace dragoman
