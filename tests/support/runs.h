#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/evaluation/scores.h"
#include "engine/evaluation/taxonomy.h"
#include "engine/scenario/scenario.h"
#include "engine/talks/talks.h"

/// @file
/// Many runs of a scenario, and their results in a form that can be compared by name.

namespace dragoman::testing_support {

/// As many runs as a law asks for that holds of every single one; a quarter of them in builds with
/// sanitizers, which are many times slower and look for something else.
constexpr std::size_t Sample(std::size_t runs) {
#ifdef DRAGOMAN_SANITIZED
  return runs / 4;
#else
  return runs;
#endif
}

struct PlayedRun {
  TalkResult result;
  Verdict first;  ///< After the first meeting.
  Verdict last;   ///< At the end.
  Scores scores{};
};

/// Runs 0 .. count - 1 of a seed; run i uses coding i / talks_per_coding.
std::vector<PlayedRun> RunMany(const CompiledScenario& scenario, std::uint64_t seed,
                               std::size_t count);

/// One run with everything made anew.
PlayedRun RunOne(const CompiledScenario& scenario, std::uint64_t seed, std::uint64_t run,
                 TalkObserver* observer = nullptr);

/// Share of the records for which `holds(record)`.
template <class Predicate>
double ShareOf(const std::vector<PlayedRun>& records, Predicate holds) {
  double count = 0;
  for (const PlayedRun& record : records) count += holds(record) ? 1 : 0;
  return count / static_cast<double>(records.size());
}
double ShareOf(const std::vector<PlayedRun>& records, Flag flag);

/// Everything about a run by the names of issues, options and principals, whatever their order in
/// the file; numbers in full, so that equal texts are equal results. `label_of(id)` renames the
/// principals.
std::string NamedResult(const CompiledScenario& scenario, const PlayedRun& record,
                        const std::string& first_label = {}, const std::string& second_label = {});

/// Where two sets of records differ first ("run 17:\n...\n...\n"), by NamedResult; empty if
/// nowhere.
std::string FirstDifference(const CompiledScenario& a, const std::vector<PlayedRun>& records_a,
                            const CompiledScenario& b, const std::vector<PlayedRun>& records_b);

/// Every event of a run, for tests that recompute from the log.
class EventLog final : public TalkObserver {
 public:
  void OnEvent(const TalkEvent& event) override { events_.push_back(event); }

  const std::vector<TalkEvent>& all() const { return events_; }
  std::vector<TalkEvent> Of(TalkEventKind kind) const;
  /// Those of one meeting.
  std::vector<TalkEvent> Of(TalkEventKind kind, int meeting) const;
  void clear() { events_.clear(); }

 private:
  std::vector<TalkEvent> events_;
};

/// A scenario with its coding and talks, ready to prepare or play single runs.
class Table {
 public:
  /// With the deterministic core of the derivation.
  explicit Table(const CompiledScenario& scenario);
  /// With coding `coding` of `seed`.
  Table(const CompiledScenario& scenario, std::uint64_t seed, std::uint64_t coding);
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;

  /// Draws run `run` and makes preferences, before any meeting.
  const TalkState& Prepare(std::uint64_t run = 0, std::uint64_t seed = 1);
  const TalkResult& Play(std::uint64_t run = 0, std::uint64_t seed = 1);

  const Coding& coding() const { return coding_; }
  const TalkState& state() const { return talks_.state(); }
  const TalksModel& model() const { return talks_.model(); }
  Talks& talks() { return talks_; }
  EventLog& log() { return log_; }

  IssueIndex issue(std::string_view id) const;
  OptionIndex option(std::string_view issue_id, std::string_view option_id) const;
  std::size_t flat(std::string_view issue_id, std::string_view option_id) const;
  /// The status quo with `options` ("dam=D2 water=W0") put in.
  Outcome offer(std::string_view options) const;
  /// "dam=D2 water=W0": where an outcome departs from the status quo; "-" where nowhere.
  std::string Name(const Outcome& outcome) const;

 private:
  const CompiledScenario& scenario_;
  Coding coding_;
  Talks talks_;
  EventLog log_;
};

/// The gain formula of the talks model, section 2, written down once more and straight from its
/// text: for checks of the engine's own.
double GainByDefinition(const TalksModel& model, const TalkState& state, const PreferenceView& view,
                        const Outcome& offer);

/// "No vetoed option; own binding preconditions met; an insincere side changes cheap issues only."
bool AdmissibleByDefinition(const TalksModel& model, const TalkState& state, int side,
                            const Outcome& offer);

}  // namespace dragoman::testing_support
