#pragma once

#include "engine/sweep/database.h"
#include "engine/sweep/sweep.h"

namespace dragoman {

/// Version of the tables; in meta as `format`.
inline constexpr int kStoreFormat = 1;

/// Makes the tables and views of a store, and fills those that depend on the spec alone.
void CreateTables(const Sweep& sweep, Database* database);

/// Writes what the store says of its sweep again, after a design was extended.
void UpdateMeta(const Sweep& sweep, Database* database);

/// "INSERT INTO parts(...) VALUES(?, ...)" and its fellows.
std::string InsertPartSql(const Sweep& sweep);
std::string InsertPointSql(const Sweep& sweep);
std::string InsertRunSql(const Sweep& sweep);
/// "cell, first_replicate, runs, failed, ..." in the order parts are read.
std::string PartColumns(const Sweep& sweep);
/// "name, name, ..." of the outcomes.
std::string RunColumns(const Sweep& sweep);

}  // namespace dragoman
