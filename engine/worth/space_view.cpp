#include "engine/worth/space_view.h"

#include <algorithm>
#include <utility>

#include "engine/core/assert.h"
#include "engine/worth/scenario_sitting.h"

namespace dragoman {
namespace {

bool HasPosition(const PartyPreference& preference) {
  return std::any_of(preference.issues.begin(), preference.issues.end(),
                     [](const IssuePreference& issue) { return issue.stated && !issue.dropped; });
}

class SpaceViewMaker {
 public:
  SpaceViewMaker(const CompiledScenario& scenario, Executor* executor,
                 const SpaceViewOptions& options)
      : scenario_(scenario),
        executor_(executor),
        options_(options),
        sitting_(SittingOf(scenario)),
        space_(sitting_.domain.Space()),
        coding_(scenario.derivation.MakeCoding()) {
    scenario.derivation.DeriveCore(&coding_);
  }

  SpaceView Make() {
    view_.status_quo = scenario_.space.StatusQuo();
    view_.left_out = sitting_.lost;
    for (std::size_t side = 0; side < kSides; ++side) {
      AddParty(At(scenario_.talks->principals[side]), sitting_.utilities[side], true);
    }
    for (std::size_t p = 0; p < scenario_.source.parties.size(); ++p) {
      const bool principal = scenario_.talks->SideOf(PartyIndex{static_cast<int>(p)}) >= 0;
      if (principal || !HasPosition(coding_.parties[p])) continue;
      AddParty(p, PlainUtility(scenario_, coding_.parties[p]), false);
    }
    AddPairs();
    return std::move(view_);
  }

 private:
  void AddParty(std::size_t party, const UtilitySpec& spec, bool principal) {
    Checked<UtilityFunction> utility = UtilityFunction::Compile(space_, spec, {});
    DRAGOMAN_ASSERT(utility.ok());
    PartyWorth worth;
    worth.party = party;
    const PartySpec& source = scenario_.source.parties[party];
    worth.id = source.id;
    worth.name = source.name.empty() ? source.id : source.name;
    worth.principal = principal;
    worth.utility = std::move(*utility);
    worth.floor =
        principal ? worth.utility.reservation_value() : worth.utility.Evaluate(view_.status_quo);
    const std::vector<const UtilityFunction*> one = {&worth.utility};
    const UtilityRanges ranges = FindUtilityRanges(
        UtilityProfile(std::span<const UtilityFunction* const>(one)), {}, executor_);
    worth.least = ranges.least[0];
    worth.most = ranges.most[0];
    view_.parties.push_back(std::move(worth));
  }

  void AddPairs() {
    const std::size_t shown = view_.parties.size() < kPairedParties ? kSides : kPairedParties;
    for (std::size_t a = 0; a < shown; ++a) {
      for (std::size_t b = a + 1; b < shown; ++b) AddPair(a, b);
    }
  }

  void AddPair(std::size_t a, std::size_t b) {
    // The reservation value is part of a utility, and a third party's is known only now.
    std::vector<UtilityFunction> both;
    for (const std::size_t k : {a, b}) {
      const PartyWorth& worth = view_.parties[k];
      UtilitySpec spec = worth.principal ? sitting_.utilities[k]
                                         : PlainUtility(scenario_, coding_.parties[worth.party]);
      spec.reservation_value = worth.floor;
      both.push_back(*UtilityFunction::Compile(space_, spec, {}));
    }
    PairSpace pair;
    pair.first = a;
    pair.second = b;
    AnalysisOptions options;
    options.count_zone = options_.count_zones;
    pair.analysis = Analyze(UtilityProfile(both), options, executor_);
    view_.pairs.push_back(std::move(pair));
  }

  const CompiledScenario& scenario_;
  Executor* executor_;
  const SpaceViewOptions options_;
  const ScenarioSitting sitting_;
  const OutcomeSpace space_;
  Coding coding_;
  SpaceView view_;
};

}  // namespace

SpaceView MakeSpaceView(const CompiledScenario& scenario, Executor* executor,
                        const SpaceViewOptions& options) {
  return SpaceViewMaker(scenario, executor, options).Make();
}

}  // namespace dragoman
