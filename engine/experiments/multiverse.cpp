#include "engine/experiments/multiverse.h"

#include <algorithm>

namespace dragoman {
namespace {

constexpr std::uint64_t kStretchesPerUniverse = 4;

}  // namespace

std::size_t MultiversePlan::num_universes() const {
  std::size_t count = 1;
  for (const MultiverseChoice& choice : choices) count *= choice.levels.size();
  return count;
}

std::vector<std::size_t> MultiversePlan::LevelsOf(std::size_t universe) const {
  std::vector<std::size_t> levels(choices.size());
  for (std::size_t c = choices.size(); c-- > 0;) {
    levels[c] = universe % choices[c].levels.size();
    universe /= choices[c].levels.size();
  }
  return levels;
}

std::size_t MultiversePlan::UniverseOf(const std::vector<std::size_t>& levels) const {
  std::size_t universe = 0;
  for (std::size_t c = 0; c < choices.size(); ++c) {
    universe = universe * choices[c].levels.size() + levels[c];
  }
  return universe;
}

std::size_t MultiversePlan::reference() const {
  std::vector<std::size_t> levels;
  levels.reserve(choices.size());
  for (const MultiverseChoice& choice : choices) levels.push_back(choice.reference);
  return UniverseOf(levels);
}

MultiverseRuns RunMultiverse(const std::vector<std::unique_ptr<const CompiledScenario>>& universes,
                             const BatchOptions& options, Executor* executor,
                             const CancelToken* cancel,
                             const FunctionRef<void(std::uint64_t)>* progress) {
  // A coding is drawn once per stretch at most, so stretches are whole codings.
  const auto per_coding = static_cast<std::uint64_t>(universes[0]->talks->talks_per_coding);
  const std::uint64_t codings = (options.runs + per_coding - 1) / per_coding;
  const std::uint64_t stretches = std::min(codings, kStretchesPerUniverse);
  std::vector<VerdictCounts> parts(universes.size() * stretches);
  executor->ParallelFor(parts.size(), [&](std::size_t task) {
    const std::uint64_t stretch = task % stretches;
    Runner runner(*universes[task / stretches], options.seed);
    VerdictCounts& counts = parts[task];
    for (std::uint64_t c = codings * stretch / stretches; c < codings * (stretch + 1) / stretches;
         ++c) {
      if (cancel != nullptr && cancel->cancelled()) return;
      const std::uint64_t end = std::min(options.runs, (c + 1) * per_coding);
      for (std::uint64_t run = c * per_coding; run < end; ++run) {
        counts.Add(runner.Run(options.first_run + run).end);
      }
      if (progress != nullptr) (*progress)(end - c * per_coding);
    }
  });

  MultiverseRuns runs;
  runs.universes.resize(universes.size());
  for (std::size_t task = 0; task < parts.size(); ++task) {
    runs.universes[task / stretches].Add(parts[task]);
  }
  for (const VerdictCounts& counts : runs.universes) {
    runs.complete = runs.complete && counts.runs == options.runs;
  }
  return runs;
}

double ProbabilityOf(const VerdictCounts& counts, std::size_t outcome) {
  if (counts.runs == 0) return 0;
  std::uint64_t with = 0;
  if (outcome < kNumHeadlines) {
    with = counts.headlines[outcome];
  } else if (outcome < kMultiverseFlag) {
    for (std::size_t k = outcome == kMultiverseSome ? 5 : 6; k < kNumHeadlines; ++k) {
      with += counts.headlines[k];
    }
  } else {
    with = counts.flags[outcome - kMultiverseFlag];
  }
  return static_cast<double>(with) / static_cast<double>(counts.runs);
}

std::vector<MainEffect> MainEffects(const MultiversePlan& plan, const std::vector<double>& values) {
  const auto n = static_cast<double>(values.size());
  double mean = 0;
  for (const double value : values) mean += value / n;
  double total = 0;
  for (const double value : values) total += (value - mean) * (value - mean);

  std::vector<MainEffect> effects;
  for (std::size_t c = 0; c < plan.choices.size(); ++c) {
    const std::size_t levels = plan.choices[c].levels.size();
    const double per_level = n / static_cast<double>(levels);
    std::vector<double> means(levels);
    for (std::size_t u = 0; u < values.size(); ++u) {
      means[plan.LevelsOf(u)[c]] += values[u] / per_level;
    }
    MainEffect effect;
    const auto [least, most] = std::minmax_element(means.begin(), means.end());
    effect.range = *most - *least;
    double between = 0;
    for (const double level : means) between += per_level * (level - mean) * (level - mean);
    if (total > 0) effect.share = between / total;
    effects.push_back(effect);
  }
  return effects;
}

OutcomeSpread SpreadOf(const MultiversePlan& plan, const MultiverseRuns& runs,
                       std::size_t outcome) {
  std::vector<double> values;
  values.reserve(runs.universes.size());
  for (const VerdictCounts& counts : runs.universes) {
    values.push_back(ProbabilityOf(counts, outcome));
  }
  OutcomeSpread spread;
  spread.reference = values[plan.reference()];
  const auto least = std::min_element(values.begin(), values.end());
  const auto most = std::max_element(values.begin(), values.end());
  spread.min = *least;
  spread.max = *most;
  spread.lowest = static_cast<std::size_t>(least - values.begin());
  spread.highest = static_cast<std::size_t>(most - values.begin());
  spread.effects = MainEffects(plan, values);
  if (spread.min == spread.max) {
    // Sums of equal numbers need not be equal in the last bit.
    spread.effects.assign(plan.choices.size(), MainEffect{});
    return spread;
  }
  for (std::size_t c = 0; c < spread.effects.size(); ++c) {
    const bool more = spread.most_influential < 0 ||
                      spread.effects[c].range >
                          spread.effects[static_cast<std::size_t>(spread.most_influential)].range;
    if (more && spread.effects[c].range > 0) spread.most_influential = static_cast<int>(c);
  }
  return spread;
}

std::vector<std::size_t> LikeliestHeadlines(const MultiverseRuns& runs) {
  std::vector<std::size_t> likeliest;
  for (const VerdictCounts& counts : runs.universes) {
    const auto most = std::max_element(counts.headlines.begin(), counts.headlines.end());
    likeliest.push_back(static_cast<std::size_t>(most - counts.headlines.begin()));
  }
  return likeliest;
}

}  // namespace dragoman
