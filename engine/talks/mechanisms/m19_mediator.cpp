#include "engine/talks/mechanism.h"
#include "engine/talks/state.h"

namespace dragoman::m19 {

enum class MediatorRole : unsigned char { kCommunicator, kFormulator, kManipulator };
constexpr std::array<std::string_view, 3> kMediatorRoleNames = {"communicator", "formulator",
                                                                "manipulator"};

/// What a third party does at the table. As a communicator it carries messages: what each side
/// believes of the other is less noisy, by the factor 1 - k_c. As a formulator it also tables
/// packages of its own where a sitting ended without one: the best few of those either side could
/// propose, by what both say they want, scored least x min + (1 - least) x mean of the gains, the
/// mean weighted toward a side it favours; such a package is a focal point, for which a side
/// settles for the share 1 - focal of what it still hopes for. As a manipulator it also puts weight
/// behind an end of the conflict, leverage x stake to each side, less to one it favours. Source:
/// Touval & Zartman (1985); Beardsley et al. (2006); domain brief d.3. `stake`, `least` and
/// `proposals` and `focal` are judgements.
struct Options {
  MediatorRole role = MediatorRole::kCommunicator;
  double communication = 0.5;
  double leverage = 0.25;
  double stake = 0.2;
  int proposals = 3;
  double least = 0.5;
  double focal = 0.25;
  Named<double> favour;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "role",
              .doc = "each does what the one before it does, and more",
              .alias = "mediator.role",
              .source = "domain brief d.2"},
             &role, kMediatorRoleNames);
    v->Visit({.name = "communication",
              .doc = "k_c: share of the noise in beliefs that it removes",
              .range = kUnitInterval,
              .unit = "share",
              .alias = "mediator.k_c",
              .source = "talks model, section 1"},
             &communication);
    v->Visit({.name = "leverage",
              .doc = "of a manipulator",
              .range = kUnitInterval,
              .unit = "share",
              .alias = "mediator.leverage",
              .source = "domain brief d.2"},
             &leverage);
    v->Visit({.name = "stake",
              .doc = "what full leverage makes an end of the conflict worth to a side",
              .range = kUnitInterval,
              .unit = "utility",
              .source = "judgement"},
             &stake);
    v->Visit({.name = "proposals",
              .doc = "packages a formulator tables at most after one sitting",
              .range = {.min = 1, .max = 16},
              .unit = "packages",
              .source = "judgement"},
             &proposals);
    v->Visit({.name = "least",
              .doc = "weight of the less satisfied side in what a formulator tables",
              .range = kUnitInterval,
              .unit = "share",
              .source = "judgement"},
             &least);
    v->Visit({.name = "focal",
              .doc = "share of what it still hopes for that a side gives up for a package of the "
                     "mediator's, since no side has to have proposed it",
              .range = kUnitInterval,
              .unit = "share",
              .source = "judgement; sign from domain brief d.3"},
             &focal);
    v->Visit({.name = "favour",
              .doc = "bias toward a principal; 0 if not named",
              .range = kUnitInterval,
              .unit = "share",
              .alias = "mediator.bias",
              .source = "domain brief d.3"},
             &favour);
  }
};

class Mediator final : public Mechanism {
 public:
  Mediator(const Options& options, const TalksModel& model, Diagnostics* problems)
      : options_(options), favour_(BySide(model, options.favour, 0, "favour", problems)) {}

  void Act(Step step, const TalksModel& /*model*/, const Random& /*random*/,
           TalkState* state) const override {
    if (step == Step::kPerceive) {
      for (SideState& side : state->sides) side.belief_scale *= 1 - options_.communication;
      return;
    }
    if (options_.role == MediatorRole::kCommunicator) return;
    state->mediator.proposals = options_.proposals;
    state->mediator.least = options_.least;
    state->mediator.favour = favour_;
    state->mediator.focal = options_.focal;
    if (options_.role != MediatorRole::kManipulator) return;
    for (std::size_t s = 0; s < kSides; ++s) {
      state->sides[s].leverage = options_.leverage * options_.stake * (1 - favour_[s]);
    }
  }

 private:
  Options options_;
  std::array<double, kSides> favour_;
};

const RegisterMechanism<Mediator, Options> kRegistered{{
    .id = "M19",
    .name = "mediator",
    .title = "The mediator: communicator, formulator, manipulator",
    .formula = "noise in beliefs *= 1 - k_c; a formulator tables packages by least x min + (1 - "
               "least) x mean of the gains; a manipulator adds leverage x stake to an end of the "
               "conflict",
    .source = "Touval & Zartman (1985); Beardsley et al. (2006); domain brief d.2, d.3",
    .sign = "k_c up: packages fit the other side better; formulation and leverage: agreements up",
    .when_off = "nobody carries messages: beliefs keep their full noise",
    .steps = {{Step::kPrepare, 4}, {Step::kPerceive, 10}},
}};

}  // namespace dragoman::m19
