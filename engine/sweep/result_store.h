#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/function_ref.h"
#include "engine/sweep/chunk_result.h"
#include "engine/sweep/database.h"
#include "engine/sweep/sweep.h"

namespace dragoman {

/// The file of another sweep, or of none.
class StoreMismatch : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The results of a sweep, or of a part of it, in one SQLite file. What it holds depends on the
/// spec alone; when, where and how fast it was computed is elsewhere (activity.h).
///
/// Tables, for any reader of SQLite:
///   meta        key, value: spec_hash, family_hash, dragoman, seed, cells, replicates, spec, ...
///   parameters  position, name, path, scale, low, high, options
///   outcomes    position, name, kind, unit, doc
///   points      cell, and a column per parameter: its value there
///   parts       cell, first_replicate, runs, failed; per flag NAME the number of runs with it; per
///               number NAME_mean, _m2 (sum of squared deviations), _min, _max, _sketch
///   runs        run = cell x replicates + replicate, and a column per outcome (if rows are kept)
///   failures    cell, message, replay: points that make no valid scenario
///   chunks      chunk, runs, failed, hash: what was committed together, and its checksum
/// Views with plain names:
///   cells       per cell the parameters, runs, failed, and per outcome the mean (of a flag: the
///               share of runs)
///   run_table   per run cell, replicate, the parameters and the outcomes (if rows are kept)
///
/// A chunk is committed as a whole or not at all (WAL). Errors of SQLite are DatabaseError.
class ResultStore {
 public:
  /// Makes an empty store. The file must not exist.
  static void Create(const std::string& file, const Sweep& sweep);

  /// Opens a store of this sweep. Throws StoreMismatch if it is of another one.
  ResultStore(const std::string& file, const Sweep& sweep, DatabaseMode mode);

  bool Has(std::uint64_t chunk) const { return chunk < done_.size() && done_[chunk]; }
  std::uint64_t chunks() const { return count_; }
  std::uint64_t runs() const { return runs_; }
  std::uint64_t failed() const { return failed_; }

  /// Commits a chunk. @pre !Has(result.chunk)
  void Append(const ChunkResult& result);

  /// A chunk as it was appended; nothing if it is not there, cannot be read, or is not what its
  /// checksum says. @param blocks the chunk's blocks, in order.
  std::optional<ChunkResult> Read(std::uint64_t chunk, const std::vector<SweepBlock>& blocks);

  /// Takes a chunk out again. @param blocks its blocks.
  void Drop(std::uint64_t chunk, const std::vector<SweepBlock>& blocks);

  /// Calls `take` with every cell that has results, in order, all its parts merged.
  void ForEachCell(FunctionRef<void(const CellPart&)> take);
  /// One part, by its key; nothing if it is not there.
  std::optional<CellPart> ReadPart(std::uint64_t cell, std::uint64_t first_replicate);

  /// Messages of the points that failed, by cell.
  std::vector<CellFailure> Failures();

  /// A number that changes with any bit of any chunk, or with the spec.
  std::string Hash();

  /// Whether SQLite finds the file whole.
  bool Intact();

  /// Rewrites the file so that its bytes depend on its content only, and leaves it without a
  /// write-ahead log. No use of the object after that.
  void Finish();

  /// Makes the store of a smaller sweep of the same family one of `sweep`, and returns how many
  /// cells that had; does nothing to others, and returns 0.
  static std::uint64_t Adopt(const std::string& file, const Sweep& sweep);

 private:
  struct Statements;

  void LoadDone();
  void AppendPart(const CellPart& part);
  CellPart PartOf(Statement* row, int first_column) const;

  std::string file_;
  const Sweep& sweep_;
  std::unique_ptr<Database> database_;
  std::unique_ptr<Statements> statements_;
  std::vector<bool> done_;
  std::uint64_t count_ = 0;
  std::uint64_t runs_ = 0;
  std::uint64_t failed_ = 0;

 public:
  ~ResultStore();
};

/// The blocks of a chunk by the plan.
std::vector<SweepBlock> BlocksOf(const SweepPlan& plan, std::uint64_t chunk);

}  // namespace dragoman
