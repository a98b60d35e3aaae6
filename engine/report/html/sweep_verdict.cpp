#include "engine/report/html/sweep_verdict.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/report/names.h"
#include "engine/report/sweep_words.h"
#include "engine/report/text_layout.h"
#include "engine/report/text_page.h"

namespace dragoman {
namespace {

/// A total index, or what stands in for it, below which a parameter hardly matters.
constexpr double kSmallIndex = 0.05;
constexpr std::size_t kNamedFirst = 3;
constexpr std::size_t kMostLimits = 4;
/// Of a full scale: less is called no direction.
constexpr double kClearDirection = 0.02;

std::string PlusMinus(const std::vector<double>& half_widths, std::size_t k) {
  if (half_widths.empty()) return {};
  return " \xC2\xB1 " + Fixed(half_widths[k], 2);
}

/// Sentences about one outcome.
class OutcomeSentences {
 public:
  OutcomeSentences(const SweepPageData& data, const OutcomeAnalysis& of)
      : data_(data),
        of_(of),
        outcome_(*data.column(of).outcome),
        phrase_(OutcomePhrase(outcome_)) {}

  std::vector<std::string> Make() {
    if (of_.summary.variance == 0 && !of_.contours) {
      Say(phrase_ + " is the same at every point: " + Value(of_.summary.mean) + ".");
      return std::move(sentences_);
    }
    if (const MapAnalysis* map = MapOf(of_)) SayMap(*map);
    if (of_.sobol && !of_.sobol->constant) SaySobol();
    if (of_.morris && !of_.morris->constant) SayMorris();
    if (of_.efast) SayIndex(of_.efast->st, {}, "total index");
    if (of_.effects) SayEffects();
    SaySample();
    if (of_.prim) SayBox();
    if (sentences_.empty()) SayRange(of_.summary.lowest, of_.summary.highest);
    return std::move(sentences_);
  }

 private:
  void Say(std::string sentence) { sentences_.push_back(Capitalized(std::move(sentence))); }
  std::string Value(double value) const { return OutcomeText(outcome_, value); }
  bool flag() const { return data_.column(of_).flag(); }
  const std::string& Name(std::size_t k) const { return data_.parameters[k].id; }

  void SayRange(std::size_t lowest, std::size_t highest) {
    const OutcomeColumn& column = data_.column(of_);
    Say(phrase_ + (flag() ? " comes about in " : " is ") + Value(of_.summary.mean) +
        (flag() ? " of runs" : "") + " on average over the points; lowest " +
        Value(column.mean[lowest]) + ", highest " + Value(column.mean[highest]) + ".");
  }

  // ---- Maps

  std::string PlaceWords(const ResponseMap& map, std::size_t place) const {
    return ParameterAt(data_, 0, map.x[place % map.x.size()]) + ", " +
           ParameterAt(data_, 1, map.y[place / map.x.size()]);
  }

  void SayMap(const MapAnalysis& analysis) {
    const ResponseMap& map = analysis.map;
    double sum = 0;
    std::size_t known = 0;
    std::size_t lowest = map.values.size();
    std::size_t highest = map.values.size();
    for (std::size_t k = 0; k < map.values.size(); ++k) {
      const double value = map.values[k];
      if (std::isnan(value)) continue;
      sum += value;
      ++known;
      if (lowest == map.values.size() || value < map.values[lowest]) lowest = k;
      if (highest == map.values.size() || value > map.values[highest]) highest = k;
    }
    if (known == 0) return;
    Say(phrase_ + (flag() ? " comes about in " : " is ") + Value(sum / static_cast<double>(known)) +
        (flag() ? " of runs" : "") + " on average over the map: from " + Value(map.values[lowest]) +
        " at " + PlaceWords(map, lowest) + " to " + Value(map.values[highest]) + " at " +
        PlaceWords(map, highest) + ".");
    if (flag()) SayLikely(analysis);
    SayOwn(map);
    SayDirections(analysis);
  }

  void SayLikely(const MapAnalysis& analysis) {
    const double half = analysis.shares_above[1];
    if (std::isnan(half)) return;
    if (half <= 0) {
      const double tenth = analysis.shares_above[0];
      return Say("Nowhere on the map is it more likely than not; it is above one in ten on " +
                 (tenth > 0 ? RoughPercent(tenth) : std::string("no part")) + " of the map.");
    }
    if (half >= 1) return Say("It is more likely than not everywhere on the map.");
    Say("It is more likely than not on " + RoughPercent(half) +
        " of the map, and nearly certain (90% and above) on " +
        RoughPercent(analysis.shares_above[2]) + ".");
  }

  void SayOwn(const ResponseMap& map) {
    const std::optional<double>& x = data_.parameters[0].own;
    const std::optional<double>& y = data_.parameters[1].own;
    if (!x || !y) return;
    const double value = MapValueAt(map, *x, *y);
    const std::string place = ParameterAt(data_, 0, *x) + ", " + ParameterAt(data_, 1, *y);
    if (std::isnan(value)) {
      return Say("The scenario itself stands outside the map, at " + place + ".");
    }
    Say("The scenario itself stands at " + place + ", where it is about " + Value(value) + ".");
  }

  /// "(the more of it, the more likely)"; empty where there is no clear direction.
  std::string Direction(const ResponseMap& map, bool along_x) const {
    if (data_.parameters[along_x ? 0 : 1].choices) return {};
    const MapGrid grid = map.grid();
    double change = 0;
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    std::size_t lines = 0;
    const std::size_t count = along_x ? map.y.size() : map.x.size();
    for (std::size_t k = 0; k < count; ++k) {
      const double first = along_x ? grid.at(0, k) : grid.at(k, 0);
      const double last = along_x ? grid.at(map.x.size() - 1, k) : grid.at(k, map.y.size() - 1);
      if (std::isnan(first) || std::isnan(last)) continue;
      change += last - first;
      ++lines;
    }
    for (const double value : map.values) {
      if (std::isnan(value)) continue;
      low = std::min(low, value);
      high = std::max(high, value);
    }
    if (lines == 0) return {};
    change /= static_cast<double>(lines);
    const double scale = flag() ? 1 : high - low;
    if (std::fabs(change) < kClearDirection * scale) return {};
    return std::string(" (") + (change > 0 ? "higher" : "lower") + " at the upper end)";
  }

  void SayDirections(const MapAnalysis& analysis) {
    const MapDecomposition& parts = analysis.decomposition;
    if (std::isnan(parts.x_share) || parts.variance == 0) return;
    const ResponseMap& map = analysis.map;
    Say("Of the variation over the map, " + RoughPercent(parts.x_share) + " goes with " +
        map.x_name + " alone" + Direction(map, true) + ", " + RoughPercent(parts.y_share) +
        " with " + map.y_name + " alone" + Direction(map, false) + ", " +
        RoughPercent(parts.interaction_share) + " with the two together only.");
  }

  // ---- Indices

  void SayIndex(const std::vector<double>& index, const std::vector<double>& half_widths,
                const std::string& name) {
    const std::vector<std::size_t> order = LargestFirst(index);
    std::vector<std::string> first;
    std::size_t small = 0;
    for (const std::size_t k : order) {
      if (std::isnan(index[k])) continue;
      if (index[k] < kSmallIndex) {
        ++small;
      } else if (first.size() < kNamedFirst) {
        first.push_back(Name(k) + " (" + (first.empty() ? name + " " : "") + Fixed(index[k], 2) +
                        PlusMinus(half_widths, k) + ")");
      }
    }
    if (first.empty()) {
      Say("No parameter by itself stands out in what moves " + phrase_ + " over these ranges.");
    } else {
      Say("What moves " + phrase_ + " most over these ranges: " + Listed(first) + ".");
    }
    if (small > 0 && !first.empty()) {
      Say(std::to_string(small) + " of " + std::to_string(index.size()) +
          (small == 1 ? " parameters has a " : " parameters have a ") + name + " below " +
          Fixed(kSmallIndex, 2) + ": over these ranges " + (small == 1 ? "it" : "they") +
          " hardly matter" + (small == 1 ? "s" : "") + " to it.");
    }
  }

  void SaySobol() {
    SayIndex(of_.sobol->st, of_.sobol->st_conf, "total index");
    double sum = 0;
    for (const double s1 : of_.sobol->s1) sum += s1;
    Say("Single parameters explain " + RoughPercent(std::clamp(sum, 0.0, 1.0)) +
        " of its variance; the rest needs two or more of them together, or is noise.");
  }

  void SayMorris() {
    const MorrisEffects& morris = *of_.morris;
    std::vector<std::string> first;
    for (const std::size_t k : LargestFirst(morris.mu_star)) {
      if (first.size() == kNamedFirst || !(morris.mu_star[k] > 0)) break;
      const double size = morris.mu_star[k];
      const std::string unit(outcome_.unit);
      first.push_back(Name(k) + " by " +
                      (flag() ? Fixed(100 * size, 1) + " points"
                              : Number(size) + (unit.empty() ? "" : " " + unit)) +
                      (morris.mu[k] < 0 ? " (mostly down)" : " (mostly up)"));
    }
    if (first.empty()) return;
    Say("Moved over its whole range, a parameter changes " + phrase_ +
        " on average: " + Listed(first) + ".");
  }

  void SayEffects() {
    const std::vector<ParameterEffect>& effects = *of_.effects;
    std::vector<double> ranges;
    for (const ParameterEffect& effect : effects) ranges.push_back(effect.range);
    const std::size_t most = LargestFirst(ranges).front();
    const ParameterEffect& effect = effects[most];
    const auto [low, high] =
        std::minmax_element(effect.levels.begin(), effect.levels.end(),
                            [](const auto& a, const auto& b) { return a.mean < b.mean; });
    if (low == effect.levels.end()) return;
    Say(phrase_ + " differs most along " + Name(most) + ": from " + Value(low->mean) + " at " +
        ParameterText(data_.sweep(), most, low->number) + " to " + Value(high->mean) + " at " +
        ParameterText(data_.sweep(), most, high->number) +
        (effect.path ? " (" + PathWords(data_.sweep(), data_.column(of_), most, effect) + ")"
                     : std::string()) +
        ".");
  }

  void SaySample() {
    if (of_.given_data && !of_.given_data->constant) {
      SayIndex(of_.given_data->s1, {}, "first-order index");
    } else if (of_.pawn && !of_.pawn->constant) {
      SayIndex(of_.pawn->median, {}, "PAWN index");
    }
  }

  // ---- PRIM

  /// The limits that chance explains least, in the order of the parameters.
  static std::vector<PrimLimit> SurestLimits(const PrimStep& step) {
    // Unknown where the outcome is a share: then the first limits stay.
    const auto p = [](const PrimLimit& limit) {
      const double least = std::fmin(limit.lower_quasi_p, limit.upper_quasi_p);
      return std::isnan(least) ? 1 : least;
    };
    std::vector<PrimLimit> limits = step.limits;
    if (limits.size() > kMostLimits) {
      std::stable_sort(limits.begin(), limits.end(),
                       [&](const PrimLimit& a, const PrimLimit& b) { return p(a) < p(b); });
      limits.resize(kMostLimits);
      std::sort(limits.begin(), limits.end(),
                [](const PrimLimit& a, const PrimLimit& b) { return a.column < b.column; });
    }
    return limits;
  }

  void SayBox() {
    const PrimAnalysis& prim = *of_.prim;
    if (prim.result.boxes.empty()) return;
    const PrimBox& box = prim.result.boxes.front();
    const PrimStep& step = box.trajectory[box.suggested];
    if (step.limits.empty()) {
      return Say("No box of parameters has " + phrase_ + " much more often than all of them.");
    }
    std::vector<std::string> limits;
    for (PrimLimit limit : SurestLimits(step)) {
      limit.lower_quasi_p = limit.upper_quasi_p = std::numeric_limits<double>::quiet_NaN();
      limits.push_back(LimitWords(data_.sweep(), limit));
    }
    if (const std::size_t others = step.limits.size() - limits.size(); others > 0) {
      limits.push_back(std::to_string(others) + " further limits hold");
    }
    const std::string cases = prim.per_run ? "runs" : "points";
    Say("Where " + Listed(limits) + ", " + RoughPercent(step.density) + " of " + cases +
        " are of interest (" + phrase_ +
        (prim.per_run && flag() ? "" : " above " + Value(prim.threshold)) + "), against " +
        RoughPercent(prim.result.interest / static_cast<double>(prim.result.rows)) +
        " everywhere; the box holds " + RoughPercent(step.coverage) + " of all that are.");
  }

  const SweepPageData& data_;
  const OutcomeAnalysis& of_;
  const RunOutcome& outcome_;
  const std::string phrase_;
  std::vector<std::string> sentences_;
};

}  // namespace

std::vector<std::vector<std::string>> SweepVerdict(const SweepPageData& data) {
  std::vector<std::vector<std::string>> verdict;
  for (const OutcomeAnalysis& of : data.report->analysis) {
    verdict.push_back(OutcomeSentences(data, of).Make());
  }
  return verdict;
}

}  // namespace dragoman
