#include <chrono>
#include <ctime>
#include <filesystem>
#include <system_error>

#include <sys/stat.h>

#include "engine/apps/cli/slurm_jobs.h"
#include "engine/apps/cli/subprocess.h"
#include "engine/apps/cli/sweep_actions.h"
#include "engine/core/text.h"
#include "engine/experiments/progress_meter.h"
#include "engine/io/files.h"
#include "engine/report/run_settings.h"
#include "engine/report/text_layout.h"
#include "engine/sweep/chunk_worker.h"
#include "engine/sweep/shard_inventory.h"
#include "engine/sweep/shards.h"

namespace dragoman {
namespace {

namespace fs = std::filesystem;

constexpr double kSecondsOfMeasuring = 0.5;

/// A result's folder and its sweep; the folder need not exist yet.
struct SubmittedSweep {
  ResultFolder folder{std::string()};
  std::unique_ptr<const Sweep> sweep;
  bool there = false;
};

/// CONFIG makes a result, unless it is there and the same; RESULT is one.
SubmittedSweep FindOrLoad(const std::string& target, const Arguments& arguments) {
  SubmittedSweep submitted;
  std::error_code ignored;
  if (!fs::is_regular_file(target, ignored)) {
    if (arguments.Has("out") || arguments.Has("set")) {
      throw UsageError("--out and --set belong to an experiment file; " + target + " is none");
    }
    submitted.folder = FindResult(target);
    submitted.sweep = LoadResult(submitted.folder);
    submitted.there = true;
    return submitted;
  }
  submitted.sweep = LoadExperiment(target, arguments);
  submitted.folder = ResultFolder(FolderOf(target, arguments));
  if (submitted.folder.Exists()) {
    submitted.there = LoadResult(submitted.folder)->spec_hash() == submitted.sweep->spec_hash();
  }
  if (!submitted.there) CheckFree(submitted.folder, *submitted.sweep);
  return submitted;
}

/// Runs per second of one core here, by computing some blocks of the first chunk.
double MeasureSpeed(const Sweep& sweep) {
  const auto begun = std::chrono::steady_clock::now();
  ChunkWorker worker(sweep);
  std::uint64_t runs = 0;
  double seconds = 0;
  for (std::uint64_t k = 0; k < sweep.plan().BlocksIn(0) && seconds < kSecondsOfMeasuring; ++k) {
    const auto result = worker.Compute(0, {sweep.plan().BlockAt(0, k)});
    runs += result->runs() + result->failed();
    seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
  }
  return seconds > 0 ? static_cast<double>(runs) / seconds : 1;
}

std::string UtcNow() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  char text[32] = {};
  const std::size_t size = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return {text, size};
}

void WriteScript(const std::string& file, const std::string& text) {
  if (const auto error = WriteFile(file, text)) throw RunError(file + ": " + *error);
  // Only for running it by hand; Slurm copies it.
  chmod(file.c_str(), 0755);
}

/// The words ran and printed a job's number, or a RunError. @param before  jobs submitted already
std::string Submit(const std::vector<std::string>& words, const std::string& result,
                   const SlurmJobs& before) {
  const SubprocessResult ran = RunSubprocess(words);
  const std::string id = ran.exit_code == 0 ? JobIdOf(ran.out) : std::string();
  if (!id.empty()) return id;
  std::string text =
      "sbatch refused a job: " + ComplaintOf(ran) + "\nthe command was: " + ShellLine(words);
  if (!before.ids().empty()) {
    text += "\nsubmitted before and in the queue: " + Join(before.ids()) +
            "; to end them: dragoman sweep cancel " + ShellWord(result);
  }
  throw RunError(text);
}

void CheckSlurm(const std::string& target) {
  if (RunSubprocess({"sbatch", "--version"}).found) return;
  throw RunError(
      "sbatch: not found; is this a machine of the cluster that submits jobs?\nthe same "
      "shards without Slurm: dragoman sweep submit " +
      ShellWord(target));
}

void CheckNothingQueued(const ResultFolder& folder) {
  const SlurmJobs jobs = ReadSlurmJobs(folder);
  const SlurmQueue queue = AskSlurm(jobs);
  if (queue.tasks() == 0) return;
  throw InputError(folder.path() + ": " + WithThousands(queue.tasks()) +
                   " tasks submitted before are in the queue; to see them: dragoman sweep status " +
                   ShellWord(folder.path()) + "; to end them: dragoman sweep cancel " +
                   ShellWord(folder.path()) + "\n");
}

class Submission {
 public:
  Submission(SubmittedSweep sweep, const Arguments& arguments, Console* console)
      : submitted_(std::move(sweep)), console_(console) {
    std::error_code ignored;
    parts_.program = fs::read_symlink("/proc/self/exe", ignored).string();
    if (parts_.program.empty()) parts_.program = "dragoman";
    parts_.result = fs::absolute(submitted_.folder.path()).lexically_normal().string();
    if (parts_.result.ends_with('/')) parts_.result.pop_back();
    wishes_ = {arguments.Text("time"), arguments.Text("partition")};
    ChooseShards(arguments);
  }

  /// Only what would be done.
  void Show() {
    const std::vector<SlurmArray> arrays = Arrays();
    console_->out << "slurm/job.sh:\n"
                  << SlurmJobScript(parts_) << "\nslurm/merge.sh:\n"
                  << SlurmMergeScript(parts_) << "\n";
    std::vector<std::string> ids;
    for (const SlurmArray& array : arrays) {
      console_->out << ShellLine(SubmitArrayWords(parts_, wishes_, array)) << "\n";
      ids.push_back("JOB" + std::to_string(ids.size() + 1));
    }
    console_->out << ShellLine(SubmitMergeWords(parts_, wishes_, ids)) << "\n";
  }

  void Print() { console_->out << ShardsByHandText(parts_); }

  void Send() {
    const std::vector<SlurmArray> arrays = Arrays();
    std::error_code error;
    fs::create_directories(SlurmFile(submitted_.folder, ""), error);
    if (error) throw RunError(SlurmFile(submitted_.folder, "") + ": " + error.message());
    WriteScript(SlurmFile(submitted_.folder, "job.sh"), SlurmJobScript(parts_));
    WriteScript(SlurmFile(submitted_.folder, "merge.sh"), SlurmMergeScript(parts_));
    SlurmJobs jobs;
    jobs.shards = parts_.shards;
    jobs.submitted = UtcNow();
    std::uint64_t tasks = 0;
    for (const SlurmArray& array : arrays) {
      jobs.array_ids.push_back(
          Submit(SubmitArrayWords(parts_, wishes_, array), parts_.result, jobs));
      WriteSlurmJobs(submitted_.folder, jobs);
      tasks += array.tasks;
    }
    jobs.merge_id = Submit(SubmitMergeWords(parts_, wishes_, jobs.array_ids), parts_.result, jobs);
    WriteSlurmJobs(submitted_.folder, jobs);
    const std::string name = ShellWord(submitted_.folder.path());
    console_->out << submitted_.folder.path() << ": " << WithThousands(tasks) << " of "
                  << WithThousands(parts_.shards) << " shards submitted as job"
                  << (jobs.array_ids.size() > 1 ? "s " : " ") << Join(jobs.array_ids, ", ")
                  << "; merge: job " << jobs.merge_id << "\nto follow it: dragoman sweep status "
                  << name << "\nto end it: dragoman sweep cancel " << name << "\n";
  }

 private:
  void ChooseShards(const Arguments& arguments) {
    const Sweep& sweep = *submitted_.sweep;
    if (arguments.Has("shards")) {
      parts_.shards = arguments.Number("shards", 1, 1, kMostShards);
      return;
    }
    const ShardInventory before = FindShards(submitted_.folder, 0);
    if (before.of > 0) {
      parts_.shards = before.of;
      return;
    }
    const double speed = MeasureSpeed(sweep);
    parts_.shards = UsualShards(sweep.plan().runs(), sweep.plan().chunks(), speed);
    console_->err << WithThousands(sweep.plan().runs()) << " runs at about "
                  << WithThousands(static_cast<std::uint64_t>(speed))
                  << " runs/s and core, measured here: " << WithThousands(parts_.shards)
                  << (parts_.shards == 1 ? " shard" : " shards") << " of about "
                  << WithThousands(
                         static_cast<std::uint64_t>(static_cast<double>(sweep.plan().runs()) /
                                                        speed / static_cast<double>(parts_.shards) +
                                                    0.5))
                  << " s (--shards N for others)\n";
  }

  /// Of the shards that are not there yet.
  std::vector<SlurmArray> Arrays() const {
    const SubprocessResult config = RunSubprocess({"scontrol", "show", "config"});
    return CutIntoArrays(FindShards(submitted_.folder, parts_.shards).missing,
                         MaxArraySizeOf(config.out));
  }

  SubmittedSweep submitted_;
  Console* console_;
  ShardedSweep parts_;
  SlurmWishes wishes_;
};

int SubmitSweep(const std::string& target, const Arguments& arguments, Console* console) {
  const bool slurm = arguments.Has("slurm");
  const bool dry = arguments.Has("dry-run");
  if (!slurm && (dry || arguments.Has("time") || arguments.Has("partition"))) {
    throw UsageError("--time, --partition and --dry-run go with --slurm");
  }
  if (slurm && !dry) CheckSlurm(target);
  SubmittedSweep sweep = FindOrLoad(target, arguments);
  RefuseAdaptive(*sweep.sweep);
  if (slurm && !dry) CheckNothingQueued(sweep.folder);
  if (!sweep.there && !dry) sweep.folder.Create(*sweep.sweep);
  Submission submission(std::move(sweep), arguments, console);
  if (dry) {
    submission.Show();
  } else if (slurm) {
    submission.Send();
  } else {
    submission.Print();
  }
  return kExitDone;
}

}  // namespace

SweepAction SweepSubmitAction() {
  return {"submit",
          "CONFIG|RESULT",
          "compute it elsewhere: on Slurm, or by commands that are printed",
          {"out", "set", "slurm", "shards", "time", "partition", "dry-run", "quiet"},
          SubmitSweep};
}

}  // namespace dragoman
