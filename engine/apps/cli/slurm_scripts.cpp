#include "engine/apps/cli/slurm_scripts.h"

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "engine/core/text.h"
#include "engine/report/run_settings.h"
#include "engine/sweep/shard_inventory.h"
#include "engine/sweep/shards.h"

namespace dragoman {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kSlurmsMaxArraySize = 1001;

std::string InSlurmFolder(const ShardedSweep& sweep, const std::string& name) {
  return (fs::path(sweep.result) / "slurm" / name).string();
}

/// Slurm reads % in the name of an output file as a pattern.
std::string WithoutPatterns(const std::string& path) {
  std::string text;
  for (const char c : path) text += c == '%' ? std::string("%%") : std::string(1, c);
  return text;
}

/// "dragoman-NAME" of letters that every tool of Slurm takes.
std::string JobName(const ShardedSweep& sweep) {
  std::string name = "dragoman-" + fs::path(sweep.result).filename().string();
  for (char& c : name) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '_' || c == '.';
    if (!plain) c = '_';
  }
  return name;
}

std::string ShardCommand(const ShardedSweep& sweep, const std::string& shard) {
  return ShellWord(sweep.program) + " sweep shard " + ShellWord(sweep.result) + " --shard " + shard;
}

void AddWishes(const SlurmWishes& wishes, std::vector<std::string>* words) {
  if (!wishes.time.empty()) words->push_back("--time=" + wishes.time);
  if (!wishes.partition.empty()) words->push_back("--partition=" + wishes.partition);
}

}  // namespace

std::string SlurmJobScript(const ShardedSweep& sweep) {
  const std::string shards = std::to_string(sweep.shards);
  return "#!/bin/bash\n"
         "#SBATCH --requeue\n"
         "#SBATCH --open-mode=append\n"
         "#SBATCH --ntasks=1\n"
         "#\n"
         "# One shard of a sweep per task of a job array. Written by `dragoman sweep submit`.\n"
         "#   $1  what is added to the number of the task; 0 if it is missing\n"
         "set -uo pipefail\n"
         "shard=$((${1:-0} + SLURM_ARRAY_TASK_ID))\n" +
         ShardCommand(sweep, "\"$shard/" + shards + "\"") +
         " \\\n"
         "  --threads \"${SLURM_CPUS_PER_TASK:-1}\" --quiet && exit 0\n"
         "status=$?\n"
         "restarts=${SLURM_RESTART_COUNT:-0}\n"
         "echo \"shard $shard of " +
         shards +
         ": exit code $status, attempt $((restarts + 1))\" >&2\n"
         "# What fails may fail for good, so not for ever. Shards are computed from nothing "
         "again.\n"
         "if ((restarts < " +
         std::to_string(kMostRequeues) +
         ")); then\n"
         "  scontrol requeue \"${SLURM_ARRAY_JOB_ID}_${SLURM_ARRAY_TASK_ID}\"\n"
         "fi\n"
         "exit \"$status\"\n";
}

std::string SlurmMergeScript(const ShardedSweep& sweep) {
  return "#!/bin/bash\n"
         "#SBATCH --requeue\n"
         "#SBATCH --open-mode=append\n"
         "#SBATCH --ntasks=1\n"
         "#\n"
         "# Puts the shards together. Written by `dragoman sweep submit`.\n"
         "exec " +
         ShellWord(sweep.program) + " sweep merge " + ShellWord(sweep.result) + "\n";
}

std::vector<SlurmArray> CutIntoArrays(const std::vector<std::uint64_t>& shards,
                                      std::uint64_t max_array_size) {
  const std::uint64_t most = std::max<std::uint64_t>(1, max_array_size - 1);
  std::vector<SlurmArray> arrays;
  for (std::size_t k = 0; k < shards.size();) {
    SlurmArray array;
    array.offset = (shards[k] - 1) / most * most;
    std::vector<std::uint64_t> indices;
    for (; k < shards.size() && shards[k] <= array.offset + most; ++k) {
      indices.push_back(shards[k] - array.offset);
    }
    array.tasks = indices.size();
    array.indices = RangesText(indices);
    arrays.push_back(std::move(array));
  }
  return arrays;
}

std::uint64_t MaxArraySizeOf(const std::string& config) {
  constexpr std::string_view kKey = "MaxArraySize";
  const std::size_t at = config.find(kKey);
  if (at == std::string::npos) return kSlurmsMaxArraySize;
  std::uint64_t size = 0;
  std::size_t digit = config.find_first_of("0123456789\n", at);
  while (digit < config.size() && config[digit] >= '0' && config[digit] <= '9' &&
         size < 1'000'000'000) {
    size = size * 10 + static_cast<std::uint64_t>(config[digit++] - '0');
  }
  return size >= 2 ? size : kSlurmsMaxArraySize;
}

std::vector<std::string> SubmitArrayWords(const ShardedSweep& sweep, const SlurmWishes& wishes,
                                          const SlurmArray& array) {
  std::vector<std::string> words = {
      "sbatch", "--parsable", "--job-name=" + JobName(sweep), "--array=" + array.indices,
      "--output=" + WithoutPatterns(InSlurmFolder(sweep, "log-")) + "%A_%a.txt"};
  AddWishes(wishes, &words);
  words.push_back(InSlurmFolder(sweep, "job.sh"));
  words.push_back(std::to_string(array.offset));
  return words;
}

std::vector<std::string> SubmitMergeWords(const ShardedSweep& sweep, const SlurmWishes& wishes,
                                          const std::vector<std::string>& array_ids) {
  std::vector<std::string> words = {"sbatch", "--parsable",
                                    "--job-name=" + JobName(sweep) + "-merge"};
  if (!array_ids.empty()) {
    words.push_back("--dependency=afterok:" + Join(array_ids, ":"));
    words.push_back("--kill-on-invalid-dep=yes");
  }
  words.push_back("--output=" + WithoutPatterns(InSlurmFolder(sweep, "log-merge-")) + "%j.txt");
  AddWishes(wishes, &words);
  words.push_back(InSlurmFolder(sweep, "merge.sh"));
  return words;
}

std::string JobIdOf(const std::string& out) {
  const std::string line = out.substr(0, out.find('\n'));
  const std::string id = line.substr(0, line.find_first_not_of("0123456789"));
  return line.size() == id.size() || line[id.size()] == ';' ? id : std::string();
}

std::string ShardsByHandText(const ShardedSweep& sweep) {
  const std::string n = std::to_string(sweep.shards);
  const std::string log = ShellWord((fs::path(sweep.result) / "parallel.log").string());
  return "# With GNU parallel, one shard per core at a time; what failed is done again when this "
         "is "
         "run again:\n"
         "seq " +
         n + " | parallel -q --joblog " + log + " --resume-failed --retries 3 \\\n  " +
         ShardCommand(sweep, "{}/" + n) +
         " --threads 1 --quiet\n\n"
         "# Or over ssh (bash), on hosts that see the same folders; of h hosts each takes every "
         "h-th shard:\n"
         "hosts=(HOST1 HOST2)\n"
         "for i in \"${!hosts[@]}\"; do\n"
         "  ssh \"${hosts[i]}\" bash -s \"$((i + 1))\" \"${#hosts[@]}\" << 'SHARDS' &\n"
         "for k in $(seq \"$1\" \"$2\" " +
         n + "); do " + ShardCommand(sweep, "\"$k/" + n + "\"") +
         " --quiet; done\n"
         "SHARDS\n"
         "done\n"
         "wait\n\n"
         "# Then, however they were computed:\n" +
         ShellWord(sweep.program) + " sweep merge " + ShellWord(sweep.result) + "\n";
}

std::uint64_t UsualShards(std::uint64_t runs, std::uint64_t chunks, double runs_per_second) {
  const double seconds = static_cast<double>(runs) / std::max(runs_per_second, 1e-3);
  const double shards = std::ceil(seconds / kSecondsPerShard);
  const std::uint64_t most = std::clamp<std::uint64_t>(chunks, 1, kMostShards);
  if (!(shards < static_cast<double>(most))) return most;
  return std::max<std::uint64_t>(1, static_cast<std::uint64_t>(shards));
}

std::string ShellLine(const std::vector<std::string>& words) {
  std::vector<std::string> quoted;
  for (const std::string& word : words) quoted.push_back(ShellWord(word));
  return Join(quoted, " ");
}

}  // namespace dragoman
