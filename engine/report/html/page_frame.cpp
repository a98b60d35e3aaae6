#include "engine/report/html/page_frame.h"

#include "engine/core/version.h"
#include "engine/report/html/report_style.h"

namespace dragoman {

void WritePageHead(const std::string& title, HtmlWriter* html) {
  const HtmlScope head(html, "head");
  html->Empty("meta", {{"charset", "utf-8"}});
  html->Empty("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
  // Nothing may be loaded, whatever a scenario contains.
  html->Empty("meta", {{"http-equiv", "Content-Security-Policy"},
                       {"content", "default-src 'none'; style-src 'unsafe-inline'"}});
  html->Empty("meta", {{"name", "generator"}, {"content", "dragoman " + std::string(kVersion)}});
  html->Element("title", title);
  html->Style(ReportStyle());
}

void WriteContents(const std::vector<ContentsEntry>& entries, HtmlWriter* html) {
  const HtmlScope nav(html, "nav", {{"aria-label", "Contents"}});
  const HtmlScope list(html, "ul");
  for (const ContentsEntry& entry : entries) {
    const HtmlScope item(html, "li");
    html->Element("a", entry.title, {{"href", "#" + std::string(entry.id)}});
  }
}

void WritePageFooter(HtmlWriter* html) {
  html->Element("footer",
                "A teaching model, not a forecast. It takes no side: what it says of any "
                "party follows from the coded claims above. Text, style and drawings of this file "
                "are its own: it carries nothing of other software.",
                {{"class", "dim"}});
}

}  // namespace dragoman
