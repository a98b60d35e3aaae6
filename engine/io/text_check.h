#pragma once

#include <string>
#include <string_view>

#include "engine/wire/document.h"

namespace dragoman {

/// Looks for what YAML forbids but yaml-cpp lets through or trips over: invalid UTF-8, control
/// characters (it takes byte 4 for the end of the text), a carriage return without a line feed,
/// a tab in the indentation, more than kMaxDocumentBytes, far more than kMaxDocumentNodes values.
/// Reports the first of them and returns false, or returns true. O(text).
bool CheckText(std::string_view text, ProblemCollector* problems);

/// `text` without a byte order mark and with line feeds only.
std::string NormalizeText(std::string_view text);

}  // namespace dragoman
