#include "engine/report/run_json.h"

#include <span>
#include <utility>

#include "engine/core/version.h"
#include "engine/report/names.h"
#include "engine/wire/batch_json.h"

namespace dragoman {
namespace {

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

Json RunJson(const CompiledScenario& scenario, const BatchSummary& summary,
             const RunSettings& settings) {
  Json json = Json::object();
  json["scenario"] = scenario.source.id;
  json["title"] = scenario.source.title;
  json["tier"] = scenario.tier;
  const Json batch = BatchJson(scenario, summary);
  for (const auto& [key, value] : batch.items()) {
    // Where it has always stood.
    if (key == "headline") json["version"] = std::string(kVersion);
    json[key] = value;
  }
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
