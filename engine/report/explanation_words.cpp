#include "engine/report/explanation_words.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "engine/core/text.h"
#include "engine/report/names.h"
#include "engine/report/text_page.h"

namespace dragoman {
namespace {

std::string UpperFirst(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 32);
  return text;
}

std::string WhenText(const Moment& moment) {
  std::string text = "meeting " + std::to_string(moment.meeting);
  if (moment.tick > 0) text += ", exchange " + std::to_string(moment.tick);
  return text;
}

std::string TimesText(int times) {
  return times == 1 ? "one proposal" : std::to_string(times) + " proposals";
}

const PreconditionSpec* SpecOfLink(const CompiledScenario& scenario, int link) {
  const std::string& id = scenario.talks->links[static_cast<std::size_t>(link)].id;
  for (const PreconditionSpec& spec : scenario.source.preconditions) {
    if (spec.id == id) return &spec;
  }
  return nullptr;
}

const MechanismEntry& EntryOf(const std::string& mechanism) { return *FindMechanism(mechanism); }

}  // namespace

std::string ExplanationWords::Target() const {
  return "an agreement with " + RuleText(scenario_, target_.rule());
}

// ---- What stood in the way

// Red lines reach from an option to the end of the axis, so the option nearest the status quo names
// them.
std::string ExplanationWords::VetoClause(const RunBlocker& blocker) const {
  const Issue& issue = scenario_.space.issue(blocker.issue);
  const std::string side = words_.Side(blocker.side);
  if (blocker.options == 0) return side + " kept a red line on " + issue.name;
  const OptionIndex first = EventText::FirstOption(blocker.options);
  const bool above = first > issue.status_quo;
  const auto nearest =
      above ? first : static_cast<OptionIndex>(std::bit_width(blocker.options) - 1);
  return side + " would not accept " + words_.Choice(blocker.issue, nearest) +
         (std::popcount(blocker.options) > 1 ? " or anything beyond it" : "") + " (its red line)";
}

std::string ExplanationWords::LinkClause(const RunBlocker& blocker) const {
  const PreconditionSpec* spec = SpecOfLink(scenario_, blocker.link);
  if (spec == nullptr) return words_.Side(blocker.side) + " put a precondition";
  const std::string what = spec->when == target_.rule()
                               ? "sign such an agreement"
                               : "agree to " + RuleText(scenario_, spec->when);
  return words_.Side(blocker.side) + " would " + what + " only with " +
         RuleText(scenario_, spec->requires_rule) + " (its precondition '" + spec->id + "')";
}

std::string ExplanationWords::PatienceClause(const RunBlocker& blocker) const {
  const std::string side = words_.Side(blocker.side);
  if (blocker.times == 0) {
    return side + " never came down to a package that " + words_.Side(Other(blocker.side)) +
           " could take";
  }
  const TargetRefusal& refusal = blocker.refusal;
  return side + " held out: the best it was offered was worth " + Number(refusal.best_worth) +
         " to it over no deal, and it asked for " + Number(refusal.best_needed);
}

std::string ExplanationWords::MandateClause(const RunBlocker& blocker) const {
  const std::string owner = words_.Owner(blocker.side);
  if (blocker.issue == kNoIssue) {
    if (blocker.side == kNobody) return "the delegates' rank and mandate stood in the way";
    return owner + " delegates, below the rank that knows what no deal is worth, asked for " +
           Number(blocker.refusal.first_needed) + " where " + Number(blocker.refusal.first_worth) +
           " was offered";
  }
  return owner + " delegates could not sign " +
         words_.Choice(blocker.issue, EventText::FirstOption(blocker.options)) + ": it is worth " +
         Number(blocker.refusal.first_worth) +
         " to their side, and their mandate covers nothing below " +
         Number(blocker.refusal.first_needed);
}

std::string ExplanationWords::AgendaClause(const RunBlocker& blocker,
                                           const BindingStory& story) const {
  if (blocker.issue == kNoIssue) return "what it takes never came on the table";
  std::string text = words_.IssueName(blocker.issue) +
                     " never came on the table: " + words_.Side(blocker.side) +
                     " had stated no position on it";
  if (scenario_.source.roles.texts.kind == Rule::Kind::kNone) return text;
  return text + ", and " +
         (story.ending == RunEnding::kHorizon ? "no written terms were exchanged that would have "
                                                "put it there"
                                              : "the talks were over before written terms could "
                                                "put it there");
}

std::string ExplanationWords::Clause(const RunBlocker& blocker, const BindingStory& story) const {
  const auto side = [&] {
    return blocker.side == kNobody ? std::string("a side") : words_.Side(blocker.side);
  };
  const std::string after = " after meeting " + std::to_string(story.meetings);
  switch (blocker.kind) {
    case BlockerKind::kVeto:
      if (blocker.side == kNobody) return "red lines stood in the way";
      return VetoClause(blocker);
    case BlockerKind::kPrecondition:
      if (blocker.link < 0) return "preconditions stood in the way";
      return LinkClause(blocker);
    case BlockerKind::kInsincerity:
      return side() + " did not negotiate in earnest and would sign cheap items only";
    case BlockerKind::kMandate:
      return MandateClause(blocker);
    case BlockerKind::kCapitals:
      return words_.Owner(blocker.side) + " capital refused what had been left to it";
    case BlockerKind::kRatification:
      if (!story.lost_vote) return "votes at home stood in the way";
      return "the vote at home in " + side() + " failed (chance of a yes " +
             Number(story.lost_vote->chance) + ", drawn " + Number(story.lost_vote->drawn) + ")";
    case BlockerKind::kPatience:
      if (blocker.side == kNobody) return "the sides held out for more than there was";
      return PatienceClause(blocker);
    case BlockerKind::kBelief:
      if (blocker.side == kNobody) return "the sides misjudged what the other one wants";
      return side() + " misjudged what " + words_.Side(Other(blocker.side)) +
             " wants and tabled nothing it could take";
    case BlockerKind::kWalkOut:
      if (story.leaver == kNobody) return "the risk of a walk-out stood in the way";
      return side() + " walked out" + after + " (chance " + Fixed(story.leaving_chance, 3) +
             ", drawn " + Fixed(story.leaving_drawn, 3) + ")";
    case BlockerKind::kDeadline:
      return "the deadline passed" + after + " and was kept";
    case BlockerKind::kLapse:
      return "no further meeting was agreed" + after + ", and contact did not resume";
    case BlockerKind::kAgenda:
      return AgendaClause(blocker, story);
    case BlockerKind::kTerms:
      return "even with nothing ruled out, every such package would leave one side below no deal";
    case BlockerKind::kTime:
      return "the " + std::to_string(story.meetings) +
             " meetings were over before the sides had met each other's terms";
    case BlockerKind::kMechanism:
      return EntryOf(blocker.mechanism).info.id.data() + std::string(" (") +
             std::string(EntryOf(blocker.mechanism).info.title) + ") was in the way";
  }
  return {};
}

std::string ExplanationWords::Sentence(const RunBlocker& blocker, const BindingStory& story) const {
  return UpperFirst(Clause(blocker, story)) + ".";
}

std::string ExplanationWords::WeightText(const RunBlocker& blocker,
                                         const std::vector<RunBlocker>& all) const {
  switch (blocker.weight) {
    case BlockerWeight::kDecisive:
      return "Decisive: the same run with " + blocker.mechanism + " (" +
             std::string(EntryOf(blocker.mechanism).info.name) + ") off reaches it.";
    case BlockerWeight::kAlone:
      if (blocker.kind == BlockerKind::kTerms || blocker.kind == BlockerKind::kAgenda) return {};
      return "Without this one thing, terms that neither side loses by would have existed.";
    case BlockerWeight::kTogether: {
      if (blocker.partner < 0) {
        return "Only together with the others: had all of them been gone, and not one less, terms "
               "that neither side loses by would have existed.";
      }
      std::vector<std::string> partners;
      for (const RunBlocker& other : all) {
        const bool pair =
            &other - all.data() == blocker.partner ||
            (other.partner >= 0 && &all[static_cast<std::size_t>(other.partner)] == &blocker);
        if (pair && other.weight == BlockerWeight::kTogether) partners.push_back(Label(other));
      }
      return "Only together with " + JoinWords(partners, "or") +
             ": had both been gone, terms that neither side loses by would have existed.";
    }
    case BlockerWeight::kSeen:
      return {};
  }
  return {};
}

std::string ExplanationWords::Evidence(const RunBlocker& blocker,
                                       const std::vector<RunBlocker>& all,
                                       const BindingStory& story) const {
  std::string text;
  const bool constraint = blocker.kind == BlockerKind::kVeto ||
                          blocker.kind == BlockerKind::kPrecondition ||
                          blocker.kind == BlockerKind::kInsincerity;
  if (blocker.times > 0) {
    text = "It turned down " + TimesText(blocker.times) + " for that, first in " +
           WhenText(*blocker.first) + ".";
  } else if (constraint && blocker.side != kNobody) {
    const bool silent =
        story.mediated == 0 && story.tabled[static_cast<std::size_t>(Other(blocker.side))] == 0;
    text = silent ? "It had nothing of the kind to turn down: " + words_.Side(Other(blocker.side)) +
                        " tabled no such package."
                  : "Packages failed on other grounds before they were tested on this one.";
  } else if (blocker.kind == BlockerKind::kMandate && blocker.first) {
    text = "What was agreed in " + WhenText(*blocker.first) + " was left to the capitals" +
           (story.capital_refusal ? "." : ", and the run ended before they had signed it.");
  }
  const std::string weight = WeightText(blocker, all);
  if (!text.empty() && !weight.empty()) text += " ";
  return text + weight;
}

std::string ExplanationWords::Label(const RunBlocker& blocker) const {
  const std::string mechanism = blocker.mechanism.empty() ? "" : " (" + blocker.mechanism + ")";
  const std::string owner = blocker.side == kNobody ? "" : words_.Owner(blocker.side) + " ";
  switch (blocker.kind) {
    case BlockerKind::kVeto:
      return blocker.issue == kNoIssue
                 ? "red lines" + mechanism
                 : owner + "red line on " + words_.IssueName(blocker.issue) + mechanism;
    case BlockerKind::kPrecondition:
      return blocker.link < 0
                 ? "preconditions" + mechanism
                 : owner + "precondition '" +
                       scenario_.talks->links[static_cast<std::size_t>(blocker.link)].id + "'" +
                       mechanism;
    case BlockerKind::kInsincerity:
      return owner + "insincerity" + mechanism;
    case BlockerKind::kMandate:
      return owner +
             (blocker.issue == kNoIssue ? "unsure delegates"
                                        : "mandate on " + words_.IssueName(blocker.issue)) +
             mechanism;
    case BlockerKind::kCapitals:
      return owner + "capital";
    case BlockerKind::kRatification:
      return owner + "ratification" + mechanism;
    case BlockerKind::kPatience:
      return owner + "holding out" + mechanism;
    case BlockerKind::kBelief:
      return owner + "misjudgement" + mechanism;
    case BlockerKind::kWalkOut:
      return owner + "walk-out" + mechanism;
    case BlockerKind::kDeadline:
      return "the deadline" + mechanism;
    case BlockerKind::kLapse:
      return "no further meeting";
    case BlockerKind::kAgenda:
      return "never on the table";
    case BlockerKind::kTerms:
      return "the terms themselves";
    case BlockerKind::kTime:
      return "time";
    case BlockerKind::kMechanism:
      return std::string(EntryOf(blocker.mechanism).info.title) + mechanism;
  }
  return {};
}

std::string ExplanationWords::Summary(const RunExplanation& explanation) const {
  const std::string run = "In run " + std::to_string(explanation.run) + " ";
  if (explanation.reached) {
    std::string text = run + Target() + " came about";
    if (explanation.story.reached) {
      text += " in " + WhenText(explanation.story.reached->when);
      if (explanation.story.reached->by_capitals) text += " and was approved by the capitals";
    }
    return text + ".";
  }
  std::string text =
      run + "no agreement with " + RuleText(scenario_, target_.rule()) + " came about because ";
  if (explanation.blockers.empty()) return text + "time ran out.";
  const RunBlocker& first = explanation.blockers[0];
  text += Clause(first, explanation.story);
  std::size_t alone = 0;
  for (const RunBlocker& blocker : explanation.blockers) {
    alone += blocker.weight == BlockerWeight::kAlone ? 1 : 0;
  }
  if (first.weight == BlockerWeight::kTogether && first.partner >= 0) {
    text += ", and because " + Clause(explanation.blockers[static_cast<std::size_t>(first.partner)],
                                      explanation.story);
  } else if (first.weight == BlockerWeight::kTogether) {
    for (std::size_t k = 1; k < explanation.blockers.size(); ++k) {
      if (explanation.blockers[k].weight != BlockerWeight::kTogether) continue;
      text += "; because " + Clause(explanation.blockers[k], explanation.story);
    }
    text += "; only all of these together ruled it out";
  } else if (first.weight == BlockerWeight::kAlone && alone > 1) {
    text += ", while " + Clause(explanation.blockers[1], explanation.story);
  }
  return text + ".";
}

std::string ExplanationWords::Concession(const Breakthrough& reached) const {
  const std::string who = words_.Side(reached.proposer);
  const std::string other =
      reached.proposer == kNobody ? "both sides" : words_.Side(Other(reached.proposer));
  std::string text = UpperFirst(who) + " proposed " +
                     words_.Changes(reached.agreement, scenario_.space.StatusQuo()) + ", and " +
                     other + " accepted";
  if (reached.proposer != kNobody && reached.needed != 0) {
    text +=
        " (worth " + Number(reached.worth) + " to it; it asked for " + Number(reached.needed) + ")";
  }
  text += ".";
  if (reached.had_needed && *reached.had_needed > reached.needed) {
    return text + " The concession that made it was " + Possessive(other) +
           ": to the same package it had said no while it asked for " +
           Number(*reached.had_needed) + ".";
  }
  if (reached.before) {
    return text + " The concession that made it was " + Possessive(who) + ": " +
           words_.Changes(reached.agreement, reached.before->offer) +
           ", where before it had asked "
           "for " +
           words_.Changes(reached.before->offer, reached.agreement) + ".";
  }
  return text + " It took no concession: the first such package tabled was accepted.";
}

// ---- Changes

std::string ExplanationWords::Owner(const LeverOwner& owner) const {
  switch (owner.kind) {
    case OwnerKind::kParty:
      return PartyName(scenario_, owner.party);
    case OwnerKind::kBothSides:
      return "both sides";
    case OwnerKind::kThirdParty:
      return "mediator or third party";
    case OwnerKind::kCircumstance:
      return "nobody: circumstance";
  }
  return {};
}

OptionIndex ExplanationWords::NearestOption(const Lever& lever) const {
  const Issue& issue = scenario_.space.issue(lever.issue);
  std::size_t nearest = 0;
  for (std::size_t o = 1; o < issue.num_options(); ++o) {
    if (std::abs(issue.options[o].position - lever.ideal) <
        std::abs(issue.options[nearest].position - lever.ideal)) {
      nearest = o;
    }
  }
  return static_cast<OptionIndex>(nearest);
}

std::string ExplanationWords::From(const LeverStep& step) const {
  switch (step.lever.kind) {
    case Lever::Kind::kNumber: {
      const std::string exact = FormatNumber(step.lever.from);
      return exact.size() <= 6 ? exact : Number(step.lever.from);
    }
    case Lever::Kind::kChoice:
      return step.lever.choices[static_cast<std::size_t>(step.lever.from)];
    case Lever::Kind::kSwitch:
      return "put";
    case Lever::Kind::kPosition:
      return Fixed(step.lever.ideal, 0) + " (near " +
             words_.OptionName(step.lever.issue, NearestOption(step.lever)) + ")";
  }
  return {};
}

std::string ExplanationWords::To(const LeverStep& step) const {
  switch (step.lever.kind) {
    case Lever::Kind::kNumber:
      return FormatNumber(step.to);
    case Lever::Kind::kChoice:
      return step.lever.choices[static_cast<std::size_t>(step.to)];
    case Lever::Kind::kSwitch:
      return "not put";
    case Lever::Kind::kPosition:
      return words_.OptionName(step.lever.issue, static_cast<OptionIndex>(step.to));
  }
  return {};
}

std::string ExplanationWords::Meaning(const Lever& lever) const {
  if (lever.kind == Lever::Kind::kPosition || lever.doc.empty()) return {};
  std::string text = lever.name;
  constexpr std::string_view kBlock = "mechanisms.";
  if (lever.path.starts_with(kBlock)) {
    const std::string rest(Slice(lever.path, kBlock.size()));
    const MechanismEntry* entry = FindMechanism(Slice(rest, 0, rest.find('.')));
    if (entry != nullptr) {
      text += " belongs to " + std::string(entry->info.id) + " (" + std::string(entry->info.title) +
              ")";
    }
  }
  return text + ": " + lever.doc;
}

std::string ExplanationWords::Change(const LeverStep& step) const {
  const Lever& lever = step.lever;
  if (lever.kind == Lever::Kind::kPosition) {
    // Where this run's coding puts the option; the file's own position may lie a little apart.
    const double nominal =
        scenario_.space.issue(lever.issue).options[static_cast<std::size_t>(step.to)].position;
    const double to = lever.ideal + (nominal < lever.ideal ? -100 : 100) * step.size;
    return words_.Owner(lever.side) + " ideal on " + words_.IssueName(lever.issue) +
           ", on its axis of 0 to 100, from " + From(step) + " to " + Fixed(to, 0) + ", " +
           To(step);
  }
  std::string text = lever.name + " from " + From(step) + " to " + To(step);
  if (!lever.distribution.empty()) text += " (drawn from " + lever.distribution + ")";
  return text;
}

// ---- Outcomes and packages

std::string ExplanationWords::Flags(const Verdict& verdict) {
  std::string flags;
  for (int k = 0; k < kNumFlags; ++k) {
    if (!verdict.has(static_cast<Flag>(k))) continue;
    if (!flags.empty()) flags += "; ";
    flags += FlagPhrase(static_cast<Flag>(k));
  }
  return flags.empty() ? "none" : flags;
}

std::string ExplanationWords::Outcome(const Verdict& verdict) {
  return "headline " + std::to_string(verdict.headline) + " of 7, " +
         HeadlinePhrase(verdict.headline) + "; flags: " + Flags(verdict);
}

std::string ExplanationWords::Package(const ValuedPackage& package) const {
  const std::string changes = words_.Changes(package.offer, scenario_.space.StatusQuo());
  return changes.empty() ? "nothing beyond the status quo" : changes;
}

std::string ExplanationWords::Gains(const ValuedPackage& package) const {
  return words_.Side(0) + " " + Number(package.gain[0]) + ", " + words_.Side(1) + " " +
         Number(package.gain[1]) + ", together " + Number(package.joint());
}

}  // namespace dragoman
