#include "engine/experiments/explanation_target.h"

#include <array>

#include "engine/core/text.h"

namespace dragoman {
ExplanationTarget::ExplanationTarget(const CompiledScenario& scenario)
    : condition_(&scenario.talks->ends_conflict), rule_(&scenario.source.roles.ends_conflict) {}

Checked<ExplanationTarget> ExplanationTarget::OfFlag(const CompiledScenario& scenario,
                                                     std::string_view name) {
  std::vector<std::string> usable;
  for (std::size_t k = 0; k < kNumFlags; ++k) {
    const auto flag = static_cast<Flag>(k);
    const Rule* rule = RuleOf(scenario.source.outcomes, flag);
    if (rule == nullptr || rule->kind == Rule::Kind::kNone) continue;
    usable.emplace_back(kFlagNames[k]);
    if (kFlagNames[k] != name) continue;
    ExplanationTarget target(scenario);
    target.condition_ = &scenario.outcomes.flags[k];
    target.rule_ = rule;
    target.ends_conflict_ = *rule == scenario.source.roles.ends_conflict;
    target.flag_ = flag;
    target.flag_name_ = std::string(name);
    return target;
  }
  return Diagnostics{{"--target " + std::string(name),
                      "no agreement '" + std::string(name) + "' in this scenario",
                      ExpectedOneOf(name, usable)}};
}

bool ExplanationTarget::ReachedBy(const RunRecord& record) const {
  return flag_ ? record.end.has(*flag_) : record.deal_in != 0;
}

}  // namespace dragoman
