#include "engine/sweep/sweep_maker.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "engine/core/text.h"
#include "engine/experiments/progress_meter.h"
#include "engine/sweep/design_maker.h"
#include "engine/wire/number_text.h"

namespace dragoman {
namespace {

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
  if (scale == RangeScale::kTriangular) return 3;
  return scale == RangeScale::kTruncatedNormal ? 4 : 2;
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
  if (diagnostics_.empty()) TakeDesign();
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

void SweepMaker::TakeDesign() {
  auto made = MakeDesignOf(config(), sweep_->parameters_, sweep_->inputs_.points.size());
  if (!made.ok()) {
    diagnostics_ = made.problems();
    return;
  }
  sweep_->design_ = std::move(made->design);
  cells_ = made->cells;
  cells_per_base_ = made->cells_per_base;
  growing_ = made->growing;
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
  SweepInputs family = sweep.inputs_;
  family.settings.clear();
  family.what_ifs.clear();
  sweep.spec_hash_ = HexText(HashBytes(SpecText(family)));
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
