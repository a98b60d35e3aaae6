// PRIM against trajectories of the EMA workbench 3.0 (../shared/vectors/sampling/prim.json).

#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "engine/sensitivity/prim.h"

namespace dragoman {
namespace {

using PrimJson = nlohmann::ordered_json;

struct PrimVectorSet {
  std::vector<PrimColumn> columns;
  std::vector<std::vector<std::string>> labels;  ///< Per column; empty unless categories.
  std::vector<double> outcome;
};

PrimVectorSet ReadPrimSet(const PrimJson& json) {
  PrimVectorSet set;
  for (const auto& [name, values] : json["x"].items()) {
    PrimColumn column;
    column.name = name;
    std::map<std::string, int> label_numbers;
    if (values[0].is_string()) {
      column.kind = PrimColumnKind::kCategory;
      for (const PrimJson& value : values) label_numbers[value.get<std::string>()] = 0;
      int next = 0;
      for (auto& [label, number] : label_numbers) number = next++;
    } else if (values[0].is_number_integer()) {
      column.kind = PrimColumnKind::kInteger;
    }
    for (const PrimJson& value : values) {
      column.values.push_back(value.is_string() ? label_numbers[value.get<std::string>()]
                                                : value.get<double>());
    }
    set.columns.push_back(std::move(column));
    set.labels.emplace_back();
    for (const auto& [label, number] : label_numbers) set.labels.back().push_back(label);
  }
  for (const PrimJson& y : json["y"]) set.outcome.push_back(y.get<double>());
  return set;
}

PrimOptions PrimReferenceOptions(const std::string& objective) {
  PrimOptions options;
  options.max_boxes = 3;
  options.cover_last_step = true;
  options.paste_like_reference = true;
  if (objective == "LENIENT2") options.objective = PrimObjective::kLenient2;
  if (objective == "ORIGINAL") options.objective = PrimObjective::kOriginal;
  return options;
}

void ExpectSamePrimLimits(const PrimVectorSet& set, const PrimStep& step, const PrimJson& limits) {
  for (std::size_t c = 0; c < set.columns.size(); ++c) {
    const PrimJson& expected = limits[set.columns[c].name];
    const PrimLimit* limit = nullptr;
    for (const PrimLimit& candidate : step.limits) {
      if (candidate.column == c) limit = &candidate;
    }
    if (limit == nullptr) continue;  // The number of restricted columns is compared elsewhere.
    if (set.columns[c].kind == PrimColumnKind::kCategory) {
      std::vector<std::string> labels;
      for (int category : limit->categories) {
        labels.push_back(set.labels[c][static_cast<std::size_t>(category)]);
      }
      EXPECT_EQ(labels, expected[0].get<std::vector<std::string>>());
      continue;
    }
    EXPECT_EQ(limit->lower, expected[0].get<double>());
    EXPECT_EQ(limit->upper, expected[1].get<double>());
  }
}

void ExpectPrimQuasiP(double actual, double expected) {
  if (expected < 0) {
    EXPECT_TRUE(std::isnan(actual));
  } else {
    EXPECT_NEAR(actual / expected, 1, 1e-10);
  }
}

void ExpectSamePrimBox(const PrimVectorSet& set, const PrimBox& box, const PrimJson& expected) {
  ASSERT_EQ(box.trajectory.size(), expected["n_boxes"].get<std::size_t>());
  for (std::size_t k = 0; k < box.trajectory.size(); ++k) {
    SCOPED_TRACE(k);
    const PrimStep& step = box.trajectory[k];
    const PrimJson& wanted = expected["trajectory"][k];
    EXPECT_EQ(step.coverage, wanted["coverage"].get<double>());
    EXPECT_EQ(step.density, wanted["density"].get<double>());
    EXPECT_EQ(step.mass, wanted["mass"].get<double>());
    EXPECT_EQ(step.rows, wanted["n"].get<std::size_t>());
    EXPECT_EQ(step.interest, wanted["k"].get<double>());
    EXPECT_EQ(step.restricted(), wanted["res_dim"].get<std::size_t>());
    ExpectSamePrimLimits(set, step, expected["all_limits"][k]);
  }
  const PrimStep& last = box.trajectory.back();
  EXPECT_EQ(last.rows, expected["rows_in_box"].get<std::size_t>());
  ExpectSamePrimLimits(set, last, expected["final_limits"]);
  EXPECT_EQ(last.limits.size(), expected["qp_final"].size());
  for (const PrimLimit& limit : last.limits) {
    const PrimJson& quasi_p = expected["qp_final"][set.columns[limit.column].name];
    ExpectPrimQuasiP(limit.lower_quasi_p, quasi_p[0].get<double>());
    ExpectPrimQuasiP(limit.upper_quasi_p, quasi_p[1].get<double>());
  }
}

/// Compares every run of one data set; false if the vectors are not there.
bool ComparePrimWithVectors(const std::string& name) {
  const std::filesystem::path path =
      std::filesystem::path(DRAGOMAN_SHARED_DIR) / "vectors/sampling/prim.json";
  std::ifstream file(path);
  if (!file) return false;
  const PrimJson json = PrimJson::parse(file);
  const PrimVectorSet set = ReadPrimSet(json[name]);
  for (const auto& [objective, boxes] : json[name]["runs"].items()) {
    const Checked<PrimResult> result =
        FindPrimBoxes(set.columns, set.outcome, PrimReferenceOptions(objective));
    EXPECT_TRUE(result.ok());
    if (!result) return true;
    std::size_t expected_boxes = 0;
    for (const PrimJson& box : boxes) {
      // The workbench goes on to a last box of all remaining rows when no interest is left.
      if (box["trajectory"][0]["k"].get<double>() > 0) ++expected_boxes;
    }
    EXPECT_GE(result->boxes.size(), expected_boxes);
    for (std::size_t b = 0; b < expected_boxes; ++b) {
      SCOPED_TRACE(objective + " box " + std::to_string(b));
      ExpectSamePrimBox(set, result->boxes[b], boxes[b]);
    }
  }
  return true;
}

TEST(PrimVectors, ContinuousColumnsGiveTheSameTrajectories) {
  if (!ComparePrimWithVectors("continuous4_n400")) GTEST_SKIP() << "no ../shared/vectors/sampling";
}

TEST(PrimVectors, MixedColumnsGiveTheSameTrajectories) {
  if (!ComparePrimWithVectors("mixed_n600")) GTEST_SKIP() << "no ../shared/vectors/sampling";
}

}  // namespace
}  // namespace dragoman
