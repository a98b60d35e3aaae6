#include "engine/evaluation/scores.h"

#include <gtest/gtest.h>

#include "tests/support/runs.h"
#include "tests/support/scenarios.h"

namespace dragoman::testing_support {
namespace {

double Of(const Scores& scores, Score score) { return scores[static_cast<std::size_t>(score)]; }

/// Scores of results made by hand, for the small scenario.
class ScoresTest : public testing::Test {
 protected:
  ScoresTest() : scenario_(CompileScenario(SmallScenario())), table_(*scenario_) { table_.Play(); }

  TalkResult Result(std::initializer_list<std::string_view> after, double first, double second) {
    TalkResult result;
    for (const std::string_view standing : after) {
      result.after[static_cast<std::size_t>(result.meetings++)] = table_.offer(standing);
    }
    result.final_standing = result.after[static_cast<std::size_t>(result.meetings - 1)];
    result.gain = {first, second};
    return result;
  }
  Scores Score(const TalkResult& result) { return ScoreRun(table_.talks(), result); }

  CompiledPointer scenario_;
  Table table_;
};

// Mean weights: dam and water 19/48 each, visits 7/48, next 3/48.
TEST_F(ScoresTest, DepthIsTheWeightedLengthOfTheStepsSigned) {
  EXPECT_NEAR(Of(Score(Result({"dam=D1"}, 0, 0)), Score::kDepth), 19.0 / 48 * 0.5, 1e-14);
  EXPECT_NEAR(Of(Score(Result({"dam=D2 water=W0 visits=V1 next=X1"}, 0, 0)), Score::kDepth),
              19.0 / 48 * 1.5 + 7.0 / 48 + 3.0 / 48 * 0.5, 1e-14);
  EXPECT_EQ(Of(Score(Result({""}, 0, 0)), Score::kDepth), 0);
}

// The ideals differ on dam and water only, by the whole axis: each is half of the distance.
TEST_F(ScoresTest, AnAgreedIssueHasNoDistanceLeft) {
  EXPECT_NEAR(Of(Score(Result({"dam=D1"}, 0, 0)), Score::kDistanceClosed), 0.5, 1e-14);
  EXPECT_NEAR(Of(Score(Result({"dam=D2 water=W0"}, 0, 0)), Score::kDistanceClosed), 1, 1e-14);
  EXPECT_EQ(Of(Score(Result({"visits=V1"}, 0, 0)), Score::kDistanceClosed), 0);
}

TEST_F(ScoresTest, GainsAreSummedMultipliedAndCompared) {
  const Scores scores = Score(Result({"visits=V1"}, 0.1, 0.4));
  EXPECT_NEAR(Of(scores, Score::kJointGain), 0.5, 1e-15);
  EXPECT_NEAR(Of(scores, Score::kNashProduct), 0.04, 1e-15);
  EXPECT_NEAR(Of(scores, Score::kFairness), 0.25, 1e-15);
}

TEST_F(ScoresTest, WithALoserThereIsNoNashProductAndNoFairness) {
  for (const auto& [first, second] : {std::pair{-0.1, 0.4}, {0.0, 0.4}, {-0.2, -0.1}}) {
    const Scores scores = Score(Result({"visits=V1"}, first, second));
    EXPECT_EQ(Of(scores, Score::kNashProduct), 0);
    EXPECT_EQ(Of(scores, Score::kFairness), 0);
    EXPECT_NEAR(Of(scores, Score::kJointGain), first + second, 1e-15);
  }
}

TEST_F(ScoresTest, NothingSignedIsFair) {
  EXPECT_EQ(Of(Score(Result({""}, 0, 0)), Score::kFairness), 1);
}

TEST_F(ScoresTest, AgreementOnSubstanceIsCountedInMeetings) {
  EXPECT_EQ(Of(Score(Result({"next=X1", "next=X1 visits=V1"}, 0, 0)), Score::kMeetingsToAgreement),
            2);
  EXPECT_EQ(Of(Score(Result({"visits=V1"}, 0, 0)), Score::kMeetingsToAgreement), 1);
  // Meeting again is no agreement on substance: never, that is the horizon + 1.
  EXPECT_EQ(Of(Score(Result({"next=X2", "next=X2", "next=X2"}, 0, 0)), Score::kMeetingsToAgreement),
            4);
  EXPECT_EQ(Of(Score(Result({"", ""}, 0, 0)), Score::kMeetings), 2);
}

TEST_F(ScoresTest, TrustAndProcess) {
  TalkResult result = Result({""}, 0, 0);
  result.trust_start = 0.3;
  result.trust_end = 0.25;
  EXPECT_NEAR(Of(Score(result), Score::kTrustChange), -0.05, 1e-15);
  EXPECT_EQ(Of(Score(result), Score::kProcessContinues), 1);
  result.ended_in = 1;
  EXPECT_EQ(Of(Score(result), Score::kProcessContinues), 0);
}

TEST_F(ScoresTest, EveryScoreHasAName) {
  for (const std::string_view name : kScoreNames) EXPECT_FALSE(name.empty());
}

}  // namespace
}  // namespace dragoman::testing_support
