#include "engine/backtest/baselines.h"

#include <algorithm>
#include <limits>

#include "engine/core/issue.h"
#include "engine/core/portable_math.h"

namespace dragoman {
namespace {

constexpr double kPeaceRate = 0.25;
constexpr double kTruceRate = 0.21;

/// P(7) = `peace`; the other headlines in the proportions of the table of base rates.
HeadlineForecast SpreadRest(double peace) {
  HeadlineForecast forecast;
  const double rest = 1 - peace;
  const double lower = rest * (1 - kTruceRate) / 5;
  for (std::size_t k = 0; k < 5; ++k) forecast[k] = lower;
  forecast[5] = rest * kTruceRate / 2;
  forecast[6] = rest * kTruceRate / 2;
  forecast[7] = peace;
  return forecast;
}

/// Where an issue lands when `wanted` is predicted: the nearest option, none if the status quo is
/// as near.
std::optional<double> NearestOption(const BacktestIssue& issue, double wanted) {
  double best = issue.status_quo;
  for (const BacktestOption& option : issue.options) {
    if (portable::Abs(option.position - wanted) < portable::Abs(best - wanted)) {
      best = option.position;
    }
  }
  if (best == issue.status_quo) return std::nullopt;
  return best;
}

struct WeightedPosition {
  double position = 0;
  double weight = 0;
};

/// Positions on an issue with capability x salience as their weight; all weights 1 if all are 0.
std::vector<WeightedPosition> WeighPositions(const BacktestInputs& inputs, std::size_t issue) {
  std::vector<WeightedPosition> weighed;
  double total = 0;
  for (const BacktestPosition& position : inputs.positions) {
    if (position.issue != issue) continue;
    const double weight = inputs.parties[position.party].capability * position.salience;
    weighed.push_back({position.position, weight});
    total += weight;
  }
  if (!(total > 0)) {
    for (WeightedPosition& entry : weighed) entry.weight = 1;
  }
  return weighed;
}

double WeightedMean(const std::vector<WeightedPosition>& weighed) {
  double sum = 0;
  double total = 0;
  for (const WeightedPosition& entry : weighed) {
    sum += entry.weight * entry.position;
    total += entry.weight;
  }
  return sum / total;
}

double WeightedMedian(std::vector<WeightedPosition> weighed) {
  std::sort(weighed.begin(), weighed.end(), [](const auto& a, const auto& b) {
    return a.position != b.position ? a.position < b.position : a.weight < b.weight;
  });
  double total = 0;
  for (const WeightedPosition& entry : weighed) total += entry.weight;
  double below = 0;
  for (std::size_t k = 0; k < weighed.size(); ++k) {
    below += weighed[k].weight;
    if (2 * below > total) return weighed[k].position;
    // Exactly half below: half way to the next position that weighs anything.
    if (2 * below == total) {
      std::size_t next = k + 1;
      while (next + 1 < weighed.size() && weighed[next].weight == 0) ++next;
      return next < weighed.size() ? (weighed[k].position + weighed[next].position) / 2
                                   : weighed[k].position;
    }
  }
  return weighed.back().position;
}

template <class Centre>
AgreedPositions AgreeOnCentre(const BacktestInputs& inputs, const Centre& centre) {
  AgreedPositions agreed(inputs.issues.size());
  for (std::size_t i = 0; i < inputs.issues.size(); ++i) {
    const std::vector<WeightedPosition> weighed = WeighPositions(inputs, i);
    if (!weighed.empty()) agreed[i] = NearestOption(inputs.issues[i], centre(weighed));
  }
  return agreed;
}

/// Searches the combination with the largest product of gains.
class NashSearch {
 public:
  explicit NashSearch(const BacktestInputs& inputs) : inputs_(inputs) {
    const std::vector<std::size_t> principals = PrincipalsOf(inputs);
    gains_.resize(inputs.issues.size());
    for (std::size_t i = 0; i < inputs.issues.size(); ++i) ListChoices(i, principals);
    // What is still to be gained from issue i on, for bounds.
    best_rest_.assign(inputs.issues.size() + 1, std::vector<double>(principals.size(), 0));
    for (std::size_t i = inputs.issues.size(); i-- > 0;) {
      for (std::size_t p = 0; p < principals.size(); ++p) {
        double most = 0;
        for (const Choice& choice : gains_[i]) most = std::max(most, choice.gain[p]);
        best_rest_[i][p] = best_rest_[i + 1][p] + most;
      }
    }
    current_.assign(inputs.issues.size(), std::nullopt);
    best_ = current_;
  }

  AgreedPositions Run() {
    const std::size_t principals = best_rest_[0].size();
    if (principals > 0) Descend(0, std::vector<double>(principals, 0));
    return best_;
  }

 private:
  struct Choice {
    std::optional<double> position;  ///< None: the status quo.
    std::vector<double> gain;        ///< By principal.
  };

  void ListChoices(std::size_t i, const std::vector<std::size_t>& principals) {
    const BacktestIssue& issue = inputs_.issues[i];
    gains_[i].push_back({std::nullopt, std::vector<double>(principals.size(), 0)});
    for (const BacktestOption& option : issue.options) {
      if (option.position == issue.status_quo) continue;
      Choice choice{option.position, {}};
      for (const std::size_t p : principals) choice.gain.push_back(Gain(p, i, option.position));
      gains_[i].push_back(std::move(choice));
    }
  }

  double Gain(std::size_t party, std::size_t i, double position) const {
    double total = 0;
    for (const BacktestPosition& other : inputs_.positions) {
      if (other.party == party) total += other.salience;
    }
    const BacktestPosition* wanted = FindPosition(inputs_, party, i);
    if (wanted == nullptr || !(total > 0)) return 0;
    const double before = portable::Abs(inputs_.issues[i].status_quo - wanted->position);
    const double after = portable::Abs(position - wanted->position);
    return wanted->salience / total * (before - after) / kAxisLength;
  }

  void Descend(std::size_t i, const std::vector<double>& gains) {
    if (++steps_ > kMostNashSteps) return;
    double bound = 1;
    for (std::size_t p = 0; p < gains.size(); ++p) {
      const double most = gains[p] + best_rest_[i][p];
      if (!(most > kLeastGain)) return;
      bound *= most;
    }
    if (!(bound > best_product_ * (1 + kTie))) return;
    if (i == inputs_.issues.size()) {
      best_product_ = bound;
      best_ = current_;
      return;
    }
    std::vector<double> sum(gains.size());
    for (const Choice& choice : gains_[i]) {
      for (std::size_t p = 0; p < gains.size(); ++p) sum[p] = gains[p] + choice.gain[p];
      current_[i] = choice.position;
      Descend(i + 1, sum);
    }
    current_[i] = std::nullopt;
  }

  static constexpr double kLeastGain = 1e-12;  // Sums that should be 0 may miss it by rounding.
  static constexpr double kTie = 1e-9;

  const BacktestInputs& inputs_;
  std::vector<std::vector<Choice>> gains_;
  std::vector<std::vector<double>> best_rest_;
  AgreedPositions current_;
  AgreedPositions best_;
  double best_product_ = 0;
  int steps_ = 0;
};

/// `value` between `low` and `high` to -1..1.
double Centred(double value, double low, double high) {
  return 2 * (value - low) / (high - low) - 1;
}

}  // namespace

HeadlineForecast BaseRateForecast() { return SpreadRest(kPeaceRate); }

HeadlineForecast LogisticForecast(const BacktestInputs& inputs) {
  double rank = 0;
  double delay = 100;
  const std::vector<std::size_t> principals = PrincipalsOf(inputs);
  for (const std::size_t p : principals) {
    const BacktestParty& party = inputs.parties[p];
    rank += kDelegationRankScale[static_cast<std::size_t>(party.rank)] /
            static_cast<double>(principals.size());
    delay = std::min(delay, party.cost_of_delay);
  }
  const double leverage =
      inputs.mediator_role == MediationRole::kNone ? 0 : inputs.mediator_leverage;
  const double logit = portable::Log(kPeaceRate / (1 - kPeaceRate)) + Centred(rank, 0.35, 1) +
                       Centred(leverage, 0, 100) + Centred(delay, 0, 100);
  return SpreadRest(portable::Logistic(logit));
}

AgreedPositions CompromiseAgreement(const BacktestInputs& inputs) {
  return AgreeOnCentre(inputs, WeightedMean);
}

AgreedPositions MedianAgreement(const BacktestInputs& inputs) {
  return AgreeOnCentre(inputs, WeightedMedian);
}

AgreedPositions MidpointAgreement(const BacktestInputs& inputs) {
  AgreedPositions agreed(inputs.issues.size());
  for (std::size_t i = 0; i < inputs.issues.size(); ++i) {
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    for (const std::size_t p : PrincipalsOf(inputs)) {
      const BacktestPosition* position = FindPosition(inputs, p, i);
      if (position == nullptr) continue;
      low = std::min(low, position->position);
      high = std::max(high, position->position);
    }
    if (low <= high) agreed[i] = NearestOption(inputs.issues[i], (low + high) / 2);
  }
  return agreed;
}

AgreedPositions NashAgreement(const BacktestInputs& inputs) { return NashSearch(inputs).Run(); }

BaselineForecasts MakeBaselines(const BacktestInputs& inputs, std::optional<int> predecessor) {
  constexpr int kStalemate = 2;
  const auto point = [&](const AgreedPositions& agreed) {
    return PointForecast(VerdictOf(inputs.flags_when, agreed).headline);
  };
  return {PointForecast(kStalemate),          BaseRateForecast(),
          point(CompromiseAgreement(inputs)), point(MedianAgreement(inputs)),
          point(MidpointAgreement(inputs)),   point(NashAgreement(inputs)),
          LogisticForecast(inputs),           PointForecast(predecessor.value_or(kStalemate))};
}

}  // namespace dragoman
