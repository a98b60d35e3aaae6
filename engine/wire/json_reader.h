#pragma once

#include <string>
#include <string_view>

#include "engine/wire/document.h"

namespace dragoman {

/// Reads one JSON value (RFC 8259) into a tree with marks. `file` is the name used in problems.
/// Refuses duplicate keys, NaN and Infinity, invalid UTF-8, and what passes the limits of
/// document.h. Throws nothing. O(text).
ReadResult ReadJson(std::string_view text, const std::string& file);

}  // namespace dragoman
