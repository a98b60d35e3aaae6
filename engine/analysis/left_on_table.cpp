#include "engine/analysis/left_on_table.h"

#include <algorithm>
#include <vector>

namespace dragoman {
namespace {

/// How clearly a package favours side 0.
double Lean(const ValuedPackage& package) { return package.gain[0] - package.gain[1]; }

bool SameJointGain(const ValuedPackage& x, const ValuedPackage& y) {
  const double larger = std::max(x.joint(), y.joint());
  const double difference = x.joint() > y.joint() ? x.joint() - y.joint() : y.joint() - x.joint();
  return difference <= std::max(kTwinFloor, kTwinTolerance * larger);
}

/// Both sides would gain something, so that both have a reason to sign.
bool GainsBoth(const ValuedPackage& package) { return package.gain[0] > 0 && package.gain[1] > 0; }

/// Keeps the better of two pairs.
class BestTwins {
 public:
  void Look(const ValuedPackage& x, const ValuedPackage& y) {
    if (!(Lean(x) > Lean(y)) || !SameJointGain(x, y)) return;
    const TwinPackages twins{x, y, false, Lean(x) > 0 && Lean(y) < 0};
    // Where one side always has the larger gain, how far the shares move is all there is.
    const double margin =
        twins.winners_differ ? std::min(Lean(x), -Lean(y)) : 0.5 * (Lean(x) - Lean(y));
    const double score = std::min(x.joint(), y.joint()) + 2 * margin;
    const bool better = !best || (twins.winners_differ && !best->winners_differ) ||
                        (twins.winners_differ == best->winners_differ && score > score_);
    if (!better) return;
    best = twins;
    score_ = score;
  }

  std::optional<TwinPackages> best;

 private:
  double score_ = 0;
};

/// In classes of nearly the same joint gain the two extremes are the clearest pair. O(n log n).
std::optional<TwinPackages> TwinsAmong(std::vector<ValuedPackage> packages) {
  std::erase_if(packages, [](const ValuedPackage& package) { return !GainsBoth(package); });
  std::sort(packages.begin(), packages.end(), [](const ValuedPackage& x, const ValuedPackage& y) {
    return x.joint() != y.joint() ? x.joint() > y.joint() : x.offer < y.offer;
  });
  BestTwins twins;
  for (std::size_t first = 0; first < packages.size();) {
    std::size_t most = first;
    std::size_t least = first;
    std::size_t k = first;
    for (; k < packages.size() && SameJointGain(packages[first], packages[k]); ++k) {
      if (Lean(packages[k]) > Lean(packages[most])) most = k;
      if (Lean(packages[k]) < Lean(packages[least])) least = k;
    }
    twins.Look(packages[most], packages[least]);
    // Classes overlap by half, so that a pair does not fall between two of them.
    first += std::max<std::size_t>(1, (k - first) / 2);
  }
  return twins.best;
}

/// From the frontier if it has a pair whose winners differ, else from everything.
std::optional<TwinPackages> TwinsWithin(PackageFrontier* packages, const PackageLimits& limits) {
  std::optional<TwinPackages> best = TwinsAmong(packages->Rational(limits));
  if (best && best->winners_differ) return best;
  std::optional<TwinPackages> other = TwinsAmong(packages->RationalByCombination(limits));
  return !best || (other && other->winners_differ) ? other : best;
}

}  // namespace

double LeftOnTable::left() const {
  return best ? std::max(0.0, best->joint() - achieved.joint()) : 0;
}

LeftOnTable MeasureLeftOnTable(PackageFrontier* packages, const TalksModel& model,
                               const Outcome& signed_in_the_end) {
  LeftOnTable left;
  left.achieved = packages->Value(signed_in_the_end);
  left.best = packages->BestJoint({});
  left.best_unconstrained = packages->BestJoint({EverythingRelaxed(model), nullptr});
  return left;
}

std::optional<TwinPackages> FindTwinPackages(PackageFrontier* packages, const TalksModel& model,
                                             const Condition& target) {
  std::optional<TwinPackages> twins = TwinsWithin(packages, {{}, &target});
  if (twins) {
    twins->admissible = true;
    return twins;
  }
  return TwinsWithin(packages, {EverythingRelaxed(model), nullptr});
}

}  // namespace dragoman
