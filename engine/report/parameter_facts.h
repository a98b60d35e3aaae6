#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/sweep/sweep.h"

namespace dragoman {

/// What a reader is told of a parameter of a sweep.
struct ParameterFact {
  std::string id;
  std::string doc;    ///< What it is; of several paths that of the first.
  std::string unit;   ///< Empty: none.
  std::string range;  ///< "0 to 0.4", "none, both".
  bool choices = false;
  bool logarithmic = false;
  /// Where the scenario itself stands: the number (of choices the index), if it has one value
  /// there. Of what is drawn at random the mean.
  std::optional<double> own;
  std::string own_text;  ///< "0.3", "drawn, mean 0.5", "not set".

  /// "rain (mm)".
  std::string AxisName() const { return unit.empty() ? id : id + " (" + unit + ")"; }
};

/// Where the scenario stands among ascending levels, counted in them: 1.5 lies halfway (of a
/// logarithmic axis by ratio) between the second and the third. None outside or without one value.
/// @pre at least 2 levels
std::optional<double> OwnLevel(const ParameterFact& fact, const std::vector<double>& levels);

/// By parameter. Reads the scenario that the result carries.
std::vector<ParameterFact> ParameterFactsOf(const Sweep& sweep);

}  // namespace dragoman
