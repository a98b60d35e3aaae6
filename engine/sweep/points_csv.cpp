#include "engine/sweep/points_csv.h"

#include <algorithm>

#include "engine/core/text.h"

namespace dragoman {
namespace {

constexpr std::size_t kMostCsvProblems = 20;

/// Takes one line off the front of `text`.
std::string_view TakeLine(std::string_view* text) {
  std::string_view line = text->substr(0, text->find('\n'));
  text->remove_prefix(std::min(text->size(), line.size() + 1));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

/// The cells of a line; false if a quote is left open or a value holds a tab.
bool SplitCells(std::string_view line, std::vector<std::string>* cells) {
  cells->clear();
  bool quoted = false;
  std::string cell;
  for (std::size_t k = 0; k < line.size(); ++k) {
    const char c = line[k];
    if (c == '\t') return false;
    if (c == '"' && quoted && k + 1 < line.size() && line[k + 1] == '"') {
      cell += '"';
      ++k;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      cells->emplace_back(Trim(cell));
      cell.clear();
    } else {
      cell += c;
    }
  }
  cells->emplace_back(Trim(cell));
  return !quoted;
}

class PointsReader {
 public:
  PointsReader(const std::string& file, const std::vector<std::string>& ids)
      : file_(file), ids_(ids) {}

  void ReadLine(std::string_view line, int number) {
    if (Trim(line).empty() || line.starts_with('#')) return;
    std::vector<std::string> cells;
    if (!SplitCells(line, &cells)) {
      Report(number, "a quote is left open, or a value holds a tab");
    } else if (places_.empty()) {
      ReadHead(cells, number);
    } else if (cells.size() != columns_) {
      Report(number, "has " + std::to_string(cells.size()) + " values; the head names " +
                         std::to_string(columns_));
    } else {
      std::vector<std::string>& point = csv_.points.emplace_back();
      for (const std::size_t place : places_) point.push_back(cells[place]);
    }
  }

  bool stopped() const { return csv_.problems.size() >= kMostCsvProblems || head_bad_; }
  PointsCsv Finish() {
    if (places_.empty() && csv_.problems.empty()) Report(1, "the file is empty");
    return std::move(csv_);
  }

 private:
  void Report(int line, std::string message, std::string expected = {}) {
    csv_.problems.push_back({file_, line, 1, {}, std::move(message), std::move(expected)});
  }

  void ReadHead(const std::vector<std::string>& cells, int number) {
    columns_ = cells.size();
    for (const std::string& id : ids_) {
      const auto found = std::find(cells.begin(), cells.end(), id);
      if (found == cells.end()) Report(number, "no column '" + id + "'");
      if (std::count(found, cells.end(), id) > 1) {
        Report(number, "the column '" + id + "' is there twice");
      }
      places_.push_back(static_cast<std::size_t>(found - cells.begin()));
    }
    for (const std::string& cell : cells) {
      if (std::find(ids_.begin(), ids_.end(), cell) != ids_.end()) continue;
      Report(number, "'" + cell + "' is no parameter", ExpectedOneOf(cell, ids_));
    }
    head_bad_ = !csv_.problems.empty();
  }

  const std::string& file_;
  const std::vector<std::string>& ids_;
  std::vector<std::size_t> places_;  ///< Column of each parameter.
  std::size_t columns_ = 0;
  bool head_bad_ = false;
  PointsCsv csv_;
};

}  // namespace

PointsCsv ReadPointsCsv(std::string_view text, const std::string& file,
                        const std::vector<std::string>& ids) {
  PointsReader reader(file, ids);
  int number = 0;
  while (!text.empty() && !reader.stopped()) reader.ReadLine(TakeLine(&text), ++number);
  return reader.Finish();
}

}  // namespace dragoman
