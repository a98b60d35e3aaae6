#include "engine/io/yaml_reader.h"

#include <exception>
#include <sstream>
#include <utility>

#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include "engine/core/text.h"
#include "engine/io/internal/yaml_tree_handler.h"
#include "engine/io/text_check.h"

namespace dragoman {
namespace {

/// What would most likely put a syntax error right, by yaml-cpp's own words for it.
struct SyntaxHint {
  std::string_view error;
  std::string_view expected;
};

const SyntaxHint kSyntaxHints[] = {
    {YAML::ErrorMsg::END_OF_SEQ_FLOW, "a ']' for every '['"},
    {YAML::ErrorMsg::END_OF_MAP_FLOW, "a '}' for every '{', and every quote closed"},
    {YAML::ErrorMsg::END_OF_SEQ, "the indentation of the '-' before it"},
    {YAML::ErrorMsg::END_OF_MAP, "the indentation of the key before it, and every quote closed"},
    {YAML::ErrorMsg::FLOW_END, "a '[' or '{' before it"},
    {YAML::ErrorMsg::BLOCK_ENTRY, "every bracket and quote before it closed"},
    {YAML::ErrorMsg::MAP_KEY, "every bracket and quote before it closed"},
    {YAML::ErrorMsg::MAP_VALUE, "quotes around a text that has ': ' in it"},
    {YAML::ErrorMsg::UNKNOWN_TOKEN, "quotes around a text that starts with such a character"},
    {YAML::ErrorMsg::UNKNOWN_ANCHOR, "the value written out; aliases are not supported"},
};

std::string SyntaxHintFor(std::string_view error) {
  for (const SyntaxHint& hint : kSyntaxHints) {
    if (error == hint.error) return std::string(hint.expected);
  }
  return {};
}

/// True if the whole text was read.
bool ParseYaml(std::string_view text, DocumentNode* root, ProblemCollector* problems) {
  try {
    const std::string normal = NormalizeText(text);
    std::istringstream stream(normal);
    YAML::Parser parser(stream);
    YamlTreeHandler handler(normal, root, problems);
    parser.HandleNextDocument(handler);
    if (!handler.document_seen()) {
      problems->Add({1, 1, 0}, {}, "the document is empty", "a map of keys");
      return false;
    }
    // A second call finds what is left over: yaml-cpp itself would say nothing about it.
    parser.HandleNextDocument(handler);
    handler.ReportCompositeKeys();
    return true;
  } catch (const StopReading&) {
    return false;  // Reported where it was thrown.
  } catch (const YAML::DeepRecursion& error) {
    problems->Add(MarkFrom(error.mark), {}, "nested too deeply",
                  "at most " + std::to_string(kMaxDocumentDepth) + " levels");
  } catch (const YAML::Exception& error) {
    problems->Add(MarkFrom(error.mark), {}, "not valid YAML: " + error.msg,
                  SyntaxHintFor(error.msg));
  } catch (const std::exception& error) {
    problems->Add({}, {}, std::string("cannot read the YAML: ") + error.what());
  }
  return false;
}

}  // namespace

ReadResult ReadYaml(std::string_view text, const std::string& file) {
  ReadResult result;
  result.document.sources = {file};
  ProblemCollector problems(&result.document.sources);
  if (CheckText(text, &problems)) {
    result.complete = ParseYaml(text, &result.document.root, &problems);
  }
  result.problems = problems.Take();
  return result;
}

std::string ParseYamlValue(std::string_view text, DocumentNode* value) {
  if (Trim(text).empty()) {
    *value = DocumentNode{};
    return {};
  }
  ReadResult result = ReadYaml(text, {});
  if (!result.problems.empty()) return result.problems[0].message;
  *value = std::move(result.document.root);
  return {};
}

}  // namespace dragoman
