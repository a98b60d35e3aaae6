#include "engine/sweep/result_folder.h"

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "engine/core/version.h"
#include "engine/io/files.h"
#include "engine/io/shell_word.h"
#include "engine/sweep/cell_compiler.h"
#include "engine/sweep/chunk_worker.h"

namespace dragoman {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostSpecBytes = std::size_t{1} << 28U;

std::string LastError() { return std::generic_category().message(errno); }

std::string ScenarioNameOf(const SweepVariant& variant) {
  return variant.what_if.empty() || variant.what_if == "none"
             ? "scenario.json"
             : "scenario." + variant.what_if + ".json";
}

void SyncFile(const std::string& path, int flags) {
  const int file = open(path.c_str(), flags | O_CLOEXEC);
  if (file < 0) throw SweepError(path + ": " + LastError());
  const int synced = fsync(file);
  close(file);
  if (synced != 0) throw SweepError(path + ": " + LastError());
}

/// On disk when it returns: without its spec a result is worth nothing.
void WriteOrThrow(const std::string& file, const std::string& text) {
  if (const auto error = WriteFile(file, text)) throw SweepError(file + ": " + *error);
  SyncFile(file, O_RDONLY);
}

}  // namespace

std::string ResultFolder::FileNamed(const std::string& name) const {
  return (fs::path(path_) / name).string();
}

bool ResultFolder::Exists() const {
  std::error_code ignored;
  return fs::exists(spec(), ignored);
}

void ResultFolder::Create(const Sweep& sweep) const {
  std::error_code error;
  fs::create_directories(path_, error);
  if (!fs::is_directory(path_)) {
    throw SweepError("cannot make the folder " + path_ +
                     (error ? ": " + error.message() : ": a file of that name exists"));
  }
  for (const SweepVariant& variant : sweep.inputs().variants) {
    WriteOrThrow(FileNamed(ScenarioNameOf(variant)), variant.scenario + "\n");
  }
  // Last: a folder with a spec is a result.
  WriteOrThrow(spec(), sweep.spec_text());
  SyncFile(path_, O_RDONLY | O_DIRECTORY);
}

std::unique_ptr<const Sweep> ResultFolder::Load() const {
  const FileText text = ReadFile(spec(), kMostSpecBytes);
  if (!text.ok()) {
    throw SweepError(path_ + ": no result of a sweep: spec.json: " + text.error);
  }
  auto inputs = ReadSpec(text.text);
  if (!inputs.ok()) {
    const Diagnostic& first = inputs.problems().front();
    throw SweepError(spec() + ": " + (first.path.empty() ? "" : first.path + ": ") + first.message +
                     (first.expected.empty() ? "" : "; expected " + first.expected));
  }
  if (FingerprintOf(*inputs) != inputs->fingerprint) {
    throw SweepError(spec() +
                     ": this program computes other talks than the one that wrote the result, "
                     "although both are dragoman " +
                     std::string(kVersion) + "; go on with that one, or begin anew with --out");
  }
  auto sweep = Sweep::Make(std::move(*inputs));
  if (!sweep.ok()) {
    const Diagnostic& first = sweep.problems().front();
    throw SweepError(spec() + ": " + first.path + ": " + first.message);
  }
  if (const auto compiler = CellCompiler::Make(**sweep); !compiler.ok()) {
    throw SweepError(spec() + ": " + compiler.problems().front().message);
  }
  return std::move(*sweep);
}

ResultLock::ResultLock(const ResultFolder& folder) {
  const std::string path = folder.FileNamed("lock");
  file_ = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (file_ < 0) throw SweepError(path + ": " + LastError());
  if (flock(file_, LOCK_EX | LOCK_NB) == 0) return;
  close(file_);
  throw SweepError(folder.path() + ": another process is writing this result");
}

ResultLock::~ResultLock() { close(file_); }

std::string ReplayCommand(const Sweep& sweep, std::uint64_t cell) {
  const std::vector<CellValue> values = sweep.ValuesAt(cell);
  const SweepConfig& config = sweep.config();
  std::string command =
      "dragoman run " + ShellWord(ScenarioNameOf(sweep.inputs().variants[sweep.VariantOf(values)]));
  if (!config.tier.empty()) command += " --tier " + ShellWord(config.tier);
  for (std::size_t k = 0; k < values.size(); ++k) {
    for (const std::string& path : sweep.parameters()[k].paths) {
      command += " --set " + ShellWord(path + "=" + values[k].text);
    }
  }
  return command + " --runs " + std::to_string(sweep.replicates()) + " --seed " +
         std::to_string(sweep.SeedOf(cell));
}

void ReplaceFile(const std::string& from, const std::string& to) {
  SyncFile(from, O_RDONLY);
  if (std::rename(from.c_str(), to.c_str()) != 0) throw SweepError(to + ": " + LastError());
  const std::string folder = fs::path(to).parent_path().string();
  SyncFile(folder.empty() ? "." : folder, O_RDONLY | O_DIRECTORY);
}

}  // namespace dragoman
