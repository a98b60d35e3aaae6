#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/scenario/runner.h"
#include "engine/wire/json_writer.h"
#include "engine/wire/scenario_editor.h"
#include "engine/worth/space_view.h"

namespace dragoman {

/// What lies behind a DragomanSession*: see engine/wire/boundary.h for what each call does. Calls
/// return false after a problem, which is then the answer.
class BoundarySession {
 public:
  /// Places in counts().
  static constexpr std::size_t kCountsHash = 2;
  static constexpr std::size_t kCountsFirst = 4;
  static constexpr std::size_t kCountsEnd = kCountsFirst + kNumHeadlines + kNumFlags;
  static constexpr std::size_t kCounts = kCountsEnd + kNumHeadlines + kNumFlags;
  /// More would not fit into counts().
  static constexpr std::uint64_t kMostRuns = 1'000'000'000;

  explicit BoundarySession(std::string_view json);

  bool Change(std::string_view request);
  bool Describe();
  bool ListParameters();
  bool Run(std::uint64_t seed, std::uint64_t first, std::uint64_t runs);
  bool Count(std::uint64_t seed, std::uint64_t first, std::uint64_t runs);
  bool Replay(std::uint64_t seed, std::uint64_t run);
  bool Audit();
  bool DescribeSpace();
  bool SetAxes(std::string_view request);
  bool Seat(std::string_view request);
  bool CountCell(const double* values, std::uint64_t seed, std::uint64_t first, std::uint64_t runs);

  bool ready() const { return scenario_ != nullptr; }
  const std::string& text() const { return text_; }
  const std::array<std::uint32_t, kCounts>& counts() const { return counts_; }

 private:
  bool Answer(Json json);
  bool Refuse(const std::vector<Problem>& problems);
  bool Refuse(std::string message);
  bool Use(EditedScenario edited);
  bool MayRun(std::uint64_t first, std::uint64_t runs);
  /// The runner of the scenario for `seed`, kept for the next call.
  Runner& RunnerOf(std::uint64_t seed);
  void CountRuns(Runner* runner, std::uint64_t first, std::uint64_t runs);
  /// What packages are worth to whom, made when first asked for and kept until the next change.
  const SpaceView& Space();
  Json SummaryJson() const;

  ScenarioEditor editor_;
  std::unique_ptr<const CompiledScenario> scenario_;
  std::optional<Runner> runner_;
  std::uint64_t runner_seed_ = 0;
  std::optional<SpaceView> space_;
  std::string text_;
  std::array<std::uint32_t, kCounts> counts_{};
};

}  // namespace dragoman
