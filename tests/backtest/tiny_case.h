#pragma once

#include "engine/backtest/case.h"

namespace dragoman::testing_support {

/// Two principals and a mediator over two issues:
///   water  options 0, 50, 100; status quo 0
///   fees   options 0, 100; status quo 0
/// settlement: water >= 50 and fees signed; written terms: either signed.
inline BacktestInputs TinyInputs() {
  BacktestInputs inputs;
  inputs.conflict_type = "crisis";
  inputs.info_cutoff = "2001-01-01";
  const auto party = [](const char* id, PartyRole role, double capability) {
    BacktestParty p;
    p.id = id;
    p.role = role;
    p.rank = DelegationRank::kHead;
    p.capability = capability;
    return p;
  };
  inputs.parties = {party("North", PartyRole::kPrincipal, 60),
                    party("South", PartyRole::kPrincipal, 40),
                    party("Host", PartyRole::kMediator, 50)};
  inputs.issues = {{"water", {{0, "none"}, {50, "half"}, {100, "all"}}, 0},
                   {"fees", {{0, "none"}, {100, "paid"}}, 0}};
  inputs.positions = {{0, 0, 100, 100, 50, CodingGrade::kHigh},
                      {0, 1, 0, 50, 50, CodingGrade::kHigh},
                      {1, 0, 20, 50, 50, CodingGrade::kMedium},
                      {1, 1, 100, 100, 50, CodingGrade::kLow}};
  inputs.mediator_role = MediationRole::kFormulator;
  inputs.mediator_leverage = 50;
  auto& flags = inputs.flags_when.flags;
  flags[static_cast<std::size_t>(Flag::kSettlement)] = {
      FlagWhen::Kind::kAll, 0, 0, 100, {FlagWhen::Test(0, 50, 100), FlagWhen::Test(1, 0, 100)}};
  flags[static_cast<std::size_t>(Flag::kWrittenTerms)] = {
      FlagWhen::Kind::kAny, 0, 0, 100, {FlagWhen::Test(0, 0, 100), FlagWhen::Test(1, 0, 100)}};
  inputs.flags_when.walkout = true;
  return inputs;
}

}  // namespace dragoman::testing_support
