#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/core/distribution.h"
#include "engine/core/fields.h"
#include "engine/wire/document.h"

/// @file
/// One value of the document tree to one value of a struct. Each function returns nothing after it
/// has reported what is wrong with `node`, and nothing at all for a node reported before.

namespace dragoman {

/// Where a value is read and to whom its problems go.
struct ReadPlace {
  const DocumentNode& node;
  std::string path;
  ProblemCollector* problems;

  ReadPlace At(const DocumentNode& child, std::string child_path) const {
    return {child, std::move(child_path), problems};
  }
  void Report(std::string message, std::string expected = {}) const {
    problems->Add(node.mark, path, std::move(message), std::move(expected));
  }
  /// "'abc' is a text" with what was expected; silent for an invalid node.
  void ReportKind(std::string expected) const;
};

std::optional<double> ReadNumber(const ReadPlace& place, const Field& field);
std::optional<int> ReadInteger(const ReadPlace& place, const Field& field);
std::optional<bool> ReadFlag(const ReadPlace& place);
std::optional<std::string> ReadTextValue(const ReadPlace& place, const Field& field);
std::optional<int> ReadChoice(const ReadPlace& place, std::span<const std::string_view> names);
std::optional<Distribution> ReadDistribution(const ReadPlace& place, const Field& field);
std::optional<Rule> ReadRule(const ReadPlace& place);

/// "a text", "a date as YYYY-MM-DD", ...: what a text field takes.
std::string DescribeText(const Field& field);

/// Whether a text is a letter, then letters, digits, '_', '-', '.', '+'.
bool IsIdentifier(std::string_view text);

/// Whether a text is YYYY-MM-DD and that day exists (proleptic Gregorian calendar).
bool IsCalendarDate(std::string_view text);

/// What `node` is, for messages: "'5' is a number", "is a list", "has no value".
std::string DescribeNode(const DocumentNode& node);

}  // namespace dragoman
