#pragma once

#include <compare>

#include "engine/core/ids.h"
#include "engine/core/inline_vector.h"

namespace dragoman {

inline constexpr std::size_t kMaxIssues = 32;
inline constexpr std::size_t kMaxParties = 16;

/// One option per issue: what a package says, or what stands after it was signed. No heap.
struct Outcome {
  InlineVector<OptionIndex, kMaxIssues> options;  ///< Size: number of issues, at most 32.

  OptionIndex operator[](IssueIndex issue) const { return options[At(issue)]; }
  OptionIndex& operator[](IssueIndex issue) { return options[At(issue)]; }

  friend bool operator==(const Outcome&, const Outcome&) = default;
  friend auto operator<=>(const Outcome&, const Outcome&) = default;
};

/// An Outcome on the table. An Agreement is one that was accepted.
using Offer = Outcome;
using Agreement = Outcome;

}  // namespace dragoman
