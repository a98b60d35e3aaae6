#include "engine/sweep/sweep_file.h"

#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/sweep/small_sweep.h"

namespace dragoman {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing_support::LoadSmallSweep;
using testing_support::SmallSweepText;
using testing_support::TemporaryFolder;
using testing_support::WriteBytes;

using Changes = std::vector<std::pair<std::string, std::string>>;

/// The small experiment with texts replaced, written and loaded as e.yaml.
class SweepFileTest : public testing::Test {
 protected:
  SweepFile Load(const Changes& changes, const std::vector<std::string>& settings = {}) {
    std::string text = SmallSweepText();
    for (const auto& [from, to] : changes) {
      const std::size_t at = text.find(from);
      EXPECT_NE(at, std::string::npos) << from;
      text.replace(at, from.size(), to);
    }
    WriteBytes(folder_.Path("e.yaml"), text);
    return LoadSmallSweep(folder_.Path("e.yaml"), settings);
  }

  /// The problems, with the folder's name taken off.
  std::string ProblemsOf(const Changes& changes, const std::vector<std::string>& settings = {}) {
    std::string text = FormatProblems(Load(changes, settings).problems);
    const std::string folder = folder_.Path("");
    for (std::size_t at = text.find(folder); at != std::string::npos; at = text.find(folder)) {
      text.erase(at, folder.size());
    }
    return text;
  }

  TemporaryFolder folder_;
};

const std::string kReadiness = "M9.pi, range: [0, 1]";

TEST_F(SweepFileTest, AGoodFileIsASweepWithoutWarnings) {
  const SweepFile file = Load({});
  ASSERT_TRUE(file.ok()) << FormatProblems(file.problems);
  EXPECT_THAT(file.warnings, IsEmpty());
  EXPECT_EQ(file.sweep->cells(), 32U);
  EXPECT_EQ(file.sweep->plan().runs(), 640U);
  EXPECT_TRUE(file.sweep->keeps_rows());
}

TEST_F(SweepFileTest, ASettingChangesTheExperiment) {
  const SweepFile file = Load({}, {"replicates=7", "design.points=64"});
  ASSERT_TRUE(file.ok()) << FormatProblems(file.problems);
  EXPECT_EQ(file.sweep->plan().runs(), 448U);
}

TEST_F(SweepFileTest, AnUnknownOutcomeIsPlacedAndTheNearestNamed) {
  EXPECT_THAT(ProblemsOf({{"collapse, days", "colapse, days"}}),
              testing::StartsWith("e.yaml:8:38: error: outcomes[2]: no outcome 'colapse'; did you "
                                  "mean 'collapse'? expected one of: some_ceasefire, "));
}

TEST_F(SweepFileTest, RangesThatHoldNothingAreRefused) {
  EXPECT_EQ(ProblemsOf({{kReadiness, "M9.pi, range: [1, 1]"}}),
            "e.yaml:3:51: error: parameters[0].range: the range is empty: low 1 and high 1; "
            "expected low below high; set a fixed value elsewhere\n");
  EXPECT_EQ(ProblemsOf({{kReadiness, "M9.pi, range: [1, 0]"}}),
            "e.yaml:3:51: error: parameters[0].range: the range is the wrong way round: low 1 and "
            "high 0; expected low below high\n");
  EXPECT_EQ(ProblemsOf({{kReadiness, "M9.pi, range: [0]"}}),
            "e.yaml:3:51: error: parameters[0].range: has 1 numbers; linear takes 2\n");
  EXPECT_EQ(ProblemsOf({{kReadiness, "M9.pi"}}),
            "e.yaml:3:5: error: parameters[0]: has no values; expected one of: range, at, options, "
            "what_ifs\n");
  EXPECT_EQ(ProblemsOf({{kReadiness, "M9.pi, range: [0, 1], at: [1]"}}),
            "e.yaml:3:5: error: parameters[0]: says twice what its values are; expected one of: "
            "range, at, options, what_ifs\n");
  EXPECT_EQ(ProblemsOf({{kReadiness, "M9.pi, at: [0.1, 0.1]"}}),
            "e.yaml:3:48: error: parameters[0].at: '0.1' is listed twice; expected each value "
            "once\n");
}

TEST_F(SweepFileTest, AGridOfAMillionMillionCellsIsRefusedWithItsCount) {
  EXPECT_EQ(ProblemsOf({{kReadiness, "M9.pi, range: [0, 1], levels: 1000000"},
                        {"M24.q, range: [0, 1]", "M24.q, range: [0, 1], levels: 1000000"},
                        {"sobol, points: 32", "factorial"}}),
            "e.yaml:5:9: error: design: has 1,000,000,000,000 cells; expected at most "
            "100,000,000\n");
}

TEST_F(SweepFileTest, TooManyRunsAreRefusedWithTheirCount) {
  EXPECT_EQ(ProblemsOf({{"points: 32", "points: 100000"}, {": 20", ": 2000000000"}}),
            "e.yaml:6:13: error: replicates: 100,000 cells with 2,000,000,000 runs each are too "
            "many runs; expected at most 1,000,000,000,000\n");
}

TEST_F(SweepFileTest, APathOfNothingIsPlacedAndTheNearestNamed) {
  EXPECT_EQ(ProblemsOf({{kReadiness, "M9.po, range: [0, 1]"}}),
            "e.yaml:3:26: error: parameters[0].set: unknown key 'po'; did you mean 'pi'? expected "
            "one of: enabled, pi\n");
}

TEST_F(SweepFileTest, TwoParametersCannotSetTheSame) {
  EXPECT_EQ(ProblemsOf({{"M24.q", "M9.pi"}}),
            "e.yaml:4:22: error: parameters[1].set: 'mechanisms.M9.pi' is set twice\n");
  EXPECT_EQ(ProblemsOf({{"id: noise", "id: readiness"}}),
            "e.yaml:4:10: error: parameters[1].id: id 'readiness' is used twice, first on line 3; "
            "expected another id\n");
  EXPECT_EQ(ProblemsOf({{"id: noise", "id: runs"}}),
            "e.yaml:4:10: error: parameters[1].id: 'runs' is the name of a column of every result; "
            "expected another name\n");
}

TEST_F(SweepFileTest, AValueThatTheScenarioRefusesIsFoundBeforeAnyRun) {
  EXPECT_EQ(ProblemsOf({{kReadiness, "M9.pi, range: [0, 2]"}}),
            "e.yaml:3:5: error: parameters[0]: at 2 there is no valid scenario: mechanisms.M9.pi: "
            "2 is out of range; expected a number in [0, 1] (probability); expected other values, "
            "or on_failure: record\n");
}

TEST_F(SweepFileTest, AScenarioThatIsNotThereIsNamed) {
  EXPECT_EQ(ProblemsOf({{"two-towns", "three-towns.yaml"}}),
            "three-towns.yaml: error: no such file\n");
  EXPECT_EQ(ProblemsOf({{"scenario: two-towns\n", ""}}),
            "e.yaml:1:1: error: scenario: required key is missing; expected a text\n");
}

TEST_F(SweepFileTest, AllProblemsAreReportedAtOnce) {
  const std::string text = ProblemsOf(
      {{kReadiness, "M9.pi, range: [1, 1]"}, {"headline,", "headlin,"}, {"noise", "cell"}});
  EXPECT_THAT(text, HasSubstr("parameters[0].range: the range is empty"));
  EXPECT_THAT(text, HasSubstr("parameters[1].id: 'cell' is the name of a column"));
  EXPECT_THAT(text, HasSubstr("outcomes[1]: no outcome 'headlin'"));
}

TEST_F(SweepFileTest, AParameterOfAMechanismThatIsOffIsWarnedOf) {
  const SweepFile file = Load({{"design:", "without: [M24]\ndesign:"}});
  ASSERT_TRUE(file.ok()) << FormatProblems(file.problems);
  EXPECT_THAT(file.warnings, ElementsAre("parameter noise changes nothing between its ends while "
                                         "the others stand in the middle of their ranges: "
                                         "mechanism M24 is off"));
}

TEST_F(SweepFileTest, ASettingThatAParameterOverwritesIsWarnedOf) {
  const SweepFile file = Load({{"design:", "set: [mechanisms.M9.pi=0.5]\ndesign:"}});
  ASSERT_TRUE(file.ok()) << FormatProblems(file.problems);
  EXPECT_THAT(file.warnings, ElementsAre("set: mechanisms.M9.pi=0.5 has no effect: parameter "
                                         "readiness sets mechanisms.M9.pi at every point"));
}

TEST_F(SweepFileTest, AListTakesItsPointsFromTheFileBesideIt) {
  WriteBytes(folder_.Path("points.csv"), "noise,readiness\n0.25,0.5\n0.75,1\n");
  const SweepFile file = Load({{"sobol, points: 32", "list, file: points.csv"}});
  ASSERT_TRUE(file.ok()) << FormatProblems(file.problems);
  ASSERT_EQ(file.sweep->cells(), 2U);
  EXPECT_EQ(file.sweep->ValuesAt(1)[0].text, "1");
  EXPECT_EQ(file.sweep->ValuesAt(1)[1].number, 0.75);
}

TEST_F(SweepFileTest, ProblemsOfAListArePlaced) {
  EXPECT_EQ(ProblemsOf({{"sobol, points: 32", "list, file: nope.csv"}}),
            "e.yaml:5:28: error: design.file: no such file; expected a CSV file\n");
  WriteBytes(folder_.Path("points.csv"), "noise,readiness\n0.25\n");
  EXPECT_EQ(ProblemsOf({{"sobol, points: 32", "list, file: points.csv"}}),
            "points.csv:2:1: error: has 1 values; the head names 2\n");
}

// Medians: the peak of a symmetric triangle, the means, e^-1, and 0.1 sqrt(ln 2).
TEST_F(SweepFileTest, EveryScaleTakesTheNumbersItsDocumentationNames) {
  struct Case {
    std::string scale;
    std::string range;
    double median;
  };
  const Case cases[] = {{"triangular", "[0, 1, 0.5]", 0.5},
                        {"normal", "[0.5, 0.05]", 0.5},
                        {"truncated_normal", "[0, 1, 0.5, 0.1]", 0.5},
                        {"lognormal", "[-1, 0.1]", 0.36787944117144233},
                        {"weibull", "[2, 0.1]", 0.083255461115769775},
                        {"log", "[0.01, 1]", 0.1}};
  for (const Case& c : cases) {
    const auto sweep = testing_support::MakeSmallSweep(
        {"parameters[0].scale=" + c.scale, "parameters[0].range=" + c.range});
    EXPECT_NEAR(sweep->parameters()[0].range->Value(0.5), c.median, 1e-12) << c.scale;
  }
}

}  // namespace
}  // namespace dragoman
