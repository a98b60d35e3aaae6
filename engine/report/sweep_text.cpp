#include "engine/report/sweep_text.h"

#include <algorithm>
#include <cmath>

#include "engine/core/text.h"
#include "engine/experiments/progress_meter.h"
#include "engine/report/internal/sweep_parts.h"
#include "engine/report/text_page.h"

namespace dragoman {
namespace {

constexpr double kMuchNoise = 0.1;
constexpr std::size_t kFewParameters = 6;

std::string CountText(std::uint64_t count, const std::string& one, const std::string& many) {
  return WithThousands(count) + " " + (count == 1 ? one : many);
}

std::string HeadText(const SweepReport& report, const TextStyle& style) {
  const Sweep& sweep = *report.sweep;
  const SweepTable& table = *report.table;
  const SweepConfig& config = sweep.config();
  const std::string title = config.title.empty() ? report.result : config.title;
  std::string text = Heading(title, style);
  if (!config.question.empty()) text += Wrap(config.question, "", style.width);
  std::string design = "Design: " + DesignWords(sweep) + "; ";
  if (sweep.adaptive()) {
    design += CountText(table.rows(), "point", "points") + " of a grid of " +
              WithThousands(table.all_cells) + ", up to " +
              CountText(sweep.replicates(), "run", "runs") + " each";
  } else {
    design += CountText(table.all_cells, "point", "points") + " of " +
              CountText(table.parameters, "parameter", "parameters") + ", " +
              CountText(sweep.replicates(), "run", "runs") + " each";
  }
  design += sweep.config().common_random_numbers ? ", common random numbers."
                                                 : ", own random numbers at each point.";
  text += Wrap("Scenario " + config.scenario +
                   (config.tier.empty() ? "" : ", tier " + config.tier) + ". " + design,
               "", style.width);
  if (!sweep.inputs().settings.empty()) {
    text += Wrap("Changed in all runs: " + Join(sweep.inputs().settings) + ".", "", style.width);
  }
  if (!sweep.inputs().what_ifs.empty()) {
    text += Wrap("What-ifs in all runs: " + Join(sweep.inputs().what_ifs) + ".", "", style.width);
  }
  text += Wrap(std::string(table.complete ? "Complete: " : "NOT complete: ") +
                   CountText(table.total_runs, "run", "runs") + ", " +
                   WithThousands(table.total_failed) + " failed; hash " + table.hash +
                   ". What follows is the model's share of runs over these ranges, conditional on "
                   "this coding: no forecast, and no cause beyond the model.",
               "", style.width);
  return text;
}

std::string NoiseText(double share) { return std::isnan(share) ? "-" : RoughPercent(share); }

/// Where an outcome is lowest or highest; of several points only how many.
std::string ExtremeText(const SweepReport& report, const OutcomeAnalysis& of,
                        const std::string& word, std::size_t row, const TextStyle& style) {
  const OutcomeColumn& column = report.table->outcomes[of.outcome];
  const auto equal = std::count(column.mean.begin(), column.mean.end(), column.mean[row]);
  const std::string name(column.outcome->name);
  std::string text = name + " is " + word + " at ";
  if (equal > 1) text += WithThousands(static_cast<std::uint64_t>(equal)) + " points alike";
  // One of many points far apart says little.
  const bool shown = equal == 1 || report.table->parameters <= kFewParameters;
  if (shown && equal > 1) text += ", the first of them ";
  if (shown) {
    text += "point " + std::to_string(report.table->cells[row]) + ": " +
            PointText(*report.sweep, *report.table, row);
  }
  return Wrap(text + (shown ? "" : "."), "  ", style.width);
}

std::string OutcomesText(const SweepReport& report, const TextStyle& style) {
  std::string text = "\n" + Heading("Outcomes over the points", style);
  TextTable table({false, true, true, true, true});
  table.AddRow({"", "mean", "lowest", "highest", "noise"});
  for (const OutcomeAnalysis& of : report.analysis) {
    const OutcomeColumn& column = report.table->outcomes[of.outcome];
    const RunOutcome& outcome = *column.outcome;
    table.AddRow({std::string(outcome.name), OutcomeText(outcome, of.summary.mean),
                  OutcomeText(outcome, column.mean[of.summary.lowest]),
                  OutcomeText(outcome, column.mean[of.summary.highest]),
                  NoiseText(of.summary.noise_share)});
  }
  text += table.Text();
  for (const OutcomeAnalysis& of : report.analysis) {
    const std::string name(report.table->outcomes[of.outcome].outcome->name);
    if (of.summary.variance == 0) {
      text += Wrap(name + " is the same at every point.", "  ", style.width);
      continue;
    }
    text += ExtremeText(report, of, "lowest", of.summary.lowest, style);
    text += ExtremeText(report, of, "highest", of.summary.highest, style);
  }
  return text;
}

std::string OutcomeSections(const SweepReport& report, const OutcomeAnalysis& of,
                            const TextStyle& style) {
  const internal::SweepPage page{report, of, style};
  std::string text;
  for (const auto section : {internal::IndexSections, internal::EffectSection, internal::MapSection,
                             internal::SampleSection, internal::PrimSection}) {
    text += section(page);
  }
  for (const std::string& note : of.notes) {
    text += "\n" + Wrap(page.name() + ": left out " + note, "", style.width);
  }
  return text;
}

}  // namespace

std::string OutcomeText(const RunOutcome& outcome, double value) {
  if (std::isnan(value)) return "-";
  if (outcome.kind == RunOutcome::Kind::kFlag) return Percent(value);
  return Number(value) + (outcome.unit.empty() ? "" : " " + std::string(outcome.unit));
}

std::string PointText(const Sweep& sweep, const SweepTable& table, std::size_t row) {
  std::string text;
  for (std::size_t k = 0; k < table.parameters; ++k) {
    if (k > 0) text += ", ";
    text += sweep.parameters()[k].id + " " + ParameterText(sweep, k, table.X(row, k));
  }
  return text;
}

std::vector<std::string> SweepNotes(const SweepReport& report) {
  const SweepTable& table = *report.table;
  const Sweep& sweep = *report.sweep;
  std::vector<std::string> notes;
  if (!table.complete) {
    notes.push_back("The sweep is not complete: " + WithThousands(table.gaps - table.failed_cells) +
                    " of " + WithThousands(table.rows()) + " points have no run yet, " +
                    WithThousands(table.short_cells) +
                    " have some but not all. To go on: dragoman sweep resume " + report.result +
                    ".");
  }
  if (table.failed_cells > 0) {
    notes.push_back(CountText(table.failed_cells, "point makes", "points make") +
                    " no valid scenario and is left out where a method allows it; table failures "
                    "of the store says why.");
  }
  if (sweep.config().common_random_numbers && sweep.replicates() == 1) {
    notes.push_back(
        "One run a point, with the same random numbers at every point: all of this is about one "
        "draw of chance. Take more replicates, or common_random_numbers: false.");
  }
  double noise = 0;
  bool unknown = false;
  for (const OutcomeAnalysis& of : report.analysis) {
    unknown = unknown || std::isnan(of.summary.noise_share);
    if (of.summary.noise_share > noise) noise = of.summary.noise_share;
  }
  std::string text =
      "noise: mean squared standard error of a point over the variance over points, that is, how "
      "much of the variation would be chance if the points' errors were independent";
  if (sweep.config().common_random_numbers) {
    text +=
        "; here all points share their random numbers, so that chance moves them together and "
        "less of it shows between them";
  }
  text += ".";
  if (noise > kMuchNoise) {
    text += " Above a tenth, indices are of a noisy thing: take more replicates.";
  }
  if (unknown) text += " With one run a point it is not known.";
  notes.push_back(text);
  if (sweep.inputs().talks_per_coding > 1 && !table.clustered) {
    notes.push_back("Standard errors take all runs as independent, but " +
                    std::to_string(sweep.inputs().talks_per_coding) +
                    " in a row share one sampled coding: they are too small. Keep runs, or set "
                    "talks.talks_per_coding=1.");
  }
  return notes;
}

std::string SweepText(const SweepReport& report, const TextStyle& style) {
  std::string text = HeadText(report, style) + OutcomesText(report, style);
  for (const std::string& note : SweepNotes(report)) text += Wrap(note, "  ", style.width);
  for (const OutcomeAnalysis& of : report.analysis) text += OutcomeSections(report, of, style);
  return text + "\nAgain: " + report.command + "\n";
}

namespace internal {

std::string WithHalfWidth(double value, const std::vector<double>& half_widths, std::size_t k,
                          const TextStyle& style) {
  std::string text = Fixed(value, 3);
  if (half_widths.empty()) return text;
  return text + (style.unicode ? " \u00b1" : " +-") + Fixed(half_widths[k], 3);
}

}  // namespace internal

}  // namespace dragoman
