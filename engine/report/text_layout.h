#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// Plain text of at most `width` columns: wrapping, columns, bars, numbers. Widths count
/// characters, not bytes (names may be any UTF-8).

namespace dragoman {

/// How a text may look where it is going.
struct TextStyle {
  bool colour = false;       ///< ANSI escapes: a terminal, and NO_COLOR is not set.
  bool true_colour = false;  ///< Colours may be of 24 bits; else of the usual 256.
  bool unicode = false;      ///< Bars of block characters; else '#'.
  int width = 100;           ///< Columns.
};

/// Characters of a UTF-8 text.
std::size_t TextWidth(std::string_view text);

/// `text` filled up with spaces to `width`; longer ones stay as they are.
std::string PadRight(std::string_view text, std::size_t width);
std::string PadLeft(std::string_view text, std::size_t width);

/// At most `width` characters, the last ones "..." if something was cut.
std::string Clip(std::string_view text, std::size_t width);

/// Words of `text` on lines of at most `width` columns; the first line starts with `first`, the
/// others with as many spaces. Ends in a line feed.
std::string Wrap(std::string_view text, std::string_view first, int width);

/// A heading: bold if colours are allowed. Ends in a line feed.
std::string Heading(std::string_view text, const TextStyle& style);
std::string Bold(std::string_view text, const TextStyle& style);
/// With a capital first letter (ASCII).
std::string Capitalized(std::string text);

/// A bar of round(share * width) cells; a dot where that is 0 and the share is not.
std::string Bar(double share, int width, const TextStyle& style);

/// "0.50" with this many decimals; never "-0.0".
std::string Fixed(double value, int decimals);

/// "12.3%"; what would round to 0 or 100 and is not shows as "<0.1%" or ">99.9%".
std::string Percent(double share);
/// "12%" for sentences; as Percent at the ends.
std::string RoughPercent(double share);

/// Left-aligned columns, two spaces apart, each as wide as its widest cell. The last column is not
/// filled up. `numeric` columns are aligned right.
class TextTable {
 public:
  explicit TextTable(std::vector<bool> numeric) : numeric_(std::move(numeric)) {}
  void AddRow(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
  /// Each line starts with `indent`.
  std::string Text(std::string_view indent = "  ") const;

 private:
  std::vector<bool> numeric_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace dragoman
