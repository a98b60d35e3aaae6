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
  sink->Paragraph(
      "A run is one course of the talks, played by the model. A coding is one reading of the "
      "claims "
      "that preferences come from, drawn within what their words allow; " +
          std::to_string(data.scenario->talks->talks_per_coding) +
          " runs share one. A coding band holds nine in ten codings.",
      "dim");
  sink->Paragraph("Conditional on this coding; not a forecast.", "dim");
  sink->EndSection();
}

}  // namespace dragoman
