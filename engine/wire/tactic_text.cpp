#include "engine/wire/tactic_text.h"

#include <utility>

#include "engine/bargaining/composed.h"
#include "engine/core/text.h"
#include "engine/wire/json_writer.h"
#include "engine/wire/number_text.h"
#include "engine/wire/read_archive.h"
#include "engine/wire/value_readers.h"

namespace dragoman {
namespace {

constexpr std::string_view kTacticForm = "NAME or NAME(KEY=VALUE, ...)";
constexpr std::size_t kLongestTacticQuote = 60;

bool IsNameCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-' || c == '.';
}

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\n'; }

/// Reads a tactic's text from left to right. After the first problem everything is refused.
class TacticReader {
 public:
  explicit TacticReader(std::string_view text) : text_(text) {
    if (text.size() > kMaxTacticText) {
      Fail("the text is longer than " + std::to_string(kMaxTacticText) + " characters");
    }
  }

  TacticCall ReadCall() {
    TacticCall call;
    call.name = ReadName(kTacticForm);
    call.parameters.kind = DocumentNode::Kind::kMap;
    if (Takes('(')) ReadPairs(')', &call.parameters, 1);
    return call;
  }

  /// True if `c` comes next; it is then used up.
  bool Takes(char c) {
    SkipBlanks();
    if (failed() || at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  void ExpectEnd(std::string_view expected) {
    SkipBlanks();
    if (at_ < text_.size()) FailHere(std::string(expected));
  }

  bool failed() const { return problem_.has_value(); }
  Diagnostic TakeProblem() { return std::move(*problem_); }

 private:
  void SkipBlanks() {
    while (at_ < text_.size() && IsBlank(text_[at_])) ++at_;
  }

  void Fail(std::string message, std::string expected = {}) {
    if (!problem_) problem_ = Diagnostic{{}, std::move(message), std::move(expected)};
    at_ = text_.size();
  }

  void FailHere(std::string expected) {
    if (at_ >= text_.size()) return Fail("the text ends too early", std::move(expected));
    const std::size_t place = at_ + 1;
    Fail("unexpected '" + std::string(Slice(text_, at_, 1)) + "' at character " +
             std::to_string(place),
         std::move(expected));
  }

  std::string ReadName(std::string_view expected) {
    SkipBlanks();
    const std::size_t from = at_;
    while (at_ < text_.size() && IsNameCharacter(text_[at_])) ++at_;
    if (at_ == from && !failed()) FailHere(std::string(expected));
    return std::string(Slice(text_, from, at_ - from));
  }

  void ReadPairs(char close, DocumentNode* map, int depth) {
    map->kind = DocumentNode::Kind::kMap;
    if (Takes(close)) return;
    while (!failed()) {
      DocumentEntry entry;
      entry.key = ReadName("KEY=VALUE");
      if (!failed() && !Takes('=')) FailHere("'=' after '" + entry.key + "'");
      if (failed()) return;
      entry.value = ReadValue(depth);
      if (FindEntry(*map, entry.key) != nullptr) {
        return Fail("'" + entry.key + "' is given twice", "each key once");
      }
      map->map.push_back(std::move(entry));
      if (Takes(close)) return;
      if (!Takes(',')) return FailHere(std::string("',' or '") + close + "'");
    }
  }

  void ReadItems(DocumentNode* list, int depth) {
    list->kind = DocumentNode::Kind::kList;
    if (Takes(']')) return;
    while (!failed()) {
      list->list.push_back(ReadValue(depth));
      if (failed() || Takes(']')) return;
      if (!Takes(',')) return FailHere("',' or ']'");
    }
  }

  DocumentNode ReadValue(int depth) {
    DocumentNode node;
    if (depth > kMaxTacticDepth) {
      Fail("nested too deeply", "at most " + std::to_string(kMaxTacticDepth) + " levels");
    } else if (Takes('[')) {
      ReadItems(&node, depth + 1);
    } else if (Takes('{')) {
      ReadPairs('}', &node, depth + 1);
    } else if (Takes('"')) {
      ReadQuoted(&node);
    } else {
      ReadPlain(&node);
    }
    return node;
  }

  void ReadQuoted(DocumentNode* node) {
    node->kind = DocumentNode::Kind::kText;
    node->quoted = true;
    for (; at_ < text_.size() && text_[at_] != '"'; ++at_) {
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      node->text += text_[at_];
    }
    if (!Takes('"') && !failed()) FailHere("'\"' at the end of the quotation");
  }

  // A plain text ends at the first comma or closing bracket that belongs to somebody else.
  void ReadPlain(DocumentNode* node) {
    SkipBlanks();
    const std::size_t from = at_;
    int open = 0;
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '(' || c == '[' || c == '{') ++open;
      if (open == 0 && (c == ',' || c == ')' || c == ']' || c == '}' || c == '=')) break;
      if (c == ')' || c == ']' || c == '}') --open;
    }
    node->text = Trim(Slice(text_, from, at_ - from));
    if (node->text.empty() || open > 0) return FailHere(open > 0 ? "')'" : "a value");
    const NumberText number = ParseNumber(node->text);
    node->kind = DocumentNode::Kind::kText;
    if (number.kind == NumberText::Kind::kNumber) {
      node->kind = DocumentNode::Kind::kNumber;
      node->number = number.value;
    } else if (node->text == "true" || node->text == "false") {
      node->kind = DocumentNode::Kind::kBoolean;
      node->boolean = node->text == "true";
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::optional<Diagnostic> problem_;
};

void WriteTacticValue(const Json& value, std::string* text);

/// `(a=1,b=2)` or, inside a value, `{a=1,b=2}`; nothing for an empty list of parameters.
void WriteTacticPairs(const Json& object, char open, char close, std::string* text) {
  char before = open;
  for (const auto& [key, value] : object.items()) {
    *text += before;
    *text += key + "=";
    WriteTacticValue(value, text);
    before = ',';
  }
  if (before == ',') *text += close;
}

void WriteTacticValue(const Json& value, std::string* text) {
  if (value.is_object()) {
    if (value.empty()) *text += "{}";
    return WriteTacticPairs(value, '{', '}', text);
  }
  if (value.is_array()) {
    *text += '[';
    for (std::size_t k = 0; k < value.size(); ++k) {
      if (k > 0) *text += ',';
      WriteTacticValue(value[k], text);
    }
    *text += ']';
  } else if (value.is_string()) {
    *text += '"';
    for (const char c : value.get_ref<const std::string&>()) {
      if (c == '"' || c == '\\') *text += '\\';
      *text += c;
    }
    *text += '"';
  } else {
    *text += JsonText(value, -1);
  }
}

/// Finds the entry, makes the object and fills in its parameters.
template <class Tactic, class Entry>
Checked<std::unique_ptr<Tactic>> MakeTactic(std::string_view kind, const TacticCall& call,
                                            const std::vector<Entry>& entries) {
  std::vector<std::string> names;
  for (const Entry& entry : entries) {
    names.emplace_back(entry.info.name);
    if (entry.info.name != call.name) continue;
    std::unique_ptr<Tactic> tactic = entry.make();
    Diagnostics problems = BindTactic(call, kind, FieldVisitor::RefTo(tactic.get()));
    if (!problems.empty()) return problems;
    return tactic;
  }
  return UnknownTactic(kind, call.name, names);
}

}  // namespace

Checked<TacticCall> ParseTactic(std::string_view text) {
  TacticReader reader(text);
  TacticCall call = reader.ReadCall();
  reader.ExpectEnd("nothing more");
  if (reader.failed()) return reader.TakeProblem();
  return call;
}

Checked<StrategyText> ParseStrategy(std::string_view text) {
  TacticReader reader(text);
  StrategyText strategy;
  strategy.strategy = reader.ReadCall();
  if (reader.Takes('+')) strategy.acceptance = reader.ReadCall();
  reader.ExpectEnd(strategy.acceptance ? "nothing more" : "'+' and when it accepts, or nothing");
  if (reader.failed()) return reader.TakeProblem();
  return strategy;
}

std::vector<std::string> SplitTactics(std::string_view list) {
  std::vector<std::string> parts;
  std::size_t from = 0;
  int open = 0;
  bool quoted = false;
  for (std::size_t k = 0; k < list.size(); ++k) {
    const char c = list[k];
    if (quoted) {
      if (c == '\\') ++k;
      quoted = c != '"';
      continue;
    }
    quoted = c == '"';
    if (c == '(' || c == '[' || c == '{') ++open;
    if (c == ')' || c == ']' || c == '}') --open;
    if (c != ',' || open > 0) continue;
    parts.emplace_back(Trim(Slice(list, from, k - from)));
    from = k + 1;
  }
  parts.emplace_back(Trim(Slice(list, from)));
  return parts;
}

Diagnostics BindTactic(const TacticCall& call, std::string_view kind, ObjectRef object) {
  const std::vector<std::string> sources = {call.name};
  ProblemCollector collector(&sources);
  ReadArchive(&collector).Read(call.parameters, object);
  Diagnostics diagnostics;
  for (Problem& problem : collector.Take()) {
    // A strategy without parameters has no names to choose from.
    if (problem.message.starts_with("unknown key") && problem.expected.empty()) {
      problem.expected = "no parameters: " + std::string(kind) + " '" + call.name + "' has none";
    }
    diagnostics.push_back(
        {std::move(problem.path), std::move(problem.message), std::move(problem.expected)});
  }
  return diagnostics;
}

std::string WriteTactic(std::string_view name, ObjectRef object) {
  std::string text(name);
  WriteTacticPairs(JsonObject(object), '(', ')', &text);
  return text;
}

Diagnostic UnknownTactic(std::string_view kind, std::string_view name,
                         const std::vector<std::string>& known) {
  const std::string_view shown = Slice(name, 0, kLongestTacticQuote);
  return {
      {}, "no " + std::string(kind) + " '" + std::string(shown) + "'", ExpectedOneOf(shown, known)};
}

Checked<std::unique_ptr<Strategy>> MakeStrategy(std::string_view text) {
  const Checked<StrategyText> written = ParseStrategy(text);
  if (!written.ok()) return written.problems();
  auto strategy = MakeTactic<Strategy>("strategy", written->strategy, RegisteredStrategies());
  if (!written->acceptance) return strategy;
  const TacticCall& call = *written->acceptance;
  auto acceptance = MakeTactic<Acceptance>("acceptance", call, RegisteredAcceptances());
  Diagnostics problems = strategy.problems();
  problems.insert(problems.end(), acceptance.problems().begin(), acceptance.problems().end());
  if (acceptance.ok()) {
    for (Diagnostic& problem : (*acceptance)->Check(call.name)) {
      problems.push_back(std::move(problem));
    }
  }
  if (!problems.empty()) return problems;
  return std::unique_ptr<Strategy>(
      std::make_unique<ComposedStrategy>(std::move(*strategy), std::move(*acceptance)));
}

Checked<std::unique_ptr<Protocol>> MakeProtocol(std::string_view text) {
  const Checked<TacticCall> call = ParseTactic(text);
  if (!call.ok()) return call.problems();
  return MakeTactic<Protocol>("protocol", *call, RegisteredProtocols());
}

}  // namespace dragoman
