#include "tests/support/theory_vectors.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <utility>

#include <gtest/gtest.h>

namespace dragoman::testing_support {
namespace {

std::filesystem::path TheoryFolder() {
  return std::filesystem::path(DRAGOMAN_SHARED_DIR) / "vectors" / "theory";
}

nlohmann::json ReadTheoryFile(const std::string& name) {
  std::ifstream in(TheoryFolder() / (name + ".json"));
  return nlohmann::json::parse(in, nullptr, /*allow_exceptions=*/false);
}

int CasesByIndex(const std::string& name) {
  for (const nlohmann::json& entry : ReadTheoryFile("INDEX")) {
    if (entry["file"] == name + ".json") return entry["cases"].get<int>();
  }
  return -1;
}

}  // namespace

TheoryCase::TheoryCase(std::string label, const nlohmann::json& content, double tolerance)
    : label_(std::move(label)), content_(content), tolerance_(tolerance) {}

void TheoryCase::Check(const std::string& key, const nlohmann::json& actual) {
  ASSERT_TRUE(expected().contains(key)) << label_ << " expects no " << key;
  Compare(expected()[key], actual, label_ + "." + key);
  checked_.insert(key);
}

void TheoryCase::Skip(const std::string& key) {
  ASSERT_TRUE(expected().contains(key)) << label_ << " expects no " << key;
  checked_.insert(key);
}

void TheoryCase::ExpectAllChecked() const {
  for (const auto& [key, value] : expected().items()) {
    EXPECT_TRUE(checked_.contains(key)) << label_ << "." << key << " was not compared";
  }
}

void TheoryCase::Compare(const nlohmann::json& expected, const nlohmann::json& actual,
                         const std::string& place) const {
  if (expected.is_number() && actual.is_number()) {
    // Relative where numbers are large (counts of coalitions, utilities up to 1000).
    const double theirs = expected.get<double>();
    const double scale = std::max(1.0, std::abs(theirs));
    EXPECT_NEAR(actual.get<double>(), theirs, tolerance_ * scale) << place;
    return;
  }
  ASSERT_EQ(expected.type(), actual.type()) << place;
  if (!expected.is_array() && !expected.is_object()) {
    EXPECT_EQ(expected, actual) << place;
    return;
  }
  ASSERT_EQ(expected.size(), actual.size()) << place;
  if (expected.is_array()) {
    for (std::size_t k = 0; k < expected.size(); ++k) {
      Compare(expected[k], actual[k], place + "[" + std::to_string(k) + "]");
    }
    return;
  }
  for (const auto& [key, value] : expected.items()) {
    ASSERT_TRUE(actual.contains(key)) << place << "." << key;
    Compare(value, actual[key], place + "." + key);
  }
}

bool TheoryVectorsAtHand() { return std::filesystem::exists(TheoryFolder() / "INDEX.json"); }

std::vector<std::string> TheoryFileNames() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(TheoryFolder())) {
    if (entry.path().extension() != ".json" || entry.path().stem() == "INDEX") continue;
    names.push_back(entry.path().stem().string());
  }
  return names;
}

void ForEachTheoryCase(const std::string& name, int cases,
                       const std::function<void(TheoryCase&)>& visit) {
  const nlohmann::json file = ReadTheoryFile(name);
  ASSERT_TRUE(file.is_object()) << name << ".json cannot be read";
  EXPECT_EQ(static_cast<int>(file["cases"].size()), CasesByIndex(name)) << name;
  int visited = 0;
  for (const nlohmann::json& content : file["cases"]) {
    TheoryCase it(name + "[" + std::to_string(visited) + "]", content,
                  file["tolerance"].get<double>());
    visit(it);
    it.ExpectAllChecked();
    ++visited;
  }
  EXPECT_EQ(visited, cases) << name;
}

}  // namespace dragoman::testing_support
