#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/report/html/svg.h"

namespace dragoman {

/// An upright rectangle of a drawing.
struct LabelBox {
  double left = 0;
  double top = 0;
  double right = 0;
  double bottom = 0;
};

/// Where a label stands.
struct LabelPlace {
  LabelBox box;
  SvgPoint baseline;  ///< Where its text starts.
  bool away = false;  ///< Not beside its point: a line should lead there.
};

/// Finds places for labels beside their points: of a fixed list of places round a point, near ones
/// first, each label takes the first that is inside the frame and free of points and of labels; of
/// these, the one that covers least else (curves, other marks). So the same points always get the
/// same places. One after another: a label never moves once it stands. O(labels x boxes)
class LabelPlaces {
 public:
  explicit LabelPlaces(LabelBox frame) : frame_(frame) {}

  /// No label may lie here.
  void Keep(LabelBox box) { kept_.push_back(box); }
  /// Labels lie elsewhere if they can.
  void Avoid(LabelBox box) { avoided_.push_back(box); }

  /// @param text  bold, of the size of labels in drawings (12 px).
  LabelPlace Put(SvgPoint point, std::string_view text);

 private:
  LabelBox frame_;
  std::vector<LabelBox> kept_;
  std::vector<LabelBox> avoided_;
};

/// A square round a point.
LabelBox BoxAround(SvgPoint point, double size);

/// The area that two rectangles share.
double SharedArea(const LabelBox& a, const LabelBox& b);

/// A point with the letters that name it.
struct NamedPoint {
  SvgPoint at;
  std::string letters;
};

/// Adds a point; one that coincides with another (within `near` across and down together) adds its
/// letters to that one's.
void AddNamedPoint(SvgPoint at, std::string_view letters, double near,
                   std::vector<NamedPoint>* points);

}  // namespace dragoman
