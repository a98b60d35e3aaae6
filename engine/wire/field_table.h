#pragma once

#include <string>
#include <vector>

#include "engine/core/fields.h"

namespace dragoman {

/// One field of a struct or of a struct inside it, for `describe` and for the short names of
/// --set.
struct FieldEntry {
  std::string path;  ///< "talks.wait"; elements of lists as "claims[].q".
  std::string type;  ///< "number", "integer", "one of: a, b", "map of names to numbers", ...
  std::string doc;
  std::string unit;
  std::string alias;
  std::string source;
  std::string range;          ///< "[0, 1]", ">= 0"; empty if unlimited.
  std::string default_value;  ///< As JSON; empty if there is none.
  bool required = false;
  bool by_name = false;  ///< A map from names: its alias is followed by ".NAME".
};

/// The fields of `object`, a default one, in order; structs inside it included.
std::vector<FieldEntry> ListFields(ObjectRef object);

template <class T>
std::vector<FieldEntry> ListFields() {
  T prototype;
  return ListFields(FieldVisitor::RefTo(&prototype));
}

/// The full path a --set path stands for: "rank.A" becomes "talks.ranks.A" if a field that maps
/// names has the alias "rank". A path that is no alias comes back as it is. Fields inside lists
/// have no aliases.
std::string ResolveAlias(const std::vector<FieldEntry>& fields, std::string_view path);

}  // namespace dragoman
