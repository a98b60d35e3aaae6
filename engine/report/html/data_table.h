#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/report/html/html_writer.h"

namespace dragoman {

/// A cell: as a reader sees it, and as a program reads it.
struct DataCell {
  std::string text;
  std::string data;        ///< In the CSV file; empty: the text.
  bool is_source = false;  ///< An address in it becomes a link.
};

/// A table of the report: shown under its chart and offered as a CSV file.
struct DataTable {
  std::string name;     ///< Of the file, without ".csv"; letters, digits and '-'.
  std::string caption;  ///< What it shows, in a few words.
  std::vector<std::string> columns;
  std::vector<bool> numeric;  ///< By column: aligned right.
  std::vector<std::vector<DataCell>> rows;
};

/// A share: "12.3%" to readers, all digits to programs.
DataCell ShareCell(double share);
/// A number with this many decimals to readers.
DataCell NumberCell(double value, int decimals);
DataCell CountCell(std::uint64_t count);
DataCell TextCell(std::string text);
/// Where something comes from; a link if it is an address.
DataCell SourceCell(std::string text);
/// A number that does not exist: "-", and nothing in the file.
DataCell NoCell();

/// Comma-separated, a line of names first, lines ended by CR LF (RFC 4180). A text that a
/// spreadsheet would take for a formula is kept from being one by an apostrophe.
std::string CsvText(const DataTable& table);

/// The table with its caption, and a link that saves it as a file.
void WriteTable(const DataTable& table, HtmlWriter* html);

/// The same, folded away on the screen and shown in print: the twin of the chart above.
void WriteTwin(const DataTable& table, HtmlWriter* html);

/// A link that saves the table as a file, without showing it.
void WriteDownload(const DataTable& table, HtmlWriter* html);

/// `text` in an address of scheme "data:".
std::string DataAddress(std::string_view text);

}  // namespace dragoman
