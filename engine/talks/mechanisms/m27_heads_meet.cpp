#include "engine/talks/mechanism.h"
#include "engine/talks/state.h"

namespace dragoman::m27 {

enum class Heads : unsigned char { kNone, kBoth };
constexpr std::array<std::string_view, 2> kHeadsNames = {"none", "both"};

/// Heads at the table decide themselves: full rank and mandate, nothing is left to leaders
/// elsewhere, and the share of the issues that was settled in preparation need not be conceded
/// again. What was not prepared is played in public: a quarrel is likelier to end the talks, and so
/// is a breakthrough to begin them, +-swing (1 - prep) on the logit of walking out. Source:
/// Druckman & Wallensteen (2016); domain brief d.2, d.3 (Camp David 1978 and 2000). The size of the
/// swing is a judgement.
struct Options {
  Heads attend = Heads::kNone;
  double prep = 0.1;
  double swing = 1;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "attend",
              .doc = "heads of state or government at the table: none, or both",
              .alias = "attend.head",
              .source = "domain brief d.2"},
             &attend, kHeadsNames);
    v->Visit({.name = "prep",
              .doc = "share of the way that was agreed before the heads met",
              .range = kUnitInterval,
              .unit = "share",
              .alias = "prep",
              .source = "domain brief d.2"},
             &prep);
    v->Visit({.name = "swing",
              .doc = "standard deviation of what an unprepared meeting of heads adds to the logit "
                     "of walking "
                     "out",
              .range = {.min = 0, .max = 10},
              .unit = "logit",
              .source = "judgement; sign from domain brief d.3"},
             &swing);
  }
};

class HeadsMeet final : public Mechanism {
 public:
  HeadsMeet(const Options& options, const TalksModel& model, Diagnostics* /*problems*/)
      : options_(options), streams_(SideStreams(model, "heads meet")) {}

  void Act(Step step, const TalksModel& /*model*/, const Random& random,
           TalkState* state) const override {
    if (options_.attend == Heads::kNone) return;
    if (step == Step::kPrepare) {
      state->head_start = options_.prep;
      for (SideState& side : state->sides) {
        side.rank = 1;
        side.mandate = 1;
        side.margin_rate = 0;
        side.kept_share = 0;
      }
      return;
    }
    const auto index = static_cast<std::uint64_t>(state->meeting);
    for (std::size_t s = 0; s < kSides; ++s) {
      SideState& side = state->sides[s];
      side.restlessness += options_.swing * (1 - options_.prep) * random.Normal(streams_[s], index);
    }
  }

 private:
  Options options_;
  std::array<StreamKey, kSides> streams_;
};

const RegisterMechanism<HeadsMeet, Options> kRegistered{{
    .id = "M27",
    .name = "heads_meet",
    .title = "Heads at the table, prepared or not",
    .formula =
        "rank = mandate = 1, k = 0, the concession clock starts at prep; logit of walking out "
        "+= swing (1 - prep) z",
    .source = "Druckman & Wallensteen (2016); domain brief d.2, d.3",
    .sign = "prep up: agreements up where a zone exists; unprepared: mean change near 0, more "
            "variance",
    .when_off = "delegations of the rank of M26 negotiate",
    .steps = {{Step::kPrepare, 20}, {Step::kAttendance, 20}},
}};

}  // namespace dragoman::m27
