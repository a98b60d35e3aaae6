#include "engine/report/sweep_export.h"

#include <algorithm>
#include <filesystem>

#include "engine/apps/cli/sweep_actions.h"
#include "engine/core/text.h"
#include "engine/experiments/atomic_file.h"

namespace dragoman {
namespace {

namespace fs = std::filesystem;

/// Writes a file as a whole or not at all.
void WriteExport(const std::string& path, FunctionRef<void(TextSink)> write) {
  AtomicFile file;
  std::optional<std::string> error = file.Open(path);
  const auto sink = [&](std::string_view piece) {
    if (!error) error = file.Write(piece);
  };
  if (!error) write(sink);
  if (!error) error = file.Commit();
  if (error) throw RunError(path + ": " + *error);
}

void WriteFolder(const std::string& folder, const std::vector<ExportFile>& files) {
  if (folder.empty()) throw UsageError("--format salib and --format ema need --out DIR");
  std::error_code error;
  fs::create_directories(folder, error);
  if (!fs::is_directory(folder)) {
    throw RunError("cannot make the folder " + folder +
                   (error ? ": " + error.message() : ": a file of that name exists"));
  }
  for (const ExportFile& file : files) {
    WriteExport((fs::path(folder) / file.name).string(), [&](TextSink sink) { file.write(sink); });
  }
}

int Export(const std::string& target, const Arguments& arguments, Console* console) {
  const std::string format = arguments.Text("format", "csv");
  const std::vector<std::string> formats = {"csv", "json", "salib", "ema"};
  if (std::find(formats.begin(), formats.end(), format) == formats.end()) {
    throw UsageError("--format '" + format + "': one of: " + Join(formats));
  }
  const bool rows = arguments.Has("rows");
  if (rows && format != "csv") throw UsageError("--rows goes with --format csv");
  const ResultFolder folder = FindResult(target);
  const std::unique_ptr<const Sweep> sweep = LoadResult(folder);
  if (rows && !sweep->keeps_rows()) {
    throw InputError(folder.path() +
                     ": keeps aggregates per point, no single runs; leave out --rows, or run the "
                     "experiment with --set keep=runs\n");
  }
  RequireStore(folder);
  const std::string out = arguments.Text("out");
  const SweepTable table = rows ? SweepTable() : ReadSweepTable(*sweep, folder.store());
  if (!rows && !table.complete) {
    console->err << folder.path()
                 << ": not complete; points without runs are left empty. To go on: dragoman sweep "
                    "resume "
                 << folder.path() << "\n";
  }
  if (format == "salib") {
    WriteFolder(out, SalibFiles(*sweep, table));
    return kExitDone;
  }
  if (format == "ema") {
    WriteFolder(out, EmaFiles(*sweep, table));
    return kExitDone;
  }
  const auto write = [&](TextSink sink) {
    if (rows) return ExportRunsCsv(*sweep, folder.store(), sink);
    if (format == "csv") return ExportCellsCsv(*sweep, table, sink);
    ExportCellsJson(*sweep, table, sink);
  };
  if (out.empty()) {
    const auto print = [&](std::string_view piece) { console->out << piece; };
    write(print);
  } else {
    WriteExport(out, write);
  }
  return kExitDone;
}

}  // namespace

SweepAction SweepExportAction() {
  return {"export",
          "RESULT",
          "write the points or runs for other programs",
          {"format", "out", "rows"},
          Export};
}

}  // namespace dragoman
