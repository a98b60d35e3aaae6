#include <filesystem>
#include <system_error>

#include "engine/apps/cli/slurm_jobs.h"
#include "engine/apps/cli/subprocess.h"
#include "engine/apps/cli/sweep_actions.h"
#include "engine/core/text.h"
#include "engine/experiments/progress_meter.h"
#include "engine/report/run_settings.h"
#include "engine/report/text_layout.h"
#include "engine/sweep/activity.h"
#include "engine/sweep/shard_inventory.h"
#include "engine/wire/json_writer.h"

namespace dragoman {
namespace {

namespace fs = std::filesystem;

/// Everything that `status` tells.
struct SweepStatus {
  std::uint64_t chunks = 0;
  std::uint64_t runs = 0;
  std::uint64_t failed = 0;
  std::string store_error;
  ShardInventory shards;
  SlurmJobs jobs;
  SlurmQueue queue;
  double runs_per_second = 0;  ///< 0: unknown.
  double seconds_left = -1;    ///< Below 0: unknown.
};

void ReadStore(const ResultFolder& folder, const Sweep& sweep, SweepStatus* status) {
  std::error_code ignored;
  if (!fs::exists(folder.store(), ignored)) return;
  try {
    const ResultStore store(folder.store(), sweep, DatabaseMode::kRead);
    status->chunks = store.chunks();
    status->runs = store.runs();
    status->failed = store.failed();
  } catch (const DatabaseError& error) {
    status->store_error = error.what();
  } catch (const StoreMismatch& error) {
    status->store_error = error.what();
  }
}

/// By the shards where there are any, else by the log of the processes that computed here.
void EstimateTime(const ResultFolder& folder, const Sweep& sweep, SweepStatus* status) {
  const bool complete = status->chunks == sweep.plan().chunks();
  const double per_second = status->shards.shards_per_second;
  if (!complete && per_second > 0) {
    status->runs_per_second = per_second * static_cast<double>(sweep.plan().runs()) /
                              static_cast<double>(status->shards.of);
    status->seconds_left = static_cast<double>(status->shards.missing.size()) / per_second;
    return;
  }
  status->runs_per_second = LastSpeed(folder.activity());
  if (complete || sweep.adaptive() || !(status->runs_per_second > 0)) return;
  status->seconds_left = static_cast<double>(sweep.plan().runs() - status->runs - status->failed) /
                         status->runs_per_second;
}

SweepStatus StatusOf(const ResultFolder& folder, const Sweep& sweep) {
  SweepStatus status;
  ReadStore(folder, sweep, &status);
  status.jobs = ReadSlurmJobs(folder);
  status.queue = AskSlurm(status.jobs);
  status.shards = FindShards(folder, status.jobs.shards);
  EstimateTime(folder, sweep, &status);
  return status;
}

Json StatusJson(const ResultFolder& folder, const Sweep& sweep, const SweepStatus& status) {
  Json json = Json::object();
  json["result"] = folder.path();
  json["spec_hash"] = sweep.spec_hash();
  json["runs"] = status.runs + status.failed;
  json["failed"] = status.failed;
  json["chunks"] = status.chunks;
  if (!sweep.adaptive()) {
    json["of_runs"] = sweep.plan().runs();
    json["of_chunks"] = sweep.plan().chunks();
    json["complete"] = status.chunks == sweep.plan().chunks();
  }
  if (!status.store_error.empty()) json["store_error"] = status.store_error;
  json["shards"]["of"] = status.shards.of;
  json["shards"]["there"] = status.shards.there.size();
  json["shards"]["missing"] = RangesText(status.shards.missing);
  json["shards"]["unfinished"] = status.shards.unfinished;
  json["slurm"]["jobs"] = status.jobs.array_ids;
  json["slurm"]["merge"] = status.jobs.merge_id;
  json["slurm"]["asked"] = status.queue.asked;
  if (!status.queue.error.empty()) json["slurm"]["error"] = status.queue.error;
  json["slurm"]["tasks"] = Json::object();
  for (const auto& [state, count] : status.queue.states) json["slurm"]["tasks"][state] = count;
  if (status.runs_per_second > 0) {
    json["runs_per_second"] =
        JsonNumber(static_cast<double>(static_cast<std::uint64_t>(status.runs_per_second + 0.5)));
  }
  if (status.seconds_left >= 0) {
    json["seconds_left"] =
        JsonNumber(static_cast<double>(static_cast<std::uint64_t>(status.seconds_left + 0.5)));
  }
  return json;
}

std::string StoreLine(const Sweep& sweep, const SweepStatus& status) {
  if (!status.store_error.empty()) return status.store_error;
  if (sweep.adaptive()) return WithThousands(status.runs + status.failed) + " runs";
  const std::uint64_t all = sweep.plan().chunks();
  return WithThousands(status.chunks) + " of " + WithThousands(all) + " chunks, " +
         WithThousands(status.runs + status.failed) + " of " + WithThousands(sweep.plan().runs()) +
         " runs" + (status.failed > 0 ? ", " + WithThousands(status.failed) + " failed" : "") +
         (status.chunks == all ? "; complete" : "");
}

std::string ShardsLine(const ShardInventory& shards) {
  std::string line =
      WithThousands(shards.there.size()) + " of " + WithThousands(shards.of) + " there";
  if (!shards.missing.empty()) line += "; missing " + Clip(RangesText(shards.missing), 60);
  if (shards.unfinished > 0) {
    line += "; " + WithThousands(shards.unfinished) + " begun, or left by tasks that were killed";
  }
  if (shards.others > 0)
    line += "; " + WithThousands(shards.others) + " of another number of shards";
  return line;
}

std::string SlurmLine(const SweepStatus& status) {
  if (!status.queue.asked) return status.queue.error;
  std::string line = "submitted " + status.jobs.submitted + " as " + Join(status.jobs.ids());
  if (status.queue.states.empty()) return line + "; nothing of it in the queue";
  std::string separator = "; ";
  for (const auto& [state, count] : status.queue.states) {
    line += separator + WithThousands(count) + " " + state;
    separator = ", ";
  }
  return line;
}

/// How to go on from here.
std::string NextLine(const ResultFolder& folder, const Sweep& sweep, const SweepStatus& status) {
  const std::string name = ShellWord(folder.path());
  if (!sweep.adaptive() && status.chunks == sweep.plan().chunks()) {
    return "to see it: dragoman sweep analyze " + name;
  }
  if (status.queue.tasks() > 0) return {};
  if (status.shards.of > 0 && status.shards.missing.empty()) {
    return "to put it together: dragoman sweep merge " + name;
  }
  if (status.jobs.shards > 0) {
    return "to submit what is missing: dragoman sweep submit " + name + " --slurm --shards " +
           std::to_string(status.jobs.shards);
  }
  return "to go on: dragoman sweep resume " + name;
}

int Status(const std::string& target, const Arguments& arguments, Console* console) {
  const ResultFolder folder = FindResult(target);
  const std::unique_ptr<const Sweep> sweep = LoadResult(folder);
  const SweepStatus status = StatusOf(folder, *sweep);
  if (arguments.Has("json")) {
    console->out << JsonText(StatusJson(folder, *sweep, status)) << "\n";
    return kExitDone;
  }
  console->out << folder.path() << "\n  result  " << StoreLine(*sweep, status) << "\n";
  if (status.shards.of > 0) console->out << "  shards  " << ShardsLine(status.shards) << "\n";
  if (status.jobs.shards > 0) console->out << "  slurm   " << SlurmLine(status) << "\n";
  if (status.runs_per_second > 0) {
    console->out << "  speed   "
                 << WithThousands(static_cast<std::uint64_t>(status.runs_per_second + 0.5))
                 << " runs/s";
    if (status.seconds_left >= 0) {
      console->out << ", about "
                   << WithThousands(static_cast<std::uint64_t>(status.seconds_left + 0.5))
                   << " s left";
    }
    console->out << "\n";
  }
  if (const std::string next = NextLine(folder, *sweep, status); !next.empty()) {
    console->out << next << "\n";
  }
  return kExitDone;
}

int Cancel(const std::string& target, const Arguments&, Console* console) {
  const ResultFolder folder = FindResult(target);
  const std::unique_ptr<const Sweep> sweep = LoadResult(folder);
  const SlurmJobs jobs = ReadSlurmJobs(folder);
  if (jobs.ids().empty()) {
    throw InputError(folder.path() + ": no job was submitted for this result\n");
  }
  std::vector<std::string> words = {"scancel"};
  // The merge first: it must not start because the arrays it waits for have ended.
  if (!jobs.merge_id.empty()) words.push_back(jobs.merge_id);
  words.insert(words.end(), jobs.array_ids.begin(), jobs.array_ids.end());
  const SubprocessResult ran = RunSubprocess(words);
  if (!ran.found) throw RunError("scancel: not found; is Slurm installed here?");
  const bool ended = ran.err.find("Invalid job id") != std::string::npos;
  if (ran.exit_code != 0 && !ended) throw RunError(ComplaintOf(ran));
  const ShardInventory shards = FindShards(folder, jobs.shards);
  const std::string name = ShellWord(folder.path());
  console->out << folder.path() << ": cancelled " << Join(jobs.ids()) << "; " << ShardsLine(shards)
               << "; what is there stays\nto submit the rest: dragoman sweep submit " << name
               << " --slurm --shards " << jobs.shards
               << "\nto compute the rest here: dragoman sweep merge " << name
               << "; dragoman sweep resume " << name << "\n";
  return kExitDone;
}

}  // namespace

SweepAction SweepStatusAction() {
  return {"status", "RESULT", "what is done, running and missing", {"json"}, Status};
}

SweepAction SweepCancelAction() {
  return {"cancel", "RESULT", "end the submitted jobs of a result", {}, Cancel};
}

}  // namespace dragoman
