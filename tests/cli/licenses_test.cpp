#include <algorithm>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/apps/cli/embedded.h"
#include "engine/wire/json_writer.h"
#include "tests/support/process.h"

namespace dragoman {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing_support::Process;
using testing_support::ProcessResult;
using testing_support::RunDragoman;

using Names = std::set<std::string>;

std::string ProjectFile(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(std::string(DRAGOMAN_SOURCE_DIR) + "/" + path, std::ios::binary).rdbuf();
  EXPECT_NE(text.str(), "") << path;
  return text.str();
}

const Json& LicenseList() {
  static const Json list = Json::parse(ProjectFile("engine/apps/licenses/licenses.json"));
  return list;
}

/// The strings at `key` of the components, a list's items one by one.
Names NamesAt(const char* key) {
  Names names;
  for (const Json& component : LicenseList()["components"]) {
    if (!component.contains(key)) continue;
    if (component[key].is_string()) names.insert(component[key].get<std::string>());
    if (!component[key].is_array()) continue;
    for (const Json& item : component[key]) names.insert(item.get<std::string>());
  }
  return names;
}

Names LicenseKeysOf(const Json& object) {
  Names keys;
  for (const auto& item : object.items()) keys.insert(item.key());
  return keys;
}

Names MatchesIn(const std::string& text, const std::string& pattern) {
  Names found;
  const std::regex regex(pattern);
  for (std::sregex_iterator it(text.begin(), text.end(), regex), end; it != end; ++it) {
    found.insert((*it)[1]);
  }
  return found;
}

// "MIT WITH fmt-exception" names two texts.
std::vector<std::string> TextsOf(const std::string& license) {
  if (license == "public domain") return {};
  std::vector<std::string> ids;
  std::istringstream words(license);
  for (std::string word; words >> word;) {
    if (word != "AND" && word != "WITH") ids.push_back(word);
  }
  return ids;
}

TEST(Licenses, EveryPackageThatCMakeLooksForIsListed) {
  Names wanted = MatchesIn(ProjectFile("scripts/cmake/DragomanDependencies.cmake"),
                           R"(find_package\(([A-Za-z0-9_-]+))");
  EXPECT_EQ(wanted.erase("Threads"), 1U);  // The system's.
  EXPECT_EQ(NamesAt("cmake"), wanted);
}

TEST(Licenses, EveryLibraryThatTheProgramLoadsIsListed) {
  Process ldd({"/usr/bin/env", "LC_ALL=C", "ldd", DRAGOMAN_PROGRAM});
  const ProcessResult result = ldd.Wait();
  ASSERT_EQ(result.exit_code, 0) << result.err;
  // Sanitizers, and what they load, belong to builds that nobody is given.
  const std::regex sanitizer("lib(a|t|ub|l)san|libresolv|libclang_rt.*");
  const Names listed = NamesAt("libraries");
  const Names system = LicenseKeysOf(LicenseList()["system_libraries"]);
  Names loaded;
  for (const std::string& name :
       MatchesIn(result.out, R"([\s/]((?:lib|ld-|linux-)[^\s/]*?)\.so)")) {
    if (!system.contains(name) && !std::regex_match(name, sanitizer)) loaded.insert(name);
  }
  EXPECT_EQ(loaded, listed);
}

TEST(Licenses, EveryDebianPackageThatLeavesCodeIsListed) {
  const std::string setup = ProjectFile("scripts/setup");
  Names packages;
  for (const char* array : {"BUILD_PACKAGES", "WASM_PACKAGES"}) {
    std::smatch body;
    ASSERT_TRUE(std::regex_search(setup, body, std::regex(std::string(array) + R"(=\(([^)]*)\))")));
    std::istringstream words(body[1].str());
    for (std::string word; words >> word;) packages.insert(word);
  }
  for (const char* tool :
       {"g++", "cmake", "ninja-build", "clang-19", "lld-19", "binaryen", "zopfli"}) {
    packages.erase(tool);
  }
  EXPECT_EQ(NamesAt("packages"), packages);
}

TEST(Licenses, EveryNpmPackageOfThePageIsListedWithItsVersion) {
  const Json lock = Json::parse(ProjectFile("engine/apps/studio/package-lock.json"));
  Names wanted;
  const std::string folder = "node_modules/";
  for (const auto& [path, package] : lock["packages"].items()) {
    // Of the tools vite alone leaves code: a few lines that start the worker.
    if (path.empty() || (package.contains("dev") && path != folder + "vite")) continue;
    const std::string name = path.substr(path.rfind(folder) + folder.size());
    if (LicenseList()["npm_left_out"].contains(name)) continue;
    wanted.insert(name + " " + package["version"].get<std::string>() + " " +
                  package["license"].get<std::string>());
  }
  Names listed;
  for (const Json& package : LicenseList()["npm"]) {
    listed.insert(package["name"].get<std::string>() + " " + package["version"].get<std::string>() +
                  " " + package["license"].get<std::string>());
  }
  EXPECT_EQ(listed, wanted);
}

TEST(Licenses, NothingIsLeftOutThatTheLockFileDoesNotName) {
  const Json lock = Json::parse(ProjectFile("engine/apps/studio/package-lock.json"));
  for (const std::string& name : LicenseKeysOf(LicenseList()["npm_left_out"])) {
    EXPECT_TRUE(lock["packages"].contains("node_modules/" + name)) << name;
  }
}

// `npm ci` asks the registry it is set to, wherever the lock file was made.
TEST(Licenses, TheLockFileHoldsNoAddressOfPackages) {
  const std::string lock = ProjectFile("engine/apps/studio/package-lock.json");
  EXPECT_THAT(lock, Not(HasSubstr("\"resolved\"")));
  EXPECT_THAT(lock, Not(HasSubstr(".tgz")));
  EXPECT_THAT(lock, HasSubstr("\"integrity\": \"sha512-"));
}

TEST(Licenses, EveryLicenseNamedHasItsTextInTheProgram) {
  Names texts;
  for (const EmbeddedFile& file : LicenseFiles()) {
    EXPECT_NE(file.text, "") << file.name;
    texts.insert(std::string(file.name));
  }
  Names named = {"licenses.json", "Apache-2.0.txt"};
  for (const char* part : {"components", "npm"}) {
    for (const Json& component : LicenseList()[part]) {
      for (const std::string& id : TextsOf(component["license"].get<std::string>())) {
        named.insert(id + ".txt");
      }
    }
  }
  EXPECT_EQ(texts, named);
}

TEST(LicensesCommand, PrintsEveryPartAndEveryTextOnce) {
  const ProcessResult result = RunDragoman({"licenses"});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, testing::StartsWith("dragoman "));
  for (const char* part : {"components", "npm"}) {
    for (const Json& component : LicenseList()[part]) {
      EXPECT_THAT(result.out, HasSubstr("\n" + component["name"].get<std::string>() + " "));
    }
  }
  for (const EmbeddedFile& file : LicenseFiles()) {
    if (!file.name.ends_with(".txt")) continue;
    const std::size_t first = result.out.find(file.text);
    EXPECT_NE(first, std::string::npos) << file.name;
    EXPECT_EQ(result.out.find(file.text, first + 1), std::string::npos) << file.name;
  }
}

TEST(LicensesCommand, AsJsonHoldsTheTextsById) {
  const ProcessResult result = RunDragoman({"licenses", "--json"});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  const Json json = Json::parse(result.out);
  EXPECT_EQ(json["dragoman"]["license"], "Apache-2.0");
  EXPECT_EQ(json["components"].size(), LicenseList()["components"].size());
  EXPECT_THAT(json["texts"]["MIT"].get<std::string>(), HasSubstr("WITHOUT WARRANTY"));
}

}  // namespace
}  // namespace dragoman
