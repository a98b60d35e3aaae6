#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

/// @file
/// Small text helpers for the model, which must not call anything that can throw out_of_range.

namespace dragoman {

/// The part of `text` from `from`, at most `count` characters; clipped to the text.
std::string_view Slice(std::string_view text, std::size_t from,
                       std::size_t count = static_cast<std::size_t>(-1));

/// Text without spaces and tabs at either end.
std::string_view Trim(std::string_view text);

/// The words of `text`, which spaces and tabs separate; views into `text`.
std::vector<std::string_view> SplitWords(std::string_view text);

/// "a, b, c".
std::string Join(const std::vector<std::string>& items, std::string_view separator = ", ");

/// A text or a number, to be joined by Concat; borrows the text.
class TextPart {
 public:
  // Implicit on purpose: Concat({"issues[", k, "]"}).
  TextPart(const char* text) : kind_(Kind::kChars), value_{.chars = text} {}
  TextPart(const std::string& text) : kind_(Kind::kString), value_{.string = &text} {}
  TextPart(const std::string_view& text) : kind_(Kind::kView), value_{.view = &text} {}
  TextPart(double number) : kind_(Kind::kNumber), value_{.number = number} {}
  template <class T>
    requires(std::is_integral_v<T> && sizeof(T) > 1)
  TextPart(T number)
      : kind_(std::is_signed_v<T> ? Kind::kSigned : Kind::kWhole),
        value_{.whole = static_cast<std::uint64_t>(number)} {}

  void AppendTo(std::string* text) const;

 private:
  enum class Kind : unsigned char { kChars, kString, kView, kNumber, kSigned, kWhole };

  union Value {
    const char* chars;
    const std::string* string;
    const std::string_view* view;
    double number;
    std::uint64_t whole;
  };

  Kind kind_;
  Value value_;
};

/// A constant that was written as a literal, as C functions take it. @pre `literal` is all of one,
/// so that a zero follows it.
constexpr const char* LiteralText(std::string_view literal) {
  return literal.data();  // NOLINT(bugprone-suspicious-stringview-data-usage): see above.
}

/// The parts one after the other. What a chain of + makes, in a tenth of the instructions: most
/// error texts are put together by it.
std::string Concat(std::initializer_list<TextPart> parts);

/// The shortest decimal text that reads back as `value`: "0.1", "3", "1e+300". No locale.
std::string FormatNumber(double value);

/// Levenshtein distance, counted over bytes. O(|a| |b|).
std::size_t EditDistance(std::string_view a, std::string_view b);

/// A view of the candidate nearest to `name` (valid as long as `candidates`), or empty when none is
/// near enough to be a likely typo (distance at most 1 + |name| / 4 and below |name|, case
/// ignored); the first of equally near ones.
std::string_view NearestName(std::string_view name, const std::vector<std::string>& candidates);

/// The text for Diagnostic::expected: "did you mean 'x'? one of: a, b, c"; at most twelve names,
/// then
/// "..."; empty when there are no candidates.
std::string ExpectedOneOf(std::string_view name, const std::vector<std::string>& candidates);

/// 64-bit FNV-1a: names to stream keys, results to hashes. Stable for ever.
std::uint64_t HashBytes(std::string_view text, std::uint64_t start = 0xcbf29ce484222325ULL);

}  // namespace dragoman
