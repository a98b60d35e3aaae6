#include "engine/preferences/domain.h"

#include "engine/core/text.h"

namespace dragoman {

std::string DomainIssue::ValueName(OptionIndex value) const {
  if (kind == IssueKind::kInteger) return std::to_string(lower + value);
  return values[value];
}

std::optional<OptionIndex> DomainIssue::FindValue(std::string_view value_name) const {
  for (std::size_t v = 0; v < size(); ++v) {
    const auto value = static_cast<OptionIndex>(v);
    if (kind == IssueKind::kInteger ? ValueName(value) == value_name : values[v] == value_name) {
      return value;
    }
  }
  return std::nullopt;
}

OutcomeSpace Domain::Space() const {
  InlineVector<std::size_t, kMaxIssues> sizes;
  for (const DomainIssue& issue : issues) sizes.push_back(issue.size());
  return OutcomeSpace({sizes.begin(), sizes.size()});
}

}  // namespace dragoman
