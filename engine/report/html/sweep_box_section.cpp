#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "engine/experiments/progress_meter.h"
#include "engine/report/html/svg.h"
#include "engine/report/html/sweep_sections.h"
#include "engine/report/sweep_words.h"
#include "engine/report/text_layout.h"

namespace dragoman {
namespace {

constexpr double kBoxWidth = 404;
constexpr double kBoxRow = 40;
constexpr double kCurveSide = 300;
constexpr std::size_t kMostBoxSteps = 10;

/// Lowest and highest value of a parameter over the points.
std::pair<double, double> SpanOf(const SweepPageData& data, std::size_t k) {
  double low = std::numeric_limits<double>::infinity();
  double high = -low;
  for (std::size_t row = 0; row < data.table().rows(); ++row) {
    low = std::min(low, data.table().X(row, k));
    high = std::max(high, data.table().X(row, k));
  }
  return {low, high};
}

std::string PlainLimit(const SweepPageData& data, PrimLimit limit) {
  limit.lower_quasi_p = limit.upper_quasi_p = std::numeric_limits<double>::quiet_NaN();
  return LimitWords(data.sweep(), limit);
}

std::string BoxDescription(const SweepPageData& data, const PrimStep& step) {
  std::string text = "The box: ";
  for (std::size_t k = 0; k < step.limits.size(); ++k) {
    text += (k == 0 ? "" : "; ") + PlainLimit(data, step.limits[k]);
  }
  return text + ". Density " + Percent(step.density) + ", coverage " + Percent(step.coverage) + ".";
}

/// A track per restricted parameter, the box's part of it filled.
void DrawBox(const SweepPageData& data, const PrimStep& step, const std::string& id,
             const std::string& title, HtmlWriter* html) {
  const double height = 20 + kBoxRow * static_cast<double>(step.limits.size());
  SvgChart chart(html, id, kBoxWidth, height, title, BoxDescription(data, step));
  const double from = 12;
  const double to = kBoxWidth - 12;
  double y = 18;
  for (const PrimLimit& limit : step.limits) {
    chart.Text({from, y}, PlainLimit(data, limit), "s", SvgAnchor::kStart, 62);
    const auto [low, high] = SpanOf(data, limit.column);
    const SvgScale x = {low, high, from, to};
    chart.Line({from, y + 10}, {to, y + 10}, "track");
    if (limit.categories.empty()) {
      chart.Rect(x(limit.lower), y + 5, x(limit.upper) - x(limit.lower), 10, "bar");
    } else {
      for (const int category : limit.categories) {
        chart.Mark({x(category), y + 10}, 1, 10, "bar");
      }
    }
    const std::optional<double>& own = data.parameters[limit.column].own;
    if (own && *own >= low && *own <= high) {
      chart.Line({x(*own), y + 2}, {x(*own), y + 18}, "under");
      chart.Line({x(*own), y + 2}, {x(*own), y + 18}, "band");
    }
    y += kBoxRow;
  }
}

/// Coverage against density: circles are peels, squares pastes.
void DrawTradeOff(const PrimBox& box, const std::string& id, const std::string& title,
                  HtmlWriter* html) {
  const PrimStep& chosen = box.trajectory[box.suggested];
  SvgChart chart(html, id, kBoxWidth, kCurveSide, title,
                 "From every point, coverage 100%, density " +
                     Percent(box.trajectory.front().density) + ", to the last step, coverage " +
                     Percent(box.trajectory.back().coverage) + ", density " +
                     Percent(box.trajectory.back().density) + ". Chosen: coverage " +
                     Percent(chosen.coverage) + ", density " + Percent(chosen.density) + ".");
  double most = 0;
  for (const PrimStep& step : box.trajectory) most = std::max(most, step.density);
  const SvgScale x = {0, 1, 44, kBoxWidth - 16};
  const SvgScale y = {0, std::max(0.1, std::min(1.0, std::ceil(10 * most) / 10)), kCurveSide - 38,
                      26};
  chart.AxisX(x, y.from, y.to, "coverage: share of all that are of interest", 5, true);
  for (const double tick : NiceTicks(y.low, y.high, 5)) {
    chart.Line({x.from, y(tick)}, {x.to, y(tick)}, "grid");
    chart.Text({x.from - 5, y(tick) + 4}, Fixed(100 * tick, 0) + "%", "tick", SvgAnchor::kEnd);
  }
  chart.Line({x.from, y.from}, {x.from, y.to}, "axis");
  chart.Text({4, 14}, "density: share of interest in the box", "name");
  std::vector<SvgPoint> path;
  for (const PrimStep& step : box.trajectory) path.push_back({x(step.coverage), y(step.density)});
  chart.Path(path, "l0 other");
  for (std::size_t k = 0; k < path.size(); ++k) {
    if (k != box.suggested) chart.Mark(path[k], k > box.peels ? 1 : 0, 6, "paper");
  }
  const SvgPoint at = path[box.suggested];
  chart.Mark(at, 3, 13, "inkf");
  chart.Text({at.x - 9, at.y + 16}, "chosen", "s b halo", SvgAnchor::kEnd);
}

DataTable LimitTable(const SweepPageData& data, const OutcomeAnalysis& of, const PrimStep& step,
                     std::size_t number) {
  DataTable table;
  table.name =
      "box" + std::to_string(number + 1) + "-" + std::string(data.column(of).outcome->name);
  table.caption = "Limits of the box, and how likely it would hold as many cases without each";
  table.columns = {"parameter",     "from",          "to",          "choices",
                   "quasi-p lower", "quasi-p upper", "the scenario"};
  table.numeric = {false, true, true, false, true, true, false};
  const auto probability = [](double p) { return std::isnan(p) ? NoCell() : NumberCell(p, 3); };
  for (const PrimLimit& limit : step.limits) {
    std::string choices;
    for (const int category : limit.categories) {
      choices +=
          (choices.empty() ? "" : ", ") + ParameterText(data.sweep(), limit.column, category);
    }
    const bool numbers = limit.categories.empty();
    table.rows.push_back(
        {TextCell(data.parameters[limit.column].id),
         numbers ? TextCell(ParameterText(data.sweep(), limit.column, limit.lower)) : NoCell(),
         numbers ? TextCell(ParameterText(data.sweep(), limit.column, limit.upper)) : NoCell(),
         numbers ? NoCell() : TextCell(choices), probability(limit.lower_quasi_p),
         probability(limit.upper_quasi_p), TextCell(data.parameters[limit.column].own_text)});
  }
  return table;
}

DataTable StepTableOf(const SweepPageData& data, const OutcomeAnalysis& of, const PrimBox& box,
                      std::size_t number) {
  std::set<std::size_t> shown = {0, box.suggested, box.trajectory.size() - 1};
  for (std::size_t n = 0; n < kMostBoxSteps; ++n) {
    shown.insert(n * (box.trajectory.size() - 1) / (kMostBoxSteps - 1));
  }
  DataTable table;
  table.name =
      "box" + std::to_string(number + 1) + "-steps-" + std::string(data.column(of).outcome->name);
  table.caption = "Steps of the trade-off curve";
  table.columns = {"step", "coverage", "density", "mass", "limits", "kind"};
  table.numeric = {true, true, true, true, true, false};
  for (const std::size_t k : shown) {
    const PrimStep& step = box.trajectory[k];
    const char* kind = k == 0 ? "all points" : k > box.peels ? "paste" : "peel";
    table.rows.push_back({CountCell(k), ShareCell(step.coverage), ShareCell(step.density),
                          ShareCell(step.mass), CountCell(step.restricted()),
                          TextCell(k == box.suggested ? std::string(kind) + ", chosen" : kind)});
  }
  return table;
}

std::string InterestWords(const SweepPageData& data, const OutcomeAnalysis& of) {
  const PrimAnalysis& prim = *of.prim;
  const std::string cases = prim.per_run ? "runs" : "points";
  const RunOutcome& outcome = *data.column(of).outcome;
  return WithThousands(static_cast<std::uint64_t>(prim.result.interest)) + " of " +
         WithThousands(prim.result.rows) + " " + cases + " are of interest: " +
         (prim.per_run && data.column(of).flag()
              ? "those with " + OutcomePhrase(outcome)
              : OutcomePhrase(outcome) + " above " + OutcomeText(outcome, prim.threshold)) +
         ".";
}

void WriteOneBox(const SweepPageData& data, const OutcomeAnalysis& of, std::size_t number,
                 ReportSink* sink) {
  const PrimBox& box = of.prim->result.boxes[number];
  const PrimStep& step = box.trajectory[box.suggested];
  const std::string place = std::to_string(of.outcome) + "-" + std::to_string(number);
  const std::string phrase = OutcomePhrase(*data.column(of).outcome);
  {
    const HtmlScope tiles(sink->html(), "div", {{"class", "tiles pair"}});
    if (!step.limits.empty()) {
      const HtmlScope figure(sink->html(), "figure");
      DrawBox(data, step, "c-box" + place, "The box in which " + phrase + " is frequent",
              sink->html());
      sink->html()->Element("figcaption",
                            "Of the points in the box " + Percent(step.density) +
                                " are of interest; it holds " + Percent(step.coverage) +
                                " of all that are. Filled: the box; upright line: the scenario.");
    }
    const HtmlScope figure(sink->html(), "figure");
    DrawTradeOff(box, "c-trade" + place, "Coverage against density of boxes for " + phrase,
                 sink->html());
    sink->html()->Element("figcaption",
                          "Each mark is a box: circles cut something off, squares take something "
                          "back in. Further up, the outcome is surer; further right, less of it "
                          "is missed.");
  }
  if (!step.limits.empty()) sink->Twin(LimitTable(data, of, step, number));
  sink->Twin(StepTableOf(data, of, box, number));
}

}  // namespace

bool HasBoxSection(const SweepPageData& data) {
  const SweepAnalysis& analysis = data.report->analysis;
  return std::any_of(analysis.begin(), analysis.end(),
                     [](const OutcomeAnalysis& of) { return of.prim.has_value(); });
}

void WriteSweepBoxSection(const SweepPageData& data, ReportSink* sink) {
  sink->BeginSection("box", "Under which conditions is it frequent?");
  sink->Paragraph(
      "A box is a set of limits on parameters, found by cutting off, again and again, the slice "
      "with least of what is of interest (PRIM). Every limit makes it surer and smaller; the "
      "chosen box balances the two. It describes these runs of the model; that it is the cause "
      "does not follow.",
      "dim");
  for (const OutcomeAnalysis& of : data.report->analysis) {
    if (!of.prim) continue;
    sink->html()->Element("h3", Capitalized(OutcomePhrase(*data.column(of).outcome)));
    sink->Paragraph(InterestWords(data, of));
    for (std::size_t k = 0; k < of.prim->result.boxes.size(); ++k) WriteOneBox(data, of, k, sink);
  }
  sink->EndSection();
}

}  // namespace dragoman
