#include "engine/io/geniusweb_json.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <unordered_set>
#include <utility>

#include "engine/core/text.h"
#include "engine/io/error_text.h"
#include "engine/io/internal/genius_elements.h"
#include "engine/io/internal/geniusweb_reader.h"
#include "engine/wire/json_reader.h"

namespace dragoman {
namespace {

constexpr int kMostDecimals = 15;

/// Digits after the point of a number as written: 2 for "12.25", 3 for "1e-3".
int DecimalsOf(std::string_view text) {
  int decimals = 0;
  const std::size_t exponent = text.find_first_of("eE");
  const std::string_view digits = Slice(text, 0, exponent);
  if (const std::size_t point = digits.find('.'); point != std::string_view::npos) {
    decimals = static_cast<int>(std::min<std::size_t>(digits.size() - point - 1, kMostDecimals));
  }
  if (exponent != std::string_view::npos && Slice(text, exponent + 1).starts_with('-')) {
    const std::string_view power = Slice(text, exponent + 2);
    int more = kMostDecimals;  // Kept if the power is too large for an int.
    std::from_chars(power.data(), power.data() + power.size(), more);
    decimals += std::min(more, kMostDecimals);
  }
  return std::min(decimals, kMostDecimals);
}

/// A range of numbers as GeniusWeb writes it.
struct NumberRange {
  double low = 0;
  double high = 0;
  double step = 1;
  int decimals = 0;
  std::size_t count = 0;

  /// low + k step, without the noise of binary fractions.
  double At(std::size_t k) const {
    const double value = low + static_cast<double>(k) * step;
    double scale = 1;
    for (int d = 0; d < decimals; ++d) scale *= 10;
    const double rounded = std::round(value * scale) / scale;
    return std::isfinite(rounded) ? rounded : value;
  }
};

/// Reads the issues of a domain.
class GeniusWebIssueReader {
 public:
  explicit GeniusWebIssueReader(const GeniusWebReader& reader) : reader_(reader) {}

  DomainIssue ReadIssue(const DocumentEntry& entry, const std::string& path) const {
    DomainIssue issue;
    issue.name = entry.key;
    if (entry.key.empty()) reader_.Report(entry.key_mark, path, "the text is empty", "a name");
    if (entry.value.kind != DocumentNode::Kind::kMap) {
      reader_.Place(entry.value, path).ReportKind("a map with 'values' or 'range'");
      return issue;
    }
    if (FindEntry(entry.value, "range") != nullptr) {
      ReadRangeIssue(entry.value, path, &issue);
    } else if (const DocumentNode* values = reader_.Require(
                   entry.value, path, "values", DocumentNode::Kind::kList, "a list of texts")) {
      ReadValues(*values, path + ".values", &issue);
    }
    return issue;
  }

 private:
  void ReadValues(const DocumentNode& list, const std::string& path, DomainIssue* issue) const {
    std::unordered_set<std::string_view> seen;
    for (std::size_t k = 0; k < list.list.size() && !reader_.full(); ++k) {
      const DocumentNode& value = list.list[k];
      const std::string at = path + "[" + std::to_string(k) + "]";
      if (value.kind != DocumentNode::Kind::kText) {
        reader_.Place(value, at).ReportKind("a text");
      } else if (value.text.empty()) {
        reader_.Report(value.mark, at, "the text is empty", "a name");
      } else if (!seen.insert(value.text).second) {
        reader_.Report(value.mark, at, QuoteForMessage(value.text) + " comes twice",
                       "different values");
      } else {
        issue->values.push_back(value.text);
      }
    }
    if (list.list.empty() || issue->values.size() > kMaxValues) {
      reader_.Report(list.mark, path, "has " + std::to_string(list.list.size()) + " values",
                     "1 to " + std::to_string(kMaxValues));
    }
  }

  void ReadRangeIssue(const DocumentNode& node, const std::string& path, DomainIssue* issue) const {
    const auto range = ReadRange(*FindEntry(node, "range"), path + ".range");
    if (!range) return;
    if (range->step == 1 && std::floor(range->low) == range->low) {
      issue->kind = IssueKind::kInteger;
      issue->lower = static_cast<long long>(range->low);
      issue->num_integers = range->count;
      return;
    }
    issue->kind = IssueKind::kOrdered;
    std::unordered_set<std::string> seen;
    for (std::size_t k = 0; k < range->count; ++k) {
      issue->values.push_back(FormatNumber(range->At(k)));
      if (seen.insert(issue->values.back()).second) continue;
      return reader_.Report(node.mark, path + ".range", "a step too small to tell its values apart",
                            "a larger step");
    }
  }

  /// {"low", "high", "step"}, or [low, high, step] as older files have it.
  std::optional<NumberRange> ReadRange(const DocumentNode& node, const std::string& path) const {
    const DocumentNode* parts[3] = {nullptr, nullptr, nullptr};
    constexpr std::string_view kParts[] = {"low", "high", "step"};
    if (node.kind == DocumentNode::Kind::kList && node.list.size() == 3) {
      for (std::size_t k = 0; k < 3; ++k) parts[k] = &node.list[k];
    } else if (node.kind == DocumentNode::Kind::kMap) {
      for (std::size_t k = 0; k < 3; ++k) {
        parts[k] = reader_.Require(node, path, kParts[k], DocumentNode::Kind::kNumber, "a number");
        if (parts[k] == nullptr) return std::nullopt;
      }
    } else {
      reader_.Place(node, path).ReportKind("a map with low, high and step");
      return std::nullopt;
    }
    NumberRange range;
    double* values[3] = {&range.low, &range.high, &range.step};
    for (std::size_t k = 0; k < 3; ++k) {
      if (parts[k]->kind != DocumentNode::Kind::kNumber ||
          std::abs(parts[k]->number) > kLargestGeniusWebBound) {
        reader_.Report(parts[k]->mark, path, std::string(kParts[k]) + " cannot be used",
                       "a number between -1e12 and 1e12");
        return std::nullopt;
      }
      *values[k] = parts[k]->number;
    }
    range.decimals = std::max(DecimalsOf(parts[0]->text), DecimalsOf(parts[2]->text));
    return CountRange(node.mark, path, range);
  }

  std::optional<NumberRange> CountRange(const Mark& mark, const std::string& path,
                                        NumberRange range) const {
    // A value that misses the end by a rounding counts.
    const double steps =
        range.step > 0 ? std::floor((range.high - range.low) / range.step + 1e-9) : -1.0;
    if (!(steps >= 0) || !(steps < static_cast<double>(kMaxValues))) {
      reader_.Report(mark, path,
                     "from " + FormatNumber(range.low) + " to " + FormatNumber(range.high) +
                         " in steps of " + FormatNumber(range.step),
                     "1 to " + std::to_string(kMaxValues) + " values, upwards");
      return std::nullopt;
    }
    range.count = static_cast<std::size_t>(steps) + 1;
    return range;
  }

  const GeniusWebReader& reader_;
};

}  // namespace

Domain GeniusWebReader::ReadDomain(const DocumentNode& node, const std::string& path,
                                   const std::string& file) const {
  Domain domain;
  const DocumentNode* name = FindEntry(node, "name");
  domain.name =
      name != nullptr && name->kind == DocumentNode::Kind::kText ? name->text : StemOf(file);
  const DocumentNode* issues = Require(node, path, "issuesValues", DocumentNode::Kind::kMap,
                                       "a map of issues to their values");
  if (issues == nullptr) return domain;
  const std::string at = Join(path, "issuesValues");
  if (issues->map.empty() || issues->map.size() > kMaxIssues) {
    Report(issues->mark, at, "has " + std::to_string(issues->map.size()) + " issues",
           "1 to " + std::to_string(kMaxIssues));
    return domain;
  }
  for (const DocumentEntry& entry : issues->map) {
    domain.issues.push_back(
        GeniusWebIssueReader(*this).ReadIssue(entry, at + "." + ShortName(entry.key)));
  }
  return domain;
}

DomainFile ReadGeniusWebDomain(std::string_view text, const std::string& file) {
  DomainFile result;
  ReadResult json = ReadJson(text, file);
  ProblemCollector problems(&json.document.sources);
  const DocumentNode& root = json.document.root;
  if (json.complete && json.problems.empty()) {
    const GeniusWebReader reader(&problems);
    const DocumentNode* space = FindEntry(root, kGeniusWebProfileKind);
    const DocumentNode* inside = space != nullptr ? FindEntry(*space, "domain") : nullptr;
    if (root.kind != DocumentNode::Kind::kMap) {
      reader.Place(root, {}).ReportKind("a map with 'issuesValues'");
    } else if (inside != nullptr) {
      result.domain =
          reader.ReadDomain(*inside, std::string(kGeniusWebProfileKind) + ".domain", file);
    } else {
      result.domain = reader.ReadDomain(root, {}, file);
    }
  }
  result.problems = std::move(json.problems);
  for (Problem& problem : problems.Take()) result.problems.push_back(std::move(problem));
  SortProblems(file, &result.problems);
  return result;
}

}  // namespace dragoman
