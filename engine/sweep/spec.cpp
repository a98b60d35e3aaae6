#include <algorithm>
#include <utility>

#include "engine/core/text.h"
#include "engine/core/version.h"
#include "engine/sweep/sweep.h"
#include "engine/wire/json_reader.h"
#include "engine/wire/json_writer.h"
#include "engine/wire/read_archive.h"

namespace dragoman {
namespace {

constexpr int kSpecFormat = 1;
constexpr double kMostPerCoding = 1e9;

using Node = DocumentNode;

/// Reads a spec.json that this program wrote; what else it finds is reported, not repaired.
class SpecReader {
 public:
  explicit SpecReader(const Node& root) : root_(root) {}

  Checked<SweepInputs> Read(const std::vector<std::string>& sources) {
    const Node* format = Find(root_, "format", Node::Kind::kNumber);
    if (format == nullptr || format->number != kSpecFormat) {
      return Diagnostic{"format", "not a result of this program", std::to_string(kSpecFormat)};
    }
    const Node* version = Find(root_, "dragoman", Node::Kind::kText);
    if (version == nullptr || version->text != kVersion) {
      return Diagnostic{"dragoman", "another version of dragoman wrote this result",
                        std::string(kVersion)};
    }
    SweepInputs inputs;
    ReadConfig(sources, &inputs);
    ReadVariants(&inputs);
    ReadPoints(&inputs);
    const Node* per_coding = Find(root_, "talks_per_coding", Node::Kind::kNumber);
    if (per_coding != nullptr && per_coding->number >= 1 && per_coding->number <= kMostPerCoding) {
      inputs.talks_per_coding = static_cast<int>(per_coding->number);
    } else {
      problems_.push_back({"talks_per_coding", "not a number of talks", {}});
    }
    if (const Node* text = Find(root_, "fingerprint", Node::Kind::kText)) {
      inputs.fingerprint = text->text;
    }
    ReadTexts("settings", &inputs.settings);
    ReadTexts("what_ifs", &inputs.what_ifs);
    if (!problems_.empty()) return problems_;
    return inputs;
  }

 private:
  const Node* Find(const Node& map, const char* key, Node::Kind kind) {
    const Node* node = FindEntry(map, key);
    if (node != nullptr && node->kind == kind) return node;
    problems_.push_back({key, "missing or of the wrong kind", {}});
    return nullptr;
  }

  void ReadTexts(const char* key, std::vector<std::string>* texts) {
    if (FindEntry(root_, key) == nullptr) return;
    const Node* list = Find(root_, key, Node::Kind::kList);
    if (list == nullptr) return;
    for (const Node& entry : list->list) {
      if (entry.kind == Node::Kind::kText) {
        texts->push_back(entry.text);
      } else {
        problems_.push_back({key, "an entry that is no text", {}});
      }
    }
  }

  void ReadConfig(const std::vector<std::string>& sources, SweepInputs* inputs) {
    const Node* config = Find(root_, "config", Node::Kind::kMap);
    if (config == nullptr) return;
    ProblemCollector collector(&sources);
    ReadArchive(&collector).Read(*config, FieldVisitor::RefTo(&inputs->config));
    for (Problem& problem : collector.Take()) {
      problems_.push_back({"config." + problem.path, std::move(problem.message), {}});
    }
  }

  void ReadVariants(SweepInputs* inputs) {
    const Node* variants = Find(root_, "variants", Node::Kind::kList);
    if (variants == nullptr) return;
    for (const Node& entry : variants->list) {
      const Node* what_if = Find(entry, "what_if", Node::Kind::kText);
      const Node* scenario = Find(entry, "scenario", Node::Kind::kText);
      if (what_if == nullptr || scenario == nullptr) return;
      inputs->variants.push_back({what_if->text, scenario->text});
    }
    if (inputs->variants.empty()) problems_.push_back({"variants", "the list is empty", {}});
  }

  // One text, because a list of that many values would pass the limits of documents.
  void ReadPoints(SweepInputs* inputs) {
    const Node* points = Find(root_, "points", Node::Kind::kText);
    if (points == nullptr) return;
    std::string_view rest = points->text;
    while (!rest.empty()) {
      std::vector<std::string>& row = inputs->points.emplace_back();
      std::string_view line = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(rest.size(), line.size() + 1));
      for (std::size_t tab = line.find('\t'); tab != std::string_view::npos;
           tab = line.find('\t')) {
        row.emplace_back(line.substr(0, tab));
        line.remove_prefix(tab + 1);
      }
      row.emplace_back(line);
      if (row.size() == inputs->config.parameters.size()) continue;
      problems_.push_back({"points", "a row of another length", {}});
      return;
    }
  }

  const Node& root_;
  Diagnostics problems_;
};

}  // namespace

std::string SpecText(const SweepInputs& inputs) {
  Json json = Json::object();
  json["format"] = kSpecFormat;
  json["dragoman"] = std::string(kVersion);
  json["config"] = JsonOf(inputs.config);
  json["talks_per_coding"] = inputs.talks_per_coding;
  json["fingerprint"] = inputs.fingerprint;
  // Left out where there is nothing: a hash is of the text without them.
  if (!inputs.settings.empty()) json["settings"] = inputs.settings;
  if (!inputs.what_ifs.empty()) json["what_ifs"] = inputs.what_ifs;
  json["variants"] = Json::array();
  for (const SweepVariant& variant : inputs.variants) {
    Json entry = Json::object();
    entry["what_if"] = variant.what_if;
    entry["scenario"] = variant.scenario;
    json["variants"].push_back(std::move(entry));
  }
  std::string points;
  for (const std::vector<std::string>& row : inputs.points) points += Join(row, "\t") + "\n";
  json["points"] = points;
  return JsonText(json) + "\n";
}

Checked<SweepInputs> ReadSpec(const std::string& text) {
  const ReadResult read = ReadJson(text, "spec.json");
  if (!read.problems.empty()) {
    const Problem& first = read.problems.front();
    return Diagnostic{first.path, "line " + std::to_string(first.line) + ": " + first.message, {}};
  }
  if (read.document.root.kind != Node::Kind::kMap) {
    return Diagnostic{{}, "not a JSON object", {}};
  }
  return SpecReader(read.document.root).Read(read.document.sources);
}

}  // namespace dragoman
