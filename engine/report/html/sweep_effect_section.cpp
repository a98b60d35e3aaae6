#include <algorithm>
#include <cmath>

#include "engine/report/html/svg.h"
#include "engine/report/html/sweep_sections.h"
#include "engine/report/sweep_words.h"
#include "engine/report/text_layout.h"

namespace dragoman {
namespace {

constexpr double kPathWidth = 262;
constexpr double kPathHeight = 200;
/// Parameters drawn for one outcome; the table has all.
constexpr std::size_t kMostPaths = 9;

/// Of all levels of all parameters, so that the drawings of one outcome can be compared.
SvgScale LevelScale(const SweepPageData& data, const OutcomeAnalysis& of) {
  double low = data.column(of).flag() ? 0 : std::numeric_limits<double>::infinity();
  double high = data.column(of).flag() ? 0.1 : -low;
  for (const ParameterEffect& effect : *of.effects) {
    for (const LevelMean& level : effect.levels) {
      if (std::isnan(level.mean)) continue;
      const double error = std::isnan(level.standard_error) ? 0 : level.standard_error;
      low = std::min(low, level.mean - error);
      high = std::max(high, level.mean + error);
    }
  }
  if (data.column(of).flag()) {
    low = std::max(0.0, low);
    high = std::min(1.0, high);
  }
  return {low, high, kPathHeight - 38, 26};
}

void DrawLevels(const SweepPageData& data, const OutcomeAnalysis& of, std::size_t k,
                HtmlWriter* html) {
  const ParameterEffect& effect = (*of.effects)[k];
  const ParameterFact& fact = data.parameters[k];
  const std::string phrase = OutcomePhrase(*data.column(of).outcome);
  const bool flag = data.column(of).flag();
  std::string description = "Mean at each level: ";
  for (std::size_t n = 0; n < effect.levels.size(); ++n) {
    description += (n == 0 ? "" : "; ") +
                   ParameterText(data.sweep(), k, effect.levels[n].number, 3) + ": " +
                   OutcomeText(*data.column(of).outcome, effect.levels[n].mean);
  }
  SvgChart chart(html, "c-path" + std::to_string(of.outcome) + "-" + std::to_string(k), kPathWidth,
                 kPathHeight, Capitalized(phrase) + " along " + fact.id, description + ".");
  const SvgScale y = LevelScale(data, of);
  const auto last = static_cast<double>(effect.levels.size() - 1);
  const SvgScale x = fact.choices || effect.levels.size() < 2
                         ? SvgScale{-0.5, last + 0.5, 44, kPathWidth - 12}
                         : SvgScale{effect.levels.front().number, effect.levels.back().number, 44,
                                    kPathWidth - 12};
  const auto place = [&](std::size_t n) {
    return x(fact.choices || effect.levels.size() < 2 ? static_cast<double>(n)
                                                      : effect.levels[n].number);
  };
  for (const double tick : NiceTicks(y.low, y.high, 4)) {
    chart.Line({x.from, y(tick)}, {x.to, y(tick)}, "grid");
    chart.Text({x.from - 5, y(tick) + 4},
               flag ? Fixed(100 * tick, 0) + "%" : TickText(tick, (y.high - y.low) / 4), "tick",
               SvgAnchor::kEnd);
  }
  if (fact.choices) {
    for (std::size_t n = 0; n < effect.levels.size(); ++n) {
      chart.Text({place(n), y.from + 13}, ParameterText(data.sweep(), k, effect.levels[n].number),
                 "tick", SvgAnchor::kMiddle, 10);
    }
    chart.Line({x.from, y.from}, {x.to, y.from}, "axis");
    chart.Text({(x.from + x.to) / 2, y.from + 27}, fact.AxisName(), "name", SvgAnchor::kMiddle, 40);
  } else {
    chart.AxisX(x, y.from, y.from, fact.AxisName(), 4);
  }
  chart.Text({6, 14}, phrase, "name", SvgAnchor::kStart, 40);
  std::vector<SvgPoint> path;
  for (std::size_t n = 0; n < effect.levels.size(); ++n) {
    const LevelMean& level = effect.levels[n];
    if (std::isnan(level.mean)) continue;
    path.push_back({place(n), y(level.mean)});
    if (!(level.standard_error > 0)) continue;
    chart.Line({place(n), y(std::max(y.low, level.mean - level.standard_error))},
               {place(n), y(std::min(y.high, level.mean + level.standard_error))}, "band");
  }
  if (!fact.choices) chart.Path(path, "l0 own");
  for (const SvgPoint& point : path) chart.Mark(point, 0, 6, "inkf");
}

DataTable LevelTableOf(const SweepPageData& data, const OutcomeAnalysis& of,
                       const std::vector<std::size_t>& order) {
  DataTable table;
  table.name = "levels-" + std::string(data.column(of).outcome->name);
  table.caption = OutcomePhrase(*data.column(of).outcome) + " at each level of each parameter";
  table.columns = {"parameter", "level", "mean", "error", "points", "along it"};
  table.numeric = {false, true, true, true, true, false};
  const bool flag = data.column(of).flag();
  for (const std::size_t k : order) {
    const ParameterEffect& effect = (*of.effects)[k];
    for (const LevelMean& level : effect.levels) {
      const bool first = &level == &effect.levels.front();
      table.rows.push_back(
          {TextCell(data.parameters[k].id), TextCell(ParameterText(data.sweep(), k, level.number)),
           std::isnan(level.mean) ? NoCell()
           : flag                 ? ShareCell(level.mean)
                                  : NumberCell(level.mean, 3),
           std::isnan(level.standard_error) ? NoCell() : NumberCell(level.standard_error, 3),
           CountCell(level.cells),
           first ? TextCell(PathWords(data.sweep(), data.column(of), k, effect)) : NoCell()});
    }
  }
  return table;
}

}  // namespace

bool HasEffectSection(const SweepPageData& data) {
  const SweepAnalysis& analysis = data.report->analysis;
  return std::any_of(analysis.begin(), analysis.end(),
                     [](const OutcomeAnalysis& of) { return of.effects.has_value(); });
}

void WriteSweepEffectSection(const SweepPageData& data, ReportSink* sink) {
  sink->BeginSection("effects", "What does each parameter do by itself?");
  sink->Paragraph(
      "The mean at each level of a parameter, all others averaged. Upright lines: one standard "
      "error, where there is one.",
      "dim");
  for (const OutcomeAnalysis& of : data.report->analysis) {
    if (!of.effects) continue;
    std::vector<double> ranges;
    for (const ParameterEffect& effect : *of.effects) ranges.push_back(effect.range);
    const std::vector<std::size_t> order = LargestFirst(ranges);
    sink->html()->Element("h3", Capitalized(OutcomePhrase(*data.column(of).outcome)));
    {
      const HtmlScope tiles(sink->html(), "div", {{"class", "tiles"}});
      for (std::size_t n = 0; n < std::min(order.size(), kMostPaths); ++n) {
        const HtmlScope figure(sink->html(), "figure");
        DrawLevels(data, of, order[n], sink->html());
      }
    }
    if (order.size() > kMostPaths) {
      sink->Paragraph("Drawn are the " + std::to_string(kMostPaths) + " that differ most of " +
                          std::to_string(order.size()) + "; the table has all.",
                      "dim");
    }
    sink->Twin(LevelTableOf(data, of, order));
  }
  sink->EndSection();
}

}  // namespace dragoman
