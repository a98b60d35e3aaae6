#pragma once

#include <string_view>

#include "engine/core/fields.h"
#include "engine/wire/json_writer.h"

namespace dragoman {

/// The JSON Schema (draft 2020-12) of a struct, so that editors validate while one types. Holds the
/// names, types, ranges, choices and documentation; what the model checks (references, conditions)
/// it cannot say. `object` is a default one: its values are the defaults shown.
Json SchemaOf(ObjectRef object, std::string_view title);

template <class T>
Json SchemaOf(std::string_view title) {
  T prototype;
  return SchemaOf(FieldVisitor::RefTo(&prototype), title);
}

}  // namespace dragoman
