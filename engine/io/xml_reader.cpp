#include "engine/io/xml_reader.h"

#include <algorithm>
#include <cctype>
#include <memory>
#include <type_traits>
#include <utility>

#include <expat.h>

#include "engine/core/text.h"
#include "engine/wire/line_counter.h"

namespace dragoman {
namespace {

constexpr const char* kUtf8Expected = "a file saved as UTF-8";

bool IsXmlSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

bool IsAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// Where the attribute values of a start tag begin, in order. `tag` is well-formed and starts with
/// its '<': Expat has just read it.
class TagScanner {
 public:
  explicit TagScanner(std::string_view tag) : tag_(tag) {
    while (at_ < tag_.size() && !IsXmlSpace(tag_[at_]) && tag_[at_] != '>') ++at_;
  }

  /// Offset of the next value in the tag; the tag's length if there is none.
  std::size_t NextValue() {
    while (at_ < tag_.size() && tag_[at_] != '"' && tag_[at_] != '\'') ++at_;
    if (at_ >= tag_.size()) return tag_.size();
    const std::size_t value = at_ + 1;
    const std::size_t end = tag_.find(tag_[at_], value);
    at_ = end == std::string_view::npos ? tag_.size() : end + 1;
    return value;
  }

 private:
  std::string_view tag_;
  std::size_t at_ = 0;
};

struct ParserDeleter {
  void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};
using ParserPointer = std::unique_ptr<std::remove_pointer_t<XML_Parser>, ParserDeleter>;

/// Builds the tree from Expat's events and stops it at the first mistake.
class XmlTreeHandler {
 public:
  XmlTreeHandler(std::string_view text, XmlElement* root, ProblemCollector* problems)
      : text_(text), lines_(text), root_(root), problems_(problems) {}

  void Run() {
    // Naming the encoding keeps Expat from converting, so that its offsets are those of `text`.
    const ParserPointer parser(XML_ParserCreate("UTF-8"));
    if (parser == nullptr) return Fail({0, 0, 0}, "cannot read the XML: out of memory");
    parser_ = parser.get();
    XML_SetUserData(parser_, this);
    XML_SetXmlDeclHandler(parser_, OnDeclaration);
    XML_SetStartDoctypeDeclHandler(parser_, OnDoctype);
    XML_SetElementHandler(parser_, OnStart, OnEnd);
    const XML_Status status =
        XML_Parse(parser_, text_.data(), static_cast<int>(text_.size()), XML_TRUE);
    if (status != XML_STATUS_OK && !failed_) ReportSyntax();
  }

 private:
  static XmlTreeHandler& Self(void* data) { return *static_cast<XmlTreeHandler*>(data); }

  static void XMLCALL OnDeclaration(void* data, const char*, const char* encoding, int) {
    Self(data).CheckEncoding(encoding == nullptr ? std::string_view() : encoding);
  }
  static void XMLCALL OnDoctype(void* data, const char*, const char*, const char*, int) {
    XmlTreeHandler& self = Self(data);
    self.Fail(self.Here(), "a document type declaration (<!DOCTYPE>), which could define entities",
              "a file without it");
  }
  static void XMLCALL OnStart(void* data, const char* name, const char** attributes) {
    Self(data).Start(name, attributes);
  }
  static void XMLCALL OnEnd(void* data, const char*) {
    XmlTreeHandler& self = Self(data);
    if (!self.failed_ && !self.open_.empty()) self.open_.pop_back();
  }

  std::size_t Offset() const {
    const XML_Index at = XML_GetCurrentByteIndex(parser_);
    return at < 0 ? text_.size() : std::min(static_cast<std::size_t>(at), text_.size());
  }
  Mark Here() { return lines_.MarkAt(Offset()); }

  void Fail(const Mark& mark, std::string message, std::string expected = {}) {
    if (!failed_) problems_->Add(mark, {}, std::move(message), std::move(expected));
    failed_ = true;
    if (parser_ != nullptr) XML_StopParser(parser_, XML_FALSE);
  }

  void CheckEncoding(std::string_view encoding) {
    std::string name(encoding);
    for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    if (name.empty() || name == "utf-8" || name == "utf8" || IsAscii(text_)) return;
    Fail(Here(), "the encoding '" + std::string(encoding) + "' is not supported", kUtf8Expected);
  }

  void Start(const char* name, const char** attributes) {
    if (failed_) return;
    const std::size_t offset = Offset();
    XmlElement element;
    element.name = name;
    element.mark = lines_.MarkAt(offset);
    if (open_.size() >= static_cast<std::size_t>(kMaxDocumentDepth)) {
      return Fail(element.mark, "nested too deeply",
                  "at most " + std::to_string(kMaxDocumentDepth) + " levels");
    }
    TagScanner tag(
        Slice(text_, offset, static_cast<std::size_t>(XML_GetCurrentByteCount(parser_))));
    for (; *attributes != nullptr; attributes += 2) {
      element.attributes.push_back(
          {attributes[0], attributes[1], lines_.MarkAt(offset + tag.NextValue())});
    }
    nodes_ += 1 + element.attributes.size();
    if (nodes_ > kMaxXmlNodes) {
      return Fail(element.mark, "too many elements",
                  "at most " + std::to_string(kMaxXmlNodes) + " elements and attributes");
    }
    XmlElement* place = root_;
    if (!open_.empty()) place = &open_.back()->children.emplace_back();
    *place = std::move(element);
    open_.push_back(place);
  }

  void ReportSyntax() {
    const XML_Error error = XML_GetErrorCode(parser_);
    const std::size_t offset = Offset();
    const Mark mark = lines_.MarkAt(offset);
    if (error == XML_ERROR_TAG_MISMATCH && !open_.empty()) {
      return Fail(mark, "not valid XML: the wrong end tag",
                  "</" + open_.back()->name + ">, for the tag of line " +
                      std::to_string(open_.back()->mark.line));
    }
    if (error == XML_ERROR_NO_ELEMENTS && !open_.empty()) {
      return Fail(mark, "not valid XML: the text ends too early",
                  "</" + open_.back()->name + ">, for the tag of line " +
                      std::to_string(open_.back()->mark.line));
    }
    if (error == XML_ERROR_UNDEFINED_ENTITY) {
      return Fail(mark, "not valid XML: an unknown entity",
                  "one of: &amp;, &lt;, &gt;, &quot;, &apos;, or a character reference");
    }
    const bool beyond_ascii =
        offset < text_.size() && static_cast<unsigned char>(text_[offset]) >= 0x80;
    if (error == XML_ERROR_PARTIAL_CHAR || (error == XML_ERROR_INVALID_TOKEN && beyond_ascii)) {
      return Fail(mark, "not valid UTF-8", kUtf8Expected);
    }
    if (error == XML_ERROR_INVALID_TOKEN && offset < text_.size() &&
        static_cast<unsigned char>(text_[offset]) < 0x20 && !IsXmlSpace(text_[offset])) {
      return Fail(mark, "a control character", "text without it");
    }
    Fail(mark, std::string("not valid XML: ") + XML_ErrorString(error));
  }

  std::string_view text_;
  LineCounter lines_;
  XmlElement* root_;
  ProblemCollector* problems_;
  XML_Parser parser_ = nullptr;
  std::vector<XmlElement*> open_;  ///< Root first. Only the last one's children still grow.
  std::size_t nodes_ = 0;
  bool failed_ = false;
};

bool LooksLikeUtf16(std::string_view text) {
  return text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF") ||
         text.starts_with(std::string_view("<\0", 2)) ||
         text.starts_with(std::string_view("\0<", 2));
}

}  // namespace

const XmlAttribute* XmlElement::Find(std::string_view attribute) const {
  for (const XmlAttribute& candidate : attributes) {
    if (candidate.name == attribute) return &candidate;
  }
  return nullptr;
}

XmlReadResult ReadXml(std::string_view text, const std::string& file) {
  XmlReadResult result;
  const std::vector<std::string> sources = {file};
  ProblemCollector problems(&sources);
  // Taken off here so that columns do not count it.
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (text.size() > kMaxXmlBytes) {
    problems.Add({1, 1, 0}, {}, "the document is larger than 64 MiB");
  } else if (LooksLikeUtf16(text)) {
    problems.Add({1, 1, 0}, {}, "the encoding UTF-16 is not supported", kUtf8Expected);
  } else if (std::all_of(text.begin(), text.end(), IsXmlSpace)) {
    problems.Add({1, 1, 0}, {}, "the document is empty", "an XML document");
  } else {
    XmlTreeHandler(text, &result.root, &problems).Run();
  }
  result.problems = problems.Take();
  return result;
}

}  // namespace dragoman
