#include "tests/support/runs.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <map>
#include <stdexcept>

#include "engine/core/text.h"

namespace dragoman::testing_support {
namespace {

std::string Exact(double value) {
  char text[40];
  std::snprintf(text, sizeof text, "%a", value);
  return text;
}

PlayedRun Record(const CompiledScenario& scenario, const Talks& talks, const TalkResult& result) {
  return {result, Judge(scenario.outcomes, result, 1), Judge(scenario.outcomes, result, kAtTheEnd),
          ScoreRun(talks, result)};
}

std::string NamedOutcome(const IssueSpace& space, const Outcome& outcome) {
  std::map<std::string, std::string> options;
  for (std::size_t i = 0; i < space.num_issues(); ++i) {
    const Issue& issue = space.issues()[i];
    options[issue.id] = issue.options[outcome[IssueIndex{static_cast<int>(i)}]].id;
  }
  std::string text;
  for (const auto& [issue, option] : options) text += issue + "=" + option + " ";
  return text;
}

/// The same issues, options and principals in the same order: results can be compared as they are,
/// which is a hundred times faster than by name.
bool SameLayout(const CompiledScenario& a, const CompiledScenario& b) {
  if (a.talks->side_ids != b.talks->side_ids) return false;
  if (a.space.num_issues() != b.space.num_issues()) return false;
  for (std::size_t i = 0; i < a.space.num_issues(); ++i) {
    const Issue& x = a.space.issues()[i];
    const Issue& y = b.space.issues()[i];
    if (x.id != y.id || x.num_options() != y.num_options()) return false;
    for (std::size_t o = 0; o < x.num_options(); ++o) {
      if (x.options[o].id != y.options[o].id) return false;
    }
  }
  return true;
}

bool SameResult(const PlayedRun& a, const PlayedRun& b) {
  const TalkResult& x = a.result;
  const TalkResult& y = b.result;
  const auto numbers = [](const TalkResult& r) {
    return std::array<int, 5>{r.meetings, r.ended_in, r.deal_in, r.days, r.escalated ? 1 : 0};
  };
  return numbers(x) == numbers(y) &&
         std::equal(x.after.begin(), x.after.begin() + x.meetings, y.after.begin()) &&
         x.final_standing == y.final_standing && x.gain == y.gain &&
         x.trust_start == y.trust_start && x.trust_end == y.trust_end &&
         x.survival_30 == y.survival_30 && x.survival_180 == y.survival_180 && a.first == b.first &&
         a.last == b.last && a.scores == b.scores;
}

}  // namespace

std::vector<PlayedRun> RunMany(const CompiledScenario& scenario, std::uint64_t seed,
                               std::size_t count) {
  std::vector<PlayedRun> records;
  records.reserve(count);
  Coding coding = scenario.derivation.MakeCoding();
  Talks talks(*scenario.talks);
  const auto per_coding = static_cast<std::size_t>(scenario.talks->talks_per_coding);
  for (std::size_t run = 0; run < count; ++run) {
    if (run % per_coding == 0) {
      scenario.derivation.DeriveSample(Random(seed, run / per_coding), &coding);
      talks.StartCoding(coding);
    }
    records.push_back(Record(scenario, talks, talks.Run(Random(seed, run), nullptr)));
  }
  return records;
}

PlayedRun RunOne(const CompiledScenario& scenario, std::uint64_t seed, std::uint64_t run,
                 TalkObserver* observer) {
  Coding coding = scenario.derivation.MakeCoding();
  const auto per_coding = static_cast<std::uint64_t>(scenario.talks->talks_per_coding);
  scenario.derivation.DeriveSample(Random(seed, run / per_coding), &coding);
  Talks talks(*scenario.talks);
  talks.StartCoding(coding);
  return Record(scenario, talks, talks.Run(Random(seed, run), observer));
}

double ShareOf(const std::vector<PlayedRun>& records, Flag flag) {
  return ShareOf(records, [flag](const PlayedRun& record) { return record.last.has(flag); });
}

std::string NamedResult(const CompiledScenario& scenario, const PlayedRun& record,
                        const std::string& first_label, const std::string& second_label) {
  const TalkResult& result = record.result;
  std::string text;
  for (int m = 0; m < result.meetings; ++m) {
    text += NamedOutcome(scenario.space, result.after[static_cast<std::size_t>(m)]) + "| ";
  }
  text += NamedOutcome(scenario.space, result.final_standing);
  std::map<std::string, std::string> gains;
  const auto& ids = scenario.talks->side_ids;
  gains[first_label.empty() ? ids[0] : first_label] = Exact(result.gain[0]);
  gains[second_label.empty() ? ids[1] : second_label] = Exact(result.gain[1]);
  for (const auto& [party, gain] : gains) text += " " + party + ":" + gain;
  text += " ended " + std::to_string(result.ended_in) + " deal " + std::to_string(result.deal_in) +
          " escalated " + std::to_string(result.escalated ? 1 : 0) + " days " +
          std::to_string(result.days) + " trust " + Exact(result.trust_start) + " " +
          Exact(result.trust_end) + " lasts " + Exact(result.survival_180) + " headline " +
          std::to_string(record.first.headline) + " " + std::to_string(record.last.headline) +
          " flags " + std::to_string(record.first.flags) + " " + std::to_string(record.last.flags);
  for (const double score : record.scores) text += " " + Exact(score);
  return text;
}

std::string FirstDifference(const CompiledScenario& a, const std::vector<PlayedRun>& records_a,
                            const CompiledScenario& b, const std::vector<PlayedRun>& records_b) {
  if (records_a.size() != records_b.size()) return "different numbers of runs";
  const bool alike = SameLayout(a, b);
  for (std::size_t i = 0; i < records_a.size(); ++i) {
    if (alike && SameResult(records_a[i], records_b[i])) continue;
    const std::string text_a = NamedResult(a, records_a[i]);
    const std::string text_b = NamedResult(b, records_b[i]);
    if (text_a != text_b) {
      return "run " + std::to_string(i) + ":\n  " + text_a + "\n  " + text_b + "\n";
    }
  }
  return {};
}

std::vector<TalkEvent> EventLog::Of(TalkEventKind kind) const {
  std::vector<TalkEvent> found;
  for (const TalkEvent& event : events_) {
    if (event.kind == kind) found.push_back(event);
  }
  return found;
}

std::vector<TalkEvent> EventLog::Of(TalkEventKind kind, int meeting) const {
  std::vector<TalkEvent> found;
  for (const TalkEvent& event : events_) {
    if (event.kind == kind && event.meeting == meeting) found.push_back(event);
  }
  return found;
}

Table::Table(const CompiledScenario& scenario)
    : scenario_(scenario), coding_(scenario.derivation.MakeCoding()), talks_(*scenario.talks) {
  scenario.derivation.DeriveCore(&coding_);
  talks_.StartCoding(coding_);
}

Table::Table(const CompiledScenario& scenario, std::uint64_t seed, std::uint64_t coding)
    : scenario_(scenario), coding_(scenario.derivation.MakeCoding()), talks_(*scenario.talks) {
  scenario.derivation.DeriveSample(Random(seed, coding), &coding_);
  talks_.StartCoding(coding_);
}

const TalkState& Table::Prepare(std::uint64_t run, std::uint64_t seed) {
  log_.clear();
  talks_.Prepare(Random(seed, run), &log_);
  return talks_.state();
}

const TalkResult& Table::Play(std::uint64_t run, std::uint64_t seed) {
  log_.clear();
  return talks_.Run(Random(seed, run), &log_);
}

IssueIndex Table::issue(std::string_view id) const {
  const IssueIndex found = talks_.model().FindIssue(id);
  if (found == kNoIssue) throw std::runtime_error("no issue " + std::string(id));
  return found;
}

OptionIndex Table::option(std::string_view issue_id, std::string_view option_id) const {
  const auto found = scenario_.space.issue(issue(issue_id)).FindOption(option_id);
  if (!found) throw std::runtime_error("no option " + std::string(option_id));
  return *found;
}

std::size_t Table::flat(std::string_view issue_id, std::string_view option_id) const {
  return scenario_.space.flat(issue(issue_id), option(issue_id, option_id));
}

Outcome Table::offer(std::string_view options) const {
  Outcome outcome = scenario_.space.StatusQuo();
  for (const std::string_view word : SplitWords(options)) {
    const std::size_t equals = word.find('=');
    const std::string_view issue_id = word.substr(0, equals);
    outcome[issue(issue_id)] = option(issue_id, word.substr(equals + 1));
  }
  return outcome;
}

std::string Table::Name(const Outcome& outcome) const {
  std::vector<std::string> changes;
  for (std::size_t i = 0; i < scenario_.space.num_issues(); ++i) {
    const Issue& issue = scenario_.space.issues()[i];
    const OptionIndex option = outcome[IssueIndex{static_cast<int>(i)}];
    if (option != issue.status_quo) changes.push_back(issue.id + "=" + issue.options[option].id);
  }
  return changes.empty() ? "-" : Join(changes, " ");
}

double GainByDefinition(const TalksModel& model, const TalkState& state, const PreferenceView& view,
                        const Outcome& offer) {
  const auto a = static_cast<std::size_t>(view.subject);
  const SideState& side = state.sides[a];
  const bool ends = model.ends_conflict.Holds(offer);
  double gain = ends ? side.cost + side.pressure + side.leverage + side.blame - side.backing : 0;
  double change = 0;
  for (std::size_t i = 0; i < model.traits.size(); ++i) {
    const IssueIndex issue{static_cast<int>(i)};
    const bool changed = offer[issue] != state.standing[issue];
    if (!changed && !(ends && model.traits[i].imposable)) continue;
    const std::size_t option = model.space->flat(issue, offer[issue]);
    gain += state.weight[a][i] * (view.utility[option] - view.no_deal[i]);
    if (state.public_demands) gain -= state.weight[a][i] * view.retreat[option];
    if (model.traits[i].core) {
      const std::size_t standing = model.space->flat(issue, state.standing[issue]);
      change += state.weight[a][i] *
                std::fabs(state.coding->positions[option] - state.coding->positions[standing]) /
                100;
    }
  }
  const double monitoring =
      state.monitoring_issue == kNoIssue ? 0 : state.monitoring[offer[state.monitoring_issue]];
  for (const SideTerm& term : state.terms) {
    if (term.when->Holds(offer)) gain += term.worth[a];
  }
  const bool guaranteed = state.guarantee != nullptr && state.guarantee->Holds(offer);
  const double relief = std::min(
      1.0, side.monitoring_relief * monitoring + (guaranteed ? state.guarantee_relief : 0));
  return gain - side.fear * (1 - side.trust) * (1 - relief) * change;
}

bool AdmissibleByDefinition(const TalksModel& model, const TalkState& state, int side,
                            const Outcome& offer) {
  const SideState& me = state.sides[static_cast<std::size_t>(side)];
  for (std::size_t i = 0; i < model.traits.size(); ++i) {
    const OptionIndex option = offer[IssueIndex{static_cast<int>(i)}];
    if (option == state.standing[IssueIndex{static_cast<int>(i)}]) continue;
    if (Contains(me.vetoed[i], option)) return false;
    if (me.insincere && !Contains(model.traits[i].cheap, option)) return false;
  }
  for (std::size_t k = 0; k < model.links.size(); ++k) {
    const LinkRule& link = model.links[k];
    const bool binds = ((state.binding >> k) & 1U) != 0 && (link.owner == side || link.owner < 0);
    if (binds && link.when.Holds(offer) && !link.requires_rule.Holds(offer)) return false;
  }
  return true;
}

}  // namespace dragoman::testing_support
