#include "engine/report/html/data_table.h"

#include <gtest/gtest.h>

namespace dragoman {
namespace {

DataTable Example() {
  DataTable table;
  table.name = "example";
  table.caption = "An example";
  table.columns = {"name", "share"};
  table.numeric = {false, true};
  table.rows = {{TextCell("plain"), ShareCell(0.125)},
                {TextCell("a, \"b\"\nc"), NoCell()},
                {TextCell("=SUM(A1)"), NumberCell(-0.5, 1)}};
  return table;
}

TEST(CsvText, NumbersAreWholeAndTextsAreQuotedWhereNeeded) {
  EXPECT_EQ(CsvText(Example()),
            "name,share\r\n"
            "plain,0.125\r\n"
            "\"a, \"\"b\"\"\nc\",\r\n"
            "'=SUM(A1),-0.5\r\n");
}

TEST(DataAddress, EverythingButPlainCharactersIsEncoded) {
  EXPECT_EQ(DataAddress("a,b\r\n\"<&%\xC3\xA9"),
            "data:text/csv;charset=utf-8,a,b%0D%0A%22%3C%26%25%C3%A9");
}

TEST(WriteTable, RowsHaveHeadersAndNumbersAreMarked) {
  HtmlWriter html;
  WriteTable(Example(), &html);
  const std::string& text = html.html();
  EXPECT_NE(text.find("<caption>An example</caption>"), std::string::npos);
  EXPECT_NE(text.find("<th scope=\"row\" class=\"t\">plain</th><td class=\"n\">12.5%</td>"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("download=\"example.csv\""), std::string::npos);
}

}  // namespace
}  // namespace dragoman
