#include "engine/core/version.h"
#include "engine/report/html/sections.h"
#include "engine/report/run_json.h"
#include "engine/report/verdict.h"
#include "engine/wire/number_text.h"

namespace dragoman {
namespace {

void WriteCommand(const std::string& what, const std::string& command, HtmlWriter* html) {
  html->Element("p", what);
  const HtmlScope pre(html, "pre");
  html->Element("code", command);
}

}  // namespace

void WriteLimitSection(const ReportData& data, ReportSink* sink) {
  sink->BeginSection("limits", "What this cannot tell");
  {
    HtmlWriter* html = sink->html();
    const HtmlScope list(html, "ul");
    html->Element("li",
                  "It is conditional on this coding of the claims; it is not a forecast. Other "
                  "codings give other numbers: the band over codings shows how far those sampled "
                  "here differ, not how far all could.");
    html->Element("li", "The horizon of " + std::to_string(data.scenario->talks->meetings) +
                            (data.scenario->talks->meetings == 1 ? " meeting" : " meetings") +
                            " is a modelling choice: concessions are timed to it.");
    html->Element("li",
                  "One shown run is an illustration. Which run was likely is said by the "
                  "distribution, not by the run.");
    html->Element("li",
                  "Floors and weights are what public words support. What the parties told nobody "
                  "is not in them.");
    for (const std::string& warning : Warnings(*data.scenario, data.summary)) {
      html->Element("li", warning);
    }
    for (const std::string& what : data.space.left_out) {
      html->Element("li", "Not in the drawings of what they could have agreed on: " + what + ".");
    }
  }
  sink->EndSection();
}

void WriteCommandSection(const ReportData& data, ReportSink* sink) {
  sink->BeginSection("again", "To see the same again");
  HtmlWriter* html = sink->html();
  WriteCommand("This report:", data.command, html);
  WriteCommand("Its numbers:", ReproducingCommand(data.settings) + " --json", html);
  WriteCommand("The shown run in words:", ReplayingCommand(data.settings, data.shown.run), html);
  if (data.what_ifs && !data.what_ifs->command.empty()) {
    WriteCommand("The what-ifs:", data.what_ifs->command, html);
  }
  sink->Paragraph("Result hash " + HexText(data.summary.result_hash) + ", dragoman version " +
                  std::string(kVersion) +
                  ". The same on every machine, for any number of threads.");
  sink->EndSection();
}

}  // namespace dragoman
