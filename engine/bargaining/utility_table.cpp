#include "engine/bargaining/utility_table.h"

#include <array>
#include <bit>
#include <limits>

namespace dragoman {
namespace {

using Digits = std::array<std::uint32_t, kMaxIssues>;

/// Visits runs of outcomes that agree on the issues up to `last`: visit(values so far, begin, end).
template <class Visit>
void ForEachRun(const HalvedSpace& range, std::size_t last, Visit visit) {
  std::size_t run = 1;
  for (std::size_t i = last + 1; i < range.num_issues(); ++i) run *= range.size(i);
  const auto total = static_cast<std::size_t>(range.num_outcomes());
  Digits digits{};
  for (std::size_t begin = 0; begin < total; begin += run) {
    visit(digits, begin, begin + run);
    for (std::size_t i = last + 1; i-- > 0;) {
      if (++digits[i] < range.size(i)) break;
      digits[i] = 0;
    }
  }
}

/// Tests with one flag per flat value, so that each costs a load.
class FlatTests {
 public:
  FlatTests(const OutcomeSpace& space, std::span<const ValueTest> tests) : tests_(tests) {
    flags_.resize(tests.size());
    for (std::size_t k = 0; k < tests.size(); ++k) {
      flags_[k].assign(space.size(At(tests[k].issue)), 0);
      for (const OptionIndex value : tests[k].values) flags_[k][value] = 1;
    }
  }
  std::size_t last_issue() const {
    std::size_t last = 0;
    for (const ValueTest& test : tests_) last = last < At(test.issue) ? At(test.issue) : last;
    return last;
  }
  bool Hold(const HalvedSpace& range, const Digits& digits) const {
    for (std::size_t k = 0; k < tests_.size(); ++k) {
      const std::size_t issue = At(tests_[k].issue);
      if (flags_[k][range.first(issue) + digits[issue]] == 0) return false;
    }
    return true;
  }

 private:
  std::span<const ValueTest> tests_;
  std::vector<std::vector<char>> flags_;
};

// The exponent of the lowest set bit of a finite x: x is a multiple of 2 to it. 0 has all of them.
int LowestBit(double x) {
  const auto bits = std::bit_cast<std::uint64_t>(x);
  const int exponent = static_cast<int>((bits >> 52) & 0x7ffU);
  const std::uint64_t fraction = bits & ((std::uint64_t{1} << 52) - 1);
  if (exponent == 0) return fraction == 0 ? 2000 : std::countr_zero(fraction) - 1074;
  return exponent - 1075 + std::countr_zero(fraction | (std::uint64_t{1} << 52));
}

// 2^exponent is above |x|.
int ExponentAbove(double x) {
  const auto bits = std::bit_cast<std::uint64_t>(x);
  return static_cast<int>((bits >> 52) & 0x7ffU) - 1022;
}

void AddTo(double* begin, double* end, double amount) {
  for (; begin != end; ++begin) *begin += amount;
}

// The same additions in the same order as UtilityFunction::Evaluate; -infinity stays what it is.
void AddTerms(const UtilityFunction& utility, const HalvedSpace& range, double* table) {
  for (const ForbiddenCombination& combination : utility.forbidden()) {
    const FlatTests tests(utility.space(), combination.tests);
    ForEachRun(range, tests.last_issue(), [&](const Digits& d, std::size_t begin, std::size_t end) {
      if (!tests.Hold(range, d)) return;
      for (std::size_t k = begin; k < end; ++k) table[k] = UtilityFunction::kForbidden;
    });
  }
  for (const PairTerm& pair : utility.pairs()) {
    const std::size_t first = At(pair.first);
    const std::size_t second = At(pair.second);
    const std::size_t row = utility.space().size(second);
    const std::size_t last = first < second ? second : first;
    ForEachRun(range, last, [&](const Digits& d, std::size_t begin, std::size_t end) {
      const std::size_t x = range.first(first) + d[first];
      const std::size_t y = range.first(second) + d[second];
      AddTo(table + begin, table + end, pair.worth[x * row + y]);
    });
  }
  for (const ConditionalTerm& term : utility.conditionals()) {
    const FlatTests tests(utility.space(), term.when);
    const std::size_t issue = At(term.issue);
    const std::size_t last = tests.last_issue() < issue ? issue : tests.last_issue();
    ForEachRun(range, last, [&](const Digits& d, std::size_t begin, std::size_t end) {
      if (!tests.Hold(range, d)) return;
      AddTo(table + begin, table + end, term.worth[range.first(issue) + d[issue]]);
    });
  }
}

}  // namespace

void TabulateSums(const HalvedSpace& range, std::span<const double> worth, double start,
                  std::size_t first_issue, std::size_t last_issue, std::span<double> sums) {
  std::size_t count = 1;
  sums[0] = start;
  for (std::size_t i = first_issue; i < last_issue; ++i) {
    const double* const values = worth.data() + range.flat(i);
    const std::size_t size = range.size(i);
    // Backwards, in place: a sum is read before its own place or an earlier one is written.
    for (std::size_t k = count; k-- > 0;) {
      const double base = sums[k];
      double* const to = sums.data() + k * size;
      for (std::size_t v = 0; v < size; ++v) to[v] = base + values[v];
    }
    count *= size;
  }
}

double ReorderingError(const HalvedSpace& range, std::span<const double> worth, double start) {
  double magnitude = start < 0 ? -start : start;
  int lowest = LowestBit(start);
  for (std::size_t i = 0; i < range.num_issues(); ++i) {
    double largest = 0;
    for (std::size_t v = 0; v < range.size(i); ++v) {
      const double value = worth[range.flat(i) + v];
      const double size = value < 0 ? -value : value;
      largest = size > largest ? size : largest;
      const int bit = LowestBit(value);
      lowest = bit < lowest ? bit : lowest;
    }
    magnitude += largest;
  }
  // Every partial sum is a multiple of 2^lowest below 2^53 of them: a double holds it exactly.
  if (ExponentAbove(magnitude) - lowest <= 52) return 0;
  const auto terms = static_cast<double>(range.num_issues());
  return (2 * terms + 4) * std::numeric_limits<double>::epsilon() * magnitude;
}

void TabulateUtility(const UtilityFunction& utility, const HalvedSpace& range,
                     std::vector<double>* table) {
  table->resize(static_cast<std::size_t>(range.num_outcomes()));
  TabulateSums(range, utility.worth(), utility.bias(), 0, range.num_issues(), *table);
  if (!utility.additive()) AddTerms(utility, range, table->data());
}

}  // namespace dragoman
