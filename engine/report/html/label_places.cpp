#include "engine/report/html/label_places.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/report/text_layout.h"

namespace dragoman {
namespace {

/// Of bold letters of 12 px: the widest capitals are narrower.
constexpr double kLetterWidth = 9;
constexpr double kSpaceWidthOfText = 4.5;
constexpr double kLetterHeight = 10;
/// Between a point's middle and the nearer edge of its label: beside it, away from it, farther
/// still.
constexpr double kBeside = 5;
constexpr double kAway = 18;
constexpr double kFarAway = 32;
constexpr double kFarthest = 48;
/// A label on another one or on a point is worse than any on a curve.
constexpr double kKeptWeight = 1e4;

/// Which way from the point: -1, 0 or 1 across and down.
struct LabelSide {
  int x = 0;
  int y = 0;
};
constexpr LabelSide kLabelSides[] = {{1, -1}, {-1, -1}, {1, 1},  {-1, 1},
                                     {1, 0},  {-1, 0},  {0, -1}, {0, 1}};

double WidthOfLabel(std::string_view text) {
  const auto spaces = static_cast<double>(std::count(text.begin(), text.end(), ' '));
  return kLetterWidth * (static_cast<double>(TextWidth(text)) - spaces) +
         kSpaceWidthOfText * spaces;
}

/// From `from` to `from + size` in the direction, or centred.
double LowEnd(double point, int direction, double distance, double size) {
  if (direction == 0) return point - size / 2;
  return direction > 0 ? point + distance : point - distance - size;
}

double Area(const LabelBox& box) { return (box.right - box.left) * (box.bottom - box.top); }

}  // namespace

LabelBox BoxAround(SvgPoint point, double size) {
  const double half = size / 2;
  return {point.x - half, point.y - half, point.x + half, point.y + half};
}

double SharedArea(const LabelBox& a, const LabelBox& b) {
  const double width = std::min(a.right, b.right) - std::max(a.left, b.left);
  const double height = std::min(a.bottom, b.bottom) - std::max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
}

LabelPlace LabelPlaces::Put(SvgPoint point, std::string_view text) {
  const double width = WidthOfLabel(text);
  LabelPlace best;
  double least = std::numeric_limits<double>::infinity();
  for (const double distance : {kBeside, kAway, kFarAway, kFarthest}) {
    for (const LabelSide& direction : kLabelSides) {
      // Corners touch the circle of the sides, so that they are not farther off.
      const double step = direction.x != 0 && direction.y != 0 ? distance * 0.8 : distance;
      LabelBox box;
      box.left = LowEnd(point.x, direction.x, step, width);
      box.top = LowEnd(point.y, direction.y, step, kLetterHeight);
      box.right = box.left + width;
      box.bottom = box.top + kLetterHeight;
      double cost = kKeptWeight * (Area(box) - SharedArea(box, frame_));
      for (const LabelBox& kept : kept_) cost += kKeptWeight * SharedArea(box, kept);
      for (const LabelBox& avoided : avoided_) cost += SharedArea(box, avoided);
      if (cost >= least) continue;
      least = cost;
      best = {box, {box.left, box.bottom - 0.5}, distance > kBeside};
    }
  }
  Keep(best.box);
  return best;
}

void AddNamedPoint(SvgPoint at, std::string_view letters, double near,
                   std::vector<NamedPoint>* points) {
  for (NamedPoint& point : *points) {
    if (std::abs(point.at.x - at.x) + std::abs(point.at.y - at.y) > near) continue;
    point.letters += " " + std::string(letters);
    return;
  }
  points->push_back({at, std::string(letters)});
}

}  // namespace dragoman
