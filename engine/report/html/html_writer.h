#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dragoman {

/// `text` for the inside of an element or of a quoted attribute: & < > " ' as references, bytes
/// that are no UTF-8 and characters that XML does not allow as U+FFFD.
std::string EscapeHtml(std::string_view text);

/// A name and a value, the value not escaped yet.
using HtmlAttribute = std::pair<std::string_view, std::string>;
using HtmlAttributes = std::initializer_list<HtmlAttribute>;

/// Writes HTML that is also well-formed XML. Everything that is not a tag is escaped; there is no
/// way to write text as it is, so that no scenario can add a tag or an attribute.
class HtmlWriter {
 public:
  /// "<!DOCTYPE html>".
  void Doctype();

  /// Opens an element; Close() closes the last one opened. Tags and attribute names are literals.
  void Open(std::string_view tag, HtmlAttributes attributes = {});
  void Close();
  /// Closes everything down to this many open elements.
  void CloseTo(std::size_t depth);
  std::size_t depth() const { return open_.size(); }

  /// An element without content: <tag .../>.
  void Empty(std::string_view tag, HtmlAttributes attributes = {});
  /// An element with text in it.
  void Element(std::string_view tag, std::string_view text, HtmlAttributes attributes = {});
  void Text(std::string_view text);
  /// The content of a style element, which browsers do not unescape.
  /// @pre `css` has none of & < >.
  void Style(std::string_view css);

  /// The document so far.
  const std::string& html() const { return html_; }

 private:
  void Start(std::string_view tag, HtmlAttributes attributes);
  void Break(std::string_view tag);

  std::string html_;
  std::vector<std::string> open_;
};

/// An element that is closed at the end of the block.
class HtmlScope {
 public:
  HtmlScope(HtmlWriter* html, std::string_view tag, HtmlAttributes attributes = {})
      : html_(html), depth_(html->depth()) {
    html->Open(tag, attributes);
  }
  ~HtmlScope() { html_->CloseTo(depth_); }
  HtmlScope(const HtmlScope&) = delete;
  HtmlScope& operator=(const HtmlScope&) = delete;

 private:
  HtmlWriter* html_;
  std::size_t depth_;
};

/// True if `text` is an http or https address and nothing else: safe as the target of a link.
bool IsWebAddress(std::string_view text);

/// A link to where something comes from, if `source` is an address; else plain text.
void WriteSource(std::string_view source, HtmlWriter* html);

}  // namespace dragoman
