#include "engine/wire/tree_builder.h"

#include <utility>

#include "engine/core/text.h"

namespace dragoman {
namespace {

/// C0 except tab and line feed, DEL, and C1 (U+0080..U+009F) in UTF-8. They never belong in a
/// name or a note, and a terminal would act on them when they come back in an error text.
bool HasControlCharacter(const std::string& text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if ((c < 0x20 && c != '\t' && c != '\n') || c == 0x7F) return true;
    if (c == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0) {
      return true;
    }
  }
  return false;
}

}  // namespace

std::string JoinPath(const std::string& path, const std::string& key) {
  return path.empty() ? key : Concat({path, ".", key});
}

bool TreeBuilder::Add(DocumentNode scalar) {
  CheckText(&scalar);
  if (Place(std::move(scalar)) == nullptr) return false;
  ValueDone();
  return true;
}

bool TreeBuilder::Open(DocumentNode::Kind list_or_map, const Mark& mark) {
  if (frames_.size() >= static_cast<std::size_t>(kMaxDocumentDepth)) {
    problems_->Add(mark, {}, "nested too deeply",
                   Concat({"at most ", kMaxDocumentDepth, " levels"}));
    return false;
  }
  DocumentNode node;
  node.kind = list_or_map;
  node.mark = mark;
  DocumentNode* placed = Place(std::move(node));
  if (placed == nullptr) return false;
  frames_.push_back({.node = placed});
  return true;
}

void TreeBuilder::Close() {
  frames_.pop_back();
  ValueDone();
}

void TreeBuilder::Key(std::string key, const Mark& mark) {
  Frame& frame = frames_.back();
  if (HasControlCharacter(key)) {
    problems_->AddBeside(mark, Path(), "the key has a control character in it");
    return RefusedKey(mark);
  }
  const std::size_t first = frame.lines.Add(key, static_cast<std::size_t>(mark.line));
  const bool is_new = first == NameIndex::kNone;
  if (!is_new) {
    problems_->AddBeside(mark, Path(),
                         Concat({"duplicate key '", key, "', first on line ", first}));
  }
  frame.node->map.push_back({std::move(key), mark, {}});
  frame.key_seen = true;
  frame.drop_value = !is_new;
}

void TreeBuilder::RefusedKey(const Mark& mark) {
  Frame& frame = frames_.back();
  frame.node->map.push_back({"?", mark, {}});
  frame.key_seen = true;
  frame.drop_value = true;
}

std::string TreeBuilder::Path() const {
  std::string path;
  for (const Frame& frame : frames_) {
    const bool last = &frame == &frames_.back();
    if (frame.node->kind == DocumentNode::Kind::kList) {
      const std::size_t size = frame.node->list.size();
      path += Concat({"[", last ? size : size - 1, "]"});
    } else if (frame.key_seen) {
      path = JoinPath(path, frame.node->map.back().key);
    }
  }
  return path;
}

DocumentNode* TreeBuilder::Place(DocumentNode node) {
  if (problems_->full()) return nullptr;
  if (++nodes_ > kMaxDocumentNodes) {
    problems_->Add(node.mark, {}, "too many values", Concat({"at most ", kMaxDocumentNodes}));
    return nullptr;
  }
  if (frames_.empty()) {
    *root_ = std::move(node);
    return root_;
  }
  DocumentNode* parent = frames_.back().node;
  if (parent->kind == DocumentNode::Kind::kList) {
    parent->list.push_back(std::move(node));
    return &parent->list.back();
  }
  DocumentNode& value = parent->map.back().value;
  value = std::move(node);
  return &value;
}

void TreeBuilder::ValueDone() {
  if (!InMap()) return;
  Frame& frame = frames_.back();
  if (frame.drop_value) frame.node->map.pop_back();
  frame.key_seen = false;
  frame.drop_value = false;
}

void TreeBuilder::CheckText(DocumentNode* scalar) {
  if (scalar->kind != DocumentNode::Kind::kText || !HasControlCharacter(scalar->text)) return;
  problems_->Add(scalar->mark, Path(), "the text has a control character in it");
  scalar->kind = DocumentNode::Kind::kInvalid;
}

}  // namespace dragoman
