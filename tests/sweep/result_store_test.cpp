#include "engine/sweep/result_store.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <random>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/sweep/chunk_worker.h"
#include "tests/sweep/small_sweep.h"

namespace dragoman {
namespace {

using testing_support::FileBytes;
using testing_support::MakeSmallSweep;
using testing_support::TemporaryFolder;

class ResultStoreTest : public testing::Test {
 protected:
  ResultStoreTest() : sweep_(MakeSmallSweep()) {}

  std::string NewStore(const std::string& name) const {
    const std::string file = folder_.Path(name);
    ResultStore::Create(file, *sweep_);
    return file;
  }

  ChunkResult Compute(std::uint64_t chunk) const { return *ChunkWorker(*sweep_).Compute(chunk); }
  std::vector<SweepBlock> Blocks(std::uint64_t chunk) const {
    return BlocksOf(sweep_->plan(), chunk);
  }

  TemporaryFolder folder_;
  std::unique_ptr<const Sweep> sweep_;
};

void ExpectEqual(const ChunkResult& a, const ChunkResult& b) {
  EXPECT_EQ(a.chunk, b.chunk);
  ASSERT_EQ(a.parts.size(), b.parts.size());
  for (std::size_t p = 0; p < a.parts.size(); ++p) {
    EXPECT_EQ(a.parts[p].cell, b.parts[p].cell);
    EXPECT_EQ(a.parts[p].first_replicate, b.parts[p].first_replicate);
    EXPECT_EQ(a.parts[p].runs, b.parts[p].runs);
    EXPECT_EQ(a.parts[p].failed, b.parts[p].failed);
    for (std::size_t k = 0; k < a.parts[p].outcomes.size(); ++k) {
      const OutcomeStats& x = a.parts[p].outcomes[k];
      const OutcomeStats& y = b.parts[p].outcomes[k];
      EXPECT_EQ(x.ones, y.ones);
      for (double OutcomeStats::* number :
           {&OutcomeStats::mean, &OutcomeStats::m2, &OutcomeStats::min, &OutcomeStats::max}) {
        EXPECT_EQ(std::bit_cast<std::uint64_t>(x.*number), std::bit_cast<std::uint64_t>(y.*number));
      }
      EXPECT_EQ(x.sketch, y.sketch);
    }
  }
  ASSERT_EQ(a.rows.size(), b.rows.size());
  for (std::size_t k = 0; k < a.rows.size(); ++k) {
    EXPECT_EQ(std::bit_cast<std::uint64_t>(a.rows[k]), std::bit_cast<std::uint64_t>(b.rows[k]));
  }
  EXPECT_EQ(HashOf(a), HashOf(b));
}

TEST_F(ResultStoreTest, WhatIsAppendedIsReadBackToTheBit) {
  const std::string file = NewStore("store.sqlite");
  ASSERT_TRUE(sweep_->keeps_rows());
  {
    ResultStore store(file, *sweep_, DatabaseMode::kWrite);
    for (const std::uint64_t chunk : {3, 0, 13}) store.Append(Compute(chunk));
  }
  ResultStore store(file, *sweep_, DatabaseMode::kRead);
  EXPECT_EQ(store.chunks(), 3U);
  EXPECT_EQ(store.runs(), Compute(3).runs() + Compute(0).runs() + Compute(13).runs());
  for (const std::uint64_t chunk : {3, 0, 13}) {
    ASSERT_TRUE(store.Has(chunk));
    const auto back = store.Read(chunk, Blocks(chunk));
    ASSERT_TRUE(back);
    ExpectEqual(*back, Compute(chunk));
  }
  EXPECT_FALSE(store.Has(1));
  EXPECT_FALSE(store.Read(1, Blocks(1)));
}

TEST_F(ResultStoreTest, NaNAndExtremeNumbersAreReadBack) {
  const std::string file = NewStore("store.sqlite");
  ResultStore store(file, *sweep_, DatabaseMode::kWrite);
  using Limits = std::numeric_limits<double>;
  ChunkResult chunk = Compute(2);
  const std::vector<double> odd = {
      Limits::quiet_NaN(), Limits::denorm_min(), Limits::max(), -Limits::infinity(), 0.1, -1e-300};
  // Outcome 3 is a number; so is every fourth of the rows.
  OutcomeStats& stats = chunk.parts[0].outcomes[3];
  stats.mean = Limits::quiet_NaN();
  stats.m2 = Limits::infinity();
  stats.min = -Limits::max();
  stats.max = Limits::denorm_min();
  for (std::size_t k = 0; k < odd.size(); ++k) chunk.rows[4 * k + 3] = odd[k];
  store.Append(chunk);
  const auto back = store.Read(2, Blocks(2));
  ASSERT_TRUE(back);
  ExpectEqual(*back, chunk);
}

TEST_F(ResultStoreTest, MinusZeroAndOddNaNsAreTheSameResultAsPlainOnes) {
  const std::string file = NewStore("store.sqlite");
  ResultStore store(file, *sweep_, DatabaseMode::kWrite);
  ChunkResult plain = Compute(2);
  plain.parts[0].outcomes[3].min = 0;
  plain.rows[3] = 0;
  plain.rows[7] = std::numeric_limits<double>::quiet_NaN();
  ChunkResult odd = plain;
  odd.parts[0].outcomes[3].min = -0.0;
  odd.rows[3] = -0.0;
  odd.rows[7] = -std::numeric_limits<double>::quiet_NaN();
  store.Append(odd);
  const auto back = store.Read(2, Blocks(2));
  ASSERT_TRUE(back) << "a store knows one zero; the checksum must, too";
  ExpectEqual(*back, plain);
  EXPECT_EQ(HashOf(odd), HashOf(plain));
}

TEST_F(ResultStoreTest, AChangedNumberIsCaught) {
  const std::vector<std::string> changes = {
      "UPDATE parts SET headline_mean = headline_mean + 1e-9 WHERE rowid_of",
      "UPDATE parts SET some_ceasefire = some_ceasefire + 1 WHERE rowid_of",
      "UPDATE parts SET days_sketch = x'0001' WHERE rowid_of",
      "UPDATE runs SET collapse = 1 - collapse WHERE run = ",
      "DELETE FROM runs WHERE run = ",
      "UPDATE chunks SET hash = '0000000000000000' WHERE chunk = 5"};
  for (std::string change : changes) {
    const std::string file = NewStore("store" + std::to_string(change.size()) + ".sqlite");
    ResultStore store(file, *sweep_, DatabaseMode::kWrite);
    store.Append(Compute(4));
    store.Append(Compute(5));
    const SweepBlock block = sweep_->plan().BlockAt(5, 0);
    const std::string key = "cell = " + std::to_string(block.cell) +
                            " AND first_replicate = " + std::to_string(block.first_replicate);
    if (const auto at = change.find("rowid_of"); at != std::string::npos)
      change.replace(at, 8, key);
    if (change.ends_with("run = ")) {
      change += std::to_string(block.cell * sweep_->replicates() + block.first_replicate);
    }
    Database(file, DatabaseMode::kWrite).Run(change);
    EXPECT_FALSE(store.Read(5, Blocks(5))) << change;
    EXPECT_TRUE(store.Read(4, Blocks(4))) << change;
  }
}

TEST_F(ResultStoreTest, ADroppedChunkIsGoneAndMayBeAppendedAgain) {
  const std::string file = NewStore("store.sqlite");
  ResultStore store(file, *sweep_, DatabaseMode::kWrite);
  store.Append(Compute(0));
  store.Append(Compute(1));
  const std::string hash = store.Hash();
  store.Drop(1, Blocks(1));
  EXPECT_FALSE(store.Has(1));
  EXPECT_TRUE(store.Has(0));
  EXPECT_EQ(store.chunks(), 1U);
  EXPECT_EQ(store.runs(), Compute(0).runs());
  EXPECT_NE(store.Hash(), hash);
  store.Append(Compute(1));
  EXPECT_EQ(store.Hash(), hash);
}

TEST_F(ResultStoreTest, TheStoreOfAnotherSweepIsRefused) {
  const std::string file = NewStore("store.sqlite");
  const auto other = MakeSmallSweep({"seed=2"});
  try {
    const ResultStore store(file, *other, DatabaseMode::kRead);
    FAIL() << "opened";
  } catch (const StoreMismatch& error) {
    EXPECT_EQ(std::string(error.what()), file + ": holds another sweep: spec " +
                                             sweep_->spec_hash() + "; expected " +
                                             other->spec_hash());
  }
}

TEST_F(ResultStoreTest, AFinishedFileHasTheSameBytesWhateverTheOrderOfItsChunks) {
  std::vector<std::uint64_t> order(sweep_->plan().chunks());
  for (std::size_t k = 0; k < order.size(); ++k) order[k] = k;
  std::string first;
  std::string hash;
  std::mt19937 shuffle(5);
  for (int round = 0; round < 4; ++round) {
    const std::string file = NewStore("store" + std::to_string(round) + ".sqlite");
    ResultStore store(file, *sweep_, DatabaseMode::kWrite);
    for (const std::uint64_t chunk : order) store.Append(Compute(chunk));
    if (round == 3) {
      store.Drop(6, Blocks(6));
      store.Append(Compute(6));
    }
    if (round == 0) hash = store.Hash();
    EXPECT_EQ(store.Hash(), hash);
    store.Finish();
    if (round == 0) first = FileBytes(file);
    EXPECT_EQ(FileBytes(file), first) << "round " << round;
    EXPECT_FALSE(std::filesystem::exists(file + "-wal"));
    std::shuffle(order.begin(), order.end(), shuffle);
  }
  EXPECT_GT(first.size(), 10'000U);
}

TEST_F(ResultStoreTest, TheViewsHaveAColumnPerParameterAndOutcome) {
  const std::string file = NewStore("store.sqlite");
  {
    ResultStore store(file, *sweep_, DatabaseMode::kWrite);
    for (std::uint64_t c = 0; c < sweep_->plan().chunks(); ++c) store.Append(Compute(c));
  }
  Database database(file, DatabaseMode::kRead);
  EXPECT_EQ(database.Ask("SELECT count(*) FROM cells"), "32");
  EXPECT_EQ(database.Ask("SELECT sum(runs) FROM cells"), "640");
  EXPECT_EQ(database.Ask("SELECT count(*) FROM run_table"), "640");
  // A point of the design, and the mean of its runs, by the two views.
  EXPECT_EQ(database.Ask("SELECT readiness || ' ' || noise FROM cells WHERE cell = 1"), "0.5 0.5");
  EXPECT_EQ(database.Ask("SELECT count(*) FROM cells JOIN (SELECT cell, avg(headline) AS mean FROM "
                         "run_table GROUP BY cell) USING(cell) WHERE abs(headline - mean) < 1e-12"),
            "32");
}

}  // namespace
}  // namespace dragoman
