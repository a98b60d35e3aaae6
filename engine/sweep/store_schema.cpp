#include "engine/sweep/store_schema.h"

#include "engine/core/text.h"
#include "engine/core/version.h"
#include "engine/sweep/sweep_config.h"

namespace dragoman {
namespace {

using Kind = RunOutcome::Kind;

constexpr std::string_view kOutcomeKindNames[] = {"flag", "integer", "number"};

std::vector<std::string> PartColumnNames(const Sweep& sweep) {
  std::vector<std::string> names = {"cell", "first_replicate", "runs", "failed"};
  for (const RunOutcome* outcome : sweep.outcomes()) {
    const std::string name(outcome->name);
    if (outcome->kind == Kind::kFlag) {
      names.push_back(name);
      continue;
    }
    for (const char* part : {"_mean", "_m2", "_min", "_max", "_sketch"}) {
      names.push_back(name + part);
    }
  }
  return names;
}

std::vector<std::string> OutcomeNames(const Sweep& sweep) {
  std::vector<std::string> names;
  for (const RunOutcome* outcome : sweep.outcomes()) names.emplace_back(outcome->name);
  return names;
}

std::vector<std::string> ParameterNames(const Sweep& sweep) {
  std::vector<std::string> names;
  for (const SweptParameter& parameter : sweep.parameters()) names.push_back(parameter.id);
  return names;
}

std::string QuotedList(const std::vector<std::string>& names, std::string_view prefix = {}) {
  std::string text;
  for (const std::string& name : names) {
    if (!text.empty()) text += ", ";
    text += std::string(prefix) + QuotedName(name);
  }
  return text;
}

std::string Insert(const char* table, const std::vector<std::string>& names) {
  std::string marks = "?";
  for (std::size_t k = 1; k < names.size(); ++k) marks += ", ?";
  return std::string("INSERT OR REPLACE INTO ") + table + "(" + QuotedList(names) + ") VALUES(" +
         marks + ")";
}

void CreateParts(const Sweep& sweep, Database* database) {
  std::string columns =
      "cell INTEGER NOT NULL, first_replicate INTEGER NOT NULL, runs INTEGER NOT NULL, "
      "failed INTEGER NOT NULL";
  const std::vector<std::string> names = PartColumnNames(sweep);
  std::size_t next = 4;
  for (const RunOutcome* outcome : sweep.outcomes()) {
    const std::size_t count = outcome->kind == Kind::kFlag ? 1 : 5;
    for (std::size_t k = 0; k < count; ++k, ++next) {
      const char* type = count == 1 ? " INTEGER" : k == 4 ? " BLOB" : " REAL";
      columns += ", " + QuotedName(names[next]) + type;
    }
  }
  database->Run("CREATE TABLE parts(" + columns +
                ", PRIMARY KEY(cell, first_replicate)) WITHOUT ROWID");
}

void CreatePoints(const Sweep& sweep, Database* database) {
  std::string columns = "cell INTEGER PRIMARY KEY";
  for (const SweptParameter& parameter : sweep.parameters()) {
    columns += ", " + QuotedName(parameter.id) + (parameter.numeric ? " REAL" : " TEXT");
  }
  database->Run("CREATE TABLE points(" + columns + ")");
}

void CreateViews(const Sweep& sweep, Database* database) {
  std::string means;
  for (const RunOutcome* outcome : sweep.outcomes()) {
    const std::string name(outcome->name);
    const std::string sum = outcome->kind == Kind::kFlag
                                ? "sum(" + QuotedName(name) + ")"
                                : "sum(parts.runs * " + QuotedName(name + "_mean") + ")";
    means += ", 1.0 * " + sum + " / sum(parts.runs) AS " + QuotedName(name);
  }
  const std::string parameters = QuotedList(ParameterNames(sweep), "points.");
  database->Run("CREATE VIEW cells AS SELECT parts.cell AS cell, " + parameters +
                ", sum(parts.runs) AS runs, sum(parts.failed) AS failed" + means +
                " FROM parts JOIN points USING(cell) GROUP BY parts.cell");
  if (!sweep.keeps_rows()) return;
  const std::string replicates = std::to_string(sweep.replicates());
  database->Run("CREATE VIEW run_table AS SELECT runs.run AS run, runs.run / " + replicates +
                " AS cell, runs.run % " + replicates + " AS replicate, " + parameters + ", " +
                QuotedList(OutcomeNames(sweep), "runs.") +
                " FROM runs JOIN points ON points.cell = runs.run / " + replicates);
}

void FillMeta(const Sweep& sweep, Database* database) {
  const SweepConfig& config = sweep.config();
  const std::pair<const char*, std::string> entries[] = {
      {"format", std::to_string(kStoreFormat)},
      {"dragoman", std::string(kVersion)},
      {"title", config.title},
      {"question", config.question},
      {"scenario", config.scenario},
      {"spec_hash", sweep.spec_hash()},
      {"family_hash", sweep.family_hash()},
      {"seed", std::to_string(config.seed)},
      {"common_random_numbers", config.common_random_numbers ? "true" : "false"},
      {"design", std::string(kDesignKindNames[static_cast<std::size_t>(config.design.kind)])},
      {"cells", std::to_string(sweep.cells())},
      {"replicates", std::to_string(sweep.replicates())},
      {"keep", sweep.keeps_rows() ? "runs" : "aggregates"},
      {"chunks", std::to_string(sweep.plan().chunks())},
      {"spec", sweep.spec_text()},
  };
  Statement insert(*database, "INSERT OR REPLACE INTO meta(key, value) VALUES(?, ?)");
  for (const auto& [key, value] : entries) {
    insert.Bind(0, std::string_view(key)).Bind(1, value).Execute();
  }
}

void FillParameters(const Sweep& sweep, Database* database) {
  Statement insert(*database,
                   "INSERT INTO parameters(position, name, path, scale, low, high, options) "
                   "VALUES(?, ?, ?, ?, ?, ?, ?)");
  for (std::size_t k = 0; k < sweep.parameters().size(); ++k) {
    const SweptParameter& parameter = sweep.parameters()[k];
    const SweepParameter& written = sweep.config().parameters[k];
    insert.Bind(0, static_cast<std::int64_t>(k)).Bind(1, parameter.id);
    insert.Bind(2, parameter.what_if ? "what_ifs" : Join(parameter.paths));
    const bool continuous = parameter.range && parameter.labels.empty();
    insert.Bind(3, continuous ? kRangeScaleNames[static_cast<std::size_t>(written.scale)]
                              : std::string_view("listed"));
    const double nan = std::numeric_limits<double>::quiet_NaN();
    insert.Bind(4, continuous ? parameter.range->lowest() : nan);
    insert.Bind(5, continuous ? parameter.range->highest() : nan);
    insert.Bind(6, Join(parameter.labels)).Execute();
  }
}

void FillOutcomes(const Sweep& sweep, Database* database) {
  Statement insert(*database,
                   "INSERT INTO outcomes(position, name, kind, unit, doc) VALUES(?, ?, ?, ?, ?)");
  std::int64_t position = 0;
  for (const RunOutcome* outcome : sweep.outcomes()) {
    insert.Bind(0, position++).Bind(1, outcome->name);
    insert.Bind(2, kOutcomeKindNames[static_cast<std::size_t>(outcome->kind)]);
    insert.Bind(3, outcome->unit).Bind(4, outcome->doc).Execute();
  }
}

}  // namespace

void CreateTables(const Sweep& sweep, Database* database) {
  Transaction transaction(database);
  database->Run("CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID");
  database->Run(
      "CREATE TABLE parameters(position INTEGER PRIMARY KEY, name TEXT, path TEXT, scale TEXT, "
      "low REAL, high REAL, options TEXT)");
  database->Run(
      "CREATE TABLE outcomes(position INTEGER PRIMARY KEY, name TEXT, kind TEXT, unit TEXT, "
      "doc TEXT)");
  database->Run(
      "CREATE TABLE chunks(chunk INTEGER PRIMARY KEY, runs INTEGER, failed INTEGER, hash TEXT)");
  database->Run("CREATE TABLE failures(cell INTEGER PRIMARY KEY, message TEXT, replay TEXT)");
  CreatePoints(sweep, database);
  CreateParts(sweep, database);
  if (sweep.keeps_rows()) {
    std::string columns = "run INTEGER PRIMARY KEY";
    for (const RunOutcome* outcome : sweep.outcomes()) {
      columns += ", " + QuotedName(outcome->name) +
                 (outcome->kind == Kind::kNumber ? " REAL" : " INTEGER");
    }
    database->Run("CREATE TABLE runs(" + columns + ")");
  }
  CreateViews(sweep, database);
  FillMeta(sweep, database);
  FillParameters(sweep, database);
  FillOutcomes(sweep, database);
  transaction.Commit();
}

void UpdateMeta(const Sweep& sweep, Database* database) {
  Transaction transaction(database);
  FillMeta(sweep, database);
  transaction.Commit();
}

std::string InsertPartSql(const Sweep& sweep) { return Insert("parts", PartColumnNames(sweep)); }

std::string InsertPointSql(const Sweep& sweep) {
  std::vector<std::string> names = ParameterNames(sweep);
  names.insert(names.begin(), "cell");
  return Insert("points", names);
}

std::string InsertRunSql(const Sweep& sweep) {
  std::vector<std::string> names = OutcomeNames(sweep);
  names.insert(names.begin(), "run");
  return Insert("runs", names);
}

std::string PartColumns(const Sweep& sweep) { return QuotedList(PartColumnNames(sweep)); }

std::string RunColumns(const Sweep& sweep) { return QuotedList(OutcomeNames(sweep)); }

}  // namespace dragoman
