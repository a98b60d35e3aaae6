#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/report/sweep_text.h"

namespace dragoman {

/// One number of an analysis.
struct SweepIndexRow {
  std::string outcome;
  std::string method;
  std::string index;      ///< "S1", "mu_star".
  std::string parameter;  ///< Empty for numbers of the whole (coverage of a box).
  std::string where;      ///< A level, a second parameter, a step; may be empty.
  double value = 0;
  double half_width = 0;  ///< Of the interval, or the standard error; NaN: none.
};

/// Every index of a report, as rows.
std::vector<SweepIndexRow> SweepIndexRows(const SweepReport& report);

/// A header line and a line per row: outcome,method,index,parameter,where,value,half_width; what is
/// not known stays empty.
std::string SweepIndexCsv(const std::vector<SweepIndexRow>& rows);

/// A text as a CSV field: quoted if it holds a comma, a quote or a line feed.
std::string CsvField(std::string_view text);
/// A number as short as it reads back; empty for NaN.
std::string CsvNumber(double value);

}  // namespace dragoman
