#include <algorithm>
#include <cmath>

#include "engine/report/internal/sweep_parts.h"

namespace dragoman::internal {
namespace {

constexpr int kEffectBar = 20;
constexpr std::size_t kMostLevels = 15;

std::string RangeText(const SweepPage& page, double range) {
  return page.column().flag() ? Fixed(100 * range, 1) : Fixed(range, 2);
}

std::string EffectTable(const SweepPage& page, const std::vector<std::size_t>& order) {
  const std::vector<ParameterEffect>& effects = *page.analysis.effects;
  const double most = effects[order[0]].range;
  const bool shares = !std::isnan(effects[order[0]].share);
  TextTable table(shares ? std::vector<bool>{false, true, true, false, false}
                         : std::vector<bool>{false, true, false, false});
  std::vector<std::string> header = {"", page.column().flag() ? "range, points" : "range"};
  if (shares) header.emplace_back("share");
  header.insert(header.end(), {"", "along the parameter"});
  table.AddRow(header);
  for (const std::size_t k : order) {
    std::vector<std::string> row = {page.Parameter(k), RangeText(page, effects[k].range)};
    if (shares) row.push_back(RoughPercent(effects[k].share));
    row.push_back(
        PadRight(Bar(most > 0 ? effects[k].range / most : 0, kEffectBar, page.style), kEffectBar));
    row.push_back(PathWords(page.sweep(), page.column(), k, effects[k]));
    table.AddRow(row);
  }
  return table.Text();
}

std::string LevelTable(const SweepPage& page, std::size_t parameter, double low, double high) {
  const ParameterEffect& effect = (*page.analysis.effects)[parameter];
  TextTable table({false, true, true, false});
  table.AddRow({page.Parameter(parameter), "mean", "error", ""});
  const std::size_t count = effect.levels.size();
  const std::size_t shown = std::min(count, kMostLevels);
  for (std::size_t n = 0; n < shown; ++n) {
    const LevelMean& level = effect.levels[shown == 1 ? 0 : n * (count - 1) / (shown - 1)];
    const double share = high > low ? (level.mean - low) / (high - low) : 0;
    const std::string error =
        std::isnan(level.standard_error) ? "-" : RangeText(page, level.standard_error);
    table.AddRow({ParameterText(page.sweep(), parameter, level.number),
                  OutcomeText(page.outcome(), level.mean), error,
                  std::isnan(level.mean) ? "" : Bar(share, kEffectBar, page.style)});
  }
  std::string text = table.Text("    ");
  if (shown < count) {
    text += "    (" + std::to_string(shown) + " of " + std::to_string(count) + " levels)\n";
  }
  return text;
}

}  // namespace

std::string EffectSection(const SweepPage& page) {
  if (!page.analysis.effects || page.analysis.effects->empty()) return {};
  const std::vector<ParameterEffect>& effects = *page.analysis.effects;
  const bool one_at_a_time = page.sweep().config().design.kind == DesignKind::kOneAtATime;
  std::string text =
      "\n" + Heading(page.name() + (one_at_a_time
                                        ? ": one parameter at a time, the others at the reference"
                                        : ": mean at each level, all other parameters averaged"),
                     page.style);
  std::vector<double> ranges;
  double high = -std::numeric_limits<double>::infinity();
  for (const ParameterEffect& effect : effects) {
    ranges.push_back(effect.range);
    for (const LevelMean& level : effect.levels) high = std::max(high, level.mean);
  }
  double low = 0;
  if (!page.column().flag()) {
    low = high;
    for (const ParameterEffect& effect : effects) {
      for (const LevelMean& level : effect.levels) low = std::min(low, level.mean);
    }
  }
  const std::vector<std::size_t> order = LargestFirst(ranges);
  text += EffectTable(page, order);
  for (const std::size_t k : order)
    text += LevelTable(page, k, low, page.column().flag() ? 1 : high);
  const bool paired = std::any_of(effects.begin(), effects.end(),
                                  [](const ParameterEffect& effect) { return effect.paired; });
  std::string words =
      "Along the parameter: every two levels compared, 5 % for a wrong verdict on a path that is "
      "level; ";
  const bool common = page.sweep().config().common_random_numbers;
  words += paired ? "within the same random numbers."
           : common
               ? "errors taken as independent, which is cautious, as random numbers are common."
               : "errors are independent.";
  if (common && !one_at_a_time) {
    words += " error: at most, as the points share their random numbers.";
  }
  if (!std::isnan(effects[0].share)) {
    words += " share: of the variance over the points; what is missing to 100 % is interaction.";
  }
  return text + Wrap(words, "  ", page.style.width);
}

}  // namespace dragoman::internal
