#include "engine/core/text.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "engine/core/internal/shortest_number.h"

namespace dragoman {
namespace {

constexpr std::size_t kMaxNamesListed = 12;

// Not std::tolower: that one asks the locale.
char AsciiLower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string AsciiLower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = AsciiLower(c);
  return lower;
}

bool IsBlank(char c) { return c == ' ' || c == '\t'; }

}  // namespace

std::string_view Slice(std::string_view text, std::size_t from, std::size_t count) {
  const std::size_t begin = std::min(from, text.size());
  return {text.data() + begin, std::min(count, text.size() - begin)};
}

std::string_view Trim(std::string_view text) {
  while (!text.empty() && IsBlank(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsBlank(text.back())) text.remove_suffix(1);
  return text;
}

std::vector<std::string_view> SplitWords(std::string_view text) {
  std::vector<std::string_view> words;
  std::size_t k = 0;
  while (k < text.size()) {
    const std::size_t begin = k;
    while (k < text.size() && !IsBlank(text[k])) ++k;
    if (k > begin) words.push_back(Slice(text, begin, k - begin));
    while (k < text.size() && IsBlank(text[k])) ++k;
  }
  return words;
}

std::string Join(const std::vector<std::string>& items, std::string_view separator) {
  std::string joined;
  for (std::size_t k = 0; k < items.size(); ++k) {
    if (k > 0) joined += separator;
    joined += items[k];
  }
  return joined;
}

void TextPart::AppendTo(std::string* text) const {
  switch (kind_) {
    case Kind::kChars:
      *text += value_.chars;
      break;
    case Kind::kString:
      *text += *value_.string;
      break;
    case Kind::kView:
      *text += *value_.view;
      break;
    case Kind::kNumber:
      *text += FormatNumber(value_.number);
      break;
    case Kind::kSigned:
      *text += std::to_string(static_cast<std::int64_t>(value_.whole));
      break;
    case Kind::kWhole:
      *text += std::to_string(value_.whole);
      break;
  }
}

std::string Concat(std::initializer_list<TextPart> parts) {
  std::string text;
  for (const TextPart& part : parts) part.AppendTo(&text);
  return text;
}

std::string FormatNumber(double value) {
#ifdef __cpp_lib_to_chars
  // The longest shortest form, "-2.2250738585072014e-308", has 24 characters.
  std::array<char, 32> buffer;
  const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  return std::string(buffer.data(), result.ptr);
#else
  return internal::ShortestNumber(value);
#endif
}

std::size_t EditDistance(std::string_view a, std::string_view b) {
  // One row of the usual table; `diagonal` is the entry up and to the left.
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t substitute = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({substitute, diagonal + 1, row[j] + 1});
    }
  }
  return row[b.size()];
}

std::string_view NearestName(std::string_view name, const std::vector<std::string>& candidates) {
  const std::string wanted = AsciiLower(name);
  // Below |name|: something of it must be left, or every one-letter name would be near.
  std::size_t nearest = std::min(1 + name.size() / 4 + 1, name.size());
  std::string_view best;
  for (const std::string& candidate : candidates) {
    const std::size_t longer = std::max(candidate.size(), name.size());
    const std::size_t shorter = std::min(candidate.size(), name.size());
    if (longer - shorter >= nearest) continue;  // also keeps a huge name cheap
    const std::size_t distance = EditDistance(wanted, AsciiLower(candidate));
    if (distance < nearest) {
      nearest = distance;
      best = candidate;
    }
  }
  return best;
}

std::string ExpectedOneOf(std::string_view name, const std::vector<std::string>& candidates) {
  if (candidates.empty()) return {};
  std::string text;
  if (const std::string_view nearest = NearestName(name, candidates); !nearest.empty()) {
    text += "did you mean '";
    text += nearest;
    text += "'? ";
  }
  text += "one of: ";
  for (std::size_t k = 0; k < std::min(candidates.size(), kMaxNamesListed); ++k) {
    if (k > 0) text += ", ";
    text += candidates[k];
  }
  if (candidates.size() > kMaxNamesListed) text += ", ...";
  return text;
}

std::uint64_t HashBytes(std::string_view text, std::uint64_t start) {
  std::uint64_t hash = start;
  for (const char c : text) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100000001b3ULL;
  }
  return hash;
}

}  // namespace dragoman
