#include <algorithm>
#include <cmath>
#include <set>

#include "engine/experiments/progress_meter.h"
#include "engine/report/internal/sweep_parts.h"
#include "engine/report/sweep_plot.h"
#include "engine/report/text_page.h"

namespace dragoman::internal {
namespace {

constexpr std::size_t kMostSteps = 10;

std::string CurveText(const SweepPage& page, const PrimBox& box) {
  std::vector<PlotPoint> points;
  double most = 0;
  for (std::size_t k = 0; k < box.trajectory.size(); ++k) {
    most = std::max(most, box.trajectory[k].density);
    const char mark = k > box.peels ? 'x' : 'o';
    points.push_back({box.trajectory[k].coverage, box.trajectory[k].density, mark});
  }
  const PrimStep& suggested = box.trajectory[box.suggested];
  points.push_back({suggested.coverage, suggested.density, '@'});
  const double end = std::ceil(10 * most) / 10;
  return ScatterText(points, "coverage", 1, "density", end, page.style) +
         "  o peel   x paste   @ the box below\n";
}

std::string StepTable(const PrimBox& box) {
  std::set<std::size_t> shown = {0, box.suggested, box.trajectory.size() - 1};
  for (std::size_t n = 0; n < kMostSteps; ++n) {
    shown.insert(n * (box.trajectory.size() - 1) / (kMostSteps - 1));
  }
  TextTable table({true, true, true, true, true, false});
  table.AddRow({"step", "coverage", "density", "mass", "limits", ""});
  for (const std::size_t k : shown) {
    const PrimStep& step = box.trajectory[k];
    table.AddRow({std::to_string(k), Percent(step.coverage), Percent(step.density),
                  Percent(step.mass), std::to_string(step.restricted()),
                  k == box.suggested ? "<- suggested" : ""});
  }
  return table.Text();
}

std::string BoxWords(const SweepPage& page, const PrimAnalysis& prim, const PrimBox& box) {
  const PrimStep& step = box.trajectory[box.suggested];
  const std::string cases = prim.per_run ? "runs" : "points";
  if (step.limits.empty()) {
    return Wrap("No box is better than the whole space: no limits suggested.", "  ",
                page.style.width);
  }
  std::string text = "  In the model's space the box is:\n";
  for (const PrimLimit& limit : step.limits) {
    text += Wrap(LimitWords(page.sweep(), limit), "    ", page.style.width);
  }
  text += Wrap("It holds " + WithThousands(step.rows) + " " + cases + " (" + Percent(step.mass) +
                   " of all), of which " + Percent(step.density) +
                   " are of interest (density; everywhere " +
                   Percent(prim.result.interest / static_cast<double>(prim.result.rows)) +
                   "), and " + Percent(step.coverage) + " of all that are of interest (coverage).",
               "  ", page.style.width);
  if (box.suggested + 1 == box.trajectory.size()) {
    text += Wrap("The search ended there: a box keeps 5 % of all " + cases +
                     ". Where so few are of interest, a lower --threshold tells more.",
                 "  ", page.style.width);
  }
  return text;
}

}  // namespace

std::string PrimSection(const SweepPage& page) {
  if (!page.analysis.prim) return {};
  const PrimAnalysis& prim = *page.analysis.prim;
  const std::string threshold = OutcomeText(page.outcome(), prim.threshold);
  const std::string interest =
      prim.per_run && page.column().flag() ? "runs with it" : "above " + threshold;
  std::string text =
      "\n" +
      Heading(page.name() + ": where it is frequent (PRIM), of interest: " + interest, page.style);
  text += Wrap(WithThousands(static_cast<std::uint64_t>(prim.result.interest)) + " of " +
                   WithThousands(prim.result.rows) + (prim.per_run ? " runs" : " points") +
                   " are of interest" +
                   (prim.result.dropped > 0
                        ? "; " + WithThousands(prim.result.dropped) + " without results left out"
                        : "") +
                   ".",
               "  ", page.style.width);
  for (const PrimBox& box : prim.result.boxes) {
    text += CurveText(page, box) + StepTable(box) + BoxWords(page, prim, box);
  }
  return text + Wrap(
                    "quasi-p: how likely the box would hold as many cases without that limit; a "
                    "limit with a large one may be dropped. The box describes these runs of the "
                    "model; that it is the cause does not follow.",
                    "  ", page.style.width);
}

}  // namespace dragoman::internal
