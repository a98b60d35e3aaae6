#include "engine/core/text.h"
#include "engine/report/html/sweep_sections.h"
#include "engine/report/html/sweep_verdict.h"

namespace dragoman {

void WriteSweepVerdictSection(const SweepPageData& data, ReportSink* sink) {
  sink->BeginSection("verdict", "What it says");
  const std::vector<std::vector<std::string>> verdict = SweepVerdict(data);
  for (std::size_t k = 0; k < verdict[0].size(); ++k) {
    sink->Paragraph(verdict[0][k], k == 0 ? "lead" : "");
  }
  if (verdict.size() > 1) {
    sink->Paragraph("And of the other outcomes:");
    const HtmlScope list(sink->html(), "ul");
    for (std::size_t k = 1; k < verdict.size(); ++k) {
      if (!verdict[k].empty()) sink->html()->Element("li", Join(verdict[k], " "));
    }
  }
  sink->Paragraph(
      "Shares of the model's runs over these ranges, conditional on this coding; not a forecast.",
      "dim");
  sink->EndSection();
}

}  // namespace dragoman
