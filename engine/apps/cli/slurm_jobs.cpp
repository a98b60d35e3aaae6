#include "engine/apps/cli/slurm_jobs.h"

#include <filesystem>
#include <system_error>

#include "engine/apps/cli/subprocess.h"
#include "engine/core/text.h"
#include "engine/io/files.h"
#include "engine/wire/json_reader.h"
#include "engine/wire/json_writer.h"

namespace dragoman {
namespace {

namespace fs = std::filesystem;

constexpr int kJobsFormat = 1;

std::string TextUnder(const DocumentNode& map, const char* key) {
  const DocumentNode* node = FindEntry(map, key);
  return node != nullptr && node->kind == DocumentNode::Kind::kText ? node->text : std::string();
}

double NumberUnder(const DocumentNode& map, const char* key) {
  const DocumentNode* node = FindEntry(map, key);
  return node != nullptr && node->kind == DocumentNode::Kind::kNumber ? node->number : 0;
}

}  // namespace

std::vector<std::string> SlurmJobs::ids() const {
  std::vector<std::string> all = array_ids;
  if (!merge_id.empty()) all.push_back(merge_id);
  return all;
}

std::string SlurmFile(const ResultFolder& folder, const std::string& name) {
  return (fs::path(folder.path()) / "slurm" / name).string();
}

SlurmJobs ReadSlurmJobs(const ResultFolder& folder) {
  SlurmJobs jobs;
  const std::string file = SlurmFile(folder, "jobs.json");
  std::error_code ignored;
  if (!fs::exists(file, ignored)) return jobs;
  const FileText text = ReadFile(file);
  if (!text.ok()) throw SweepError(file + ": " + text.error);
  const ReadResult read = ReadJson(text.text, file);
  const DocumentNode& root = read.document.root;
  const bool good = read.problems.empty() && root.kind == DocumentNode::Kind::kMap &&
                    NumberUnder(root, "format") == kJobsFormat && NumberUnder(root, "shards") >= 1;
  if (!good) {
    throw SweepError(file + ": not a record of jobs; remove it if none of them is in the queue");
  }
  jobs.shards = static_cast<std::uint64_t>(NumberUnder(root, "shards"));
  jobs.merge_id = TextUnder(root, "merge");
  jobs.submitted = TextUnder(root, "submitted");
  if (const DocumentNode* arrays = FindEntry(root, "arrays")) {
    for (const DocumentNode& id : arrays->list) jobs.array_ids.push_back(id.text);
  }
  return jobs;
}

void WriteSlurmJobs(const ResultFolder& folder, const SlurmJobs& jobs) {
  Json json = Json::object();
  json["format"] = kJobsFormat;
  json["shards"] = jobs.shards;
  json["submitted"] = jobs.submitted;
  json["arrays"] = jobs.array_ids;
  json["merge"] = jobs.merge_id;
  const std::string file = SlurmFile(folder, "jobs.json");
  if (const auto error = WriteFile(file, JsonText(json) + "\n"))
    throw SweepError(file + ": " + *error);
}

std::uint64_t SlurmQueue::tasks() const {
  std::uint64_t sum = 0;
  for (const auto& [state, count] : states) sum += count;
  return sum;
}

std::map<std::string, std::uint64_t> SlurmStatesOf(const std::string& out) {
  std::map<std::string, std::uint64_t> states;
  std::string_view rest = out;
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    const std::size_t bar = line.find('|');
    std::string state(Trim(line.substr(0, bar)));
    if (state.empty()) continue;
    const std::string why(bar == std::string_view::npos ? "" : Trim(line.substr(bar + 1)));
    if (state == "PENDING" && !why.empty() && why != "None") state += " (" + why + ")";
    ++states[state];
  }
  return states;
}

SlurmQueue AskSlurm(const SlurmJobs& jobs) {
  SlurmQueue queue;
  if (jobs.ids().empty()) return queue;
  const SubprocessResult result =
      RunSubprocess({"squeue", "-h", "-r", "-j", Join(jobs.ids(), ","), "-o", "%T|%r"});
  if (!result.found) {
    queue.error = "squeue: not found";
    return queue;
  }
  // Slurm forgets jobs some minutes after their end.
  const bool forgotten = result.err.find("Invalid job id") != std::string::npos;
  if (result.exit_code != 0 && !forgotten) {
    queue.error = ComplaintOf(result);
    return queue;
  }
  queue.asked = true;
  if (!forgotten) queue.states = SlurmStatesOf(result.out);
  return queue;
}

}  // namespace dragoman
