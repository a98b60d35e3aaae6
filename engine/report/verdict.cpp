#include "engine/report/verdict.h"

#include <algorithm>
#include <utility>

#include "engine/core/text.h"
#include "engine/report/names.h"
#include "engine/report/text_layout.h"

namespace dragoman {
namespace {

const Share& FlagShare(const CheckpointSummary& checkpoint, Flag flag) {
  return checkpoint.flags[static_cast<std::size_t>(flag)];
}

std::string BandText(const Share& share) {
  if (!share.has_band || RoughPercent(share.low) == RoughPercent(share.high)) return {};
  return " (coding band " + RoughPercent(share.low) + " to " + RoughPercent(share.high) + ")";
}

/// "No full X in 95% of runs (coding band 90% to 100%); ..."
std::string NoDealSentence(const CompiledScenario& scenario, const BatchSummary& summary) {
  const Flag flag = Flag::kCeasefireFull;
  Share none = FlagShare(summary.at_horizon, flag);
  none.p = 1 - none.p;
  std::swap(none.low, none.high);
  none.low = 1 - none.low;
  none.high = 1 - none.high;
  const double first = 1 - FlagShare(summary.after_first_meeting, flag).p;
  return "No " + FlagPhrase(flag) + " in " + RoughPercent(none.p) + " of runs" + BandText(none) +
         "; after the first meeting in " + RoughPercent(first) + ". Here it means " +
         FlagMeaning(scenario, flag) + ".";
}

/// What stood in the way most often: single constraints and pairs, at most three of them.
std::string BlockerSentence(const CompiledScenario& scenario, const BatchSummary& summary) {
  std::vector<std::pair<double, std::string>> causes;
  causes.reserve(summary.blockers.size() + summary.blocker_pairs.size());
  for (const BlockerShare& blocker : summary.blockers) {
    causes.emplace_back(blocker.share, ConstraintText(scenario, blocker.constraint));
  }
  for (const BlockerPairShare& pair : summary.blocker_pairs) {
    causes.emplace_back(pair.share, "both " + ConstraintText(scenario, pair.first) + " and " +
                                        ConstraintText(scenario, pair.second));
  }
  std::stable_sort(causes.begin(), causes.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<std::string> largest;
  for (const auto& [share, text] : causes) {
    if (largest.size() == 3 || share < 0.02) break;
    const char* of_runs = largest.empty() ? " of runs without " : " without ";
    largest.push_back(RoughPercent(share) + of_runs + text);
  }
  if (largest.empty()) return {};
  return "What stood in the way: terms that neither side loses by would have existed in a "
         "further " +
         Join(largest, ", in ") + ".";
}

std::string ZoneSentence(const BatchSummary& summary) {
  const double reached = FlagShare(summary.at_horizon, Flag::kCeasefireFull).p;
  std::string text =
      "As things were, such terms existed in " + RoughPercent(summary.zone) + " of runs";
  if (reached >= summary.zone) return text + ".";
  return text + " and were reached in " + RoughPercent(reached) +
         "; holding out, narrow mandates and walk-outs took the rest.";
}

/// Flags below the full one, most likely first: "next round 90%, written terms 83%; never: ...".
std::string AchievedSentence(const CompiledScenario& scenario, const BatchSummary& summary) {
  std::vector<std::pair<double, std::string>> shares;
  std::vector<std::string> never;
  shares.reserve(kNumFlags);
  for (int f = 0; f < kNumFlags; ++f) {
    const auto flag = static_cast<Flag>(f);
    if (!FlagIsUsed(scenario, flag) || flag == Flag::kCeasefireFull) continue;
    const double p = FlagShare(summary.at_horizon, flag).p;
    if (p > 0) {
      shares.emplace_back(p, FlagPhrase(flag) + " " + RoughPercent(p));
    } else {
      never.push_back(FlagPhrase(flag));
    }
  }
  std::stable_sort(shares.begin(), shares.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<std::string> items;
  items.reserve(shares.size());
  for (auto& [p, text] : shares) items.push_back(std::move(text));
  std::string text = items.empty() ? "By the end nothing" : "By the end: " + Listed(items);
  if (!never.empty()) text += "; never: " + Listed(never);
  return text + ".";
}

std::string LikeliestSentence(const BatchSummary& summary) {
  std::size_t best = 0;
  for (std::size_t h = 1; h < kNumHeadlines; ++h) {
    if (summary.at_horizon.headline[h].p > summary.at_horizon.headline[best].p) best = h;
  }
  const double p = summary.at_horizon.headline[best].p;
  return "Most likely headline: " + std::to_string(best) + ", " +
         HeadlinePhrase(static_cast<int>(best)) + ", in " + RoughPercent(p) + " of runs.";
}

std::string ReportedSentence(const CompiledScenario& scenario, const BatchSummary& summary) {
  const ReportedResult reported = ReportedOutcome(scenario);
  if (!reported.exists()) return {};
  const std::size_t h = reported.verdict.headline;
  std::string text = "The result reported of the meeting (headline " + std::to_string(h) + ", " +
                     HeadlinePhrase(static_cast<int>(h)) + ") came out in " +
                     RoughPercent(summary.after_first_meeting.headline[h].p) +
                     " of runs after the first meeting, " +
                     RoughPercent(summary.at_horizon.headline[h].p) + " at the end.";
  if (scenario.without_reported_outcomes) {
    text += " Its " + std::to_string(reported.claims.size()) +
            " claims were left out of the coding (--without-reported-outcomes).";
  } else {
    text += " Claims " + Join(reported.claims) +
            " report that result and are also inputs, so this reproduces it; it does not predict "
            "it (--without-reported-outcomes leaves them out).";
  }
  return text;
}

/// Issues on which a principal is on record without a position.
std::vector<std::string> UnknownPositions(const CompiledScenario& scenario) {
  Coding core = scenario.derivation.MakeCoding();
  scenario.derivation.DeriveCore(&core);
  std::vector<std::string> found;
  for (std::size_t i = 0; i < scenario.space.num_issues(); ++i) {
    std::vector<std::string> silent;
    for (int side = 0; side < kSides; ++side) {
      const PartyIndex party = scenario.talks->principals[static_cast<std::size_t>(side)];
      const IssuePreference& issue = core.parties[At(party)].issues[i];
      if (issue.mentioned && !issue.stated && !issue.dropped) {
        silent.push_back(SideName(scenario, side));
      }
    }
    if (!silent.empty())
      found.push_back(scenario.space.issues()[i].id + " (" + Listed(silent) + ")");
  }
  return found;
}

}  // namespace

ReportedResult ReportedOutcome(const CompiledScenario& scenario) {
  ReportedResult reported;
  Outcome outcome = scenario.space.StatusQuo();
  for (const Claim& claim : scenario.source.claims) {
    const IssueIndex issue = scenario.talks->FindIssue(claim.issue);
    if (!claim.reported_outcome || issue == kNoIssue) continue;
    const auto option = scenario.space.issue(issue).FindOption(claim.option);
    if (!option) continue;
    outcome[issue] = *option;
    reported.claims.push_back(claim.id);
  }
  for (int f = 0; f < kNumFlags; ++f) {
    if (scenario.outcomes.flags[static_cast<std::size_t>(f)].Holds(outcome)) {
      reported.verdict.flags |= static_cast<std::uint16_t>(1U << f);
    }
  }
  reported.verdict.headline =
      HeadlineOf(reported.verdict.flags, scenario.outcomes.local_pause.Holds(outcome));
  return reported;
}

std::vector<std::string> VerdictSentences(const CompiledScenario& scenario,
                                          const BatchSummary& summary) {
  std::vector<std::string> sentences;
  const auto add = [&sentences](std::string sentence) {
    if (!sentence.empty()) sentences.push_back(Capitalized(std::move(sentence)));
  };
  if (FlagIsUsed(scenario, Flag::kCeasefireFull)) {
    add(NoDealSentence(scenario, summary));
    add(BlockerSentence(scenario, summary));
    add(ZoneSentence(summary));
  }
  add(LikeliestSentence(summary));
  add(AchievedSentence(scenario, summary));
  add(ReportedSentence(scenario, summary));
  return sentences;
}

std::vector<std::string> Warnings(const CompiledScenario& scenario, const BatchSummary& summary) {
  std::vector<std::string> warnings;
  const auto per_coding = static_cast<std::uint64_t>(scenario.talks->talks_per_coding);
  const std::uint64_t full = summary.runs / per_coding;
  if (full < 2) {
    warnings.push_back("Fewer than two full codings of " + std::to_string(per_coding) +
                       " runs each: no coding band. Ask for more runs, or set "
                       "talks.talks_per_coding lower.");
  } else if (full < 30) {
    warnings.push_back("Only " + std::to_string(full) +
                       " full codings: the coding band is rough. 10,000 runs give " +
                       std::to_string(10000 / per_coding) + ".");
  }
  if (const auto unknown = UnknownPositions(scenario); !unknown.empty()) {
    warnings.push_back("No position is on record on " + Listed(unknown) +
                       ": drawn at random there, so agreement on it shows ignorance, not hope.");
  }
  return warnings;
}

}  // namespace dragoman
