#include "engine/talks/bundle_term.h"

#include "engine/core/text.h"

namespace dragoman {

BundleTerm CompileTerm(const TalksModel& model, const Rule& when, const std::string& path,
                       Diagnostics* problems) {
  BundleTerm term;
  term.when = ConditionAt(model, when, path, problems);
  for (const IssueIndex issue : term.when.issues()) term.issues |= 1U << At(issue);
  return term;
}

void CheckTermCount(std::size_t count, const std::string& path, Diagnostics* problems) {
  // Half each for payments and gestures.
  constexpr std::size_t kMost = kMaxSideTerms / 2;
  if (count <= kMost) return;
  problems->push_back({path, Concat({count, " items"}), Concat({"at most ", kMost})});
}

}  // namespace dragoman
