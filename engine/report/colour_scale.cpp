#include "engine/report/colour_scale.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace dragoman {

std::string HexColour(Rgb colour) {
  char text[8];
  std::snprintf(text, sizeof text, "#%02x%02x%02x", colour.red, colour.green, colour.blue);
  return text;
}

std::size_t ScaleStep(double value, double low, double high, std::size_t count) {
  const double share = high > low ? (value - low) / (high - low) : 0;
  const double last = static_cast<double>(count) - 1;
  return static_cast<std::size_t>(
      std::clamp(std::floor(share * static_cast<double>(count)), 0.0, last));
}

}  // namespace dragoman
