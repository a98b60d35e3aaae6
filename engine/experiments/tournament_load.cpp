#include <algorithm>
#include <filesystem>
#include <utility>

#include "engine/core/text.h"
#include "engine/core/version.h"
#include "engine/experiments/tournament.h"
#include "engine/io/files.h"
#include "engine/io/load.h"
#include "engine/io/scenario_file.h"
#include "engine/io/xml_reader.h"
#include "engine/wire/json_writer.h"
#include "engine/wire/number_text.h"
#include "engine/wire/tactic_text.h"

namespace dragoman {
namespace {

std::string PathOf(std::string_view list, std::size_t k) {
  return std::string(list) + "[" + std::to_string(k) + "]";
}

/// Loads a tournament step by step; every step adds to the problems.
class TournamentLoader {
 public:
  explicit TournamentLoader(const std::string& path) : path_(path) {
    auto loaded = LoadStruct<TournamentConfig>(path);
    tournament_.config = std::move(loaded.value);
    tournament_.problems = std::move(loaded.problems);
    document_ = std::move(loaded.document);
  }

  /// Everything but the frontiers; true if all is well.
  bool Load() {
    if (!tournament_.ok()) return false;
    CheckLists();
    for (std::size_t d = 0; d < config().domains.size(); ++d) LoadDomain(d);
    if (Place()) MakePlan();
    if (Place()) CheckTactics();
    return Place();
  }

  /// Indexes and what results are measured against.
  void Prepare(Executor* executor) {
    for (TournamentField& field : tournament_.fields) {
      BuildIndexes(&field.prepared);
      AddAll(field.prepared.problems);
      if (!tournament_.ok()) return;
      std::vector<const UtilityFunction*> utilities;
      for (const auto& utility : field.prepared.utilities) utilities.push_back(utility.get());
      const UtilityProfile profile{std::span<const UtilityFunction* const>(utilities)};
      AnalysisOptions options;
      options.count_zone = false;
      field.analysis = Analyze(profile, options, executor);
    }
    WriteManifest();
  }

  Tournament Finish() { return std::move(tournament_); }

 private:
  const TournamentConfig& config() const { return tournament_.config; }

  void Report(std::string path, std::string message, std::string expected = {}) {
    diagnostics_.push_back({std::move(path), std::move(message), std::move(expected)});
  }

  void AddAll(const std::vector<Problem>& problems) {
    tournament_.problems.insert(tournament_.problems.end(), problems.begin(), problems.end());
  }

  /// Places what was reported so far; true if all is well.
  bool Place() {
    AddAll(PlaceProblems(document_, diagnostics_));
    diagnostics_.clear();
    return tournament_.ok();
  }

  std::string FileAt(const std::string& name) const {
    namespace fs = std::filesystem;
    const fs::path file(name);
    if (file.is_absolute()) return name;
    return (fs::path(path_).parent_path() / file).lexically_normal().string();
  }

  void CheckLists() {
    if (config().domains.empty()) Report("domains", "the list is empty", "at least one domain");
    if (config().strategies.empty()) {
      Report("strategies", "the list is empty", "at least one strategy");
    }
    for (std::size_t k = 0; k < config().strategies.size(); ++k) {
      const auto begin = config().strategies.begin();
      const auto here = begin + static_cast<std::ptrdiff_t>(k);
      if (std::find(begin, here, *here) != here) {
        Report(PathOf("strategies", k), "'" + *here + "' is listed twice", "each strategy once");
      }
    }
  }

  void LoadDomain(std::size_t d) {
    const TournamentDomain& entry = config().domains[d];
    const std::string path = PathOf("domains", d);
    TournamentField& field = tournament_.fields.emplace_back();
    const auto scale = static_cast<UtilityScale>(config().scale);
    if (!entry.scenario.empty()) {
      if (!entry.domain.empty() || !entry.profiles.empty()) {
        Report(path, "has both a scenario and a domain", "one of the two");
        return;
      }
      const std::string file = FileAt(entry.scenario);
      ScenarioFile scenario = LoadScenario(file);
      AddAll(scenario.problems);
      if (scenario.ok()) field.prepared = PrepareScenario(*scenario.scenario, scale);
      files_.push_back({file});
    } else if (entry.domain.empty() || entry.profiles.size() < 2 ||
               entry.profiles.size() > kMaxParties) {
      Report(path, "needs a domain with a profile for each seat, or a scenario",
             "'domain' and 2 to " + std::to_string(kMaxParties) + " 'profiles'");
      return;
    } else {
      std::vector<std::string> profiles;
      for (const std::string& profile : entry.profiles) profiles.push_back(FileAt(profile));
      field.prepared = PrepareFiles(FileAt(entry.domain), profiles, {.scale = scale});
      files_.push_back(profiles);
      files_.back().insert(files_.back().begin(), FileAt(entry.domain));
    }
    AddAll(field.prepared.problems);
  }

  void MakePlan() {
    std::vector<TournamentPlan::DomainSeats> seats;
    for (std::size_t d = 0; d < config().domains.size(); ++d) {
      seats.push_back({config().domains[d].id, tournament_.fields[d].prepared.seats()});
    }
    tournament_.plan =
        TournamentPlan(seats, config().strategies, config().repetitions, config().self_play);
    const std::uint64_t size = tournament_.plan.size();
    if (size > kMaxNegotiations) {
      Report("strategies", "too many negotiations: every strategy in every seat of every domain",
             "at most " + std::to_string(kMaxNegotiations) + " negotiations");
    } else if (size == 0) {
      Report("strategies", "no negotiation: without self_play every seat needs another strategy",
             "self_play: true, or as many strategies as a domain has seats");
    }
  }

  void CheckTactics() {
    std::size_t most_seats = 0;
    for (std::size_t k = 0; k < config().strategies.size(); ++k) {
      for (const TournamentField& field : tournament_.fields) {
        most_seats = std::max(most_seats, field.prepared.seats());
        std::vector<Problem> problems;
        MakeStrategies({&config().strategies[k], 1}, field.prepared.space, &problems);
        ReportTactic(PathOf("strategies", k), problems);
        if (!problems.empty()) break;
      }
    }
    std::vector<Problem> problems;
    MakeProtocolFor(config().protocol, most_seats, &problems);
    ReportTactic("protocol", problems);
  }

  void ReportTactic(const std::string& path, const std::vector<Problem>& problems) {
    for (const Problem& problem : problems) {
      const std::string inside = problem.path.empty() ? "" : problem.path + ": ";
      Report(path, problem.file + ": " + inside + problem.message, problem.expected);
    }
  }

  static Json Resolved(const std::string& text) {
    const Checked<StrategyText> written = ParseStrategy(text);
    std::string resolved;
    if (const auto strategy = MakeStrategy(text); strategy.ok()) {
      resolved = WriteTactic(written->strategy.name, FieldVisitor::RefTo(strategy->get()));
    }
    if (written->acceptance) {
      const auto acceptance = FindAcceptance(written->acceptance->name)->make();
      BindTactic(*written->acceptance, "acceptance", FieldVisitor::RefTo(acceptance.get()));
      resolved +=
          " + " + WriteTactic(written->acceptance->name, FieldVisitor::RefTo(acceptance.get()));
    }
    return resolved;
  }

  Json FilesJson(std::size_t domain) const {
    Json files = Json::array();
    for (const std::string& file : files_[domain]) {
      Json entry = Json::object();
      entry["file"] = std::filesystem::path(file).filename().string();
      entry["hash"] = HexText(HashBytes(ReadFile(file, kMaxXmlBytes).text));
      files.push_back(std::move(entry));
    }
    return files;
  }

  void WriteManifest() {
    Json json = Json::object();
    json["dragoman"] = std::string(kVersion);
    json["config"] = JsonOf(config());
    json["protocol"] = [this] {
      const auto protocol = MakeProtocol(config().protocol);
      return WriteTactic(ParseTactic(config().protocol)->name,
                         FieldVisitor::RefTo(protocol->get()));
    }();
    json["strategies"] = Json::array();
    for (const std::string& text : config().strategies)
      json["strategies"].push_back(Resolved(text));
    json["domains"] = Json::array();
    for (std::size_t d = 0; d < tournament_.fields.size(); ++d) {
      const TournamentField& field = tournament_.fields[d];
      Json entry = Json::object();
      entry["id"] = config().domains[d].id;
      entry["files"] = FilesJson(d);
      entry["parties"] = field.prepared.names;
      entry["pareto_n"] = field.analysis.frontier.size();
      entry["exact"] = field.analysis.frontier.guarantee == Guarantee::kExact;
      json["domains"].push_back(std::move(entry));
    }
    json["negotiations"] = tournament_.plan.size();
    tournament_.design = HexText(HashBytes(JsonText(json, -1)));
    json["design"] = tournament_.design;
    tournament_.manifest = JsonText(json) + "\n";
  }

  const std::string path_;
  Document document_;
  Tournament tournament_;
  Diagnostics diagnostics_;
  std::vector<std::vector<std::string>> files_;  ///< By domain.
};

}  // namespace

Tournament LoadTournament(const std::string& path, Executor* executor) {
  TournamentLoader loader(path);
  if (loader.Load()) loader.Prepare(executor);
  return loader.Finish();
}

std::vector<Problem> CheckTournament(const std::string& path) {
  TournamentLoader loader(path);
  loader.Load();
  return loader.Finish().problems;
}

}  // namespace dragoman
