#pragma once

#include <string>
#include <string_view>

#include "engine/wire/document.h"

namespace dragoman {

/// Reads one YAML document into a tree with marks. `file` is the name used in problems.
///
/// The part of YAML that has one meaning: maps, lists, texts, decimal numbers, true, false, null.
/// Refused: duplicate keys, anchors and aliases, `<<`, tags, keys that are not scalars, numbers
/// with leading zeros, a second document, tabs in the indentation, what passes the limits of
/// document.h. Not numbers but texts: 0x10, 1_000, .nan, .inf, "1". Not booleans but texts: yes,
/// no, on, off, True. Throws nothing.
ReadResult ReadYaml(std::string_view text, const std::string& file);

/// Reads the value of a `--set path=value`: a scalar, or a list or map in flow style. Returns what
/// is wrong with it, or an empty text. (A ValueParser, engine/wire/overrides.h.)
std::string ParseYamlValue(std::string_view text, DocumentNode* value);

}  // namespace dragoman
