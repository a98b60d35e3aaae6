#include <algorithm>

#include "engine/bargaining/package_search.h"
#include "engine/talks/talks.h"

/// @file
/// The sittings of one meeting: a package sitting, and one sitting per issue that may be signed
/// alone. Both are the same bargaining session over different pools of offers.

namespace dragoman {
namespace {

/// Turns what happens in a sitting into events of the talks, and remembers, if asked to, what each
/// side tabled last in a package sitting and how it was answered.
class SittingRecorder final : public SittingObserver {
 public:
  SittingRecorder(TalkState* state, IssueIndex issue, bool keeps_refusals)
      : state_(*state), issue_(issue), keeps_refusals_(keeps_refusals) {}

  // The event of an offer says how the other side answered, so it waits for the reply.
  void OnOffer(const Clock&, int, const PoolOffer&, double aspiration) override {
    aspiration_ = aspiration;
  }

  void OnReply(const Clock& clock, int responder, int proposer, const PoolOffer& offer,
               const Judgement& reply) override {
    if (proposer < 0) {
      TellDraft(clock, responder, offer, reply);
      return;
    }
    if (keeps_refusals_ && issue_ == kNoIssue) {
      state_.refused[static_cast<std::size_t>(proposer)] = {
          .any = reply.refusal != Refusal::kNone, .offer = offer.offer, .refusal = reply.refusal};
    }
    state_.Tell(TalkEventKind::kOffer, proposer,
                {.tick = static_cast<std::uint8_t>(clock.tick),
                 .rule = static_cast<std::int16_t>(reply.appraisal.rule),
                 .refusal = reply.refusal,
                 .issue = reply.appraisal.issue != kNoIssue ? reply.appraisal.issue : issue_,
                 .offer = offer.offer,
                 .a = offer.worth,
                 .b = reply.appraisal.worth,
                 .c = reply.needed,
                 .d = reply.appraisal.margin,
                 .e = aspiration_});
  }

  void OnSilence(const Clock& clock, int proposer, double aspiration) override {
    state_.Tell(TalkEventKind::kSilence, proposer,
                {.tick = static_cast<std::uint8_t>(clock.tick), .issue = issue_, .a = aspiration});
  }

 private:
  // A mediator's draft is told once both sides have answered it.
  void TellDraft(const Clock& clock, int responder, const PoolOffer& offer,
                 const Judgement& reply) {
    if (responder == 0) {
      first_ = reply;
      return;
    }
    const int against = !first_.accepts() ? 0 : (!reply.accepts() ? 1 : kNobody);
    TellMediation(state_, clock, offer.offer, {first_, reply}, against);
  }

  TalkState& state_;
  IssueIndex issue_;
  bool keeps_refusals_;
  double aspiration_ = 0;
  Judgement first_;
};

}  // namespace

void TellMediation(const TalkState& state, const Clock& clock, const Outcome& offer,
                   const std::array<Judgement, kSides>& replies, int against) {
  if (state.observer == nullptr) return;
  TalkEvent event{.tick = static_cast<std::uint8_t>(clock.tick),
                  .offer = offer,
                  .a = replies[0].appraisal.worth,
                  .b = replies[1].appraisal.worth};
  if (against != kNobody) {
    const Judgement& no = replies[static_cast<std::size_t>(against)];
    event.rule = static_cast<std::int16_t>(no.appraisal.rule);
    event.refusal = no.refusal;
    event.issue = no.appraisal.issue;
    event.c = no.needed;
    event.d = no.appraisal.margin;
  }
  state.Tell(TalkEventKind::kMediation, against, event);
}

// The package clock runs over all meetings, the clock of a single issue within the meeting.
void Talks::FillClock(bool within_meeting) {
  const double exchanges = model_.exchanges;
  times_.clear();
  for (int k = 1; k <= model_.exchanges; ++k) {
    const double share = static_cast<double>(k) / exchanges;
    const double time =
        within_meeting ? share : (static_cast<double>(state_.meeting - 1) + share) / state_.clock;
    const double passed = std::min(1.0, time);
    times_.push_back(state_.head_start + (1 - state_.head_start) * passed);
  }
}

void Talks::AddSingle(int side, const Outcome& offer) {
  if (AdmissibilityFor(model_, state_, side, offer).refusal != Refusal::kNone) return;
  const auto s = static_cast<std::size_t>(side);
  const Worth mine = WorthOf(model_, state_, state_.own[s], offer);
  const Worth theirs = WorthOf(model_, state_, state_.seen[s], offer);
  pools_[s].push_back({offer, mine.gain, theirs.gain, state_.sides[s].margin_rate * mine.weight});
}

Talks::OffGrid Talks::MeasureOffGrid(std::size_t side, const Outcome& offer) const {
  OffGrid sums;
  sums.stamp = stamp_;
  for (std::size_t i = 0; i < model_.traits.size(); ++i) {
    if (((on_grid_ >> i) & 1U) != 0) continue;
    const OptionIndex option = offer.options[i];
    if (option != state_.standing.options[i] && !Contains(model_.traits[i].cheap, option)) {
      sums.dear = true;
    }
    for (std::size_t ends = 0; ends < 2; ++ends) {
      sums.own[ends].Add(model_, state_, state_.own[side], i, option, ends == 1);
      sums.seen[ends].Add(model_, state_, state_.seen[side], i, option, ends == 1);
    }
  }
  return sums;
}

// A package contains only options its side may choose (no red line) and keeps the structural links,
// so what is left to check is the side's own preconditions and its sincerity.
void Talks::AddPackage(int side, const FoundPackage& found) {
  const auto s = static_cast<std::size_t>(side);
  if (BrokenLink(model_, state_, side, found.offer, LinkScope::kOwn) >= 0) return;
  OffGrid& sums = off_grid_[found.choice];
  if (sums.stamp != stamp_ || found.choice == PackageSearch::kMaxChoices) {
    sums = MeasureOffGrid(s, found.offer);
  }
  bool dear = sums.dear;
  WorthSum own = sums.own[found.ends ? 1 : 0];
  WorthSum seen = sums.seen[found.ends ? 1 : 0];
  for (const PackageGrid& grid : grid_) {
    const std::size_t i = At(grid.issue);
    const OptionIndex option = found.offer[grid.issue];
    own.Add(model_, state_, state_.own[s], i, option, found.ends);
    seen.Add(model_, state_, state_.seen[s], i, option, found.ends);
    dear = dear ||
           (option != state_.standing[grid.issue] && !Contains(model_.traits[i].cheap, option));
  }
  if (dear && state_.sides[s].insincere) return;
  DRAGOMAN_DEBUG_ASSERT(AdmissibilityFor(model_, state_, side, found.offer).refusal ==
                        Refusal::kNone);
  const Worth mine = FinishWorth(state_, state_.own[s], found.offer, found.ends, own);
  const Worth theirs = FinishWorth(state_, state_.seen[s], found.offer, found.ends, seen);
  pools_[s].push_back(
      {found.offer, mine.gain, theirs.gain, state_.sides[s].margin_rate * mine.weight});
}

SittingResult Talks::Sit(IssueIndex issue, const Random& random) {
  state_.Tell(TalkEventKind::kSitting, kNobody, {.issue = issue});
  std::array<double, kSides> best{};
  for (std::size_t s = 0; s < kSides; ++s) {
    for (const PoolOffer& offer : pools_[s]) best[s] = std::max(best[s], offer.worth);
    Seat seat;
    seat.pool = pools_[s];
    sources_[s].Reset(model_.outcomes, pools_[s]);
    seat.offers = &sources_[s];
    seat.space = &model_.outcomes;
    seat.self = static_cast<int>(s);
    seat.random = random;
    seat.first_draw = sittings_ << 32U;
    seat.best_worth = best[s];
    const SideState& side = state_.sides[s];
    seat.concession_exponent = side.beta * side.pace;
    seat.kept_share = side.kept_share + (1 - side.kept_share) * side.held_back;
    seat.appraiser = &appraisers_[s];
    strategies_[s]->Begin(seat);
    if (issue == kNoIssue) state_.sides[s].best_gain = best[s];
    if (state_.observer == nullptr) continue;
    state_.Tell(
        TalkEventKind::kSeat, s,
        {.issue = issue, .a = best[s], .b = seat.concession_exponent, .c = seat.kept_share});
  }
  Strategy* const sides[kSides] = {GuestOr(0, issue), GuestOr(1, issue)};
  SittingRecorder recorder(&state_, issue, model_.keeps_refusals);
  SittingTable table;
  table.seats = sides;
  table.times = times_;
  table.space = &model_.outcomes;
  table.status_quo = &state_.standing;
  table.random = random;
  table.first_draw = sittings_++ << 32U;
  if (state_.observer != nullptr || model_.keeps_refusals) table.observer = &recorder;
  const bool drafted =
      issue == kNoIssue && state_.mediator.single_text && state_.mediator.shown_to == kNobody;
  return (drafted ? model_.single_text : model_.protocol)->Run(table);
}

// Without linkage each issue is settled for itself, as if all weighed the same (M6).
double Talks::LinkedWeight(std::size_t side, std::size_t issue) const {
  const double weight = state_.weight[side][issue];
  if (state_.linkage == 1) return weight;
  return state_.linkage * weight + (1 - state_.linkage) / static_cast<double>(model_.traits.size());
}

void Talks::BuildPackagePools() {
  const IssueSpace& space = *model_.space;
  for (int side = 0; side < kSides; ++side) {
    const auto s = static_cast<std::size_t>(side);
    const auto o = static_cast<std::size_t>(Other(side));
    for (std::size_t i = 0; i < space.num_issues(); ++i) {
      const IssueIndex issue{static_cast<int>(i)};
      allowed_[s][i] = IsOpen(i) ? state_.consented[i] & ~state_.sides[s].vetoed[i]
                                 : OptionBit(state_.standing[issue]);
      const std::size_t base = space.offset(issue);
      const double mine = LinkedWeight(s, i);
      const double theirs = LinkedWeight(o, i);
      for (std::size_t f = base; f < base + space.issue(issue).num_options(); ++f) {
        own_worth_[s][f] = mine * state_.own[s].utility[f];
        other_worth_[s][f] = theirs * state_.seen[s].utility[f];
      }
    }
    PackageProblem problem;
    problem.space = &space;
    problem.standing = state_.standing;
    problem.grid = grid_;
    problem.lambdas = model_.lambdas;
    problem.ends = &model_.ends_conflict;
    problem.links = links_;
    problem.own_worth = own_worth_[s].data();
    problem.other_worth = other_worth_[s].data();
    problem.allowed = allowed_[s].data();
    pools_[s].clear();
    ++stamp_;
    search_.Run(problem, [&](const FoundPackage& found) { AddPackage(side, found); });
  }
}

void Talks::PackageSitting(const Random& random) {
  BuildPackagePools();
  FillClock(/*within_meeting=*/false);
  SittingResult result = Sit(kNoIssue, random);
  for (std::size_t s = 0; s < kSides; ++s) {
    state_.sides[s].aspiration = result.aspiration[s];
    state_.sides[s].best_offered = result.best_offered[s];
  }
  if (guest_ != nullptr) {
    MediateByGuest(&result);
  } else if (!result.agreed() && state_.mediator.proposals > 0) {
    Mediate(&result);
  }
  if (!result.agreed()) return;
  state_.package_agreed = true;
  state_.Tell(TalkEventKind::kAgreed, result.proposer,
              {.tick = static_cast<std::uint8_t>(result.tick), .offer = result.agreement});
  Agree(result.agreement, random);
}

// Options of an issue that may be signed alone in this meeting. Under "nothing until everything"
// only meeting again is outside the package; written terms are inside it (talks model, 4.19).
OptionSet Talks::SeparableNow(std::size_t issue) const {
  if (state_.harvest) return model_.traits[issue].separable;
  if (!model_.IsProcedure(issue)) return 0;
  OptionSet options = 0;
  Outcome probe = state_.initial;
  const IssueIndex index{static_cast<int>(issue)};
  for (std::size_t o = 0; o < model_.space->issue(index).num_options(); ++o) {
    probe[index] = static_cast<OptionIndex>(o);
    if (model_.another_meeting.Holds(probe) && !model_.texts.Holds(probe)) {
      options |= OptionBit(static_cast<OptionIndex>(o));
    }
  }
  return options;
}

void Talks::Harvest(const Random& random) {
  for (const IssueIndex issue : state_.harvest_order) {
    if (IsOpen(At(issue)) && SeparableNow(At(issue)) != 0) IssueSitting(issue, random);
  }
}

void Talks::BuildIssuePools(IssueIndex issue) {
  const OptionSet options = SeparableNow(At(issue)) & state_.consented[At(issue)];
  for (int side = 0; side < kSides; ++side) {
    pools_[static_cast<std::size_t>(side)].clear();
    Outcome offer = state_.standing;
    for (std::size_t o = 0; o < model_.space->issue(issue).num_options(); ++o) {
      const auto option = static_cast<OptionIndex>(o);
      if (!Contains(options, option) || option == state_.standing[issue]) continue;
      offer[issue] = option;
      AddSingle(side, offer);
    }
  }
}

// An exchange that leaves both sides exactly where they were is no agreement. The model gives away
// nothing, so for it a joint gain of 0 says that; a guest may.
bool Talks::MovesNobody(const Outcome& agreement) const {
  double joint = 0;
  bool moved = false;
  for (std::size_t s = 0; s < kSides; ++s) {
    const double gain = WorthOf(model_, state_, state_.own[s], agreement).gain;
    joint += gain;
    moved = moved || gain != 0;
  }
  return state_.seated == kNobody ? !(joint > 0) : !moved;
}

void Talks::IssueSitting(IssueIndex issue, const Random& random) {
  BuildIssuePools(issue);
  FillClock(/*within_meeting=*/true);
  const SittingResult result = Sit(issue, random);
  if (!result.agreed()) return;
  if (MovesNobody(result.agreement)) return;
  state_.Tell(
      TalkEventKind::kAgreed, result.proposer,
      {.tick = static_cast<std::uint8_t>(result.tick), .issue = issue, .offer = result.agreement});
  Agree(result.agreement, random);
}

}  // namespace dragoman
