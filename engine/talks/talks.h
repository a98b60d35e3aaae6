#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "engine/bargaining/package_search.h"
#include "engine/bargaining/pool_source.h"
#include "engine/core/random.h"
#include "engine/talks/event.h"
#include "engine/talks/gain.h"
#include "engine/talks/guest.h"
#include "engine/talks/model.h"
#include "engine/talks/state.h"

namespace dragoman {

inline constexpr int kMaxMeetings = 20;

/// Reports a package of the mediator's and how both sides answered it: `against` is the first side
/// that refused.
void TellMediation(const TalkState& state, const Clock& clock, const Outcome& offer,
                   const std::array<Judgement, kSides>& replies, int against);

/// What stood at the end of each meeting, and how the process went: all an evaluator needs.
struct TalkResult {
  int meetings = 0;                         ///< Meetings held.
  std::array<Outcome, kMaxMeetings> after;  ///< What stood after each (a walk-out takes back the
                                            ///< next meeting).
  Outcome final_standing;                   ///< After the capitals' last answer.
  int ended_in = 0;  ///< Meeting after which the process ended; 0: it stands.
  int deal_in = 0;   ///< Meeting after which a deal that ends the conflict
                     ///< stood; 0: none.
  bool escalated = false;
  double trust_start = 0;  ///< Mean over the sides.
  double trust_end = 0;
  std::array<double, kSides> gain{};  ///< Of final_standing over the start, by the no-deal
                                      ///< values of the start.
  int days = 0;                       ///< From the first meeting to the end.
  double survival_30 = 0;             ///< That a deal still stands after 30 days; 0: no deal (M36).
  double survival_180 = 0;            ///< The same after 180 days.
};

/// Runs the talks of one scenario, run after run, without allocating once warm. One object per
/// thread.
///
/// The rules are those of the talks model, sections 2 and 3: up to H meetings, each with
/// statements, attendance, agenda, sittings, authority, update, the outside world, and the question
/// whether to go on. See Meeting() for the order of play.
class Talks {
 public:
  explicit Talks(const TalksModel& model);

  /// Uses `coding` for the runs that follow; it must stay alive and unchanged.
  void StartCoding(const Coding& coding);

  /// Lets `guest` decide in the runs that follow; null: the model decides alone. Borrowed. Draws
  /// do not depend on it.
  void Invite(TalksGuest* guest);

  /// Run `random.run()`; a function of (scenario, seed, coding, run) only. `observer` may be null.
  const TalkResult& Run(const Random& random, TalkObserver* observer) {
    Prepare(random, observer);
    return Play(random);
  }

  /// The first half of Run: draws the run's parameters and makes preferences, before any meeting.
  void Prepare(const Random& random, TalkObserver* observer);
  /// The second half: the meetings.
  const TalkResult& Play(const Random& random);

  /// The state as the last call left it.
  const TalkState& state() const { return state_; }

  /// Issues (bits) on which both sides have a position, whether on the table yet or not.
  std::uint32_t negotiable() const { return wanted_[0] & wanted_[1]; }

  const TalksModel& model() const { return model_; }

 private:
  void Reset();
  void ResetSides();
  void ResetNeutral();
  void ResetProcess();
  void ListStructuralLinks();
  void ReportDraws() const;
  void FillPrivateViews();
  void FillSeenViews(const Random& random);
  void Refresh(const Random& random);
  void Act(Step step, const Random& random);

  void Meeting(const Random& random);
  void BeginMeeting();
  std::uint32_t Table() const;
  void RenewIssues(const Random& random);
  void AskCapitals(const Random& random);
  void PackageSitting(const Random& random);
  void Harvest(const Random& random);
  void IssueSitting(IssueIndex issue, const Random& random);
  SittingResult Sit(IssueIndex issue, const Random& random);
  void FillClock(bool within_meeting);
  OptionSet SeparableNow(std::size_t issue) const;
  void AddPackage(int side, const FoundPackage& found);
  void AddSingle(int side, const Outcome& offer);
  void BuildPackagePools();
  double LinkedWeight(std::size_t side, std::size_t issue) const;
  /// A package the mediator thinks of putting to both sides.
  struct Draft {
    double score = 0;
    const PoolOffer* package = nullptr;
  };
  static constexpr std::size_t kMostDrafts = 16;
  std::size_t FindDrafts(std::size_t most, std::array<Draft, kMostDrafts>* drafts) const;
  Clock LastTick() const;
  void Mediate(SittingResult* result);
  void MediateByGuest(SittingResult* result);
  OpenOptions OpenFor(IssueIndex issue) const;
  Strategy* GuestOr(int side, IssueIndex issue);
  bool MovesNobody(const Outcome& agreement) const;
  void AskGuestToStay();
  bool PutToBoth(const Outcome& offer, const Clock& clock, SittingResult* result);
  double MediatorsScore(const PoolOffer& package) const;
  void BuildIssuePools(IssueIndex issue);
  void Agree(const Outcome& agreement, const Random& random);
  void Sign(const Outcome& agreement, const Random& random);
  void Authorize(const Outcome& agreement, Outcome* now, Outcome* later) const;
  void CreditGoodwill(const Random& random);
  void MeasureGains();
  void CloseMeeting(const Random& random);
  void TakeBackNextMeeting();
  void AdvanceDays();
  void Finish(const Random& random);
  bool IsOpen(std::size_t issue) const;

  const TalksModel& model_;
  TalksGuest* guest_ = nullptr;
  TalkState state_;
  TalkResult result_;
  std::array<std::unique_ptr<Strategy>, kSides> strategies_;
  std::array<SideAppraiser, kSides> appraisers_;
  std::array<std::vector<PoolOffer>, kSides> pools_;
  std::array<PoolSource, kSides> sources_;
  std::uint64_t sittings_ = 0;  ///< Of this run, so far.
  std::array<std::array<OptionSet, kMaxIssues>, kSides> allowed_{};
  std::array<std::vector<double>, kSides> own_worth_;
  std::array<std::vector<double>, kSides> other_worth_;
  /// What one settlement of the issues off the grid adds to a package, for a package that does not
  /// end the conflict and for one that does.
  struct OffGrid {
    std::uint32_t stamp = 0;
    bool dear = false;  ///< It contains an option that an insincere side does not sign.
    std::array<WorthSum, 2> own;
    std::array<WorthSum, 2> seen;
  };
  OffGrid MeasureOffGrid(std::size_t side, const Outcome& offer) const;

  PackageSearch search_;
  std::vector<OffGrid> off_grid_;  ///< By FoundPackage::choice.
  std::uint32_t stamp_ = 0;
  std::vector<PackageGrid> grid_;
  std::uint32_t on_grid_ = 0;
  std::uint32_t all_issues_ = 0;
  std::uint32_t imposable_ = 0;
  std::vector<PackageLink> links_;
  std::array<PreferenceView, kSides> start_;  ///< Gains and exposures at the start of the run.
  std::vector<double> times_;                 ///< Clock of the current sitting.
  bool goodwill_credited_ = false;
  std::array<std::uint32_t, kSides> stated_{};  ///< Issues on which a side has said what it wants.
  std::array<std::uint32_t, kSides> wanted_{};  ///< Issues on which it has any position.
};

}  // namespace dragoman
