#include "engine/report/html/report_page.h"

#include "engine/core/version.h"
#include "engine/experiments/progress_meter.h"
#include "engine/report/html/page_frame.h"
#include "engine/report/html/sections.h"
#include "engine/report/run_json.h"
#include "engine/wire/number_text.h"

namespace dragoman {
namespace {

std::vector<ContentsEntry> ContentsOf(const ReportData& data) {
  std::vector<ContentsEntry> entries = {
      {"verdict", "Verdict"},         {"headline", "Likelihood"},
      {"parties", "Parties"},         {"space", "What was possible"},
      {"timeline", "Issue by issue"}, {"concessions", "Concessions"},
      {"blockers", "Who blocks"}};
  if (data.what_ifs) entries.push_back({"what-ifs", "What if?"});
  entries.insert(entries.end(),
                 {{"assumptions", "Assumptions"}, {"limits", "Limits"}, {"again", "Again"}});
  return entries;
}

void WriteHeader(const ReportData& data, HtmlWriter* html) {
  const HtmlScope header(html, "header");
  const Scenario& source = data.scenario->source;
  html->Element("h1", source.title);
  if (!source.about.empty()) html->Element("p", source.about);
  html->Element(
      "p",
      WithThousands(data.summary.runs) + " runs over " + WithThousands(data.summary.codings) +
          (data.summary.codings == 1 ? " coding" : " codings") + " of " +
          std::to_string(data.scenario->derivation.num_claims()) + " claims, tier " +
          data.scenario->tier + ", seed " + std::to_string(data.summary.seed) + ", result hash " +
          HexText(data.summary.result_hash) + ", dragoman " + std::string(kVersion) + ".",
      {{"class", "dim"}});
  WriteContents(ContentsOf(data), html);
}

}  // namespace

ReportPage MakeReportPage(const ReportData& data) {
  ReportSink sink;
  HtmlWriter* html = sink.html();
  html->Doctype();
  html->Open("html", {{"lang", "en"}});
  WritePageHead(data.scenario->source.title, html);
  html->Open("body");
  WriteHeader(data, html);
  html->Open("main");
  WriteVerdictSection(data, &sink);
  WriteHeadlineSection(data, &sink);
  WritePartySection(data, &sink);
  WriteSpaceSection(data, &sink);
  WriteTimelineSection(data, &sink);
  WriteConcessionSection(data, &sink);
  WriteBlockerSection(data, &sink);
  WriteWhatIfSection(data, &sink);
  WriteAssumptionSection(data, &sink);
  WriteLimitSection(data, &sink);
  WriteCommandSection(data, &sink);
  html->Close();
  WritePageFooter(html);
  html->CloseTo(0);
  return {html->html() + "\n", sink.tables()};
}

}  // namespace dragoman
