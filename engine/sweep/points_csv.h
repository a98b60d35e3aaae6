#pragma once

#include <string>
#include <vector>

#include "engine/sweep/sweep.h"
#include "engine/wire/document.h"

namespace dragoman {

/// Points read from a CSV text whose head names the parameters, in any order; values may be quoted.
/// Lines that start with '#' and empty lines are passed over. Problems are placed in `file`.
struct PointsCsv {
  ListedPoints points;  ///< In the order of `ids`.
  std::vector<Problem> problems;
};
PointsCsv ReadPointsCsv(std::string_view text, const std::string& file,
                        const std::vector<std::string>& ids);

}  // namespace dragoman
