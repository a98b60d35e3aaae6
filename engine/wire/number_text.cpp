#include "engine/wire/number_text.h"

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <optional>

#include "engine/core/text.h"

namespace dragoman {
namespace {

std::size_t CountDigits(std::string_view text, std::size_t from) {
  std::size_t end = from;
  while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
  return end - from;
}

struct NumberShape {
  bool valid = false;
  bool leading_zero = false;
};

NumberShape ShapeOf(std::string_view text) {
  NumberShape shape;
  std::size_t at = !text.empty() && (text[0] == '-' || text[0] == '+') ? 1 : 0;
  const std::size_t whole = CountDigits(text, at);
  shape.leading_zero = whole > 1 && text[at] == '0';
  at += whole;
  std::size_t fraction = 0;
  if (at < text.size() && text[at] == '.') {
    fraction = CountDigits(text, at + 1);
    at += 1 + fraction;
  }
  if (whole + fraction == 0) return shape;
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
    const std::size_t exponent = CountDigits(text, at);
    if (exponent == 0) return shape;
    at += exponent;
  }
  shape.valid = at == text.size();
  return shape;
}

/// The double nearest to a number of valid shape; nothing if none is near it.
std::optional<double> NearestDouble(std::string_view text) {
#ifdef __cpp_lib_to_chars
  // from_chars takes no plus sign. Unlike strtod it does not ask the locale for the point.
  const std::string_view digits = text[0] == '+' ? Slice(text, 1) : text;
  double value = 0;
  const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (result.ec != std::errc()) return {};
  return value;
#else
  // libc++ has no from_chars for doubles. WebAssembly, the one place built with it, has no locales.
  const double value = std::strtod(std::string(text).c_str(), nullptr);
  const std::string_view mantissa = Slice(text, 0, text.find_first_of("eE"));
  if (value == 0 && mantissa.find_first_of("123456789") != std::string_view::npos) return {};
  return value;
#endif
}

}  // namespace

NumberText ParseNumber(std::string_view text) {
  const NumberShape shape = ShapeOf(text);
  if (!shape.valid) return {};
  if (shape.leading_zero) return {NumberText::Kind::kLeadingZero, 0};
  const std::optional<double> value = NearestDouble(text);
  if (!value || !std::isfinite(*value)) return {NumberText::Kind::kTooLarge, 0};
  return {NumberText::Kind::kNumber, *value};
}

std::string DescribeNumber(const Field& field, std::string_view noun) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  const Range& range = field.range;
  std::string text(noun);
  if (range.min == range.max && !noun.empty()) {
    text = FormatNumber(range.min);
  } else if (range.min > -kInfinity && range.max < kInfinity) {
    text += range.min_open ? " in (" : " in [";
    text += Concat({range.min, ", ", range.max});
    text += range.max_open ? ")" : "]";
  } else if (range.min > -kInfinity) {
    text += (range.min_open ? " > " : " >= ") + FormatNumber(range.min);
  } else if (range.max < kInfinity) {
    text += (range.max_open ? " < " : " <= ") + FormatNumber(range.max);
  }
  if (!field.unit.empty()) text += Concat({" (", field.unit.c_str(), ")"});
  return text;
}

std::string HexText(std::uint64_t bits) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (int shift = 60; shift >= 0; shift -= 4) text += kDigits[(bits >> shift) & 15U];
  return text;
}

}  // namespace dragoman
