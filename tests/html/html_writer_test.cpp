#include "engine/report/html/html_writer.h"

#include <gtest/gtest.h>

namespace dragoman {
namespace {

TEST(EscapeHtml, MarkupBecomesReferences) {
  EXPECT_EQ(EscapeHtml("<a href=\"x\" title='y'>Q&A</a>"),
            "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;Q&amp;A&lt;/a&gt;");
}

TEST(EscapeHtml, WhatLooksEscapedIsEscapedAgain) { EXPECT_EQ(EscapeHtml("&lt;"), "&amp;lt;"); }

TEST(EscapeHtml, OtherCharactersStayAsTheyAre) {
  const std::string text = "Zürich, Київ, 東京, \xF0\x9F\x95\x8A\tand\nlines";
  EXPECT_EQ(EscapeHtml(text), text);
}

TEST(EscapeHtml, WhatIsNoTextIsReplaced) {
  const std::string gone = "\xEF\xBF\xBD";
  EXPECT_EQ(EscapeHtml(std::string("a\0b", 3)), "a" + gone + "b");
  EXPECT_EQ(EscapeHtml("a\x1B[31mb"), "a" + gone + "[31mb");
  EXPECT_EQ(EscapeHtml("\xFF"), gone);
  EXPECT_EQ(EscapeHtml("\xC3"), gone) << "cut short";
  EXPECT_EQ(EscapeHtml("\xC0\xBC"), gone + gone) << "an overlong '<'";
  EXPECT_EQ(EscapeHtml("\xE0\x80\xBC"), gone + gone + gone) << "an overlong '<'";
  EXPECT_EQ(EscapeHtml("\xED\xA0\x80"), gone + gone + gone) << "a surrogate";
  EXPECT_EQ(EscapeHtml("\xC2\x85"), gone) << "a C1 control";
  EXPECT_EQ(EscapeHtml("\xF4\x90\x80\x80"), gone + gone + gone + gone) << "beyond U+10FFFF";
}

TEST(HtmlWriter, ElementsNestAndAttributesAreEscaped) {
  HtmlWriter html;
  {
    const HtmlScope outer(&html, "div", {{"title", "a\"b"}});
    html.Element("b", "1 < 2");
    html.Empty("br");
  }
  EXPECT_EQ(html.html(), "<div title=\"a&quot;b\"><b>1 &lt; 2</b><br/></div>");
  EXPECT_EQ(html.depth(), 0U);
}

TEST(IsWebAddress, OnlyPlainWebAddressesAreLinks) {
  EXPECT_TRUE(IsWebAddress("https://example.org/a?b=c#d"));
  EXPECT_TRUE(IsWebAddress("http://example.org"));
  for (const char* bad :
       {"", "S14", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x",
        "//example.org", " https://example.org", "https://example.org/<script>",
        "https://example.org/\"x", "https://example.org/a b", "httpsx://example.org",
        "file:///etc/passwd"}) {
    EXPECT_FALSE(IsWebAddress(bad)) << bad;
  }
}

TEST(WriteSource, WhatIsNoAddressIsText) {
  HtmlWriter html;
  WriteSource("javascript:alert(1)", &html);
  EXPECT_EQ(html.html(), "javascript:alert(1)");
}

}  // namespace
}  // namespace dragoman
