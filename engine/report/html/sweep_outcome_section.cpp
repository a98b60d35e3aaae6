#include <cmath>

#include "engine/experiments/progress_meter.h"
#include "engine/report/html/sweep_sections.h"
#include "engine/report/text_layout.h"

namespace dragoman {
namespace {

constexpr std::size_t kMostFailures = 10;
/// Points are offered as a file on the page up to this size; a report stays small enough to mail.
constexpr std::size_t kMostPointBytes = 40'000;

DataCell OutcomeCell(const OutcomeColumn& column, double value) {
  if (std::isnan(value)) return NoCell();
  return {OutcomeText(*column.outcome, value), NumberCell(value, 3).data, false};
}

DataTable OutcomeTable(const SweepPageData& data) {
  DataTable table;
  table.name = "outcomes";
  table.caption = "Every outcome over the points";
  table.columns = {"outcome", "what it is", "mean", "lowest", "highest", "noise"};
  table.numeric = {false, false, true, true, true, true};
  for (const OutcomeAnalysis& of : data.report->analysis) {
    const OutcomeColumn& column = data.column(of);
    table.rows.push_back(
        {TextCell(std::string(column.outcome->name)), TextCell(std::string(column.outcome->doc)),
         OutcomeCell(column, of.summary.mean), OutcomeCell(column, column.mean[of.summary.lowest]),
         OutcomeCell(column, column.mean[of.summary.highest]),
         std::isnan(of.summary.noise_share) ? NoCell() : ShareCell(of.summary.noise_share)});
  }
  return table;
}

DataTable PointTable(const SweepPageData& data) {
  const SweepTable& results = data.table();
  DataTable table;
  table.name = "points";
  table.caption = "Every point";
  table.columns = {"point"};
  for (const ParameterFact& fact : data.parameters) table.columns.push_back(fact.id);
  table.columns.insert(table.columns.end(), {"runs", "failed"});
  for (const OutcomeColumn& column : results.outcomes) {
    table.columns.push_back(std::string(column.outcome->name) + "_mean");
    table.columns.push_back(std::string(column.outcome->name) + "_se");
  }
  table.numeric.assign(table.columns.size(), true);
  const auto number = [](double value) {
    return std::isnan(value) ? NoCell() : NumberCell(value, 6);
  };
  for (std::size_t row = 0; row < results.rows(); ++row) {
    std::vector<DataCell>& cells = table.rows.emplace_back();
    cells.push_back(CountCell(results.cells[row]));
    for (std::size_t k = 0; k < results.parameters; ++k) {
      cells.push_back(TextCell(ParameterText(data.sweep(), k, results.X(row, k), 12)));
    }
    cells.push_back(CountCell(results.runs[row]));
    cells.push_back(CountCell(results.failed[row]));
    for (const OutcomeColumn& column : results.outcomes) {
      cells.push_back(number(column.mean[row]));
      cells.push_back(number(column.standard_error[row]));
    }
  }
  return table;
}

DataTable FailureTable(const SweepPageData& data) {
  DataTable table;
  table.name = "failures";
  table.caption = "Why points make no valid scenario";
  table.columns = {"points", "why"};
  table.numeric = {true, false};
  for (const SweepFailure& failure : data.failures) {
    if (table.rows.size() == kMostFailures) break;
    table.rows.push_back({CountCell(failure.points), TextCell(failure.message)});
  }
  return table;
}

void WriteFailures(const SweepPageData& data, ReportSink* sink) {
  sink->html()->Element("h3", "Failures");
  if (data.failures.empty()) return sink->Paragraph("No point failed.");
  std::uint64_t points = 0;
  for (const SweepFailure& failure : data.failures) points += failure.points;
  sink->Paragraph(WithThousands(points) + " of " + WithThousands(data.table().rows()) + " points " +
                  (points == 1 ? "makes" : "make") + " no valid scenario and " +
                  (points == 1 ? "is" : "are") +
                  " left out of everything above: of these the result says nothing.");
  sink->Table(FailureTable(data));
  if (data.failures.size() > kMostFailures) {
    sink->Paragraph("And " + std::to_string(data.failures.size() - kMostFailures) +
                        " further reasons: table failures of the store.",
                    "dim");
  }
}

}  // namespace

void WriteSweepOutcomeSection(const SweepPageData& data, ReportSink* sink) {
  sink->BeginSection("outcomes", "All outcomes, all points");
  sink->Table(OutcomeTable(data));
  // The last of the notes explains the noise; what is not complete gets no report.
  for (const std::string& note : SweepNotes(*data.report)) {
    sink->Paragraph(Capitalized(note), "dim");
  }
  for (const OutcomeAnalysis& of : data.report->analysis) {
    for (const std::string& note : of.notes) {
      sink->Paragraph(std::string(data.column(of).outcome->name) + ": left out " + note + ".",
                      "dim");
    }
  }
  DataTable points = PointTable(data);
  if (CsvText(points).size() <= kMostPointBytes) {
    sink->Download(std::move(points));
  } else {
    sink->Paragraph("All points as CSV: see the commands at the end.", "dim");
  }
  WriteFailures(data, sink);
  sink->EndSection();
}

}  // namespace dragoman
