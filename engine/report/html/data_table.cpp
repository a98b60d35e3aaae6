#include "engine/report/html/data_table.h"

#include "engine/core/text.h"
#include "engine/experiments/progress_meter.h"
#include "engine/report/text_layout.h"

namespace dragoman {
namespace {

bool LooksLikeFormula(std::string_view text) {
  return !text.empty() && std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos;
}

std::string CsvField(const DataCell& cell) {
  // What we formatted as a number is one; only texts of scenarios can be formulas.
  std::string text = cell.data.empty() ? cell.text : cell.data;
  if (cell.data.empty() && LooksLikeFormula(text)) text.insert(0, "'");
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

void WriteRow(const DataTable& table, const std::vector<DataCell>& row, HtmlWriter* html) {
  const HtmlScope line(html, "tr");
  for (std::size_t c = 0; c < row.size(); ++c) {
    const bool numeric = c < table.numeric.size() && table.numeric[c];
    if (c == 0) {
      html->Open("th", {{"scope", "row"}, {"class", numeric ? "n" : "t"}});
    } else if (numeric) {
      html->Open("td", {{"class", "n"}});
    } else {
      html->Open("td");
    }
    if (row[c].is_source) {
      WriteSource(row[c].text, html);
    } else {
      html->Text(row[c].text);
    }
    html->Close();
  }
}

}  // namespace

DataCell ShareCell(double share) { return {Percent(share), FormatNumber(share), false}; }
DataCell NumberCell(double value, int decimals) {
  return {Fixed(value, decimals), FormatNumber(value), false};
}
DataCell CountCell(std::uint64_t count) {
  return {WithThousands(count), std::to_string(count), false};
}
DataCell TextCell(std::string text) { return {std::move(text), {}, false}; }
DataCell SourceCell(std::string text) { return {std::move(text), {}, true}; }
DataCell NoCell() { return {"\xE2\x80\x93", {}, false}; }

std::string CsvText(const DataTable& table) {
  std::string text;
  const auto line = [&text](const std::vector<std::string>& fields) {
    text += Join(fields, ",") + "\r\n";
  };
  std::vector<std::string> fields;
  for (const std::string& column : table.columns) fields.push_back(CsvField({column, {}, false}));
  line(fields);
  for (const auto& row : table.rows) {
    fields.clear();
    for (const DataCell& cell : row) {
      const bool none = cell.data.empty() && cell.text == NoCell().text;
      fields.push_back(none ? std::string() : CsvField(cell));
    }
    line(fields);
  }
  return text;
}

void WriteDownload(const DataTable& table, HtmlWriter* html) {
  const HtmlScope paragraph(html, "p", {{"class", "csv"}});
  html->Element("a", "Save as CSV: " + table.name + ".csv",
                {{"href", DataAddress(CsvText(table))}, {"download", table.name + ".csv"}});
}

void WriteTable(const DataTable& table, HtmlWriter* html) {
  {
    const HtmlScope wide(
        html, "div",
        {{"class", "wide"}, {"role", "group"}, {"aria-label", table.caption}, {"tabindex", "0"}});
    const HtmlScope element(html, "table");
    html->Element("caption", table.caption);
    html->Open("thead");
    html->Open("tr");
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      const bool numeric = c < table.numeric.size() && table.numeric[c];
      html->Element("th", table.columns[c], {{"scope", "col"}, {"class", numeric ? "n" : "t"}});
    }
    html->Close();
    html->Close();
    html->Open("tbody");
    for (const auto& row : table.rows) WriteRow(table, row, html);
    html->Close();
  }
  WriteDownload(table, html);
}

void WriteTwin(const DataTable& table, HtmlWriter* html) {
  const HtmlScope details(html, "details", {{"class", "twin"}});
  html->Element("summary", "The same as a table: " + table.caption);
  WriteTable(table, html);
}

std::string DataAddress(std::string_view text) {
  constexpr std::string_view kPlain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~,:;/@()";
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string address = "data:text/csv;charset=utf-8,";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (kPlain.find(c) != std::string_view::npos) {
      address += c;
    } else {
      address += '%';
      address += kHex[byte >> 4U];
      address += kHex[byte & 15U];
    }
  }
  return address;
}

}  // namespace dragoman
