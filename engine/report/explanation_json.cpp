#include "engine/core/text.h"
#include "engine/report/explanation_text.h"
#include "engine/report/explanation_words.h"
#include "engine/report/run_json.h"

namespace dragoman {
namespace {

Json VerdictJson(const Verdict& verdict) {
  Json json = Json::object();
  json["headline"] = verdict.headline;
  Json& flags = json["flags"] = Json::object();
  for (std::size_t k = 0; k < kFlagNames.size(); ++k) {
    flags[std::string(kFlagNames[k])] = verdict.has(static_cast<Flag>(k));
  }
  return json;
}

Json TextOrNull(const std::string& text) { return text.empty() ? Json() : Json(text); }

class ExplanationJsonWriter {
 public:
  ExplanationJsonWriter(const CompiledScenario& scenario, const ExplanationTarget& target,
                        const ExplanationRequest& request)
      : scenario_(scenario), target_(target), request_(request), words_(scenario, target) {}

  Json Start() const {
    Json json = Json::object();
    json["scenario"] = scenario_.source.id;
    json["tier"] = scenario_.tier;
    return json;
  }

  Json Target() const {
    return target_.flag_name().empty() ? Json("ends_conflict") : Json(target_.flag_name());
  }

  Json Blocker(const RunBlocker& blocker) const {
    Json json = Json::object();
    json["party"] = blocker.side == kNobody
                        ? Json()
                        : Json(std::string(scenario_.talks->side_name(blocker.side)));
    json["issue"] =
        blocker.issue == kNoIssue ? Json() : Json(scenario_.space.issue(blocker.issue).id);
    json["mechanism"] = TextOrNull(blocker.mechanism);
    json["kind"] = kBlockerKindNames[static_cast<std::size_t>(blocker.kind)];
    json["rule"] = blocker.link < 0
                       ? Json()
                       : Json(scenario_.talks->links[static_cast<std::size_t>(blocker.link)].id);
    return json;
  }

  Json RunBlockers(const RunExplanation& explanation) const {
    Json list = Json::array();
    for (const RunBlocker& blocker : explanation.blockers) {
      Json json = Blocker(blocker);
      json["weight"] = kBlockerWeightNames[static_cast<std::size_t>(blocker.weight)];
      json["meeting"] = blocker.first ? Json(blocker.first->meeting) : Json();
      json["times"] = blocker.times;
      json["with"] = blocker.partner < 0 ? Json() : Json(blocker.partner);
      json["sentence"] = words_.Sentence(blocker, explanation.story);
      list.push_back(std::move(json));
    }
    return list;
  }

  // Numbers as numbers, all else by name.
  static Json From(const ExplanationWords& words, const LeverStep& step) {
    if (step.lever.kind == Lever::Kind::kNumber) return JsonNumber(step.lever.from);
    if (step.lever.kind == Lever::Kind::kPosition) return JsonNumber(step.lever.ideal);
    if (step.lever.kind == Lever::Kind::kSwitch) return true;
    return words.From(step);
  }
  Json To(const LeverStep& step) const {
    if (step.lever.kind == Lever::Kind::kNumber) return JsonNumber(step.to);
    if (step.lever.kind == Lever::Kind::kSwitch) return false;
    if (step.lever.kind == Lever::Kind::kPosition) {
      return scenario_.space.issue(step.lever.issue).options[static_cast<std::size_t>(step.to)].id;
    }
    return words_.To(step);
  }

  /// A position has no path of its own: `setting` is what sets it.
  std::string PathOf(const LeverStep& step) const {
    if (step.lever.kind != Lever::Kind::kPosition) return step.lever.path;
    return "positions." + step.lever.owner.party + "." + scenario_.space.issue(step.lever.issue).id;
  }

  static std::string OwnerName(const LeverOwner& owner) {
    switch (owner.kind) {
      case OwnerKind::kParty:
        return owner.party;
      case OwnerKind::kBothSides:
        return "both sides";
      case OwnerKind::kThirdParty:
        return "third party";
      case OwnerKind::kCircumstance:
        return "nobody";
    }
    return {};
  }

  Json Step(const LeverStep& step) const {
    Json json = Json::object();
    json["path"] = PathOf(step);
    json["from"] = From(words_, step);
    json["to"] = To(step);
    json["size"] = JsonNumber(step.size);
    json["owner"] = OwnerName(step.lever.owner);
    json["setting"] = step.setting;
    return json;
  }

  /// Several changes at once: names joined by " + ", values and settings in lists.
  static void Append(const Json& step, Json* json) {
    for (const char* key : {"path", "owner"}) {
      (*json)[key] = (*json)[key].get<std::string>() + " + " + step[key].get<std::string>();
    }
    for (const char* key : {"from", "to", "setting"}) {
      Json& values = (*json)[key];
      if (!values.is_array()) values = Json::array({values});
      values.push_back(step[key]);
    }
  }

  Json Changes(const RunExplanation& explanation) const {
    Json list = Json::array();
    for (const VerifiedChange& change : explanation.unblock.changes) {
      Json json = Step(change.steps[0]);
      for (std::size_t k = 1; k < change.steps.size(); ++k) Append(Step(change.steps[k]), &json);
      json["size"] = JsonNumber(change.size);
      json["verdict"] = VerdictJson(change.verdict);
      json["command"] = ReplayCommandOf(request_, explanation.run, change.steps);
      list.push_back(std::move(json));
    }
    return list;
  }

  Json Options(const Outcome& offer) const {
    Json json = Json::object();
    const auto issues = scenario_.space.issues();
    for (std::size_t i = 0; i < issues.size(); ++i) {
      const OptionIndex option = offer.options[i];
      if (option != issues[i].status_quo) json[issues[i].id] = issues[i].options[option].id;
    }
    return json;
  }

  Json Package(const ValuedPackage& package) const {
    Json json = Json::object();
    json["options"] = Options(package.offer);
    Json& gain = json["gain"] = Json::object();
    for (int side = 0; side < kSides; ++side) {
      gain[std::string(scenario_.talks->side_name(side))] =
          JsonNumber(package.gain[static_cast<std::size_t>(side)]);
    }
    json["joint"] = JsonNumber(package.joint());
    return json;
  }

  Json Left(const LeftOnTable& left) const {
    Json json = Json::object();
    const auto joint = [](const std::optional<ValuedPackage>& package) {
      return package ? JsonNumber(package->joint()) : Json();
    };
    json["achieved"] = JsonNumber(left.achieved.joint());
    json["best"] = joint(left.best);
    json["best_unconstrained"] = joint(left.best_unconstrained);
    json["left"] = JsonNumber(left.left());
    json["signed"] = Package(left.achieved);
    json["package"] = left.best ? Package(*left.best) : Json();
    json["package_unconstrained"] =
        left.best_unconstrained ? Package(*left.best_unconstrained) : Json();
    return json;
  }

  const ExplanationWords& words() const { return words_; }
  const ExplanationRequest& request() const { return request_; }

 private:
  const CompiledScenario& scenario_;
  const ExplanationTarget& target_;
  const ExplanationRequest& request_;
  ExplanationWords words_;
};

Json UnblockingJson(const ExplanationJsonWriter& writer, const BatchExplanation& batch) {
  Json json = Json::object();
  json["sample"] = batch.sampled;
  json["unblocked_by_one_change"] = batch.unblocked;
  Json& parameters = json["parameters"] = Json::array();
  for (const LeverShare& lever : batch.levers) {
    Json item = writer.Step(lever.step);
    item["unblocks"] = lever.unblocks;
    item["cheapest"] = lever.cheapest;
    item["mean_size"] = JsonNumber(lever.mean_size);
    item["example"] = lever.example;
    item["command"] = ReplayCommandOf(writer.request(), lever.example, {lever.step});
    parameters.push_back(std::move(item));
  }
  Json& owners = json["owners"] = Json::object();
  for (const OwnerShare& owner : batch.owners) {
    owners[ExplanationJsonWriter::OwnerName(owner.owner)] = {{"unblocks", owner.unblocks},
                                                             {"cheapest", owner.cheapest}};
  }
  return json;
}

}  // namespace

Json ExplanationJson(const CompiledScenario& scenario, const ExplanationTarget& target,
                     const RunExplanation& explanation, const ExplanationRequest& request) {
  const ExplanationJsonWriter writer(scenario, target, request);
  Json json = writer.Start();
  json["seed"] = explanation.seed;
  json["run"] = explanation.run;
  json["coding"] = explanation.record.coding;
  json["target"] = writer.Target();
  json["reached"] = explanation.reached;
  json["summary"] = writer.words().Summary(explanation);
  json["verdict"] = VerdictJson(explanation.record.end);
  json["ending"] = kRunEndingNames[static_cast<std::size_t>(explanation.story.ending)];
  json["blockers"] = writer.RunBlockers(explanation);
  json["concession"] = explanation.reached && explanation.story.reached
                           ? Json(writer.words().Concession(*explanation.story.reached))
                           : Json();
  json["decisive_mechanisms"] = explanation.decisive_switches;
  json["changes"] = writer.Changes(explanation);
  json["changes_at_once"] = explanation.unblock.together;
  json["changes_tried"] = {{"levers", explanation.unblock.levers},
                           {"runs", explanation.unblock.runs}};
  Json& packages = json["packages"] = Json::array();
  if (explanation.twins) {
    packages.push_back(writer.Package(explanation.twins->first));
    packages.push_back(writer.Package(explanation.twins->second));
  }
  json["packages_admissible"] = explanation.twins ? Json(explanation.twins->admissible) : Json();
  json["left_on_table"] = writer.Left(explanation.left);
  json["conditional"] = std::string(kConditional);
  json["command"] = request.command;
  return json;
}

Json BatchExplanationJson(const CompiledScenario& scenario, const ExplanationTarget& target,
                          const BatchExplanation& batch, const ExplanationRequest& request) {
  const ExplanationJsonWriter writer(scenario, target, request);
  Json json = writer.Start();
  json["seed"] = batch.seed;
  json["runs"] = batch.runs;
  json["target"] = writer.Target();
  json["reached"] = JsonNumber(batch.reached);
  Json& reasons = json["reasons"] = Json::array();
  for (const ReasonShare& reason : batch.reasons) {
    Json item = writer.Blocker(reason.blocker);
    item["label"] = writer.words().Label(reason.blocker);
    item["share"] = JsonNumber(reason.share);
    item["example"] = reason.example;
    reasons.push_back(std::move(item));
  }
  Json& pairs = json["pairs"] = Json::array();
  for (const PairShare& pair : batch.pairs) {
    Json item = Json::object();
    item["first"] = writer.Blocker(pair.first);
    item["second"] = writer.Blocker(pair.second);
    item["share"] = JsonNumber(pair.share);
    item["example"] = pair.example;
    pairs.push_back(std::move(item));
  }
  Json& endings = json["endings"] = Json::object();
  for (std::size_t k = 0; k < kRunEndingNames.size(); ++k) {
    if (batch.endings[k].share == 0) continue;
    endings[std::string(kRunEndingNames[k])] = {{"share", JsonNumber(batch.endings[k].share)},
                                                {"example", batch.endings[k].example}};
  }
  json["unblocking"] = UnblockingJson(writer, batch);
  json["left_on_table"] = {{"achieved", JsonNumber(batch.achieved)},
                           {"best", JsonNumber(batch.best)},
                           {"best_unconstrained", JsonNumber(batch.best_unconstrained)},
                           {"left", JsonNumber(batch.left)}};
  json["conditional"] = std::string(kConditional);
  json["command"] = request.command;
  return json;
}

}  // namespace dragoman
