#pragma once

#include <string>
#include <vector>

#include "engine/wire/audit_numbers.h"

namespace dragoman {

/// How a coded position became a preference, one sentence group per paragraph.
struct PositionTrace {
  std::vector<std::string> salience;  ///< The coding itself, and E; the weight follows from E.
  std::vector<std::string> stance;    ///< Ideal, firmness, and what the position rejects.
};

/// The trace of a party's coded position on an issue.
/// @pre numbers.coding.parties[party].issues[issue].coded >= 0
PositionTrace TracePosition(const CompiledScenario& scenario, const AuditNumbers& numbers,
                            PartyIndex party, IssueIndex issue);

}  // namespace dragoman
