#include "engine/sweep/sweep_maker.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "engine/core/text.h"
#include "engine/designs/efast.h"
#include "engine/designs/factorial.h"
#include "engine/designs/latin_hypercube.h"
#include "engine/designs/monte_carlo.h"
#include "engine/designs/morris.h"
#include "engine/designs/one_at_a_time.h"
#include "engine/designs/saltelli.h"
#include "engine/designs/sobol_sequence.h"
#include "engine/experiments/progress_meter.h"
#include "engine/sweep/adaptive_options.h"
#include "engine/wire/number_text.h"

namespace dragoman {
namespace {

/// A whole-number range without `levels` has a level for each number, up to here.
constexpr std::uint64_t kMostIntegerLevels = 1000;
constexpr std::uint64_t kUsualChunkRuns = 10'000;
constexpr std::uint64_t kUsualChunks = 2'000;
/// Chunks with a row per run stay this small, since a thread holds one in memory.
constexpr std::uint64_t kMostRowsInChunk = 50'000;
constexpr std::uint64_t kRounds = 8;  ///< Of interleaved replicates, where codings allow.

std::string ParameterPath(std::size_t k, std::string_view field = {}) {
  std::string path = "parameters[" + std::to_string(k) + "]";
  if (!field.empty()) path += "." + std::string(field);
  return path;
}

bool IsReservedName(std::string_view name) {
  constexpr std::string_view kReserved[] = {"cell", "runs",      "failed",
                                            "run",  "replicate", "first_replicate"};
  return FindRunOutcome(name) != nullptr ||
         std::find(std::begin(kReserved), std::end(kReserved), name) != std::end(kReserved);
}

/// Numbers that the scale of a range takes.
std::size_t NumbersOf(RangeScale scale) {
  switch (scale) {
    case RangeScale::kTriangular:
    case RangeScale::kWeibull:
      return scale == RangeScale::kWeibull ? 2 : 3;
    case RangeScale::kTruncatedNormal:
      return 4;
    default:
      return 2;
  }
}

Checked<ParameterRange> MakeRange(RangeScale scale, const std::vector<double>& n) {
  switch (scale) {
    case RangeScale::kLog:
      return ParameterRange::Log(n[0], n[1]);
    case RangeScale::kInteger:
      return ParameterRange::Integer(n[0], n[1]);
    case RangeScale::kTriangular:
      return ParameterRange::Triangular(n[0], n[1], n[2]);
    case RangeScale::kNormal:
      return ParameterRange::Normal(n[0], n[1]);
    case RangeScale::kTruncatedNormal:
      return ParameterRange::TruncatedNormal(n[0], n[1], n[2], n[3]);
    case RangeScale::kLognormal:
      return ParameterRange::LogNormal(n[0], n[1]);
    case RangeScale::kWeibull:
      return ParameterRange::Weibull(n[0], n[1]);
    case RangeScale::kLinear:
      break;
  }
  return ParameterRange::Linear(n[0], n[1]);
}

}  // namespace

SweepMaker::SweepMaker(SweepInputs inputs) : sweep_(new Sweep) {
  sweep_->inputs_ = std::move(inputs);
}

void SweepMaker::Report(std::string path, std::string message, std::string expected) {
  diagnostics_.push_back({std::move(path), std::move(message), std::move(expected)});
}

Checked<std::unique_ptr<const Sweep>> SweepMaker::Make() {
  CheckParameters();
  CheckOutcomes();
  if (diagnostics_.empty()) MakeDesign();
  if (diagnostics_.empty()) MakePlan();
  if (!diagnostics_.empty()) return diagnostics_;
  MakeSpec();
  return std::unique_ptr<const Sweep>(std::move(sweep_));
}

void SweepMaker::CheckParameters() {
  if (config().parameters.empty()) {
    Report("parameters", "the list is empty", "at least one parameter");
  }
  for (std::size_t k = 0; k < config().parameters.size(); ++k) {
    CheckParameter(k);
    CheckRepeats(k);
  }
}

void SweepMaker::CheckParameter(std::size_t k) {
  const SweepParameter& written = config().parameters[k];
  const bool listed = config().design.kind == DesignKind::kList;
  SweptParameter parameter;
  parameter.id = written.id;
  parameter.what_if = !written.what_ifs.empty();
  if (IsReservedName(written.id)) {
    Report(ParameterPath(k, "id"), "'" + written.id + "' is the name of a column of every result",
           "another name");
  }
  const int kinds =
      static_cast<int>(!written.range.empty()) + static_cast<int>(!written.at.empty()) +
      static_cast<int>(!written.options.empty()) + static_cast<int>(!written.what_ifs.empty());
  if (kinds > 1 || (kinds == 0 && !listed)) {
    Report(ParameterPath(k), kinds == 0 ? "has no values" : "says twice what its values are",
           "one of: range, at, options, what_ifs");
  }
  if (parameter.what_if == !written.set.empty()) {
    Report(ParameterPath(k), parameter.what_if ? "has both what_ifs and a path" : "has no path",
           parameter.what_if ? "one of the two" : "set: PATH, as for --set");
  }
  if (!parameter.what_if) {
    parameter.paths = {written.set};
    parameter.paths.insert(parameter.paths.end(), written.also_set.begin(), written.also_set.end());
  }
  if (listed) {
    CheckListed(k, &parameter);
  } else if (kinds == 1) {
    for (const double number : written.at) parameter.labels.push_back(FormatNumber(number));
    if (!written.options.empty()) parameter.labels = written.options;
    if (parameter.what_if) parameter.labels = written.what_ifs;
    parameter.numeric = written.options.empty() && !parameter.what_if;
    parameter.range = RangeOf(k);
  }
  sweep_->parameters_.push_back(std::move(parameter));
}

void SweepMaker::CheckRepeats(std::size_t k) {
  const SweepParameter& written = config().parameters[k];
  for (std::size_t other = 0; other < k; ++other) {
    const SweepParameter& before = config().parameters[other];
    if (before.id == written.id) {
      Report(ParameterPath(k, "id"), "the name '" + written.id + "' is used twice");
    }
    if (!before.what_ifs.empty() && !written.what_ifs.empty()) {
      Report(ParameterPath(k, "what_ifs"), "a second parameter of what-ifs", "at most one");
    }
  }
  const std::vector<std::string>& labels = sweep_->parameters_[k].labels;
  for (std::size_t a = 0; a < labels.size(); ++a) {
    if (std::find(labels.begin(), labels.begin() + static_cast<std::ptrdiff_t>(a), labels[a]) !=
        labels.begin() + static_cast<std::ptrdiff_t>(a)) {
      const char* field = !written.at.empty()        ? "at"
                          : !written.options.empty() ? "options"
                                                     : "what_ifs";
      Report(ParameterPath(k, field), "'" + labels[a] + "' is listed twice", "each value once");
    }
  }
}

void SweepMaker::CheckListed(std::size_t k, SweptParameter* parameter) {
  const SweepParameter& written = config().parameters[k];
  parameter->labels = parameter->what_if ? written.what_ifs : written.options;
  parameter->listed_low = std::numeric_limits<double>::infinity();
  parameter->listed_high = -parameter->listed_low;
  for (const std::vector<std::string>& row : sweep_->inputs_.points) {
    const NumberText number = ParseNumber(row[k]);
    if (number.kind != NumberText::Kind::kNumber || !parameter->labels.empty()) {
      parameter->numeric = false;
      break;
    }
    parameter->listed_low = std::min(parameter->listed_low, number.value);
    parameter->listed_high = std::max(parameter->listed_high, number.value);
  }
  if (parameter->numeric) return;
  for (const std::vector<std::string>& row : sweep_->inputs_.points) {
    const bool known = std::find(parameter->labels.begin(), parameter->labels.end(), row[k]) !=
                       parameter->labels.end();
    if (known) continue;
    if (parameter->what_if || !written.options.empty()) {
      Report("design.file", "'" + row[k] + "' is no value of parameter " + written.id,
             ExpectedOneOf(row[k], parameter->labels));
      return;
    }
    parameter->labels.push_back(row[k]);
  }
  parameter->listed_low = 0;
  parameter->listed_high = static_cast<double>(parameter->labels.size() - 1);
}

std::optional<ParameterRange> SweepMaker::RangeOf(std::size_t k) {
  const SweepParameter& written = config().parameters[k];
  if (written.range.empty()) {
    if (written.scale != RangeScale::kLinear) {
      Report(ParameterPath(k, "scale"), "a scale without a range", "range: [low, high]");
    }
    const Checked<ParameterRange> choice =
        ParameterRange::Choice(sweep_->inputs_.config.parameters[k].at.size() +
                               written.options.size() + written.what_ifs.size());
    return *choice;
  }
  const std::size_t numbers = NumbersOf(written.scale);
  if (written.range.size() != numbers) {
    Report(ParameterPath(k, "range"),
           "has " + std::to_string(written.range.size()) + " numbers; " +
               std::string(kRangeScaleNames[static_cast<std::size_t>(written.scale)]) + " takes " +
               std::to_string(numbers));
    return std::nullopt;
  }
  const Checked<ParameterRange> range = MakeRange(written.scale, written.range);
  if (range.ok()) return *range;
  for (const Diagnostic& problem : range.problems()) {
    Report(ParameterPath(k, "range"), problem.message, problem.expected);
  }
  return std::nullopt;
}

void SweepMaker::CheckOutcomes() {
  std::vector<std::string> names;
  for (const RunOutcome& outcome : RunOutcomes()) names.emplace_back(outcome.name);
  const std::vector<std::string>& written = config().outcomes;
  if (written.empty()) Report("outcomes", "the list is empty", "at least one outcome");
  for (std::size_t k = 0; k < written.size(); ++k) {
    const std::string path = "outcomes[" + std::to_string(k) + "]";
    const RunOutcome* outcome = FindRunOutcome(written[k]);
    if (outcome == nullptr) {
      Report(path, "no outcome '" + written[k] + "'", ExpectedOneOf(written[k], names));
    } else if (std::find(sweep_->outcomes_.begin(), sweep_->outcomes_.end(), outcome) !=
               sweep_->outcomes_.end()) {
      Report(path, "'" + written[k] + "' is listed twice", "each outcome once");
    }
    sweep_->outcomes_.push_back(outcome);
  }
}

std::uint32_t SweepMaker::LevelsOf(std::size_t k) {
  const SweepParameter& written = config().parameters[k];
  const ParameterRange& range = *sweep_->parameters_[k].range;
  if (range.kind() == ParameterRange::Kind::kChoice)
    return static_cast<std::uint32_t>(range.count());
  if (written.levels > 0) return static_cast<std::uint32_t>(written.levels);
  if (range.discrete() && range.count() <= kMostIntegerLevels) {
    return static_cast<std::uint32_t>(range.count());
  }
  Report(ParameterPath(k), "a range without levels in a design on a grid", "levels: N");
  return 1;
}

void SweepMaker::CheckCells(std::uint64_t cells) {
  if (cells > kMostCells) {
    Report("design", "has " + WithThousands(cells) + " cells",
           "at most " + WithThousands(kMostCells));
  }
  cells_ = cells;
}

void SweepMaker::MakeGrid() {
  std::vector<std::uint32_t> levels;
  for (std::size_t k = 0; k < config().parameters.size(); ++k) levels.push_back(LevelsOf(k));
  if (!diagnostics_.empty()) return;
  const std::optional<std::uint64_t> count = FactorialDesign::CountOf(levels);
  if (!count) {
    Report("design", "has more cells than 64 bits count", "at most " + WithThousands(kMostCells));
    return;
  }
  CheckCells(*count);
  if (diagnostics_.empty()) sweep_->design_ = std::make_unique<FactorialDesign>(levels);
}

void SweepMaker::MakeOneAtATime() {
  std::vector<std::uint32_t> levels;
  std::vector<double> reference;
  for (std::size_t k = 0; k < config().parameters.size(); ++k) {
    levels.push_back(LevelsOf(k));
    const ParameterRange& range = *sweep_->parameters_[k].range;
    const std::optional<double>& written = config().parameters[k].reference;
    const bool choice = range.kind() == ParameterRange::Kind::kChoice;
    if (written && choice) {
      Report(ParameterPath(k, "reference"), "a reference of values that are listed",
             "none: the first of them is the reference");
    } else if (written && !(*written >= range.lowest() && *written <= range.highest())) {
      Report(ParameterPath(k, "reference"), FormatNumber(*written) + " lies outside the range");
    }
    reference.push_back(choice ? 0 : written ? range.UnitOf(*written) : 0.5);
  }
  if (!diagnostics_.empty()) return;
  auto design = std::make_unique<OneAtATimeDesign>(std::move(reference), std::move(levels));
  CheckCells(design->size());
  sweep_->design_ = std::move(design);
}

void SweepMaker::MakeAdaptive() {
  for (Diagnostic& problem : CheckAdaptive(config(), sweep_->parameters_)) {
    diagnostics_.push_back(std::move(problem));
  }
  if (diagnostics_.empty()) {
    const std::uint64_t side = AdaptiveSide(config().design);
    CheckCells(side * side);
    sweep_->design_ = std::make_unique<FactorialDesign>(std::vector<std::uint32_t>{
        static_cast<std::uint32_t>(side), static_cast<std::uint32_t>(side)});
  }
}

std::uint64_t SweepMaker::PointsAtLeast(std::uint64_t least) {
  const auto points = static_cast<std::uint64_t>(config().design.points);
  if (points < least) {
    Report("design.points", std::to_string(points) + " is too few for this design",
           "at least " + std::to_string(least));
  }
  return points;
}

void SweepMaker::MakeSampled() {
  const SweepDesign& written = config().design;
  const std::size_t d = config().parameters.size();
  const auto seed = static_cast<std::uint64_t>(written.seed);
  const bool morris = written.kind == DesignKind::kMorris;
  const bool efast = written.kind == DesignKind::kEfast;
  const std::uint64_t least =
      morris  ? 0
      : efast ? EfastDesign::MinPoints(static_cast<std::uint64_t>(written.harmonics))
              : 2;
  const std::uint64_t points = PointsAtLeast(least);
  if (morris && written.levels % 2 != 0) Report("design.levels", "is odd", "an even number");
  if (morris && written.candidates > 0 && written.candidates < written.trajectories) {
    Report("design.candidates", "fewer candidates than trajectories", "0, or more");
  }
  if (morris && written.candidates > static_cast<int>(kMaxMorrisCandidates)) {
    Report("design.candidates", "too many", "at most " + std::to_string(kMaxMorrisCandidates));
  }
  const bool latin = written.kind == DesignKind::kLatinHypercube;
  const std::uint64_t most_latin = written.maximin ? kMaxMaximinPoints : kMaxLatinPoints;
  if (latin && (points > most_latin || points > kMaxLatinCells / d)) {
    Report("design.points", "too many points for a Latin hypercube",
           "at most " + WithThousands(std::min(most_latin, kMaxLatinCells / d)));
  }
  const bool saltelli = written.kind == DesignKind::kSaltelli;
  if (d > (saltelli ? kMaxSaltelliParameters : kMaxSobolDimensions)) {
    Report("parameters", "too many for Sobol' points");
  }
  if (saltelli) cells_per_base_ = SaltelliDesign::RowsPerBase(d, written.second_order);
  if (morris) cells_per_base_ = d + 1;
  if (efast) cells_per_base_ = d;
  const auto bases = morris ? static_cast<std::uint64_t>(written.trajectories) : points;
  CheckCells(bases * cells_per_base_);
  growing_ = saltelli || written.kind == DesignKind::kSobol ||
             written.kind == DesignKind::kMonteCarlo || (morris && written.candidates == 0);
  if (!diagnostics_.empty()) return;
  switch (written.kind) {
    case DesignKind::kSobol:
      sweep_->design_ = std::make_unique<SobolDesign>(d, points);
      break;
    case DesignKind::kSaltelli:
      sweep_->design_ = std::make_unique<SaltelliDesign>(d, points, written.second_order);
      break;
    case DesignKind::kMonteCarlo:
      sweep_->design_ = std::make_unique<MonteCarloDesign>(d, points, seed);
      break;
    case DesignKind::kMorris:
      sweep_->design_ =
          std::make_unique<MorrisDesign>(d, bases, static_cast<std::uint32_t>(written.levels), seed,
                                         static_cast<std::uint64_t>(written.candidates));
      break;
    case DesignKind::kEfast:
      sweep_->design_ = std::make_unique<EfastDesign>(
          d, points, static_cast<std::uint64_t>(written.harmonics), seed);
      break;
    default:
      sweep_->design_ = std::make_unique<LatinHypercube>(
          d, points, seed, written.maximin ? LatinCriterion::kMaximin : LatinCriterion::kPlain);
  }
}

void SweepMaker::MakeDesign() {
  switch (config().design.kind) {
    case DesignKind::kFactorial:
      return MakeGrid();
    case DesignKind::kList:
      CheckCells(sweep_->inputs_.points.size());
      if (sweep_->inputs_.points.empty()) Report("design.file", "the list has no points");
      return;
    case DesignKind::kOneAtATime:
      return MakeOneAtATime();
    case DesignKind::kAdaptiveMap:
      return MakeAdaptive();
    default:
      return MakeSampled();
  }
}

void SweepMaker::MakePlan() {
  SweepPlan::Size size;
  size.cells = cells_;
  size.replicates = static_cast<std::uint64_t>(config().replicates);
  if (size.cells > kMostSweepRuns / size.replicates) {
    Report("replicates",
           WithThousands(size.cells) + " cells with " + WithThousands(size.replicates) +
               " runs each are too many runs",
           "at most " + WithThousands(kMostSweepRuns));
    return;
  }
  const std::uint64_t runs = size.cells * size.replicates;
  sweep_->keeps_rows_ = config().keep == KeptRuns::kRuns ||
                        (config().keep == KeptRuns::kAuto && runs <= kMostKeptRuns);
  size.chunk_runs = std::max(kUsualChunkRuns, runs / kUsualChunks);
  if (config().chunk_runs > 0) size.chunk_runs = static_cast<std::uint64_t>(config().chunk_runs);
  if (sweep_->keeps_rows_) size.chunk_runs = std::min(size.chunk_runs, kMostRowsInChunk);
  size.order = config().order;
  size.growing = growing_;
  size.cells_per_base = cells_per_base_;
  // A growing plan must not depend on the number of points.
  if (growing_ && config().chunk_runs == 0) size.chunk_runs = kUsualChunkRuns;

  size.block_runs = std::min(size.replicates, size.chunk_runs);
  if (size.order == RunOrder::kInterleaved) {
    const auto coding = static_cast<std::uint64_t>(sweep_->inputs_.talks_per_coding);
    const std::uint64_t round = (size.replicates + kRounds - 1) / kRounds;
    const std::uint64_t whole_codings = (round + coding - 1) / coding * coding;
    size.block_runs = std::min(size.block_runs, whole_codings);
  }
  sweep_->plan_ = SweepPlan(size);
}

void SweepMaker::MakeSpec() {
  Sweep& sweep = *sweep_;
  sweep.spec_text_ = SpecText(sweep.inputs_);
  sweep.spec_hash_ = HexText(HashBytes(sweep.spec_text_));
  SweepInputs family = sweep.inputs_;
  family.config.design.points = 0;
  family.config.design.trajectories = 2;
  // Whether rows are kept must be written down to be the same for all members of a family.
  family.config.keep = sweep.keeps_rows_ ? KeptRuns::kRuns : KeptRuns::kAggregates;
  sweep.family_hash_ = HexText(HashBytes(SpecText(family)));
}

Checked<std::unique_ptr<const Sweep>> Sweep::Make(SweepInputs inputs) {
  return SweepMaker(std::move(inputs)).Make();
}

}  // namespace dragoman
