// N2: an issue of no salience to any party is an issue that is not there.

#include <algorithm>

#include "tests/laws/every_scenario.h"
#include "tests/support/label_swap.h"

namespace dragoman::testing_support {
namespace {

class IssueRemoval : public EveryScenario {
 protected:
  /// Issues that no rule, precondition or mechanism speaks of, so that a file without them is
  /// complete.
  static std::vector<std::string> Removable(const Scenario& scenario,
                                            const CompiledScenario& compiled) {
    std::vector<std::string> ids;
    for (const Issue& issue : compiled.space.issues()) {
      if (CompileProblems(Without(scenario, issue.id)).empty()) ids.push_back(issue.id);
    }
    return ids;
  }

  /// Takes the issue out of the file. What was said about it still tells of style and trust.
  static Scenario Without(Scenario scenario, const std::string& issue) {
    std::erase_if(scenario.issues, [&](const IssueSpec& spec) { return spec.id == issue; });
    std::erase_if(scenario.talks.grid, [&](const GridSpec& grid) { return grid.issue == issue; });
    for (Claim& claim : scenario.claims) {
      if (claim.issue != issue) continue;
      claim.issue.clear();
      claim.option.clear();
      claim.rejects.clear();
      for (ClaimReading& reading : claim.alternatives) {
        reading.option.clear();
        reading.rejects.clear();
      }
    }
    return scenario;
  }

  static Scenario WithoutSalience(Scenario scenario, const std::string& issue) {
    for (const PartySpec& party : scenario.parties) {
      Adjustment adjustment;
      adjustment.party = party.id;
      adjustment.issue = issue;
      adjustment.salience = 0;
      scenario.adjustments.push_back(adjustment);
    }
    return scenario;
  }

  /// Results by name, the removed issue left out (it stays at its status quo).
  static std::string Result(const CompiledScenario& scenario, const PlayedRun& record,
                            const std::string& issue) {
    std::string text = NamedResult(scenario, record);
    const std::string gone = issue + "=";
    for (std::size_t at = text.find(gone); at != std::string::npos; at = text.find(gone)) {
      const std::size_t end = text.find(' ', at);
      const IssueIndex index = scenario.talks->FindIssue(issue);
      const Issue& spec = scenario.space.issue(index);
      const std::string status_quo = gone + spec.options[spec.status_quo].id;
      EXPECT_EQ(text.substr(at, end - at), status_quo);
      text.erase(at, end - at + 1);
    }
    return text;
  }
};

TEST_P(IssueRemoval, NoSalienceIsNoIssue) {
  // Rules of mechanisms speak of the end of the conflict alone, so that they need no other issue.
  Settings settings = {"mechanisms.M29.order=[]"};
  for (const char* rule : {"demilitarized", "guaranteed", "commission", "power_shift"}) {
    settings.push_back(std::string("mechanisms.M36.") + rule + "=" +
                       Read().roles.ends_conflict.text);
  }
  const Scenario base = Read(settings);
  const std::vector<std::string> ids = Removable(base, *Compiled(base));
  ASSERT_FALSE(ids.empty());
  for (const std::string& id : ids) {
    const CompiledPointer silent = Compiled(WithoutSalience(base, id));
    const CompiledPointer removed = Compiled(Without(base, id));
    ASSERT_EQ(removed->space.num_issues() + 1, silent->space.num_issues());
    const auto with = RunMany(*silent, 17, Sample(500));
    const auto without = RunMany(*removed, 17, Sample(500));
    for (std::size_t i = 0; i < with.size(); ++i) {
      ASSERT_EQ(Result(*silent, with[i], id), NamedResult(*removed, without[i])) << id << " " << i;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Scenarios, IssueRemoval, testing::ValuesIn(EveryScenarioAndTier()),
                         CaseName);

}  // namespace
}  // namespace dragoman::testing_support
