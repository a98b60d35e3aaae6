#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <utility>

#include "engine/core/text.h"
#include "engine/io/error_text.h"
#include "engine/io/genius_xml.h"
#include "engine/io/internal/genius_elements.h"

namespace dragoman {
namespace {

/// offset + slope x of `<evaluator>`.
struct LinearEvaluator {
  double offset = 0;
  double slope = 0;
};

/// Reads a profile file over its domain.
class GeniusProfileReader {
 public:
  GeniusProfileReader(const Domain& domain, const ProfileOptions& options,
                      ProblemCollector* problems)
      : domain_(domain), options_(options), reader_(problems) {
    for (std::size_t i = 0; i < domain.issues.size(); ++i) {
      by_name_.emplace(domain.issues[i].name, i);
    }
  }

  UtilitySpec Read(const XmlElement& root) {
    UtilitySpec spec;
    spec.weights.assign(domain_.issues.size(), 1.0);
    spec.evaluations.resize(domain_.issues.size());
    if (!CheckRoot(root)) return spec;
    ReadSingles(root, &spec);
    const GeniusTree tree = reader_.Issues(root);
    if (!tree.complete || IsOfAnotherDomain(root, tree)) return spec;
    ReadTables(root, tree, &spec);
    if (tree.numbered) ReadWeights(tree, &spec);
    return spec;
  }

 private:
  bool CheckRoot(const XmlElement& root) const {
    if (root.name == "utility_space") return true;
    const bool domain = root.name == "negotiation_template";
    reader_.Report(root.mark, {},
                   "the root element is <" + root.name + ">" + (domain ? ", that of a domain" : ""),
                   "<utility_space>, that of a GENIUS profile");
    return false;
  }

  /// What stands beside the objective. Elements this reader does not know may change what outcomes
  /// are worth, so they are refused.
  void ReadSingles(const XmlElement& root, UtilitySpec* spec) const {
    const XmlElement* reservation = nullptr;
    const XmlElement* discount = nullptr;
    for (const XmlElement& child : root.children) {
      if (child.name == "reservation") {
        CheckOnce(child, &reservation);
      } else if (child.name == "discount_factor") {
        CheckOnce(child, &discount);
      } else if (child.name == "ufun" || child.name == "hyperRectangle") {
        reader_.Report(child.mark, child.name, "a non-linear utility space",
                       "evaluations of single issues");
      } else if (child.name != "objective" && child.name != "issue" && child.name != "weight") {
        reader_.Report(child.mark, child.name, "unknown element <" + child.name + ">",
                       "one of: objective, reservation, discount_factor");
      }
    }
    if (reservation != nullptr) {
      const auto value = reader_.Number(*reservation, "reservation", "value");
      if (value) spec->reservation_value = *value;
    }
    if (discount != nullptr) ReadDiscount(*discount, spec);
  }

  void CheckOnce(const XmlElement& child, const XmlElement** seen) const {
    if (*seen != nullptr) {
      reader_.Report(child.mark, child.name,
                     "comes twice, here and in line " + std::to_string((*seen)->mark.line),
                     "one <" + child.name + ">");
    }
    *seen = &child;
  }

  void ReadDiscount(const XmlElement& element, UtilitySpec* spec) const {
    const auto value = reader_.Number(element, "discount_factor", "value");
    if (!value) return;
    if (*value < 0 || *value > 1) {
      reader_.Report(element.Find("value")->mark, "discount_factor.value",
                     FormatNumber(*value) + " is out of range", "a number in [0, 1]");
    } else if (*value > 0) {
      spec->discount = *value;  // 0 is how GENIUS says "none".
    }
  }

  /// One message instead of one per issue.
  bool IsOfAnotherDomain(const XmlElement& root, const GeniusTree& tree) const {
    for (const GeniusIssue& issue : tree.issues) {
      if (by_name_.contains(issue.name)) return false;
    }
    std::vector<std::string> names;
    for (const DomainIssue& issue : domain_.issues) names.push_back(issue.name);
    reader_.Report(root.mark, {},
                   "a profile of another domain: none of its issues is one of domain " +
                       QuoteForMessage(domain_.name),
                   SuggestOneOf({}, names, "the issues of the domain"));
    return true;
  }

  void ReadTables(const XmlElement& root, const GeniusTree& tree, UtilitySpec* spec) const {
    std::vector<bool> found(domain_.issues.size());
    std::vector<std::string> names;
    for (const DomainIssue& issue : domain_.issues) names.push_back(issue.name);
    for (std::size_t rank = 0; rank < tree.issues.size(); ++rank) {
      const GeniusIssue& issue = tree.issues[rank];
      const auto place = by_name_.find(issue.name);
      if (place == by_name_.end()) {
        reader_.Report(issue.element->mark, issue.path,
                       "the domain has no issue " + QuoteForMessage(issue.name),
                       SuggestOneOf(issue.name, names, "one of the domain's issues"));
        continue;
      }
      if (place->second != rank && tree.numbered && tree.issues.size() == domain_.issues.size()) {
        reader_.Report(issue.element->Find("index")->mark, issue.path + ".index",
                       "the issue is number " + std::to_string(rank + 1) + " here and number " +
                           std::to_string(place->second + 1) + " in the domain",
                       "the order of the domain: weights go by it");
      }
      found[place->second] = true;
      ReadTable(issue, domain_.issues[place->second], &spec->evaluations[place->second]);
    }
    for (std::size_t i = 0; i < found.size(); ++i) {
      if (found[i]) continue;
      reader_.Report(root.mark, "issue[" + ShortName(domain_.issues[i].name) + "]", "is missing",
                     "an evaluation of every issue of the domain");
    }
  }

  void ReadTable(const GeniusIssue& from, const DomainIssue& issue,
                 std::vector<double>* table) const {
    table->assign(issue.size(), 0.0);
    if (from.type == "integer" && issue.kind != IssueKind::kInteger) {
      reader_.Report(from.element->mark, from.path,
                     "an integer issue, which the domain lists as "
                     "discrete",
                     "a discrete issue");
      return;
    }
    if (from.type != "integer" && from.type != "discrete") {
      reader_.Report(from.element->mark, from.path,
                     "an issue of type " + QuoteForMessage(from.type), "one of: discrete, integer");
      return;
    }
    const XmlElement* evaluator = nullptr;
    for (const XmlElement& child : from.element->children) {
      if (child.name == "evaluator") evaluator = &child;
    }
    if (issue.kind == IssueKind::kInteger) CheckBounds(from, issue);
    if (issue.kind == IssueKind::kInteger && evaluator != nullptr) {
      ReadEvaluator(*evaluator, from, issue, table);
    } else if (issue.kind == IssueKind::kInteger && from.element->children.empty()) {
      reader_.Report(from.element->mark, from.path, "has no evaluations",
                     "<evaluator ftype=\"linear\" slope offset>, or an <item> per value");
    } else {
      ReadItems(from, issue, table);
    }
  }

  void CheckBounds(const GeniusIssue& from, const DomainIssue& issue) const {
    const long long upper = issue.lower + static_cast<long long>(issue.num_integers) - 1;
    CheckBound(from, "lowerbound", issue.lower);
    CheckBound(from, "upperbound", upper);
  }

  void CheckBound(const GeniusIssue& from, std::string_view attribute, long long bound) const {
    const XmlAttribute* written = from.element->Find(attribute);
    if (written == nullptr) return;
    const auto value = reader_.Integer(*from.element, from.path, attribute);
    if (!value || *value == bound) return;
    reader_.Report(written->mark, from.path + "." + written->name,
                   std::to_string(*value) + ", but " + std::to_string(bound) + " in the domain",
                   std::to_string(bound));
  }

  /// GENIUS itself reads slope and offset whatever the function type; other types belong to
  /// real-valued issues.
  std::optional<LinearEvaluator> ReadFunction(const XmlElement& evaluator,
                                              const std::string& path) const {
    const XmlAttribute* type = evaluator.Find("ftype");
    const std::string_view name = type == nullptr ? std::string_view("linear") : type->value;
    if (name != "linear" && name != "constant") {
      reader_.Report(type->mark, path + ".ftype",
                     "unknown function " + QuoteForMessage(type->value),
                     "one of: linear, constant");
      return std::nullopt;
    }
    const bool old = evaluator.Find("offset") == nullptr && evaluator.Find("parameter0") != nullptr;
    const auto offset = reader_.Number(evaluator, path, old ? "parameter0" : "offset");
    if (name == "constant") {
      return offset ? std::optional(LinearEvaluator{*offset, 0}) : std::nullopt;
    }
    const auto slope = reader_.Number(evaluator, path, old ? "parameter1" : "slope");
    if (!offset || !slope) return std::nullopt;
    return LinearEvaluator{*offset, *slope};
  }

  void ReadEvaluator(const XmlElement& evaluator, const GeniusIssue& from, const DomainIssue& issue,
                     std::vector<double>* table) const {
    const std::string path = from.path + ".evaluator";
    const auto function = ReadFunction(evaluator, path);
    if (!function) return;
    for (std::size_t k = 0; k < table->size(); ++k) {
      const double x = static_cast<double>(k) +
                       (options_.integers_as_negmas ? static_cast<double>(issue.lower) : 0.0);
      const double value = function->slope * x + function->offset;
      if (!std::isfinite(value)) {
        reader_.Report(evaluator.mark, path, "the evaluation is too large", "smaller numbers");
        return;
      }
      (*table)[k] = options_.integers_as_negmas ? value : std::clamp(value, 0.0, 1.0);
    }
  }

  void ReadItems(const GeniusIssue& from, const DomainIssue& issue,
                 std::vector<double>* table) const {
    std::vector<std::string> names;
    names.reserve(issue.size());
    std::unordered_map<std::string_view, std::size_t> places;
    for (std::size_t v = 0; v < issue.size(); ++v) {
      names.push_back(issue.ValueName(static_cast<OptionIndex>(v)));
    }
    for (std::size_t v = 0; v < names.size(); ++v) places.emplace(names[v], v);
    std::vector<bool> found(issue.size());
    std::size_t items = 0;
    for (const XmlElement& child : from.element->children) {
      if (child.name != "item" || reader_.full()) continue;
      const std::string number = from.path + ".item[" + std::to_string(items++) + "]";
      const auto name = reader_.Name(child, number, "value");
      if (!name) continue;
      const auto place = places.find(*name);
      if (place == places.end()) {
        reader_.Report(
            child.Find("value")->mark, number + ".value",
            "the domain's issue has no value " + QuoteForMessage(*name),
            SuggestOneOf(*name, names,
                         "one of the issue's " + std::to_string(names.size()) + " values"));
        continue;
      }
      found[place->second] = true;
      const auto evaluation = reader_.Number(child, number, "evaluation");
      if (evaluation) (*table)[place->second] = *evaluation;
    }
    for (std::size_t v = 0; v < found.size() && !reader_.full(); ++v) {
      if (found[v]) continue;
      reader_.Report(from.element->mark, from.path,
                     "has no evaluation of " + QuoteForMessage(names[v]),
                     "an <item> for every value of the domain's issue");
    }
  }

  void ReadWeights(const GeniusTree& tree, UtilitySpec* spec) const {
    std::vector<const GeniusWeight*> given(tree.issues.size());
    for (const GeniusWeight& weight : tree.weights) {
      const std::size_t rank = RankOf(tree, weight.index);
      const bool objective = std::find(tree.objective_indices.begin(), tree.objective_indices.end(),
                                       weight.index) != tree.objective_indices.end();
      if (rank == tree.issues.size()) {
        if (objective) continue;
        reader_.Report(weight.element->Find("index")->mark, weight.path + ".index",
                       "no issue has index " + std::to_string(weight.index),
                       "the index of an issue");
        continue;
      }
      if (given[rank] != nullptr) {
        reader_.Report(weight.element->mark, weight.path,
                       "the weight of index " + std::to_string(weight.index) +
                           " comes twice, here and in line " +
                           std::to_string(given[rank]->element->mark.line),
                       "one weight per issue");
      }
      given[rank] = &weight;
      const auto place = by_name_.find(tree.issues[rank].name);
      if (place != by_name_.end()) spec->weights[place->second] = weight.value;
    }
  }

  /// Place in `tree.issues` of the issue with this index; their number if there is none.
  static std::size_t RankOf(const GeniusTree& tree, long long index) {
    const auto found =
        std::lower_bound(tree.issues.begin(), tree.issues.end(), index,
                         [](const GeniusIssue& issue, long long i) { return issue.index < i; });
    const bool exact = found != tree.issues.end() && found->index == index;
    return exact ? static_cast<std::size_t>(found - tree.issues.begin()) : tree.issues.size();
  }

  const Domain& domain_;
  const ProfileOptions& options_;
  GeniusReader reader_;
  std::unordered_map<std::string_view, std::size_t> by_name_;
};

}  // namespace

ProfileFile ReadGeniusProfile(std::string_view text, const std::string& file, const Domain& domain,
                              const ProfileOptions& options) {
  ProfileFile result;
  const XmlReadResult xml = ReadXml(text, file);
  result.problems = xml.problems;
  if (!xml.ok()) return result;
  const std::vector<std::string> sources = {file};
  ProblemCollector problems(&sources);
  result.utility = GeniusProfileReader(domain, options, &problems).Read(xml.root);
  result.utility.name = StemOf(file);
  result.problems = problems.Take();
  if (result.ok() && options.scale == UtilityScale::kGenius) ScaleAsGenius(&result.utility);
  if (result.ok()) CheckCompiles(domain, result.utility, file, xml.root.mark, &result.problems);
  SortProblems(file, &result.problems);
  return result;
}

}  // namespace dragoman
