#include "engine/report/html/sections.h"
#include "engine/report/verdict.h"

namespace dragoman {

void WriteVerdictSection(const ReportData& data, ReportSink* sink) {
  sink->BeginSection("verdict", "What came of it");
  bool first = true;
  for (const std::string& sentence : VerdictSentences(*data.scenario, data.summary)) {
    sink->Paragraph(sentence, first ? "lead" : "");
    first = false;
  }
  sink->Paragraph("Conditional on this coding; not a forecast.", "dim");
  sink->EndSection();
}

}  // namespace dragoman
