#include "engine/backtest/case.h"

namespace dragoman {

std::vector<std::size_t> PrincipalsOf(const BacktestInputs& inputs) {
  std::vector<std::size_t> principals;
  for (std::size_t p = 0; p < inputs.parties.size(); ++p) {
    if (inputs.parties[p].role == PartyRole::kPrincipal) principals.push_back(p);
  }
  return principals;
}

const BacktestPosition* FindPosition(const BacktestInputs& inputs, std::size_t party,
                                     std::size_t issue) {
  for (const BacktestPosition& position : inputs.positions) {
    if (position.party == party && position.issue == issue) return &position;
  }
  return nullptr;
}

}  // namespace dragoman
