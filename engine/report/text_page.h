#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/report/text_layout.h"

namespace dragoman {

/// A number in a sentence: two decimals, up to four where fewer would show 0.00 for what is not 0.
std::string Number(double x);

/// "a", "a and b", "a, b and c", with this word before the last.
std::string JoinWords(const std::vector<std::string>& items, std::string_view word);

/// Text of limited width, built paragraph by paragraph.
class TextPage {
 public:
  /// Lines are broken at spaces to at most `width` characters (at least 40 is used); a longer word
  /// stands alone on its line.
  explicit TextPage(int width) : width_(width < 40 ? 40 : static_cast<std::size_t>(width)) {}

  /// A paragraph, its first line indented by `indent` and the rest by two more.
  void Put(std::size_t indent, std::string_view text);
  /// Lines kept as they are, each ended by a line feed.
  void Verbatim(std::string_view lines) { text_ += lines; }
  /// An empty line; never two in a row, none at the top.
  void Gap();

  const std::string& text() const { return text_; }

 private:
  std::size_t width_;
  std::string text_;
};

}  // namespace dragoman
