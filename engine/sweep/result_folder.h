#pragma once

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/sweep/sweep.h"

namespace dragoman {

/// Something about a result that its user has to settle; the text says how.
class SweepError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A folder with the result of one sweep:
///   spec.json       everything the result depends on
///   scenario.json   the base scenario as run (scenario.ID.json: under what-if ID), for replays
///   result.sqlite   the results (result_store.h)
///   activity.jsonl  when, where and how fast they were computed: a line per chunk
///   shards/         parts computed elsewhere, until they are merged
///   lock            held by the process that writes
class ResultFolder {
 public:
  explicit ResultFolder(std::string path) : path_(std::move(path)) {}

  const std::string& path() const { return path_; }
  std::string FileNamed(const std::string& name) const;
  std::string store() const { return FileNamed("result.sqlite"); }
  std::string spec() const { return FileNamed("spec.json"); }
  std::string shards() const { return FileNamed("shards"); }
  std::string activity() const { return FileNamed("activity.jsonl"); }

  /// True if there is a spec.json.
  bool Exists() const;
  /// Makes the folder and writes what depends on the spec alone. Throws SweepError.
  void Create(const Sweep& sweep) const;
  /// The sweep the folder is of. Throws SweepError if there is none, or the spec is damaged.
  std::unique_ptr<const Sweep> Load() const;

 private:
  std::string path_;
};

/// Keeps other processes from writing to a result while it lives. Throws SweepError if one does.
class ResultLock {
 public:
  explicit ResultLock(const ResultFolder& folder);
  ~ResultLock();
  ResultLock(const ResultLock&) = delete;
  ResultLock& operator=(const ResultLock&) = delete;

 private:
  int file_ = -1;
};

/// The command that shows the talks of a cell, run from the result's folder.
std::string ReplayCommand(const Sweep& sweep, std::uint64_t cell);

/// Makes sure `from` is on disk, then gives it the name `to`. Throws SweepError.
void ReplaceFile(const std::string& from, const std::string& to);

}  // namespace dragoman
