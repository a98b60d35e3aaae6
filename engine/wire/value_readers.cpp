#include "engine/wire/value_readers.h"

#include <array>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include "engine/core/text.h"
#include "engine/wire/number_text.h"

namespace dragoman {
namespace {

using NodeKind = DocumentNode::Kind;

constexpr std::size_t kLongestQuote = 40;

/// As written, cut to a length that fits a line.
std::string ShownText(const std::string& text, char quote) {
  std::string shown(1, quote);
  shown += Slice(text, 0, kLongestQuote);
  if (text.size() > kLongestQuote) shown += "...";
  return shown + quote;
}

bool IsLetter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

int TwoDigits(std::string_view text, std::size_t at) {
  return 10 * (text[at] - '0') + (text[at + 1] - '0');
}

int DaysInMonth(int year, int month) {
  constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

}  // namespace

std::string DescribeNode(const DocumentNode& node) {
  switch (node.kind) {
    case NodeKind::kNull:
      return "has no value";
    case NodeKind::kBoolean:
      return ShownText(node.text, '\'') + " is a boolean";
    case NodeKind::kNumber:
      return ShownText(node.text, '\'') + " is a number";
    case NodeKind::kText:
      return node.quoted ? ShownText(node.text, '"') + " is a text in quotes"
                         : ShownText(node.text, '\'') + " is a text";
    case NodeKind::kList:
      return "is a list";
    case NodeKind::kMap:
      return "is a map";
    case NodeKind::kInvalid:
      break;
  }
  return "is not valid";
}

void ReadPlace::ReportKind(std::string expected) const {
  if (node.kind != NodeKind::kInvalid) Report(DescribeNode(node), std::move(expected));
}

std::optional<double> ReadNumber(const ReadPlace& place, const Field& field) {
  if (place.node.kind != NodeKind::kNumber) {
    place.ReportKind(DescribeNumber(field));
    return std::nullopt;
  }
  if (!field.range.Contains(place.node.number)) {
    place.Report(place.node.text + " is out of range", DescribeNumber(field));
    return std::nullopt;
  }
  return place.node.number;
}

std::optional<int> ReadInteger(const ReadPlace& place, const Field& field) {
  const std::string expected = DescribeNumber(field, "an integer");
  if (place.node.kind != NodeKind::kNumber) {
    place.ReportKind(expected);
    return std::nullopt;
  }
  const double number = place.node.number;
  if (std::trunc(number) != number) {
    place.Report(place.node.text + " is not an integer", expected);
    return std::nullopt;
  }
  constexpr Range kInt{.min = std::numeric_limits<int>::min(),
                       .max = std::numeric_limits<int>::max()};
  if (!field.range.Contains(number) || !kInt.Contains(number)) {
    place.Report(place.node.text + " is out of range", expected);
    return std::nullopt;
  }
  return static_cast<int>(number);
}

std::optional<bool> ReadFlag(const ReadPlace& place) {
  if (place.node.kind == NodeKind::kBoolean) return place.node.boolean;
  place.ReportKind("true or false");
  return std::nullopt;
}

std::string DescribeText(const Field& field) {
  switch (field.text) {
    case TextKind::kFree:
      return "a text";
    case TextKind::kIdentifier:
      return "a name (a letter, then letters, digits, '_', '-', '.', '+')";
    case TextKind::kDate:
      return "a date as YYYY-MM-DD";
  }
  return {};
}

bool IsIdentifier(std::string_view text) {
  if (text.empty() || !IsLetter(text[0])) return false;
  for (const char c : text) {
    if (!IsLetter(c) && !IsDigit(c) && c != '_' && c != '-' && c != '.' && c != '+') return false;
  }
  return true;
}

bool IsCalendarDate(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  for (const std::size_t i : {0U, 1U, 2U, 3U, 5U, 6U, 8U, 9U}) {
    if (!IsDigit(text[i])) return false;
  }
  const int year = 100 * TwoDigits(text, 0) + TwoDigits(text, 2);
  const int month = TwoDigits(text, 5);
  const int day = TwoDigits(text, 8);
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= DaysInMonth(year, month);
}

std::optional<std::string> ReadTextValue(const ReadPlace& place, const Field& field) {
  const DocumentNode& node = place.node;
  const std::string expected = DescribeText(field);
  if (node.kind == NodeKind::kNumber || node.kind == NodeKind::kBoolean) {
    place.ReportKind(field.text == TextKind::kFree
                         ? Concat({expected, "; put it in quotes: \"", node.text, "\""})
                         : expected);
    return std::nullopt;
  }
  if (node.kind != NodeKind::kText) {
    place.ReportKind(expected);
    return std::nullopt;
  }
  if (field.text == TextKind::kIdentifier && !IsIdentifier(node.text)) {
    place.Report(ShownText(node.text, '\'') + " is not a name", expected);
    return std::nullopt;
  }
  if (field.text == TextKind::kDate && !IsCalendarDate(node.text)) {
    place.Report(ShownText(node.text, '\'') + " is not a date", expected);
    return std::nullopt;
  }
  if (field.required && Trim(node.text).empty()) {
    place.Report("the text is empty", expected);
    return std::nullopt;
  }
  return node.text;
}

std::optional<int> ReadChoice(const ReadPlace& place, std::span<const std::string_view> names) {
  const std::vector<std::string> candidates(names.begin(), names.end());
  const std::string& text = place.node.text;
  if (place.node.kind != NodeKind::kText) {
    place.ReportKind("one of: " + Join(candidates));
    return std::nullopt;
  }
  for (std::size_t k = 0; k < names.size(); ++k) {
    if (names[k] == text) return static_cast<int>(k);
  }
  place.Report("unknown value " + ShownText(text, '\''),
               ExpectedOneOf(Slice(text, 0, 2 * kLongestQuote), candidates));
  return std::nullopt;
}

}  // namespace dragoman
