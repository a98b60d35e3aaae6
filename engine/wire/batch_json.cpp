#include "engine/wire/batch_json.h"

#include <string>
#include <utility>

#include "engine/wire/number_text.h"

namespace dragoman {
namespace {

Json BatchShareJson(const Share& share) {
  Json json = Json::object();
  json["p"] = JsonNumber(share.p);
  json["se"] = JsonNumber(share.se);
  json["low"] = share.has_band ? JsonNumber(share.low) : Json();
  json["high"] = share.has_band ? JsonNumber(share.high) : Json();
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
    flags[std::string(kFlagNames[f])] = BatchShareJson(checkpoint.flags[f]);
  }
  (*json)["headline"] = std::move(plain);
  (*json)["headline_detail"] = std::move(detail);
  (*json)["flags"] = std::move(flags);
}

Json BatchScoresJson(const BatchSummary& summary) {
  Json scores = Json::object();
  for (std::size_t k = 0; k < kScoreNames.size(); ++k) {
    Json score = Json::object();
    score["mean"] = JsonNumber(summary.scores[k].mean);
    score["sd"] = JsonNumber(summary.scores[k].sd);
    scores[std::string(kScoreNames[k])] = std::move(score);
  }
  return scores;
}

void PutBlockers(const CompiledScenario& scenario, const BatchSummary& summary, Json* json) {
  Json alone = Json::array();
  for (const BlockerShare& blocker : summary.blockers) {
    Json item = ConstraintJson(scenario, blocker.constraint);
    item["share"] = JsonNumber(blocker.share);
    alone.push_back(std::move(item));
  }
  Json pairs = Json::array();
  for (const BlockerPairShare& pair : summary.blocker_pairs) {
    Json item = Json::object();
    item["first"] = ConstraintJson(scenario, pair.first);
    item["second"] = ConstraintJson(scenario, pair.second);
    item["share"] = JsonNumber(pair.share);
    pairs.push_back(std::move(item));
  }
  (*json)["blockers"] = std::move(alone);
  (*json)["blocker_pairs"] = std::move(pairs);
}

}  // namespace

Json ConstraintJson(const CompiledScenario& scenario, const Constraint& constraint) {
  const TalksModel& talks = *scenario.talks;
  Json json = Json::object();
  json["party"] = std::string(talks.side_name(constraint.side));
  json["issue"] =
      constraint.issue == kNoIssue ? Json() : Json(scenario.space.issue(constraint.issue).id);
  json["mechanism"] = std::string(MechanismOf(constraint.kind));
  json["rule"] = constraint.link < 0
                     ? Json()
                     : Json(talks.links[static_cast<std::size_t>(constraint.link)].id);
  return json;
}

Json BatchJson(const CompiledScenario& scenario, const BatchSummary& summary) {
  Json json = Json::object();
  json["seed"] = summary.seed;
  json["runs"] = summary.runs;
  json["codings"] = summary.codings;
  json["talks_per_coding"] = scenario.talks->talks_per_coding;
  PutBatchCheckpoint(summary.at_horizon, &json);
  Json first = Json::object();
  PutBatchCheckpoint(summary.after_first_meeting, &first);
  json["after_first_meeting"] = std::move(first);
  json["scores"] = BatchScoresJson(summary);
  PutBlockers(scenario, summary, &json);
  Json zone = Json::object();
  zone["exists"] = JsonNumber(summary.zone);
  zone["impossible"] = JsonNumber(summary.no_zone);
  json["zone"] = std::move(zone);
  json["result_hash"] = HexText(summary.result_hash);
  return json;
}

}  // namespace dragoman
