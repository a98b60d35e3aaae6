#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "engine/io/scenario_file.h"
#include "engine/wire/boundary.h"
#include "engine/wire/json_writer.h"
#include "tests/fuzz/genius_fuzz.h"

/// @file
/// Hostile requests to the boundary that pages and other languages use. An input is lines "seat
/// REQUEST", "change REQUEST" or "axes REQUEST", at most kMostLines of them. Every answer is JSON;
/// a refusal says what is wrong and leaves the session as it was; a game answers the same again;
/// what a change makes can be written and opened anew. Changed scenarios are not run: a request may
/// ask for more talks than a fuzzer has time for, and scenario_fuzz runs what can be read.

namespace dragoman {
namespace {

using testing_support::Demand;

constexpr int kMostLines = 8;

class Session {
 public:
  explicit Session(std::string_view json) : session_(dragoman_open(json.data(), json.size())) {}
  ~Session() { dragoman_close(session_); }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  DragomanSession* get() const { return session_; }
  bool ready() const { return dragoman_ready(session_) == 1; }
  std::string_view text() const { return {dragoman_text(session_), dragoman_text_size(session_)}; }

  /// Asks, and holds the answer to what every answer promises; whether it was {ok: true}.
  template <class Function>
  bool Ask(Function function, std::string_view request) {
    const bool ok = function(session_, request.data(), request.size()) == 1;
    const auto answer = nlohmann::json::parse(text(), nullptr, false);
    Demand(answer.is_object() && answer["ok"] == ok, "an answer that is none");
    Demand(ready(), "a request has closed the scenario");
    if (!ok) {
      const auto& problems = answer["problems"];
      Demand(problems.is_array() && !problems.empty(), "refused without a reason");
      for (const auto& problem : problems)
        Demand(!problem["message"].get<std::string>().empty(), "an empty reason");
    }
    return ok;
  }

 private:
  DragomanSession* session_;
};

std::string TwoTowns() {
  const ScenarioFile file = LoadScenario(DRAGOMAN_SOURCE_DIR "/scenarios/two-towns.yaml", {}, {});
  return JsonText(JsonOf(file.source));
}

void AskSeat(std::string_view request) {
  static Session table(TwoTowns());
  table.Ask(dragoman_seat, request);
  const std::string first(table.text());
  table.Ask(dragoman_seat, request);
  Demand(first == table.text(), "the same game went differently");
}

void AskChange(std::string_view request) {
  static Session draft(TwoTowns());
  if (!draft.Ask(dragoman_change, request)) return;
  Demand(dragoman_scenario(draft.get()) == 1, "a changed scenario that cannot be written");
  const auto answer = nlohmann::json::parse(draft.text());
  Demand(Session(answer["scenario"].dump()).ready(), "a changed scenario that does not read back");
}

void AskAxes(std::string_view request) {
  static Session map(TwoTowns());
  map.Ask(dragoman_axes, request);
}

void AskLine(std::string_view line) {
  const std::size_t space = line.find(' ');
  if (space == std::string_view::npos) return;
  const std::string_view verb = line.substr(0, space);
  const std::string_view request = line.substr(space + 1);
  if (verb == "seat") AskSeat(request);
  if (verb == "change") AskChange(request);
  if (verb == "axes") AskAxes(request);
}

}  // namespace
}  // namespace dragoman

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  for (int line = 0; line < dragoman::kMostLines && !rest.empty(); ++line) {
    const std::size_t end = rest.find('\n');
    dragoman::AskLine(rest.substr(0, end));
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  }
  return 0;
}
