#include "engine/experiments/comparison.h"

#include <algorithm>
#include <cmath>

#include "engine/core/fixed_point.h"

namespace dragoman {
namespace {

constexpr double kTwoSided95 = 1.959963984540054;
/// Deals that a coding must have, with and without, for its durability to be told apart.
constexpr std::uint32_t kLeastDeals = 5;

/// -1 or 1 if the coding's change exceeds two standard errors, else 0.
int SignOf(const PairedCoding& coding, std::size_t outcome) {
  const PairedCount& count = coding.outcomes[outcome];
  const auto m = static_cast<double>(coding.runs);
  const auto d = static_cast<double>(count.difference());
  if (coding.runs < 2 || count.difference() == 0) return 0;
  const double variance = (static_cast<double>(count.squares) - d * d / m) * m / (m - 1);
  if (!(std::abs(d) > 2 * std::sqrt(std::max(0.0, variance)))) return 0;
  return d > 0 ? 1 : -1;
}

/// The same for durability: means of the deals with and without, as independent samples.
int SignOfSurvival(const SurvivalCount& base, const SurvivalCount& with) {
  const auto error = [](const SurvivalCount& count, double mean) {
    const auto n = static_cast<double>(count.deals);
    const double second = FromFixed(count.squares) / n;
    return std::max(0.0, second - mean * mean) / (n - 1);
  };
  if (base.deals < kLeastDeals || with.deals < kLeastDeals) return 0;
  const double before = MeanSurvival(base);
  const double after = MeanSurvival(with);
  const double se = std::sqrt(error(base, before) + error(with, after));
  if (!(std::abs(after - before) > 2 * se)) return 0;
  return after > before ? 1 : -1;
}

bool LeavesNoRoom(double base, Direction expected) {
  return (expected == Direction::kUp && base > 1 - kNoRoom) ||
         (expected == Direction::kDown && base < kNoRoom);
}

SignVerdict VerdictOf(const OutcomeChange& change) {
  switch (change.expected) {
    case Direction::kUnlisted:
    case Direction::kOpen:
      return SignVerdict::kNotTested;
    case Direction::kFlat:
      return std::abs(change.delta) < kFlatChange ? SignVerdict::kHolds : SignVerdict::kFails;
    case Direction::kNotDown:
      return change.high < 0 ? SignVerdict::kFails : SignVerdict::kHolds;
    case Direction::kNotUp:
      return change.low > 0 ? SignVerdict::kFails : SignVerdict::kHolds;
    case Direction::kUp:
    case Direction::kDown:
      break;
  }
  if (LeavesNoRoom(change.base, change.expected)) return SignVerdict::kNoRoom;
  if (change.undecided >= 1) return SignVerdict::kUndecided;
  return change.share_of_codings >= kFirmShare ? SignVerdict::kHolds : SignVerdict::kFails;
}

int ExpectedSign(const OutcomeChange& change) {
  switch (change.expected) {
    case Direction::kUp:
    case Direction::kNotDown:
      return 1;
    case Direction::kDown:
    case Direction::kNotUp:
      return -1;
    default:
      return change.delta < 0 ? -1 : 1;
  }
}

}  // namespace

std::size_t PairedIndexOf(Compared outcome) {
  switch (outcome) {
    case Compared::kPrisonerExchange:
      return kPairedFlag + static_cast<std::size_t>(Flag::kPrisonerExchange);
    case Compared::kNextRound:
      return kPairedFlag + static_cast<std::size_t>(Flag::kNextRound);
    case Compared::kSummitAgreed:
      return kPairedFlag + static_cast<std::size_t>(Flag::kSummitAgreed);
    case Compared::kCeasefirePartial:
      return kPairedCeasefirePartial;
    case Compared::kCeasefireFull:
    case Compared::kDurability:
      return kPairedCeasefireFull;
    case Compared::kCollapse:
      return kPairedCollapse;
  }
  return kPairedCeasefireFull;
}

OutcomeChange ChangeOf(const PairedRuns& paired, std::size_t variant, Compared outcome,
                       Direction expected) {
  OutcomeChange change;
  change.expected = expected;
  const bool durability = outcome == Compared::kDurability;
  const std::size_t index = PairedIndexOf(outcome);
  const PairedDifference difference =
      durability ? SurvivalDifferenceOf(paired, variant) : DifferenceOf(paired, variant, index);
  change.base = difference.base;
  change.variant = difference.variant;
  change.delta = difference.difference;
  const double se = std::max(difference.se_runs, difference.se_codings);
  change.low = change.delta - kTwoSided95 * se;
  change.high = change.delta + kTwoSided95 * se;

  const int wanted = ExpectedSign(change);
  std::size_t decided = 0;
  std::size_t with = 0;
  for (std::size_t c = 0; c < paired.codings[variant].size(); ++c) {
    const PairedCoding& coding = paired.codings[variant][c];
    const int sign = durability ? SignOfSurvival(paired.codings[0][c].survival, coding.survival)
                                : SignOf(coding, index);
    if (sign != 0) ++decided;
    if (sign == wanted) ++with;
  }
  const auto codings = static_cast<double>(paired.codings[variant].size());
  if (decided > 0) {
    change.share_of_codings = static_cast<double>(with) / static_cast<double>(decided);
  }
  if (codings > 0) change.undecided = 1 - static_cast<double>(decided) / codings;
  change.verdict = VerdictOf(change);
  return change;
}

}  // namespace dragoman
