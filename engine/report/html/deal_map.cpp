#include "engine/report/html/deal_map.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "engine/report/html/svg.h"
#include "engine/report/text_layout.h"

namespace dragoman {
namespace {

constexpr double kMapTop = 26;
constexpr double kMapKey = 104;  ///< Axis, its name, the colour scale and the lines below it.
constexpr double kKeyBar = 10;
constexpr double kMostTicks = 6;
/// The hatched swatch of the key, alone and with its words.
constexpr double kSwatch = 24;
constexpr double kSwatchKey = 150;
/// A label of a contour keeps this far from other labels, the cross and the border.
constexpr double kLabelRoom = 30;
constexpr double kBorderRoom = 14;
constexpr std::size_t kLongestChoice = 12;
/// Blocks at least this wide and high have their value written in them where there are no contours.
constexpr double kWordyBlock = 26;
/// From this step of the scale on, black text stands out better than white.
constexpr int kLightColour = 9;

constexpr std::array<std::string_view, 3> kIsoStyles = {"iso iso10", "iso", "iso iso90"};

/// Where levels lie, and where the blocks round them begin and end.
class MapScale {
 public:
  MapScale(const DealMapAxis& axis, double from, double to) : logarithmic_(axis.logarithmic) {
    const std::vector<double>& levels = axis.levels;
    std::vector<double> edges;
    for (std::size_t k = 0; k + 1 < levels.size(); ++k) {
      edges.push_back((Warp(levels[k]) + Warp(levels[k + 1])) / 2);
    }
    // The outer blocks reach as far beyond their level as within.
    edges.insert(edges.begin(), 2 * Warp(levels.front()) - edges.front());
    edges.push_back(2 * Warp(levels.back()) - edges.back());
    scale_ = {edges.front(), edges.back(), from, to};
    for (const double edge : edges) edges_.push_back(scale_(edge));
  }

  double operator()(double value) const { return scale_(Warp(value)); }
  /// Where block k begins; block k ends where k + 1 begins.
  double edge(std::size_t k) const { return edges_[k]; }
  double from() const { return scale_.from; }
  double to() const { return scale_.to; }
  bool Holds(double value) const {
    if (logarithmic_ && value <= 0) return false;
    const double at = Warp(value);
    return at >= scale_.low && at <= scale_.high;
  }

 private:
  double Warp(double value) const { return logarithmic_ ? std::log(value) : value; }

  bool logarithmic_;
  SvgScale scale_;
  std::vector<double> edges_;
};

double Distance(SvgPoint a, SvgPoint b) { return std::hypot(a.x - b.x, a.y - b.y); }

class DealMapDrawing {
 public:
  DealMapDrawing(const DealMap& map, double width)
      : map_(map),
        width_(width),
        left_(LeftMargin(map)),
        side_(width - left_ - 14),
        x_(map.x, left_, width - 14),
        y_(map.y, kMapTop + side_ * kAspect, kMapTop) {}

  void Draw(std::string_view id, HtmlWriter* html) {
    SvgChart chart(html, id, width_, y_.from() + kMapKey, map_.title, map_.description);
    DrawBlocks(&chart);
    const bool smooth = !map_.x.choices && !map_.y.choices;
    if (!map_.hatched.empty()) HatchSquares(&chart);
    if (smooth) {
      DrawContours(&chart);
    } else {
      WriteValues(&chart);
    }
    DrawAxes(&chart);
    DrawCross(&chart);
    if (smooth) LabelContours(&chart);
    DrawKey(&chart, smooth);
  }

 private:
  static constexpr double kAspect = 0.78;

  static double LeftMargin(const DealMap& map) {
    std::size_t longest = 5;
    for (const std::string& label : map.y.labels) {
      if (!map.y.choices) break;
      longest = std::max(longest, std::min(kLongestChoice, TextWidth(label)));
    }
    return 12 + 6.2 * static_cast<double>(longest);
  }

  int ColourOf(double value) const {
    return static_cast<int>(ScaleStep(value, map_.low, map_.high, kCividis.size()));
  }

  double At(std::size_t column, std::size_t row) const {
    return map_.values[row * map_.x.levels.size() + column];
  }

  /// One path per colour: neighbours in a row are one rectangle.
  void DrawBlocks(SvgChart* chart) const {
    std::array<std::string, kMapColours> paths;
    const std::size_t columns = map_.x.levels.size();
    chart->Rect(x_.from(), y_.to(), x_.to() - x_.from(), y_.from() - y_.to(), "mapgap");
    for (std::size_t row = 0; row < map_.y.levels.size(); ++row) {
      for (std::size_t c = 0; c < columns;) {
        if (std::isnan(At(c, row))) {
          ++c;
          continue;
        }
        const int colour = ColourOf(At(c, row));
        std::size_t end = c + 1;
        while (end < columns && !std::isnan(At(end, row)) && ColourOf(At(end, row)) == colour)
          ++end;
        paths[static_cast<std::size_t>(colour)] +=
            "M" + SvgNumber(x_.edge(c)) + " " + SvgNumber(y_.edge(row)) + "H" +
            SvgNumber(x_.edge(end)) + "V" + SvgNumber(y_.edge(row + 1)) + "H" +
            SvgNumber(x_.edge(c)) + "z";
        c = end;
      }
    }
    for (std::size_t k = 0; k < paths.size(); ++k) {
      if (!paths[k].empty()) chart->Area(paths[k], "cell v" + std::to_string(k));
    }
  }

  /// Together with the swatch in the key, which has to be of the same pattern.
  void HatchSquares(SvgChart* chart) const {
    std::string path;
    const auto add = [&path](double left, double low, double right, double high) {
      path += "M" + SvgNumber(left) + " " + SvgNumber(low) + "H" + SvgNumber(right) + "V" +
              SvgNumber(high) + "H" + SvgNumber(left) + "z";
    };
    for (const DealMapSquare& square : map_.hatched) {
      add(x_(map_.x.levels[square.column]), y_(map_.y.levels[square.row]),
          x_(map_.x.levels[square.column + square.size]),
          y_(map_.y.levels[square.row + square.size]));
    }
    const double line = KeyLine();
    chart->Rect(x_.from(), line - 11, kSwatch, 12, "cell v9");
    add(x_.from(), line + 1, x_.from() + kSwatch, line - 11);
    chart->HatchOver(path);
    chart->Text({x_.from() + kSwatch + 5, line}, "not computed inside", "tick");
  }

  /// Where the words below the colour scale stand.
  double KeyLine() const { return y_.from() + 44 + kKeyBar + 30; }

  /// Between choices nothing runs: the values themselves, where they fit.
  void WriteValues(SvgChart* chart) const {
    const std::size_t columns = map_.x.levels.size();
    const std::size_t rows = map_.y.levels.size();
    const double high = (y_.from() - y_.to()) / static_cast<double>(rows);
    if ((x_.to() - x_.from()) / static_cast<double>(columns) < kWordyBlock || high < 14) return;
    for (std::size_t row = 0; row < rows; ++row) {
      for (std::size_t c = 0; c < columns; ++c) {
        const double value = At(c, row);
        if (std::isnan(value)) continue;
        chart->Text({(x_.edge(c) + x_.edge(c + 1)) / 2, (y_.edge(row) + y_.edge(row + 1)) / 2 + 4},
                    DealMapValue(map_, value),
                    ColourOf(value) < kLightColour ? "s onlow" : "s onhigh", SvgAnchor::kMiddle);
      }
    }
  }

  std::size_t LevelOf(const ContourLine& line) const {
    const auto found = std::find(map_.levels.begin(), map_.levels.end(), line.level);
    const auto place = static_cast<std::size_t>(found - map_.levels.begin());
    return std::min(place, kIsoStyles.size() - 1);
  }

  std::vector<SvgPoint> PathOf(const ContourLine& line) const {
    std::vector<SvgPoint> path;
    for (const MapPosition& point : line.points) path.push_back({x_(point.x), y_(point.y)});
    if (line.closed) path.push_back(path.front());
    return path;
  }

  void DrawContours(SvgChart* chart) const {
    for (const ContourLine& line : map_.contours) {
      const std::vector<SvgPoint> path = PathOf(line);
      chart->Path(path, "isocase");
      chart->Path(path, kIsoStyles[LevelOf(line)]);
    }
  }

  bool Free(SvgPoint at) const {
    if (at.x < x_.from() + kBorderRoom || at.x > x_.to() - kBorderRoom ||
        at.y > y_.from() - kBorderRoom || at.y < y_.to() + kBorderRoom) {
      return false;
    }
    return std::none_of(taken_.begin(), taken_.end(),
                        [at](SvgPoint other) { return Distance(at, other) < kLabelRoom; });
  }

  /// On the longest line of each level, as near to its middle as there is room.
  void LabelContours(SvgChart* chart) {
    for (const double level : map_.levels) {
      std::vector<SvgPoint> longest;
      double most = 0;
      for (const ContourLine& line : map_.contours) {
        if (line.level != level) continue;
        std::vector<SvgPoint> path = PathOf(line);
        double length = 0;
        for (std::size_t k = 1; k < path.size(); ++k) length += Distance(path[k - 1], path[k]);
        if (length > most) {
          most = length;
          longest = std::move(path);
        }
      }
      if (longest.empty()) continue;
      const std::size_t middle = longest.size() / 2;
      for (std::size_t step = 0; step <= middle; ++step) {
        const std::size_t place = Free(longest[middle - step])     ? middle - step
                                  : middle + step < longest.size() ? middle + step
                                                                   : middle;
        if (!Free(longest[place])) continue;
        chart->Text({longest[place].x, longest[place].y + 4}, DealMapValue(map_, level), "s b halo",
                    SvgAnchor::kMiddle);
        taken_.push_back(longest[place]);
        break;
      }
    }
  }

  void DrawCross(SvgChart* chart) {
    if (!map_.x.here || !map_.y.here) return;
    if (!x_.Holds(*map_.x.here) || !y_.Holds(*map_.y.here)) return;
    const SvgPoint at = {x_(*map_.x.here), y_(*map_.y.here)};
    for (const char* style : {"herecase", "here"}) {
      chart->Line({at.x - 9, at.y}, {at.x + 9, at.y}, style);
      chart->Line({at.x, at.y - 9}, {at.x, at.y + 9}, style);
    }
    const bool left = at.x > x_.to() - 40;
    const bool below = at.y < y_.to() + 16;
    chart->Text({at.x + (left ? -5 : 5), at.y + (below ? 15 : -5)}, "here", "s b halo",
                left ? SvgAnchor::kEnd : SvgAnchor::kStart);
    taken_.push_back(at);
  }

  /// Evenly chosen levels as text: choices, and logarithmic axes.
  static std::vector<std::size_t> ShownLevels(const DealMapAxis& axis, double length) {
    const std::size_t count = axis.levels.size();
    const double each = axis.choices ? 26 : 50;
    const auto fit = static_cast<std::size_t>(std::max(2.0, length / each));
    const std::size_t step = (count + fit - 1) / fit;
    std::vector<std::size_t> shown;
    for (std::size_t k = 0; k < count; k += step) shown.push_back(k);
    return shown;
  }

  void DrawAxes(SvgChart* chart) const {
    const double bottom = y_.from();
    if (!map_.x.choices && !map_.x.logarithmic) {
      const SvgScale scale = {map_.x.levels.front(), map_.x.levels.back(),
                              x_(map_.x.levels.front()), x_(map_.x.levels.back())};
      chart->AxisX(scale, bottom, bottom, map_.x.name, static_cast<int>(kMostTicks));
    } else {
      for (const std::size_t k : ShownLevels(map_.x, side_)) {
        chart->Text({x_(map_.x.levels[k]), bottom + 13}, Clip(map_.x.labels[k], kLongestChoice),
                    "tick", SvgAnchor::kMiddle);
      }
      chart->Text({(x_.from() + x_.to()) / 2, bottom + 27}, map_.x.name, "name", SvgAnchor::kMiddle,
                  60);
    }
    if (!map_.y.choices && !map_.y.logarithmic) {
      const SvgScale scale = {map_.y.levels.front(), map_.y.levels.back(),
                              y_(map_.y.levels.front()), y_(map_.y.levels.back())};
      const std::vector<double> ticks = NiceTicks(scale.low, scale.high, 6);
      const double step = ticks.size() > 1 ? ticks[1] - ticks[0] : 0;
      for (const double tick : ticks) {
        chart->Text({x_.from() - 5, scale(tick) + 4}, TickText(tick, step), "tick",
                    SvgAnchor::kEnd);
      }
    } else {
      for (const std::size_t k : ShownLevels(map_.y, y_.from() - y_.to())) {
        chart->Text({x_.from() - 5, y_(map_.y.levels[k]) + 4},
                    Clip(map_.y.labels[k], kLongestChoice), "tick", SvgAnchor::kEnd);
      }
    }
    chart->Text({6, 14}, map_.y.name, "name", SvgAnchor::kStart, 60);
  }

  /// The colours with the contours' places on them, then the lines by name.
  void DrawKey(SvgChart* chart, bool smooth) const {
    const double top = y_.from() + 44;
    const SvgScale scale = {map_.low, map_.high, x_.from(), x_.to()};
    const double step = (x_.to() - x_.from()) / kMapColours;
    for (int k = 0; k < kMapColours; ++k) {
      chart->Rect(x_.from() + step * k, top, step + 0.3, kKeyBar, "cell v" + std::to_string(k));
    }
    for (const double share : {0.0, 0.25, 0.5, 0.75, 1.0}) {
      const double value = map_.low + share * (map_.high - map_.low);
      chart->Text({scale(value), top + kKeyBar + 12}, DealMapValue(map_, value), "tick",
                  share == 0   ? SvgAnchor::kStart
                  : share == 1 ? SvgAnchor::kEnd
                               : SvgAnchor::kMiddle);
    }
    double at = x_.from() + (map_.hatched.empty() ? 0 : kSwatchKey);
    const double line = KeyLine();
    if (smooth) {
      for (std::size_t k = 0; k < map_.levels.size() && k < kIsoStyles.size(); ++k) {
        const double level = map_.levels[k];
        if (std::none_of(map_.contours.begin(), map_.contours.end(),
                         [level](const ContourLine& of) { return of.level == level; })) {
          continue;
        }
        chart->Line({at, line - 4}, {at + 30, line - 4}, "isocase");
        chart->Line({at, line - 4}, {at + 30, line - 4}, kIsoStyles[k]);
        chart->Text({at + 35, line}, DealMapValue(map_, level), "tick");
        at += 78;
      }
    }
    if (map_.x.here && map_.y.here) {
      for (const char* style : {"herecase", "here"}) {
        chart->Line({at, line - 4}, {at + 14, line - 4}, style);
        chart->Line({at + 7, line - 11}, {at + 7, line + 3}, style);
      }
      chart->Text({at + 19, line}, "the scenario", "tick");
    }
  }

  const DealMap& map_;
  const double width_;
  const double left_;
  const double side_;
  const MapScale x_;
  const MapScale y_;
  std::vector<SvgPoint> taken_;
};

}  // namespace

std::string DealMapValue(const DealMap& map, double value) {
  if (map.percent) return RoughPercent(value);
  const double span = map.high - map.low;
  return Fixed(value, span >= 20 ? 0 : span >= 2 ? 1 : 2);
}

void DrawDealMap(const DealMap& map, std::string_view id, double width, HtmlWriter* html) {
  DealMapDrawing(map, width).Draw(id, html);
}

}  // namespace dragoman
