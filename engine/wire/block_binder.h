#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/core/partial_visitor.h"
#include "engine/wire/document.h"

namespace dragoman {

/// The part of a scenario that a path lies in and that can be bound alone: "mechanisms.M9" of
/// "mechanisms.M9.pi", "talks" of "talks.wait".
std::string BlockOf(std::string_view path);

/// Binds some blocks of a document again, over a struct that was bound before: `talks`,
/// `mechanisms.M9`, ... Objects only; what lies in a list needs the whole document. Visit the
/// struct with it.
class BlockBinder final : public PartialVisitor {
 public:
  /// Both are borrowed.
  BlockBinder(const std::vector<std::string>& blocks, const Document& document)
      : blocks_(blocks), root_(document.root), sources_(&document.sources) {}

  void VisitObject(const Field& field, ObjectRef object) override;

  /// What was wrong, with paths from the root of the document.
  std::vector<Problem> Take() { return std::move(problems_); }

  /// Whether every block is an object that could be bound alone.
  bool all_found() const { return found_ == blocks_.size(); }

 private:
  void Bind(const std::string& path, const DocumentNode& node, ObjectRef object);

  const std::vector<std::string>& blocks_;
  const DocumentNode& root_;
  const std::vector<std::string>* sources_;
  std::vector<Problem> problems_;
  std::string prefix_;
  std::size_t found_ = 0;
};

}  // namespace dragoman
