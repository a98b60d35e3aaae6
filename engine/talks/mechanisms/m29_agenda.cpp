#include <algorithm>

#include "engine/core/text.h"
#include "engine/talks/mechanism.h"
#include "engine/talks/state.h"

namespace dragoman::m29 {

enum class Mode : unsigned char { kPackageWithHarvest, kPackage, kIssueByIssue, kEasyFirst };
constexpr std::array<std::string_view, 4> kModeNames = {"package_early_harvest", "package",
                                                        "issue_by_issue", "easy_first"};

/// What is on the agenda and in which order: one package, and whether separable items may be signed
/// alone. "package" means nothing until everything: only meeting again stays outside.
/// Source: Busch & Horstmann (1997), Inderst (2000), In & Serrano (2004); domain brief d.3; talks
/// model, section 3, steps 4 and 5, and 4.19.
struct Options {
  Mode mode = Mode::kPackageWithHarvest;
  std::vector<std::string> order;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "mode",
              .doc = "what may be signed alone, and when",
              .alias = "agenda.mode",
              .source = "domain brief d.2"},
             &mode, kModeNames);
    v->Visit(
        {.name = "order",
         .doc = "issues in the order in which separable items come up; the rest follow in file "
                "order",
         .source = "talks model, section 3, step 5"},
        &order);
  }
};

class Agenda final : public Mechanism {
 public:
  Agenda(const Options& options, const TalksModel& model, Diagnostics* problems)
      : mode_(options.mode) {
    std::vector<std::string> ids;
    for (const Issue& issue : model.space->issues()) ids.push_back(issue.id);
    for (std::size_t k = 0; k < options.order.size(); ++k) {
      const IssueIndex issue = model.FindIssue(options.order[k]);
      if (issue == kNoIssue) {
        problems->push_back({"order[" + std::to_string(k) + "]",
                             "unknown issue '" + options.order[k] + "'",
                             ExpectedOneOf(options.order[k], ids)});
        continue;
      }
      Append(issue);
    }
    for (std::size_t i = 0; i < model.traits.size(); ++i) {
      if (model.traits[i].separable != 0 || model.IsProcedure(i)) {
        Append(IssueIndex{static_cast<int>(i)});
      }
    }
  }

  void Act(Step /*step*/, const TalksModel& /*model*/, const Random& /*random*/,
           TalkState* state) const override {
    state->package = mode_ != Mode::kIssueByIssue;
    state->harvest = mode_ != Mode::kPackage;
    state->harvest_first = mode_ == Mode::kEasyFirst;
    state->harvest_order.assign(order_.begin(), order_.end());
  }

 private:
  void Append(IssueIndex issue) {
    if (std::find(order_.begin(), order_.end(), issue) == order_.end()) order_.push_back(issue);
  }

  Mode mode_;
  std::vector<IssueIndex> order_;
};

const RegisterMechanism<Agenda, Options> kRegistered{{
    .id = "M29",
    .name = "agenda",
    .title = "Package, early harvest, easy first, issue by issue",
    .formula = "a package sitting, then (or before, easy first) one sitting per separable issue",
    .source = "Busch & Horstmann (1997); Inderst (2000); In & Serrano (2004); domain brief d.3",
    .sign = "early harvest: partial agreements up, less left to trade",
    .when_off = "nothing is agreed until everything is agreed",
    .steps = {{Step::kDraw, 70}},
}};

}  // namespace dragoman::m29
