#include <algorithm>

#include "engine/core/text.h"
#include "engine/report/html/sections.h"
#include "engine/report/names.h"
#include "engine/report/text_layout.h"

namespace dragoman {
namespace {

/// The option nearest to a position on the issue's axis.
OptionIndex OptionNearest(const Issue& issue, double position) {
  OptionIndex best = 0;
  double least = -1;
  for (std::size_t o = 0; o < issue.num_options(); ++o) {
    const auto option = static_cast<OptionIndex>(o);
    const double d = issue.position(option) - position;
    const double distance = d < 0 ? -d : d;
    if (least < 0 || distance < least) {
      least = distance;
      best = option;
    }
  }
  return best;
}

DataTable PreferenceTable(const CompiledScenario& scenario) {
  Coding coding = scenario.derivation.MakeCoding();
  scenario.derivation.DeriveCore(&coding);
  DataTable table;
  table.name = "preferences";
  table.caption = "What each party weighs and wants, most likely reading; weights add up to 1";
  table.columns = {"party", "issue", "weight", "option nearest to what it wants", "firmness"};
  table.numeric = {false, false, true, false, true};
  for (std::size_t p = 0; p < scenario.source.parties.size(); ++p) {
    for (std::size_t i = 0; i < scenario.space.num_issues(); ++i) {
      const IssuePreference& view = coding.parties[p].issues[i];
      if (!view.mentioned || view.dropped) continue;
      const Issue& issue = scenario.space.issues()[i];
      table.rows.push_back({TextCell(scenario.source.parties[p].id), TextCell(issue.name),
                            NumberCell(view.floored_weight, 2),
                            view.stated
                                ? TextCell(OptionText(issue, OptionNearest(issue, view.ideal)))
                                : TextCell("no position on record"),
                            NumberCell(view.firmness, 2)});
    }
  }
  return table;
}

/// Claims of the tier in use.
std::vector<const Claim*> ClaimsInUse(const CompiledScenario& scenario) {
  std::vector<std::string> tiers;
  for (const TierSpec& tier : scenario.source.tiers) {
    if (tier.id == scenario.tier) tiers = tier.claims;
  }
  std::vector<const Claim*> claims;
  for (const Claim& claim : scenario.source.claims) {
    const bool in_tier =
        tiers.empty() || std::find(tiers.begin(), tiers.end(), claim.tier) != tiers.end();
    const bool dropped = scenario.without_reported_outcomes && claim.reported_outcome;
    if (in_tier && !dropped) claims.push_back(&claim);
  }
  return claims;
}

DataTable ClaimTable(const CompiledScenario& scenario) {
  DataTable table;
  table.name = "claims";
  table.caption = "Claims in use, in our words; the source is a unit of the text or an address";
  table.columns = {"claim",       "party",  "act",     "issue", "what was said or done",
                   "reliability", "source", "known by"};
  table.numeric = {false, false, false, false, false, true, false, true};
  for (const Claim* claim : ClaimsInUse(scenario)) {
    std::string issue = claim->issue;
    if (!claim->option.empty()) issue += " " + claim->option;
    if (!claim->rejects.empty()) issue += ", not " + claim->rejects;
    table.rows.push_back({TextCell(claim->id), TextCell(claim->actor),
                          TextCell(std::string(kActNames[static_cast<std::size_t>(claim->act)])),
                          TextCell(issue), TextCell(claim->note), NumberCell(claim->q, 2),
                          SourceCell(claim->source), TextCell(claim->known_by)});
  }
  return table;
}

DataTable PositionTable(const Scenario& scenario) {
  DataTable table;
  table.name = "positions";
  table.caption = "Positions coded directly, 0 to 100";
  table.columns = {"party",    "issue", "position", "salience",
                   "firmness", "note",  "source",   "known by"};
  table.numeric = {false, false, true, true, true, false, false, true};
  for (const CodedPosition& coded : scenario.positions) {
    table.rows.push_back({TextCell(coded.party), TextCell(coded.issue),
                          NumberCell(coded.position, 0), NumberCell(coded.salience, 0),
                          NumberCell(coded.firmness, 0), TextCell(coded.note),
                          SourceCell(coded.source), TextCell(coded.known_by)});
  }
  return table;
}

DataTable RuleTable(const CompiledScenario& scenario) {
  DataTable table;
  table.name = "rules";
  table.caption = "Conditions that parties put first, and what goes only together";
  table.columns = {"rule", "whose", "if", "then also", "note", "source", "known by"};
  table.numeric = {false, false, false, false, false, false, true};
  for (const PreconditionSpec& spec : scenario.source.preconditions) {
    if (!spec.enabled) continue;
    table.rows.push_back({TextCell(spec.id), TextCell(spec.owner),
                          TextCell(RuleText(scenario, spec.when)),
                          TextCell(RuleText(scenario, spec.requires_rule)), TextCell(spec.note),
                          SourceCell(spec.source), TextCell(spec.known_by)});
  }
  for (const DependencySpec& spec : scenario.source.dependencies) {
    table.rows.push_back({TextCell("in the nature of things"), TextCell(""),
                          TextCell(RuleText(scenario, spec.when)),
                          TextCell(RuleText(scenario, spec.requires_rule)), TextCell(spec.note),
                          TextCell(""), TextCell("")});
  }
  return table;
}

/// "M9 preconditions", of those in use.
std::vector<std::string> NamedMechanisms(const CompiledScenario& scenario) {
  std::vector<std::string> names;
  for (const std::string& id : scenario.talks->mechanism_ids) {
    std::string name = id;
    for (const MechanismSetting& item : scenario.source.mechanisms.items()) {
      if (item.entry->info.id == id) name += " " + std::string(item.entry->info.name);
    }
    names.push_back(std::move(name));
  }
  return names;
}

void WriteChoices(const ReportData& data, HtmlWriter* html) {
  const RunSettings& settings = data.settings;
  const CompiledScenario& scenario = *data.scenario;
  const HtmlScope list(html, "ul");
  std::string tier = "Evidence: tier " + scenario.tier;
  for (const TierSpec& spec : scenario.source.tiers) {
    if (spec.id == scenario.tier && !spec.note.empty()) tier += " (" + spec.note + ")";
  }
  html->Element("li", tier + (scenario.source.asof.empty()
                                  ? std::string(".")
                                  : "; nothing known later than " + scenario.source.asof + "."));
  html->Element("li", "Horizon: at most " + std::to_string(scenario.talks->meetings) +
                          " meetings of " + std::to_string(scenario.talks->exchanges) +
                          " exchanges.");
  html->Element("li", "Mechanisms in use: " + Join(NamedMechanisms(scenario)) + ".");
  if (!settings.settings.empty()) {
    html->Element("li", "Changed from the scenario: " + Join(settings.settings) + ".");
  }
  if (!settings.without.empty()) {
    html->Element("li", "Switched off: " + Join(settings.without) + ".");
  }
  for (const Adjustment& change : scenario.source.adjustments) {
    html->Element("li", "Changed by hand: " + change.party + " on " + change.issue +
                            (change.reason.empty() ? "" : ", " + change.reason) + ".");
  }
}

}  // namespace

void WriteAssumptionSection(const ReportData& data, ReportSink* sink) {
  const CompiledScenario& scenario = *data.scenario;
  sink->BeginSection("assumptions", "What is assumed, and where does it come from?");
  sink->Paragraph(
      "Preferences are derived from coded claims; dragoman derive shows every step. Notes are "
      "paraphrases, no quotations.");
  WriteChoices(data, sink->html());
  sink->Table(PreferenceTable(scenario));
  sink->Table(ClaimTable(scenario));
  if (!scenario.source.positions.empty()) sink->Table(PositionTable(scenario.source));
  DataTable rules = RuleTable(scenario);
  if (!rules.rows.empty()) sink->Table(std::move(rules));
  sink->EndSection();
}

}  // namespace dragoman
