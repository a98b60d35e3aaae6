#include "engine/analysis/package_rules.h"

namespace dragoman {

Relaxation EverythingRelaxed(const TalksModel& model) {
  Relaxation relaxation;
  for (std::size_t s = 0; s < kSides; ++s) {
    relaxation.red_lines[s] = ~std::uint32_t{0};
    relaxation.sincerity[s] = true;
  }
  for (std::size_t k = 0; k < model.links.size(); ++k) {
    if (model.links[k].owner >= 0) relaxation.links |= 1U << k;
  }
  return relaxation;
}

std::uint32_t IssuesOf(const Condition& condition) {
  std::uint32_t issues = 0;
  for (const IssueIndex issue : condition.issues()) issues |= 1U << At(issue);
  return issues;
}

std::uint32_t CoupledByModel(const TalksModel& model) {
  std::uint32_t coupled = IssuesOf(model.ends_conflict);
  for (const LinkRule& link : model.links) {
    coupled |= IssuesOf(link.requires_rule);
    // "Any of these options" can be kept by leaving the options out; other forms need all issues.
    if (!link.when.IsAnyOfAtoms()) coupled |= IssuesOf(link.when);
  }
  return coupled;
}

void CoupledByRun(const TalkState& state, FunctionRef<void(IssueIndex)> tell) {
  if (state.monitoring_issue != kNoIssue) tell(state.monitoring_issue);
  const auto tell_all = [&](const Condition& condition) {
    for (const IssueIndex issue : condition.issues()) tell(issue);
  };
  if (state.guarantee != nullptr) tell_all(*state.guarantee);
  for (const SideTerm& term : state.terms) tell_all(*term.when);
}

void PackageRules::Load(const TalkState& state, std::uint32_t negotiable) {
  state_ = &state;
  negotiable_ = negotiable;
}

void PackageRules::Relax(const Relaxation& relaxation) {
  binding_ = state_->binding & ~relaxation.links;
  for (std::size_t i = 0; i < model_.traits.size(); ++i) allowed_[i] = AllowedOn(i, relaxation);
}

OptionSet PackageRules::AllowedOn(std::size_t i, const Relaxation& relaxation) const {
  const OptionSet standing = OptionBit(state_->standing[IssueIndex{static_cast<int>(i)}]);
  if (((negotiable_ >> i) & 1U) == 0) return standing;
  OptionSet allowed = state_->consented[i];
  for (std::size_t s = 0; s < kSides; ++s) {
    const SideState& side = state_->sides[s];
    if (((relaxation.red_lines[s] >> i) & 1U) == 0) allowed &= ~side.vetoed[i];
    if (side.insincere && !relaxation.sincerity[s]) allowed &= model_.traits[i].cheap;
  }
  return allowed | standing;
}

bool PackageRules::KeepsLinks(const Outcome& package, std::uint32_t* open_links) const {
  *open_links = 0;
  for (std::size_t k = 0; k < model_.links.size(); ++k) {
    const bool binds = ((binding_ >> k) & 1U) != 0;
    if (!binds || model_.links[k].requires_rule.Holds(package)) continue;
    if (model_.links[k].when.Holds(package)) return false;
    *open_links |= 1U << k;
  }
  return true;
}

}  // namespace dragoman
