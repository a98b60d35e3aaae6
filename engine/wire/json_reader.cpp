#include "engine/wire/json_reader.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <utility>

#include "engine/core/text.h"
#include "engine/wire/json_writer.h"
#include "engine/wire/line_counter.h"
#include "engine/wire/number_text.h"
#include "engine/wire/tree_builder.h"

namespace dragoman {
namespace {

/// Walks the text and tells how far the lexer has come, which it does not tell its SAX handler.
class CountingIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  CountingIterator(const char* at, const char** furthest) : at_(at), furthest_(furthest) {}

  reference operator*() const { return *at_; }
  CountingIterator& operator++() {
    ++at_;
    *furthest_ = at_;
    return *this;
  }
  CountingIterator operator++(int) {
    CountingIterator before = *this;
    ++*this;
    return before;
  }
  friend bool operator==(const CountingIterator& a, const CountingIterator& b) {
    return a.at_ == b.at_;
  }

 private:
  const char* at_;
  const char** furthest_;
};

constexpr const char* kNumberTooLarge = "the number is too large or too small";
constexpr std::string_view kNotNumbers[] = {"NaN", "nan", "Infinity", "infinity", "inf"};

bool StartsWithNonNumber(std::string_view text) {
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) text.remove_prefix(1);
  for (const std::string_view name : kNotNumbers) {
    if (text.starts_with(name)) return true;
  }
  return false;
}

/// The parser's own words, without its prefix and the characters it last read:
/// "syntax error while parsing value - unexpected ']'; expected '[', '{', or a literal".
std::string SyntaxErrorText(std::string_view what) {
  if (const std::size_t dash = what.find(" - "); dash != std::string_view::npos) {
    what = Slice(what, dash + 3);
  } else if (const std::size_t bracket = what.find("] "); bracket != std::string_view::npos) {
    what = Slice(what, bracket + 2);
  }
  std::string text(what);
  if (const std::size_t last = text.find("; last read:"); last != std::string::npos) {
    const std::size_t end = text.find("'; expected", last);
    text.erase(last, end == std::string::npos ? std::string::npos : end + 1 - last);
  }
  return text;
}

class JsonTreeHandler {
 public:
  JsonTreeHandler(std::string_view text, const char** furthest, DocumentNode* root,
                  ProblemCollector* problems)
      : text_(text),
        lines_(text),
        furthest_(furthest),
        builder_(root, problems),
        problems_(problems) {}

  // The names below are those nlohmann::json::sax_parse calls.
  bool null() { return builder_.Add(Scalar(DocumentNode::Kind::kNull, "null")); }
  bool boolean(bool value) {
    DocumentNode node = Scalar(DocumentNode::Kind::kBoolean, value ? "true" : "false");
    node.boolean = value;
    return builder_.Add(std::move(node));
  }
  bool number_integer(std::int64_t) { return AddNumber(); }
  bool number_unsigned(std::uint64_t) { return AddNumber(); }
  bool number_float(double, const std::string&) { return AddNumber(); }
  bool string(std::string& value) {
    DocumentNode node = Scalar(DocumentNode::Kind::kText, std::move(value));
    node.quoted = true;
    return builder_.Add(std::move(node));
  }
  // Never called for JSON text, only for the binary formats.
  static bool binary(Json::binary_t&) { return false; }

  bool start_object(std::size_t) { return builder_.Open(DocumentNode::Kind::kMap, Next()); }
  bool start_array(std::size_t) { return builder_.Open(DocumentNode::Kind::kList, Next()); }
  bool end_object() { return Close(); }
  bool end_array() { return Close(); }
  bool key(std::string& value) {
    builder_.Key(std::move(value), Next());
    return true;
  }

  bool parse_error(std::size_t position, const std::string&, const Json::exception& error) {
    // `position` counts the characters read, the offending one included.
    const std::size_t token = TokenStart();
    const std::size_t offset = position > 0 ? position - 1 : 0;
    const std::string_view what(error.what());
    if (StartsWithNonNumber(Slice(text_, token))) {
      problems_->Add(lines_.MarkAt(token), builder_.Path(),
                     "NaN and Infinity are not numbers in JSON", "a finite number");
    } else if (what.find("number overflow") != std::string_view::npos) {
      problems_->Add(lines_.MarkAt(token), builder_.Path(), kNumberTooLarge);
    } else {
      const bool whole_token = what.find("unexpected ") != std::string_view::npos;
      problems_->Add(lines_.MarkAt(whole_token ? std::min(token, offset) : offset), {},
                     "not valid JSON: " + SyntaxErrorText(what));
    }
    return false;
  }

 private:
  /// Offset of the token after the last one handled.
  std::size_t TokenStart() const {
    const std::size_t start = text_.find_first_not_of(" \t\r\n,:", end_);
    return start == std::string_view::npos ? text_.size() : start;
  }

  /// The mark of the token just read, which becomes the last one handled.
  Mark Next() {
    const Mark mark = lines_.MarkAt(TokenStart());
    end_ = static_cast<std::size_t>(*furthest_ - text_.data());
    return mark;
  }

  static DocumentNode ScalarAt(const Mark& mark, DocumentNode::Kind kind, std::string text) {
    DocumentNode node;
    node.kind = kind;
    node.text = std::move(text);
    node.mark = mark;
    return node;
  }
  DocumentNode Scalar(DocumentNode::Kind kind, std::string text) {
    return ScalarAt(Next(), kind, std::move(text));
  }

  bool AddNumber() {
    const std::size_t start = TokenStart();
    const Mark mark = Next();
    // After a number the lexer has read one character too many, unless the text ended.
    if (end_ < text_.size() || text_.back() < '0' || text_.back() > '9') --end_;
    // As written, not as the lexer has it: that one depends on the locale.
    DocumentNode node =
        ScalarAt(mark, DocumentNode::Kind::kNumber, std::string(Slice(text_, start, end_ - start)));
    const NumberText number = ParseNumber(node.text);
    node.number = number.value;
    if (number.kind != NumberText::Kind::kNumber) {
      problems_->Add(node.mark, builder_.Path(), kNumberTooLarge);
      node.kind = DocumentNode::Kind::kInvalid;
    }
    return builder_.Add(std::move(node));
  }

  bool Close() {
    Next();
    builder_.Close();
    return true;
  }

  std::string_view text_;
  LineCounter lines_;
  const char** furthest_;
  std::size_t end_ = 0;  ///< One past the last token handled.
  TreeBuilder builder_;
  ProblemCollector* problems_;
};

}  // namespace

ReadResult ReadJson(std::string_view text, const std::string& file) {
  ReadResult result;
  result.document.sources = {file};
  ProblemCollector problems(&result.document.sources);
  // Taken off here so that columns do not count it.
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (text.size() > kMaxDocumentBytes) {
    problems.Add({1, 1, 0}, {}, "the document is larger than 16 MiB");
  } else if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    problems.Add({1, 1, 0}, {}, "the document is empty", "a JSON object");
  } else {
    const char* const begin = text.data();
    const char* furthest = begin;
    JsonTreeHandler handler(text, &furthest, &result.document.root, &problems);
    const char* const end = begin + text.size();
    result.complete = Json::sax_parse(CountingIterator(begin, &furthest),
                                      CountingIterator(end, &furthest), &handler);
  }
  result.problems = problems.Take();
  return result;
}

}  // namespace dragoman
