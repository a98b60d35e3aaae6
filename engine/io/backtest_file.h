#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/backtest/case.h"
#include "engine/wire/document.h"

/// @file
/// Cases of the past, schema negotiation-backtest/1, from YAML.

namespace dragoman {

inline constexpr std::string_view kBacktestSchema = "negotiation-backtest/1";

/// A case as read, or everything that is wrong with it.
struct BacktestFile {
  std::string path;
  BacktestCase value;  ///< Incomplete unless ok().
  Document document;
  std::vector<Problem> problems;  ///< Ordered by place.

  bool ok() const { return problems.empty(); }
};

/// Reads one case. Beside what any reader reports (unknown and missing keys, wrong kinds, numbers
/// out of range): a party, issue or option named twice; a position or flag rule that names an
/// unknown party, issue, flag or operator; a period that ends before info_cutoff or before it
/// starts; fewer than two principals; a headline that contradicts the flags.
BacktestFile ReadBacktest(std::string_view text, const std::string& file);
BacktestFile LoadBacktest(const std::string& path);

/// The cases of a folder, or everything that is wrong with any of them.
struct BacktestFolder {
  std::vector<BacktestCase> cases;  ///< In the order of their file names.
  std::vector<Problem> problems;    ///< By file, then by place.

  bool ok() const { return problems.empty(); }
};

/// Reads every "*.yaml" of `folder` in the order of names. Wrong beside the above: a folder that
/// cannot be read or holds no case, an id used by two files, a predecessor that is the case itself
/// or ended after the case's info_cutoff. A predecessor that is not in the folder is no mistake.
BacktestFolder LoadBacktests(const std::string& folder);

}  // namespace dragoman
