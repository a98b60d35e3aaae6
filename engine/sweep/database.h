#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

/// @file
/// SQLite, as far as the result store needs it: a database and its statements, with errors as
/// exceptions that do not leave engine/sweep.

namespace dragoman {

/// What SQLite could not do.
class DatabaseError : public std::runtime_error {
 public:
  DatabaseError(const std::string& what, int code) : std::runtime_error(what), code_(code) {}

  /// SQLite's result code.
  int code() const { return code_; }
  /// The disk is full, or a write failed: what was committed stands.
  bool out_of_space() const;

 private:
  int code_;
};

enum class DatabaseMode : unsigned char { kRead, kWrite, kCreate };

/// One open database file. Not shared between threads without a lock of the caller's.
class Database {
 public:
  Database(const std::string& path, DatabaseMode mode);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  /// Runs statements that return nothing.
  void Run(const std::string& sql);
  /// The first column of the first row as text; empty if there is no row.
  std::string Ask(const std::string& sql);

  sqlite3* handle() const { return handle_; }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
  sqlite3* handle_ = nullptr;
};

/// A prepared statement. Parameters and columns count from 0.
class Statement {
 public:
  Statement(const Database& database, const std::string& sql);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  Statement& Bind(int place, std::int64_t value);
  Statement& Bind(int place, std::uint64_t value) {
    return Bind(place, static_cast<std::int64_t>(value));
  }
  Statement& Bind(int place, double value);  ///< NaN becomes NULL.
  Statement& Bind(int place, std::string_view text);
  Statement& BindBlob(int place, std::string_view bytes);

  /// True while there is a row.
  bool Step();
  /// Steps to the end and makes the statement ready for the next values.
  void Execute();
  void Reset();

  std::int64_t Integer(int column) const;
  std::uint64_t Count(int column) const { return static_cast<std::uint64_t>(Integer(column)); }
  double Number(int column) const;  ///< NULL is NaN.
  std::string Text(int column) const;
  std::string Blob(int column) const;

 private:
  void Check(int code) const;

  sqlite3* handle_;
  sqlite3_stmt* statement_ = nullptr;
};

/// Everything between construction and Commit() happens or does not.
class Transaction {
 public:
  explicit Transaction(Database* database);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  void Commit();

 private:
  Database* database_;
  bool open_ = true;
};

/// `"a""b"`: a name as SQL writes it.
std::string QuotedName(std::string_view name);

}  // namespace dragoman
