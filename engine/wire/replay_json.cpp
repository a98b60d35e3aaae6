#include "engine/wire/replay_json.h"

#include <array>
#include <cmath>
#include <string>
#include <utility>

#include "engine/core/text.h"
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
  Put(&json, "headline", verdict.headline);
  Put(&json, "name", kHeadlineNames[verdict.headline]);
  Json flags = Json::array();
  for (std::size_t f = 0; f < kFlagNames.size(); ++f) {
    if (verdict.has(static_cast<Flag>(f))) flags.push_back(std::string(kFlagNames[f]));
  }
  Put(&json, "flags", std::move(flags));
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
    Put(&json, issue.id.c_str(), issue.options[outcome.options[k]].id);
  }
  return json;
}

std::string_view EventName(TalkEventKind kind) {
  return kEventNames[static_cast<std::size_t>(kind)];
}

Json RecordJson(const CompiledScenario& scenario, const RunRecord& record) {
  Json json = Json::object();
  Put(&json, "run", record.run);
  Put(&json, "coding", record.coding);
  Put(&json, "meetings", record.meetings);
  Put(&json, "ended_in", record.ended_in);
  Put(&json, "deal_in", record.deal_in);
  Put(&json, "days", record.days);
  Put(&json, "survival_30", record.survival_30);
  Put(&json, "survival_180", record.survival_180);
  Put(&json, "first", VerdictJson(record.first));
  Put(&json, "end", VerdictJson(record.end));
  Json scores = Json::object();
  for (std::size_t k = 0; k < kScoreNames.size(); ++k) {
    Put(&scores, LiteralText(kScoreNames[k]), record.scores[k]);
  }
  Put(&json, "scores", std::move(scores));
  Put(&json, "after_first", OutcomeJson(scenario, record.after_first));
  Put(&json, "standing", OutcomeJson(scenario, record.standing));
  Put(&json, "hash", HexText(HashOf(record)));
  return json;
}

Json EventJson(const CompiledScenario& scenario, const TalkEvent& event) {
  Json json = Json::object();
  Put(&json, "kind", EventName(event.kind));
  Put(&json, "meeting", event.meeting);
  Put(&json, "tick", event.tick);
  if (event.side >= 0) Put(&json, "party", scenario.talks->side_name(event.side));
  const bool offer = !event.offer.options.empty();
  if (offer || event.refusal != Refusal::kNone) {
    Put(&json, "refusal", RefusalName(event.refusal));
  }
  if (event.issue != kNoIssue) Put(&json, "issue", scenario.space.issue(event.issue).id);
  if (event.options != 0 && (IsOfIssues(event.kind) || event.issue != kNoIssue)) {
    Put(&json, "options", OptionsJson(scenario, event));
  }
  if (event.rule >= 0) {
    Put(&json, "rule", scenario.talks->links[static_cast<std::size_t>(event.rule)].id);
  }
  if (offer) Put(&json, "offer", OutcomeJson(scenario, event.offer));
  constexpr std::array<const char*, 5> kNames = {"a", "b", "c", "d", "e"};
  const std::array<double, 5> values = {event.a, event.b, event.c, event.d, event.e};
  for (std::size_t k = 0; k < values.size(); ++k) Put(&json, kNames[k], FiniteJson(values[k]));
  return json;
}

}  // namespace dragoman
