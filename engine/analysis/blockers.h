#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/analysis/deal_search.h"
#include "engine/core/function_ref.h"
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

/// `relaxation` with one constraint more left out of account, or back in.
void RelaxConstraint(const Constraint& constraint, bool relaxed, Relaxation* relaxation);

/// What stood in the way in one run.
struct BlockerFinding {
  bool possible = false;       ///< A package exists as things are.
  bool ever_possible = false;  ///< One exists if nothing binds; if not, the terms themselves fail.
  std::vector<std::uint16_t> alone;  ///< Each of these, switched off alone, makes one exist.
  std::vector<std::pair<std::uint16_t, std::uint16_t>> pairs;  ///< These bind only jointly.
};

/// Counterfactual blockers (talks model, 4.25): a constraint blocks an agreement if, with that one
/// constraint switched off and all else as drawn, an admissible package exists that leaves neither
/// side below no deal. Constraints of which neither does it alone but both together do are reported
/// as a pair.
///
/// Asks at most one question more than there are pairs of constraints that bind. Reusable;
/// allocates only while its buffers grow.
class BlockerSearch {
 public:
  explicit BlockerSearch(const TalksModel& model);

  /// @param state       A prepared run, before its first meeting.
  /// @param negotiable  Issues (bits) that count as on the table.
  /// @param exists      Whether such a package exists with these constraints left out of account.
  /// The result is valid until the next call.
  const BlockerFinding& Find(const TalkState& state, std::uint32_t negotiable,
                             FunctionRef<bool(const Relaxation&)> exists);

  const ConstraintList& constraints() const { return constraints_; }

 private:
  using Exists = FunctionRef<bool(const Relaxation&)>;

  void ListActive(const TalkState& state, std::uint32_t negotiable);
  bool ExistsWithout(std::initializer_list<std::uint16_t> constraints, Exists exists) const;
  bool ExistsWithoutAny(Exists exists) const;
  void FindBeside(std::uint16_t insincere, Exists exists);
  void FindAmongActive(Exists exists);

  ConstraintList constraints_;
  std::vector<std::uint16_t> active_;
  std::vector<std::uint16_t> insincere_;
  std::vector<std::uint16_t> joint_;
  BlockerFinding finding_;
};

/// The blockers of agreements that end the conflict. Judged on the preferences, red lines and
/// preconditions at the start of the run, with every issue both sides have a position on counted as
/// on the table.
class BlockerFinder {
 public:
  explicit BlockerFinder(const TalksModel& model);

  /// Call between Talks::Prepare and Talks::Play. The result is valid until the next call.
  const BlockerFinding& Find(const Talks& talks);

  const ConstraintList& constraints() const { return blockers_.constraints(); }

 private:
  BlockerSearch blockers_;
  DealSearch deals_;
};

}  // namespace dragoman
