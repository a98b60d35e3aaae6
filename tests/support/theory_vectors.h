#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

/// @file
/// The closed forms and published tables of ../shared/vectors/theory (see its README.md), read so
/// that nothing in a file can be passed over: every case is visited, and every number expected of
/// it has to be compared.

namespace dragoman::testing_support {

/// One case of a file. All comparisons use the file's tolerance.
class TheoryCase {
 public:
  TheoryCase(std::string label, const nlohmann::json& content, double tolerance);

  const nlohmann::json& inputs() const { return content_["inputs"]; }
  double Number(const char* input) const { return inputs()[input].get<double>(); }
  const nlohmann::json& expected() const { return content_["expected"]; }
  const std::string& label() const { return label_; }
  double tolerance() const { return tolerance_; }

  /// Compares expected()[key], whatever its shape, with `actual`.
  void Check(const std::string& key, const nlohmann::json& actual);
  /// The key repeats an input or another key and carries no number of its own.
  void Skip(const std::string& key);
  /// Fails for each key of `expected` that neither was called for.
  void ExpectAllChecked() const;

 private:
  void Compare(const nlohmann::json& expected, const nlohmann::json& actual,
               const std::string& place) const;

  std::string label_;
  nlohmann::json content_;
  double tolerance_;
  std::set<std::string> checked_;
};

/// True if the files are at hand; where they are not, a test skips itself.
bool TheoryVectorsAtHand();

/// Names of all files but the index, without ".json", as they lie in the folder.
std::vector<std::string> TheoryFileNames();

/// Calls `visit` on each case of NAME.json and fails unless the file holds `cases` of them, as many
/// as INDEX.json says, and all that is expected was compared.
void ForEachTheoryCase(const std::string& name, int cases,
                       const std::function<void(TheoryCase&)>& visit);

}  // namespace dragoman::testing_support

/// First line of a test that needs the files.
#define DRAGOMAN_NEEDS_THEORY_VECTORS()                      \
  if (!::dragoman::testing_support::TheoryVectorsAtHand()) { \
    GTEST_SKIP() << "vectors/theory is not at hand";         \
  }                                                          \
  static_assert(true)
