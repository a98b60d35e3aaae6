#include "engine/apps/cli/play_request.h"

#include "engine/apps/cli/console.h"
#include "engine/core/text.h"
#include "engine/io/error_text.h"
#include "engine/io/files.h"

namespace dragoman {
namespace {

constexpr std::uint64_t kMostPlayedRun = 1'000'000'000'000;
constexpr std::uint64_t kMostPlaySeed = ~std::uint64_t{0};

std::string LowerCase(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

/// A seat by id or by name, whatever their case.
SeatRole SeatNamed(const CompiledScenario& scenario, const std::string& text) {
  std::string id = text;
  std::vector<std::string> names;
  for (const SeatRole& seat : SeatsOf(scenario)) {
    const PartySpec& party = scenario.source.parties[At(seat.party)];
    for (const std::string& name : {party.id, party.name}) {
      names.push_back(name);
      if (LowerCase(name) == LowerCase(text)) id = party.id;
    }
  }
  Diagnostic problem;
  if (const auto seat = FindSeat(scenario, id, &problem)) return *seat;
  if (problem.message.starts_with("unknown party")) problem.expected = ExpectedOneOf(text, names);
  throw UsageError("option '--as': " + problem.message + "; " + problem.expected);
}

class PlayRequestReader {
 public:
  PlayRequestReader(const CompiledScenario& scenario, const Arguments& arguments)
      : scenario_(scenario), arguments_(arguments) {}

  PlayRequest Read() {
    const std::string path = arguments_.Text("moves");
    request_.save = arguments_.Text("save", path);
    if (!path.empty()) {
      ReadMoves(path);
    } else if (!arguments_.Has("as")) {
      std::vector<std::string> ids;
      for (const SeatRole& seat : SeatsOf(scenario_)) {
        ids.push_back(scenario_.source.parties[At(seat.party)].id);
      }
      throw UsageError("play needs '--as PARTY'; one of: " + Join(ids));
    }
    if (arguments_.Has("as")) Agree("as", SeatNamed(scenario_, arguments_.Text("as")));
    AgreeNumber("seed", kMostPlaySeed, &request_.game.seed);
    AgreeNumber("run", kMostPlayedRun, &request_.game.run);
    return std::move(request_);
  }

 private:
  void ReadMoves(const std::string& path) {
    const FileText text = ReadFile(path);
    if (!text.ok()) throw InputError("dragoman: error: " + path + ": " + text.error + "\n");
    SeatRequestRead read = ReadSeatRequest(scenario_, text.text, path);
    if (!read.problems.empty()) throw InputError(FormatProblems(read.problems));
    request_.game = std::move(read.request);
    request_.resumed = true;
  }

  // A file of moves belongs to one seat, seed and run.
  void Agree(const std::string& option, const SeatRole& seat) {
    if (request_.resumed && seat.party != request_.game.seat.party) {
      throw UsageError("option '--" + option + "': the moves of " + arguments_.Text("moves") +
                       " are those of " +
                       scenario_.source.parties[At(request_.game.seat.party)].id);
    }
    request_.game.seat = seat;
  }
  void AgreeNumber(const std::string& option, std::uint64_t most, std::uint64_t* number) const {
    const std::uint64_t given = arguments_.Number(option, *number, 0, most);
    if (request_.resumed && given != *number) {
      throw UsageError("option '--" + option + "': the moves of " + arguments_.Text("moves") +
                       " are of " + option + " " + std::to_string(*number));
    }
    *number = given;
  }

  const CompiledScenario& scenario_;
  const Arguments& arguments_;
  PlayRequest request_;
};

}  // namespace

PlayRequest ReadPlayRequest(const CompiledScenario& scenario, const Arguments& arguments) {
  return PlayRequestReader(scenario, arguments).Read();
}

}  // namespace dragoman
