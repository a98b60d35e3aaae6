#include "engine/analysis/target_blockers.h"

namespace dragoman {
namespace {

class TargetBlockerFinder {
 public:
  TargetBlockerFinder(PackageFrontier* packages, const TalksModel& model, const TalkState& state,
                      const ConstraintList& constraints, const Condition& target)
      : packages_(packages),
        model_(model),
        state_(state),
        constraints_(constraints),
        target_(target) {}

  BlockerFinding Find() {
    finding_.possible = Exists({});
    finding_.ever_possible =
        finding_.possible || packages_->Exists({EverythingRelaxed(model_), &target_});
    if (finding_.possible || !finding_.ever_possible) return finding_;
    ListActive();
    // An insincere side refuses whatever else is settled, so it is part of every explanation.
    if (insincere_.size() == 2) {
      if (Exists({insincere_[0], insincere_[1]})) {
        finding_.pairs.emplace_back(insincere_[0], insincere_[1]);
      }
    } else if (insincere_.size() == 1) {
      FindBeside(insincere_[0]);
    } else {
      FindAmongActive();
    }
    return finding_;
  }

 private:
  void ListActive() {
    for (std::size_t k = 0; k < constraints_.size(); ++k) {
      const Constraint& constraint = constraints_[k];
      const SideState& side = state_.sides[static_cast<std::size_t>(constraint.side)];
      const auto number = static_cast<std::uint16_t>(k);
      switch (constraint.kind) {
        case Constraint::Kind::kRedLine:
          if (side.vetoed[At(constraint.issue)] != 0) active_.push_back(number);
          break;
        case Constraint::Kind::kPrecondition:
          if (((state_.binding >> constraint.link) & 1U) != 0) active_.push_back(number);
          break;
        case Constraint::Kind::kInsincerity:
          if (side.insincere) insincere_.push_back(number);
          break;
      }
    }
  }

  void FindBeside(std::uint16_t insincere) {
    if (Exists({insincere})) {
      finding_.alone.push_back(insincere);
      return;
    }
    for (const std::uint16_t number : active_) {
      if (Exists({number, insincere})) finding_.pairs.emplace_back(number, insincere);
    }
  }

  void FindAmongActive() {
    std::vector<std::uint16_t> joint;
    for (const std::uint16_t number : active_) {
      if (Exists({number})) {
        finding_.alone.push_back(number);
      } else {
        joint.push_back(number);
      }
    }
    for (std::size_t x = 0; x < joint.size(); ++x) {
      for (std::size_t y = x + 1; y < joint.size(); ++y) {
        if (Exists({joint[x], joint[y]})) finding_.pairs.emplace_back(joint[x], joint[y]);
      }
    }
  }

  bool Exists(std::initializer_list<std::uint16_t> without) {
    PackageLimits limits{{}, &target_};
    for (const std::uint16_t number : without) {
      RelaxConstraint(constraints_[number], true, &limits.relaxation);
    }
    return packages_->Exists(limits);
  }

  PackageFrontier* packages_;
  const TalksModel& model_;
  const TalkState& state_;
  const ConstraintList& constraints_;
  const Condition& target_;
  std::vector<std::uint16_t> active_;
  std::vector<std::uint16_t> insincere_;
  BlockerFinding finding_;
};

}  // namespace

void RelaxConstraint(const Constraint& constraint, bool relaxed, Relaxation* relaxation) {
  const auto side = static_cast<std::size_t>(constraint.side);
  const auto put = [relaxed](std::uint32_t bit, std::uint32_t* bits) {
    *bits = relaxed ? *bits | bit : *bits & ~bit;
  };
  switch (constraint.kind) {
    case Constraint::Kind::kRedLine:
      put(1U << At(constraint.issue), &relaxation->red_lines[side]);
      break;
    case Constraint::Kind::kPrecondition:
      put(1U << constraint.link, &relaxation->links);
      break;
    case Constraint::Kind::kInsincerity:
      relaxation->sincerity[side] = relaxed;
      break;
  }
}

BlockerFinding FindTargetBlockers(PackageFrontier* packages, const TalksModel& model,
                                  const TalkState& state, const ConstraintList& constraints,
                                  const Condition& target) {
  return TargetBlockerFinder(packages, model, state, constraints, target).Find();
}

}  // namespace dragoman
