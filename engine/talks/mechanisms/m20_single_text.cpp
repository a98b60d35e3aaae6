#include "engine/talks/mechanism.h"
#include "engine/talks/state.h"

namespace dragoman::m20 {

/// Single negotiating text: instead of answering each other's packages the sides criticize one
/// text, which the mediator redrafts until both accept it (protocol single_text). It needs control
/// of the text: with probability 1 - control one side sees it first and has it changed; the other
/// then distrusts it, the meeting falls back on the sides' own packages, and the second reader is
/// likelier to leave. Source: Fisher & Ury (1981); Raiffa (1982); Klein, Faratin, Sayama & Bar-Yam
/// (2003); domain brief d.3 (Camp David 1978 and 2000). `suspicion` is a judgement.
struct Options {
  bool single = false;
  double control = 1;
  double suspicion = 1;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "single",
              .doc = "the mediator holds the only text",
              .alias = "text.single",
              .source = "domain brief d.2"},
             &single);
    v->Visit({.name = "control",
              .doc = "that it keeps the text to itself until both have seen it",
              .range = kUnitInterval,
              .unit = "probability",
              .alias = "text.control",
              .source = "domain brief d.2"},
             &control);
    v->Visit({.name = "suspicion",
              .doc = "added to the logit of walking out of a side that saw the text second",
              .range = {.min = 0, .max = 10},
              .unit = "logit",
              .source = "judgement"},
             &suspicion);
  }
};

class SingleNegotiatingText final : public Mechanism {
 public:
  SingleNegotiatingText(const Options& options, const TalksModel& model, Diagnostics* /*problems*/)
      : options_(options), streams_(SideStreams(model, "text shown")) {}

  void Act(Step step, const TalksModel& /*model*/, const Random& random,
           TalkState* state) const override {
    if (!options_.single) return;
    if (step == Step::kDraw) {
      state->mediator.single_text = true;
      return;
    }
    const auto index = static_cast<std::uint64_t>(state->meeting);
    if (!PairExceeds(random, streams_, index, options_.control)) return;
    // The draws that decided it say who saw it first: of two sides either is as likely.
    const bool second = random.Uniform(streams_[1], index) > random.Uniform(streams_[0], index);
    state->mediator.shown_to = second ? 1 : 0;
    state->sides[second ? 0 : 1].restlessness += options_.suspicion;
    state->Tell(TalkEventKind::kTextShown, state->mediator.shown_to);
  }

 private:
  Options options_;
  std::array<StreamKey, kSides> streams_;
};

const RegisterMechanism<SingleNegotiatingText, Options> kRegistered{{
    .id = "M20",
    .name = "single_text",
    .title = "One text, held by the mediator",
    .formula =
        "package sittings by protocol single_text; with probability 1 - control one side has "
        "it changed first: own packages again, and logit of the other's walking out += "
        "suspicion",
    .source = "Raiffa (1982); Klein, Faratin, Sayama & Bar-Yam (2003); domain brief d.2, d.3",
    .sign = "control up: agreements up; without control no better than exchanging packages",
    .when_off = "the sides exchange packages of their own",
    .steps = {{Step::kDraw, 75}, {Step::kAttendance, 40}},
}};

}  // namespace dragoman::m20
