#include "engine/sweep/store_check.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/experiments/thread_executor.h"
#include "engine/sweep/sweep_runner.h"
#include "tests/sweep/small_sweep.h"

namespace dragoman {
namespace {

using testing_support::FileBytes;
using testing_support::MakeSmallSweep;
using testing_support::TemporaryFolder;
using testing_support::WriteBytes;

class StoreCheckTest : public testing::Test {
 protected:
  StoreCheckTest() : sweep_(MakeSmallSweep()), result_(folder_.Path("result")) {
    result_.Create(*sweep_);
    StoreRepair repair;
    Finish(OpenStore(result_, *sweep_, &repair).get());
    sound_ = FileBytes(result_.store());
  }

  void Finish(ResultStore* store) {
    ThreadExecutor executor(1);
    recomputed_ = RunSweep(*sweep_, store, {}, &executor, nullptr, nullptr, {}).runs;
    store->Finish();
  }

  TemporaryFolder folder_;
  std::unique_ptr<const Sweep> sweep_;
  ResultFolder result_;
  std::string sound_;
  std::uint64_t recomputed_ = 0;
};

TEST_F(StoreCheckTest, ASoundStoreHasNoDisorder) {
  EXPECT_EQ(FindDisorder(result_.store(), *sweep_), "");
  EXPECT_TRUE(TellsItsSpec(result_.store()));
}

TEST_F(StoreCheckTest, WhatNoChecksumCoversIsFoundAndMadeGoodWithoutComputingAgain) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"UPDATE points SET noise = noise + 1e-9 WHERE cell = 3", "values of points"},
      {"DELETE FROM points WHERE cell = 3", "points without results, or results without points"},
      {"UPDATE meta SET value = 'x' WHERE key = 'title'", "what it says of the sweep"},
      {"UPDATE parameters SET high = 2 WHERE position = 0", "what it says of the sweep"},
      {"UPDATE outcomes SET unit = 'x' WHERE position = 1", "what it says of the sweep"},
      {"DROP VIEW cells", "what it says of the sweep"},
      {"INSERT INTO failures(cell, message, replay) VALUES(2, 'x', 'y')", "replay commands"},
      {"INSERT INTO runs(run) VALUES(99999)", "rows of no chunk"}};
  for (const auto& [change, disorder] : cases) {
    WriteBytes(result_.store(), sound_);
    Database(result_.store(), DatabaseMode::kWrite).Run(change);
    EXPECT_EQ(FindDisorder(result_.store(), *sweep_), disorder) << change;
    StoreRepair repair;
    Finish(OpenStore(result_, *sweep_, &repair).get());
    ASSERT_EQ(repair.notes.size(), 1U) << change;
    EXPECT_THAT(repair.notes[0], testing::HasSubstr("All of its 16 chunks could be read"))
        << change;
    EXPECT_EQ(recomputed_, 0U) << change;
    EXPECT_TRUE(FileBytes(result_.store()) == sound_) << change;
  }
}

TEST_F(StoreCheckTest, ADamagedSpecHashIsDamageAndAnotherSpecIsNot) {
  {
    Database database(result_.store(), DatabaseMode::kWrite);
    database.Run("UPDATE meta SET value = '0' WHERE key IN ('spec_hash', 'family_hash')");
  }
  StoreRepair repair;
  Finish(OpenStore(result_, *sweep_, &repair).get());
  EXPECT_EQ(repair.notes.size(), 1U);
  EXPECT_TRUE(FileBytes(result_.store()) == sound_);

  const auto other = MakeSmallSweep({"seed=2"});
  StoreRepair none;
  EXPECT_THROW(OpenStore(result_, *other, &none), StoreMismatch);
  EXPECT_TRUE(FileBytes(result_.store()) == sound_) << "nothing was lost";
}

}  // namespace
}  // namespace dragoman
