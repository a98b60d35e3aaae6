#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/core/inline_vector.h"
#include "engine/core/outcome.h"
#include "engine/preferences/derivation.h"
#include "engine/talks/event.h"
#include "engine/talks/model.h"

namespace dragoman {

/// Moments of the priors of no deal, for a delegate who does not know which value applies (M26).
struct NoDealPrior {
  double share_mean = 0;  ///< Of the lottery's share om.
  double share_var = 0;
  double win_mean = 0.5;  ///< Of the belief in winning p.
  double win_var = 0;
  double cost_mean = 0;  ///< Of the cost of no deal.
  double cost_var = 0;
};

/// Points of the grid over which a side holds beliefs of the other's p: (k + 1/2) / kBeliefGrid.
inline constexpr std::size_t kBeliefGrid = 11;

/// One side's part of the state of a run. Defaults are neutral: what holds while the mechanism that
/// would set the field is switched off.
struct SideState {
  // Fixed after the draw.
  double inflation =
      0;  ///< psi in [0, 1]: how far its private ideals lie nearer the status quo (M3).
  double lottery_share = 0;      ///< om in [0, 1]: share of no deal that fighting decides (M1).
  double cost = 0;               ///< Of no deal, saved by an agreement that ends the conflict (M1).
  double pressure = 0;           ///< Threatened cost of no deal, saved in the same way (M23).
  double leverage = 0;           ///< What the mediator puts on an end of the conflict (M19).
  double blame = 0;              ///< Price of being blamed for refusing, saved likewise (M37).
  double backing = 0;            ///< What friends make no deal worth to it (M31).
  double audience = 0;           ///< Price of a retreat before its public, per unit (M11).
  NoDealPrior prior;             ///< (M1).
  double fear = 0;               ///< chi in [0, 1]: fear of non-compliance (M4).
  double monitoring_relief = 0;  ///< kM in [0, 1] (M4).
  bool insincere = false;        ///< Signs cheap options only (M22).
  std::array<OptionSet, kMaxIssues> vetoed{};  ///< Red lines of this run (M8).
  double rank = 1;                             ///< Of its delegation, 1 = head (M26).
  double mandate = 1;      ///< Share of its utility range a delegation may give up (M26).
  double premium = 0;      ///< Of an unsure delegate, in standard deviations of no deal (M26).
  double margin_rate = 0;  ///< The same in utility, per unit of weight (M26).
  double kept_share = 0;   ///< Never conceded (M24).
  double held_back = 0;    ///< Share of the rest that is not conceded either, for now (M18).
  double pace = 1;         ///< Factor on the concession exponent in this meeting (M13).
  // Moving.
  double beta = 1;           ///< Concession exponent (M12, M21).
  double win_belief = 0.5;   ///< p: its belief that it would win (M1, M25).
  double rival_belief = -1;  ///< What it takes the other's p for; negative: it knows it (M2).
  std::array<double, kBeliefGrid> rival_odds{};  ///< Its beliefs over a grid of the other's p (M2).
  double rival_shift = 0;   ///< What the battlefield has since added to the other's p (M2).
  double trust = 0;         ///< In the other side, in [0, 1] (M15, M17, M30).
  double conduct = 0;       ///< h: its net cooperation toward the other, in [-1, 1] (M13).
  double gesture = 0;       ///< Size of the step it announced before this meeting (M14).
  double step = 0;          ///< Size of its next unilateral step (M14) ...
  int unanswered = 0;       ///< ... and how many of them got no answer.
  double slight = 0;        ///< How far the other's delegation ranks below its own (M26).
  bool insulted = false;    ///< In this meeting (M16).
  double belief_scale = 1;  ///< Noise in what it believes of the other, relative (M19, M21).
  double restlessness = 0;  ///< Added to the logit of walking out in this meeting (M23, M27, M34).
  double hazard = 0;        ///< Of walking out after this meeting (M32).
  bool walked_out = false;

  /// What an agreement that ends the conflict is worth to it beyond the terms.
  double worth_of_end() const { return cost + pressure + leverage + blame - backing; }
  // What the sittings of this meeting left behind.
  double best_gain = 0;      ///< Largest gain among the packages it could propose.
  double aspiration = 0;     ///< At the last tick of the package sitting.
  double best_offered = 0;   ///< Best gain in a package offered to it.
  double signed_gain = 0;    ///< Gain of what was signed in this meeting.
  std::uint32_t tabled = 0;  ///< Issues (bits) on which its position is on the table.
};

/// One side's preferences as somebody sees them: its own, or what the other believes of it.
struct PreferenceView {
  int subject = 0;               ///< Whose preferences.
  std::vector<double> utility;   ///< By flat option.
  std::vector<double> no_deal;   ///< r by issue: utility of no deal.
  std::vector<double> gain;      ///< By flat option: w (u - r).
  std::vector<double> exposure;  ///< By flat option: w |x - sq| / 100 on core issues, else 0.
  std::vector<double>
      retreat;  ///< By flat option: price of falling short of a public demand (M11).
};

/// Something that comes with every bundle of which `when` holds: money, a favour, a gesture.
struct SideTerm {
  const Condition* when = nullptr;     ///< Borrowed from the mechanism that made the term.
  std::uint32_t issues = 0;            ///< Issues (bits) that `when` is about.
  std::array<double, kSides> worth{};  ///< To each side.
  bool material = true;                ///< Money or goods, as opposed to a gesture (M5).
};

/// The last package a side tabled in vain in this meeting, and why it was refused.
struct RefusedOffer {
  bool any = false;
  Outcome offer;
  Refusal refusal = Refusal::kNone;
};

/// What the mediator does beyond carrying messages.
struct MediatorState {
  int proposals = 0;  ///< Packages it may table after a sitting without agreement (M19).
  double least = 0;   ///< Weight of the least satisfied side in what it tables (M19).
  double focal = 0;   ///< Share of its hopes a side gives up for such a package (M19).
  std::array<double, kSides> favour{};  ///< Extra weight of a side it favours, in [0, 1] (M19).
  bool single_text = false;             ///< Packages are drafted by it, not by the sides (M20).
  int shown_to = kNobody;  ///< Side that saw and changed the text first, in this meeting (M20).
};

/// Side terms of one run.
inline constexpr std::size_t kMaxSideTerms = 16;

/// Everything that changes during one run. Sizes are fixed once, so that runs allocate nothing.
struct TalkState {
  const Coding* coding = nullptr;
  TalkObserver* observer = nullptr;

  std::array<SideState, kSides> sides{};
  std::array<std::array<double, kMaxIssues>, kSides> weight{};  ///< Of each side, by issue.
  std::array<PreferenceView, kSides> own;                       ///< Each side's true preferences.
  std::array<PreferenceView, kSides> seen;        ///< seen[s]: the other side's, as s sees them.
  std::uint32_t binding = 0;                      ///< Link rules (bits) that bind in this run.
  std::array<OptionSet, kMaxIssues> consented{};  ///< Options third-party owners allow, by issue.
  InlineVector<SideTerm, kMaxSideTerms> terms;    ///< What comes with some bundles (M5, M7).
  bool public_demands = false;                    ///< `retreat` is to be charged (M11).
  double linkage = 0;  ///< How far the weights of issues count when a package is made (M6).
  std::array<RefusedOffer, kSides> refused;  ///< By who tabled it; if TalksModel::keeps_refusals.
  IssueIndex monitoring_issue = kNoIssue;    ///< Set by M4.
  std::array<double, kMaxOptionsPerSet> monitoring{};  ///< m by option of that issue.
  const Condition* guarantee = nullptr;  ///< Bundles with it are guaranteed by third parties (M4).
  double guarantee_relief = 0;           ///< kG in [0, 1] (M4).

  Outcome initial;                   ///< Status quo at the start.
  Outcome standing;                  ///< In force now: the status quo with all that was signed.
  Outcome pending;                   ///< Options left to the capitals ...
  std::uint32_t pending_issues = 0;  ///< ... on these issues (bits).
  Outcome put_to_vote;               ///< What the capitals accepted and is to be ratified (M10).
  int voted_down = -1;               ///< Side whose ratification failed; -1: none.
  std::uint32_t agreed_now = 0;      ///< Issues (bits) agreed in this meeting, signed or pending.

  std::uint32_t stale = 0;  ///< Issues (bits) whose no-deal values are being recomputed.
  int meeting = 0;
  double clock = 1;        ///< Meetings in which concessions are completed (M28).
  double head_start = 0;   ///< Share of the way already gone when a sitting begins (M27).
  double coherence = 1;    ///< Of the third party's voices (M38).
  double pledge = 1;       ///< Factor on the credibility of its threats (M31).
  double guarantors = 0;   ///< How firmly friends stand behind an agreement, in [0, 1] (M31).
  MediatorState mediator;  ///< (M19, M20).
  std::array<double, kSides> moved{};  ///< Change of each side's p by what both saw since the last
                                       ///< meeting (M25, M33).
  double turbulence = 0;               ///< Sum of |change| of the belief in winning so far (M25).
  double survival_30 = 0;              ///< That the agreement still stands after 30 days (M36) ...
  double survival_180 = 0;             ///< ... and after 180.
  int lapses = 0;                      ///< Deadlines that passed without consequence (M28).
  bool expired = false;                ///< A deadline was kept: the process ends (M28).
  bool written = false;                ///< Texts have been exchanged.
  bool texts_count = true;             ///< Texts put every position on the table (M21).
  bool texts_agreed = false;           ///< In this meeting.
  bool package_agreed = false;         ///< In this meeting.
  bool goodwill_signed = false;        ///< In this meeting.
  bool deal = false;                   ///< An agreement that ends the conflict is in force.
  bool ended = false;                  ///< The process was ended by walking out or by silence.
  bool escalated = false;              ///< A threat was carried out within 30 days of that end.
  bool harvest = false;                ///< Separable issues may be signed alone (M29).
  bool harvest_first = false;          ///< ... before the package (M29).
  bool package = true;                 ///< There is a package sitting (M29).
  int seated = kNobody;  ///< Side for which a guest decides whether to stay, after the draw.
  std::vector<IssueIndex> harvest_order;  ///< Fixed by M29.

  /// Reports what happened: fills in kind, meeting and side (kNobody: of neither).
  void Tell(TalkEventKind kind, int side, TalkEvent event = {}) const {
    if (observer == nullptr) return;
    event.kind = kind;
    event.meeting = static_cast<std::uint8_t>(meeting);
    event.side = static_cast<std::int16_t>(side);
    observer->OnEvent(event);
  }
  void Tell(TalkEventKind kind, std::size_t side, const TalkEvent& event = {}) const {
    Tell(kind, static_cast<int>(side), event);
  }
};

}  // namespace dragoman
