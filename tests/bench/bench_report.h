#pragma once

#include <cstring>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>
#include <nlohmann/json.hpp>

/// @file
/// The main function of benchmarks whose figures are kept: beside Google Benchmark's own options
///
///   --figures=FILE   merges the figures into FILE (JSON): others' stay, its own are replaced
///   --commit=TEXT    what the figures are of; written beside each
///
/// A figure is kept for each benchmark with items processed; of repetitions the median. Counters
/// named "reference" (items per second of what it is compared with) and "goal" (the ratio to reach)
/// go with it.

namespace dragoman::bench {

/// Shows results as usual and keeps figures.
class FigureReporter final : public benchmark::ConsoleReporter {
 public:
  // Colours would fill a file with escapes, and the caller may well redirect.
  FigureReporter() : benchmark::ConsoleReporter(OO_Tabular) {}

  void ReportRuns(const std::vector<Run>& runs) override {
    benchmark::ConsoleReporter::ReportRuns(runs);
    for (const Run& run : runs) Keep(run);
  }
  const nlohmann::ordered_json& figures() const { return figures_; }

 private:
  void Keep(const Run& run) {
    const auto rate = run.counters.find("items_per_second");
    const bool median = run.aggregate_name == "median";
    if (run.error_occurred || rate == run.counters.end()) return;
    if (run.run_type == Run::RT_Aggregate ? !median : run.repetitions > 1) return;
    nlohmann::ordered_json figure;
    figure["per_second"] = Rounded(rate->second);
    for (const auto& [name, counter] : run.counters) {
      if (name != "items_per_second" && name != "reference") figure[name] = Rounded(counter);
    }
    const auto reference = run.counters.find("reference");
    if (reference != run.counters.end() && reference->second > 0) {
      figure["reference_per_second"] = reference->second.value;
      figure["ratio"] = Rounded(rate->second / reference->second);
    }
    std::string name = run.run_name.function_name;
    if (!run.run_name.args.empty()) name += "/" + run.run_name.args;
    figures_[name] = figure;
  }

  // Three digits: the rest is noise, and a file in version control should not show it.
  static double Rounded(double value) {
    double unit = 1;
    while (value / unit >= 1000) unit *= 10;
    while (value != 0 && value / unit < 100) unit /= 10;
    return static_cast<double>(static_cast<long long>(value / unit + 0.5)) * unit;
  }

  nlohmann::ordered_json figures_ = nlohmann::ordered_json::object();
};

inline int WriteFigures(const std::string& path, const std::string& commit,
                        const nlohmann::ordered_json& figures) {
  nlohmann::ordered_json file = nlohmann::ordered_json::object();
  if (std::ifstream in(path); in) {
    file = nlohmann::ordered_json::parse(in, nullptr, /*allow_exceptions=*/false);
    if (!file.is_object()) file = nlohmann::ordered_json::object();
  }
  for (const auto& [name, figure] : figures.items()) {
    file[name] = figure;
    if (!commit.empty()) file[name]["commit"] = commit;
  }
  std::ofstream out(path);
  out << file.dump(1) << "\n";
  if (out.flush()) return 0;
  std::cerr << "cannot write " << path << "\n";
  return 1;
}

inline int RunBenchmarks(int argc, char** argv) {
  std::string path;
  std::string commit;
  int kept = 0;
  for (int k = 0; k < argc; ++k) {
    const std::string argument = argv[k];
    if (argument.starts_with("--figures=")) {
      path = argument.substr(std::strlen("--figures="));
    } else if (argument.starts_with("--commit=")) {
      commit = argument.substr(std::strlen("--commit="));
    } else {
      argv[kept++] = argv[k];
    }
  }
  benchmark::Initialize(&kept, argv);
  if (benchmark::ReportUnrecognizedArguments(kept, argv)) return 1;
  FigureReporter reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
  return path.empty() ? 0 : WriteFigures(path, commit, reporter.figures());
}

}  // namespace dragoman::bench
