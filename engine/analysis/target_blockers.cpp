#include "engine/analysis/target_blockers.h"

namespace dragoman {

BlockerFinding FindTargetBlockers(PackageFrontier* packages, const Condition& target) {
  BlockerSearch blockers(packages->model());
  return blockers.Find(
      packages->state(), packages->negotiable(),
      [&](const Relaxation& relaxation) { return packages->Exists({relaxation, &target}); });
}

}  // namespace dragoman
