#include "engine/io/backtest_file.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <system_error>

#include "engine/io/error_text.h"
#include "engine/io/files.h"
#include "engine/io/internal/case_reader.h"
#include "engine/io/yaml_reader.h"

namespace dragoman {
namespace {

/// What is wrong between the cases of a folder, placed in their files.
void CheckTogether(std::vector<BacktestFile>* files) {
  for (std::size_t k = 0; k < files->size(); ++k) {
    BacktestFile& file = (*files)[k];
    Diagnostics found;
    for (std::size_t other = 0; other < files->size(); ++other) {
      const BacktestFile& with = (*files)[other];
      if (other < k && !file.value.id.empty() && with.value.id == file.value.id) {
        found.push_back(
            {"id", "case '" + file.value.id + "' is also in " + with.path, "another id"});
      }
      if (file.value.predecessor.empty() || with.value.id != file.value.predecessor) continue;
      if (with.value.outcome.end > file.value.inputs.info_cutoff && other != k) {
        found.push_back({"predecessor",
                         "'" + file.value.predecessor + "' ended on " + with.value.outcome.end +
                             ", after info_cutoff",
                         "a case that ended by " + file.value.inputs.info_cutoff});
      }
    }
    for (Problem& problem : Locate(file.document, found)) {
      file.problems.push_back(std::move(problem));
    }
    SortProblems(file.path, &file.problems);
  }
}

}  // namespace

BacktestFile ReadBacktest(std::string_view text, const std::string& file) {
  BacktestFile result;
  result.path = file;
  ReadResult read = ReadYaml(text, file);
  result.document = std::move(read.document);
  result.problems = std::move(read.problems);
  if (read.complete) {
    ProblemCollector problems(&result.document.sources);
    ReadCase({result.document.root, {}, &problems}, &result.value);
    std::vector<Problem> found = problems.Take();
    result.problems.insert(result.problems.end(), std::make_move_iterator(found.begin()),
                           std::make_move_iterator(found.end()));
  }
  SortProblems(file, &result.problems);
  return result;
}

BacktestFile LoadBacktest(const std::string& path) {
  const FileText content = ReadFile(path);
  if (content.ok()) return ReadBacktest(content.text, path);
  BacktestFile result;
  result.path = path;
  result.document.sources = {path};
  result.problems.push_back({path, 0, 0, {}, content.error, {}});
  return result;
}

BacktestFolder LoadBacktests(const std::string& folder) {
  namespace fs = std::filesystem;
  BacktestFolder result;
  std::vector<std::string> paths;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    if (entry->path().extension() == ".yaml") paths.push_back(entry->path().string());
  }
  if (error || paths.empty()) {
    result.problems.push_back(
        {folder,
         0,
         0,
         {},
         error ? "cannot read the folder: " + error.message() : "no case in the folder",
         "a folder with *.yaml files of schema " + std::string(kBacktestSchema)});
    return result;
  }
  std::sort(paths.begin(), paths.end());
  std::vector<BacktestFile> files;
  files.reserve(paths.size());
  for (const std::string& path : paths) files.push_back(LoadBacktest(path));
  CheckTogether(&files);
  for (BacktestFile& file : files) {
    result.problems.insert(result.problems.end(), file.problems.begin(), file.problems.end());
    result.cases.push_back(std::move(file.value));
  }
  return result;
}

}  // namespace dragoman
