#include "engine/report/sweep_csv.h"

#include <cmath>
#include <limits>

#include "engine/core/text.h"

namespace dragoman {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// Collects the rows of one outcome.
class IndexRows {
 public:
  IndexRows(const SweepReport& report, const OutcomeAnalysis& analysis,
            std::vector<SweepIndexRow>* rows)
      : report_(report),
        outcome_(report.table->outcomes[analysis.outcome].outcome->name),
        rows_(*rows) {}

  void Method(std::string name) { method_ = std::move(name); }

  void Add(const std::string& index, const std::string& parameter, const std::string& where,
           double value, double half_width = kNone) {
    rows_.push_back({outcome_, method_, index, parameter, where, value, half_width});
  }

  void PerParameter(const std::string& index, const std::vector<double>& values,
                    const std::vector<double>& half_widths = {}) {
    for (std::size_t k = 0; k < values.size(); ++k) {
      Add(index, Name(k), {}, values[k], half_widths.empty() ? kNone : half_widths[k]);
    }
  }

  const std::string& Name(std::size_t k) const { return report_.sweep->parameters()[k].id; }
  std::string At(std::size_t parameter, double number) const {
    return ParameterText(*report_.sweep, parameter, number, 17);
  }
  std::size_t parameters() const { return report_.table->parameters; }

 private:
  const SweepReport& report_;
  std::string outcome_;
  std::string method_;
  std::vector<SweepIndexRow>& rows_;
};

void AddVariance(const OutcomeAnalysis& analysis, IndexRows* rows) {
  rows->Method("summary");
  rows->Add("mean", {}, {}, analysis.summary.mean);
  rows->Add("variance", {}, {}, analysis.summary.variance);
  rows->Add("noise_share", {}, {}, analysis.summary.noise_share);
  if (const auto& sobol = analysis.sobol) {
    rows->Method("sobol");
    rows->PerParameter("S1", sobol->s1, sobol->s1_conf);
    rows->PerParameter("ST", sobol->st, sobol->st_conf);
    for (std::size_t j = 0; j < sobol->factors && !sobol->s2.empty(); ++j) {
      for (std::size_t k = j + 1; k < sobol->factors; ++k) {
        rows->Add("S2", rows->Name(j), rows->Name(k), sobol->SecondOrder(j, k),
                  sobol->s2_conf.empty() ? kNone : sobol->s2_conf[j * sobol->factors + k]);
      }
    }
  }
  if (const auto& morris = analysis.morris) {
    rows->Method("morris");
    rows->PerParameter("mu_star", morris->mu_star, morris->mu_star_conf);
    rows->PerParameter("mu", morris->mu);
    rows->PerParameter("sigma", morris->sigma);
  }
  if (const auto& efast = analysis.efast) {
    rows->Method("efast");
    rows->PerParameter("S1", efast->s1);
    rows->PerParameter("ST", efast->st);
  }
}

void AddSample(const OutcomeAnalysis& analysis, IndexRows* rows) {
  if (analysis.given_data) {
    rows->Method("given_data");
    rows->PerParameter("S1", analysis.given_data->s1);
  }
  if (analysis.rbd_fast) {
    rows->Method("rbd_fast");
    rows->PerParameter("S1", analysis.rbd_fast->s1);
  }
  if (analysis.pawn) {
    rows->Method("pawn");
    rows->PerParameter("median", analysis.pawn->median);
    rows->PerParameter("mean", analysis.pawn->mean);
    rows->PerParameter("maximum", analysis.pawn->maximum);
  }
  if (analysis.delta) {
    rows->Method("delta");
    rows->PerParameter("delta", analysis.delta->delta);
  }
  if (analysis.features) {
    rows->Method("features");
    for (std::size_t k = 0; k < analysis.features->scores.size(); ++k) {
      const FeatureScore& score = analysis.features->scores[k];
      rows->Add("f_line", rows->Name(k), {}, score.f_line);
      rows->Add("f_line_p", rows->Name(k), {}, score.f_line_p);
      rows->Add("f_bins", rows->Name(k), {}, score.f_bins);
      rows->Add("f_bins_p", rows->Name(k), {}, score.f_bins_p);
      rows->Add("information", rows->Name(k), {}, score.information);
      rows->Add("information_bias", rows->Name(k), {}, score.information_bias);
    }
  }
  if (analysis.regional) {
    rows->Method("regional");
    rows->PerParameter("distance", analysis.regional->contrast.distance);
  }
}

void AddMap(const MapAnalysis& map, IndexRows* rows) {
  for (std::size_t row = 0; row < map.map.y.size(); ++row) {
    for (std::size_t column = 0; column < map.map.x.size(); ++column) {
      const std::size_t place = row * map.map.x.size() + column;
      rows->Add("value", rows->At(0, map.map.x[column]), rows->At(1, map.map.y[row]),
                map.map.values[place],
                map.map.standard_errors.empty() ? kNone : map.map.standard_errors[place]);
    }
  }
}

void AddPrim(const PrimAnalysis& prim, IndexRows* rows) {
  rows->Method("prim");
  for (std::size_t b = 0; b < prim.result.boxes.size(); ++b) {
    const PrimBox& box = prim.result.boxes[b];
    for (std::size_t k = 0; k < box.trajectory.size(); ++k) {
      const std::string step = std::to_string(b) + "." + std::to_string(k);
      rows->Add("coverage", {}, step, box.trajectory[k].coverage);
      rows->Add("density", {}, step, box.trajectory[k].density);
      rows->Add("mass", {}, step, box.trajectory[k].mass);
      for (const PrimLimit& limit : box.trajectory[k].limits) {
        for (const int category : limit.categories) {
          rows->Add("is", rows->Name(limit.column), step + "=" + rows->At(limit.column, category),
                    category);
        }
        if (limit.lower_restricted) {
          rows->Add("at_least", rows->Name(limit.column), step, limit.lower);
        }
        if (limit.upper_restricted) {
          rows->Add("at_most", rows->Name(limit.column), step, limit.upper);
        }
      }
    }
  }
}

}  // namespace

std::vector<SweepIndexRow> SweepIndexRows(const SweepReport& report) {
  std::vector<SweepIndexRow> all;
  for (const OutcomeAnalysis& analysis : report.analysis) {
    IndexRows rows(report, analysis, &all);
    AddVariance(analysis, &rows);
    AddSample(analysis, &rows);
    if (analysis.effects) {
      rows.Method("effects");
      for (std::size_t k = 0; k < analysis.effects->size(); ++k) {
        const ParameterEffect& effect = (*analysis.effects)[k];
        rows.Add("range", rows.Name(k), {}, effect.range);
        rows.Add("share", rows.Name(k), {}, effect.share);
        for (const LevelMean& level : effect.levels) {
          rows.Add("mean", rows.Name(k), rows.At(k, level.number), level.mean,
                   level.standard_error);
        }
      }
    }
    if (analysis.map) {
      rows.Method("map");
      AddMap(*analysis.map, &rows);
    }
    if (analysis.contours) {
      rows.Method("contours");
      AddMap(analysis.contours->map, &rows);
    }
    if (analysis.prim) AddPrim(*analysis.prim, &rows);
  }
  return all;
}

std::string SweepIndexCsv(const std::vector<SweepIndexRow>& rows) {
  std::string text = "outcome,method,index,parameter,where,value,half_width\n";
  for (const SweepIndexRow& row : rows) {
    text += CsvField(row.outcome) + "," + CsvField(row.method) + "," + CsvField(row.index) + "," +
            CsvField(row.parameter) + "," + CsvField(row.where) + "," + CsvNumber(row.value) + "," +
            CsvNumber(row.half_width) + "\n";
  }
  return text;
}

std::string CsvField(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

std::string CsvNumber(double value) {
  if (std::isnan(value)) return {};
  if (std::isinf(value)) return value > 0 ? "inf" : "-inf";
  return FormatNumber(value);
}

}  // namespace dragoman
