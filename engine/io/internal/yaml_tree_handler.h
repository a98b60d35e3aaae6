#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/mark.h>

#include "engine/wire/document.h"
#include "engine/wire/tree_builder.h"

namespace dragoman {

/// Thrown through yaml-cpp to stop it, after the reason was reported; caught in yaml_reader.cpp.
struct StopReading {};

/// yaml-cpp counts from 0 and uses -1 for "nowhere".
Mark MarkFrom(const YAML::Mark& mark);

/// Turns yaml-cpp's events into a tree. Events are used rather than YAML::Node because Node hides
/// duplicate keys, quotes, and the places of nulls, and expands aliases.
class YamlTreeHandler final : public YAML::EventHandler {
 public:
  /// `text` is what yaml-cpp reads. All must outlive the handler.
  YamlTreeHandler(std::string_view text, DocumentNode* root, ProblemCollector* problems)
      : text_(text), builder_(root, problems), problems_(problems) {}

  bool document_seen() const { return document_seen_; }

  /// To be called when the text has been read without a syntax error. Lists and maps as keys are
  /// reported only now: yaml-cpp sees one in every '[' that is never closed.
  void ReportCompositeKeys();

  void OnDocumentStart(const YAML::Mark& mark) override;
  void OnDocumentEnd() override {}
  void OnAnchor(const YAML::Mark& mark, const std::string& name) override;
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override;
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override;
  void OnSequenceEnd() override { Close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override;
  void OnMapEnd() override { Close(); }

 private:
  bool KeyComesNext() const { return builder_.InMap() && !key_done_.back(); }
  std::string_view TextAt(const YAML::Mark& mark) const;
  void CheckQuotes(const YAML::Mark& mark);
  bool RefuseTag(const YAML::Mark& mark, const std::string& tag);
  void Open(DocumentNode::Kind kind, const YAML::Mark& mark, const std::string& tag);
  void Close();
  void AddKey(const Mark& mark, const std::string& tag, const std::string& name);
  void RefuseKey(const Mark& mark);
  void AddNull(const YAML::Mark& mark);
  void AddPlain(const Mark& mark, const std::string& text);
  void AddNode(DocumentNode node);
  void ValueDone();

  std::string_view text_;
  TreeBuilder builder_;
  ProblemCollector* problems_;
  std::vector<std::pair<Mark, std::string>> composite_keys_;
  Mark last_key_;
  std::vector<bool> key_done_;  ///< One per open list or map; used for maps.
  int skipped_depth_ = 0;       ///< Inside a list or map that was written as a key.
  Mark skipped_mark_;
  bool document_seen_ = false;
};

}  // namespace dragoman
