#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "engine/io/error_text.h"
#include "engine/io/geniusweb_json.h"
#include "engine/io/internal/genius_elements.h"
#include "engine/io/internal/geniusweb_reader.h"
#include "engine/wire/json_reader.h"
#include "engine/wire/number_text.h"

namespace dragoman {
namespace {

constexpr double kWeightTolerance = 1e-3;

/// Reads a profile over its domain.
class GeniusWebProfileReader {
 public:
  GeniusWebProfileReader(const Domain& domain, const std::string& file, ProblemCollector* problems)
      : domain_(domain), file_(file), reader_(problems) {
    for (std::size_t i = 0; i < domain.issues.size(); ++i) {
      by_name_.emplace(domain.issues[i].name, i);
      names_.push_back(domain.issues[i].name);
    }
  }

  UtilitySpec Read(const DocumentNode& root) const {
    UtilitySpec spec;
    spec.weights.assign(domain_.issues.size(), 0.0);
    spec.evaluations.resize(domain_.issues.size());
    if (root.kind != DocumentNode::Kind::kMap) {
      reader_.Place(root, {}).ReportKind("a map with '" + std::string(kGeniusWebProfileKind) + "'");
      return spec;
    }
    const DocumentNode* space = FindEntry(root, kGeniusWebProfileKind);
    if (space == nullptr || space->kind != DocumentNode::Kind::kMap) {
      reader_.Report(root.mark, {}, "not a linear-additive profile",
                     "a map with '" + std::string(kGeniusWebProfileKind) + "'");
      return spec;
    }
    const std::string path(kGeniusWebProfileKind);
    if (!SameDomain(*space, path)) return spec;
    ReadTables(*space, path, &spec);
    ReadWeights(*space, path, &spec);
    ReadReservation(*space, path, &spec);
    return spec;
  }

 private:
  bool SameDomain(const DocumentNode& space, const std::string& path) const {
    const DocumentNode* node = FindEntry(space, "domain");
    if (node == nullptr || node->kind != DocumentNode::Kind::kMap) return true;
    std::vector<Problem> found;
    const std::vector<std::string> sources = {file_};
    ProblemCollector own(&sources);
    const Domain written = GeniusWebReader(&own).ReadDomain(*node, path + ".domain", file_);
    bool same = own.Take().empty() && written.issues.size() == domain_.issues.size();
    for (const DomainIssue& issue : written.issues) {
      const auto place = by_name_.find(issue.name);
      same = same && place != by_name_.end() && SameIssue(issue, domain_.issues[place->second]);
    }
    if (same) return true;
    reader_.Report(node->mark, path + ".domain",
                   "a profile of another domain: its issues or values are not those of domain " +
                       QuoteForMessage(domain_.name),
                   SuggestOneOf({}, names_, "the issues of the domain"));
    return false;
  }

  /// The same values in any order: tables go by name.
  static bool SameIssue(const DomainIssue& a, const DomainIssue& b) {
    if (a.kind != b.kind || a.size() != b.size() || a.lower != b.lower) return false;
    std::unordered_set<std::string_view> values(a.values.begin(), a.values.end());
    return std::all_of(b.values.begin(), b.values.end(),
                       [&](const std::string& value) { return values.contains(value); });
  }

  /// Every issue of the domain once; reports keys that are none.
  template <class ReadOne>
  void ForEveryIssue(const DocumentNode& map, const std::string& path, ReadOne read_one) const {
    for (const DocumentEntry& entry : map.map) {
      if (by_name_.contains(entry.key)) continue;
      reader_.Report(entry.key_mark, path + "." + ShortName(entry.key),
                     "the domain has no issue " + QuoteForMessage(entry.key),
                     SuggestOneOf(entry.key, names_, "one of the domain's issues"));
    }
    for (std::size_t i = 0; i < names_.size(); ++i) {
      const DocumentNode* node = FindEntry(map, names_[i]);
      if (node == nullptr) {
        reader_.Report(map.mark, path + "." + ShortName(names_[i]), "required key is missing",
                       "every issue of the domain");
      } else {
        read_one(i, *node, path + "." + ShortName(names_[i]));
      }
    }
  }

  void ReadWeights(const DocumentNode& space, const std::string& path, UtilitySpec* spec) const {
    const DocumentNode* map = reader_.Require(space, path, "issueWeights", DocumentNode::Kind::kMap,
                                              "a map of issues to weights");
    if (map == nullptr) return;
    bool read = true;
    ForEveryIssue(*map, path + ".issueWeights",
                  [&](std::size_t i, const DocumentNode& node, const std::string& at) {
                    const auto weight = reader_.Share(node, at);
                    read = read && weight;
                    if (weight) spec->weights[i] = *weight;
                  });
    double sum = 0;
    for (const double weight : spec->weights) sum += weight;
    if (!read || std::abs(sum - 1) <= kWeightTolerance || map->map.size() != names_.size()) return;
    reader_.Report(map->mark, path + ".issueWeights", "the weights add up to " + FormatNumber(sum),
                   "1");
  }

  void ReadTables(const DocumentNode& space, const std::string& path, UtilitySpec* spec) const {
    const DocumentNode* map = reader_.Require(
        space, path, "issueUtilities", DocumentNode::Kind::kMap, "a map of issues to utilities");
    if (map == nullptr) return;
    ForEveryIssue(*map, path + ".issueUtilities",
                  [&](std::size_t i, const DocumentNode& node, const std::string& at) {
                    spec->evaluations[i].assign(domain_.issues[i].size(), 0.0);
                    ReadTable(node, at, domain_.issues[i], &spec->evaluations[i]);
                  });
  }

  void ReadTable(const DocumentNode& node, const std::string& path, const DomainIssue& issue,
                 std::vector<double>* table) const {
    const DocumentNode* discrete = FindEntry(node, "discreteutils");
    const DocumentNode* number = FindEntry(node, "numberutils");
    if (discrete != nullptr && discrete->kind == DocumentNode::Kind::kMap) {
      ReadDiscrete(*discrete, path + ".discreteutils", issue, table);
    } else if (number != nullptr && number->kind == DocumentNode::Kind::kMap) {
      ReadNumbers(*number, path + ".numberutils", issue, table);
    } else {
      reader_.Report(node.mark, path, "no utilities that can be read",
                     "a map with 'discreteutils' or 'numberutils'");
    }
  }

  void ReadDiscrete(const DocumentNode& node, const std::string& path, const DomainIssue& issue,
                    std::vector<double>* table) const {
    const DocumentNode* map = reader_.Require(
        node, path, "valueUtilities", DocumentNode::Kind::kMap, "a map of values to utilities");
    if (map == nullptr) return;
    const std::string at = path + ".valueUtilities";
    std::unordered_map<std::string, std::size_t> places;
    std::vector<std::string> values;
    for (std::size_t v = 0; v < issue.size(); ++v) {
      values.push_back(issue.ValueName(static_cast<OptionIndex>(v)));
      places.emplace(values.back(), v);
    }
    std::vector<bool> found(issue.size());
    for (const DocumentEntry& entry : map->map) {
      const auto place = places.find(entry.key);
      if (place == places.end()) {
        reader_.Report(
            entry.key_mark, at + "." + ShortName(entry.key),
            "the domain's issue has no value " + QuoteForMessage(entry.key),
            SuggestOneOf(entry.key, values,
                         "one of the issue's " + std::to_string(values.size()) + " values"));
        continue;
      }
      found[place->second] = true;
      const auto utility = reader_.Share(entry.value, at + "." + ShortName(entry.key));
      if (utility) (*table)[place->second] = *utility;
    }
    for (std::size_t v = 0; v < found.size() && !reader_.full(); ++v) {
      if (found[v]) continue;
      reader_.Report(map->mark, at, "has no utility of " + QuoteForMessage(values[v]),
                     "every value of the domain's issue");
    }
  }

  void ReadNumbers(const DocumentNode& node, const std::string& path, const DomainIssue& issue,
                   std::vector<double>* table) const {
    const auto low = reader_.Number(node, path, "lowValue");
    const auto high = reader_.Number(node, path, "highValue");
    const auto low_utility = ReadShareAt(node, path, "lowUtility");
    const auto high_utility = ReadShareAt(node, path, "highUtility");
    if (!low || !high || !low_utility || !high_utility) return;
    if (!(*low < *high) || std::abs(*low) > kLargestGeniusWebBound ||
        std::abs(*high) > kLargestGeniusWebBound) {
      return reader_.Report(node.mark, path,
                            "from " + FormatNumber(*low) + " to " + FormatNumber(*high),
                            "lowValue below highValue, both within 1e12");
    }
    for (std::size_t v = 0; v < table->size(); ++v) {
      const std::string name = issue.ValueName(static_cast<OptionIndex>(v));
      const NumberText value = ParseNumber(name);
      if (value.kind != NumberText::Kind::kNumber || value.value < *low || value.value > *high) {
        return reader_.Report(node.mark, path,
                              "value " + QuoteForMessage(name) +
                                  " of the domain's issue is not "
                                  "in [" +
                                  FormatNumber(*low) + ", " + FormatNumber(*high) + "]",
                              "the ends of the issue's range");
      }
      (*table)[v] =
          *low_utility + (*high_utility - *low_utility) * (value.value - *low) / (*high - *low);
    }
  }

  std::optional<double> ReadShareAt(const DocumentNode& node, const std::string& path,
                                    std::string_view key) const {
    const DocumentNode* child =
        reader_.Require(node, path, key, DocumentNode::Kind::kNumber, "a number");
    return child == nullptr ? std::nullopt
                            : reader_.Share(*child, GeniusWebReader::Join(path, key));
  }

  /// Absent, null and {} mean that there is none: no agreement is then worth 0.
  void ReadReservation(const DocumentNode& space, const std::string& path,
                       UtilitySpec* spec) const {
    const DocumentNode* bid = FindEntry(space, "reservationBid");
    if (bid == nullptr || bid->kind == DocumentNode::Kind::kNull) return;
    const std::string at = path + ".reservationBid";
    if (bid->kind == DocumentNode::Kind::kMap && bid->map.empty()) return;
    if (bid->kind != DocumentNode::Kind::kMap) return reader_.Place(*bid, at).ReportKind("a map");
    const DocumentNode* values = reader_.Require(*bid, at, "issuevalues", DocumentNode::Kind::kMap,
                                                 "a map of issues to values");
    if (values == nullptr || values->map.empty()) return;
    Outcome outcome;
    outcome.options.assign(names_.size(), 0);
    ForEveryIssue(*values, at + ".issuevalues",
                  [&](std::size_t i, const DocumentNode& node, const std::string& place) {
                    const auto value = domain_.issues[i].FindValue(node.text);
                    if (!value) {
                      reader_.Report(
                          node.mark, place,
                          "the domain's issue has no value " + QuoteForMessage(node.text),
                          "one of the issue's values");
                    }
                    outcome.options[i] = value.value_or(OptionIndex{0});
                  });
    spec->reserved_outcome = outcome;
  }

  const Domain& domain_;
  const std::string& file_;
  GeniusWebReader reader_;
  std::unordered_map<std::string_view, std::size_t> by_name_;
  std::vector<std::string> names_;
};

}  // namespace

ProfileFile ReadGeniusWebProfile(std::string_view text, const std::string& file,
                                 const Domain& domain) {
  ProfileFile result;
  ReadResult json = ReadJson(text, file);
  ProblemCollector problems(&json.document.sources);
  if (json.complete && json.problems.empty()) {
    result.utility = GeniusWebProfileReader(domain, file, &problems).Read(json.document.root);
  }
  result.utility.name = StemOf(file);
  result.problems = std::move(json.problems);
  for (Problem& problem : problems.Take()) result.problems.push_back(std::move(problem));
  if (result.ok()) {
    CheckCompiles(domain, result.utility, file, json.document.root.mark, &result.problems);
  }
  SortProblems(file, &result.problems);
  return result;
}

}  // namespace dragoman
