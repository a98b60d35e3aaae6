#include "engine/io/internal/genius_elements.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <unordered_map>
#include <utility>

#include "engine/core/text.h"
#include "engine/wire/number_text.h"

namespace dragoman {
namespace {

constexpr double kLargestInteger = 999'999'999'999'999.0;

/// XML has no octal numbers, so zeros in front mean nothing.
std::string_view WithoutLeadingZeros(std::string_view digits) {
  while (digits.size() > 1 && digits[0] == '0' &&
         std::isdigit(static_cast<unsigned char>(digits[1])) != 0) {
    digits.remove_prefix(1);
  }
  return digits;
}

NumberText ParseXmlNumber(std::string_view text) {
  text = Trim(text);
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (text.starts_with('-') || text.starts_with('+')) return {};
  NumberText number = ParseNumber(WithoutLeadingZeros(text));
  if (negative) number.value = -number.value;
  return number;
}

bool HasControlCharacter(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto c = static_cast<unsigned char>(text[at]);
    if (c < 0x20 || c == 0x7F) return true;
    if (c == 0xC2 && at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) < 0xA0) {
      return true;
    }
  }
  return false;
}

std::string TypeOf(const XmlElement& element) {
  for (const char* attribute : {"type", "vtype", "etype"}) {
    const XmlAttribute* found = element.Find(attribute);
    if (found == nullptr) continue;
    std::string type(Trim(found->value));
    for (char& c : type) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return type;
  }
  return "discrete";
}

Mark MarkOf(const XmlElement& element, std::string_view attribute) {
  const XmlAttribute* found = element.Find(attribute);
  return found != nullptr ? found->mark : element.mark;
}

}  // namespace

std::string ShortName(std::string_view text) {
  constexpr std::size_t kShown = 60;
  if (text.size() <= kShown) return std::string(text);
  std::size_t end = kShown;
  // Not within a character.
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return std::string(Slice(text, 0, end)) + "...";
}

std::string QuoteForMessage(std::string_view text) { return "'" + ShortName(text) + "'"; }

std::string SuggestOneOf(std::string_view name, const std::vector<std::string>& names,
                         const std::string& otherwise) {
  constexpr std::size_t kMostNames = 1000;
  constexpr std::size_t kLongestName = 120;
  const auto is_long = [](std::string_view text) { return text.size() > kLongestName; };
  if (names.size() > kMostNames || is_long(name)) return otherwise;
  if (std::any_of(names.begin(), names.end(), is_long)) return otherwise;
  return ExpectedOneOf(name, names);
}

std::string StemOf(std::string_view file) {
  if (const std::size_t slash = file.rfind('/'); slash != std::string_view::npos) {
    file.remove_prefix(slash + 1);
  }
  const std::size_t dot = file.rfind('.');
  return std::string(dot == std::string_view::npos || dot == 0 ? file : Slice(file, 0, dot));
}

const XmlAttribute* GeniusReader::Require(const XmlElement& element, const std::string& path,
                                          std::string_view attribute) const {
  const XmlAttribute* found = element.Find(attribute);
  if (found == nullptr) {
    Report(element.mark, path, "<" + element.name + "> has no '" + std::string(attribute) + "'",
           std::string(attribute) + "=\"...\"");
  }
  return found;
}

std::optional<std::string> GeniusReader::Name(const XmlElement& element, const std::string& path,
                                              std::string_view attribute) const {
  const XmlAttribute* found = Require(element, path, attribute);
  if (found == nullptr) return std::nullopt;
  if (found->value.empty()) {
    Report(found->mark, path + "." + found->name, "the text is empty", "a name");
    return std::nullopt;
  }
  if (HasControlCharacter(found->value)) {
    Report(found->mark, path + "." + found->name, "the text has a control character in it",
           "text without it");
    return std::nullopt;
  }
  return found->value;
}

std::optional<double> GeniusReader::Number(const XmlElement& element, const std::string& path,
                                           std::string_view attribute) const {
  const XmlAttribute* found = Require(element, path, attribute);
  if (found == nullptr) return std::nullopt;
  const NumberText number = ParseXmlNumber(found->value);
  if (number.kind == NumberText::Kind::kNumber) return number.value;
  const char* wrong = number.kind == NumberText::Kind::kTooLarge ? " is too large or too small"
                                                                 : " is not a number";
  Report(found->mark, path + "." + found->name, QuoteForMessage(found->value) + wrong,
         "a finite decimal number");
  return std::nullopt;
}

std::optional<long long> GeniusReader::Integer(const XmlElement& element, const std::string& path,
                                               std::string_view attribute) const {
  const XmlAttribute* found = Require(element, path, attribute);
  if (found == nullptr) return std::nullopt;
  const NumberText number = ParseXmlNumber(found->value);
  if (number.kind == NumberText::Kind::kNumber && std::abs(number.value) <= kLargestInteger &&
      std::floor(number.value) == number.value) {
    return static_cast<long long>(number.value);
  }
  Report(found->mark, path + "." + found->name,
         QuoteForMessage(found->value) + " is not a whole number", "a whole number");
  return std::nullopt;
}

GeniusTree GeniusReader::Issues(const XmlElement& utility_space) const {
  GeniusTree tree;
  Collect(utility_space, true, &tree);
  if (tree.issues.empty() && tree.complete) {
    Report(utility_space.mark, "utility_space", "has no issues", "<objective> with <issue>s in it");
    tree.complete = false;
  }
  if (!tree.complete) return tree;
  CheckNames(tree);
  CheckIndices(&tree);
  std::stable_sort(tree.issues.begin(), tree.issues.end(),
                   [](const GeniusIssue& a, const GeniusIssue& b) { return a.index < b.index; });
  return tree;
}

void GeniusReader::Collect(const XmlElement& objective, bool top, GeniusTree* tree) const {
  for (const XmlElement& child : objective.children) {
    if (child.name == "issue") {
      AddIssue(child, tree);
    } else if (child.name == "objective") {
      if (!top && child.Find("index") != nullptr) {
        const auto index = Integer(child, "objective", "index");
        if (index) tree->objective_indices.push_back(*index);
      }
      Collect(child, false, tree);
    } else if (child.name == "weight") {
      const std::string path = "weight[" + std::to_string(tree->num_weight_elements++) + "]";
      const auto index = Integer(child, path, "index");
      const auto value = Number(child, path, "value");
      if (index && value) tree->weights.push_back({&child, path, *index, *value});
    }
  }
}

void GeniusReader::AddIssue(const XmlElement& element, GeniusTree* tree) const {
  const std::string number = "issue[" + std::to_string(tree->num_issue_elements++) + "]";
  const auto name = Name(element, number, "name");
  const std::string path = name ? "issue[" + ShortName(*name) + "]" : number;
  const auto index = Integer(element, path, "index");
  tree->complete = tree->complete && name && index;
  if (name && index) tree->issues.push_back({&element, path, *index, *name, TypeOf(element)});
}

void GeniusReader::CheckNames(const GeniusTree& tree) const {
  std::unordered_map<std::string_view, const GeniusIssue*> seen;
  for (const GeniusIssue& issue : tree.issues) {
    const auto [place, fresh] = seen.emplace(issue.name, &issue);
    if (fresh) continue;
    Report(MarkOf(*issue.element, "name"), issue.path + ".name",
           "the name of two issues, here and in line " +
               std::to_string(place->second->element->mark.line),
           "different names");
  }
}

void GeniusReader::CheckIndices(GeniusTree* tree) const {
  std::vector<std::pair<long long, const GeniusIssue*>> order;
  order.reserve(tree->issues.size() + tree->objective_indices.size());
  for (const long long index : tree->objective_indices) order.emplace_back(index, nullptr);
  for (const GeniusIssue& issue : tree->issues) order.emplace_back(issue.index, &issue);
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  long long next = 1;
  for (const auto& [index, issue] : order) {
    if (issue != nullptr && index != next) {
      const bool again = index == next - 1 && next > 1;
      tree->numbered = false;
      Report(MarkOf(*issue->element, "index"), issue->path + ".index",
             again ? "index " + std::to_string(index) + " comes twice"
                   : "index " + std::to_string(index) + " leaves a gap",
             std::to_string(next) + "; indices run from 1 without gaps");
      if (!again) return;
    }
    next = std::max(next, index + 1);
  }
}

}  // namespace dragoman
