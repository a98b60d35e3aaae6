// The deterministic core against numbers on file: our own, and, where they are at hand, those of an
// independent implementation.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/support/derivation_json.h"
#include "tests/support/scenarios.h"
#include "tests/support/test_names.h"

namespace dragoman::testing_support {
namespace {

constexpr double kTolerance = 1e-9;

std::string ReadText(const std::filesystem::path& path) {
  std::ifstream in(path);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

/// Both trees have the same shape, and numbers differ by at most the tolerance.
void ExpectSameNumbers(const nlohmann::json& expected, const nlohmann::json& actual,
                       const std::string& path) {
  if (expected.is_number() && actual.is_number()) {
    EXPECT_NEAR(actual.get<double>(), expected.get<double>(), kTolerance) << path;
    return;
  }
  ASSERT_EQ(expected.type(), actual.type()) << path;
  ASSERT_EQ(expected.size(), actual.size()) << path;
  if (expected.is_object()) {
    for (const auto& [key, value] : expected.items()) {
      ASSERT_TRUE(actual.contains(key)) << path << "." << key;
      ExpectSameNumbers(value, actual[key], path + "." + key);
    }
  } else if (expected.is_array()) {
    for (std::size_t k = 0; k < expected.size(); ++k) {
      ExpectSameNumbers(expected[k], actual[k], path + "[" + std::to_string(k) + "]");
    }
  } else {
    EXPECT_EQ(expected, actual) << path;
  }
}

class GoldenFiles : public testing::TestWithParam<std::string> {};

TEST_P(GoldenFiles, TheCoreReproducesTheCommittedNumbers) {
  const std::filesystem::path file = std::filesystem::path(DRAGOMAN_SOURCE_DIR) / "tests" /
                                     "preferences" / "golden" / (GetParam() + ".json");
  const std::string text = GoldenText(ReadScenario(GetParam()));
  if (std::getenv("DRAGOMAN_REGENERATE") != nullptr) {
    std::ofstream(file) << text;
    return;
  }
  ASSERT_TRUE(std::filesystem::exists(file)) << "see tests/preferences/golden/README.md";
  ExpectSameNumbers(nlohmann::json::parse(ReadText(file)), nlohmann::json::parse(text), "");
}

INSTANTIATE_TEST_SUITE_P(Scenarios, GoldenFiles, testing::ValuesIn(ScenarioNames()), NameOfText);

class SharedGolden : public testing::TestWithParam<std::string> {};

// "Tolerance 1e-9", says the file; 'ideal' is null where no position is known, and non-principals
// have no concession exponent.
TEST_P(SharedGolden, TheCoreReproducesTheIndependentImplementation) {
  const std::filesystem::path file =
      std::filesystem::path(DRAGOMAN_SHARED_DIR) / "domain" / "derivation-golden.json";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << file << " is not at hand";
  const nlohmann::json golden = nlohmann::json::parse(ReadText(file));
  const nlohmann::json& expected = golden["modes"][GetParam()];
  const nlohmann::json actual =
      nlohmann::json::parse(GoldenText(ReadScenario("istanbul-2025-05-16")))["tiers"][GetParam()];
  ASSERT_EQ(expected["parties"].size(), actual.size());
  int compared = 0;
  for (const auto& [party, theirs] : expected["parties"].items()) {
    const nlohmann::json& ours = actual[party];
    for (const char* name : {"tau", "rho", "delta", "Phi", "beta", "evidence_mass"}) {
      if (theirs[name].is_null()) continue;
      EXPECT_NEAR(ours["style"][name].get<double>(), theirs[name].get<double>(), kTolerance)
          << party << "." << name;
      ++compared;
    }
    ASSERT_EQ(theirs["issues"].size(), ours["issues"].size());
    for (const auto& [issue, numbers] : theirs["issues"].items()) {
      const nlohmann::json& mine = ours["issues"][issue];
      for (const char* name : {"E", "weight", "ideal", "ideal_sd", "firmness"}) {
        const std::string path = party + "." + issue + "." + name;
        ASSERT_EQ(numbers[name].is_null(), mine[name].is_null()) << path;
        if (numbers[name].is_null()) continue;
        EXPECT_NEAR(mine[name].get<double>(), numbers[name].get<double>(), kTolerance) << path;
        ++compared;
      }
      std::size_t k = 0;
      ASSERT_EQ(numbers["utility"].size(), mine["utility"].size());
      // Both list the options in the order of their axis, which is that of their ids.
      for (const auto& [option, value] : numbers["utility"].items()) {
        EXPECT_NEAR(mine["utility"][k++].get<double>(), value.get<double>(), kTolerance)
            << party << "." << issue << "." << option;
        ++compared;
      }
    }
  }
  for (const auto& [pair, value] : expected["trust"].items()) {
    if (pair.rfind("raw", 0) == 0) continue;
    const std::size_t arrow = pair.find("->");
    EXPECT_NEAR(actual[pair.substr(0, arrow)]["trust_in"][pair.substr(arrow + 2)].get<double>(),
                value.get<double>(), kTolerance)
        << pair;
    ++compared;
  }
  EXPECT_GT(compared, 500);
}

INSTANTIATE_TEST_SUITE_P(Tiers, SharedGolden, testing::Values("A", "A+B"), NameOfText);

}  // namespace
}  // namespace dragoman::testing_support
