// Prints one hash over everything the model computes, for comparison across compilers and builds
// (scripts/check_determinism). Links the model only, so scenarios are made in code: a few made-up
// disputes whose claims, preconditions and priors are drawn from the model's own random numbers.

#include <cstdio>
#include <memory>
#include <string>

#include "engine/core/partial_visitor.h"
#include "engine/core/random.h"
#include "engine/scenario/batch.h"

namespace {

using namespace dragoman;  // NOLINT(google-build-using-namespace): a program of one file.

constexpr int kDisputes = 16;
constexpr std::uint64_t kRuns = 800;
const char* const kDay = "2000-01-01";

/// Draws for making scenarios; unrelated to the draws of their runs.
class Dice {
 public:
  explicit Dice(std::uint64_t dispute) : random_(20000101, dispute) {}
  double Uniform() { return random_.Uniform(stream_, next_++); }
  int Below(int count) { return static_cast<int>(Uniform() * count); }

 private:
  Random random_;
  StreamKey stream_ = MakeStream("dispute");
  std::uint64_t next_ = 0;
};

std::string OptionId(int issue, int option) {
  return std::string(1, static_cast<char>('A' + issue)) + std::to_string(option);
}

IssueSpec MakeIssue(int k, int options, int status_quo) {
  IssueSpec issue;
  issue.id = "issue" + std::to_string(k);
  issue.name = issue.id;
  for (int o = 0; o < options; ++o) {
    issue.options.push_back({OptionId(k, o), OptionId(k, o), {}, "made up", kDay});
  }
  issue.status_quo = OptionId(k, status_quo);
  issue.owners = {"North", "South"};
  return issue;
}

// 0 truce, 1 land, 2 visits, 3 next meeting, 4 watch, 5 tolls (a third party's).
std::vector<IssueSpec> MakeIssues() {
  std::vector<IssueSpec> issues = {MakeIssue(0, 5, 0), MakeIssue(1, 6, 2), MakeIssue(2, 4, 1),
                                   MakeIssue(3, 4, 0), MakeIssue(4, 3, 0), MakeIssue(5, 4, 1)};
  issues[0].vital = issues[0].core = true;
  issues[0].separable = {"A1", "A2"};
  issues[0].cheap = {"A1"};
  issues[1].vital = issues[1].core = issues[1].imposable = true;
  issues[2].renewable = true;
  issues[2].separable = issues[2].cheap = {"all"};
  issues[3].renewable = true;
  issues[3].separable = issues[3].cheap = {"all"};
  issues[5].owners = {"Harbour"};
  return issues;
}

Claim MakeClaim(const Scenario& scenario, int number, Dice* dice) {
  static constexpr Act kActs[] = {Act::kDemand, Act::kReject,     Act::kThreat, Act::kAccord,
                                  Act::kSignal, Act::kConcession, Act::kInsult, Act::kEvent};
  static const char* const kCodes[] = {"108", "125", "1382", "036", "040", "1246", "111", "190"};
  Claim claim;
  claim.id = "c" + std::to_string(number);
  claim.tier = "A";
  claim.source = "made up";
  claim.known_by = kDay;
  const int actor = dice->Below(8);
  claim.actor = actor < 4 ? "North" : (actor < 7 ? "South" : "Harbour");
  claim.targets = {claim.actor == "North" ? "South" : "North"};
  const auto act = static_cast<std::size_t>(dice->Below(8));
  claim.act = kActs[act];
  claim.cameo = kCodes[act];
  claim.q = 0.3 + 0.7 * dice->Uniform();
  claim.d = dice->Uniform() < 0.3 ? 0.7 : 1;
  if (claim.act == Act::kInsult) return claim;
  const int issue = dice->Below(static_cast<int>(scenario.issues.size()));
  const IssueSpec& spec = scenario.issues[static_cast<std::size_t>(issue)];
  claim.issue = spec.id;
  const std::string option = OptionId(issue, dice->Below(static_cast<int>(spec.options.size())));
  (claim.act == Act::kReject ? claim.rejects : claim.option) = option;
  if (dice->Uniform() < 0.2) {
    claim.alternatives.push_back({0.1 + 0.5 * dice->Uniform(), "124", {}, {}});
  }
  return claim;
}

void AddTalks(Dice* dice, Scenario* scenario) {
  scenario->roles.ends_conflict = Rule::Text("issue0 >= A3");
  scenario->roles.another_meeting = Rule::Text("issue3 >= D1");
  scenario->roles.texts = Rule::Text("issue3 >= D2");
  scenario->roles.goodwill = Rule::Text("issue2 >= C2");
  scenario->talks.talks_per_coding = 25;
  scenario->talks.meetings = 4;
  scenario->talks.grid = {
      {"issue0", {"all"}, false}, {"issue1", {"all"}, false}, {"issue4", {"E2"}, true}};
  PreconditionSpec precondition;
  precondition.id = "land-first";
  precondition.owner = dice->Uniform() < 0.5 ? "North" : "South";
  precondition.when = Rule::Text("issue0 >= A3");
  precondition.requires_rule = Rule::Text("issue1 >= B3");
  precondition.probability = dice->Uniform();
  precondition.source = "made up";
  precondition.known_by = kDay;
  scenario->preconditions.push_back(precondition);
  scenario->outcomes.ceasefire_full = Rule::Text("issue0 >= A3");
  scenario->outcomes.ceasefire_partial = Rule::Text("issue0 == A2");
  scenario->outcomes.prisoner_exchange = Rule::Text("issue2 >= C2");
  scenario->outcomes.next_round = Rule::Text("issue3 >= D1");
  scenario->outcomes.written_terms = Rule::Text("issue3 >= D2");
}

/// Gives the parameters of mechanisms values drawn from their ranges, so that those which are
/// neutral unless set act, too: single texts, spoilers, deadlines, side meetings ...
class Stirrer final : public PartialVisitor {
 public:
  explicit Stirrer(Dice* dice) : dice_(*dice) {}

  void VisitNumber(const Field& field, double* value) override { *value = Draw(field, *value); }
  void VisitInteger(const Field& field, int* value) override {
    const double most = field.range.max < 20 ? field.range.max : 20;
    const double least = field.range.min > 0 ? field.range.min : 0;
    *value = static_cast<int>(least) + dice_.Below(static_cast<int>(most - least) + 1);
  }
  void VisitFlag(const Field& field, bool* value) override {
    if (field.name != "enabled") *value = dice_.Uniform() < 0.5;
  }
  void VisitText(const Field& field, std::string* value) override {
    if (field.name == "initiator") *value = dice_.Uniform() < 0.5 ? "North" : "South";
  }
  void VisitChoice(const Field&, std::span<const std::string_view> names, int* index) override {
    *index = dice_.Below(static_cast<int>(names.size()));
  }
  void VisitNamedNumbers(const Field& field, Named<double>* values) override {
    *values = {{"North", Draw(field, 0.5)}, {"South", Draw(field, 0.5)}};
  }
  void VisitRule(const Field&, Rule* rule) override { *rule = Rule::Text("issue4 >= E1"); }
  void VisitObject(const Field&, ObjectRef object) override { object.visit(object.object, this); }

 private:
  double Draw(const Field& field, double otherwise) {
    const double u = dice_.Uniform();
    const double width = field.range.max - field.range.min;
    return width <= 5 ? field.range.min + (0.05 + 0.9 * u) * width : otherwise;
  }

  Dice& dice_;
};

Scenario MakeDispute(std::uint64_t number) {
  Dice dice(number);
  Scenario scenario;
  scenario.id = "dispute";
  scenario.title = "A made-up dispute";
  scenario.asof = kDay;
  scenario.tier = "A";
  scenario.tiers = {{"A", {"A"}, {}}};
  scenario.parties = {{"North", "North", PartyRole::kPrincipal, {}, {}},
                      {"South", "South", PartyRole::kPrincipal, {}, {}},
                      {"Harbour", "Harbour", PartyRole::kThirdParty, {}, {}}};
  scenario.issues = MakeIssues();
  scenario.goldstein = {{"108", -5},  {"125", -5}, {"1382", -7}, {"036", 4}, {"040", 1},
                        {"1246", -4}, {"111", -2}, {"190", -10}, {"124", -4}};
  for (int k = 0; k < 30; ++k) scenario.claims.push_back(MakeClaim(scenario, k, &dice));
  AddTalks(&dice, &scenario);
  if (number >= kDisputes / 2) {
    Stirrer stirrer(&dice);
    scenario.mechanisms.Serialize(&stirrer);
  }
  return scenario;
}

}  // namespace

int main() {
  std::uint64_t hash = 0;
  SerialExecutor executor;
  for (int number = 0; number < kDisputes; ++number) {
    const auto compiled = Compile(MakeDispute(static_cast<std::uint64_t>(number)), {});
    if (!compiled.ok()) {
      for (const Diagnostic& problem : compiled.problems()) {
        std::fprintf(stderr, "%s: %s; expected %s\n", problem.path.c_str(), problem.message.c_str(),
                     problem.expected.c_str());
      }
      return 1;
    }
    BatchOptions options;
    options.seed = static_cast<std::uint64_t>(number) + 1;
    options.runs = kRuns;
    const BatchSummary summary = RunBatch(**compiled, options, &executor);
    hash = MixBits(hash ^ summary.result_hash);
    // The same runs must not all end alike, or the hash would prove little.
    if (number == 0 && summary.at_horizon.flags[5].p == 0) return 2;
  }
  std::printf("%016llx\n", static_cast<unsigned long long>(hash));
  return 0;
}
