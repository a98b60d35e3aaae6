#pragma once

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/wire/value_readers.h"

namespace dragoman {

/// Reads the keys of one map of a file whose form no struct with Serialize describes: reports
/// missing and unknown keys as ReadArchive does. Nothing is reported for what is no map, except
/// that by the constructor.
class MapKeys {
 public:
  explicit MapKeys(const ReadPlace& place, std::string expected = "a map of keys");

  bool ok() const { return ok_; }
  const ReadPlace& place() const { return place_; }

  /// The value under `key`; reports that it is missing.
  std::optional<ReadPlace> Required(std::string_view key, std::string_view expected);
  /// The value under `key`, unless it is missing or null.
  std::optional<ReadPlace> Optional(std::string_view key);
  /// Keys that may be there and hold what they like.
  void Ignore(std::initializer_list<std::string_view> keys);

  // A key's value of a kind; what is wrong is reported and leaves `*value` as it is.
  void RequireNumber(const Field& field, double* value);
  void RequireFlag(std::string_view key, bool* value);
  void OptionalNumber(const Field& field);
  void OptionalFlag(std::string_view key);
  template <class Enum>
  void RequireChoice(std::string_view key, std::span<const std::string_view> names, Enum* value) {
    const auto found = Required(key, "one of the values that exist");
    if (!found) return;
    if (const auto index = ReadChoice(*found, names)) *value = static_cast<Enum>(*index);
  }
  void RequireText(const Field& field, std::string* value);
  void OptionalText(const Field& field, std::string* value);

  /// Reports keys that none of the calls above named.
  void Close();

 private:
  const DocumentNode* Find(std::string_view key);
  std::string PathOf(std::string_view key) const;

  ReadPlace place_;
  bool ok_ = false;
  std::vector<std::string> names_;
};

/// Element k of a list.
ReadPlace ElementAt(const ReadPlace& list, std::size_t k);

}  // namespace dragoman
