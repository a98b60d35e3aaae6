#include <algorithm>

#include "engine/report/html/sections.h"
#include "engine/report/html/svg.h"
#include "engine/report/names.h"
#include "engine/report/text_layout.h"

namespace dragoman {
namespace {

constexpr double kStripRow = 46;
/// Where the axis begins, and the letters of a name that fit before it.
constexpr double kStripLeft = 256;
constexpr std::size_t kLongestStripName = 32;

std::string StripWords(const PartyWorth& party, double final_worth) {
  const double over = final_worth - party.floor;
  const std::string gap = Fixed(over < 0 ? -over : over, 2);
  return "final " + Fixed(final_worth, 2) + ", floor " + Fixed(party.floor, 2) + ", best " +
         Fixed(party.most, 2) + ": " +
         (gap == "0.00" ? "at the floor"
                        : gap + (over < 0 ? " below the floor" : " above the floor"));
}

void DrawStrip(const ReportData& data, HtmlWriter* html) {
  const SpaceView& view = data.space;
  std::string description = "Worth of the end of the shown run to each party, from 0 to 1: ";
  double low = 0;
  double high = 1;
  for (std::size_t k = 0; k < view.parties.size(); ++k) {
    const PartyWorth& party = view.parties[k];
    low = std::min({low, party.floor, party.least});
    high = std::max({high, party.floor, party.most});
    description += party.name + ": " +
                   StripWords(party, view.Worth(k, data.shown.record.standing)) +
                   (k + 1 < view.parties.size() ? "; " : ".");
  }
  const double bottom = kStripRow * static_cast<double>(view.parties.size()) + 16;
  SvgChart chart(html, "c-parties", 800, bottom + 36, "Where each party ends up", description);
  const SvgScale x = {low, high, kStripLeft, 780};
  chart.AxisX(x, bottom, 10, "worth of the package, 0 to 1", 5);
  for (std::size_t k = 0; k < view.parties.size(); ++k) {
    const PartyWorth& party = view.parties[k];
    const double y = 34 + kStripRow * static_cast<double>(k);
    const double final_worth = view.Worth(k, data.shown.record.standing);
    chart.PartyMark({14, y - 4}, party.party, 12);
    chart.Text({28, y}, party.id, "b", SvgAnchor::kStart, 5);
    chart.Text({66, y}, party.name, "s", SvgAnchor::kStart, kLongestStripName);
    chart.Line({x(party.least), y - 4}, {x(party.most), y - 4}, "track");
    chart.Line({x(party.floor), y - 13}, {x(party.floor), y + 6}, "floor");
    chart.PartyMark({x(party.most), y - 4}, party.party, 13, true, "best possible");
    chart.PartyMark({x(final_worth), y - 4}, party.party, 14, false, "final");
    chart.Text({x.from + 5, y - 18}, StripWords(party, final_worth), "s d halo");
  }
}

DataTable StripTable(const ReportData& data) {
  DataTable table;
  table.name = "parties";
  table.caption = "Worth to each party, 0 to 1, by the most likely reading of the claims";
  table.columns = {"party",         "name",           "final",           "floor (no deal)",
                   "best possible", "least possible", "final less floor"};
  table.numeric = {false, false, true, true, true, true, true};
  for (std::size_t k = 0; k < data.space.parties.size(); ++k) {
    const PartyWorth& party = data.space.parties[k];
    const double final_worth = data.space.Worth(k, data.shown.record.standing);
    table.rows.push_back({TextCell(party.id), TextCell(party.name), NumberCell(final_worth, 3),
                          NumberCell(party.floor, 3), NumberCell(party.most, 3),
                          NumberCell(party.least, 3), NumberCell(final_worth - party.floor, 3)});
  }
  return table;
}

}  // namespace

void WritePartySection(const ReportData& data, ReportSink* sink) {
  const std::string run = std::to_string(data.shown.run);
  sink->BeginSection("parties", "Where does each party end up?");
  sink->Paragraph("The package in force at the end of run " + run + ", headline " +
                  std::to_string(data.shown.record.end.headline) + " (" +
                  HeadlinePhrase(data.shown.record.end.headline) +
                  "). Filled mark: the end of the run; hollow mark: the best package there is for "
                  "that party; dashed line: its floor, what no deal is worth to it.");
  {
    const HtmlScope figure(sink->html(), "figure", {{"class", "big"}});
    DrawStrip(data, sink->html());
  }
  sink->Twin(StripTable(data));
  sink->Paragraph(
      "Worth is additive utility by the most likely reading of the claims, as dragoman analyze "
      "counts it. The floor of a principal is what no deal is worth to it on average, before what "
      "no deal costs it; of other parties, what is in force when the talks begin.",
      "dim");
  sink->EndSection();
}

}  // namespace dragoman
