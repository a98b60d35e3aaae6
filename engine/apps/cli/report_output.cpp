#include "engine/apps/cli/report_output.h"

#include <filesystem>
#include <system_error>

#include "engine/io/files.h"

namespace dragoman {
namespace {

void SaveReportFile(const std::string& path, const std::string& text) {
  if (const auto error = WriteFile(path, text)) {
    throw RunError("cannot write " + path + ": " + *error);
  }
}

}  // namespace

void SaveReport(const ReportPage& page, const Arguments& arguments, Console* console) {
  if (arguments.Has("data")) {
    const std::filesystem::path folder = arguments.Text("data");
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) throw RunError("cannot make " + folder.string() + ": " + error.message());
    for (const DataTable& table : page.tables) {
      SaveReportFile((folder / (table.name + ".csv")).string(), CsvText(table));
    }
  }
  const std::string& path = arguments.Text("output");
  SaveReportFile(path, page.html);
  if (console->quiet) return;
  console->out << path << ": " << (page.html.size() + 1023) / 1024 << " KB, " << page.tables.size()
               << " tables";
  if (arguments.Has("data")) console->out << ", also as CSV files in " << arguments.Text("data");
  console->out << "\n";
}

}  // namespace dragoman
