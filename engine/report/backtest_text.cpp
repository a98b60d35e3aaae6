#include "engine/report/backtest_text.h"

#include <cmath>

namespace dragoman {
namespace {

constexpr std::size_t kLongestCase = 26;

std::string CaseName(const CaseReport& one) { return Clip(one.id, kLongestCase); }

std::string WholePercent(double p) { return Fixed(100 * p, 0); }

/// "4 humanitarian".
std::string HeadlineText(int headline) {
  return std::to_string(headline) + " " +
         std::string(kHeadlineNames[static_cast<std::size_t>(headline)]);
}

std::string IntroText(const BacktestReport& report, const TextStyle& style) {
  std::string text = "The engine on " + std::to_string(report.cases.size()) +
                     (report.cases.size() == 1 ? " case" : " cases") + " of the past, " +
                     std::to_string(report.settings.runs) + " runs each, seed " +
                     std::to_string(report.settings.seed) + ". ";
  text += report.settings.drop_mandate
              ? "Without `mandate`: every party takes the middle of its scale. "
              : "With `mandate`, which was coded knowing the end (see --drop mandate). ";
  if (report.constants_fitted) {
    text += "Three constants fitted by leaving one case out; none on the home set. ";
  } else if (report.settings.leave_one_out) {
    text += "Nothing fitted: fewer than three cases outside the home set. ";
  } else {
    text += "No constant is fitted. ";
  }
  text += "Conditional on these codings, made by somebody who knew the ends; not a forecast.";
  return Wrap(text, "", style.width);
}

std::string ForecastTable(const BacktestReport& report, const TextStyle& style) {
  std::string text = "\n" + Heading("Forecast of the headline, in percent", style);
  TextTable table({false, false, true, true, true, true, true, true, true, true, false});
  table.AddRow({"case", "set", "0", "1", "2", "3", "4", "5", "6", "7", "what happened"});
  for (const CaseReport& one : report.cases) {
    std::vector<std::string> row = {CaseName(one), one.set};
    for (const double p : one.headline) row.push_back(WholePercent(p));
    row.push_back(HeadlineText(one.actual));
    table.AddRow(std::move(row));
  }
  return text + table.Text();
}

std::vector<std::string> RpsRow(std::string name, double engine,
                                const std::array<double, kNumBaselines>& baselines) {
  std::vector<std::string> row = {std::move(name), Fixed(engine, 2)};
  for (const double rps : baselines) row.push_back(Fixed(rps, 2));
  return row;
}

std::string SignedFixed(double value) { return (value < 0 ? "" : "+") + Fixed(value, 2); }

std::string ScoreTable(const BacktestReport& report, const TextStyle& style) {
  std::string text = "\n" + Heading("Ranked probability score: 0 is perfect, 7 the worst", style);
  TextTable table({false, true, true, true, true, true, true, true, true, true});
  table.AddRow({"case", "engine", "B0", "B1", "B2", "B3", "B4", "B5", "B6", "B7"});
  for (const CaseReport& one : report.cases) {
    table.AddRow(RpsRow(CaseName(one), one.rps, one.baseline_rps));
  }
  const auto add_mean = [&](const char* name, const BacktestSummary& summary) {
    if (summary.cases > 0) table.AddRow(RpsRow(name, summary.rps, summary.baseline_rps));
  };
  add_mean("mean", report.all);
  if (report.home.cases > 0 && report.fitted.cases > 0) {
    add_mean("  outside the home set", report.fitted);
    add_mean("  home set", report.home);
  }
  std::vector<std::string> skill = {"skill of the engine", ""};
  std::vector<std::string> low = {"engine - baseline, 2.5 %", ""};
  std::vector<std::string> high = {"engine - baseline, 97.5 %", ""};
  for (std::size_t b = 0; b < kNumBaselines; ++b) {
    skill.push_back(std::isfinite(report.all.skill[b]) ? SignedFixed(report.all.skill[b]) : "-");
    low.push_back(SignedFixed(report.all.difference[b].low));
    high.push_back(SignedFixed(report.all.difference[b].high));
  }
  for (auto* row : {&skill, &low, &high}) table.AddRow(std::move(*row));
  text += table.Text();
  std::string names;
  for (std::size_t b = 0; b < kNumBaselines; ++b) {
    names += (b == 0 ? "B" : ", B") + std::to_string(b) + " " + std::string(kBaselineNames[b]);
  }
  return text + Wrap(names +
                         ". Point predictions put .93 on their headline and .01 on each other. "
                         "Skill is 1 - mean score / mean score of the baseline; the interval is a "
                         "paired bootstrap over cases.",
                     "", style.width);
}

std::string FlagTable(const BacktestReport& report, const TextStyle& style) {
  std::string text = "\n" + Heading("Flags", style);
  TextTable table({false, true, true, true, true});
  table.AddRow({"flag", "cases", "happened", "Brier", "log score"});
  const auto add = [&](std::string name, const FlagScores& scores) {
    if (scores.cases == 0) return;
    table.AddRow({std::move(name), std::to_string(scores.cases), std::to_string(scores.happened),
                  Fixed(scores.brier, 3), Fixed(scores.log, 3)});
  };
  for (std::size_t f = 0; f < kFlagNames.size(); ++f) {
    add(std::string(kFlagNames[f]), report.flags[f]);
  }
  add("all", report.all_flags);
  return text + table.Text() +
         Wrap(
             "Brier and log score are means, 0 is perfect; probabilities below .01 count as .01. A "
             "flag that a case's flags_when does not name does not apply to it and is left out.",
             "", style.width);
}

std::string ReliabilityTable(const BacktestReport& report, const TextStyle& style) {
  const Reliability& reliability = report.reliability;
  std::string text = "\n" + Heading("Reliability of the flags", style);
  TextTable table({false, true, true, true});
  table.AddRow({"forecast", "n", "mean forecast", "happened"});
  for (const ReliabilityBin& bin : reliability.bins) {
    table.AddRow({Fixed(bin.from, 2) + " to " + Fixed(bin.to, 2), std::to_string(bin.n),
                  bin.n > 0 ? Fixed(bin.mean_forecast, 2) : "-",
                  bin.n > 0 ? Fixed(bin.frequency, 2) : "-"});
  }
  return text + table.Text() +
         Wrap("Brier " + Fixed(reliability.brier, 3) + " = reliability " +
                  Fixed(reliability.reliability, 3) + " - resolution " +
                  Fixed(reliability.resolution, 3) + " + uncertainty " +
                  Fixed(reliability.uncertainty, 3) + " + within bins " +
                  Fixed(reliability.within_bins, 3) + ". " + std::to_string(reliability.n) +
                  " pairs of case and flag, not independent of each other: three bins, and no "
                  "conclusion from them alone.",
              "", style.width);
}

std::vector<std::string> ConstantsRow(std::string name, const BacktestConstants& constants) {
  return {std::move(name), Fixed(constants.delay_cost, 2), Fixed(constants.red_lines, 2),
          Fixed(constants.base_share, 2)};
}

std::string ConstantsTable(const BacktestReport& report, const TextStyle& style) {
  if (!report.constants_fitted) return {};
  std::string text = "\n" + Heading("Constants", style);
  TextTable table({false, true, true, true});
  table.AddRow({"fitted without", "delay_cost", "red_lines", "base_share"});
  for (const CaseReport& one : report.cases) {
    if (one.set != kHomeSet) table.AddRow(ConstantsRow(CaseName(one), one.constants));
  }
  table.AddRow(ConstantsRow("the home set alone", report.overall));
  return text + table.Text() +
         Wrap(
             "delay_cost: factor on the cost of no deal. red_lines: factor on the evidence for red "
             "lines. base_share: share of the base rates B1 mixed into the forecast. Least mean "
             "score over the other cases outside the home set; the priors are 1, 1 and 0.",
             "", style.width);
}

std::string HomeText(const BacktestReport& report, const TextStyle& style) {
  std::string text;
  for (const CaseReport& one : report.cases) {
    if (one.set != kHomeSet || !one.has_predecessor) continue;
    const auto actual = static_cast<std::size_t>(one.actual);
    text +=
        Wrap(one.id + ": P(headline " + HeadlineText(one.actual) +
                 ") = " + Percent(one.headline[actual]) + ", by persistence " +
                 Percent(one.baselines[static_cast<std::size_t>(Baseline::kPersistence)][actual]) +
                 "; score " + Fixed(one.rps, 2) + " against " +
                 Fixed(one.baseline_rps[static_cast<std::size_t>(Baseline::kPersistence)], 2) + ".",
             "  ", style.width);
  }
  if (text.empty()) return {};
  return "\n" + Heading("Home series beside persistence; nothing is fitted on it", style) + text;
}

}  // namespace

std::string BacktestText(const BacktestReport& report, const std::string& command,
                         const TextStyle& style) {
  return IntroText(report, style) + ForecastTable(report, style) + ScoreTable(report, style) +
         HomeText(report, style) + FlagTable(report, style) + ReliabilityTable(report, style) +
         ConstantsTable(report, style) + "\nAgain: " + command + "\n";
}

std::string BacktestMappingText(const TextStyle& style) {
  std::string text = Wrap(
      "How a coded case becomes a scenario. Everything else is the engine's default. Scales of "
      "0..100 are divided by 100 where a mechanism's parameter is a share.",
      "", style.width);
  for (const MappingLine& line : BacktestMapping()) {
    text += "\n" + Heading(std::string(line.from) + " -> " + std::string(line.to), style);
    text += Wrap(std::string(line.formula), "  ", style.width);
    text += Wrap("why: " + std::string(line.reason), "  ", style.width);
  }
  return text;
}

}  // namespace dragoman
