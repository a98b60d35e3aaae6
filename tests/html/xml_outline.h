#pragma once

#include <map>
#include <string>
#include <vector>

#include <expat.h>

namespace dragoman::testing_support {

/// An element of a page, in the order in which they begin.
struct OutlineElement {
  std::string tag;
  std::map<std::string, std::string> attributes;
  std::string text;  ///< Of it and all within.
  std::size_t parent = 0;
};

/// A page as an XML parser sees it: an error, or its elements. [0] stands for the document.
struct XmlOutline {
  std::string error;
  std::vector<OutlineElement> elements;

  std::vector<std::size_t> Places(const std::string& tag) const {
    std::vector<std::size_t> places;
    for (std::size_t k = 0; k < elements.size(); ++k) {
      if (elements[k].tag == tag) places.push_back(k);
    }
    return places;
  }
  /// The nearest element of this tag around element `k`; 0 if there is none.
  std::size_t Around(std::size_t k, const std::string& tag) const {
    while (k != 0 && elements[k].tag != tag) k = elements[k].parent;
    return k;
  }
};

inline XmlOutline ParseXml(const std::string& text) {
  struct Reader {
    XmlOutline outline;
    std::vector<std::size_t> open = {0};
  } reader;
  reader.outline.elements.emplace_back();
  XML_Parser parser = XML_ParserCreate("UTF-8");
  XML_SetUserData(parser, &reader);
  XML_SetElementHandler(
      parser,
      [](void* user, const XML_Char* name, const XML_Char** attributes) {
        auto& to = *static_cast<Reader*>(user);
        OutlineElement element;
        element.tag = name;
        element.parent = to.open.back();
        for (; *attributes != nullptr; attributes += 2) {
          element.attributes[attributes[0]] = attributes[1];
        }
        to.open.push_back(to.outline.elements.size());
        to.outline.elements.push_back(std::move(element));
      },
      [](void* user, const XML_Char*) { static_cast<Reader*>(user)->open.pop_back(); });
  XML_SetCharacterDataHandler(parser, [](void* user, const XML_Char* part, int length) {
    auto& to = *static_cast<Reader*>(user);
    for (const std::size_t k : to.open) {
      to.outline.elements[k].text.append(part, static_cast<std::size_t>(length));
    }
  });
  if (XML_Parse(parser, text.data(), static_cast<int>(text.size()), 1) == XML_STATUS_ERROR) {
    reader.outline.error = std::string(XML_ErrorString(XML_GetErrorCode(parser))) + " in line " +
                           std::to_string(XML_GetCurrentLineNumber(parser));
  }
  XML_ParserFree(parser);
  return reader.outline;
}

}  // namespace dragoman::testing_support
