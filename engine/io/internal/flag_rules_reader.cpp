#include "engine/io/internal/flag_rules_reader.h"

#include <algorithm>
#include <array>

#include "engine/core/text.h"
#include "engine/io/internal/map_keys.h"

namespace dragoman {
namespace {

constexpr std::string_view kProcessRule = "process";
constexpr std::string_view kPauseRule = "local_pause";
// Well below what a scenario's conditions bear, which a rule becomes.
constexpr int kDeepestFlagRule = 8;
constexpr std::size_t kMostFlagTests = 100;
constexpr const char* kFlagRuleForm = "{all: [...]} or {any: [...]}";
constexpr const char* kFlagTestForm = "[issue, operator, value], {all: [...]} or {any: [...]}";
constexpr std::array<std::string_view, 4> kFlagOperators = {">=", "<=", "==", "between"};

/// Reads the rules of one block.
class FlagRulesReader {
 public:
  explicit FlagRulesReader(const std::vector<BacktestIssue>& issues) {
    for (const BacktestIssue& issue : issues) issues_.push_back(issue.id);
  }

  /// A list of conditions under `all` or `any`.
  std::optional<FlagWhen> ReadGroup(const ReadPlace& place, int depth) const {
    if (depth > kDeepestFlagRule) {
      place.Report("conditions nested too deeply",
                   "at most " + std::to_string(kDeepestFlagRule) + " levels");
      return std::nullopt;
    }
    if (place.node.kind != DocumentNode::Kind::kMap) {
      place.ReportKind(kFlagRuleForm);
      return std::nullopt;
    }
    if (place.node.map.size() != 1) {
      place.Report("has " + std::to_string(place.node.map.size()) + " keys",
                   "exactly one of: all, any");
      return std::nullopt;
    }
    const DocumentEntry& entry = place.node.map[0];
    if (entry.key != "all" && entry.key != "any") {
      const std::string_view shown = Slice(entry.key, 0, 40);
      place.problems->Add(entry.key_mark, place.path, "unknown key '" + std::string(shown) + "'",
                          ExpectedOneOf(shown, {"all", "any"}));
      return std::nullopt;
    }
    const ReadPlace list = place.At(entry.value, place.path + "." + entry.key);
    if (list.node.kind != DocumentNode::Kind::kList) {
      list.ReportKind("a list of conditions");
      return std::nullopt;
    }
    FlagWhen rule;
    rule.kind = entry.key == "all" ? FlagWhen::Kind::kAll : FlagWhen::Kind::kAny;
    return ReadParts(list, depth, std::move(rule));
  }

 private:
  std::optional<FlagWhen> ReadParts(const ReadPlace& list, int depth, FlagWhen rule) const {
    if (list.node.list.empty()) list.Report("the list is empty", "at least one condition");
    bool whole = !list.node.list.empty();
    for (std::size_t k = 0; k < list.node.list.size(); ++k) {
      const ReadPlace item = ElementAt(list, k);
      std::optional<FlagWhen> part;
      if (item.node.kind == DocumentNode::Kind::kMap) {
        part = ReadGroup(item, depth + 1);
      } else {
        part = ReadTest(item);
      }
      whole = whole && part.has_value();
      if (part) rule.parts.push_back(std::move(*part));
    }
    if (!whole) return std::nullopt;
    return rule;
  }

  std::optional<FlagWhen> ReadTest(const ReadPlace& place) const {
    if (place.node.kind != DocumentNode::Kind::kList) {
      place.ReportKind(kFlagTestForm);
      return std::nullopt;
    }
    if (place.node.list.size() != 3) {
      place.Report("has " + std::to_string(place.node.list.size()) + " parts", kFlagTestForm);
      return std::nullopt;
    }
    const std::optional<std::size_t> issue = ReadIssue(ElementAt(place, 0));
    const std::optional<int> relation = ReadChoice(ElementAt(place, 1), kFlagOperators);
    if (!relation) return std::nullopt;
    const ReadPlace value = ElementAt(place, 2);
    std::optional<FlagWhen> rule = kFlagOperators[static_cast<std::size_t>(*relation)] == "between"
                                       ? ReadBetween(value)
                                       : ReadLimit(value, *relation);
    if (!rule || !issue) return std::nullopt;
    rule->issue = *issue;
    return rule;
  }

  std::optional<std::size_t> ReadIssue(const ReadPlace& place) const {
    const auto name = ReadTextValue(place, {.name = "issue", .text = TextKind::kIdentifier});
    if (!name) return std::nullopt;
    const auto found = std::find(issues_.begin(), issues_.end(), *name);
    if (found == issues_.end()) {
      place.Report("unknown issue '" + *name + "'", ExpectedOneOf(*name, issues_));
      return std::nullopt;
    }
    return static_cast<std::size_t>(found - issues_.begin());
  }

  static std::optional<double> ReadPosition(const ReadPlace& place) {
    return ReadNumber(place, {.name = "value", .range = {.min = 0, .max = 100}});
  }

  static std::optional<FlagWhen> ReadLimit(const ReadPlace& place, int relation) {
    const std::optional<double> limit = ReadPosition(place);
    if (!limit) return std::nullopt;
    if (relation == 0) return FlagWhen::Test(0, *limit, 100);
    if (relation == 1) return FlagWhen::Test(0, 0, *limit);
    return FlagWhen::Test(0, *limit, *limit);
  }

  static std::optional<FlagWhen> ReadBetween(const ReadPlace& place) {
    if (place.node.kind != DocumentNode::Kind::kList || place.node.list.size() != 2) {
      if (place.node.kind == DocumentNode::Kind::kList) {
        place.Report("has " + std::to_string(place.node.list.size()) + " numbers", "[low, high]");
      } else {
        place.ReportKind("[low, high]");
      }
      return std::nullopt;
    }
    const std::optional<double> low = ReadPosition(ElementAt(place, 0));
    const std::optional<double> high = ReadPosition(ElementAt(place, 1));
    if (!low || !high) return std::nullopt;
    if (*low > *high) {
      place.Report("low " + FormatNumber(*low) + " is above high " + FormatNumber(*high),
                   "[low, high]");
      return std::nullopt;
    }
    return FlagWhen::Test(0, *low, *high);
  }

  std::vector<std::string> issues_;
};

std::size_t CountTests(const FlagWhen& rule) {
  std::size_t count = 1;
  for (const FlagWhen& part : rule.parts) count += CountTests(part);
  return count;
}

std::optional<std::size_t> FlagNamed(std::string_view name) {
  const auto found = std::find(kFlagNames.begin(), kFlagNames.end(), name);
  if (found == kFlagNames.end()) return std::nullopt;
  return static_cast<std::size_t>(found - kFlagNames.begin());
}

bool IsConduct(std::size_t flag) {
  return flag == static_cast<std::size_t>(Flag::kWalkout) ||
         flag == static_cast<std::size_t>(Flag::kEscalation30d);
}

}  // namespace

void ReadFlagRules(const ReadPlace& place, const std::vector<BacktestIssue>& issues,
                   FlagRules* rules) {
  if (place.node.kind != DocumentNode::Kind::kMap) {
    place.ReportKind("a map from flags to conditions");
    return;
  }
  const FlagRulesReader reader(issues);
  std::vector<std::string> known(kFlagNames.begin(), kFlagNames.end());
  known.emplace_back(kPauseRule);
  for (const DocumentEntry& entry : place.node.map) {
    const ReadPlace value = place.At(entry.value, place.path + "." + entry.key);
    const std::optional<std::size_t> flag = FlagNamed(entry.key);
    if (!flag && entry.key != kPauseRule) {
      const std::string_view shown = Slice(entry.key, 0, 60);
      place.problems->AddBeside(entry.key_mark, place.path,
                                "unknown flag '" + std::string(shown) + "'",
                                ExpectedOneOf(shown, known));
      continue;
    }
    const bool process =
        value.node.kind == DocumentNode::Kind::kText && value.node.text == kProcessRule;
    if (flag && IsConduct(*flag)) {
      if (!process) {
        value.Report("a flag of what the parties do, not of an option", "'process'");
        continue;
      }
      (*flag == static_cast<std::size_t>(Flag::kWalkout) ? rules->walkout : rules->escalation) =
          true;
      continue;
    }
    // What the parties do cannot be read off options, so such a flag is not scored.
    if (process) continue;
    std::optional<FlagWhen> rule = reader.ReadGroup(value, 1);
    if (rule && CountTests(*rule) > kMostFlagTests) {
      value.Report("the rule is too long", "at most " + std::to_string(kMostFlagTests) + " tests");
      continue;
    }
    if (flag) {
      rules->flags[*flag] = std::move(rule);
    } else {
      rules->local_pause = std::move(rule);
    }
  }
}

}  // namespace dragoman
