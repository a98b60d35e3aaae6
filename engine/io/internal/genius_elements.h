#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/io/xml_reader.h"
#include "engine/preferences/domain.h"
#include "engine/preferences/utility_function.h"

/// @file
/// What GENIUS domains and profiles have in common: a tree of objectives with issues in it, and
/// attributes that are names or numbers.

namespace dragoman {

/// An issue element of either kind of file.
struct GeniusIssue {
  const XmlElement* element = nullptr;
  std::string path;  ///< "issue[NAME]".
  long long index = 0;
  std::string name;
  std::string type;  ///< "discrete", "integer", ...; lower case.
};

/// `<weight index value/>`.
struct GeniusWeight {
  const XmlElement* element = nullptr;
  std::string path;
  long long index = 0;
  double value = 1;
};

/// The objectives below a <utility_space>, flattened.
struct GeniusTree {
  std::vector<GeniusIssue> issues;           ///< By index.
  std::vector<long long> objective_indices;  ///< Of objectives inside objectives.
  std::vector<GeniusWeight> weights;
  std::size_t num_issue_elements = 0;
  std::size_t num_weight_elements = 0;
  bool complete = true;  ///< Every issue could be read.
  bool numbered = true;  ///< Indices run from 1 without gaps and repetitions.
};

/// Reads attributes and reports what is wrong with them, with their places.
class GeniusReader {
 public:
  explicit GeniusReader(ProblemCollector* problems) : problems_(problems) {}

  /// A text that is neither missing nor empty nor unprintable.
  std::optional<std::string> Name(const XmlElement& element, const std::string& path,
                                  std::string_view attribute) const;
  /// A finite number.
  std::optional<double> Number(const XmlElement& element, const std::string& path,
                               std::string_view attribute) const;
  /// A whole number of at most 15 digits.
  std::optional<long long> Integer(const XmlElement& element, const std::string& path,
                                   std::string_view attribute) const;

  /// Flattens the objectives of a <utility_space>; checks names and indices.
  GeniusTree Issues(const XmlElement& utility_space) const;

  void Report(const Mark& mark, const std::string& path, std::string message,
              std::string expected = {}) const {
    problems_->Add(mark, path, std::move(message), std::move(expected));
  }
  bool full() const { return problems_->full(); }

 private:
  const XmlAttribute* Require(const XmlElement& element, const std::string& path,
                              std::string_view attribute) const;
  void Collect(const XmlElement& objective, bool top, GeniusTree* tree) const;
  void AddIssue(const XmlElement& element, GeniusTree* tree) const;
  void CheckNames(const GeniusTree& tree) const;
  void CheckIndices(GeniusTree* tree) const;

  ProblemCollector* problems_;
};

/// What the model finds wrong with a profile that could be read (products that overflow).
void CheckCompiles(const Domain& domain, const UtilitySpec& utility, const std::string& file,
                   const Mark& mark, std::vector<Problem>* problems);

/// The text, cut off after 60 bytes with "...": a name can be as long as its file, and is in the
/// path of every problem below it.
std::string ShortName(std::string_view text);

/// "'abc'", cut off likewise.
std::string QuoteForMessage(std::string_view text);

/// ExpectedOneOf, or `otherwise` where looking for the nearest of so many or so long names would
/// take long.
std::string SuggestOneOf(std::string_view name, const std::vector<std::string>& names,
                         const std::string& otherwise);

/// File name without folder and extension.
std::string StemOf(std::string_view file);

}  // namespace dragoman
