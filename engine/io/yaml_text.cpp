#include "engine/io/yaml_text.h"

#include <algorithm>
#include <array>

#include "engine/wire/value_readers.h"

namespace dragoman {
namespace {

constexpr std::size_t kLongestFlow = 96;

/// Words that some YAML reader takes for something other than a text.
bool IsPlainWord(const std::string& text) {
  constexpr std::array<std::string_view, 9> kTaken = {"true", "false", "null", "yes", "no",
                                                      "on",   "off",   "y",    "n"};
  std::string lower = text;
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return IsIdentifier(text) && std::find(kTaken.begin(), kTaken.end(), lower) == kTaken.end();
}

/// A name or a date needs no quotes.
std::string ScalarText(const Json& json) {
  if (json.is_string()) {
    const auto& text = json.get_ref<const std::string&>();
    if (IsPlainWord(text) || IsCalendarDate(text)) return text;
  }
  return JsonText(json, -1);
}

std::string FlowText(const Json& json) {
  if (!json.is_structured()) return ScalarText(json);
  std::string text = json.is_object() ? "{" : "[";
  bool first = true;
  for (const auto& [key, value] : json.items()) {
    if (!first) text += ", ";
    first = false;
    if (json.is_object()) text += ScalarText(Json(key)) + ": ";
    text += FlowText(value);
  }
  return text + (json.is_object() ? "}" : "]");
}

void AppendBlock(const Json& json, std::size_t indent, std::string* text);

/// What follows a key or a dash: on the same line if it is short, else below.
void AppendYamlValue(const Json& json, std::size_t indent, bool in_list, std::string* text) {
  const std::string flow = FlowText(json);
  const bool fits = indent + flow.size() <= kLongestFlow;
  if (!json.is_structured() || json.empty() || fits) {
    *text += " " + flow + "\n";
  } else if (in_list && json.is_object()) {
    std::string block;
    AppendBlock(json, indent, &block);
    *text += block.substr(indent - 1);  // The first key stands beside the dash.
  } else {
    *text += "\n";
    AppendBlock(json, indent, text);
  }
}

void AppendBlock(const Json& json, std::size_t indent, std::string* text) {
  const std::string margin(indent, ' ');
  for (const auto& [key, value] : json.items()) {
    *text += margin + (json.is_object() ? ScalarText(Json(key)) + ":" : std::string("-"));
    AppendYamlValue(value, indent + 2, json.is_array(), text);
  }
}

}  // namespace

std::string YamlText(const Json& json) {
  if (!json.is_structured() || json.empty()) return FlowText(json) + "\n";
  std::string text;
  AppendBlock(json, 0, &text);
  return text;
}

}  // namespace dragoman
