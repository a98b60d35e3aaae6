#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/wire/document.h"
#include "engine/wire/field_table.h"

namespace dragoman {

/// Reads the value of an override; returns what is wrong with the text, or nothing.
using ValueParser = std::string (*)(std::string_view text, DocumentNode* value);

/// Writes `value` at `path` of `document` before it is bound; see ApplyOverrides for paths.
/// `source` is what later problems name in place of the file. Returns the problems of the path
/// itself.
std::vector<Problem> ApplyOverride(const std::string& source, std::string_view path,
                                   DocumentNode value, const std::vector<FieldEntry>& fields,
                                   Document* document);

/// Writes `path=value` settings (the --set option) into `document` before it is bound, in order.
///
/// A path is one of
///   an alias of `fields` (`wait.q`, `rank.A`),
///   keys with dots (`talks.wait`), elements of lists by `[index]`, `[id]` or `.id`
///   (`claims[3].q`, `claims.A07.q`, `issues.water.status_quo`).
/// Keys that are not there yet are made (binding then checks their names); elements of lists are
/// not. Values set get a pseudo source `--set path=value`, so later problems name the option.
/// Returns the problems of the settings themselves.
std::vector<Problem> ApplyOverrides(std::span<const std::string> settings,
                                    const std::vector<FieldEntry>& fields, ValueParser parse,
                                    Document* document);

}  // namespace dragoman
