#include "engine/wire/seat_json.h"

#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "engine/wire/boundary.h"
#include "tests/support/scenarios.h"

namespace dragoman {
namespace {

using testing_support::CompiledPointer;
using testing_support::CompileScenario;
using testing_support::ReadScenario;
using json = nlohmann::json;

/// A page that plays one seat of a scenario.
class SeatPage {
 public:
  explicit SeatPage(const std::string& name, const testing_support::Settings& settings = {},
                    const std::string& tier = {}) {
    const std::string text = JsonText(JsonOf(ReadScenario(name, settings)));
    session_ = dragoman_open(text.data(), text.size());
    if (!tier.empty()) {
      const std::string change = "{\"tier\": \"" + tier + "\"}";
      EXPECT_EQ(dragoman_change(session_, change.data(), change.size()), 1);
    }
  }
  ~SeatPage() { dragoman_close(session_); }
  SeatPage(const SeatPage&) = delete;
  SeatPage& operator=(const SeatPage&) = delete;

  json Ask(const std::string& request) {
    const int ok = dragoman_seat(session_, request.data(), request.size());
    json answer = json::parse(std::string(dragoman_text(session_), dragoman_text_size(session_)));
    EXPECT_EQ(answer["ok"], ok == 1);
    return answer;
  }
  json Ask(const std::string& seat, std::uint64_t run, const json& moves) {
    return Ask(json({{"seat", seat}, {"seed", 1}, {"run", run}, {"moves", moves}}).dump());
  }

  /// The one problem of a request, as "path: message; expected".
  std::string Problem(const std::string& request) {
    const json answer = Ask(request);
    if (answer["ok"] == true || answer["problems"].size() != 1) return answer.dump();
    const json& problem = answer["problems"][0];
    return problem["path"].get<std::string>() + ": " + problem["message"].get<std::string>() +
           "; " + problem["expected"].get<std::string>();
  }

  /// Plays `choose(decision)` to the end; calls `look(answer)` at every step.
  template <class Choose, class Look>
  json PlayOut(const std::string& seat, std::uint64_t run, Choose choose, Look look) {
    json moves = json::array();
    while (true) {
      json answer = Ask(seat, run, moves);
      EXPECT_EQ(answer["ok"], true) << answer;
      look(answer);
      if (answer["ok"] != true || answer["done"] == true) return answer;
      moves.push_back(choose(answer["decision"]));
    }
  }

 private:
  DragomanSession* session_ = nullptr;
};

json Suggestion(const json& decision) { return decision["suggestion"]; }
json Pass(const json&) { return {{"pass", true}}; }
void Nothing(const json&) {}

std::set<std::string> KeysOf(const json& object) {
  std::set<std::string> keys;
  for (const auto& [key, value] : object.items()) keys.insert(key);
  return keys;
}

TEST(SeatJsonTest, TheFirstQuestionHasAllThePageShows) {
  SeatPage page("two-towns", {}, "all");
  const json answer = page.Ask(R"({"seat": "HMR"})");
  EXPECT_EQ(answer["ok"], true);
  EXPECT_EQ(answer["done"], false);
  EXPECT_EQ(answer["seat"], "HMR");
  EXPECT_EQ(answer["seed"], 1);
  EXPECT_EQ(answer["run"], 0);
  EXPECT_EQ(answer["meeting"], 1);
  EXPECT_EQ(answer["meetings"], 3);
  EXPECT_EQ(answer["standing"]["weir"], "WR0");
  EXPECT_EQ(answer["result"], nullptr);
  const json& brief = answer["brief"];
  EXPECT_EQ(brief["name"], "Highmoor");
  EXPECT_EQ(brief["role"], "principal");
  EXPECT_EQ(brief["mediates"], false);
  EXPECT_EQ(brief["aims"].size(), 9U);
  EXPECT_EQ(brief["aims"][0]["issue"], "weir");
  EXPECT_EQ(brief["preconditions"][0]["id"], "tolls-first");
  EXPECT_EQ(brief["preconditions"].size(), 1U);
  EXPECT_EQ(brief["dependencies"].size(), 1U);
  const json& decision = answer["decision"];
  EXPECT_EQ(decision["kind"], "propose");
  EXPECT_EQ(decision["tick"], 1);
  EXPECT_EQ(decision["ticks"], 5);
  EXPECT_TRUE(decision["open"].is_object());
  EXPECT_TRUE(decision["suggestion"].is_object());
}

// The worth of what is in force is the sum of weight x utility of the brief.
TEST(SeatJsonTest, WorthIsTheSumOfTheBriefsAims) {
  SeatPage page("two-towns", {}, "all");
  const json answer = page.Ask(R"({"seat": "LFD"})");
  double sum = 0;
  for (const json& aim : answer["brief"]["aims"]) {
    const std::string option = answer["standing"][aim["issue"].get<std::string>()];
    sum += aim["weight"].get<double>() * aim["utility"][option].get<double>();
  }
  EXPECT_NEAR(answer["decision"]["own"]["standing"].get<double>(), sum, 1e-12);
}

TEST(SeatJsonTest, AProbeTellsWorthAndWhatTheCapitalWouldSay) {
  SeatPage page("two-towns", {}, "all");
  const json answer = page.Ask(R"({"seat": "HMR", "probe": {"toll": "TL3"}})");
  const json& probe = answer["decision"]["probe"];
  EXPECT_EQ(probe["offer"]["toll"], "TL3");
  EXPECT_GT(probe["worth"].get<double>(), answer["decision"]["own"]["standing"].get<double>());
  EXPECT_TRUE(probe["appraisal"]["capital"].is_string());
}

TEST(SeatJsonTest, TheResultStandsBesideTheModelsRun) {
  SeatPage page("two-towns", {}, "all");
  for (std::uint64_t run = 0; run < 10; ++run) {
    const json end = page.PlayOut("HMR", run, Suggestion, Nothing);
    const json& result = end["result"];
    // Whoever does as the model would have done comes to the model's run.
    EXPECT_EQ(result["record"]["hash"], result["model"]["record"]["hash"]);
    EXPECT_EQ(end["decision"], nullptr);
    ASSERT_GE(result["parties"].size(), 2U);
    EXPECT_EQ(result["parties"][0]["worth"], result["model"]["parties"][0]["worth"]);
    EXPECT_EQ(result["own"]["worth"], result["parties"][0]["worth"]);
    EXPECT_EQ(result["events"].back()["kind"], "closed");
  }
}

TEST(SeatJsonTest, WhatIsBetterForEverybodyIsBetterForEverybody) {
  SeatPage page("two-towns", {}, "all");
  const json end = page.PlayOut("LFD", 0, Pass, Nothing);
  const json& better = end["result"]["better"];
  ASSERT_TRUE(better.is_object());
  for (const json& party : end["result"]["parties"]) {
    const double worth = better["worth"][party["id"].get<std::string>()];
    if (party["principal"] == true) {
      EXPECT_GT(worth, party["worth"].get<double>());
    } else if (better["for_all"] == true) {
      EXPECT_GE(worth, party["worth"].get<double>() - 1e-9);
    }
  }
}

// ---- Confidentiality

/// Numbers that a party's seat may see of an event of another party, by kind.
std::set<std::string> PublicNumbers(const std::string& kind) {
  static const std::map<std::string, std::set<std::string>> kPublic = {
      {"gesture", {"a", "b"}},    {"survival", {"a", "b"}}, {"delegation", {"a"}},
      {"lapse", {"a"}},           {"deadline", {"a"}},      {"closed", {"b"}},
      {"threat_executed", {"b"}}, {"spoiler", {"c"}},       {"offer", {"b", "c", "d"}},
      {"mediation", {"own"}}};
  const auto found = kPublic.find(kind);
  return found == kPublic.end() ? std::set<std::string>() : found->second;
}

/// Events that only the party itself hears of.
const std::set<std::string> kPrivateKinds = {"sincerity", "red_line", "binding", "drawn",
                                             "seat",      "trust",    "conduct", "belief",
                                             "battle",    "readiness"};

void ExpectNothingPrivate(const json& event, const std::string& seat, bool principal) {
  const std::string kind = event["kind"];
  EXPECT_NE(kind, "hazard") << event;
  const bool own = principal && event.contains("party") && event["party"] == seat;
  if (own && kind != "offer" && kind != "mediation") return;
  EXPECT_FALSE(kPrivateKinds.contains(kind)) << event;
  std::set<std::string> allowed = PublicNumbers(kind);
  if (kind == "offer" && own) allowed = {"a", "e"};
  if (kind == "offer" && !principal) allowed = {};
  if (kind == "mediation") {
    allowed = {};
    if (principal) allowed = {seat == "HMR" ? "a" : "b"};
    if (own) allowed.insert({"c", "d"});
  }
  if (kind == "spoiler" && !principal) return;
  for (const char* number : {"a", "b", "c", "d", "e"}) {
    if (event.contains(number)) {
      EXPECT_TRUE(allowed.contains(number)) << number << " in " << event;
    }
  }
  EXPECT_FALSE(event.contains("refusal")) << event;
  if (event.contains("answer") && event["answer"] == "not enough" && kind == "mediation") {
    EXPECT_FALSE(event.contains("issue")) << "which issue is nobody's business: " << event;
  }
}

void ExpectConfidential(const json& answer, const std::string& seat, bool principal) {
  if (answer["done"] == true) return;
  EXPECT_EQ(answer["result"], nullptr);
  static const std::set<std::string> kTop = {"ok",    "done",     "seat",     "seed",     "run",
                                             "moves", "meeting",  "meetings", "standing", "events",
                                             "brief", "decision", "result"};
  EXPECT_EQ(KeysOf(answer), kTop);
  for (const json& event : answer["events"]) ExpectNothingPrivate(event, seat, principal);
  // Of the others the brief tells names and roles.
  for (const json& other : answer["brief"]["others"]) {
    EXPECT_EQ(KeysOf(other), (std::set<std::string>{"id", "name", "role"}));
  }
  const std::string theirs = seat == "HMR" ? "schedule-first" : "tolls-first";
  if (principal) {
    for (const json& link : answer["brief"]["preconditions"]) EXPECT_NE(link["id"], theirs);
  } else {
    EXPECT_TRUE(answer["brief"]["preconditions"].empty());
    EXPECT_FALSE(answer["brief"].contains("earnest"));
    EXPECT_EQ(answer["decision"]["appraisal"], nullptr);
    for (const json& aim : answer["brief"]["aims"]) EXPECT_TRUE(aim["red_lines"].empty());
  }
}

TEST(SeatJsonTest, UntilItIsOverNothingPrivateToAnotherPartyIsTold) {
  SeatPage page("two-towns",
                {"mechanisms.M19.role=formulator", "mechanisms.M9.pi=0.3",
                 "mechanisms.M22.exploit={HMR: 0.5, LFD: 0.5}", "mechanisms.M37.rate=0.1",
                 "mechanisms.M26.mandate={HMR: 0.1, LFD: 0.1}"},
                "all");
  std::set<std::string> kinds;
  for (const std::string seat : {"HMR", "LFD", "RBD", "CTY"}) {
    const bool principal = seat == "HMR" || seat == "LFD";
    for (std::uint64_t run = 0; run < 3; ++run) {
      page.PlayOut(seat, run, Suggestion, [&](const json& answer) {
        ExpectConfidential(answer, seat, principal);
        for (const json& event : answer["events"]) kinds.insert(event["kind"].get<std::string>());
      });
    }
  }
  // The walk saw what it should look at.
  for (const char* kind : {"offer", "mediation", "drawn", "seat", "delegation"}) {
    EXPECT_TRUE(kinds.contains(kind)) << kind;
  }
}

// A side that does not mean its talk gives the same answer as one that wants more.
TEST(SeatJsonTest, APretextCannotBeToldFromAHope) {
  SeatPage page("two-towns", {"mechanisms.M22.exploit={HMR: 0, LFD: 1}", "mechanisms.M8.scale=0"},
                "all");
  page.PlayOut("HMR", 0, Suggestion, [](const json& answer) {
    for (const json& event : answer["events"]) {
      if (event["kind"] != "offer" || event["party"] != "HMR") continue;
      EXPECT_TRUE(event["answer"] == "yes" || event["answer"] == "not enough" ||
                  event["answer"] == "precondition")
          << event;
    }
  });
}

// ---- Problems

TEST(SeatJsonTest, RequestsAreReadStrictly) {
  SeatPage page("two-towns", {}, "all");
  EXPECT_EQ(page.Problem("[]"), ": is a list; an object {seat, seed, run, moves}");
  EXPECT_EQ(page.Problem("{}"), "seat: is missing; one of: HMR, LFD, RBD, CTY");
  EXPECT_EQ(page.Problem(R"({"seat": "HMW"})"),
            "seat: unknown party 'HMW'; did you mean 'HMR'? one of: HMR, LFD, RBD, CTY");
  EXPECT_EQ(page.Problem(R"({"seat": "HMR", "sed": 1})"),
            "sed: unknown key 'sed'; did you mean 'seed'? one of: seat, seed, run, moves, probe");
  EXPECT_EQ(page.Problem(R"({"seat": "HMR", "run": -1})"),
            "run: -1 is out of range; a whole number from 0 to 9007199254740991");
  EXPECT_EQ(page.Problem(R"({"seat": "HMR", "run": 1.5})"),
            "run: 1.5 is out of range; a whole number from 0 to 9007199254740991");
  EXPECT_EQ(page.Problem(R"({"seat": "HMR", "moves": {}})"),
            "moves: is a map; a list of at most 2000 moves");
  const std::string forms =
      "{\"offer\": {ISSUE: OPTION}}, {\"pass\": true}, {\"accept\": true|false} or "
      "{\"stay\": true|false}";
  EXPECT_EQ(page.Problem(R"({"seat": "HMR", "moves": [{"pass": true, "stay": true}]})"),
            "moves[0]: 2 keys; " + forms);
  EXPECT_EQ(page.Problem(R"({"seat": "HMR", "moves": [{"walk": true}]})"),
            "moves[0].walk: unknown move 'walk'; " + forms);
  EXPECT_EQ(page.Problem(R"({"seat": "HMR", "moves": [{"pass": false}]})"),
            "moves[0].pass: 'false' is a boolean; true");
  EXPECT_EQ(page.Problem(R"({"seat": "HMR", "moves": [{"offer": {"wier": "WR1"}}]})"),
            "moves[0].offer.wier: unknown issue 'wier'; did you mean 'weir'? one of: weir, quota, "
            "toll, clearing, hearing, mayors, panel, chair, grant");
  EXPECT_EQ(page.Problem(R"({"seat": "HMR", "moves": [{"offer": {"weir": "WR9"}}]})"),
            "moves[0].offer.weir: unknown option 'WR9'; did you mean 'WR0'? one of: WR0, WR1, WR2, "
            "WR3, WR4");
}

TEST(SeatJsonTest, AMoveThatDoesNotFitIsNamedWithWhatWasAsked) {
  SeatPage page("two-towns", {}, "minutes");
  EXPECT_EQ(page.Problem(R"({"seat": "HMR", "moves": [{"accept": true}]})"),
            "moves[0]: {\"accept\":true} does not answer the question; {\"offer\": {ISSUE: "
            "OPTION}} or {\"pass\": true}, what to table in meeting 1, exchange 1 of 5");
  EXPECT_EQ(page.Problem(R"({"seat": "HMR", "moves": [{"offer": {"grant": "GR2"}}]})")
                .find("moves[0].offer.grant: 'grant' is not open at this point; one of: "),
            0U);
  EXPECT_EQ(page.Problem(R"({"seat": "HMR", "moves": [{"offer": {"weir": "WR0"}}]})"),
            "moves[0]: the offer changes nothing; an option that is not in force, or "
            "{\"pass\": true}");
  EXPECT_EQ(page.Problem(R"({"seat": "CTY"})"),
            "seat: 'CTY' has said nothing of its own on any issue and has no seat; one of: HMR, "
            "LFD, RBD");
}

TEST(SeatJsonTest, TooManyMovesAreRefusedBeforeTheyArePlayed) {
  SeatPage page("two-towns");
  json moves = json::array();
  for (int k = 0; k < 2001; ++k) moves.push_back({{"pass", true}});
  EXPECT_EQ(page.Problem(json({{"seat", "HMR"}, {"moves", moves}}).dump()),
            "moves: 2001 moves are too many; at most 2000");
}

TEST(SeatJsonTest, AGameLeavesTheSessionsOtherAnswersAsTheyWere) {
  SeatPage page("two-towns", {}, "all");
  const json before = page.PlayOut("HMR", 4, Suggestion, Nothing);
  page.PlayOut("LFD", 4, Pass, Nothing);
  EXPECT_EQ(page.PlayOut("HMR", 4, Suggestion, Nothing), before);
}

TEST(SeatJsonTest, ARequestReadsBackAsItWasWritten) {
  const CompiledPointer scenario = CompileScenario(ReadScenario("two-towns"));
  const std::string text =
      R"({"seat":"LFD","seed":18446744073709551615,"run":7,"moves":[{"pass":true},)"
      R"({"accept":false},{"offer":{"weir":"WR3","toll":"TL0"}},{"stay":true}]})";
  const SeatRequestRead read = ReadSeatRequest(*scenario, text, "moves.json");
  ASSERT_TRUE(read.problems.empty());
  EXPECT_EQ(JsonText(SeatRequestJson(*scenario, read.request), -1), text);
}

}  // namespace
}  // namespace dragoman
