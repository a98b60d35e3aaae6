#include "engine/experiments/explanation_blockers.h"

#include <algorithm>
#include <tuple>

#include "engine/analysis/target_blockers.h"

namespace dragoman {
namespace {

/// How many things that merely bound are listed beside those that counted.
constexpr std::size_t kMostSeen = 3;
/// Later than any exchange of a meeting.
constexpr int kAfterSittings = 1000;

bool IsConstraint(BlockerKind kind) {
  return kind == BlockerKind::kVeto || kind == BlockerKind::kPrecondition ||
         kind == BlockerKind::kInsincerity;
}

BlockerKind KindOfConstraint(Constraint::Kind kind) {
  switch (kind) {
    case Constraint::Kind::kRedLine:
      return BlockerKind::kVeto;
    case Constraint::Kind::kPrecondition:
      return BlockerKind::kPrecondition;
    case Constraint::Kind::kInsincerity:
      return BlockerKind::kInsincerity;
  }
  return BlockerKind::kMechanism;
}

class BlockerLister {
 public:
  BlockerLister(const CompiledScenario& scenario, const BindingStory& story,
                const BlockerFinding& finding, const ConstraintList& constraints,
                const std::vector<std::uint16_t>& joint, const std::vector<RunProbe>& decisive)
      : scenario_(scenario),
        story_(story),
        finding_(finding),
        constraints_(constraints),
        joint_(joint),
        decisive_(decisive) {}

  std::vector<RunBlocker> List() {
    if (!finding_.possible) ListConstraints();
    ListLostAgreement();
    ListEnding();
    ListRefusals();
    ListSilence();
    ListAgenda();
    MarkDecisive();
    if (list_.empty()) Add(BlockerKind::kTime, BlockerWeight::kSeen);
    Sort();
    return std::move(list_);
  }

 private:
  /// No package that meets the target was there to be found: the constraints are the story.
  bool Impossible() const { return !finding_.possible; }

  RunBlocker& Add(BlockerKind kind, BlockerWeight weight, int side = kNobody) {
    list_.emplace_back();
    list_.back().kind = kind;
    list_.back().weight = weight;
    list_.back().side = side;
    return list_.back();
  }

  RunBlocker* Find(BlockerKind kind, int side, IssueIndex issue = kNoIssue, int link = -1) {
    for (RunBlocker& blocker : list_) {
      if (blocker.kind == kind && blocker.side == side && blocker.issue == issue &&
          blocker.link == link) {
        return &blocker;
      }
    }
    return nullptr;
  }

  // ---- Constraints that rule out every package

  void ListConstraints() {
    if (!finding_.ever_possible) {
      Add(BlockerKind::kTerms, BlockerWeight::kAlone);
      return;
    }
    for (const std::uint16_t number : finding_.alone) {
      AddConstraint(number, BlockerWeight::kAlone);
    }
    for (const auto& [first, second] : finding_.pairs) {
      AddConstraint(first, BlockerWeight::kTogether).partner = second;
      AddConstraint(second, BlockerWeight::kTogether).partner = first;
    }
    for (const std::uint16_t number : joint_) AddConstraint(number, BlockerWeight::kTogether);
  }

  /// With how many others it makes a pair: what is part of every pair bound most.
  int PairsWith(const RunBlocker& blocker) const {
    int pairs = 0;
    if (blocker.weight != BlockerWeight::kTogether) return pairs;
    for (const auto& [first, second] : finding_.pairs) {
      pairs += Is(blocker, constraints_[first]) || Is(blocker, constraints_[second]) ? 1 : 0;
    }
    return pairs;
  }

  static bool Is(const RunBlocker& blocker, const Constraint& constraint) {
    return blocker.kind == KindOfConstraint(constraint.kind) && blocker.side == constraint.side &&
           blocker.issue == constraint.issue && blocker.link == constraint.link;
  }

  RunBlocker& AddConstraint(std::uint16_t number, BlockerWeight weight) {
    const Constraint& constraint = constraints_[number];
    const BlockerKind kind = KindOfConstraint(constraint.kind);
    if (RunBlocker* there = Find(kind, constraint.side, constraint.issue, constraint.link)) {
      return *there;
    }
    RunBlocker& blocker = Add(kind, weight, constraint.side);
    blocker.issue = constraint.issue;
    blocker.link = constraint.link;
    blocker.mechanism = std::string(MechanismOf(constraint.kind));
    for (const TargetRefusal& refusal : story_.refusals) {
      if (Matches(refusal, constraint)) Count(refusal, &blocker);
    }
    return blocker;
  }

  static bool Matches(const TargetRefusal& refusal, const Constraint& constraint) {
    if (refusal.side != constraint.side) return false;
    switch (constraint.kind) {
      case Constraint::Kind::kRedLine:
        return refusal.ground == Refusal::kRedLine && refusal.issue == constraint.issue;
      case Constraint::Kind::kPrecondition:
        return refusal.ground == Refusal::kPrecondition && refusal.rule == constraint.link;
      case Constraint::Kind::kInsincerity:
        return refusal.ground == Refusal::kInsincere;
    }
    return false;
  }

  static void Count(const TargetRefusal& refusal, RunBlocker* blocker) {
    blocker->times += refusal.times;
    if (blocker->first && *blocker->first <= refusal.first) return;
    blocker->first = refusal.first;
    blocker->refusal = refusal;
  }

  // ---- An agreement that was made and lost

  void ListLostAgreement() {
    if (!story_.agreed) return;
    for (const BeyondMandate& beyond : story_.beyond) {
      if (Find(BlockerKind::kMandate, beyond.side, beyond.issue) != nullptr) continue;
      RunBlocker& blocker = Add(BlockerKind::kMandate, BlockerWeight::kSeen, beyond.side);
      blocker.issue = beyond.issue;
      blocker.options = OptionBit(beyond.option);
      blocker.mechanism = "M26";
      blocker.first = story_.agreed;
      blocker.refusal.first_worth = beyond.worth;
      blocker.refusal.first_needed = beyond.least;
    }
    if (story_.capital_refusal) {
      RunBlocker& blocker =
          Add(BlockerKind::kCapitals, BlockerWeight::kSeen, story_.capital_refusal->side);
      blocker.first = story_.capital_refusal->when;
      blocker.issue = story_.capital_refusal->issue;
    }
    if (story_.lost_vote) {
      RunBlocker& blocker =
          Add(BlockerKind::kRatification, BlockerWeight::kSeen, story_.lost_vote->side);
      blocker.first = story_.lost_vote->when;
      blocker.mechanism = "M10";
    }
  }

  // ---- How it ended, if that was before time

  void ListEnding() {
    const Moment last{story_.meetings, kAfterSittings};
    switch (story_.ending) {
      case RunEnding::kWalkOut: {
        RunBlocker& blocker = Add(BlockerKind::kWalkOut, BlockerWeight::kSeen, story_.leaver);
        blocker.mechanism = "M32";
        blocker.first = last;
        return;
      }
      case RunEnding::kDeadline: {
        RunBlocker& blocker = Add(BlockerKind::kDeadline, BlockerWeight::kSeen);
        blocker.mechanism = "M28";
        blocker.first = last;
        return;
      }
      case RunEnding::kLapse:
        Add(BlockerKind::kLapse, BlockerWeight::kSeen).first = last;
        return;
      case RunEnding::kTargetReached:
      case RunEnding::kDeal:
      case RunEnding::kHorizon:
        return;
    }
  }

  // ---- What was refused, and what was never said

  void ListRefusals() {
    for (const TargetRefusal& refusal : story_.refusals) {
      switch (refusal.ground) {
        case Refusal::kRedLine:
        case Refusal::kPrecondition:
        case Refusal::kInsincere:
          AddSeenConstraint(refusal);
          break;
        case Refusal::kAspiration:
          AddRefusal(BlockerKind::kPatience, refusal.side, {}, refusal);
          break;
        case Refusal::kDelegate:
          AddRefusal(BlockerKind::kMandate, refusal.side, "M26", refusal);
          break;
        case Refusal::kBelowNoDeal:
        case Refusal::kNone:
          break;
      }
    }
  }

  void AddRefusal(BlockerKind kind, int side, const char* mechanism, const TargetRefusal& refusal) {
    RunBlocker* blocker = Find(kind, side);
    if (blocker == nullptr) blocker = &Add(kind, BlockerWeight::kSeen, side);
    blocker->mechanism = mechanism == nullptr ? "" : mechanism;
    Count(refusal, blocker);
  }

  void AddSeenConstraint(const TargetRefusal& refusal) {
    // A rule in the nature of things is nobody's.
    const bool own_rule =
        refusal.rule < 0 ||
        scenario_.talks->links[static_cast<std::size_t>(refusal.rule)].owner == refusal.side;
    for (std::size_t k = 0; own_rule && k < constraints_.size(); ++k) {
      if (!Matches(refusal, constraints_[k])) continue;
      const BlockerKind kind = KindOfConstraint(constraints_[k].kind);
      const bool listed =
          Find(kind, constraints_[k].side, constraints_[k].issue, constraints_[k].link) != nullptr;
      if (!listed) AddConstraint(static_cast<std::uint16_t>(k), BlockerWeight::kSeen);
      return;
    }
  }

  // A side of which nothing could be taken up held out, or did not know better.
  void ListSilence() {
    if (Impossible()) return;
    const bool on_table = story_.on_table.has_value();
    for (int side = 0; side < kSides && on_table; ++side) {
      const auto s = static_cast<std::size_t>(side);
      if (story_.taken_up[s] > 0 || story_.agreed) continue;
      if (Find(BlockerKind::kInsincerity, side) != nullptr) continue;
      const BlockerKind kind = BeliefIsDecisive() ? BlockerKind::kBelief : BlockerKind::kPatience;
      if (Find(kind, side) == nullptr) {
        Add(kind, BlockerWeight::kSeen, side).mechanism =
            kind == BlockerKind::kBelief ? "M3" : std::string();
      }
    }
  }

  bool BeliefIsDecisive() const {
    return std::any_of(decisive_.begin(), decisive_.end(),
                       [](const RunProbe& probe) { return probe.kind == BlockerKind::kBelief; });
  }

  void ListAgenda() {
    if (story_.on_table) return;
    Add(BlockerKind::kAgenda, Impossible() ? BlockerWeight::kSeen : BlockerWeight::kAlone);
  }

  // ---- What was decisive

  void MarkDecisive() {
    for (const RunProbe& probe : decisive_) {
      std::vector<RunBlocker*> same;
      for (RunBlocker& blocker : list_) {
        if (blocker.kind == probe.kind) same.push_back(&blocker);
      }
      // A switch takes away all constraints of a kind at once: which of several it was, it does not
      // say.
      if (IsConstraint(probe.kind)) {
        if (same.size() == 1) Decisive(probe, same[0]);
        continue;
      }
      for (RunBlocker* blocker : same) Decisive(probe, blocker);
      if (same.empty()) {
        RunBlocker& blocker = Add(probe.kind, BlockerWeight::kDecisive);
        blocker.mechanism = probe.mechanism;
      }
    }
  }

  static void Decisive(const RunProbe& probe, RunBlocker* blocker) {
    blocker->weight = BlockerWeight::kDecisive;
    if (blocker->mechanism.empty()) blocker->mechanism = probe.mechanism;
  }

  // ---- Order

  /// Among things of the same weight: an agreement lost, then what kept one from being made.
  int RankOf(const RunBlocker& blocker) const {
    // What some run without it showed: an end that somebody made, then the rest; last what nobody
    // did.
    if (blocker.weight == BlockerWeight::kDecisive) {
      if (blocker.first) return 1;
      return blocker.side == kNobody ? 5 : 2;
    }
    if (IsConstraint(blocker.kind)) return Impossible() ? 0 : 3;
    switch (blocker.kind) {
      case BlockerKind::kCapitals:
      case BlockerKind::kRatification:
        return 0;
      case BlockerKind::kAgenda:
        return Impossible() ? 1 : 0;
      case BlockerKind::kMandate:
        return blocker.issue == kNoIssue ? 2 : 1;
      case BlockerKind::kPatience:
      case BlockerKind::kBelief:
        return 2;
      default:
        return 4;
    }
  }

  void Sort() {
    for (RunBlocker& blocker : list_) {
      if (blocker.partner < 0) continue;
      const Constraint& other = constraints_[static_cast<std::size_t>(blocker.partner)];
      partner_of_.push_back({blocker, other});
      blocker.partner = -1;
    }
    const auto key = [this](const RunBlocker& blocker) {
      return std::tuple(blocker.weight, RankOf(blocker), -PairsWith(blocker),
                        !blocker.first.has_value(), blocker.first.value_or(Moment{}),
                        -blocker.times);
    };
    std::stable_sort(list_.begin(), list_.end(),
                     [&](const RunBlocker& x, const RunBlocker& y) { return key(x) < key(y); });
    std::size_t seen = 0;
    std::erase_if(list_, [&seen](const RunBlocker& blocker) {
      return blocker.weight == BlockerWeight::kSeen && ++seen > kMostSeen;
    });
    for (RunBlocker& blocker : list_) {
      for (const auto& [mine, other] : partner_of_) {
        if (mine.kind != blocker.kind || mine.side != blocker.side || mine.issue != blocker.issue ||
            mine.link != blocker.link) {
          continue;
        }
        const RunBlocker* partner =
            Find(KindOfConstraint(other.kind), other.side, other.issue, other.link);
        if (partner != nullptr) blocker.partner = static_cast<int>(partner - list_.data());
      }
    }
  }

  const CompiledScenario& scenario_;
  const BindingStory& story_;
  const BlockerFinding& finding_;
  const ConstraintList& constraints_;
  const std::vector<std::uint16_t>& joint_;
  const std::vector<RunProbe>& decisive_;
  std::vector<RunBlocker> list_;
  std::vector<std::pair<RunBlocker, Constraint>> partner_of_;
};

}  // namespace

BlockerKind KindOfMechanism(std::string_view id) {
  struct Entry {
    std::string_view id;
    BlockerKind kind;
  };
  constexpr Entry kKinds[] = {
      {"M8", BlockerKind::kVeto},          {"M9", BlockerKind::kPrecondition},
      {"M22", BlockerKind::kInsincerity},  {"M26", BlockerKind::kMandate},
      {"M10", BlockerKind::kRatification}, {"M24", BlockerKind::kPatience},
      {"M12", BlockerKind::kPatience},     {"M18", BlockerKind::kPatience},
      {"M2", BlockerKind::kBelief},        {"M32", BlockerKind::kWalkOut},
      {"M28", BlockerKind::kDeadline},
  };
  for (const Entry& entry : kKinds) {
    if (entry.id == id) return entry.kind;
  }
  return BlockerKind::kMechanism;
}

std::vector<std::uint16_t> JointConstraints(const ConstraintList& constraints,
                                            const TalksModel& model, const Condition& target,
                                            PackageFrontier* packages) {
  Relaxation relaxed = EverythingRelaxed(model);
  std::vector<std::uint16_t> needed;
  for (std::size_t k = 0; k < constraints.size(); ++k) {
    Relaxation back = relaxed;
    RelaxConstraint(constraints[k], false, &back);
    if (packages->Exists({back, &target})) {
      relaxed = back;
    } else {
      needed.push_back(static_cast<std::uint16_t>(k));
    }
  }
  return needed;
}

std::vector<RunBlocker> ListBlockers(const CompiledScenario& scenario, const BindingStory& story,
                                     const BlockerFinding& finding,
                                     const ConstraintList& constraints,
                                     const std::vector<std::uint16_t>& joint,
                                     const std::vector<RunProbe>& decisive) {
  return BlockerLister(scenario, story, finding, constraints, joint, decisive).List();
}

}  // namespace dragoman
