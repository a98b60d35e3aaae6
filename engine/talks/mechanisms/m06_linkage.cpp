#include "engine/talks/mechanism.h"
#include "engine/talks/state.h"

namespace dragoman::m06 {

/// Issue linkage: parties trade what matters less to them for what matters more. When a package is
/// made, the options of all issues are chosen by lambda w_a u_a + (1 - lambda) w_b u_b; without
/// linkage each issue is settled for itself, as if all weighed the same. In between, weights count
/// with the share `share`. Source: Sebenius (1983); Tollison & Willett (1979); domain brief d.3.
struct Options {
  double share = 1;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "share",
              .doc = "how far issues are traded against each other; 0: each is settled for itself",
              .range = kUnitInterval,
              .unit = "share",
              .alias = "linkage",
              .source = "domain brief d.3"},
             &share);
  }
};

class Linkage final : public Mechanism {
 public:
  Linkage(const Options& options, const TalksModel& /*model*/, Diagnostics* /*problems*/)
      : share_(options.share) {}

  void Act(Step /*step*/, const TalksModel& /*model*/, const Random& /*random*/,
           TalkState* state) const override {
    state->linkage = share_;
  }

 private:
  double share_;
};

const RegisterMechanism<Linkage, Options> kRegistered{{
    .id = "M6",
    .name = "linkage",
    .title = "Issues are traded against each other",
    .formula = "options maximize lambda w_a u_a + (1 - lambda) w_b u_b, with w' = share w + (1 - "
               "share) / issues",
    .source = "Sebenius (1983); Tollison & Willett (1979); domain brief d.3",
    .sign = "share up: what matters less to a side is traded for what matters more",
    .when_off = "each issue of a package is settled for itself",
    .steps = {{Step::kDraw, 72}},
}};

}  // namespace dragoman::m06
