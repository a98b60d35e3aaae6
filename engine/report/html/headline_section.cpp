#include <algorithm>

#include "engine/report/html/sections.h"
#include "engine/report/html/svg.h"
#include "engine/report/names.h"
#include "engine/report/text_layout.h"
#include "engine/report/verdict.h"

namespace dragoman {
namespace {

constexpr double kHeadlineRow = 28;
constexpr double kHeadlineLeft = 190;
constexpr double kHeadlineRight = 640;

std::string BandWords(const Share& share) {
  if (!share.has_band) return {};
  return ", band " + Fixed(100 * share.low, 0) + "\xE2\x80\x93" + Fixed(100 * share.high, 0) + "%";
}

void AddShare(const Share& share, std::vector<DataCell>* row) {
  row->push_back(ShareCell(share.p));
  row->push_back({Fixed(100 * share.se, 1), NumberCell(share.se, 3).data, false});
  row->push_back(share.has_band ? ShareCell(share.low) : NoCell());
  row->push_back(share.has_band ? ShareCell(share.high) : NoCell());
}

DataTable ShareTable(std::string name, std::string caption, std::string what) {
  DataTable table;
  table.name = std::move(name);
  table.caption = std::move(caption);
  table.columns = {std::move(what), "at the end",    "error, points", "band from", "band to",
                   "1st meeting",   "error, points", "band from",     "band to"};
  table.numeric = {false, true, true, true, true, true, true, true, true};
  return table;
}

DataTable HeadlineTable(const BatchSummary& summary) {
  DataTable table = ShareTable("headline", "Headline, share of runs", "headline");
  for (int h = kNumHeadlines - 1; h >= 0; --h) {
    const auto k = static_cast<std::size_t>(h);
    std::vector<DataCell> row = {
        {std::to_string(h) + " " + HeadlinePhrase(h), std::to_string(h), false}};
    AddShare(summary.at_horizon.headline[k], &row);
    AddShare(summary.after_first_meeting.headline[k], &row);
    table.rows.push_back(std::move(row));
  }
  return table;
}

void DrawHeadlines(const ReportData& data, HtmlWriter* html) {
  const CheckpointSummary& end = data.summary.at_horizon;
  const CheckpointSummary& first = data.summary.after_first_meeting;
  double most = 0.1;
  std::string description = "Shares of runs at the end, best headline first: ";
  for (int h = kNumHeadlines - 1; h >= 0; --h) {
    const auto k = static_cast<std::size_t>(h);
    const Share& share = end.headline[k];
    most = std::max({most, share.p, share.has_band ? share.high : 0, first.headline[k].p});
    description +=
        HeadlinePhrase(h) + " " + Percent(share.p) + BandWords(share) + (h > 0 ? "; " : ".");
  }
  const double bottom = kHeadlineRow * kNumHeadlines + 10;
  SvgChart chart(html, "c-headline", 800, bottom + 36, "How likely each headline is", description);
  const SvgScale x = {0, most, kHeadlineLeft, kHeadlineRight};
  chart.AxisX(x, bottom, 6, "share of runs", 5, true);
  const ReportedResult reported = ReportedOutcome(*data.scenario);
  for (int h = kNumHeadlines - 1; h >= 0; --h) {
    const auto k = static_cast<std::size_t>(h);
    const double y = 8 + kHeadlineRow * (kNumHeadlines - 1 - h);
    const bool happened = reported.exists() && reported.verdict.headline == h;
    chart.Text({kHeadlineLeft - 8, y + 16},
               std::to_string(h) + " " + HeadlinePhrase(h) + (happened ? " *" : ""),
               happened ? "b" : "", SvgAnchor::kEnd);
    const Share& share = end.headline[k];
    chart.Rect(x.from, y + 2, x(share.p) - x.from, 14, "bar");
    chart.Rect(x.from, y + 17, x(first.headline[k].p) - x.from, 6, "bar2");
    double right = std::max(x(share.p), x(first.headline[k].p));
    if (share.has_band) {
      const double low = x(share.low);
      const double high = x(share.high);
      chart.Line({low, y + 9}, {high, y + 9}, "under");
      chart.Line({low, y + 9}, {high, y + 9}, "band");
      chart.Line({low, y + 5}, {low, y + 13}, "band");
      chart.Line({high, y + 5}, {high, y + 13}, "band");
      right = std::max(right, high);
    }
    chart.Text({right + 8, y + 14}, Percent(share.p) + BandWords(share), "s");
  }
}

DataTable FlagTable(const ReportData& data) {
  DataTable table =
      ShareTable("flags", "What came about, share of runs; several can in one run", "event");
  for (int f = 0; f < kNumFlags; ++f) {
    const auto flag = static_cast<Flag>(f);
    if (!FlagIsUsed(*data.scenario, flag)) continue;
    const auto k = static_cast<std::size_t>(f);
    std::vector<DataCell> row = {{FlagPhrase(flag), std::string(kFlagNames[k]), false}};
    AddShare(data.summary.at_horizon.flags[k], &row);
    AddShare(data.summary.after_first_meeting.flags[k], &row);
    table.rows.push_back(std::move(row));
  }
  return table;
}

void WriteMeanings(const ReportData& data, HtmlWriter* html) {
  const HtmlScope list(html, "ul", {{"class", "dim"}});
  for (int f = 0; f < kNumFlags; ++f) {
    const auto flag = static_cast<Flag>(f);
    const std::string meaning = FlagMeaning(*data.scenario, flag);
    if (!meaning.empty()) {
      html->Element("li", Capitalized(FlagPhrase(flag)) + " means here: " + meaning + ".");
    }
  }
}

}  // namespace

void WriteHeadlineSection(const ReportData& data, ReportSink* sink) {
  sink->BeginSection("headline", "How likely is each outcome?");
  sink->Paragraph(
      "Headlines run from 0, worst, to 7, best. Wide bars: at the end; narrow hollow bars: after "
      "the first meeting. The line with end marks is the 5\xE2\x80\x93"
      "95 % band over readings of the claims: how much hangs on how they are read, which no number "
      "of runs makes smaller. Errors in the table are Monte Carlo errors, which more runs do make "
      "smaller.");
  {
    const HtmlScope figure(sink->html(), "figure", {{"class", "big"}});
    DrawHeadlines(data, sink->html());
    if (ReportedOutcome(*data.scenario).exists()) {
      sink->html()->Element("figcaption", "* the result reported of the meeting");
    }
  }
  sink->Twin(HeadlineTable(data.summary));
  sink->html()->Element("h3", "What came about");
  sink->Table(FlagTable(data));
  WriteMeanings(data, sink->html());
  sink->EndSection();
}

}  // namespace dragoman
