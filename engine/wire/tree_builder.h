#pragma once

#include <string>
#include <vector>

#include "engine/core/name_index.h"
#include "engine/wire/document.h"

namespace dragoman {

/// Builds a DocumentNode tree from the events of a parser, and refuses what no format of ours may
/// hold: duplicate keys, control characters, too deep nesting, too many values.
///
/// Functions that return bool return false when a limit is passed; the caller then stops reading.
class TreeBuilder {
 public:
  /// Both must outlive the builder.
  TreeBuilder(DocumentNode* root, ProblemCollector* problems) : root_(root), problems_(problems) {}

  /// A scalar value, with its mark.
  bool Add(DocumentNode scalar);
  bool Open(DocumentNode::Kind list_or_map, const Mark& mark);
  void Close();

  /// The key of the next value. @pre InMap().
  void Key(std::string key, const Mark& mark);
  /// A key that was refused: the value that follows is read, checked and dropped.
  void RefusedKey(const Mark& mark);

  bool InMap() const {
    return !frames_.empty() && frames_.back().node->kind == DocumentNode::Kind::kMap;
  }
  bool at_top() const { return frames_.empty(); }

  /// Path of the value that comes next, or of the map if its key is not known yet.
  std::string Path() const;

 private:
  struct Frame {
    DocumentNode* node;
    NameIndex lines = {};  ///< Of its keys, where they were written first.
    bool key_seen = false;
    bool drop_value = false;
  };

  DocumentNode* Place(DocumentNode node);
  void ValueDone();
  void CheckText(DocumentNode* scalar);

  DocumentNode* root_;
  ProblemCollector* problems_;
  std::vector<Frame> frames_;
  std::size_t nodes_ = 0;
};

/// "parties.A" from "parties" and "A".
std::string JoinPath(const std::string& path, const std::string& key);

}  // namespace dragoman
