#include "engine/experiments/unblock.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace dragoman {
namespace {

constexpr std::size_t kMostPartners = 4;

/// A number for everything that happens in a run: two runs with the same digest are the same run.
class DigestObserver final : public TalkObserver {
 public:
  void OnEvent(const TalkEvent& event) override {
    Stir(static_cast<std::uint64_t>(event.kind) + 31 * std::uint64_t{event.tick});
    Stir(static_cast<std::uint64_t>(event.side + 2) +
         31 * static_cast<std::uint64_t>(event.options));
    for (const double x : {event.a, event.b, event.c, event.d, event.e}) {
      Stir(std::bit_cast<std::uint64_t>(x));
    }
    for (const OptionIndex option : event.offer.options) Stir(option);
  }
  std::uint64_t digest() const { return digest_; }

 private:
  void Stir(std::uint64_t value) { digest_ = MixBits(digest_ ^ value) + value; }
  std::uint64_t digest_ = 1;
};

ScenarioChoices ChoicesOf(const CompiledScenario& scenario) {
  ScenarioChoices choices;
  choices.tier = scenario.tier;
  choices.without_reported_outcomes = scenario.without_reported_outcomes;
  return choices;
}

/// Leaves the smallest of several changes that do the same thing. @pre sorted by size.
void DropTheSame(std::vector<VerifiedChange>* changes) {
  std::vector<std::vector<std::string>> seen;
  std::erase_if(*changes, [&seen](const VerifiedChange& change) {
    std::vector<std::string> groups;
    for (const LeverStep& step : change.steps) groups.push_back(step.lever.group);
    std::sort(groups.begin(), groups.end());
    if (std::find(seen.begin(), seen.end(), groups) != seen.end()) return true;
    seen.push_back(std::move(groups));
    return false;
  });
}

/// Rounded away from where it fails: up if the change goes up.
double RoundOutward(double value, int decimals, bool up) {
  const double unit = std::pow(10.0, decimals);
  return (up ? std::ceil(value * unit) : std::floor(value * unit)) / unit;
}

}  // namespace

UnblockSearch::UnblockSearch(const CompiledScenario& scenario, const ExplanationTarget& target,
                             std::uint64_t seed, std::uint64_t run)
    : scenario_(scenario), target_(target), seed_(seed), run_(run) {
  Runner runner(scenario, seed);
  LeverFactsObserver observer;
  runner.Run(run, &observer);
  coding_ = runner.coding();
  observer.facts.coding = &coding_;
  levers_ = ListLevers(scenario, observer.facts);
  for (Lever& lever : levers_) {
    if (!lever.known) ResolveUnwritten(&lever);
  }
  std::erase_if(levers_, [](const Lever& lever) { return !lever.known; });
}

UnblockSearch::Try UnblockSearch::Run(const std::vector<Pull>& pulls) const {
  Scenario changed = scenario_.source;
  for (const auto& [lever, value] : pulls) {
    PullLever(*lever, value, scenario_.space, &changed);
  }
  const auto compiled = Compile(changed, ChoicesOf(scenario_));
  ++runs_;
  if (!compiled.ok()) return {};
  Runner runner(**compiled, seed_);
  const RunRecord& record = runner.Run(run_);
  return {target_.ReachedBy(record), record.end};
}

std::uint64_t UnblockSearch::Digest(const Lever* lever, double value) const {
  Scenario changed = scenario_.source;
  if (lever != nullptr) PullLever(*lever, value, scenario_.space, &changed);
  const auto compiled = Compile(changed, ChoicesOf(scenario_));
  if (!compiled.ok()) return 0;
  Runner runner(**compiled, seed_);
  DigestObserver observer;
  runner.Run(run_, &observer);
  return observer.digest();
}

// The default of what is not written is known to the mechanism alone. It is the value that changes
// nothing whatever in the run: an end of the range, its middle, or what the coding derives.
void UnblockSearch::ResolveUnwritten(Lever* lever) const {
  const auto party = At(scenario_.talks->principals[static_cast<std::size_t>(lever->side)]);
  const Range& range = lever->range;
  const std::uint64_t as_it_is = Digest(nullptr, 0);
  for (const double value :
       {coding_.parties[party].beta, range.max, range.min, 0.5 * (range.min + range.max)}) {
    if (!range.Contains(value) || Digest(lever, value) != as_it_is) continue;
    lever->known = true;
    lever->from = value;
    lever->from_by_side.fill(value);
    return;
  }
}

// ---- One lever

UnblockResult UnblockSearch::Search(const UnblockOptions& options,
                                    const std::vector<Constraint>& partners, Executor* executor) {
  UnblockResult result;
  result.levers = levers_.size();
  std::vector<std::optional<VerifiedChange>> found(levers_.size());
  executor->ParallelFor(levers_.size(),
                        [&](std::size_t k) { found[k] = SearchLever(levers_[k], options, {}); });
  for (std::optional<VerifiedChange>& change : found) {
    if (change) result.changes.push_back(std::move(*change));
  }
  if (result.changes.empty() && options.pairs) {
    result.changes = SearchPairs(options, partners, executor);
    if (result.changes.empty()) result.changes = SearchAllAtOnce(options, partners, executor);
    if (!result.changes.empty()) result.together = result.changes[0].steps.size();
  }
  std::stable_sort(
      result.changes.begin(), result.changes.end(),
      [](const VerifiedChange& x, const VerifiedChange& y) { return x.size < y.size; });
  DropTheSame(&result.changes);
  result.runs = runs_;
  return result;
}

std::optional<VerifiedChange> UnblockSearch::SearchLever(const Lever& lever,
                                                         const UnblockOptions& options,
                                                         const std::vector<Pull>& beside) const {
  std::vector<double> values;
  switch (lever.kind) {
    case Lever::Kind::kNumber:
      if (const auto value = SmallestNumber(lever, options, beside)) values.push_back(*value);
      break;
    case Lever::Kind::kChoice:
      for (std::size_t k = 0; k < lever.choices.size(); ++k) {
        if (static_cast<double>(k) != lever.from) values.push_back(static_cast<double>(k));
      }
      break;
    case Lever::Kind::kSwitch:
      values.push_back(0);
      break;
    case Lever::Kind::kPosition:
      values.assign(lever.options.begin(), lever.options.end());
      break;
  }
  for (const double value : values) {
    std::vector<Pull> pulls = beside;
    pulls.emplace_back(&lever, value);
    const Try attempt = Run(pulls);
    if (attempt.reached) return Describe(pulls, attempt.verdict);
  }
  return std::nullopt;
}

std::optional<double> UnblockSearch::SmallestNumber(const Lever& lever,
                                                    const UnblockOptions& options,
                                                    const std::vector<Pull>& beside) const {
  // A number drawn for the run may work as soon as it is fixed, as it was drawn for both sides.
  if (lever.from_by_side[0] != lever.from_by_side[1] && lever.range.Contains(lever.from)) {
    std::vector<Pull> pulls = beside;
    pulls.emplace_back(&lever, lever.from);
    if (Run(pulls).reached) return lever.from;
  }
  const auto up = SmallestUp(lever, 1, options, beside);
  const auto down = SmallestUp(lever, -1, options, beside);
  if (!up || !down) return up ? up : down;
  const double size_up = LeverSize(lever, *up, coding_, scenario_.space);
  return size_up <= LeverSize(lever, *down, coding_, scenario_.space) ? up : down;
}

// The nearest value in one direction: coarse steps to the end of the range, then bisection.
std::optional<double> UnblockSearch::SmallestUp(const Lever& lever, int direction,
                                                const UnblockOptions& options,
                                                const std::vector<Pull>& beside) const {
  const Range& range = lever.range;
  const double low = LeverScale(range, range.min);
  const double high = LeverScale(range, range.max);
  if (!std::isfinite(low) || !std::isfinite(high) || !(high > low)) return std::nullopt;
  const double start = LeverScale(range, lever.from);
  const double end = direction > 0 ? high : low;
  const double step = (high - low) / (options.coarse_points - 1);
  const auto value_at = [&](double scaled) {
    double value = std::clamp(LeverUnscale(range, scaled), range.min, range.max);
    if (lever.integer) value = std::round(value);
    return value;
  };
  const auto reached = [&](double value) {
    if (!range.Contains(value)) return false;
    std::vector<Pull> pulls = beside;
    pulls.emplace_back(&lever, value);
    return Run(pulls).reached;
  };
  double failed = start;
  double found = start;
  bool any = false;
  for (int k = 1; !any; ++k) {
    const double next = start + direction * step * k;
    const bool last = direction > 0 ? next >= end : next <= end;
    found = last ? end : next;
    any = reached(value_at(found));
    if (!any) failed = found;
    if (last) break;
  }
  if (!any) return std::nullopt;
  while (std::abs(found - failed) > options.tolerance * (high - low)) {
    const double middle = 0.5 * (found + failed);
    if (lever.integer &&
        (value_at(middle) == value_at(found) || value_at(middle) == value_at(failed))) {
      break;
    }
    (reached(value_at(middle)) ? found : failed) = middle;
  }
  if (lever.integer) {
    // The whole number next to the last failure, if it works.
    for (double n = value_at(failed) + direction; direction * (n - value_at(found)) < 0;
         n += direction) {
      if (reached(n)) return n;
    }
    return value_at(found);
  }
  return Rounded(lever, value_at(failed), value_at(found), beside);
}

double UnblockSearch::Rounded(const Lever& lever, double failed, double reached,
                              const std::vector<Pull>& beside) const {
  // Fewer digits may cost a twentieth of the change, no more.
  const double slack = std::max(std::abs(reached - failed), 0.05 * std::abs(reached - lever.from));
  for (int decimals = 0; decimals <= 6; ++decimals) {
    const double value = RoundOutward(reached, decimals, reached > failed);
    if (std::abs(value - reached) > slack || !lever.range.Contains(value)) continue;
    std::vector<Pull> pulls = beside;
    pulls.emplace_back(&lever, value);
    if (Run(pulls).reached) return value;
  }
  return reached;
}

VerifiedChange UnblockSearch::Describe(const std::vector<Pull>& pulls,
                                       const Verdict& verdict) const {
  VerifiedChange change;
  change.verdict = verdict;
  for (const auto& [lever, value] : pulls) {
    LeverStep step{*lever, value, LeverSize(*lever, value, coding_, scenario_.space),
                   LeverSetting(*lever, value, scenario_)};
    change.size += step.size;
    change.steps.push_back(std::move(step));
  }
  return change;
}

// ---- Two levers

// What would take each of these constraints away for certain.
std::vector<UnblockSearch::Pull> UnblockSearch::PartnerPulls(
    const std::vector<Constraint>& partners) const {
  std::vector<Pull> pulls;
  const auto add = [&](const std::string& path) {
    for (const Lever& lever : levers_) {
      if (lever.path != path || lever.kind != Lever::Kind::kNumber) continue;
      const bool there = std::any_of(pulls.begin(), pulls.end(),
                                     [&](const Pull& pull) { return pull.first == &lever; });
      if (!there) pulls.emplace_back(&lever, lever.range.min);
    }
  };
  for (const Constraint& constraint : partners) {
    switch (constraint.kind) {
      case Constraint::Kind::kInsincerity:
        add("mechanisms.M22.exploit." + std::string(scenario_.talks->side_name(constraint.side)));
        break;
      case Constraint::Kind::kPrecondition:
        add("preconditions." +
            scenario_.talks->links[static_cast<std::size_t>(constraint.link)].id + ".probability");
        break;
      case Constraint::Kind::kRedLine:
        add("mechanisms.M8.scale");
        break;
    }
  }
  if (pulls.size() > kMostPartners) pulls.resize(kMostPartners);
  return pulls;
}

std::vector<VerifiedChange> UnblockSearch::SearchPairs(const UnblockOptions& options,
                                                       const std::vector<Constraint>& partners,
                                                       Executor* executor) const {
  std::vector<VerifiedChange> changes;
  for (const Pull& partner : PartnerPulls(partners)) {
    std::vector<std::optional<VerifiedChange>> found(levers_.size());
    executor->ParallelFor(levers_.size(), [&](std::size_t k) {
      if (levers_[k].group == partner.first->group) return;
      const auto second = SearchLever(levers_[k], options, {partner});
      if (second) found[k] = LetBack({partner, {&levers_[k], second->steps[1].to}}, options);
    });
    for (std::optional<VerifiedChange>& change : found) {
      if (change) changes.push_back(std::move(*change));
    }
  }
  return changes;
}

// Several pulls that work together; each goes only as far as the others make necessary.
std::optional<VerifiedChange> UnblockSearch::LetBack(std::vector<Pull> pulls,
                                                     const UnblockOptions& options) const {
  for (std::size_t k = 0; k < pulls.size();) {
    std::vector<Pull> others = pulls;
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(k));
    if (Run(others).reached) {
      pulls = std::move(others);
      continue;
    }
    const auto change = SearchLever(*pulls[k].first, options, others);
    const double before = LeverSize(*pulls[k].first, pulls[k].second, coding_, scenario_.space);
    if (change && change->steps.back().size < before) pulls[k].second = change->steps.back().to;
    ++k;
  }
  const Try attempt = Run(pulls);
  if (!attempt.reached) return std::nullopt;
  return Describe(pulls, attempt.verdict);
}

std::vector<VerifiedChange> UnblockSearch::SearchAllAtOnce(const UnblockOptions& options,
                                                           const std::vector<Constraint>& partners,
                                                           Executor* executor) const {
  std::vector<VerifiedChange> changes;
  const std::vector<Pull> all = PartnerPulls(partners);
  if (all.size() < 2) return changes;
  if (Run(all).reached) {
    if (auto change = LetBack(all, options)) changes.push_back(std::move(*change));
    return changes;
  }
  std::vector<std::optional<VerifiedChange>> found(levers_.size());
  executor->ParallelFor(levers_.size(), [&](std::size_t k) {
    const auto used = [&](const Pull& pull) { return pull.first->group == levers_[k].group; };
    if (std::any_of(all.begin(), all.end(), used)) return;
    const auto last = SearchLever(levers_[k], options, all);
    if (!last) return;
    std::vector<Pull> pulls = all;
    pulls.emplace_back(&levers_[k], last->steps.back().to);
    found[k] = LetBack(pulls, options);
  });
  for (std::optional<VerifiedChange>& change : found) {
    if (change) changes.push_back(std::move(*change));
  }
  return changes;
}

}  // namespace dragoman
