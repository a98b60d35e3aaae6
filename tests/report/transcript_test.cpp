#include "engine/report/transcript.h"

#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/report/sitting_text.h"
#include "engine/report/text_page.h"
#include "tests/support/scenarios.h"

namespace dragoman {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing_support::CompileScenario;
using testing_support::ReadScenario;
using testing_support::SmallScenario;

TEST(TextPageTest, BreaksLinesAtSpacesAndIndentsTheRest) {
  TextPage page(40);
  page.Put(2, "one two three four five six seven nine ten eleven");
  // The first line has exactly 40 characters.
  EXPECT_EQ(page.text(), "  one two three four five six seven nine\n    ten eleven\n");
}

TEST(TextPageTest, NumbersAreNeverShownAsZeroIfTheyAreNot) {
  EXPECT_EQ(Number(0.254), "0.25");
  EXPECT_EQ(Number(0.0012), "0.001");
  EXPECT_EQ(Number(-0.00033), "-0.0003");
  EXPECT_EQ(Number(-1e-9), "0.00");
  EXPECT_EQ(Number(0), "0.00");
}

TEST(TextPageTest, GapsAreSingleEmptyLines) {
  TextPage page(80);
  page.Gap();
  page.Put(0, "a");
  page.Gap();
  page.Gap();
  page.Put(0, "b");
  EXPECT_EQ(page.text(), "a\n\nb\n");
}

// Issues of the small scenario: 0 dam (D0 D1 D2), 1 water (W0 W1 W2), 2 visits, 3 next.
class EventTextTest : public testing::Test {
 protected:
  EventTextTest() : scenario_(CompileScenario(SmallScenario())), words_(*scenario_) {}

  /// North offers D1, worth .2 to it and `worth` to South, which needed `needed`.
  TalkEvent Offer(Refusal refusal, double worth, double needed) const {
    TalkEvent event;
    event.kind = TalkEventKind::kOffer;
    event.side = 0;
    event.tick = 1;
    event.refusal = refusal;
    event.issue = IssueIndex{0};
    event.offer = scenario_->space.StatusQuo();
    event.offer[IssueIndex{0}] = 1;
    event.a = 0.2;
    event.b = worth;
    event.c = needed;
    event.d = 0.05;
    return event;
  }
  std::string Reply(const TalkEvent& event) const { return words_.Reply(event, event); }

  testing_support::CompiledPointer scenario_;
  EventText words_;
};

TEST_F(EventTextTest, SaysWhichReasonBound) {
  EXPECT_EQ(Reply(Offer(Refusal::kNone, 0.12, 0.1)),
            "South accepts: worth 0.12 to it; it asked for 0.10.");
  EXPECT_EQ(Reply(Offer(Refusal::kRedLine, 0.12, 0.1)),
            "South refuses: half [D1] crosses its red line on dam.");
  EXPECT_EQ(Reply(Offer(Refusal::kInsincere, 0.12, 0.1)),
            "South refuses: it signs cheap items only, and half [D1] is none.");
  EXPECT_EQ(Reply(Offer(Refusal::kBelowNoDeal, -0.12, 0.1)),
            "South refuses: worth -0.12 to it, less than no deal.");
  EXPECT_EQ(Reply(Offer(Refusal::kDelegate, 0.02, 0.1)),
            "South refuses: worth 0.02 to it, and its unsure delegate asks for a margin of 0.05.");
  EXPECT_EQ(Reply(Offer(Refusal::kAspiration, 0.07, 0.1)),
            "South refuses: worth 0.07 to it, and it holds out for 0.10.");
}

TEST_F(EventTextTest, NamesThePreconditionThatIsNotMet) {
  TalkEvent event = Offer(Refusal::kPrecondition, 0.12, 0.1);
  event.rule = 0;
  EXPECT_EQ(Reply(event), "South refuses: its precondition 'water-first' is not met.");
}

TEST_F(EventTextTest, ShowsHowADemandFellWhileTheOfferStayed) {
  const TalkEvent first = Offer(Refusal::kAspiration, 0.07, 0.15);
  const TalkEvent last = Offer(Refusal::kAspiration, 0.07, 0.09);
  EXPECT_EQ(words_.Reply(first, last),
            "South refuses: worth 0.07 to it, and it holds out for 0.15, later 0.09.");
}

// .0712 against .0738: two decimals would show .07 and .07.
TEST_F(EventTextTest, ShowsEnoughDecimalsToTellWhatWasOfferedFromWhatWasAsked) {
  EXPECT_EQ(Reply(Offer(Refusal::kAspiration, 0.0712, 0.0738)),
            "South refuses: worth 0.071 to it, and it holds out for 0.074.");
}

TEST_F(EventTextTest, ARedLineIsNamedByItsOptionNearestTheStatusQuo) {
  TalkEvent event;
  event.kind = TalkEventKind::kRedLine;
  event.side = 1;
  event.issue = IssueIndex{0};
  event.options = OptionBit(1) | OptionBit(2);
  event.a = 0.5;
  event.b = 0.125;
  EXPECT_EQ(words_.RedLine(event),
            "in this draw South would not accept dam: half [D1], or anything beyond it "
            "(probability 0.50, drawn 0.12).");
  event.issue = IssueIndex{1};
  event.options = OptionBit(0);
  EXPECT_THAT(words_.RedLine(event), HasSubstr("water: north [W0] (probability"));
}

TEST_F(EventTextTest, IdenticalExchangesAreFolded) {
  std::vector<TalkEvent> events(1);
  events[0].kind = TalkEventKind::kSitting;
  for (int tick = 1; tick <= 4; ++tick) {
    TalkEvent offer = Offer(Refusal::kAspiration, 0.07, 0.2 - 0.02 * tick);
    offer.tick = static_cast<std::uint8_t>(tick);
    if (tick == 4) offer.offer[IssueIndex{1}] = 2;
    events.push_back(offer);
    TalkEvent silence;
    silence.kind = TalkEventKind::kSilence;
    silence.side = 1;
    silence.tick = static_cast<std::uint8_t>(tick);
    events.push_back(silence);
  }
  std::size_t next = 0;
  const SittingLog sitting = CollectSitting(events, &next);
  EXPECT_EQ(next, events.size());
  ASSERT_EQ(sitting.stretches.size(), 3U);
  KnownPackages known;
  const std::vector<Paragraph> story =
      TellPackageSitting(words_, sitting, scenario_->space.StatusQuo(), &known);
  ASSERT_EQ(story.size(), 5U);
  EXPECT_EQ(story[1].text,
            "Exchanges 1 to 3: North proposes dam: half [D1] (worth 0.20 to it). South refuses: "
            "worth 0.07 to it, and it holds out for 0.18, later 0.14.");
  EXPECT_EQ(story[2].text,
            "Exchanges 1 to 4: South tables nothing: nothing it may accept itself brings it a "
            "gain.");
  EXPECT_THAT(story[3].text, HasSubstr("Exchange 4: North changes in its package water: south"));
  EXPECT_EQ(story[4].text, "No package is agreed.");
}

struct RunOf {
  std::string scenario;
  std::uint64_t run;
};

class EveryTranscript : public testing::TestWithParam<RunOf> {
 protected:
  static std::string Render(int width) {
    const auto scenario = CompileScenario(ReadScenario(GetParam().scenario));
    return RenderTranscript(*scenario, 3, GetParam().run, width);
  }
};

TEST_P(EveryTranscript, KeepsToItsWidth) {
  for (const int width : {72, 100, 140}) {
    std::istringstream lines(Render(width));
    for (std::string line; std::getline(lines, line);) {
      EXPECT_LE(TextWidth(line), static_cast<std::size_t>(width)) << line;
    }
  }
}

TEST_P(EveryTranscript, TellsTheRunFromTheDrawToTheOutcome) {
  const std::string text = Render(100);
  EXPECT_THAT(text, HasSubstr("Run " + std::to_string(GetParam().run) + " of seed 3"));
  EXPECT_THAT(text, HasSubstr("WHAT WAS DRAWN"));
  EXPECT_THAT(text, HasSubstr("MEETING 1"));
  EXPECT_THAT(text, HasSubstr("What stood in the way: "));
  EXPECT_THAT(text, Not(HasSubstr("  \n")));
  EXPECT_THAT(text, Not(HasSubstr("-0.00 ")));
  EXPECT_EQ(text, Render(100));
}

INSTANTIATE_TEST_SUITE_P(Runs, EveryTranscript,
                         testing::Values(RunOf{"istanbul-2025-05-16", 0},
                                         RunOf{"istanbul-2025-05-16", 101},
                                         RunOf{"istanbul-2025-05-16", 777}, RunOf{"two-towns", 0},
                                         RunOf{"two-towns", 450}),
                         [](const auto& test) {
                           return (test.param.scenario == "two-towns" ? "TwoTowns" : "Istanbul") +
                                  std::to_string(test.param.run);
                         });

}  // namespace
}  // namespace dragoman
