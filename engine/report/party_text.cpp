#include "engine/report/party_text.h"

#include <algorithm>
#include <array>
#include <vector>

#include "engine/report/names.h"
#include "engine/talks/talks.h"

namespace dragoman {
namespace {

constexpr std::size_t kTopIssues = 4;

std::string RoleText(PartyRole role) {
  std::string text(kPartyRoleNames[static_cast<std::size_t>(role)]);
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

OptionIndex NearestOption(const Issue& issue, double position) {
  const auto distance = [&](OptionIndex option) {
    const double d = issue.position(option) - position;
    return d < 0 ? -d : d;
  };
  OptionIndex best = 0;
  for (std::size_t o = 1; o < issue.num_options(); ++o) {
    const auto option = static_cast<OptionIndex>(o);
    if (distance(option) < distance(best)) best = option;
  }
  return best;
}

/// "water 0.31, a schedule (W2)".
std::string WantText(const Issue& issue, const IssuePreference& preference) {
  const std::string text = issue.id + " " + Fixed(preference.floored_weight, 2) + ", ";
  if (!preference.stated) return text + "no position on record";
  return text + OptionText(issue, NearestOption(issue, preference.ideal));
}

std::string TopWants(const CompiledScenario& scenario, const PartyPreference& preference) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < preference.issues.size(); ++i) {
    if (preference.issues[i].mentioned && !preference.issues[i].dropped) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return preference.issues[a].floored_weight > preference.issues[b].floored_weight;
  });
  if (order.size() > kTopIssues) order.resize(kTopIssues);
  std::string wants;
  for (const std::size_t i : order) {
    if (!wants.empty()) wants += "; ";
    wants += WantText(scenario.space.issues()[i], preference.issues[i]);
  }
  return wants.empty() ? "nothing on record" : wants;
}

std::string OwnedIssues(const Scenario& scenario, const std::string& party) {
  std::vector<std::string> owned;
  std::vector<std::string> others;
  for (const IssueSpec& issue : scenario.issues) {
    const auto& owners = issue.owners;
    const bool owns = std::find(owners.begin(), owners.end(), party) != owners.end();
    (owns ? owned : others).push_back(issue.id);
  }
  if (owned.empty()) return "Nothing needs its consent.";
  if (others.empty()) return "Everything needs its consent.";
  if (others.size() < owned.size()) return "All but " + Listed(others) + " needs its consent.";
  return Listed(owned) + (owned.size() == 1 ? " needs" : " need") + " its consent.";
}

/// Ranks of the delegations, as the talks use them.
std::array<double, kSides> DelegationRanks(const CompiledScenario& scenario, const Coding& coding) {
  Talks talks(*scenario.talks);
  talks.StartCoding(coding);
  talks.Prepare(Random(1, 0), nullptr);
  return {talks.state().sides[0].rank, talks.state().sides[1].rank};
}

std::string MannerTable(const CompiledScenario& scenario, const Coding& core) {
  const std::array<double, kSides> ranks = DelegationRanks(scenario, core);
  TextTable table({false, false, false, true, true, true, true});
  table.AddRow({"", "", "role", "concession", "patience", "firmness", "rank"});
  for (std::size_t p = 0; p < scenario.source.parties.size(); ++p) {
    const PartySpec& party = scenario.source.parties[p];
    std::vector<std::string> cells = {party.id, Clip(party.name, 34), RoleText(party.role)};
    const int side = scenario.talks->SideOf(PartyIndex{static_cast<int>(p)});
    if (side >= 0) {
      const PartyPreference& preference = core.parties[p];
      for (const double number : {preference.beta, preference.patience, preference.firmness,
                                  ranks[static_cast<std::size_t>(side)]}) {
        cells.push_back(Fixed(number, 2));
      }
    }
    table.AddRow(std::move(cells));
  }
  return table.Text();
}

}  // namespace

std::string PartyTable(const CompiledScenario& scenario, const TextStyle& style) {
  Coding core = scenario.derivation.MakeCoding();
  scenario.derivation.DeriveCore(&core);
  std::string text = MannerTable(scenario, core);
  text += Wrap(
      "concession: exponent beta, 1 concedes evenly, below 1 late. patience: weight of the next "
      "meeting, 0 to 1. firmness: how hard its positions were pressed, 0 to 1. rank of its "
      "delegation: 1 is the head.",
      "  ", style.width);
  text +=
      "  What each weighs most (weights add up to 1), and the option nearest to what it wants:\n";
  std::size_t widest = 0;
  for (const PartySpec& party : scenario.source.parties) {
    widest = std::max(widest, party.id.size());
  }
  for (std::size_t p = 0; p < scenario.source.parties.size(); ++p) {
    const std::string& id = scenario.source.parties[p].id;
    text += Wrap(TopWants(scenario, core.parties[p]) + ".\n" + OwnedIssues(scenario.source, id),
                 "    " + PadRight(id, widest) + "  ", style.width);
  }
  return text;
}

}  // namespace dragoman
