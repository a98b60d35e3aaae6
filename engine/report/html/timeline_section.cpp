#include <algorithm>

#include "engine/core/text.h"
#include "engine/report/html/sections.h"
#include "engine/report/html/svg.h"
#include "engine/report/names.h"
#include "engine/report/text_layout.h"

namespace dragoman {
namespace {

constexpr double kTimelineLeft = 220;
constexpr double kTimelineWidth = 800;
constexpr double kTimelineRow = 40;
constexpr double kTimelineTop = 30;

std::size_t PartyOfSide(const ReportData& data, std::size_t side) {
  return At(data.scenario->talks->principals[side]);
}

/// An issue nobody tabled and nothing was signed on has no row.
bool IsQuiet(const ShownRun& shown, std::size_t issue) {
  return std::all_of(shown.meetings.begin(), shown.meetings.end(),
                     [issue](const TimelineMeeting& meeting) {
                       const TimelineCell& cell = meeting.cells[issue];
                       return !cell.tabled[0] && !cell.tabled[1] && !cell.signed_option;
                     });
}

std::string CellWords(const ReportData& data, const Issue& issue, const TimelineCell& cell) {
  std::vector<std::string> words;
  for (std::size_t side = 0; side < kSides; ++side) {
    if (!cell.tabled[side]) continue;
    words.push_back(std::string(data.scenario->talks->side_name(static_cast<int>(side))) +
                    (cell.moved[side] ? " moved to " : " tabled ") +
                    OptionText(issue, *cell.tabled[side]));
  }
  if (cell.signed_option) words.push_back("signed: " + OptionText(issue, *cell.signed_option));
  if (cell.left_to_capitals) words.emplace_back("left to the capitals");
  return Join(words, "; ");
}

class TimelineDrawing {
 public:
  explicit TimelineDrawing(const ReportData& data) : data_(data), shown_(data.shown) {
    for (std::size_t i = 0; i < data.scenario->space.num_issues(); ++i) {
      if (!IsQuiet(shown_, i)) issues_.push_back(i);
    }
    column_ = (kTimelineWidth - kTimelineLeft) /
              static_cast<double>(std::max<std::size_t>(shown_.meetings.size(), 1));
    column_ = std::min(column_, 190.0);
  }

  std::size_t rows() const { return issues_.size(); }

  void Draw(HtmlWriter* html) {
    const double height = kTimelineTop + kTimelineRow * static_cast<double>(issues_.size()) + 8;
    SvgChart chart(html, "c-timeline", kTimelineWidth, height,
                   "What was tabled and signed on each issue, meeting by meeting", Description());
    for (std::size_t m = 0; m < shown_.meetings.size(); ++m) {
      chart.Text({Left(m) + column_ / 2, 18}, "meeting " + std::to_string(m + 1), "b",
                 SvgAnchor::kMiddle, static_cast<std::size_t>(column_ / 8) + 1);
    }
    for (std::size_t row = 0; row < issues_.size(); ++row) {
      const Issue& issue = data_.scenario->space.issues()[issues_[row]];
      const double y = kTimelineTop + kTimelineRow * static_cast<double>(row);
      chart.Text({kTimelineLeft - 10, y + 23}, issue.name, "", SvgAnchor::kEnd, 32);
      for (std::size_t m = 0; m < shown_.meetings.size(); ++m) {
        DrawCell(issue, shown_.meetings[m].cells[issues_[row]], Left(m), y, &chart);
      }
    }
  }

 private:
  double Left(std::size_t meeting) const {
    return kTimelineLeft + column_ * static_cast<double>(meeting);
  }

  std::string Description() const {
    std::string text = "Rows are issues, columns meetings.";
    for (const std::size_t i : issues_) {
      const Issue& issue = data_.scenario->space.issues()[i];
      for (std::size_t m = 0; m < shown_.meetings.size(); ++m) {
        const TimelineCell& cell = shown_.meetings[m].cells[i];
        if (!cell.signed_option) continue;
        text += " Meeting " + std::to_string(m + 1) + ": " + issue.name + " signed at " +
                OptionText(issue, *cell.signed_option) + ".";
      }
    }
    return text + " The table below lists every move.";
  }

  /// What a side tabled: its mark, the option, and an arrow if that is new.
  void DrawTabled(const Issue& issue, const TimelineCell& cell, std::size_t side, double x,
                  double y, SvgChart* chart) const {
    if (!cell.tabled[side]) return;
    const bool narrow = column_ < 110;
    chart->PartyMark({x + 10, y}, PartyOfSide(data_, side), narrow ? 8 : 11);
    chart->Text({x + 19, y + 4},
                issue.options[*cell.tabled[side]].id + (cell.moved[side] ? " \xE2\x86\x90" : ""),
                cell.moved[side] ? "b" : "d", SvgAnchor::kStart, 7);
  }

  void DrawCell(const Issue& issue, const TimelineCell& cell, double x, double y,
                SvgChart* chart) const {
    if (!cell.on_table && !cell.signed_option) return;
    chart->Rect(x + 2, y + 2, column_ - 4, kTimelineRow - 4, "cellbox");
    DrawTabled(issue, cell, 0, x + 2, y + 12, chart);
    DrawTabled(issue, cell, 1, x + 2, y + 28, chart);
    if (cell.signed_option) {
      chart->Rect(x + 2, y + 2, column_ - 4, kTimelineRow - 4, "signed");
      chart->Text({x + column_ - 8, y + 24},
                  "\xE2\x9C\x93 " + issue.options[*cell.signed_option].id, "b", SvgAnchor::kEnd, 9);
    } else if (cell.left_to_capitals) {
      chart->Text({x + column_ - 8, y + 24}, "capitals", "s d", SvgAnchor::kEnd);
    }
  }

  const ReportData& data_;
  const ShownRun& shown_;
  std::vector<std::size_t> issues_;
  double column_ = 100;
};

DataTable TimelineTable(const ReportData& data) {
  DataTable table;
  table.name = "timeline";
  table.caption = "Run " + std::to_string(data.shown.run) + ", issue by issue";
  table.columns = {"meeting", "issue", "what was tabled and signed"};
  table.numeric = {true, false, false};
  for (std::size_t m = 0; m < data.shown.meetings.size(); ++m) {
    for (std::size_t i = 0; i < data.scenario->space.num_issues(); ++i) {
      const Issue& issue = data.scenario->space.issues()[i];
      const std::string words = CellWords(data, issue, data.shown.meetings[m].cells[i]);
      if (words.empty()) continue;
      table.rows.push_back({CountCell(m + 1), TextCell(issue.name), TextCell(words)});
    }
  }
  return table;
}

std::string InForce(const ReportData& data) {
  std::vector<std::string> changes;
  for (std::size_t i = 0; i < data.scenario->space.num_issues(); ++i) {
    const IssueIndex index{static_cast<int>(i)};
    const Issue& issue = data.scenario->space.issue(index);
    const OptionIndex option = data.shown.record.standing[index];
    if (option != issue.status_quo)
      changes.push_back(issue.name + ": " + OptionText(issue, option));
  }
  return changes.empty() ? "nothing beyond what was in force at the start" : Join(changes, "; ");
}

void WriteNotes(const ReportData& data, HtmlWriter* html) {
  const HtmlScope list(html, "ul");
  for (std::size_t m = 0; m < data.shown.meetings.size(); ++m) {
    const std::vector<std::string>& notes = data.shown.meetings[m].notes;
    if (notes.empty()) continue;
    html->Element("li", "Meeting " + std::to_string(m + 1) + ": " + Join(notes, "; ") + ".");
  }
  html->Element("li", "In force at the end: " + InForce(data) + ".");
}

}  // namespace

void WriteTimelineSection(const ReportData& data, ReportSink* sink) {
  const RunRecord& record = data.shown.record;
  sink->BeginSection("timeline", "What happened, issue by issue?");
  sink->Paragraph("One run out of the many: number " + std::to_string(data.shown.run) +
                  " of seed " + std::to_string(data.summary.seed) + ", which ended at headline " +
                  std::to_string(record.end.headline) + " (" + HeadlinePhrase(record.end.headline) +
                  ") after " + std::to_string(record.meetings) +
                  (record.meetings == 1 ? " meeting" : " meetings") + " and " +
                  std::to_string(record.days) + " days.");
  TimelineDrawing drawing(data);
  if (drawing.rows() == 0) {
    sink->Paragraph("Nobody tabled anything in this run.");
  } else {
    std::string legend;
    for (std::size_t side = 0; side < kSides; ++side) {
      const std::string_view shape = PartyShapeName(PartyOfSide(data, side));
      legend += Capitalized(std::string(shape)) + ": what " +
                SideName(*data.scenario, static_cast<int>(side)) + " tabled last. ";
    }
    legend +=
        "Arrow and bold: it moved there in this meeting. Frame with a tick: signed. The codes are "
        "options of the issue; the table below has them in words.";
    {
      const HtmlScope figure(sink->html(), "figure", {{"class", "big"}});
      drawing.Draw(sink->html());
      sink->html()->Element("figcaption", legend);
    }
    sink->Twin(TimelineTable(data));
  }
  WriteNotes(data, sink->html());
  sink->Paragraph("Told in full by: dragoman replay (see the end of the page).", "dim");
  sink->EndSection();
}

}  // namespace dragoman
