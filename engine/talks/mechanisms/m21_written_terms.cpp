#include "engine/talks/mechanism.h"
#include "engine/talks/state.h"

namespace dragoman::m21 {

enum class Terms : unsigned char { kNone, kTable, kAdvance };
constexpr std::array<std::string_view, 3> kTermsNames = {"none", "table", "advance"};

/// Written terms cut both ways: they halve the noise in what each side believes of the other, and
/// make retreat dearer, so that concessions come later (beta / 1.3, once).
/// Source: domain brief d.3; talks model, section 1 and section 3, step 8.
struct Options {
  Terms terms = Terms::kTable;
  double noise = 0.5;
  double stiffening = 1.3;

  void Serialize(FieldVisitor* v) {
    v->Visit(
        {.name = "terms",
         .doc = "none: texts, if agreed, put nothing on the table; table: they do from the next "
                "meeting on; advance: they were exchanged before the first",
         .alias = "terms.written",
         .source = "domain brief d.2"},
        &terms, kTermsNames);
    v->Visit({.name = "noise",
              .doc = "factor on the noise in beliefs once texts are exchanged",
              .range = kUnitInterval,
              .unit = "factor",
              .source = "domain brief d.3"},
             &noise);
    v->Visit({.name = "stiffening",
              .doc = "divides the concession exponent once texts are exchanged",
              .range = {.min = 1, .max = 10},
              .unit = "factor",
              .source = "domain brief d.3"},
             &stiffening);
  }
};

class WrittenTerms final : public Mechanism {
 public:
  WrittenTerms(const Options& options, const TalksModel& /*model*/, Diagnostics* /*problems*/)
      : terms_(options.terms), noise_(options.noise), stiffening_(options.stiffening) {}

  void Act(Step step, const TalksModel& /*model*/, const Random& /*random*/,
           TalkState* state) const override {
    if (step == Step::kPrepare) {
      state->texts_count = terms_ != Terms::kNone;
      if (terms_ != Terms::kAdvance) return;
      state->written = true;
    }
    const bool exchanged = step == Step::kTexts || step == Step::kPrepare;
    for (SideState& side : state->sides) {
      if (exchanged) side.beta /= stiffening_;
      if (step == Step::kPerceive && state->written) side.belief_scale *= noise_;
    }
  }

 private:
  Terms terms_;
  double noise_;
  double stiffening_;
};

const RegisterMechanism<WrittenTerms, Options> kRegistered{{
    .id = "M21",
    .name = "written_terms",
    .title = "Written terms inform and bind",
    .formula = "once texts are exchanged: noise in beliefs *= .5, beta /= 1.3",
    .source = "domain brief d.3; talks model, section 1",
    .sign = "information up, flexibility down",
    .when_off = "texts put every position on the table and do nothing else",
    .steps = {{Step::kPrepare, 6}, {Step::kPerceive, 20}, {Step::kTexts, 10}},
}};

}  // namespace dragoman::m21
