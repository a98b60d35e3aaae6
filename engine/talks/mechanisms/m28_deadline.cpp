#include "engine/core/portable_math.h"
#include "engine/talks/mechanism.h"
#include "engine/talks/state.h"

namespace dragoman::m28 {

/// A deadline after `meetings` meetings, believed with hardness h. While it is believed,
/// concessions are spread over the time to it: 1 / clock = h / T + (1 - h) / clock without it. When
/// it passes without a deal the process ends with probability h; otherwise it is extended by one
/// meeting and h falls to .6 h. A lapse also wears out threats tied to it (M23). Source: Roth,
/// Murnighan & Schoumaker (1988), Karagozoglu & Kocher (2019), Pinfari (2011); domain brief d.2,
/// d.3.
struct Options {
  int meetings = 0;
  double hardness = 0;
  double wear = 0.6;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "meetings",
              .doc = "T: meeting after which the deadline passes; 0: there is none",
              .range = {.min = 0, .max = 20},
              .unit = "meetings",
              .alias = "deadline.T",
              .source = "domain brief d.2"},
             &meetings);
    v->Visit({.name = "hardness",
              .doc = "h: that it is kept",
              .range = kUnitInterval,
              .unit = "probability",
              .alias = "deadline.h",
              .source = "domain brief d.2"},
             &hardness);
    v->Visit({.name = "wear",
              .doc = "factor on h at each extension",
              .range = kUnitInterval,
              .unit = "factor",
              .source = "domain brief d.3"},
             &wear);
  }
};

class Deadline final : public Mechanism {
 public:
  Deadline(const Options& options, const TalksModel& model, Diagnostics* /*problems*/)
      : options_(options), streams_(SideStreams(model, "deadline")) {}

  void Act(Step step, const TalksModel& model, const Random& random,
           TalkState* state) const override {
    if (options_.meetings == 0) return;
    if (step == Step::kDraw) {
      SetClock(options_.meetings, options_.hardness, model, state);
      return;
    }
    if (state->meeting < options_.meetings) return;
    const double kept = Hardness(state->lapses);
    const auto index = static_cast<std::uint64_t>(state->meeting);
    state->expired = PairExceeds(random, streams_, index, 1 - kept);
    state->Tell(TalkEventKind::kDeadline, kNobody, {.a = state->expired ? 1.0 : 0.0, .b = kept});
    if (state->expired) return;
    ++state->lapses;
    SetClock(state->meeting + 1, Hardness(state->lapses), model, state);
  }

 private:
  double Hardness(int lapses) const {
    return options_.hardness * portable::Pow(options_.wear, static_cast<double>(lapses));
  }

  static void SetClock(int deadline, double hardness, const TalksModel& model, TalkState* state) {
    state->clock = 1 / (hardness / static_cast<double>(deadline) + (1 - hardness) / model.clock);
  }

  Options options_;
  std::array<StreamKey, kSides> streams_;
};

const RegisterMechanism<Deadline, Options> kRegistered{{
    .id = "M28",
    .name = "deadline",
    .title = "A deadline that may or may not be kept",
    .formula = "1 / clock = h / T + (1 - h) / clock; without a deal at T the process ends with "
               "probability h, else h *= .6 and one more meeting",
    .source = "Roth, Murnighan & Schoumaker (1988); Pinfari (2011); domain brief d.2, d.3",
    .sign = "h up: earlier concessions, and more processes that end without agreement",
    .when_off = "the talks have no deadline",
    .steps = {{Step::kDraw, 50}, {Step::kContinue, 20}},
}};

}  // namespace dragoman::m28
