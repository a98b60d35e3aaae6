#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "engine/wire/document.h"

namespace dragoman {

/// Line and column of increasing offsets, in one pass over the text, which is borrowed.
class LineCounter {
 public:
  explicit LineCounter(std::string_view text) : text_(text) {}

  /// Place of `offset`, at least the last one asked for; one before the line reached counts as its
  /// start.
  Mark MarkAt(std::size_t offset) {
    for (; at_ < offset && at_ < text_.size(); ++at_) {
      if (text_[at_] != '\n') continue;
      ++line_;
      line_start_ = at_ + 1;
    }
    const std::size_t from = std::max(offset, line_start_);
    return {line_, static_cast<int>(from - line_start_) + 1, 0};
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_start_ = 0;
  int line_ = 1;
};

}  // namespace dragoman
