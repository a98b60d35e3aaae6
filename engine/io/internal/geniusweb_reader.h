#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "engine/core/text.h"
#include "engine/preferences/domain.h"
#include "engine/wire/document.h"
#include "engine/wire/value_readers.h"

namespace dragoman {

inline constexpr std::string_view kGeniusWebProfileKind = "LinearAdditiveUtilitySpace";
/// Bounds of number ranges; beyond them whole numbers are soon not exact.
inline constexpr double kLargestGeniusWebBound = 1e12;

/// Shared by domains and profiles: typed access to the document, with reports.
class GeniusWebReader {
 public:
  explicit GeniusWebReader(ProblemCollector* problems) : problems_(problems) {}

  ReadPlace Place(const DocumentNode& node, const std::string& path) const {
    return {node, path, problems_};
  }

  /// The entry of a map, of the kind wanted; reports what is wrong with it.
  const DocumentNode* Require(const DocumentNode& map, const std::string& path,
                              std::string_view key, DocumentNode::Kind kind,
                              const std::string& what) const {
    const DocumentNode* node = FindEntry(map, key);
    const std::string at = Join(path, key);
    if (node == nullptr) {
      problems_->Add(map.mark, at, "required key is missing", what);
      return nullptr;
    }
    if (node->kind == kind) return node;
    Place(*node, at).ReportKind(what);
    return nullptr;
  }

  std::optional<double> Number(const DocumentNode& map, const std::string& path,
                               std::string_view key) const {
    const DocumentNode* node = Require(map, path, key, DocumentNode::Kind::kNumber, "a number");
    return node == nullptr ? std::nullopt : std::optional(node->number);
  }

  /// A number in [0, 1].
  std::optional<double> Share(const DocumentNode& node, const std::string& path) const {
    if (node.kind != DocumentNode::Kind::kNumber) {
      Place(node, path).ReportKind("a number in [0, 1]");
      return std::nullopt;
    }
    if (node.number >= 0 && node.number <= 1) return node.number;
    problems_->Add(node.mark, path, FormatNumber(node.number) + " is out of range",
                   "a number in [0, 1]");
    return std::nullopt;
  }

  void Report(const Mark& mark, const std::string& path, std::string message,
              std::string expected = {}) const {
    problems_->Add(mark, path, std::move(message), std::move(expected));
  }
  bool full() const { return problems_->full(); }

  static std::string Join(const std::string& path, std::string_view key) {
    return path.empty() ? std::string(key) : path + "." + std::string(key);
  }

  /// The domain of {"name", "issuesValues"}.
  Domain ReadDomain(const DocumentNode& node, const std::string& path,
                    const std::string& file) const;

 private:
  ProblemCollector* problems_;
};

}  // namespace dragoman
