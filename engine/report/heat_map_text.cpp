#include "engine/report/heat_map_text.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/report/colour_scale.h"

namespace dragoman {
namespace {

constexpr int kLeastMapColumns = 20;
constexpr int kMostMapColumns = 120;
constexpr int kLeastMapLines = 20;
constexpr int kMostMapLines = 30;
/// A map grows in height as it does in width, from some width on.
constexpr int kColumnsALine = 4;
constexpr std::size_t kLongestAxisLabel = 12;

/// From dark to light in the 256 colours of terminals, after the viridis map.
constexpr int kRamp256[] = {53, 54, 60, 24, 31, 30, 36, 35, 71, 107, 149, 185, 227};
/// Of the three contours, each far from the colours beside it: light on dark, dark on light.
constexpr Rgb kContourColours[] = {{188, 188, 188}, {255, 255, 255}, {0, 0, 0}};
constexpr int kContourColours256[] = {250, 231, 16};
constexpr char kContourMarks[] = {'.', '+', '#'};
/// White on black stands out from every colour of the map.
constexpr char kHereMark = 'X';
constexpr Rgb kHereInk = {255, 255, 255};
constexpr Rgb kHereGround = {0, 0, 0};
constexpr int kHereInk256 = 231;
constexpr int kHereGround256 = 16;

constexpr const char* kUpperHalf = "\u2580";
constexpr const char* kLowerHalf = "\u2584";
/// No colour: the terminal's own.
constexpr const char* kPlainSgr = "0";

/// One axis of a heat map: where a pixel lies among the levels, and back.
struct PlotAxis {
  std::size_t levels = 0;
  int pixels = 0;
  bool smooth = true;

  /// @param at  in pixels from the first pixel's middle.
  double Place(double at) const {
    const auto last = static_cast<double>(levels - 1);
    if (!smooth) {
      return std::min(last, std::floor((at + 0.5) * static_cast<double>(levels) / pixels));
    }
    return std::clamp(at / (pixels - 1), 0.0, 1.0) * last;
  }

  int Pixel(double level) const {
    const auto count = static_cast<double>(levels);
    const double at =
        smooth ? level / (count - 1) * (pixels - 1) : (level + 0.5) / count * pixels - 0.5;
    return std::clamp(static_cast<int>(std::lround(at)), 0, pixels - 1);
  }
};

/// What a pixel shows.
struct HeatPixel {
  enum class Kind : unsigned char { kGap, kStep, kContour };
  Kind kind = Kind::kGap;
  std::size_t index = 0;  ///< The step of the scale, or the contour.
};

class HeatMap {
 public:
  HeatMap(const HeatMapPlot& plot, PlotAxis x, PlotAxis y) : plot_(plot), x_(x), y_(y) {}

  /// Pixels count from the lower left corner.
  double Value(double column, double row) const {
    const double fx = x_.Place(column);
    const double fy = y_.Place(row);
    const auto c = static_cast<std::size_t>(fx);
    const auto r = static_cast<std::size_t>(fy);
    const double tx = fx - std::floor(fx);
    const double ty = fy - std::floor(fy);
    const auto row_value = [&](std::size_t line) {
      const double left = Known(c, line);
      return tx > 0 ? left + tx * (Known(c + 1, line) - left) : left;
    };
    const double below = row_value(r);
    return ty > 0 ? below + ty * (row_value(r + 1) - below) : below;
  }

  /// The contour through a pixel, the middle one first; else its step among `steps`.
  HeatPixel Pixel(int column, int row, std::size_t steps) const {
    const double value = Value(column, row);
    if (std::isnan(value)) return {};
    if (const auto contour = Contour(column, row)) return {HeatPixel::Kind::kContour, *contour};
    return {HeatPixel::Kind::kStep, ScaleStep(value, plot_.low, plot_.high, steps)};
  }

 private:
  std::optional<std::size_t> Contour(int column, int row) const {
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    for (const double dx : {-0.5, 0.5}) {
      for (const double dy : {-0.5, 0.5}) {
        const double value = Value(x_.smooth ? column + dx : column, y_.smooth ? row + dy : row);
        if (std::isnan(value)) return std::nullopt;
        low = std::min(low, value);
        high = std::max(high, value);
      }
    }
    for (const std::size_t level : {1U, 0U, 2U}) {
      const double at = plot_.levels[level];
      if (low < at && high >= at) return level;
    }
    return std::nullopt;
  }

  double Known(std::size_t column, std::size_t row) const {
    return plot_.map->values[row * plot_.map->x.size() + column];
  }

  const HeatMapPlot& plot_;
  PlotAxis x_;
  PlotAxis y_;
};

/// A line of characters in colours; says a colour only where it changes.
class SgrLine {
 public:
  /// @param sgr  parameters of the escape sequence (ECMA-48, 8.3.117).
  void Put(const std::string& sgr, const char* glyph) {
    if (sgr != last_) text_ += "\033[" + sgr + "m";
    last_ = sgr;
    text_ += glyph;
  }
  std::string Take() {
    if (last_ != kPlainSgr) text_ += "\033[0m";
    return std::move(text_);
  }

 private:
  std::string text_;
  std::string last_ = kPlainSgr;
};

/// The colours of a map as parameters of escape sequences.
class HeatPalette {
 public:
  explicit HeatPalette(bool true_colour) : true_colour_(true_colour) {}

  std::size_t steps() const { return true_colour_ ? kCividis.size() : std::size(kRamp256); }
  /// Of a pixel that is no gap; without the 38 or 48 before it.
  std::string Code(HeatPixel pixel) const {
    const bool contour = pixel.kind == HeatPixel::Kind::kContour;
    if (true_colour_) return Code(contour ? kContourColours[pixel.index] : kCividis[pixel.index]);
    return Code(contour ? kContourColours256[pixel.index] : kRamp256[pixel.index]);
  }
  std::string Ground(HeatPixel pixel) const { return "48;" + Code(pixel); }
  std::string Here() const {
    return true_colour_ ? "38;" + Code(kHereInk) + ";48;" + Code(kHereGround)
                        : "38;" + Code(kHereInk256) + ";48;" + Code(kHereGround256);
  }

 private:
  static std::string Code(Rgb colour) {
    return "2;" + std::to_string(colour.red) + ";" + std::to_string(colour.green) + ";" +
           std::to_string(colour.blue);
  }
  static std::string Code(int colour) { return "5;" + std::to_string(colour); }

  bool true_colour_;
};

/// Left, middle and right under a plot.
std::string AxisLine(const std::vector<std::string>& labels, int columns) {
  const auto width = static_cast<std::size_t>(columns);
  const std::string left = Clip(labels.front(), kLongestAxisLabel);
  const std::string right = Clip(labels.back(), kLongestAxisLabel);
  std::string middle;
  if (labels.size() % 2 == 1) middle = Clip(labels[labels.size() / 2], kLongestAxisLabel);
  std::string text = left;
  const std::size_t middle_at = width / 2 - std::min(width / 2, TextWidth(middle) / 2);
  if (labels.size() > 2 && middle_at > TextWidth(text) &&
      middle_at + TextWidth(middle) + TextWidth(right) < width) {
    text = PadRight(text, middle_at) + middle;
  }
  const std::size_t right_at = width - std::min(width, TextWidth(right));
  return PadRight(text, std::max(right_at, TextWidth(text) + 1)) + right;
}

class HeatMapWriter {
 public:
  HeatMapWriter(const HeatMapPlot& plot, const TextStyle& style)
      : plot_(plot),
        style_(style),
        halves_(style.colour && style.unicode),
        margin_(MarginOf(plot)),
        columns_(std::clamp(style.width - static_cast<int>(margin_) - 5, kLeastMapColumns,
                            kMostMapColumns)),
        lines_(std::clamp(columns_ / kColumnsALine, kLeastMapLines, kMostMapLines)),
        x_{plot.x_labels.size(), columns_, plot.smooth_x},
        y_{plot.y_labels.size(), halves_ ? 2 * lines_ : lines_, plot.smooth_y},
        map_(plot, x_, y_),
        palette_(style.true_colour),
        indent_(margin_ + 4, ' ') {}

  std::string Text() const {
    std::string text = "  " + plot_.map->y_name + "\n";
    for (int line = lines_ - 1; line >= 0; --line) {
      text += "  " + PadLeft(Clip(LabelOf(line), kLongestAxisLabel), margin_) + " |" +
              (style_.colour ? ColourLine(line) : DigitLine(line)) + "\n";
    }
    text += indent_ + std::string(static_cast<std::size_t>(columns_), '-') + "\n";
    text += AxisText() + (style_.colour ? ColourKey() : DigitKey());
    return text;
  }

 private:
  static std::size_t MarginOf(const HeatMapPlot& plot) {
    std::size_t margin = 0;
    for (const std::string& label : plot.y_labels) {
      margin = std::max(margin, TextWidth(Clip(label, kLongestAxisLabel)));
    }
    return margin;
  }

  std::string LabelOf(int line) const {
    const std::vector<std::string>& labels = plot_.y_labels;
    if (line == lines_ - 1) return labels.back();
    if (line == 0) return labels.front();
    const bool middle = labels.size() % 2 == 1 && labels.size() > 2;
    return line == lines_ / 2 && middle ? labels[labels.size() / 2] : std::string();
  }

  bool Here(int column, int line) const {
    if (!plot_.here || x_.Pixel(plot_.here->column) != column) return false;
    const int row = y_.Pixel(plot_.here->row);
    return (halves_ ? row / 2 : row) == line;
  }

  std::string ColourLine(int line) const {
    SgrLine text;
    for (int c = 0; c < columns_; ++c) {
      if (Here(c, line)) {
        const char mark[] = {kHereMark, 0};
        text.Put(palette_.Here(), mark);
      } else if (halves_) {
        PutHalves(map_.Pixel(c, 2 * line + 1, palette_.steps()),
                  map_.Pixel(c, 2 * line, palette_.steps()), &text);
      } else {
        const HeatPixel pixel = map_.Pixel(c, line, palette_.steps());
        text.Put(IsGap(pixel) ? kPlainSgr : palette_.Ground(pixel), " ");
      }
    }
    return text.Take();
  }

  void PutHalves(HeatPixel upper, HeatPixel lower, SgrLine* text) const {
    if (IsGap(upper) && IsGap(lower)) return text->Put(kPlainSgr, " ");
    if (IsGap(upper)) return text->Put("49;38;" + palette_.Code(lower), kLowerHalf);
    const std::string ground = IsGap(lower) ? "49" : palette_.Ground(lower);
    text->Put(ground + ";38;" + palette_.Code(upper), kUpperHalf);
  }

  std::string DigitLine(int line) const {
    std::string text;
    for (int c = 0; c < columns_; ++c) {
      const HeatPixel pixel = map_.Pixel(c, line, 10);
      text += Here(c, line)   ? kHereMark
              : IsGap(pixel)  ? ' '
              : IsLine(pixel) ? kContourMarks[pixel.index]
                              : static_cast<char>('0' + pixel.index);
    }
    return text;
  }

  static bool IsGap(HeatPixel pixel) { return pixel.kind == HeatPixel::Kind::kGap; }
  static bool IsLine(HeatPixel pixel) { return pixel.kind == HeatPixel::Kind::kContour; }

  std::string AxisText() const {
    return indent_ + AxisLine(plot_.x_labels, columns_) + "\n" + indent_ + plot_.map->x_name + "\n";
  }

  // ---- The key

  std::string ValueWords(double value) const {
    return plot_.percent ? RoughPercent(value) : Fixed(value, 2);
  }
  /// Contours run between numbers only.
  bool HasLines() const { return plot_.smooth_x || plot_.smooth_y; }
  bool HasGaps() const {
    return std::any_of(plot_.map->values.begin(), plot_.map->values.end(),
                       [](double value) { return std::isnan(value); });
  }
  /// "X the scenario: rain 2" in whatever the mark is drawn in.
  std::string HereKey(const std::string& mark) const {
    if (plot_.here_words.empty()) return {};
    if (plot_.here) return mark + " the scenario: " + plot_.here_words;
    return "the scenario lies outside: " + plot_.here_words;
  }

  std::string ColourKey() const {
    SgrLine scale;
    for (std::size_t k = 0; k < palette_.steps(); ++k) {
      scale.Put(palette_.Ground({HeatPixel::Kind::kStep, k}), " ");
    }
    std::string text = indent_ + ValueWords(plot_.low) + " " + scale.Take() + " " +
                       ValueWords(plot_.high) + (HasGaps() ? "; blank: not computed" : "") + "\n";
    if (HasLines()) text += indent_ + "lines at " + LineSwatches() + "\n";
    const std::string here = HereKey("\033[" + palette_.Here() + "mX\033[0m");
    return here.empty() ? text : text + indent_ + here + "\n";
  }

  /// Each line as it looks on the map: between the colours on both sides of it.
  std::string LineSwatches() const {
    std::string text;
    for (std::size_t k = 0; k < plot_.levels.size(); ++k) {
      const HeatPixel beside = {HeatPixel::Kind::kStep, ScaleStep(plot_.levels[k], plot_.low,
                                                                  plot_.high, palette_.steps())};
      SgrLine swatch;
      swatch.Put(palette_.Ground(beside), " ");
      swatch.Put(palette_.Ground({HeatPixel::Kind::kContour, k}), " ");
      swatch.Put(palette_.Ground(beside), " ");
      text += (k == 0 ? "" : ", ") + swatch.Take() + " " + ValueWords(plot_.levels[k]);
    }
    return text;
  }

  std::string DigitKey() const {
    std::string text = "0 to 9: tenths of the scale from " + ValueWords(plot_.low) + " to " +
                       ValueWords(plot_.high);
    for (std::size_t k = 0; k < plot_.levels.size() && HasLines(); ++k) {
      text += (k == 0 ? "; lines: " : ", ") + std::string(1, kContourMarks[k]) + " " +
              ValueWords(plot_.levels[k]);
    }
    if (HasGaps()) text += "; blank: not computed";
    const int width = std::max(style_.width, columns_ + static_cast<int>(indent_.size()));
    const std::string here = HereKey(std::string(1, kHereMark));
    return Wrap(text, indent_, width) + (here.empty() ? here : Wrap(here, indent_, width));
  }

  const HeatMapPlot& plot_;
  const TextStyle& style_;
  bool halves_;
  std::size_t margin_;
  int columns_;
  int lines_;
  PlotAxis x_;
  PlotAxis y_;
  HeatMap map_;
  HeatPalette palette_;
  std::string indent_;
};

}  // namespace

std::string HeatMapText(const HeatMapPlot& plot, const TextStyle& style) {
  return HeatMapWriter(plot, style).Text();
}

}  // namespace dragoman
