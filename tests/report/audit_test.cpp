#include "engine/report/audit.h"

#include <cmath>
#include <map>
#include <numeric>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/wire/audit_json.h"
#include "tests/support/scenarios.h"
#include "tests/support/test_names.h"

namespace dragoman {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing_support::CompiledPointer;
using testing_support::CompileScenario;
using testing_support::ReadScenario;
using testing_support::SmallScenario;

// Text is compared without its line breaks.
std::string Unwrapped(const std::string& text) {
  std::string flat;
  for (const char c : text) {
    const char next = c == '\n' ? ' ' : c;
    if (next == ' ' && !flat.empty() && flat.back() == ' ') continue;
    flat += next;
  }
  return flat;
}

std::string SmallAudit(const std::string& party, const testing_support::Settings& settings = {}) {
  return Unwrapped(RenderAudit(*CompileScenario(SmallScenario(settings)), {.party = party}));
}

// North: dam q .8, rank 1 of 4: (1/4)(1 + 1/2 + 1/3 + 1/4) = .5208; no floor, no silent issue.
TEST(AuditTest, FillsTheFormulasWithTheirNumbers) {
  const std::string text = SmallAudit("North");
  EXPECT_THAT(text,
              HasSubstr("demand for D2, CAMEO 101, g -7: f 1.000 (at most 1); e 0.800 = 1.000 "
                        "x q 0.8 x m 1 x d 1; adds 1 x e = 0.800 to E; votes for 100.0."));
  EXPECT_THAT(text, HasSubstr("unfloored weight 0.521 = rank 1 of 4: (1/4)(1 + ... + 1/4)."));
  EXPECT_THAT(text, HasSubstr("ideal 100.0 = (0.800 x 100.0) / (0.800)"));
  EXPECT_THAT(text, HasSubstr("firmness 0.800 = 1 - (1 - 0.800)."));
  EXPECT_THAT(text, HasSubstr("utility D0 0.000, D1 0.750, D2 1.000"));
}

// South: two acts of +7, q .4 and .2: logistic(7/3) = .912; (8 x .15 + 2 x .912) / 10 = .302.
TEST(AuditTest, CountsTheActsBehindTrust) {
  EXPECT_THAT(SmallAudit("North"),
              HasSubstr("Trust in South: 0.302 = (8 x .15 + 2 x 0.912) / (8 + 2)"));
}

// Water at no deal: .6 x u(W1) + .4 (.5 x u(W0) + .5 x u(W2)) = .6 x .75 + .4 x .5 = .65.
TEST(AuditTest, WorksOutNoDealAtTheMeansOfThePriors) {
  EXPECT_THAT(SmallAudit("North"),
              HasSubstr("water 0.650 = (1 - 0.400) x 0.750 [W1] + 0.400 x (0.500 x 1.000 [own best "
                        "W0] + (1 - 0.500) x 0.000 [rival's best W2])."));
}

TEST(AuditTest, ShowsRedLinesWithTheirProbability) {
  EXPECT_THAT(SmallAudit("South"), HasSubstr("red lines D2 0.50"));
  EXPECT_THAT(SmallAudit("South", {"mechanisms.M8.scale=0.5"}), HasSubstr("red lines D2 0.25"));
  EXPECT_THAT(SmallAudit("South", {"mechanisms.M8.enabled=false"}), Not(HasSubstr("red lines D2")));
}

TEST(AuditTest, ExplainsRejectionsThatNobodyVoiced) {
  const auto scenario = CompileScenario(ReadScenario("istanbul-2025-05-16"));
  EXPECT_THAT(
      Unwrapped(RenderAudit(*scenario, {.party = "UA"})),
      HasSubstr("A19 unanswered: a demand by RU that this party does not answer implies that "
                "it rejects B4; e 0.400 = 0.5 x its own e."));
}

TEST(AuditTest, SaysWhichRejectionAPreconditionCarries) {
  ScenarioChoices choices;
  choices.tier = "A+B";
  const auto scenario = CompileScenario(ReadScenario("istanbul-2025-05-16"), choices);
  EXPECT_THAT(Unwrapped(RenderAudit(*scenario, {.party = "RU"})),
              HasSubstr("no red line, because a precondition expresses it"));
}

TEST(AuditTest, ShowsOnePartyOrAll) {
  const auto scenario = CompileScenario(SmallScenario());
  const std::string all = RenderAudit(*scenario);
  EXPECT_THAT(all, HasSubstr("North (North), principal"));
  EXPECT_THAT(all, HasSubstr("Crown (Crown), third party"));
  EXPECT_THAT(RenderAudit(*scenario, {.party = "South"}), Not(HasSubstr("Crown (Crown)")));
  EXPECT_EQ(AuditJson(*scenario)["parties"].size(), 4U);
  EXPECT_EQ(AuditJson(*scenario, "South")["parties"].size(), 1U);
}

TEST(AuditTest, TablesAloneAreShorter) {
  const auto scenario = CompileScenario(SmallScenario());
  const std::string text = RenderAudit(*scenario, {.party = "North", .chains = false});
  EXPECT_THAT(text, HasSubstr("rank"));
  EXPECT_THAT(text, Not(HasSubstr("votes for")));
}

// ---- A reader with the JSON and nothing else works every number out again.

class EveryAudit : public testing::TestWithParam<std::tuple<std::string, int>> {
 protected:
  EveryAudit() {
    const Scenario source = ReadScenario(std::get<0>(GetParam()));
    ScenarioChoices choices;
    const auto tier = static_cast<std::size_t>(std::get<1>(GetParam()));
    choices.tier = source.tiers[std::min(tier, source.tiers.size() - 1)].id;
    scenario_ = CompileScenario(source, choices);
    audit_ = AuditJson(*scenario_);
  }

  template <class Check>
  void ForEachIssue(Check check) {
    for (const Json& party : audit_["parties"]) {
      for (const Json& issue : party["issues"]) {
        SCOPED_TRACE(party["id"].get<std::string>() + " on " + issue["id"].get<std::string>());
        check(party, issue);
      }
    }
  }

  CompiledPointer scenario_;
  Json audit_;
};

double NumberOf(const Json& object, const char* key) { return object[key].get<double>(); }

TEST_P(EveryAudit, MassesFollowFromForceAttributionProminenceAndSoftener) {
  ForEachIssue([](const Json& /*party*/, const Json& issue) {
    for (const Json& item : issue["evidence"]) {
      EXPECT_NEAR(NumberOf(item, "salience"), NumberOf(item, "kappa") * NumberOf(item, "mass"),
                  1e-12);
      if (item["inferred"].get<bool>()) continue;
      const double force = std::min(1.0, std::abs(NumberOf(item, "goldstein")) / 7);
      EXPECT_NEAR(NumberOf(item, "force"), force, 1e-12);
      EXPECT_NEAR(
          NumberOf(item, "mass"),
          std::min(0.98, force * NumberOf(item, "q") * NumberOf(item, "m") * NumberOf(item, "d")),
          1e-12);
    }
  });
}

TEST_P(EveryAudit, SalienceIdealAndSpreadFollowFromTheEvidence) {
  ForEachIssue([](const Json& /*party*/, const Json& issue) {
    double salience = 0;
    double votes = 0;
    double mass = 0;
    double positional = 0;
    for (const Json& item : issue["evidence"]) {
      salience += NumberOf(item, "salience");
      if (item["act"] != "event") positional += NumberOf(item, "mass");
      if (item["votes_for"].is_null()) continue;
      votes += NumberOf(item, "mass") * NumberOf(item, "votes_for");
      mass += NumberOf(item, "mass");
    }
    EXPECT_NEAR(NumberOf(issue, "salience_mass"), salience, 1e-12);
    EXPECT_EQ(issue["ideal"].is_null(), mass == 0);
    if (mass == 0) return;
    EXPECT_NEAR(NumberOf(issue, "ideal"), votes / mass, 1e-9);
    EXPECT_NEAR(NumberOf(issue, "ideal_sd"), 4 + 21 * std::exp(-2 * positional), 1e-9);
  });
}

TEST_P(EveryAudit, FirmnessFollowsFromDemandsAndConcessions) {
  ForEachIssue([](const Json& /*party*/, const Json& issue) {
    double hard = 1;
    double soft = 1;
    for (const Json& item : issue["evidence"]) {
      const auto act = item["act"].get<std::string>();
      if (act == "demand" || act == "reject" || act == "threat") hard *= 1 - NumberOf(item, "mass");
      if (act == "concession" || act == "accord") soft *= 1 - NumberOf(item, "mass");
    }
    EXPECT_NEAR(NumberOf(issue, "firmness"), (1 - hard) * (1 - 0.5 * (1 - soft)), 1e-12);
  });
}

TEST_P(EveryAudit, RanksGiveTheWeights) {
  ForEachIssue([](const Json& party, const Json& issue) {
    const int n = issue["issues_mentioned"].get<int>();
    const bool silent_ones = n < static_cast<int>(party["issues"].size());
    if (issue["rank"].is_null()) {
      const double share = n == 0 ? 1 : 0.05;
      EXPECT_NEAR(NumberOf(issue, "weight_before_floor"),
                  share / (static_cast<double>(party["issues"].size()) - n), 1e-12);
      return;
    }
    // Tied issues share the mean of the weights of their ranks.
    int ties = 0;
    for (const Json& other : party["issues"]) {
      if (other["rank"] == issue["rank"]) ++ties;
    }
    const double middle = NumberOf(issue, "rank");
    const int first = static_cast<int>(std::lround(middle - 0.5 * (ties - 1)));
    double mean = 0;
    for (int k = first; k < first + ties; ++k) {
      for (int j = k; j <= n; ++j) mean += 1.0 / j / n / ties;
    }
    EXPECT_NEAR(NumberOf(issue, "weight_before_floor"), mean * (silent_ones ? 0.95 : 1), 1e-12);
  });
}

TEST_P(EveryAudit, UtilitiesFallWithDistanceAndRejection) {
  ForEachIssue([](const Json& party, const Json& issue) {
    if (issue["ideal"].is_null()) {
      for (const Json& option : issue["options"]) EXPECT_EQ(NumberOf(option, "utility"), 0.5);
      return;
    }
    const double ideal = NumberOf(issue, "ideal");
    double furthest = 0;
    for (const Json& option : issue["options"]) {
      furthest = std::max(furthest, std::abs(NumberOf(option, "position") - ideal));
    }
    for (const Json& option : issue["options"]) {
      double kept = 1;
      for (const Json& item : issue["evidence"]) {
        if (item["act"] == "reject" && item["rejects"] == option["id"]) {
          kept *= 1 - NumberOf(item, "mass");
        }
      }
      const double distance = std::abs(NumberOf(option, "position") - ideal) / furthest;
      EXPECT_NEAR(NumberOf(option, "utility"),
                  kept * (1 - std::pow(distance, NumberOf(party, "rho"))), 1e-9);
    }
  });
}

TEST_P(EveryAudit, MannerFollowsFromItsMasses) {
  for (const Json& party : audit_["parties"]) {
    const double all = NumberOf(party, "evidence_mass");
    const double tau = all > 0 ? NumberOf(party, "threat_mass") / all : 0;
    EXPECT_NEAR(NumberOf(party, "rho"), 2 - 1.2 * tau, 1e-12);
    const double d = NumberOf(party, "delay_mass");
    const double u = NumberOf(party, "urgency_mass");
    EXPECT_NEAR(NumberOf(party, "patience"), 0.9 + 0.08 * (d - u) / (d + u + 1), 1e-12);
    double firmness = 0;
    double weight = 0;
    for (const Json& issue : party["issues"]) {
      firmness += NumberOf(issue, "weight_before_floor") * NumberOf(issue, "firmness");
      weight += NumberOf(issue, "weight");
    }
    EXPECT_NEAR(NumberOf(party, "firmness"), firmness, 1e-12);
    EXPECT_NEAR(NumberOf(party, "beta"), std::exp(2.5 * (0.5 - firmness)), 1e-9);
    EXPECT_NEAR(weight, 1, 1e-12);
  }
}

TEST_P(EveryAudit, TrustFollowsFromTheActsCounted) {
  for (const Json& party : audit_["parties"]) {
    for (const Json& entry : party["trust"]) {
      const auto n = static_cast<double>(entry["acts"].size());
      double tone = 0;
      if (n > 0) {
        const double mean = NumberOf(entry, "sum_gq") / NumberOf(entry, "sum_q");
        tone = 1 / (1 + std::exp(-mean / 3));
        EXPECT_NEAR(NumberOf(entry, "text_value"), tone, 1e-9);
      }
      EXPECT_NEAR(NumberOf(entry, "trust"), (8 * 0.15 + n * tone) / (8 + n), 1e-9);
    }
  }
}

TEST_P(EveryAudit, NoDealFollowsFromTheMeansOfThePriors) {
  int principals = 0;
  for (const Json& party : audit_["parties"]) {
    if (!party.contains("no_deal")) continue;
    ++principals;
    const Json& no_deal = party["no_deal"];
    const double om = NumberOf(no_deal, "lottery_share_mean");
    const double p = NumberOf(no_deal, "belief_in_winning_mean");
    for (const Json& term : no_deal["issues"]) {
      const double lottery =
          p * NumberOf(term, "at_own_best") + (1 - p) * NumberOf(term, "at_rivals_best");
      EXPECT_NEAR(NumberOf(term, "value"),
                  (1 - om) * NumberOf(term, "at_status_quo") + om * lottery, 1e-12);
    }
    EXPECT_NEAR(NumberOf(no_deal, "margin_per_weight"),
                0.25 * (1 - NumberOf(no_deal, "rank")) * NumberOf(no_deal, "sd"), 1e-12);
  }
  EXPECT_EQ(principals, 2);
}

INSTANTIATE_TEST_SUITE_P(Shipped, EveryAudit,
                         testing::Combine(testing::ValuesIn(testing_support::ScenarioNames()),
                                          testing::Values(0, 1)),
                         [](const auto& test) {
                           return testing_support::TestName(std::get<0>(test.param)) +
                                  (std::get<1>(test.param) == 0 ? "_first_tier" : "_second_tier");
                         });

}  // namespace
}  // namespace dragoman
