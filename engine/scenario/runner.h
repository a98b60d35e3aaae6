#pragma once

#include <cstdint>

#include "engine/analysis/blockers.h"
#include "engine/evaluation/scores.h"
#include "engine/evaluation/taxonomy.h"
#include "engine/scenario/scenario.h"

namespace dragoman {

/// Everything reported about one run.
struct RunRecord {
  std::uint64_t run = 0;
  std::uint64_t coding = 0;
  Verdict first;  ///< After the first meeting.
  Verdict end;    ///< At the horizon.
  Scores scores{};
  int meetings = 0;
  int ended_in = 0;  ///< Meeting after which the process ended; 0: it stands.
  int deal_in = 0;   ///< Meeting after which the conflict was settled; 0: it was not.
  int days = 0;
  double survival_30 = 0;   ///< That the deal still stands after 30 days; 0: no deal, or no M36.
  double survival_180 = 0;  ///< The same after 180 days.
  Outcome standing;         ///< In force at the end.
  Outcome after_first;      ///< In force after the first meeting.
};

/// A number that changes with any bit of the record.
std::uint64_t HashOf(const RunRecord& record);

/// Runs single runs of a scenario. Run i of seed s depends on (scenario, s, i) only: the coding is
/// number i / talks_per_coding, drawn from (s, coding), everything else from (s, i). One object per
/// thread; allocates only while its buffers grow.
class Runner {
 public:
  Runner(const CompiledScenario& scenario, std::uint64_t seed);

  /// `blockers` may be null; else receives what stood in the way.
  const RunRecord& Run(std::uint64_t run, TalkObserver* observer = nullptr,
                       BlockerFinding const** blockers = nullptr);

  /// Lets `guest` decide in the runs that follow; null: nobody. Borrowed.
  void Invite(TalksGuest* guest) { talks_.Invite(guest); }

  const CompiledScenario& scenario() const { return scenario_; }
  const ConstraintList& constraints() const { return finder_.constraints(); }
  const Talks& talks() const { return talks_; }
  const Coding& coding() const { return coding_; }

 private:
  void UseCoding(std::uint64_t coding);

  const CompiledScenario& scenario_;
  std::uint64_t seed_;
  Coding coding_;
  Talks talks_;
  BlockerFinder finder_;
  RunRecord record_;
  std::uint64_t current_coding_ = ~std::uint64_t{0};
};

}  // namespace dragoman
