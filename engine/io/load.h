#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/fields.h"
#include "engine/wire/document.h"
#include "engine/wire/field_table.h"

/// @file
/// A file, and the settings of --set, to a struct.

namespace dragoman {

enum class TextFormat : unsigned char { kYaml, kJson };

/// JSON for names that end in ".json", YAML for all others.
TextFormat FormatOf(std::string_view file);

/// The document a struct was read from, which Locate() needs to place what the model finds wrong
/// later, and everything that was wrong with it, ordered by place.
struct LoadedDocument {
  Document document;
  std::vector<Problem> problems;
  bool bound = false;  ///< The struct was filled with what could be read.

  bool ok() const { return problems.empty(); }
};

/// Reads `text`, applies `settings` ("path=value", engine/wire/overrides.h), and binds the result
/// to `object`. `file` is the name shown in problems; `fields` is ListFields of the
/// struct. Syntax errors end the reading; all other problems are reported together.
LoadedDocument LoadText(std::string_view text, const std::string& file, TextFormat format,
                        std::span<const std::string> settings,
                        const std::vector<FieldEntry>& fields, ObjectRef object);

/// As LoadText, from a file of the format its name tells.
LoadedDocument LoadFile(const std::string& file, std::span<const std::string> settings,
                        const std::vector<FieldEntry>& fields, ObjectRef object);

/// A struct with the document it came from.
template <class T>
struct Loaded {
  T value;
  Document document;
  std::vector<Problem> problems;

  bool ok() const { return problems.empty(); }
};

/// Loads a struct with Serialize from a file. Check ok() before using the value.
template <class T>
Loaded<T> LoadStruct(const std::string& file, std::span<const std::string> settings = {}) {
  Loaded<T> loaded;
  LoadedDocument read =
      LoadFile(file, settings, ListFields<T>(), FieldVisitor::RefTo(&loaded.value));
  loaded.document = std::move(read.document);
  loaded.problems = std::move(read.problems);
  return loaded;
}

/// As LoadStruct, from a text.
template <class T>
Loaded<T> LoadStructFromText(std::string_view text, const std::string& file, TextFormat format,
                             std::span<const std::string> settings = {}) {
  Loaded<T> loaded;
  LoadedDocument read =
      LoadText(text, file, format, settings, ListFields<T>(), FieldVisitor::RefTo(&loaded.value));
  loaded.document = std::move(read.document);
  loaded.problems = std::move(read.problems);
  return loaded;
}

/// What the model found wrong with a loaded struct, placed and ordered.
std::vector<Problem> PlaceProblems(const Document& document, const Diagnostics& diagnostics);

}  // namespace dragoman
