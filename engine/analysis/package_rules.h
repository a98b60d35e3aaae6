#pragma once

#include <array>
#include <cstdint>

#include "engine/core/function_ref.h"
#include "engine/talks/state.h"

/// @file
/// What the searches for packages share: which issues must be enumerated together, and which
/// packages both sides of one prepared run may sign.

namespace dragoman {

/// Constraints to leave out of account: "what if this one thing did not bind?"
struct Relaxation {
  std::array<std::uint32_t, kSides>
      red_lines{};                       ///< Issues (bits) on which a side's vetoes are ignored.
  std::uint32_t links = 0;               ///< Preconditions (bits) that are ignored.
  std::array<bool, kSides> sincerity{};  ///< Sides that are taken to negotiate in earnest.
};

/// Everything that binds one side or the other by its own choice, left out of account. What lies in
/// the nature of things, and the consent of third parties, is not.
Relaxation EverythingRelaxed(const TalksModel& model);

/// Issues (bits) that a condition is about.
std::uint32_t IssuesOf(const Condition& condition);

/// Issues (bits) that the conditions of a model couple: gains and admissibility are separable over
/// the other issues once these are fixed.
std::uint32_t CoupledByModel(const TalksModel& model);

/// Tells the issues that one run couples besides, some of them more than once, in a fixed order:
/// how well an agreement is monitored and guaranteed scales every fear, and what comes with a
/// bundle depends on it.
void CoupledByRun(const TalkState& state, FunctionRef<void(IssueIndex)> tell);

/// The packages both sides of one prepared run may sign, under one relaxation. Judged at the start
/// of the run, with all issues of `negotiable` counted as on the table.
class PackageRules {
 public:
  explicit PackageRules(const TalksModel& model) : model_(model) {}

  /// Borrows `state`.
  void Load(const TalkState& state, std::uint32_t negotiable);
  void Relax(const Relaxation& relaxation);

  /// Options of an issue that red lines, consent and sincerity leave; the one in force is among
  /// them.
  OptionSet allowed(std::size_t issue) const { return allowed_[issue]; }

  /// False if the coupled issues of `package` alone break a precondition or dependency. Sets
  /// `open_links` (bits) to those that the other issues could still break.
  bool KeepsLinks(const Outcome& package, std::uint32_t* open_links) const;

  /// Options of an issue that is not coupled, such that no open link is broken.
  OptionSet RestMask(std::size_t i, std::uint32_t open_links) const {
    OptionSet mask = allowed_[i];
    const IssueIndex issue{static_cast<int>(i)};
    for (std::size_t k = 0; k < model_.links.size(); ++k) {
      if (((open_links >> k) & 1U) != 0) mask &= ~model_.links[k].when.OptionsOf(issue);
    }
    return mask | OptionBit(state_->standing[issue]);
  }

  const TalksModel& model() const { return model_; }
  const TalkState& state() const { return *state_; }
  std::uint32_t negotiable() const { return negotiable_; }

 private:
  OptionSet AllowedOn(std::size_t issue, const Relaxation& relaxation) const;

  const TalksModel& model_;
  const TalkState* state_ = nullptr;
  std::uint32_t negotiable_ = 0;
  std::uint32_t binding_ = 0;  ///< Links (bits) that are counted.
  std::array<OptionSet, kMaxIssues> allowed_{};
};

}  // namespace dragoman
