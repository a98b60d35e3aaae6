#include "engine/io/genius_xml.h"

#include <unordered_set>
#include <utility>

#include "engine/core/text.h"
#include "engine/io/error_text.h"
#include "engine/io/internal/genius_elements.h"

namespace dragoman {
namespace {

/// Reads the issues of a domain file.
class GeniusDomainReader {
 public:
  explicit GeniusDomainReader(ProblemCollector* problems) : reader_(problems) {}

  Domain Read(const XmlElement& root, const std::string& file) const {
    Domain domain;
    const XmlElement* space = UtilitySpaceOf(root);
    if (space == nullptr) return domain;
    domain.name = NameOf(*space, file);
    const GeniusTree tree = reader_.Issues(*space);
    if (tree.issues.size() > kMaxIssues) {
      reader_.Report(space->mark, "utility_space",
                     "has " + std::to_string(tree.issues.size()) + " issues",
                     "at most " + std::to_string(kMaxIssues));
      return domain;
    }
    for (const GeniusIssue& issue : tree.issues) domain.issues.push_back(ReadIssue(issue));
    return domain;
  }

 private:
  const XmlElement* UtilitySpaceOf(const XmlElement& root) const {
    if (root.name != "negotiation_template") {
      const bool profile = root.name == "utility_space";
      reader_.Report(
          root.mark, {},
          "the root element is <" + root.name + ">" + (profile ? ", that of a profile" : ""),
          "<negotiation_template>, that of a GENIUS domain");
      return nullptr;
    }
    for (const XmlElement& child : root.children) {
      if (child.name == "utility_space") return &child;
    }
    reader_.Report(root.mark, "negotiation_template", "has no <utility_space>",
                   "<utility_space> with an <objective> in it");
    return nullptr;
  }

  /// GENIUS names the topmost objective "root" unless told otherwise.
  static std::string NameOf(const XmlElement& space, const std::string& file) {
    for (const XmlElement& child : space.children) {
      const XmlAttribute* name = child.name == "objective" ? child.Find("name") : nullptr;
      if (name != nullptr && !name->value.empty() && name->value != "root") return name->value;
    }
    return StemOf(file);
  }

  DomainIssue ReadIssue(const GeniusIssue& from) const {
    DomainIssue issue;
    issue.name = from.name;
    if (from.type == "integer") {
      issue.kind = IssueKind::kInteger;
      ReadRange(from, &issue);
    } else if (from.type == "discrete") {
      ReadItems(from, &issue);
    } else {
      const bool real = from.type == "real";
      reader_.Report(from.element->mark, from.path,
                     real ? "a real-valued issue" : "unknown type " + QuoteForMessage(from.type),
                     real ? "a discrete issue with the values that can be agreed on, or an integer "
                            "one"
                          : "one of: discrete, integer");
    }
    return issue;
  }

  void ReadRange(const GeniusIssue& from, DomainIssue* issue) const {
    const XmlElement* element = from.element;
    if (element->Find("lowerbound") == nullptr) {
      // Old files have the bounds in an element of their own.
      for (const XmlElement& child : element->children) {
        if (child.name == "range") element = &child;
      }
    }
    const auto lower = reader_.Integer(*element, from.path, "lowerbound");
    const auto upper = reader_.Integer(*element, from.path, "upperbound");
    if (!lower || !upper) return;
    const long long count = *upper - *lower + 1;
    if (count < 1 || count > static_cast<long long>(kMaxValues)) {
      reader_.Report(element->mark, from.path,
                     "the integers " + std::to_string(*lower) + " .. " + std::to_string(*upper) +
                         (count < 1 ? " are none" : " are too many"),
                     "1 to " + std::to_string(kMaxValues) + " values");
      return;
    }
    issue->lower = *lower;
    issue->num_integers = static_cast<std::size_t>(count);
  }

  void ReadItems(const GeniusIssue& from, DomainIssue* issue) const {
    std::unordered_set<std::string> seen;
    std::size_t items = 0;
    for (const XmlElement& child : from.element->children) {
      if (child.name != "item" || reader_.full()) continue;
      const std::string path = from.path + ".item[" + std::to_string(items++) + "]";
      auto value = reader_.Name(child, path, "value");
      if (value && seen.insert(*value).second) issue->values.push_back(std::move(*value));
    }
    CheckItemIndices(from);
    if (items == 0) {
      reader_.Report(from.element->mark, from.path, "has no values", "at least one <item value>");
    }
    if (issue->values.size() > kMaxValues) {
      reader_.Report(from.element->mark, from.path,
                     "has " + std::to_string(issue->values.size()) + " values",
                     "at most " + std::to_string(kMaxValues));
    }
  }

  /// Items are told apart by their values, but a gap in their indices means that one is missing.
  void CheckItemIndices(const GeniusIssue& from) const {
    std::unordered_set<long long> indices;
    long long highest = 0;
    const XmlElement* last = nullptr;
    std::size_t items = 0;
    for (const XmlElement& child : from.element->children) {
      if (child.name != "item" || child.Find("index") == nullptr || reader_.full()) continue;
      const std::string path = from.path + ".item[" + std::to_string(items++) + "]";
      const auto index = reader_.Integer(child, path, "index");
      if (!index) return;
      indices.insert(*index);
      if (last == nullptr || *index > highest) last = &child;
      highest = std::max(highest, *index);
    }
    const auto count = static_cast<long long>(indices.size());
    if (last == nullptr || (highest == count && !indices.contains(0))) return;
    reader_.Report(last->Find("index")->mark, from.path,
                   "the indices of its items leave a gap: " + std::to_string(count) +
                       " different ones, the last " + std::to_string(highest),
                   "indices from 1 without gaps");
  }

  GeniusReader reader_;
};

}  // namespace

DomainFile ReadGeniusDomain(std::string_view text, const std::string& file) {
  DomainFile result;
  const XmlReadResult xml = ReadXml(text, file);
  result.problems = xml.problems;
  if (!xml.ok()) return result;
  const std::vector<std::string> sources = {file};
  ProblemCollector problems(&sources);
  result.domain = GeniusDomainReader(&problems).Read(xml.root, file);
  result.problems = problems.Take();
  SortProblems(file, &result.problems);
  return result;
}

}  // namespace dragoman
