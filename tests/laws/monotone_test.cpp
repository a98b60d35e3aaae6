// What must go one way when one thing grows, run by run with common random numbers.

#include <algorithm>

#include "engine/analysis/deal_search.h"
#include "tests/laws/every_scenario.h"
#include "tests/support/label_swap.h"

namespace dragoman::testing_support {
namespace {

class Monotone : public EveryScenario {
 protected:
  static constexpr std::uint64_t kCodings = 150;

  Settings ForBoth(const std::string& path, const std::string& value) const {
    const auto [a, b] = PrincipalIds(Read());
    return {path + "." + a + "=" + value, path + "." + b + "=" + value};
  }

  /// Both sides sincere, flexible and sure to win: existence of a deal is then a matter of gains.
  Settings Optimists(Settings more) const {
    Settings settings = ForBoth("mechanisms.M1.p", "0.9");
    settings.insert(settings.begin(), more.begin(), more.end());
    for (const char* setting : {"mechanisms.M1.lottery_share=0.9", "mechanisms.M8.enabled=false",
                                "mechanisms.M9.enabled=false", "mechanisms.M22.enabled=false"}) {
      settings.emplace_back(setting);
    }
    return settings;
  }

  /// By coding: does an agreement exist that ends the conflict and leaves nobody below no deal?
  std::vector<bool> DealsExist(const Settings& settings) const {
    const CompiledPointer scenario = Compiled(settings);
    std::vector<bool> exist;
    DealSearch search(*scenario->talks);
    for (std::uint64_t k = 0; k < kCodings; ++k) {
      Table table(*scenario, 14, k);
      search.Load(table.Prepare(k), table.talks().negotiable());
      exist.push_back(search.Exists({}));
    }
    return exist;
  }

  /// Deals only appear, or only disappear, along the settings.
  void ExpectMonotone(const std::vector<Settings>& path, bool rising) const {
    std::vector<bool> before = DealsExist(path.front());
    const std::vector<bool> start = before;
    for (std::size_t k = 1; k < path.size(); ++k) {
      const std::vector<bool> after = DealsExist(path[k]);
      for (std::size_t c = 0; c < kCodings; ++c) {
        if (rising) {
          EXPECT_LE(before[c], after[c]) << path[k][0] << " coding " << c;
        } else {
          EXPECT_GE(before[c], after[c]) << path[k][0] << " coding " << c;
        }
      }
      before = after;
    }
    // Where a deal exists in every coding at both ends, gains never decide; elsewhere the path must
    // have changed something, or this law says nothing.
    const bool always = std::find(start.begin(), start.end(), false) == start.end();
    EXPECT_TRUE(start != before || always) << "the path changes nothing: " << path.back()[0];
  }
};

TEST_P(Monotone, RedLinesOfALargerScaleContainThoseOfASmaller) {
  std::vector<CompiledPointer> scales;
  for (const char* scale : {"0", "0.5", "1", "1.5"}) {
    scales.push_back(Compiled(Settings{std::string("mechanisms.M8.scale=") + scale}));
  }
  int vetoes = 0;
  for (std::uint64_t k = 0; k < kCodings; ++k) {
    std::array<std::array<OptionSet, kMaxIssues>, kSides> before{};
    for (const CompiledPointer& scenario : scales) {
      Table table(*scenario, 14, k);
      const TalkState& state = table.Prepare(k);
      for (std::size_t s = 0; s < kSides; ++s) {
        for (std::size_t i = 0; i < scenario->space.num_issues(); ++i) {
          const OptionSet now = state.sides[s].vetoed[i];
          ASSERT_EQ(before[s][i] & ~now, 0U);
          ASSERT_TRUE(scenario != scales.front() || now == 0);
          before[s][i] = now;
          vetoes += now != 0 ? 1 : 0;
        }
      }
    }
  }
  EXPECT_GT(vetoes, 0);
}

TEST_P(Monotone, StrongerRedLinesOnlyTakeDealsAway) {
  ExpectMonotone({{"mechanisms.M8.scale=0"},
                  {"mechanisms.M8.scale=0.6"},
                  {"mechanisms.M8.scale=1"},
                  {"mechanisms.M8.scale=1.5"}},
                 /*rising=*/false);
}

TEST_P(Monotone, StrongerPreconditionsOnlyTakeDealsAway) {
  ExpectMonotone({{"mechanisms.M9.pi=0"}, {"mechanisms.M9.pi=0.5"}, {"mechanisms.M9.pi=1"}},
                 /*rising=*/false);
}

TEST_P(Monotone, MoreInsincerityOnlyTakesDealsAway) {
  ExpectMonotone({ForBoth("mechanisms.M22.exploit", "0"), ForBoth("mechanisms.M22.exploit", "0.5"),
                  ForBoth("mechanisms.M22.exploit", "1")},
                 /*rising=*/false);
}

TEST_P(Monotone, MoreFearOnlyTakesDealsAway) {
  ExpectMonotone(
      {Optimists(ForBoth("mechanisms.M4.chi", "0")), Optimists(ForBoth("mechanisms.M4.chi", "0.5")),
       Optimists(ForBoth("mechanisms.M4.chi", "1"))},
      /*rising=*/false);
}

TEST_P(Monotone, DearerConflictOnlyAddsDeals) {
  ExpectMonotone({Optimists(ForBoth("mechanisms.M1.cost", "0")),
                  Optimists(ForBoth("mechanisms.M1.cost", "0.1")),
                  Optimists(ForBoth("mechanisms.M1.cost", "0.3"))},
                 /*rising=*/true);
}

// With monitoring on the table, stronger monitoring never takes a deal away.
TEST_P(Monotone, BetterMonitoringTakesNoDealAway) {
  std::vector<bool> before = DealsExist(Optimists({"mechanisms.M4.monitoring_relief=0"}));
  for (const char* relief : {"0.3", "0.6", "1"}) {
    const std::vector<bool> after =
        DealsExist(Optimists({std::string("mechanisms.M4.monitoring_relief=") + relief}));
    for (std::size_t c = 0; c < kCodings; ++c) EXPECT_LE(before[c], after[c]) << c;
    before = after;
  }
}

TEST_P(Monotone, InsultsNeverMakeAWalkOutLessLikely) {
  const CompiledPointer none = Compiled(Settings{"mechanisms.M16.rate=0"});
  const CompiledPointer all = Compiled(Settings{"mechanisms.M16.rate=1"});
  const auto polite = RunMany(*none, 4, 600);
  const auto rude = RunMany(*all, 4, 600);
  for (std::size_t i = 0; i < polite.size(); ++i) {
    // In the first meeting everything else is equal but trust, which only an insult can lower; so
    // whoever leaves unprovoked leaves provoked, unless lower trust kept it from a deal.
    const bool left = polite[i].result.ended_in == 1;
    if (left && rude[i].result.after[0] == polite[i].result.after[0]) {
      EXPECT_EQ(rude[i].result.ended_in, 1) << i;
    }
  }
  EXPECT_GT(ShareOf(rude, Flag::kWalkout), ShareOf(polite, Flag::kWalkout));
}

INSTANTIATE_TEST_SUITE_P(Scenarios, Monotone, testing::ValuesIn(EveryScenarioAndTier()), CaseName);

}  // namespace
}  // namespace dragoman::testing_support
