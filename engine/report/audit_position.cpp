#include "engine/report/audit_position.h"

#include <algorithm>

#include "engine/core/text.h"
#include "engine/report/text_layout.h"

namespace dragoman {
namespace {

std::string ThreePlaces(double x) { return Fixed(x, 3); }

/// What an adjustment by hand multiplies a coded number by.
std::string TimesByHand(double factor) {
  return factor == 1 ? std::string() : " x " + FormatNumber(factor) + " by hand";
}

/// All adjustments of one party and issue together.
struct ChangeByHand {
  double salience = 1;
  double firmness = 1;
  bool moved = false;
};

ChangeByHand ChangeOfPosition(const Scenario& scenario, const CodedPosition& coded) {
  ChangeByHand all;
  for (const Adjustment& change : scenario.adjustments) {
    if (change.party != coded.party || change.issue != coded.issue) continue;
    all.salience *= change.salience;
    all.firmness *= change.firmness;
    all.moved = all.moved || !change.ideal.empty();
  }
  return all;
}

std::string CodedAs(const CodedPosition& coded) {
  return "coded position" + (coded.source.empty() ? "" : " [" + coded.source + "]") +
         (coded.note.empty() ? "" : " " + coded.note) + ": position " +
         FormatNumber(coded.position) + ", salience " + FormatNumber(coded.salience) +
         ", firmness " + FormatNumber(coded.firmness) + ", confidence " +
         std::string(kConfidenceNames[static_cast<std::size_t>(coded.confidence)]) + ".";
}

/// "W3 e 0.210 = 0.500 x 0.700 x |80 - 20.0| / 100; ...", or nothing.
std::string ImpliedRejections(const CompiledScenario& scenario, const AuditNumbers& numbers,
                              PartyIndex party, IssueIndex index, double salience) {
  const IssuePreference& view = numbers.coding.parties[At(party)].issues[At(index)];
  const Issue& issue = scenario.space.issue(index);
  std::vector<std::string> terms;
  for (const std::size_t k : EvidenceOn(numbers.coding, party, index)) {
    const Evidence& item = numbers.coding.evidence[k];
    const Option& option = issue.options[static_cast<std::size_t>(item.rejects)];
    terms.push_back(option.id + " e " + ThreePlaces(item.mass) + " = " +
                    ThreePlaces(view.firmness) + " x " + ThreePlaces(salience) + " x |" +
                    FormatNumber(option.position) + " - " + Fixed(view.ideal, 1) + "| / 100");
  }
  return Join(terms, "; ");
}

}  // namespace

PositionTrace TracePosition(const CompiledScenario& scenario, const AuditNumbers& numbers,
                            PartyIndex party, IssueIndex issue) {
  const IssuePreference& view = numbers.coding.parties[At(party)].issues[At(issue)];
  const CodedPosition& coded = scenario.source.positions[static_cast<std::size_t>(view.coded)];
  const ChangeByHand change = ChangeOfPosition(scenario.source, coded);
  PositionTrace trace;
  trace.salience = {CodedAs(coded), "E " + ThreePlaces(view.salience_mass) + " = salience / 100" +
                                        TimesByHand(change.salience) + "."};
  trace.stance = {"ideal " + Fixed(view.ideal, 1) +
                      (change.moved ? ", set by hand" : ", as coded") + "; sd " +
                      Fixed(view.ideal_sd, 1) + " for that confidence.",
                  "firmness " + ThreePlaces(view.firmness) + " = firmness / 100" +
                      TimesByHand(change.firmness) + "."};
  const std::string rejects = ImpliedRejections(
      scenario, numbers, party, issue, std::min(1.0, coded.salience / 100 * change.salience));
  if (!rejects.empty()) {
    trace.stance.push_back(
        "rejects what lies farther from its ideal than the status quo does, e = firmness x "
        "salience x distance: " +
        rejects + ".");
  }
  return trace;
}

}  // namespace dragoman
