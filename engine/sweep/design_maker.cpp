#include "engine/sweep/design_maker.h"

#include <algorithm>
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

namespace dragoman {
namespace {

/// A whole-number range without `levels` has a level for each number, up to here.
constexpr std::uint64_t kMostIntegerLevels = 1000;
constexpr std::uint64_t kLeastPoints = 2;

std::string PathOfParameter(std::size_t k, std::string_view field = {}) {
  std::string path = "parameters[" + std::to_string(k) + "]";
  if (!field.empty()) path += "." + std::string(field);
  return path;
}

/// One design while it is made; every step adds to the problems.
class DesignMaker {
 public:
  DesignMaker(const SweepConfig& config, const std::vector<SweptParameter>& parameters,
              std::uint64_t listed)
      : config_(config), parameters_(parameters), listed_(listed) {}

  Checked<MadeDesign> Make() {
    MakeDesign();
    if (!diagnostics_.empty()) return diagnostics_;
    return std::move(made_);
  }

 private:
  void Report(std::string path, std::string message, std::string expected = {}) {
    diagnostics_.push_back({std::move(path), std::move(message), std::move(expected)});
  }

  void MakeDesign();
  void MakeGrid();
  void MakeOneAtATime();
  void MakeAdaptive();
  void MakeSampled();
  void CheckSampled(std::uint64_t points);
  void CountSampled(std::uint64_t points);
  std::uint32_t LevelsOf(std::size_t k);
  std::uint64_t PointsAtLeast(std::uint64_t least);
  void CheckCells(std::uint64_t cells);

  const SweepConfig& config_;
  const std::vector<SweptParameter>& parameters_;
  const std::uint64_t listed_;
  MadeDesign made_;
  Diagnostics diagnostics_;
};

std::uint32_t DesignMaker::LevelsOf(std::size_t k) {
  const SweepParameter& written = config_.parameters[k];
  const ParameterRange& range = *parameters_[k].range;
  if (range.kind() == ParameterRange::Kind::kChoice)
    return static_cast<std::uint32_t>(range.count());
  if (written.levels > 0) return static_cast<std::uint32_t>(written.levels);
  if (range.discrete() && range.count() <= kMostIntegerLevels) {
    return static_cast<std::uint32_t>(range.count());
  }
  Report(PathOfParameter(k), "a range without levels in a design on a grid", "levels: N");
  return 1;
}

void DesignMaker::CheckCells(std::uint64_t cells) {
  if (cells > kMostCells) {
    Report("design", "has " + WithThousands(cells) + " cells",
           "at most " + WithThousands(kMostCells));
  }
  made_.cells = cells;
}

void DesignMaker::MakeGrid() {
  std::vector<std::uint32_t> levels;
  for (std::size_t k = 0; k < config_.parameters.size(); ++k) levels.push_back(LevelsOf(k));
  if (!diagnostics_.empty()) return;
  const std::optional<std::uint64_t> count = FactorialDesign::CountOf(levels);
  if (!count) {
    Report("design", "has more cells than 64 bits count", "at most " + WithThousands(kMostCells));
    return;
  }
  CheckCells(*count);
  if (diagnostics_.empty()) made_.design = std::make_unique<FactorialDesign>(levels);
}

void DesignMaker::MakeOneAtATime() {
  std::vector<std::uint32_t> levels;
  std::vector<double> reference;
  for (std::size_t k = 0; k < config_.parameters.size(); ++k) {
    levels.push_back(LevelsOf(k));
    const ParameterRange& range = *parameters_[k].range;
    const std::optional<double>& written = config_.parameters[k].reference;
    const bool choice = range.kind() == ParameterRange::Kind::kChoice;
    if (written && choice) {
      Report(PathOfParameter(k, "reference"), "a reference of values that are listed",
             "none: the first of them is the reference");
    } else if (written && !(*written >= range.lowest() && *written <= range.highest())) {
      Report(PathOfParameter(k, "reference"), FormatNumber(*written) + " lies outside the range");
    }
    reference.push_back(choice ? 0 : written ? range.UnitOf(*written) : 0.5);
  }
  if (!diagnostics_.empty()) return;
  auto design = std::make_unique<OneAtATimeDesign>(std::move(reference), std::move(levels));
  CheckCells(design->size());
  made_.design = std::move(design);
}

void DesignMaker::MakeAdaptive() {
  for (Diagnostic& problem : CheckAdaptive(config_, parameters_)) {
    diagnostics_.push_back(std::move(problem));
  }
  if (diagnostics_.empty()) {
    const std::uint64_t side = AdaptiveSide(config_.design);
    CheckCells(side * side);
    made_.design = std::make_unique<FactorialDesign>(std::vector<std::uint32_t>{
        static_cast<std::uint32_t>(side), static_cast<std::uint32_t>(side)});
  }
}

std::uint64_t DesignMaker::PointsAtLeast(std::uint64_t least) {
  const auto points = static_cast<std::uint64_t>(config_.design.points);
  if (points < least) {
    Report("design.points", std::to_string(points) + " is too few for this design",
           "at least " + std::to_string(least));
  }
  return points;
}

void DesignMaker::CheckSampled(std::uint64_t points) {
  const SweepDesign& written = config_.design;
  const std::size_t d = config_.parameters.size();
  if (written.kind == DesignKind::kMorris) {
    if (written.levels % 2 != 0) Report("design.levels", "is odd", "an even number");
    if (written.candidates > 0 && written.candidates < written.trajectories) {
      Report("design.candidates", "fewer candidates than trajectories", "0, or more");
    }
    if (written.candidates > static_cast<int>(kMaxMorrisCandidates)) {
      Report("design.candidates", "too many", "at most " + std::to_string(kMaxMorrisCandidates));
    }
  }
  const std::uint64_t most =
      std::min(written.maximin ? kMaxMaximinPoints : kMaxLatinPoints, kMaxLatinCells / d);
  if (written.kind == DesignKind::kLatinHypercube && points > most) {
    Report("design.points", "too many points for a Latin hypercube",
           "at most " + WithThousands(most));
  }
  const std::size_t most_parameters =
      written.kind == DesignKind::kSaltelli ? kMaxSaltelliParameters : kMaxSobolDimensions;
  if (d > most_parameters) {
    Report("parameters", "too many for this design", "at most " + std::to_string(most_parameters));
  }
}

void DesignMaker::CountSampled(std::uint64_t points) {
  const SweepDesign& written = config_.design;
  const std::size_t d = config_.parameters.size();
  switch (written.kind) {
    case DesignKind::kSaltelli:
      made_.cells_per_base = SaltelliDesign::RowsPerBase(d, written.second_order);
      made_.growing = true;
      break;
    case DesignKind::kMorris:
      made_.cells_per_base = d + 1;
      made_.growing = written.candidates == 0;
      break;
    case DesignKind::kEfast:
      made_.cells_per_base = d;
      break;
    default:
      made_.growing = written.kind != DesignKind::kLatinHypercube;
  }
  CheckCells(points * made_.cells_per_base);
}

void DesignMaker::MakeSampled() {
  const SweepDesign& written = config_.design;
  const std::size_t d = config_.parameters.size();
  const auto seed = static_cast<std::uint64_t>(written.seed);
  const auto harmonics = static_cast<std::uint64_t>(written.harmonics);
  const bool morris = written.kind == DesignKind::kMorris;
  const std::uint64_t points =
      morris ? static_cast<std::uint64_t>(written.trajectories)
             : PointsAtLeast(written.kind == DesignKind::kEfast ? EfastDesign::MinPoints(harmonics)
                                                                : kLeastPoints);
  CheckSampled(points);
  CountSampled(points);
  if (!diagnostics_.empty()) return;
  switch (written.kind) {
    case DesignKind::kSobol:
      made_.design = std::make_unique<SobolDesign>(d, points);
      break;
    case DesignKind::kSaltelli:
      made_.design = std::make_unique<SaltelliDesign>(d, points, written.second_order);
      break;
    case DesignKind::kMonteCarlo:
      made_.design = std::make_unique<MonteCarloDesign>(d, points, seed);
      break;
    case DesignKind::kMorris:
      made_.design =
          std::make_unique<MorrisDesign>(d, points, static_cast<std::uint32_t>(written.levels),
                                         seed, static_cast<std::uint64_t>(written.candidates));
      break;
    case DesignKind::kEfast:
      made_.design = std::make_unique<EfastDesign>(d, points, harmonics, seed);
      break;
    default:
      made_.design = std::make_unique<LatinHypercube>(
          d, points, seed, written.maximin ? LatinCriterion::kMaximin : LatinCriterion::kPlain);
  }
}

void DesignMaker::MakeDesign() {
  switch (config_.design.kind) {
    case DesignKind::kFactorial:
      return MakeGrid();
    case DesignKind::kList:
      CheckCells(listed_);
      if (listed_ == 0) Report("design.file", "the list has no points");
      return;
    case DesignKind::kOneAtATime:
      return MakeOneAtATime();
    case DesignKind::kAdaptiveMap:
      return MakeAdaptive();
    default:
      return MakeSampled();
  }
}

}  // namespace

Checked<MadeDesign> MakeDesignOf(const SweepConfig& config,
                                 const std::vector<SweptParameter>& parameters,
                                 std::uint64_t listed) {
  return DesignMaker(config, parameters, listed).Make();
}

}  // namespace dragoman
