#include "engine/report/sweep_plot.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace dragoman {
namespace {

constexpr int kMostPlotColumns = 60;
constexpr int kPlotLines = 20;
constexpr int kScatterColumns = 50;
constexpr int kScatterLines = 12;
constexpr std::size_t kLongestAxisLabel = 12;

/// From dark to light in the 256 colours of terminals, after the viridis map.
constexpr int kRamp[] = {53, 54, 60, 24, 31, 30, 36, 35, 71, 107, 149, 185, 227};
constexpr int kRampSize = static_cast<int>(std::size(kRamp));
constexpr int kGapColour = 240;
/// Of the three contours.
constexpr int kContourColours[] = {250, 231, 16};
constexpr char kContourMarks[] = {'.', '+', '#'};

/// One axis of a heat map: where a pixel lies among the levels.
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

  /// Which contour passes through a pixel; the middle one first; -1: none.
  int Contour(int column, int row) const {
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    for (const double dx : {-0.5, 0.5}) {
      for (const double dy : {-0.5, 0.5}) {
        const double value = Value(x_.smooth ? column + dx : column, y_.smooth ? row + dy : row);
        if (std::isnan(value)) return -1;
        low = std::min(low, value);
        high = std::max(high, value);
      }
    }
    for (const int level : {1, 0, 2}) {
      const double at = plot_.levels[static_cast<std::size_t>(level)];
      if (low < at && high >= at) return level;
    }
    return -1;
  }

  /// 0 ... steps - 1; -1 for a gap.
  int Step(int column, int row, int steps) const {
    const double value = Value(column, row);
    if (std::isnan(value)) return -1;
    const double width = plot_.high - plot_.low;
    const double share = width > 0 ? (value - plot_.low) / width : 0;
    return std::clamp(static_cast<int>(std::floor(share * steps)), 0, steps - 1);
  }

  int Colour(int column, int row) const {
    const int contour = Contour(column, row);
    if (contour >= 0) return kContourColours[contour];
    const int step = Step(column, row, kRampSize);
    return step < 0 ? kGapColour : kRamp[step];
  }

  char Digit(int column, int row) const {
    const int contour = Contour(column, row);
    if (contour >= 0) return kContourMarks[contour];
    const int step = Step(column, row, 10);
    return step < 0 ? ' ' : static_cast<char>('0' + step);
  }

 private:
  double Known(std::size_t column, std::size_t row) const {
    return plot_.map->values[row * plot_.map->x.size() + column];
  }

  const HeatMapPlot& plot_;
  PlotAxis x_;
  PlotAxis y_;
};

std::string ColourLine(const HeatMap& map, int columns, int line, bool half_blocks) {
  std::string text;
  for (int c = 0; c < columns; ++c) {
    if (half_blocks) {
      text += "\033[38;5;" + std::to_string(map.Colour(c, 2 * line + 1)) + ";48;5;" +
              std::to_string(map.Colour(c, 2 * line)) + "m\u2580";
    } else {
      text += "\033[48;5;" + std::to_string(map.Colour(c, line)) + "m ";
    }
  }
  return text + "\033[0m";
}

std::string DigitLine(const HeatMap& map, int columns, int line) {
  std::string text;
  for (int c = 0; c < columns; ++c) text += map.Digit(c, line);
  return text;
}

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

std::string ScaleWords(const HeatMapPlot& plot) {
  const auto level = [&](std::size_t k) {
    const bool share = plot.low == 0 && plot.high == 1;
    return share ? RoughPercent(plot.levels[k]) : Fixed(plot.levels[k], 2);
  };
  return level(0) + ", " + level(1) + " and " + level(2);
}

}  // namespace

std::string HeatMapText(const HeatMapPlot& plot, const TextStyle& style) {
  std::size_t margin = 0;
  for (const std::string& label : plot.y_labels) {
    margin = std::max(margin, TextWidth(Clip(label, kLongestAxisLabel)));
  }
  const int columns = std::clamp(style.width - static_cast<int>(margin) - 5, 20, kMostPlotColumns);
  const bool half_blocks = style.colour && style.unicode;
  const PlotAxis x{plot.x_labels.size(), columns, plot.smooth_x};
  const PlotAxis y{plot.y_labels.size(), half_blocks ? 2 * kPlotLines : kPlotLines, plot.smooth_y};
  const HeatMap map(plot, x, y);
  std::string text = "  " + plot.map->y_name + "\n";
  for (int line = kPlotLines - 1; line >= 0; --line) {
    std::string label;
    if (line == kPlotLines - 1) label = plot.y_labels.back();
    if (line == 0) label = plot.y_labels.front();
    if (line == kPlotLines / 2 && plot.y_labels.size() % 2 == 1 && plot.y_labels.size() > 2) {
      label = plot.y_labels[plot.y_labels.size() / 2];
    }
    text += "  " + PadLeft(Clip(label, kLongestAxisLabel), margin) + " |" +
            (style.colour ? ColourLine(map, columns, line, half_blocks)
                          : DigitLine(map, columns, line)) +
            "\n";
  }
  const std::string indent(margin + 4, ' ');
  text += indent + std::string(static_cast<std::size_t>(columns), '-') + "\n";
  text += indent + AxisLine(plot.x_labels, columns) + "  " + plot.map->x_name + "\n";
  if (style.colour) {
    text += indent + "from dark (low) to light (high); lines at " + ScaleWords(plot) +
            ": grey, white, black\n";
  } else {
    text += indent + "digits: tenths of the scale; . + # mark " + ScaleWords(plot) + "\n";
  }
  return text;
}

std::string ScatterText(const std::vector<PlotPoint>& points, const std::string& x_name,
                        double x_end, const std::string& y_name, double y_end,
                        const TextStyle& style) {
  const int columns = std::clamp(style.width - 12, 20, kScatterColumns);
  std::vector<std::string> lines(static_cast<std::size_t>(kScatterLines),
                                 std::string(static_cast<std::size_t>(columns), ' '));
  for (const PlotPoint& point : points) {
    const auto place = [](double value, double end, int count) {
      const double share = end > 0 ? std::clamp(value / end, 0.0, 1.0) : 0;
      return static_cast<std::size_t>(std::lround(share * (count - 1)));
    };
    lines[place(point.y, y_end, kScatterLines)][place(point.x, x_end, columns)] = point.mark;
  }
  const std::string end = Fixed(y_end, 2);
  const std::string indent(end.size() + 4, ' ');
  std::string text = "  " + y_name + "\n";
  for (int k = kScatterLines - 1; k >= 0; --k) {
    const std::string label = k == kScatterLines - 1 ? end : k == 0 ? Fixed(0, 2) : "";
    std::string line =
        "  " + PadLeft(label, end.size()) + " |" + lines[static_cast<std::size_t>(k)];
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  }
  text += indent + std::string(static_cast<std::size_t>(columns), '-') + "\n";
  const std::string right = Fixed(x_end, 2);
  return text + indent + PadRight(Fixed(0, 2), static_cast<std::size_t>(columns) - right.size()) +
         right + "  " + x_name + "\n";
}

std::string StripText(const std::vector<double>& values, double low, double high,
                      const TextStyle& style) {
  constexpr const char* kBlocks[] = {"\u2581", "\u2582", "\u2583", "\u2584",
                                     "\u2585", "\u2586", "\u2587", "\u2588"};
  const int steps = style.unicode ? static_cast<int>(std::size(kBlocks)) : 10;
  std::string text;
  for (const double value : values) {
    if (std::isnan(value)) {
      text += ' ';
      continue;
    }
    const double share = high > low ? (value - low) / (high - low) : 0;
    const int step = std::clamp(static_cast<int>(share * steps), 0, steps - 1);
    text += style.unicode ? std::string(kBlocks[step]) : std::to_string(step);
  }
  return text;
}

}  // namespace dragoman
