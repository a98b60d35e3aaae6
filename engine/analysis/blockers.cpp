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

BlockerFinder::BlockerFinder(const TalksModel& model) : constraints_(model), search_(model) {
  active_.reserve(constraints_.size());
  insincere_.reserve(kSides);
  joint_.reserve(constraints_.size());
  finding_.alone.reserve(constraints_.size());
  finding_.pairs.reserve(constraints_.size() * constraints_.size() / 2);
}

void BlockerFinder::ListActive(const TalkState& state, std::uint32_t negotiable) {
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

void BlockerFinder::Relax(std::uint16_t number, Relaxation* relaxation) const {
  const Constraint& constraint = constraints_[number];
  const auto side = static_cast<std::size_t>(constraint.side);
  switch (constraint.kind) {
    case Constraint::Kind::kRedLine:
      relaxation->red_lines[side] |= 1U << At(constraint.issue);
      break;
    case Constraint::Kind::kPrecondition:
      relaxation->links |= 1U << constraint.link;
      break;
    case Constraint::Kind::kInsincerity:
      relaxation->sincerity[side] = true;
      break;
  }
}

bool BlockerFinder::ExistsWithout(std::initializer_list<std::uint16_t> constraints) {
  Relaxation relaxation;
  for (const std::uint16_t constraint : constraints) Relax(constraint, &relaxation);
  return search_.Exists(relaxation);
}

const BlockerFinding& BlockerFinder::Find(const Talks& talks) {
  const TalkState& state = talks.state();
  search_.Load(state, talks.negotiable());
  ListActive(state, talks.negotiable());
  finding_.alone.clear();
  finding_.pairs.clear();
  finding_.possible = search_.Exists({});
  finding_.ever_possible = finding_.possible;
  if (finding_.possible) return finding_;

  Relaxation everything;
  for (const std::uint16_t number : active_) Relax(number, &everything);
  for (const std::uint16_t number : insincere_) Relax(number, &everything);
  finding_.ever_possible = search_.Exists(everything);
  if (!finding_.ever_possible) return finding_;

  // An insincere side refuses whatever else is settled, so it is part of every explanation.
  if (insincere_.size() == 2) {
    if (ExistsWithout({insincere_[0], insincere_[1]})) {
      finding_.pairs.emplace_back(insincere_[0], insincere_[1]);
    }
  } else if (insincere_.size() == 1) {
    if (ExistsWithout({insincere_[0]})) {
      finding_.alone.push_back(insincere_[0]);
      return finding_;
    }
    for (const std::uint16_t number : active_) {
      if (ExistsWithout({number, insincere_[0]})) {
        finding_.pairs.emplace_back(number, insincere_[0]);
      }
    }
  } else {
    FindAmong(active_);
  }
  return finding_;
}

void BlockerFinder::FindAmong(const std::vector<std::uint16_t>& candidates) {
  joint_.clear();
  for (const std::uint16_t number : candidates) {
    if (ExistsWithout({number})) {
      finding_.alone.push_back(number);
    } else {
      joint_.push_back(number);
    }
  }
  for (std::size_t x = 0; x < joint_.size(); ++x) {
    for (std::size_t y = x + 1; y < joint_.size(); ++y) {
      if (ExistsWithout({joint_[x], joint_[y]})) finding_.pairs.emplace_back(joint_[x], joint_[y]);
    }
  }
}

}  // namespace dragoman
