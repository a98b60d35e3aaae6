#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/preferences/domain.h"
#include "engine/preferences/utility_function.h"

/// @file
/// Reads the reference results of NegMAS over ANAC/GENIUS domains from the shared folder. Tests
/// skip where it is absent; nothing of it is part of the project.

namespace dragoman::testing_support {

/// An outcome and what it is worth to each party.
struct NegmasPoint {
  std::vector<double> utils;
  Outcome outcome;  ///< Which of several with equal utilities is arbitrary: compare `utils`.
};

/// What the reference found about a domain on one scale.
struct NegmasStats {
  std::optional<double> opposition;  ///< Empty where no outcome is rational for everybody.
  double rational_fraction = 0;
  std::vector<std::pair<double, double>> utility_ranges;  ///< (least, largest), by party.
  std::size_t pareto_n = 0;
  std::vector<std::vector<double>> pareto_utils;  ///< Sorted descending, lexicographically.
  bool pareto_truncated = false;                  ///< `pareto_utils` holds only the first ones.
  std::vector<NegmasPoint> nash;
  std::vector<NegmasPoint> kalai;
  std::vector<NegmasPoint> modified_kalai;
  std::vector<NegmasPoint> ks;
  std::vector<NegmasPoint> modified_ks;
  std::vector<NegmasPoint> max_welfare;
  std::vector<NegmasPoint> max_relative_welfare;
};

/// What the reference says about one party's utility.
struct NegmasUtilityFacts {
  double reserved_value = 0;
  double sum = 0;  ///< Over all outcomes, correctly rounded.
  double min = 0;
  double max = 0;
  double n_rational = 0;
  double n_distinct = 0;
  Outcome extreme_worst;
  Outcome extreme_best;
  std::vector<double> first5;  ///< u of the first five outcomes in order of enumeration.
  std::vector<double> last5;
};

/// One negotiator of a trace: the reference's key and its parameters as written.
struct NegmasNegotiator {
  std::string key;
  std::string type;
  std::vector<std::pair<std::string, double>> numbers;  ///< Numbers and flags (0 or 1).
  std::vector<std::pair<std::string, std::string>> texts;
};

struct NegmasOffer {
  int step = 0;
  int party = 0;
  Outcome outcome;
};

/// One recorded session.
struct NegmasTrace {
  std::vector<NegmasNegotiator> negotiators;
  int n_steps = 0;
  std::string tie_order;  ///< "any", "stable" or "numpy-introsort"; the last is not normative.
  std::vector<NegmasOffer> offers;
  std::string end;  ///< agreement, timedout, broken.
  std::optional<Outcome> agreement;
  std::vector<double> agreement_utils;
  std::optional<int> agreement_proposer;
  int final_step = 0;
  double final_relative_time = 0;
  std::optional<std::size_t> first_random_offer;  ///< Only the offers before it are normative.

  bool normative() const { return tie_order == "any" || tie_order == "stable"; }
  /// "MiCRO vs Boulware, 50 steps".
  std::string Title() const;
};

/// One scale of a domain: "raw" or "genius".
struct NegmasScale {
  std::vector<UtilitySpec> specs;
  std::vector<UtilityFunction> utilities;  ///< `specs`, compiled.
  std::vector<NegmasUtilityFacts> facts;
  NegmasStats stats;
  std::vector<NegmasTrace> traces;
};

struct NegmasVectors {
  std::string name;
  Domain domain;
  std::string domain_file;                 ///< Path of the XML file.
  std::vector<std::string> profile_files;  ///< Paths of the XML files, by party.
  std::size_t n_outcomes = 0;
  NegmasScale raw;
  NegmasScale genius;

  const NegmasScale& scale(std::string_view which) const { return which == "raw" ? raw : genius; }
};

/// Folder of the vectors; empty if it is absent (then tests skip).
std::string NegmasFolder();
/// Names of the domains there, by name; none if it is absent.
std::vector<std::string> NegmasDomains();
/// Reads FOLDER/NAME.json; throws, and so fails the test, on anything unexpected.
NegmasVectors ReadNegmasVectors(const std::string& name);

}  // namespace dragoman::testing_support
