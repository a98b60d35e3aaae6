#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>

#include "engine/apps/cli/command.h"
#include "engine/apps/cli/interrupt.h"
#include "engine/apps/cli/negotiation_argument.h"
#include "engine/experiments/progress_meter.h"
#include "engine/experiments/thread_executor.h"
#include "engine/experiments/tournament.h"
#include "engine/experiments/tournament_summary.h"
#include "engine/io/files.h"
#include "engine/report/run_settings.h"
#include "engine/report/tournament_text.h"

namespace dragoman {
namespace {

/// A file that grows by whole rounds of rows.
class AppendedFile final : public TournamentSink {
 public:
  ~AppendedFile() override {
    if (file_ != nullptr) std::fclose(file_);
  }

  std::optional<std::string> Open(const std::string& path) {
    file_ = std::fopen(path.c_str(), "ab");
    if (file_ == nullptr) return std::generic_category().message(errno);
    return std::nullopt;
  }

  std::optional<std::string> Write(std::string_view lines) override {
    const bool good = std::fwrite(lines.data(), 1, lines.size(), file_) == lines.size() &&
                      std::fflush(file_) == 0;
    if (!good) return std::generic_category().message(errno);
    return std::nullopt;
  }

 private:
  std::FILE* file_ = nullptr;
};

/// One `dragoman tournament`, step by step.
class TournamentJob {
 public:
  TournamentJob(const Arguments& arguments, Console* console)
      : arguments_(arguments),
        console_(*console),
        executor_(static_cast<int>(arguments.Number("threads", 0, 1, 1024))),
        folder_(arguments.Text("out")) {
    if (arguments.Has("resume") && folder_.empty()) {
      throw UsageError("--resume goes on with what is in a folder: give --out DIR");
    }
  }

  int Run() {
    tournament_ = LoadTournament(arguments_.positional()[0], &executor_);
    FailOnProblems(tournament_.problems);
    AppendedFile file;
    if (!folder_.empty()) OpenFolder(&file);
    if (!Play(folder_.empty() ? nullptr : &file)) return kExitInterrupted;
    const TournamentSummary summary = SummarizeTournament(
        tournament_.plan, rows_, static_cast<std::uint64_t>(tournament_.config.seed), &executor_);
    if (!folder_.empty()) {
      WriteWhole("summary.csv", TournamentSummaryCsv(tournament_.plan, summary));
      WriteWhole("pairs.csv", TournamentPairsCsv(tournament_.plan, summary));
    }
    if (arguments_.Has("json")) {
      console_.out << JsonText(TournamentJson(tournament_, summary)) << "\n";
    } else {
      console_.out << TournamentText(tournament_, summary, console_.style);
      if (!folder_.empty() && !console_.quiet) console_.out << "\nwrote " << folder_ << "\n";
    }
    return kExitDone;
  }

 private:
  std::string PathIn(const char* name) const {
    return (std::filesystem::path(folder_) / name).string();
  }

  void WriteWhole(const char* name, const std::string& text) {
    if (const auto error = WriteFile(PathIn(name), text)) {
      throw RunError("cannot write " + PathIn(name) + ": " + *error);
    }
  }

  /// Makes the folder, or takes up what is in it.
  void OpenFolder(AppendedFile* file) {
    std::error_code error;
    std::filesystem::create_directories(folder_, error);
    if (!std::filesystem::is_directory(folder_)) {
      throw RunError("cannot make the folder " + folder_ +
                     (error ? ": " + error.message() : ": a file of that name exists"));
    }
    const std::string results = PathIn("negotiations.csv");
    const bool there = std::filesystem::exists(results, error);
    if (there && !arguments_.Has("resume")) {
      throw RunError(results +
                     " exists already; --resume goes on with it, or choose another "
                     "folder");
    }
    if (there) TakeUp(results);
    WriteWhole("manifest.json", tournament_.manifest);
    if (const auto why = file->Open(results))
      throw RunError("cannot write " + results + ": " + *why);
    if (!there || head_missing_) {
      if (const auto why = file->Write(TournamentCsvHead(tournament_.plan))) {
        throw RunError("cannot write " + results + ": " + *why);
      }
    }
  }

  void TakeUp(const std::string& results) {
    const FileText manifest = ReadFile(PathIn("manifest.json"));
    if (!manifest.ok() || manifest.text != tournament_.manifest) {
      throw RunError(PathIn("manifest.json") +
                     (manifest.ok() ? ": another tournament, other files or another version wrote "
                                      "this folder; choose another one"
                                    : ": " + manifest.error));
    }
    constexpr std::size_t kMostBytes = std::size_t{1} << 40U;
    const FileText text = ReadFile(results, kMostBytes);
    if (!text.ok()) throw RunError("cannot read " + results + ": " + text.error);
    TournamentRows read = ReadTournamentCsv(tournament_.plan, text.text);
    if (!read.error.empty()) throw RunError(results + ": " + read.error);
    rows_ = std::move(read.rows);
    head_missing_ = read.bytes == 0;
    std::error_code error;
    // What is behind the last whole line was cut while it was written.
    std::filesystem::resize_file(results, read.bytes, error);
    if (error) throw RunError("cannot write " + results + ": " + error.message());
  }

  /// False if it was interrupted.
  bool Play(TournamentSink* sink) {
    InterruptGuard guard;
    const std::uint64_t total = tournament_.plan.size();
    const bool shown = console_.err_terminal && !console_.quiet;
    ProgressMeter meter(shown ? &console_.err : nullptr, total, "negotiations");
    meter.Advance(rows_.size());
    const auto advance = [&meter](std::uint64_t count) { meter.Advance(count); };
    const FunctionRef<void(std::uint64_t)> progress(advance);
    const auto error =
        PlayTournament(tournament_, &executor_, {&guard.token(), &progress}, sink, &rows_);
    meter.Erase();
    if (error) throw RunError("cannot write " + PathIn("negotiations.csv") + ": " + *error);
    if (rows_.size() == total) return true;
    console_.err << "dragoman tournament: interrupted after " << WithThousands(rows_.size())
                 << " of " << WithThousands(total) << " negotiations";
    if (sink != nullptr) {
      console_.err << "; to go on: dragoman tournament " << ShellWord(arguments_.positional()[0])
                   << " --out " << ShellWord(folder_) << " --resume";
    }
    console_.err << "\n";
    return false;
  }

  const Arguments& arguments_;
  Console& console_;
  ThreadExecutor executor_;
  const std::string folder_;
  Tournament tournament_;
  std::vector<TournamentRow> rows_;
  bool head_missing_ = false;
};

int RunTournament(const Arguments& arguments, Console* console) {
  return TournamentJob(arguments, console).Run();
}

}  // namespace

Command TournamentCommand() {
  Command command;
  command.name = "tournament";
  command.arguments = "CONFIG [options]";
  command.summary = "let strategies meet in all seats of several domains, and compare them";
  command.details =
      "CONFIG is a YAML file with domains, strategies, protocol, rounds, repetitions, scale and "
      "seed; `dragoman schema tournament` prints its schema, `dragoman validate` checks it. "
      "Prints utility, agreement rate and distances to the Nash point and the Pareto frontier per "
      "strategy with 95 % intervals (Student's t over places), and paired sign-flip tests between "
      "strategies, adjusted after Holm.\n"
      "\n"
      "--out writes to a folder: negotiations.csv (a row per negotiation, appended as they end), "
      "summary.csv, pairs.csv and manifest.json (the design in full). A negotiation's result "
      "depends on the configuration alone: files are the same for any number of threads, and "
      "whether or not the work was interrupted and resumed. "
      "`dragoman bargain --seed S --run R` with the `run` of a row tells that negotiation.";
  command.examples =
      "  dragoman tournament configs/tournament-example.yaml\n"
      "  dragoman tournament configs/tournament-example.yaml --out results/example\n"
      "  dragoman tournament configs/tournament-example.yaml --out results/example --resume\n";
  command.least_arguments = 1;
  command.most_arguments = 1;
  command.options = {
      {"out", "DIR", "write the CSV files and the manifest to this folder"},
      {"resume", "", "go on with what an earlier run left in the folder"},
      {"threads", "T", "threads; default one per core; never changes a result"},
      {"json", "", "print JSON instead of text"},
      {"quiet", "", "no progress, no warnings"},
  };
  command.run = RunTournament;
  return command;
}

}  // namespace dragoman
