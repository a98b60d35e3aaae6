#pragma once

#include <cstdint>
#include <initializer_list>
#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/bargaining/offer_index.h"
#include "engine/bargaining/pool_source.h"
#include "engine/core/random.h"
#include "engine/preferences/utility_function.h"

namespace dragoman::testing_support {

/// Above every worth; its negative below.
inline constexpr double kAll = std::numeric_limits<double>::infinity();

inline OutcomeSpace SpaceOf(const std::vector<std::size_t>& sizes) { return OutcomeSpace(sizes); }

inline Outcome OutcomeOf(std::initializer_list<int> options) {
  Outcome outcome;
  for (const int option : options) outcome.options.push_back(static_cast<OptionIndex>(option));
  return outcome;
}

/// Compiles a spec that is right.
inline UtilityFunction CompileUtility(const OutcomeSpace& space, const UtilitySpec& spec) {
  Checked<UtilityFunction> utility = UtilityFunction::Compile(space, spec, "");
  EXPECT_TRUE(utility.ok()) << (utility.ok() ? "" : utility.problems()[0].message);
  return *utility;
}

/// Weights 1 and these evaluations.
inline UtilitySpec SpecOf(std::vector<std::vector<double>> evaluations) {
  UtilitySpec spec;
  spec.weights.assign(evaluations.size(), 1);
  spec.evaluations = std::move(evaluations);
  return spec;
}

inline UtilityFunction AdditiveUtility(std::vector<std::vector<double>> evaluations) {
  std::vector<std::size_t> sizes;
  for (const auto& table : evaluations) sizes.push_back(table.size());
  return CompileUtility(SpaceOf(sizes), SpecOf(std::move(evaluations)));
}

/// Numbers for random tests, the same on every machine.
class TestNumbers {
 public:
  explicit TestNumbers(std::uint64_t seed) : random_(seed, 0) {}
  double Unit() { return random_.Uniform(MakeStream("test"), next_++); }
  /// 0 .. count - 1.
  std::size_t Below(std::size_t count) {
    return static_cast<std::size_t>(Unit() * static_cast<double>(count));
  }

 private:
  Random random_;
  std::uint64_t next_ = 0;
};

/// What kinds of worth a random utility has: each is a way to get ties or roundings wrong.
enum class WorthKind { kContinuous, kSmallIntegers, kTenths, kMixedSizes, kAllEqual, kSigned };
inline constexpr WorthKind kWorthKinds[] = {WorthKind::kContinuous, WorthKind::kSmallIntegers,
                                            WorthKind::kTenths,     WorthKind::kMixedSizes,
                                            WorthKind::kAllEqual,   WorthKind::kSigned};

inline double RandomWorth(WorthKind kind, TestNumbers* numbers) {
  const double unit = numbers->Unit();
  switch (kind) {
    case WorthKind::kContinuous:
      return unit;
    case WorthKind::kSmallIntegers:
      return static_cast<double>(static_cast<int>(unit * 4));
    case WorthKind::kTenths:
      return static_cast<double>(static_cast<int>(unit * 8)) / 10;  // Equal sums differ in one bit.
    case WorthKind::kMixedSizes:
      return unit < 0.3 ? 1e15 * unit : 0.1 * unit;  // Small ones are partly absorbed.
    case WorthKind::kAllEqual:
      return 0.3;
    case WorthKind::kSigned:
      return static_cast<double>(static_cast<int>(unit * 20) - 10) / 7;
  }
  return 0;
}

inline std::vector<std::size_t> RandomSizes(std::size_t most_issues, std::size_t most_values,
                                            TestNumbers* numbers) {
  std::vector<std::size_t> sizes(1 + numbers->Below(most_issues));
  for (std::size_t& size : sizes) size = 1 + numbers->Below(most_values);
  return sizes;
}

inline UtilitySpec RandomSpec(const OutcomeSpace& space, WorthKind kind, TestNumbers* numbers) {
  UtilitySpec spec;
  spec.bias = numbers->Below(2) == 0 ? 0 : RandomWorth(kind, numbers) - 0.2;
  for (std::size_t i = 0; i < space.num_issues(); ++i) {
    spec.weights.push_back(kind == WorthKind::kContinuous ? numbers->Unit() : 1);
    spec.evaluations.emplace_back();
    for (std::size_t v = 0; v < space.size(i); ++v) {
      spec.evaluations.back().push_back(RandomWorth(kind, numbers));
    }
  }
  return spec;
}

/// Adds two pair terms, two conditional terms and two hard constraints on random issues.
inline void AddRandomTerms(const OutcomeSpace& space, WorthKind kind, TestNumbers* numbers,
                           UtilitySpec* spec) {
  const std::size_t issues = space.num_issues();
  const auto test = [&] {
    const std::size_t issue = numbers->Below(issues);
    ValueTest result{IssueIndex{static_cast<int>(issue)}, {}};
    for (std::size_t v = 0; v < space.size(issue); ++v) {
      if (numbers->Below(2) == 0) result.values.push_back(static_cast<OptionIndex>(v));
    }
    return result;
  };
  for (int k = 0; k < 2; ++k) {
    if (issues >= 2) {
      const std::size_t first = numbers->Below(issues);
      const std::size_t second = (first + 1 + numbers->Below(issues - 1)) % issues;
      PairTerm pair{IssueIndex{static_cast<int>(first)}, IssueIndex{static_cast<int>(second)}, {}};
      for (std::size_t n = 0; n < space.size(first) * space.size(second); ++n) {
        pair.worth.push_back(RandomWorth(kind, numbers));
      }
      spec->pairs.push_back(pair);
    }
    ConditionalTerm term{{test(), test()}, test().issue, {}};
    for (std::size_t v = 0; v < space.size(At(term.issue)); ++v) {
      term.worth.push_back(RandomWorth(kind, numbers));
    }
    spec->conditionals.push_back(term);
    spec->forbidden.push_back({{test(), test(), test()}});
  }
}

/// Every outcome that `open` leaves, worth at least `floor`, by Evaluate alone, in the order of
/// enumeration: what an index must be equal to.
inline std::vector<PoolOffer> AllOffers(const UtilityFunction& utility,
                                        const IndexOptions& options) {
  std::vector<PoolOffer> offers;
  for (std::uint64_t rank = 0; rank < utility.space().num_outcomes(); ++rank) {
    PoolOffer offer{utility.space().OutcomeAt(rank), 0, 0, utility.reservation_value()};
    bool inside = true;
    for (std::size_t i = 0; i < utility.space().num_issues(); ++i) {
      const bool open = ((options.open.open >> i) & 1U) != 0;
      inside = inside && (open || offer.offer.options[i] == options.open.fixed.options[i]);
    }
    offer.worth = utility.Evaluate(offer.offer);
    if (!inside || offer.worth == UtilityFunction::kForbidden || offer.worth < options.floor) {
      continue;
    }
    offers.push_back(offer);
  }
  return offers;
}

}  // namespace dragoman::testing_support
