#include "engine/wire/batch_json.h"

#include <string>
#include <utility>

#include "engine/core/text.h"
#include "engine/wire/number_text.h"

namespace dragoman {
namespace {

Json BatchShareJson(const Share& share) {
  Json json = Json::object();
  Put(&json, "p", share.p);
  Put(&json, "se", share.se);
  Put(&json, "low", share.has_band ? JsonNumber(share.low) : Json());
  Put(&json, "high", share.has_band ? JsonNumber(share.high) : Json());
  return json;
}

void PutBatchCheckpoint(const CheckpointSummary& checkpoint, Json* json) {
  Json plain = Json::array();
  Json detail = Json::array();
  for (const Share& share : checkpoint.headline) {
    plain.push_back(JsonNumber(share.p));
    detail.push_back(BatchShareJson(share));
  }
  Json flags = Json::object();
  for (std::size_t f = 0; f < kFlagNames.size(); ++f) {
    Put(&flags, LiteralText(kFlagNames[f]), BatchShareJson(checkpoint.flags[f]));
  }
  Put(json, "headline", std::move(plain));
  Put(json, "headline_detail", std::move(detail));
  Put(json, "flags", std::move(flags));
}

Json BatchScoresJson(const BatchSummary& summary) {
  Json scores = Json::object();
  for (std::size_t k = 0; k < kScoreNames.size(); ++k) {
    Json score = Json::object();
    Put(&score, "mean", summary.scores[k].mean);
    Put(&score, "sd", summary.scores[k].sd);
    Put(&scores, LiteralText(kScoreNames[k]), std::move(score));
  }
  return scores;
}

void PutBlockers(const CompiledScenario& scenario, const BatchSummary& summary, Json* json) {
  Json alone = Json::array();
  for (const BlockerShare& blocker : summary.blockers) {
    Json item = ConstraintJson(scenario, blocker.constraint);
    Put(&item, "share", blocker.share);
    alone.push_back(std::move(item));
  }
  Json pairs = Json::array();
  for (const BlockerPairShare& pair : summary.blocker_pairs) {
    Json item = Json::object();
    Put(&item, "first", ConstraintJson(scenario, pair.first));
    Put(&item, "second", ConstraintJson(scenario, pair.second));
    Put(&item, "share", pair.share);
    pairs.push_back(std::move(item));
  }
  Put(json, "blockers", std::move(alone));
  Put(json, "blocker_pairs", std::move(pairs));
}

}  // namespace

Json ConstraintJson(const CompiledScenario& scenario, const Constraint& constraint) {
  const TalksModel& talks = *scenario.talks;
  Json json = Json::object();
  Put(&json, "party", talks.side_name(constraint.side));
  Put(&json, "issue",
      constraint.issue == kNoIssue ? Json() : Json(scenario.space.issue(constraint.issue).id));
  Put(&json, "mechanism", MechanismOf(constraint.kind));
  Put(&json, "rule",
      constraint.link < 0 ? Json()
                          : Json(talks.links[static_cast<std::size_t>(constraint.link)].id));
  return json;
}

Json BatchJson(const CompiledScenario& scenario, const BatchSummary& summary) {
  Json json = Json::object();
  Put(&json, "seed", summary.seed);
  Put(&json, "runs", summary.runs);
  Put(&json, "codings", summary.codings);
  Put(&json, "talks_per_coding", scenario.talks->talks_per_coding);
  PutBatchCheckpoint(summary.at_horizon, &json);
  Json first = Json::object();
  PutBatchCheckpoint(summary.after_first_meeting, &first);
  Put(&json, "after_first_meeting", std::move(first));
  Put(&json, "scores", BatchScoresJson(summary));
  PutBlockers(scenario, summary, &json);
  Json zone = Json::object();
  Put(&zone, "exists", summary.zone);
  Put(&zone, "impossible", summary.no_zone);
  Put(&json, "zone", std::move(zone));
  Put(&json, "result_hash", HexText(summary.result_hash));
  return json;
}

}  // namespace dragoman
