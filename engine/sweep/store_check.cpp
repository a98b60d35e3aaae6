#include "engine/sweep/store_check.h"

#include "engine/core/random.h"
#include "engine/core/text.h"
#include "engine/sweep/database.h"
#include "engine/sweep/result_folder.h"
#include "engine/sweep/store_schema.h"
#include "engine/wire/number_text.h"

namespace dragoman {
namespace {

/// All rows of a query of one column, one per line.
std::string AllRows(const Database& database, const std::string& sql) {
  Statement all(database, sql);
  std::string text;
  while (all.Step()) text += all.Text(0) + "\n";
  return text;
}

/// What depends on the spec alone, as text.
std::string Description(const Database& database) {
  return AllRows(database,
                 "SELECT type || '|' || name || '|' || tbl_name || '|' || ifnull(sql, '') FROM "
                 "sqlite_master ORDER BY type, name") +
         AllRows(database, "SELECT key || '|' || quote(value) FROM meta ORDER BY key") +
         AllRows(database,
                 "SELECT position || quote(name) || quote(path) || quote(scale) || quote(low) || "
                 "quote(high) || quote(options) FROM parameters ORDER BY position") +
         AllRows(database,
                 "SELECT position || quote(name) || quote(kind) || quote(unit) || quote(doc) FROM "
                 "outcomes ORDER BY position");
}

std::uint64_t CountRows(Database* database, const std::string& what) {
  Statement count(*database, "SELECT count(*) FROM " + what);
  return count.Step() ? count.Count(0) : 0;
}

bool PointsAreRight(Database* database, const Sweep& sweep) {
  Statement all(*database, "SELECT * FROM points");
  while (all.Step()) {
    const std::uint64_t cell = all.Count(0);
    if (cell >= sweep.cells()) return false;
    const std::vector<CellValue> values = sweep.ValuesAt(cell);
    for (std::size_t k = 0; k < values.size(); ++k) {
      const int column = static_cast<int>(k) + 1;
      const bool same = sweep.parameters()[k].numeric ? all.Number(column) == values[k].number
                                                      : all.Text(column) == values[k].text;
      if (!same) return false;
    }
  }
  return true;
}

bool FailuresAreRight(Database* database, const Sweep& sweep) {
  Statement all(*database, "SELECT cell, replay FROM failures");
  while (all.Step()) {
    if (all.Count(0) >= sweep.cells()) return false;
    if (all.Text(1) != ReplayCommand(sweep, all.Count(0))) return false;
  }
  return true;
}

/// No row that belongs to no chunk. Not of an adaptive map, whose blocks are not known.
bool RowsAreThoseOfChunks(Database* database, const Sweep& sweep) {
  std::uint64_t blocks = 0;
  std::uint64_t runs = 0;
  Statement chunks(*database, "SELECT chunk, runs + failed FROM chunks");
  while (chunks.Step()) {
    if (chunks.Count(0) >= sweep.plan().chunks()) return false;
    blocks += sweep.plan().BlocksIn(chunks.Count(0));
    runs += chunks.Count(1);
  }
  if (CountRows(database, "parts") != blocks) return false;
  return !sweep.keeps_rows() || CountRows(database, "runs") == runs;
}

}  // namespace

std::string FindDisorder(const std::string& file, const Sweep& sweep) {
  Database database(file, DatabaseMode::kRead);
  Database fresh(":memory:", DatabaseMode::kCreate);
  CreateTables(sweep, &fresh);
  if (Description(database) != Description(fresh)) return "what it says of the sweep";
  if (CountRows(&database, "points") != CountRows(&database, "parts WHERE first_replicate = 0")) {
    return "points without results, or results without points";
  }
  if (!PointsAreRight(&database, sweep)) return "values of points";
  if (!FailuresAreRight(&database, sweep)) return "replay commands";
  if (!sweep.adaptive() && !RowsAreThoseOfChunks(&database, sweep)) return "rows of no chunk";
  return {};
}

bool TellsItsSpec(const std::string& file) {
  try {
    Database database(file, DatabaseMode::kRead);
    const std::string hash = database.Ask("SELECT value FROM meta WHERE key = 'spec_hash'");
    const std::string spec = database.Ask("SELECT value FROM meta WHERE key = 'spec'");
    return HexText(HashBytes(spec)) == hash;
  } catch (const DatabaseError&) {
    return false;
  }
}

}  // namespace dragoman
