#pragma once

#include <string>

#include "engine/talks/model.h"
#include "engine/talks/state.h"

/// @file
/// Things that come with a bundle, as mechanisms keep them: M5's gestures, M7's payments.

namespace dragoman {

struct BundleTerm {
  Condition when;
  std::uint32_t issues = 0;            ///< Issues (bits) that `when` is about.
  std::array<double, kSides> worth{};  ///< To each side.

  /// Borrows `when`: the term must outlive the run.
  SideTerm ToSideTerm() const { return {&when, issues, worth, true}; }
};

/// A term without worth; mistakes in the rule are reported at `path`.
BundleTerm CompileTerm(const TalksModel& model, const Rule& when, const std::string& path,
                       Diagnostics* problems);

/// Reports more terms in one list than its share of what a run can hold.
void CheckTermCount(std::size_t count, const std::string& path, Diagnostics* problems);

}  // namespace dragoman
