// The package search against enumeration on small random problems.

#include "engine/bargaining/package_search.h"

#include <algorithm>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "engine/core/random.h"
#include "tests/support/scenarios.h"

namespace dragoman::testing_support {
namespace {

Condition Rules(const IssueSpace& space, const Rule& rule) {
  Checked<Condition> condition = Condition::Compile(rule, space.issues(), "rule");
  if (!condition.ok()) throw std::runtime_error(TextOf(condition.problems()));
  return *condition;
}
Condition Rules(const IssueSpace& space, const std::string& text) {
  return Rules(space, Rule::Text(text));
}

/// Five issues a, b, c, d, e of 3, 4, 2, 3, 3 options "a0", "a1", ...; a and b are the grid.
class PackageSearchTest : public testing::Test {
 protected:
  PackageSearchTest() : space_(MakeIssues()) {
    problem_.space = &space_;
    problem_.standing = space_.StatusQuo();
    problem_.lambdas = lambdas_;
    problem_.ends = &ends_;
    own_.assign(space_.num_options(), 0);
    other_.assign(space_.num_options(), 0);
    problem_.own_worth = own_.data();
    problem_.other_worth = other_.data();
    for (const Issue& issue : space_.issues()) allowed_.push_back(AllOptions(issue.num_options()));
    problem_.allowed = allowed_.data();
    grid_ = {{IssueIndex{0}, AllOptions(3), false}, {IssueIndex{1}, AllOptions(4), false}};
    problem_.grid = grid_;
  }

  static std::vector<Issue> MakeIssues() {
    std::vector<Issue> issues;
    const std::size_t counts[] = {3, 4, 2, 3, 3};
    for (std::size_t i = 0; i < 5; ++i) {
      const std::string id(1, static_cast<char>('a' + i));
      Issue issue{id, id, {}, static_cast<OptionIndex>(i % 2)};
      for (std::size_t o = 0; o < counts[i]; ++o) {
        issue.options.push_back({id + std::to_string(o), "", 10.0 * static_cast<double>(o)});
      }
      issues.push_back(issue);
    }
    return issues;
  }

  void DrawWorths(std::uint64_t run) {
    const Random random(77, run);
    for (std::size_t f = 0; f < own_.size(); ++f) {
      own_[f] = random.Uniform(MakeStream("own"), f);
      other_[f] = random.Uniform(MakeStream("other"), f);
    }
  }
  /// Worths of a few levels only, so that ties abound.
  void DrawCoarseWorths(std::uint64_t run) {
    DrawWorths(run);
    for (double& worth : own_) worth = static_cast<int>(3 * worth) / 4.0;
    for (double& worth : other_) worth = static_cast<int>(3 * worth) / 4.0;
  }

  std::vector<Outcome> Found() {
    std::vector<Outcome> found;
    search_.Run(problem_, [&](const FoundPackage& package) {
      EXPECT_EQ(package.ends, ends_.Holds(package.offer));
      found.push_back(package.offer);
    });
    return found;
  }

  double Worth(double lambda, const Outcome& offer) const {
    double sum = 0;
    for (std::size_t i = 0; i < space_.num_issues(); ++i) {
      const std::size_t flat = space_.flat(IssueIndex{static_cast<int>(i)}, offer.options[i]);
      sum += lambda * own_[flat] + (1 - lambda) * other_[flat];
    }
    return sum;
  }
  bool Keeps(const Outcome& offer) const {
    return std::all_of(problem_.links.begin(), problem_.links.end(), [&](const PackageLink& link) {
      return !link.when->Holds(offer) || link.required->Holds(offer);
    });
  }
  bool Allowed(const Outcome& offer) const {
    for (std::size_t i = 0; i < space_.num_issues(); ++i) {
      const OptionIndex option = offer.options[i];
      if (option != problem_.standing.options[i] && !Contains(allowed_[i], option)) return false;
    }
    return true;
  }

  /// All packages that may be proposed, by their grid combination.
  std::map<std::pair<OptionIndex, OptionIndex>, std::vector<Outcome>> Enumerate() const {
    std::map<std::pair<OptionIndex, OptionIndex>, std::vector<Outcome>> packages;
    Outcome offer = problem_.standing;
    const auto walk = [&](auto&& self, std::size_t i) -> void {
      if (i == space_.num_issues()) {
        if (Keeps(offer) && Allowed(offer)) {
          packages[{offer.options[0], offer.options[1]}].push_back(offer);
        }
        return;
      }
      for (std::size_t o = 0; o < space_.issues()[i].num_options(); ++o) {
        offer.options[i] = static_cast<OptionIndex>(o);
        self(self, i + 1);
      }
    };
    walk(walk, 0);
    return packages;
  }

  IssueSpace space_;
  std::vector<double> lambdas_ = {0.25, 0.5, 0.75};
  Condition ends_;
  std::vector<double> own_;
  std::vector<double> other_;
  std::vector<OptionSet> allowed_;
  std::vector<PackageGrid> grid_;
  std::vector<PackageLink> links_;
  PackageProblem problem_;
  PackageSearch search_;
};

// Every package found is the best of its grid combination for one of the lambdas, and the best of
// each combination and lambda is found.
TEST_F(PackageSearchTest, FindsTheBestPackageOfEveryCombinationAndLambda) {
  for (std::uint64_t run = 0; run < 40; ++run) {
    DrawWorths(run);
    const auto packages = Enumerate();
    ASSERT_EQ(packages.size(), 12U);
    std::set<Outcome> expected;
    for (const auto& [combination, offers] : packages) {
      for (const double lambda : lambdas_) {
        const Outcome best = *std::max_element(offers.begin(), offers.end(),
                                               [&](const Outcome& x, const Outcome& y) {
                                                 return Worth(lambda, x) < Worth(lambda, y);
                                               });
        if (best != problem_.standing) expected.insert(best);
      }
    }
    const std::vector<Outcome> found = Found();
    EXPECT_EQ(std::set<Outcome>(found.begin(), found.end()), expected) << run;
    EXPECT_EQ(found.size(), expected.size()) << "a package was found twice, run " << run;
  }
}

// With links the choice off the grid is best among the options no open link forbids, so every
// package keeps them all.
TEST_F(PackageSearchTest, KeepsEveryLink) {
  const Condition when[] = {
      Rules(space_, "a >= a2"), Rules(space_, "c signed"),
      Rules(space_, Rule{Rule::Kind::kAny, "", {Rule::Text("d >= d2"), Rule::Text("e == e2")}})};
  const Condition required[] = {Rules(space_, "b >= b2"), Rules(space_, "b == b3"),
                                Rules(space_, "a >= a1")};
  for (std::size_t k = 0; k < 3; ++k) links_.push_back({&when[k], &required[k]});
  problem_.links = links_;
  for (std::uint64_t run = 0; run < 40; ++run) {
    DrawWorths(run);
    const auto packages = Enumerate();
    std::set<Outcome> expected;
    for (const auto& [combination, offers] : packages) {
      for (const double lambda : lambdas_) {
        const Outcome best = *std::max_element(offers.begin(), offers.end(),
                                               [&](const Outcome& x, const Outcome& y) {
                                                 return Worth(lambda, x) < Worth(lambda, y);
                                               });
        if (best != problem_.standing) expected.insert(best);
      }
    }
    const std::vector<Outcome> found = Found();
    for (const Outcome& offer : found) ASSERT_TRUE(Keeps(offer));
    // These links require grid issues only, so leaving options out is exact.
    EXPECT_EQ(std::set<Outcome>(found.begin(), found.end()), expected) << run;
  }
}

TEST_F(PackageSearchTest, UsesAllowedOptionsAndWhatIsInForceOnly) {
  allowed_ = {0b010, 0b1010, 0b01, 0b100, 0b011};
  for (std::uint64_t run = 0; run < 20; ++run) {
    DrawWorths(run);
    const std::vector<Outcome> found = Found();
    EXPECT_FALSE(found.empty());
    for (const Outcome& offer : found) EXPECT_TRUE(Allowed(offer));
  }
}

TEST_F(PackageSearchTest, AnIssueMayBeReservedForPackagesThatEndTheDispute) {
  ends_ = Rules(space_, "a >= a2");
  grid_[1].only_with_end = true;
  DrawWorths(1);
  bool moved = false;
  for (const Outcome& offer : Found()) {
    const bool ends = offer.options[0] == 2;
    const bool changed = offer.options[1] != problem_.standing.options[1];
    EXPECT_TRUE(ends || !changed);
    moved = moved || (ends && changed);
  }
  EXPECT_TRUE(moved);
}

TEST_F(PackageSearchTest, OnTheGridOnlyListedOptionsAreTried) {
  grid_[1].options = OptionBit(3);
  DrawWorths(2);
  for (const Outcome& offer : Found()) {
    EXPECT_TRUE(offer.options[1] == 3 || offer.options[1] == problem_.standing.options[1]);
  }
}

// Issues nobody cares about stay as they are: else packages carry arbitrary options (4.23).
TEST_F(PackageSearchTest, TiesGoToTheOptionInForceThenToTheLowerIndex) {
  for (std::uint64_t run = 0; run < 40; ++run) {
    DrawCoarseWorths(run);
    for (std::size_t o = 0; o < 3; ++o) {
      own_[space_.flat(IssueIndex{4}, static_cast<OptionIndex>(o))] = 0.5;
      other_[space_.flat(IssueIndex{4}, static_cast<OptionIndex>(o))] = 0.25;
    }
    for (const Outcome& offer : Found()) {
      ASSERT_EQ(offer.options[4], problem_.standing.options[4]);
      // Off the grid some lambda finds no strictly better option than the chosen one, and no equal
      // one that comes first.
      for (std::size_t i = 2; i < 4; ++i) {
        const OptionIndex chosen = offer.options[i];
        const OptionIndex in_force = problem_.standing.options[i];
        const bool explained = std::any_of(lambdas_.begin(), lambdas_.end(), [&](double lambda) {
          const auto worth = [&](std::size_t o) {
            const std::size_t flat =
                space_.flat(IssueIndex{static_cast<int>(i)}, static_cast<OptionIndex>(o));
            return lambda * own_[flat] + (1 - lambda) * other_[flat];
          };
          for (std::size_t o = 0; o < space_.issues()[i].num_options(); ++o) {
            if (o == chosen) continue;
            const bool first = o == in_force || (chosen != in_force && o < chosen);
            if (worth(o) > worth(chosen) || (first && worth(o) == worth(chosen))) return false;
          }
          return true;
        });
        ASSERT_TRUE(explained);
      }
    }
  }
}

TEST_F(PackageSearchTest, ThePackageThatChangesNothingIsNoPackage) {
  for (std::size_t i = 0; i < 5; ++i) {
    own_[space_.flat(IssueIndex{static_cast<int>(i)}, problem_.standing.options[i])] = 1;
  }
  for (const Outcome& offer : Found()) EXPECT_NE(offer, problem_.standing);
  allowed_.assign(5, 0);
  EXPECT_TRUE(Found().empty());
}

TEST_F(PackageSearchTest, WithoutAGridTheSupportedPointsAreLeft) {
  problem_.grid = {};
  DrawWorths(5);
  const std::vector<Outcome> found = Found();
  EXPECT_GE(found.size(), 1U);
  EXPECT_LE(found.size(), 3U);
}

// Packages with the same number agree off the grid, so sums over those issues can be shared.
TEST_F(PackageSearchTest, PackagesOfOneNumberAgreeOffTheGrid) {
  const Condition when = Rules(space_, "c signed");
  const Condition required = Rules(space_, "b == b3");
  links_ = {{&when, &required}};
  problem_.links = links_;
  DrawWorths(6);
  std::map<std::size_t, std::vector<OptionIndex>> rest;
  std::size_t shared = 0;
  search_.Run(problem_, [&](const FoundPackage& package) {
    ASSERT_LT(package.choice, PackageSearch::kMaxChoices);
    const std::vector<OptionIndex> options(package.offer.options.begin() + 2,
                                           package.offer.options.end());
    const auto [at, is_new] = rest.emplace(package.choice, options);
    EXPECT_EQ(at->second, options);
    shared += is_new ? 0 : 1;
  });
  EXPECT_GT(shared, 0U);
}

TEST_F(PackageSearchTest, ASearchCanBeUsedAgain) {
  DrawWorths(7);
  const std::vector<Outcome> first = Found();
  DrawWorths(8);
  const std::vector<Outcome> second = Found();
  DrawWorths(7);
  EXPECT_EQ(Found(), first);
  EXPECT_NE(second, first);
}

}  // namespace
}  // namespace dragoman::testing_support
