#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/backtest/case.h"
#include "engine/backtest/sides.h"
#include "engine/scenario/scenario.h"

/// @file
/// A coded case to a scenario, by general rules from what was known beforehand.

namespace dragoman {

/// Constants that may be fitted, by leaving one case out; the defaults are the priors.
struct BacktestConstants {
  double delay_cost = 1;  ///< Factor on what no deal costs (M1).
  double red_lines = 1;   ///< Factor on the evidence for red lines (M8).
  double base_share = 0;  ///< Share of the base rates in the forecast of the headline.

  friend bool operator==(const BacktestConstants&, const BacktestConstants&) = default;
};
inline constexpr std::size_t kNumBacktestConstants = 3;

struct ConvertOptions {
  /// Leave out `mandate`, which was coded knowing the end: every party takes kNeutralMandate.
  bool drop_mandate = false;
  BacktestConstants constants;
  std::string id = "backtest";  ///< Of the scenario; no random number depends on it.
  std::string title = "a case of the past";
};

/// The middle of the scale.
inline constexpr double kNeutralMandate = 50;
/// Meetings of talks in which another meeting is not itself something to agree on (talks model,
/// section 1); with such an issue a case is one meeting of a series.
inline constexpr int kConferenceMeetings = 3;

/// What an issue is, judged by the flags that its options stand for.
struct IssueClass {
  bool procedure = false;  ///< Every option but one means another meeting.
  bool main = false;       ///< Named by the rule of the highest outcome, or of a full ceasefire.
  bool truce = false;      ///< Some ceasefire, or a pause, depends on it alone.
};
std::vector<IssueClass> ClassifyIssues(const BacktestInputs& inputs);

/// Where one input goes, for the reader: `dragoman backtest mapping`.
struct MappingLine {
  std::string_view from;     ///< Inputs.
  std::string_view to;       ///< Part of the scenario.
  std::string_view formula;  ///< How.
  std::string_view reason;   ///< Why; never what a case ended with.
};
std::span<const MappingLine> BacktestMapping();

/// The scenario of a case. Depends on `inputs` and `options` only. Compiles (tested over the cases
/// shipped and random ones). @pre at least two principals, one issue.
Scenario ScenarioOf(const BacktestInputs& inputs, const ConvertOptions& options);

/// Options of the mapping that this build's mechanisms do not have: "M11.publicity"; empty unless a
/// mechanism was renamed.
std::vector<std::string> UnmappedOptions(const BacktestInputs& inputs);

}  // namespace dragoman
