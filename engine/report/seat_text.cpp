#include "engine/report/seat_text.h"

#include <algorithm>

#include "engine/report/names.h"
#include "engine/report/seat_news.h"
#include "engine/report/text_page.h"

namespace dragoman {
namespace {

constexpr const char* kSeatHelp =
    "While you build an offer:\n"
    "  ISSUE OPTION   choose, by number or id: '2 3', or 'water W2'; several: 'water=W2 fees=low'\n"
    "  table          table it (or put it to both sides); 'table water=W2' does both at once\n"
    "  clear          begin again from what is in force\n"
    "  pass           table nothing\n"
    "When you are asked:\n"
    "  accept, refuse an offer;   stay in the talks, leave them\n"
    "At any time:\n"
    "  suggest        what the model would do here; an offer is put into your draft\n"
    "  auto           let the model act for you until this sitting is over; 'auto all': to the "
    "end\n"
    "  options, brief show the options, or your brief, again\n"
    "  undo           take back your last move; 'undo 3' the last three\n"
    "  quit           end, and say how to go on later\n";

}  // namespace

SeatText::SeatText(const CompiledScenario& scenario, const SpaceView& view, const SeatRole& seat,
                   const TextStyle& style)
    : scenario_(scenario),
      view_(view),
      seat_(seat),
      style_(style),
      words_(scenario),
      mine_(FindWorth(view, seat.party)) {}

std::string SeatText::Help() { return kSeatHelp; }

std::string SeatText::Name() const { return scenario_.source.parties[At(seat_.party)].name; }

std::string SeatText::Worth(const Outcome& offer) const {
  return mine_ ? Fixed(view_.Worth(*mine_, offer), 2) : "-";
}

/// "floor 0.42".
std::string SeatText::Scale() const {
  return mine_ ? "floor " + Fixed(view_.parties[*mine_].floor, 2) : "no aims of your own";
}

std::string SeatText::Intro() const {
  TextPage page(style_.width);
  page.Verbatim(Heading(scenario_.source.title, style_));
  page.Put(0, scenario_.source.about);
  page.Gap();
  page.Put(0, "Before you sit down.");
  page.Put(2,
           "Where this comes from: every aim, red line and precondition is derived by fixed "
           "rules from what the parties said, as the scenario cites it (`dragoman derive "
           "SCENARIO`). It is one reading of the sources, as of " +
               scenario_.source.asof + ", and not what anybody thinks in private.");
  page.Put(2,
           "What it cannot do: it is a model for learning, not a forecast and not advice. It "
           "leaves out much that decides talks. Other readings and other draws give other "
           "games.");
  page.Put(2,
           "What the numbers mean: your worth is how far a package meets this party's own coded "
           "aims, from 0 to 1, and your floor is what no deal is worth to it on average. They "
           "do not say what is right, and at the end they stand beside those of the others.");
  page.Put(2,
           "Tone: real disputes cost lives. You speak for a party's stated aims for a while; "
           "that judges neither them nor anybody who lives with the dispute.");
  return page.text();
}

std::string SeatText::News(const SeatPosition& position, std::size_t from) const {
  SeatNews news(scenario_, seat_);
  TextPage page(style_.width);
  for (std::size_t k = 0; k < position.shown; ++k) {
    const std::string text = news.Tell(position.events[k]);
    if (k < from || text.empty()) continue;
    const bool meeting = position.events[k].kind == TalkEventKind::kMeeting;
    if (meeting) page.Gap();
    page.Put(meeting ? 0 : 2, text);
  }
  return page.text();
}

std::string SeatText::Question(const SeatDecision& decision) const {
  TextPage page(style_.width);
  std::string place = "Meeting " + std::to_string(decision.meeting);
  if (decision.tick > 0) {
    place +=
        ", exchange " + std::to_string(decision.tick) + " of " + std::to_string(decision.ticks);
  }
  if (decision.issue != kNoIssue) place += ", " + words_.IssueName(decision.issue) + " alone";
  switch (decision.kind) {
    case SeatDecision::Kind::kPropose:
      page.Put(0, place + ". What do you table?");
      break;
    case SeatDecision::Kind::kMediate:
      page.Put(0, place + ". No agreement. Do you put a package of your own to both sides? (" +
                      std::to_string(decision.left) + (decision.left == 1 ? " is" : " are") +
                      " left to you)");
      break;
    case SeatDecision::Kind::kReply: {
      const std::string from =
          decision.from == kNobody ? "a third party" : words_.Side(decision.from);
      page.Put(0, place + ". On the table from " + from + ": " +
                      words_.Changes(decision.offer, decision.standing) + ".");
      page.Put(2, "Worth to you " + Worth(decision.offer) + " (in force " +
                      Worth(decision.standing) + ", " + Scale() + "). " +
                      (decision.own ? Verdict(*decision.own) : ""));
      page.Put(2, "accept or refuse?");
      break;
    }
    case SeatDecision::Kind::kStay:
      page.Put(0, "Meeting " + std::to_string(decision.meeting) +
                      " is over without a deal. Do you stay in the talks, or leave them?");
      break;
  }
  return page.text();
}

std::string SeatText::Options(const SeatDecision& decision) const {
  TextPage page(style_.width);
  for (std::size_t i = 0; i < scenario_.space.num_issues(); ++i) {
    const IssueIndex index{static_cast<int>(i)};
    const OptionSet here = OptionBit(decision.standing[index]);
    if (decision.open[i] == here) continue;
    const Issue& issue = scenario_.space.issue(index);
    page.Put(2, std::to_string(i + 1) + " " + issue.id + ": " + issue.name);
    for (std::size_t o = 0; o < issue.num_options(); ++o) {
      const auto option = static_cast<OptionIndex>(o);
      if (!Contains(decision.open[i], option)) continue;
      std::string line =
          std::to_string(o + 1) + " " + issue.options[o].id + ": " + issue.options[o].name;
      if (mine_) {
        Outcome changed = decision.standing;
        changed[index] = option;
        const double more = view_.Worth(*mine_, changed) - view_.Worth(*mine_, decision.standing);
        line += option == decision.standing[index]
                    ? std::string(" (in force)")
                    : std::string(" (") + (more < 0 ? "" : "+") + Fixed(more, 3) + ")";
      } else if (option == decision.standing[index]) {
        line += " (in force)";
      }
      page.Put(6, line);
    }
  }
  return page.text();
}

std::string SeatText::Verdict(const SeatAppraisal& appraisal) const {
  std::string text =
      "In this run your capital counts a gain of " + Number(appraisal.gain) + " over no deal";
  const bool refuses = appraisal.refusal != Refusal::kNone || appraisal.gain < 0;
  switch (appraisal.refusal) {
    case Refusal::kRedLine:
      text += "; it crosses your red line on " + words_.IssueName(appraisal.issue);
      break;
    case Refusal::kPrecondition: {
      const LinkRule& link = scenario_.talks->links[static_cast<std::size_t>(appraisal.rule)];
      text += link.owner < 0
                  ? "; the terms do not hold together (" + LinkWords(scenario_, link) + ")"
                  : "; your precondition '" + link.id + "' is not met";
      break;
    }
    case Refusal::kInsincere:
      text += "; it does not mean these talks, and " + words_.IssueName(appraisal.issue) +
              " is no cheap item";
      break;
    default:
      break;
  }
  if (appraisal.beyond_mandate == 0) return text + ". You may sign it at the table.";
  return text + ". Beyond your mandate on " + words_.IssueNames(appraisal.beyond_mandate) +
         ": your capital would " + (refuses ? "refuse it." : "approve it.");
}

std::string SeatText::Draft(const SeatDecision& decision, const SeatMove& draft,
                            const std::optional<SeatAppraisal>& appraisal) const {
  TextPage page(style_.width);
  const Outcome offer = OfferOf(draft, decision.standing);
  const std::string changes = words_.Changes(offer, decision.standing);
  page.Put(2, "Your draft: " + (changes.empty() ? "nothing is changed yet" : changes) + ".");
  if (!mine_ && !appraisal) return page.text();
  page.Put(2, "Worth to you " + Worth(offer) + " (in force " + Worth(decision.standing) + ", " +
                  Scale() + "). " + (appraisal && !changes.empty() ? Verdict(*appraisal) : ""));
  return page.text();
}

std::string SeatText::Suggestion(const SeatDecision& decision) const {
  const SeatMove& move = decision.suggestion;
  std::string text = "The model would ";
  switch (move.kind) {
    case SeatMove::Kind::kOffer:
      text += "table: " + words_.Changes(OfferOf(move, decision.standing), decision.standing);
      break;
    case SeatMove::Kind::kReply:
      text += move.yes ? "accept" : "refuse";
      break;
    case SeatMove::Kind::kStay:
      text += move.yes ? "stay" : "leave";
      break;
    case SeatMove::Kind::kPass:
      text += "pass";
      break;
  }
  return Wrap(text + ".", "  ", style_.width);
}

}  // namespace dragoman
