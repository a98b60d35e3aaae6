// Sittings of every registered strategy take nothing from the heap once they are warm.

#include "tests/allocation/counted_allocations.h"
#include "tests/bargaining/strategy_battery.h"

namespace dragoman::testing_support {
namespace {

class EveryStrategyAllocation : public testing::TestWithParam<BatteryCase> {};

TEST_P(EveryStrategyAllocation, SitsWithoutTheHeapOnceWarm) {
  for (std::uint64_t number = 0; number < 6; ++number) {
    BatteryDomain domain(number, 2);
    BatterySitting sitting(&domain, static_cast<int>(number % 2), "alternating_offers",
                           /*common_knowledge=*/number >= 4);
    const auto tested = MakeBatteryStrategy(GetParam(), domain.space());
    for (int k = 0; k < 3; ++k) sitting.Run(tested.get(), nullptr);
    const long before = CountedAllocations();
    for (int k = 0; k < 3; ++k) sitting.Run(tested.get(), nullptr);
    EXPECT_EQ(CountedAllocations() - before, 0) << "domain " << number;
  }
}

INSTANTIATE_TEST_SUITE_P(Registered, EveryStrategyAllocation, testing::ValuesIn(AllBatteryCases()),
                         NameOfCase);

}  // namespace
}  // namespace dragoman::testing_support
