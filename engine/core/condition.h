#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/diagnostic.h"
#include "engine/core/fields.h"
#include "engine/core/issue.h"
#include "engine/core/outcome.h"

namespace dragoman {

/// A test on an Outcome, compiled from a Rule: a tree of "all" and "any" over atoms
/// "issue's option is in this set".
///
/// Written forms of an atom (options compare by their position on the axis):
///   ISSUE >= OPTION, ISSUE <= OPTION, ISSUE == OPTION, ISSUE != OPTION,
///   ISSUE signed   (any option other than the scenario's status quo).
/// Spaces or tabs separate the words.
class Condition {
 public:
  /// Never holds: the condition of an absent rule.
  Condition() = default;

  /// Compiles `rule`. Wrong are: an unknown issue or option, an atom of another form, an empty
  /// list, an issue of more than kMaxOptionsPerSet options, nesting deeper than kMaxDepth. Each is
  /// a Diagnostic at its own place ("PATH.all[0].any[2]"), all in one go. A Rule of kind kNone
  /// compiles to a condition that never holds; inside a list it is a mistake.
  static Checked<Condition> Compile(const Rule& rule, std::span<const Issue> issues,
                                    const std::string& path);

  /// How deep lists may be nested, and how many atoms and lists there may be in all.
  static constexpr int kMaxDepth = 16;
  static constexpr std::size_t kMaxNodes = 1000;

  bool Holds(const Outcome& outcome) const {
    // The usual condition is one atom.
    if (nodes_.size() == 1) return Contains(nodes_[0].options, outcome[nodes_[0].issue]);
    return !nodes_.empty() && HoldsAt(0, outcome);
  }

  bool empty() const { return nodes_.empty(); }

  /// Options of `issue` with which the condition can hold for some values of the other issues; so
  /// no option where it never holds, and all 64 bits where it can hold and does not depend on the
  /// issue (bits past the issue's last option mean nothing). A search, bounded: a condition that
  /// makes it look at more than 20,000 choices may get options too many, never too few.
  OptionSet PossibleWith(IssueIndex issue) const;

  /// Issues the condition mentions, ascending.
  std::vector<IssueIndex> issues() const;

  /// True if it is one atom, or "any" over atoms: then it holds iff some issue's option is in that
  /// issue's OptionsOf().
  bool IsAnyOfAtoms() const {
    if (nodes_.size() <= 1) return true;
    if (nodes_[0].kind != Kind::kAny) return false;
    for (std::size_t k = 1; k < nodes_.size(); ++k) {
      if (nodes_[k].kind != Kind::kAtom) return false;
    }
    return true;
  }

  /// Options of `issue` named by its atoms; 0 if it is not mentioned. @pre IsAnyOfAtoms()
  OptionSet OptionsOf(IssueIndex issue) const {
    OptionSet options = 0;
    for (const Node& node : nodes_) {
      if (node.kind == Kind::kAtom && node.issue == issue) options |= node.options;
    }
    return options;
  }

  /// The condition as text, for transcripts: "water >= W2 and (fees signed or ports == P1)"; empty
  /// for an absent rule.
  const std::string& text() const { return text_; }

 private:
  enum class Kind : unsigned char { kAtom, kAll, kAny };
  struct Node {
    Kind kind = Kind::kAtom;
    IssueIndex issue = kNoIssue;
    OptionSet options = 0;
    std::size_t end = 0;  ///< One past the last node of this subtree (nodes are in preorder).
  };
  using Box = std::array<OptionSet, kMaxIssues>;  ///< Options left per issue.

  class Compiler;

  bool HoldsAt(std::size_t node, const Outcome& outcome) const;
  bool CanHold(std::vector<std::size_t> open, std::vector<std::size_t> choices, Box box,
               int* budget) const;

  std::vector<Node> nodes_;
  std::string text_;
};

}  // namespace dragoman
