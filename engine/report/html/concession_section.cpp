#include <algorithm>

#include "engine/report/html/sections.h"
#include "engine/report/html/svg.h"
#include "engine/report/names.h"
#include "engine/report/text_layout.h"

namespace dragoman {
namespace {

constexpr double kCurveWidth = 404;
constexpr double kCurveHeight = 270;

/// What one side asked for and was offered, over time.
struct SideCurves {
  std::vector<SvgPoint> own;      ///< Gain of its packages to itself.
  std::vector<SvgPoint> offered;  ///< Gain of the other's packages to it.
  std::vector<SvgPoint> hope;     ///< What it held out for.
};

SideCurves CurvesOf(const ShownRun& shown, int side) {
  SideCurves curves;
  for (const TabledPackage& package : shown.packages) {
    const double time = package.meeting + (package.tick - 0.5) / shown.ticks - 0.5;
    if (package.side == side) {
      curves.own.push_back({time, package.own});
      curves.hope.push_back({time, package.aspiration});
    } else {
      curves.offered.push_back({time, package.other});
    }
  }
  return curves;
}

/// The same scale for both sides, so that they can be compared.
SvgScale GainScale(const ShownRun& shown) {
  double low = 0;
  double high = 0.1;
  for (const TabledPackage& package : shown.packages) {
    low = std::min({low, package.own, package.other});
    high = std::max({high, package.own, package.other, package.aspiration});
  }
  const double room = 0.05 * (high - low);
  return {low - room, high + room, kCurveHeight - 38, 26};
}

std::string FirstAndLast(const std::vector<SvgPoint>& points, const std::string& what) {
  if (points.empty()) return what + ": none tabled.";
  return what + ": from " + Fixed(points.front().y, 2) + " to " + Fixed(points.back().y, 2) + ".";
}

void DrawCurves(const ReportData& data, int side, HtmlWriter* html) {
  const std::string name = SideName(*data.scenario, side);
  const auto s = static_cast<std::size_t>(side);
  const std::size_t party = At(data.scenario->talks->principals[s]);
  const std::size_t rival = At(data.scenario->talks->principals[1 - s]);
  const SideCurves curves = CurvesOf(data.shown, side);
  SvgChart chart(html, "c-curve" + std::to_string(side), kCurveWidth, kCurveHeight,
                 "What " + name + " asked for and was offered",
                 "Gain over no deal to " + name + ", package by package. " +
                     FirstAndLast(curves.own, "Its own packages") + " " +
                     FirstAndLast(curves.offered, "Offered to it") + " No deal is 0.");
  const auto meetings = static_cast<double>(data.shown.meetings.size());
  const SvgScale x = {0.5, std::max(1.0, meetings) + 0.5, 44, kCurveWidth - 12};
  const SvgScale y = GainScale(data.shown);
  chart.AxisY(y, x.from, x.to, "gain of " + name + " over no deal", 5);
  for (double meeting = 1; meeting <= meetings; ++meeting) {
    chart.Text({x(meeting), y.from + 14}, Fixed(meeting, 0), "tick", SvgAnchor::kMiddle);
    if (meeting > 1) chart.Line({x(meeting - 0.5), y.from}, {x(meeting - 0.5), y.to}, "grid");
  }
  chart.Line({x.from, y.from}, {x.to, y.from}, "axis");
  chart.Text({(x.from + x.to) / 2, y.from + 29}, "meeting", "name", SvgAnchor::kMiddle);
  chart.Line({x.from, y(0)}, {x.to, y(0)}, "floor");
  const auto places = [&](const std::vector<SvgPoint>& points) {
    std::vector<SvgPoint> placed;
    placed.reserve(points.size());
    for (const SvgPoint& point : points) placed.push_back({x(point.x), y(point.y)});
    return placed;
  };
  const std::string own_line = "l" + std::to_string(party % kPartyShapes);
  const std::string rival_line = "l" + std::to_string(rival % kPartyShapes);
  chart.Path(places(curves.hope), own_line + " hope");
  chart.Path(places(curves.own), own_line + " own");
  chart.Path(places(curves.offered), rival_line + " other");
  for (const SvgPoint& point : places(curves.own)) chart.PartyMark(point, party, 8);
  for (const SvgPoint& point : places(curves.offered)) chart.PartyMark(point, rival, 7, true);
}

DataTable ConcessionTable(const ReportData& data) {
  DataTable table;
  table.name = "concessions";
  table.caption = "Packages of run " + std::to_string(data.shown.run) + ", gains over no deal";
  table.columns = {"meeting",    "exchange",          "tabled by",
                   "gain to it", "gain to the other", "holds out for"};
  table.numeric = {true, true, false, true, true, true};
  for (const TabledPackage& package : data.shown.packages) {
    table.rows.push_back({CountCell(static_cast<std::uint64_t>(package.meeting)),
                          CountCell(static_cast<std::uint64_t>(package.tick)),
                          TextCell(std::string(data.scenario->talks->side_name(package.side))),
                          NumberCell(package.own, 3), NumberCell(package.other, 3),
                          NumberCell(package.aspiration, 3)});
  }
  return table;
}

}  // namespace

void WriteConcessionSection(const ReportData& data, ReportSink* sink) {
  sink->BeginSection("concessions", "Who conceded how much, and when?");
  if (data.shown.packages.empty()) {
    sink->Paragraph("In the shown run neither side tabled a package.");
    sink->EndSection();
    return;
  }
  sink->Paragraph(
      "The packages of the shown run by what each is truly worth to one side, over no deal (0, "
      "dashed), in units of utility: 1 is all a side wants. Solid line, filled marks: what it "
      "asked for itself. Dotted line, hollow marks: "
      "what "
      "the other offered it. Dash-dotted: what it held out for. Where the dotted line reaches the "
      "dash-dotted one, and nothing is ruled out, it accepts.");
  {
    const HtmlScope tiles(sink->html(), "div", {{"class", "tiles pair"}});
    for (int side = 0; side < kSides; ++side) {
      const HtmlScope figure(sink->html(), "figure");
      DrawCurves(data, side, sink->html());
      const SideCurves curves = CurvesOf(data.shown, side);
      sink->html()->Element("figcaption", SideName(*data.scenario, side) + ". " +
                                              FirstAndLast(curves.own, "Its own packages") + " " +
                                              FirstAndLast(curves.offered, "Offered to it"));
    }
  }
  sink->Twin(ConcessionTable(data));
  sink->EndSection();
}

}  // namespace dragoman
