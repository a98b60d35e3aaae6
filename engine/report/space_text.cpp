#include "engine/report/space_text.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace dragoman {
namespace {

constexpr int kSpaceColumns = 46;
constexpr int kSpaceLines = 14;
/// "1.00 |" and two spaces before it.
constexpr int kSpaceMargin = 8;
/// Dots of one braille character.
constexpr int kDotColumns = 2;
constexpr int kDotLines = 4;
/// Bits of U+2800 by line and column of the dot.
constexpr int kDotBits[kDotLines][kDotColumns] = {
    {0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};

/// Worths at the ends of an axis.
struct WorthAxis {
  double low = 0;
  double high = 1;

  void Include(double value) {
    low = std::min(low, value);
    high = std::max(high, value);
  }
  /// Which of `count` dots a worth falls on, counted from the low end.
  int Dot(double value, int count) const {
    return static_cast<int>(std::lround((value - low) / (high - low) * (count - 1)));
  }
};

/// What lies in one character's place.
struct SpaceCell {
  int dots = 0;
  bool package = false;
  bool frontier = false;
  bool upright = false;  ///< A floor from top to bottom.
  bool level = false;    ///< A floor from left to right.
  char letter = 0;
};

class SpaceCanvas {
 public:
  SpaceCanvas(const SpacePlot& plot, int columns) : plot_(plot), columns_(columns) {
    cells_.resize(static_cast<std::size_t>(columns) * kSpaceLines);
    for (const auto* places : {&plot.cloud, &plot.frontier}) {
      for (const PlotPlace& place : *places) Include(place);
    }
    Include({plot.x_floor, plot.y_floor});
    for (const PlotLetter& letter : plot.letters) Include(letter.at);
    DrawFloors();
    for (const PlotPlace& place : plot.cloud) Dot(place).package = true;
    DrawFrontier();
    for (const PlotLetter& letter : plot.letters) At(letter.at).letter = letter.letter;
  }

  const WorthAxis& x() const { return x_; }
  const WorthAxis& y() const { return y_; }

  /// Line 0 is the uppermost.
  std::string Line(int line, const TextStyle& style) const {
    std::string text;
    for (int c = 0; c < columns_; ++c) {
      const SpaceCell& cell =
          cells_[static_cast<std::size_t>(line) * static_cast<std::size_t>(columns_) +
                 static_cast<std::size_t>(c)];
      text += style.unicode ? Braille(cell, style) : std::string(1, Plain(cell));
    }
    text.erase(text.find_last_not_of(' ') + 1);
    return text;
  }

 private:
  void Include(PlotPlace place) {
    x_.Include(place.x);
    y_.Include(place.y);
  }
  int dot_columns() const { return columns_ * kDotColumns; }
  static constexpr int kAllDotLines = kSpaceLines * kDotLines;

  SpaceCell& CellOfDot(int column, int line_from_below) {
    const int line = kSpaceLines - 1 - line_from_below / kDotLines;
    return cells_[static_cast<std::size_t>(line) * static_cast<std::size_t>(columns_) +
                  static_cast<std::size_t>(column / kDotColumns)];
  }
  SpaceCell& SetDot(int column, int line_from_below) {
    SpaceCell& cell = CellOfDot(column, line_from_below);
    cell.dots |= kDotBits[kDotLines - 1 - line_from_below % kDotLines][column % kDotColumns];
    return cell;
  }
  SpaceCell& Dot(PlotPlace place) {
    return SetDot(x_.Dot(place.x, dot_columns()), y_.Dot(place.y, kAllDotLines));
  }
  SpaceCell& At(PlotPlace place) {
    return CellOfDot(x_.Dot(place.x, dot_columns()), y_.Dot(place.y, kAllDotLines));
  }

  /// Two dots of four.
  void DrawFloors() {
    const int column = x_.Dot(plot_.x_floor, dot_columns());
    for (int line = 0; line < kAllDotLines; ++line) {
      if (line % kDotLines < 2) SetDot(column, line);
      CellOfDot(column, line).upright = true;
    }
    const int line = y_.Dot(plot_.y_floor, kAllDotLines);
    for (int c = 0; c < dot_columns(); ++c) {
      if (c % 4 < 2) SetDot(c, line);
      CellOfDot(c, line).level = true;
    }
  }

  /// Straight from point to point, a dot a step.
  void DrawFrontier() {
    for (std::size_t k = 0; k < plot_.frontier.size(); ++k) {
      const PlotPlace to = plot_.frontier[k];
      const PlotPlace from = plot_.frontier[k == 0 ? 0 : k - 1];
      const int across = std::abs(x_.Dot(to.x, dot_columns()) - x_.Dot(from.x, dot_columns()));
      const int up = std::abs(y_.Dot(to.y, kAllDotLines) - y_.Dot(from.y, kAllDotLines));
      const int steps = std::max({1, across, up});
      for (int n = 0; n <= steps; ++n) {
        const double t = static_cast<double>(n) / steps;
        Dot({from.x + t * (to.x - from.x), from.y + t * (to.y - from.y)}).frontier = true;
      }
    }
  }

  static char Plain(const SpaceCell& cell) {
    if (cell.letter != 0) return cell.letter;
    if (cell.frontier) return ':';
    if (cell.upright && cell.level) return '+';
    if (cell.upright) return '|';
    if (cell.level) return '-';
    return cell.package ? '.' : ' ';
  }

  static std::string Braille(const SpaceCell& cell, const TextStyle& style) {
    if (cell.letter != 0) return Bold(std::string(1, cell.letter), style);
    if (cell.dots == 0) return " ";
    // UTF-8 of U+2800 + dots.
    const char bytes[] = {'\xE2', static_cast<char>(0xA0 + (cell.dots >> 6)),
                          static_cast<char>(0x80 + (cell.dots & 0x3F)), 0};
    // The cloud stands back behind the frontier.
    if (style.colour && !cell.frontier) return "\033[2m" + std::string(bytes) + "\033[0m";
    return bytes;
  }

  const SpacePlot& plot_;
  int columns_;
  WorthAxis x_;
  WorthAxis y_;
  std::vector<SpaceCell> cells_;
};

}  // namespace

std::string SpaceText(const SpacePlot& plot, const TextStyle& style) {
  const int columns = std::clamp(style.width - kSpaceMargin - 1, 21, kSpaceColumns);
  const SpaceCanvas canvas(plot, columns);
  std::string text = "  " + plot.y_name + "\n";
  for (int line = 0; line < kSpaceLines; ++line) {
    const bool first = line == 0;
    const bool last = line == kSpaceLines - 1;
    const std::string label = first  ? Fixed(canvas.y().high, 2)
                              : last ? Fixed(canvas.y().low, 2)
                                     : std::string();
    text += "  " + PadLeft(label, 5) + "|" + canvas.Line(line, style) + "\n";
  }
  const std::string indent(kSpaceMargin, ' ');
  const auto width = static_cast<std::size_t>(columns);
  const std::string low = Fixed(canvas.x().low, 2);
  const std::string high = Fixed(canvas.x().high, 2);
  text += indent + std::string(width, '-') + "\n";
  const std::size_t room = width - low.size() - high.size();
  const std::string name = Clip(plot.x_name, room - 2);
  const std::size_t left = (room - TextWidth(name)) / 2;
  return text + indent + low + std::string(left, ' ') + name +
         std::string(room - left - TextWidth(name), ' ') + high + "\n";
}

}  // namespace dragoman
