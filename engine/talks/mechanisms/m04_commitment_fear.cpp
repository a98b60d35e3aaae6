#include <algorithm>

#include "engine/core/text.h"
#include "engine/talks/mechanism.h"
#include "engine/talks/state.h"

namespace dragoman::m04 {

/// Fear that the other side will not keep what it signs. On core issues a change costs
///   chi (1 - T) (1 - kM m - kG g) w |x - sq| / 100,
/// with T the trust in the other side, m in [0, 1] the strength of monitoring in the package, and g
/// = 1 if third parties guarantee it.
/// A first form of the commitment problem, with the depth of the change standing for the shift of
/// power it allows. Source: Powell (2006); domain brief d.2, d.3; talks model 4.17.
struct Options {
  Named<double> chi;
  double monitoring_relief = 0.6;
  std::string monitoring_issue;
  std::vector<double> monitoring_strength;
  double monitoring_floor = 0;
  Rule guarantee;
  double guarantee_relief = 0;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "chi",
              .doc = "fear of non-compliance, by principal; 0.5 if not named",
              .range = kUnitInterval,
              .unit = "utility per unit of change",
              .alias = "chi",
              .source = "domain brief d.2"},
             &chi);
    v->Visit({.name = "monitoring_relief",
              .doc = "kM: share of the fear that full monitoring removes",
              .range = kUnitInterval,
              .unit = "share",
              .alias = "kM",
              .source = "domain brief d.2"},
             &monitoring_relief);
    v->Visit({.name = "monitoring_issue", .doc = "issue whose options are degrees of monitoring"},
             &monitoring_issue);
    v->Visit({.name = "monitoring_strength",
              .doc = "m of each of its options, in file order",
              .range = kUnitInterval,
              .unit = "share",
              .source = "talks model, section 2"},
             &monitoring_strength);
    v->Visit({.name = "monitoring_floor",
              .doc = "strength of monitoring that a third party offers whatever the package says",
              .range = kUnitInterval,
              .unit = "share",
              .alias = "monitor",
              .source = "domain brief d.2"},
             &monitoring_floor);
    v->Visit({.name = "guarantee", .doc = "bundles that third parties guarantee"}, &guarantee);
    v->Visit({.name = "guarantee_relief",
              .doc = "kG: share of the fear that such a guarantee removes",
              .range = kUnitInterval,
              .unit = "share",
              .source = "domain brief d.3"},
             &guarantee_relief);
  }
};

class CommitmentFear final : public Mechanism {
 public:
  CommitmentFear(const Options& options, const TalksModel& model, Diagnostics* problems)
      : chi_(BySide(model, options.chi, 0.5, "chi", problems)),
        relief_(options.monitoring_relief),
        guarantee_(ConditionAt(model, options.guarantee, "guarantee", problems)),
        guarantee_relief_(options.guarantee_relief) {
    if (options.monitoring_issue.empty()) {
      if (options.monitoring_strength.empty()) return;
      problems->push_back({"monitoring_strength", "strengths without a monitoring_issue",
                           "the key 'monitoring_issue' beside them"});
      return;
    }
    issue_ = IssueAt(model, options.monitoring_issue, "monitoring_issue", problems);
    if (issue_ == kNoIssue) return;
    const std::size_t count = model.space->issue(issue_).num_options();
    if (options.monitoring_strength.size() != count) {
      problems->push_back(
          {"monitoring_strength", Concat({options.monitoring_strength.size(), " strengths"}),
           Concat({count, " numbers, one per option of '", options.monitoring_issue, "'"})});
      return;
    }
    for (std::size_t o = 0; o < count; ++o)
      strength_[o] = std::max(options.monitoring_strength[o], options.monitoring_floor);
  }

  void Act(Step /*step*/, const TalksModel& /*model*/, const Random& /*random*/,
           TalkState* state) const override {
    for (std::size_t s = 0; s < kSides; ++s) {
      state->sides[s].fear = chi_[s];
      state->sides[s].monitoring_relief = relief_;
    }
    state->monitoring_issue = issue_;
    if (issue_ != kNoIssue) state->monitoring = strength_;
    if (guarantee_relief_ > 0) {
      state->guarantee = &guarantee_;
      state->guarantee_relief = guarantee_relief_;
    }
  }

 private:
  std::array<double, kSides> chi_;
  double relief_;
  Condition guarantee_;
  double guarantee_relief_;
  IssueIndex issue_ = kNoIssue;
  std::array<double, kMaxOptionsPerSet> strength_{};
};

const RegisterMechanism<CommitmentFear, Options> kRegistered{{
    .id = "M4",
    .name = "commitment_fear",
    .title = "Fear that the other side will not comply",
    .formula =
        "gain falls by chi (1 - T) (1 - kM m - kG g) sum over core issues of w |x - sq| / 100",
    .source = "Powell (2006); domain brief d.2; talks model 4.17",
    .sign = "chi up: agreements down; monitoring up: agreements up",
    .when_off = "what is signed is expected to be kept",
    .steps = {{Step::kDraw, 40}},
}};

}  // namespace dragoman::m04
