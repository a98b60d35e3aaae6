#include "engine/sweep/result_store.h"

#include <filesystem>
#include <limits>
#include <utility>

#include "engine/core/random.h"
#include "engine/core/text.h"
#include "engine/sweep/result_folder.h"
#include "engine/sweep/store_schema.h"
#include "engine/wire/number_text.h"

namespace dragoman {
namespace {

constexpr std::uint64_t kMostBatches = 1'000'000;
constexpr int kPartHead = 4;  // cell, first_replicate, runs, failed

bool IsFlag(const RunOutcome& outcome) { return outcome.kind == RunOutcome::Kind::kFlag; }

}  // namespace

/// Prepared once, used for every chunk.
struct ResultStore::Statements {
  Statements(const Database& database, const Sweep& sweep)
      : point(database, InsertPointSql(sweep)),
        part(database, InsertPartSql(sweep)),
        failure(database, "INSERT OR REPLACE INTO failures(cell, message, replay) VALUES(?, ?, ?)"),
        chunk(database, "INSERT INTO chunks(chunk, runs, failed, hash) VALUES(?, ?, ?, ?)"),
        read_part(database, "SELECT " + PartColumns(sweep) +
                                " FROM parts WHERE cell = ? AND first_replicate = ?"),
        read_failure(database, "SELECT message FROM failures WHERE cell = ?"),
        read_hash(database, "SELECT hash, runs, failed FROM chunks WHERE chunk = ?") {
    if (!sweep.keeps_rows()) return;
    run = std::make_unique<Statement>(database, InsertRunSql(sweep));
    read_runs = std::make_unique<Statement>(
        database, "SELECT " + RunColumns(sweep) + " FROM runs WHERE run >= ? AND run < ?");
  }

  Statement point;
  Statement part;
  Statement failure;
  Statement chunk;
  Statement read_part;
  Statement read_failure;
  Statement read_hash;
  std::unique_ptr<Statement> run;
  std::unique_ptr<Statement> read_runs;
};

std::vector<SweepBlock> BlocksOf(const SweepPlan& plan, std::uint64_t chunk) {
  std::vector<SweepBlock> blocks;
  const std::uint64_t count = plan.BlocksIn(chunk);
  blocks.reserve(count);
  for (std::uint64_t k = 0; k < count; ++k) blocks.push_back(plan.BlockAt(chunk, k));
  return blocks;
}

void ResultStore::Create(const std::string& file, const Sweep& sweep) {
  Database database(file, DatabaseMode::kCreate);
  database.Run("PRAGMA journal_mode = WAL");
  database.Run("PRAGMA synchronous = NORMAL");
  CreateTables(sweep, &database);
}

std::uint64_t ResultStore::Adopt(const std::string& file, const Sweep& sweep) {
  Database database(file, DatabaseMode::kWrite);
  const std::string family = database.Ask("SELECT value FROM meta WHERE key = 'family_hash'");
  const std::string spec = database.Ask("SELECT value FROM meta WHERE key = 'spec_hash'");
  if (family != sweep.family_hash() || spec == sweep.spec_hash()) return 0;
  const NumberText cells = ParseNumber(database.Ask("SELECT value FROM meta WHERE key = 'cells'"));
  UpdateMeta(sweep, &database);
  return cells.kind == NumberText::Kind::kNumber && cells.value >= 1
             ? static_cast<std::uint64_t>(cells.value)
             : 0;
}

ResultStore::ResultStore(const std::string& file, const Sweep& sweep, DatabaseMode mode)
    : file_(file), sweep_(sweep), database_(std::make_unique<Database>(file, mode)) {
  const std::string hash = database_->Ask("SELECT value FROM meta WHERE key = 'spec_hash'");
  if (hash != sweep.spec_hash()) {
    throw StoreMismatch(file + ": holds another sweep: spec " + (hash.empty() ? "none" : hash) +
                        "; expected " + sweep.spec_hash());
  }
  if (mode != DatabaseMode::kRead) {
    database_->Run("PRAGMA journal_mode = WAL");
    database_->Run("PRAGMA synchronous = NORMAL");
  }
  statements_ = std::make_unique<Statements>(*database_, sweep);
  LoadDone();
}

ResultStore::~ResultStore() = default;

void ResultStore::LoadDone() {
  done_.assign(sweep_.plan().chunks(), false);
  Statement all(*database_, "SELECT chunk, runs, failed FROM chunks");
  while (all.Step()) {
    const std::uint64_t chunk = all.Count(0);
    // Batches of an adaptive map are not known beforehand; anything else beyond the plan is damage.
    if (chunk >= (sweep_.adaptive() ? kMostBatches : done_.size())) continue;
    if (chunk >= done_.size()) done_.resize(chunk + 1);
    done_[chunk] = true;
    ++count_;
    runs_ += all.Count(1);
    failed_ += all.Count(2);
  }
}

void ResultStore::AppendPart(const CellPart& part) {
  Statement& insert = statements_->part;
  insert.Bind(0, part.cell).Bind(1, part.first_replicate).Bind(2, part.runs).Bind(3, part.failed);
  int place = kPartHead;
  for (std::size_t k = 0; k < part.outcomes.size(); ++k) {
    const OutcomeStats& stats = part.outcomes[k];
    if (IsFlag(*sweep_.outcomes()[k])) {
      insert.Bind(place++, static_cast<std::int64_t>(stats.ones));
      continue;
    }
    for (const double value : {stats.mean, stats.m2, stats.min, stats.max}) {
      insert.Bind(place++, value);
    }
    insert.BindBlob(place++, PackSketch(stats.sketch));
  }
  insert.Execute();
  if (part.first_replicate != 0) return;
  Statement& point = statements_->point;
  point.Bind(0, part.cell);
  const std::vector<CellValue> values = sweep_.ValuesAt(part.cell);
  for (std::size_t k = 0; k < values.size(); ++k) {
    const int column = static_cast<int>(k) + 1;
    if (sweep_.parameters()[k].numeric) {
      point.Bind(column, values[k].number);
    } else {
      point.Bind(column, values[k].text);
    }
  }
  point.Execute();
}

void ResultStore::Append(const ChunkResult& result) {
  Transaction transaction(database_.get());
  const std::size_t outcomes = sweep_.outcomes().size();
  const double* value = result.rows.data();
  for (const CellPart& part : result.parts) {
    AppendPart(part);
    if (statements_->run == nullptr) continue;
    Statement& run = *statements_->run;
    const std::uint64_t first = part.cell * sweep_.replicates() + part.first_replicate;
    for (std::uint64_t r = 0; r < part.runs + part.failed; ++r) {
      run.Bind(0, first + r);
      for (std::size_t k = 0; k < outcomes; ++k) run.Bind(static_cast<int>(k) + 1, *value++);
      run.Execute();
    }
  }
  for (const CellFailure& failure : result.failures) {
    statements_->failure.Bind(0, failure.cell).Bind(1, failure.message);
    statements_->failure.Bind(2, ReplayCommand(sweep_, failure.cell)).Execute();
  }
  statements_->chunk.Bind(0, result.chunk).Bind(1, result.runs()).Bind(2, result.failed());
  statements_->chunk.Bind(3, HexText(HashOf(result))).Execute();
  transaction.Commit();
  if (result.chunk >= done_.size()) done_.resize(result.chunk + 1);
  done_[result.chunk] = true;
  ++count_;
  runs_ += result.runs();
  failed_ += result.failed();
}

CellPart ResultStore::PartOf(Statement* row, int first_column) const {
  CellPart part;
  int column = first_column;
  part.cell = row->Count(column++);
  part.first_replicate = row->Count(column++);
  part.runs = row->Count(column++);
  part.failed = row->Count(column++);
  for (const RunOutcome* outcome : sweep_.outcomes()) {
    OutcomeStats& stats = part.outcomes.emplace_back();
    if (IsFlag(*outcome)) {
      stats = OutcomeStats::OfFlag(static_cast<double>(row->Integer(column++)), part.runs);
      continue;
    }
    stats.mean = row->Number(column++);
    stats.m2 = row->Number(column++);
    stats.min = row->Number(column++);
    stats.max = row->Number(column++);
    UnpackSketch(row->Blob(column++), &stats.sketch);
  }
  return part;
}

std::optional<CellPart> ResultStore::ReadPart(std::uint64_t cell, std::uint64_t first_replicate) {
  Statement& read = statements_->read_part;
  read.Reset();
  read.Bind(0, cell).Bind(1, first_replicate);
  if (!read.Step()) return std::nullopt;
  CellPart part = PartOf(&read, 0);
  read.Reset();
  return part;
}

std::optional<ChunkResult> ResultStore::Read(std::uint64_t chunk,
                                             const std::vector<SweepBlock>& blocks) {
  try {
    statements_->read_hash.Reset();
    statements_->read_hash.Bind(0, chunk);
    if (!statements_->read_hash.Step()) return std::nullopt;
    const std::string hash = statements_->read_hash.Text(0);
    const std::uint64_t runs = statements_->read_hash.Count(1);
    const std::uint64_t failed = statements_->read_hash.Count(2);
    statements_->read_hash.Reset();
    ChunkResult result;
    result.chunk = chunk;
    const std::size_t outcomes = sweep_.outcomes().size();
    for (const SweepBlock& block : blocks) {
      std::optional<CellPart> part = ReadPart(block.cell, block.first_replicate);
      if (!part) return std::nullopt;
      if (part->failed > 0 && part->first_replicate == 0) {
        Statement& failure = statements_->read_failure;
        failure.Reset();
        failure.Bind(0, block.cell);
        if (failure.Step()) result.failures.push_back({block.cell, failure.Text(0)});
        failure.Reset();
      }
      result.parts.push_back(std::move(*part));
      if (statements_->read_runs == nullptr) continue;
      const std::uint64_t first = block.cell * sweep_.replicates() + block.first_replicate;
      Statement& rows = *statements_->read_runs;
      rows.Reset();
      rows.Bind(0, first).Bind(1, first + block.runs);
      while (rows.Step()) {
        for (std::size_t k = 0; k < outcomes; ++k) {
          result.rows.push_back(rows.Number(static_cast<int>(k)));
        }
      }
      rows.Reset();
    }
    if (HexText(HashOf(result)) != hash) return std::nullopt;
    if (result.runs() != runs || result.failed() != failed) return std::nullopt;
    return result;
  } catch (const DatabaseError&) {
    return std::nullopt;
  }
}

void ResultStore::Drop(std::uint64_t chunk, const std::vector<SweepBlock>& blocks) {
  Transaction transaction(database_.get());
  Statement part(*database_, "DELETE FROM parts WHERE cell = ? AND first_replicate = ?");
  Statement point(*database_, "DELETE FROM points WHERE cell = ?");
  Statement failure(*database_, "DELETE FROM failures WHERE cell = ?");
  std::unique_ptr<Statement> rows;
  if (sweep_.keeps_rows()) {
    rows = std::make_unique<Statement>(*database_, "DELETE FROM runs WHERE run >= ? AND run < ?");
  }
  for (const SweepBlock& block : blocks) {
    part.Bind(0, block.cell).Bind(1, block.first_replicate).Execute();
    const std::uint64_t first = block.cell * sweep_.replicates() + block.first_replicate;
    if (rows != nullptr) rows->Bind(0, first).Bind(1, first + block.runs).Execute();
    if (block.first_replicate != 0) continue;
    point.Bind(0, block.cell).Execute();
    failure.Bind(0, block.cell).Execute();
  }
  Statement(*database_, "DELETE FROM chunks WHERE chunk = ?").Bind(0, chunk).Execute();
  transaction.Commit();
  done_.clear();
  count_ = runs_ = failed_ = 0;
  LoadDone();
}

void ResultStore::ForEachCell(FunctionRef<void(const CellPart&)> take) {
  Statement all(*database_,
                "SELECT " + PartColumns(sweep_) + " FROM parts ORDER BY cell, first_replicate");
  std::optional<CellPart> cell;
  while (all.Step()) {
    CellPart part = PartOf(&all, 0);
    if (cell && cell->cell == part.cell) {
      cell->Merge(part);
      continue;
    }
    if (cell) take(*cell);
    cell = std::move(part);
  }
  if (cell) take(*cell);
}

std::vector<CellFailure> ResultStore::Failures() {
  std::vector<CellFailure> failures;
  Statement all(*database_, "SELECT cell, message FROM failures ORDER BY cell");
  while (all.Step()) failures.push_back({all.Count(0), all.Text(1)});
  return failures;
}

std::string ResultStore::Hash() {
  std::uint64_t hash = HashBytes(sweep_.spec_hash());
  Statement all(*database_, "SELECT chunk, hash FROM chunks ORDER BY chunk");
  while (all.Step()) {
    hash = MixBits(hash ^ HashBytes(all.Text(1))) + all.Count(0);
  }
  return HexText(hash);
}

bool ResultStore::Intact() {
  try {
    return database_->Ask("PRAGMA quick_check(1)") == "ok";
  } catch (const DatabaseError&) {
    return false;
  }
}

void ResultStore::Finish() {
  const std::string rewritten = file_ + ".tmp";
  std::error_code ignored;
  std::filesystem::remove(rewritten, ignored);
  std::filesystem::remove(rewritten + "-journal", ignored);
  statements_.reset();
  // The log must be gone before another file takes this one's name: SQLite would read it into that.
  database_->Run("PRAGMA journal_mode = DELETE");
  // Counted up by every rewriting; the bytes must not tell how often that was.
  database_->Run("PRAGMA schema_version = 1");
  Statement(*database_, "VACUUM INTO ?").Bind(0, rewritten).Execute();
  database_.reset();
  ReplaceFile(rewritten, file_);
}

}  // namespace dragoman
