#include <algorithm>
#include <cmath>

#include "engine/experiments/progress_meter.h"
#include "engine/report/internal/sweep_parts.h"
#include "engine/report/sweep_plot.h"
#include "engine/report/text_page.h"

namespace dragoman::internal {
namespace {

constexpr int kSampleBar = 16;
constexpr int kLeastBar = 4;

/// One column of the table of indices.
struct SampleColumn {
  std::string name;
  std::vector<std::string> cells;  ///< Of each parameter.
};

std::string PValueText(double p) { return p < 0.0005 ? "<0.001" : Fixed(p, 3); }

void AddNumbers(const std::string& name, const std::vector<double>& values,
                std::vector<SampleColumn>* columns) {
  SampleColumn& column = columns->emplace_back();
  column.name = name;
  for (const double value : values) column.cells.push_back(Fixed(value, 3));
}

std::vector<SampleColumn> ColumnsOf(const OutcomeAnalysis& analysis) {
  std::vector<SampleColumn> columns;
  if (analysis.given_data) AddNumbers("S1", analysis.given_data->s1, &columns);
  if (analysis.rbd_fast) AddNumbers("S1 (spectrum)", analysis.rbd_fast->s1, &columns);
  if (analysis.pawn) {
    AddNumbers("PAWN", analysis.pawn->median, &columns);
    AddNumbers("its max", analysis.pawn->maximum, &columns);
  }
  if (analysis.delta) AddNumbers("delta", analysis.delta->delta, &columns);
  if (analysis.features) {
    SampleColumn f{"F", {}};
    SampleColumn p{"p of F", {}};
    SampleColumn information{"nats", {}};
    for (const FeatureScore& score : analysis.features->scores) {
      f.cells.push_back(std::isfinite(score.f_bins) ? Fixed(score.f_bins, 1) : "inf");
      p.cells.push_back(PValueText(score.f_bins_p));
      information.cells.push_back(
          Fixed(std::max(0.0, score.information - score.information_bias), 3));
    }
    columns.push_back(std::move(f));
    columns.push_back(std::move(p));
    columns.push_back(std::move(information));
  }
  if (analysis.regional) AddNumbers("KS", analysis.regional->contrast.distance, &columns);
  return columns;
}

/// What is left of a line beside the numbers; 0: too little.
int BarWidth(const SweepPage& page, const std::vector<SampleColumn>& columns) {
  std::size_t used = 0;
  for (const SweptParameter& parameter : page.sweep().parameters()) {
    used = std::max(used, TextWidth(parameter.id));
  }
  for (const SampleColumn& column : columns) {
    std::size_t width = TextWidth(column.name);
    for (const std::string& cell : column.cells) width = std::max(width, TextWidth(cell));
    used += 2 + width;
  }
  const int left = page.style.width - static_cast<int>(used) - 4;
  return left < kLeastBar ? 0 : std::min(left, kSampleBar);
}

/// What the rows are ordered by, and the bars show.
const std::vector<double>* LeadingIndex(const OutcomeAnalysis& analysis,
                                        std::vector<double>* scratch) {
  if (analysis.given_data) return &analysis.given_data->s1;
  if (analysis.rbd_fast) return &analysis.rbd_fast->s1;
  if (analysis.pawn) return &analysis.pawn->median;
  if (analysis.delta) return &analysis.delta->delta;
  if (analysis.regional) return &analysis.regional->contrast.distance;
  if (!analysis.features) return nullptr;
  for (const FeatureScore& score : analysis.features->scores) scratch->push_back(score.information);
  return scratch;
}

std::string MeaningText(const SweepPage& page) {
  const OutcomeAnalysis& analysis = page.analysis;
  std::string text;
  if (analysis.given_data) {
    std::size_t classes = 0;
    for (const auto& of : analysis.given_data->classes) classes = std::max(classes, of.size());
    const auto rows = static_cast<double>(analysis.given_data->rows.used);
    text += "S1: share of the variance the parameter explains alone; chance gives about " +
            Fixed((static_cast<double>(classes) - 1) / rows, 3) + ". ";
  }
  if (analysis.rbd_fast) text += "S1 (spectrum): the same by the spectrum, corrected for chance. ";
  if (analysis.pawn) {
    text +=
        "PAWN: how far fixing the parameter moves the distribution (0 to 1, median and largest "
        "over slices). ";
  }
  if (analysis.delta) text += "delta: the same for the density; chance alone is above 0. ";
  if (analysis.features) {
    text +=
        "F and its p: classes of the parameter have different means; nats: mutual information, "
        "less what chance gives. ";
  }
  if (analysis.regional) {
    text += "KS: distance between the parameter's values where " + page.name() + " is above " +
            OutcomeText(page.outcome(), analysis.regional->threshold) + " (" +
            WithThousands(analysis.regional->contrast.inside) + " points) and elsewhere. ";
  }
  return text;
}

std::size_t DroppedRows(const OutcomeAnalysis& analysis) {
  if (analysis.given_data) return analysis.given_data->rows.dropped;
  if (analysis.pawn) return analysis.pawn->rows.dropped;
  if (analysis.delta) return analysis.delta->rows.dropped;
  if (analysis.features) return analysis.features->rows.dropped;
  if (analysis.rbd_fast) return analysis.rbd_fast->rows.dropped;
  return analysis.regional ? analysis.regional->contrast.rows.dropped : 0;
}

/// Where in the outcome's distribution a parameter's values differ from elsewhere.
std::string RegionText(const SweepPage& page, const std::vector<std::size_t>& order) {
  const RegionalSensitivity& regions = page.analysis.regional->bins;
  if (regions.constant) return {};
  double most = 0;
  for (const double value : regions.statistic) {
    if (!std::isnan(value)) most = std::max(most, value);
  }
  TextTable table({false, false, true});
  table.AddRow({"", "tenths of the outcome, low to high", "largest"});
  for (const std::size_t k : order) {
    const auto begin = regions.statistic.begin() + static_cast<std::ptrdiff_t>(k * regions.bins);
    const std::vector<double> of(begin, begin + static_cast<std::ptrdiff_t>(regions.bins));
    double largest = 0;
    for (const double value : of) largest = std::isnan(value) ? largest : std::max(largest, value);
    table.AddRow({page.Parameter(k), StripText(of, 0, most, page.style), Fixed(largest, 2)});
  }
  return table.Text() +
         Wrap(
             "Regional sensitivity: how much the parameter's values in that tenth of the points "
             "differ from its values elsewhere (Cramer-von Mises, on the scale of the largest).",
             "  ", page.style.width);
}

}  // namespace

std::string SampleSection(const SweepPage& page) {
  const std::vector<SampleColumn> columns = ColumnsOf(page.analysis);
  std::vector<double> scratch;
  const std::vector<double>* leading = LeadingIndex(page.analysis, &scratch);
  if (leading == nullptr) return {};
  std::string text =
      "\n" + Heading(page.name() + ": which parameters matter, from these points", page.style);
  if (page.analysis.summary.variance == 0) {
    return text + Wrap(page.name() + " never varies over these points: the indices say nothing.",
                       "  ", page.style.width);
  }
  const double most = *std::max_element(leading->begin(), leading->end());
  const std::vector<std::size_t> order = LargestFirst(*leading);
  const int bar = BarWidth(page, columns);
  std::vector<bool> numeric(columns.size() + 2, true);
  numeric.front() = numeric.back() = false;
  TextTable table(numeric);
  std::vector<std::string> header = {""};
  for (const SampleColumn& column : columns) header.push_back(column.name);
  if (bar > 0) header.push_back(columns.front().name);
  table.AddRow(header);
  for (const std::size_t k : order) {
    std::vector<std::string> row = {page.Parameter(k)};
    for (const SampleColumn& column : columns) row.push_back(column.cells[k]);
    const double share = most > 0 ? std::max(0.0, (*leading)[k] / most) : 0;
    if (bar > 0) row.push_back(Bar(share, bar, page.style));
    table.AddRow(row);
  }
  text += table.Text();
  std::string words = MeaningText(page);
  if (const std::size_t dropped = DroppedRows(page.analysis); dropped > 0) {
    words += WithThousands(dropped) + (dropped == 1 ? " point without results is left out."
                                                    : " points without results are left out.");
  }
  text += Wrap(words, "  ", page.style.width);
  if (page.analysis.regional) text += RegionText(page, order);
  return text;
}

}  // namespace dragoman::internal
