#include "engine/report/text_layout.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "engine/core/text.h"

namespace dragoman {

std::size_t TextWidth(std::string_view text) {
  std::size_t width = 0;
  for (const char c : text) {
    if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) ++width;
  }
  return width;
}

std::string PadRight(std::string_view text, std::size_t width) {
  const std::size_t used = TextWidth(text);
  return std::string(text) + std::string(width > used ? width - used : 0, ' ');
}

std::string PadLeft(std::string_view text, std::size_t width) {
  const std::size_t used = TextWidth(text);
  return std::string(width > used ? width - used : 0, ' ') + std::string(text);
}

std::string Clip(std::string_view text, std::size_t width) {
  if (TextWidth(text) <= width) return std::string(text);
  constexpr std::string_view kDots = "...";
  const std::size_t keep = width > kDots.size() ? width - kDots.size() : 0;
  std::size_t seen = 0;
  std::size_t end = 0;
  while (end < text.size()) {
    const bool starts = (static_cast<unsigned char>(text[end]) & 0xC0U) != 0x80U;
    if (starts && seen == keep) break;
    if (starts) ++seen;
    ++end;
  }
  return std::string(Trim(text.substr(0, end))) + std::string(kDots);
}

std::string Wrap(std::string_view text, std::string_view first, int width) {
  const auto limit = static_cast<std::size_t>(width);
  const std::string indent(TextWidth(first), ' ');
  std::string lines;
  std::string line(first);
  bool empty = true;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find_first_of(" \n", at), text.size());
    const std::string_view word = text.substr(at, end - at);
    if (!empty && TextWidth(line) + 1 + TextWidth(word) > limit) {
      lines += line + "\n";
      line = indent;
      empty = true;
    }
    if (!word.empty()) {
      if (!empty) line += ' ';
      line += word;
      empty = false;
    }
    if (end < text.size() && text[end] == '\n') {
      lines += line + "\n";
      line = indent;
      empty = true;
    }
    at = end + 1;
  }
  return lines + line + "\n";
}

std::string Capitalized(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 32);
  return text;
}

std::string Bold(std::string_view text, const TextStyle& style) {
  if (!style.colour) return std::string(text);
  return "\033[1m" + std::string(text) + "\033[0m";
}

std::string Heading(std::string_view text, const TextStyle& style) {
  return Bold(text, style) + "\n";
}

std::string Bar(double share, int width, const TextStyle& style) {
  const int cells = static_cast<int>(std::lround(share * width));
  if (cells == 0) return share > 0 ? "." : "";
  std::string bar;
  for (int k = 0; k < cells; ++k) bar += style.unicode ? "\u2588" : "#";
  return bar;
}

std::string Fixed(double value, int decimals) {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, "%.*f", decimals, value);
  std::string text = buffer;
  if (text.starts_with('-') && text.find_first_not_of("-0.") == std::string::npos) text.erase(0, 1);
  return text;
}

std::string Percent(double share) {
  if (share > 0 && share < 0.0005) return "<0.1%";
  if (share < 1 && share >= 0.9995) return ">99.9%";
  return Fixed(100 * share, 1) + "%";
}

std::string RoughPercent(double share) {
  const bool small = share < 0.02;
  const bool large = share > 0.98 && share < 1;
  if ((small || large) && share > 0) return Percent(share);
  return Fixed(100 * share, 0) + "%";
}

std::string TextTable::Text(std::string_view indent) const {
  std::vector<std::size_t> widths(numeric_.size(), 0);
  for (const auto& row : rows_) {
    for (std::size_t k = 0; k < row.size(); ++k) {
      widths[k] = std::max(widths[k], TextWidth(row[k]));
    }
  }
  std::string text;
  for (const auto& row : rows_) {
    std::string line(indent);
    for (std::size_t k = 0; k < row.size(); ++k) {
      if (k > 0) line += "  ";
      line += numeric_[k] ? PadLeft(row[k], widths[k]) : PadRight(row[k], widths[k]);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  }
  return text;
}

}  // namespace dragoman
