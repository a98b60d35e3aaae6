#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/io/error_text.h"
#include "engine/io/negotiation_file.h"
#include "tests/io/temporary_folder.h"
#include "tests/support/process.h"

namespace dragoman {
namespace {

using testing::HasSubstr;
using testing::StartsWith;
using testing_support::ProcessResult;
using testing_support::RunDragoman;
using testing_support::TemporaryFolder;

std::vector<std::string> XmlFilesIn(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

TEST(ExportCommand, WritesADomainAndAProfilePerPrincipalThatReadBack) {
  const TemporaryFolder folder;
  const std::string out = folder.Path("made/for/it");
  const ProcessResult result = RunDragoman({"export", "two-towns", out});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(result.err, "");
  EXPECT_THAT(result.out, StartsWith("wrote " + out + "/two-towns-domain.xml\n"));
  EXPECT_THAT(result.out, HasSubstr("\nleft out, because GENIUS has no words for it:\n"));
  EXPECT_THAT(result.out, HasSubstr("\nnext:\n  dragoman bargain " + out));
  const std::vector<std::string> names = XmlFilesIn(out);
  ASSERT_EQ(names.size(), 3U);
  std::vector<std::string> profiles;
  std::string domain;
  for (const std::string& name : names) {
    const std::string path = (std::filesystem::path(out) / name).string();
    (name == "two-towns-domain.xml" ? domain : profiles.emplace_back()) = path;
  }
  const NegotiationFiles files = LoadNegotiation(domain, profiles);
  EXPECT_EQ(FormatProblems(files.problems), "");
  EXPECT_EQ(files.domain.name, "two-towns");
  EXPECT_EQ(files.profiles.size(), 2U);
}

TEST(ExportCommand, KeepsFilesThatExistUnlessForced) {
  const TemporaryFolder folder;
  const std::string path = folder.Path("two-towns-domain.xml");
  std::ofstream(path) << "mine";
  const ProcessResult kept = RunDragoman({"export", "two-towns", folder.path().string()});
  EXPECT_EQ(kept.exit_code, 1);
  EXPECT_EQ(kept.out, "");
  EXPECT_EQ(kept.err, "dragoman export: error: " + path +
                          " exists already; nothing was written (--force overwrites)\n");
  EXPECT_EQ(XmlFilesIn(folder.path().string()).size(), 1U);
  EXPECT_EQ(RunDragoman({"export", "two-towns", folder.path().string(), "--force"}).exit_code, 0);
  EXPECT_EQ(XmlFilesIn(folder.path().string()).size(), 3U);
  EXPECT_TRUE(LoadDomain(path).ok());
}

TEST(ExportCommand, SaysWhatIsWrongWithItsArguments) {
  const TemporaryFolder folder;
  const ProcessResult unknown = RunDragoman({"export", "two-tons", folder.path().string()});
  EXPECT_EQ(unknown.exit_code, 2);
  EXPECT_THAT(unknown.err, HasSubstr("did you mean 'two-towns'?"));
  EXPECT_EQ(RunDragoman({"export", "two-towns"}).exit_code, 2);
  std::ofstream(folder.Path("file")) << "x";
  const ProcessResult file = RunDragoman({"export", "two-towns", folder.Path("file")});
  EXPECT_EQ(file.exit_code, 1);
  EXPECT_THAT(file.err, HasSubstr("cannot make the folder " + folder.Path("file")));
}

TEST(ExportCommand, FollowsTheChoiceOfEvidence) {
  const TemporaryFolder folder;
  const std::string a = folder.Path("a");
  const std::string b = folder.Path("b");
  ASSERT_EQ(RunDragoman({"export", "istanbul-2025-05-16", a, "--tier", "A"}).exit_code, 0);
  ASSERT_EQ(RunDragoman({"export", "istanbul-2025-05-16", b, "--tier", "A+B"}).exit_code, 0);
  const auto text = [](const std::string& path) {
    std::ostringstream all;
    all << std::ifstream(path).rdbuf();
    return all.str();
  };
  const std::vector<std::string> names = XmlFilesIn(a);
  ASSERT_EQ(names, XmlFilesIn(b));
  bool differ = false;
  for (const std::string& name : names) {
    if (name.ends_with("-domain.xml")) continue;
    differ = differ || text(a + "/" + name) != text(b + "/" + name);
  }
  EXPECT_TRUE(differ);
}

}  // namespace
}  // namespace dragoman
