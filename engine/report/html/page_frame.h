#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/report/html/html_writer.h"

namespace dragoman {

/// A section by its anchor, for the list of contents.
struct ContentsEntry {
  std::string_view id;
  std::string_view title;
};

/// The head of a report: title, style sheet, and the rule that nothing may be loaded.
void WritePageHead(const std::string& title, HtmlWriter* html);
void WriteContents(const std::vector<ContentsEntry>& entries, HtmlWriter* html);
/// What every report ends with.
void WritePageFooter(HtmlWriter* html);

}  // namespace dragoman
