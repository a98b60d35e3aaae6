#pragma once

#include <string>

#include "engine/wire/json_writer.h"

namespace dragoman {

/// `json` as a YAML document that ReadYaml reads back as the same tree: maps and lists of maps in
/// block style, lists of scalars and small maps on one line, texts in double quotes unless they are
/// plain names. An empty map or list is `{}` or `[]`.
std::string YamlText(const Json& json);

}  // namespace dragoman
