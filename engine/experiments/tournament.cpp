#include "engine/experiments/tournament.h"

#include <algorithm>
#include <utility>

#include "engine/core/text.h"

namespace dragoman {
namespace {

/// The most negotiations a worker plays in one go; results do not depend on it.
constexpr std::uint64_t kLongestStretch = 64;

/// Counts offers.
class OfferCounter final : public SittingObserver {
 public:
  void OnOffer(const Clock&, int, const PoolOffer&, double) override { ++count_; }
  void OnReply(const Clock&, int, int, const PoolOffer&, const Judgement&) override {}
  void OnSilence(const Clock&, int, double) override {}

  std::uint64_t TakeCount() { return std::exchange(count_, 0); }

 private:
  std::uint64_t count_ = 0;
};

std::string AgreementCell(const SittingResult& sitting) {
  std::string text;
  if (!sitting.agreed()) return text;
  for (std::size_t i = 0; i < sitting.agreement.options.size(); ++i) {
    if (i > 0) text += ' ';
    // An issue that the protocol left open has no value.
    const bool settled = ((sitting.settled >> i) & 1U) != 0;
    text += settled ? std::to_string(sitting.agreement.options[i]) : "-";
  }
  return text;
}

/// One worker's seat at the tables: strategies, protocol and session of the line-up played last.
class TournamentLane {
 public:
  explicit TournamentLane(const Tournament& tournament) : tournament_(tournament) {}

  /// Plays a stretch and keeps its rows; false if cancelled before its end.
  bool Play(std::uint64_t first, std::uint64_t end, const TournamentProgress& progress) {
    rows_.clear();
    for (std::uint64_t k = first; k < end; ++k) {
      if (progress.cancel != nullptr && progress.cancel->cancelled()) return false;
      rows_.push_back(PlayOne(k));
      if (progress.advance != nullptr) (*progress.advance)(1);
    }
    return true;
  }

  std::vector<TournamentRow>& rows() { return rows_; }

 private:
  TournamentRow PlayOne(std::uint64_t k) {
    const TournamentPlan::Negotiation one = tournament_.plan.At(k);
    const TournamentField& field = tournament_.fields[one.domain];
    if (one.domain != domain_ || one.seated != seated_) Seat(one);
    SessionRun run;
    run.seed = static_cast<std::uint64_t>(tournament_.config.seed);
    run.run = tournament_.plan.RunOf(one);
    run.observer = &counter_;
    const SessionResult result = session_->Run(run);

    TournamentRow row;
    row.end = SittingEndName(result.sitting.end);
    row.rounds = result.sitting.end == SittingEnd::kTimedOut ? tournament_.config.rounds
                                                             : result.sitting.tick;
    row.offers = counter_.TakeCount();
    row.agreement = AgreementCell(result.sitting);
    row.utilities.assign(result.discounted.begin(), result.discounted.end());
    if (!field.analysis.solutions.nash.points.empty()) {
      const AgreementDistances distances =
          DistancesOf(field.analysis, {result.utilities.begin(), result.utilities.size()});
      row.nash_distance = distances.nash;
      row.pareto_distance = distances.frontier;
    }
    return row;
  }

  void Seat(const TournamentPlan::Negotiation& one) {
    const PreparedDomain& prepared = tournament_.fields[one.domain].prepared;
    std::vector<std::string> texts;
    for (const std::size_t s : one.seated) texts.push_back(tournament_.plan.strategies()[s]);
    std::vector<Problem> problems;
    strategies_ = MakeStrategies(texts, prepared.space, &problems);
    protocol_ = MakeProtocolFor(tournament_.config.protocol, prepared.seats(), &problems);
    DRAGOMAN_ASSERT(problems.empty());  // LoadTournament has made them before
    SessionRules rules;
    rules.protocol = protocol_.get();
    rules.rounds = tournament_.config.rounds;
    rules.time = static_cast<TickTime>(tournament_.config.time);
    rules.common_knowledge = tournament_.config.common_knowledge;
    session_ = std::make_unique<Session>();
    session_->Prepare(rules, prepared.Parties(strategies_));
    domain_ = one.domain;
    seated_ = one.seated;
  }

  const Tournament& tournament_;
  std::size_t domain_ = 0;
  std::vector<std::size_t> seated_;
  std::vector<std::unique_ptr<Strategy>> strategies_;
  std::unique_ptr<Protocol> protocol_;
  std::unique_ptr<Session> session_;
  OfferCounter counter_;
  std::vector<TournamentRow> rows_;
};

}  // namespace

std::optional<std::string> PlayTournament(const Tournament& tournament, Executor* executor,
                                          const TournamentProgress& progress, TournamentSink* sink,
                                          std::vector<TournamentRow>* rows) {
  // More lanes than workers, so that a slow line-up does not hold up the rest.
  const auto lanes_wanted = 4 * static_cast<std::uint64_t>(executor->concurrency());
  const std::uint64_t total = tournament.plan.size();
  const std::uint64_t stretch =
      std::clamp<std::uint64_t>((total - rows->size()) / (4 * lanes_wanted), 1, kLongestStretch);
  std::vector<std::unique_ptr<TournamentLane>> lanes;
  for (std::uint64_t k = 0; k < lanes_wanted; ++k) {
    lanes.push_back(std::make_unique<TournamentLane>(tournament));
  }
  std::string lines;
  bool complete = true;
  while (complete && rows->size() < total) {
    const std::uint64_t first = rows->size();
    const std::uint64_t count = std::min(lanes_wanted, (total - first + stretch - 1) / stretch);
    std::vector<char> finished(static_cast<std::size_t>(count), 0);
    executor->ParallelFor(finished.size(), [&](std::size_t k) {
      const std::uint64_t from = first + k * stretch;
      finished[k] = lanes[k]->Play(from, std::min(total, from + stretch), progress) ? 1 : 0;
    });
    lines.clear();
    for (std::size_t k = 0; k < finished.size() && complete; ++k) {
      for (TournamentRow& row : lanes[k]->rows()) {
        AppendTournamentRow(tournament.plan, rows->size(), row, &lines);
        rows->push_back(std::move(row));
      }
      complete = finished[k] != 0;
    }
    if (sink != nullptr) {
      if (auto error = sink->Write(lines)) return error;
    }
  }
  return std::nullopt;
}

}  // namespace dragoman
