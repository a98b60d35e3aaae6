#include "engine/wire/replay_json.h"

#include <array>
#include <cmath>
#include <string>
#include <utility>

#include "engine/wire/number_text.h"

namespace dragoman {
namespace {

constexpr std::size_t kNumEvents = static_cast<std::size_t>(TalkEventKind::kClosed) + 1;
/// In the order of TalkEventKind.
constexpr std::array<std::string_view, kNumEvents> kEventNames = {
    "sincerity",  "red_line",  "binding",  "drawn",    "meeting",   "insult",
    "delegation", "renewed",   "capitals", "sitting",  "seat",      "offer",
    "silence",    "agreed",    "signed",   "ratified", "pending",   "texts",
    "trust",      "gesture",   "conduct",  "belief",   "readiness", "blame",
    "text_shown", "mediation", "spoiler",  "survival", "battle",    "threat_executed",
    "pressure",   "deadline",  "hazard",   "walk_out", "lapse",     "closed"};
static_assert(kEventNames.back() == "closed");

/// Null for what no number says: an absent bound is infinite.
Json FiniteJson(double value) { return std::isfinite(value) ? JsonNumber(value) : Json(); }

Json VerdictJson(const Verdict& verdict) {
  Json json = Json::object();
  json["headline"] = verdict.headline;
  json["name"] = std::string(kHeadlineNames[verdict.headline]);
  Json flags = Json::array();
  for (std::size_t f = 0; f < kFlagNames.size(); ++f) {
    if (verdict.has(static_cast<Flag>(f))) flags.push_back(std::string(kFlagNames[f]));
  }
  json["flags"] = std::move(flags);
  return json;
}

bool IsOfIssues(TalkEventKind kind) {
  return kind == TalkEventKind::kMeeting || kind == TalkEventKind::kTexts;
}

/// The ids behind the bits of `event.options`.
Json OptionsJson(const CompiledScenario& scenario, const TalkEvent& event) {
  Json ids = Json::array();
  const bool issues = IsOfIssues(event.kind);
  const std::size_t count =
      issues ? scenario.space.num_issues() : scenario.space.issue(event.issue).num_options();
  for (std::size_t k = 0; k < count; ++k) {
    if (!Contains(event.options, static_cast<OptionIndex>(k))) continue;
    ids.push_back(issues ? scenario.space.issue(static_cast<IssueIndex>(k)).id
                         : scenario.space.issue(event.issue).options[k].id);
  }
  return ids;
}

}  // namespace

Json OutcomeJson(const CompiledScenario& scenario, const Outcome& outcome) {
  Json json = Json::object();
  for (std::size_t k = 0; k < outcome.options.size(); ++k) {
    const Issue& issue = scenario.space.issue(static_cast<IssueIndex>(k));
    json[issue.id] = issue.options[outcome.options[k]].id;
  }
  return json;
}

std::string_view EventName(TalkEventKind kind) {
  return kEventNames[static_cast<std::size_t>(kind)];
}

Json RecordJson(const CompiledScenario& scenario, const RunRecord& record) {
  Json json = Json::object();
  json["run"] = record.run;
  json["coding"] = record.coding;
  json["meetings"] = record.meetings;
  json["ended_in"] = record.ended_in;
  json["deal_in"] = record.deal_in;
  json["days"] = record.days;
  json["survival_30"] = JsonNumber(record.survival_30);
  json["survival_180"] = JsonNumber(record.survival_180);
  json["first"] = VerdictJson(record.first);
  json["end"] = VerdictJson(record.end);
  Json scores = Json::object();
  for (std::size_t k = 0; k < kScoreNames.size(); ++k) {
    scores[std::string(kScoreNames[k])] = JsonNumber(record.scores[k]);
  }
  json["scores"] = std::move(scores);
  json["after_first"] = OutcomeJson(scenario, record.after_first);
  json["standing"] = OutcomeJson(scenario, record.standing);
  json["hash"] = HexText(HashOf(record));
  return json;
}

Json EventJson(const CompiledScenario& scenario, const TalkEvent& event) {
  Json json = Json::object();
  json["kind"] = std::string(EventName(event.kind));
  json["meeting"] = event.meeting;
  json["tick"] = event.tick;
  if (event.side >= 0) json["party"] = std::string(scenario.talks->side_name(event.side));
  const bool offer = event.offer.options.size() > 0;
  if (offer || event.refusal != Refusal::kNone) {
    json["refusal"] = std::string(RefusalName(event.refusal));
  }
  if (event.issue != kNoIssue) json["issue"] = scenario.space.issue(event.issue).id;
  if (event.options != 0 && (IsOfIssues(event.kind) || event.issue != kNoIssue)) {
    json["options"] = OptionsJson(scenario, event);
  }
  if (event.rule >= 0) {
    json["rule"] = scenario.talks->links[static_cast<std::size_t>(event.rule)].id;
  }
  if (offer) json["offer"] = OutcomeJson(scenario, event.offer);
  constexpr std::array<const char*, 5> kNames = {"a", "b", "c", "d", "e"};
  const std::array<double, 5> values = {event.a, event.b, event.c, event.d, event.e};
  for (std::size_t k = 0; k < values.size(); ++k) json[kNames[k]] = FiniteJson(values[k]);
  return json;
}

}  // namespace dragoman
