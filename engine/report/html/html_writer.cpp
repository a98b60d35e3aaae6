#include "engine/report/html/html_writer.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "engine/core/assert.h"

namespace dragoman {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

/// One character of a text: its value and length in bytes; length 0 at what is no UTF-8.
struct DecodedCharacter {
  std::uint32_t code = 0;
  std::size_t length = 0;
};

DecodedCharacter DecodeUtf8(std::string_view text) {
  const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(text[k]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return {first, 1};
  std::size_t length = 0;
  if (first >= 0xC2 && first <= 0xDF) length = 2;
  if (first >= 0xE0 && first <= 0xEF) length = 3;
  if (first >= 0xF0 && first <= 0xF4) length = 4;
  if (length == 0 || text.size() < length) return {};
  std::uint32_t code = first & (0xFFU >> (length + 1));
  for (std::size_t k = 1; k < length; ++k) {
    if ((byte(k) & 0xC0U) != 0x80U) return {};
    code = code << 6U | (byte(k) & 0x3FU);
  }
  constexpr std::array<std::uint32_t, 5> kLeast = {0, 0, 0x80, 0x800, 0x10000};
  if (code < kLeast[length] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return {};
  return {code, length};
}

/// What XML 1.0 allows, less the C1 controls.
bool IsXmlCharacter(std::uint32_t code) {
  if (code < 0x20) return code == '\t' || code == '\n' || code == '\r';
  return (code < 0x7F || code > 0x9F) && code != 0xFFFE && code != 0xFFFF;
}

std::string_view ReferenceFor(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return {};
  }
}

/// Elements that stand on lines of their own.
bool StandsAlone(std::string_view tag) {
  constexpr std::array<std::string_view, 22> kBlocks = {
      "html",    "head",   "body",    "main", "header",  "section", "h1",  "h2",
      "p",       "ul",     "table",   "tr",   "details", "figure",  "svg", "title",
      "caption", "footer", "article", "nav",  "style",   "meta"};
  return std::find(kBlocks.begin(), kBlocks.end(), tag) != kBlocks.end();
}

}  // namespace

std::string EscapeHtml(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size());
  for (std::size_t k = 0; k < text.size();) {
    const DecodedCharacter next = DecodeUtf8({text.data() + k, text.size() - k});
    const std::size_t length = std::max<std::size_t>(next.length, 1);
    if (next.length == 0 || !IsXmlCharacter(next.code)) {
      escaped += kReplacement;
    } else if (const std::string_view reference = ReferenceFor(text[k]);
               length == 1 && !reference.empty()) {
      escaped += reference;
    } else {
      escaped.append(text, k, length);
    }
    k += length;
  }
  return escaped;
}

void HtmlWriter::Doctype() { html_ += "<!DOCTYPE html>"; }

void HtmlWriter::Break(std::string_view tag) {
  if (StandsAlone(tag) && !html_.empty() && html_.back() != '\n') html_ += '\n';
}

void HtmlWriter::Start(std::string_view tag, HtmlAttributes attributes) {
  Break(tag);
  html_ += '<';
  html_ += tag;
  for (const auto& [name, value] : attributes) {
    html_ += ' ';
    html_ += name;
    html_ += "=\"";
    html_ += EscapeHtml(value);
    html_ += '"';
  }
}

void HtmlWriter::Open(std::string_view tag, HtmlAttributes attributes) {
  Start(tag, attributes);
  html_ += '>';
  open_.emplace_back(tag);
}

void HtmlWriter::Close() {
  DRAGOMAN_ASSERT(!open_.empty());
  html_ += "</" + open_.back() + ">";
  open_.pop_back();
}

void HtmlWriter::CloseTo(std::size_t depth) {
  while (open_.size() > depth) Close();
}

void HtmlWriter::Empty(std::string_view tag, HtmlAttributes attributes) {
  Start(tag, attributes);
  html_ += "/>";
}

void HtmlWriter::Element(std::string_view tag, std::string_view text, HtmlAttributes attributes) {
  Open(tag, attributes);
  Text(text);
  Close();
}

void HtmlWriter::Text(std::string_view text) { html_ += EscapeHtml(text); }

void HtmlWriter::Style(std::string_view css) {
  DRAGOMAN_ASSERT(css.find_first_of("&<>") == std::string_view::npos);
  Open("style");
  html_ += css;
  Close();
}

bool IsWebAddress(std::string_view text) {
  constexpr std::string_view kAllowed =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:/?#[]@!$&'()*+,;=%";
  const bool scheme = text.starts_with("https://") || text.starts_with("http://");
  return scheme && text.find_first_not_of(kAllowed) == std::string_view::npos;
}

void WriteSource(std::string_view source, HtmlWriter* html) {
  if (IsWebAddress(source)) {
    html->Element(
        "a", source,
        {{"href", std::string(source)}, {"rel", "noopener noreferrer"}, {"class", "src"}});
  } else {
    html->Text(source);
  }
}

}  // namespace dragoman
