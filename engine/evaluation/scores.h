#pragma once

#include <array>
#include <string_view>

#include "engine/talks/talks.h"

namespace dragoman {

/// How good an end it was (domain brief, e.2). All dimensionless unless said.
enum class Score : unsigned char {
  kDepth,           ///< ADI = sum over agreed issues of mean weight x |x - sq| / 100.
  kDistanceClosed,  ///< DC = 1 - gap at the end / gap at the start, weighted by mean weight.
  kJointGain,       ///< Sum of both sides' gains over no deal.
  kNashProduct,     ///< Product of the gains; 0 as soon as one side gains nothing.
  kFairness,        ///< Smaller gain over larger; 0 if one gains nothing, 1 if nothing was signed.
  kTrustChange,     ///< Mean over the sides, end minus start.
  kMeetings,        ///< Meetings held.
  kMeetingsToAgreement,  ///< Until something of substance was signed; the horizon + 1 if never.
  kProcessContinues,     ///< 1 if the process stands at the end.
};
inline constexpr int kNumScores = 9;
inline constexpr std::array<std::string_view, kNumScores> kScoreNames = {"depth",
                                                                         "distance_closed",
                                                                         "joint_gain",
                                                                         "nash_product",
                                                                         "fairness",
                                                                         "trust_change",
                                                                         "meetings",
                                                                         "meetings_to_agreement",
                                                                         "process_continues"};

using Scores = std::array<double, kNumScores>;

/// Scores of the run that `talks` just finished. O(issues).
Scores ScoreRun(const Talks& talks, const TalkResult& result);

}  // namespace dragoman
