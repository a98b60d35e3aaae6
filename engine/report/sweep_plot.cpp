#include "engine/report/sweep_plot.h"

#include <algorithm>
#include <cmath>

namespace dragoman {
namespace {

constexpr int kScatterColumns = 50;
constexpr int kScatterLines = 12;
}  // namespace

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
