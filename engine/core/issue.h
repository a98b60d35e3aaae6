#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/ids.h"

namespace dragoman {

/// Option positions run over 0..100 (domain brief, section b).
inline constexpr double kAxisLength = 100.0;

/// One option of an issue.
struct Option {
  std::string id;
  std::string name;
  double position = 0;  ///< On the issue's axis, 0..100.
};

/// Something the parties can agree on: ordered options on an axis, one of them the status quo.
struct Issue {
  std::string id;
  std::string name;
  std::vector<Option> options;  ///< Strictly monotone positions.
  OptionIndex status_quo = 0;

  std::size_t num_options() const { return options.size(); }
  double position(OptionIndex option) const { return options[option].position; }
  std::optional<OptionIndex> FindOption(std::string_view option_id) const;
};

}  // namespace dragoman
