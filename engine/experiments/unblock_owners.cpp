#include <algorithm>

#include "engine/core/text.h"
#include "engine/experiments/unblock_levers.h"

namespace dragoman {
namespace {

struct OwnedBlock {
  std::string_view prefix;  ///< Of the path.
  OwnerKind owner;
};

// The first prefix that fits decides. A judgement, made once for all scenarios: who would have to
// act for the number to be another one?
constexpr OwnedBlock kOwnedBlocks[] = {
    // Doing or leaving undone by the two principals alike.
    {"mechanisms.M3.", OwnerKind::kBothSides},   // How much each overstates its case.
    {"mechanisms.M5.", OwnerKind::kBothSides},   // What each holds sacred.
    {"mechanisms.M6.", OwnerKind::kBothSides},   // Whether issues are traded for each other.
    {"mechanisms.M8.", OwnerKind::kBothSides},   // How literally rejections are meant.
    {"mechanisms.M9.", OwnerKind::kBothSides},   // How seriously preconditions are meant.
    {"mechanisms.M10.", OwnerKind::kBothSides},  // Votes at home.
    {"mechanisms.M11.", OwnerKind::kBothSides},  // What leaders said in public.
    {"mechanisms.M12.", OwnerKind::kBothSides},  // How fast they concede.
    {"mechanisms.M13.", OwnerKind::kBothSides},  // Whether they answer in kind.
    {"mechanisms.M14.", OwnerKind::kBothSides},  // Unilateral steps.
    {"mechanisms.M16.", OwnerKind::kBothSides},  // Insults.
    {"mechanisms.M22.", OwnerKind::kBothSides},
    {"mechanisms.M24.", OwnerKind::kBothSides},  // Leaving the decision to another table.
    {"mechanisms.M26.", OwnerKind::kBothSides},  // Whom the capitals send.
    {"mechanisms.M27.", OwnerKind::kBothSides},  // Whether heads of state come, prepared.
    {"mechanisms.M33.", OwnerKind::kBothSides},  // Threats that are carried out.
    {"talks.", OwnerKind::kBothSides},           // How long they go on.
    // Whoever mediates, chairs, watches, guarantees, pays or threatens.
    {"mechanisms.M4.monitoring", OwnerKind::kThirdParty},
    {"mechanisms.M4.guarantee", OwnerKind::kThirdParty},
    {"mechanisms.M7.", OwnerKind::kThirdParty},  // Side payments.
    {"mechanisms.M19.", OwnerKind::kThirdParty},
    {"mechanisms.M20.", OwnerKind::kThirdParty},
    {"mechanisms.M21.", OwnerKind::kThirdParty},  // Texts, and who exchanges them.
    {"mechanisms.M23.", OwnerKind::kThirdParty},
    {"mechanisms.M28.", OwnerKind::kThirdParty},
    {"mechanisms.M29.", OwnerKind::kThirdParty},
    {"mechanisms.M31.", OwnerKind::kThirdParty},
    {"mechanisms.M32.present", OwnerKind::kThirdParty},
    {"mechanisms.M32.blame", OwnerKind::kThirdParty},
    {"mechanisms.M36.", OwnerKind::kThirdParty},
    {"mechanisms.M37.", OwnerKind::kThirdParty},
    {"mechanisms.M38.", OwnerKind::kThirdParty},
    // Everything else is circumstance: the battlefield, spoilers, history, how people are.
};

bool IsParty(const Scenario& scenario, std::string_view id) {
  return std::any_of(scenario.parties.begin(), scenario.parties.end(),
                     [&](const PartySpec& party) { return party.id == id; });
}

/// M9's own probability stands for every precondition that names none: if these are all one
/// party's, it is that party's.
LeverOwner OwnerOfSharedProbability(const Scenario& scenario) {
  LeverOwner owner{OwnerKind::kBothSides, {}};
  for (const PreconditionSpec& spec : scenario.preconditions) {
    if (!spec.enabled || spec.probability) continue;
    if (owner.kind == OwnerKind::kParty && owner.party != spec.owner) {
      return {OwnerKind::kBothSides, {}};
    }
    owner = {OwnerKind::kParty, spec.owner};
  }
  return owner;
}

}  // namespace

LeverOwner OwnerOfParameter(const Scenario& scenario, const std::string& path) {
  const std::size_t dot = path.rfind('.');
  const std::string_view last = dot == std::string::npos ? path : Slice(path, dot + 1);
  if (IsParty(scenario, last)) return {OwnerKind::kParty, std::string(last)};
  if (path == "mechanisms.M9.pi") return OwnerOfSharedProbability(scenario);
  for (const OwnedBlock& block : kOwnedBlocks) {
    if (path.starts_with(block.prefix)) return {block.owner, {}};
  }
  return {OwnerKind::kCircumstance, {}};
}

}  // namespace dragoman
