#pragma once

#include <string_view>

namespace dragoman {

/// A text that only `describe` prints: left out, at compile time, where texts are downloaded.
#ifdef DRAGOMAN_SMALL_CODE
struct DescribedText {
  constexpr DescribedText() = default;
  constexpr DescribedText(const char* /*text*/) {}
  constexpr operator std::string_view() const { return {}; }
};
#else
using DescribedText = std::string_view;
#endif

}  // namespace dragoman
