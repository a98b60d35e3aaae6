#include "engine/report/html/sweep_page.h"

#include <algorithm>

#include "engine/core/version.h"
#include "engine/experiments/progress_meter.h"
#include "engine/report/html/page_frame.h"
#include "engine/report/html/sweep_sections.h"
#include "engine/report/sweep_words.h"

namespace dragoman {
namespace {

std::string SweepTitle(const SweepPageData& data) {
  const std::string& title = data.sweep().config().title;
  return title.empty() ? "Sweep of " + data.sweep().config().scenario : title;
}

/// "Adaptive map of next round".
std::string DesignTitle(const Sweep& sweep) {
  std::string words = Capitalized(DesignWords(sweep));
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

std::vector<ContentsEntry> SweepContents(const SweepPageData& data) {
  std::vector<ContentsEntry> entries = {{"verdict", "Verdict"}};
  if (HasMapSection(data)) entries.push_back({"map", "Deal map"});
  if (HasIndexSection(data)) entries.push_back({"matters", "What matters"});
  if (HasBoxSection(data)) entries.push_back({"box", "Conditions"});
  if (HasEffectSection(data)) entries.push_back({"effects", "One by one"});
  entries.insert(entries.end(), {{"outcomes", "All outcomes"},
                                 {"design", "Design"},
                                 {"limits", "Limits"},
                                 {"again", "Again"}});
  return entries;
}

void WriteSweepHeader(const SweepPageData& data, HtmlWriter* html) {
  const HtmlScope header(html, "header");
  const SweepConfig& config = data.sweep().config();
  const SweepTable& results = data.table();
  html->Element("h1", SweepTitle(data));
  if (!config.question.empty()) html->Element("p", config.question);
  html->Element("p",
                (data.scenario_title.empty() ? config.scenario : data.scenario_title) +
                    (config.tier.empty() ? "" : ", tier " + config.tier) + ". " +
                    DesignTitle(data.sweep()) + ": " + WithThousands(results.rows()) + " points, " +
                    WithThousands(results.total_runs) + " runs, " +
                    WithThousands(results.total_failed) + " failed, seed " +
                    std::to_string(config.seed) + ", spec " + data.sweep().spec_hash() +
                    ", result hash " + results.hash + ", dragoman " + std::string(kVersion) + ".",
                {{"class", "dim"}});
  WriteContents(SweepContents(data), html);
}

}  // namespace

ReportPage MakeSweepPage(const SweepPageData& data) {
  ReportSink sink;
  HtmlWriter* html = sink.html();
  html->Doctype();
  html->Open("html", {{"lang", "en"}});
  WritePageHead(SweepTitle(data), html);
  html->Open("body");
  WriteSweepHeader(data, html);
  html->Open("main");
  WriteSweepVerdictSection(data, &sink);
  if (HasMapSection(data)) WriteSweepMapSection(data, &sink);
  if (HasIndexSection(data)) WriteSweepIndexSection(data, &sink);
  if (HasBoxSection(data)) WriteSweepBoxSection(data, &sink);
  if (HasEffectSection(data)) WriteSweepEffectSection(data, &sink);
  WriteSweepOutcomeSection(data, &sink);
  WriteSweepDesignSection(data, &sink);
  WriteSweepLimitSection(data, &sink);
  WriteSweepCommandSection(data, &sink);
  html->Close();
  WritePageFooter(html);
  html->CloseTo(0);
  return {html->html() + "\n", sink.tables()};
}

}  // namespace dragoman
