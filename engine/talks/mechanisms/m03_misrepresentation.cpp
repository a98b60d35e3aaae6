#include <algorithm>

#include "engine/talks/mechanism.h"
#include "engine/talks/state.h"

namespace dragoman::m03 {

/// Stated is not private. Where a side makes a demand, its private ideal lies nearer the status
/// quo,
///   x_private = x_stated + psi (1 - phi) (x_sq - x_stated),
/// and what the other side believes of it is its stated ideal with an error of `belief_noise`
/// points (reduced by a communicator, M19, and by written terms, M21). Source: Fearon (1995);
/// domain brief c.2; talks model S2, 4.1 and section 3, step 3.
struct Options {
  Distribution psi = Distribution::Beta(2, 3);
  double belief_noise = 15;
  double discount = 0;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "psi",
              .doc = "demand inflation, one draw per principal",
              .range = kUnitInterval,
              .unit = "share",
              .alias = "psi",
              .source = "domain brief c.2"},
             &psi);
    v->Visit({.name = "belief_noise",
              .doc = "sd of the error in what a side believes of the other's ideals",
              .range = {.min = 0, .max = 100},
              .unit = "points of 0..100",
              .alias = "belief.noise",
              .source = "talks model, section 1"},
             &belief_noise);
    v->Visit(
        {.name = "discount",
         .doc = "how far a listener without trust takes demands for cheap talk: it believes the "
                "ideal nearer the status quo by this share times 1 - T",
         .range = kUnitInterval,
         .unit = "share",
         .source = "domain brief d.3"},
        &discount);
  }
};

class Misrepresentation final : public Mechanism {
 public:
  Misrepresentation(const Options& options, const TalksModel& model, Diagnostics* /*problems*/)
      : psi_(options.psi), noise_(options.belief_noise), discount_(options.discount) {
    psi_streams_ = SideStreams(model, "demand inflation");
    belief_streams_ = SideIssueStreams(model, "belief noise");
  }

  void Act(Step step, const TalksModel& model, const Random& random,
           TalkState* state) const override {
    for (std::size_t s = 0; s < kSides; ++s) {
      if (step == Step::kDraw) {
        state->sides[s].inflation = psi_.Quantile(random.Uniform(psi_streams_[s]));
      } else {
        Perceive(model, random, s, state);
      }
    }
  }

 private:
  void Perceive(const TalksModel& model, const Random& random, std::size_t s,
                TalkState* state) const {
    const PartyIndex other = model.principals[1 - s];
    const PartyPreference& party = state->coding->parties[At(other)];
    const double scale = noise_ * state->sides[s].belief_scale;
    const double disbelief = discount_ * (1 - state->sides[s].trust);
    const std::size_t issues = model.traits.size();
    for (std::size_t i = 0; i < issues; ++i) {
      const double z = random.Normal(belief_streams_[s * issues + i]);
      if (!party.issues[i].has_ideal || (scale == 0 && disbelief == 0)) continue;
      double ideal = party.issues[i].ideal + scale * z;
      if (disbelief > 0 && party.issues[i].firmness > 0) {
        const IssueIndex issue{static_cast<int>(i)};
        const double here =
            state->coding->positions[model.space->flat(issue, state->initial[issue])];
        ideal += disbelief * (here - ideal);
      }
      ideal = std::clamp(ideal, 0.0, kAxisLength);
      model.derivation->FillIssueUtility(*state->coding, other, IssueIndex{static_cast<int>(i)},
                                         ideal, state->seen[s].utility.data());
    }
  }

  Sampler psi_;
  double noise_;
  double discount_;
  std::array<StreamKey, kSides> psi_streams_;
  std::vector<StreamKey> belief_streams_;
};

const RegisterMechanism<Misrepresentation, Options> kRegistered{{
    .id = "M3",
    .name = "misrepresentation",
    .title = "Demands are inflated, and the other side knows them with error",
    .formula = "x_private = x + psi (1 - phi) (x_sq - x) where a demand was made; believed ideal = "
               "stated ideal + noise",
    .source = "Fearon (1995); domain brief c.2; talks model S2, 4.1",
    .sign = "noise up: packages fit the other side less well",
    .when_off = "private ideals are the stated ones, known to all",
    .steps = {{Step::kDraw, 20}, {Step::kPerceive, 30}},
}};

}  // namespace dragoman::m03
