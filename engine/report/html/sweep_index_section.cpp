#include <algorithm>
#include <cmath>

#include "engine/report/html/index_bars.h"
#include "engine/report/html/sweep_sections.h"
#include "engine/report/sweep_words.h"
#include "engine/report/text_layout.h"

namespace dragoman {
namespace {

/// Parameters drawn; the table has all.
constexpr std::size_t kMostBars = 15;
constexpr const char* kPlusMinusSign = " \xC2\xB1 ";

/// The bars of one method, and the table of all its numbers.
struct IndexFigure {
  std::string words;  ///< How to read it.
  IndexBars chart;
  DataTable table;
};

/// Puts the figures of one outcome together.
class IndexFigures {
 public:
  IndexFigures(const SweepPageData& data, const OutcomeAnalysis& of)
      : data_(data),
        of_(of),
        name_(data.column(of).outcome->name),
        phrase_(OutcomePhrase(*data.column(of).outcome)) {}

  std::vector<IndexFigure> Make() {
    if (of_.sobol && !of_.sobol->constant) AddSobol();
    if (of_.morris && !of_.morris->constant) AddMorris();
    if (of_.efast) AddEfast();
    AddSample();
    return std::move(figures_);
  }

 private:
  static double At(const std::vector<double>& values, std::size_t k) {
    return values.empty() ? std::numeric_limits<double>::quiet_NaN() : values[k];
  }

  DataTable NewTable(const std::string& method, const std::string& caption,
                     std::vector<std::string> columns) const {
    DataTable table;
    table.name = method + "-" + name_;
    table.caption = phrase_ + ": " + caption;
    table.columns = std::move(columns);
    table.columns.insert(table.columns.begin(), "parameter");
    table.numeric.assign(table.columns.size(), true);
    table.numeric[0] = false;
    return table;
  }

  static DataCell IndexCell(double value) {
    return std::isfinite(value) ? NumberCell(value, 3) : NoCell();
  }

  void AddRow(std::size_t k, const std::vector<double>& values, DataTable* table) const {
    std::vector<DataCell> row = {TextCell(data_.parameters[k].id)};
    for (const double value : values) row.push_back(IndexCell(value));
    table->rows.push_back(std::move(row));
  }

  static std::string WithInterval(const IndexValue& of, bool points = false) {
    if (std::isnan(of.value)) return {};
    const auto text = [points](double value) {
      return points ? Fixed(100 * value, 1) : Fixed(value, 2);
    };
    return text(of.value) + (std::isnan(of.half_width) ? "" : kPlusMinusSign + text(of.half_width));
  }

  void Finish(IndexFigure figure) {
    std::vector<IndexBar>& bars = figure.chart.bars;
    figure.chart.title = figure.table.caption;
    figure.chart.description = "Bars, largest first: ";
    const std::size_t shown = std::min(bars.size(), kMostBars);
    for (std::size_t k = 0; k < shown; ++k) {
      figure.chart.description +=
          bars[k].label + " " + Fixed(bars[k].wide.value, 2) + (k + 1 < shown ? "; " : ".");
    }
    if (bars.size() > kMostBars) {
      figure.words += " Drawn are the largest " + std::to_string(kMostBars) + " of " +
                      std::to_string(bars.size()) + "; the table has all.";
      bars.resize(kMostBars);
    }
    figures_.push_back(std::move(figure));
  }

  std::string ResampleWords() const {
    return "Lines with end marks: 95 % intervals of " +
           std::to_string(data_.report->options.resamples) + " resamples.";
  }

  void AddSobol() {
    const SobolIndices& sobol = *of_.sobol;
    IndexFigure figure;
    figure.words =
        "Wide bars: the share of the variance that the parameter has to do with, alone or together "
        "with others (ST). Hollow bars: its share by itself (S1). " +
        (sobol.st_conf.empty() ? std::string() : ResampleWords());
    figure.chart.axis = "share of the variance";
    figure.table =
        NewTable("sobol", "Sobol' indices",
                 {"S1 alone", "interval \xC2\xB1", "ST with interactions", "interval \xC2\xB1"});
    for (const std::size_t k : LargestFirst(sobol.st)) {
      IndexBar& bar = figure.chart.bars.emplace_back();
      bar.label = data_.parameters[k].id;
      bar.wide = {sobol.st[k], At(sobol.st_conf, k)};
      bar.narrow = {sobol.s1[k], At(sobol.s1_conf, k)};
      bar.words = WithInterval(bar.wide) + "; alone " + Fixed(sobol.s1[k], 2);
      AddRow(k, {sobol.s1[k], At(sobol.s1_conf, k), sobol.st[k], At(sobol.st_conf, k)},
             &figure.table);
    }
    Finish(std::move(figure));
  }

  void AddMorris() {
    const MorrisEffects& morris = *of_.morris;
    const bool flag = data_.column(of_).flag();
    IndexFigure figure;
    figure.words =
        "Bars: how much the outcome changes, up or down, when the parameter alone moves over its "
        "whole range (mu*). Circles: how much that differs from place to place (sigma); a circle "
        "beyond the bar means curved or interacting. " +
        (morris.mu_star_conf.empty() ? std::string() : ResampleWords());
    figure.chart.axis = flag ? "change of the share of runs" : "change";
    figure.chart.percent = flag;
    figure.table = NewTable("morris", "elementary effects (Morris)",
                            {"mu*", "interval \xC2\xB1", "mu", "sigma"});
    figure.table.columns.emplace_back("kind");
    figure.table.numeric.push_back(false);
    for (const std::size_t k : LargestFirst(morris.mu_star)) {
      IndexBar& bar = figure.chart.bars.emplace_back();
      bar.label = data_.parameters[k].id;
      bar.wide = {morris.mu_star[k], At(morris.mu_star_conf, k)};
      bar.marks = {morris.sigma[k]};
      const std::string kind = MorrisWords(morris.mu_star[k], morris.sigma[k]);
      bar.words = WithInterval(bar.wide, flag) + "; " + kind;
      AddRow(k, {morris.mu_star[k], At(morris.mu_star_conf, k), morris.mu[k], morris.sigma[k]},
             &figure.table);
      figure.table.rows.back().push_back(TextCell(kind));
    }
    Finish(std::move(figure));
  }

  void AddEfast() {
    const EfastIndices& efast = *of_.efast;
    IndexFigure figure;
    figure.words =
        "Wide bars: the share of the variance that the parameter has to do with, alone or together "
        "with others (ST). Hollow bars: its share by itself (S1). The method gives no intervals; "
        "chance in the runs counts as interaction and raises every ST.";
    figure.chart.axis = "share of the variance";
    figure.table = NewTable("efast", "extended FAST", {"S1 alone", "ST with interactions"});
    for (const std::size_t k : LargestFirst(efast.st)) {
      IndexBar& bar = figure.chart.bars.emplace_back();
      bar.label = data_.parameters[k].id;
      bar.wide.value = efast.st[k];
      bar.narrow.value = efast.s1[k];
      bar.words = Fixed(efast.st[k], 2) + "; alone " + Fixed(efast.s1[k], 2);
      AddRow(k, {efast.s1[k], efast.st[k]}, &figure.table);
    }
    Finish(std::move(figure));
  }

  /// Indices of any sample, on one axis.
  void AddSample() {
    struct Series {
      const char* name;
      std::vector<double> values;
    };
    std::vector<Series> series;
    if (of_.given_data) series.push_back({"S1", of_.given_data->s1});
    if (of_.rbd_fast) series.push_back({"S1 by the spectrum", of_.rbd_fast->s1});
    if (of_.pawn) series.push_back({"PAWN", of_.pawn->median});
    if (of_.delta) series.push_back({"delta", of_.delta->delta});
    if (of_.regional) series.push_back({"KS", of_.regional->contrast.distance});
    if (series.empty() || of_.summary.variance == 0) return;
    constexpr const char* kMeanings[] = {"circle", "square", "triangle", "diamond"};
    IndexFigure figure;
    figure.words = "Bars: " + std::string(series[0].name) + ".";
    std::vector<std::string> columns = {series[0].name};
    for (std::size_t n = 1; n < series.size(); ++n) {
      figure.words += " " + Capitalized(kMeanings[n - 1]) + "s: " + series[n].name + ".";
      columns.emplace_back(series[n].name);
    }
    figure.words += " " + MeaningWords();
    figure.chart.axis = "index, 0 to 1";
    if (of_.given_data) figure.chart.chance = ChanceLevel();
    figure.table = NewTable("sample", "indices of these points", columns);
    if (of_.features) AddFeatureColumns(&figure.table);
    for (const std::size_t k : LargestFirst(series[0].values)) {
      IndexBar& bar = figure.chart.bars.emplace_back();
      bar.label = data_.parameters[k].id;
      bar.wide.value = series[0].values[k];
      bar.words = Fixed(bar.wide.value, 2);
      std::vector<double> row = {bar.wide.value};
      for (std::size_t n = 1; n < series.size(); ++n) {
        bar.marks.push_back(series[n].values[k]);
        row.push_back(series[n].values[k]);
      }
      AddRow(k, row, &figure.table);
      if (of_.features) AddFeatureCells(k, &figure.table);
    }
    Finish(std::move(figure));
  }

  static void AddFeatureColumns(DataTable* table) {
    for (const char* name : {"F", "p of F", "nats"}) {
      table->columns.emplace_back(name);
      table->numeric.push_back(true);
    }
  }

  void AddFeatureCells(std::size_t k, DataTable* table) const {
    const FeatureScore& score = of_.features->scores[k];
    std::vector<DataCell>& row = table->rows.back();
    row.push_back(std::isfinite(score.f_bins) ? NumberCell(score.f_bins, 1) : NoCell());
    row.push_back(IndexCell(score.f_bins_p));
    row.push_back(IndexCell(std::max(0.0, score.information - score.information_bias)));
  }

  double ChanceLevel() const {
    std::size_t classes = 0;
    for (const auto& of : of_.given_data->classes) classes = std::max(classes, of.size());
    return (static_cast<double>(classes) - 1) / static_cast<double>(of_.given_data->rows.used);
  }

  std::string MeaningWords() const {
    std::string text;
    if (of_.given_data) {
      text +=
          "S1: share of the variance that the parameter explains alone (dashed: what chance "
          "gives, " +
          Fixed(ChanceLevel(), 3) + "). ";
    }
    if (of_.pawn) text += "PAWN: how far fixing the parameter moves the distribution. ";
    if (of_.delta) text += "delta: the same for the density; chance alone is above 0. ";
    if (of_.regional) {
      text += "KS: distance between the parameter's values where the outcome is above " +
              OutcomeText(*data_.column(of_).outcome, of_.regional->threshold) + " and elsewhere. ";
    }
    return text + "None of them has an interval.";
  }

  const SweepPageData& data_;
  const OutcomeAnalysis& of_;
  const std::string name_;
  const std::string phrase_;
  std::vector<IndexFigure> figures_;
};

}  // namespace

bool HasIndexSection(const SweepPageData& data) {
  const SweepAnalysis& analysis = data.report->analysis;
  return std::any_of(analysis.begin(), analysis.end(), [&](const OutcomeAnalysis& of) {
    return !IndexFigures(data, of).Make().empty();
  });
}

void WriteSweepIndexSection(const SweepPageData& data, ReportSink* sink) {
  sink->BeginSection("matters", "Which parameters matter most?");
  std::string told;
  std::size_t number = 0;
  for (const OutcomeAnalysis& of : data.report->analysis) {
    for (IndexFigure& figure : IndexFigures(data, of).Make()) {
      sink->html()->Element("h3", Capitalized(OutcomePhrase(*data.column(of).outcome)));
      // How to read it, once unless it differs.
      if (figure.words != told) sink->Paragraph(figure.words, "dim");
      told = figure.words;
      {
        const HtmlScope element(sink->html(), "figure", {{"class", "big"}});
        DrawIndexBars(figure.chart, "c-bars" + std::to_string(number++), sink->html());
      }
      sink->Twin(std::move(figure.table));
    }
  }
  sink->EndSection();
}

}  // namespace dragoman
