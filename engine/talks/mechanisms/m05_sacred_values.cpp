#include "engine/core/text.h"
#include "engine/talks/bundle_term.h"
#include "engine/talks/mechanism.h"

namespace dragoman::m05 {

/// What a party holds sacred, and the gestures that count on it.
struct SacredIssue {
  std::string party;
  std::string issue;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "party", .doc = "principal", .required = true}, &party);
    v->Visit({.name = "issue", .doc = "what it holds sacred", .required = true}, &issue);
  }
};

struct Gesture {
  std::string to;
  Rule when;
  double worth = 0.05;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "to", .doc = "principal it is made to", .required = true}, &to);
    v->Visit({.name = "when", .doc = "bundles it comes with", .required = true}, &when);
    v->Visit({.name = "worth",
              .doc = "y: size of the gesture",
              .range = kUnitInterval,
              .unit = "utility"},
             &worth);
  }
};

/// Sacred values are not for sale. Where a bundle settles an issue that a side holds sacred, a
/// material payment that comes with it is an insult and counts -b times its worth, while a symbolic
/// gesture (an apology, a recognition) counts k times its size. Source: Fearon (1995) on
/// indivisibility; Ginges, Atran, Medin & Shikaki (2007); domain brief d.3. b and k are judgements:
/// the brief gives their signs only.
struct Options {
  std::vector<SacredIssue> sacred;
  std::vector<Gesture> gestures;
  double backfire = 1;
  double symbolic = 1;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "sacred", .doc = "what is sacred to whom"}, &sacred);
    v->Visit({.name = "gestures", .doc = "symbolic gestures on offer"}, &gestures);
    v->Visit({.name = "backfire",
              .doc = "b: what a payment on a sacred issue costs, per unit of its worth",
              .range = {.min = 0, .max = 10},
              .unit = "factor",
              .source = "judgement; sign from Ginges et al. (2007)"},
             &backfire);
    v->Visit({.name = "symbolic",
              .doc = "k: what a gesture on a sacred issue is worth, per unit of its size",
              .range = {.min = 0, .max = 10},
              .unit = "factor",
              .source = "judgement; sign from Ginges et al. (2007)"},
             &symbolic);
  }
};

class SacredValues final : public Mechanism {
 public:
  SacredValues(const Options& options, const TalksModel& model, Diagnostics* problems)
      : backfire_(options.backfire) {
    for (std::size_t k = 0; k < options.sacred.size(); ++k) {
      const std::string path = Concat({"sacred[", k, "]"});
      const int side = PrincipalAt(model, options.sacred[k].party, path + ".party", problems);
      const IssueIndex issue = IssueAt(model, options.sacred[k].issue, path + ".issue", problems);
      if (side < 0 || issue == kNoIssue) continue;
      sacred_[static_cast<std::size_t>(side)] |= 1U << At(issue);
    }
    gestures_.reserve(options.gestures.size());
    for (std::size_t k = 0; k < options.gestures.size(); ++k) {
      const Gesture& gesture = options.gestures[k];
      const std::string path = Concat({"gestures[", k, "]"});
      const int side = PrincipalAt(model, gesture.to, path + ".to", problems);
      BundleTerm term = CompileTerm(model, gesture.when, path + ".when", problems);
      if (side < 0) continue;
      term.worth[static_cast<std::size_t>(side)] = options.symbolic * gesture.worth;
      gestures_.push_back(std::move(term));
    }
    CheckTermCount(gestures_.size(), "gestures", problems);
  }

  void Act(Step /*step*/, const TalksModel& /*model*/, const Random& /*random*/,
           TalkState* state) const override {
    for (SideTerm& term : state->terms) {
      for (std::size_t s = 0; s < kSides; ++s) {
        const bool touches = (term.issues & sacred_[s]) != 0;
        if (term.material && touches && term.worth[s] > 0) term.worth[s] *= -backfire_;
      }
    }
    for (const BundleTerm& gesture : gestures_) {
      SideTerm term = gesture.ToSideTerm();
      term.material = false;
      // A gesture counts where something sacred is touched; elsewhere it is just words.
      for (std::size_t s = 0; s < kSides; ++s) {
        if ((term.issues & sacred_[s]) == 0) term.worth[s] = 0;
      }
      state->terms.push_back(term);
    }
  }

 private:
  double backfire_;
  std::array<std::uint32_t, kSides> sacred_{};
  std::vector<BundleTerm> gestures_;
};

const RegisterMechanism<SacredValues, Options> kRegistered{{
    .id = "M5",
    .name = "sacred_values",
    .title = "Sacred values are not for sale",
    .formula = "on a bundle that settles a sacred issue: a material payment s counts -b s, a "
               "symbolic gesture y counts k y",
    .source = "Ginges, Atran, Medin & Shikaki (2007); Fearon (1995); domain brief d.3",
    .sign = "money on a sacred issue: agreements down; gestures: up",
    .when_off = "everything has a price",
    .steps = {{Step::kPrepare, 31}},
}};

}  // namespace dragoman::m05
