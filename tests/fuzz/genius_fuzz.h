#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "engine/io/error_text.h"
#include "engine/io/negotiation_file.h"

/// @file
/// What the fuzz targets of domains and profiles demand of every input.

namespace dragoman::testing_support {

inline void Demand(bool condition, const char* what) {
  if (condition) return;
  std::fprintf(stderr, "%s\n", what);
  std::abort();
}

/// Every problem says something, in one line, and has a place.
inline void DemandPlaced(const std::vector<Problem>& problems) {
  for (const Problem& problem : problems) {
    Demand(!problem.message.empty(), "a problem without a message");
    Demand(FormatProblem(problem).find('\n') == std::string::npos, "a problem of two lines");
    Demand(problem.line > 0, "a problem without a line");
  }
}

/// What was taken is within the limits of the model.
inline void DemandDomain(const Domain& domain) {
  Demand(!domain.issues.empty() && domain.issues.size() <= kMaxIssues, "the number of issues");
  for (const DomainIssue& issue : domain.issues) {
    Demand(!issue.name.empty(), "an issue without a name");
    Demand(issue.size() >= 1 && issue.size() <= kMaxValues, "the number of values");
  }
  Demand(domain.Space().num_issues() == domain.issues.size(), "the space");
}

/// What was taken compiles.
inline void DemandProfile(const Domain& domain, const UtilitySpec& utility) {
  Demand(UtilityFunction::Compile(domain.Space(), utility, "u").ok(),
         "a profile that does not compile");
}

}  // namespace dragoman::testing_support
