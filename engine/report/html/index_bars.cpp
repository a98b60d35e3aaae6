#include "engine/report/html/index_bars.h"

#include <algorithm>
#include <cmath>

#include "engine/report/html/svg.h"

namespace dragoman {
namespace {

constexpr double kBarsWidth = 800;
constexpr double kBarsLeft = 160;
constexpr double kBarsRight = 600;
constexpr double kBarsRow = 26;
constexpr double kBarsTop = 8;
/// What most sums of shares end at; the axis is never shorter than a tenth of it.
constexpr double kShortestAxis = 0.01;

SvgScale BarsScale(const IndexBars& chart) {
  double low = 0;
  double high = 0;
  const auto include = [&](const IndexValue& of) {
    if (std::isnan(of.value)) return;
    const double half = std::isnan(of.half_width) ? 0 : of.half_width;
    low = std::min(low, of.value - half);
    high = std::max(high, of.value + half);
  };
  for (const IndexBar& bar : chart.bars) {
    include(bar.wide);
    include(bar.narrow);
    for (const double mark : bar.marks) include({mark, 0});
  }
  include({chart.chance, 0});
  return {low, std::max(high, kShortestAxis), kBarsLeft, kBarsRight};
}

void DrawInterval(const IndexValue& of, const SvgScale& x, double y, SvgChart* svg) {
  if (std::isnan(of.value) || !(of.half_width > 0)) return;
  const double low = x(of.value - of.half_width);
  const double high = x(of.value + of.half_width);
  svg->Line({low, y}, {high, y}, "under thin");
  svg->Line({low, y}, {high, y}, "band");
  svg->Line({low, y - 3.5}, {low, y + 3.5}, "band");
  svg->Line({high, y - 3.5}, {high, y + 3.5}, "band");
}

void DrawBar(const IndexValue& of, const SvgScale& x, double y, double height, const char* style,
             SvgChart* svg) {
  if (std::isnan(of.value)) return;
  const double from = std::min(x(0), x(of.value));
  svg->Rect(from, y, std::fabs(x(of.value) - x(0)), height, style);
}

}  // namespace

void DrawIndexBars(const IndexBars& chart, std::string_view id, HtmlWriter* html) {
  const double bottom = kBarsTop + kBarsRow * static_cast<double>(chart.bars.size()) + 4;
  SvgChart svg(html, id, kBarsWidth, bottom + 36, chart.title, chart.description);
  const SvgScale x = BarsScale(chart);
  svg.AxisX(x, bottom, kBarsTop - 2, chart.axis, 5, chart.percent);
  double y = kBarsTop;
  for (const IndexBar& bar : chart.bars) {
    const bool two = !std::isnan(bar.narrow.value);
    const double middle = y + (two ? 7 : 11);
    svg.Text({kBarsLeft - 8, y + 15}, bar.label, "", SvgAnchor::kEnd, 24);
    DrawBar(bar.wide, x, middle - 6, 12, "bar", &svg);
    if (two) DrawBar(bar.narrow, x, y + 15, 6, "bar2", &svg);
    DrawInterval(bar.wide, x, middle, &svg);
    if (two) DrawInterval(bar.narrow, x, y + 18, &svg);
    for (std::size_t k = 0; k < bar.marks.size(); ++k) {
      if (!std::isnan(bar.marks[k])) svg.Mark({x(bar.marks[k]), middle}, k, 9, "paper");
    }
    svg.Text({kBarsRight + 12, y + 15}, bar.words, "s", SvgAnchor::kStart, 34);
    y += kBarsRow;
  }
  svg.Line({x(0), kBarsTop - 2}, {x(0), bottom}, "axis");
  if (!std::isnan(chart.chance)) {
    svg.Line({x(chart.chance), kBarsTop - 2}, {x(chart.chance), bottom}, "floor");
  }
}

}  // namespace dragoman
