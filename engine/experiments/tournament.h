#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/analysis/space_analysis.h"
#include "engine/core/cancel.h"
#include "engine/core/executor.h"
#include "engine/experiments/prepared_domain.h"
#include "engine/experiments/tournament_config.h"
#include "engine/experiments/tournament_csv.h"
#include "engine/experiments/tournament_plan.h"

namespace dragoman {

/// A domain of a tournament with what results are measured against.
struct TournamentField {
  PreparedDomain prepared;
  SpaceAnalysis analysis;
};

/// A tournament ready to be played, or everything that is wrong with its files.
struct Tournament {
  TournamentConfig config;
  TournamentPlan plan;
  std::vector<TournamentField> fields;
  std::string design;    ///< 16 hexadecimal digits: of everything the results depend on.
  std::string manifest;  ///< JSON: the design in full.
  std::vector<Problem> problems;

  bool ok() const { return problems.empty(); }
};

/// Reads a configuration and all it names, and finds the frontier of every domain.
Tournament LoadTournament(const std::string& path, Executor* executor);

/// Only reads and checks the configuration and the files it names; for `dragoman validate`.
std::vector<Problem> CheckTournament(const std::string& path);

/// Where a tournament's results go, row by row.
class TournamentSink {
 public:
  virtual ~TournamentSink() = default;
  /// Takes lines in order; returns why it failed, or nothing.
  virtual std::optional<std::string> Write(std::string_view lines) = 0;
};

struct TournamentProgress {
  const CancelToken* cancel = nullptr;
  const FunctionRef<void(std::uint64_t)>* advance = nullptr;  ///< Counts negotiations.
};

/// Plays the negotiations that `rows` does not hold yet, in order, and appends them; lines of
/// TournamentCsv go to `sink` (may be null) as they come. Result k depends on the configuration and
/// k only. Returns why the sink failed, or nothing; after a cancel `rows` is shorter than the plan.
std::optional<std::string> PlayTournament(const Tournament& tournament, Executor* executor,
                                          const TournamentProgress& progress, TournamentSink* sink,
                                          std::vector<TournamentRow>* rows);

}  // namespace dragoman
