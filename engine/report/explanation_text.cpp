#include "engine/report/explanation_text.h"

#include <algorithm>

#include "engine/core/text.h"
#include "engine/report/explanation_words.h"
#include "engine/report/names.h"
#include "engine/report/text_page.h"

namespace dragoman {
namespace {

/// Changes listed in full; the rest is in --json.
constexpr std::size_t kMostChanges = 6;
/// The same for combinations, which are long.
constexpr std::size_t kMostCombinations = 3;

std::string OwnersOf(const ExplanationWords& words, const VerifiedChange& change) {
  std::vector<std::string> owners;
  for (const LeverStep& step : change.steps) {
    const std::string owner = words.Owner(step.lever.owner);
    if (std::find(owners.begin(), owners.end(), owner) == owners.end()) owners.push_back(owner);
  }
  return JoinWords(owners, "and");
}

class RunExplanationWriter {
 public:
  RunExplanationWriter(const CompiledScenario& scenario, const ExplanationTarget& target,
                       const RunExplanation& explanation, const ExplanationRequest& request,
                       const TextStyle& style)
      : scenario_(scenario),
        explanation_(explanation),
        request_(request),
        words_(scenario, target),
        page_(style.width),
        style_(style) {}

  std::string Write() {
    page_.Put(0, scenario_.source.title);
    page_.Put(0, "Run " + std::to_string(explanation_.run) + " of seed " +
                     std::to_string(explanation_.seed) + ", coding " +
                     std::to_string(explanation_.record.coding) + ", evidence " + scenario_.tier +
                     ". Conditional on this coding; not a forecast.");
    page_.Gap();
    page_.Put(0, words_.Summary(explanation_));
    page_.Put(2, "The run ended in " + ExplanationWords::Outcome(explanation_.record.end) + ".");
    if (explanation_.reached) {
      WriteConcession();
    } else {
      WriteBlockers();
      WriteChanges();
    }
    WriteTwins();
    WriteLeft();
    page_.Gap();
    std::string text = page_.text();
    return text + "The whole story: " + ReplayCommandOf(request_, explanation_.run, {}) + "\n";
  }

 private:
  void Title(const std::string& title) {
    page_.Gap();
    page_.Verbatim(Heading(title, style_));
  }

  void WriteConcession() {
    if (!explanation_.story.reached) return;
    Title("WHAT MADE IT");
    page_.Put(2, words_.Concession(*explanation_.story.reached));
  }

  void WriteBlockers() {
    Title("WHO BLOCKED, ON WHAT, AND HOW");
    int number = 0;
    bool seen = false;
    for (const RunBlocker& blocker : explanation_.blockers) {
      const bool minor = blocker.weight == BlockerWeight::kSeen && number > 0;
      if (minor && !seen) page_.Put(2, "It did not decide, but it bound as well:");
      seen = seen || minor;
      std::string text =
          std::to_string(++number) + ". " + words_.Sentence(blocker, explanation_.story);
      const std::string evidence =
          words_.Evidence(blocker, explanation_.blockers, explanation_.story);
      if (!evidence.empty()) text += " " + evidence;
      page_.Put(2, text);
    }
    if (explanation_.finding.possible) {
      page_.Put(2,
                "Terms that neither side loses by existed even so, all red lines and "
                "preconditions kept; the talks did not reach them.");
    }
    if (!explanation_.decisive_switches.empty()) {
      page_.Put(2, "Mechanisms without which, one at a time, this very run reaches it: " +
                       Join(explanation_.decisive_switches) + ".");
    }
  }

  /// The best of each owner, then the next best, smallest first.
  std::vector<const VerifiedChange*> Chosen() const {
    const std::size_t most = explanation_.unblock.together > 1 ? kMostCombinations : kMostChanges;
    std::vector<const VerifiedChange*> chosen;
    std::vector<std::string> owners;
    for (const VerifiedChange& change : explanation_.unblock.changes) {
      const std::string owner = OwnersOf(words_, change);
      if (std::find(owners.begin(), owners.end(), owner) != owners.end()) continue;
      owners.push_back(owner);
      if (chosen.size() < most) chosen.push_back(&change);
    }
    for (const VerifiedChange& change : explanation_.unblock.changes) {
      if (chosen.size() >= most) break;
      if (std::find(chosen.begin(), chosen.end(), &change) == chosen.end()) {
        chosen.push_back(&change);
      }
    }
    std::stable_sort(
        chosen.begin(), chosen.end(),
        [](const VerifiedChange* x, const VerifiedChange* y) { return x->size < y->size; });
    return chosen;
  }

  void WriteChanges() {
    const UnblockResult& unblock = explanation_.unblock;
    Title(unblock.together > 1 ? "THE SMALLEST CHANGES THAT WOULD HAVE UNBLOCKED IT TOGETHER"
                               : "THE SMALLEST CHANGE THAT WOULD HAVE UNBLOCKED IT");
    const std::string tried = std::to_string(unblock.levers) +
                              " parameters and positions were tried, one at a time, in " +
                              std::to_string(unblock.runs) + " runs";
    if (unblock.changes.empty()) {
      page_.Put(2, "None was found: " + tried + ", then together with what stood in the way.");
      return;
    }
    if (unblock.together > 1) {
      page_.Put(2, "No single change does it" +
                       std::string(unblock.together > 2 ? ", and no pair of what was tried" : "") +
                       " (" + tried +
                       ", those for combinations included). Together these do; size "
                       "is the sum.");
    } else {
      page_.Put(2, tried + ". Every change below was run again with the same random numbers.");
    }
    page_.Put(2, "Size 1 is a parameter's whole range, a whole axis, or a switch.");
    int number = 0;
    const std::vector<const VerifiedChange*> chosen = Chosen();
    for (const VerifiedChange* change : chosen) WriteChange(*change, ++number);
    if (unblock.changes.size() > chosen.size()) {
      page_.Put(2, std::to_string(unblock.changes.size() - chosen.size()) +
                       " more, of the same owners or larger, in --json.");
    }
  }

  void WriteChange(const VerifiedChange& change, int number) {
    std::vector<std::string> steps;
    steps.reserve(change.steps.size());
    for (const LeverStep& step : change.steps) steps.push_back(words_.Change(step));
    page_.Put(2, std::to_string(number) + ". " + JoinWords(steps, "and") + " (size " +
                     Number(change.size) + "; in the hands of: " + OwnersOf(words_, change) + ").");
    std::vector<std::string> meanings;
    for (const LeverStep& step : change.steps) {
      if (change.steps.size() > 2) break;
      const std::string meaning = words_.Meaning(step.lever);
      if (!meaning.empty()) meanings.push_back(meaning);
    }
    if (!meanings.empty()) page_.Put(5, Join(meanings, "; ") + ".");
    page_.Put(5, "Run with it: " + ExplanationWords::Outcome(change.verdict) + ".");
    page_.Verbatim("     " + ReplayCommandOf(request_, explanation_.run, change.steps) + "\n");
  }

  void WriteTwins() {
    if (!explanation_.twins) return;
    const TwinPackages& twins = *explanation_.twins;
    Title("THE SAME JOINT GAIN, DIFFERENT WINNERS");
    page_.Put(2,
              twins.admissible
                  ? "Two packages that meet the target, that both sides may accept, and that "
                    "neither loses by:"
                  : "No two such packages were open to both sides. With red lines, preconditions "
                    "and insincerity left out of account, by true preferences:");
    page_.Put(2,
              "A. " + words_.Package(twins.first) + " - gains: " + words_.Gains(twins.first) + ".");
    page_.Put(
        2, "B. " + words_.Package(twins.second) + " - gains: " + words_.Gains(twins.second) + ".");
    const EventText& names = words_.words();
    page_.Put(2, twins.winners_differ
                     ? names.Side(0) + " gains more than " + names.Side(1) + " in A, and less in B."
                     : names.Side(0) + " does better in A, " + names.Side(1) + " in B.");
  }

  void WriteLeft() {
    const LeftOnTable& left = explanation_.left;
    Title("LEFT ON THE TABLE");
    page_.Put(2, "Joint gain over no deal of what was signed: " + Number(left.achieved.joint()) +
                     " (" + words_.Gains(left.achieved) + ").");
    if (left.best) {
      page_.Put(2, "Most that both could have had with all constraints in force: " +
                       Number(left.best->joint()) + ", so " + Number(left.left()) + " was left: " +
                       words_.Package(*left.best) + " (" + words_.Gains(*left.best) + ").");
    }
    if (left.best_unconstrained &&
        (!left.best || left.best_unconstrained->offer != left.best->offer)) {
      page_.Put(2, "With no red line, precondition or insincerity: " +
                       Number(left.best_unconstrained->joint()) + ": " +
                       words_.Package(*left.best_unconstrained) + " (" +
                       words_.Gains(*left.best_unconstrained) + ").");
    } else if (left.best_unconstrained) {
      page_.Put(2,
                "Red lines, preconditions and insincerity cost nothing here: without them the "
                "best package is the same.");
    }
    page_.Put(2,
              "Gains are utilities (0 no deal, 1 everything a party wants) by the true "
              "preferences at the start of the run, unknown to the other side.");
  }

  const CompiledScenario& scenario_;
  const RunExplanation& explanation_;
  const ExplanationRequest& request_;
  ExplanationWords words_;
  TextPage page_;
  const TextStyle& style_;
};

}  // namespace

std::string ReplayCommandOf(const ExplanationRequest& request, std::uint64_t run,
                            const std::vector<LeverStep>& steps) {
  const RunSettings& settings = request.settings;
  std::string command = "dragoman replay " + ShellWord(settings.scenario) + " --run " +
                        std::to_string(run) + " --seed " + std::to_string(settings.seed);
  if (!settings.tier.empty()) command += " --tier " + ShellWord(settings.tier);
  for (const std::string& setting : settings.settings) command += " --set " + ShellWord(setting);
  for (const LeverStep& step : steps) command += " --set " + ShellWord(step.setting);
  for (const std::string& name : settings.without) command += " --without " + ShellWord(name);
  if (settings.without_reported_outcomes) command += " --without-reported-outcomes";
  return command;
}

std::string ExplanationText(const CompiledScenario& scenario, const ExplanationTarget& target,
                            const RunExplanation& explanation, const ExplanationRequest& request,
                            const TextStyle& style) {
  return RunExplanationWriter(scenario, target, explanation, request, style).Write();
}

}  // namespace dragoman
