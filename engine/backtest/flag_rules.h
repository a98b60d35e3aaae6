#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/evaluation/taxonomy.h"

/// @file
/// A case's `flags_when` block: which flags its agreed options stand for.

namespace dragoman {

/// Conditions on agreed positions: {all: [...]}, {any: [...]}, or one test
/// [issue, operator, value], which is true only if the issue was signed and moved off its status
/// quo. `[issue, ">=", 0]` therefore means "signed at any option".
struct FlagWhen {
  enum class Kind : unsigned char { kTest, kAll, kAny };
  Kind kind = Kind::kTest;
  std::size_t issue = 0;  ///< Of a test.
  double low = 0;         ///< A test holds for low <= position <= high.
  double high = 100;
  std::vector<FlagWhen> parts;  ///< Of a list; not empty.

  static FlagWhen Test(std::size_t issue, double low, double high) {
    return {Kind::kTest, issue, low, high, {}};
  }
  friend bool operator==(const FlagWhen&, const FlagWhen&) = default;
};

/// Positions agreed by issue; none where nothing was signed or nothing moved.
using AgreedPositions = std::vector<std::optional<double>>;

/// O(tests).
bool Holds(const FlagWhen& rule, const AgreedPositions& agreed);

/// The block. A flag without a rule does not apply to the case and is left out of its scores.
struct FlagRules {
  std::array<std::optional<FlagWhen>, kNumFlags> flags;  ///< By Flag; of options only.
  std::optional<FlagWhen> local_pause;                   ///< Headline 4; no flag.
  bool walkout = false;                                  ///< Marked as process: it applies.
  bool escalation = false;                               ///< The same.

  /// Whether the flag is scored for this case.
  bool Applies(Flag flag) const;
};

/// Flags (bits) and headline that agreed positions stand for, no side having walked out.
Verdict VerdictOf(const FlagRules& rules, const AgreedPositions& agreed);

/// Issues that a rule names, ascending.
std::vector<std::size_t> IssuesOf(const FlagWhen& rule);

/// Whether some test of `rule` names `issue`.
bool Names(const FlagWhen& rule, std::size_t issue);

}  // namespace dragoman
