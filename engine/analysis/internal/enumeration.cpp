#include "engine/analysis/internal/enumeration.h"

#include <algorithm>
#include <array>
#include <vector>

#include "engine/analysis/internal/interactions.h"

namespace dragoman::internal {
namespace {

constexpr std::size_t kFirstCompaction = 1024;
constexpr std::size_t kMaxKillers = 24;
constexpr std::size_t kMaxSortedKillers = 512;  // Two parties: found by bisection.
constexpr std::uint64_t kOutcomesPerBlock = 16384;
constexpr std::uint64_t kMaxBlocks = 256;

/// Walks outcomes in order with the sums over the first issues at hand.
class OutcomeWalk {
 public:
  OutcomeWalk(const UtilityProfile& profile, std::uint64_t begin)
      : profile_(profile), space_(profile.space()), outcome_(space_.OutcomeAt(begin)) {
    sums_.resize((space_.num_issues() + 1) * profile.size());
    for (std::size_t p = 0; p < profile.size(); ++p) sums_[p] = profile[p].bias();
    SumFrom(0);
  }

  const Outcome& outcome() const { return outcome_; }

  /// False if the outcome is forbidden to somebody.
  bool Evaluate(double* utilities) const {
    const double* const sum = sums_.data() + space_.num_issues() * profile_.size();
    for (std::size_t p = 0; p < profile_.size(); ++p) {
      utilities[p] = sum[p];
      const UtilityFunction& u = profile_[p];
      if (u.additive()) continue;
      if (IsForbidden(u, outcome_)) return false;
      for (const PairTerm& pair : u.pairs()) {
        utilities[p] +=
            pair.worth[outcome_[pair.first] * space_.size(At(pair.second)) + outcome_[pair.second]];
      }
      for (const ConditionalTerm& term : u.conditionals()) {
        if (AllHold(term.when, outcome_)) utilities[p] += term.worth[outcome_[term.issue]];
      }
    }
    return true;
  }

  void Advance() {
    for (std::size_t i = space_.num_issues(); i-- > 0;) {
      if (outcome_.options[i] + std::size_t{1} < space_.size(i)) {
        ++outcome_.options[i];
        SumFrom(i);
        return;
      }
      outcome_.options[i] = 0;
    }
  }

 private:
  /// Sums left to right, as UtilityFunction::Evaluate does.
  void SumFrom(std::size_t issue) {
    const std::size_t parties = profile_.size();
    for (std::size_t i = issue; i < space_.num_issues(); ++i) {
      const std::size_t value = space_.offset(i) + outcome_.options[i];
      const double* const before = sums_.data() + i * parties;
      double* const after = sums_.data() + (i + 1) * parties;
      for (std::size_t p = 0; p < parties; ++p) after[p] = before[p] + profile_[p].worth()[value];
    }
  }

  const UtilityProfile& profile_;
  const OutcomeSpace& space_;
  Outcome outcome_;
  std::vector<double> sums_;  ///< [issues summed][party]
};

}  // namespace

void VisitOutcomes(const UtilityProfile& profile, std::uint64_t begin, std::uint64_t end,
                   FunctionRef<void(const Outcome&, const double*)> visit) {
  if (begin >= end) return;
  OutcomeWalk walk(profile, begin);
  std::array<double, kMaxParties> utilities{};
  for (std::uint64_t rank = begin; rank < end; ++rank) {
    if (rank != begin) walk.Advance();
    if (walk.Evaluate(utilities.data())) visit(walk.outcome(), utilities.data());
  }
}

void FrontierCollector::Add(const double* utilities, const OptionIndex* options) {
  if (CoveredByKiller(utilities)) return;
  points_.Add(utilities, options);
  CompactIfDue();
}

// Whole frontiers come in here, so what they leave is soon worth knowing (KnownToCover).
void FrontierCollector::Append(const PointSet& points) {
  const std::size_t before = points_.size();
  points_.Append(points);
  if (killers_.empty() || points_.size() >= 2 * before) {
    Compact();
  } else {
    CompactIfDue();
  }
}

PointSet FrontierCollector::Take() {
  Compact();
  return std::move(points_);
}

bool FrontierCollector::CoveredByKiller(const double* utilities) {
  const std::size_t parties = points_.num_parties();
  const auto covers = [&](std::size_t k) {
    const double* const killer = killers_.utilities(k).data();
    for (std::size_t p = 0; p < parties; ++p) {
      if (!(killer[p] >= utilities[p])) return false;
    }
    return true;
  };
  if (killers_.empty()) return false;
  if (covers(last_killer_)) return true;
  if (parties == 2) return CoveredByStaircase(utilities);
  for (std::size_t k = 0; k < killers_.size(); ++k) {
    if (!covers(k)) continue;
    last_killer_ = k;
    return true;
  }
  return false;
}

// Of two parties' killers, the first party's worth falling and the second's rising, the last one
// that is good enough for the first party is the best for the second.
bool FrontierCollector::CoveredByStaircase(const double* utilities) {
  std::size_t enough = 0;  // Killers worth at least utilities[0] to the first party.
  std::size_t end = killers_.size();
  while (enough < end) {
    const std::size_t middle = (enough + end) / 2;
    if (killers_.utility(middle, 0) >= utilities[0]) {
      enough = middle + 1;
    } else {
      end = middle;
    }
  }
  if (enough == 0 || !(killers_.utility(enough - 1, 1) >= utilities[1])) return false;
  last_killer_ = enough - 1;
  return true;
}

void FrontierCollector::CompactIfDue() {
  if (points_.size() < compact_at_) return;
  Compact();
  compact_at_ = std::max(kFirstCompaction, 3 * points_.size());
}

void FrontierCollector::Compact() {
  points_.KeepNondominated(&filter_);
  ChooseKillers();
}

/// Evenly spread over the frontier as it is sorted: which ones is a matter of speed alone.
void FrontierCollector::ChooseKillers() {
  killers_.Clear();
  last_killer_ = 0;
  const std::size_t most = points_.num_parties() == 2 ? kMaxSortedKillers : kMaxKillers;
  const std::size_t count = std::min(points_.size(), most);
  for (std::size_t k = 0; k < count; ++k) {
    const std::size_t at = (2 * k + 1) * points_.size() / (2 * count);
    killers_.Add(points_.utilities(at).data(), points_.options(at).data());
  }
}

std::uint64_t NumBlocks(std::uint64_t size, std::uint64_t least_per_block) {
  return std::clamp<std::uint64_t>(size / least_per_block, 1, kMaxBlocks);
}

std::uint64_t BlockBegin(std::uint64_t size, std::uint64_t blocks, std::uint64_t k) {
  return size / blocks * k + std::min(k, size % blocks);
}

bool EnumerateFrontier(const UtilityProfile& profile, Executor* executor, const CancelToken* cancel,
                       PointSet* points) {
  constexpr std::uint64_t kBetweenLooks = std::uint64_t{1} << 20;
  const std::uint64_t size = profile.space().num_outcomes();
  const std::uint64_t blocks = NumBlocks(size, kOutcomesPerBlock);
  const std::size_t issues = profile.space().num_issues();
  std::vector<PointSet> parts(blocks);
  executor->ParallelFor(blocks, [&](std::size_t block) {
    FrontierCollector collector(profile.size(), issues);
    const std::uint64_t end = BlockBegin(size, blocks, block + 1);
    for (std::uint64_t at = BlockBegin(size, blocks, block); at < end;) {
      if (cancel != nullptr && cancel->cancelled()) return;
      const std::uint64_t stop = end - at > kBetweenLooks ? at + kBetweenLooks : end;
      VisitOutcomes(profile, at, stop, [&](const Outcome& outcome, const double* utilities) {
        collector.Add(utilities, outcome.options.begin());
      });
      at = stop;
    }
    parts[block] = collector.Take();
  });
  if (cancel != nullptr && cancel->cancelled()) return false;
  FrontierCollector all(profile.size(), issues);
  for (const PointSet& part : parts) all.Append(part);
  *points = all.Take();
  return true;
}

}  // namespace dragoman::internal
