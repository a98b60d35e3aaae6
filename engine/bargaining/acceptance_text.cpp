#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "engine/bargaining/acceptance.h"
#include "engine/core/partial_visitor.h"
#include "engine/core/text.h"

/// @file
/// MakeAcceptance: conditions inside conditions (`any`, `all`) are texts, and the model reads them
/// itself, since it cannot ask the folders below it.

namespace dragoman {
namespace {

constexpr int kMostNested = 16;

/// Splits at the commas outside brackets; the parts are trimmed. Nothing for an empty text.
std::vector<std::string_view> SplitOutsideBrackets(std::string_view text) {
  std::vector<std::string_view> parts;
  int depth = 0;
  std::size_t from = 0;
  for (std::size_t k = 0; k < text.size(); ++k) {
    if (text[k] == '(' || text[k] == '[') ++depth;
    if (text[k] == ')' || text[k] == ']') --depth;
    if (text[k] != ',' || depth != 0) continue;
    parts.push_back(Trim(Slice(text, from, k - from)));
    from = k + 1;
  }
  if (const std::string_view last = Trim(Slice(text, from)); !last.empty() || !parts.empty()) {
    parts.push_back(last);
  }
  return parts;
}

/// The text between an opening bracket at the front and its closing one at the back.
std::optional<std::string_view> Inside(std::string_view text, char open, char close) {
  if (text.size() < 2 || text.front() != open || text.back() != close) return std::nullopt;
  return Slice(text, 1, text.size() - 2);
}

/// A decimal number of at most 15 digits and a power of ten up to 22: these are read exactly, with
/// one rounding (Clinger 1990, the fast path).
std::optional<double> DecimalFrom(std::string_view text) {
  static constexpr std::array<double, 23> kTens = {1,    1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                   1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                                   1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
  std::size_t k = 0;
  const bool negative = !text.empty() && text[0] == '-';
  if (negative) ++k;
  std::uint64_t digits = 0;
  int seen = 0;
  int after_point = -1;
  for (; k < text.size(); ++k) {
    const char c = text[k];
    if (c == '.' && after_point < 0) {
      after_point = 0;
      continue;
    }
    if (c < '0' || c > '9' || ++seen > 15) return std::nullopt;
    digits = 10 * digits + static_cast<std::uint64_t>(c - '0');
    if (after_point >= 0) ++after_point;
  }
  if (seen == 0) return std::nullopt;
  const double value = static_cast<double>(digits) /
                       kTens[static_cast<std::size_t>(after_point > 0 ? after_point : 0)];
  return negative ? -value : value;
}

/// Writes the parameters of one condition into its fields.
class AcceptanceFields final : public PartialVisitor {
 public:
  using Pair = std::pair<std::string_view, std::string_view>;

  AcceptanceFields(std::vector<Pair> pairs, std::string_view path)
      : pairs_(std::move(pairs)), used_(pairs_.size(), false), path_(path) {}

  void VisitNumber(const Field& field, double* value) override {
    const std::string_view* text = Take(field);
    if (text == nullptr) return;
    const std::optional<double> number = DecimalFrom(*text);
    if (number && field.range.Contains(*number)) {
      *value = *number;
    } else {
      Report(field, *text, number ? "out of range" : "is no number");
    }
  }
  void VisitTexts(const Field& field, std::vector<std::string>* values) override {
    const std::string_view* text = Take(field);
    if (text == nullptr) return;
    const std::optional<std::string_view> list = Inside(*text, '[', ']');
    if (!list) return Report(field, *text, "is no list in [ ]");
    values->clear();
    for (const std::string_view part : SplitOutsideBrackets(*list)) values->emplace_back(part);
  }
  void VisitChoice(const Field& field, std::span<const std::string_view> names,
                   int* value) override {
    const std::string_view* text = Take(field);
    if (text == nullptr) return;
    for (std::size_t k = 0; k < names.size(); ++k) {
      if (names[k] == *text) {
        *value = static_cast<int>(k);
        return;
      }
    }
    Report(field, *text, "is none of the choices");
  }

  /// All problems, the keys that no field has among them.
  Diagnostics Finish() {
    for (std::size_t k = 0; k < pairs_.size(); ++k) {
      if (used_[k]) continue;
      const std::string key(pairs_[k].first);
      problems_.push_back({path_, Concat({"unknown or repeated parameter '", key, "'"}),
                           ExpectedOneOf(key, names_)});
    }
    return std::move(problems_);
  }

 private:
  const std::string_view* Take(const Field& field) {
    names_.emplace_back(field.name);
    for (std::size_t k = 0; k < pairs_.size(); ++k) {
      if (used_[k] || pairs_[k].first != field.name) continue;
      used_[k] = true;
      return &pairs_[k].second;
    }
    return nullptr;
  }
  // Conditions have numbers, choices and lists of conditions only.
  void Others(const Field& field) override {
    const std::string_view* text = Take(field);
    if (text != nullptr) Report(field, *text, "cannot be set here");
  }
  void Report(const Field& field, std::string_view text, std::string_view why) {
    std::string message = Concat({"parameter '", field.name.c_str(), "': '", text});
    message += "' ";
    message += why;
    problems_.push_back({path_, std::move(message), std::string(field.doc)});
  }

  std::vector<Pair> pairs_;
  std::vector<bool> used_;
  std::vector<std::string> names_;
  std::string path_;
  Diagnostics problems_;
};

bool NestedTooDeep(std::string_view text) {
  int depth = 0;
  for (const char c : text) {
    if (c == '(' && ++depth > kMostNested) return true;
    if (c == ')') --depth;
  }
  return false;
}

}  // namespace

Checked<std::unique_ptr<Acceptance>> MakeAcceptance(std::string_view text, std::string_view path) {
  const std::string where(path);
  if (NestedTooDeep(text)) return Diagnostic{where, "conditions nested more than 16 deep", ""};
  const std::string_view trimmed = Trim(text);
  const std::size_t bracket = trimmed.find('(');
  const std::string name(Trim(Slice(trimmed, 0, bracket)));
  const AcceptanceEntry* entry = FindAcceptance(name);
  if (entry == nullptr) {
    std::vector<std::string> names;
    for (const AcceptanceEntry& known : RegisteredAcceptances()) {
      names.emplace_back(known.info.name);
    }
    return Diagnostic{where, Concat({"unknown acceptance condition '", name, "'"}),
                      ExpectedOneOf(name, names)};
  }
  std::vector<AcceptanceFields::Pair> pairs;
  if (bracket != std::string_view::npos) {
    const std::optional<std::string_view> inside = Inside(Slice(trimmed, bracket), '(', ')');
    if (!inside) return Diagnostic{where, Concat({"'", trimmed, "' lacks its ')'"}), ""};
    for (const std::string_view part : SplitOutsideBrackets(*inside)) {
      const std::size_t equals = part.find('=');
      if (equals == std::string_view::npos) {
        return Diagnostic{where, Concat({"'", part, "' is no NAME=VALUE"}), ""};
      }
      pairs.emplace_back(Trim(Slice(part, 0, equals)), Trim(Slice(part, equals + 1)));
    }
  }
  std::unique_ptr<Acceptance> made = entry->make();
  AcceptanceFields fields(std::move(pairs), path);
  made->Serialize(&fields);
  Diagnostics problems = fields.Finish();
  for (Diagnostic& problem : made->Check(path)) problems.push_back(std::move(problem));
  if (!problems.empty()) return problems;
  return made;
}

}  // namespace dragoman
