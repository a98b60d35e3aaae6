#include "engine/core/issue.h"

namespace dragoman {

std::optional<OptionIndex> Issue::FindOption(std::string_view option_id) const {
  for (std::size_t k = 0; k < options.size(); ++k) {
    if (options[k].id == option_id) return static_cast<OptionIndex>(k);
  }
  return std::nullopt;
}

}  // namespace dragoman
