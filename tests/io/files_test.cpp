#include "engine/io/files.h"

#include <filesystem>
#include <iterator>
#include <string>

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/io/temporary_folder.h"

namespace dragoman {
namespace {

using testing_support::TemporaryFolder;

std::ptrdiff_t CountFiles(const TemporaryFolder& folder) {
  return std::distance(std::filesystem::directory_iterator(folder.path()), {});
}

TEST(FilesTest, AFileReadsBackAsWritten) {
  const TemporaryFolder folder;
  const std::string text("a\0b\r\n\xFF", 6);
  EXPECT_EQ(WriteFile(folder.Path("f"), "older and longer text"), std::nullopt);
  EXPECT_EQ(WriteFile(folder.Path("f"), text), std::nullopt);
  const FileText read = ReadFile(folder.Path("f"));
  EXPECT_TRUE(read.ok());
  EXPECT_EQ(read.text, text);
  EXPECT_EQ(CountFiles(folder), 1);  // No temporary file is left.
}

TEST(FilesTest, ReadingSaysWhatIsWrong) {
  const TemporaryFolder folder;
  EXPECT_EQ(ReadFile(folder.Path("missing")).error, "no such file");
  EXPECT_EQ(ReadFile(folder.path().string()).error, "is a directory");
  ASSERT_EQ(WriteFile(folder.Path("f"), "12345"), std::nullopt);
  EXPECT_EQ(ReadFile(folder.Path("f"), 4).error, "is larger than 4 bytes");
  EXPECT_TRUE(ReadFile(folder.Path("f"), 5).ok());
  EXPECT_EQ(ReadFile("/dev/zero", 1000).error, "is larger than 1000 bytes");
}

TEST(FilesTest, WritingSaysWhatIsWrong) {
  const TemporaryFolder folder;
  EXPECT_EQ(WriteFile(folder.path().string(), "x"), "is a directory");
  EXPECT_EQ(WriteFile(folder.Path("no/such/f"), "x"), "no such folder");
  EXPECT_EQ(WriteFile("/dev/full", "x"), "No space left on device");
}

TEST(FilesTest, ReplacingKeepsPermissionsAndFollowsLinks) {
  const TemporaryFolder folder;
  ASSERT_EQ(WriteFile(folder.Path("f"), "old"), std::nullopt);
  ASSERT_EQ(chmod(folder.Path("f").c_str(), 0640), 0);
  std::filesystem::create_symlink("f", folder.Path("link"));
  EXPECT_EQ(WriteFile(folder.Path("link"), "new"), std::nullopt);
  EXPECT_TRUE(std::filesystem::is_symlink(folder.Path("link")));
  EXPECT_EQ(ReadFile(folder.Path("f")).text, "new");
  struct stat status{};
  ASSERT_EQ(stat(folder.Path("f").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07777U, 0640U);
}

TEST(FilesTest, WhatIsNotARegularFileIsWrittenInPlace) {
  EXPECT_EQ(WriteFile("/dev/null", "x"), std::nullopt);
  EXPECT_TRUE(std::filesystem::is_character_file("/dev/null"));
}

}  // namespace
}  // namespace dragoman
