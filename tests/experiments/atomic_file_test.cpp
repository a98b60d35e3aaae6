#include "engine/experiments/atomic_file.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "tests/io/temporary_folder.h"

namespace dragoman {
namespace {

using testing_support::TemporaryFolder;

std::string ReadBack(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::size_t FilesIn(const TemporaryFolder& folder) {
  std::size_t count = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    ++count;
  }
  return count;
}

TEST(AtomicFile, AppearsWholeAtCommitAndReplacesTheOldFile) {
  const TemporaryFolder folder;
  const std::string path = folder.Path("rows.csv");
  std::ofstream(path) << "old\n";
  AtomicFile file;
  ASSERT_EQ(file.Open(path), std::nullopt);
  ASSERT_EQ(file.Write("one\n"), std::nullopt);
  ASSERT_EQ(file.Write("two\n"), std::nullopt);
  EXPECT_EQ(ReadBack(path), "old\n");
  ASSERT_EQ(file.Commit(), std::nullopt);
  EXPECT_EQ(ReadBack(path), "one\ntwo\n");
  EXPECT_EQ(FilesIn(folder), 1U);
}

TEST(AtomicFile, WithoutCommitLeavesEverythingAsItWas) {
  const TemporaryFolder folder;
  const std::string path = folder.Path("rows.csv");
  std::ofstream(path) << "old\n";
  {
    AtomicFile file;
    ASSERT_EQ(file.Open(path), std::nullopt);
    ASSERT_EQ(file.Write("one\n"), std::nullopt);
  }
  EXPECT_EQ(ReadBack(path), "old\n");
  EXPECT_EQ(FilesIn(folder), 1U);
}

TEST(AtomicFile, SaysWhyItCannotBeWritten) {
  const TemporaryFolder folder;
  AtomicFile file;
  EXPECT_EQ(file.Open(folder.Path("missing/rows.csv")), "no such folder");
  EXPECT_EQ(file.Open(folder.path().string()), "is a directory");
  EXPECT_EQ(file.Write("one\n"), "is not open");
  EXPECT_EQ(file.Commit(), "is not open");
  EXPECT_EQ(FilesIn(folder), 0U);
}

TEST(AtomicFile, ReportsAFullDisk) {
  AtomicFile file;
  ASSERT_EQ(file.Open("/dev/full"), std::nullopt);
  file.Write("one\n");  // may still fit into the stream's memory
  EXPECT_NE(file.Commit(), std::nullopt);
  EXPECT_TRUE(std::filesystem::exists("/dev/full"));
}

}  // namespace
}  // namespace dragoman
