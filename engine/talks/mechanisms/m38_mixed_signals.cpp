#include "engine/core/text.h"
#include "engine/talks/mechanism.h"
#include "engine/talks/state.h"

namespace dragoman::m38 {

/// A third party of many voices: what its threats are worth is the weighted mean of how firmly each
/// voice speaks, times how far they speak as one. Multiplies the credibility of M23.
/// Source: domain brief d.2, d.3 (the mixed signals of S12 and S14).
struct Options {
  double coherence = 0.5;
  Named<double> firmness;
  Named<double> weight;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "coherence",
              .doc = "how far the third party speaks with one voice",
              .range = kUnitInterval,
              .unit = "share",
              .alias = "us.coherence",
              .source = "domain brief d.2"},
             &coherence);
    v->Visit({.name = "firmness",
              .doc = "how firmly each voice speaks; voices are free names; none: 1",
              .range = kUnitInterval,
              .unit = "share",
              .source = "domain brief d.3"},
             &firmness);
    v->Visit({.name = "weight",
              .doc = "weight of each voice; 1 if not named",
              .range = {.min = 0, .max = 1000},
              .unit = "weight",
              .source = "domain brief d.3"},
             &weight);
  }
};

class MixedSignals final : public Mechanism {
 public:
  MixedSignals(const Options& options, const TalksModel& /*model*/, Diagnostics* problems)
      : coherence_(options.coherence * MeanFirmness(options, problems)) {}

  void Act(Step /*step*/, const TalksModel& /*model*/, const Random& /*random*/,
           TalkState* state) const override {
    state->coherence = coherence_;
  }

 private:
  static double MeanFirmness(const Options& options, Diagnostics* problems) {
    if (options.firmness.empty() && options.weight.empty()) return 1;
    std::vector<std::string> voices;
    for (const auto& [voice, firmness] : options.firmness) voices.push_back(voice);
    double sum = 0;
    double total = 0;
    for (const auto& [voice, firmness] : options.firmness) {
      double weight = 1;
      for (const auto& [name, value] : options.weight) {
        if (name == voice) weight = value;
      }
      sum += weight * firmness;
      total += weight;
    }
    for (const auto& [name, value] : options.weight) {
      bool known = false;
      for (const std::string& voice : voices) known = known || voice == name;
      if (!known) {
        problems->push_back({"weight." + name, "weight of a voice that has no firmness",
                             ExpectedOneOf(name, voices)});
      }
    }
    return total > 0 ? sum / total : 0;
  }

  double coherence_;
};

const RegisterMechanism<MixedSignals, Options> kRegistered{{
    .id = "M38",
    .name = "mixed_signals",
    .title = "A third party of many voices",
    .formula = "credibility of threats *= coherence x weighted mean firmness of the voices",
    .source = "domain brief d.2, d.3",
    .sign = "coherence down: credibility down",
    .when_off = "the third party speaks with one voice",
    .steps = {{Step::kDraw, 5}},
}};

}  // namespace dragoman::m38
