#include "engine/io/text_check.h"

#include <cstddef>

#include "engine/core/text.h"

namespace dragoman {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

unsigned char ByteAt(std::string_view text, std::size_t at) {
  return at < text.size() ? static_cast<unsigned char>(text[at]) : 0;
}

bool IsContinuation(unsigned char byte) { return (byte & 0xC0) == 0x80; }

/// Bytes of the UTF-8 character at `at`, or 0 if there is none (RFC 3629: no overlong forms, no
/// surrogates, nothing past U+10FFFF).
std::size_t Utf8Length(std::string_view text, std::size_t at) {
  const unsigned char a = ByteAt(text, at);
  const unsigned char b = ByteAt(text, at + 1);
  if (a < 0x80) return 1;
  if (a < 0xC2 || a > 0xF4 || !IsContinuation(b)) return 0;
  if (a < 0xE0) return 2;
  if (!IsContinuation(ByteAt(text, at + 2))) return 0;
  if ((a == 0xE0 && b < 0xA0) || (a == 0xED && b >= 0xA0)) return 0;
  if (a < 0xF0) return 3;
  if (!IsContinuation(ByteAt(text, at + 3))) return 0;
  if ((a == 0xF0 && b < 0x90) || (a == 0xF4 && b >= 0x90)) return 0;
  return 4;
}

bool IsForbiddenControl(std::string_view text, std::size_t at) {
  const unsigned char c = ByteAt(text, at);
  if (c == 0xC2) return ByteAt(text, at + 1) < 0xA0;  // U+0080..U+009F
  return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F;
}

struct WrongByte {
  const char* message = nullptr;
  const char* expected = nullptr;
};

WrongByte WrongAt(std::string_view text, std::size_t at) {
  if (Utf8Length(text, at) == 0) return {"not valid UTF-8", "a file saved as UTF-8"};
  if (IsForbiddenControl(text, at)) return {"a control character", "text without it"};
  if (text[at] == '\r' && ByteAt(text, at + 1) != '\n') {
    return {"a carriage return without a line feed", "line feeds at the ends of lines"};
  }
  return {};
}

/// Characters that can make a token of YAML's flow style. yaml-cpp may hold all tokens of a list in
/// memory, some 240 bytes each, before it gives the first of them away.
constexpr std::string_view kIndicators = "[{,:?";
constexpr std::size_t kMaxIndicators = 4 * kMaxDocumentNodes;

bool TooManyIndicators(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += kIndicators.find(c) != std::string_view::npos ? 1 : 0;
  return count > kMaxIndicators;
}

/// A tab before the first character that is neither a blank nor the end of the line.
bool TabIndents(std::string_view text, std::size_t at) {
  const std::size_t next = text.find_first_not_of(" \t", at);
  return next != std::string_view::npos && text[next] != '\n' && text[next] != '\r';
}

}  // namespace

bool CheckText(std::string_view text, ProblemCollector* problems) {
  if (text.size() > kMaxDocumentBytes) {
    problems->Add({1, 1, 0}, {}, "the document is larger than 16 MiB");
    return false;
  }
  if (TooManyIndicators(text)) {
    problems->Add({1, 1, 0}, {}, "too many values", "at most " + std::to_string(kMaxDocumentNodes));
    return false;
  }
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  Mark mark{1, 1, 0};
  bool indenting = true;
  for (std::size_t at = 0; at < text.size();) {
    const WrongByte wrong = WrongAt(text, at);
    if (wrong.message == nullptr && indenting && text[at] == '\t' && TabIndents(text, at)) {
      problems->Add(mark, {}, "a tab in the indentation", "spaces");
      return false;
    }
    if (wrong.message != nullptr) {
      problems->Add(mark, {}, wrong.message, wrong.expected);
      return false;
    }
    indenting = text[at] == '\n' || (indenting && (text[at] == ' ' || text[at] == '\t'));
    const std::size_t length = Utf8Length(text, at);
    mark.column += static_cast<int>(length);
    if (text[at] == '\n') mark = {mark.line + 1, 1, 0};
    at += length;
  }
  return true;
}

std::string NormalizeText(std::string_view text) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  std::string normal;
  normal.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\r' || ByteAt(text, at + 1) != '\n') normal += text[at];
  }
  return normal;
}

}  // namespace dragoman
