#include <algorithm>

#include "engine/talks/mechanism.h"
#include "engine/talks/state.h"

namespace dragoman::m30 {

enum class SpoilerType : unsigned char { kLimited, kGreedy, kTotal };
constexpr std::array<std::string_view, 3> kSpoilerTypeNames = {"limited", "greedy", "total"};
enum class SpoilerResponse : unsigned char { kNone, kInducement, kSocialization, kCoercion };
constexpr std::array<std::string_view, 4> kSpoilerResponseNames = {"none", "inducement",
                                                                   "socialization", "coercion"};

/// Those who lose by a deal strike when one is near. After a meeting that left a deal to the
/// capitals, or came near one, spoilers on a side's part strike with probability s, if the deal is
/// nearer than `threshold`. The other side asks whether that side could have stopped them: its
/// trust falls by able x 4 T (1 - T) x harm, most at middling trust, where the doubt is largest,
/// and it is likelier to leave. What the custodians of the process do about it changes s by the
/// type of the spoiler: inducement works on limited ones and feeds greedy ones, coercion works on
/// total ones. Source: Stedman (1997); Kydd & Walter (2002); domain brief d.2, d.3. harm, shock and
/// the factors are judgements: the sources give their signs.
struct Options {
  double s = 0;
  double threshold = 0.5;
  double able = 0.5;
  double harm = 0.4;
  double shock = 1;
  SpoilerType type = SpoilerType::kTotal;
  SpoilerResponse response = SpoilerResponse::kNone;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "s",
              .doc = "that spoilers of either side strike when a deal is near",
              .range = {.min = 0, .max = 1},
              .unit = "probability",
              .alias = "spoiler.s",
              .source = "domain brief d.2"},
             &s);
    v->Visit({.name = "threshold",
              .doc = "theta: how near a deal must be, 1 = left to the capitals",
              .range = kUnitInterval,
              .unit = "share",
              .source = "judgement"},
             &threshold);
    v->Visit({.name = "able",
              .doc = "how far the side is thought able to stop them",
              .range = kUnitInterval,
              .unit = "share",
              .source = "domain brief d.3"},
             &able);
    v->Visit({.name = "harm",
              .doc = "largest fall of the other's trust",
              .range = kUnitInterval,
              .unit = "trust",
              .source = "judgement"},
             &harm);
    v->Visit({.name = "shock",
              .doc = "added to the logit of walking out of the side that was struck",
              .range = {.min = 0, .max = 10},
              .unit = "logit",
              .source = "judgement"},
             &shock);
    v->Visit({.name = "type", .doc = "what the spoilers want", .source = "Stedman (1997)"}, &type,
             kSpoilerTypeNames);
    v->Visit({.name = "response",
              .doc = "what the custodians of the process do about them",
              .source = "Stedman (1997)"},
             &response, kSpoilerResponseNames);
  }
};

class Spoilers final : public Mechanism {
 public:
  Spoilers(const Options& options, const TalksModel& model, Diagnostics* /*problems*/)
      : options_(options),
        chance_(std::min(1.0, options.s * Factor(options.type, options.response))),
        streams_(SideStreams(model, "spoiler")) {}

  void Act(Step /*step*/, const TalksModel& model, const Random& random,
           TalkState* state) const override {
    if (chance_ == 0) return;
    const double nearness = Nearness(model, *state);
    if (!(nearness > options_.threshold)) return;
    const auto index = static_cast<std::uint64_t>(state->meeting);
    for (std::size_t s = 0; s < kSides; ++s) {
      if (!(random.Uniform(streams_[s], index) < chance_)) continue;
      SideState& struck = state->sides[1 - s];
      const double fall = std::min(
          struck.trust, options_.able * 4 * struck.trust * (1 - struck.trust) * options_.harm);
      struck.trust -= fall;
      struck.restlessness += options_.shock;
      state->Tell(TalkEventKind::kSpoiler, s, {.a = chance_, .b = nearness, .c = fall});
    }
  }

 private:
  static double Factor(SpoilerType type, SpoilerResponse response) {
    static constexpr double kFactors[3][4] = {
        {1, 0.4, 0.6, 1.2},  // Limited: can be bought or brought in; force provokes.
        {1, 1.5, 0.7, 0.6},  // Greedy: asks for more when paid; contained by rules and force.
        {1, 1, 1, 0.4},      // Total: only force or leaving it behind.
    };
    return kFactors[static_cast<std::size_t>(type)][static_cast<std::size_t>(response)];
  }

  // 1 if a deal waits for the capitals, else how little was missing for the side that missed most.
  static double Nearness(const TalksModel& model, const TalkState& state) {
    if (state.pending_issues != 0) {
      Outcome pending = state.standing;
      for (std::size_t i = 0; i < model.traits.size(); ++i) {
        const IssueIndex issue{static_cast<int>(i)};
        if (((state.pending_issues >> i) & 1U) != 0) pending[issue] = state.pending[issue];
      }
      if (model.ends_conflict.Holds(pending)) return 1;
    }
    double nearness = 1;
    for (const SideState& side : state.sides) {
      if (!(side.best_gain > 0) || !(side.best_offered > 0)) return 0;
      const double missing = (side.aspiration - side.best_offered) / side.best_gain;
      nearness = std::min(nearness, 1 - std::clamp(missing, 0.0, 1.0));
    }
    return nearness;
  }

  Options options_;
  double chance_;
  std::array<StreamKey, kSides> streams_;
};

const RegisterMechanism<Spoilers, Options> kRegistered{{
    .id = "M30",
    .name = "spoilers",
    .title = "Those who lose by a deal strike when it is near",
    .formula =
        "with probability s (by type and response) when a deal is nearer than theta: T of the "
        "side struck -= able 4 T (1 - T) harm; logit of its walking out += shock",
    .source = "Stedman (1997); Kydd & Walter (2002); domain brief d.2, d.3",
    .sign = "s up: agreements down, walk-outs up; bites most at middling trust",
    .when_off = "nobody strikes at a deal",
    .steps = {{Step::kOutside, 5}},
}};

}  // namespace dragoman::m30
