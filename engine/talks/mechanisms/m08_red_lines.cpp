#include <algorithm>

#include "engine/core/portable_math.h"
#include "engine/preferences/trace.h"
#include "engine/talks/mechanism.h"
#include "engine/talks/state.h"

namespace dragoman::m08 {

/// Some options are not for sale. An option is vetoed by a side in a run with the probability of
/// its strongest rejection: drawn once per side and issue, v < scale max e over the options it
/// rejected at that option or between it and the status quo. No gain elsewhere makes up for a
/// vetoed option. A rejection that a precondition expresses makes no red line. Source:
/// non-compensatory (poliheuristic) choice; domain brief c.1(11); talks model S3, S4, 4.7.
struct Options {
  double scale = 1;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "scale",
              .doc = "factor on the evidence for a red line",
              .range = {.min = 0, .max = 1.5},
              .unit = "factor",
              .alias = "redline.scale",
              .source = "domain brief d.2"},
             &scale);
  }
};

class RedLines final : public Mechanism {
 public:
  RedLines(const Options& options, const TalksModel& model, Diagnostics* /*problems*/)
      : scale_(options.scale), streams_(SideIssueStreams(model, "red line")) {}

  void Act(Step /*step*/, const TalksModel& model, const Random& random,
           TalkState* state) const override {
    for (const Evidence& evidence : state->coding->evidence) {
      if (evidence.act != Act::kReject || evidence.rejects < 0) continue;
      const int side = model.SideOf(evidence.actor);
      if (side < 0 || (!evidence.inferred && model.carried[At(evidence.claim)])) continue;
      Veto(model, random, static_cast<std::size_t>(side), evidence, state);
    }
    if (state->observer != nullptr) Report(model, random, *state);
  }

 private:
  void Veto(const TalksModel& model, const Random& random, std::size_t side,
            const Evidence& evidence, TalkState* state) const {
    const std::size_t issues = model.traits.size();
    const double v = random.Uniform(streams_[side * issues + At(evidence.issue)]);
    if (!(v < scale_ * evidence.mass)) return;
    const Issue& issue = model.space->issue(evidence.issue);
    const double here = issue.position(issue.status_quo);
    const double limit = issue.position(static_cast<OptionIndex>(evidence.rejects)) - here;
    OptionSet vetoed = 0;
    for (std::size_t o = 0; o < issue.num_options(); ++o) {
      const double step = issue.options[o].position - here;
      const bool beyond = limit > 0 ? step >= limit : (limit < 0 ? step <= limit : false);
      if (beyond) vetoed |= OptionBit(static_cast<OptionIndex>(o));
    }
    state->sides[side].vetoed[At(evidence.issue)] |= vetoed;
  }

  void Report(const TalksModel& model, const Random& random, const TalkState& state) const {
    const std::size_t issues = model.traits.size();
    for (int side = 0; side < kSides; ++side) {
      for (std::size_t i = 0; i < model.traits.size(); ++i) {
        const OptionSet vetoed = state.sides[static_cast<std::size_t>(side)].vetoed[i];
        if (vetoed == 0) continue;
        const IssueIndex issue{static_cast<int>(i)};
        state.Tell(TalkEventKind::kRedLine, side,
                   {.issue = issue,
                    .options = vetoed,
                    .a = Probability(model, state, side, issue),
                    .b = random.Uniform(streams_[static_cast<std::size_t>(side) * issues + i])});
      }
    }
  }

  // That the vetoed option nearest the status quo is vetoed.
  double Probability(const TalksModel& model, const TalkState& state, int side,
                     IssueIndex index) const {
    const Issue& issue = model.space->issue(index);
    const OptionSet vetoed = state.sides[static_cast<std::size_t>(side)].vetoed[At(index)];
    const double here = issue.position(issue.status_quo);
    OptionIndex nearest = issue.status_quo;
    for (std::size_t o = 0; o < issue.num_options(); ++o) {
      const auto option = static_cast<OptionIndex>(o);
      const double step = portable::Abs(issue.position(option) - here);
      const bool nearer =
          nearest == issue.status_quo || step < portable::Abs(issue.position(nearest) - here);
      if (Contains(vetoed, option) && nearer) nearest = option;
    }
    const PartyIndex party = model.principals[static_cast<std::size_t>(side)];
    return std::min(1.0, scale_ * RejectionAt(*model.space, *state.coding, party, index, nearest,
                                              model.carried));
  }

  double scale_;
  std::vector<StreamKey> streams_;
};

const RegisterMechanism<RedLines, Options> kRegistered{{
    .id = "M8",
    .name = "red_lines",
    .title = "Options a side accepts at no price",
    .formula =
        "an option is vetoed iff v < scale max e(rejections at it or nearer the status quo), "
        "v uniform, one per side, issue and run",
    .source = "poliheuristic choice; domain brief c.1(11); talks model S3, S4",
    .sign = "scale up: agreements down sharply",
    .when_off = "every option has a price",
    .steps = {{Step::kDraw, 50}},
}};

}  // namespace dragoman::m08
