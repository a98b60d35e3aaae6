#include "engine/experiments/tournament_summary.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "engine/core/assert.h"
#include "engine/core/text.h"

namespace dragoman {
namespace {

/// A value that is not there.
constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();
bool IsThere(double value) { return value == value; }

/// Sums over the repetitions of one line-up.
struct RepetitionMean {
  double sum = 0;
  int count = 0;

  void Add(std::optional<double> value) {
    if (!value) return;
    sum += *value;
    ++count;
  }
  double mean() const { return count == 0 ? kNothing : sum / count; }
};

std::optional<double> MeasureOf(TournamentMeasure measure, const TournamentRow& row,
                                std::size_t seat) {
  switch (measure) {
    case TournamentMeasure::kUtility:
      return row.utilities[seat];
    case TournamentMeasure::kAgreement:
      return row.agreed() ? 1.0 : 0.0;
    case TournamentMeasure::kNashDistance:
      return row.nash_distance;
    case TournamentMeasure::kParetoDistance:
      return row.pareto_distance;
  }
  return std::nullopt;
}

/// One measure in every place of every strategy.
class PlaceTable {
 public:
  PlaceTable(const TournamentPlan& plan, const std::vector<TournamentRow>& rows,
             TournamentMeasure measure)
      : plan_(plan) {
    for (const TournamentPlan::DomainSeats& domain : plan.domains()) {
      values_.emplace_back(plan.NumTuples(domain.seats) * domain.seats, kNothing);
    }
    const auto repetitions = static_cast<std::size_t>(plan.repetitions());
    for (std::size_t first = 0; first < rows.size(); first += repetitions) {
      const TournamentPlan::Negotiation one = plan.At(first);
      const std::size_t seats = one.seated.size();
      for (std::size_t seat = 0; seat < seats; ++seat) {
        RepetitionMean mean;
        for (std::size_t r = 0; r < repetitions; ++r) {
          mean.Add(MeasureOf(measure, rows[first + r], seat));
        }
        values_[one.domain][one.line_up * seats + seat] = mean.mean();
      }
    }
  }

  /// Visits all places of a domain: (value of each strategy in it).
  template <class Visit>
  void ForEachPlace(std::size_t domain, Visit visit) const {
    const std::size_t seats = plan_.domains()[domain].seats;
    const std::size_t strategies = plan_.strategies().size();
    std::size_t stride = 1;
    std::vector<double> values(strategies);
    for (std::size_t seat = seats; seat-- > 0; stride *= strategies) {
      for (std::size_t tuple = 0; tuple < plan_.NumTuples(seats); ++tuple) {
        if (tuple / stride % strategies != 0) continue;  // the place of another tuple
        for (std::size_t s = 0; s < strategies; ++s) {
          values[s] = values_[domain][(tuple + s * stride) * seats + seat];
        }
        visit(values);
      }
    }
  }

 private:
  const TournamentPlan& plan_;
  std::vector<std::vector<double>> values_;  ///< [domain][tuple * seats + seat].
};

std::vector<std::vector<StrategyScore>> EmptyScores(const TournamentPlan& plan,
                                                    std::size_t groups) {
  std::vector<StrategyScore> scores(plan.strategies().size());
  for (std::size_t s = 0; s < scores.size(); ++s) scores[s].strategy = s;
  return {groups, scores};
}

/// The interval within what the measure can be: a share in [0, 1], a distance not below 0.
Estimate EstimateMeasure(const std::vector<double>& values, std::size_t measure) {
  Estimate estimate = EstimateMean(values);
  const auto which = static_cast<TournamentMeasure>(measure);
  if (which == TournamentMeasure::kUtility) return estimate;
  estimate.low = std::max(estimate.low, 0.0);
  if (which == TournamentMeasure::kAgreement) estimate.high = std::min(estimate.high, 1.0);
  return estimate;
}

/// Means of one measure, by domain and over all.
void ScoreMeasure(const TournamentPlan& plan, const PlaceTable& places, std::size_t measure,
                  TournamentSummary* summary) {
  const std::size_t strategies = plan.strategies().size();
  std::vector<std::vector<double>> all(strategies);
  for (std::size_t d = 0; d < plan.domains().size(); ++d) {
    std::vector<std::vector<double>> here(strategies);
    places.ForEachPlace(d, [&](const std::vector<double>& values) {
      for (std::size_t s = 0; s < strategies; ++s) {
        if (IsThere(values[s])) here[s].push_back(values[s]);
      }
    });
    for (std::size_t s = 0; s < strategies; ++s) {
      summary->by_domain[d][s].measures[measure] = EstimateMeasure(here[s], measure);
      all[s].insert(all[s].end(), here[s].begin(), here[s].end());
    }
  }
  for (std::size_t s = 0; s < strategies; ++s) {
    summary->overall[s].measures[measure] = EstimateMeasure(all[s], measure);
  }
}

std::vector<double> Differences(const TournamentPlan& plan, const PlaceTable& places,
                                std::size_t first, std::size_t second) {
  std::vector<double> differences;
  for (std::size_t d = 0; d < plan.domains().size(); ++d) {
    places.ForEachPlace(d, [&](const std::vector<double>& values) {
      const double difference = values[first] - values[second];
      if (IsThere(difference)) differences.push_back(difference);
    });
  }
  return differences;
}

void AdjustPairs(TournamentSummary* summary) {
  for (std::size_t m = 0; m < kNumTournamentMeasures; ++m) {
    std::vector<double> p;
    std::vector<StrategyPair*> pairs;
    for (StrategyPair& pair : summary->pairs) {
      if (pair.measure != static_cast<TournamentMeasure>(m)) continue;
      p.push_back(pair.test.p);
      pairs.push_back(&pair);
    }
    const std::vector<double> adjusted = HolmAdjusted(p);
    for (std::size_t k = 0; k < pairs.size(); ++k) pairs[k]->p_holm = adjusted[k];
  }
}

std::string EstimateCells(const Estimate& estimate) {
  std::string text = std::to_string(estimate.n) + ",";
  if (estimate.n > 0) text += FormatNumber(estimate.mean);
  text += ",";
  if (estimate.has_interval()) text += FormatNumber(estimate.low);
  text += ",";
  if (estimate.has_interval()) text += FormatNumber(estimate.high);
  return text;
}

void AppendScores(const TournamentPlan& plan, std::string_view domain,
                  const std::vector<StrategyScore>& scores, std::string* text) {
  for (const StrategyScore& score : scores) {
    for (std::size_t m = 0; m < kNumTournamentMeasures; ++m) {
      *text += CsvCell(domain) + "," + CsvCell(plan.strategies()[score.strategy]) + "," +
               std::string(kTournamentMeasureNames[m]) + "," + EstimateCells(score.measures[m]) +
               "\n";
    }
  }
}

}  // namespace

TournamentSummary SummarizeTournament(const TournamentPlan& plan,
                                      const std::vector<TournamentRow>& rows, std::uint64_t seed,
                                      Executor* executor) {
  DRAGOMAN_ASSERT(rows.size() == plan.size());
  TournamentSummary summary;
  summary.overall = EmptyScores(plan, 1)[0];
  summary.by_domain = EmptyScores(plan, plan.domains().size());
  std::vector<PlaceTable> places;
  for (std::size_t m = 0; m < kNumTournamentMeasures; ++m) {
    const auto measure = static_cast<TournamentMeasure>(m);
    places.emplace_back(plan, rows, measure);
    ScoreMeasure(plan, places.back(), m, &summary);
    for (std::size_t a = 0; a < plan.strategies().size(); ++a) {
      for (std::size_t b = a + 1; b < plan.strategies().size(); ++b) {
        summary.pairs.push_back({.measure = measure, .first = a, .second = b, .test = {}});
      }
    }
  }
  const Random random(seed, 0);
  executor->ParallelFor(summary.pairs.size(), [&](std::size_t k) {
    StrategyPair& pair = summary.pairs[k];
    const StreamKey stream = MakeStream("tournament test", plan.strategies()[pair.first],
                                        plan.strategies()[pair.second]);
    pair.test = TestPaired(
        Differences(plan, places[static_cast<std::size_t>(pair.measure)], pair.first, pair.second),
        random, stream);
  });
  AdjustPairs(&summary);
  return summary;
}

std::string_view PairedMethodName(PairedMethod method) {
  switch (method) {
    case PairedMethod::kExact:
      return "exact sign flips";
    case PairedMethod::kSampled:
      return "sampled sign flips";
    case PairedMethod::kStudent:
      return "paired t";
  }
  return {};
}

std::string TournamentSummaryCsv(const TournamentPlan& plan, const TournamentSummary& summary) {
  std::string text = "domain,strategy,measure,n,mean,low,high\n";
  AppendScores(plan, "*", summary.overall, &text);
  for (std::size_t d = 0; d < plan.domains().size(); ++d) {
    AppendScores(plan, plan.domains()[d].id, summary.by_domain[d], &text);
  }
  return text;
}

std::string TournamentPairsCsv(const TournamentPlan& plan, const TournamentSummary& summary) {
  std::string text = "measure,first,second,n,difference,low,high,p,p_holm,method\n";
  for (const StrategyPair& pair : summary.pairs) {
    text += std::string(kTournamentMeasureNames[static_cast<std::size_t>(pair.measure)]) + "," +
            CsvCell(plan.strategies()[pair.first]) + "," + CsvCell(plan.strategies()[pair.second]) +
            "," + EstimateCells(pair.test.difference) + "," + FormatNumber(pair.test.p) + "," +
            FormatNumber(pair.p_holm) + "," + std::string(PairedMethodName(pair.test.method)) +
            "\n";
  }
  return text;
}

}  // namespace dragoman
