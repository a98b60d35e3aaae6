#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <nlohmann/json.hpp>

#include "engine/core/distribution.h"
#include "engine/core/fields.h"

namespace dragoman {

/// JSON with keys in the order they were written.
using Json = nlohmann::ordered_json;

/// A number for JSON output. @pre `value` is finite: NaN and infinity are never written.
Json JsonNumber(double value);

/// Sets the member `key` of the object `json`, as json[key] = value. Functions of their own,
/// because that line costs ten times a call, and a page downloads a few hundred of them.
void PutJson(Json* json, const char* key, Json&& value);
void PutNumber(Json* json, const char* key, double value);
void PutWhole(Json* json, const char* key, std::int64_t value);
void PutFlag(Json* json, const char* key, bool value);
void PutText(Json* json, const char* key, std::string_view value);

/// The one of them for the type of `value`. @pre a floating-point number is finite.
template <class T>
void Put(Json* json, const char* key, T&& value) {
  using Value = std::remove_cvref_t<T>;
  if constexpr (std::is_same_v<Value, bool>) {
    PutFlag(json, key, value);
  } else if constexpr (std::is_floating_point_v<Value>) {
    PutNumber(json, key, value);
  } else if constexpr (std::is_integral_v<Value> && sizeof(Value) < sizeof(std::int64_t)) {
    PutWhole(json, key, value);
  } else if constexpr (std::is_convertible_v<const Value&, std::string_view> &&
                       !std::is_same_v<Value, Json>) {
    PutText(json, key, value);
  } else {
    PutJson(json, key, Json(std::forward<T>(value)));
  }
}

/// `0.3` or `{"uniform": [0.2, 0.6]}`.
Json JsonDistribution(const Distribution& distribution);

/// A condition as it is written in a file; null for an absent one.
Json JsonRule(const Rule& rule);

/// A struct as a JSON object that reads back as the same struct. Left out: absent optional numbers,
/// absent conditions, empty names and dates.
Json JsonObject(ObjectRef object);

template <class T>
Json JsonOf(const T& object) {
  // Serialize takes a mutable object, which writing does not change.
  return JsonObject(FieldVisitor::RefTo(const_cast<T*>(&object)));
}

/// The text of `json`: indented by two spaces, numbers as short as they read back. Invalid UTF-8 is
/// replaced rather than thrown at.
std::string JsonText(const Json& json, int indent = 2);

}  // namespace dragoman
