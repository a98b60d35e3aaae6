#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/apps/cli/slurm_scripts.h"
#include "engine/sweep/result_folder.h"

namespace dragoman {

/// What was submitted for a result; slurm/jobs.json in its folder.
struct SlurmJobs {
  std::uint64_t shards = 0;  ///< 0: nothing was submitted.
  std::vector<std::string> array_ids;
  std::string merge_id;   ///< Empty: not submitted (yet).
  std::string submitted;  ///< UTC.

  /// All of them.
  std::vector<std::string> ids() const;
};

std::string SlurmFile(const ResultFolder& folder, const std::string& name);
/// Throws SweepError if the file is there and cannot be read.
SlurmJobs ReadSlurmJobs(const ResultFolder& folder);
/// Atomic. Throws SweepError.
void WriteSlurmJobs(const ResultFolder& folder, const SlurmJobs& jobs);

/// What squeue knows of jobs.
struct SlurmQueue {
  bool asked = false;  ///< False: there is no Slurm here, or it does not answer; see `error`.
  std::string error;
  std::map<std::string, std::uint64_t> states;  ///< Tasks by state, "PENDING (Dependency)".

  std::uint64_t tasks() const;
};
SlurmQueue AskSlurm(const SlurmJobs& jobs);

/// Of what `squeue -h -r -o '%T|%r'` printed.
std::map<std::string, std::uint64_t> SlurmStatesOf(const std::string& out);

}  // namespace dragoman
