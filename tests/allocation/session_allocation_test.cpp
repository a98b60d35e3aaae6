#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/bargaining/registry.h"
#include "engine/bargaining/session.h"
#include "engine/bargaining/sitting_trace.h"
#include "tests/allocation/counted_allocations.h"

namespace dragoman::testing_support {
namespace {

// Opposed interests, with ties among them.
UtilityFunction SlopedUtility(const std::vector<std::size_t>& sizes, bool rising) {
  UtilitySpec spec;
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    spec.weights.push_back(0.1 * static_cast<double>(i + 1));
    spec.evaluations.emplace_back();
    for (std::size_t v = 0; v < sizes[i]; ++v) {
      const std::size_t place = rising ? v : sizes[i] - 1 - v;
      spec.evaluations.back().push_back(0.1 * static_cast<double>(place));
    }
  }
  return *UtilityFunction::Compile(OutcomeSpace(sizes), spec, "");
}

class EveryIndexAllocation : public testing::TestWithParam<IndexMethod> {};

TEST_P(EveryIndexAllocation, QuestionsAllocateNothing) {
  const UtilityFunction utility = SlopedUtility({6, 5, 4, 7, 3}, true);
  const auto index = std::move(*MakeOfferIndex(utility, {.method = GetParam()}, ""));
  const std::unique_ptr<OfferSource> source = index->MakeSource();
  const std::vector<double> score(utility.space().num_values(), 0.25);
  PoolOffer found;
  const long before = CountedAllocations();
  for (std::uint64_t rank = 0; rank < 2520; rank += 7) {
    ASSERT_TRUE(source->Ranked(rank, &found));
    ASSERT_TRUE(source->CheapestWithin(found.worth - 0.01, found.worth + 0.01, &found));
    ASSERT_TRUE(source->BestScoredWithin(found.worth, found.worth + 0.05, score, &found));
    int visits = 0;
    source->ForEachWithin(0, found.worth, [&](const PoolOffer&) { return ++visits < 5; });
  }
  EXPECT_EQ(CountedAllocations() - before, 0);
}

INSTANTIATE_TEST_SUITE_P(Methods, EveryIndexAllocation,
                         testing::Values(IndexMethod::kSorted, IndexMethod::kSplit),
                         [](const auto& method) {
                           return std::string(IndexMethodName(method.param));
                         });

// The agenda seats the parties anew for every issue.
TEST(SessionAllocationTest, NegotiationsAllocateNothingOnceWarm) {
  const std::vector<std::size_t> sizes = {6, 5, 4, 7, 3};
  const UtilityFunction utilities[] = {SlopedUtility(sizes, true), SlopedUtility(sizes, false)};
  for (const char* const name : {"alternating_offers", "simultaneous_proposals", "agenda"}) {
    for (const char* const strategy : {"boulware", "micro"}) {
      const auto protocol = FindProtocol(name)->make();
      std::vector<std::unique_ptr<OfferIndex>> indexes;
      std::vector<std::unique_ptr<Strategy>> strategies;
      std::vector<SessionParty> parties;
      for (const UtilityFunction& utility : utilities) {
        indexes.push_back(std::move(*MakeOfferIndex(utility, {}, "")));
        strategies.push_back(FindStrategy(strategy)->make());
        parties.push_back({&utility, indexes.back().get(), strategies.back().get(), 1, 0});
      }
      SessionRules rules;
      rules.protocol = protocol.get();
      Session session;
      session.Prepare(rules, parties);
      SittingTrace trace;
      const auto run_some = [&] {
        for (std::uint64_t run = 0; run < 20; ++run) {
          trace.Clear();
          session.Run({1, run, &trace, nullptr});
        }
      };
      run_some();
      const long before = CountedAllocations();
      run_some();
      EXPECT_EQ(CountedAllocations() - before, 0) << name << " " << strategy;
      EXPECT_FALSE(trace.offers().empty()) << name << " " << strategy;
    }
  }
}

}  // namespace
}  // namespace dragoman::testing_support
