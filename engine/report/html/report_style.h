#pragma once

#include <string>

namespace dragoman {

/// The style sheet of the report: light, dark, and A4 paper; no fonts or pictures from elsewhere.
/// Text keeps a contrast of 4.5 and marks one of 3 against their background on all three.
const std::string& ReportStyle();

}  // namespace dragoman
