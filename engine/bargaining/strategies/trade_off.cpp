#include <algorithm>
#include <array>
#include <vector>

#include "engine/bargaining/registry.h"
#include "engine/bargaining/strategies/time_dependent.h"

namespace dragoman {
namespace {

/// Trades off before it concedes: of the offers that are worth to it what it holds out for, it
/// tables the one nearest to the other side's last offer.
///
/// Nearness is the mean over the issues, by weight, of how alike two values are: 1 - |a - b|/(n -
/// 1) where values have an order, 1 or 0 where only equality counts. With several parties the sum
/// over their last offers. The level it holds out for falls as in the time-dependent tactics; the
/// iso-curve is a band, since spaces are discrete, wide enough to hold at least one offer.
///
/// Source: Faratin, Sierra & Jennings (2002), "Using similarity criteria to make issue trade-offs
/// in automated negotiations", Artificial Intelligence 142, section 4.
class TradeOff final : public TimeDependentStrategy {
 public:
  void Hear(int proposer, const Offer& offer, const Clock&) override {
    if (proposer < 0 || proposer >= static_cast<int>(kMaxParties)) return;
    const auto p = static_cast<std::size_t>(proposer);
    last_[p] = offer;
    heard_ |= std::uint32_t{1} << p;
    stale_ = true;
  }

  void Serialize(FieldVisitor* v) override {
    v->Visit({.name = "similarity",
              .doc = "ordered: values near in their order are alike; equal: only the same ones"},
             &similarity_, kSimilarities);
    v->Visit({.name = "band",
              .doc = "width of the iso-curve",
              .range = kUnitInterval,
              .unit = "share of the range"},
             &band_);
    v->Visit({.name = "issue_weights",
              .doc = "how much each issue counts for nearness; empty: all the same",
              .range = {.min = 0}},
             &issue_weights_);
    v->Visit({.name = "beta",
              .doc = "concession exponent of the level; unset: the run's, or 1",
              .range = {.min = 0, .min_open = true}},
             &beta_);
    SerializePace(v);
  }

  Diagnostics Check(const OutcomeSpace& space, std::string_view path) const override {
    if (issue_weights_.empty() || issue_weights_.size() == space.num_issues()) return {};
    return {{std::string(path), "'issue_weights' needs one number per issue", ""}};
  }

 protected:
  ConcessionShape Shape() const override {
    return {ConcessionShape::Family::kPolynomial,
            beta_.has_value() ? *beta_ : seat().concession_exponent, 0};
  }

  void DoBegin() override {
    TimeDependentStrategy::DoBegin();
    heard_ = 0;
    stale_ = true;
  }

  const PoolOffer* Plan(const Clock& clock) override {
    if (heard_ == 0 || seat().space == nullptr) return TimeDependentStrategy::Plan(clock);
    if (stale_) FillNearness();
    const double low = Aspiration(clock);
    constexpr double kNoLimit = std::numeric_limits<double>::infinity();
    if (!CheapestSignable(seat().offers, low, kNoLimit, room())) return nullptr;
    const double high = std::max(low + band_ * scale().range(), room()->worth);
    BestScoredSignable(seat().offers, seat().space, low, high, nearness_, room());
    return room();
  }

 private:
  enum class Similarity : unsigned char { kOrdered, kEqual };
  static constexpr std::array<std::string_view, 2> kSimilarities = {"ordered", "equal"};

  void FillNearness() {
    stale_ = false;
    const OutcomeSpace& space = *seat().space;
    nearness_.assign(space.num_values(), 0);
    for (std::size_t p = 0; p < kMaxParties; ++p) {
      if (((heard_ >> p) & 1U) == 0) continue;
      for (std::size_t i = 0; i < space.num_issues(); ++i) AddNearness(space, i, last_[p]);
    }
  }

  void AddNearness(const OutcomeSpace& space, std::size_t issue, const Offer& offer) {
    const double weight = issue < issue_weights_.size() ? issue_weights_[issue] : 1;
    const std::size_t base = space.offset(issue);
    const std::size_t there = offer.options[issue];
    if (similarity_ == Similarity::kEqual || space.size(issue) == 1) {
      nearness_[base + there] += weight;
      return;
    }
    const auto last = static_cast<double>(space.size(issue) - 1);
    for (std::size_t v = 0; v < space.size(issue); ++v) {
      const std::size_t distance = v > there ? v - there : there - v;
      nearness_[base + v] += weight * (1 - static_cast<double>(distance) / last);
    }
  }

  Similarity similarity_ = Similarity::kOrdered;
  double band_ = 0.02;
  std::vector<double> issue_weights_;
  std::optional<double> beta_;
  std::array<Offer, kMaxParties> last_{};  ///< Of each party that made an offer.
  std::uint32_t heard_ = 0;                ///< Bits of those.
  bool stale_ = true;
  std::vector<double> nearness_;  ///< By flat value.
};

const RegisterStrategy<TradeOff> kRegisteredTradeOff{{
    .name = "trade_off",
    .summary = "Of the offers worth what it holds out for, tables the nearest to the other's last.",
    .formula = "argmax sum_i w_i sim_i(x_i, y_i) subject to A(t) <= u(x) <= A(t) + band; sim_i = "
               "1 - |a - b|/(n - 1), or 1 if equal, else 0; accepts what is worth at least that",
    .source = "Faratin, Sierra & Jennings (2002), section 4",
}};

}  // namespace
}  // namespace dragoman
