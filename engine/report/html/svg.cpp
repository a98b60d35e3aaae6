#include "engine/report/html/svg.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/core/text.h"
#include "engine/report/text_layout.h"

namespace dragoman {
namespace {

constexpr std::array<std::string_view, kPartyShapes> kShapeNames = {
    "circle", "square", "triangle", "diamond", "triangle down", "cross", "hexagon", "bar"};

/// Corners on the unit circle's box, y downward; the circle has none.
std::vector<SvgPoint> ShapeCorners(std::size_t shape) {
  switch (shape) {
    case 1:
      return {{-.85, -.85}, {.85, -.85}, {.85, .85}, {-.85, .85}};
    case 2:
      return {{0, -1.05}, {1.05, .85}, {-1.05, .85}};
    case 3:
      return {{0, -1.2}, {1.05, 0}, {0, 1.2}, {-1.05, 0}};
    case 4:
      return {{0, 1.05}, {1.05, -.85}, {-1.05, -.85}};
    case 5:
      return {{-.35, -1}, {.35, -1}, {.35, -.35}, {1, -.35}, {1, .35},   {.35, .35},
              {.35, 1},   {-.35, 1}, {-.35, .35}, {-1, .35}, {-1, -.35}, {-.35, -.35}};
    case 6:
      return {{-.5, -1}, {.5, -1}, {1.05, 0}, {.5, 1}, {-.5, 1}, {-1.05, 0}};
    case 7:
      return {{-.4, -1.1}, {.4, -1.1}, {.4, 1.1}, {-.4, 1.1}};
    default:
      return {};
  }
}

std::string PointList(const std::vector<SvgPoint>& points) {
  std::string list;
  for (const SvgPoint& point : points) {
    if (!list.empty()) list += ' ';
    list += SvgNumber(point.x) + "," + SvgNumber(point.y);
  }
  return list;
}

std::string AnchorName(SvgAnchor anchor) {
  if (anchor == SvgAnchor::kMiddle) return "middle";
  return anchor == SvgAnchor::kEnd ? "end" : "start";
}

}  // namespace

std::string SvgNumber(double value) {
  std::string text = Fixed(value, 1);
  if (text.ends_with(".0")) text.resize(text.size() - 2);
  return text;
}

std::vector<double> NiceTicks(double low, double high, int count) {
  if (!(high > low)) return {low};
  const double rough = (high - low) / std::max(1, count);
  const double power = std::pow(10.0, std::floor(std::log10(rough)));
  // Where the next round step is nearer by ratio: the geometric means of 1, 2, 5 and 10.
  const double mantissa = rough / power;
  const double step = power * (mantissa < std::sqrt(2.0)    ? 1
                               : mantissa < std::sqrt(10.0) ? 2
                               : mantissa < std::sqrt(50.0) ? 5
                                                            : 10);
  std::vector<double> ticks;
  const double slack = step * 1e-6;
  for (double k = std::ceil((low - slack) / step); k * step <= high + slack; ++k) {
    ticks.push_back(k == 0 ? 0 : k * step);
  }
  return ticks;
}

std::string TickText(double tick, double step) {
  if (step == 0) return FormatNumber(tick);
  int decimals = 0;
  for (double shown = step; decimals < 6 && std::abs(shown - std::round(shown)) > 1e-6 * shown;
       shown *= 10) {
    ++decimals;
  }
  return Fixed(tick, decimals);
}

std::string_view PartyShapeName(std::size_t party) { return kShapeNames[party % kPartyShapes]; }

SvgChart::SvgChart(HtmlWriter* html, std::string_view id, double width, double height,
                   std::string_view title, std::string_view description)
    : html_(html), depth_(html->depth()), id_(id) {
  html->Open("svg", {{"role", "img"},
                     {"viewBox", "0 0 " + SvgNumber(width) + " " + SvgNumber(height)},
                     {"width", SvgNumber(width)},
                     {"height", SvgNumber(height)},
                     {"aria-labelledby", id_ + "-t " + id_ + "-d"}});
  html->Element("title", title, {{"id", id_ + "-t"}});
  html->Element("desc", description, {{"id", id_ + "-d"}});
}

void SvgChart::Line(SvgPoint a, SvgPoint b, std::string_view style) {
  html_->Empty("line", {{"x1", SvgNumber(a.x)},
                        {"y1", SvgNumber(a.y)},
                        {"x2", SvgNumber(b.x)},
                        {"y2", SvgNumber(b.y)},
                        {"class", std::string(style)}});
}

void SvgChart::Rect(double x, double y, double width, double height, std::string_view style) {
  html_->Empty("rect", {{"x", SvgNumber(x)},
                        {"y", SvgNumber(y)},
                        {"width", SvgNumber(std::max(0.0, width))},
                        {"height", SvgNumber(std::max(0.0, height))},
                        {"class", std::string(style)}});
}

void SvgChart::DefineHatch(const std::string& pattern, double step,
                           const std::vector<std::string_view>& styles) {
  const HtmlScope definitions(html_, "defs");
  html_->Open("pattern", {{"id", pattern},
                          {"width", SvgNumber(step)},
                          {"height", SvgNumber(step)},
                          {"patternUnits", "userSpaceOnUse"},
                          {"patternTransform", "rotate(45)"}});
  for (std::size_t k = 0; k < styles.size(); ++k) {
    const auto x = static_cast<double>(k);
    Line({x, 0}, {x, step}, styles[k]);
  }
  html_->Close();
}

void SvgChart::HatchedArea(const std::vector<SvgPoint>& corners) {
  if (corners.empty()) return;
  const std::string pattern = id_ + "-h";
  DefineHatch(pattern, 6, {"hatch"});
  const std::string points = PointList(corners);
  html_->Empty("polygon", {{"points", points}, {"class", "zone"}});
  html_->Empty("polygon", {{"points", points}, {"fill", "url(#" + pattern + ")"}});
}

void SvgChart::HatchOver(std::string_view path) {
  const std::string pattern = id_ + "-o";
  DefineHatch(pattern, 8, {"over dark", "over light"});
  html_->Empty("path", {{"d", std::string(path)}, {"fill", "url(#" + pattern + ")"}});
}

void SvgChart::Path(const std::vector<SvgPoint>& points, std::string_view style) {
  if (points.empty()) return;
  html_->Empty("polyline", {{"points", PointList(points)}, {"class", std::string(style)}});
}

void SvgChart::Text(SvgPoint at, std::string_view text, std::string_view style, SvgAnchor anchor,
                    std::size_t most) {
  html_->Open("text", {{"x", SvgNumber(at.x)},
                       {"y", SvgNumber(at.y)},
                       {"class", std::string(style)},
                       {"text-anchor", AnchorName(anchor)}});
  const std::string shown = Clip(text, most);
  html_->Text(shown);
  if (shown != text) html_->Element("title", text);
  html_->Close();
}

void SvgChart::Area(std::string_view path, std::string_view style) {
  html_->Empty("path", {{"d", std::string(path)}, {"class", std::string(style)}});
}

void SvgChart::Mark(SvgPoint at, std::size_t shape, double size, std::string_view style,
                    std::string_view meaning) {
  const double half = size / 2;
  std::vector<SvgPoint> corners = ShapeCorners(shape);
  if (corners.empty()) {
    html_->Open("circle", {{"cx", SvgNumber(at.x)},
                           {"cy", SvgNumber(at.y)},
                           {"r", SvgNumber(half)},
                           {"class", std::string(style)}});
  } else {
    for (SvgPoint& corner : corners) corner = {at.x + half * corner.x, at.y + half * corner.y};
    html_->Open("polygon", {{"points", PointList(corners)}, {"class", std::string(style)}});
  }
  if (!meaning.empty()) html_->Element("title", meaning);
  html_->Close();
}

void SvgChart::PartyMark(SvgPoint at, std::size_t party, double size, bool hollow,
                         std::string_view meaning) {
  const std::size_t shape = party % kPartyShapes;
  Mark(at, shape, size, (hollow ? "m h p" : "m p") + std::to_string(shape), meaning);
}

void SvgChart::AxisX(const SvgScale& scale, double y, double top, std::string_view name, int ticks,
                     bool percent) {
  const std::vector<double> values = NiceTicks(scale.low, scale.high, ticks);
  const double step = values.size() > 1 ? values[1] - values[0] : 0;
  for (const double value : values) {
    if (top != y) Line({scale(value), y}, {scale(value), top}, "grid");
    const std::string text = percent ? Fixed(100 * value, 0) + "%" : TickText(value, step);
    Text({scale(value), y + 13}, text, "tick", SvgAnchor::kMiddle);
  }
  Line({scale.from, y}, {scale.to, y}, "axis");
  Text({(scale.from + scale.to) / 2, y + 27}, name, "name", SvgAnchor::kMiddle, 60);
}

void SvgChart::AxisY(const SvgScale& scale, double x, double right, std::string_view name,
                     int ticks) {
  const std::vector<double> values = NiceTicks(scale.low, scale.high, ticks);
  const double step = values.size() > 1 ? values[1] - values[0] : 0;
  for (const double value : values) {
    Line({x, scale(value)}, {right, scale(value)}, "grid");
    Text({x - 5, scale(value) + 4}, TickText(value, step), "tick", SvgAnchor::kEnd);
  }
  Line({x, scale.from}, {x, scale.to}, "axis");
  // Above the axis rather than turned by its side: easier to read.
  Text({x - 24, scale.to - 8}, name, "name", SvgAnchor::kStart, 60);
}

}  // namespace dragoman
