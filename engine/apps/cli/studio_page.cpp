#include "engine/apps/cli/studio_page.h"

namespace dragoman {
namespace {

constexpr std::string_view kScenariosElement = "id=\"dragoman-scenarios\">";

/// JSON that may stand in a <script>: neither its end nor a comment can occur without '<', which
/// occurs in strings only, where it may be written so.
std::string InScript(std::string_view json) {
  std::string text;
  text.reserve(json.size());
  for (const char c : json) {
    if (c == '<') {
      text += "\\u003c";
    } else {
      text += c;
    }
  }
  return text;
}

}  // namespace

std::optional<std::string> PageWithScenarios(std::string_view page, const Json& scenarios) {
  const std::size_t tag = page.find(kScenariosElement);
  if (tag == std::string_view::npos) return std::nullopt;
  const std::size_t from = tag + kScenariosElement.size();
  const std::size_t to = page.find("</script", from);
  if (to == std::string_view::npos) return std::nullopt;
  std::string text(page.substr(0, from));
  text += InScript(JsonText(scenarios, -1));
  text += page.substr(to);
  return text;
}

}  // namespace dragoman
