#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "engine/core/distribution.h"
#include "engine/core/fields.h"

namespace dragoman {

/// JSON with keys in the order they were written.
using Json = nlohmann::ordered_json;

/// A number for JSON output. @pre `value` is finite: NaN and infinity are never written.
Json JsonNumber(double value);

/// `0.3` or `{"uniform": [0.2, 0.6]}`.
Json JsonDistribution(const Distribution& distribution);

/// A condition as it is written in a file; null for an absent one.
Json JsonRule(const Rule& rule);

/// A struct as a JSON object that reads back as the same struct. Left out: absent optional numbers,
/// absent conditions, empty names and dates.
Json JsonObject(ObjectRef object);

template <class T>
Json JsonOf(const T& object) {
  T copy = object;  // Serialize takes a mutable object.
  return JsonObject(FieldVisitor::RefTo(&copy));
}

/// The text of `json`: indented by two spaces, numbers as short as they read back. Invalid UTF-8 is
/// replaced rather than thrown at.
std::string JsonText(const Json& json, int indent = 2);

}  // namespace dragoman
