#include "engine/io/genius_export.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <optional>
#include <unordered_set>
#include <utility>

#include "engine/core/text.h"

namespace dragoman {
namespace {

/// A text inside double quotes. XML 1.0 has no other control characters; they become '?'.
std::string XmlText(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '&') {
      escaped += "&amp;";
    } else if (c == '<') {
      escaped += "&lt;";
    } else if (c == '>') {
      escaped += "&gt;";
    } else if (c == '"') {
      escaped += "&quot;";
    } else if (c == '\t' || c == '\n' || c == '\r') {
      escaped += "&#" + std::to_string(static_cast<int>(c)) + ";";
    } else {
      escaped += static_cast<unsigned char>(c) < 0x20 ? '?' : c;
    }
  }
  return escaped;
}

/// ` name="value"`.
std::string XmlAttributeText(std::string_view name, std::string_view value) {
  return " " + std::string(name) + "=\"" + XmlText(value) + "\"";
}

std::string ValueElement(std::string_view name, double value) {
  return "<" + std::string(name) + XmlAttributeText("value", FormatNumber(value)) + "/>\n";
}

/// A comment of several lines, in which "--" must not appear.
std::string XmlComment(const std::vector<std::string>& lines) {
  if (lines.empty()) return {};
  std::string text = "<!--\n";
  for (const std::string& line : lines) {
    std::string safe;
    for (const char c : line) {
      const bool dash = c == '-' && (safe.empty() || safe.back() == '-');
      if (dash) safe += ' ';
      safe += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
    if (safe.ends_with('-')) safe += ' ';
    text += "  " + safe + "\n";
  }
  return text + "-->\n";
}

/// A part of a file name: letters, digits, '.', '_', '+' and '-'; anything else becomes '_'.
std::string FileNamePart(std::string_view name) {
  std::string part;
  for (const char c : name) {
    const bool plain = std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '.' || c == '_' ||
                       c == '+' || c == '-';
    part += plain ? c : '_';
  }
  if (part.empty() || part[0] == '.' || part[0] == '-') part.insert(part.begin(), '_');
  return part;
}

struct LinearTable {
  double slope = 0;
  double offset = 0;
};

bool Reproduces(const LinearTable& line, std::span<const double> table) {
  for (std::size_t k = 0; k < table.size(); ++k) {
    const double value = line.slope * static_cast<double>(k) + line.offset;
    if (std::clamp(value, 0.0, 1.0) != table[k]) return false;
  }
  return true;
}

/// The line that GENIUS computes exactly this table from, if there is one.
std::optional<LinearTable> LineThrough(std::span<const double> table) {
  if (table.empty()) return std::nullopt;
  const double offset = table.front();
  const std::size_t steps = table.size() - 1;
  const double whole = steps == 0 ? 0.0 : (table.back() - offset) / static_cast<double>(steps);
  const double first = steps == 0 ? 0.0 : table[1] - offset;
  for (const double slope : {first, whole}) {
    const LinearTable line{slope, offset};
    if (Reproduces(line, table)) return line;
  }
  return std::nullopt;
}

/// Writes the issues of one domain, with and without evaluations.
class GeniusWriter {
 public:
  GeniusWriter(const Domain& domain, std::span<const UtilitySpec> utilities) : domain_(domain) {
    for (std::size_t i = 0; i < domain.issues.size(); ++i) {
      bool linear = domain.issues[i].kind == IssueKind::kInteger;
      for (const UtilitySpec& utility : utilities) {
        linear = linear && LineThrough(utility.evaluations[i]).has_value();
      }
      integer_.push_back(linear);
    }
  }

  std::vector<std::string> DomainLosses() const {
    std::vector<std::string> lost;
    for (std::size_t i = 0; i < domain_.issues.size(); ++i) {
      const DomainIssue& issue = domain_.issues[i];
      if (issue.kind == IssueKind::kOrdered) {
        lost.push_back("that the values of issue '" + issue.name + "' have an order");
      } else if (issue.kind == IssueKind::kInteger && !integer_[i]) {
        lost.push_back("that issue '" + issue.name +
                       "' is of integers: not every party is linear in it");
      }
    }
    return lost;
  }

  std::string DomainText() const {
    std::string text = "<negotiation_template>\n<utility_space" +
                       XmlAttributeText("number_of_issues", std::to_string(domain_.issues.size())) +
                       ">\n" + Objective();
    for (std::size_t i = 0; i < domain_.issues.size(); ++i) text += IssueText(i, nullptr);
    return text + "</objective>\n</utility_space>\n</negotiation_template>\n";
  }

  std::string ProfileText(const UtilitySpec& utility) const {
    std::string text = "<utility_space>\n" + Objective();
    for (std::size_t i = 0; i < domain_.issues.size(); ++i) {
      text += IssueText(i, &utility.evaluations[i]);
    }
    for (std::size_t i = 0; i < domain_.issues.size(); ++i) {
      text += "<weight" + XmlAttributeText("index", std::to_string(i + 1)) +
              XmlAttributeText("value", FormatNumber(utility.weights[i])) + "/>\n";
    }
    text += "</objective>\n" + ValueElement("discount_factor", utility.discount);
    return text + ValueElement("reservation", ReservationOf(utility)) + "</utility_space>\n";
  }

 private:
  std::string Objective() const {
    return "<objective" + XmlAttributeText("index", "0") + XmlAttributeText("name", domain_.name) +
           XmlAttributeText("description", "") + XmlAttributeText("type", "objective") +
           XmlAttributeText("etype", "objective") + ">\n";
  }

  std::string IssueText(std::size_t i, const std::vector<double>* table) const {
    const DomainIssue& issue = domain_.issues[i];
    const std::string_view type = integer_[i] ? "integer" : "discrete";
    std::string text = "<issue" + XmlAttributeText("index", std::to_string(i + 1)) +
                       XmlAttributeText("name", issue.name);
    if (integer_[i]) {
      const long long upper = issue.lower + static_cast<long long>(issue.num_integers) - 1;
      text += XmlAttributeText("lowerbound", std::to_string(issue.lower)) +
              XmlAttributeText("upperbound", std::to_string(upper));
    }
    for (const char* attribute : {"vtype", "type", "etype"}) {
      text += XmlAttributeText(attribute, type);
    }
    text += ">\n";
    if (!integer_[i]) {
      text += Items(issue, table);
    } else if (table != nullptr) {
      const LinearTable line = LineThrough(*table).value_or(LinearTable{});
      text += "<evaluator" + XmlAttributeText("ftype", "linear") +
              XmlAttributeText("slope", FormatNumber(line.slope)) +
              XmlAttributeText("offset", FormatNumber(line.offset)) + "/>\n";
    }
    return text + "</issue>\n";
  }

  static std::string Items(const DomainIssue& issue, const std::vector<double>* table) {
    std::string text;
    for (std::size_t v = 0; v < issue.size(); ++v) {
      text += "<item" + XmlAttributeText("index", std::to_string(v + 1)) +
              XmlAttributeText("value", issue.ValueName(static_cast<OptionIndex>(v)));
      if (table != nullptr) text += XmlAttributeText("evaluation", FormatNumber((*table)[v]));
      text += "/>\n";
    }
    return text;
  }

  double ReservationOf(const UtilitySpec& utility) const {
    const auto compiled = UtilityFunction::Compile(domain_.Space(), utility, {});
    return compiled.ok() ? compiled->reservation_value() : utility.reservation_value;
  }

  const Domain& domain_;
  std::vector<bool> integer_;  ///< Written as an integer issue.
};

bool HasAnotherMaximum(const std::vector<double>& table) {
  return !table.empty() && *std::max_element(table.begin(), table.end()) != 1;
}

std::vector<std::string> UtilityLosses(const UtilitySpec& utility) {
  std::vector<std::string> lost;
  const auto count = [&](std::size_t number, const char* what) {
    if (number > 0) lost.push_back(std::to_string(number) + " " + what);
  };
  if (utility.bias != 0) lost.push_back("the bias " + FormatNumber(utility.bias));
  count(utility.pairs.size(), "terms for pairs of values");
  count(utility.conditionals.size(), "conditional terms");
  count(utility.forbidden.size(), "hard constraints");
  if (std::any_of(utility.evaluations.begin(), utility.evaluations.end(), HasAnotherMaximum)) {
    lost.emplace_back(
        "the scale of issues whose largest evaluation is not 1: GENIUS divides by that");
  }
  if (utility.reserved_outcome) lost.emplace_back("which outcome the reservation value is that of");
  if (utility.cost_per_round != 0) {
    lost.push_back("the cost per round " + FormatNumber(utility.cost_per_round));
  }
  if (utility.risk_exponent != 1) {
    lost.push_back("the risk exponent " + FormatNumber(utility.risk_exponent));
  }
  return lost;
}

GeniusFile MakeFile(std::string name, const std::string& text, std::vector<std::string> lost,
                    std::span<const std::string> notes) {
  std::vector<std::string> comment(notes.begin(), notes.end());
  for (const std::string& what : lost) comment.push_back("Not in this file: " + what + ".");
  return {std::move(name),
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + XmlComment(comment) + text,
          std::move(lost)};
}

}  // namespace

GeniusFiles ExportGenius(const Domain& domain, std::span<const UtilitySpec> utilities,
                         std::span<const std::string> notes) {
  const GeniusWriter writer(domain, utilities);
  const std::string base = FileNamePart(domain.name);
  std::unordered_set<std::string> used = {base + "-domain.xml"};
  GeniusFiles files;
  files.domain = MakeFile(base + "-domain.xml", writer.DomainText(), writer.DomainLosses(), notes);
  for (std::size_t p = 0; p < utilities.size(); ++p) {
    std::string name = base + "-" + FileNamePart(utilities[p].name) + ".xml";
    if (!used.insert(name).second) name = base + "-party" + std::to_string(p + 1) + ".xml";
    used.insert(name);
    files.profiles.push_back(MakeFile(std::move(name), writer.ProfileText(utilities[p]),
                                      UtilityLosses(utilities[p]), notes));
  }
  return files;
}

}  // namespace dragoman
