#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/analysis/deal_search.h"
#include "engine/talks/talks.h"

namespace dragoman {

/// One thing that can stand in the way of an agreement that ends the conflict.
struct Constraint {
  enum class Kind : std::uint8_t { kRedLine, kPrecondition, kInsincerity };
  Kind kind = Kind::kRedLine;
  int side = 0;
  IssueIndex issue = kNoIssue;  ///< Not for insincerity.
  int link = -1;                ///< Index of the precondition.

  friend bool operator==(const Constraint&, const Constraint&) = default;
};

/// The number of the mechanism behind a kind of constraint: "M8", "M9", "M22".
std::string_view MechanismOf(Constraint::Kind kind);

/// Every constraint a model can have, numbered; numbers are stable within one compiled scenario.
class ConstraintList {
 public:
  explicit ConstraintList(const TalksModel& model);
  std::size_t size() const { return constraints_.size(); }
  const Constraint& operator[](std::size_t k) const { return constraints_[k]; }

 private:
  std::vector<Constraint> constraints_;
};

/// What stood in the way in one run.
struct BlockerFinding {
  bool possible = false;       ///< A package exists as things are.
  bool ever_possible = false;  ///< One exists if nothing binds; if not, the terms themselves fail.
  std::vector<std::uint16_t> alone;  ///< Each of these, switched off alone, makes one exist.
  std::vector<std::pair<std::uint16_t, std::uint16_t>> pairs;  ///< These bind only jointly.
};

/// Counterfactual blockers (talks model, 4.25): a constraint blocks a run that ends without an
/// agreement ending the conflict if, with that one constraint switched off and all else as drawn,
/// an admissible package exists that leaves neither side below no deal. Constraints of which
/// neither does it alone but both together do are reported as a pair.
///
/// Judged on the preferences, red lines and preconditions at the start of the run, with every issue
/// both sides have a position on counted as on the table.
class BlockerFinder {
 public:
  explicit BlockerFinder(const TalksModel& model);

  /// Call between Talks::Prepare and Talks::Play. The result is valid until the next call.
  const BlockerFinding& Find(const Talks& talks);

  const ConstraintList& constraints() const { return constraints_; }

 private:
  void ListActive(const TalkState& state, std::uint32_t negotiable);
  bool ExistsWithout(std::initializer_list<std::uint16_t> constraints);
  void Relax(std::uint16_t constraint, Relaxation* relaxation) const;
  void FindAmong(const std::vector<std::uint16_t>& candidates);

  ConstraintList constraints_;
  DealSearch search_;
  std::vector<std::uint16_t> active_;
  std::vector<std::uint16_t> insincere_;
  std::vector<std::uint16_t> joint_;
  BlockerFinding finding_;
};

}  // namespace dragoman
