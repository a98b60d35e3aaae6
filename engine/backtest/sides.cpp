#include "engine/backtest/sides.h"

#include <algorithm>

#include "engine/core/assert.h"
#include "engine/core/issue.h"
#include "engine/core/portable_math.h"

namespace dragoman {
namespace {

const BacktestPosition* PositionOn(const BacktestSide& side, std::size_t issue) {
  for (const BacktestPosition& position : side.positions) {
    if (position.issue == issue) return &position;
  }
  return nullptr;
}

double DistanceBetween(const BacktestSide& a, const BacktestSide& b) {
  double sum = 0;
  double total = 0;
  for (const BacktestPosition& mine : a.positions) {
    const BacktestPosition* theirs = PositionOn(b, mine.issue);
    if (theirs == nullptr) continue;
    const double salience = (mine.salience + theirs->salience) / 2;
    sum += salience * portable::Abs(mine.position - theirs->position);
    total += salience;
  }
  return total > 0 ? sum / total : kAxisLength;
}

/// Mean weighted by `weight_a` and `weight_b`; plain if both are 0.
double MeanOf(double a, double weight_a, double b, double weight_b) {
  const double total = weight_a + weight_b;
  return total > 0 ? (weight_a * a + weight_b * b) / total : (a + b) / 2;
}

BacktestPosition JoinPositions(const BacktestPosition& a, double capability_a,
                               const BacktestPosition& b, double capability_b) {
  BacktestPosition joint = a;
  joint.position =
      MeanOf(a.position, capability_a * a.salience, b.position, capability_b * b.salience);
  joint.salience = std::max(a.salience, b.salience);
  joint.firmness = std::max(a.firmness, b.firmness);
  joint.confidence = std::max(a.confidence, b.confidence);
  return joint;
}

BacktestParty JoinParties(const BacktestParty& a, const BacktestParty& b) {
  BacktestParty joint = a;
  joint.id = a.id + "+" + b.id;
  joint.rank = std::max(a.rank, b.rank);
  joint.mandate = std::min(a.mandate, b.mandate);
  joint.capability = std::min(100.0, a.capability + b.capability);
  joint.outside_option = MeanOf(a.outside_option, a.capability, b.outside_option, b.capability);
  joint.cost_of_delay = MeanOf(a.cost_of_delay, a.capability, b.cost_of_delay, b.capability);
  joint.audience_cost = std::max(a.audience_cost, b.audience_cost);
  return joint;
}

BacktestSide JoinSides(const BacktestSide& a, const BacktestSide& b) {
  BacktestSide joint;
  joint.members = a.members;
  joint.members.insert(joint.members.end(), b.members.begin(), b.members.end());
  std::sort(joint.members.begin(), joint.members.end());
  joint.party = JoinParties(a.party, b.party);
  for (const BacktestPosition& mine : a.positions) {
    const BacktestPosition* theirs = PositionOn(b, mine.issue);
    joint.positions.push_back(
        theirs == nullptr ? mine
                          : JoinPositions(mine, a.party.capability, *theirs, b.party.capability));
  }
  for (const BacktestPosition& theirs : b.positions) {
    if (PositionOn(a, theirs.issue) == nullptr) joint.positions.push_back(theirs);
  }
  std::sort(joint.positions.begin(), joint.positions.end(),
            [](const auto& x, const auto& y) { return x.issue < y.issue; });
  return joint;
}

}  // namespace

std::array<BacktestSide, 2> SidesOf(const BacktestInputs& inputs) {
  std::vector<BacktestSide> groups;
  for (const std::size_t p : PrincipalsOf(inputs)) {
    BacktestSide side;
    side.members = {p};
    side.party = inputs.parties[p];
    for (std::size_t i = 0; i < inputs.issues.size(); ++i) {
      if (const BacktestPosition* position = FindPosition(inputs, p, i)) {
        side.positions.push_back(*position);
      }
    }
    groups.push_back(std::move(side));
  }
  DRAGOMAN_ASSERT(groups.size() >= 2);
  while (groups.size() > 2) {
    std::size_t first = 0;
    std::size_t second = 1;
    double least = DistanceBetween(groups[0], groups[1]);
    for (std::size_t a = 0; a < groups.size(); ++a) {
      for (std::size_t b = a + 1; b < groups.size(); ++b) {
        const double distance = DistanceBetween(groups[a], groups[b]);
        if (distance >= least) continue;
        least = distance;
        first = a;
        second = b;
      }
    }
    groups[first] = JoinSides(groups[first], groups[second]);
    groups.erase(groups.begin() + static_cast<std::ptrdiff_t>(second));
  }
  for (BacktestSide& side : groups) {
    // A party may bear just the name that the others got when they were joined.
    const auto taken = [&](const BacktestParty& party) { return party.id == side.party.id; };
    while (side.members.size() > 1 &&
           std::any_of(inputs.parties.begin(), inputs.parties.end(), taken)) {
      side.party.id += "+";
    }
  }
  return {std::move(groups[0]), std::move(groups[1])};
}

}  // namespace dragoman
