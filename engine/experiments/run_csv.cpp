#include "engine/experiments/run_csv.h"

#include <algorithm>
#include <memory>

#include "engine/core/text.h"
#include "engine/experiments/atomic_file.h"

namespace dragoman {
namespace {

void AddVerdictColumns(const std::string& suffix, std::vector<std::string>* columns) {
  columns->push_back("headline" + suffix);
  for (const std::string_view flag : kFlagNames) columns->push_back(std::string(flag) + suffix);
}

void AddVerdictCells(const Verdict& verdict, std::vector<std::string>* cells) {
  cells->push_back(std::to_string(verdict.headline));
  for (int flag = 0; flag < kNumFlags; ++flag) {
    cells->push_back(verdict.has(static_cast<Flag>(flag)) ? "1" : "0");
  }
}

void AppendLine(const std::vector<std::string>& cells, std::string* text) {
  for (std::size_t k = 0; k < cells.size(); ++k) {
    if (k > 0) *text += ',';
    *text += cells[k];
  }
  *text += '\n';
}

/// One worker's part: the runs of one coding at a time, counted and written to a text.
class CsvLane {
 public:
  CsvLane(const CompiledScenario& scenario, const BatchOptions& options,
          const ConstraintList& constraints)
      : runner_(scenario, options.seed),
        tally_(constraints, scenario.talks->talks_per_coding),
        with_blockers_(options.blockers) {}

  void Run(std::uint64_t first, std::uint64_t end) {
    text_.clear();
    for (std::uint64_t run = first; run < end; ++run) {
      const BlockerFinding* blockers = nullptr;
      const RunRecord& record = runner_.Run(run, nullptr, with_blockers_ ? &blockers : nullptr);
      tally_.Add(record, blockers);
      AppendCsvRow(runner_.scenario(), record, &text_);
    }
    tally_.CloseCoding(static_cast<int>(end - first));
  }

  const std::string& text() const { return text_; }
  const Tally& tally() const { return tally_; }

 private:
  Runner runner_;
  Tally tally_;
  const bool with_blockers_;
  std::string text_;
};

std::uint64_t EndOfCoding(std::uint64_t run, std::uint64_t per_coding) {
  return (run / per_coding + 1) * per_coding;
}

/// A batch in rounds: each lane takes the runs of one coding, then all texts are written in order.
class CsvBatchRunner {
 public:
  CsvBatchRunner(const CompiledScenario& scenario, const BatchOptions& options, Executor* executor)
      : scenario_(scenario), options_(options), executor_(executor), constraints_(*scenario.talks) {
    // More lanes than workers, so that a slow coding does not hold up the round.
    lanes_.resize(4 * static_cast<std::size_t>(executor->concurrency()));
  }

  std::optional<std::string> Run(AtomicFile* file, const CancelToken* cancel,
                                 const FunctionRef<void(std::uint64_t)>* progress) {
    const auto per_coding = static_cast<std::uint64_t>(scenario_.talks->talks_per_coding);
    const std::uint64_t end = options_.first_run + options_.runs;
    std::uint64_t run = options_.first_run;
    std::vector<std::pair<std::uint64_t, std::uint64_t>> parts;
    while (run < end && !(cancel != nullptr && cancel->cancelled())) {
      parts.clear();
      while (parts.size() < lanes_.size() && run < end) {
        const std::uint64_t stop = std::min(end, EndOfCoding(run, per_coding));
        parts.emplace_back(run, stop);
        run = stop;
      }
      executor_->ParallelFor(parts.size(), [&](std::size_t k) {
        if (lanes_[k] == nullptr) {
          lanes_[k] = std::make_unique<CsvLane>(scenario_, options_, constraints_);
        }
        lanes_[k]->Run(parts[k].first, parts[k].second);
        if (progress != nullptr) (*progress)(parts[k].second - parts[k].first);
      });
      for (std::size_t k = 0; k < parts.size(); ++k) {
        if (auto error = file->Write(lanes_[k]->text())) return error;
      }
    }
    return std::nullopt;
  }

  BatchSummary Summarize() const {
    Tally total(constraints_, scenario_.talks->talks_per_coding);
    for (const auto& lane : lanes_) {
      if (lane != nullptr) total.Merge(lane->tally());
    }
    BatchSummary summary = total.Summarize();
    summary.seed = options_.seed;
    summary.first_run = options_.first_run;
    summary.complete = summary.runs == options_.runs;
    return summary;
  }

 private:
  const CompiledScenario& scenario_;
  const BatchOptions options_;
  Executor* executor_;
  const ConstraintList constraints_;
  std::vector<std::unique_ptr<CsvLane>> lanes_;
};

}  // namespace

std::vector<std::string> CsvColumns(const CompiledScenario& scenario) {
  std::vector<std::string> columns = {"run", "coding"};
  AddVerdictColumns("_first", &columns);
  AddVerdictColumns("", &columns);
  columns.insert(columns.end(), kScoreNames.begin(), kScoreNames.end());
  columns.insert(columns.end(), {"ended_in", "deal_in", "days"});
  for (const Issue& issue : scenario.space.issues()) columns.push_back("standing_" + issue.id);
  return columns;
}

std::vector<std::string> CsvCells(const CompiledScenario& scenario, const RunRecord& record) {
  std::vector<std::string> cells = {std::to_string(record.run), std::to_string(record.coding)};
  AddVerdictCells(record.first, &cells);
  AddVerdictCells(record.end, &cells);
  for (const double score : record.scores) cells.push_back(FormatNumber(score));
  for (const int number : {record.ended_in, record.deal_in, record.days}) {
    cells.push_back(std::to_string(number));
  }
  const auto issues = scenario.space.issues();
  for (std::size_t i = 0; i < issues.size(); ++i) {
    cells.push_back(issues[i].options[record.standing.options[i]].id);
  }
  return cells;
}

void AppendCsvRow(const CompiledScenario& scenario, const RunRecord& record, std::string* text) {
  AppendLine(CsvCells(scenario, record), text);
}

CsvBatch RunBatchToCsv(const CompiledScenario& scenario, const BatchOptions& options,
                       const std::string& path, Executor* executor, const CancelToken* cancel,
                       const FunctionRef<void(std::uint64_t)>* progress) {
  CsvBatch result;
  AtomicFile file;
  result.error = file.Open(path);
  if (result.error) return result;
  std::string header;
  AppendLine(CsvColumns(scenario), &header);
  result.error = file.Write(header);
  CsvBatchRunner batch(scenario, options, executor);
  if (!result.error) result.error = batch.Run(&file, cancel, progress);
  result.summary = batch.Summarize();
  if (!result.error && result.summary.complete) result.error = file.Commit();
  return result;
}

}  // namespace dragoman
