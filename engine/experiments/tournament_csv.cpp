#include "engine/experiments/tournament_csv.h"

#include <charconv>

#include "engine/core/text.h"

namespace dragoman {
namespace {

/// Columns before those of the seats.
constexpr std::string_view kSharedColumns[] = {
    "negotiation", "domain",        "repetition",      "run",    "end", "rounds", "offers",
    "agreement",   "nash_distance", "pareto_distance", "welfare"};
constexpr std::size_t kNumShared = std::size(kSharedColumns);

enum TournamentColumn : std::size_t {
  kColumnEnd = 4,
  kColumnRounds = 5,
  kColumnOffers = 6,
  kColumnAgreement = 7,
  kColumnNash = 8,
  kColumnPareto = 9,
};

void AppendCells(const std::vector<std::string>& cells, std::string* text) {
  for (std::size_t k = 0; k < cells.size(); ++k) {
    if (k > 0) *text += ',';
    *text += CsvCell(cells[k]);
  }
  *text += '\n';
}

std::string OptionalNumber(const std::optional<double>& value) {
  return value ? FormatNumber(*value) : std::string();
}

template <class Number>
bool ReadCell(const std::string& cell, Number* value) {
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), *value);
  return error == std::errc() && end == cell.data() + cell.size();
}

bool ReadOptionalCell(const std::string& cell, std::optional<double>* value) {
  if (cell.empty()) return true;
  return ReadCell(cell, &value->emplace());
}

/// The row in these cells; whether they are the cells of this negotiation is for the caller to see.
bool ReadRow(const std::vector<std::string>& cells, std::size_t seats, TournamentRow* row) {
  if (cells.size() < kNumShared + 2 * seats) return false;
  row->end = cells[kColumnEnd];
  row->agreement = cells[kColumnAgreement];
  row->utilities.resize(seats);
  bool good = ReadCell(cells[kColumnRounds], &row->rounds) &&
              ReadCell(cells[kColumnOffers], &row->offers) &&
              ReadOptionalCell(cells[kColumnNash], &row->nash_distance) &&
              ReadOptionalCell(cells[kColumnPareto], &row->pareto_distance);
  for (std::size_t s = 0; s < seats; ++s) {
    good = good && ReadCell(cells[kNumShared + 2 * s + 1], &row->utilities[s]);
  }
  return good;
}

}  // namespace

std::string CsvCell(std::string_view text) {
  if (text.find_first_of(",\"\n\r") == std::string_view::npos) return std::string(text);
  std::string cell = "\"";
  for (const char c : text) {
    if (c == '"') cell += '"';
    cell += c;
  }
  return cell + "\"";
}

std::optional<std::vector<std::string>> SplitCsvLine(std::string_view line) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (std::size_t k = 0; k < line.size(); ++k) {
    const char c = line[k];
    if (quoted && c == '"' && k + 1 < line.size() && line[k + 1] == '"') {
      cells.back() += c;
      ++k;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      cells.emplace_back();
    } else {
      cells.back() += c;
    }
  }
  if (quoted) return std::nullopt;
  return cells;
}

std::string TournamentCsvHead(const TournamentPlan& plan) {
  std::vector<std::string> names(std::begin(kSharedColumns), std::end(kSharedColumns));
  for (std::size_t s = 1; s <= plan.most_seats(); ++s) {
    names.push_back("strategy_" + std::to_string(s));
    names.push_back("utility_" + std::to_string(s));
  }
  std::string text;
  AppendCells(names, &text);
  return text;
}

void AppendTournamentRow(const TournamentPlan& plan, std::uint64_t negotiation,
                         const TournamentRow& row, std::string* text) {
  const TournamentPlan::Negotiation one = plan.At(negotiation);
  double welfare = 0;
  for (const double utility : row.utilities) welfare += utility;
  std::vector<std::string> cells = {std::to_string(negotiation),
                                    plan.domains()[one.domain].id,
                                    std::to_string(one.repetition),
                                    std::to_string(plan.RunOf(one)),
                                    row.end,
                                    std::to_string(row.rounds),
                                    std::to_string(row.offers),
                                    row.agreement,
                                    OptionalNumber(row.nash_distance),
                                    OptionalNumber(row.pareto_distance),
                                    FormatNumber(welfare)};
  for (std::size_t s = 0; s < plan.most_seats(); ++s) {
    const bool taken = s < one.seated.size();
    cells.push_back(taken ? plan.strategies()[one.seated[s]] : std::string());
    cells.push_back(taken ? FormatNumber(row.utilities[s]) : std::string());
  }
  AppendCells(cells, text);
}

TournamentRows ReadTournamentCsv(const TournamentPlan& plan, std::string_view text) {
  TournamentRows result;
  const std::string head = TournamentCsvHead(plan);
  // A head that was cut is a file without rows.
  if (text.size() < head.size() && std::string_view(head).starts_with(text)) return result;
  if (!text.starts_with(head)) {
    result.error = "line 1 is not the head line of this tournament";
    return result;
  }
  result.bytes = head.size();
  std::string again;
  while (true) {
    const std::size_t end = text.find('\n', result.bytes);
    if (end == std::string_view::npos) return result;
    const std::string_view line = text.substr(result.bytes, end - result.bytes);
    const std::uint64_t number = result.rows.size();
    const auto cells = SplitCsvLine(line);
    TournamentRow row;
    bool good = number < plan.size() && cells.has_value() &&
                ReadRow(*cells, plan.domains()[plan.At(number).domain].seats, &row);
    if (good) {
      again.clear();
      AppendTournamentRow(plan, number, row, &again);
      again.pop_back();
      good = again == line;
    }
    if (!good) {
      result.error = "line " + std::to_string(number + 2) + " is not a row of this tournament";
      return result;
    }
    result.rows.push_back(std::move(row));
    result.bytes = end + 1;
  }
}

}  // namespace dragoman
