#include "engine/analysis/binding.h"

#include <algorithm>
#include <bit>

namespace dragoman {
namespace {

/// One pass over the log.
class StoryReader {
 public:
  StoryReader(const TalksModel& model, const Condition& target) : model_(model), target_(target) {
    standing_ = model.space->StatusQuo();
    for (const IssueIndex issue : target.issues()) target_issues_ |= 1U << At(issue);
  }

  BindingStory Read(std::span<const TalkEvent> events) {
    for (const TalkEvent& event : events) ReadOne(event);
    return std::move(story_);
  }

 private:
  static Moment When(const TalkEvent& event) { return {event.meeting, event.tick}; }

  void ReadOne(const TalkEvent& event) {
    switch (event.kind) {
      case TalkEventKind::kMeeting:
        return ReadMeeting(event);
      case TalkEventKind::kRenewed:
        standing_[event.issue] = static_cast<OptionIndex>(std::countr_zero(event.options));
        return;
      case TalkEventKind::kSigned:
        return ReadSigned(event);
      case TalkEventKind::kSitting:
        package_sitting_ = event.issue == kNoIssue;
        return;
      case TalkEventKind::kSeat:
        if (package_sitting_) story_.largest[Side(event)] = event.a;
        return;
      case TalkEventKind::kOffer:
        return ReadOffer(event);
      case TalkEventKind::kMediation:
        return ReadMediation(event);
      case TalkEventKind::kSilence:
        if (package_sitting_) story_.held_out[Side(event)] = event.a;
        return;
      case TalkEventKind::kAgreed:
        return ReadAgreed(event);
      case TalkEventKind::kPending:
        return ReadPending(event);
      case TalkEventKind::kCapitals:
        return ReadCapitals(event);
      case TalkEventKind::kRatified:
        if (event.refusal != Refusal::kNone && asked_for_target_) {
          story_.lost_vote = LostVote{When(event), event.side, event.a, event.b};
        }
        return;
      default:
        return ReadEnd(event);
    }
  }

  void ReadEnd(const TalkEvent& event) {
    if (story_.ending == RunEnding::kTargetReached) return;
    if (event.kind == TalkEventKind::kHazard && event.c < event.a) {
      hazard_[Side(event)] = {event.a, event.c};
    } else if (event.kind == TalkEventKind::kWalkOut && story_.leaver == kNobody) {
      story_.ending = RunEnding::kWalkOut;
      story_.leaver = event.side;
      story_.leaving_chance = hazard_[Side(event)].first;
      story_.leaving_drawn = hazard_[Side(event)].second;
    } else if (event.kind == TalkEventKind::kDeadline && event.a > 0 &&
               story_.ending == RunEnding::kHorizon) {
      story_.ending = RunEnding::kDeadline;
      story_.leaving_chance = event.b;
    } else if (event.kind == TalkEventKind::kLapse && !(event.a > 0)) {
      story_.ending = RunEnding::kLapse;
      story_.leaving_chance = 1 - event.b;
    } else if (event.kind == TalkEventKind::kClosed && story_.ending == RunEnding::kHorizon &&
               model_.ends_conflict.Holds(standing_)) {
      story_.ending = RunEnding::kDeal;
    }
  }

  static std::size_t Side(const TalkEvent& event) { return event.side == 1 ? 1 : 0; }

  void ReadMeeting(const TalkEvent& event) {
    story_.meetings = event.meeting;
    const auto table = static_cast<std::uint32_t>(event.options);
    if (!story_.on_table && (target_issues_ & ~table) == 0) story_.on_table = When(event);
  }

  void ReadSigned(const TalkEvent& event) {
    standing_[event.issue] = static_cast<OptionIndex>(std::countr_zero(event.options));
    if (story_.reached || !target_.Holds(standing_)) return;
    story_.ending = RunEnding::kTargetReached;
    story_.reached = last_agreement_;
    if (!story_.reached) {
      // Issues signed one by one made it up.
      story_.reached.emplace();
      story_.reached->when = When(event);
      story_.reached->agreement = standing_;
    }
    story_.reached->by_capitals = capitals_answered_;
    story_.agreed.reset();
  }

  /// Meets the target, which does not stand already.
  bool MeetsTarget(const Offer& offer) const {
    return target_.Holds(offer) && !target_.Holds(standing_);
  }

  void ReadOffer(const TalkEvent& event) {
    const std::size_t proposer = Side(event);
    if (package_sitting_) {
      story_.held_out[proposer] = event.e;
      if (event.refusal == Refusal::kNone || event.refusal == Refusal::kAspiration) {
        story_.held_out[1 - proposer] = event.c;
      }
    }
    if (!MeetsTarget(event.offer)) return;
    ++story_.tabled[proposer];
    if (event.refusal == Refusal::kNone) {
      accepted_ = event;
      return;
    }
    if (event.refusal == Refusal::kAspiration || event.refusal == Refusal::kDelegate) {
      ++story_.taken_up[proposer];
    }
    CountRefusal(event, Other(event.side), event.b);
    refused_.push_back(event);
  }

  void ReadMediation(const TalkEvent& event) {
    if (!MeetsTarget(event.offer)) return;
    ++story_.mediated;
    if (event.side >= 0) CountRefusal(event, event.side, event.side == 0 ? event.a : event.b);
  }

  void CountRefusal(const TalkEvent& event, int refuser, double worth) {
    const double needed = event.refusal == Refusal::kDelegate ? event.d : event.c;
    const bool by_issue = event.refusal == Refusal::kRedLine ||
                          event.refusal == Refusal::kPrecondition ||
                          event.refusal == Refusal::kInsincere;
    const IssueIndex issue = by_issue ? event.issue : kNoIssue;
    auto found = std::find_if(story_.refusals.begin(), story_.refusals.end(),
                              [&](const TargetRefusal& refusal) {
                                return refusal.ground == event.refusal && refusal.side == refuser &&
                                       refusal.issue == issue && refusal.rule == event.rule;
                              });
    if (found == story_.refusals.end()) {
      TargetRefusal refusal;
      refusal.ground = event.refusal;
      refusal.side = refuser;
      refusal.issue = issue;
      refusal.rule = event.rule;
      refusal.first = When(event);
      refusal.offer = event.offer;
      refusal.first_worth = worth;
      refusal.first_needed = needed;
      refusal.best_worth = worth;
      refusal.best_needed = needed;
      found = story_.refusals.insert(story_.refusals.end(), refusal);
    }
    ++found->times;
    found->last_worth = worth;
    found->last_needed = needed;
    if (worth >= found->best_worth) {
      found->best_worth = worth;
      found->best_needed = needed;
    }
  }

  void ReadAgreed(const TalkEvent& event) {
    last_agreement_.reset();
    beyond_ = &ignored_;
    if (!MeetsTarget(event.offer)) return;
    Breakthrough agreement;
    agreement.when = When(event);
    agreement.proposer = event.side;
    agreement.agreement = event.offer;
    if (accepted_ && accepted_->offer == event.offer && accepted_->side == event.side) {
      agreement.worth = accepted_->b;
      agreement.needed = accepted_->c;
    }
    LookBack(event, &agreement);
    last_agreement_ = agreement;
    capitals_answered_ = false;
    story_.agreed = When(event);
    story_.beyond.clear();
    beyond_ = &story_.beyond;
  }

  // What the proposer had put forward before, and what the other side had said to these terms.
  void LookBack(const TalkEvent& event, Breakthrough* agreement) const {
    for (const TalkEvent& old : refused_) {
      if (old.side != event.side) continue;
      if (old.offer == event.offer) {
        if (old.refusal != Refusal::kAspiration) continue;
        agreement->had_needed = std::max(agreement->had_needed.value_or(old.c), old.c);
        continue;
      }
      TargetRefusal before;
      before.ground = old.refusal;
      before.side = Other(old.side);
      before.issue = old.issue;
      before.rule = old.rule;
      before.first = When(old);
      before.offer = old.offer;
      before.first_worth = old.b;
      before.first_needed = old.c;
      agreement->before = before;
    }
  }

  void ReadPending(const TalkEvent& event) {
    beyond_->push_back({event.side, event.issue,
                        static_cast<OptionIndex>(std::countr_zero(event.options)), event.a,
                        event.b});
  }

  void ReadCapitals(const TalkEvent& event) {
    asked_for_target_ = MeetsTarget(event.offer);
    if (!asked_for_target_) return;
    capitals_answered_ = true;
    if (event.refusal == Refusal::kNone) return;
    story_.capital_refusal =
        CapitalAnswer{When(event), event.side, event.refusal, event.issue, event.rule, event.a};
  }

  const TalksModel& model_;
  const Condition& target_;
  BindingStory story_;
  Outcome standing_;
  std::uint32_t target_issues_ = 0;
  bool package_sitting_ = false;
  bool capitals_answered_ = false;
  bool asked_for_target_ = false;
  std::optional<TalkEvent> accepted_;
  std::optional<Breakthrough> last_agreement_;
  std::vector<TalkEvent> refused_;  ///< Packages that met the target.
  std::vector<BeyondMandate> ignored_;
  std::vector<BeyondMandate>* beyond_ = &ignored_;
  std::array<std::pair<double, double>, kSides> hazard_{};
};

}  // namespace

BindingStory ReadBindingStory(std::span<const TalkEvent> events, const TalksModel& model,
                              const Condition& target) {
  return StoryReader(model, target).Read(events);
}

}  // namespace dragoman
