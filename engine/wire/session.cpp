#include "engine/wire/session.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "engine/core/version.h"
#include "engine/evaluation/verdict_counts.h"
#include "engine/scenario/batch.h"
#include "engine/wire/audit_json.h"
#include "engine/wire/batch_json.h"
#include "engine/wire/json_reader.h"
#include "engine/wire/replay_json.h"
#include "engine/wire/seat_json.h"
#include "engine/wire/session_request.h"
#include "engine/wire/space_json.h"

namespace dragoman {
namespace {

/// Runs are numbered in doubles by those who ask in JavaScript.
constexpr std::uint64_t kLastRun = std::uint64_t{1} << 53;

Json ProblemsJson(const std::vector<Problem>& problems) {
  Json list = Json::array();
  for (const Problem& problem : problems) {
    Json item = Json::object();
    Put(&item, "file", problem.file);
    Put(&item, "line", problem.line);
    Put(&item, "column", problem.column);
    Put(&item, "path", problem.path);
    Put(&item, "message", problem.message);
    Put(&item, "expected", problem.expected);
    list.push_back(std::move(item));
  }
  return list;
}

class EventRecorder final : public TalkObserver {
 public:
  EventRecorder(const CompiledScenario& scenario, Json* events)
      : scenario_(scenario), events_(events) {}
  void OnEvent(const TalkEvent& event) override { events_->push_back(EventJson(scenario_, event)); }

 private:
  const CompiledScenario& scenario_;
  Json* events_;
};

/// [constraint, ...] and [[first, second], ...] of what stood in the way of one run.
void PutFinding(const CompiledScenario& scenario, const ConstraintList& constraints,
                const BlockerFinding& finding, Json* json) {
  Json alone = Json::array();
  for (const std::uint16_t k : finding.alone) {
    alone.push_back(ConstraintJson(scenario, constraints[k]));
  }
  Json pairs = Json::array();
  for (const auto& [first, second] : finding.pairs) {
    Json pair = Json::array();
    pair.push_back(ConstraintJson(scenario, constraints[first]));
    pair.push_back(ConstraintJson(scenario, constraints[second]));
    pairs.push_back(std::move(pair));
  }
  Put(json, "blockers", std::move(alone));
  Put(json, "blocker_pairs", std::move(pairs));
  Put(json, "possible", finding.possible);
  Put(json, "ever_possible", finding.ever_possible);
}

void PutVerdicts(const VerdictCounts& counts, std::uint32_t* place) {
  for (const std::uint64_t n : counts.headlines) *place++ = static_cast<std::uint32_t>(n);
  for (const std::uint64_t n : counts.flags) *place++ = static_cast<std::uint32_t>(n);
}

}  // namespace

BoundarySession::BoundarySession(std::string_view json) : editor_(json) {
  if (editor_.problems().empty()) {
    Use(editor_.Change({}, {}));
  } else {
    Refuse(editor_.problems());
  }
}

bool BoundarySession::Answer(Json json) {
  Json answer = Json::object();
  Put(&answer, "ok", true);
  for (auto& [key, value] : json.items()) answer[key] = std::move(value);
  text_ = JsonText(answer, -1);
  return true;
}

bool BoundarySession::Refuse(const std::vector<Problem>& problems) {
  Json answer = Json::object();
  Put(&answer, "ok", false);
  Put(&answer, "problems", ProblemsJson(problems));
  text_ = JsonText(answer, -1);
  return false;
}

bool BoundarySession::Refuse(std::string message) {
  return Refuse({Problem{"request", 0, 0, {}, std::move(message), {}}});
}

bool BoundarySession::Use(EditedScenario edited) {
  if (edited.scenario == nullptr) return Refuse(edited.problems);
  runner_.reset();
  space_.reset();
  scenario_ = std::move(edited.scenario);
  return Answer(SummaryJson());
}

Json BoundarySession::SummaryJson() const {
  const Scenario& source = scenario_->source;
  Json json = Json::object();
  Put(&json, "scenario", source.id);
  Put(&json, "title", source.title);
  Put(&json, "about", source.about);
  Put(&json, "asof", source.asof);
  Put(&json, "tier", scenario_->tier);
  Json tiers = Json::array();
  for (const TierSpec& tier : source.tiers) tiers.push_back(tier.id);
  Put(&json, "tiers", std::move(tiers));
  Json parties = Json::array();
  for (const PartySpec& party : source.parties) parties.push_back(JsonOf(party));
  Put(&json, "parties", std::move(parties));
  Json issues = Json::array();
  for (const IssueSpec& issue : source.issues) issues.push_back(JsonOf(issue));
  Put(&json, "issues", std::move(issues));
  Put(&json, "mechanisms", scenario_->talks->mechanism_ids);
  Put(&json, "version", kVersion);
  return json;
}

bool BoundarySession::Change(std::string_view request) {
  if (!editor_.problems().empty()) return Refuse(editor_.problems());
  Checked<ChangeRequest> change = ReadChangeRequest(request);
  if (!change.ok()) return Refuse(change.problems()[0].message);
  return Use(editor_.Change(change->changes, change->choices));
}

bool BoundarySession::Describe() {
  if (!ready()) return Refuse("there is no scenario");
  Json json = Json::object();
  Put(&json, "scenario", JsonOf(scenario_->source));
  return Answer(std::move(json));
}

bool BoundarySession::ListParameters() {
  Json list = Json::array();
  for (const FieldEntry& field : editor_.fields()) {
    Json item = Json::object();
    Put(&item, "path", field.path);
    Put(&item, "type", field.type);
    Put(&item, "doc", field.doc);
    Put(&item, "unit", field.unit);
    Put(&item, "alias", field.alias);
    Put(&item, "source", field.source);
    Put(&item, "range", field.range);
    Put(&item, "default", field.default_value);
    list.push_back(std::move(item));
  }
  Json json = Json::object();
  Put(&json, "parameters", std::move(list));
  return Answer(std::move(json));
}

bool BoundarySession::MayRun(std::uint64_t first, std::uint64_t runs) {
  if (!ready()) return Refuse("there is no scenario");
  if (runs < 1 || runs > kMostRuns) return Refuse("runs: expected 1 to 1000000000");
  if (first > kLastRun - runs) return Refuse("runs: their numbers go beyond 2^53");
  return true;
}

Runner& BoundarySession::RunnerOf(std::uint64_t seed) {
  if (!runner_ || runner_seed_ != seed) {
    runner_.emplace(*scenario_, seed);
    runner_seed_ = seed;
  }
  return *runner_;
}

bool BoundarySession::Run(std::uint64_t seed, std::uint64_t first, std::uint64_t runs) {
  if (!MayRun(first, runs)) return false;
  SerialExecutor executor;
  const BatchOptions options{seed, first, runs, true};
  return Answer(BatchJson(*scenario_, RunBatch(*scenario_, options, &executor)));
}

void BoundarySession::CountRuns(Runner* runner, std::uint64_t first, std::uint64_t runs) {
  VerdictCounts after_first;
  VerdictCounts at_end;
  std::uint64_t hash = 0;
  for (std::uint64_t run = first; run < first + runs; ++run) {
    const RunRecord& record = runner->Run(run);
    after_first.Add(record.first);
    at_end.Add(record.end);
    hash += HashOf(record);
  }
  counts_[0] = static_cast<std::uint32_t>(runs);
  counts_[kCountsHash] = static_cast<std::uint32_t>(hash);
  counts_[kCountsHash + 1] = static_cast<std::uint32_t>(hash >> 32);
  PutVerdicts(after_first, counts_.data() + kCountsFirst);
  PutVerdicts(at_end, counts_.data() + kCountsEnd);
}

bool BoundarySession::Count(std::uint64_t seed, std::uint64_t first, std::uint64_t runs) {
  if (!MayRun(first, runs)) return false;
  CountRuns(&RunnerOf(seed), first, runs);
  return true;
}

bool BoundarySession::Replay(std::uint64_t seed, std::uint64_t run) {
  if (!MayRun(run, 1)) return false;
  Json events = Json::array();
  EventRecorder recorder(*scenario_, &events);
  const BlockerFinding* finding = nullptr;
  Runner& runner = RunnerOf(seed);
  const RunRecord& record = runner.Run(run, &recorder, &finding);
  Json json = Json::object();
  Put(&json, "record", RecordJson(*scenario_, record));
  PutFinding(*scenario_, runner.constraints(), *finding, &json);
  Put(&json, "events", std::move(events));
  return Answer(std::move(json));
}

const SpaceView& BoundarySession::Space() {
  if (!space_) {
    SerialExecutor executor;
    space_ = MakeSpaceView(*scenario_, &executor, {.count_zones = false});
  }
  return *space_;
}

bool BoundarySession::Audit() {
  if (!ready()) return Refuse("there is no scenario");
  Json json = Json::object();
  Put(&json, "audit", AuditJson(*scenario_));
  return Answer(std::move(json));
}

bool BoundarySession::DescribeSpace() {
  if (!ready()) return Refuse("there is no scenario");
  return Answer(SpaceJson(*scenario_, Space()));
}

bool BoundarySession::Seat(std::string_view request) {
  if (!ready()) return Refuse("there is no scenario");
  const SeatRequestRead read = ReadSeatRequest(*scenario_, request, "request");
  if (!read.problems.empty()) return Refuse(read.problems);
  const SeatRequest& asked = read.request;
  Runner& runner = RunnerOf(asked.seed);
  SeatGame game(&runner, asked.seat);
  const SeatMove* const probe = asked.probe ? &*asked.probe : nullptr;
  const SeatPosition position = game.Play(asked.run, asked.moves, probe);
  if (position.fault) {
    Diagnostic fault = SeatFaultProblem(*scenario_, asked, *position.fault);
    return Refuse({Problem{"request", 0, 0, std::move(fault.path), std::move(fault.message),
                           std::move(fault.expected)}});
  }
  const RunRecord* const model = position.done() ? &runner.Run(asked.run) : nullptr;
  return Answer(SeatJson(*scenario_, Space(), asked, position, model));
}

bool BoundarySession::SetAxes(std::string_view request) {
  if (!ready()) return Refuse("there is no scenario");
  const Checked<std::vector<std::string>> paths = ReadAxesRequest(request);
  if (!paths.ok()) return Refuse(paths.problems()[0].message);
  const std::vector<Problem> problems = editor_.SetAxes(*paths);
  if (!problems.empty()) return Refuse(problems);
  return Answer(Json::object());
}

bool BoundarySession::CountCell(const double* values, std::uint64_t seed, std::uint64_t first,
                                std::uint64_t runs) {
  if (!MayRun(first, runs)) return false;
  if (editor_.num_axes() == 0) return Refuse("there are no axes");
  EditedScenario cell = editor_.At(std::span(values, editor_.num_axes()));
  if (cell.scenario == nullptr) return Refuse(cell.problems);
  {
    Runner runner(*cell.scenario, seed);
    CountRuns(&runner, first, runs);
  }
  editor_.GiveBack(std::move(cell.scenario));
  return true;
}

}  // namespace dragoman
