#pragma once

#include <string>
#include <vector>

#include "engine/experiments/paired_runs.h"
#include "engine/scenario/what_if.h"

namespace dragoman {

/// Whether an expected direction came out.
enum class SignVerdict : unsigned char {
  kNotTested,  ///< Nothing was expected, or the literature is divided.
  kHolds,
  kFails,
  kNoRoom,     ///< The base is within a point of the end that the sign points to.
  kUndecided,  ///< In no coding is the change larger than two of its standard errors.
};
inline constexpr std::array<std::string_view, 5> kSignVerdictNames = {
    "not tested", "holds", "fails", "no room", "undecided"};

/// One outcome of one variant against the base.
struct OutcomeChange {
  double base = 0;
  double variant = 0;
  double delta = 0;
  double low = 0;  ///< 95 % paired interval of delta: over codings, and runs within them.
  double high = 0;
  Direction expected = Direction::kUnlisted;
  SignVerdict verdict = SignVerdict::kNotTested;
  /// Of the decided codings the share whose change has the expected sign (the sign of delta where
  /// none is expected). 0 if none is decided.
  double share_of_codings = 0;
  double undecided = 1;  ///< Share of codings whose change is within two standard errors of 0.
};

/// Least talks per coding with which a coding's own change can be told from chance.
inline constexpr int kComparisonTalksPerCoding = 200;
/// A firm sign must hold in this share of the decided codings.
inline constexpr double kFirmShare = 0.9;
/// A change under this is no change; a base this near the end leaves no room (half of it).
inline constexpr double kFlatChange = 0.02;
inline constexpr double kNoRoom = 0.01;

/// Compares variant number `variant` with the base. Durability is the mean S(180) of M36 given a
/// deal, 0 where there is none; its codings need five deals each way to be decided.
///
/// A coding is decided if its paired change exceeds two of its standard errors. A firm sign (up,
/// down) holds if at least kFirmShare of the decided codings have it; a flat one if |delta| is
/// under two points; a weak one (not_down, not_up) unless the interval lies on the wrong side of 0.
OutcomeChange ChangeOf(const PairedRuns& paired, std::size_t variant, Compared outcome,
                       Direction expected);

/// Where an outcome is counted in PairedCoding::outcomes.
std::size_t PairedIndexOf(Compared outcome);

}  // namespace dragoman
