#include "engine/report/html/report_sink.h"

#include <utility>

namespace dragoman {

void ReportSink::BeginSection(std::string_view id, std::string_view title) {
  html_.Open("section", {{"id", std::string(id)}, {"aria-labelledby", std::string(id) + "-h"}});
  html_.Element("h2", title, {{"id", std::string(id) + "-h"}});
}

void ReportSink::Paragraph(std::string_view text, std::string_view style) {
  if (style.empty()) {
    html_.Element("p", text);
  } else {
    html_.Element("p", text, {{"class", std::string(style)}});
  }
}

void ReportSink::Table(DataTable table) {
  WriteTable(table, &html_);
  tables_.push_back(std::move(table));
}

void ReportSink::Twin(DataTable table) {
  WriteTwin(table, &html_);
  tables_.push_back(std::move(table));
}

void ReportSink::Download(DataTable table) {
  WriteDownload(table, &html_);
  tables_.push_back(std::move(table));
}

}  // namespace dragoman
