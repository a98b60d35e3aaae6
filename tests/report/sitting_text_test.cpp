#include "engine/report/sitting_text.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/scenarios.h"

// How a mediator's drafts, threats and spoilers are told, on the small scenario: issues 0 dam,
// 1 water, 2 visits, 3 next; sides 0 North, 1 South.

namespace dragoman {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class ToldSitting : public testing::Test {
 protected:
  ToldSitting()
      : scenario_(testing_support::CompileScenario(testing_support::SmallScenario())),
        words_(*scenario_) {
    events_.emplace_back().kind = TalkEventKind::kSitting;
  }

  /// A draft with dam half and `water`, worth .1 to both; `side` refuses and needed `needed`.
  void Draft(int tick, OptionIndex water, int side, double needed) {
    TalkEvent event;
    event.kind = TalkEventKind::kMediation;
    event.tick = static_cast<std::uint8_t>(tick);
    event.side = static_cast<std::int16_t>(side);
    event.refusal = side < 0 ? Refusal::kNone : Refusal::kAspiration;
    event.offer = scenario_->space.StatusQuo();
    event.offer[IssueIndex{0}] = 1;
    event.offer[IssueIndex{1}] = water;
    event.offer[IssueIndex{2}] = 1;
    event.a = event.b = 0.1;
    event.c = needed;
    events_.push_back(event);
  }

  std::vector<std::string> Tell() const {
    std::size_t next = 0;
    KnownPackages known;
    const SittingLog sitting = CollectSitting(events_, &next);
    std::vector<std::string> lines;
    for (const Paragraph& paragraph :
         TellPackageSitting(words_, sitting, scenario_->space.StatusQuo(), &known)) {
      lines.push_back(paragraph.text);
    }
    return lines;
  }

  testing_support::CompiledPointer scenario_;
  EventText words_;
  std::vector<TalkEvent> events_;
};

// The nearest draft is the one whose refuser misses least: .2 - .1 before .4 - .1.
TEST_F(ToldSitting, OfTheDraftsOfAnExchangeTheNearestIsTold) {
  Draft(1, 0, 1, 0.4);
  Draft(1, 2, 0, 0.2);
  Draft(2, 2, 0, 0.2);
  Draft(3, 2, 0, 0.2);
  Draft(3, 0, 1, 0.4);
  Draft(4, 0, 1, 0.15);
  Draft(5, 0, -1, 0);
  EXPECT_THAT(
      Tell(),
      ElementsAre(
          HasSubstr("Package sitting on one text, which the mediator alone redrafts."),
          "Exchange 1: the mediator puts 2 drafts to both. The nearest is dam: half [D1]; water: "
          "south [W2]; visits: some [V1]. North refuses: worth 0.10 to it, and it holds out for "
          "0.20.",
          "Exchanges 2 and 3: the mediator puts 3 drafts more to both; the nearest is still that "
          "one.",
          "Exchange 4: the mediator puts 1 draft to both. The nearest is as before, but with "
          "water: north [W0]. South refuses: worth 0.10 to it, and it holds out for 0.15.",
          "Exchange 5: the mediator puts 1 draft to both. This one passes: dam: half [D1]; water: "
          "north [W0]; visits: some [V1]. Both accept (worth 0.10 to North, 0.10 to South).",
          "No package is agreed."));
}

TEST_F(ToldSitting, ThreatsSpoilersAndBlameUseTheSameVerbsForEitherSide) {
  for (int side = 0; side < kSides; ++side) {
    TalkEvent event;
    event.side = static_cast<std::int16_t>(side);
    event.a = 0.5;
    event.b = 0.25;
    event.c = 0.125;
    const std::string me = side == 0 ? "North" : "South";
    const std::string other = side == 0 ? "South" : "North";
    EXPECT_EQ(
        words_.Pressure(event),
        "A threat from outside: as long as the conflict lasts, no deal is worth 0.50 less to " +
            me + ", which believes the threat at 0.25.");
    EXPECT_EQ(words_.Spoiler(event),
              "Spoilers strike, since a deal is near (nearness 0.25): some "
              "on " +
                  me + "'s side would lose by it (probability 0.50). " + other +
                  "'s trust falls by 0.12.");
    EXPECT_EQ(words_.Blame(event, "the last package"),
              me +
                  " is blamed for refusing the last package. Those who watch would have liked it "
                  "(by 0.50); from now on no deal costs " +
                  me + " 0.250.");
  }
}

}  // namespace
}  // namespace dragoman
