#include "engine/experiments/progress_meter.h"
#include "engine/report/html/sections.h"
#include "engine/report/text_layout.h"

namespace dragoman {
namespace {

std::string ExpectedWords(Direction direction) {
  switch (direction) {
    case Direction::kUp:
      return "\xE2\x96\xB2 up";
    case Direction::kDown:
      return "\xE2\x96\xBC down";
    case Direction::kFlat:
      return "= no change";
    case Direction::kOpen:
      return "? disputed";
    case Direction::kNotDown:
      return "\xE2\x96\xB2 not down";
    case Direction::kNotUp:
      return "\xE2\x96\xBC not up";
    case Direction::kUnlisted:
      break;
  }
  return "\xE2\x80\x93";
}

/// By the words of the expectations: under two points is no change.
std::string FoundWords(double delta) {
  if (delta >= kFlatChange) return "\xE2\x96\xB2 up";
  if (delta <= -kFlatChange) return "\xE2\x96\xBC down";
  return "= no change";
}

std::string SignedPoints(double share) {
  const std::string text = Fixed(100 * share, 1);
  return text[0] == '-' ? text : "+" + text;
}

DataCell PointsCell(double share) {
  return {SignedPoints(share), NumberCell(share, 3).data, false};
}

std::string VerdictWords(SignVerdict verdict) {
  if (verdict == SignVerdict::kHolds) return "\xE2\x9C\x93 holds";
  if (verdict == SignVerdict::kFails) return "\xE2\x9C\x97 fails";
  return std::string(kSignVerdictNames[static_cast<std::size_t>(verdict)]);
}

DataTable WhatIfTable(const ComparisonReport& report) {
  DataTable table;
  table.name = "what-ifs";
  table.caption = "Changes in percentage points, with the 95 % paired interval";
  table.columns = {"what if", "outcome", "base",     "variant", "change",
                   "from",    "to",      "expected", "found",   "verdict"};
  table.numeric = {false, false, true, true, true, true, true, false, false, false};
  for (const VariantReport& variant : report.variants) {
    bool first = true;
    for (std::size_t k = 0; k < kNumCompared; ++k) {
      const OutcomeChange& change = variant.changes[k];
      if (change.expected == Direction::kUnlisted) continue;
      // The question once, so that the rows below it read as its answers.
      const std::string what = first ? variant.label + ": " + variant.question : variant.label;
      first = false;
      table.rows.push_back({{what, variant.label, false},
                            TextCell(std::string(kComparedNames[k])),
                            ShareCell(change.base),
                            ShareCell(change.variant),
                            PointsCell(change.delta),
                            PointsCell(change.low),
                            PointsCell(change.high),
                            TextCell(ExpectedWords(change.expected)),
                            TextCell(FoundWords(change.delta)),
                            TextCell(VerdictWords(change.verdict))});
    }
  }
  return table;
}

void WriteReasons(const ComparisonReport& report, HtmlWriter* html) {
  const HtmlScope details(html, "details");
  html->Element("summary", "Why these directions are expected");
  const HtmlScope list(html, "ul");
  for (const VariantReport& variant : report.variants) {
    if (!variant.why.empty()) html->Element("li", variant.label + ": " + variant.why + ".");
  }
}

std::string SignCounts(const ComparisonReport& report) {
  std::array<std::size_t, kSignVerdictNames.size()> counts{};
  for (const VariantReport& variant : report.variants) {
    for (const OutcomeChange& change : variant.changes) {
      ++counts[static_cast<std::size_t>(change.verdict)];
    }
  }
  const auto count = [&](SignVerdict verdict) {
    return std::to_string(counts[static_cast<std::size_t>(verdict)]);
  };
  return "Expected directions: " + count(SignVerdict::kHolds) + " hold, " +
         count(SignVerdict::kFails) + " fail, " + count(SignVerdict::kUndecided) + " undecided, " +
         count(SignVerdict::kNoRoom) + " without room.";
}

}  // namespace

void WriteWhatIfSection(const ReportData& data, ReportSink* sink) {
  if (!data.what_ifs) return;
  const ComparisonReport& report = *data.what_ifs;
  sink->BeginSection("what-ifs", "What if?");
  sink->Paragraph(SignCounts(report));
  sink->Paragraph("Every variant runs with the random numbers of the base: " +
                      WithThousands(report.runs) + " runs each, " + std::to_string(report.codings) +
                      " codings of " + std::to_string(report.talks_per_coding) +
                      " talks. Expected: the direction written down beforehand, from the "
                      "literature. Found: the change, none if under two points. A firm direction "
                      "holds if at least 90 % of the codings whose change can be told from chance "
                      "have it.",
                  "dim");
  sink->Table(WhatIfTable(report));
  WriteReasons(report, sink->html());
  sink->EndSection();
}

}  // namespace dragoman
