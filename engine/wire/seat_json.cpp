#include "engine/wire/seat_json.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <utility>

#include "engine/wire/replay_json.h"

namespace dragoman {
namespace {

std::string_view AnswerName(Said said) {
  switch (said) {
    case Said::kYes:
      return "yes";
    case Said::kNo:
      return "no";
    case Said::kNotEnough:
      return "not enough";
    case Said::kUnacceptable:
      return "not acceptable";
    case Said::kPrecondition:
      return "precondition";
    case Said::kNothing:
      break;
  }
  return "";
}

std::string_view DecisionName(SeatDecision::Kind kind) {
  switch (kind) {
    case SeatDecision::Kind::kPropose:
      return "propose";
    case SeatDecision::Kind::kReply:
      return "reply";
    case SeatDecision::Kind::kMediate:
      return "mediate";
    case SeatDecision::Kind::kStay:
      return "stay";
  }
  return "";
}

class SeatJsonWriter {
 public:
  SeatJsonWriter(const CompiledScenario& scenario, const SpaceView& view,
                 const SeatRequest& request, const SeatPosition& position)
      : scenario_(scenario),
        talks_(*scenario.talks),
        view_(view),
        seat_(request.seat),
        request_(request),
        position_(position) {
    if (const auto place = FindWorth(view, seat_.party)) mine_ = &view.parties[*place];
  }

  Json Write(const RunRecord* model) const {
    Json json = Json::object();
    Put(&json, "done", position_.done());
    Put(&json, "seat", PartyId(seat_.party));
    Put(&json, "seed", request_.seed);
    Put(&json, "run", request_.run);
    Put(&json, "moves", request_.moves.size());
    Put(&json, "meeting", position_.meeting);
    Put(&json, "meetings", talks_.meetings);
    Put(&json, "standing", OutcomeJson(scenario_, position_.standing));
    Put(&json, "events", Events());
    Put(&json, "brief", Brief());
    Put(&json, "decision", position_.decision ? Decision(*position_.decision) : Json());
    Put(&json, "result", position_.done() && model != nullptr ? Result(*model) : Json());
    return json;
  }

 private:
  const std::string& PartyId(PartyIndex party) const {
    return scenario_.source.parties[At(party)].id;
  }
  const Issue& IssueOf(std::size_t i) const {
    return scenario_.space.issue(IssueIndex{static_cast<int>(i)});
  }

  Json OptionIds(std::size_t issue, OptionSet options) const {
    Json ids = Json::array();
    const Issue& of = IssueOf(issue);
    for (std::size_t o = 0; o < of.num_options(); ++o) {
      if (Contains(options, static_cast<OptionIndex>(o))) ids.push_back(of.options[o].id);
    }
    return ids;
  }

  Json Events() const {
    Json events = Json::array();
    EventFilter filter(seat_.side);
    for (const TalkEvent& event : std::span(position_.events).first(position_.shown)) {
      if (const auto known = filter.Pass(event)) {
        events.push_back(KnownEventJson(scenario_, *known));
      }
    }
    return events;
  }

  // ---- What the seat knows of itself

  Json Brief() const {
    Json json = Json::object();
    const PartySpec& party = scenario_.source.parties[At(seat_.party)];
    Put(&json, "seat", party.id);
    Put(&json, "name", party.name);
    Put(&json, "role", seat_.side >= 0 ? "principal" : "third_party");
    Put(&json, "mediates", seat_.mediates);
    Json others = Json::array();
    for (const PartySpec& other : scenario_.source.parties) {
      if (other.id == party.id) continue;
      Json item = Json::object();
      Put(&item, "id", other.id);
      Put(&item, "name", other.name);
      Put(&item, "role", kPartyRoleNames[static_cast<std::size_t>(other.role)]);
      others.push_back(std::move(item));
    }
    Put(&json, "others", std::move(others));
    PutScale(&json);
    Put(&json, "aims", Aims());
    Put(&json, "preconditions", seat_.side >= 0 ? Links(seat_.side) : Json::array());
    Put(&json, "dependencies", Links(kNobody));
    if (seat_.side >= 0) PutSelf(&json);
    return json;
  }

  void PutScale(Json* json) const {
    Put(json, "floor", mine_ == nullptr ? Json() : JsonNumber(mine_->floor));
    Put(json, "least", mine_ == nullptr ? Json() : JsonNumber(mine_->least));
    Put(json, "most", mine_ == nullptr ? Json() : JsonNumber(mine_->most));
  }

  Json Aims() const {
    Json aims = Json::array();
    if (mine_ == nullptr) return aims;
    for (std::size_t i = 0; i < scenario_.space.num_issues(); ++i) {
      const Issue& issue = IssueOf(i);
      const double* utility = mine_->utility.evaluations().data() +
                              scenario_.space.offset(IssueIndex{static_cast<int>(i)});
      Json aim = Json::object();
      Put(&aim, "issue", issue.id);
      Put(&aim, "weight", mine_->utility.weights()[i]);
      const auto best = std::max_element(utility, utility + issue.num_options()) - utility;
      Put(&aim, "ideal", issue.options[static_cast<std::size_t>(best)].id);
      Json values = Json::object();
      for (std::size_t o = 0; o < issue.num_options(); ++o) {
        Put(&values, issue.options[o].id.c_str(), utility[o]);
      }
      Put(&aim, "utility", std::move(values));
      Put(&aim, "red_lines", OptionIds(i, seat_.side >= 0 ? position_.self.vetoed[i] : 0));
      aims.push_back(std::move(aim));
    }
    return aims;
  }

  Json Links(int owner) const {
    Json links = Json::array();
    for (std::size_t k = 0; k < talks_.links.size(); ++k) {
      const LinkRule& link = talks_.links[k];
      if (link.owner != owner) continue;
      Json item = Json::object();
      if (owner >= 0) Put(&item, "id", link.id);
      Put(&item, "when", link.when.text());
      Put(&item, "requires", link.requires_rule.text());
      if (owner >= 0) Put(&item, "binds", ((position_.binding >> k) & 1U) != 0);
      links.push_back(std::move(item));
    }
    return links;
  }

  void PutSelf(Json* json) const {
    const SideState& self = position_.self;
    Put(json, "rank", self.rank);
    Put(json, "mandate", self.mandate);
    Put(json, "earnest", !self.insincere);
    Put(json, "cost", self.cost);
    Put(json, "win_belief", self.win_belief);
    Put(json, "trust", self.trust);
  }

  // ---- The open question

  Json Decision(const SeatDecision& decision) const {
    Json json = Json::object();
    Put(&json, "kind", DecisionName(decision.kind));
    Put(&json, "meeting", decision.meeting);
    Put(&json, "tick", decision.tick);
    Put(&json, "ticks", decision.ticks);
    Put(&json, "issue", decision.issue == kNoIssue ? Json() : Json(IssueOf(At(decision.issue)).id));
    Put(&json, "standing", OutcomeJson(scenario_, decision.standing));
    const bool replies = decision.kind == SeatDecision::Kind::kReply;
    if (decision.names_options()) Put(&json, "open", Open(decision));
    Put(&json, "offer", replies ? OutcomeJson(scenario_, decision.offer) : Json());
    Put(&json, "from",
        replies ? Json(decision.from == kNobody ? std::string("mediator")
                                                : std::string(talks_.side_name(decision.from)))
                : Json());
    if (decision.kind == SeatDecision::Kind::kMediate) Put(&json, "left", decision.left);
    Put(&json, "suggestion", MoveJson(scenario_, decision.suggestion, decision.standing));
    Put(&json, "own", Own(decision));
    Put(&json, "appraisal", decision.own ? Appraised(*decision.own) : Json());
    Put(&json, "probe", Probe(decision));
    return json;
  }

  Json Open(const SeatDecision& decision) const {
    Json open = Json::object();
    for (std::size_t i = 0; i < scenario_.space.num_issues(); ++i) {
      const OptionSet here = OptionBit(decision.standing.options[i]);
      if (decision.open[i] == here) continue;
      Put(&open, IssueOf(i).id.c_str(), OptionIds(i, decision.open[i]));
    }
    return open;
  }

  Json Own(const SeatDecision& decision) const {
    if (mine_ == nullptr) return {};
    Json json = Json::object();
    Put(&json, "standing", mine_->utility.Evaluate(decision.standing));
    Put(&json, "worth",
        decision.kind == SeatDecision::Kind::kReply
            ? JsonNumber(mine_->utility.Evaluate(decision.offer))
            : Json());
    PutScale(&json);
    return json;
  }

  Json Probe(const SeatDecision& decision) const {
    if (!request_.probe) return {};
    const Outcome offer = OfferOf(*request_.probe, decision.standing);
    Json json = Json::object();
    Put(&json, "offer", OutcomeJson(scenario_, offer));
    Put(&json, "worth", mine_ == nullptr ? Json() : JsonNumber(mine_->utility.Evaluate(offer)));
    Put(&json, "appraisal", decision.probe ? Appraised(*decision.probe) : Json());
    return json;
  }

  Json Appraised(const SeatAppraisal& own) const {
    Json json = Json::object();
    Put(&json, "gain", own.gain);
    Put(&json, "margin", own.margin);
    Put(&json, "refusal", RefusalName(own.refusal));
    Put(&json, "issue", own.issue == kNoIssue ? Json() : Json(IssueOf(At(own.issue)).id));
    Put(&json, "rule",
        own.rule < 0 ? Json() : Json(talks_.links[static_cast<std::size_t>(own.rule)].id));
    Json beyond = Json::array();
    for (std::size_t i = 0; i < scenario_.space.num_issues(); ++i) {
      if (((own.beyond_mandate >> i) & 1U) != 0) beyond.push_back(IssueOf(i).id);
    }
    Put(&json, "beyond_mandate", std::move(beyond));
    const bool refuses = own.refusal != Refusal::kNone || own.gain < 0;
    Put(&json, "capital", own.beyond_mandate == 0 ? "signs" : (refuses ? "refuses" : "approves"));
    return json;
  }

  // ---- The end

  Json Result(const RunRecord& model) const {
    const SeatReview review = ReviewSeat(view_, position_.record.standing, model.standing);
    Json json = Json::object();
    Put(&json, "record", RecordJson(scenario_, position_.record));
    Json own;
    Json parties = Json::array();
    Json model_parties = Json::array();
    for (std::size_t k = 0; k < view_.parties.size(); ++k) {
      const PartyWorth& party = view_.parties[k];
      parties.push_back(PartyResult(party, review.reached.worth[k]));
      Json item = Json::object();
      Put(&item, "id", party.id);
      Put(&item, "worth", review.model.worth[k]);
      model_parties.push_back(std::move(item));
      if (&party != mine_) continue;
      Put(&own, "worth", review.reached.worth[k]);
      Put(&own, "floor", party.floor);
    }
    Put(&json, "own", std::move(own));
    Put(&json, "parties", std::move(parties));
    Json by_model = Json::object();
    Put(&by_model, "record", RecordJson(scenario_, model));
    Put(&by_model, "parties", std::move(model_parties));
    Put(&json, "model", std::move(by_model));
    Put(&json, "nash", review.nash ? Package(*review.nash) : Json());
    Json better = review.better ? Package(*review.better) : Json();
    if (review.better) Put(&better, "for_all", review.better_for_all);
    Put(&json, "better", std::move(better));
    Put(&json, "signed", Signed());
    Json events = Json::array();
    for (const TalkEvent& event : position_.events) events.push_back(EventJson(scenario_, event));
    Put(&json, "events", std::move(events));
    return json;
  }

  static Json PartyResult(const PartyWorth& party, double worth) {
    Json item = Json::object();
    Put(&item, "id", party.id);
    Put(&item, "name", party.name);
    Put(&item, "principal", party.principal);
    Put(&item, "worth", worth);
    Put(&item, "floor", party.floor);
    Put(&item, "least", party.least);
    Put(&item, "most", party.most);
    return item;
  }

  Json Package(const WeighedPackage& package) const {
    Json json = Json::object();
    Put(&json, "offer", OutcomeJson(scenario_, package.offer));
    Json worth = Json::object();
    for (std::size_t k = 0; k < view_.parties.size(); ++k) {
      Put(&worth, view_.parties[k].id.c_str(), package.worth[k]);
    }
    Put(&json, "worth", std::move(worth));
    return json;
  }

  Json Signed() const {
    Json list = Json::array();
    for (const SignedItem& item : SignedItems(talks_, position_)) {
      const Issue& issue = IssueOf(At(item.issue));
      Json json = Json::object();
      Put(&json, "meeting", item.meeting);
      Put(&json, "issue", issue.id);
      Put(&json, "option", issue.options[item.option].id);
      Put(&json, "separable", item.separable);
      Put(&json, "in_force", item.in_force);
      list.push_back(std::move(json));
    }
    return list;
  }

  const CompiledScenario& scenario_;
  const TalksModel& talks_;
  const SpaceView& view_;
  const SeatRole& seat_;
  const SeatRequest& request_;
  const SeatPosition& position_;
  const PartyWorth* mine_ = nullptr;  ///< Null: it has no preferences.
};

}  // namespace

Json KnownEventJson(const CompiledScenario& scenario, const KnownEvent& known) {
  Json json = EventJson(scenario, known.event);
  constexpr std::array<const char*, 5> kNumberNames = {"a", "b", "c", "d", "e"};
  for (unsigned k = 0; k < kNumberNames.size(); ++k) {
    if (!known.knows(k)) json.erase(kNumberNames[k]);
  }
  if (known.event.refusal == Refusal::kNone) json.erase("refusal");
  if (known.said != Said::kNothing) Put(&json, "answer", AnswerName(known.said));
  return json;
}

Json SeatJson(const CompiledScenario& scenario, const SpaceView& view, const SeatRequest& request,
              const SeatPosition& position, const RunRecord* model) {
  return SeatJsonWriter(scenario, view, request, position).Write(model);
}

}  // namespace dragoman
