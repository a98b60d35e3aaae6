#include "engine/analysis/theory/zeuthen.h"

#include <string>

#include "engine/core/portable_math.h"

namespace dragoman {
namespace {

Diagnostics ZeuthenProblems(std::span<const UtilityPair> frontier, UtilityPair disagreement) {
  Diagnostics problems;
  if (frontier.empty()) problems.push_back({"frontier", "no outcome", "one or more"});
  for (std::size_t k = 0; k < frontier.size(); ++k) {
    const std::string path = "frontier[" + std::to_string(k) + "]";
    if (!(frontier[k][0] >= disagreement[0] && frontier[k][1] >= disagreement[1])) {
      problems.push_back({path, "worth less than disagreement to a side", ""});
    } else if (k > 0 &&
               !(frontier[k][0] > frontier[k - 1][0] && frontier[k][1] < frontier[k - 1][1])) {
      problems.push_back({path, "not in the order of the frontier",
                          "rising for the first side, falling for the second"});
    }
    if (problems.size() >= kMaxDiagnostics) break;
  }
  return problems;
}

class Concessions {
 public:
  Concessions(std::span<const UtilityPair> frontier, UtilityPair disagreement, double tolerance)
      : frontier_(frontier), disagreement_(disagreement), tolerance_(tolerance) {
    offer_[0] = static_cast<int>(frontier.size()) - 1;
    offer_[1] = 0;
  }

  double Risk(std::size_t side) const {
    return ZeuthenRiskLimit(Worth(side, side), Worth(side, 1 - side), disagreement_[side]);
  }
  bool met() const { return offer_[0] <= offer_[1]; }
  const std::array<int, 2>& offer() const { return offer_; }

  // The side whose turn it is moves towards the other until the other has the lower limit.
  void Concede() {
    const std::size_t side = Risk(0) <= Risk(1) + tolerance_ ? 0 : 1;
    const int step = side == 0 ? -1 : 1;
    do {
      offer_[side] += step;
    } while (!met() && Risk(side) <= Risk(1 - side) + tolerance_);
  }

 private:
  double Worth(std::size_t side, std::size_t whose) const {
    return frontier_[static_cast<std::size_t>(offer_[whose])][side];
  }

  std::span<const UtilityPair> frontier_;
  UtilityPair disagreement_;
  double tolerance_;
  std::array<int, 2> offer_{};
};

}  // namespace

double ZeuthenRiskLimit(double mine, double theirs, double disagreement) {
  const double at_stake = mine - disagreement;
  return at_stake > 0 ? (mine - theirs) / at_stake : 1;
}

Checked<ZeuthenPath> ConcedeByRisk(std::span<const UtilityPair> frontier, UtilityPair disagreement,
                                   double tolerance) {
  Diagnostics problems = ZeuthenProblems(frontier, disagreement);
  if (!problems.empty()) return problems;
  Concessions table(frontier, disagreement, tolerance);
  ZeuthenPath path;
  path.initial_risks = {table.Risk(0), table.Risk(1)};
  path.offers.push_back(table.offer());
  while (!table.met()) {
    table.Concede();
    path.offers.push_back(table.offer());
    ++path.concessions;
  }
  path.agreement = table.offer()[0];
  return path;
}

}  // namespace dragoman
