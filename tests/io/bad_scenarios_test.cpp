#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "engine/io/error_text.h"
#include "engine/io/files.h"
#include "engine/io/scenario_file.h"
#include "engine/wire/json_writer.h"
#include "tests/fuzz/scenario_input.h"

/// @file
/// Broken scenario files with everything the program says about them. bad_scenarios/valid.yaml is
/// right; each other .yaml or .json file there breaks a few lines of it, says in its first line
/// how, and has its whole error text in the .expected file of the same name.
///
/// After a change of wording, DRAGOMAN_REGENERATE=1 in the environment makes this test write the
/// .expected files instead of comparing them; read the diff before committing it.

namespace dragoman {
namespace {

std::filesystem::path Folder() {
  return std::filesystem::path(DRAGOMAN_SOURCE_DIR) / "tests" / "io" / "bad_scenarios";
}

/// Names of the scenario files, in order.
std::vector<std::string> BrokenFiles() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(Folder())) {
    const std::string name = entry.path().filename().string();
    const bool is_scenario = name.ends_with(".yaml") || name.ends_with(".json");
    if (is_scenario && !name.starts_with("valid.")) names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string TextOf(const std::filesystem::path& path) {
  const FileText file = ReadFile(path.string());
  EXPECT_EQ(file.error, "") << path;
  return file.text;
}

/// The error text of a file, without the folder it lies in.
std::string ErrorsOf(const std::filesystem::path& path) {
  const std::string name = path.filename().string();
  return FormatProblems(LoadScenarioText(TextOf(path), name, FormatOf(name)).problems);
}

bool Regenerating() {
  const char* value = std::getenv("DRAGOMAN_REGENERATE");
  return value != nullptr && std::string_view(value) == "1";
}

TEST(BadScenariosTest, HaveExactlyTheseErrors) {
  // One test for all: a process per file would cost more than the test itself.
  for (const std::string& name : BrokenFiles()) {
    SCOPED_TRACE(name);
    const std::filesystem::path path = Folder() / name;
    const std::string errors = ErrorsOf(path);
    EXPECT_NE(errors, "");
    std::filesystem::path expected = path;
    expected.replace_extension(".expected");
    if (Regenerating()) {
      ASSERT_EQ(WriteFile(expected.string(), errors), std::nullopt);
    } else {
      EXPECT_EQ(errors, TextOf(expected));
    }
  }
}

TEST(BadScenariosTest, TheFilesTheyAreMadeFromAreRightAndSayTheSame) {
  const ScenarioFile yaml = LoadScenario((Folder() / "valid.yaml").string());
  const ScenarioFile json = LoadScenario((Folder() / "valid.json").string());
  EXPECT_EQ(FormatProblems(yaml.problems), "");
  EXPECT_EQ(FormatProblems(json.problems), "");
  EXPECT_NE(yaml.scenario, nullptr);
  EXPECT_EQ(JsonText(JsonOf(yaml.source)), JsonText(JsonOf(json.source)));
}

TEST(BadScenariosTest, EveryExpectedTextBelongsToAFile) {
  std::set<std::string> stems;
  for (const std::string& name : BrokenFiles()) {
    // One .expected file cannot serve two scenarios.
    EXPECT_TRUE(stems.insert(std::filesystem::path(name).stem().string()).second) << name;
  }
  for (const auto& entry : std::filesystem::directory_iterator(Folder())) {
    if (entry.path().extension() != ".expected") continue;
    EXPECT_EQ(stems.count(entry.path().stem().string()), 1U) << entry.path();
  }
}

/// Everything the loader can say, as a part of the text, by the source file it is written in. Not
/// listed, because no small text or no scenario at all gets there: "the document is larger than 16
/// MiB" and "too many values" (yaml_reader_test.cpp), an empty JSON text (an input of the fuzz
/// target is JSON if it starts with '{'), "cannot read the YAML" (out of memory), problems of
/// numbers that are not finite, of beta distributions in a field that [0, 1] does not fit, and of
/// conditions whose form the reader has refused before.
struct Message {
  const char* source;
  const char* part;
};
constexpr Message kMessages[] = {
    {"io/text_check.cpp", "a tab in the indentation"},
    {"io/text_check.cpp", "not valid UTF-8"},
    {"io/text_check.cpp", "a control character"},
    {"io/text_check.cpp", "a carriage return without a line feed"},
    {"io/yaml_reader.cpp", "the document is empty"},
    {"io/yaml_reader.cpp", "not valid YAML: "},
    {"io/yaml_reader.cpp", "a ']' for every '['"},
    {"io/yaml_reader.cpp", "a '}' for every '{', and every quote closed"},
    {"io/yaml_reader.cpp", "the indentation of the '-' before it"},
    {"io/yaml_reader.cpp", "the indentation of the key before it, and every quote closed"},
    {"io/yaml_reader.cpp", "a '[' or '{' before it"},
    {"io/yaml_reader.cpp", "every bracket and quote before it closed"},
    {"io/yaml_reader.cpp", "quotes around a text that has ': ' in it"},
    {"io/yaml_reader.cpp", "quotes around a text that starts with such a character"},
    {"io/yaml_reader.cpp", "the value written out; aliases are not supported"},
    {"io/internal/yaml_tree_handler.cpp", "a list or a map cannot be a key"},
    {"io/internal/yaml_tree_handler.cpp", "text after the end of the document"},
    {"io/internal/yaml_tree_handler.cpp", "anchors are not supported"},
    {"io/internal/yaml_tree_handler.cpp", "aliases ('*name') are not supported"},
    {"io/internal/yaml_tree_handler.cpp", "a key without a name"},
    {"io/internal/yaml_tree_handler.cpp", "the quote is not closed"},
    {"io/internal/yaml_tree_handler.cpp", "tags are not supported"},
    {"io/internal/yaml_tree_handler.cpp", "merge keys ('<<') are not supported"},
    {"io/internal/yaml_tree_handler.cpp", "has a leading zero"},
    {"io/internal/yaml_tree_handler.cpp", "the number is too large or too small"},
    {"wire/json_reader.cpp", "NaN and Infinity are not numbers in JSON"},
    {"wire/json_reader.cpp", "not valid JSON: "},
    {"wire/tree_builder.cpp", "nested too deeply"},
    {"wire/tree_builder.cpp", "the key has a control character in it"},
    {"wire/tree_builder.cpp", "the text has a control character in it"},
    {"wire/tree_builder.cpp", "duplicate key '"},
    {"wire/read_archive.cpp", "the document "},
    {"wire/read_archive.cpp", "required key is missing"},
    {"wire/read_archive.cpp", "unknown key '"},
    {"wire/read_archive.cpp", "' is used twice"},
    {"wire/value_readers.cpp", "has no value"},
    {"wire/value_readers.cpp", " is a boolean"},
    {"wire/value_readers.cpp", " is a number"},
    {"wire/value_readers.cpp", " is a text in quotes"},
    {"wire/value_readers.cpp", " is a text"},
    {"wire/value_readers.cpp", "is a list"},
    {"wire/value_readers.cpp", "is a map"},
    {"wire/value_readers.cpp", " is out of range"},
    {"wire/value_readers.cpp", " is not an integer"},
    {"wire/value_readers.cpp", " is not a name"},
    {"wire/value_readers.cpp", " is not a date"},
    {"wire/value_readers.cpp", "the text is empty"},
    {"wire/value_readers.cpp", "unknown value "},
    {"wire/read_distribution.cpp", "unknown distribution '"},
    {"wire/read_distribution.cpp", " numbers"},
    {"wire/read_distribution.cpp", " keys"},
    {"wire/read_distribution.cpp", "the interval ["},
    {"wire/read_distribution.cpp", "a normal distribution, which has no bounds,"},
    {"wire/read_rule.cpp", "the list is empty"},
    {"wire/read_rule.cpp", "the condition is empty"},
    {"wire/read_rule.cpp", "conditions nested too deeply"},
    {"wire/overrides.cpp", "not a setting"},
    {"wire/overrides.cpp", "not a path"},
    {"wire/overrides.cpp", "the path has too many parts"},
    {"wire/overrides.cpp", "no element '"},
    {"wire/overrides.cpp", "' is a single value and has no '"},
    {"core/distribution.cpp", "alpha"},
    {"core/distribution.cpp", "the standard deviation"},
    {"core/distribution.cpp", " is above the upper end "},
    {"core/distribution.cpp", "the ends are too far apart"},
    {"core/condition.cpp", "unknown issue"},
    {"core/condition.cpp", "spaces around the operator"},
    {"core/condition.cpp", "cannot read condition"},
    {"core/condition.cpp", "unknown operator"},
    {"core/condition.cpp", "unknown option"},
    {"core/condition.cpp", "condition too long"},
    {"preferences/derivation_compile.cpp", "' has no option '"},
    {"preferences/derivation_compile.cpp", "unknown party '"},
    {"preferences/derivation_compile.cpp", "unknown issue '"},
    {"preferences/derivation_compile.cpp", "names an option, but the claim names no issue"},
    {"preferences/derivation_compile.cpp", "' has no weight in 'goldstein'"},
    {"preferences/derivation_compile.cpp", "a claim cannot address its own actor"},
    {"preferences/derivation_compile.cpp", "the probabilities of the other readings add up to "},
    {"preferences/derivation_compile.cpp", "with the adjustments before it the factor is "},
    {"scenario/compile.cpp", ", after the scenario's asof"},
    {"scenario/compile.cpp", " parties"},
    {"scenario/compile.cpp", "' is already that of party '"},
    {"scenario/compile.cpp", "at least one tier"},
    {"scenario/compile.cpp", "unknown tier '"},
    {"scenario/compile.cpp", "values of `tier` of the claims it uses"},
    {"scenario/compile.cpp", "no entry of 'tiers' uses claims of tier '"},
    {"scenario/compile.cpp", "unknown mechanism '"},
    {"scenario/compile.cpp", " issues"},
    {"scenario/compile.cpp", " options"},
    {"scenario/compile.cpp", "'all' stands for every option"},
    {"scenario/compile.cpp", "some options have a position and some have none"},
    {"scenario/compile.cpp", " is out of order after "},
    {"scenario/compile.cpp", "' has no option '"},
    {"talks/model.cpp", " party has the role principal"},
    {"talks/model.cpp", " parties have the role principal"},
    {"talks/model.cpp", "nobody owns this issue"},
    {"talks/model.cpp", "already holds at the status quo"},
    {"talks/model.cpp", "is broken by the status quo itself"},
    {"talks/model.cpp", "unknown claim '"},
    {"talks/model.cpp", "' is not a principal"},
    {"talks/model.cpp", " preconditions and dependencies"},
    {"talks/model.cpp", " weights"},
    {"talks/model.cpp", "unknown protocol '"},
    {"talks/model.cpp", "unknown strategy '"},
    {"talks/model.cpp", "' is in the grid twice"},
    {"talks/model.cpp", " combinations of options"},
    {"talks/mechanisms/m04_commitment_fear.cpp", "strengths without a monitoring_issue"},
    {"talks/mechanisms/m04_commitment_fear.cpp", " strengths"},
    {"talks/model.cpp", "unknown issue '"},
    {"talks/mechanisms/m29_agenda.cpp", "unknown issue '"},
};

/// What the inputs of the fuzz corpus make the loader say. It starts from bad_scenarios/ and has
/// been extended and reduced by the fuzzer.
std::string ErrorsOfFuzzCorpus() {
  const std::filesystem::path corpus =
      std::filesystem::path(DRAGOMAN_SOURCE_DIR) / "tests" / "fuzz" / "corpus" / "scenario";
  std::string errors;
  for (const auto& entry : std::filesystem::directory_iterator(corpus)) {
    const std::string data = TextOf(entry.path());
    const auto input = testing_support::SplitScenarioInput(data);
    errors += FormatProblems(testing_support::LoadScenarioInput(input).problems);
  }
  return errors;
}

TEST(BadScenariosTest, TheFuzzCorpusReachesEveryMessage) {
  const std::string errors = ErrorsOfFuzzCorpus();
  for (const Message& message : kMessages) {
    EXPECT_NE(errors.find(message.part), std::string::npos)
        << message.source << ": \"" << message.part << "\"";
    // The list must not outlive the code.
    const std::string source =
        TextOf(std::filesystem::path(DRAGOMAN_SOURCE_DIR) / "engine" / message.source);
    EXPECT_NE(source.find(message.part), std::string::npos)
        << message.source << " does not say \"" << message.part << "\"";
  }
}

}  // namespace
}  // namespace dragoman
