#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/wire/document.h"

/// @file
/// XML text to a tree of elements with marks.
///
/// Expat does the parsing: a C library without exceptions that tells the place of every element and
/// error, keeps open elements on the heap (deep nesting cannot overflow the stack), and lets us
/// refuse a document type declaration before any entity in it exists. So neither exponential
/// entities ("billion laughs") nor external ones are ever expanded, whatever the version's own
/// limits on amplification are. The text is handed over in one piece, for which parsing is linear.

namespace dragoman {

/// Limits beside kMaxDocumentDepth. A domain may have 32 issues of 65,535 values.
inline constexpr std::size_t kMaxXmlBytes = std::size_t{64} << 20;
inline constexpr std::size_t kMaxXmlNodes = 3'000'000;  ///< Elements and attributes.

struct XmlAttribute {
  std::string name;
  std::string value;
  Mark mark;  ///< Of the value, inside its quotes.
};

/// An element. Text between elements is dropped: the formats read here have none that matters.
struct XmlElement {
  std::string name;
  Mark mark;
  std::vector<XmlAttribute> attributes;
  std::vector<XmlElement> children;

  /// The attribute, or null.
  const XmlAttribute* Find(std::string_view attribute) const;
};

struct XmlReadResult {
  XmlElement root;
  std::vector<Problem> problems;

  bool ok() const { return problems.empty(); }
};

/// Reads one XML 1.0 document. `file` is the name used in problems. UTF-8, with or without a byte
/// order mark; another declared encoding is let pass only if every byte is ASCII. Refused beside
/// what is not well-formed: document type declarations, what passes the limits. Reports the first
/// mistake only. O(text).
XmlReadResult ReadXml(std::string_view text, const std::string& file);

}  // namespace dragoman
