// Every number in the event log can be computed again from the state it was taken in: the log is
// what transcripts are made of.

#include <algorithm>
#include <cmath>

#include "engine/core/partial_visitor.h"
#include "tests/laws/every_scenario.h"

namespace dragoman::testing_support {
namespace {

double Logistic(double x) { return 1 / (1 + std::exp(-x)); }

constexpr double kTolerance = 1e-12;

/// Checks each event against the live state, by the formulas of the talks model.
class Recomputer final : public TalkObserver {
 public:
  Recomputer(const CompiledScenario& scenario, const Talks& talks)
      : model_(*scenario.talks),
        talks_(talks),
        base_(Number(scenario.source, "M32", "base")),
        insult_(Number(scenario.source, "M32", "insult")),
        gap_(Number(scenario.source, "M32", "gap")),
        blame_(Number(scenario.source, "M32", "blame")),
        present_(Number(scenario.source, "M32", "present")) {}

  void OnEvent(const TalkEvent& event) override {
    ++counts[static_cast<std::size_t>(event.kind)];
    switch (event.kind) {
      case TalkEventKind::kMeeting:
        insulted_[0] = insulted_[1] = false;
        slight_[0] = slight_[1] = 0;
        package_agreed_ = false;
        break;
      case TalkEventKind::kInsult:
        insulted_[1 - event.side] = true;
        break;
      case TalkEventKind::kDelegation:
        slight_[event.side] = event.c;
        break;
      case TalkEventKind::kSitting:
        sitting_ = event.issue;
        break;
      case TalkEventKind::kSilence:
        if (sitting_ == kNoIssue) CheckAspiration(event);
        break;
      case TalkEventKind::kOffer:
        CheckOffer(event);
        break;
      case TalkEventKind::kAgreed:
        EXPECT_EQ(event.offer, last_accepted_[event.side]);
        if (event.issue == kNoIssue) package_agreed_ = true;
        break;
      case TalkEventKind::kPending:
        // Beyond the mandate: worth less to its own side than 1 - mandate.
        EXPECT_LT(event.a, event.b);
        EXPECT_EQ(event.b, 1 - state().sides[side(event)].mandate);
        break;
      case TalkEventKind::kHazard:
        CheckHazard(event);
        break;
      case TalkEventKind::kWalkOut:
        EXPECT_LT(event.c, event.a);
        break;
      case TalkEventKind::kTrust:
        EXPECT_EQ(event.b, state().sides[side(event)].trust);
        EXPECT_GE(event.b, 0);
        EXPECT_LE(event.b, 1);
        break;
      default:
        break;
    }
  }

  std::array<int, 64> counts{};

 private:
  class NumberFinder;

  const TalkState& state() const { return talks_.state(); }
  static std::size_t side(const TalkEvent& event) { return static_cast<std::size_t>(event.side); }

  /// A numeric option of a mechanism, by its name.
  static double Number(const Scenario& scenario, std::string_view id, std::string_view field);

  double Time(const TalkEvent& event) const {
    const double share = event.tick / static_cast<double>(model_.exchanges);
    const double passed = std::min(1.0, (event.meeting - 1 + share) / state().clock);
    return state().head_start + (1 - state().head_start) * passed;
  }

  // A = G (1 - (1 - q) tau^(1 / beta)), with G the best gain among the packages it could table,
  // beta times the pace of M13, and q and what M18 holds back of the rest never conceded.
  double Aspiration(std::size_t s, const TalkEvent& event) const {
    const SideState& side = state().sides[s];
    const double conceded = (1 - side.kept_share) * (1 - side.held_back);
    return side.best_gain * (1 - conceded * std::pow(Time(event), 1 / (side.beta * side.pace)));
  }

  void CheckAspiration(const TalkEvent& event) const {
    EXPECT_NEAR(event.a, Aspiration(side(event), event), kTolerance);
  }

  void CheckOffer(const TalkEvent& event) {
    const std::size_t me = side(event);
    const std::size_t other = 1 - me;
    const double mine = GainByDefinition(model_, state(), state().own[me], event.offer);
    const double theirs = GainByDefinition(model_, state(), state().own[other], event.offer);
    EXPECT_NEAR(event.a, mine, kTolerance);
    EXPECT_NEAR(event.b, theirs, kTolerance);
    // Nobody tables what it must refuse itself, or what its delegate would not sign.
    EXPECT_TRUE(AdmissibleByDefinition(model_, state(), event.side, event.offer));
    const double margin = state().sides[other].margin_rate * WeightAtStake(other, event.offer);
    if (sitting_ == kNoIssue) {
      EXPECT_NEAR(event.c, std::max(Aspiration(other, event), margin), kTolerance);
      EXPECT_GE(event.a, Aspiration(me, event) - kTolerance);
    }
    CheckReply(event, static_cast<int>(other), margin);
    if (event.refusal == Refusal::kNone) last_accepted_[me] = event.offer;
  }

  void CheckReply(const TalkEvent& event, int replier, double margin) const {
    const bool may = AdmissibleByDefinition(model_, state(), replier, event.offer);
    switch (event.refusal) {
      case Refusal::kNone:
        EXPECT_TRUE(may);
        EXPECT_GE(event.b, event.c);
        break;
      case Refusal::kRedLine:
      case Refusal::kPrecondition:
      case Refusal::kInsincere:
        EXPECT_FALSE(may);
        EXPECT_NE(event.issue, kNoIssue);
        EXPECT_EQ(event.rule >= 0, event.refusal == Refusal::kPrecondition);
        break;
      case Refusal::kBelowNoDeal:
        EXPECT_TRUE(may);
        EXPECT_LT(event.b, 0);
        break;
      case Refusal::kDelegate:
        EXPECT_GE(event.b, 0);
        EXPECT_LT(event.b, margin + kTolerance);
        break;
      case Refusal::kAspiration:
        EXPECT_GE(event.b, margin - kTolerance);
        EXPECT_LT(event.b, event.c);
        break;
    }
  }

  double WeightAtStake(std::size_t s, const Outcome& offer) const {
    const bool ends = model_.ends_conflict.Holds(offer);
    double weight = 0;
    for (std::size_t i = 0; i < model_.traits.size(); ++i) {
      const IssueIndex issue{static_cast<int>(i)};
      const bool changed = offer[issue] != state().standing[issue];
      if (changed || (ends && model_.traits[i].imposable)) weight += state().weight[s][i];
    }
    return weight;
  }

  // h = (1 - delta) logistic(b0 + b1 (insulted + slight) + b2 gap - b3 present).
  void CheckHazard(const TalkEvent& event) const {
    const std::size_t s = side(event);
    const SideState& me = state().sides[s];
    const double patience =
        state().coding->parties[static_cast<std::size_t>(model_.principals[s])].patience;
    const double logit = base_ + insult_ * ((insulted_[s] ? 1 : 0) + slight_[s]) + gap_ * event.b -
                         blame_ * present_ + me.restlessness;
    EXPECT_NEAR(event.a, (1 - patience) * Logistic(logit), kTolerance);
    double gap = 0;
    if (!package_agreed_ && me.best_gain > 0) {
      gap = (me.aspiration - me.best_offered - me.signed_gain) / me.best_gain;
    }
    EXPECT_NEAR(event.b, std::clamp(gap, 0.0, 1.0), kTolerance);
  }

  const TalksModel& model_;
  const Talks& talks_;
  double base_, insult_, gap_, blame_, present_;
  IssueIndex sitting_ = kNoIssue;
  bool insulted_[2] = {false, false};
  double slight_[2] = {0, 0};
  bool package_agreed_ = false;
  Outcome last_accepted_[2];
};

/// Picks one number out of a struct by its field's name.
class Recomputer::NumberFinder final : public PartialVisitor {
 public:
  explicit NumberFinder(std::string_view name) : name_(name) {}
  void VisitNumber(const Field& field, double* value) override {
    if (field.name == name_) found = *value;
  }

  std::optional<double> found;

 private:
  std::string_view name_;
};

double Recomputer::Number(const Scenario& scenario, std::string_view id, std::string_view field) {
  for (const MechanismSetting& setting : scenario.mechanisms.items()) {
    if (setting.entry->info.id != id) continue;
    NumberFinder finder(field);
    setting.options->Serialize(&finder);
    if (finder.found) return *finder.found;
  }
  ADD_FAILURE() << "no number " << id << "." << field;
  return 0;
}

class EventLogs : public EveryScenario {};

TEST_P(EventLogs, EveryNumberOfTheLogCanBeComputedAgain) {
  const CompiledPointer scenario = Compiled();
  std::array<int, 64> counts{};
  for (std::uint64_t coding = 0; coding < 25; ++coding) {
    Coding preferences = scenario->derivation.MakeCoding();
    scenario->derivation.DeriveSample(Random(8, coding), &preferences);
    Talks talks(*scenario->talks);
    talks.StartCoding(preferences);
    for (std::uint64_t run = 0; run < 8; ++run) {
      Recomputer check(*scenario, talks);
      talks.Run(Random(8, 100 * coding + run), &check);
      for (std::size_t k = 0; k < counts.size(); ++k) counts[k] += check.counts[k];
      ASSERT_FALSE(HasFailure()) << "coding " << coding << " run " << run;
    }
  }
  for (const TalkEventKind kind :
       {TalkEventKind::kInsult, TalkEventKind::kDelegation, TalkEventKind::kSilence,
        TalkEventKind::kOffer, TalkEventKind::kAgreed, TalkEventKind::kPending,
        TalkEventKind::kHazard, TalkEventKind::kWalkOut, TalkEventKind::kTrust}) {
    EXPECT_GT(counts[static_cast<std::size_t>(kind)], 0) << static_cast<int>(kind);
  }
}

TEST_P(EventLogs, WhatWasSignedIsWhatStands) {
  const CompiledPointer scenario = Compiled();
  for (std::uint64_t run = 0; run < 150; ++run) {
    EventLog log;
    const PlayedRun record = RunOne(*scenario, 9, 100 * run, &log);
    Outcome standing = scenario->space.StatusQuo();
    int meeting = 0;
    for (const TalkEvent& event : log.all()) {
      if (event.kind == TalkEventKind::kMeeting) ++meeting;
      if (event.kind == TalkEventKind::kSigned || event.kind == TalkEventKind::kRenewed) {
        ASSERT_EQ(event.options & (event.options - 1), 0U);  // exactly one option
        standing[event.issue] = static_cast<OptionIndex>(__builtin_ctzll(event.options));
      }
      if (event.kind == TalkEventKind::kWalkOut) {
        for (std::size_t i = 0; i < scenario->space.num_issues(); ++i) {
          const IssueIndex issue{static_cast<int>(i)};
          if (scenario->talks->IsProcedure(i)) {
            standing[issue] = scenario->space.issue(issue).status_quo;
          }
        }
      }
    }
    ASSERT_EQ(standing, record.result.final_standing) << run;
    // A meeting that the capitals' answer made needless is announced, not held.
    ASSERT_GE(meeting, record.result.meetings) << run;
    ASSERT_LE(meeting, record.result.meetings + 1) << run;
    ASSERT_EQ(log.Of(TalkEventKind::kClosed).size(), 1U);
    ASSERT_EQ(log.all().back().kind, TalkEventKind::kClosed);
    ASSERT_EQ(log.all().back().b, record.result.days);
  }
}

TEST_P(EventLogs, NobodyWalksOutOfADealAndNoDealFollowsAWalkOut) {
  const CompiledPointer scenario = Compiled();
  int deals = 0;
  for (std::uint64_t run = 0; run < 150; ++run) {
    EventLog log;
    const PlayedRun record = RunOne(*scenario, 10, 100 * run, &log);
    if (record.result.deal_in != 0) {
      ++deals;
      EXPECT_TRUE(log.Of(TalkEventKind::kWalkOut).empty());
      EXPECT_EQ(record.result.ended_in, 0);
    }
    EXPECT_TRUE(record.result.ended_in == 0 || record.result.deal_in == 0);
    EXPECT_EQ(record.result.deal_in != 0,
              scenario->talks->ends_conflict.Holds(record.result.final_standing));
  }
  EXPECT_GT(deals, 0);
}

INSTANTIATE_TEST_SUITE_P(Scenarios, EventLogs, testing::ValuesIn(EveryScenarioAndTier()), CaseName);

}  // namespace
}  // namespace dragoman::testing_support
