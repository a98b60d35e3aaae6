#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/apps/cli/slurm_jobs.h"
#include "engine/apps/cli/slurm_scripts.h"
#include "engine/apps/cli/subprocess.h"
#include "tests/io/temporary_folder.h"
#include "tests/support/process.h"

namespace dragoman {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;
using testing_support::Process;
using testing_support::ProcessOptions;
using testing_support::ProcessResult;
using testing_support::TemporaryFolder;

const ShardedSweep kSweep{"/opt/dragoman", "/data/my sweeps/water", 12};

// Outside of the macros, which take no raw string with lines that start with '#'.
const char* const kJobScript =
    R"sh(#!/bin/bash
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --ntasks=1
#
# One shard of a sweep per task of a job array. Written by `dragoman sweep submit`.
#   $1  what is added to the number of the task; 0 if it is missing
set -uo pipefail
shard=$((${1:-0} + SLURM_ARRAY_TASK_ID))
/opt/dragoman sweep shard '/data/my sweeps/water' --shard "$shard/12" \
  --threads "${SLURM_CPUS_PER_TASK:-1}" --quiet && exit 0
status=$?
restarts=${SLURM_RESTART_COUNT:-0}
echo "shard $shard of 12: exit code $status, attempt $((restarts + 1))" >&2
# What fails may fail for good, so not for ever. Shards are computed from nothing again.
if ((restarts < 3)); then
  scontrol requeue "${SLURM_ARRAY_JOB_ID}_${SLURM_ARRAY_TASK_ID}"
fi
exit "$status"
)sh";

const char* const kMergeScript =
    R"sh(#!/bin/bash
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --ntasks=1
#
# Puts the shards together. Written by `dragoman sweep submit`.
exec '/opt/it'\''s here/dragoman' sweep merge /data/water
)sh";

TEST(SlurmScriptTest, TheJobComputesOneShardAndRequeuesItselfThreeTimes) {
  EXPECT_EQ(SlurmJobScript(kSweep), kJobScript);
}

TEST(SlurmScriptTest, TheMergeIsOneCommand) {
  EXPECT_EQ(SlurmMergeScript({"/opt/it's here/dragoman", "/data/water", 3}), kMergeScript);
}

TEST(SlurmScriptTest, OptionsGoToSbatchAsWords) {
  const SlurmArray array{1000, 5, "1-5"};
  EXPECT_THAT(SubmitArrayWords(kSweep, {"0:30:00", "short"}, array),
              ElementsAre("sbatch", "--parsable", "--job-name=dragoman-water", "--array=1-5",
                          "--output=/data/my sweeps/water/slurm/log-%A_%a.txt", "--time=0:30:00",
                          "--partition=short", "/data/my sweeps/water/slurm/job.sh", "1000"));
  EXPECT_THAT(SubmitMergeWords(kSweep, {}, {"7", "8"}),
              ElementsAre("sbatch", "--parsable", "--job-name=dragoman-water-merge",
                          "--dependency=afterok:7:8", "--kill-on-invalid-dep=yes",
                          "--output=/data/my sweeps/water/slurm/log-merge-%j.txt",
                          "/data/my sweeps/water/slurm/merge.sh"));
}

TEST(SlurmScriptTest, APercentSignInAPathIsNoPatternOfSlurm) {
  const ShardedSweep sweep{"dragoman", "/data/50% off; now", 2};
  const auto words = SubmitArrayWords(sweep, {}, {0, 2, "1-2"});
  EXPECT_EQ(words[2], "--job-name=dragoman-50__off__now");
  EXPECT_EQ(words[4], "--output=/data/50%% off; now/slurm/log-%A_%a.txt");
}

TEST(SlurmScriptTest, ArraysStayBelowTheSizeThatSlurmTakes) {
  std::vector<std::uint64_t> shards;
  for (std::uint64_t k = 1; k <= 12; ++k) shards.push_back(k);
  auto arrays = CutIntoArrays(shards, 1001);
  ASSERT_EQ(arrays.size(), 1U);
  EXPECT_EQ(arrays[0].indices, "1-12");
  EXPECT_EQ(arrays[0].offset, 0U);

  // Indices lie below 6, so five to an array: 1-5, 6-10, 11-12.
  arrays = CutIntoArrays(shards, 6);
  ASSERT_EQ(arrays.size(), 3U);
  EXPECT_EQ(arrays[1].offset, 5U);
  EXPECT_EQ(arrays[1].indices, "1-5");
  EXPECT_EQ(arrays[2].offset, 10U);
  EXPECT_EQ(arrays[2].indices, "1-2");
  EXPECT_EQ(arrays[2].tasks, 2U);

  // Only what is missing.
  arrays = CutIntoArrays({2, 3, 9, 12}, 6);
  ASSERT_EQ(arrays.size(), 3U);
  EXPECT_EQ(arrays[0].indices, "2-3");
  EXPECT_EQ(arrays[1].indices, "4");
  EXPECT_EQ(arrays[2].indices, "2");
  EXPECT_TRUE(CutIntoArrays({}, 6).empty());
}

TEST(SlurmScriptTest, WhatSlurmPrintsIsRead) {
  EXPECT_EQ(MaxArraySizeOf("MaxArraySize            = 100001\nMaxJobCount = 7\n"), 100001U);
  EXPECT_EQ(MaxArraySizeOf("MaxArraySize = \nX = 5\n"), 1001U);
  EXPECT_EQ(MaxArraySizeOf(""), 1001U);
  EXPECT_EQ(JobIdOf("12345\n"), "12345");
  EXPECT_EQ(JobIdOf("12345;cluster\n"), "12345");
  EXPECT_EQ(JobIdOf("Submitted batch job 5\n"), "");
  EXPECT_EQ(JobIdOf("12x\n"), "");
  EXPECT_THAT(SlurmStatesOf("RUNNING|None\nPENDING|Dependency\nRUNNING|None\n"),
              ElementsAre(Pair("PENDING (Dependency)", 1U), Pair("RUNNING", 2U)));
  EXPECT_TRUE(SlurmStatesOf("").empty());
}

TEST(SlurmScriptTest, ShardsTakeAboutTenMinutes) {
  EXPECT_EQ(UsualShards(1'000'000, 1000, 10'000), 1U);        // 100 s
  EXPECT_EQ(UsualShards(1'000'000'000, 5000, 10'000), 167U);  // 10^5 s
  EXPECT_EQ(UsualShards(1'000'000'000, 100, 10'000), 100U) << "a shard holds a chunk";
  EXPECT_EQ(UsualShards(1, 1, 0), 1U);
}

TEST(SlurmScriptTest, TheSameShardsByHand) {
  const std::string text = ShardsByHandText(kSweep);
  EXPECT_THAT(text, HasSubstr("seq 12 | parallel -q --joblog '/data/my sweeps/water/parallel.log' "
                              "--resume-failed --retries 3 \\\n  /opt/dragoman sweep shard "
                              "'/data/my sweeps/water' --shard {}/12 --threads 1 --quiet\n"));
  EXPECT_THAT(text, HasSubstr("for k in $(seq \"$1\" \"$2\" 12); do /opt/dragoman sweep shard "
                              "'/data/my sweeps/water' --shard \"$k/12\" --quiet; done\n"));
  EXPECT_THAT(text, HasSubstr("\n/opt/dragoman sweep merge '/data/my sweeps/water'\n"));
}

TEST(SlurmJobsTest, TheRecordIsReadBack) {
  const TemporaryFolder folder;
  const ResultFolder result(folder.Path("result"));
  EXPECT_EQ(ReadSlurmJobs(result).shards, 0U);
  std::filesystem::create_directories(SlurmFile(result, ""));
  WriteSlurmJobs(result, {12, {"7", "9"}, "11", "2001-02-03T04:05:06Z"});
  const SlurmJobs back = ReadSlurmJobs(result);
  EXPECT_EQ(back.shards, 12U);
  EXPECT_THAT(back.ids(), ElementsAre("7", "9", "11"));
  EXPECT_EQ(back.submitted, "2001-02-03T04:05:06Z");
  std::ofstream(SlurmFile(result, "jobs.json")) << "{\"format\": 1";
  EXPECT_THROW(ReadSlurmJobs(result), SweepError);
}

TEST(SubprocessTest, OutputsAndExitCodeAreKeptApart) {
  const SubprocessResult result = RunSubprocess({"sh", "-c", "echo out; echo 'a b' >&2; exit 3"});
  EXPECT_TRUE(result.found);
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_EQ(result.out, "out\n");
  EXPECT_EQ(ComplaintOf(result), "a b");
}

TEST(SubprocessTest, WordsAreNotReadByAShell) {
  EXPECT_EQ(RunSubprocess({"printf", "%s", "$(id) `id`; *"}).out, "$(id) `id`; *");
}

TEST(SubprocessTest, AMissingProgramIsNotFound) {
  EXPECT_FALSE(RunSubprocess({"no-such-program-of-any-name"}).found);
}

TEST(SubprocessTest, MuchOutputOnBothSidesDoesNotBlock) {
  const SubprocessResult result = RunSubprocess(
      {"sh", "-c",
       "head -c 300000 /dev/zero >&2; head -c 300000 /dev/zero; head -c 9 /dev/zero >&2"});
  EXPECT_EQ(result.out.size(), 300'000U);
  EXPECT_EQ(result.err.size(), 300'009U);
}

/// The command line, in a folder of its own whose name has a space.
class SweepSubmitCommandTest : public testing::Test {
 protected:
  SweepSubmitCommandTest() : work_(folder_.Path("my work")) {
    std::filesystem::create_directories(work_ + "/empty");
    std::ofstream(work_ + "/e.yaml")
        << "scenario: " << DRAGOMAN_SOURCE_DIR << "/scenarios/two-towns.yaml\n"
        << "parameters:\n  - {id: noise, set: mechanisms.M24.q, range: [0, 1]}\n"
        << "design: {kind: sobol, points: 32}\nreplicates: 20\nchunk_runs: 50\n"
        << "outcomes: [some_ceasefire]\n";
  }

  /// Without any program on the PATH, so without Slurm.
  ProcessResult Run(const std::vector<std::string>& words) {
    ProcessOptions options;
    options.folder = work_;
    std::vector<std::string> command = {"/usr/bin/env", "PATH=" + work_ + "/empty",
                                        DRAGOMAN_PROGRAM};
    command.insert(command.end(), words.begin(), words.end());
    return Process(command, options).Wait();
  }

  bool Exists(const std::string& name) const { return std::filesystem::exists(work_ + "/" + name); }

  TemporaryFolder folder_;
  std::string work_;
};

TEST_F(SweepSubmitCommandTest, WithoutSlurmTheErrorSaysWhatElseThereIs) {
  const ProcessResult result = Run({"sweep", "submit", "e.yaml", "--out", "r", "--slurm"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.err, HasSubstr("sbatch: not found; is this a machine of the cluster that "
                                    "submits jobs?\nthe same shards without Slurm: dragoman sweep "
                                    "submit e.yaml"));
  EXPECT_FALSE(Exists("r")) << "nothing is begun";
}

TEST_F(SweepSubmitCommandTest, ADryRunShowsAllAndDoesNothing) {
  const ProcessResult result =
      Run({"sweep", "submit", "e.yaml", "--out", "r", "--slurm", "--dry-run", "--shards", "3"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("/my work/r' --shard \"$shard/3\""));
  EXPECT_THAT(result.out, HasSubstr("\nsbatch --parsable --job-name=dragoman-r --array=1-3 "));
  EXPECT_THAT(result.out, HasSubstr(" --dependency=afterok:JOB1 "));
  EXPECT_FALSE(Exists("r"));
}

TEST_F(SweepSubmitCommandTest, TheCommandsThatArePrintedComputeTheResult) {
  const ProcessResult printed = Run({"sweep", "submit", "e.yaml", "--out", "r", "--shards", "3"});
  ASSERT_EQ(printed.exit_code, 0) << printed.err;
  EXPECT_TRUE(Exists("r/spec.json"));
  // The loop over ssh, with this machine as both hosts.
  const std::size_t begin = printed.out.find("hosts=(HOST1 HOST2)");
  ASSERT_NE(begin, std::string::npos);
  std::ofstream(work_ + "/run.sh") << "ssh() { shift; \"$@\"; }\nset -e\n"
                                   << printed.out.substr(begin);
  const SubprocessResult ran = RunSubprocess({"bash", work_ + "/run.sh"});
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("3 shards read, "));
  EXPECT_THAT(ran.out, HasSubstr("\ncomplete; hash "));

  const ProcessResult status = Run({"sweep", "status", "r"});
  EXPECT_THAT(status.out, HasSubstr("640 of 640 runs; complete\n  shards  3 of 3 there\n"));
  const ProcessResult json = Run({"sweep", "status", "r", "--json"});
  EXPECT_THAT(json.out, HasSubstr("\"complete\": true,"));
}

TEST_F(SweepSubmitCommandTest, GnuParallelComputesTheResult) {
  if (!RunSubprocess({"parallel", "--version"}).out.starts_with("GNU parallel")) {
    GTEST_SKIP() << "GNU parallel is not installed";
  }
  const ProcessResult printed = Run({"sweep", "submit", "e.yaml", "--out", "r", "--shards", "3"});
  const std::size_t begin = printed.out.find("seq 3");
  const std::size_t end = printed.out.find("\n\n", begin);
  ASSERT_NE(end, std::string::npos);
  std::ofstream(work_ + "/run.sh") << printed.out.substr(begin, end - begin) << "\n";
  const SubprocessResult ran = RunSubprocess({"bash", work_ + "/run.sh"});
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_THAT(Run({"sweep", "status", "r"}).out, HasSubstr("shards  3 of 3 there\n"));
  EXPECT_EQ(Run({"sweep", "merge", "r"}).exit_code, 0);
}

TEST_F(SweepSubmitCommandTest, StatusTellsWhatIsMissingAndHowToGoOn) {
  ASSERT_EQ(Run({"sweep", "submit", "e.yaml", "--out", "r", "--shards", "5"}).exit_code, 0);
  ASSERT_EQ(Run({"sweep", "shard", "r", "--shard", "2/5", "--quiet"}).exit_code, 0);
  const ProcessResult status = Run({"sweep", "status", "r"});
  EXPECT_THAT(status.out, HasSubstr("  result  0 of "));
  EXPECT_THAT(status.out, HasSubstr("  shards  1 of 5 there; missing 1,3-5\n"));
  EXPECT_THAT(status.out, HasSubstr("to go on: dragoman sweep resume r\n"));
}

TEST_F(SweepSubmitCommandTest, CancelWithoutJobsSaysSo) {
  ASSERT_EQ(Run({"sweep", "submit", "e.yaml", "--out", "r", "--shards", "5"}).exit_code, 0);
  const ProcessResult result = Run({"sweep", "cancel", "r"});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_EQ(result.err, "r: no job was submitted for this result\n");
}

TEST_F(SweepSubmitCommandTest, AnotherExperimentInTheFolderIsNotTouched) {
  ASSERT_EQ(Run({"sweep", "submit", "e.yaml", "--out", "r", "--shards", "5"}).exit_code, 0);
  ASSERT_EQ(Run({"sweep", "submit", "e.yaml", "--out", "r", "--shards", "2"}).exit_code, 0)
      << "the same again is no harm";
  const ProcessResult other =
      Run({"sweep", "submit", "e.yaml", "--out", "r", "--set", "seed=2", "--shards", "5"});
  EXPECT_EQ(other.exit_code, 2);
  EXPECT_THAT(other.err, HasSubstr("holds the result of another experiment, which is not "
                                   "overwritten"));
}

}  // namespace
}  // namespace dragoman
