#include "engine/wire/seat_request.h"

#include <algorithm>
#include <utility>

#include "engine/core/text.h"
#include "engine/wire/json_reader.h"
#include "engine/wire/value_readers.h"

namespace dragoman {
namespace {

using NodeKind = DocumentNode::Kind;

constexpr std::uint64_t kLastSeatRun = (std::uint64_t{1} << 53) - 1;
constexpr std::string_view kMoveForms =
    "{\"offer\": {ISSUE: OPTION}}, {\"pass\": true}, {\"accept\": true|false} or "
    "{\"stay\": true|false}";

std::vector<std::string> IssueIds(const CompiledScenario& scenario) {
  std::vector<std::string> ids;
  for (const Issue& issue : scenario.space.issues()) ids.push_back(issue.id);
  return ids;
}

std::vector<std::string> OptionIds(const Issue& issue) {
  std::vector<std::string> ids;
  for (const Option& option : issue.options) ids.push_back(option.id);
  return ids;
}

class SeatRequestReader {
 public:
  SeatRequestReader(const CompiledScenario& scenario, ProblemCollector* problems)
      : scenario_(scenario), problems_(*problems) {}

  SeatRequest Read(const DocumentNode& root) {
    if (root.kind != NodeKind::kMap) {
      problems_.Add(root.mark, "", DescribeNode(root), "an object {seat, seed, run, moves}");
      return {};
    }
    SeatRequest request;
    bool seated = false;
    for (const DocumentEntry& entry : root.map) {
      const ReadPlace place{entry.value, entry.key, &problems_};
      if (entry.key == "seat") {
        seated = true;
        ReadSeat(place, &request.seat);
      } else if (entry.key == "seed") {
        ReadWhole(place, ~std::uint64_t{0}, &request.seed);
      } else if (entry.key == "run") {
        ReadWhole(place, kLastSeatRun, &request.run);
      } else if (entry.key == "moves") {
        ReadMoves(place, &request.moves);
      } else if (entry.key == "probe") {
        request.probe = ReadOffer(place);
      } else {
        problems_.Add(entry.key_mark, entry.key, Concat({"unknown key '", entry.key, "'"}),
                      ExpectedOneOf(entry.key, {"seat", "seed", "run", "moves", "probe"}));
      }
    }
    if (!seated) problems_.Add(root.mark, "seat", "is missing", SeatNames());
    return request;
  }

 private:
  std::string SeatNames() const {
    std::vector<std::string> ids;
    for (const SeatRole& seat : SeatsOf(scenario_)) {
      ids.push_back(scenario_.source.parties[At(seat.party)].id);
    }
    return "one of: " + Join(ids);
  }

  void ReadSeat(const ReadPlace& place, SeatRole* seat) const {
    if (place.node.kind != NodeKind::kText) return place.ReportKind(SeatNames());
    Diagnostic problem;
    if (const auto found = FindSeat(scenario_, place.node.text, &problem)) {
      *seat = *found;
    } else {
      place.Report(problem.message, problem.expected);
    }
  }

  // Seeds are whole numbers of 64 bits, which a double would round.
  static void ReadWhole(const ReadPlace& place, std::uint64_t most, std::uint64_t* number) {
    const std::string expected = Concat({"a whole number from 0 to ", most});
    if (place.node.kind != NodeKind::kNumber) return place.ReportKind(expected);
    std::uint64_t value = 0;
    for (const char c : place.node.text) {
      const auto digit = static_cast<std::uint64_t>(c - '0');
      if (c < '0' || c > '9' || value > (most - digit) / 10) {
        return place.Report(place.node.text + " is out of range", expected);
      }
      value = value * 10 + digit;
    }
    *number = value;
  }

  void ReadMoves(const ReadPlace& place, std::vector<SeatMove>* moves) {
    if (place.node.kind != NodeKind::kList) {
      return place.ReportKind(Concat({"a list of at most ", kMostSeatMoves, " moves"}));
    }
    if (place.node.list.size() > kMostSeatMoves) {
      return place.Report(Concat({place.node.list.size(), " moves are too many"}),
                          Concat({"at most ", kMostSeatMoves}));
    }
    for (std::size_t k = 0; k < place.node.list.size(); ++k) {
      const ReadPlace move = place.At(place.node.list[k], Concat({place.path, "[", k, "]"}));
      moves->push_back(ReadMove(move).value_or(SeatMove::Pass()));
    }
  }

  std::optional<SeatMove> ReadMove(const ReadPlace& place) {
    if (place.node.kind != NodeKind::kMap) {
      place.ReportKind(std::string(kMoveForms));
      return {};
    }
    if (place.node.map.size() != 1) {
      place.Report(Concat({place.node.map.size(), " keys"}), std::string(kMoveForms));
      return {};
    }
    const DocumentEntry& entry = place.node.map[0];
    const ReadPlace value = place.At(entry.value, Concat({place.path, ".", entry.key}));
    if (entry.key == "offer") return ReadOffer(value);
    if (entry.key != "pass" && entry.key != "accept" && entry.key != "stay") {
      problems_.Add(entry.key_mark, value.path, Concat({"unknown move '", entry.key, "'"}),
                    std::string(kMoveForms));
      return {};
    }
    if (value.node.kind != NodeKind::kBoolean || (entry.key == "pass" && !value.node.boolean)) {
      value.ReportKind(entry.key == "pass" ? "true" : "true or false");
      return {};
    }
    if (entry.key == "pass") return SeatMove::Pass();
    return entry.key == "accept" ? SeatMove::Reply(value.node.boolean)
                                 : SeatMove::Stay(value.node.boolean);
  }

  std::optional<SeatMove> ReadOffer(const ReadPlace& place) {
    if (place.node.kind != NodeKind::kMap) {
      place.ReportKind("an object of issues and options");
      return {};
    }
    SeatMove move = SeatMove::Offer(scenario_.space.StatusQuo());
    move.named = 0;
    for (const DocumentEntry& entry : place.node.map) {
      const ReadPlace named = place.At(entry.value, Concat({place.path, ".", entry.key}));
      const IssueIndex issue = scenario_.talks->FindIssue(entry.key);
      if (issue == kNoIssue) {
        problems_.Add(entry.key_mark, named.path, Concat({"unknown issue '", entry.key, "'"}),
                      ExpectedOneOf(entry.key, IssueIds(scenario_)));
        continue;
      }
      const Issue& of = scenario_.space.issue(issue);
      if (entry.value.kind != NodeKind::kText) {
        named.ReportKind("one of: " + Join(OptionIds(of)));
        continue;
      }
      const auto option = of.FindOption(entry.value.text);
      if (!option) {
        named.Report(Concat({"unknown option '", entry.value.text, "'"}),
                     ExpectedOneOf(entry.value.text, OptionIds(of)));
        continue;
      }
      move.named |= std::uint32_t{1} << At(issue);
      move.offer[issue] = *option;
    }
    return move;
  }

  const CompiledScenario& scenario_;
  ProblemCollector& problems_;
};

/// "meeting 1, exchange 2 of 6: a reply to an offer".
std::string QuestionText(const CompiledScenario& scenario, const SeatDecision& decision) {
  std::string place = Concat({"in meeting ", decision.meeting});
  if (decision.tick > 0) {
    place += Concat({", exchange ", decision.tick, " of ", decision.ticks});
  }
  if (decision.issue != kNoIssue) place += " on " + scenario.space.issue(decision.issue).id;
  switch (decision.kind) {
    case SeatDecision::Kind::kPropose:
      return "{\"offer\": {ISSUE: OPTION}} or {\"pass\": true}, what to table " + place;
    case SeatDecision::Kind::kMediate:
      return "{\"offer\": {ISSUE: OPTION}} or {\"pass\": true}, what to put to both sides " + place;
    case SeatDecision::Kind::kReply:
      return "{\"accept\": true|false}, a reply " + place;
    case SeatDecision::Kind::kStay:
      return Concat({"{\"stay\": true|false}, after meeting ", decision.meeting});
  }
  return place;
}

std::string OpenIssueText(const CompiledScenario& scenario, const SeatDecision& decision) {
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < scenario.space.num_issues(); ++i) {
    const OptionSet here = OptionBit(decision.standing.options[i]);
    if ((decision.open[i] & ~here) != 0) {
      ids.push_back(scenario.space.issue(IssueIndex{static_cast<int>(i)}).id);
    }
  }
  return "one of: " + Join(ids);
}

std::string OpenOptionText(const Issue& issue, OptionSet open) {
  std::vector<std::string> ids;
  for (std::size_t o = 0; o < issue.num_options(); ++o) {
    if (Contains(open, static_cast<OptionIndex>(o))) ids.push_back(issue.options[o].id);
  }
  return "one of: " + Join(ids);
}

}  // namespace

std::optional<SeatRole> FindSeat(const CompiledScenario& scenario, std::string_view party,
                                 Diagnostic* problem) {
  std::vector<std::string> ids;
  for (const SeatRole& seat : SeatsOf(scenario)) {
    ids.push_back(scenario.source.parties[At(seat.party)].id);
    if (ids.back() == party) return seat;
  }
  for (const PartySpec& spec : scenario.source.parties) {
    if (spec.id != party) continue;
    *problem = {
        {},
        Concat({"'", spec.id, "' has said nothing of its own on any issue and has no seat"}),
        "one of: " + Join(ids)};
    return {};
  }
  *problem = {{}, Concat({"unknown party '", party, "'"}), ExpectedOneOf(party, ids)};
  return {};
}

SeatRequestRead ReadSeatRequest(const CompiledScenario& scenario, std::string_view json,
                                const std::string& file) {
  SeatRequestRead result;
  ReadResult read = ReadJson(json, file);
  if (!read.problems.empty()) {
    result.problems = std::move(read.problems);
    return result;
  }
  ProblemCollector problems(&read.document.sources);
  result.request = SeatRequestReader(scenario, &problems).Read(read.document.root);
  result.problems = problems.Take();
  return result;
}

Json MoveJson(const CompiledScenario& scenario, const SeatMove& move) {
  Json json = Json::object();
  switch (move.kind) {
    case SeatMove::Kind::kPass:
      Put(&json, "pass", true);
      break;
    case SeatMove::Kind::kReply:
      Put(&json, "accept", move.yes);
      break;
    case SeatMove::Kind::kStay:
      Put(&json, "stay", move.yes);
      break;
    case SeatMove::Kind::kOffer: {
      Json offer = Json::object();
      for (std::size_t i = 0; i < scenario.space.num_issues(); ++i) {
        if (((move.named >> i) & 1U) == 0) continue;
        const Issue& issue = scenario.space.issue(IssueIndex{static_cast<int>(i)});
        Put(&offer, issue.id.c_str(), issue.options[move.offer.options[i]].id);
      }
      Put(&json, "offer", std::move(offer));
      break;
    }
  }
  return json;
}

Json MoveJson(const CompiledScenario& scenario, const SeatMove& move, const Outcome& standing) {
  SeatMove shorter = move;
  if (move.kind == SeatMove::Kind::kOffer) {
    for (std::size_t i = 0; i < standing.options.size(); ++i) {
      if (move.offer.options[i] == standing.options[i]) {
        shorter.named &= ~(std::uint32_t{1} << i);
      }
    }
  }
  return MoveJson(scenario, shorter);
}

Json SeatRequestJson(const CompiledScenario& scenario, const SeatRequest& request) {
  Json json = Json::object();
  Put(&json, "seat", scenario.source.parties[At(request.seat.party)].id);
  Put(&json, "seed", request.seed);
  Put(&json, "run", request.run);
  Json moves = Json::array();
  for (const SeatMove& move : request.moves) moves.push_back(MoveJson(scenario, move));
  Put(&json, "moves", std::move(moves));
  if (request.probe) Put(&json, "probe", MoveJson(scenario, *request.probe)["offer"]);
  return json;
}

Diagnostic SeatFaultProblem(const CompiledScenario& scenario, const SeatRequest& request,
                            const SeatPosition::Fault& fault) {
  std::string path = Concat({"moves[", fault.move, "]"});
  if (!fault.decision) {
    return {std::move(path), "the talks are over before this move", Concat({fault.move, " moves"})};
  }
  const SeatDecision& decision = *fault.decision;
  const SeatMove& move = request.moves[fault.move];
  switch (fault.fault.kind) {
    case MoveFault::Kind::kClosedIssue: {
      const Issue& issue = scenario.space.issue(fault.fault.issue);
      return {Concat({path, ".offer.", issue.id}),
              Concat({"'", issue.id, "' is not open at this point"}),
              OpenIssueText(scenario, decision)};
    }
    case MoveFault::Kind::kClosedOption: {
      const Issue& issue = scenario.space.issue(fault.fault.issue);
      return {Concat({path, ".offer.", issue.id}),
              Concat({"'", issue.options[move.offer[fault.fault.issue]].id,
                      "' may not be named at this point"}),
              OpenOptionText(issue, decision.open[At(fault.fault.issue)])};
    }
    case MoveFault::Kind::kChangesNothing:
      return {std::move(path), "the offer changes nothing",
              "an option that is not in force, or {\"pass\": true}"};
    default:
      return {std::move(path),
              JsonText(MoveJson(scenario, move), -1) + " does not answer the question",
              QuestionText(scenario, decision)};
  }
}

}  // namespace dragoman
