#include "engine/wire/block_binder.h"

#include <algorithm>
#include <utility>

#include "engine/core/text.h"
#include "engine/wire/read_archive.h"

namespace dragoman {
namespace {

/// The one object whose parts are bound each for itself.
constexpr std::string_view kPartedBlock = "mechanisms";

}  // namespace

std::string BlockOf(std::string_view path) {
  const std::size_t first = path.find_first_of(".[");
  if (Slice(path, 0, first) != kPartedBlock || first == std::string_view::npos) {
    return std::string(Slice(path, 0, first));
  }
  return std::string(Slice(path, 0, path.find_first_of(".[", first + 1)));
}

void BlockBinder::VisitObject(const Field& field, ObjectRef object) {
  const std::string path = prefix_ + std::string(field.name);
  if (std::find(blocks_.begin(), blocks_.end(), path) != blocks_.end()) {
    ++found_;
    const DocumentNode* node = FindNode(root_, path);
    if (node != nullptr) Bind(path, *node, object);
  } else if (prefix_.empty() && path == kPartedBlock) {
    prefix_ = path + ".";
    object.visit(object.object, this);
    prefix_.clear();
  }
}

void BlockBinder::Bind(const std::string& path, const DocumentNode& node, ObjectRef object) {
  ProblemCollector collector(sources_);
  ReadArchive(&collector).Read(node, object);
  for (Problem& problem : collector.Take()) {
    problem.path = path + (problem.path.empty() ? "" : ".") + problem.path;
    problems_.push_back(std::move(problem));
  }
}

}  // namespace dragoman
