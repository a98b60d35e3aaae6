// Sampled codings: the distribution they come from, and what it must not touch.

#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/support/scenarios.h"
#include "tests/support/test_names.h"

namespace dragoman::testing_support {
namespace {

struct Moments {
  double n = 0;
  double sum = 0;
  double square = 0;

  void Add(double x) {
    n += 1;
    sum += x;
    square += x * x;
  }
  double mean() const { return sum / n; }
  double variance() const { return std::max(0.0, square / n - mean() * mean()); }
};

/// Moments of everything the reference file lists, under its names ("UA.weight.summit").
std::map<std::string, Moments> SampleMoments(const CompiledScenario& scenario, int draws) {
  std::map<std::string, Moments> moments;
  Coding coding = scenario.derivation.MakeCoding();
  const std::size_t n = coding.parties.size();
  std::vector<std::function<void()>> adders;
  for (std::size_t p = 0; p < n; ++p) {
    const std::string id = scenario.source.parties[p].id;
    const PartyPreference& party = coding.parties[p];
    const auto add = [&](const std::string& name, const double* value) {
      adders.emplace_back([m = &moments[id + "." + name], value] { m->Add(*value); });
    };
    add("Phi", &party.firmness);
    add("rho", &party.rho);
    add("delta", &party.patience);
    add("beta", &party.beta);
    for (std::size_t i = 0; i < party.issues.size(); ++i) {
      const IssuePreference* issue = &party.issues[i];
      const std::string name = scenario.space.issues()[i].id;
      add("weight." + name, &issue->weight);
      adders.emplace_back([m = &moments[id + ".ideal." + name], issue] {
        if (issue->has_ideal) m->Add(issue->ideal);
      });
    }
    for (std::size_t q = 0; q < n; ++q) {
      if (q == p) continue;
      const std::string pair = id + "->" + scenario.source.parties[q].id;
      const std::size_t at = p * n + q;
      adders.emplace_back(
          [m = &moments["trust." + pair], &coding, at] { m->Add(coding.trust[at]); });
      adders.emplace_back(
          [m = &moments["trust.raw " + pair], &coding, at] { m->Add(coding.raw_trust[at]); });
    }
  }
  for (int draw = 0; draw < draws; ++draw) {
    scenario.derivation.DeriveSample(Random(1, static_cast<std::uint64_t>(draw)), &coding);
    for (const auto& adder : adders) adder();
  }
  return moments;
}

class SharedSamples : public testing::TestWithParam<std::string> {};

// The reference has no jitter of positions. 20,000 draws each; 4 standard errors of the difference,
// and the rounding of the file.
TEST_P(SharedSamples, MeansAgreeWithTheIndependentImplementation) {
  const std::filesystem::path file =
      std::filesystem::path(DRAGOMAN_SHARED_DIR) / "domain" / "derivation-sampled.json";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << file << " is not at hand";
  std::ifstream in(file);
  const nlohmann::json expected = nlohmann::json::parse(in)["modes"][GetParam()];
  ScenarioChoices choices;
  choices.tier = GetParam();
  const CompiledPointer scenario =
      CompileScenario(ReadScenario("istanbul-2025-05-16", {"derivation.jitter=0"}), choices);
  constexpr int kDraws = 20'000;
  std::map<std::string, Moments> moments = SampleMoments(*scenario, kDraws);
  int compared = 0;
  for (const auto& [name, numbers] : expected.items()) {
    ASSERT_TRUE(moments.contains(name)) << name;
    const Moments& ours = moments[name];
    const double sd = numbers["sd"].get<double>();
    const double n = numbers["n"].get<double>();
    const double error = std::sqrt(ours.variance() / ours.n + sd * sd / n);
    EXPECT_NEAR(ours.mean(), numbers["mean"].get<double>(), 4 * error + 1.5e-5) << name;
    // How often an ideal is known at all, and its spread, which means alone would not show.
    EXPECT_NEAR(ours.n, n, 4 * std::sqrt(0.5 * kDraws)) << name;
    EXPECT_NEAR(std::sqrt(ours.variance()), sd, 0.05 * sd + 1.5e-5) << name;
    ++compared;
  }
  EXPECT_GE(compared, 100);
}

INSTANTIATE_TEST_SUITE_P(Tiers, SharedSamples, testing::Values("A", "A+B"), NameOfText);

class EverySample : public testing::TestWithParam<std::string> {
 protected:
  const CompiledPointer scenario_ = CompileScenario(ReadScenario(GetParam()));
  Coding coding_ = scenario_->derivation.MakeCoding();

  void Draw(std::uint64_t k) { scenario_->derivation.DeriveSample(Random(2, k), &coding_); }
};

TEST_P(EverySample, JitterMovesInnerOptionsByAtMostFiveAndKeepsTheirOrder) {
  double furthest = 0;
  for (std::uint64_t k = 0; k < 400; ++k) {
    Draw(k);
    for (std::size_t i = 0; i < scenario_->space.num_issues(); ++i) {
      const Issue& issue = scenario_->space.issues()[i];
      const double* positions =
          coding_.positions.data() + scenario_->space.offset(IssueIndex{static_cast<int>(i)});
      const std::size_t last = issue.num_options() - 1;
      EXPECT_EQ(positions[0], issue.options[0].position);
      EXPECT_EQ(positions[last], issue.options[last].position);
      const bool rising = positions[last] > positions[0];
      for (std::size_t o = 0; o <= last; ++o) {
        const double shift = std::fabs(positions[o] - issue.options[o].position);
        EXPECT_LE(shift, 5);
        furthest = std::max(furthest, shift);
        if (o > 0) {
          ASSERT_EQ(positions[o] > positions[o - 1], rising) << issue.id;
        }
      }
    }
  }
  EXPECT_GT(furthest, 4.5);
}

TEST_P(EverySample, EveryQuantityStaysInItsRange) {
  for (std::uint64_t k = 0; k < 400; ++k) {
    Draw(k);
    for (const Evidence& evidence : coding_.evidence) {
      ASSERT_GE(evidence.mass, 0);
      ASSERT_LE(evidence.mass, 0.98);
    }
    for (const double trust : coding_.trust) {
      ASSERT_GE(trust, 0);
      ASSERT_LE(trust, 1);
    }
    for (const PartyPreference& party : coding_.parties) {
      double weights = 0;
      double floored = 0;
      for (const IssuePreference& issue : party.issues) {
        weights += issue.weight;
        floored += issue.floored_weight;
        ASSERT_GE(issue.ideal, 0);
        ASSERT_LE(issue.ideal, 100);
        ASSERT_GE(issue.firmness, 0);
        ASSERT_LE(issue.firmness, 1);
      }
      ASSERT_NEAR(weights, 1, 1e-12);
      ASSERT_NEAR(floored, 1, 1e-12);
      ASSERT_GE(party.rho, 0.8);
      ASSERT_LE(party.rho, 2);
      ASSERT_GE(party.patience, 0.82);
      ASSERT_LE(party.patience, 0.98);
      for (const double utility : party.utility) {
        ASSERT_GE(utility, 0);
        ASSERT_LE(utility, 1);
      }
    }
  }
}

// Where a party has only said what it rejects, its ideal lies on the other side of the status quo.
TEST_P(EverySample, IdealsKnownFromRejectionsLieAwayFromWhatIsRejected) {
  int checked = 0;
  for (std::uint64_t k = 0; k < 200; ++k) {
    Draw(k);
    for (const PartyPreference& party : coding_.parties) {
      for (std::size_t i = 0; i < party.issues.size(); ++i) {
        const IssuePreference& issue = party.issues[i];
        if (!issue.stated || issue.rejected_at < 0) continue;
        const std::size_t status_quo = scenario_->space.offset(IssueIndex{static_cast<int>(i)}) +
                                       scenario_->space.issues()[i].status_quo;
        const double here = coding_.positions[status_quo];
        if (issue.rejected_at > here) {
          ASSERT_LE(issue.ideal, here);
        } else {
          ASSERT_GE(issue.ideal, here);
        }
        ++checked;
      }
    }
  }
  EXPECT_GT(checked, 100);
}

TEST_P(EverySample, ACodingDependsOnItsSeedAndIndexOnly) {
  Draw(3);
  const Coding third = coding_;
  for (const std::uint64_t k : {9, 1, 3}) Draw(k);
  EXPECT_EQ(coding_.positions, third.positions);
  EXPECT_EQ(coding_.trust, third.trust);
  for (std::size_t p = 0; p < third.parties.size(); ++p) {
    EXPECT_EQ(coding_.parties[p].utility, third.parties[p].utility);
    EXPECT_EQ(coding_.parties[p].beta, third.parties[p].beta);
  }
  Draw(4);
  EXPECT_NE(coding_.positions, third.positions);
}

// A reading with probability 1/3 is taken in a third of the codings: 4 standard errors of 3,000
// draws are .034.
TEST_P(EverySample, OtherReadingsComeUpAsOftenAsCoded) {
  std::map<std::string, double> taken;
  constexpr int kDraws = 3000;
  for (std::uint64_t k = 0; k < kDraws; ++k) {
    Draw(k);
    for (const Evidence& evidence : coding_.evidence) {
      if (evidence.inferred) continue;
      const Claim& claim = scenario_->source.claims[static_cast<std::size_t>(evidence.claim)];
      if (claim.alternatives.size() != 1 || claim.alternatives[0].option.empty()) continue;
      const Issue& issue = scenario_->space.issue(evidence.issue);
      const bool other = issue.options[static_cast<std::size_t>(evidence.option)].id ==
                         claim.alternatives[0].option;
      taken[claim.id] += other ? 1.0 / kDraws : 0;
    }
  }
  EXPECT_FALSE(taken.empty());
  for (const Claim& claim : scenario_->source.claims) {
    if (taken.contains(claim.id)) {
      EXPECT_NEAR(taken[claim.id], claim.alternatives[0].p, 0.037) << claim.id;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Scenarios, EverySample, testing::ValuesIn(ScenarioNames()), NameOfText);

}  // namespace
}  // namespace dragoman::testing_support
