#include "engine/evaluation/scores.h"

#include "engine/core/portable_math.h"
#include "engine/evaluation/welfare.h"

namespace dragoman {
namespace {

double& At(Scores* scores, Score score) { return (*scores)[static_cast<std::size_t>(score)]; }

// An agreed issue has no gap left; an open one keeps the distance between the two stated ideals.
void MeasureDistance(const Talks& talks, const TalkResult& result, Scores* scores) {
  const TalkState& state = talks.state();
  const TalksModel& model = talks.model();
  const PartyPreference& a = state.coding->parties[static_cast<std::size_t>(model.principals[0])];
  const PartyPreference& b = state.coding->parties[static_cast<std::size_t>(model.principals[1])];
  double start = 0;
  double end = 0;
  double depth = 0;
  for (std::size_t i = 0; i < model.traits.size(); ++i) {
    const IssueIndex issue{static_cast<int>(i)};
    const double weight = 0.5 * (state.weight[0][i] + state.weight[1][i]);
    const OptionIndex option = result.final_standing[issue];
    const bool agreed = option != state.initial[issue];
    const double* positions = state.coding->positions.data() + model.space->offset(issue);
    if (agreed) {
      depth +=
          weight * portable::Abs(positions[option] - positions[state.initial[issue]]) / kAxisLength;
    }
    if (!a.issues[i].has_ideal || !b.issues[i].has_ideal) continue;
    const double gap = weight * portable::Abs(a.issues[i].ideal - b.issues[i].ideal) / kAxisLength;
    start += gap;
    if (!agreed) end += gap;
  }
  At(scores, Score::kDepth) = depth;
  At(scores, Score::kDistanceClosed) = start > 0 ? 1 - end / start : 0;
}

double MeetingsToAgreement(const TalksModel& model, const TalkState& state,
                           const TalkResult& result) {
  for (int m = 0; m < result.meetings; ++m) {
    const Outcome& standing = result.after[static_cast<std::size_t>(m)];
    for (std::size_t i = 0; i < model.traits.size(); ++i) {
      const IssueIndex issue{static_cast<int>(i)};
      if (!model.IsProcedure(i) && standing[issue] != state.initial[issue]) return m + 1;
    }
  }
  return model.meetings + 1;
}

}  // namespace

Scores ScoreRun(const Talks& talks, const TalkResult& result) {
  Scores scores{};
  MeasureDistance(talks, result, &scores);
  const Eigen::Map<const Eigen::ArrayXd> gains(result.gain.data(), kSides);
  At(&scores, Score::kJointGain) = JointGain(gains);
  At(&scores, Score::kNashProduct) = NashProduct(gains);
  At(&scores, Score::kFairness) = Fairness(gains);
  At(&scores, Score::kTrustChange) = result.trust_end - result.trust_start;
  At(&scores, Score::kMeetings) = result.meetings;
  At(&scores, Score::kMeetingsToAgreement) =
      MeetingsToAgreement(talks.model(), talks.state(), result);
  At(&scores, Score::kProcessContinues) = result.ended_in == 0 ? 1 : 0;
  return scores;
}

}  // namespace dragoman
