#include <cstdint>
#include <filesystem>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/experiments/thread_executor.h"
#include "engine/sweep/shards.h"
#include "engine/sweep/sweep_runner.h"
#include "tests/sweep/small_sweep.h"

/// @file
/// One spec, one result: the same hash and the same bytes of result.sqlite, whoever computed it and
/// in how many parts or attempts.

namespace dragoman {
namespace {

namespace fs = std::filesystem;
using testing::IsEmpty;
using testing_support::FileBytes;
using testing_support::MakeSmallSweep;
using testing_support::TemporaryFolder;
using testing_support::WriteBytes;

struct Finished {
  std::string hash;
  std::string bytes;
};

/// A folder for one result.
class ResultUnderTest {
 public:
  explicit ResultUnderTest(const Sweep& sweep) : sweep_(sweep), result_(folder_.Path("result")) {
    result_.Create(sweep);
  }

  const ResultFolder& folder() const { return result_; }

  std::unique_ptr<ResultStore> Open() {
    StoreRepair repair;
    auto store = OpenStore(result_, sweep_, &repair);
    EXPECT_THAT(repair.notes, IsEmpty());
    return store;
  }

  SweepRun Run(ResultStore* store, int threads, const SweepRunOptions& options = {}) {
    ThreadExecutor executor(threads);
    return RunSweep(sweep_, store, options, &executor, nullptr, nullptr, result_.activity());
  }

  Finished Finish(std::unique_ptr<ResultStore> store) {
    Finished done{store->Hash(), {}};
    store->Finish();
    store.reset();
    done.bytes = FileBytes(result_.store());
    return done;
  }

 private:
  const Sweep& sweep_;
  TemporaryFolder folder_;
  ResultFolder result_;
};

Finished ComputeSerially(const Sweep& sweep, int threads = 1) {
  ResultUnderTest result(sweep);
  auto store = result.Open();
  EXPECT_EQ(result.Run(store.get(), threads).end, SweepEnd::kComplete);
  return result.Finish(std::move(store));
}

Finished ComputeInShards(const Sweep& sweep, std::uint64_t shards) {
  ResultUnderTest result(sweep);
  ThreadExecutor executor(1);
  // Backwards, since nothing may depend on the order.
  for (std::uint64_t k = shards; k > 0; --k) {
    const ShardRun run =
        ComputeShard(result.folder(), sweep, {k, shards}, &executor, nullptr, nullptr);
    EXPECT_EQ(run.run.end, SweepEnd::kComplete);
    EXPECT_FALSE(run.already_there);
  }
  auto store = result.Open();
  const MergeReport report = MergeShards(result.folder(), sweep, store.get(), nullptr);
  EXPECT_EQ(report.shards, shards);
  EXPECT_EQ(report.added, sweep.plan().chunks());
  EXPECT_EQ(report.duplicates, 0U);
  EXPECT_EQ(report.missing, 0U);
  EXPECT_THAT(report.bad_files, IsEmpty());
  return result.Finish(std::move(store));
}

/// What the tests run over: rows and aggregates, growing and not, both orders.
std::vector<std::unique_ptr<const Sweep>> Sweeps() {
  std::vector<std::unique_ptr<const Sweep>> sweeps;
  sweeps.push_back(MakeSmallSweep());
  sweeps.push_back(MakeSmallSweep({"keep=aggregates", "order=by_cell"}));
  sweeps.push_back(MakeSmallSweep({"design.kind=latin_hypercube", "common_random_numbers=false"}));
  return sweeps;
}

void ExpectSame(const Finished& a, const Finished& b, const std::string& what) {
  EXPECT_EQ(a.hash, b.hash) << what;
  EXPECT_TRUE(a.bytes == b.bytes) << what << ": other bytes";
}

TEST(SweepDeterminismTest, TheNumberOfThreadsChangesNothing) {
  for (const auto& sweep : Sweeps()) {
    const Finished serial = ComputeSerially(*sweep);
    for (const int threads : {2, 3}) {
      ExpectSame(ComputeSerially(*sweep, threads), serial, std::to_string(threads) + " threads");
    }
  }
}

TEST(SweepDeterminismTest, TheNumberOfShardsChangesNothing) {
  for (const auto& sweep : Sweeps()) {
    const Finished serial = ComputeSerially(*sweep);
    for (const std::uint64_t shards : {1, 5, 12}) {
      ExpectSame(ComputeInShards(*sweep, shards), serial, std::to_string(shards) + " shards");
    }
  }
}

TEST(SweepDeterminismTest, MoreShardsThanChunksIsNoHarm) {
  const auto sweep = MakeSmallSweep({"design.points=4"});
  ASSERT_LT(sweep->plan().chunks(), 5U);
  ExpectSame(ComputeInShards(*sweep, 5), ComputeSerially(*sweep), "5 shards");
}

TEST(SweepDeterminismTest, AFinishedResultIsLeftAsItIsByAnotherResume) {
  const auto sweep = MakeSmallSweep();
  ResultUnderTest result(*sweep);
  auto store = result.Open();
  result.Run(store.get(), 1);
  const Finished first = result.Finish(std::move(store));
  store = result.Open();
  EXPECT_EQ(result.Run(store.get(), 1).runs, 0U);
  ExpectSame(result.Finish(std::move(store)), first, "finished again");
}

/// A token that is set after some chunks were shown to progress is a race; the range of chunks is
/// not: each attempt ends where the next goes on.
TEST(SweepDeterminismTest, ManyAttemptsGiveWhatOneGives) {
  for (const auto& sweep : Sweeps()) {
    const Finished serial = ComputeSerially(*sweep);
    ResultUnderTest result(*sweep);
    const std::uint64_t chunks = sweep->plan().chunks();
    std::uint64_t runs = 0;
    for (std::uint64_t end = 1; end <= chunks; end += 3) {
      auto store = result.Open();
      const std::uint64_t before = store->chunks();
      SweepRunOptions options;
      options.end_chunk = std::min(end, chunks);
      const SweepRun run = result.Run(store.get(), 2, options);
      EXPECT_EQ(run.chunks_before, before);
      EXPECT_EQ(store->chunks(), options.end_chunk);
      runs += run.runs;
    }
    auto store = result.Open();
    runs += result.Run(store.get(), 2).runs;
    EXPECT_EQ(runs, sweep->plan().runs()) << "some were computed twice";
    ExpectSame(result.Finish(std::move(store)), serial, "in attempts");
  }
}

TEST(SweepDeterminismTest, ACancelledSweepIsResumed) {
  const auto sweep = MakeSmallSweep();
  ResultUnderTest result(*sweep);
  {
    auto store = result.Open();
    ThreadExecutor executor(2);
    CancelToken cancel;
    cancel.Cancel();
    const SweepRun run = RunSweep(*sweep, store.get(), {}, &executor, &cancel, nullptr, {});
    EXPECT_EQ(run.end, SweepEnd::kCancelled);
    EXPECT_EQ(run.runs, 0U);
    EXPECT_EQ(store->chunks(), 0U);
  }
  auto store = result.Open();
  EXPECT_EQ(result.Run(store.get(), 1).end, SweepEnd::kComplete);
  ExpectSame(result.Finish(std::move(store)), ComputeSerially(*sweep), "after a cancel");
}

TEST(SweepDeterminismTest, ADoubledDesignIsTheSameAsAFreshOneAndComputesOnlyTheDifference) {
  for (const char* design : {"design.kind=sobol", "design.kind=saltelli"}) {
    // Bases that fill the doublings of the plan.
    const auto half = MakeSmallSweep({design, "design.points=16"});
    const auto fresh = MakeSmallSweep({design, "design.points=32"});
    auto extended = half->Extended(32);
    ASSERT_TRUE(extended.ok());
    const Sweep& twice = **extended;
    EXPECT_EQ(twice.spec_hash(), fresh->spec_hash());

    ResultUnderTest result(*half);
    {
      auto store = result.Open();
      EXPECT_EQ(result.Run(store.get(), 1).runs, half->plan().runs());
      result.Finish(std::move(store));
    }
    result.folder().Create(twice);
    StoreRepair repair;
    auto store = OpenStore(result.folder(), twice, &repair);
    EXPECT_THAT(repair.notes, IsEmpty());
    EXPECT_EQ(store->chunks(), half->plan().chunks());
    ThreadExecutor executor(2);
    const SweepRun run = RunSweep(twice, store.get(), {}, &executor, nullptr, nullptr, {});
    EXPECT_EQ(run.runs, fresh->plan().runs() - half->plan().runs());
    ExpectSame(result.Finish(std::move(store)), ComputeSerially(*fresh), design);
  }
}

TEST(SweepDeterminismTest, ADesignOfAnyNumberOfPointsIsExtended) {
  const auto part = MakeSmallSweep({"design.points=24"});
  const auto fresh = MakeSmallSweep({"design.points=40"});
  auto extended = part->Extended(40);
  ASSERT_TRUE(extended.ok());
  ResultUnderTest result(*part);
  {
    auto store = result.Open();
    result.Run(store.get(), 1);
    result.Finish(std::move(store));
  }
  result.folder().Create(**extended);
  StoreRepair repair;
  auto store = OpenStore(result.folder(), **extended, &repair);
  // Points 16 to 23 were the last, unfinished doubling, and are cut otherwise now.
  ASSERT_EQ(repair.notes.size(), 1U);
  EXPECT_THAT(repair.notes[0], testing::HasSubstr("computed again"));
  EXPECT_THAT(repair.notes[0], testing::Not(testing::HasSubstr("damaged")));
  ThreadExecutor executor(1);
  RunSweep(**extended, store.get(), {}, &executor, nullptr, nullptr, {});
  ExpectSame(result.Finish(std::move(store)), ComputeSerially(*fresh), "24 to 40 points");
}

TEST(ShardTest, AWholeShardIsNotComputedAgainAndADamagedOneIs) {
  const auto sweep = MakeSmallSweep();
  ResultUnderTest result(*sweep);
  ThreadExecutor executor(1);
  const auto compute = [&] {
    return ComputeShard(result.folder(), *sweep, {2, 5}, &executor, nullptr, nullptr);
  };
  EXPECT_FALSE(compute().already_there);
  EXPECT_TRUE(compute().already_there);
  const std::string file = result.folder().shards() + "/shard-002-of-005.sqlite";
  const std::string bytes = FileBytes(file);
  WriteBytes(file, bytes.substr(0, bytes.size() / 2));
  EXPECT_FALSE(compute().already_there);
  EXPECT_TRUE(FileBytes(file) == bytes);
  EXPECT_EQ(ShardFiles(result.folder()).size(), 1U);
  for (const auto& entry : fs::directory_iterator(result.folder().shards())) {
    EXPECT_EQ(entry.path().filename(), "shard-002-of-005.sqlite") << "left behind";
  }
}

TEST(ShardTest, TheMergeLeavesOutBadFilesAndSaysWhatIsMissing) {
  const auto sweep = MakeSmallSweep();
  const auto other = MakeSmallSweep({"seed=2"});
  ResultUnderTest result(*sweep);
  ThreadExecutor executor(1);
  for (std::uint64_t k = 1; k <= 4; ++k) {
    ComputeShard(result.folder(), k == 2 ? *other : *sweep, {k, 4}, &executor, nullptr, nullptr);
  }
  const std::string third = result.folder().shards() + "/shard-003-of-004.sqlite";
  WriteBytes(third, FileBytes(third).substr(0, 5000));
  auto store = result.Open();
  const MergeReport report = MergeShards(result.folder(), *sweep, store.get(), nullptr);
  ASSERT_EQ(report.bad_files.size(), 2U);
  EXPECT_EQ(report.bad_files[0], "shard-002-of-004.sqlite: a shard of another sweep");
  EXPECT_THAT(report.bad_files[1], testing::StartsWith("shard-003-of-004.sqlite: damaged: "));
  const SweepPlan& plan = sweep->plan();
  EXPECT_EQ(report.missing, plan.FirstChunkOf(3, 4) - plan.FirstChunkOf(1, 4));
  EXPECT_EQ(report.missing_examples.front(), plan.FirstChunkOf(1, 4));
  // The rest is computed here, and is the same.
  result.Run(store.get(), 1);
  ExpectSame(result.Finish(std::move(store)), ComputeSerially(*sweep), "after a partial merge");
}

TEST(ShardTest, DuplicatesMustBeEqual) {
  const auto sweep = MakeSmallSweep();
  ResultUnderTest result(*sweep);
  ThreadExecutor executor(1);
  for (const ShardNumber& shard : {ShardNumber{1, 1}, ShardNumber{2, 3}}) {
    ComputeShard(result.folder(), *sweep, shard, &executor, nullptr, nullptr);
  }
  {
    auto store = result.Open();
    const MergeReport report = MergeShards(result.folder(), *sweep, store.get(), nullptr);
    EXPECT_EQ(report.duplicates,
              sweep->plan().FirstChunkOf(2, 3) - sweep->plan().FirstChunkOf(1, 3));
    EXPECT_EQ(report.missing, 0U);
  }
  // A shard whose numbers differ but whose checksums fit, as from an unsound machine.
  const std::string file = result.folder().shards() + "/shard-002-of-003.sqlite";
  const std::uint64_t chunk = sweep->plan().FirstChunkOf(1, 3);
  {
    ResultStore shard(file, *sweep, DatabaseMode::kWrite);
    const auto blocks = BlocksOf(sweep->plan(), chunk);
    ChunkResult wrong = *shard.Read(chunk, blocks);
    wrong.rows[0] = 1 - wrong.rows[0];
    shard.Drop(chunk, blocks);
    shard.Append(wrong);
  }
  auto store = result.Open();
  try {
    MergeShards(result.folder(), *sweep, store.get(), nullptr);
    FAIL() << "merged";
  } catch (const SweepError& error) {
    EXPECT_THAT(error.what(),
                testing::StartsWith("shard-002-of-003.sqlite: chunk " + std::to_string(chunk) +
                                    " differs from the same chunk merged before"));
  }
}

// As if another build of the same version had written it.
TEST(SweepDeterminismTest, AResultOfAProgramThatComputesOtherwiseIsNotGoneOnWith) {
  const auto sweep = MakeSmallSweep();
  const ResultUnderTest result(*sweep);
  EXPECT_EQ(result.folder().Load()->spec_hash(), sweep->spec_hash());
  std::string spec = FileBytes(result.folder().spec());
  const std::size_t place = spec.find(sweep->inputs().fingerprint);
  ASSERT_NE(place, std::string::npos);
  spec[place] = spec[place] == '0' ? '1' : '0';
  WriteBytes(result.folder().spec(), spec);
  try {
    result.folder().Load();
    ADD_FAILURE() << "it was taken";
  } catch (const SweepError& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("computes other talks than the one that wrote"));
  }
}

}  // namespace
}  // namespace dragoman
