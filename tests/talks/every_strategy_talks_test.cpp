// Every registered strategy can be the talks' own (`talks.strategy`).

#include <gtest/gtest.h>

#include "engine/bargaining/registry.h"
#include "engine/scenario/runner.h"
#include "tests/support/scenarios.h"

namespace dragoman::testing_support {
namespace {

/// Checks what sides table and take against what the talks say they may.
class TalkWatch final : public TalkObserver {
 public:
  void OnEvent(const TalkEvent& event) override {
    if (event.kind != TalkEventKind::kOffer) return;
    ++offers;
    EXPECT_GE(event.a, 0) << "tabled what is worth less than no deal";
    if (event.refusal != Refusal::kNone) return;
    ++accepted;
    EXPECT_GE(event.b, event.d) << "accepted below the delegate's margin";
    EXPECT_GE(event.b, 0) << "accepted what is worth less than no deal";
  }
  int offers = 0;
  int accepted = 0;
};

class EveryTalksStrategy : public testing::TestWithParam<std::string> {};

TEST_P(EveryTalksStrategy, KeepsToTheRulesOfTheTalks) {
  const auto scenario = CompileScenario(SmallScenario({"talks.strategy=" + GetParam()}));
  Runner first(*scenario, 1);
  Runner second(*scenario, 1);
  TalkWatch watch;
  for (std::uint64_t run = 0; run < 40; ++run) {
    EXPECT_EQ(HashOf(first.Run(run, &watch)), HashOf(second.Run(run))) << run;
  }
  // A script without offers has nothing to say.
  if (GetParam() != "scripted") {
    EXPECT_GT(watch.offers, 0);
  }
}

std::vector<std::string> TalksStrategyNames() {
  std::vector<std::string> names;
  for (const StrategyEntry& entry : RegisteredStrategies()) {
    // These keep another system's rules, which know no delegates.
    if (entry.info.name.substr(0, 7) != "negmas_") names.emplace_back(entry.info.name);
  }
  return names;
}

INSTANTIATE_TEST_SUITE_P(Registered, EveryTalksStrategy, testing::ValuesIn(TalksStrategyNames()),
                         [](const auto& tested) { return tested.param; });

}  // namespace
}  // namespace dragoman::testing_support
