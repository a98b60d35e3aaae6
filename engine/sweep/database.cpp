#include "engine/sweep/database.h"

#include <cmath>
#include <limits>

#include <sqlite3.h>

namespace dragoman {
namespace {

constexpr int kBusyMilliseconds = 10'000;

[[noreturn]] void Throw(sqlite3* handle, const std::string& path, int code) {
  const std::string why = handle != nullptr ? sqlite3_errmsg(handle) : sqlite3_errstr(code);
  throw DatabaseError(path.empty() ? why : path + ": " + why, code);
}

}  // namespace

bool DatabaseError::out_of_space() const {
  const int primary = code_ & 0xff;
  return primary == SQLITE_FULL || primary == SQLITE_IOERR;
}

Database::Database(const std::string& path, DatabaseMode mode) : path_(path) {
  int flags = SQLITE_OPEN_READONLY;
  if (mode != DatabaseMode::kRead) flags = SQLITE_OPEN_READWRITE;
  if (mode == DatabaseMode::kCreate) flags |= SQLITE_OPEN_CREATE;
  const int code = sqlite3_open_v2(path.c_str(), &handle_, flags, nullptr);
  if (code != SQLITE_OK) {
    const std::string why = path + ": " + sqlite3_errstr(code);
    sqlite3_close(handle_);
    throw DatabaseError(why, code);
  }
  sqlite3_extended_result_codes(handle_, 1);
  sqlite3_busy_timeout(handle_, kBusyMilliseconds);
}

Database::~Database() { sqlite3_close_v2(handle_); }

void Database::Run(const std::string& sql) {
  const int code = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) Throw(handle_, path_, code);
}

std::string Database::Ask(const std::string& sql) {
  Statement statement(*this, sql);
  return statement.Step() ? statement.Text(0) : std::string();
}

Statement::Statement(const Database& database, const std::string& sql)
    : handle_(database.handle()) {
  Check(
      sqlite3_prepare_v2(handle_, sql.c_str(), static_cast<int>(sql.size()), &statement_, nullptr));
}

Statement::~Statement() { sqlite3_finalize(statement_); }

void Statement::Check(int code) const {
  if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE) return;
  const char* file = sqlite3_db_filename(handle_, "main");
  Throw(handle_, file != nullptr ? file : "", code);
}

Statement& Statement::Bind(int place, std::int64_t value) {
  Check(sqlite3_bind_int64(statement_, place + 1, value));
  return *this;
}

Statement& Statement::Bind(int place, double value) {
  Check(std::isnan(value) ? sqlite3_bind_null(statement_, place + 1)
                          : sqlite3_bind_double(statement_, place + 1, value));
  return *this;
}

Statement& Statement::Bind(int place, std::string_view text) {
  Check(sqlite3_bind_text(statement_, place + 1, text.data(), static_cast<int>(text.size()),
                          SQLITE_TRANSIENT));
  return *this;
}

Statement& Statement::BindBlob(int place, std::string_view bytes) {
  Check(sqlite3_bind_blob(statement_, place + 1, bytes.data(), static_cast<int>(bytes.size()),
                          SQLITE_TRANSIENT));
  return *this;
}

bool Statement::Step() {
  const int code = sqlite3_step(statement_);
  Check(code);
  return code == SQLITE_ROW;
}

void Statement::Execute() {
  while (Step()) {
  }
  Reset();
}

void Statement::Reset() { sqlite3_reset(statement_); }

std::int64_t Statement::Integer(int column) const {
  return sqlite3_column_int64(statement_, column);
}

double Statement::Number(int column) const {
  if (sqlite3_column_type(statement_, column) == SQLITE_NULL) {
    return std::numeric_limits<double>::quiet_NaN();
  }
  return sqlite3_column_double(statement_, column);
}

std::string Statement::Text(int column) const {
  const unsigned char* text = sqlite3_column_text(statement_, column);
  if (text == nullptr) return {};
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
  return {reinterpret_cast<const char*>(text), size};
}

std::string Statement::Blob(int column) const {
  const void* bytes = sqlite3_column_blob(statement_, column);
  if (bytes == nullptr) return {};
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
  return {static_cast<const char*>(bytes), size};
}

Transaction::Transaction(Database* database) : database_(database) {
  database_->Run("BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
  // A failed rollback leaves nothing to do: SQLite rolls back when the file is next opened.
  if (open_) sqlite3_exec(database_->handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::Commit() {
  database_->Run("COMMIT");
  open_ = false;
}

std::string QuotedName(std::string_view name) {
  std::string quoted = "\"";
  for (const char c : name) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

}  // namespace dragoman
