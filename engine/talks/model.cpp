#include "engine/talks/model.h"

#include <algorithm>

#include "engine/bargaining/package_search.h"
#include "engine/core/name_index.h"
#include "engine/core/portable_math.h"
#include "engine/core/sort.h"
#include "engine/core/text.h"

namespace dragoman {
namespace {

// Packages one side looks at in one sitting are at most this many times the lambdas.
constexpr std::size_t kMaxCombinations = 10'000;

std::vector<std::string> NamesOfIssues(const IssueSpace& space) {
  std::vector<std::string> ids;
  for (const Issue& issue : space.issues()) ids.push_back(issue.id);
  return ids;
}

/// Gathers everything CompileTalks needs and collects what is wrong on the way.
class TalksCompiler {
 public:
  explicit TalksCompiler(const TalksInput& input)
      : input_(input), model_(std::make_unique<TalksModel>()) {}

  Checked<std::unique_ptr<const TalksModel>> Compile() {
    model_->derivation = input_.derivation;
    model_->space = &input_.derivation->space();
    InlineVector<std::size_t, kMaxIssues> sizes;
    for (const Issue& issue : model_->space->issues()) sizes.push_back(issue.num_options());
    model_->outcomes = OutcomeSpace({sizes.begin(), sizes.size()});
    const bool has_sides = FindPrincipals();
    CompileTraits();
    CompileRoles();
    CompileLinks(has_sides);
    CompileConduct();
    if (has_sides) BuildMechanisms();
    if (!problems_.empty()) return problems_;
    return std::unique_ptr<const TalksModel>(std::move(model_));
  }

 private:
  void Report(std::string path, std::string message, std::string expected = {}) {
    problems_.push_back({std::move(path), std::move(message), std::move(expected)});
  }

  bool FindPrincipals() {
    std::size_t found = 0;
    for (std::size_t k = 0; k < input_.parties.size(); ++k) {
      const PartySpec& party = input_.parties[k];
      if (party.role != PartyRole::kPrincipal) continue;
      if (found < kSides) {
        model_->principals[found] = PartyIndex{static_cast<int>(k)};
        model_->side_ids[found] = party.id;
        model_->side_streams[found] = party.stream.empty() ? party.id : party.stream;
      }
      ++found;
    }
    if (found != kSides) {
      Report("parties",
             std::to_string(found) + (found == 1 ? " party has the role principal"
                                                 : " parties have the role principal"),
             "exactly 2 principals");
    }
    model_->resume_streams = SideStreams(*model_, "resume");
    return found == kSides;
  }

  OptionSet ResolveOptions(const Issue& issue, const std::vector<std::string>& ids,
                           const std::string& path) {
    OptionSet options = 0;
    for (std::size_t k = 0; k < ids.size(); ++k) {
      if (ids[k] == kEveryOption) {
        options |= AllOptions(issue.num_options());
        continue;
      }
      if (const auto option = issue.FindOption(ids[k])) {
        options |= OptionBit(*option);
        continue;
      }
      std::vector<std::string> names;
      names.reserve(issue.num_options() + 1);
      for (const Option& option : issue.options) names.push_back(option.id);
      names.emplace_back(kEveryOption);
      Report(Concat({path, "[", k, "]"}),
             Concat({"issue '", issue.id, "' has no option '", ids[k], "'"}),
             ExpectedOneOf(ids[k], names));
    }
    return options;
  }

  void CompileTraits() {
    for (std::size_t i = 0; i < input_.issues.size(); ++i) {
      const IssueSpec& spec = input_.issues[i];
      const Issue& issue = model_->space->issues()[i];
      const std::string path = Concat({"issues[", i, "]"});
      IssueTraits traits;
      traits.core = spec.core;
      traits.imposable = spec.imposable;
      traits.renewable = spec.renewable;
      traits.separable = ResolveOptions(issue, spec.separable, path + ".separable");
      traits.cheap =
          ResolveOptions(issue, spec.cheap, path + ".cheap") | OptionBit(issue.status_quo);
      for (std::size_t k = 0; k < spec.owners.size(); ++k) {
        AddOwner(spec.owners[k], Concat({path, ".owners[", k, "]"}), &traits);
      }
      if (spec.owners.empty())
        Report(path + ".owners", "nobody owns this issue", "at least one party");
      model_->traits.push_back(std::move(traits));
    }
  }

  void AddOwner(const std::string& owner, const std::string& path, IssueTraits* traits) {
    std::vector<std::string> ids;
    for (std::size_t p = 0; p < input_.parties.size(); ++p) {
      ids.push_back(input_.parties[p].id);
      if (input_.parties[p].id != owner) continue;
      const PartyIndex party{static_cast<int>(p)};
      if (model_->SideOf(party) < 0) traits->third_party_owners.push_back(party);
      return;
    }
    Report(path, Concat({"unknown party '", owner, "'"}), ExpectedOneOf(owner, ids));
  }

  Condition CompileRule(const Rule& rule, const std::string& path) {
    Checked<Condition> condition = Condition::Compile(rule, model_->space->issues(), path);
    if (condition.ok()) return *condition;
    problems_.insert(problems_.end(), condition.problems().begin(), condition.problems().end());
    return {};
  }

  void CompileRoles() {
    const RolesSpec& roles = *input_.roles;
    model_->ends_conflict = CompileRule(roles.ends_conflict, "roles.ends_conflict");
    model_->another_meeting = CompileRule(roles.another_meeting, "roles.another_meeting");
    model_->dated_meeting = CompileRule(roles.dated_meeting, "roles.dated_meeting");
    model_->texts = CompileRule(roles.texts, "roles.texts");
    model_->goodwill = CompileRule(roles.goodwill, "roles.goodwill");
    for (const IssueIndex issue : model_->another_meeting.issues()) {
      model_->procedure |= OptionBit(static_cast<OptionIndex>(At(issue)));
    }
    const Outcome start = model_->space->StatusQuo();
    if (model_->ends_conflict.Holds(start)) {
      Report("roles.ends_conflict", "already holds at the status quo",
             "a condition that only an agreement can meet");
    }
  }

  void AddLink(const std::string& id, int owner, const Rule& when, const Rule& required,
               std::optional<double> probability, const std::string& path) {
    LinkRule link;
    link.id = id;
    link.owner = owner;
    link.when = CompileRule(when, path + ".when");
    link.requires_rule = CompileRule(required, path + ".requires");
    link.probability = probability;
    // A rule that the status quo breaks would refuse every package that leaves its issues alone.
    const Outcome start = model_->space->StatusQuo();
    if (link.when.Holds(start) && !link.requires_rule.Holds(start)) {
      Report(path, "is broken by the status quo itself",
             "a 'when' that the status quo does not meet, or a 'requires' that it does");
    }
    const std::vector<IssueIndex> issues = link.when.issues();
    if (!issues.empty()) link.issue = issues.front();
    link.stream = MakeStream(
        "precondition", owner < 0 ? "" : model_->side_streams[static_cast<std::size_t>(owner)], id);
    model_->links.push_back(std::move(link));
  }

  // A rejection that a precondition expresses is not counted again as a red line (talks model, S4).
  void CarryClaims(const PreconditionSpec& spec, const std::string& path) {
    for (std::size_t k = 0; k < spec.carries.size() && !TooMany(); ++k) {
      const std::size_t number = claim_numbers_.Find(spec.carries[k]);
      if (number == NameIndex::kNone) {
        std::vector<std::string> ids;
        for (const Claim& claim : input_.claims) ids.push_back(claim.id);
        Report(Concat({path, ".carries[", k, "]"}),
               Concat({"unknown claim '", spec.carries[k], "'"}),
               ExpectedOneOf(spec.carries[k], ids));
      } else if (spec.enabled) {
        model_->carried[number] = true;
      }
    }
  }

  void CompileLinks(bool has_sides) {
    model_->carried.assign(input_.claims.size(), false);
    for (std::size_t k = 0; k < input_.claims.size(); ++k) {
      claim_numbers_.Add(input_.claims[k].id, k);
    }
    for (std::size_t k = 0; k < input_.preconditions.size(); ++k) {
      const PreconditionSpec& spec = input_.preconditions[k];
      const std::string path = Concat({"preconditions[", k, "]"});
      const int owner = model_->SideOf(spec.owner);
      if (owner < 0 && has_sides) {
        Report(path + ".owner", Concat({"'", spec.owner, "' is not a principal"}),
               ExpectedOneOf(spec.owner, {model_->side_ids[0], model_->side_ids[1]}));
      }
      CarryClaims(spec, path);
      if (spec.enabled) {
        AddLink(spec.id, owner, spec.when, spec.requires_rule, spec.probability, path);
      } else {
        CompileRule(spec.when, path + ".when");
        CompileRule(spec.requires_rule, path + ".requires");
      }
    }
    for (std::size_t k = 0; k < input_.dependencies.size(); ++k) {
      const DependencySpec& spec = input_.dependencies[k];
      AddLink(Concat({"dependency ", k + 1}), -1, spec.when, spec.requires_rule, 1.0,
              Concat({"dependencies[", k, "]"}));
    }
    if (model_->links.size() > 32) {
      Report("preconditions", Concat({model_->links.size(), " preconditions and dependencies"}),
             "at most 32 in all");
    }
  }

  void CompileConduct() {
    const TalksSpec& talks = *input_.talks;
    model_->meetings = talks.meetings;
    model_->exchanges = talks.exchanges;
    model_->clock = talks.clock.value_or(static_cast<double>(talks.meetings));
    model_->resume = talks.resume;
    model_->talks_per_coding = talks.talks_per_coding;
    model_->days_between = talks.days_between;
    model_->days_between_dated = talks.days_between_dated;
    model_->lambdas = talks.lambdas;
    CompileGrid();
    for (std::size_t k = 0; k < talks.lambdas.size(); ++k) {
      if (!(talks.lambdas[k] > 0 && talks.lambdas[k] < 1)) {
        Report(Concat({"talks.lambdas[", k, "]"}), "a weight outside (0, 1)",
               "a number between 0 and 1");
      }
    }
    if (talks.lambdas.empty() || talks.lambdas.size() > kMaxLambdas) {
      Report("talks.lambdas", Concat({talks.lambdas.size(), " weights"}),
             Concat({"1 to ", kMaxLambdas, " weights"}));
    }
    const ProtocolEntry* single_text = FindProtocol("single_text");
    DRAGOMAN_ASSERT(single_text != nullptr);
    model_->single_text = single_text->make();
    const ProtocolEntry* protocol = FindProtocol(talks.protocol);
    if (protocol != nullptr) {
      model_->protocol = protocol->make();
      if (protocol->needs.seat_maker || protocol->needs.max_parties < kSides) {
        Report("talks.protocol",
               Concat({"'", talks.protocol, "' does not fit a sitting of the talks"}),
               "a protocol that takes the sitting's package as one");
      }
    } else {
      std::vector<std::string> names;
      for (const auto& entry : RegisteredProtocols()) {
        if (!entry.needs.seat_maker) names.emplace_back(entry.info.name);
      }
      Report("talks.protocol", Concat({"unknown protocol '", talks.protocol, "'"}),
             ExpectedOneOf(talks.protocol, names));
    }
    model_->strategy = FindStrategy(talks.strategy);
    if (model_->strategy == nullptr) {
      std::vector<std::string> names;
      for (const auto& entry : RegisteredStrategies()) names.emplace_back(entry.info.name);
      Report("talks.strategy", Concat({"unknown strategy '", talks.strategy, "'"}),
             ExpectedOneOf(talks.strategy, names));
    }
  }

  void CompileGrid() {
    const std::vector<GridSpec>& grid = input_.talks->grid;
    if (grid.size() > kMaxGridIssues) {
      Report("talks.grid", Concat({grid.size(), " issues"}),
             Concat({"at most ", kMaxGridIssues, " issues"}));
    }
    std::size_t combinations = 1;
    for (std::size_t k = 0; k < grid.size(); ++k) {
      const std::string path = Concat({"talks.grid[", k, "]"});
      const IssueIndex issue = model_->FindIssue(grid[k].issue);
      if (issue == kNoIssue) {
        Report(path + ".issue", Concat({"unknown issue '", grid[k].issue, "'"}),
               ExpectedOneOf(grid[k].issue, NamesOfIssues(*model_->space)));
        continue;
      }
      for (const GridIssue& earlier : model_->grid) {
        if (earlier.issue == issue) {
          Report(path + ".issue", Concat({"issue '", grid[k].issue, "' is in the grid twice"}),
                 "each issue once");
        }
      }
      const Issue& spec = model_->space->issue(issue);
      const OptionSet options = ResolveOptions(spec, grid[k].options, path + ".options");
      model_->grid.push_back({issue, options, grid[k].only_with_end});
      // The option in force is always tried, too.
      const OptionSet tried = options | OptionBit(spec.status_quo);
      if (combinations <= kMaxCombinations) {
        combinations *= static_cast<std::size_t>(__builtin_popcountll(tried));
      }
    }
    if (combinations > kMaxCombinations) {
      Report("talks.grid", Concat({"more than ", kMaxCombinations, " combinations of options"}),
             "fewer issues, or fewer options of them");
    }
  }

  // Mechanisms act by step and declared order; equal orders by number, so never by registration.
  void BuildMechanisms() {
    struct Slot {
      int order;
      std::size_t number;
      const Mechanism* mechanism;
    };
    std::array<std::vector<Slot>, kNumSteps> slots;
    for (const MechanismSetting& setting : input_.mechanisms) {
      Diagnostics found;
      std::unique_ptr<const Mechanism> built =
          setting.entry->build(*setting.options, *model_, &found);
      for (Diagnostic& problem : found) {
        problem.path = Concat({"mechanisms.", setting.entry->info.id, ".", problem.path});
        problems_.push_back(std::move(problem));
      }
      if (!setting.enabled) continue;
      for (const StepOrder& step : setting.entry->info.steps) {
        slots[static_cast<std::size_t>(step.step)].push_back(
            {step.order, model_->mechanisms.size(), built.get()});
      }
      model_->keeps_refusals = model_->keeps_refusals || built->ReadsRefusals();
      model_->mechanism_ids.emplace_back(setting.entry->info.id);
      model_->mechanisms.push_back(std::move(built));
    }
    for (std::size_t s = 0; s < slots.size(); ++s) {
      SortFew(slots[s].begin(), slots[s].end(), [](const Slot& a, const Slot& b) {
        return a.order != b.order ? a.order < b.order : a.number < b.number;
      });
      for (const Slot& slot : slots[s]) model_->steps[s].push_back(slot.mechanism);
    }
  }

  bool TooMany() const { return problems_.size() >= kMaxDiagnostics; }

  const TalksInput& input_;
  NameIndex claim_numbers_;
  std::unique_ptr<TalksModel> model_;
  Diagnostics problems_;
};

template <class T>
std::array<T, kSides> ValuesBySide(const TalksModel& model, const Named<T>& named,
                                   const T& fallback, const std::string& field,
                                   Diagnostics* problems) {
  std::array<T, kSides> values = {fallback, fallback};
  for (const auto& [id, value] : named) {
    const int side = model.SideOf(id);
    if (side >= 0) {
      values[static_cast<std::size_t>(side)] = value;
      continue;
    }
    std::string path = field;
    path += '.';
    path += id;
    problems->push_back({std::move(path), Concat({"'", id, "' is not a principal"}),
                         ExpectedOneOf(id, {model.side_ids[0], model.side_ids[1]})});
  }
  return values;
}

}  // namespace

Checked<std::unique_ptr<const TalksModel>> CompileTalks(const TalksInput& input) {
  return TalksCompiler(input).Compile();
}

IssueIndex TalksModel::FindIssue(std::string_view id) const {
  for (std::size_t i = 0; i < space->num_issues(); ++i) {
    if (space->issues()[i].id == id) return IssueIndex{static_cast<int>(i)};
  }
  return kNoIssue;
}

int TalksModel::SideOf(PartyIndex party) const {
  for (int side = 0; side < kSides; ++side) {
    if (principals[static_cast<std::size_t>(side)] == party) return side;
  }
  return -1;
}

int TalksModel::SideOf(std::string_view party_id) const {
  for (int side = 0; side < kSides; ++side) {
    if (side_ids[static_cast<std::size_t>(side)] == party_id) return side;
  }
  return -1;
}

std::array<double, kSides> BySide(const TalksModel& model, const Named<double>& named,
                                  double fallback, const std::string& field,
                                  Diagnostics* problems) {
  return ValuesBySide(model, named, fallback, field, problems);
}

std::array<Distribution, kSides> BySide(const TalksModel& model, const Named<Distribution>& named,
                                        const Distribution& fallback, const std::string& field,
                                        Diagnostics* problems) {
  return ValuesBySide(model, named, fallback, field, problems);
}

std::array<StreamKey, kSides> SideStreams(const TalksModel& model, std::string_view purpose) {
  return {MakeStream(purpose, model.side_streams[0]), MakeStream(purpose, model.side_streams[1])};
}

int PrincipalAt(const TalksModel& model, const std::string& id, const std::string& path,
                Diagnostics* problems) {
  const int side = model.SideOf(id);
  if (side >= 0) return side;
  problems->push_back({path, Concat({"'", id, "' is not a principal"}),
                       ExpectedOneOf(id, {model.side_ids[0], model.side_ids[1]})});
  return kNobody;
}

IssueIndex IssueAt(const TalksModel& model, const std::string& id, const std::string& path,
                   Diagnostics* problems) {
  const IssueIndex issue = model.FindIssue(id);
  if (issue == kNoIssue) {
    problems->push_back({path, Concat({"unknown issue '", id, "'"}),
                         ExpectedOneOf(id, NamesOfIssues(*model.space))});
  }
  return issue;
}

void CheckParty(const TalksModel& model, const std::string& id, const std::string& path,
                Diagnostics* problems) {
  std::vector<std::string> ids;
  for (const DerivationParty& party : model.derivation->parties()) {
    if (party.id == id) return;
    ids.push_back(party.id);
  }
  problems->push_back({path, Concat({"unknown party '", id, "'"}), ExpectedOneOf(id, ids)});
}

Condition ConditionAt(const TalksModel& model, const Rule& rule, const std::string& path,
                      Diagnostics* problems) {
  Checked<Condition> condition = Condition::Compile(rule, model.space->issues(), path);
  if (condition.ok()) return *condition;
  problems->insert(problems->end(), condition.problems().begin(), condition.problems().end());
  return {};
}

bool PairExceeds(const Random& random, const std::array<StreamKey, kSides>& streams,
                 std::uint64_t index, double q) {
  const double u = std::max(random.Uniform(streams[0], index), random.Uniform(streams[1], index));
  return u > portable::Sqrt(q);
}

std::vector<StreamKey> SideIssueStreams(const TalksModel& model, std::string_view purpose) {
  std::vector<StreamKey> streams;
  for (const std::string& side : model.side_streams) {
    for (const Issue& issue : model.space->issues()) {
      streams.push_back(MakeStream(purpose, side, issue.id));
    }
  }
  return streams;
}

}  // namespace dragoman
