#include <algorithm>
#include <vector>

#include "engine/core/text.h"
#include "engine/experiments/progress_meter.h"
#include "engine/report/names.h"
#include "engine/report/run_text.h"

namespace dragoman {
namespace {

std::string Share100(double share) { return Fixed(100 * share, 1); }

std::string SignedPoints(double difference) {
  const std::string text = Fixed(100 * difference, 1);
  return text.starts_with('-') || text == "0.0" ? text : "+" + text;
}

/// One line per mechanism, one column per outcome.
template <std::size_t N>
std::string SharesTable(const Ablation& ablation, const std::vector<std::string>& names,
                        const std::array<double, N>& base,
                        std::array<AblationShare, N> AblationRow::* shares) {
  std::vector<bool> numeric(N + 1, true);
  numeric[0] = false;
  TextTable table(numeric);
  std::vector<std::string> header = {"off"};
  header.insert(header.end(), names.begin(), names.end());
  table.AddRow(std::move(header));
  std::vector<std::string> first = {"none"};
  for (const double p : base) first.push_back(Share100(p));
  table.AddRow(std::move(first));
  for (const AblationRow& row : ablation.rows) {
    std::vector<std::string> cells = {row.mechanism};
    for (const AblationShare& share : row.*shares) cells.push_back(Share100(share.p));
    table.AddRow(std::move(cells));
  }
  return table.Text();
}

/// Short heads for the columns of flags, so that nine of them fit.
std::vector<std::string> FlagHeads() {
  std::vector<std::string> heads;
  heads.reserve(kNumFlags);
  for (int f = 0; f < kNumFlags; ++f)
    heads.push_back("(" + std::string(1, static_cast<char>('a' + f)) + ")");
  return heads;
}

std::string FlagLegend() {
  std::string text;
  for (int f = 0; f < kNumFlags; ++f) {
    if (f > 0) text += ", ";
    text +=
        "(" + std::string(1, static_cast<char>('a' + f)) + ") " + FlagPhrase(static_cast<Flag>(f));
  }
  return text;
}

/// What holds the full agreement back most, and what it needs most; `rows` by size of effect.
std::string LargestEffects(const std::vector<const AblationRow*>& rows, const TextStyle& style) {
  const auto flag = static_cast<std::size_t>(Flag::kCeasefireFull);
  std::string text;
  for (const bool holds_back : {true, false}) {
    for (const AblationRow* row : rows) {
      const AblationShare& share = row->flags[flag];
      const double size = holds_back ? share.difference : -share.difference;
      if (!(size > 2 * share.se)) continue;
      text += Wrap((holds_back ? "Held back most by " : "Needs most: ") + row->mechanism + " (" +
                       row->title + "): " + SignedPoints(share.difference) + " points without it.",
                   "  ", style.width);
      break;
    }
  }
  return text;
}

std::string RankedEffects(const Ablation& ablation, const TextStyle& style) {
  const auto flag = static_cast<std::size_t>(Flag::kCeasefireFull);
  std::vector<const AblationRow*> rows;
  rows.reserve(ablation.rows.size());
  for (const AblationRow& row : ablation.rows) rows.push_back(&row);
  const auto size = [&](const AblationRow* row) {
    const double d = row->flags[flag].difference;
    return d < 0 ? -d : d;
  };
  std::stable_sort(rows.begin(), rows.end(),
                   [&](const auto* a, const auto* b) { return size(a) > size(b); });
  TextTable table({false, true, true, true, false});
  table.AddRow({"off", "P", "points", "error", "mechanism"});
  for (const AblationRow* row : rows) {
    const AblationShare& share = row->flags[flag];
    const bool clear = size(row) > 2 * share.se && size(row) > 0;
    table.AddRow({row->mechanism, Percent(share.p), SignedPoints(share.difference),
                  "+-" + Fixed(100 * share.se, 1), row->title + (clear ? " *" : "")});
  }
  std::string text = Heading("Which mechanism moves \"" + FlagPhrase(Flag::kCeasefireFull) +
                                 "\" most (as things are: " + Percent(ablation.flags[flag]) + ")",
                             style);
  text += table.Text();
  text += "  * more than two errors from no difference\n";
  text += LargestEffects(rows, style);
  return text;
}

}  // namespace

std::string AblationText(const Ablation& ablation, const TextStyle& style) {
  std::string text =
      Heading("Every mechanism switched off in turn: which one does the work?", style);
  text += Wrap(WithThousands(ablation.runs) +
                   " runs each, with the same random numbers as the talks as they are, so that "
                   "differences are surer than the shares. At the end, % of runs. Mechanisms that "
                   "bind only together show little here: try --without with both.",
               "  ", style.width);
  if (!ablation.off.empty()) text += "  Off already: " + Join(ablation.off) + "\n";
  text += "\n" + RankedEffects(ablation, style);
  text += "\n" + Heading("Headlines 0 to 7", style);
  std::vector<std::string> heads;
  heads.reserve(kNumHeadlines);
  for (int h = 0; h < kNumHeadlines; ++h) heads.push_back(std::to_string(h));
  text += SharesTable(ablation, heads, ablation.headline, &AblationRow::headline);
  text += "\n" + Heading("Flags", style);
  text += SharesTable(ablation, FlagHeads(), ablation.flags, &AblationRow::flags);
  text += Wrap(FlagLegend(), "  ", style.width);
  return text;
}

}  // namespace dragoman
