#include "engine/evaluation/taxonomy.h"

#include <algorithm>

namespace dragoman {
namespace {

constexpr std::uint16_t FlagBit(Flag flag) {
  return static_cast<std::uint16_t>(1U << static_cast<int>(flag));
}

}  // namespace

void OutcomeSpec::Serialize(FieldVisitor* v) {
  v->Visit({.name = "settlement", .doc = "headline 7: a frame that settles the main dispute"},
           &settlement);
  v->Visit({.name = "ceasefire_full", .doc = "headline 6: both sides stop all attacks"},
           &ceasefire_full);
  v->Visit({.name = "ceasefire_partial", .doc = "headline 5: one class or area of attacks stops"},
           &ceasefire_partial);
  v->Visit({.name = "local_pause", .doc = "headline 4: pauses of under a week; no flag of its own"},
           &local_pause);
  v->Visit({.name = "summit_agreed", .doc = "flag only: the leaders will meet"}, &summit_agreed);
  v->Visit({.name = "prisoner_exchange", .doc = "headline 4: an exchange beyond routine"},
           &prisoner_exchange);
  v->Visit({.name = "next_round", .doc = "headline 3: a further meeting is confirmed"},
           &next_round);
  v->Visit({.name = "written_terms", .doc = "headline 3: written terms will be exchanged"},
           &written_terms);
}

const Rule* RuleOf(const OutcomeSpec& spec, Flag flag) {
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

Checked<OutcomeRules> OutcomeRules::Compile(const OutcomeSpec& spec,
                                            std::span<const Issue> issues) {
  OutcomeRules rules;
  Diagnostics problems;
  const auto compile = [&](const Rule& rule, const std::string& name) -> Condition {
    Checked<Condition> condition = Condition::Compile(rule, issues, "outcomes." + name);
    if (condition.ok()) return *condition;
    problems.insert(problems.end(), condition.problems().begin(), condition.problems().end());
    return {};
  };
  for (std::size_t k = 0; k < kNumFlags; ++k) {
    const Rule* rule = RuleOf(spec, static_cast<Flag>(k));
    if (rule != nullptr) rules.flags[k] = compile(*rule, std::string(kFlagNames[k]));
  }
  rules.local_pause = compile(spec.local_pause, "local_pause");
  if (!problems.empty()) return problems;
  return rules;
}

std::uint8_t HeadlineOf(std::uint16_t flags, bool local_pause) {
  const auto has = [flags](Flag flag) { return (flags & FlagBit(flag)) != 0; };
  if (has(Flag::kSettlement)) return 7;
  if (has(Flag::kCeasefireFull)) return 6;
  if (has(Flag::kCeasefirePartial)) return 5;
  if (has(Flag::kPrisonerExchange) || local_pause) return 4;
  if (has(Flag::kNextRound) || has(Flag::kWrittenTerms)) return 3;
  if (has(Flag::kEscalation30d)) return 0;
  return has(Flag::kWalkout) ? 1 : 2;
}

Verdict Judge(const OutcomeRules& rules, const TalkResult& result, int meetings) {
  const int held = std::min(meetings, result.meetings);
  std::uint16_t flags = 0;
  bool local_pause = false;
  const auto look = [&](const Outcome& standing) {
    for (const Flag flag : {Flag::kSettlement, Flag::kCeasefireFull, Flag::kCeasefirePartial,
                            Flag::kSummitAgreed, Flag::kPrisonerExchange}) {
      if (rules.flags[static_cast<std::size_t>(flag)].Holds(standing)) flags |= FlagBit(flag);
    }
    local_pause = local_pause || rules.local_pause.Holds(standing);
  };
  for (int m = 0; m < held; ++m) look(result.after[static_cast<std::size_t>(m)]);
  if (meetings >= kAtTheEnd) look(result.final_standing);
  const Outcome* last = held > 0 ? &result.after[static_cast<std::size_t>(held - 1)] : nullptr;
  if (meetings >= kAsAWhole) last = &result.final_standing;
  for (const Flag flag : {Flag::kNextRound, Flag::kWrittenTerms}) {
    const Condition& rule = rules.flags[static_cast<std::size_t>(flag)];
    if (last != nullptr && rule.Holds(*last)) flags |= FlagBit(flag);
  }
  if (result.ended_in != 0 && result.ended_in <= held) {
    flags |= FlagBit(Flag::kWalkout);
    if (result.escalated) flags |= FlagBit(Flag::kEscalation30d);
  }
  return {flags, HeadlineOf(flags, local_pause)};
}

}  // namespace dragoman
