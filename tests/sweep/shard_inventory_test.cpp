#include "engine/sweep/shard_inventory.h"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/io/temporary_folder.h"

namespace dragoman {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing_support::TemporaryFolder;

class ShardInventoryTest : public testing::Test {
 protected:
  ShardInventoryTest() : result_(folder_.Path("result")) {
    std::filesystem::create_directories(result_.shards());
  }
  void Put(const std::string& name) const { std::ofstream(result_.shards() + "/" + name) << "x"; }

  TemporaryFolder folder_;
  ResultFolder result_;
};

TEST_F(ShardInventoryTest, NamesTellWhatIsThereAndWhatIsBegun) {
  Put("shard-002-of-005.sqlite");
  Put("shard-005-of-005.sqlite");
  Put("shard-001-of-003.sqlite");
  Put("shard-003-of-005.sqlite.part-host-12");
  Put("shard-003-of-005.sqlite.part-host-12-wal");
  Put("shard-003-of-005.sqlite.part-host-12-shm");
  Put("shard-6-of-005.sqlite");
  Put("shard-9-of-5.sqlite");
  Put("notes.txt");
  const ShardInventory shards = FindShards(result_, 0);
  EXPECT_EQ(shards.of, 5U);
  EXPECT_THAT(shards.there, ElementsAre(2, 5));
  EXPECT_THAT(shards.missing, ElementsAre(1, 3, 4));
  EXPECT_EQ(shards.others, 1U);
  EXPECT_EQ(shards.unfinished, 1U);
  EXPECT_THAT(FindShards(result_, 3).missing, ElementsAre(2, 3));
}

TEST_F(ShardInventoryTest, AnEmptyFolderHasNone) {
  const ShardInventory none = FindShards(result_, 0);
  EXPECT_EQ(none.of, 0U);
  EXPECT_THAT(none.missing, IsEmpty());
  EXPECT_THAT(FindShards(result_, 2).missing, ElementsAre(1, 2));
  EXPECT_EQ(FindShards(ResultFolder(folder_.Path("nowhere")), 0).of, 0U);
}

TEST(RangesTextTest, NeighboursAreDrawnTogether) {
  EXPECT_EQ(RangesText({}), "");
  EXPECT_EQ(RangesText({4}), "4");
  EXPECT_EQ(RangesText({1, 2, 3, 7, 9, 10}), "1-3,7,9-10");
}

}  // namespace
}  // namespace dragoman
