#include "engine/experiments/unblock_levers.h"

#include <algorithm>
#include <cmath>

#include "engine/core/partial_visitor.h"
#include "engine/core/text.h"
#include "engine/wire/json_writer.h"

namespace dragoman {
namespace {

constexpr std::string_view kAdjustmentsPath = "adjustments";

std::string TextOfDistribution(const Distribution& distribution) {
  const std::string pair =
      "(" + FormatNumber(distribution.a) + ", " + FormatNumber(distribution.b) + ")";
  switch (distribution.kind) {
    case Distribution::Kind::kPoint:
      return {};
    case Distribution::Kind::kUniform:
      return "uniform" + pair;
    case Distribution::Kind::kBeta:
      return "beta" + pair;
    case Distribution::Kind::kNormal:
      return "normal" + pair;
  }
  return {};
}

/// Walks the fields of one block of the scenario and lists those that are levers.
class LeverLister final : public PartialVisitor {
 public:
  LeverLister(const CompiledScenario& scenario, const LeverFacts& facts, std::string path,
              std::vector<Lever>* levers)
      : scenario_(scenario), facts_(facts), path_(std::move(path)), levers_(levers) {}

  void VisitNumber(const Field& field, double* value) override { AddNumber(field, *value, false); }
  void VisitOptionalNumber(const Field& field, std::optional<double>* value) override {
    if (value->has_value()) AddNumber(field, **value, false);
  }
  void VisitInteger(const Field& field, int* value) override { AddNumber(field, *value, true); }
  void VisitFlag(const Field& field, bool* value) override {
    static constexpr std::array<std::string_view, 2> kNames = {"false", "true"};
    AddChoice(field, kNames, *value ? 1 : 0);
  }
  void VisitChoice(const Field& field, std::span<const std::string_view> names,
                   int* value) override {
    AddChoice(field, names, *value);
  }
  void VisitDistribution(const Field& field, Distribution* value) override {
    if (field.alias.empty()) return;
    Lever lever = Make(field, PathOf(field), std::string(field.alias));
    PutDistribution(*value, &lever);
    levers_->push_back(std::move(lever));
  }
  void VisitNamedNumbers(const Field& field, Named<double>* values) override {
    ByPrincipal(field, *values, [](double value, Lever* lever) {
      lever->from = value;
      lever->from_by_side.fill(value);
    });
  }
  void VisitNamedDistributions(const Field& field, Named<Distribution>* values) override {
    ByPrincipal(field, *values,
                [this](const Distribution& value, Lever* lever) { PutDistribution(value, lever); });
  }
  void VisitObject(const Field& field, ObjectRef object) override {
    LeverLister inside(scenario_, facts_, PathOf(field), levers_);
    object.visit(object.object, &inside);
  }

 private:
  std::string PathOf(const Field& field) const {
    return path_.empty() ? std::string(field.name) : path_ + "." + std::string(field.name);
  }

  Lever Make(const Field& field, std::string path, std::string name) const {
    Lever lever;
    lever.path = std::move(path);
    lever.name = name.empty() ? lever.path : std::move(name);
    lever.group = lever.name;
    lever.doc = field.doc;
    lever.unit = field.unit;
    lever.range = field.range;
    lever.owner = OwnerOfParameter(scenario_.source, lever.path);
    return lever;
  }

  void AddNumber(const Field& field, double value, bool integer) {
    if (field.alias.empty()) return;
    Lever lever = Make(field, PathOf(field), std::string(field.alias));
    lever.integer = integer;
    lever.from = value;
    lever.from_by_side.fill(value);
    levers_->push_back(std::move(lever));
  }

  void AddChoice(const Field& field, std::span<const std::string_view> names, int value) {
    if (field.alias.empty()) return;
    Lever lever = Make(field, PathOf(field), std::string(field.alias));
    lever.kind = Lever::Kind::kChoice;
    lever.from = value;
    lever.choices.assign(names.begin(), names.end());
    levers_->push_back(std::move(lever));
  }

  // What is not written for a principal has a default that only its mechanism knows.
  template <class Values, class Put>
  void ByPrincipal(const Field& field, const Values& values, Put put) {
    for (int side = 0; side < kSides; ++side) {
      const std::string party(scenario_.talks->side_name(side));
      if (party.find_first_of(".[]") != std::string::npos) continue;
      const std::string alias = field.alias.empty() ? std::string() : std::string(field.alias);
      Lever lever =
          Make(field, PathOf(field) + "." + party, alias.empty() ? alias : alias + "." + party);
      lever.side = side;
      lever.known = false;
      for (const auto& [name, value] : values) {
        if (name != party) continue;
        lever.known = true;
        put(value, &lever);
      }
      levers_->push_back(std::move(lever));
    }
  }

  /// What was drawn for either side; the mean where the engine does not report draws.
  std::array<double, kSides> Drawn(const std::string& path, const Distribution& value) const {
    if (path.starts_with("mechanisms.M1.p.")) return facts_.win_belief;
    if (path.starts_with("mechanisms.M1.cost.")) return facts_.cost;
    if (path == "mechanisms.M1.lottery_share") return facts_.lottery_share;
    if (path == "mechanisms.M3.psi") return facts_.inflation;
    return {value.mean(), value.mean()};
  }

  void PutDistribution(const Distribution& value, Lever* lever) const {
    lever->distribution = TextOfDistribution(value);
    lever->from_by_side.fill(value.a);
    if (value.kind != Distribution::Kind::kPoint) lever->from_by_side = Drawn(lever->path, value);
    if (lever->owner.kind == OwnerKind::kParty) {
      lever->from_by_side.fill(lever->from_by_side[static_cast<std::size_t>(lever->side)]);
    }
    lever->from = 0.5 * (lever->from_by_side[0] + lever->from_by_side[1]);
  }

  const CompiledScenario& scenario_;
  const LeverFacts& facts_;
  std::string path_;
  std::vector<Lever>* levers_;
};

/// Sets one field, found by its path.
class LeverSetter final : public PartialVisitor {
 public:
  LeverSetter(std::string path, const std::string& target, double value)
      : path_(std::move(path)), target_(target), value_(value) {}

  void VisitNumber(const Field& field, double* value) override {
    if (Is(field)) *value = value_;
  }
  void VisitOptionalNumber(const Field& field, std::optional<double>* value) override {
    if (Is(field)) *value = value_;
  }
  void VisitInteger(const Field& field, int* value) override {
    if (Is(field)) *value = static_cast<int>(value_);
  }
  void VisitFlag(const Field& field, bool* value) override {
    if (Is(field)) *value = value_ != 0;
  }
  void VisitChoice(const Field& field, std::span<const std::string_view>, int* value) override {
    if (Is(field)) *value = static_cast<int>(value_);
  }
  void VisitDistribution(const Field& field, Distribution* value) override {
    if (Is(field)) *value = Distribution::Point(value_);
  }
  void VisitNamedNumbers(const Field& field, Named<double>* values) override {
    SetNamed(field, value_, values);
  }
  void VisitNamedDistributions(const Field& field, Named<Distribution>* values) override {
    SetNamed(field, Distribution::Point(value_), values);
  }
  void VisitObject(const Field& field, ObjectRef object) override {
    const std::string path = PathOf(field);
    if (!target_.starts_with(path + ".")) return;
    LeverSetter inside(path, target_, value_);
    object.visit(object.object, &inside);
  }

 private:
  std::string PathOf(const Field& field) const {
    return path_.empty() ? std::string(field.name) : path_ + "." + std::string(field.name);
  }
  bool Is(const Field& field) const { return PathOf(field) == target_; }

  template <class T>
  void SetNamed(const Field& field, const T& value, Named<T>* values) const {
    const std::string path = PathOf(field) + ".";
    if (!target_.starts_with(path)) return;
    const std::string name(Slice(target_, path.size()));
    for (auto& [known, old] : *values) {
      if (known == name) {
        old = value;
        return;
      }
    }
    values->emplace_back(name, value);
  }

  std::string path_;
  const std::string& target_;
  double value_;
};

/// Parameters of the mechanisms that are on, and of the conduct of the talks.
void AddParameters(const CompiledScenario& scenario, const LeverFacts& facts,
                   std::vector<Lever>* levers) {
  Scenario copy = scenario.source;  // Serialize takes a mutable object.
  LeverLister talks(scenario, facts, "talks", levers);
  copy.talks.Serialize(&talks);
  for (const MechanismSetting& setting : copy.mechanisms.items()) {
    if (!setting.enabled) continue;
    LeverLister lister(scenario, facts, "mechanisms." + std::string(setting.entry->info.id),
                       levers);
    setting.options->Serialize(&lister);
  }
}

bool MechanismIsOn(const Scenario& scenario, std::string_view id) {
  for (const MechanismSetting& setting : scenario.mechanisms.items()) {
    if (setting.entry->info.id == id) return setting.enabled;
  }
  return false;
}

/// M9's own probability, for preconditions that name none.
double SharedProbability(const CompiledScenario& scenario) {
  std::vector<Lever> levers;
  for (const MechanismSetting& setting : scenario.source.mechanisms.items()) {
    if (setting.entry->info.id != "M9") continue;
    const std::unique_ptr<MechanismOptions> options = setting.options->Clone();
    LeverLister lister(scenario, {}, "mechanisms.M9", &levers);
    options->Serialize(&lister);
  }
  return levers.empty() ? 1 : levers[0].from;
}

// Where only one precondition goes by M9's own probability, that number is a name for the same
// thing, and so is leaving the precondition out.
void AddPreconditions(const CompiledScenario& scenario, std::vector<Lever>* levers) {
  if (!MechanismIsOn(scenario.source, "M9")) return;
  const double shared = SharedProbability(scenario);
  std::vector<std::string> sharing;
  for (const PreconditionSpec& spec : scenario.source.preconditions) {
    if (spec.enabled && !spec.probability) sharing.push_back(spec.id);
  }
  for (Lever& lever : *levers) {
    if (lever.path != "mechanisms.M9.pi" || sharing.size() != 1) continue;
    lever.group = "precondition " + sharing[0];
  }
  for (const PreconditionSpec& spec : scenario.source.preconditions) {
    if (!spec.enabled || spec.id.find_first_of(".[]") != std::string::npos) continue;
    Lever lever;
    lever.path = "preconditions." + spec.id + ".probability";
    lever.name = lever.path;
    lever.group = "precondition " + spec.id;
    lever.doc = "that this precondition binds";
    lever.unit = "probability";
    lever.owner = {OwnerKind::kParty, spec.owner};
    lever.range = kUnitInterval;
    lever.from = spec.probability.value_or(shared);
    lever.from_by_side.fill(lever.from);
    levers->push_back(lever);
    lever.kind = Lever::Kind::kSwitch;
    lever.path = "preconditions." + spec.id + ".enabled";
    lever.name = lever.path;
    lever.doc = "whether this precondition is put at all";
    levers->push_back(lever);
  }
}

/// The options on the way from a side's ideal to the other side's, nearest first.
std::vector<OptionIndex> OptionsToward(const Coding& coding, const IssueSpace& space,
                                       IssueIndex issue, double own, double other) {
  const double direction = other > own ? 1 : -1;
  std::vector<std::pair<double, OptionIndex>> found;
  for (std::size_t o = 0; o < space.issue(issue).num_options(); ++o) {
    const auto option = static_cast<OptionIndex>(o);
    const double step = direction * (coding.positions[space.flat(issue, option)] - own);
    // Half a point is no move.
    if (step > 0.5) found.emplace_back(step, option);
  }
  std::sort(found.begin(), found.end());
  std::vector<OptionIndex> options;
  for (const auto& [step, option] : found) {
    options.push_back(option);
    if (step >= direction * (other - own)) break;  // Beyond the other's own wish there is no need.
  }
  return options;
}

void AddPositions(const CompiledScenario& scenario, const LeverFacts& facts,
                  std::vector<Lever>* levers) {
  const Coding& coding = *facts.coding;
  for (int side = 0; side < kSides; ++side) {
    const auto party_of = [&](int s) {
      return At(scenario.talks->principals[static_cast<std::size_t>(s)]);
    };
    const PartyPreference& mine = coding.parties[party_of(side)];
    const PartyPreference& theirs = coding.parties[party_of(Other(side))];
    for (std::size_t i = 0; i < scenario.space.num_issues(); ++i) {
      const IssuePreference& own = mine.issues[i];
      const IssuePreference& other = theirs.issues[i];
      if (!own.has_ideal || own.dropped || !other.has_ideal || other.dropped) continue;
      Lever lever;
      lever.kind = Lever::Kind::kPosition;
      lever.path = kAdjustmentsPath;
      lever.side = side;
      lever.issue = IssueIndex{static_cast<int>(i)};
      lever.ideal = own.ideal;
      lever.name = "ideal of " + std::string(scenario.talks->side_name(side)) + " on " +
                   scenario.space.issue(lever.issue).id;
      lever.group = lever.name;
      lever.doc = "what it wants on this issue";
      lever.owner = {OwnerKind::kParty, std::string(scenario.talks->side_name(side))};
      lever.options = OptionsToward(coding, scenario.space, lever.issue, own.ideal, other.ideal);
      if (!lever.options.empty()) levers->push_back(std::move(lever));
    }
  }
}

Adjustment AdjustmentOf(const Lever& lever, double value, const IssueSpace& space) {
  Adjustment adjustment;
  adjustment.party = lever.owner.party;
  adjustment.issue = space.issue(lever.issue).id;
  adjustment.ideal = space.issue(lever.issue).options[static_cast<std::size_t>(value)].id;
  return adjustment;
}

}  // namespace

void LeverFactsObserver::OnEvent(const TalkEvent& event) {
  if (event.kind != TalkEventKind::kDrawn || event.side < 0 || event.side >= kSides) return;
  const auto s = static_cast<std::size_t>(event.side);
  facts.win_belief[s] = event.a;
  facts.lottery_share[s] = event.b;
  facts.cost[s] = event.c;
  facts.inflation[s] = event.d;
}

std::vector<Lever> ListLevers(const CompiledScenario& scenario, const LeverFacts& facts) {
  std::vector<Lever> levers;
  AddParameters(scenario, facts, &levers);
  AddPreconditions(scenario, &levers);
  AddPositions(scenario, facts, &levers);
  return levers;
}

void PullLever(const Lever& lever, double value, const IssueSpace& space, Scenario* scenario) {
  if (lever.kind == Lever::Kind::kPosition) {
    scenario->adjustments.push_back(AdjustmentOf(lever, value, space));
    return;
  }
  for (PreconditionSpec& spec : scenario->preconditions) {
    const std::string block = "preconditions." + spec.id + ".";
    if (lever.path == block + "enabled") spec.enabled = false;
    if (lever.path == block + "probability") spec.probability = value;
  }
  LeverSetter talks("talks", lever.path, value);
  scenario->talks.Serialize(&talks);
  if (!lever.path.starts_with("mechanisms.")) return;
  LeverSetter mechanisms("mechanisms", lever.path, value);
  scenario->mechanisms.Serialize(&mechanisms);
}

std::string LeverSetting(const Lever& lever, double value, const CompiledScenario& scenario) {
  switch (lever.kind) {
    case Lever::Kind::kNumber:
      return lever.path + "=" + FormatNumber(value);
    case Lever::Kind::kChoice:
      return lever.path + "=" + lever.choices[static_cast<std::size_t>(value)];
    case Lever::Kind::kSwitch:
      return lever.path + "=false";
    case Lever::Kind::kPosition:
      break;
  }
  // The whole list is set, as --set adds no elements to a list.
  std::string list;
  for (const Adjustment& adjustment : scenario.source.adjustments) {
    list += JsonText(JsonOf(adjustment), -1) + ", ";
  }
  const Adjustment added = AdjustmentOf(lever, value, scenario.space);
  return lever.path + "=[" + list + "{party: " + added.party + ", issue: " + added.issue +
         ", ideal: " + added.ideal + "}]";
}

double LeverScale(const Range& range, double value) {
  const bool wide = range.min >= 0 && range.max - range.min > kWideRange;
  return wide ? std::log1p(value) : value;
}

double LeverUnscale(const Range& range, double scaled) {
  const bool wide = range.min >= 0 && range.max - range.min > kWideRange;
  return wide ? std::expm1(scaled) : scaled;
}

double LeverSize(const Lever& lever, double value, const Coding& coding, const IssueSpace& space) {
  if (lever.kind == Lever::Kind::kPosition) {
    const std::size_t flat = space.flat(lever.issue, static_cast<OptionIndex>(value));
    return std::abs(coding.positions[flat] - lever.ideal) / kAxisLength;
  }
  if (lever.kind != Lever::Kind::kNumber) return 1;
  const double width =
      LeverScale(lever.range, lever.range.max) - LeverScale(lever.range, lever.range.min);
  double largest = 0;
  for (const double from : lever.from_by_side) {
    const double moved = LeverScale(lever.range, value) - LeverScale(lever.range, from);
    largest = std::max(largest, std::abs(moved));
  }
  return width > 0 ? largest / width : 0;
}

}  // namespace dragoman
