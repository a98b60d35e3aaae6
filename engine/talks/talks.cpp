#include "engine/talks/talks.h"

#include <algorithm>

#include "engine/core/portable_math.h"

namespace dragoman {
namespace {

// A package search visits at most this many packages per side for the grids seen in practice; pools
// grow past it, once, if a scenario asks for more.
constexpr std::size_t kUsualPackages = 512;

}  // namespace

Talks::Talks(const TalksModel& model)
    : model_(model),
      appraisers_{SideAppraiser(&model, &state_, 0), SideAppraiser(&model, &state_, 1)} {
  const std::size_t options = model.space->num_options();
  const std::size_t issues = model.space->num_issues();
  for (int side = 0; side < kSides; ++side) {
    const auto s = static_cast<std::size_t>(side);
    for (PreferenceView* view : {&state_.own[s], &state_.seen[s]}) {
      view->utility.resize(options);
      view->no_deal.resize(issues);
      view->gain.resize(options);
      view->exposure.resize(options);
      view->retreat.resize(options);
    }
    start_[s] = state_.own[s];
    start_[s].subject = side;
    state_.own[s].subject = side;
    state_.seen[s].subject = Other(side);
    pools_[s].reserve(kUsualPackages);
    own_worth_[s].resize(options);
    other_worth_[s].resize(options);
    strategies_[s] = model.strategy->make();
  }
  off_grid_.resize(PackageSearch::kMaxChoices + 1);
  ListStructuralLinks();
  for (std::size_t i = 0; i < issues; ++i) {
    all_issues_ |= 1U << i;
    if (model.traits[i].imposable) imposable_ |= 1U << i;
  }
  for (const GridIssue& grid : model.grid) {
    grid_.push_back({grid.issue, grid.options, grid.only_with_end});
    on_grid_ |= 1U << At(grid.issue);
  }
  state_.harvest_order.reserve(issues);
  times_.reserve(static_cast<std::size_t>(model.exchanges));
}

void Talks::Act(Step step, const Random& random) {
  for (const Mechanism* mechanism : model_.steps[static_cast<std::size_t>(step)]) {
    mechanism->Act(step, model_, random, &state_);
  }
}

void Talks::Invite(TalksGuest* guest) {
  guest_ = guest;
  state_.seated = guest == nullptr ? kNobody : guest->side();
}

void Talks::StartCoding(const Coding& coding) {
  state_.coding = &coding;
  const std::size_t issues = model_.space->num_issues();
  for (std::size_t s = 0; s < kSides; ++s) {
    const PartyPreference& party = coding.parties[At(model_.principals[s])];
    stated_[s] = 0;
    wanted_[s] = 0;
    for (std::size_t i = 0; i < issues; ++i) {
      const IssuePreference& issue = party.issues[i];
      state_.weight[s][i] = issue.floored_weight;
      if (issue.dropped) continue;
      if (issue.stated) stated_[s] |= 1U << i;
      if (issue.has_ideal) wanted_[s] |= 1U << i;
    }
  }
  for (std::size_t i = 0; i < issues; ++i) {
    const IssueIndex issue{static_cast<int>(i)};
    const std::size_t base = model_.space->offset(issue);
    const std::size_t status_quo = base + model_.space->issue(issue).status_quo;
    OptionSet consented = AllOptions(model_.space->issue(issue).num_options());
    for (const PartyIndex owner : model_.traits[i].third_party_owners) {
      const PartyPreference& party = coding.parties[At(owner)];
      for (std::size_t o = 0; o < model_.space->issue(issue).num_options(); ++o) {
        const bool consents =
            party.issues[i].stated && party.utility[base + o] >= party.utility[status_quo];
        if (!consents) consented &= ~OptionBit(static_cast<OptionIndex>(o));
      }
    }
    state_.consented[i] = consented;
  }
}

// ---- Setting up a run
// -----------------------------------------------------------------------------

void Talks::Reset() {
  sittings_ = 0;
  ResetSides();
  ResetNeutral();
  ResetProcess();
  result_.meetings = 0;
  result_.ended_in = 0;
  result_.deal_in = 0;
  result_.escalated = false;
  result_.days = 0;
}

void Talks::ResetSides() {
  const Coding& coding = *state_.coding;
  for (std::size_t s = 0; s < kSides; ++s) {
    SideState fresh;
    const PartyIndex me = model_.principals[s];
    const PartyIndex other = model_.principals[1 - s];
    fresh.trust = coding.trust[At(me) * coding.parties.size() + At(other)];
    fresh.tabled = stated_[s];
    state_.sides[s] = fresh;
  }
}

// What mechanisms set at Step::kDraw or kPrepare, as it is without them.
void Talks::ResetNeutral() {
  state_.monitoring_issue = kNoIssue;
  state_.clock = model_.clock;
  state_.head_start = 0;
  state_.coherence = 1;
  state_.pledge = 1;
  state_.guarantors = 0;
  state_.mediator = {};
  state_.terms.clear();
  state_.public_demands = false;
  state_.linkage = 0;
  state_.guarantee = nullptr;
  state_.guarantee_relief = 0;
  state_.texts_count = true;
  state_.harvest = false;
  state_.harvest_first = false;
  state_.package = true;
  state_.harvest_order.clear();
  for (std::size_t i = 0; i < model_.traits.size(); ++i) {
    if (model_.IsProcedure(i)) state_.harvest_order.push_back(IssueIndex{static_cast<int>(i)});
  }
}

// Nothing has happened yet.
void Talks::ResetProcess() {
  state_.initial = model_.space->StatusQuo();
  state_.standing = state_.initial;
  state_.pending = state_.initial;
  state_.pending_issues = 0;
  state_.binding = 0;
  for (std::size_t k = 0; k < model_.links.size(); ++k) {
    if (model_.links[k].owner < 0) state_.binding |= 1U << k;
  }
  state_.meeting = 0;
  state_.turbulence = 0;
  state_.survival_30 = 0;
  state_.survival_180 = 0;
  state_.lapses = 0;
  state_.expired = false;
  state_.written = false;
  state_.deal = false;
  state_.ended = false;
  state_.escalated = false;
}

void Talks::Prepare(const Random& random, TalkObserver* observer) {
  DRAGOMAN_ASSERT(state_.coding != nullptr);
  state_.observer = observer;
  Reset();
  Act(Step::kDraw, random);
  ReportDraws();
  FillPrivateViews();
  Act(Step::kPrepare, random);
  if (state_.written) {
    for (std::size_t s = 0; s < kSides; ++s) state_.sides[s].tabled = wanted_[s];
  }
  FillSeenViews(random);
  Refresh(random);
  for (std::size_t s = 0; s < kSides; ++s) {
    std::copy(state_.own[s].gain.begin(), state_.own[s].gain.end(), start_[s].gain.begin());
    std::copy(state_.own[s].exposure.begin(), state_.own[s].exposure.end(),
              start_[s].exposure.begin());
  }
  result_.trust_start = 0.5 * (state_.sides[0].trust + state_.sides[1].trust);
}

void Talks::ReportDraws() const {
  if (state_.observer == nullptr) return;
  for (std::size_t s = 0; s < kSides; ++s) {
    const SideState& side = state_.sides[s];
    state_.Tell(TalkEventKind::kDrawn, s,
                {.a = side.win_belief,
                 .b = side.lottery_share,
                 .c = side.cost,
                 .d = side.inflation,
                 .e = side.trust});
  }
}

// Dependencies in the nature of things bind everybody: nobody proposes a package that breaks one.
void Talks::ListStructuralLinks() {
  for (std::size_t k = 0; k < model_.links.size(); ++k) {
    const LinkRule& link = model_.links[k];
    if (link.owner < 0) links_.push_back({&link.when, &link.requires_rule});
  }
}

// Private ideals lie nearer the status quo than the stated ones where a demand was made (S2 and 4.1
// of the talks model: an accord is not an inflated demand).
void Talks::FillPrivateViews() {
  for (std::size_t s = 0; s < kSides; ++s) {
    const PartyIndex me = model_.principals[s];
    const PartyPreference& party = state_.coding->parties[At(me)];
    const double psi = state_.sides[s].inflation;
    double* utility = state_.own[s].utility.data();
    for (std::size_t i = 0; i < party.issues.size(); ++i) {
      const IssuePreference& view = party.issues[i];
      const IssueIndex issue{static_cast<int>(i)};
      const std::size_t base = model_.space->offset(issue);
      const std::size_t count = model_.space->issue(issue).num_options();
      if (!view.has_ideal || !(view.firmness > 0) || psi == 0) {
        std::copy_n(party.utility.begin() + static_cast<std::ptrdiff_t>(base), count,
                    utility + base);
        continue;
      }
      const double status_quo =
          state_.coding->positions[base + model_.space->issue(issue).status_quo];
      const double ideal = view.ideal + psi * (1 - view.firmness) * (status_quo - view.ideal);
      model_.derivation->FillIssueUtility(*state_.coding, me, issue, ideal, utility);
    }
  }
}

void Talks::FillSeenViews(const Random& random) {
  // Neutral: the other side's stated preferences, seen without error.
  for (std::size_t s = 0; s < kSides; ++s) {
    const PartyPreference& other = state_.coding->parties[At(model_.principals[1 - s])];
    std::copy(other.utility.begin(), other.utility.end(), state_.seen[s].utility.begin());
    state_.sides[s].belief_scale = 1;
  }
  Act(Step::kPerceive, random);
  state_.stale = all_issues_;
}

// Recomputes what no deal and each option are worth on the issues marked stale.
void Talks::Refresh(const Random& random) {
  if (state_.stale == 0) return;
  for (std::size_t i = 0; i < model_.traits.size(); ++i) {
    if (((state_.stale >> i) & 1U) == 0) continue;
    const IssueIndex issue{static_cast<int>(i)};
    const std::size_t flat = model_.space->flat(issue, state_.standing[issue]);
    for (std::size_t s = 0; s < kSides; ++s) {
      state_.own[s].no_deal[i] = state_.own[s].utility[flat];
      state_.seen[s].no_deal[i] = state_.seen[s].utility[flat];
    }
  }
  Act(Step::kNoDeal, random);
  RefreshGains(model_, state_.stale, &state_);
  state_.stale = 0;
}

// ---- One run
// --------------------------------------------------------------------------------------

const TalkResult& Talks::Play(const Random& random) {
  while (state_.meeting < model_.meetings && !state_.deal && !state_.ended) Meeting(random);
  Finish(random);
  return result_;
}

// The order of play of one meeting (talks model, section 3).
void Talks::Meeting(const Random& random) {
  ++state_.meeting;
  BeginMeeting();
  Act(Step::kStatements, random);
  Act(Step::kAttendance, random);
  RenewIssues(random);
  AskCapitals(random);
  if (state_.deal) {
    // The capitals ended the conflict before the meeting was held.
    --state_.meeting;
    return;
  }
  if (state_.harvest_first) {
    Harvest(random);
    CreditGoodwill(random);
  }
  if (state_.package) PackageSitting(random);
  if (!state_.harvest_first) Harvest(random);
  Act(Step::kUpdate, random);
  CreditGoodwill(random);
  if (!state_.deal) {
    Act(Step::kOutside, random);
    state_.stale |= imposable_;
  }
  CloseMeeting(random);
}

void Talks::BeginMeeting() {
  for (SideState& side : state_.sides) {
    side.insulted = false;
    side.slight = 0;
    side.signed_gain = 0;
    side.best_gain = 0;
    side.aspiration = 0;
    side.best_offered = 0;
    side.hazard = 0;
    side.restlessness = 0;
    side.held_back = 0;
    side.pace = 1;
    side.gesture = 0;
  }
  state_.refused = {};
  state_.moved = {};
  state_.mediator.shown_to = kNobody;
  state_.agreed_now = 0;
  state_.texts_agreed = false;
  state_.package_agreed = false;
  state_.goodwill_signed = false;
  goodwill_credited_ = false;
  if (state_.observer != nullptr) {
    state_.Tell(TalkEventKind::kMeeting, kNobody, {.options = Table()});
  }
}

// Issues (bits) on which the sides could change something at this moment.
std::uint32_t Talks::Table() const {
  std::uint32_t table = 0;
  for (std::size_t i = 0; i < model_.traits.size(); ++i) {
    const OptionSet here = OptionBit(state_.standing.options[i]);
    if (IsOpen(i) && (state_.consented[i] & ~here) != 0) table |= 1U << i;
  }
  return table;
}

// A confidence-building step counts once per meeting, as soon as it was signed.
void Talks::CreditGoodwill(const Random& random) {
  if (!state_.goodwill_signed || goodwill_credited_) return;
  goodwill_credited_ = true;
  Act(Step::kGoodwill, random);
}

void Talks::RenewIssues(const Random& random) {
  for (std::size_t i = 0; i < model_.traits.size(); ++i) {
    const IssueIndex issue{static_cast<int>(i)};
    if (!model_.traits[i].renewable || state_.standing[issue] == state_.initial[issue]) continue;
    state_.standing[issue] = state_.initial[issue];
    state_.stale |= 1U << i;
    state_.Tell(TalkEventKind::kRenewed, kNobody,
                {.issue = issue, .options = OptionBit(state_.initial[issue])});
  }
  Refresh(random);
}

// ---- The end of a meeting and of a run
// ------------------------------------------------------------

void Talks::TakeBackNextMeeting() {
  for (std::size_t i = 0; i < model_.traits.size(); ++i) {
    const IssueIndex issue{static_cast<int>(i)};
    if (model_.IsProcedure(i)) state_.standing[issue] = state_.initial[issue];
  }
}

void Talks::CloseMeeting(const Random& random) {
  if (state_.deal) {
    result_.deal_in = state_.meeting;
  } else {
    Act(Step::kContinue, random);
    if (state_.seated != kNobody) AskGuestToStay();
    if (state_.sides[0].walked_out || state_.sides[1].walked_out || state_.expired) {
      state_.ended = true;
      TakeBackNextMeeting();
    } else if (!model_.another_meeting.Holds(state_.standing)) {
      const auto index = static_cast<std::uint64_t>(state_.meeting);
      const bool resumes = !PairExceeds(random, model_.resume_streams, index, model_.resume);
      state_.Tell(TalkEventKind::kLapse, kNobody, {.a = resumes ? 1.0 : 0.0, .b = model_.resume});
      if (!resumes) state_.ended = true;
    }
    if (state_.ended) result_.ended_in = state_.meeting;
  }
  const auto k = static_cast<std::size_t>(state_.meeting - 1);
  result_.after[k] = state_.standing;
  result_.meetings = state_.meeting;
  if (state_.texts_agreed && state_.texts_count && !state_.ended) {
    const std::uint32_t before = state_.sides[0].tabled & state_.sides[1].tabled;
    for (std::size_t s = 0; s < kSides; ++s) state_.sides[s].tabled = wanted_[s];
    if (!state_.written) {
      state_.Tell(TalkEventKind::kTexts, kNobody, {.options = wanted_[0] & wanted_[1] & ~before});
    }
    if (!state_.written) {
      state_.written = true;
      Act(Step::kTexts, random);
      FillSeenViews(random);
    }
  }
  AdvanceDays();
}

void Talks::AdvanceDays() {
  const bool last = state_.meeting >= model_.meetings || state_.deal || state_.ended;
  if (last) return;
  result_.days +=
      model_.dated_meeting.Holds(state_.standing) ? model_.days_between_dated : model_.days_between;
}

void Talks::Finish(const Random& random) {
  if (!state_.deal && !state_.ended) {
    Refresh(random);
    AskCapitals(random);
  }
  if (state_.deal && result_.deal_in == 0) result_.deal_in = std::max(1, result_.meetings);
  if (state_.ended && !state_.deal) Act(Step::kAftermath, random);
  if (state_.deal) Act(Step::kSettled, random);
  result_.survival_30 = state_.survival_30;
  result_.survival_180 = state_.survival_180;
  result_.final_standing = state_.standing;
  MeasureGains();
  result_.escalated = state_.escalated;
  result_.trust_end = 0.5 * (state_.sides[0].trust + state_.sides[1].trust);
  state_.Tell(TalkEventKind::kClosed, kNobody, {.b = static_cast<double>(result_.days)});
}

// What was signed, against no deal as it looked at the start.
void Talks::MeasureGains() {
  state_.standing = state_.initial;
  for (std::size_t s = 0; s < kSides; ++s) {
    result_.gain[s] = WorthOf(model_, state_, start_[s], result_.final_standing).gain;
  }
  state_.standing = result_.final_standing;
}

bool Talks::IsOpen(std::size_t issue) const {
  const std::uint32_t both =
      wanted_[0] & wanted_[1] & state_.sides[0].tabled & state_.sides[1].tabled;
  return ((both >> issue) & 1U) != 0 && ((state_.agreed_now >> issue) & 1U) == 0;
}

}  // namespace dragoman
