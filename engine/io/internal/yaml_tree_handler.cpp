#include "engine/io/internal/yaml_tree_handler.h"

#include "engine/core/text.h"
#include "engine/wire/number_text.h"

namespace dragoman {
namespace {

bool IsPlain(const std::string& tag) { return tag == "?" || tag.empty(); }
bool IsQuoted(const std::string& tag) { return tag == "!"; }

/// Whether the quoted text that `text` starts with ends in it.
bool QuoteCloses(std::string_view text) {
  const char quote = text[0];
  for (std::size_t at = 1; at < text.size(); ++at) {
    const bool escapes = quote == '"' ? text[at] == '\\'
                                      : text[at] == quote && Slice(text, at + 1).starts_with(quote);
    if (escapes) {
      ++at;
    } else if (text[at] == quote) {
      return true;
    }
  }
  return false;
}

/// Whether `text` starts with a null that is written out.
bool IsWrittenNull(std::string_view text) {
  for (const std::string_view name : {"~", "null", "Null", "NULL"}) {
    if (!text.starts_with(name)) continue;
    const std::string_view after = Slice(text, name.size(), 1);
    return after.empty() || after.find_first_of(" \t\n,]}") == 0;
  }
  return false;
}

DocumentNode YamlScalar(const Mark& mark, DocumentNode::Kind kind, const std::string& text) {
  DocumentNode node;
  node.kind = kind;
  node.text = text;
  node.mark = mark;
  return node;
}

}  // namespace

Mark MarkFrom(const YAML::Mark& mark) {
  if (mark.line < 0 || mark.column < 0) return {};
  return {mark.line + 1, mark.column + 1, 0};
}

void YamlTreeHandler::ReportCompositeKeys() {
  for (const auto& [mark, path] : composite_keys_) {
    problems_->AddBeside(mark, path, "a list or a map cannot be a key",
                         "a name; texts that start with '{' or '[' need quotes");
  }
}

void YamlTreeHandler::OnDocumentStart(const YAML::Mark& mark) {
  if (document_seen_) {
    problems_->Add(MarkFrom(mark), {}, "text after the end of the document",
                   "one YAML document (look for a '---' or wrong indentation)");
    throw StopReading{};
  }
  document_seen_ = true;
}

void YamlTreeHandler::OnAnchor(const YAML::Mark& mark, const std::string& name) {
  if (skipped_depth_ > 0) return;
  problems_->AddBeside(MarkFrom(mark), builder_.Path(),
                       "anchors are not supported: '&" + name + "'", "the value without it");
}

void YamlTreeHandler::OnAlias(const YAML::Mark& mark, YAML::anchor_t) {
  if (skipped_depth_ > 0) return;
  if (KeyComesNext()) {
    problems_->AddBeside(MarkFrom(mark), builder_.Path(), "aliases ('*name') are not supported",
                         "the key written out");
    return RefuseKey(MarkFrom(mark));
  }
  problems_->Add(MarkFrom(mark), builder_.Path(), "aliases ('*name') are not supported",
                 "the value written out");
  AddNode(YamlScalar(MarkFrom(mark), DocumentNode::Kind::kInvalid, {}));
}

void YamlTreeHandler::OnNull(const YAML::Mark& mark, YAML::anchor_t) {
  if (skipped_depth_ > 0) return;
  if (!KeyComesNext()) return AddNull(mark);
  problems_->AddBeside(MarkFrom(mark), builder_.Path(), "a key without a name", "a name");
  RefuseKey(MarkFrom(mark));
}

void YamlTreeHandler::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                               const std::string& value) {
  CheckQuotes(mark);
  if (skipped_depth_ > 0) return;
  const bool tagged = RefuseTag(mark, tag);
  if (KeyComesNext()) return AddKey(MarkFrom(mark), tag, value);
  if (tagged) {
    AddNode(YamlScalar(MarkFrom(mark), DocumentNode::Kind::kInvalid, value));
  } else if (IsQuoted(tag)) {
    DocumentNode node = YamlScalar(MarkFrom(mark), DocumentNode::Kind::kText, value);
    node.quoted = true;
    AddNode(std::move(node));
  } else {
    AddPlain(MarkFrom(mark), value);
  }
}

void YamlTreeHandler::OnSequenceStart(const YAML::Mark& mark, const std::string& tag,
                                      YAML::anchor_t, YAML::EmitterStyle::value) {
  Open(DocumentNode::Kind::kList, mark, tag);
}

void YamlTreeHandler::OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                                 YAML::EmitterStyle::value) {
  Open(DocumentNode::Kind::kMap, mark, tag);
}

std::string_view YamlTreeHandler::TextAt(const YAML::Mark& mark) const {
  return mark.pos < 0 ? std::string_view() : Slice(text_, static_cast<std::size_t>(mark.pos));
}

/// yaml-cpp takes the end of the text for a closing quote if a line feed stands before it.
void YamlTreeHandler::CheckQuotes(const YAML::Mark& mark) {
  const std::string_view text = TextAt(mark);
  if (text.empty() || (text[0] != '"' && text[0] != '\'') || QuoteCloses(text)) return;
  problems_->Add(MarkFrom(mark), builder_.Path(), "the quote is not closed");
  throw StopReading{};
}

/// Reports an explicit tag such as !!int, or a lone '!'.
bool YamlTreeHandler::RefuseTag(const YAML::Mark& mark, const std::string& tag) {
  if (IsPlain(tag) || (IsQuoted(tag) && !TextAt(mark).starts_with('!'))) return false;
  problems_->Add(MarkFrom(mark), builder_.Path(), "tags are not supported: '" + tag + "'",
                 "the value without it");
  return true;
}

void YamlTreeHandler::Open(DocumentNode::Kind kind, const YAML::Mark& mark,
                           const std::string& tag) {
  if (skipped_depth_ > 0) {
    ++skipped_depth_;
    return;
  }
  if (KeyComesNext()) {
    if (composite_keys_.size() < ProblemCollector::kMaxProblems) {
      composite_keys_.emplace_back(MarkFrom(mark), builder_.Path());
    }
    skipped_depth_ = 1;
    skipped_mark_ = MarkFrom(mark);
    return;
  }
  RefuseTag(mark, tag);
  if (!builder_.Open(kind, MarkFrom(mark))) throw StopReading{};
  key_done_.push_back(false);
}

void YamlTreeHandler::Close() {
  if (skipped_depth_ > 0) {
    if (--skipped_depth_ == 0) RefuseKey(skipped_mark_);
    return;
  }
  builder_.Close();
  key_done_.pop_back();
  ValueDone();
}

void YamlTreeHandler::AddKey(const Mark& mark, const std::string& tag, const std::string& name) {
  if (name == "<<" && !IsQuoted(tag)) {
    problems_->AddBeside(mark, builder_.Path(), "merge keys ('<<') are not supported",
                         "the keys written out");
    return RefuseKey(mark);
  }
  builder_.Key(name, mark);
  key_done_.back() = true;
  last_key_ = mark;
}

void YamlTreeHandler::RefuseKey(const Mark& mark) {
  builder_.RefusedKey(mark);
  key_done_.back() = true;
}

void YamlTreeHandler::AddNull(const YAML::Mark& mark) {
  // yaml-cpp places a value that is not there at the next token.
  const bool use_key = builder_.InMap() && !IsWrittenNull(TextAt(mark));
  AddNode(YamlScalar(use_key ? last_key_ : MarkFrom(mark), DocumentNode::Kind::kNull, {}));
}

void YamlTreeHandler::AddPlain(const Mark& mark, const std::string& text) {
  DocumentNode node;
  node.kind = DocumentNode::Kind::kText;
  node.text = text;
  node.mark = mark;
  if (text == "true" || text == "false") {
    node.kind = DocumentNode::Kind::kBoolean;
    node.boolean = text == "true";
    return AddNode(std::move(node));
  }
  const NumberText number = ParseNumber(text);
  node.number = number.value;
  if (number.kind == NumberText::Kind::kNumber) node.kind = DocumentNode::Kind::kNumber;
  if (number.kind == NumberText::Kind::kLeadingZero) {
    problems_->Add(mark, builder_.Path(),
                   "'" + std::string(Slice(text, 0, 40)) + "' has a leading zero",
                   "a number without it, or a text in quotes");
    node.kind = DocumentNode::Kind::kInvalid;
  }
  if (number.kind == NumberText::Kind::kTooLarge) {
    problems_->Add(mark, builder_.Path(), "the number is too large or too small");
    node.kind = DocumentNode::Kind::kInvalid;
  }
  AddNode(std::move(node));
}

void YamlTreeHandler::AddNode(DocumentNode node) {
  if (!builder_.Add(std::move(node))) throw StopReading{};
  ValueDone();
}

void YamlTreeHandler::ValueDone() {
  if (!key_done_.empty()) key_done_.back() = false;
}

}  // namespace dragoman
