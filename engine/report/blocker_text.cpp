#include "engine/report/blocker_text.h"

#include <algorithm>
#include <vector>

#include "engine/report/names.h"

namespace dragoman {
namespace {

constexpr std::size_t kMostRows = 8;
constexpr double kLeastShare = 0.005;

const PreconditionSpec* FindPrecondition(const CompiledScenario& scenario, const std::string& id) {
  for (const PreconditionSpec& spec : scenario.source.preconditions) {
    if (spec.id == id) return &spec;
  }
  return nullptr;
}

/// What a constraint is, for who has not read the scenario.
std::string ReasonText(const CompiledScenario& scenario, const Constraint& constraint) {
  const std::string side = SideName(scenario, constraint.side);
  switch (constraint.kind) {
    case Constraint::Kind::kRedLine:
      return "options on " + scenario.space.issue(constraint.issue).name + " that " + side +
             " has rejected; drawn anew in each run, likelier the firmer the rejection (M8)";
    case Constraint::Kind::kPrecondition:
      if (const PreconditionSpec* spec =
              FindPrecondition(scenario, ConstraintRule(scenario, constraint))) {
        return RuleText(scenario, spec->when) + " only with " +
               RuleText(scenario, spec->requires_rule) + " (M9)";
      }
      return "an order of steps (M9)";
    case Constraint::Kind::kInsincerity:
      return side +
             " talks without meaning to settle and signs cheap options only; drawn anew in "
             "each run (M22)";
  }
  return {};
}

class BlockerRows {
 public:
  BlockerRows(const CompiledScenario& scenario, const TextStyle& style)
      : scenario_(scenario), style_(style) {}

  void Add(double share, const std::string& text, const Constraint& first,
           const Constraint* second) {
    if (share < kLeastShare || rows_ == kMostRows) {
      ++left_out_;
      return;
    }
    ++rows_;
    text_ += Wrap(text, "  " + PadLeft(Fixed(100 * share, 1) + "%", 6) + "  ", style_.width);
    Remember(first);
    if (second != nullptr) Remember(*second);
  }

  std::string Text() const {
    std::string text = text_;
    if (left_out_ > 0) {
      text +=
          "          and " + std::to_string(left_out_) + " more, rarer ones (--json lists all)\n";
    }
    return text;
  }

  const std::vector<Constraint>& mentioned() const { return mentioned_; }

 private:
  void Remember(const Constraint& constraint) {
    if (std::find(mentioned_.begin(), mentioned_.end(), constraint) == mentioned_.end()) {
      mentioned_.push_back(constraint);
    }
  }

  const CompiledScenario& scenario_;
  const TextStyle& style_;
  std::string text_;
  std::size_t rows_ = 0;
  std::size_t left_out_ = 0;
  std::vector<Constraint> mentioned_;
};

}  // namespace

std::string BlockerText(const CompiledScenario& scenario, const BatchSummary& summary,
                        const TextStyle& style) {
  const std::string end = RuleText(scenario, scenario.source.roles.ends_conflict);
  std::string text =
      Wrap("The question asked of each run that did not settle the conflict (" + end +
               "): would terms that leave neither side worse off than no deal have "
               "existed, had this one thing not bound? Shares of all runs; a run can "
               "count more than once.",
           "  ", style.width);
  BlockerRows rows(scenario, style);
  text += "  Enough by itself to switch off:\n";
  for (const BlockerShare& blocker : summary.blockers) {
    rows.Add(blocker.share, ConstraintText(scenario, blocker.constraint), blocker.constraint,
             nullptr);
  }
  const std::string alone = rows.Text();
  text += alone.empty() ? "          nothing\n" : alone;
  BlockerRows pairs(scenario, style);
  for (const BlockerPairShare& pair : summary.blocker_pairs) {
    pairs.Add(pair.share,
              ConstraintText(scenario, pair.first) + " + " + ConstraintText(scenario, pair.second),
              pair.first, &pair.second);
  }
  text += "  Only both together:\n";
  text += pairs.Text().empty() ? "          nothing\n" : pairs.Text();
  text += Wrap("Not blocked, such terms existed as things were: " + Percent(summary.zone) +
                   " of runs. Hopeless, none would have even if nothing bound: " +
                   Percent(summary.no_zone) + ".",
               "  ", style.width);
  std::vector<Constraint> mentioned = rows.mentioned();
  for (const Constraint& constraint : pairs.mentioned()) {
    if (std::find(mentioned.begin(), mentioned.end(), constraint) == mentioned.end()) {
      mentioned.push_back(constraint);
    }
  }
  if (!mentioned.empty()) text += "  What they are:\n";
  for (const Constraint& constraint : mentioned) {
    text += Wrap(ConstraintText(scenario, constraint) + ": " + ReasonText(scenario, constraint),
                 "    ", style.width);
  }
  return text;
}

}  // namespace dragoman
