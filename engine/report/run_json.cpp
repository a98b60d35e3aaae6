#include "engine/report/run_json.h"

#include <span>
#include <utility>

#include "engine/core/version.h"
#include "engine/report/names.h"

namespace dragoman {
namespace {

Json ShareJson(const Share& share) {
  Json json = Json::object();
  json["p"] = JsonNumber(share.p);
  json["se"] = JsonNumber(share.se);
  json["low"] = share.has_band ? JsonNumber(share.low) : Json();
  json["high"] = share.has_band ? JsonNumber(share.high) : Json();
  return json;
}

void PutCheckpoint(const CheckpointSummary& checkpoint, Json* json) {
  Json plain = Json::array();
  Json detail = Json::array();
  for (const Share& share : checkpoint.headline) {
    plain.push_back(JsonNumber(share.p));
    detail.push_back(ShareJson(share));
  }
  Json flags = Json::object();
  for (std::size_t f = 0; f < kFlagNames.size(); ++f) {
    flags[std::string(kFlagNames[f])] = ShareJson(checkpoint.flags[f]);
  }
  (*json)["headline"] = std::move(plain);
  (*json)["headline_detail"] = std::move(detail);
  (*json)["flags"] = std::move(flags);
}

Json ConstraintJson(const CompiledScenario& scenario, const Constraint& constraint) {
  Json json = Json::object();
  json["party"] = std::string(scenario.talks->side_name(constraint.side));
  json["issue"] =
      constraint.issue == kNoIssue ? Json() : Json(scenario.space.issue(constraint.issue).id);
  json["mechanism"] = std::string(MechanismOf(constraint.kind));
  const std::string rule = ConstraintRule(scenario, constraint);
  json["rule"] = rule.empty() ? Json() : Json(rule);
  return json;
}

Json BlockersJson(const CompiledScenario& scenario, const BatchSummary& summary) {
  Json list = Json::array();
  for (const BlockerShare& blocker : summary.blockers) {
    Json item = ConstraintJson(scenario, blocker.constraint);
    item["share"] = JsonNumber(blocker.share);
    list.push_back(std::move(item));
  }
  return list;
}

Json BlockerPairsJson(const CompiledScenario& scenario, const BatchSummary& summary) {
  Json list = Json::array();
  for (const BlockerPairShare& pair : summary.blocker_pairs) {
    Json item = Json::object();
    item["first"] = ConstraintJson(scenario, pair.first);
    item["second"] = ConstraintJson(scenario, pair.second);
    item["share"] = JsonNumber(pair.share);
    list.push_back(std::move(item));
  }
  return list;
}

Json ScoresJson(const BatchSummary& summary) {
  Json scores = Json::object();
  for (std::size_t k = 0; k < kScoreNames.size(); ++k) {
    Json& score = scores[std::string(kScoreNames[k])] = Json::object();
    score["mean"] = JsonNumber(summary.scores[k].mean);
    score["sd"] = JsonNumber(summary.scores[k].sd);
  }
  return scores;
}

Json AblationSharesJson(std::span<const AblationShare> shares) {
  Json list = Json::array();
  for (const AblationShare& share : shares) {
    Json item = Json::object();
    item["p"] = JsonNumber(share.p);
    item["difference"] = JsonNumber(share.difference);
    item["se"] = JsonNumber(share.se);
    list.push_back(std::move(item));
  }
  return list;
}

/// {NAME: value} from a list in the order of the flags.
Json ByFlag(Json list) {
  Json flags = Json::object();
  for (std::size_t f = 0; f < kFlagNames.size(); ++f) {
    flags[std::string(kFlagNames[f])] = std::move(list[f]);
  }
  return flags;
}

}  // namespace

std::string HashText(std::uint64_t hash) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string text;
  for (int shift = 60; shift >= 0; shift -= 4) text += kHex[(hash >> shift) & 15U];
  return text;
}

Json RunJson(const CompiledScenario& scenario, const BatchSummary& summary,
             const RunSettings& settings) {
  Json json = Json::object();
  json["scenario"] = scenario.source.id;
  json["title"] = scenario.source.title;
  json["tier"] = scenario.tier;
  json["seed"] = summary.seed;
  json["runs"] = summary.runs;
  json["codings"] = summary.codings;
  json["talks_per_coding"] = scenario.talks->talks_per_coding;
  json["version"] = std::string(kVersion);
  PutCheckpoint(summary.at_horizon, &json);
  Json first = Json::object();
  PutCheckpoint(summary.after_first_meeting, &first);
  json["after_first_meeting"] = std::move(first);
  json["scores"] = ScoresJson(summary);
  json["blockers"] = BlockersJson(scenario, summary);
  json["blocker_pairs"] = BlockerPairsJson(scenario, summary);
  json["zone"]["exists"] = JsonNumber(summary.zone);
  json["zone"]["impossible"] = JsonNumber(summary.no_zone);
  json["result_hash"] = HashText(summary.result_hash);
  json["settings"] = settings.settings;
  json["without"] = settings.without;
  json["without_reported_outcomes"] = settings.without_reported_outcomes;
  json["conditional"] = std::string(kConditional);
  json["command"] = ReproducingCommand(settings);
  return json;
}

Json AblationJson(const Ablation& ablation) {
  Json json = Json::object();
  json["runs"] = ablation.runs;
  json["base"]["headline"] = ablation.headline;
  json["base"]["flags"] = ByFlag(Json(ablation.flags));
  json["off"] = ablation.off;
  json["mechanisms"] = Json::array();
  for (const AblationRow& row : ablation.rows) {
    Json item = Json::object();
    item["mechanism"] = row.mechanism;
    item["title"] = row.title;
    item["headline"] = AblationSharesJson(row.headline);
    item["flags"] = ByFlag(AblationSharesJson(row.flags));
    json["mechanisms"].push_back(std::move(item));
  }
  return json;
}

}  // namespace dragoman
