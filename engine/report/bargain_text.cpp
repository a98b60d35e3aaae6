#include "engine/report/bargain_text.h"

#include <algorithm>
#include <optional>

#include "engine/report/text_page.h"

namespace dragoman {
namespace {

std::string_view RefusalReason(Refusal refusal) {
  switch (refusal) {
    case Refusal::kRedLine:
      return "out of the question";
    case Refusal::kPrecondition:
      return "a condition is not met";
    case Refusal::kInsincere:
      return "not negotiating in earnest";
    case Refusal::kBelowNoDeal:
      return "worse than no agreement";
    case Refusal::kDelegate:
      return "too little for a delegate to sign";
    case Refusal::kNone:
    case Refusal::kAspiration:
      break;
  }
  return {};
}

/// Tells a trace, event by event.
class BargainTeller {
 public:
  BargainTeller(const PreparedDomain& prepared, const BargainSettings& settings,
                const BargainTrace& trace, const TextStyle& style)
      : prepared_(prepared),
        settings_(settings),
        trace_(trace),
        style_(style),
        page_(style.width),
        last_offers_(prepared.seats() + 1) {}

  std::string Tell() {
    Opening();
    for (const BargainEvent& event : trace_.events) TellEvent(event);
    page_.Gap();
    Ending();
    return page_.text();
  }

 private:
  std::string Name(int party) const {
    return party < 0 ? "the mediator" : prepared_.names[static_cast<std::size_t>(party)];
  }

  void Opening() {
    const OutcomeSpace& space = prepared_.space;
    const std::string name = prepared_.domain.name.empty() ? "Negotiation" : prepared_.domain.name;
    page_.Verbatim(Heading(name, style_));
    std::string outcomes = "more outcomes than 64 bits count";
    if (space.countable()) outcomes = std::to_string(space.num_outcomes()) + " outcomes";
    page_.Put(0, std::to_string(space.num_issues()) + " issues, " + outcomes + ". Protocol " +
                     settings_.protocol + ", at most " + std::to_string(settings_.rounds) +
                     " rounds. A party accepts nothing worth less to it than no agreement.");
    for (const std::string& note : prepared_.notes) page_.Put(0, "Left out: " + note + ".");
    TextTable table({false, false, true, true});
    table.AddRow({"party", "strategy", "at best", "no agreement"});
    for (std::size_t k = 0; k < prepared_.seats(); ++k) {
      const auto source = prepared_.indexes[k]->MakeSource();
      table.AddRow({prepared_.names[k], settings_.strategies[k], Number(source->best_worth()),
                    Number(prepared_.utilities[k]->reservation_value())});
    }
    page_.Gap();
    page_.Verbatim(table.Text());
  }

  void TellEvent(const BargainEvent& event) {
    if (event.clock.tick != tick_) {
      tick_ = event.clock.tick;
      told_ = kNobody;
      page_.Gap();
      page_.Put(0, "Round " + std::to_string(tick_) + " of " + std::to_string(event.clock.ticks) +
                       " (time " + Number(event.clock.time) + ")");
    }
    switch (event.kind) {
      case BargainEvent::Kind::kOffer:
        return TellOffer(event);
      case BargainEvent::Kind::kReply:
        return TellReply(event);
      case BargainEvent::Kind::kSilence:
        return page_.Put(2, Name(event.party) + " offers nothing; it holds out for " +
                                Number(event.aspiration) + ".");
      case BargainEvent::Kind::kBreak:
        return page_.Put(2, event.party < 0 ? std::string("Chance ends the talks.")
                                            : Name(event.party) + " leaves the table.");
      case BargainEvent::Kind::kOverlap:
        return page_.Put(2, "The mediator announces what all texts agree on: " +
                                PartText(event.issues, event.offer) + ".");
    }
  }

  std::string Worths(const Outcome& outcome) const {
    std::vector<std::string> worths;
    for (std::size_t k = 0; k < prepared_.seats(); ++k) {
      const double worth = prepared_.utilities[k]->Evaluate(outcome);
      const bool allowed = worth > UtilityFunction::kForbidden;
      worths.push_back((allowed ? Number(worth) : "impossible") + " to " + prepared_.names[k]);
    }
    return JoinWords(worths, "and");
  }

  /// Only what is new since the party's offer before: offers differ little from one to the next.
  void TellOffer(const BargainEvent& event) {
    std::optional<Outcome>& last = last_offers_[static_cast<std::size_t>(event.party) + 1];
    std::string what;
    if (!last) {
      what = OutcomeText(prepared_.domain, event.offer);
    } else if (*last == event.offer) {
      what = "the same again";
    } else {
      std::uint32_t changed = 0;
      for (std::size_t i = 0; i < event.offer.options.size(); ++i) {
        if (last->options[i] != event.offer.options[i]) changed |= std::uint32_t{1} << i;
      }
      what = "as before, but " + PartText(changed, event.offer);
    }
    last = event.offer;
    told_ = event.party;
    page_.Put(2, Name(event.party) + " offers: " + what + ".");
    page_.Put(6, "Worth " + Worths(event.offer) + ".");
  }

  void TellReply(const BargainEvent& event) {
    const Judgement& reply = event.reply;
    // A round may begin with the answer to an offer of the round before, and where all write at
    // once several offers come before the answers.
    const std::size_t indent = told_ != kNobody ? 6 : 2;
    const std::string what = told_ == event.proposer ? "" : " the offer of " + Name(event.proposer);
    if (reply.accepts()) return page_.Put(indent, Name(event.party) + " accepts" + what + ".");
    std::string text = Name(event.party) + " refuses" + what;
    if (reply.leaves) text += " and leaves";
    const std::string_view reason = RefusalReason(reply.refusal);
    if (!reason.empty()) {
      text += ": " + std::string(reason);
    } else if (reply.needed < 1e300) {
      text += ": it wants " + Number(reply.needed);
    }
    page_.Put(indent, text + ".");
  }

  std::string PartText(std::uint32_t issues, const Outcome& outcome) const {
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < outcome.options.size(); ++i) {
      if (((issues >> i) & 1U) == 0) continue;
      const DomainIssue& issue = prepared_.domain.issues[i];
      parts.push_back(issue.name + " = " + issue.ValueName(outcome.options[i]));
    }
    return parts.empty() ? "nothing" : JoinWords(parts, "and");
  }

  void Ending() {
    const SessionResult& result = trace_.result;
    const SittingResult& sitting = result.sitting;
    if (sitting.agreed()) {
      page_.Put(0, "Agreement in round " + std::to_string(sitting.tick) + ", on the offer of " +
                       Name(sitting.proposer) + ": " +
                       PartText(sitting.settled, sitting.agreement) + ".");
    } else if (sitting.end == SittingEnd::kBroken) {
      page_.Put(0, "No agreement: the talks broke off in round " + std::to_string(sitting.tick) +
                       (sitting.leaver < 0 ? "." : ", when " + Name(sitting.leaver) + " left."));
    } else {
      page_.Put(0, "No agreement: all " + std::to_string(settings_.rounds) + " rounds passed.");
    }
    for (std::size_t k = 0; k < prepared_.seats(); ++k) {
      std::string text = prepared_.names[k] + " gets " + Number(result.utilities[k]);
      if (result.discounted[k] != result.utilities[k]) {
        text += ", " + Number(result.discounted[k]) + " with discount and costs";
      }
      page_.Put(2, text + " (no agreement: " + Number(prepared_.utilities[k]->reservation_value()) +
                       ").");
    }
  }

  const PreparedDomain& prepared_;
  const BargainSettings& settings_;
  const BargainTrace& trace_;
  const TextStyle& style_;
  TextPage page_;
  std::vector<std::optional<Outcome>> last_offers_;  ///< By party, the mediator first.
  int tick_ = 0;
  static constexpr int kNobody = -2;
  int told_ = kNobody;  ///< Whose offer was told last in this round; -1: the mediator's.
};

Json NumbersJson(std::span<const double> numbers) {
  Json list = Json::array();
  for (const double number : numbers) list.push_back(JsonNumber(number));
  return list;
}

Json AgreementJson(const SittingResult& sitting) {
  if (!sitting.agreed()) return nullptr;
  Json list = Json::array();
  for (std::size_t i = 0; i < sitting.agreement.options.size(); ++i) {
    const bool settled = ((sitting.settled >> i) & 1U) != 0;
    list.push_back(settled ? Json(sitting.agreement.options[i]) : Json());
  }
  return list;
}

}  // namespace

std::string OutcomeText(const Domain& domain, const Outcome& outcome, std::size_t most) {
  std::string text;
  for (std::size_t i = 0; i < outcome.options.size(); ++i) {
    if (i > 0) text += ", ";
    if (i == most) return text + "...";
    text += domain.issues[i].name + " = " + domain.issues[i].ValueName(outcome.options[i]);
  }
  return text;
}

Json OutcomeJson(const Outcome& outcome) {
  Json list = Json::array();
  for (const OptionIndex option : outcome.options) list.push_back(option);
  return list;
}

std::string BargainText(const PreparedDomain& prepared, const BargainSettings& settings,
                        const BargainTrace& trace, const TextStyle& style) {
  return BargainTeller(prepared, settings, trace, style).Tell();
}

Json BargainJson(const PreparedDomain& prepared, const BargainSettings& settings,
                 const BargainTrace& trace) {
  const SessionResult& result = trace.result;
  const SittingResult& sitting = result.sitting;
  const std::span<const double> utilities(result.utilities.begin(), result.utilities.size());
  const std::span<const double> discounted(result.discounted.begin(), result.discounted.size());
  Json json = Json::object();
  json["domain"] = prepared.domain.name;
  json["parties"] = prepared.names;
  json["strategies"] = settings.strategies;
  json["protocol"] = settings.protocol;
  json["rounds"] = settings.rounds;
  json["seed"] = settings.seed;
  json["run"] = settings.run;
  json["offers"] = Json::array();
  for (const BargainEvent& event : trace.events) {
    if (event.kind != BargainEvent::Kind::kOffer) continue;
    json["offers"].push_back(
        Json::array({event.clock.tick - 1, event.party, OutcomeJson(event.offer)}));
  }
  json["agreement"] = AgreementJson(sitting);
  json["agreement_utils"] = sitting.agreed() ? NumbersJson(utilities) : Json();
  json["agreement_proposer"] = sitting.agreed() ? Json(sitting.proposer) : Json();
  json["utilities"] = NumbersJson(utilities);
  json["discounted_utilities"] = NumbersJson(discounted);
  json["end"] = std::string(SittingEndName(sitting.end));
  json["final_step"] = sitting.end == SittingEnd::kTimedOut ? settings.rounds : sitting.tick;
  return json;
}

}  // namespace dragoman
