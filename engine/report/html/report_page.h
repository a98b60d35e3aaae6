#pragma once

#include <string>
#include <vector>

#include "engine/report/html/data_table.h"
#include "engine/report/html/report_data.h"

namespace dragoman {

/// A report as it is saved.
struct ReportPage {
  std::string html;               ///< One file: no script, nothing loaded from anywhere.
  std::vector<DataTable> tables;  ///< All tables on it, in order, for CSV files beside it.
};

/// Writes the report. Well-formed XML as well as HTML; the same bytes for the same data. Every text
/// of the scenario is escaped.
ReportPage MakeReportPage(const ReportData& data);

}  // namespace dragoman
