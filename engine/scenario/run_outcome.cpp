#include "engine/scenario/run_outcome.h"

#include <array>
#include <vector>

#include "engine/evaluation/verdict_counts.h"

namespace dragoman {
namespace {

using Kind = RunOutcome::Kind;

constexpr double kMostDays = 640;  // Twenty meetings, a month apart: bins of ten days.

double One(bool yes) { return yes ? 1 : 0; }

double EndsAtOrAbove(const RunRecord& record, int headline) {
  return One(record.end.headline >= headline);
}

double Collapsed(const RunRecord& record, int /*unused*/) { return One(IsCollapse(record.end)); }

double FlagAtEnd(const RunRecord& record, int flag) {
  return One(record.end.has(static_cast<Flag>(flag)));
}

double FlagAtFirst(const RunRecord& record, int flag) {
  return One(record.first.has(static_cast<Flag>(flag)));
}

double ScoreOf(const RunRecord& record, int score) {
  return record.scores[static_cast<std::size_t>(score)];
}

constexpr std::array<std::string_view, kNumFlags> kFirstFlagNames = {
    "first_settlement",    "first_ceasefire_full",    "first_ceasefire_partial",
    "first_summit_agreed", "first_prisoner_exchange", "first_next_round",
    "first_written_terms", "first_walkout",           "first_escalation_30d"};
static_assert(kFirstFlagNames.size() == kFlagNames.size());

struct ScoreRange {
  Kind kind;
  double low;
  double high;
  std::string_view doc;
};
constexpr std::array<ScoreRange, kNumScores> kScoreRanges = {{
    {Kind::kNumber, 0, 1, "depth of what was agreed (brief e.2)"},
    {Kind::kNumber, -1, 1, "share of the distance between the sides that was closed"},
    {Kind::kNumber, -2, 2, "sum of both sides' gains over no deal"},
    {Kind::kNumber, 0, 1, "product of the gains over no deal"},
    {Kind::kNumber, 0, 1, "smaller gain over larger"},
    {Kind::kNumber, -1, 1, "change of trust, mean over the sides"},
    {Kind::kInteger, 0, kMaxMeetings, "meetings held"},
    {Kind::kInteger, 0, kMaxMeetings + 1, "meetings until something of substance was signed"},
    {Kind::kFlag, 0, 1, "the process stands at the end"},
}};

std::vector<RunOutcome> MakeOutcomes() {
  std::vector<RunOutcome> outcomes = {
      {"some_ceasefire",
       "headline 5 or above at the horizon",
       Kind::kFlag,
       0,
       1,
       {},
       EndsAtOrAbove,
       5},
      {"full_ceasefire",
       "headline 6 or above at the horizon",
       Kind::kFlag,
       0,
       1,
       {},
       EndsAtOrAbove,
       6},
      {"collapse", "walked out of, or escalation followed", Kind::kFlag, 0, 1, {}, Collapsed, 0},
      {"headline",
       "ordinal headline at the horizon, 0 to 7",
       Kind::kInteger,
       0,
       kNumHeadlines - 1,
       {},
       [](const RunRecord& record, int) { return static_cast<double>(record.end.headline); }},
  };
  for (int flag = 0; flag < kNumFlags; ++flag) {
    outcomes.push_back({kFlagNames[static_cast<std::size_t>(flag)],
                        "flag at the horizon",
                        Kind::kFlag,
                        0,
                        1,
                        {},
                        FlagAtEnd,
                        flag});
  }
  outcomes.push_back(
      {"first_headline",
       "ordinal headline after the first meeting",
       Kind::kInteger,
       0,
       kNumHeadlines - 1,
       {},
       [](const RunRecord& record, int) { return static_cast<double>(record.first.headline); }});
  for (int flag = 0; flag < kNumFlags; ++flag) {
    outcomes.push_back({kFirstFlagNames[static_cast<std::size_t>(flag)],
                        "flag after the first meeting",
                        Kind::kFlag,
                        0,
                        1,
                        {},
                        FlagAtFirst,
                        flag});
  }
  for (int score = 0; score < kNumScores; ++score) {
    const ScoreRange& range = kScoreRanges[static_cast<std::size_t>(score)];
    outcomes.push_back({kScoreNames[static_cast<std::size_t>(score)],
                        range.doc,
                        range.kind,
                        range.low,
                        range.high,
                        {},
                        ScoreOf,
                        score});
  }
  outcomes.push_back(
      {"ended_in", "meeting after which the process ended; 0: it stands", Kind::kInteger, 0,
       kMaxMeetings, "meetings",
       [](const RunRecord& record, int) { return static_cast<double>(record.ended_in); }});
  outcomes.push_back(
      {"deal_in", "meeting after which the conflict was settled; 0: it was not", Kind::kInteger, 0,
       kMaxMeetings, "meetings",
       [](const RunRecord& record, int) { return static_cast<double>(record.deal_in); }});
  outcomes.push_back(
      {"days", "days the process took", Kind::kNumber, 0, kMostDays, "days",
       [](const RunRecord& record, int) { return static_cast<double>(record.days); }});
  outcomes.push_back({"survival_30", "that a deal stands after 30 days; 0: no deal, or no M36",
                      Kind::kNumber, 0, 1, "probability",
                      [](const RunRecord& record, int) { return record.survival_30; }});
  outcomes.push_back({"survival_180", "that a deal stands after 180 days; 0: no deal, or no M36",
                      Kind::kNumber, 0, 1, "probability",
                      [](const RunRecord& record, int) { return record.survival_180; }});
  return outcomes;
}

}  // namespace

std::span<const RunOutcome> RunOutcomes() {
  static const std::vector<RunOutcome> outcomes = MakeOutcomes();
  return outcomes;
}

const RunOutcome* FindRunOutcome(std::string_view name) {
  for (const RunOutcome& outcome : RunOutcomes()) {
    if (outcome.name == name) return &outcome;
  }
  return nullptr;
}

}  // namespace dragoman
