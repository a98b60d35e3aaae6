#include <algorithm>

#include "engine/experiments/progress_meter.h"
#include "engine/report/html/sections.h"
#include "engine/report/html/svg.h"
#include "engine/report/names.h"
#include "engine/report/text_layout.h"

namespace dragoman {
namespace {

constexpr std::size_t kDrawnBlockers = 10;
constexpr double kBlockerRow = 26;
constexpr double kBlockerLeft = 405;

/// A constraint that blocks alone, or two that block together.
struct BlockerRow {
  std::string text;
  std::string kind;
  int side = 0;
  bool together = false;
  double share = 0;
};

std::vector<BlockerRow> RowsOfBlockers(const ReportData& data) {
  std::vector<BlockerRow> rows;
  const auto sides = [&](const Constraint& c) {
    return std::string(data.scenario->talks->side_name(c.side));
  };
  for (const BlockerShare& blocker : data.summary.blockers) {
    rows.push_back(
        {ConstraintText(*data.scenario, blocker.constraint),
         sides(blocker.constraint) + ", " + std::string(MechanismOf(blocker.constraint.kind)),
         blocker.constraint.side, false, blocker.share});
  }
  for (const BlockerPairShare& pair : data.summary.blocker_pairs) {
    rows.push_back({ConstraintText(*data.scenario, pair.first) + " + " +
                        ConstraintText(*data.scenario, pair.second),
                    sides(pair.first) + ", " + std::string(MechanismOf(pair.first.kind)) + " + " +
                        sides(pair.second) + ", " + std::string(MechanismOf(pair.second.kind)),
                    pair.first.side, true, pair.share});
  }
  std::stable_sort(rows.begin(), rows.end(),
                   [](const BlockerRow& a, const BlockerRow& b) { return a.share > b.share; });
  return rows;
}

void DrawBlockers(const ReportData& data, const std::vector<BlockerRow>& rows, HtmlWriter* html) {
  const std::size_t drawn = std::min(rows.size(), kDrawnBlockers);
  double most = 0.05;
  std::string description = "Share of all runs: ";
  for (std::size_t k = 0; k < drawn; ++k) {
    most = std::max(most, rows[k].share);
    description += rows[k].text + " " + Percent(rows[k].share) + (k + 1 < drawn ? "; " : ".");
  }
  const double bottom = 8 + kBlockerRow * static_cast<double>(drawn);
  SvgChart chart(html, "c-blockers", 800, bottom + 36, "What stood in the way, and how often",
                 description);
  const SvgScale x = {0, most, kBlockerLeft, 740};
  chart.AxisX(x, bottom, 4, "share of runs: without it, terms would have existed", 5, true);
  for (std::size_t k = 0; k < drawn; ++k) {
    const BlockerRow& row = rows[k];
    const double y = 6 + kBlockerRow * static_cast<double>(k);
    const std::size_t party =
        At(data.scenario->talks->principals[static_cast<std::size_t>(row.side)]);
    chart.Text({kBlockerLeft - 26, y + 15}, row.text, "s", SvgAnchor::kEnd, 64);
    if (row.together) {
      chart.Text({kBlockerLeft - 13, y + 15}, "+", "b", SvgAnchor::kMiddle);
    } else {
      chart.PartyMark({kBlockerLeft - 13, y + 10}, party, 11);
    }
    chart.Rect(x.from, y + 3, x(row.share) - x.from, 15, row.together ? "bar2" : "bar");
    chart.Text({x(row.share) + 6, y + 15}, Percent(row.share), "s");
  }
}

DataTable BlockerTable(const std::vector<BlockerRow>& rows) {
  DataTable table;
  table.name = "blockers";
  table.caption =
      "What stood in the way, share of all runs (mechanisms by name: under assumptions below)";
  table.columns = {"what", "enough to switch off", "whose, and by which mechanism",
                   "share of runs"};
  table.numeric = {false, false, false, true};
  for (const BlockerRow& row : rows) {
    table.rows.push_back({TextCell(row.text),
                          TextCell(row.together ? "only both together" : "by itself"),
                          TextCell(row.kind), ShareCell(row.share)});
  }
  return table;
}

std::string_view RefusalWords(Refusal refusal) {
  switch (refusal) {
    case Refusal::kRedLine:
      return "it crosses a red line";
    case Refusal::kPrecondition:
      return "a precondition is not met";
    case Refusal::kInsincere:
      return "it does not mean to settle this";
    case Refusal::kBelowNoDeal:
      return "it is worth less than no deal";
    case Refusal::kDelegate:
      return "it is within the margin of an unsure delegate";
    case Refusal::kAspiration:
      return "it still hopes for more";
    case Refusal::kNone:
      break;
  }
  return "";
}

DataTable RefusalTable(const ReportData& data) {
  DataTable table;
  table.name = "refusals";
  table.caption =
      "The last package tabled to a side: how often it said no, why, and what was missing";
  table.columns = {"who refuses", "because", "share of runs", "missing gain, median",
                   "missing gain, nine in ten below"};
  table.numeric = {false, false, true, true, true};
  for (const RefusalShare& share : data.refusals.shares) {
    table.rows.push_back({TextCell(SideName(*data.scenario, share.side)),
                          TextCell(std::string(RefusalWords(share.refusal))),
                          ShareCell(share.share),
                          share.measured ? NumberCell(share.median_short, 3) : NoCell(),
                          share.measured ? NumberCell(share.most_short, 3) : NoCell()});
  }
  for (int side = 0; side < kSides; ++side) {
    const double none = data.refusals.none[static_cast<std::size_t>(side)];
    if (none <= 0) continue;
    table.rows.push_back({TextCell(SideName(*data.scenario, side)),
                          TextCell("no package was tabled to it"), ShareCell(none), NoCell(),
                          NoCell()});
  }
  return table;
}

}  // namespace

void WriteBlockerSection(const ReportData& data, ReportSink* sink) {
  sink->BeginSection("blockers", "Who blocks, how often, by how much?");
  const std::string end = RuleText(*data.scenario, data.scenario->source.roles.ends_conflict);
  sink->Paragraph("The question asked of each run that did not settle the conflict (" + end +
                  "): would terms that leave neither side worse off than no deal have existed, had "
                  "this one thing not bound? Filled bars: enough by itself. Hollow bars: only both "
                  "together.");
  const std::vector<BlockerRow> rows = RowsOfBlockers(data);
  if (rows.empty()) {
    sink->Paragraph("Nothing of that kind stood in the way.");
  } else {
    {
      const HtmlScope figure(sink->html(), "figure", {{"class", "big"}});
      DrawBlockers(data, rows, sink->html());
    }
    sink->Twin(BlockerTable(rows));
  }
  sink->Paragraph("Not blocked, such terms existed as things were: " + Percent(data.summary.zone) +
                  " of runs. Hopeless, none would have even if nothing bound: " +
                  Percent(data.summary.no_zone) + ".");
  sink->html()->Element("h3", "Who said no to the last package");
  sink->Paragraph("Of the first " + WithThousands(data.refusals.runs) +
                      " runs. A missing gain is in units of utility: 1 is all a side wants. "
                      "Refusals on principle have none.",
                  "dim");
  sink->Table(RefusalTable(data));
  sink->EndSection();
}

}  // namespace dragoman
