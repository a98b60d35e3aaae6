#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "engine/io/error_text.h"
#include "engine/io/files.h"
#include "engine/io/negotiation_file.h"

/// @file
/// Broken domains and profiles with everything the program says about them. bad_domains/valid_*
/// are right; each domain_* and profile_* file there breaks a few places of one of them and has its
/// whole error text in the .expected file beside it (NAME.xml.expected). Profiles are read over the
/// valid domain of the same format.
///
/// After a change of wording, DRAGOMAN_REGENERATE=1 in the environment makes this test write the
/// .expected files instead of comparing them; read the diff before committing it.

namespace dragoman {
namespace {

std::filesystem::path BadDomains() {
  return std::filesystem::path(DRAGOMAN_SOURCE_DIR) / "tests" / "io" / "bad_domains";
}

std::string TextOfFile(const std::filesystem::path& path) {
  const FileText file = ReadFile(path.string());
  EXPECT_EQ(file.error, "") << path;
  return file.text;
}

std::vector<std::string> BrokenNames() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(BadDomains())) {
    const std::string name = entry.path().filename().string();
    if (!name.ends_with(".expected") && !name.starts_with("valid_")) names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

Domain ValidDomain(const std::string& extension) {
  const std::string name = "valid_domain" + extension;
  DomainFile file = ReadDomainText(TextOfFile(BadDomains() / name), name);
  EXPECT_EQ(FormatProblems(file.problems), "");
  return file.domain;
}

std::string ErrorsOfFile(const std::string& name) {
  const std::string text = TextOfFile(BadDomains() / name);
  if (name.starts_with("domain_")) return FormatProblems(ReadDomainText(text, name).problems);
  const std::string extension = std::filesystem::path(name).extension().string();
  return FormatProblems(ReadProfileText(text, name, ValidDomain(extension)).problems);
}

bool Regenerate() {
  const char* value = std::getenv("DRAGOMAN_REGENERATE");
  return value != nullptr && std::string_view(value) == "1";
}

TEST(BadDomainsTest, HaveExactlyTheseErrors) {
  ASSERT_GT(BrokenNames().size(), 50U);
  for (const std::string& name : BrokenNames()) {
    SCOPED_TRACE(name);
    const std::string errors = ErrorsOfFile(name);
    EXPECT_NE(errors, "");
    const std::filesystem::path expected = BadDomains() / (name + ".expected");
    if (Regenerate()) {
      ASSERT_EQ(WriteFile(expected.string(), errors), std::nullopt);
    } else {
      EXPECT_EQ(errors, TextOfFile(expected));
    }
  }
}

TEST(BadDomainsTest, NameThePlaceOfEveryError) {
  for (const std::string& name : BrokenNames()) {
    // file:line:column for every problem of a text that was read.
    const std::string text = TextOfFile(BadDomains() / (name + ".expected"));
    std::size_t at = 0;
    for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', at)) {
      const std::string line = text.substr(at, end - at);
      EXPECT_TRUE(line.starts_with(name + ":")) << line;
      EXPECT_NE(line.find_first_of("123456789", name.size()), std::string::npos) << line;
      at = end + 1;
    }
  }
}

TEST(BadDomainsTest, TheFilesTheyAreMadeFromAreRightAndSayTheSame) {
  const Domain xml = ValidDomain(".xml");
  const Domain json = ValidDomain(".json");
  ASSERT_EQ(xml.issues.size(), json.issues.size());
  EXPECT_EQ(xml.name, json.name);
  for (std::size_t i = 0; i < xml.issues.size(); ++i) {
    EXPECT_EQ(xml.issues[i].name, json.issues[i].name);
    EXPECT_EQ(xml.issues[i].kind, json.issues[i].kind);
    EXPECT_EQ(xml.issues[i].values, json.issues[i].values);
    EXPECT_EQ(xml.issues[i].lower, json.issues[i].lower);
    EXPECT_EQ(xml.issues[i].size(), json.issues[i].size());
  }
  for (const char* extension : {".xml", ".json"}) {
    const std::string name = std::string("valid_profile") + extension;
    const ProfileFile profile =
        ReadProfileText(TextOfFile(BadDomains() / name), name, ValidDomain(extension));
    EXPECT_EQ(FormatProblems(profile.problems), "");
  }
}

TEST(BadDomainsTest, EveryExpectedTextBelongsToAFile) {
  const std::vector<std::string> list = BrokenNames();
  const std::set<std::string> names(list.begin(), list.end());
  for (const auto& entry : std::filesystem::directory_iterator(BadDomains())) {
    if (entry.path().extension() != ".expected") continue;
    EXPECT_EQ(names.count(entry.path().stem().string()), 1U) << entry.path();
  }
}

}  // namespace
}  // namespace dragoman
