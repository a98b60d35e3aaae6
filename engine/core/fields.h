#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/core/distribution.h"

/// @file
/// The one list of fields per struct. A struct that can be written in a file has
///
///   void Serialize(FieldVisitor* v) { v->Visit({.name = "beta", .doc = "..."}, &beta); ... }
///
/// and readers, writers, the JSON Schema, `describe` and `--set` all walk that list: names,
/// defaults, ranges and documentation are written once.

namespace dragoman {

class FieldVisitor;

/// Numbers allowed in a field; written so that NaN is never inside.
struct Range {
  double min = -std::numeric_limits<double>::infinity();
  double max = std::numeric_limits<double>::infinity();
  bool min_open = false;
  bool max_open = false;

  bool Contains(double x) const {
    return (min_open ? x > min : x >= min) && (max_open ? x < max : x <= max);
  }
};
inline constexpr Range kUnitInterval{.min = 0, .max = 1};

/// What kind of text a string field holds; readers check the form, the model checks the meaning.
enum class TextKind : unsigned char {
  kFree,        ///< Any text.
  kIdentifier,  ///< Letter first, then letters, digits, '_', '-', '.', '+'.
  kDate,        ///< YYYY-MM-DD.
};

/// A text literal. A pointer, because half of what describes a field would else be lengths.
class FieldText {
 public:
  constexpr FieldText() = default;
  // Implicit on purpose: .name = "beta".
  constexpr FieldText(const char* text) : text_(text) {}

  constexpr const char* c_str() const { return text_; }
  constexpr bool empty() const { return *text_ == '\0'; }
  constexpr operator std::string_view() const { return text_; }

  friend constexpr bool operator==(FieldText a, std::string_view b) {
    return std::string_view(a) == b;
  }
  template <class Stream>
  friend Stream& operator<<(Stream& stream, FieldText text) {
    stream << text.c_str();
    return stream;
  }

 private:
  const char* text_ = "";
};

/// Description of one field.
struct Field {
  FieldText name;
  FieldText doc = {};     ///< One line, for the schema and `describe`.
  Range range = {};       ///< For numbers.
  FieldText unit = {};    ///< "probability", "meetings", "points of 0..100" ...
  FieldText alias = {};   ///< The short name of the brief (e.g. "wait.q"), for --set.
  FieldText source = {};  ///< Where the default comes from.
  TextKind text = TextKind::kFree;
  bool required = false;
};

/// A struct with Serialize, type erased.
struct ObjectRef {
  void* object;
  void (*visit)(void* object, FieldVisitor* visitor);
};

/// A vector of structs with Serialize, type erased.
struct ListRef {
  void* list;
  std::size_t (*size)(void* list);
  /// Replaces the elements by `size` new ones with their defaults.
  void (*reset)(void* list, std::size_t size);
  ObjectRef (*at)(void* list, std::size_t k);

  /// Walks an element with its defaults, which the list holds from then on: for schemas.
  void VisitNew(FieldVisitor* visitor) const {
    reset(list, 1);
    const ObjectRef element = at(list, 0);
    element.visit(element.object, visitor);
  }
};

/// Values by party (or other) id, in the order written: `{North: 0.7, South: 0.35}`.
template <class T>
using Named = std::vector<std::pair<std::string, T>>;

/// A condition as written: a text such as "land >= L3" or "land signed", or {all: [...]},
/// {any: [...]}. Compiled by core/condition.h.
struct Rule {
  enum class Kind : unsigned char { kNone, kText, kAll, kAny };
  Kind kind = Kind::kNone;
  std::string text;
  std::vector<Rule> parts;

  static Rule Text(std::string condition) { return {Kind::kText, std::move(condition), {}}; }
  friend bool operator==(const Rule&, const Rule&) = default;
};

/// Walks the fields of a struct. Implementations: readers and writers (engine/wire), the schema.
class FieldVisitor {
 public:
  virtual ~FieldVisitor() = default;

  virtual void VisitNumber(const Field& field, double* value) = 0;
  virtual void VisitOptionalNumber(const Field& field, std::optional<double>* value) = 0;
  virtual void VisitInteger(const Field& field, int* value) = 0;
  virtual void VisitFlag(const Field& field, bool* value) = 0;
  virtual void VisitText(const Field& field, std::string* value) = 0;
  /// One of `names`; `*value` is the index.
  virtual void VisitChoice(const Field& field, std::span<const std::string_view> names,
                           int* value) = 0;
  virtual void VisitDistribution(const Field& field, Distribution* value) = 0;
  virtual void VisitRule(const Field& field, Rule* value) = 0;
  virtual void VisitTexts(const Field& field, std::vector<std::string>* values) = 0;
  virtual void VisitNumbers(const Field& field, std::vector<double>* values) = 0;
  virtual void VisitNamedNumbers(const Field& field, Named<double>* values) = 0;
  virtual void VisitNamedDistributions(const Field& field, Named<Distribution>* values) = 0;
  virtual void VisitNamedTexts(const Field& field, Named<std::vector<std::string>>* values) = 0;
  virtual void VisitObject(const Field& field, ObjectRef object) = 0;
  virtual void VisitList(const Field& field, ListRef list) = 0;

  void Visit(const Field& field, double* value) { VisitNumber(field, value); }
  void Visit(const Field& field, std::optional<double>* v) { VisitOptionalNumber(field, v); }
  void Visit(const Field& field, int* value) { VisitInteger(field, value); }
  void Visit(const Field& field, bool* value) { VisitFlag(field, value); }
  void Visit(const Field& field, std::string* value) { VisitText(field, value); }
  void Visit(const Field& field, Distribution* value) { VisitDistribution(field, value); }
  void Visit(const Field& field, Rule* value) { VisitRule(field, value); }
  void Visit(const Field& field, std::vector<std::string>* v) { VisitTexts(field, v); }
  void Visit(const Field& field, std::vector<double>* values) { VisitNumbers(field, values); }
  void Visit(const Field& field, Named<double>* values) { VisitNamedNumbers(field, values); }
  void Visit(const Field& field, Named<Distribution>* v) { VisitNamedDistributions(field, v); }
  void Visit(const Field& field, Named<std::vector<std::string>>* v) { VisitNamedTexts(field, v); }

  /// An enum class whose values are 0, 1, ... in the order of `names`.
  template <class Enum>
    requires std::is_enum_v<Enum>
  void Visit(const Field& field, Enum* value, std::span<const std::string_view> names) {
    int index = static_cast<int>(*value);
    VisitChoice(field, names, &index);
    // Writers only look, at what other threads may look at, too.
    if (index != static_cast<int>(*value)) *value = static_cast<Enum>(index);
  }

  template <class T>
    requires requires(T t, FieldVisitor* v) { t.Serialize(v); }
  void Visit(const Field& field, T* object) {
    VisitObject(field, RefTo(object));
  }

  template <class T>
    requires requires(T t, FieldVisitor* v) { t.Serialize(v); }
  void Visit(const Field& field, std::vector<T>* list) {
    VisitList(
        field,
        ListRef{
            .list = list,
            .size = [](void* l) { return static_cast<std::vector<T>*>(l)->size(); },
            .reset = [](void* l,
                        std::size_t n) { *static_cast<std::vector<T>*>(l) = std::vector<T>(n); },
            .at = [](void* l,
                     std::size_t k) { return RefTo(&(*static_cast<std::vector<T>*>(l))[k]); },
        });
  }

  template <class T>
  static ObjectRef RefTo(T* object) {
    return {object, [](void* o, FieldVisitor* v) { static_cast<T*>(o)->Serialize(v); }};
  }
};

}  // namespace dragoman
