#include <algorithm>
#include <utility>

#include "engine/core/text.h"
#include "engine/core/version.h"
#include "engine/experiments/progress_meter.h"
#include "engine/io/shell_word.h"
#include "engine/report/html/sweep_sections.h"
#include "engine/report/names.h"
#include "engine/report/sweep_words.h"
#include "engine/report/text_layout.h"
#include "engine/sweep/result_folder.h"

namespace dragoman {
namespace {

DataTable DesignTable(const SweepPageData& data) {
  const Sweep& sweep = data.sweep();
  const SweepConfig& config = sweep.config();
  const SweepTable& results = data.table();
  DataTable table;
  table.name = "design";
  table.caption = "The experiment";
  table.columns = {"what", "value"};
  table.numeric = {false, false};
  const auto add = [&table](const char* what, std::string value) {
    if (!value.empty()) table.rows.push_back({TextCell(what), TextCell(std::move(value))});
  };
  add("scenario",
      config.scenario + (data.scenario_title.empty() ? "" : ": " + data.scenario_title));
  add("tier of evidence", config.tier);
  add("mechanisms switched off", Join(config.without));
  add("what-ifs applied", Join(sweep.inputs().what_ifs));
  add("design", DesignWords(sweep));
  add("points", WithThousands(results.rows()) +
                    (sweep.adaptive() ? " of a grid of " + WithThousands(results.all_cells) : ""));
  add("runs a point", (sweep.adaptive() ? "up to " : "") + WithThousands(sweep.replicates()));
  add("runs in all",
      WithThousands(results.total_runs) + ", " + WithThousands(results.total_failed) + " failed");
  add("random numbers", config.common_random_numbers
                            ? "common: replicate r has the same at every point"
                            : "their own at each point");
  add("talks per coding", std::to_string(sweep.inputs().talks_per_coding));
  add("seed",
      std::to_string(config.seed) + "; of the design " + std::to_string(config.design.seed));
  add("spec hash", sweep.spec_hash());
  add("result hash", results.hash);
  add("engine",
      "dragoman " + std::string(kVersion) + ", fingerprint " + sweep.inputs().fingerprint);
  return table;
}

/// What the experiment sets for all runs; empty: nothing.
DataTable ChangeTable(const SweepPageData& data) {
  DataTable table;
  table.name = "changes";
  table.caption = "What the experiment changes in the scenario, the same in all runs";
  table.columns = {"path", "value"};
  table.numeric = {false, false};
  for (const std::string& setting : data.sweep().inputs().settings) {
    const std::size_t sign = std::min(setting.find('='), setting.size());
    table.rows.push_back({TextCell(setting.substr(0, sign)),
                          TextCell(setting.substr(std::min(sign + 1, setting.size())))});
  }
  return table;
}

DataTable ParameterTable(const SweepPageData& data) {
  DataTable table;
  table.name = "parameters";
  table.caption = "What was varied, over which range, and where the scenario itself stands";
  table.columns = {"parameter", "what it is", "sets", "unit", "range", "the scenario"};
  table.numeric.assign(table.columns.size(), false);
  for (std::size_t k = 0; k < data.parameters.size(); ++k) {
    const ParameterFact& fact = data.parameters[k];
    table.rows.push_back({TextCell(fact.id), TextCell(fact.doc),
                          TextCell(Join(data.sweep().parameters()[k].paths)),
                          fact.unit.empty() ? NoCell() : TextCell(fact.unit), TextCell(fact.range),
                          TextCell(fact.own_text)});
  }
  return table;
}

void WriteSweepCommand(const std::string& what, const std::string& command, HtmlWriter* html) {
  html->Element("p", what);
  const HtmlScope pre(html, "pre");
  html->Element("code", command);
}

}  // namespace

void WriteSweepDesignSection(const SweepPageData& data, ReportSink* sink) {
  sink->BeginSection("design", "What was varied, and how?");
  sink->Table(ParameterTable(data));
  sink->Table(DesignTable(data));
  sink->EndSection();
}

void WriteSweepLimitSection(const SweepPageData& data, ReportSink* sink) {
  sink->BeginSection("limits", "Assumptions, and what this cannot tell");
  {
    HtmlWriter* html = sink->html();
    const HtmlScope list(html, "ul");
    const auto item = [html](const std::string& text) { html->Element("li", text); };
    item("The talks are those of the scenario, coded from " + std::to_string(data.claims) +
         " claims with their sources; readings of a claim are drawn anew for every coding. "
         "`dragoman report` of the scenario lists them all.");
    item("Everything but the parameters above" +
         std::string(data.sweep().inputs().settings.empty() ? "" : " and the changes below") +
         " stays as the scenario has it" +
         (data.mechanisms_off.empty() ? std::string(".")
                                      : "; switched off: " + Join(data.mechanisms_off) + "."));
    item(
        "The points are weighted as the design lays them. Shares over them are no probabilities "
        "of the world: nobody knows how likely each point is, and other ranges give other shares.");
    item(
        "What goes together over these points is so in the model. That it is a cause beyond the "
        "model does not follow.");
    item("It is conditional on this coding of the claims; it is not a forecast.");
    if (data.sweep().config().common_random_numbers) {
      item(
          "All points share their random numbers. Differences between points are therefore "
          "known better than the standard errors of the points say.");
    }
    for (const OutcomeAnalysis& of : data.report->analysis) {
      if (of.summary.variance == 0) {
        item(Capitalized(OutcomePhrase(*data.column(of).outcome)) +
             " never varies over these points: nothing here says what it depends on.");
      }
    }
  }
  if (DataTable changes = ChangeTable(data); !changes.rows.empty()) sink->Table(std::move(changes));
  sink->EndSection();
}

void WriteSweepCommandSection(const SweepPageData& data, ReportSink* sink) {
  sink->BeginSection("again", "To see the same again");
  HtmlWriter* html = sink->html();
  const std::string& result = data.report->result;
  WriteSweepCommand("This report:", data.command, html);
  WriteSweepCommand("Its numbers as text:", data.report->command, html);
  WriteSweepCommand("All points as CSV:", "dragoman sweep export " + result + " --out points.csv",
                    html);
  WriteSweepCommand(
      "Parts of the result computed again and compared:", "dragoman sweep verify " + result, html);
  const OutcomeAnalysis& first = data.report->analysis.front();
  const std::uint64_t highest = data.table().cells[first.summary.highest];
  WriteSweepCommand("The talks of the point at which " +
                        OutcomePhrase(*data.column(first).outcome) +
                        " is highest, from the folder of the result:",
                    ReplayCommand(data.sweep(), highest), html);
  sink->Paragraph("Result hash " + data.table().hash + ", dragoman version " +
                  std::string(kVersion) +
                  ". The same on every machine, for any number of threads.");
  sink->EndSection();
}

}  // namespace dragoman
