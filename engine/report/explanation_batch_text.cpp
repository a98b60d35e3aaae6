#include <algorithm>

#include "engine/experiments/progress_meter.h"
#include "engine/report/explanation_text.h"
#include "engine/report/explanation_words.h"
#include "engine/report/names.h"
#include "engine/report/text_page.h"

namespace dragoman {
namespace {

constexpr std::size_t kMostReasons = 10;
constexpr std::size_t kMostPairs = 5;
constexpr std::size_t kMostLevers = 8;

std::string EndingPhrase(RunEnding ending) {
  switch (ending) {
    case RunEnding::kTargetReached:
      return "it was reached";
    case RunEnding::kDeal:
      return "another agreement ended the conflict";
    case RunEnding::kWalkOut:
      return "a side walked out";
    case RunEnding::kDeadline:
      return "a deadline was kept";
    case RunEnding::kLapse:
      return "no further meeting was agreed, and contact did not resume";
    case RunEnding::kHorizon:
      return "the last meeting was over";
  }
  return {};
}

std::string ExampleText(std::uint64_t run) { return " (e.g. run " + std::to_string(run) + ")"; }

class BatchExplanationWriter {
 public:
  BatchExplanationWriter(const CompiledScenario& scenario, const ExplanationTarget& target,
                         const BatchExplanation& batch, const ExplanationRequest& request,
                         const TextStyle& style)
      : scenario_(scenario),
        batch_(batch),
        request_(request),
        words_(scenario, target),
        page_(style.width),
        style_(style) {}

  std::string Write() {
    page_.Put(0, scenario_.source.title);
    page_.Put(0, WithThousands(batch_.runs) + " runs of seed " + std::to_string(batch_.seed) +
                     ", evidence " + scenario_.tier +
                     ". Conditional on this coding; not a forecast.");
    page_.Gap();
    page_.Put(0, Answer());
    WriteReasons();
    WritePairs();
    WriteEndings();
    WriteLevers();
    WriteLeft();
    page_.Gap();
    return page_.text() + "Look at one run: dragoman explain " +
           ShellWord(request_.settings.scenario) + " --run " + std::to_string(Example()) +
           request_.options + "\nAgain: " + request_.command + "\n";
  }

 private:
  void Title(const std::string& title) {
    page_.Gap();
    page_.Verbatim(Heading(title, style_));
  }

  std::uint64_t Example() const { return batch_.reasons.empty() ? 0 : batch_.reasons[0].example; }

  std::string Answer() const {
    std::string text = "In " + RoughPercent(1 - batch_.reached) + " of runs no " +
                       words_.Target().substr(3) + " came about";
    if (batch_.reasons.empty()) return text + ".";
    text += "; what bound most, most often, was " + words_.Label(batch_.reasons[0].blocker) + " (" +
            RoughPercent(batch_.reasons[0].share) + " of all runs).";
    return text;
  }

  void Row(double share, const std::string& text) {
    page_.Verbatim(Wrap(text, "  " + PadLeft(Fixed(100 * share, 1) + "%", 6) + "  ", style_.width));
  }

  void WriteReasons() {
    Title("WHAT BOUND MOST IN EACH RUN");
    page_.Put(2,
              "One reason a run, shares of all runs: what a run without that mechanism shows to "
              "be decisive; else what alone ruled out every package neither side loses by; else "
              "the first of two that did so together; else what came first.");
    for (std::size_t k = 0; k < batch_.reasons.size() && k < kMostReasons; ++k) {
      const ReasonShare& reason = batch_.reasons[k];
      Row(reason.share, words_.Label(reason.blocker) + ExampleText(reason.example));
    }
    if (batch_.reasons.size() > kMostReasons) {
      page_.Put(2, std::to_string(batch_.reasons.size() - kMostReasons) +
                       " more, rarer ones (--json lists all).");
    }
    if (batch_.reached > 0) Row(batch_.reached, "reached: nothing bound");
  }

  void WritePairs() {
    if (batch_.pairs.empty()) return;
    Title("TWO THAT BIND ONLY TOGETHER");
    page_.Put(2,
              "Runs in which no one thing was enough, but these two were; a run can count more "
              "than once.");
    for (std::size_t k = 0; k < batch_.pairs.size() && k < kMostPairs; ++k) {
      const PairShare& pair = batch_.pairs[k];
      Row(pair.share,
          words_.Label(pair.first) + " + " + words_.Label(pair.second) + ExampleText(pair.example));
    }
  }

  void WriteEndings() {
    Title("HOW THE RUNS ENDED");
    for (std::size_t k = 0; k < batch_.endings.size(); ++k) {
      const EndingShare& ending = batch_.endings[k];
      if (ending.share == 0) continue;
      Row(ending.share, EndingPhrase(static_cast<RunEnding>(k)) + ExampleText(ending.example));
    }
  }

  void WriteLevers() {
    if (batch_.sampled == 0) return;
    Title("WHICH SINGLE CHANGE WOULD UNBLOCK MOST");
    page_.Put(2, "For " + std::to_string(batch_.sampled) +
                     " blocked runs, spread over all of them, the smallest change of every single "
                     "parameter and position was searched and run again. In " +
                     std::to_string(batch_.unblocked) + " of them some single change is enough.");
    if (batch_.levers.empty()) return;
    TextTable table({false, false, true, true, true, true});
    table.AddRow(
        {"changed", "in the hands of", "unblocks", "is cheapest", "mean size", "e.g. run"});
    for (std::size_t k = 0; k < batch_.levers.size() && k < kMostLevers; ++k) {
      const LeverShare& lever = batch_.levers[k];
      table.AddRow({lever.step.lever.name, words_.Owner(lever.step.lever.owner),
                    std::to_string(lever.unblocks), std::to_string(lever.cheapest),
                    Fixed(lever.mean_size, 2), std::to_string(lever.example)});
    }
    page_.Verbatim(table.Text());
    std::vector<std::string> owners;
    for (const OwnerShare& owner : batch_.owners) {
      owners.push_back(words_.Owner(owner.owner) + " " + std::to_string(owner.unblocks) + " (" +
                       std::to_string(owner.cheapest) + ")");
    }
    page_.Put(2,
              "Runs that each could unblock alone (in brackets: with the smallest change of "
              "all): " +
                  Listed(owners) + ".");
    page_.Put(2, "Size 1 is a parameter's whole range, a whole axis, or a switch.");
  }

  void WriteLeft() {
    Title("LEFT ON THE TABLE");
    page_.Put(2, "Mean joint gain over no deal of what was signed: " + Number(batch_.achieved) +
                     "; most that both could have had with all constraints in force: " +
                     Number(batch_.best) + ", so " + Number(batch_.left) +
                     " a run was left; with no red line, precondition or insincerity: " +
                     Number(batch_.best_unconstrained) + ".");
  }

  const CompiledScenario& scenario_;
  const BatchExplanation& batch_;
  const ExplanationRequest& request_;
  ExplanationWords words_;
  TextPage page_;
  const TextStyle& style_;
};

}  // namespace

std::string BatchExplanationText(const CompiledScenario& scenario, const ExplanationTarget& target,
                                 const BatchExplanation& batch, const ExplanationRequest& request,
                                 const TextStyle& style) {
  return BatchExplanationWriter(scenario, target, batch, request, style).Write();
}

}  // namespace dragoman
