#pragma once

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "engine/analysis/point_set.h"
#include "engine/analysis/utility_profile.h"
#include "engine/core/random.h"

namespace dragoman::testing_support {

/// Draws for test cases: the same case for the same number.
class CaseRandom {
 public:
  explicit CaseRandom(std::uint64_t number) : random_(20220301, number) {}

  /// Whole number in [low, high].
  int Whole(int low, int high) {
    const auto span = static_cast<std::uint64_t>(high - low) + 1;
    return low + static_cast<int>(random_.Bits(stream_, next_++) % span);
  }
  double Real(double low, double high) {
    return low + (high - low) * random_.Uniform(stream_, next_++);
  }

 private:
  Random random_;
  StreamKey stream_ = MakeStream("test case");
  std::uint64_t next_ = 0;
};

/// How the numbers of a random utility are drawn.
enum class Numbers {
  kIntegers,  ///< -3 .. 3, weights 1: many equal vectors.
  kTenths,    ///< Tenths, so that sums of equal worth differ in their last bits.
  kReals,     ///< Anything in [-1, 1].
};

struct RandomSpace {
  OutcomeSpace space;
  std::vector<UtilitySpec> specs;
  std::vector<UtilityFunction> utilities;

  void Compile() {
    utilities.clear();
    for (const UtilitySpec& spec : specs) {
      utilities.push_back(*UtilityFunction::Compile(space, spec, "u"));
    }
  }
};

inline double DrawNumber(CaseRandom* random, Numbers numbers) {
  if (numbers == Numbers::kReals) return random->Real(-1, 1);
  return random->Whole(-3, 3) * (numbers == Numbers::kTenths ? 0.1 : 1.0);
}

inline std::vector<double> DrawTable(CaseRandom* random, Numbers numbers, std::size_t size) {
  std::vector<double> table(size);
  for (double& x : table) x = DrawNumber(random, numbers);
  return table;
}

/// Additive utilities over a small space.
inline RandomSpace DrawAdditive(CaseRandom* random, Numbers numbers, int parties, int max_issues,
                                int max_values) {
  RandomSpace result;
  std::vector<std::size_t> sizes(static_cast<std::size_t>(random->Whole(1, max_issues)));
  for (std::size_t& size : sizes) size = static_cast<std::size_t>(random->Whole(1, max_values));
  result.space = OutcomeSpace(sizes);
  for (int p = 0; p < parties; ++p) {
    UtilitySpec spec;
    spec.bias = DrawNumber(random, numbers);
    for (const std::size_t size : sizes) {
      spec.weights.push_back(numbers == Numbers::kIntegers ? 1 : DrawNumber(random, numbers));
      spec.evaluations.push_back(DrawTable(random, numbers, size));
    }
    spec.reservation_value = DrawNumber(random, numbers);
    result.specs.push_back(spec);
  }
  result.Compile();
  return result;
}

inline std::vector<ValueTest> DrawTests(CaseRandom* random, const OutcomeSpace& space) {
  std::vector<ValueTest> tests(static_cast<std::size_t>(random->Whole(1, 2)));
  for (ValueTest& test : tests) {
    const int issue = random->Whole(0, static_cast<int>(space.num_issues()) - 1);
    test.issue = IssueIndex{issue};
    const int last = static_cast<int>(space.size(static_cast<std::size_t>(issue))) - 1;
    test.values = {static_cast<OptionIndex>(random->Whole(0, last)),
                   static_cast<OptionIndex>(random->Whole(0, last))};
  }
  return tests;
}

/// Adds pair terms, conditional terms and hard constraints to some of the parties.
inline void AddTerms(CaseRandom* random, Numbers numbers, RandomSpace* space) {
  const int issues = static_cast<int>(space->space.num_issues());
  for (UtilitySpec& spec : space->specs) {
    for (int k = random->Whole(0, 2); k > 0 && issues > 1; --k) {
      const int first = random->Whole(0, issues - 1);
      const int second = (first + random->Whole(1, issues - 1)) % issues;
      const std::size_t size = space->space.size(static_cast<std::size_t>(first)) *
                               space->space.size(static_cast<std::size_t>(second));
      spec.pairs.push_back(
          {IssueIndex{first}, IssueIndex{second}, DrawTable(random, numbers, size)});
    }
    for (int k = random->Whole(0, 1); k > 0; --k) {
      const int issue = random->Whole(0, issues - 1);
      spec.conditionals.push_back(
          {DrawTests(random, space->space), IssueIndex{issue},
           DrawTable(random, numbers, space->space.size(static_cast<std::size_t>(issue)))});
    }
    if (random->Whole(0, 3) == 0) spec.forbidden.push_back({DrawTests(random, space->space)});
  }
  space->Compile();
}

using Vectors = std::vector<std::vector<double>>;

/// What every allowed outcome is worth, by plain evaluation.
inline Vectors AllVectors(const UtilityProfile& profile) {
  Vectors result;
  for (std::uint64_t k = 0; k < profile.space().num_outcomes(); ++k) {
    std::vector<double> u(profile.size());
    if (profile.Evaluate(profile.space().OutcomeAt(k), u.data())) result.push_back(u);
  }
  return result;
}

inline bool Covers(const std::vector<double>& a, const std::vector<double>& b) {
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (!(a[i] >= b[i])) return false;
  }
  return true;
}

/// The frontier by comparing each with each: distinct vectors, descending.
inline Vectors BruteForceFrontier(const Vectors& all) {
  const std::set<std::vector<double>> distinct(all.begin(), all.end());
  Vectors result;
  for (const std::vector<double>& u : distinct) {
    const bool dominated = std::any_of(distinct.begin(), distinct.end(), [&](const auto& other) {
      return other != u && Covers(other, u);
    });
    if (!dominated) result.push_back(u);
  }
  std::sort(result.rbegin(), result.rend());
  return result;
}

inline Vectors VectorsOf(const PointSet& points) {
  Vectors result;
  for (std::size_t k = 0; k < points.size(); ++k) {
    result.emplace_back(points.utilities(k).begin(), points.utilities(k).end());
  }
  return result;
}

}  // namespace dragoman::testing_support
