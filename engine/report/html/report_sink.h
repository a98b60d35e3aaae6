#pragma once

#include <string>
#include <vector>

#include "engine/report/html/data_table.h"
#include "engine/report/html/html_writer.h"

namespace dragoman {

/// Where the sections of a report are written: the page, and the tables on it, which may also be
/// saved as files.
class ReportSink {
 public:
  HtmlWriter* html() { return &html_; }

  /// A section with its heading; closed by EndSection().
  void BeginSection(std::string_view id, std::string_view title);
  void EndSection() { html_.Close(); }
  void Paragraph(std::string_view text, std::string_view style = {});
  /// A table in plain sight.
  void Table(DataTable table);
  /// The twin of the chart above.
  void Twin(DataTable table);
  /// A table that is only offered as a file.
  void Download(DataTable table);

  const std::vector<DataTable>& tables() const { return tables_; }

 private:
  HtmlWriter html_;
  std::vector<DataTable> tables_;
};

}  // namespace dragoman
