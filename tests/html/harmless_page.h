#pragma once

#include <set>
#include <string>

#include <gtest/gtest.h>

#include "engine/report/html/html_writer.h"
#include "tests/html/xml_outline.h"

namespace dragoman::testing_support {

/// A text that breaks out of whatever it is put into unescaped.
inline constexpr const char* kHostile =
    "]]>--></title></style></script></text><script>alert(1)</script><img src=x "
    "onerror=alert(2)>\"' onload='alert(3)&#60;b&#62;";

/// What no page may have, whatever the scenario.
inline void ExpectHarmless(const XmlOutline& page) {
  const std::set<std::string> allowed = {
      "html",   "head",    "meta",    "title",   "style",      "body",  "header",   "main",
      "footer", "nav",     "section", "h1",      "h2",         "h3",    "p",        "ul",
      "li",     "a",       "table",   "caption", "thead",      "tbody", "tr",       "th",
      "td",     "details", "summary", "figure",  "figcaption", "div",   "pre",      "code",
      "svg",    "desc",    "defs",    "pattern", "line",       "rect",  "polyline", "polygon",
      "circle", "path",    "text",    ""};
  for (const OutlineElement& element : page.elements) {
    EXPECT_TRUE(allowed.contains(element.tag)) << element.tag;
    for (const auto& [name, value] : element.attributes) {
      EXPECT_NE(name.substr(0, 2), "on") << element.tag << " " << name;
      EXPECT_NE(name, "src");
      EXPECT_NE(name, "style");
    }
    const auto href = element.attributes.find("href");
    if (href == element.attributes.end()) continue;
    const std::string& to = href->second;
    EXPECT_EQ(element.tag, "a");
    EXPECT_TRUE(to[0] == '#' || to.starts_with("data:text/csv;charset=utf-8,") || IsWebAddress(to))
        << to;
  }
}

}  // namespace dragoman::testing_support
