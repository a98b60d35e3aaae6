#include "engine/report/html/report_page.h"

#include "engine/core/version.h"
#include "engine/experiments/progress_meter.h"
#include "engine/report/html/report_style.h"
#include "engine/report/html/sections.h"
#include "engine/report/run_json.h"
#include "engine/wire/number_text.h"

namespace dragoman {
namespace {

struct ContentsEntry {
  const char* id;
  const char* title;
};
constexpr std::array<ContentsEntry, 11> kContents = {{{"verdict", "Verdict"},
                                                      {"headline", "Likelihood"},
                                                      {"parties", "Parties"},
                                                      {"space", "What was possible"},
                                                      {"timeline", "Issue by issue"},
                                                      {"concessions", "Concessions"},
                                                      {"blockers", "Who blocks"},
                                                      {"what-ifs", "What if?"},
                                                      {"assumptions", "Assumptions"},
                                                      {"limits", "Limits"},
                                                      {"again", "Again"}}};

void WriteHead(const ReportData& data, HtmlWriter* html) {
  const HtmlScope head(html, "head");
  html->Empty("meta", {{"charset", "utf-8"}});
  html->Empty("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
  // Nothing may be loaded, whatever a scenario contains.
  html->Empty("meta", {{"http-equiv", "Content-Security-Policy"},
                       {"content", "default-src 'none'; style-src 'unsafe-inline'"}});
  html->Empty("meta", {{"name", "generator"}, {"content", "dragoman " + std::string(kVersion)}});
  html->Element("title", data.scenario->source.title);
  html->Style(ReportStyle());
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
  const HtmlScope nav(html, "nav", {{"aria-label", "Contents"}});
  const HtmlScope list(html, "ul");
  for (const ContentsEntry& entry : kContents) {
    if (std::string_view(entry.id) == "what-ifs" && !data.what_ifs) continue;
    const HtmlScope item(html, "li");
    html->Element("a", entry.title, {{"href", "#" + std::string(entry.id)}});
  }
}

}  // namespace

ReportPage MakeReportPage(const ReportData& data) {
  ReportSink sink;
  HtmlWriter* html = sink.html();
  html->Doctype();
  html->Open("html", {{"lang", "en"}});
  WriteHead(data, html);
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
  html->Element("footer",
                "A teaching model, not a forecast. It takes no side: what it says of any "
                "party follows from the coded claims above.",
                {{"class", "dim"}});
  html->CloseTo(0);
  return {html->html() + "\n", sink.tables()};
}

}  // namespace dragoman
