#pragma once

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/preferences/derivation.h"
#include "tests/support/scenarios.h"

namespace dragoman::testing_support {

/// Two principals and a chair, four issues, and claims added one by one. Codes: "d" has the force
/// of a demand that counts fully (7 of 7), "w5" and "w4" weigh 5/7 and 4/7.
class DerivationFixture : public testing::Test {
 protected:
  DerivationFixture() {
    input_.parties = {
        {"North", "North", true}, {"South", "South", true}, {"Chair", "Chair", false}};
    input_.vital = {false, false, false, false};
    input_.tiers = {"a"};
  }

  static Issue MakeIssue(const std::string& id, std::vector<double> positions, OptionIndex sq) {
    Issue issue{id, id, {}, sq};
    for (std::size_t o = 0; o < positions.size(); ++o) {
      issue.options.push_back({id.substr(0, 1) + std::to_string(o), "", positions[o]});
    }
    return issue;
  }

  Claim& Add(const std::string& actor, Act act, const std::string& cameo, const std::string& issue,
             const std::string& option = {}, double q = 1) {
    Claim claim;
    claim.id = "c" + std::to_string(claims_.size() + 1);
    claim.tier = "a";
    claim.actor = actor;
    claim.targets = {actor == "North" ? "South" : "North"};
    claim.act = act;
    claim.cameo = cameo;
    claim.issue = issue;
    claim.option = option;
    claim.q = q;
    claims_.push_back(claim);
    return claims_.back();
  }

  Checked<Derivation> Compile() {
    input_.space = &space_;
    input_.claims = claims_;
    input_.goldstein = &goldstein_;
    input_.adjustments = adjustments_;
    return Derivation::Compile(input_);
  }

  /// The deterministic core; throws on mistakes.
  Coding Core() {
    Checked<Derivation> derivation = Compile();
    if (!derivation.ok()) throw std::runtime_error(TextOf(derivation.problems()));
    Coding coding = derivation->MakeCoding();
    derivation->DeriveCore(&coding);
    return coding;
  }

  std::string Problems() { return TextOf(Compile().problems()); }

  static const IssuePreference& On(const Coding& coding, std::size_t party, std::size_t issue) {
    return coding.parties[party].issues[issue];
  }

  static constexpr std::size_t kNorth = 0, kSouth = 1, kChair = 2;
  static constexpr std::size_t kWater = 0, kFees = 1, kPorts = 2, kDam = 3;

  IssueSpace space_{{MakeIssue("water", {0, 25, 50, 75, 100}, 2),
                     MakeIssue("fees", {0, 50, 100}, 0), MakeIssue("ports", {100, 60, 0}, 0),
                     MakeIssue("dam", {0, 100}, 0)}};
  Named<double> goldstein_ = {{"d", -7},    {"w5", -5},  {"w4", -4},  {"101", -5},  {"124", -4},
                              {"125", -5},  {"036", 4},  {"027", 4},  {"107", -5},  {"108", -5},
                              {"1246", -4}, {"127", -5}, {"111", -2}, {"190", -10}, {"0353", 7}};
  std::vector<Claim> claims_;
  std::vector<Adjustment> adjustments_;
  DerivationInput input_;
};

}  // namespace dragoman::testing_support
