#include "engine/analysis/blockers.h"

#include <algorithm>

namespace dragoman {

std::string_view MechanismOf(Constraint::Kind kind) {
  switch (kind) {
    case Constraint::Kind::kRedLine:
      return "M8";
    case Constraint::Kind::kPrecondition:
      return "M9";
    case Constraint::Kind::kInsincerity:
      return "M22";
  }
  return "";
}

ConstraintList::ConstraintList(const TalksModel& model) {
  for (int side = 0; side < kSides; ++side) {
    for (std::size_t i = 0; i < model.traits.size(); ++i) {
      constraints_.push_back(
          {Constraint::Kind::kRedLine, side, IssueIndex{static_cast<int>(i)}, -1});
    }
  }
  for (std::size_t k = 0; k < model.links.size(); ++k) {
    const LinkRule& link = model.links[k];
    if (link.owner < 0) continue;
    constraints_.push_back(
        {Constraint::Kind::kPrecondition, link.owner, link.issue, static_cast<int>(k)});
  }
  for (int side = 0; side < kSides; ++side) {
    constraints_.push_back({Constraint::Kind::kInsincerity, side, kNoIssue, -1});
  }
}

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

BlockerSearch::BlockerSearch(const TalksModel& model) : constraints_(model) {
  active_.reserve(constraints_.size());
  insincere_.reserve(kSides);
  joint_.reserve(constraints_.size());
  finding_.alone.reserve(constraints_.size());
  finding_.pairs.reserve(constraints_.size() * constraints_.size() / 2);
}

void BlockerSearch::ListActive(const TalkState& state, std::uint32_t negotiable) {
  active_.clear();
  insincere_.clear();
  for (std::size_t k = 0; k < constraints_.size(); ++k) {
    const Constraint& constraint = constraints_[k];
    const SideState& side = state.sides[static_cast<std::size_t>(constraint.side)];
    const auto number = static_cast<std::uint16_t>(k);
    switch (constraint.kind) {
      case Constraint::Kind::kRedLine: {
        const std::size_t i = At(constraint.issue);
        const bool on_table = ((negotiable >> i) & 1U) != 0;
        if (on_table && (side.vetoed[i] & state.consented[i]) != 0) active_.push_back(number);
        break;
      }
      case Constraint::Kind::kPrecondition:
        if (((state.binding >> constraint.link) & 1U) != 0) active_.push_back(number);
        break;
      case Constraint::Kind::kInsincerity:
        if (side.insincere) insincere_.push_back(number);
        break;
    }
  }
}

bool BlockerSearch::ExistsWithout(std::initializer_list<std::uint16_t> constraints,
                                  Exists exists) const {
  Relaxation relaxation;
  for (const std::uint16_t number : constraints) {
    RelaxConstraint(constraints_[number], true, &relaxation);
  }
  return exists(relaxation);
}

bool BlockerSearch::ExistsWithoutAny(Exists exists) const {
  Relaxation everything;
  for (const auto* numbers : {&active_, &insincere_}) {
    for (const std::uint16_t number : *numbers) {
      RelaxConstraint(constraints_[number], true, &everything);
    }
  }
  return exists(everything);
}

const BlockerFinding& BlockerSearch::Find(const TalkState& state, std::uint32_t negotiable,
                                          Exists exists) {
  ListActive(state, negotiable);
  finding_.alone.clear();
  finding_.pairs.clear();
  finding_.possible = exists({});
  finding_.ever_possible = finding_.possible || ExistsWithoutAny(exists);
  if (finding_.possible || !finding_.ever_possible) return finding_;

  // An insincere side refuses whatever else is settled, so it is part of every explanation.
  if (insincere_.size() == 2) {
    if (ExistsWithout({insincere_[0], insincere_[1]}, exists)) {
      finding_.pairs.emplace_back(insincere_[0], insincere_[1]);
    }
  } else if (insincere_.size() == 1) {
    FindBeside(insincere_[0], exists);
  } else {
    FindAmongActive(exists);
  }
  return finding_;
}

void BlockerSearch::FindBeside(std::uint16_t insincere, Exists exists) {
  if (ExistsWithout({insincere}, exists)) {
    finding_.alone.push_back(insincere);
    return;
  }
  for (const std::uint16_t number : active_) {
    if (ExistsWithout({number, insincere}, exists)) finding_.pairs.emplace_back(number, insincere);
  }
}

void BlockerSearch::FindAmongActive(Exists exists) {
  joint_.clear();
  for (const std::uint16_t number : active_) {
    if (ExistsWithout({number}, exists)) {
      finding_.alone.push_back(number);
    } else {
      joint_.push_back(number);
    }
  }
  for (std::size_t x = 0; x < joint_.size(); ++x) {
    for (std::size_t y = x + 1; y < joint_.size(); ++y) {
      if (ExistsWithout({joint_[x], joint_[y]}, exists)) {
        finding_.pairs.emplace_back(joint_[x], joint_[y]);
      }
    }
  }
}

BlockerFinder::BlockerFinder(const TalksModel& model) : blockers_(model), deals_(model) {}

const BlockerFinding& BlockerFinder::Find(const Talks& talks) {
  deals_.Load(talks.state(), talks.negotiable());
  return blockers_.Find(talks.state(), talks.negotiable(),
                        [this](const Relaxation& relaxation) { return deals_.Exists(relaxation); });
}

}  // namespace dragoman
