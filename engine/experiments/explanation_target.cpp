#include "engine/experiments/explanation_target.h"

#include <array>

#include "engine/core/text.h"

namespace dragoman {
namespace {

const Rule* RuleOfFlag(const OutcomeSpec& spec, Flag flag) {
  switch (flag) {
    case Flag::kSettlement:
      return &spec.settlement;
    case Flag::kCeasefireFull:
      return &spec.ceasefire_full;
    case Flag::kCeasefirePartial:
      return &spec.ceasefire_partial;
    case Flag::kSummitAgreed:
      return &spec.summit_agreed;
    case Flag::kPrisonerExchange:
      return &spec.prisoner_exchange;
    case Flag::kNextRound:
      return &spec.next_round;
    case Flag::kWrittenTerms:
      return &spec.written_terms;
    case Flag::kWalkout:
    case Flag::kEscalation30d:
      return nullptr;
  }
  return nullptr;
}

}  // namespace

ExplanationTarget::ExplanationTarget(const CompiledScenario& scenario)
    : condition_(&scenario.talks->ends_conflict), rule_(&scenario.source.roles.ends_conflict) {}

Checked<ExplanationTarget> ExplanationTarget::OfFlag(const CompiledScenario& scenario,
                                                     std::string_view name) {
  std::vector<std::string> usable;
  for (std::size_t k = 0; k < kNumFlags; ++k) {
    const auto flag = static_cast<Flag>(k);
    const Rule* rule = RuleOfFlag(scenario.source.outcomes, flag);
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
