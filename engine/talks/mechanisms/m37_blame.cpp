#include <algorithm>

#include "engine/core/sort.h"
#include "engine/talks/mechanism.h"
#include "engine/talks/state.h"

namespace dragoman::m37 {

/// Others watch who says no. A side that refuses the last package the other tabled is blamed by how
/// much it would have pleased the parties that are no principals, publicity x sum of their weights
/// x (u(x) - u(sq)) over what they spoke of, averaged over them, if that is positive; refusing a
/// popular package costs more than refusing a maximal one. Blame makes no deal dearer by `rate` per
/// unit, and stays. Source: domain brief d.3, a judgement there that names no number for `rate`, so
/// the mechanism is neutral until it is set.
struct Options {
  double rate = 0;
  double publicity = 0.8;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "rate",
              .doc = "what a unit of blame makes no deal cost",
              .range = kUnitInterval,
              .unit = "utility",
              .alias = "blame.rate",
              .source = "none; neutral until set"},
             &rate);
    v->Visit({.name = "publicity",
              .doc = "how public offers are",
              .range = kUnitInterval,
              .unit = "share",
              .source = "coded case of 16 May 2025"},
             &publicity);
  }
};

class Blame final : public Mechanism {
 public:
  Blame(const Options& options, const TalksModel& /*model*/, Diagnostics* /*problems*/)
      : options_(options) {}

  void Act(Step /*step*/, const TalksModel& model, const Random& /*random*/,
           TalkState* state) const override {
    if (!ReadsRefusals()) return;
    for (std::size_t s = 0; s < kSides; ++s) {
      const RefusedOffer& refused = state->refused[s];
      if (!refused.any) continue;
      const double popularity = std::max(0.0, Popularity(model, *state, refused.offer));
      if (!(popularity > 0)) continue;
      SideState& refuser = state->sides[1 - s];
      refuser.blame += options_.rate * options_.publicity * popularity;
      state->Tell(TalkEventKind::kBlame, 1 - s,
                  {.offer = refused.offer, .a = popularity, .b = refuser.blame});
    }
  }

  bool ReadsRefusals() const override { return options_.rate != 0 && options_.publicity != 0; }

 private:
  static double Popularity(const TalksModel& model, const TalkState& state, const Outcome& offer) {
    InlineVector<double, kMaxWatchers> pleased;
    for (std::size_t p = 0; p < state.coding->parties.size(); ++p) {
      const PartyPreference& party = state.coding->parties[p];
      if (model.SideOf(PartyIndex{static_cast<int>(p)}) >= 0) continue;
      if (pleased.size() < kMaxWatchers) pleased.push_back(Pleasure(model, state, party, offer));
    }
    // Added up in the order of their sizes: the order of the parties in the file means nothing.
    SortItems(pleased.begin(), pleased.end());
    double sum = 0;
    for (const double pleasure : pleased) sum += pleasure;
    return pleased.empty() ? 0 : sum / static_cast<double>(pleased.size());
  }

  static double Pleasure(const TalksModel& model, const TalkState& state,
                         const PartyPreference& party, const Outcome& offer) {
    double sum = 0;
    for (std::size_t i = 0; i < party.issues.size(); ++i) {
      const IssueIndex issue{static_cast<int>(i)};
      if (!party.issues[i].stated || offer[issue] == state.standing[issue]) continue;
      const std::size_t base = model.space->offset(issue);
      sum += party.issues[i].weight *
             (party.utility[base + offer[issue]] - party.utility[base + state.standing[issue]]);
    }
    return sum;
  }

  static constexpr std::size_t kMaxWatchers = kMaxParties;
  Options options_;
};

const RegisterMechanism<Blame, Options> kRegistered{{
    .id = "M37",
    .name = "blame",
    .title = "Others watch who says no",
    .formula = "no deal costs rate x publicity x sum over refused packages of how much each would "
               "have pleased those who watch",
    .source = "domain brief d.3",
    .sign = "rate up: refusing popular packages dearer, agreements not down",
    .when_off = "nobody outside keeps score of refusals",
    .steps = {{Step::kUpdate, 30}},
}};

}  // namespace dragoman::m37
