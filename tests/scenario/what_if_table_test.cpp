#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "engine/core/text.h"
#include "tests/support/scenarios.h"

// What the scenario expects of its what-ifs is copied from a table that was written down before
// anything was run. The copy must stay a copy: an expectation is not changed after a result.

namespace dragoman {
namespace {

constexpr std::size_t kNumQuestions = 28;
/// Columns of a row, as "| no | question | change | PR | NR | SU | PC | FC | CO | DU | why |" is
/// split: before the first bar there is nothing.
constexpr std::size_t kIdColumn = 1;
constexpr std::size_t kFirstSignColumn = 4;

using ExpectedRow = std::array<Direction, kNumCompared>;
using ExpectedTable = std::map<std::string, ExpectedRow>;

std::vector<std::string> SplitAt(std::string_view text, char separator) {
  std::vector<std::string> parts;
  std::istringstream stream{std::string(text)};
  for (std::string part; std::getline(stream, part, separator);) parts.emplace_back(Trim(part));
  return parts;
}

/// What a cell without " / " says; nothing if it is not understood.
std::optional<Direction> DirectionOf(std::string_view cell) {
  // "flag met" is true by definition and not counted; "0 at .03" is at the base's own value.
  static const std::map<std::string_view, Direction> kCells = {
      {"+", Direction::kUp},
      {"-", Direction::kDown},
      {"0", Direction::kFlat},
      {"0 at .03", Direction::kFlat},
      {"?", Direction::kOpen},
      {"(+)", Direction::kNotDown},
      {"(-)", Direction::kNotUp},
      {".", Direction::kUnlisted},
      {"\u00b7", Direction::kUnlisted},
      {"flag met", Direction::kUnlisted},
  };
  const auto found = kCells.find(cell);
  if (found == kCells.end()) return std::nullopt;
  return found->second;
}

/// Reads the rows "| W1 | ..."; "x / y" in a row is x for it and y for its second half, "W21b".
class TableReader {
 public:
  explicit TableReader(std::istream* file) {
    for (std::string line; std::getline(*file, line);) {
      const std::vector<std::string> cells = SplitAt(line, '|');
      if (cells.size() > kIdColumn && cells[kIdColumn].starts_with('W')) AddRow(cells);
    }
  }

  const ExpectedTable& rows() const { return rows_; }
  /// Cells that were not understood.
  const std::string& problems() const { return problems_; }

 private:
  void AddRow(const std::vector<std::string>& cells) {
    const std::string& id = cells[kIdColumn];
    if (cells.size() < kFirstSignColumn + kNumCompared) {
      problems_ += id + ": the row is too short\n";
      return;
    }
    ExpectedRow halves[2] = {};
    bool split = false;
    for (std::size_t k = 0; k < kNumCompared; ++k) {
      const std::vector<std::string> parts = SplitAt(cells[kFirstSignColumn + k], '/');
      split = split || parts.size() > 1;
      for (std::size_t half = 0; half < 2; ++half) {
        const auto direction = parts.empty() ? std::optional<Direction>()
                                             : DirectionOf(parts[std::min(half, parts.size() - 1)]);
        if (!direction) problems_ += id + ": '" + cells[kFirstSignColumn + k] + "'\n";
        halves[half][k] = direction.value_or(Direction::kUnlisted);
      }
    }
    rows_[id] = halves[0];
    if (split) rows_[id + "b"] = halves[1];
  }

  ExpectedTable rows_;
  std::string problems_;
};

std::string DirectionName(Direction direction) {
  return std::string(kDirectionNames[static_cast<std::size_t>(direction)]);
}

/// Every cell in which the scenario departs from the table, and every row that only one has.
std::string TableDifferences(const ExpectedTable& table, const std::vector<WhatIfSpec>& what_ifs) {
  std::string text;
  ExpectedTable missing = table;
  for (const WhatIfSpec& what_if : what_ifs) {
    const auto row = table.find(what_if.id);
    if (row == table.end()) {
      text += what_if.id + " is not in the table\n";
      continue;
    }
    missing.erase(what_if.id);
    for (std::size_t k = 0; k < kNumCompared; ++k) {
      if (row->second[k] == what_if.expect.of[k]) continue;
      text += what_if.id + " " + std::string(kComparedIds[k]) + ": the table says " +
              DirectionName(row->second[k]) + ", the scenario " +
              DirectionName(what_if.expect.of[k]) + "\n";
    }
  }
  for (const auto& [id, row] : missing) text += id + " is not in the scenario\n";
  return text;
}

TEST(WhatIfTable, IsWhatTheScenarioExpects) {
  const std::filesystem::path path =
      std::filesystem::path(DRAGOMAN_SHARED_DIR) / "domain/what-ifs.md";
  std::ifstream file(path);
  if (!file) GTEST_SKIP() << path << " is not here";
  const TableReader table(&file);
  EXPECT_EQ(table.problems(), "");
  for (std::size_t n = 1; n <= kNumQuestions; ++n) {
    EXPECT_TRUE(table.rows().contains("W" + std::to_string(n))) << n;
  }
  const Scenario scenario = testing_support::ReadScenario("istanbul-2025-05-16");
  EXPECT_EQ(TableDifferences(table.rows(), scenario.what_ifs), "");
}

TEST(WhatIfTable, HasTwentyEightQuestionsInOrderAndOneInTwoHalves) {
  std::vector<std::string> expected;
  for (std::size_t n = 1; n <= kNumQuestions; ++n) {
    expected.push_back("W" + std::to_string(n));
    if (n == 21) expected.emplace_back("W21b");
  }
  std::vector<std::string> ids;
  for (const WhatIfSpec& what_if : testing_support::ReadScenario("istanbul-2025-05-16").what_ifs) {
    ids.push_back(what_if.id);
  }
  EXPECT_EQ(ids, expected);
}

}  // namespace
}  // namespace dragoman
