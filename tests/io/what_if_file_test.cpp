#include "engine/io/what_if_file.h"

#include <fstream>

#include <gtest/gtest.h>

#include "engine/io/error_text.h"
#include "tests/io/temporary_folder.h"
#include "tests/support/scenarios.h"

namespace dragoman {
namespace {

using testing_support::TemporaryFolder;

constexpr const char* kTownsFile = DRAGOMAN_SOURCE_DIR "/scenarios/two-towns.yaml";

/// The invented scenario with what-ifs of the test's own at its end.
class WhatIfFile : public testing::Test {
 protected:
  void Write(const std::string& what_ifs) {
    std::ifstream towns(kTownsFile);
    std::string text((std::istreambuf_iterator<char>(towns)), std::istreambuf_iterator<char>());
    lines_ = 0;
    for (const char c : text) lines_ += c == '\n' ? 1 : 0;
    std::ofstream(path()) << text << "what_ifs:\n" << what_ifs;
    base_ = LoadScenario(path());
    ASSERT_EQ(FormatProblems(base_.problems), "");
  }
  std::string path() const { return folder_.Path("towns.yaml"); }
  ScenarioFile Load(const std::vector<std::string>& ids) const {
    return LoadWhatIf(path(), base_, {}, {}, ids);
  }
  /// Problems without the folder; lines count from the key `what_ifs`.
  std::string Errors(const std::vector<std::string>& ids) const {
    std::string text;
    for (Problem problem : Load(ids).problems) {
      problem.file = problem.file == path() ? "towns.yaml" : problem.file;
      problem.line -= lines_;
      text += FormatProblem(problem) + "\n";
    }
    return text;
  }

  TemporaryFolder folder_;
  ScenarioFile base_;
  int lines_ = 0;
};

TEST_F(WhatIfFile, ChangesAdjustmentsAndSwitchesAreApplied) {
  Write(
      "  - id: calm\n"
      "    question: what if\n"
      "    changes: [wait.q=0.25, talks.meetings=5]\n"
      "    without: [M16]\n");
  const ScenarioFile file = Load({"calm"});
  ASSERT_EQ(FormatProblems(file.problems), "");
  EXPECT_EQ(file.scenario->talks->meetings, 5);
  for (const std::string& id : file.scenario->talks->mechanism_ids) EXPECT_NE(id, "M16");
  // The base is as it was.
  EXPECT_NE(base_.scenario->talks->meetings, 5);
}

TEST_F(WhatIfFile, TwoAreCombined) {
  Write(
      "  - {id: a, question: q, changes: [talks.meetings=5]}\n"
      "  - {id: b, question: q, changes: [talks.exchanges=4]}\n");
  const ScenarioFile file = Load({"a", "b"});
  ASSERT_EQ(FormatProblems(file.problems), "");
  EXPECT_EQ(file.scenario->talks->meetings, 5);
  EXPECT_EQ(file.scenario->talks->exchanges, 4);
}

TEST_F(WhatIfFile, ContradictionsAreNamed) {
  Write(
      "  - {id: a, question: q, changes: [talks.meetings=5]}\n"
      "  - {id: b, question: q, changes: [talks.meetings=6]}\n"
      "  - {id: c, question: q, changes: [mechanisms.M16.rate=0], without: [M16]}\n");
  EXPECT_EQ(Errors({"a", "b"}),
            "towns.yaml:3:36: error: what_ifs[1].changes[0]: contradicts what_ifs[0].changes[0] "
            "('talks.meetings=5'); expected one value for talks.meetings\n");
  EXPECT_EQ(Errors({"c"}),
            "towns.yaml:4:70: error: what_ifs[2].without[0]: contradicts what_ifs[2].changes[0], "
            "which sets a parameter of it; expected the mechanism on, or no value for it\n");
}

TEST_F(WhatIfFile, AMistakeInAChangeIsPlacedWhereItIsWritten) {
  Write(
      "  - id: wrong\n"
      "    question: q\n"
      "    changes:\n"
      "      - talks.meetigns=5\n"
      "      - talks.meetings=500\n"
      "    adjustments:\n"
      "      - {party: Nobody, issue: nothing, ideal: x}\n");
  const std::string errors = Errors({"wrong"});
  EXPECT_NE(errors.find("towns.yaml:5:9: error: what_ifs[0].changes[0]: talks: unknown key "
                        "'meetigns'; did you mean 'meetings'?"),
            std::string::npos)
      << errors;
  EXPECT_NE(errors.find("towns.yaml:6:9: error: what_ifs[0].changes[1]: talks.meetings: "),
            std::string::npos)
      << errors;
}

TEST_F(WhatIfFile, AnUnknownOneHasItsNearestName) {
  Write(
      "  - {id: meetings, question: q, changes: [talks.meetings=5]}\n  - {id: none, question: "
      "q}\n");
  EXPECT_EQ(Errors({"meeting"}),
            "towns.yaml:2:3: error: what_ifs: no what-if 'meeting'; did you mean 'meetings'? "
            "expected one of: meetings, none\n");
  EXPECT_EQ(Errors({"none"}),
            "towns.yaml:3:5: error: what_ifs[1]: 'none' changes nothing; expected changes, "
            "adjustments or mechanisms to switch off\n");
}

TEST(WhatIfs, AllOfTheShippedScenariosLoad) {
  std::size_t loaded = 0;
  for (const std::string& name : testing_support::ScenarioNames()) {
    const std::string path = std::string(DRAGOMAN_SOURCE_DIR) + "/scenarios/" + name + ".yaml";
    const ScenarioFile base = LoadScenario(path);
    ASSERT_EQ(FormatProblems(base.problems), "");
    for (const WhatIfSpec& what_if : base.source.what_ifs) {
      const std::vector<std::string> ids = {what_if.id};
      EXPECT_EQ(FormatProblems(LoadWhatIf(path, base, {}, {}, ids).problems), "") << what_if.id;
      ++loaded;
    }
  }
  EXPECT_GE(loaded, 19U);
}

}  // namespace
}  // namespace dragoman
