#include "engine/io/internal/case_reader.h"

#include <algorithm>

#include "engine/core/outcome.h"
#include "engine/core/text.h"
#include "engine/io/backtest_file.h"
#include "engine/io/internal/flag_rules_reader.h"
#include "engine/io/internal/map_keys.h"

namespace dragoman {
namespace {

constexpr Range kPoints{.min = 0, .max = 100};
constexpr std::size_t kMostCaseParties = kMaxParties;
constexpr std::size_t kMostCaseIssues = kMaxIssues;
constexpr std::size_t kMostCaseOptions = 60;  // Leaves room for a status quo between options.

Field Points(const char* name) {
  return {.name = name, .range = kPoints, .unit = "points of 0..100"};
}

/// Reads one case from its tree; everything wrong goes to the collector.
class CaseReader {
 public:
  CaseReader(const ReadPlace& root, BacktestCase* value)
      : root_(root), case_(*value), inputs_(value->inputs) {}

  void Read() {
    MapKeys keys(root_);
    if (!keys.ok()) return;
    ReadHead(&keys);
    ReadConflict(&keys);
    if (const auto place = keys.Required("parties", "a list of parties")) ReadParties(*place);
    if (const auto place = keys.Required("issues", "a list of issues")) ReadIssues(*place);
    if (const auto place = keys.Required("positions", "a list of positions")) ReadPositions(*place);
    if (const auto place = keys.Required("flags_when", "a map from flags to conditions")) {
      // What a rule names cannot be checked where the issues could not be read.
      if (issues_read_) ReadFlagRules(*place, inputs_.issues, &inputs_.flags_when);
    }
    if (const auto place = keys.Optional("mediator")) ReadMediator(*place);
    if (const auto place = keys.Optional("deadline")) ReadDeadline(*place);
    if (const auto place = keys.Required("process", "a map of keys")) ReadProcess(*place);
    if (const auto place = keys.Required("outcome", "a map of keys")) ReadOutcome(*place);
    if (const auto place = keys.Optional("confidence")) ReadConfidence(*place);
    keys.Ignore({"sources", "note"});
    keys.Close();
  }

 private:
  void ReadHead(MapKeys* keys) {
    const std::string schema(kBacktestSchema);
    if (const auto place = keys->Required("schema", schema)) {
      const auto text = ReadTextValue(*place, {.name = "schema"});
      if (text && *text != kBacktestSchema) {
        place->Report("unknown schema '" + std::string(Slice(*text, 0, 60)) + "'", schema);
      }
    }
    keys->RequireText({.name = "id", .text = TextKind::kIdentifier}, &case_.id);
    keys->OptionalText({.name = "title"}, &case_.title);
    case_.set = "core";
    keys->OptionalText({.name = "set", .text = TextKind::kIdentifier}, &case_.set);
    keys->OptionalText({.name = "predecessor", .text = TextKind::kIdentifier}, &case_.predecessor);
    if (!case_.predecessor.empty() && case_.predecessor == case_.id) {
      keys->Required("predecessor", {})->Report("a case cannot follow itself", "another case");
    }
  }

  void ReadConflict(MapKeys* keys) {
    std::string began;
    if (const auto place = keys->Required("conflict", "a map of keys")) {
      MapKeys conflict(*place);
      conflict.RequireText({.name = "type", .text = TextKind::kIdentifier}, &inputs_.conflict_type);
      conflict.RequireFlag("war_ongoing", &inputs_.war_ongoing);
      conflict.OptionalText({.name = "start", .text = TextKind::kDate}, &began);
      conflict.Ignore({"note"});
      conflict.Close();
    }
    if (const auto place = keys->Required("period", "a map of keys")) ReadPeriod(*place, began);
  }

  // Dates written YYYY-MM-DD are ordered as texts are.
  void ReadPeriod(const ReadPlace& place, const std::string& began) {
    MapKeys period(place);
    std::string* cutoff = &inputs_.info_cutoff;
    period.OptionalText({.name = "start", .text = TextKind::kDate}, &case_.outcome.start);
    period.RequireText({.name = "end", .text = TextKind::kDate}, &case_.outcome.end);
    period.RequireText({.name = "info_cutoff", .text = TextKind::kDate}, cutoff);
    period.Ignore({"note"});
    period.Close();
    const std::string& start = case_.outcome.start;
    const std::string& end = case_.outcome.end;
    if (!end.empty() && end < *cutoff) {
      period.Required("end", {})->Report(
          "the outcome of " + end + " is dated before info_cutoff, " + *cutoff,
          "a day on or after " + *cutoff);
    }
    if (!end.empty() && end < start) {
      period.Required("end", {})->Report("ends before it starts, on " + start,
                                         "a day on or after " + start);
    }
    if (!cutoff->empty() && *cutoff < began) {
      period.Required("info_cutoff", {})
          ->Report(*cutoff + " is before the conflict starts, on " + began,
                   "a day on or after " + began);
    }
  }

  static bool IsListOf(const ReadPlace& place, std::size_t least, std::size_t most,
                       const std::string& noun) {
    if (place.node.kind != DocumentNode::Kind::kList) {
      place.ReportKind("a list of " + noun);
      return false;
    }
    const std::size_t count = place.node.list.size();
    if (count >= least && count <= most) return true;
    place.Report(std::to_string(count) + " " + noun,
                 std::to_string(least) + " to " + std::to_string(most) + " " + noun);
    return false;
  }

  void ReportTwice(const ReadPlace& place, const std::string& what) const {
    place.Report(what + " is listed twice", "each once");
  }

  void ReadParties(const ReadPlace& place) {
    if (!IsListOf(place, 2, kMostCaseParties, "parties")) return;
    parties_read_ = true;
    std::size_t principals = 0;
    for (std::size_t k = 0; k < place.node.list.size(); ++k) {
      const ReadPlace entry = ElementAt(place, k);
      BacktestParty party;
      MapKeys keys(entry);
      keys.RequireText({.name = "id", .text = TextKind::kIdentifier}, &party.id);
      keys.RequireChoice("role", kPartyRoleNames, &party.role);
      keys.RequireChoice("rank", kDelegationRankNames, &party.rank);
      keys.RequireNumber(Points("mandate"), &party.mandate);
      keys.RequireNumber(Points("capability"), &party.capability);
      keys.RequireNumber(Points("outside_option"), &party.outside_option);
      keys.RequireNumber(Points("cost_of_delay"), &party.cost_of_delay);
      keys.RequireNumber(Points("audience_cost"), &party.audience_cost);
      keys.Ignore({"name", "note"});
      keys.Close();
      parties_read_ = parties_read_ && !party.id.empty();
      if (!party.id.empty() && PartyNamed(party.id)) {
        ReportTwice(*keys.Required("id", {}), "party '" + party.id + "'");
      }
      principals += party.role == PartyRole::kPrincipal ? 1 : 0;
      inputs_.parties.push_back(std::move(party));
    }
    if (principals < 2) {
      place.Report(std::to_string(principals) + (principals == 1 ? " party has" : " parties have") +
                       " the role principal",
                   "at least 2 principals");
    }
  }

  std::optional<std::size_t> PartyNamed(std::string_view id) const {
    for (std::size_t p = 0; p < inputs_.parties.size(); ++p) {
      if (inputs_.parties[p].id == id) return p;
    }
    return std::nullopt;
  }

  std::optional<std::size_t> IssueNamed(std::string_view id) const {
    for (std::size_t i = 0; i < inputs_.issues.size(); ++i) {
      if (inputs_.issues[i].id == id) return i;
    }
    return std::nullopt;
  }

  void ReadIssues(const ReadPlace& place) {
    if (!IsListOf(place, 1, kMostCaseIssues, "issues")) return;
    issues_read_ = true;
    for (std::size_t k = 0; k < place.node.list.size(); ++k) {
      BacktestIssue issue;
      std::optional<double> agreed;
      MapKeys keys(ElementAt(place, k));
      keys.RequireText({.name = "id", .text = TextKind::kIdentifier}, &issue.id);
      if (const auto options = keys.Required("options", "a list of [position, label]")) {
        ReadOptions(*options, &issue);
      }
      keys.RequireNumber(Points("status_quo"), &issue.status_quo);
      if (const auto outcome = keys.Optional("outcome")) {
        agreed = ReadNumber(*outcome, Points("outcome"));
      }
      keys.Ignore({"name", "note"});
      keys.Close();
      issues_read_ = issues_read_ && !issue.id.empty();
      if (!issue.id.empty() && IssueNamed(issue.id)) {
        ReportTwice(*keys.Required("id", {}), "issue '" + issue.id + "'");
      }
      inputs_.issues.push_back(std::move(issue));
      case_.outcome.agreed.push_back(agreed);
    }
  }

  void ReadOptions(const ReadPlace& place, BacktestIssue* issue) {
    if (!IsListOf(place, 2, kMostCaseOptions, "options")) return;
    for (std::size_t k = 0; k < place.node.list.size(); ++k) {
      const ReadPlace entry = ElementAt(place, k);
      if (entry.node.kind != DocumentNode::Kind::kList || entry.node.list.size() != 2) {
        entry.Report("is not an option", "[position, label]");
        continue;
      }
      const auto position = ReadNumber(ElementAt(entry, 0), Points("position"));
      const auto label = ReadTextValue(ElementAt(entry, 1), {.name = "label", .required = true});
      if (!position || !label) continue;
      for (const BacktestOption& other : issue->options) {
        if (other.position == *position) {
          ReportTwice(ElementAt(entry, 0), "position " + FormatNumber(*position));
        }
        if (other.label == *label) ReportTwice(ElementAt(entry, 1), "option '" + *label + "'");
      }
      issue->options.push_back({*position, *label});
    }
    std::sort(issue->options.begin(), issue->options.end(),
              [](const auto& a, const auto& b) { return a.position < b.position; });
  }

  void ReadPositions(const ReadPlace& place) {
    if (!IsListOf(place, 1, kMostCaseParties * kMostCaseIssues, "positions")) return;
    for (std::size_t k = 0; k < place.node.list.size(); ++k) ReadPosition(ElementAt(place, k));
  }

  template <class Lookup>
  static std::optional<std::size_t> ReadName(const ReadPlace& place, const std::string& noun,
                                             const std::vector<std::string>& known,
                                             const Lookup& lookup) {
    const auto name = ReadTextValue(place, {.name = "id", .text = TextKind::kIdentifier});
    if (!name) return std::nullopt;
    const std::optional<std::size_t> found = lookup(*name);
    if (!found && !known.empty()) {
      place.Report("unknown " + noun + " '" + *name + "'", ExpectedOneOf(*name, known));
    }
    return found;
  }

  /// Names of the parties; empty where they could not be read, so that nothing is looked up.
  std::vector<std::string> PartyIds() const {
    std::vector<std::string> ids;
    if (!parties_read_) return ids;
    for (const BacktestParty& party : inputs_.parties) ids.push_back(party.id);
    return ids;
  }

  std::vector<std::string> IssueIds() const {
    std::vector<std::string> ids;
    if (!issues_read_) return ids;
    for (const BacktestIssue& issue : inputs_.issues) ids.push_back(issue.id);
    return ids;
  }

  void ReadPosition(const ReadPlace& place) {
    constexpr const char* kForm = "[party, issue, position, salience, firmness, confidence]";
    if (place.node.kind != DocumentNode::Kind::kList) return place.ReportKind(kForm);
    if (place.node.list.size() != 6) {
      return place.Report("has " + std::to_string(place.node.list.size()) + " parts", kForm);
    }
    const auto party = ReadName(ElementAt(place, 0), "party", PartyIds(),
                                [this](const std::string& id) { return PartyNamed(id); });
    const auto issue = ReadName(ElementAt(place, 1), "issue", IssueIds(),
                                [this](const std::string& id) { return IssueNamed(id); });
    const auto position = ReadNumber(ElementAt(place, 2), Points("position"));
    const auto salience = ReadNumber(ElementAt(place, 3), Points("salience"));
    const auto firmness = ReadNumber(ElementAt(place, 4), Points("firmness"));
    const auto grade = ReadChoice(ElementAt(place, 5), kCodingGradeNames);
    if (!party || !issue || !position || !salience || !firmness || !grade) return;
    if (FindPosition(inputs_, *party, *issue) != nullptr) {
      ReportTwice(place, "the position of '" + inputs_.parties[*party].id + "' on '" +
                             inputs_.issues[*issue].id + "'");
    }
    inputs_.positions.push_back(
        {*party, *issue, *position, *salience, *firmness, static_cast<CodingGrade>(*grade)});
  }

  void ReadMediator(const ReadPlace& place) {
    MapKeys keys(place);
    const auto id = keys.Optional("id");
    if (const auto role = keys.Optional("role")) {
      const auto found = ReadChoice(*role, kMediationRoleNames);
      if (found) inputs_.mediator_role = static_cast<MediationRole>(*found);
    }
    const bool mediated = inputs_.mediator_role != MediationRole::kNone;
    if (id &&
        !(id->node.kind == DocumentNode::Kind::kText && id->node.text == kMediationRoleNames[0])) {
      inputs_.mediator = ReadName(*id, "party", PartyIds(),
                                  [this](const std::string& name) { return PartyNamed(name); });
    }
    if (mediated) {
      keys.RequireNumber(Points("leverage"), &inputs_.mediator_leverage);
    } else {
      keys.OptionalNumber(Points("leverage"));
    }
    if (const auto bias = keys.Optional("bias")) {
      const Field field{.name = "bias", .range = {.min = -100, .max = 100}};
      inputs_.mediator_bias = ReadNumber(*bias, field).value_or(0);
    }
    keys.OptionalFlag("single_text");
    keys.Ignore({"note"});
    keys.Close();
  }

  void ReadDeadline(const ReadPlace& place) {
    MapKeys keys(place);
    keys.RequireFlag("exists", &inputs_.deadline_exists);
    if (inputs_.deadline_exists) {
      keys.RequireNumber(Points("hardness"), &inputs_.deadline_hardness);
    } else {
      keys.OptionalNumber(Points("hardness"));
    }
    keys.Ignore({"date", "note"});
    keys.Close();
  }

  void ReadProcess(const ReadPlace& place) {
    const Range count{.min = 0, .max = 1e6};
    MapKeys keys(place);
    keys.RequireNumber(Points("public"), &inputs_.publicity);
    keys.RequireFlag("insults_before", &inputs_.insults_before);
    keys.RequireNumber(
        {.name = "direct_contact_gap_months", .range = {.min = 0, .max = 1200}, .unit = "months"},
        &inputs_.contact_gap_months);
    keys.RequireNumber(Points("third_party_pressure"), &inputs_.third_party_pressure);
    for (const char* name : {"rounds", "days", "spoiler_events"}) {
      keys.OptionalNumber({.name = name, .range = count});
    }
    keys.OptionalFlag("cbm_first");
    keys.Ignore({"agenda", "battlefield", "note"});
    keys.Close();
  }

  void ReadOutcome(const ReadPlace& place) {
    MapKeys keys(place);
    std::optional<int> headline;
    const Field field{.name = "headline", .range = {.min = 0, .max = kNumHeadlines - 1}};
    const auto written = keys.Required("headline", "an integer from 0 to 7");
    if (written) headline = ReadInteger(*written, field);
    bool flags_read = false;
    if (const auto flags = keys.Required("flags", "a map from flags to true or false")) {
      flags_read = ReadFlags(*flags);
    }
    if (const auto date = keys.Optional("date")) CheckOutcomeDate(*date);
    keys.Ignore({"note", "durability"});
    keys.Close();
    if (!headline) return;
    case_.outcome.headline = *headline;
    if (flags_read && issues_read_) CheckHeadline(*written);
  }

  bool ReadFlags(const ReadPlace& place) {
    MapKeys keys(place, "a map from flags to true or false");
    for (std::size_t f = 0; f < kFlagNames.size(); ++f) {
      const auto value = keys.Optional(kFlagNames[f]);
      if (!value) continue;
      if (ReadFlag(*value).value_or(false)) {
        case_.outcome.flags = static_cast<std::uint16_t>(case_.outcome.flags | (1U << f));
      }
    }
    keys.Close();
    return keys.ok();
  }

  void CheckOutcomeDate(const ReadPlace& place) const {
    const auto date = ReadTextValue(place, {.name = "date", .text = TextKind::kDate});
    if (!date || !(*date < inputs_.info_cutoff)) return;
    place.Report("the outcome of " + *date + " is dated before info_cutoff, " + inputs_.info_cutoff,
                 "a day on or after " + inputs_.info_cutoff);
  }

  void CheckHeadline(const ReadPlace& place) {
    AgreedPositions agreed = case_.outcome.agreed;
    for (std::size_t i = 0; i < agreed.size(); ++i) {
      if (agreed[i] == inputs_.issues[i].status_quo) agreed[i].reset();
    }
    const auto& pause = inputs_.flags_when.local_pause;
    const int implied = HeadlineOf(case_.outcome.flags, pause && Holds(*pause, agreed));
    if (implied == case_.outcome.headline) return;
    place.Report("headline " + std::to_string(case_.outcome.headline) +
                     " contradicts the flags, which give " + std::to_string(implied) + " (" +
                     std::string(kHeadlineNames[static_cast<std::size_t>(implied)]) + ")",
                 std::to_string(implied));
  }

  void ReadConfidence(const ReadPlace& place) {
    MapKeys keys(place);
    for (const std::string_view key : {"facts", "positions", "outcome"}) {
      if (const auto grade = keys.Optional(key)) ReadChoice(*grade, kCodingGradeNames);
    }
    keys.Close();
  }

  ReadPlace root_;
  BacktestCase& case_;
  BacktestInputs& inputs_;
  bool parties_read_ = false;
  bool issues_read_ = false;
};

}  // namespace

void ReadCase(const ReadPlace& root, BacktestCase* value) { CaseReader(root, value).Read(); }

}  // namespace dragoman
