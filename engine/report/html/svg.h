#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/report/html/html_writer.h"

/// @file
/// Charts as SVG inside the page: scales, axes and marks. Colours are classes of the style sheet
/// (report_style.h), so that a dark screen and paper have their own; p0 to p7 are the parties'.

namespace dragoman {

/// A length or a place in a drawing: at most one decimal, never "-0".
std::string SvgNumber(double value);

/// A straight map from values to places.
struct SvgScale {
  double low = 0;
  double high = 1;
  double from = 0;  ///< Where `low` lies.
  double to = 1;    ///< Where `high` lies.

  double operator()(double value) const {
    return high == low ? from : from + (value - low) / (high - low) * (to - from);
  }
};

/// Round values in [low, high], about `count` of them, ascending.
std::vector<double> NiceTicks(double low, double high, int count);
/// A tick as short as it tells itself from its neighbours, `step` away; 0: it has none.
std::string TickText(double tick, double step);

struct SvgPoint {
  double x = 0;
  double y = 0;
};

/// Where a text is anchored.
enum class SvgAnchor : unsigned char { kStart, kMiddle, kEnd };

/// One drawing: opened with its text alternative, closed with the object. The title and the
/// description are what a screen reader says of it; `id` must be unique on the page.
class SvgChart {
 public:
  SvgChart(HtmlWriter* html, std::string_view id, double width, double height,
           std::string_view title, std::string_view description);
  ~SvgChart() { html_->CloseTo(depth_); }
  SvgChart(const SvgChart&) = delete;
  SvgChart& operator=(const SvgChart&) = delete;

  void Line(SvgPoint a, SvgPoint b, std::string_view style);
  void Rect(double x, double y, double width, double height, std::string_view style);
  /// An area with a tint and slanted lines, so that it shows without colour. Once per drawing.
  void HatchedArea(const std::vector<SvgPoint>& corners);
  /// Slanted lines, dark and light, over what is drawn there already, by its path data. Once per
  /// drawing.
  void HatchOver(std::string_view path);
  void Path(const std::vector<SvgPoint>& points, std::string_view style);
  /// A text of one line; long ones are cut to `most` characters, the whole in its title.
  void Text(SvgPoint at, std::string_view text, std::string_view style,
            SvgAnchor anchor = SvgAnchor::kStart, std::size_t most = 200);

  /// A filled shape by its path data (SVG 1.1, 8.3).
  void Area(std::string_view path, std::string_view style);

  /// A mark of one of kPartyShapes shapes, `size` across, in the colours of `style`. What it stands
  /// for is shown when pointed at, if not empty.
  void Mark(SvgPoint at, std::size_t shape, double size, std::string_view style,
            std::string_view meaning = {});

  /// The mark of party `party`: a shape of its own in a colour of its own, `size` across; hollow or
  /// filled. What it stands for is shown when pointed at, if not empty.
  void PartyMark(SvgPoint at, std::size_t party, double size, bool hollow = false,
                 std::string_view meaning = {});

  /// A horizontal axis at height `y`, with ticks of `scale` and a name below; grid lines upward to
  /// `top` unless that equals `y`.
  void AxisX(const SvgScale& scale, double y, double top, std::string_view name, int ticks,
             bool percent = false);
  /// A vertical axis at `x`, grid lines to the right to `right`.
  void AxisY(const SvgScale& scale, double x, double right, std::string_view name, int ticks);

  HtmlWriter* html() { return html_; }

 private:
  /// Slanted lines one beside the other, the set repeated every `step`.
  void DefineHatch(const std::string& pattern, double step,
                   const std::vector<std::string_view>& styles);

  HtmlWriter* html_;
  std::size_t depth_;
  std::string id_;
};

/// "circle", "square": the words for a party's mark in legends.
std::string_view PartyShapeName(std::size_t party);
inline constexpr std::size_t kPartyShapes = 8;

}  // namespace dragoman
