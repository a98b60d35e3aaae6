#include "engine/sensitivity/samples.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace dragoman {

std::size_t CountGaps(std::span<const double> values) {
  return static_cast<std::size_t>(
      std::count_if(values.begin(), values.end(), [](double v) { return !std::isfinite(v); }));
}

std::optional<Diagnostic> RefuseGaps(std::span<const double> y, std::string_view method) {
  const std::size_t gaps = CountGaps(y);
  if (gaps == 0) return std::nullopt;
  return Diagnostic{.path = {},
                    .message = std::to_string(gaps) + " of " + std::to_string(y.size()) +
                               (gaps == 1 ? " rows has no result; " : " rows have no result; ") +
                               std::string(method) + " need every row of the design",
                    .expected = "resume the sweep, or use pawn or given_data, which take gaps"};
}

}  // namespace dragoman
