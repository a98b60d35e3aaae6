#include "engine/io/load.h"

#include <iterator>
#include <utility>

#include "engine/io/error_text.h"
#include "engine/io/files.h"
#include "engine/io/yaml_reader.h"
#include "engine/wire/json_reader.h"
#include "engine/wire/overrides.h"
#include "engine/wire/read_archive.h"

namespace dragoman {
namespace {

void Append(std::vector<Problem> more, std::vector<Problem>* problems) {
  problems->insert(problems->end(), std::make_move_iterator(more.begin()),
                   std::make_move_iterator(more.end()));
}

}  // namespace

TextFormat FormatOf(std::string_view file) {
  return file.ends_with(".json") ? TextFormat::kJson : TextFormat::kYaml;
}

LoadedDocument LoadText(std::string_view text, const std::string& file, TextFormat format,
                        std::span<const std::string> settings,
                        const std::vector<FieldEntry>& fields, ObjectRef object) {
  ReadResult read = format == TextFormat::kJson ? ReadJson(text, file) : ReadYaml(text, file);
  LoadedDocument loaded{std::move(read.document), std::move(read.problems)};
  if (read.complete) {
    Append(ApplyOverrides(settings, fields, ParseYamlValue, &loaded.document), &loaded.problems);
    ProblemCollector problems(&loaded.document.sources);
    ReadArchive(&problems).Read(loaded.document.root, object);
    Append(problems.Take(), &loaded.problems);
    loaded.bound = loaded.document.root.kind == DocumentNode::Kind::kMap;
  }
  SortProblems(file, &loaded.problems);
  return loaded;
}

LoadedDocument LoadFile(const std::string& file, std::span<const std::string> settings,
                        const std::vector<FieldEntry>& fields, ObjectRef object) {
  const FileText content = ReadFile(file);
  if (content.ok()) return LoadText(content.text, file, FormatOf(file), settings, fields, object);
  LoadedDocument loaded;
  loaded.document.sources = {file};
  loaded.problems.push_back({file, 0, 0, {}, content.error, {}});
  return loaded;
}

std::vector<Problem> PlaceProblems(const Document& document, const Diagnostics& diagnostics) {
  std::vector<Problem> problems = Locate(document, diagnostics);
  SortProblems(document.sources.empty() ? std::string() : document.sources[0], &problems);
  return problems;
}

}  // namespace dragoman
